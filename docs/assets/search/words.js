/** What stands for a typed word: the word itself, its other forms, words it begins, a name, or a near spelling. */

import { beginningWith, fromGaps, fromPostings, valueOf, valuesOf } from "./lists.js";
import { read } from "./files.js";
import { nearest } from "./spelling.js";
import { stem } from "./stem.js";

// What counts for how much, beside the word as it was typed.
const FORM = 0.9;
const COMPLETION = 0.6;
const LARGEST = 99;
// A shorter beginning stands for too many words.
const SHORTEST_BEGINNING = 2;
const MOST_COMPLETIONS = 30;
const MOST_THROUGH = 3;

/** The word as it is written: { words, records, pages }, the latter Maps of numbers to weights up to 1. */
export async function exactly(token) {
  const value = await valueOf("words", token);
  return gathered(value ? [[token, value, 1]] : []);
}

/** The word and every other form of it: open, opening and opened find each other. */
export async function forms(token) {
  const root = stem(token);
  if (root.length < 3 || !/^[a-z]+$/u.test(token)) return exactly(token);
  const rows = await beginningWith("words", root.length > 3 ? root.slice(0, -1) : root);
  const alike = rows.filter(([word]) => word === token || stem(word) === root);
  return gathered(alike.map(([word, value]) => [word, value, word === token ? 1 : FORM]));
}

/** The words that begin with `token`, those that most documents have. */
export async function completions(token) {
  if (token.length < SHORTEST_BEGINNING) return gathered([]);
  const rows = (await beginningWith("words", token)).filter(([word]) => word !== token);
  rows.sort(([, left], [, right]) => size(right) - size(left));
  return gathered(rows.slice(0, MOST_COMPLETIONS).map(([word, value]) => [word, value, COMPLETION]));
}

/** The words nearest to one that nothing has, best first: [{ word, errors }]. */
export async function corrections(token) {
  const [words, weights] = await read("lexicon");
  return nearest(token, words.map((word, index) => [word, weights[index]]));
}

/** What has these words in a row. */
export async function inARow(tokens) {
  const found = await Promise.all(tokens.map((token) => exactly(token)));
  const keys = tokens.slice(1).map((token, index) => `${tokens[index]} ${token}`);
  const pairs = await valuesOf("pairs", keys);
  const having = (side) => keys.map((key) => new Set(fromGaps(pairs.get(key)?.[side] ?? [])));
  return {
    words: keys.every((key) => pairs.has(key)) ? tokens : [],
    records: summed(found.map((word) => word.records), having(0)),
    pages: summed(found.map((word) => word.pages), having(1)),
  };
}

/** The records that name the page `number`, with weights up to 1. */
export async function mentions(number) {
  const [flat] = (await valueOf("mentions", String(number))) ?? [[]];
  return scaled(fromPostings(flat), 1);
}

/** What the pages that have a word are about: { records, pages }, of the few that have most of it. */
export async function throughPages(pages) {
  const best = [...pages].sort(([left, a], [right, b]) => b - a || left - right).slice(0, MOST_THROUGH);
  const numbers = best.map(([number]) => number);
  return { numbers, records: largest(await Promise.all(numbers.map(mentions))) };
}

/** True where neither a record nor a page has it. */
export function isUnknown(found) {
  return !found.records.size && !found.pages.size;
}

/** The larger weight of each document of `maps`. */
export function largest(maps) {
  const found = new Map();
  for (const map of maps) {
    for (const [number, weight] of map) found.set(number, Math.max(weight, found.get(number) ?? 0));
  }
  return found;
}

function gathered(rows) {
  const side = (index) => largest(rows.map(([, value, factor]) => scaled(fromPostings(value[index]), factor)));
  return { words: rows.map(([word]) => word), records: side(0), pages: side(1) };
}

/** For a single word what it has; for several, those that every set of pairs has, with their weights added up. */
function summed(maps, sets) {
  if (!sets.length) return maps[0] ?? new Map();
  const found = new Map();
  for (const number of sets.reduce((left, right) => new Set([...left].filter((each) => right.has(each))))) {
    const weights = maps.map((map) => map.get(number) ?? 0);
    found.set(number, weights.reduce((total, weight) => total + weight, 0) / maps.length || FORM / LARGEST);
  }
  return found;
}

function scaled(postings, factor) {
  return new Map(Array.from(postings, ([number, weight]) => [number, (weight / LARGEST) * factor]));
}

function size([records, pages]) {
  return records.length + pages.length;
}
