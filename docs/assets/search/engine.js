/** The search of the whole site: a query in, the numbers of records and pages out, the best first. */

import { readPages, readRecords } from "./cards.js";
import { readEntry } from "./files.js";
import { marksFor } from "./marks.js";
import { LONGEST, parseQuery } from "./query.js";
import { readingFor, tokens } from "./text.js";
import { understand } from "./understanding.js";
import { completions, exactly, neighbours } from "./words.js";

export { readPages as pageCards, readRecords as recordCards };

// Where nothing has everything that was asked for, that is shown which has so much of it, by how rare it is.
const LEAST_SHARE = 0.5;
const MOST_SUGGESTED = 5;
const SHORTEST_BEGINNING = 3;

/**
 * What a query finds: { text, isEmpty, records, pages, additions, missing, isLoose, marks }; records and pages are
 * numbers, the best first. With `typing` the last word may be the beginning of one; with `asTyped` nothing is added.
 */
export async function search(text, { typing = false, asTyped = false } = {}) {
  const query = await parseQuery(text);
  const isTyping = typing && query.isOpen;
  const { clauses, words } = await understand(query, { asTyped, isTyping });
  const close = isTyping ? [] : await neighbours(words);
  const { records: size, pages: others } = await readEntry();
  const records = rank(clauses, close, "records", size);
  const asked = clauses.filter((clause) => !clause.isMissing);
  const pages = rank(asked, close, "pages", others);
  return {
    text: query.text,
    isEmpty: !query.words.length && !query.phrases.length,
    records: records.numbers,
    pages: withNamed(pages, clauses),
    additions: clauses.flatMap((clause) => clause.additions),
    missing: [...new Set(clauses.filter((clause) => clause.isMissing).map((clause) => clause.typed))],
    isLoose: records.isLoose && records.numbers.length > 0,
    marks: await marksFor(asked),
  };
}

/** Every record, the newest first: what a query without words finds. */
export async function everything() {
  const { records } = await readEntry();
  return { records: Array.from({ length: records }, (_, number) => number), pages: [] };
}

/** What may help where nothing is found: the nearest words, the pages whose names have them, and the first topics. */
export async function suggestions(text) {
  const { topics } = await readEntry();
  const words = await nearWords(text);
  const found = await Promise.all(words.map((word) => exactly(word)));
  const pages = [...new Set(found.flatMap((word) => [...word.pages.keys()]))].slice(0, MOST_SUGGESTED);
  return { words, pages: await readPages(pages), topics: await readPages(topics) };
}

/** For each word of `text` those that begin as it does, for as many letters as any word does. */
async function nearWords(text) {
  const typed = tokens(text.slice(0, LONGEST), await readingFor(text));
  const near = await Promise.all([...new Set(typed)].slice(0, MOST_SUGGESTED).map(beginningAlike));
  return [...new Set(near.flat())].slice(0, MOST_SUGGESTED);
}

async function beginningAlike(word) {
  for (let length = word.length; length >= SHORTEST_BEGINNING; length -= 1) {
    const { words } = await completions(word.slice(0, length));
    if (words.length) return words.slice(0, MOST_SUGGESTED);
  }
  return [];
}

/** What has everything asked for, or where nothing has, what has much of it: { numbers, isLoose }, the best first. */
function rank(clauses, close, side, size) {
  const needed = clauses.filter((clause) => !clause.isOptional);
  const scores = scoresOf(clauses, side, size);
  for (const [number, score] of scoresOf(close, side, size)) {
    if (scores.has(number)) scores.set(number, scores.get(number) + score);
  }
  const whole = [...scores].filter(([number]) => needed.every((clause) => clause[side].has(number)));
  if (whole.length) return { numbers: ranking(whole), isLoose: false };
  const most = Math.max(0, ...scores.values());
  return { numbers: ranking([...scores].filter(([, score]) => score >= most * LEAST_SHARE)), isLoose: true };
}

function scoresOf(clauses, side, size) {
  const scores = new Map();
  for (const clause of clauses) {
    const rarity = rarityOf(clause[side].size, size);
    for (const [number, weight] of clause[side]) {
      scores.set(number, (scores.get(number) ?? 0) + rarity * weight);
    }
  }
  return scores;
}

/** How much a thing says that `having` of `size` documents have: the inverse document frequency of BM25. */
function rarityOf(having, size) {
  return Math.log(1 + (size - having + 0.5) / (having + 0.5));
}

/**
 * Pages, with those that the query names. They come first where the query is the name, and where no page has everything
 * asked for, the one first that fewer records name; otherwise they come behind the best page that has everything.
 */
function withNamed(pages, clauses) {
  const naming = clauses.filter((clause) => clause.named.length);
  naming.sort((left, right) => left.records.size - right.records.size);
  const named = naming.flatMap((clause) => clause.named);
  const first = clauses.length === 1 || pages.isLoose ? [] : pages.numbers.slice(0, 1);
  return [...new Set([...first, ...named, ...pages.numbers])];
}

/** The numbers of `scores`, the highest first; among equals the lower number, which is the newer record. */
function ranking(scores) {
  return scores.sort(([left, a], [right, b]) => b - a || left - right).map(([number]) => number);
}
