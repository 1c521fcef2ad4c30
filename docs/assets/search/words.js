/** What stands for a typed word: the word itself, its other forms, words it begins, a name, or a near spelling. */

import { beginningWith, fromPostings, valueOf, valuesOf } from "./lists.js";
import { read, readEntry } from "./files.js";
import { nearest } from "./spelling.js";
import { stem } from "./stem.js";

// What counts for how much, beside the word as it was typed.
const FORM = 0.9;
// Another word from the same root, such as "import" for "important".
const RELATIVE = 0.5;
const ENDING = /^(?:|s|es|ies|y|e|d|ed|ied|ing|ying|er|ers|or|ors)$/u;
const COMPLETION = 0.6;
const NEAR = 0.5;
const LARGEST = 99;
// A shorter beginning stands for too many words.
const SHORTEST_BEGINNING = 2;
const MOST_COMPLETIONS = 30;
const MOST_THROUGH = 3;
const MOST_NEIGHBOURS = 6;

/** The word as it is written: { words, records, pages }, the latter Maps of numbers to weights up to 1. */
export async function exactly(token) {
  const value = await valueOf("words", token);
  return gathered(value ? [[token, value, 1]] : [], await readEntry());
}

/** The word and its other forms, or who does it: open, opening and opened find each other, visited finds visitors. */
export async function forms(token) {
  const root = stem(token);
  if (root.length < 3 || !/^[a-z]+$/u.test(token)) return exactly(token);
  const rows = (await Promise.all(beginnings(root).map((beginning) => beginningWith("words", beginning)))).flat();
  const same = rows.filter(([word]) => word === token || stem(word) === root);
  const alike = same.length ? same : rows.filter(([word]) => stem(word) === `${root}or`);
  return gathered(alike.map(([word, value]) => [word, value, likeness(word, token)]), await readEntry());
}

/** The words that begin with `token`, those that most documents have. */
export async function completions(token) {
  if (token.length < SHORTEST_BEGINNING) return gathered([], await readEntry());
  const rows = (await beginningWith("words", token)).filter(([word]) => word !== token);
  rows.sort(([, left], [, right]) => right.length - left.length);
  const kept = rows.slice(0, MOST_COMPLETIONS).map(([word, value]) => [word, value, COMPLETION]);
  return gathered(kept, await readEntry());
}

/** True of an English word or a known name, which is no typing error though nothing has it. */
export async function isKnown(token) {
  if (await isListed(token)) return true;
  const root = stem(token);
  if (root.length < 3 || !/^[a-z]+$/u.test(token)) return false;
  const rows = await Promise.all(beginnings(root).map((beginning) => beginningWith("known", beginning)));
  return rows.flat().some(([word]) => stem(word) === root);
}

/** True of a known name, or of a word in the form in which it is listed. */
export async function isListed(token) {
  return (await valueOf("known", token)) !== undefined;
}

/** True where an English word or a known name begins with `token`. */
export async function beginsKnown(token) {
  return (await beginningWith("known", token)).length > 0;
}

/** The words nearest to one that nothing has, best first: [{ word, errors }]. */
export async function corrections(token) {
  const near = nearest(token, await lexiconOf(token, 1), { most: 1 });
  return near.length ? near : nearest(token, await lexiconOf(token, 2));
}

/** The words that are at most `most` letters shorter or longer than `token`: [word, number of documents, name]. */
async function lexiconOf(token, most) {
  const { lengths } = await readEntry();
  const wanted = lengths.filter((length) => Math.abs(length - token.length) <= most);
  const files = await Promise.all(wanted.map((length) => read(`lexicon/${length}`)));
  return files.flatMap(([words, weights, names]) => words.map((word, index) => [word, weights[index], names[index]]));
}

/** What has these words in a row. */
export async function inARow(tokens) {
  if (tokens.length < 2) return exactly(tokens[0]);
  const keys = tokens.slice(1).map((token, index) => `${tokens[index]} ${token}`);
  const pairs = await valuesOf("pairs", keys);
  const maps = keys.map((key) => scaled(fromPostings(pairs.get(key) ?? []), 1));
  return { words: keys.every((key) => pairs.has(key)) ? tokens : [], ...apart(shared(maps), await readEntry()) };
}

/** What every one of `maps` has, with the mean of its weights. */
export function shared(maps) {
  const [first = new Map(), ...others] = maps;
  const common = [...first.keys()].filter((number) => others.every((map) => map.has(number)));
  return new Map(common.map((number) => [number, maps.reduce((sum, map) => sum + map.get(number), 0) / maps.length]));
}

/** For each two of `words` that were typed in a row and say something, what has them in a row: [{ records, pages }]. */
export async function neighbours(words) {
  const twos = words.slice(1).map((word, index) => [words[index], word]);
  const telling = twos.filter((two) => !two.every((word) => word.isTooCommon));
  const keys = telling.map(([word, next]) => `${word.token} ${next.token}`);
  const pairs = await valuesOf("pairs", keys.slice(0, MOST_NEIGHBOURS));
  const entry = await readEntry();
  return [...pairs.values()].map((flat) => apart(scaled(fromPostings(flat), NEAR), entry));
}

/** The records that name the page `number`, with weights up to 1. */
export async function mentions(number) {
  return listed("mentions", String(number));
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

function likeness(word, token) {
  if (word === token) return 1;
  if (stem(word) !== stem(token)) return RELATIVE;
  let same = 0;
  while (same < word.length && word[same] === token[same]) same += 1;
  // A consonant may be doubled before an ending: shipping, shipped.
  const endings = [word, token].map((each) => each.slice(same).replace(/^([b-df-hj-np-tv-z])(?=ed|ing|er)/u, ""));
  return endings.every((ending) => ENDING.test(ending)) ? FORM : RELATIVE;
}

/** What the forms of a root begin with: cry and cries have the root cri, using and use have use. */
function beginnings(root) {
  const most = root.slice(0, -1);
  return root.length > 3 ? [most] : [...new Set([root, `${most}i`, `${most}y`])];
}

function gathered(rows, entry) {
  const all = largest(rows.map(([, value, factor]) => scaled(fromPostings(value), factor)));
  return { words: rows.map(([word]) => word), ...apart(all, entry) };
}

/** The documents at `key` of `list`, with weights up to 1. */
export async function listed(list, key) {
  return scaled(fromPostings((await valueOf(list, key)) ?? []), 1);
}

/** Records and pages, which the index numbers after them. */
export function apart(all, { records: size }) {
  const [records, pages] = [new Map(), new Map()];
  for (const [number, weight] of all) {
    if (number < size) records.set(number, weight);
    else pages.set(number - size, weight);
  }
  return { records, pages };
}

function scaled(postings, factor) {
  return new Map(Array.from(postings, ([number, weight]) => [number, (weight / LARGEST) * factor]));
}
