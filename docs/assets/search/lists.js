/** The sorted lists of the index: words, pairs, names and mentions. Each is cut into files by ranges of keys. */

import { read, readEntry } from "./files.js";

// How many files the words that begin alike are looked for in; two letters may stand for very many.
const MOST_FILES = 3;

/** The value of `key` in `list`, or undefined. */
export async function valueOf(list, key) {
  const number = indexBelow(await firstsOf(list), key);
  if (number < 0) return undefined;
  const [keys, values] = await read(`${list}/${number}`);
  const index = indexBelow(keys, key);
  return keys[index] === key ? values[index] : undefined;
}

/** The values of those of `keys` that are in `list`, by key. */
export async function valuesOf(list, keys) {
  const wanted = [...new Set(keys)];
  const values = await Promise.all(wanted.map((key) => valueOf(list, key)));
  return new Map(wanted.map((key, index) => [key, values[index]]).filter(([, value]) => value !== undefined));
}

/** Every key of `list` that begins with `prefix`, with its value, in order; as far as a few files hold them. */
export async function beginningWith(list, prefix) {
  const firsts = await firstsOf(list);
  const start = Math.max(0, indexBelow(firsts, prefix));
  const end = Math.min(indexBelow(firsts, `${prefix}\uffff`), start + MOST_FILES - 1);
  const numbers = Array.from({ length: Math.max(0, end - start + 1) }, (_, index) => start + index);
  const files = await Promise.all(numbers.map((number) => read(`${list}/${number}`)));
  return files.flatMap(([keys, values]) => within(keys, values, prefix));
}

/** Ascending numbers out of the first one and the steps between them. */
export function fromGaps(steps) {
  let number = 0;
  return steps.map((step) => (number += step));
}

/** Documents with their weights, as a Map, out of a flat list of steps and weights. */
export function fromPostings(flat) {
  const found = new Map();
  for (let index = 0, number = 0; index < flat.length; index += 2) {
    number += flat[index];
    found.set(number, flat[index + 1]);
  }
  return found;
}

/** Has fetched early what a search for `text` will want late; whoever wants it hears of a fault. */
export function readAhead(text) {
  const isLong = /\S\s+\S|\p{Script=Han}/u.test(text);
  for (const name of isLong ? ["traditional", "pairs"] : ["traditional"]) read(name).catch(() => {});
}

async function firstsOf(list) {
  return list === "pairs" ? read("pairs") : (await readEntry()).firsts[list];
}

function within(keys, values, prefix) {
  const found = [];
  for (let index = Math.max(0, indexBelow(keys, prefix)); index < keys.length; index += 1) {
    if (keys[index].startsWith(prefix)) found.push([keys[index], values[index]]);
    else if (keys[index] > prefix) break;
  }
  return found;
}

/** The index of the last of the sorted `keys` that is not after `key`; -1 where all are. */
function indexBelow(keys, key) {
  let low = 0;
  let high = keys.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (keys[middle] <= key) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
