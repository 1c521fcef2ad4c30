/** The page of a search: the address says what is looked for, and everything shown follows from it. */

import {
  count, debounced, foundAddress, languageOf, latestOnly, linkTo, make, makeAdditions, markedNodes,
} from "./dom.js";
import { everything, search, suggestions } from "./engine.js";
import { counts, loadFacet, makeChips, makeFacets, narrow } from "./facets.js";
import {
  expectEntry, inOneIndex, OutdatedFault, pageCards, readAhead, readEntry, recordCards, renew, tellFault,
} from "./files.js";
import { excerpt, introduced, marked } from "./highlight.js";
import { choose, isSort, LONGEST, readState, STEP, writeState } from "./query.js";

const PAUSE_MS = 250;
const SORTS = [["relevance", "Best match first"], ["newest", "Newest first"], ["oldest", "Oldest first"]];
const NOTHING_ADDED = { pages: [], additions: [], missing: [], isLoose: false, marks: null };
let last = { key: "", answer: null };

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
  const answer = latestOnly(
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
  const typed = debounced(() => {
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
  view.records.replaceChildren(...outcome.items);
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

/** Everything around the results but the form and the status, by name. */
function makeFrame() {
  return {
    again: makeButton("search-again", "Try again", { hidden: true }),
    sort: make("select", { name: "sort" }, ...SORTS.map(([value, words]) => make("option", { value }, words))),
    notes: make("div", { class: "search-notes" }),
    narrow: makeButton("search-narrow", "Narrow", { "aria-expanded": "false", "aria-controls": "search-facets" }),
    toPages: makeButton("search-to-pages", "Go to the pages", { hidden: true }),
    pagesTitle: make("h2", { id: "search-others", tabindex: "-1" }, "Pages"),
    records: make("ol", { class: "search-records" }),
    recordsTitle: make("h2", { id: "search-articles", tabindex: "-1" }, "Articles"),
    more: makeButton("search-more", "Show more articles", { hidden: true }),
    pages: make("ul", { class: "search-pages" }),
    morePages: makeButton("search-more-pages", "Show more pages", { hidden: true }),
  };
}

/** The parts put together, with the facets on one side and the other pages on the other. */
function arrange(frame, facets, chips, added) {
  const { again, sort, notes, narrow, records, recordsTitle, more, pages, pagesTitle, morePages } = frame;
  frame.sortPart = make("label", { class: "search-sort" }, "Sort ", sort);
  frame.bar = make("div", { class: "search-bar" }, again, frame.toPages, frame.sortPart);
  frame.recordsPart = makeSection("search-articles", recordsTitle, records, more);
  frame.pagesPart = makeSection("search-others", pagesTitle, pages, morePages);
  frame.side = make("section", { class: "search-side", "aria-label": "Narrow the articles" }, narrow, facets.element);
  const parts = [frame.bar, chips.element, notes, frame.recordsPart, frame.pagesPart];
  frame.found = make("div", { class: "search-found" }, ...parts);
  return [added.element, make("div", { class: "search-columns" }, frame.side, frame.found)];
}

function makeButton(name, words, attributes) {
  return make("button", { type: "button", class: name, ...attributes }, words);
}

/** A section that is called by the heading with the id `name`. */
function makeSection(name, ...children) {
  return make("section", { class: name, "aria-labelledby": name }, ...children);
}

/** One item of the list of articles. */
function recordItem(card, marks) {
  const { anchor, parts } = marks ? excerpt(card, marks) : { parts: [{ text: card.summary ?? "" }] };
  const topics = card.topics.map(({ name, url }) => linkTo(url, {}, name));
  return make(
    "li",
    {},
    make("h3", {}, titleLink(card, marks, anchor)),
    make("p", { class: "credit" }, `${card.dateShown} · `, linkTo(card.outlet.url, {}, card.outlet.name)),
    make("p", { class: "search-excerpt" }, introduced(card, anchor), ...markedNodes(parts)),
    make("p", { class: "topics" }, ...topics.flatMap((link) => [link, " "])),
  );
}

/** One item of the list of other pages. */
function pageItem(card, marks) {
  const about = card.about ? [make("span", { class: "search-about" }, card.about)] : [];
  return make("li", {}, titleLink(card, marks), " ", make("span", { class: "search-kind" }, card.kind), ...about);
}

function titleLink(card, marks, anchor) {
  const href = foundAddress(card.url, marks, anchor);
  const title = marks ? markedNodes(marked(card.title, marks)) : [card.title];
  return make(href ? "a" : "span", { class: "search-title", href, lang: languageOf(card.title) }, ...title);
}

/** The element for a search without results: `hints` are the engine's suggestions; none where choices left nothing. */
function nothing({ found, hints }, state, onClear) {
  const element = make("div", { class: "search-nothing" });
  if (found.isOnlyLeftOut) element.append(make("p", {}, "All of this is to be left out. Add a word to search for."));
  else if (hints) element.append(...nothingAtAll(hints, state));
  else element.append(...nothingChosen(found, onClear));
  return element;
}

function nothingChosen(found, onClear) {
  const button = make("button", { type: "button" }, "Clear all choices");
  button.addEventListener("click", onClear);
  const without = found.records.length;
  const words = without === 1 ? "Without them there is 1." : `Without them there are ${without.toLocaleString("en")}.`;
  return [make("p", {}, `No article passes the choices made. ${words}`), make("p", {}, button)];
}

function nothingAtAll({ words, pages, topics }, state) {
  const stateOf = (word) => writeState({ ...state, text: word, asTyped: false, shown: 0 });
  const again = words.map((word) => linkTo(`search/${stateOf(word)}`, {}, word));
  return [
    make("p", {}, "Nothing was found for ", make("b", { class: "search-typed" }, state.text), "."),
    ...list("Did you mean", again),
    ...list("Names that come near", pages.map(pageLink)),
    ...list("Topics with most articles", topics.map(pageLink)),
    make("p", {}, "To search for a phrase, put it in quotation marks. To leave a word out, write -word or NOT word."),
    make("p", {}, "An article that should be here? ", linkTo("contribute/", {}, "Suggest or add it"), "."),
  ];
}

function pageLink({ title, url, kind }) {
  const link = linkTo(url, { lang: languageOf(title) }, title);
  return kind && kind !== "Topic" ? make("span", {}, link, ` (${kind.toLowerCase()})`) : link;
}

function list(title, links) {
  if (links.length === 0) return [];
  return [make("h2", {}, title), make("ul", {}, ...links.map((link) => make("li", {}, link)))];
}

/**
 * What `state` finds, with the counts of the facets called `names`:
 * { version, found, numbers, records, items, pages, facets, tallies, missing, hints }. `numbers` are all records that
 * pass the choices, in the order of the state, `records` the cards of those to show, `items` what shows them; `missing`
 * are the names of facets that could not be had, and that nothing is chosen of; `hints` is there only where nothing is
 * found.
 */
export function find(state, names) {
  return inOneIndex(() => findOnce(state, names));
}

async function findOnce(state, names) {
  const { version } = await readEntry();
  if (state.text.trim()) readAhead(state.text);
  const [found, ...had] = await Promise.all([answerTo(state), ...names.map((name) => facetFor(name, state))]);
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
  const items = await oneByOne(records, (card) => recordItem(card, found.marks));
  return { version, found, numbers, records, items, pages, facets, tallies, missing, hints };
}

/** What `make` makes of each of `cards`; between two of them the browser may do what else there is to do. */
async function oneByOne(cards, make) {
  const made = [];
  for (const card of cards) {
    made.push(make(card));
    await aTurn();
  }
  return made;
}

/** Waits until the browser comes back to this program; unlike a timer's, its turn comes at once, in any tab. */
function aTurn() {
  const { port1, port2 } = new MessageChannel();
  return new Promise((go) => {
    port1.onmessage = go;
    port2.postMessage(null);
  });
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
async function answerTo({ text, asTyped, chosen, sort, shown }) {
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
