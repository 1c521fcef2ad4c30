/** The names of the vocabulary in a query, in any spelling. */

import { readPages } from "./cards.js";
import { readEntry } from "./files.js";
import { beginningWith, valuesOf } from "./lists.js";

// The longest names, such as those of ministries, have about so many words or Chinese characters.
const MOST_TOKENS = 14;
const MOST_BEGUN = 5;
const SHORTEST_BEGINNING = 3;

/** The names in `words`, the longest first and none within another: [{ start, end, pages }], ends not included. */
export async function findNames(words) {
  const all = spans(words);
  const known = await valuesOf("names", all.flatMap(({ key }) => [key, singular(key)]));
  const found = all
    .map(({ start, end, key }) => ({ start, end, pages: known.get(key) ?? known.get(singular(key)) }))
    .filter(({ start, end, pages }) => pages && isMeant(words, start, end))
    .sort((left, right) => right.end - right.start - (left.end - left.start) || left.start - right.start);
  const taken = new Set();
  return found.filter(({ start, end }) => claim(taken, start, end));
}

/** The numbers of pages whose names begin with `token`; what has no page is left out. */
export async function namesBeginning(token) {
  const [numbers, { pages: size }] = await Promise.all([bearersOf(token), readEntry()]);
  return [...new Set(numbers.filter((number) => number < size))].slice(0, MOST_BEGUN);
}

/** Whether a name begins with `token`, be it of something that has a page or not. */
export async function beginsName(token) {
  return (await bearersOf(token)).length > 0;
}

async function bearersOf(token) {
  const rows = token.length < SHORTEST_BEGINNING ? [] : await beginningWith("names", token);
  return rows.flatMap(([, bearers]) => bearers);
}

/** What texts call the page `number`, its title first. */
export async function spellingsOf(number) {
  const [page] = await readPages([number]);
  return [...new Set([page.title, ...page.spellings])];
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
function isMeant(words, start, end) {
  const [word] = words.slice(start, end);
  return end - start > 1 || !word.isTooCommon || words.length === 1 || word.typed === word.typed.toUpperCase();
}

function claim(taken, start, end) {
  const places = Array.from({ length: end - start }, (_, index) => start + index);
  if (places.some((place) => taken.has(place))) return false;
  places.forEach((place) => taken.add(place));
  return true;
}
