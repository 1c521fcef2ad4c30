/** What a reader typed, taken apart: dates, phrases in quotes, words, and what is to be left out. */

import { takeDates } from "./dates.js";
import { takeLeftOut } from "./leave_out.js";
import { isNumber } from "./numbers.js";
import { isHan, pieces, plainWidth, readingFor } from "./text.js";

// Longer queries are cut. A browser's address and an answer in time bear this many characters and words.
export const LONGEST = 200;
const MOST_TOKENS = 24;
// After "how" these ask, and name nothing.
const ASKING = new Set("big far high large long many much often old small tall wide".split(" "));
const QUESTION =
  /[?？]\s*$|^(?:are|can|could|d(?:id|o|oes)|ha(?:d|s|ve)|how|is|tell|was|were|wh(?:at|en|ere|ich|om?|ose|y)|will)\s/iu;
const TEENS = "(?:thir|four|fif|six|seven|eigh|nine)teen";
const ORDINAL = new RegExp(
  `^(?:first|second|third|(?:four|fif|six|seven|eigh|nin|ten|eleven|twelf|${TEENS}|twentie)th|[0-9]+(?:st|nd|rd|th))$`, "u",
);
// 350 000 000 000: three figures at a time, as many countries write.
const SPACED_NUMBER = /(?<![\p{N}.,])[0-9]{1,3}(?:[ \u00a0\u202f][0-9]{3})+(?![\p{N}])/gu;
const QUOTED = /"([^"]*)"|“([^”]*)”|「([^」]*)」|《([^》]*)》/gu;
const SCHEME = /^(?:https?:\/\/)?(?:www\.)?/iu;
const ADDRESS = /^(?:(?:https?:\/\/|www\.)|(?:[a-z0-9-]+\.)+[a-z]{2,}\/)\S+$/iu;

/**
 * A query as { text, reading, address, phrases, dates, words, leftOut, isQuestion, isOpen }: `phrases` and `leftOut`
 * are lists of { typed, tokens }; each of `words` has one `token`, and says what it is: `isTooCommon` to be searched
 * for, `isWeak` in a question, the first that `isLeftOut`, `isAttached` to the one before it. `address` is that of a
 * source, if the text is one; `isOpen` where the last word may go on.
 */
export async function parseQuery(typed) {
  const kept = Array.from(plainWidth(String(typed))).slice(0, LONGEST).join("").trim();
  const text = kept.replace(SPACED_NUMBER, joinDigits);
  const reading = await readingFor(text);
  const { rest, starts, phrases: leftOut } = takeLeftOut(ADDRESS.test(text) ? readable(text) : text);
  const phrases = Array.from(rest.matchAll(QUOTED), (match) => phrase(match.slice(1).find(Boolean) ?? "", reading));
  const dated = takeDates(rest.replace(QUOTED, blanks).replaceAll('"', " "));
  return {
    text,
    reading,
    address: ADDRESS.test(text) ? addressKey(text) : "",
    phrases: phrases.filter(({ tokens }) => tokens.length),
    dates: dated.dates,
    words: words(dated.rest, starts, reading).slice(0, MOST_TOKENS),
    isQuestion: QUESTION.test(text),
    leftOut: leftOut.map((part) => phrase(part, reading)).filter(({ tokens }) => tokens.length),
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
  if (isNumber(last.token)) return word.isScale;
  return isHan(word.token) && isHan(last.token) && !last.isScale && word.start <= last.end;
}

/** An address as the index lists it. */
function addressKey(text) {
  return text.replace(SCHEME, "").replace(/#.*$/u, "").replace(/\/+$/u, "").toLowerCase();
}

/** What an address says in words: no number in it is looked for. */
function readable(address) {
  return address.replace(SCHEME, "").replace(/[\p{L}\p{N}]*\p{N}[\p{L}\p{N}]*|[-_/.?=&%#!]/gu, " ");
}

function blanks(match) {
  return " \u0000".padEnd(match.length);
}

function joinDigits(number) {
  return number.replace(/\D/gu, "");
}

function phrase(typed, reading) {
  return { typed, tokens: pieces(typed, reading).flatMap((piece) => piece.tokens) };
}

function words(text, starts, reading) {
  const found = pieces(text, reading).flatMap(({ start, end, tokens }) =>
    tokens.map((token) => ({ typed: text.slice(start, end), token, start, end })),
  );
  const known = found.map((word, index) => noted(word, found[index - 1], reading));
  for (const [index, word] of known.entries()) if (word.isNumber) quietBefore(known, index, reading);
  return known.map((word, index) => ({
    ...word,
    isWeak: reading.weak.has(word.token),
    isLeftOut: starts.has(word.start),
    isAttached: index > 0 && !/\s/u.test(text.slice(known[index - 1].end, word.start)),
  }));
}

/** A word with what it is beside the one before it. */
function noted(word, before, { tooCommon, scales }) {
  const isBehind = before !== undefined && isNumber(before.token);
  const isWritten = isBehind && word.start === before.end;
  return {
    ...word,
    isTooCommon: tooCommon.has(word.token) || (ASKING.has(word.token) && before?.token === "how"),
    isNumber: isNumber(word.token),
    isScale: isBehind && scales.has(word.token) && (word.token.length > 1 || word.start <= before.end),
    isCounter: isWritten && isHan(word.token),
    isStrict: isNumber(word.token) || ORDINAL.test(word.token),
  };
}

/** Words that say how near a number is, such as "more than", need not stand in a text. */
function quietBefore(known, index, { beforeNumbers, tooCommon }) {
  for (let at = index - 1; at >= 0; at -= 1) {
    const { token } = known[at];
    if (!beforeNumbers.has(token) && !tooCommon.has(token)) return;
    known[at] = { ...known[at], isTooCommon: true };
  }
}

