/** What a reader typed, taken apart: phrases in quotes, and words. */

import { isHan, pieces, readingFor } from "./text.js";

// Longer queries are cut. A browser's address and an answer in time bear this many characters and words.
export const LONGEST = 200;
const MOST_TOKENS = 24;
const NUMBER = /^[0-9.]+$/u;
const SCALES = new Set(["million", "billion", "trillion", "percent"]);
// After "how" these ask, and name nothing.
const ASKING = new Set("big far high large long many much often old small tall wide".split(" "));
// 350 000 000 000: three figures at a time, as many countries write.
const SPACED_NUMBER = /(?<![\p{N}.,])[0-9]{1,3}(?:[ \u00a0\u202f][0-9]{3})+(?![\p{N}])/gu;
const QUOTED = /"([^"]*)"|“([^”]*)”|「([^」]*)」|《([^》]*)》/gu;

/**
 * A query as { text, reading, phrases, words, isOpen }: `phrases` and `words` are lists of { typed, tokens }; each of
 * `words` has one token, and `isTooCommon` where it is left out of a search. `isOpen` where its last word may go on.
 */
export async function parseQuery(typed) {
  const text = Array.from(String(typed)).slice(0, LONGEST).join("").trim().replace(SPACED_NUMBER, joinDigits);
  const reading = await readingFor(text);
  const phrases = Array.from(text.matchAll(QUOTED), (match) => phrase(match.slice(1).find(Boolean) ?? "", reading));
  const rest = text.replace(QUOTED, " \u0000 ").replaceAll('"', " ");
  return {
    text,
    reading,
    phrases: phrases.filter(({ tokens }) => tokens.length),
    words: words(rest, reading).slice(0, MOST_TOKENS),
    isOpen: /[\p{L}\p{N}]$/u.test(text) && !/\s$/u.test(String(typed)),
  };
}

/** `words` in lists: Chinese characters in a row are one, and so is a number with its "billion"; any other is alone. */
export function runs(words) {
  const found = [];
  for (const word of words) {
    const last = found.at(-1)?.at(-1);
    if (last && goesOn(last, word)) found.at(-1).push(word);
    else found.push([word]);
  }
  return found;
}

function goesOn(last, word) {
  if (NUMBER.test(last.token) && SCALES.has(word.token)) return true;
  return isHan(word.token) && (isHan(last.token) || NUMBER.test(last.token)) && word.start <= last.end;
}

function joinDigits(number) {
  return number.replace(/\D/gu, "");
}

function phrase(typed, reading) {
  return { typed, tokens: pieces(typed, reading).flatMap((piece) => piece.tokens) };
}

function words(text, reading) {
  const found = pieces(text, reading).flatMap(({ start, end, tokens }) =>
    tokens.map((token) => ({ typed: text.slice(start, end), token, start, end })),
  );
  return found.map((word, index) => {
    const isAsking = ASKING.has(word.token) && found[index - 1]?.token === "how";
    return { ...word, isTooCommon: isAsking || reading.tooCommon.has(word.token) };
  });
}
