/**
 * The search box of every page: a dialog that answers as one types. open.js opens and closes it. The answers are a
 * listbox of two groups, steered from the field above it.
 */

import { count, debounced, foundAddress, languageOf, latestOnly, make, makeAdditions, markedNodes } from "./dom.js";
import { search } from "./engine.js";
import { expectEntry, inOneIndex, OutdatedFault, pageCards, readAhead, recordCards, ROOT, tellFault } from "./files.js";
import { excerpt, introduced, marked } from "./highlight.js";
import { LONGEST, writeState } from "./query.js";

const MOST_RECORDS = 5;
const MOST_PAGES = 5;
const PAUSE_MS = 120;
const HINT = "A company, a country, a figure, a name in any spelling, words in quotation marks; -word leaves one out.";
const GROUPS = { records: "Articles", pages: "Pages" };

/**
 * Makes `dialog`, in which a reader may be typing already, answer. `entry` is a promise of the index's entry, `moveTo`
 * starts again with the programs of another version.
 */
export function start(dialog, { entry, moveTo }) {
  expectEntry(entry);
  const view = { ...partsOf(dialog), moveTo, isAsTyped: false, hasFailed: false };
  view.options = makeOptions(view.field);
  view.added = makeAdditions((asTyped) => {
    view.isAsTyped = asTyped;
    view.ask();
  });
  const answer = latestOnly(find, (answers) => show(view, answers), (fault) => fail(view, fault), () => wait(view));
  view.ask = () => answer(view.field.value.slice(0, LONGEST), view.isAsTyped);
  view.status.before(view.hint);
  view.form.append(view.added.element, view.options.element);
  listen(view);
  if (view.field.value) view.ask();
}

function partsOf(dialog) {
  return {
    form: dialog.querySelector("form"),
    field: dialog.querySelector("input"),
    status: dialog.querySelector("[role=status]"),
    again: dialog.querySelector(".search-again"),
    all: dialog.querySelector(".search-all"),
    hint: make("p", { class: "search-hint" }, HINT),
  };
}

function listen(view) {
  const { field, form, options } = view;
  const askSoon = debounced(view.ask, PAUSE_MS);
  const typed = (event) => {
    // A word of Chinese is looked for when it is composed, not by the letters that compose it.
    if (event.isComposing) return;
    options.forget();
    view.all.href = allAddress(view);
    askSoon();
  };
  field.addEventListener("input", typed);
  field.addEventListener("compositionend", () => typed({ isComposing: false }));
  field.addEventListener("keydown", (event) => steer(event, options));
  view.again.addEventListener("click", view.ask);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (view.hasFailed) view.ask();
    else location.assign(options.active()?.href || allAddress(view));
  });
}

function steer(event, options) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (event.isComposing || !step) return;
  options.move(step);
  event.preventDefault();
}

/** What the box shows for `text`: null for none, or the answer with the cards of those shown. */
export function find(text, asTyped) {
  return text.trim() ? inOneIndex(() => findOnce(text, asTyped)) : null;
}

async function findOnce(text, asTyped) {
  readAhead(text);
  const found = await search(text, { typing: true, asTyped, ahead: MOST_RECORDS });
  const [records, pages] = await Promise.all([
    recordCards(found.records.slice(0, MOST_RECORDS)),
    pageCards(found.pages.slice(0, MOST_PAGES)),
  ]);
  return { found, records, pages, asTyped };
}

function show(view, answers) {
  const { found, records = [], pages = [], asTyped = false } = answers ?? {};
  view.options.show(records, pages, found?.marks);
  view.added.show(found?.additions ?? [], asTyped);
  view.hint.hidden = Boolean(found);
  tell(view, found ? counted(found) : "");
  view.all.href = allAddress(view);
}

/** Says that an answer is on its way; those to what was typed before are not its own. */
function wait(view) {
  view.options.show([], []);
  view.added.show([], false);
  view.hint.hidden = true;
  tell(view, "Searching …");
}

function fail(view, fault) {
  if (fault instanceof OutdatedFault) return view.moveTo(fault.version);
  wait(view);
  tell(view, tellFault(fault), true);
  return undefined;
}

function tell(view, words, hasFailed = false) {
  view.status.textContent = words;
  view.hasFailed = hasFailed;
  view.again.hidden = !hasFailed;
}

function counted({ records, pages, isLoose }) {
  if (records.length + pages.length === 0) return "Nothing found. The page of all results has suggestions.";
  const counts = `${count(records.length, "article")}, ${count(pages.length, "page")}`;
  return isLoose ? `${counts}; no article has all of the words` : counts;
}

function allAddress({ field, isAsTyped }) {
  const text = field.value.slice(0, LONGEST).trim();
  const state = { text, chosen: new Map(), sort: null, asTyped: isAsTyped, shown: 0 };
  return new URL(`search/${writeState(state)}`, ROOT).href;
}

/** An empty listbox for `field`, which keeps the focus and points at the active option. */
function makeOptions(field) {
  const element = make("div", { role: "listbox", id: "search-options", "aria-label": "Answers", hidden: true });
  let active = null;
  field.setAttribute("aria-controls", element.id);

  function activate(option) {
    active?.setAttribute("aria-selected", "false");
    active = option;
    if (!option) return field.removeAttribute("aria-activedescendant");
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView({ block: "nearest" });
    return field.setAttribute("aria-activedescendant", option.id);
  }

  /** Makes the next option active, or the one before it; past the ends none is, and the field is as typed. */
  function move(step) {
    const options = [...element.querySelectorAll("[role=option]")];
    const from = active ? options.indexOf(active) : step > 0 ? -1 : options.length;
    activate(options[from + step] ?? null);
  }

  function show(recordCards, pageCards, marks) {
    activate(null);
    const records = recordCards.map((card) => recordOption(card, marks));
    const pages = pageCards.map((card) => pageOption(card, marks));
    element.replaceChildren(...group("records", records), ...group("pages", pages));
    element.querySelectorAll("[role=option]").forEach((option, index) => (option.id = `search-option-${index}`));
    element.hidden = !element.firstChild;
    element.scrollTop = 0;
    field.setAttribute("aria-expanded", String(!element.hidden));
  }

  return { element, move, show, active: () => active, forget: () => activate(null) };
}

function group(kind, options) {
  if (options.length === 0) return [];
  const head = make("div", { class: "search-group", "aria-hidden": "true" }, GROUPS[kind]);
  return [make("div", { role: "group", "aria-label": GROUPS[kind] }, head, ...options)];
}

function recordOption(card, marks) {
  const { anchor, parts } = excerpt(card, marks);
  return option(card, foundAddress(card.url, marks, anchor), [
    title(card, marks),
    make("span", { class: "search-option-credit" }, ` ${card.dateShown} · ${card.outlet.name} `),
    make("span", { class: "search-option-excerpt" }, introduced(card, anchor), ...markedNodes(parts)),
  ]);
}

function pageOption(card, marks) {
  return option(card, foundAddress(card.url, marks), [
    title(card, marks),
    make("span", { class: "search-option-credit" }, ` ${card.kind} `),
  ]);
}

function title(card, marks) {
  const attributes = { class: "search-option-title", lang: languageOf(card.title) };
  return make("span", attributes, ...markedNodes(marked(card.title, marks)));
}

function option(card, href, children) {
  const attributes = { role: "option", tabindex: "-1", "aria-selected": "false", "data-url": card.url, href };
  return make("a", attributes, ...children);
}
