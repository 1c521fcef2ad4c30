/** The page of a search: the address says what is looked for, and everything shown follows from it. */
import { makeAdditions } from "./additions.js";
import { makeChips } from "./chips_view.js";
import { count, make } from "./dom.js";
import { makeFacets } from "./facet_view.js";
import { find } from "./finding.js";
import { afterPause, newest } from "./newest.js";
import { nothing } from "./nothing_view.js";
import { arrange, makeForm, makeFrame } from "./page_parts.js";
import { LONGEST } from "./query.js";
import { pageItem, recordItem } from "./result_view.js";
import { choose, isSort, readState, STEP, writeState } from "./state.js";

const PAUSE_MS = 250;
const FAULT = "The search cannot be reached just now. Check the connection and try again.";

/** Fills `place` with the search that the address names, and keeps both in step from then on. */
export function openPage(place) {
  const view = { ...makeForm(), ...makeFrame(), title: document.title, isTyping: false };
  const clear = () => step(view, { chosen: new Map() });
  view.chips = makeChips((name, id) => step(view, { chosen: choose(view.state.chosen, name, id, false) }), clear);
  view.facets = makeFacets(
    (name, id, isOn) => step(view, { chosen: choose(view.state.chosen, name, id, isOn) }),
    () => view.update(),
  );
  view.added = makeAdditions((asTyped) => step(view, { asTyped }));
  view.clear = clear;
  const answer = newest(find, (outcome, state) => show(view, outcome, state), () => (view.status.textContent = FAULT));
  view.update = () => answer(view.state, view.facets.names(view.state.chosen));
  place.replaceChildren(...arrange(view.form, view, view.facets, view.chips, view.added));
  listen(view);
  followAddress(view);
  if (!view.state.text && matchMedia("(pointer: fine)").matches) view.field.focus();
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
  view.narrow.addEventListener("click", () => {
    view.narrow.setAttribute("aria-expanded", String(view.narrow.getAttribute("aria-expanded") !== "true"));
  });
  // A longer list is the same search: Back leads to the one before it, and from an article to as long a list as before.
  view.more.addEventListener("click", () => goOn(view, view.records, { shown: view.state.shown + STEP }));
  view.morePages.addEventListener("click", () => goOn(view, view.pages, { pagesShown: view.state.pagesShown + STEP }));
  view.toPages.addEventListener("click", () => view.pagesTitle.focus());
  addEventListener("popstate", () => followAddress(view));
}

function goOn(view, list, change) {
  view.focusNext = { list, index: list.children.length };
  go(view, { pagesShown: view.state.pagesShown, ...change }, "replaceState");
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
  view.status.textContent = tell(outcome, state);
  showSort(view, state);
  document.title = state.text.trim() ? `${state.text.trim()} - ${view.title}` : view.title;
  focusNext(view);
}

function showSort({ sort }, state) {
  const isAll = !state.text.trim();
  sort.querySelector("[value=relevance]").hidden = isAll;
  sort.value = state.sort ?? (isAll ? "newest" : "relevance");
}

function tell({ numbers, found, records }, state) {
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
