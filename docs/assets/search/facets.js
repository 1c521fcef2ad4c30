/**
 * What results are narrowed by. Values of one facet widen a choice; facets narrow each other. They are shown as groups
 * of checkboxes with counts, which keep their place and the focus, and as buttons that take choices back.
 */

import { languageOf, make } from "./dom.js";
import { fromGaps, read } from "./files.js";
import { FACETS } from "./query.js";

const LABELS = {
  topic: "Topic", edition: "Edition", outlet: "Outlet", kind: "Kind of outlet", country: "Country",
  organisation: "Organisation", ownership: "Owner of outlet", language: "Language", year: "Year", basis: "Part read",
};
const OPEN_AT_FIRST = new Set(["topic", "edition", "year"]);
const BY_NUMBER = new Set(["edition", "year"]);
const MOST_SHOWN = 10;
// A list that is longer can be searched.
const LONG = 30;
// What a facet has of its values before they are there.
const UNKNOWN = { asked: null, order: [], isWhole: false, draw() {} };

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

/**
 * All facets as one element. `onChoose(name, id, isOn)` hears of every choice; `onMissing()` of a facet that is opened
 * for the first time, or asked for again, whose values show() has not had.
 */
export function makeFacets(onChoose, onMissing) {
  const views = FACETS.map((name) => makeFacet(name, onChoose, onMissing));
  return {
    element: make("div", { class: "search-facets", id: "search-facets" }, ...views.map((view) => view.element)),
    /** The names of the facets whose counts are needed: those that are open or chosen from. */
    names: (chosen) => views.filter((view) => view.element.open || chosen.has(view.name)).map((view) => view.name),
    show({ version, facets, tallies, missing }, { chosen, text }) {
      const asked = { version, text };
      for (const view of views) {
        if (missing.has(view.name)) view.fail();
        const facet = facets.get(view.name);
        if (facet) view.show(facet, tallies.get(view.name), chosen.get(view.name) ?? new Set(), asked);
      }
    },
    /** Takes away the counts, which are those of another search. */
    forgetCounts: () => views.flatMap(({ rows }) => [...rows.values()]).forEach((row) => row.forget()),
  };
}

function makeFacet(name, onChoose, onMissing) {
  const list = make("div", { class: "facet-values" });
  const all = make("button", { type: "button", class: "facet-all", hidden: true });
  const none = make("p", { class: "facet-none", hidden: true }, "Nothing to choose from.");
  const again = make("button", { type: "button" }, "Try again");
  const fault = make("p", { class: "facet-none", hidden: true }, "These could not be loaded. ", again);
  const legend = make("legend", {}, LABELS[name]);
  const filter = make("input", {
    type: "search", class: "facet-filter", "aria-label": `Find in ${LABELS[name].toLowerCase()}`, placeholder: "Find …",
    autocomplete: "off", spellcheck: "false", hidden: true,
  });
  const fields = make("fieldset", { class: "facet", "data-facet": name }, legend, list, none, fault, all);
  const element = make("details", { open: OPEN_AT_FIRST.has(name) }, make("summary", {}, LABELS[name]), filter, fields);
  const view = { name, element, list, filter, all, none, fault, rows: new Map(), ...UNKNOWN };
  element.addEventListener("toggle", () => element.open && view.asked === null && onMissing());
  again.addEventListener("click", onMissing);
  all.addEventListener("click", () => {
    view.isWhole = !view.isWhole;
    view.draw();
  });
  filter.addEventListener("input", () => view.draw());
  list.addEventListener("change", ({ target }) => onChoose(name, target.value, target.checked));
  view.fail = () => {
    Object.assign(view, UNKNOWN);
    list.replaceChildren();
    for (const part of [none, all, filter]) part.hidden = true;
    fault.hidden = false;
  };
  view.show = (...given) => {
    fault.hidden = true;
    view.draw = () => draw(view, ...given);
    if (given[2].size) element.open = true;
    view.draw();
  };
  return view;
}

function draw(view, facet, tally, chosen, asked) {
  if (view.asked?.version !== asked.version) view.rows.clear();
  // The order is that of the query and stays as it is while choices are made: nothing jumps under the pointer.
  if (view.asked?.version !== asked.version || view.asked.text !== asked.text) {
    Object.assign(view, { asked, order: inOrder(facet, tally), isWhole: false });
  }
  const present = view.order.filter(({ id }) => tally.get(id) > 0 || chosen.has(id) || view.rows.get(id)?.isActive());
  view.filter.hidden = !view.isWhole || present.length <= LONG;
  const sought = view.filter.hidden ? "" : view.filter.value.trim().toLowerCase();
  const isShown = ({ name }, index) => (view.isWhole ? name.toLowerCase().includes(sought) : index < MOST_SHOWN);
  const shown = present.filter((value, index) => isShown(value, index) || chosen.has(value.id));
  for (const value of shown) {
    if (!view.rows.has(value.id)) view.rows.set(value.id, makeRow(view.name, value));
    view.rows.get(value.id).show(tally.get(value.id) ?? 0, chosen.has(value.id));
  }
  place(view.list, shown.map(({ id }) => view.rows.get(id).element));
  view.none.hidden = shown.length > 0;
  view.all.hidden = present.length <= MOST_SHOWN;
  view.all.textContent = view.isWhole ? "Show fewer" : `Show all ${present.length}`;
}

function inOrder({ name, values }, tally) {
  const byCount = (one, other) => (tally.get(other.id) ?? 0) - (tally.get(one.id) ?? 0);
  const byNumber = (one, other) => Number.parseInt(other.id, 10) - Number.parseInt(one.id, 10);
  return [...values].sort(BY_NUMBER.has(name) ? byNumber : byCount);
}

function makeRow(name, { id, name: words }) {
  const box = make("input", { type: "checkbox", name, value: id });
  const count = make("span", { class: "count" });
  const label = make("span", { class: "facet-name", lang: languageOf(words) }, words);
  return {
    element: make("label", {}, box, label, " ", count),
    isActive: () => document.activeElement === box,
    forget: () => (count.textContent = ""),
    show(number, isChosen) {
      box.checked = isChosen;
      count.textContent = number.toLocaleString("en");
    },
  };
}

/** Makes `rows` the children of `list` without moving those that stay, so that the focus stays too. */
function place(list, rows) {
  const wanted = new Set(rows);
  for (const row of [...list.children]) if (!wanted.has(row)) row.remove();
  rows.forEach((row, index) => list.children[index] !== row && list.insertBefore(row, list.children[index] ?? null));
}

/** A list of the choices; `onRemove(name, id)` and `onClear()` hear of what is taken back. */
export function makeChips(onRemove, onClear) {
  const element = make("ul", { class: "search-chips", "aria-label": "Narrowed by", hidden: true });
  return {
    element,
    show({ facets }, { chosen }) {
      const choices = [...chosen].flatMap(([name, ids]) => [...ids].map((id) => [name, id]));
      const focused = [...element.children].findIndex((item) => item.contains(document.activeElement));
      const chips = choices.map(([name, id]) => chip(nameOf(facets, name, id), true, () => onRemove(name, id)));
      if (choices.length > 1) chips.push(chip("Clear all", false, onClear));
      element.replaceChildren(...chips);
      element.hidden = chips.length === 0;
      if (focused >= 0) element.children[Math.min(focused, chips.length - 1)]?.firstChild.focus();
    },
  };
}

function chip(words, isOne, act) {
  const cross = isOne ? [make("span", { "aria-hidden": "true" }, " ×")] : [];
  const button = make("button", { type: "button", "aria-label": isOne && `Remove ${words}` }, words, ...cross);
  button.addEventListener("click", act);
  return make("li", {}, button);
}

/** The name of a value; an address may name one that there is not. */
function nameOf(facets, name, id) {
  return facets.get(name)?.values.find((value) => value.id === id)?.name ?? id;
}
