/** A query: taken apart into dates, phrases, words and what is left out, and written into the address of the page. */

import { isHan, isNumber, pieces, plainWidth, readingFor } from "./text.js";

const SIGN = "(?:[-\u2010-\u2015\u2212!]|NOT\\s+)";
const QUOTED = '"(?<straight>[^"]*)"|“(?<curly>[^”]*)”|「(?<corner>[^」]*)」|《(?<angle>[^》]*)》';
const LEFT_OUT = new RegExp(`(?<=^|[\\s(])${SIGN}(?:${QUOTED}|(?=[\\p{L}\\p{N}]))`, "gu");
const MONTHS = [
  "january", "february", "march", "april", "may", "june",
  "july", "august", "september", "october", "november", "december",
];
const NAMES = MONTHS.map((name) => (name.length > 3 ? `${name.slice(0, 3)}(?:${name.slice(3)})?` : name));
const MONTH = `(?<word>${NAMES.join("|").replace("sep(?:tember)?", "sep(?:t(?:ember)?)?")})\\b\\.?`;
const YEAR = "(?<year>(?:1[5-9]|2[01])[0-9]{2})";
const NUMBER = "[0-9]{1,2}";
const DAY = `(?<day>${NUMBER})(?:st|nd|rd|th)?`;
const HAN_DIGITS = "〇零一二三四五六七八九";
const HAN_NUMBER = `[0-9]{1,2}|[${HAN_DIGITS}十]{1,3}`;
const HAN_MONTH = `(?<month>${HAN_NUMBER})\\s*月`;
const HAN_DAY = `(?<day>${HAN_NUMBER})\\s*[日号號]`;
// The longer forms first: what one takes, the next does not see.
const FORMS = [
  `(?<year>[0-9]{4}|[${HAN_DIGITS}]{4})\\s*年(?:\\s*${HAN_MONTH}(?:\\s*${HAN_DAY})?)?`,
  `${YEAR}(?<sign>[-/.])(?<month>${NUMBER})\\k<sign>(?<day>${NUMBER})`,
  `(?<day>${NUMBER})(?<sign>[-/.])(?<month>${NUMBER})\\k<sign>${YEAR}`,
  `${DAY}(?: of)?[ -]+${MONTH},?[ -]+${YEAR}`,
  `${MONTH} +${DAY},? +${YEAR}`,
  `${MONTH},?[ -]+${YEAR}`,
  `${YEAR}(?:[-/](?<month>${NUMBER})|\\.(?<month2>[0-9]{2}))`,
  `(?<month>${NUMBER})[-/.]${YEAR}`,
  `${HAN_MONTH}\\s*${HAN_DAY}`,
  `${DAY}(?: of)? +${MONTH}`,
  `${MONTH} +${DAY}`,
].map((form) => new RegExp(`(?<![\\p{L}\\p{N}]|[0-9][.,/-])${form}(?![0-9]|[.,/-][0-9])`, "giu"));
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
// 78,41: a comma before one or two figures, as in most languages of Europe.
const DECIMAL_COMMA = /(?<![\p{N}.,])([0-9]+),([0-9]{1,2})(?![\p{N}]|[.,][0-9])/gu;
// Written right behind a number; texts in other languages say it otherwise.
const HAN_UNIT = /^(?:美元|美金|欧元|歐元|英镑|英鎊|日元|日圆|港元|人民币|人民幣|元人民币|元|平方米)/u;
const PHRASE = new RegExp(QUOTED, "gu");
const SCHEME = /^(?:https?:\/\/)?(?:www\.)?/iu;
const ADDRESS = /^(?:(?:https?:\/\/|www\.)|(?:[a-z0-9-]+\.)+[a-z]{2,}\/)\S+$/iu;

/** The names of the facets in the order they are shown. */
export const FACETS = [
  "topic", "edition", "year", "country", "organisation", "outlet", "kind", "ownership", "language", "basis",
];

// What the list grows by.
export const STEP = 10;
const SORTS = ["newest", "oldest"];
const MOST_VALUES = 50;
// Each record that is listed is a file of its own; an address may ask for no more of them at once.
const MOST_LISTED = 200;

/**
 * A query as { text, reading, address, phrases, dates, words, leftOut, isQuestion, isOpen }: `phrases` and `leftOut`
 * are lists of { typed, tokens }; each of `words` has one `token`, and says what it is: `isTooCommon` to be searched
 * for, `isWeak` in a question, the first that `isLeftOut`, `isAttached` to the one before it. `address` is that of a
 * source, if the text is one; `isOpen` where the last word may go on.
 */
export async function parseQuery(typed) {
  const kept = Array.from(plainWidth(String(typed))).slice(0, LONGEST).join("").trim();
  const text = kept.replace(SPACED_NUMBER, joinDigits).replace(DECIMAL_COMMA, "$1.$2");
  const reading = await readingFor(text);
  const { rest, starts, phrases: leftOut } = takeLeftOut(ADDRESS.test(text) ? readable(text) : text);
  const phrases = Array.from(rest.matchAll(PHRASE), (match) => phrase(match.slice(1).find(Boolean) ?? "", reading));
  const dated = takeDates(rest.replace(PHRASE, blanks).replaceAll('"', " "));
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
  for (const [index, word] of known.entries()) if (word.isNumber) quietAround(known, index, text, reading);
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
    isScale: isBehind && scales.has(word.token) && (word.start <= before.end || /[^a-z]|../u.test(word.token)),
    isCounter: isWritten && isHan(word.token),
    isStrict: isNumber(word.token) || ORDINAL.test(word.token),
  };
}

/** Words that say how near a number is, such as "more than", need not stand in a text, nor a unit in Chinese. */
function quietAround(known, index, text, { beforeNumbers, tooCommon }) {
  const behind = known[index + 1]?.isScale ? index + 2 : index + 1;
  const [unit] = HAN_UNIT.exec(text.slice(known[behind - 1].end)) ?? [""];
  for (let at = behind; at < behind + unit.length; at += 1) known[at] = { ...known[at], isTooCommon: true };
  for (let at = index - 1; at >= 0; at -= 1) {
    const { token } = known[at];
    if (!beforeNumbers.has(token) && !tooCommon.has(token)) return;
    known[at] = { ...known[at], isTooCommon: true };
  }
}

/**
 * `text` in three parts: { rest, starts, phrases }. `rest` is as long as `text`, with blanks for the signs and for
 * phrases that are left out; `starts` are where in it a word begins that is left out; `phrases` stood in quotes.
 */
function takeLeftOut(text) {
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

/**
 * The dates in `text`: { rest, dates }. `rest` is as long as `text`, with blanks for the dates; each of `dates` is
 * { typed, readings }, where a reading is { year, month, day } and may lack some of them. A date of no calendar has
 * none; 7/11/2023 has two, the day first.
 */
function takeDates(text) {
  const dates = [];
  let rest = text;
  for (const form of FORMS) {
    rest = rest.replace(form, (typed, ...found) => {
      dates.push({ typed, readings: readings(found.at(-1)) });
      return "\u0000".padEnd(typed.length);
    });
  }
  return { rest, dates };
}

/** The words by which texts say a date, and the key by which the index lists it, if it has a year. */
export function saidAs({ year, month, day }) {
  const words = [day && String(day), month && MONTHS[month - 1], year && String(year)].filter(Boolean);
  const parts = [year, ...[month, day].filter(Boolean).map((part) => String(part).padStart(2, "0"))];
  return { words, key: year ? parts.join("-") : "" };
}

function readings({ year, month, month2, word, day, sign }) {
  const given = { year: number(year), month: word ? monthOf(word) : number(month ?? month2), day: number(day) };
  const turned = sign === "/" ? [{ ...given, month: given.day, day: given.month }] : [];
  return [given, ...turned].filter(isInCalendar);
}

function monthOf(word) {
  return 1 + MONTHS.findIndex((name) => name.startsWith(word.slice(0, 3).toLowerCase()));
}

function isInCalendar({ year = 2000, month, day }) {
  if (month === undefined) return true;
  if (month < 1 || month > 12) return false;
  return day === undefined || (day >= 1 && day <= new Date(Date.UTC(year, month, 0)).getUTCDate());
}

/** 2023, 二零二三, 十一 or 二十一 as a number. */
function number(text) {
  if (text === undefined || /^[0-9]+$/u.test(text)) return text && Number(text);
  const digit = (character) => (character === "〇" ? 0 : HAN_DIGITS.indexOf(character) - 1);
  if (!text.includes("十")) return Number(Array.from(text, digit).join(""));
  const [tens, ones] = text.split("十");
  return 10 * (tens ? digit(tens) : 1) + (ones ? digit(ones) : 0);
}

/** The search that `parameters` of an address name; what they do not name is as at first. */
export function readState(parameters) {
  const chosen = new Map();
  for (const name of FACETS) {
    const values = parameters.getAll(name).filter(Boolean).slice(0, MOST_VALUES);
    if (values.length) chosen.set(name, new Set(values));
  }
  const sort = parameters.get("sort");
  return {
    text: (parameters.get("q") ?? "").slice(0, LONGEST),
    chosen,
    sort: isSort(sort) ? sort : null,
    asTyped: parameters.get("typed") === "1",
    shown: Math.min(MOST_LISTED, Math.max(STEP, Number.parseInt(parameters.get("show"), 10) || STEP)),
  };
}

/** The part of an address that readState() reads back as `state`, with its "?"; "" for the state at first. */
export function writeState({ text, chosen, sort, asTyped, shown }) {
  const parameters = new URLSearchParams();
  if (text) parameters.append("q", text);
  for (const name of FACETS) {
    for (const value of chosen.get(name) ?? []) parameters.append(name, value);
  }
  if (sort) parameters.append("sort", sort);
  if (asTyped) parameters.append("typed", "1");
  if (shown > STEP) parameters.append("show", shown);
  const query = parameters.toString();
  return query && `?${query}`;
}

/** Whether an address names the order `sort`; by relevance is the order that it does not name. */
export function isSort(sort) {
  return SORTS.includes(sort);
}

/** `chosen` with one value of a facet added or taken away. */
export function choose(chosen, name, value, isOn) {
  const values = new Set(chosen.get(name));
  if (isOn) values.add(value);
  else values.delete(value);
  const next = new Map(chosen);
  if (values.size) next.set(name, values);
  else next.delete(name);
  return next;
}
