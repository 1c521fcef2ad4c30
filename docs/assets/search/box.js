/** The search box of every page: a dialog that answers as one types. open.js opens and closes it. */
import { makeAdditions } from "./additions.js";
import { makeOptions } from "./box_options.js";
import { count, make, ROOT } from "./dom.js";
import { pageCards, recordCards, search } from "./engine.js";
import { OutdatedFault, tellFault } from "./faults.js";
import { expectEntry, inOneIndex } from "./files.js";
import { readAhead } from "./lists.js";
import { afterPause, newest } from "./newest.js";
import { LONGEST } from "./query.js";
import { writeState } from "./state.js";

const MOST_RECORDS = 5;
const MOST_PAGES = 5;
const PAUSE_MS = 120;
const HINT = "A company, a country, a figure, a name in any spelling, words in quotation marks; -word leaves one out.";

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
  const answer = newest(find, (answers) => show(view, answers), (fault) => fail(view, fault), () => wait(view));
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
  const askSoon = afterPause(view.ask, PAUSE_MS);
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
