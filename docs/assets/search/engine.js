/** The search of the whole site: a query in, the numbers of records and pages out, the best first. */

import { readPages, readRecords } from "./cards.js";
import { clausesOf } from "./clauses.js";
import { readEntry } from "./files.js";
import { marksFor } from "./marks.js";
import { LONGEST, parseQuery } from "./query.js";
import { readingFor, tokens } from "./text.js";
import { completions, exactly } from "./words.js";

export { readPages as pageCards, readRecords as recordCards };

// A page that a query names in full stands before those that only have its words.
const NAMED = 10;
// Where no record has everything that was asked for, those are shown that have so much of it, by how rare it is.
const LEAST_SHARE = 0.5;
const MOST_SUGGESTED = 5;
const SHORTEST_BEGINNING = 3;

/**
 * What a query finds: { text, isEmpty, records, pages, additions, missing, isLoose, marks }; records and pages are
 * numbers, the best first. With `typing` the last word may be the beginning of one; with `asTyped` nothing is added.
 */
export async function search(text, { typing = false, asTyped = false } = {}) {
  const query = await parseQuery(text);
  const clauses = await clausesOf(query, { asTyped, isTyping: typing && query.isOpen });
  const { records: size, pages: others } = await readEntry();
  const asked = clauses.filter((clause) => !clause.isMissing);
  const ranked = rank(clauses, "records", size);
  return {
    text: query.text,
    isEmpty: !query.words.length && !query.phrases.length,
    records: ranked.numbers,
    pages: ranking(pageScores(asked, clauses, others)),
    additions: clauses.flatMap((clause) => clause.additions),
    missing: clauses.filter((clause) => clause.isMissing).map((clause) => clause.typed),
    isLoose: ranked.isLoose && ranked.numbers.length > 0,
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
  const near = await Promise.all([...new Set(typed)].slice(0, MOST_SUGGESTED).map(likest));
  return [...new Set(near.flat())].slice(0, MOST_SUGGESTED);
}

async function likest(word) {
  for (let length = word.length; length >= SHORTEST_BEGINNING; length -= 1) {
    const { words } = await completions(word.slice(0, length));
    if (words.length) return words.slice(0, MOST_SUGGESTED);
  }
  return [];
}

/** The records that have everything asked for, or where none has, those that have much of it. */
function rank(clauses, side, size) {
  const needed = clauses.filter((clause) => !clause.isOptional || clauses.length === 1);
  const scores = scoresOf(clauses, side, size);
  const whole = [...scores].filter(([number]) => needed.every((clause) => clause[side].has(number)));
  if (whole.length) return { numbers: ranking(new Map(whole)), isLoose: false };
  const most = Math.max(0, ...scores.values());
  return { numbers: ranking(new Map([...scores].filter(([, score]) => score >= most * LEAST_SHARE))), isLoose: true };
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

/** Pages that have everything asked for, and those that the query names, the more of it the better. */
function pageScores(asked, clauses, size) {
  const needed = asked.filter((clause) => !clause.isOptional);
  const scores = scoresOf(asked, "pages", size);
  const kept = new Map([...scores].filter(([number]) => needed.every((clause) => clause.pages.has(number))));
  const length = clauses.reduce((sum, clause) => sum + clause.typed.length, 0);
  for (const clause of asked) {
    for (const number of clause.named) {
      kept.set(number, (scores.get(number) ?? 0) + NAMED * (clause.typed.length / length));
    }
  }
  return kept;
}

/** The keys of `scores`, the highest first; among equals the lower number, which is the newer record. */
function ranking(scores) {
  return [...scores].sort(([left, a], [right, b]) => b - a || left - right).map(([number]) => number);
}
