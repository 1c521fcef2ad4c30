/** The names of the vocabulary in a query, in any spelling. */

import { beginningWith, valuesOf } from "./lists.js";
import { readPages } from "./cards.js";

// The longest names, such as those of ministries, have about so many words or Chinese characters.
const MOST_TOKENS = 14;
const MOST_BEGUN = 5;
const SHORTEST_BEGINNING = 3;

/** The names in `words`, the longest first and none within another: [{ start, end, pages }], ends not included. */
export async function findNames(words) {
  const keys = spans(words).map(({ key }) => key);
  const known = await valuesOf("names", keys);
  const found = spans(words)
    .filter(({ key, start, end }) => known.has(key) && isMeant(words, start, end))
    .sort((left, right) => right.end - right.start - (left.end - left.start) || left.start - right.start);
  const taken = new Set();
  const kept = found.filter(({ start, end }) => claim(taken, start, end));
  return kept.map(({ key, start, end }) => ({ start, end, pages: known.get(key) }));
}

/** The numbers of pages whose names begin with all of `words`, written together. */
export async function namesBeginning(words) {
  const key = words.map((word) => word.token).join("");
  if (key.length < SHORTEST_BEGINNING) return [];
  const rows = await beginningWith("names", key);
  return [...new Set(rows.flatMap(([, pages]) => pages))].slice(0, MOST_BEGUN);
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

/** False of "who" and the like, which are names only in capitals. */
function isMeant(words, start, end) {
  const [word] = words.slice(start, end);
  return end - start > 1 || !word.isTooCommon || word.typed === word.typed.toUpperCase();
}

function claim(taken, start, end) {
  const places = Array.from({ length: end - start }, (_, index) => start + index);
  if (places.some((place) => taken.has(place))) return false;
  places.forEach((place) => taken.add(place));
  return true;
}
