/** The page of a search: the address says what is looked for, and everything shown follows from it. */
import { makeAdditions } from "./additions.js";
import { makeChips } from "./chips_view.js";
import { count, make } from "./dom.js";
import { makeFacets } from "./facet_view.js";
import { OutdatedFault, tellFault } from "./faults.js";
import { expectEntry } from "./files.js";
import { find } from "./finding.js";
import { afterPause, newest } from "./newest.js";
import { nothing } from "./nothing_view.js";
import { arrange, makeFrame } from "./page_parts.js";
import { LONGEST } from "./query.js";
import { pageItem, recordItem } from "./result_view.js";
import { choose, isSort, readState, STEP, writeState } from "./state.js";

const PAUSE_MS = 250;

/**
 * Fills `place`, in whose form a reader may be typing already, with the search that the address names, and keeps both
 * in step from then on. `entry` is a promise of the index's entry, `moveTo` starts again with the programs of another
 * version.
 */
export function start(place, { entry, moveTo }) {
  expectEntry(entry);
  const form = place.querySelector("form");
  const field = form.querySelector("input");
  const typed = field.value;
  const status = place.querySelector("[role=status]");
  const view = { form, field, status, ...makeFrame(), title: titleOf(place), isTyping: false, moveTo };
  const clear = () => step(view, { chosen: new Map() });
  view.chips = makeChips((name, id) => step(view, { chosen: choose(view.state.chosen, name, id, false) }), clear);
  view.facets = makeFacets(
    (name, id, isOn) => step(view, { chosen: choose(view.state.chosen, name, id, isOn) }),
    () => view.update(),
  );
  view.added = makeAdditions((asTyped) => step(view, { asTyped }));
  view.clear = clear;
  const answer = newest(
    find,
    (outcome, state) => show(view, outcome, state),
    (fault) => fail(view, fault),
    () => wait(view),
  );
  view.update = () => answer(view.state, view.facets.names(view.state.chosen));
  view.parts = arrange(view, view.facets, view.chips, view.added);
  for (const part of place.querySelectorAll(".search-instead, .search-again")) part.remove();
  listen(view);
  followAddress(view);
  if (typed !== field.value) takeOver(view, typed);
  else if (!typed && matchMedia("(pointer: fine)").matches) field.focus();
}

/** What the page is called without a query. */
function titleOf(place) {
  place.dataset.title ??= document.title;
  return place.dataset.title;
}

/** Searches for what was `typed` before this program was there. */
function takeOver(view, typed) {
  view.field.value = typed;
  view.field.dispatchEvent(new Event("input"));
}

function followAddress(view) {
  view.state = { ...readState(new URLSearchParams(location.search)), pagesShown: STEP };
  view.isTyping = false;
  view.field.value = view.state.text;
  view.update();
}

/** Goes on to another search by a step that the reader can take back. */
function step(view, change) {
  go(view, { shown: STEP, ...change }, "pushState");
  view.isTyping = false;
}

function go(view, change, how) {
  view.state = { ...view.state, pagesShown: STEP, ...change };
  const address = location.pathname + writeState(view.state);
  if (address !== location.pathname + location.search) history[how](null, "", address);
  view.update();
}

function listen(view) {
  const text = () => view.field.value.slice(0, LONGEST);
  const typed = afterPause(() => {
    if (text() === view.state.text) return;
    // What is being typed is one step, however many letters it has.
    go(view, { text: text(), shown: STEP }, view.isTyping || !writeState(view.state) ? "replaceState" : "pushState");
    view.isTyping = true;
  }, PAUSE_MS);
  view.field.addEventListener("input", (event) => event.isComposing || typed());
  view.field.addEventListener("compositionend", typed);
  view.form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (view.isTyping) go(view, { text: text(), shown: STEP }, "replaceState");
    else step(view, { text: text() });
    view.isTyping = false;
  });
  view.sort.addEventListener("change", ({ target: { value } }) => step(view, { sort: isSort(value) ? value : null }));
  view.again.addEventListener("click", () => view.update());
  view.narrow.addEventListener("click", () => {
    view.narrow.setAttribute("aria-expanded", String(view.narrow.getAttribute("aria-expanded") !== "true"));
  });
  // A longer list is the same search: Back leads to the one before it, and from an article to as long a list as before.
  view.more.addEventListener("click", () => goOn(view, view.records, { shown: view.state.shown + STEP }));
  view.morePages.addEventListener("click", () => goOn(view, view.pages, { pagesShown: view.state.pagesShown + STEP }));
  view.toPages.addEventListener("click", () => view.pagesTitle.focus());
  // Another version of this program may have taken its place.
  addEventListener("popstate", () => view.form.isConnected && followAddress(view));
}

function goOn(view, list, change) {
  view.focusNext = { list, index: list.children.length };
  go(view, { pagesShown: view.state.pagesShown, ...change }, "replaceState");
}

/** Puts the parts of the page in their places, once there is something in them: what was there before did not move. */
function arrive({ form, bar, status, parts }) {
  if (parts[0].isConnected) return;
  form.after(...parts);
  bar.prepend(status);
}

function show(view, outcome, state) {
  const { found, numbers, records, pages } = outcome;
  view.records.replaceChildren(...records.map((card) => recordItem(card, found.marks)));
  view.pages.replaceChildren(...pages.map((card) => pageItem(card, found.marks)));
  view.recordsPart.hidden = records.length === 0;
  view.pagesPart.hidden = pages.length === 0;
  view.side.hidden = found.records.length === 0 && state.chosen.size === 0;
  view.sortPart.hidden = numbers.length < 2;
  view.toPages.hidden = !records.length || !pages.length;
  view.more.hidden = numbers.length <= records.length;
  view.morePages.hidden = found.pages.length <= pages.length;
  view.facets.show(outcome, state);
  view.chips.show(outcome, state);
  view.added.show(found.additions, state.asTyped);
  view.notes.replaceChildren(...notes(view, outcome, state));
  showSort(view, state);
  arrive(view);
  tell(view, counted(outcome, state));
  document.title = state.text.trim() ? `${state.text.trim()} - ${view.title}` : view.title;
  focusNext(view);
}

/** Says that an answer is on its way; what is listed is that to the search before. */
function wait(view) {
  tell(view, "Searching …");
  view.found.setAttribute("aria-busy", "true");
}

/** Says what went wrong. No list stays that answers another search. */
function fail(view, fault) {
  if (fault instanceof OutdatedFault) return view.moveTo(fault.version);
  for (const part of [view.recordsPart, view.pagesPart, view.toPages, view.sortPart]) part.hidden = true;
  view.records.replaceChildren();
  view.pages.replaceChildren();
  view.notes.replaceChildren();
  view.added.show([], false);
  view.facets.forgetCounts();
  arrive(view);
  tell(view, tellFault(fault), true);
  return undefined;
}

function tell(view, words, hasFailed = false) {
  view.status.textContent = words;
  view.again.hidden = !hasFailed;
  view.found.removeAttribute("aria-busy");
}

function showSort({ sort }, state) {
  const isAll = !state.text.trim();
  sort.querySelector("[value=relevance]").hidden = isAll;
  sort.value = state.sort ?? (isAll ? "newest" : "relevance");
}

function counted({ numbers, found, records }, state) {
  const articles = count(numbers.length, "article");
  const words = state.text.trim() ? `${articles}, ${count(found.pages.length, "page")}` : articles;
  return state.shown > STEP && numbers.length > records.length ? `${words}; ${records.length} articles shown` : words;
}

function notes(view, outcome, state) {
  const { found, numbers } = outcome;
  const isNarrowed = state.chosen.size > 0 && found.records.length > 0;
  if (numbers.length === 0 && (isNarrowed || found.pages.length === 0)) return [nothing(outcome, state, view.clear)];
  const words = found.missing.flatMap((word, index) => [index ? ", " : "", make("b", {}, word)]);
  if (words.length) return [make("p", {}, "Nothing has ", ...words, ". This was found for the rest.")];
  if (!found.isLoose || numbers.length === 0) return [];
  return [make("p", {}, "No article has all of the words. These have some of them.")];
}

/** After "more", the focus is on the first result that was not there before. */
function focusNext(view) {
  const { list, index } = view.focusNext ?? {};
  view.focusNext = null;
  list?.children[index]?.querySelector("a")?.focus();
}
