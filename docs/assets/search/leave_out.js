/** What a query says to leave out: -word, !word, NOT word, -"a phrase". A hyphen within a word says nothing. */

const SIGN = "(?:[-\u2010-\u2015\u2212!]|NOT\\s+)";
const QUOTED = '"(?<straight>[^"]*)"|“(?<curly>[^”]*)”|「(?<corner>[^」]*)」|《(?<angle>[^》]*)》';
const LEFT_OUT = new RegExp(`(?<=^|[\\s(])${SIGN}(?:${QUOTED}|(?=[\\p{L}\\p{N}]))`, "gu");

/**
 * `text` in three parts: { rest, starts, phrases }. `rest` is as long as `text`, with blanks for the signs and for
 * phrases that are left out; `starts` are where in it a word begins that is left out; `phrases` stood in quotes.
 */
export function takeLeftOut(text) {
  const starts = new Set();
  const phrases = [];
  const rest = text.replace(LEFT_OUT, (match, ...found) => {
    const place = found.at(-3);
    const quoted = Object.values(found.at(-1)).find((part) => part !== undefined);
    if (quoted !== undefined) phrases.push(quoted);
    else if (isRange(text, place + match.length, place)) return match;
    else starts.add(place + match.length);
    return " ".repeat(match.length);
  });
  return { rest, starts, phrases };
}

/** `text` with nothing left out: the signs gone, the words kept. */
export function withNothingLeftOut(text) {
  return text.replace(LEFT_OUT, (match) => match.replace(new RegExp(`^${SIGN}`, "u"), "")).replace(/\s+/gu, " ").trim();
}

/** True of the second number of "5 -10 November". */
function isRange(text, start, place) {
  return /\p{N}/u.test(text[start]) && /\p{N}\s*$/u.test(text.slice(0, place));
}
