/**
 * Text cut into the words that are searched for, as scripts/ciie/indexing/tokens.py cuts the articles.
 * tests/search_tokens.yml has cases that both must read alike.
 */

import { read, readEntry } from "./files.js";

const HAN = "\\u3400-\\u9fff\\uf900-\\ufaff";
const LETTER = `(?:(?![${HAN}])[\\p{L}\\p{N}])`;
const BEGIN = "(?<![\\p{L}\\p{N}_])";
const END = "(?![\\p{L}\\p{N}_])";
const TOKEN = new RegExp(
  [
    `(?<sign>[a-z]{0,2}\\$|[€£¥%]|${BEGIN}per cent${END}|${BEGIN}square met(?:re|er)s?${END})`,
    `(?<number>[0-9]+(?:,[0-9]{3})+(?![0-9])(?:\\.[0-9]+)?|[0-9]+(?:\\.[0-9]+)?)(?<unit>${LETTER}*)`,
    `(?<han>[${HAN}])`,
    `(?<dotted>${BEGIN}(?:[a-z]\\.){2,})`,
    `(?<word>${LETTER}+(?:'${LETTER}+)*)`,
  ].join("|"),
  "gu",
);
// A stretch of the original text that holds no blank: a number with what is written at it, a character, a word.
const PIECE = new RegExp(
  `${BEGIN}(?:per cent|square met(?:re|er)s?)${END}|` +
  `(?:(?<!\\p{L})[a-zA-Z]{0,2}\\p{Sc})?\\p{N}(?:[\\p{N}.,]*\\p{N})?(?:%|${LETTER}*)|[${HAN}]|(?:\\p{L}\\.){2,}` +
    `|(?:(?![${HAN}])[\\p{L}\\p{M}\\p{N}])+(?:['’](?:(?![${HAN}])[\\p{L}\\p{M}])+)*`,
  "giu",
);
const SIGNS = new Map([
  ["€", "euro"],
  ["£", "pound"],
  ["¥", "yuan"],
  ["%", "percent"],
  ["per cent", "percent"],
]);
// Letters that are no letter with an accent.
const LETTERS = new Map(Object.entries({ æ: "ae", œ: "oe", ø: "o", ł: "l", đ: "d", ð: "d", þ: "th", ß: "ss", ı: "i" }));
// Most words of a text, which need no taking apart.
const PLAIN_WORD = /^[A-Za-z]+$/u;
const APOSTROPHES = /[’‘]/gu;

/** How words are read, for text that may have Chinese in it: what `tokens` and `pieces` want. */
export async function readingFor(text) {
  const entry = await readEntry();
  return {
    alike: new Map(Object.entries(entry.alike)),
    units: new Set(entry.units),
    tooCommon: new Set(entry.tooCommon),
    beforeNumbers: new Set(entry.beforeNumbers),
    weak: new Set(entry.weak),
    scales: new Map(Object.entries(entry.scales)),
    traditional: isHan(text) ? new Map(Object.entries(await read("traditional"))) : new Map(),
  };
}

/** The words of `text` in order, in small letters without accents; each Chinese character is one. */
export function tokens(text, reading) {
  if (PLAIN_WORD.test(text)) return [readAs(text.toLowerCase(), reading)];
  return Array.from(plain(text, reading).matchAll(TOKEN), (match) => parts(match, reading.units))
    .flat()
    .map((token) => readAs(token, reading));
}

/** The words of `text` with where each begins and ends in it: [{ start, end, tokens }]. */
export function pieces(text, reading) {
  return Array.from(text.matchAll(PIECE), (match) => ({
    start: match.index,
    end: match.index + match[0].length,
    tokens: tokens(match[0], reading),
  })).filter((piece) => piece.tokens.length);
}

/** `text` with full-width figures, letters and signs as plain ones; every character stays where it is. */
export function plainWidth(text) {
  return text.replace(/[\uff01-\uff5e]/gu, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0));
}

/** True of text with a Chinese character in it. */
export function isHan(text) {
  return /[\u3400-\u9fff\uf900-\ufaff]/u.test(text);
}

function readAs(token, { alike }) {
  return alike.get(token) ?? token.replace(/isation(s?)$/u, "ization$1");
}

function plain(text, { traditional }) {
  const apart = text.normalize("NFKD").replace(/\p{Mn}/gu, "").normalize("NFC").replace(APOSTROPHES, "'");
  const lower = Array.from(apart, (character) => traditional.get(character) ?? character).join("").toLowerCase();
  return lower.replace(/[æœøłđðþßı]/gu, (letter) => LETTERS.get(letter));
}

function parts(match, units) {
  const { sign, number, unit, dotted, word } = match.groups;
  if (number) {
    const value = number.replaceAll(",", "");
    return units.has(unit) ? [value, unit] : [value + unit];
  }
  if (sign) return [sign.startsWith("square") ? "m2" : (SIGNS.get(sign) ?? "dollar")];
  if (dotted) return [dotted.replaceAll(".", "")];
  if (word) return [word.replace(/'s$/u, "").replaceAll("'", "")];
  return [match[0]];
}
