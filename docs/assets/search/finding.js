/** What the page of a search shows: the engine's answers, narrowed, sorted and counted for a state. */
import { everything, pageCards, recordCards, search, suggestions } from "./engine.js";
import { counts, loadFacet, narrow } from "./facets.js";
import { inOneIndex, readEntry, renew } from "./files.js";
import { readAhead } from "./lists.js";

const NOTHING_ADDED = { pages: [], additions: [], missing: [], isLoose: false, marks: null };
let last = { key: "", answer: null };

/**
 * What `state` finds, with the counts of the facets called `names`:
 * { version, found, numbers, records, pages, facets, tallies, missing, hints }. `numbers` are all records that pass the
 * choices, in the order of the state, `records` the cards of those to show; `missing` are the names of facets that could
 * not be had, and that nothing is chosen of; `hints` is there only where nothing is found.
 */
export function find(state, names) {
  return inOneIndex(() => findOnce(state, names));
}

async function findOnce(state, names) {
  const { version } = await readEntry();
  if (state.text.trim()) readAhead(state.text);
  const [found, ...had] = await Promise.all([answer(state), ...names.map((name) => facetFor(name, state))]);
  const loaded = had.filter(Boolean);
  const numbers = sorted(narrow(found.records, state.chosen, loaded), state);
  const isNothing = numbers.length + found.pages.length === 0;
  const [records, pages, hints] = await Promise.all([
    recordCards(numbers.slice(0, state.shown)),
    pageCards(found.pages.slice(0, state.pagesShown)),
    isNothing && found.records.length === 0 ? suggestions(state.text) : null,
  ]);
  const facets = new Map(loaded.map((facet) => [facet.name, facet]));
  const tallies = new Map(loaded.map((facet) => [facet.name, counts(found.records, state.chosen, facet, loaded)]));
  const missing = new Set(names.filter((name) => !facets.has(name)));
  return { version, found, numbers, records, pages, facets, tallies, missing, hints };
}

/** A facet; null where it cannot be had and the list does not depend on it. */
async function facetFor(name, { chosen }) {
  try {
    return await loadFacet(name);
  } catch (fault) {
    if (chosen.has(name)) throw fault;
    await renew();
    return null;
  }
}

/** The engine's answer, kept for as long as only the choices change. */
async function answer({ text, asTyped, chosen, sort, shown }) {
  const { version } = await readEntry();
  const key = `${version} ${asTyped} ${text.trim()}`;
  if (last.key !== key || !last.answer) {
    const ahead = chosen.size || sort ? 0 : shown;
    const asked = text.trim() ? search(text, { asTyped, ahead }) : everything();
    last = { key, answer: asked.then((found) => ({ ...NOTHING_ADDED, ...found })) };
    last.answer.catch(() => (last = { key: "", answer: null }));
  }
  return last.answer;
}

/** Records are numbered from the newest on. */
function sorted(numbers, { text, sort }) {
  const order = sort ?? (text.trim() ? "relevance" : "newest");
  if (order === "newest") return [...numbers].sort((one, other) => one - other);
  if (order === "oldest") return [...numbers].sort((one, other) => other - one);
  return [...numbers];
}
