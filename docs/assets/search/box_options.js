/** The list of answers in the search box: a listbox of two groups, steered from the field above it. */
import { excerpt, introduced, marked } from "./excerpts.js";
import { foundAddress, languageOf, make, markedNodes } from "./dom.js";

const GROUPS = { records: "Articles", pages: "Pages" };

/** An empty listbox for `field`, which keeps the focus and points at the active option. */
export function makeOptions(field) {
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
