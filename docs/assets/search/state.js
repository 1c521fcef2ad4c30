/** What a search is, as the address of the page says it. */
import { FACETS } from "./facets.js";
import { LONGEST } from "./query.js";

export const STEP = 10;
const SORTS = ["newest", "oldest"];
const MOST_VALUES = 50;
// Each record that is listed is a file of its own; an address may ask for no more of them at once.
const MOST_LISTED = 200;

/** The search that `parameters` of an address name; what they do not name is as at first. */
export function readState(parameters) {
  const chosen = new Map();
  for (const name of FACETS) {
    const values = parameters.getAll(name).filter(Boolean).slice(0, MOST_VALUES);
    if (values.length) chosen.set(name, new Set(values));
  }
  const sort = parameters.get("sort");
  return {
    text: (parameters.get("q") ?? "").slice(0, LONGEST),
    chosen,
    sort: isSort(sort) ? sort : null,
    asTyped: parameters.get("typed") === "1",
    shown: Math.min(MOST_LISTED, Math.max(STEP, Number.parseInt(parameters.get("show"), 10) || STEP)),
  };
}

/** The part of an address that readState() reads back as `state`, with its "?"; "" for the state at first. */
export function writeState({ text, chosen, sort, asTyped, shown }) {
  const parameters = new URLSearchParams();
  if (text) parameters.append("q", text);
  for (const name of FACETS) {
    for (const value of chosen.get(name) ?? []) parameters.append(name, value);
  }
  if (sort) parameters.append("sort", sort);
  if (asTyped) parameters.append("typed", "1");
  if (shown > STEP) parameters.append("show", shown);
  const query = parameters.toString();
  return query && `?${query}`;
}

/** Whether an address names the order `sort`; by relevance is the order that it does not name. */
export function isSort(sort) {
  return SORTS.includes(sort);
}

/** `chosen` with one value of a facet added or taken away. */
export function choose(chosen, name, value, isOn) {
  const values = new Set(chosen.get(name));
  if (isOn) values.add(value);
  else values.delete(value);
  const next = new Map(chosen);
  if (values.size) next.set(name, values);
  else next.delete(name);
  return next;
}
