/**
 * Text cut into the words that are searched for, as scripts/ciie/search/tokens.py cuts the articles, and the stems of
 * English words. tests/search_tokens.yml has cases that both programs must cut alike.
 */

import { read, readEntry } from "./files.js";

const HAN = "\\u3400-\\u9fff\\uf900-\\ufaff";
const LETTER = `(?:(?![${HAN}])[\\p{L}\\p{N}])`;
const BEGIN = "(?<![\\p{L}\\p{N}_])";
const END = "(?![\\p{L}\\p{N}_])";
const TOKEN = new RegExp(
  [
    `(?<sign>[a-z]{0,2}\\$|[€£¥%]|${BEGIN}(?:per cent|square met(?:re|er)s?|u\\.?s\\.?[ -]dollars?)${END})`,
    `(?<number>[0-9]+(?:,[0-9]{3})+(?![0-9])(?:\\.[0-9]+)?|[0-9]+(?:\\.[0-9]+)?)(?<unit>${LETTER}*)`,
    `(?<han>[${HAN}])`,
    `(?<dotted>${BEGIN}(?:[a-z]\\.){2,})`,
    `(?<word>${LETTER}+(?:'${LETTER}+)*)`,
  ].join("|"),
  "gu",
);
// A stretch of the original text that holds no blank: a number with what is written at it, a character, a word.
const PIECE = new RegExp(
  `${BEGIN}(?:per cent|square met(?:re|er)s?|u\\.?s\\.?[ -]dollars?)${END}|` +
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
const NUMBER = /^[0-9.]+$/u;
const APOSTROPHES = /[’‘]/gu;
// A "y" that is a consonant is written "Y" while the steps run, so that a class of letters tells the two apart.
const VOWEL = "[aeiouy]";
const OTHER = "[^aeiouy]";
const HAS_VOWEL = new RegExp(VOWEL);
const VOWEL_THEN_OTHER = new RegExp(VOWEL + OTHER);
const SHORT_SYLLABLE = new RegExp(`${OTHER}${VOWEL}[^aeiouywxY]$|^${VOWEL}${OTHER}$|past$`);

const WHOLE_WORDS = new Map(Object.entries({
  skis: "ski", skies: "sky", idly: "idl", gently: "gentl", ugly: "ugli", early: "earli", only: "onli", singly: "singl",
  sky: "sky", news: "news", howe: "howe", atlas: "atlas", cosmos: "cosmos", bias: "bias", andes: "andes",
}));
const FIRST_REGIONS = /^(?:arsen|commun|emerg|gener|inter|later|organ|past|univers)/;
const KEEPS_ING = /^(?:even|cann|inn|earr|herr|out)$/;
const KEEPS_EED = /^(?:succ|proc|exc)$/;
const DOUBLE = /(?:bb|dd|ff|gg|mm|nn|pp|rr|tt)$/;

// Rows of a step: a suffix, what stands in its place, and what must be true of the text before it.
const longestFirst = (rows) => rows.sort(([one], [other]) => other.length - one.length);
const STEP_2 = longestFirst([
  ["tional", "tion"], ["enci", "ence"], ["anci", "ance"], ["abli", "able"], ["entli", "ent"],
  ["izer", "ize"], ["ization", "ize"], ["ational", "ate"], ["ation", "ate"], ["ator", "ate"],
  ["alism", "al"], ["aliti", "al"], ["alli", "al"], ["fulness", "ful"], ["fulli", "ful"],
  ["ousli", "ous"], ["ousness", "ous"], ["iveness", "ive"], ["iviti", "ive"], ["biliti", "ble"], ["bli", "ble"],
  ["ogist", "og"], ["ogi", "og", (before) => before.endsWith("l")], ["lessli", "less"],
  ["li", "", (before) => /[cdeghkmnrt]$/.test(before)],
]);
const STEP_3 = longestFirst([
  ["tional", "tion"], ["ational", "ate"], ["alize", "al"], ["icate", "ic"], ["iciti", "ic"], ["ical", "ic"],
  ["ful", ""], ["ness", ""], ["ative", "", (before, second) => before.length >= second],
]);
const STEP_4 = longestFirst([
  ...["al", "ance", "ence", "er", "ic", "able", "ible", "ant", "ement", "ment", "ent", "ism", "ate", "iti", "ous",
    "ive", "ize"].map((suffix) => [suffix, ""]),
  ["ion", "", (before) => /[st]$/.test(before)],
]);

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

/** True of a word that is a number in figures. */
export function isNumber(token) {
  return NUMBER.test(token) && /[0-9]/u.test(token);
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

/**
 * The stem of `word`, a word in lower case: "opened", "opening" and "opens" have one, "open". It need not be a word.
 * The rules are those of the algorithm "english" (Porter2) as Snowball 3.1 has it, whose page has each step by number:
 * https://snowballstem.org/algorithms/english/stemmer.html. The index cannot bring the stems along, for readers type
 * forms that no text has: of the English words in tests/search_queries.yml one in twenty is found by its stem alone.
 * A word with anything but the letters a to z and the apostrophe "'" comes back unchanged, and so does one of fewer than
 * three characters.
 */
export function stem(word) {
  if (word.length < 3 || !/^[a-z']+$/.test(word)) return word;
  if (WHOLE_WORDS.has(word)) return WHOLE_WORDS.get(word);
  let text = word.replace(/^'/, "").replace(/^y/, "Y").replace(/([aeiouy])y/g, "$1Y");
  const [first, second] = regions(text);
  text = withoutPlural(text.replace(/'(?:s'?)?$/, ""));
  text = withoutTense(text, first);
  text = text.replace(/(?<=.[^aeiouy])[yY]$/, "i");
  text = withSuffixReplaced(text, STEP_2, first, second);
  text = withSuffixReplaced(text, STEP_3, first, second);
  text = withSuffixReplaced(text, STEP_4, second, second);
  return withoutFinalLetter(text, first, second).replaceAll("Y", "y");
}

// Where R1 and R2 begin: each after the first consonant that follows a vowel.
function regions(text) {
  const first = FIRST_REGIONS.exec(text)?.[0].length ?? regionAfter(text, 0);
  return [first, regionAfter(text, first)];
}

function regionAfter(text, start) {
  const found = text.slice(start).search(VOWEL_THEN_OTHER);
  return found < 0 ? text.length : start + found + 2;
}

// Step 1a.
function withoutPlural(text) {
  if (text.endsWith("sses")) return text.slice(0, -2);
  if (/ie[ds]$/.test(text)) return text.slice(0, text.length > 4 ? -2 : -1);
  if (/[us]s$/.test(text)) return text;
  return text.endsWith("s") && HAS_VOWEL.test(text.slice(0, -2)) ? text.slice(0, -1) : text;
}

// Step 1b.
function withoutTense(text, first) {
  const suffix = /(?:eed|ed|ing)(?:ly)?$/.exec(text)?.[0];
  if (suffix === undefined) return text;
  const before = text.slice(0, -suffix.length);
  if (suffix.startsWith("eed")) return before.length < first || KEEPS_EED.test(before) ? text : `${before}ee`;
  if (suffix === "ing" && KEEPS_ING.test(before)) return text;
  if (suffix === "ing" && /^[^aeiouy]y$/.test(before)) return `${before[0]}ie`;
  return HAS_VOWEL.test(before) ? withEndMended(before, first) : text;
}

// "hoping" leaves "hop", which is mended to "hope"; "hopping" leaves "hopp", which is mended to "hop".
function withEndMended(text, first) {
  if (/(?:at|bl|iz)$/.test(text)) return `${text}e`;
  if (DOUBLE.test(text)) return /^[aeo]..$/.test(text) ? text : text.slice(0, -1);
  return text.length === first && SHORT_SYLLABLE.test(text) ? `${text}e` : text;
}

// Steps 2, 3 and 4: only the longest suffix counts, also where it is not replaced.
function withSuffixReplaced(text, rows, region, second) {
  const row = rows.find(([suffix]) => text.endsWith(suffix));
  if (row === undefined) return text;
  const [suffix, replacement, isAllowed = () => true] = row;
  const before = text.slice(0, -suffix.length);
  return before.length >= region && isAllowed(before, second) ? before + replacement : text;
}

// Step 5.
function withoutFinalLetter(text, first, second) {
  const before = text.slice(0, -1);
  if (text.endsWith("ll")) return before.length >= second ? before : text;
  if (!text.endsWith("e")) return text;
  return before.length >= second || (before.length >= first && !SHORT_SYLLABLE.test(before)) ? before : text;
}
