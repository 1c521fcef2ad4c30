/** What the index has for a word, its other forms, words in a row, a name or a number. */

import { beginningWith, fromPostings, pageCards, readEntry, valueOf, valuesOf } from "./files.js";
import { stem } from "./text.js";

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
// The longest names, such as those of ministries, have about so many words or Chinese characters.
const MOST_TOKENS = 14;
const MOST_BEGUN = 5;
const SHORTEST_BEGINNING_OF_NAME = 3;
const YEAR = /^(?:19|20)[0-9]{2}$/u;
const ENGLISH = [["trillion", 12], ["billion", 9], ["million", 6]];
const MOST_NEAR = 3;

/** The word as it is written: { words, records, pages }, the latter Maps of numbers to weights up to 1. */
export async function exactMatches(token) {
  const value = await valueOf("words", token);
  return gathered(value ? [[token, value, 1]] : [], await readEntry());
}

/** The word and its other forms, or who does it: open, opening and opened find each other, visited finds visitors. */
export async function forms(token) {
  const root = stem(token);
  if (root.length < 3 || !/^[a-z]+$/u.test(token)) return exactMatches(token);
  const rows = (await Promise.all(beginnings(root).map((beginning) => beginningWith("words", beginning)))).flat();
  const same = rows.filter(([word]) => word === token || stem(word) === root);
  const alike = same.length ? same : rows.filter(([word]) => stem(word) === `${root}or`);
  return gathered(alike.map(([word, value]) => [word, value, formWeight(word, token)]), await readEntry());
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

/** What has these words in a row. */
export async function phraseMatches(tokens) {
  if (tokens.length < 2) return exactMatches(tokens[0]);
  const keys = tokens.slice(1).map((token, index) => `${tokens[index]} ${token}`);
  const pairs = await valuesOf("pairs", keys);
  const maps = keys.map((key) => scaled(fromPostings(pairs.get(key) ?? []), 1));
  const words = keys.every((key) => pairs.has(key)) ? tokens : [];
  return { words, ...splitRecordsAndPages(intersection(maps), await readEntry()) };
}

/** What every one of `maps` has, with the mean of its weights. */
export function intersection(maps) {
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
  return [...pairs.values()].map((flat) => splitRecordsAndPages(scaled(fromPostings(flat), NEAR), entry));
}

/** The records that name the page `number`, with weights up to 1. */
export async function mentions(number) {
  return listed("mentions", String(number));
}

/** What the pages that have a word are about: { cards, records }, of the few that have most of it and `isMeant`. */
export async function throughPages(pages, isMeant) {
  const best = [...pages].sort(([left, a], [right, b]) => b - a || left - right).slice(0, MOST_THROUGH);
  const cards = (await pageCards(best.map(([number]) => number))).filter(isMeant);
  return { cards, records: union(await Promise.all(cards.map(({ number }) => mentions(number)))) };
}

/** True where neither a record nor a page has it. */
export function isUnknown(found) {
  return !found.records.size && !found.pages.size;
}

/** The larger weight of each document of `maps`. */
export function union(maps) {
  const found = new Map();
  for (const map of maps) {
    for (const [number, weight] of map) found.set(number, Math.max(weight, found.get(number) ?? 0));
  }
  return found;
}

function formWeight(word, token) {
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
  const all = union(rows.map(([, value, factor]) => scaled(fromPostings(value), factor)));
  return { words: rows.map(([word]) => word), ...splitRecordsAndPages(all, entry) };
}

/** The documents at `key` of `list`, with weights up to 1. */
export async function listed(list, key) {
  return scaled(fromPostings((await valueOf(list, key)) ?? []), 1);
}

/** Records and pages, which the index numbers after them. */
export function splitRecordsAndPages(all, { records: size }) {
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

/** The names in `words`, the longest first and none within another: [{ start, end, pages }], ends not included. */
export async function findNames(words) {
  const all = spans(words);
  const known = await valuesOf("names", all.flatMap(({ key }) => [key, singular(key)]));
  const found = all
    .map(({ start, end, key }) => ({ start, end, pages: known.get(key) ?? known.get(singular(key)) }))
    .filter(({ start, end, pages }) => pages && isNameMeant(words, start, end))
    .sort((left, right) => right.end - right.start - (left.end - left.start) || left.start - right.start);
  const taken = new Set();
  return found.filter(({ start, end }) => claim(taken, start, end));
}

/** The stretches of `words` that no name takes. */
export function unnamedStretches(words, names) {
  const taken = new Set(names.flatMap(({ start, end }) => words.slice(start, end)));
  const found = [[]];
  for (const word of words) {
    if (taken.has(word)) found.push([]);
    else found.at(-1).push(word);
  }
  return found.filter((stretch) => stretch.length);
}

/** The numbers of pages whose names begin with `token`; what has no page is left out. */
export async function namesBeginning(token) {
  const [numbers, { pages: size }] = await Promise.all([pagesNamed(token), readEntry()]);
  return [...new Set(numbers.filter((number) => number < size))].slice(0, MOST_BEGUN);
}

/** Whether a name begins with `token`, be it of something that has a page or not. */
export async function beginsName(token) {
  return (await pagesNamed(token)).length > 0;
}

async function pagesNamed(token) {
  const rows = token.length < SHORTEST_BEGINNING_OF_NAME ? [] : await beginningWith("names", token);
  return rows.flatMap(([, pages]) => pages);
}

function spans(words) {
  return words.flatMap((_, start) =>
    words.slice(start, start + MOST_TOKENS).map((__, index) => {
      const end = start + index + 1;
      return { start, end, key: words.slice(start, end).map((word) => word.token).join("") };
    }),
  );
}

/** Names are listed in the singular, and searched for in the plural too: "FTZs". */
function singular(key) {
  return key.length > 3 ? key.replace(/s$/u, "") : key;
}

/** False of "us" and the like beside other words, where they are names only in capitals. */
function isNameMeant(words, start, end) {
  const [word] = words.slice(start, end);
  return end - start > 1 || !word.isTooCommon || words.length === 1 || word.typed === word.typed.toUpperCase();
}

function claim(taken, start, end) {
  const places = Array.from({ length: end - start }, (_, index) => start + index);
  if (places.some((place) => taken.has(place))) return false;
  places.forEach((place) => taken.add(place));
  return true;
}

/** True of a number that is more likely a year. */
export function isYear(token) {
  return YEAR.test(token);
}

/** What the words of a number are worth, as the index writes it: 78410000000 for "78.41" and "billion". */
export function worthOf([number, scale], scales) {
  const zeros = scale ? String(scales.get(scale)).length - 1 : 0;
  const [whole, part = ""] = number.split(".");
  const digits = whole + part.slice(0, zeros).padEnd(zeros, "0");
  const rest = part.slice(zeros).replace(/0+$/u, "");
  return (digits.replace(/^0+(?=[0-9])/u, "") || "0") + (rest && `.${rest}`);
}

/** The documents that state the number `worth` as a figure, with weights up to 1. */
export function stating(worth) {
  return listed("values", worth);
}

/** The values of figures that may be rounded to the number `worth`, the nearest first. */
export async function roundedTo(worth) {
  return ((await valueOf("rounded", worth)) ?? []).slice(0, MOST_NEAR);
}

/** The ways in which texts write a number, as words in a row: 78410000000, and 78.41 billion. */
export function writtenAs(worth) {
  const scaled = ENGLISH.filter(([, zeros]) => worth.length > zeros && !worth.includes("."));
  return [[worth], ...scaled.map(([name, zeros]) => [divided(worth, zeros), name])];
}

/** A number for readers: 78.41 billion, 3,486. */
export function forReaders(worth) {
  const [, scaled] = writtenAs(worth);
  return scaled ? scaled.join(" ") : Number(worth).toLocaleString("en");
}

function divided(worth, zeros) {
  const part = worth.slice(-zeros).replace(/0+$/u, "");
  return worth.slice(0, -zeros) + (part && `.${part}`);
}
