/** The search of the whole site: a query in, the numbers of records and pages out, the best first. */

import { pageCards, readEntry, recordCards, valueOf } from "./files.js";
import { marksFor } from "./highlight.js";
import { completions, exactMatches, isKnown, neighbours } from "./lookup.js";
import { understand } from "./clauses.js";
import { LONGEST, parseQuery, withNothingLeftOut } from "./query.js";
import { isHan, readingFor, stem, tokens } from "./text.js";

// Where nothing has everything that was asked for, that is shown which has so much of it, by how rare it is.
const LEAST_SHARE = 0.5;
const LEAST_OF_PAGE = 0.3;
const MOST_SUGGESTED = 5;
const SHORTEST_BEGINNING = 3;
// What the kind of page counts for that a question asks for.
const ANSWERING = 1.5;
// What a word of a question counts for beside what it asks about.
const WEAK = 0.2;
const MOST_TITLES = 12;
const NONE = { numbers: [], isLoose: false };
const NOTHING = { isEmpty: false, isOnlyLeftOut: false, pages: [], additions: [], missing: [], isLoose: false };

/**
 * What a query finds: { text, isEmpty, isOnlyLeftOut, records, pages, additions, missing, isLoose, marks }; records and
 * pages are numbers, the best first. With `typing` the last word may be the beginning of one; with `asTyped` nothing is
 * added. The cards of the first `ahead` records are fetched as soon as these are known.
 */
export async function search(text, { typing = false, asTyped = false, ahead = 0 } = {}) {
  const query = await parseQuery(text);
  const sources = query.address ? await recordsAt(query.address) : undefined;
  if (!sources) return answer(query, typing, asTyped, ahead);
  return { ...NOTHING, text: query.text, records: sources, marks: await marksFor([]) };
}

/** The records of a source at `address`; what stands behind "?" may only tell how a reader came there. */
async function recordsAt(address) {
  const found = await valueOf("addresses", address);
  return found ?? valueOf("addresses", address.replace(/\/*\?.*$/u, ""));
}

async function answer(query, typing, asTyped, ahead) {
  const isTyping = typing && query.isOpen;
  const { clauses: all, words, leftOut } = await understand(query, { asTyped, isTyping });
  const clauses = isTyping ? withoutUnfinished(all, words) : all;
  const close = isTyping ? [] : await neighbours(words);
  const entry = await readEntry();
  const isHopeless = clauses.some((clause) => clause.isStrict && clause.isMissing) || isGuesswork(clauses);
  const records = isHopeless ? NONE : rankRecords(clauses, close, entry.records, query.isQuestion);
  // Whoever shows them hears of a fault.
  recordCards(records.numbers.slice(0, ahead)).catch(() => {});
  const asked = clauses.filter((clause) => !clause.isMissing);
  const pages = isHopeless ? [] : withNamed(await rankPages(asked, close, query, entry), asked, entry);
  return {
    text: query.text,
    isEmpty: !clauses.length && !leftOut.length,
    isOnlyLeftOut: !clauses.length && leftOut.length > 0,
    records: without(records.numbers, leftOut, "records"),
    pages: oneForEach(without(pages, leftOut, "pages"), entry),
    additions: [...leftOut.map((clause) => leaving(clause, query)), ...clauses.flatMap((clause) => clause.additions)],
    missing: [...new Set(clauses.filter((clause) => clause.isMissing).map((clause) => clause.typed))],
    isLoose: records.isLoose && records.numbers.length > 0,
    marks: await marksFor(asked),
  };
}

/** True where nothing has a part, and the others are only taken for what something has: Satya Nadella is not of Sanya. */
function isGuesswork(clauses) {
  return clauses.some((clause) => clause.isMissing) && clauses.every((clause) => clause.isMissing || clause.isGuess);
}

/** What a reader is told of what was left out, with the query that takes it back. */
function leaving({ typed }, { text }) {
  return { typed, why: "left out", added: [withNothingLeftOut(text)] };
}

function without(numbers, leftOut, side) {
  const named = (clause) => (side === "pages" ? clause.named : []);
  const unwanted = new Set(leftOut.flatMap((clause) => [...clause[side].keys(), ...named(clause)]));
  return numbers.filter((number) => !unwanted.has(number));
}

/** `clauses` without the last word's, where it has just been begun and says nothing yet. */
function withoutUnfinished(clauses, words) {
  const last = clauses.at(-1);
  return clauses.length > 1 && last.isMissing && last.typed === words.at(-1)?.typed ? clauses.slice(0, -1) : clauses;
}

/** Every record, the newest first: what a query without words finds. */
export async function everything() {
  const { records } = await readEntry();
  return { records: Array.from({ length: records }, (_, number) => number), pages: [] };
}

/** What may help where nothing is found: the nearest words, the pages whose names have them, and the first topics. */
export async function suggestions(text) {
  const entry = await readEntry();
  const words = await nearWords(text);
  const found = await Promise.all(words.map((word) => exactMatches(word)));
  const pages = oneForEach(found.flatMap((word) => [...word.pages.keys()]), entry).slice(0, MOST_SUGGESTED);
  return { words, pages: await pageCards(pages), topics: await pageCards(entry.topics) };
}

/** The numbers of pages, each page once: a thing in two lists has two numbers and one page. */
function oneForEach(pages, { twins }) {
  return [...new Set(pages.map((number) => twins[number] ?? number))];
}

/** For each word of `text` those that begin as it does, for as many letters as any word does. */
async function nearWords(text) {
  const typed = tokens(text.slice(0, LONGEST), await readingFor(text));
  const near = await Promise.all([...new Set(typed)].slice(0, MOST_SUGGESTED).map(beginningAlike));
  return [...new Set(near.flat())].slice(0, MOST_SUGGESTED);
}

async function beginningAlike(word) {
  if (await isKnown(word)) return [];
  for (let length = word.length; length >= SHORTEST_BEGINNING; length -= 1) {
    const { words } = await completions(word.slice(0, length));
    if (words.length) return words.slice(0, MOST_SUGGESTED);
  }
  return [];
}

/** What has everything asked for, or where nothing has, what has much of it: { numbers, isLoose }, the best first. */
function rankRecords(clauses, close, size, isQuestion) {
  const scores = scoresOf(clauses, "records", size, isQuestion);
  addClose(scores, close, "records", size);
  const strict = clauses.filter((clause) => clause.isStrict);
  const able = [...scores].filter(([number]) => strict.every((clause) => clause.records.has(number)));
  const needed = clauses.filter((clause) => !clause.isOptional && !(isQuestion && clause.isWeak));
  const whole = able.filter(([number]) => needed.every((clause) => clause.records.has(number)));
  if (whole.length) return { numbers: ranking(whole), isLoose: false };
  const most = Math.max(0, ...able.map(([, score]) => score));
  return { numbers: ranking(able.filter(([, score]) => score >= most * LEAST_SHARE)), isLoose: true };
}

/**
 * The pages that have most of what is asked for, the best first: one may lack a word where it has the rest. The expo,
 * its editions and years are what every page is about, and say little beside another word.
 */
async function rankPages(clauses, close, query, { pages: size, asking, kinds }) {
  const answering = kindsAskedFor(query.text, asking).map((kind) => isOf(kinds, kind));
  const isSetting = (clause) => (clause.named.length ? isOfExpo(clause, kinds) : clause.isYear && answering.length > 0);
  const others = clauses.filter((clause) => !isSetting(clause));
  const telling = others.some((clause) => clause.pages.size && !clause.isWeak) ? others : clauses;
  const scores = scoresOf(telling, "pages", size, true);
  for (const [number, score] of scoresOf(clauses.filter((clause) => !telling.includes(clause)), "pages", size)) {
    if (scores.has(number)) scores.set(number, scores.get(number) + score);
  }
  addClose(scores, close, "pages", size);
  const shareOf = sharing(telling.filter((clause) => !clause.isOptional && !clause.isWeak && clause.pages.size), size);
  const strict = clauses.filter((clause) => clause.isStrict && !clause.isYear);
  for (const [number, score] of scores) {
    const isAble = !strict.length || strict.some((clause) => clause.pages.has(number));
    const factor = answering.some((isAnswer) => isAnswer(number)) ? ANSWERING : 1;
    if (isAble) scores.set(number, score * (1 + shareOf(number)) * factor);
    else scores.delete(number);
  }
  const most = Math.max(0, ...scores.values());
  for (const [number, score] of scores) if (score < most * LEAST_OF_PAGE) scores.delete(number);
  await byTitle(scores, telling, query.reading);
  return ranking([...scores]);
}

function isOf(kinds, kind) {
  return (number) => kinds[kind] && number >= kinds[kind][0] && number <= kinds[kind][1];
}

function isOfExpo({ named }, kinds) {
  return named.every((number) => isOf(kinds, "Expo")(number) || isOf(kinds, "Edition")(number));
}

/** What share of what `needed` asks for a page has, by how rare it is. */
function sharing(needed, size) {
  const weighed = needed.map((clause) => [clause.pages, inverseFrequency(clause.pages.size, size)]);
  const all = weighed.reduce((sum, [, rarity]) => sum + rarity, 0);
  if (!all) return () => 1;
  return (number) => weighed.reduce((sum, [pages, rarity]) => sum + (pages.has(number) ? rarity : 0), 0) / all;
}

/** Raises the best of `scores` by how much of a page's title the query says: "number of exhibitors" for "Exhibitors". */
async function byTitle(scores, clauses, reading) {
  const said = new Set(clauses.flatMap((clause) => [...clause.words, ...clause.sequences.flat()]).map(stem));
  const best = ranking([...scores]).slice(0, MOST_TITLES);
  for (const { number, title, spellings } of await pageCards(best)) {
    const shares = [title, ...spellings].map((name) => tokens(name, reading)).map((name) => {
      const words = name.filter((word) => !reading.tooCommon.has(word));
      return words.filter((word) => said.has(stem(word))).length / (words.length || 1);
    });
    scores.set(number, scores.get(number) * (1 + Math.max(...shares)));
  }
}

function addClose(scores, close, side, size) {
  for (const [number, score] of scoresOf(close, side, size)) {
    if (scores.has(number)) scores.set(number, scores.get(number) + score);
  }
}

/** The kinds of page that answer a question which begins as `asking` says. */
function kindsAskedFor(text, asking) {
  const asked = ` ${text.toLowerCase()} `;
  const isIn = (words) => (isHan(words) ? asked.includes(words) : asked.includes(` ${words} `));
  return Object.entries(asking).flatMap(([words, kind]) => (isIn(words) ? [kind] : []));
}

function scoresOf(clauses, side, size, isQuestion = false) {
  const scores = new Map();
  for (const clause of clauses) {
    const rarity = inverseFrequency(clause[side].size, size) * (isQuestion && clause.isWeak ? WEAK : 1);
    for (const [number, weight] of clause[side]) {
      scores.set(number, (scores.get(number) ?? 0) + rarity * weight);
    }
  }
  return scores;
}

/** How much a thing says that `having` of `size` documents have: the inverse document frequency of BM25. */
function inverseFrequency(having, size) {
  return Math.log(1 + (size - having + 0.5) / (having + 0.5));
}

/**
 * Pages, with those that the query names. They come first where the query is the name; otherwise what only few records
 * name comes first, and the expo and its editions, of which most tell, behind the best of the others. What lacks another
 * name is no such page: "Australia wine" leads to Australia before any maker of wine.
 */
function withNamed(numbers, clauses, { kinds }) {
  const naming = clauses.filter((clause) => clause.named.length);
  naming.sort((left, right) => left.records.size - right.records.size);
  const named = naming.flatMap((clause) => clause.named);
  const hasNames = naming.every((clause) => isOfExpo(clause, kinds) || clause.pages.has(numbers[0]));
  const first = clauses.length > 1 && hasNames ? numbers.slice(0, 1) : [];
  return [...new Set([...first, ...named, ...numbers])];
}

/** The numbers of `scores`, the highest first; among equals the lower number, which is the newer record. */
function ranking(scores) {
  return scores.sort(([left, a], [right, b]) => b - a || left - right).map(([number]) => number);
}
