/** The search box of every page: a dialog that answers as one types. */
import { pageCards, recordCards, search } from "./engine.js";
import { makeAdditions } from "./additions.js";
import { makeOptions } from "./box_options.js";
import { count, make, ROOT } from "./dom.js";
export { loadLook } from "./look.js";
import { afterPause, newest } from "./newest.js";
import { LONGEST } from "./query.js";
import { writeState } from "./state.js";

const MOST_RECORDS = 5;
const MOST_PAGES = 5;
const PAUSE_MS = 120;
const HINT = "A company, a country, a figure, a name in any spelling, or words in quotation marks.";
const FAULT = "The search cannot be reached just now. Check the connection and try again.";

let box = null;

/**
 * Opens the box with `early`, what was typed before it was there. When it closes, the focus goes back to where it was,
 * or to `opener`.
 */
export function openBox(opener, early = "") {
  box ??= makeBox();
  if (box.dialog.open) return;
  const before = document.activeElement;
  const back = before && before !== document.body ? before : opener;
  box.dialog.addEventListener("close", () => back.focus({ preventScroll: true }), { once: true });
  box.dialog.showModal();
  box.field.select();
  if (!early) return;
  box.field.value = early;
  box.field.dispatchEvent(new Event("input"));
}

function makeBox() {
  const parts = makeParts();
  const view = { ...parts, options: makeOptions(parts.field), isAsTyped: false };
  view.added = makeAdditions((asTyped) => {
    view.isAsTyped = asTyped;
    ask();
  });
  const answer = newest(find, (answers) => show(view, answers), () => fail(view));
  const ask = () => answer(view.field.value.slice(0, LONGEST), view.isAsTyped);
  view.form.append(view.hint, view.status, view.added.element, view.options.element, view.all);
  listen(view, afterPause(ask, PAUSE_MS));
  document.body.append(view.dialog);
  return view;
}

function makeParts() {
  const field = make("input", {
    type: "search", role: "combobox", "aria-label": "Search", "aria-expanded": "false", "aria-autocomplete": "list",
    "aria-controls": "search-options", autocomplete: "off", autocapitalize: "off", spellcheck: "false",
    maxlength: LONGEST, placeholder: "Search the knowledge base", enterkeyhint: "search",
  });
  const close = make("button", { type: "button", class: "search-close" }, "Close");
  const form = make("form", { role: "search" }, make("div", { class: "search-line" }, field, close));
  return {
    field, close, form,
    dialog: make("dialog", { class: "search-box", "aria-label": "Search" }, form),
    hint: make("p", { class: "search-hint" }, HINT),
    status: make("p", { role: "status", class: "search-status" }),
    all: make("a", { class: "search-all", href: new URL("search/", ROOT).href }, "All results"),
  };
}

function listen(view, askSoon) {
  const { dialog, field, form, options } = view;
  const typed = (event) => {
    // A word of Chinese is looked for when it is composed, not by the letters that compose it.
    if (event.isComposing) return;
    options.forget();
    view.all.href = allAddress(view);
    askSoon();
  };
  field.addEventListener("input", typed);
  field.addEventListener("compositionend", () => typed({ isComposing: false }));
  field.addEventListener("keydown", (event) => steer(event, dialog, options));
  view.close.addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    location.assign(options.active()?.href || allAddress(view));
  });
}

function steer(event, dialog, options) {
  if (event.isComposing) return;
  const steps = { ArrowDown: 1, ArrowUp: -1 };
  if (event.key in steps) options.move(steps[event.key]);
  // A search field takes the first Escape for itself, to be emptied.
  else if (event.key === "Escape") dialog.close();
  else return;
  event.preventDefault();
}

/** What the box shows for `text`: null for none, or the answer with the cards of those shown. */
export async function find(text, asTyped) {
  if (!text.trim()) return null;
  const found = await search(text, { typing: true, asTyped });
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
  view.status.textContent = found ? tell(found) : "";
  view.all.href = allAddress(view);
}

function fail(view) {
  view.options.show([], []);
  view.status.textContent = FAULT;
}

function tell({ records, pages, isLoose }) {
  if (records.length + pages.length === 0) return "Nothing found. All results has suggestions.";
  const counts = `${count(records.length, "article")}, ${count(pages.length, "page")}`;
  return isLoose ? `${counts}; no article has all of the words` : counts;
}

function allAddress({ field, isAsTyped }) {
  const text = field.value.slice(0, LONGEST).trim();
  const state = { text, chosen: new Map(), sort: null, asTyped: isAsTyped, shown: 0 };
  return new URL(`search/${writeState(state)}`, ROOT).href;
}
