/** What results are narrowed by. Values of one facet widen a choice; facets narrow each other. */

import { read } from "./files.js";
import { fromGaps } from "./lists.js";

/** The names of the facets in the order they are shown. */
export const FACETS = ["topic", "edition", "year", "country", "organisation", "outlet", "kind", "language"];

/** A facet: { name, values: [{ id, name, records }] }; `records` are the numbers of those that have it. */
export async function loadFacet(name) {
  const values = await read(`facets/${name}`);
  return { name, values: values.map(([id, shown, steps]) => ({ id, name: shown, records: fromGaps(steps) })) };
}

/**
 * Those of `records` that have, of each facet that something is `chosen` of, one of the chosen values; in their order.
 * `facets` is an array or a Map.
 */
export function narrow(records, chosen, facets) {
  const narrowing = [...facets.values()].filter(({ name }) => chosen.get(name)?.size);
  const sets = narrowing.map((facet) => having(facet, chosen.get(facet.name)));
  return records.filter((record) => sets.every((set) => set.has(record)));
}

/** For each value of `facet`, how many of `records` have it and what is chosen of the other facets. */
export function counts(records, chosen, facet, facets) {
  const others = [...facets.values()].filter(({ name }) => name !== facet.name);
  const left = new Set(narrow(records, chosen, others));
  return new Map(facet.values.map((value) => [value.id, value.records.filter((record) => left.has(record)).length]));
}

function having(facet, ids) {
  return new Set(facet.values.filter((value) => ids.has(value.id)).flatMap((value) => value.records));
}
