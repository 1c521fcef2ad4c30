/** The parts of the search page, empty: page.js fills them. */
import { make, ROOT } from "./dom.js";
import { LONGEST } from "./query.js";

const SORTS = [["relevance", "Best match first"], ["newest", "Newest first"], ["oldest", "Oldest first"]];

/** The form with its field, at the address where it also works by itself. */
export function makeForm() {
  const field = make("input", {
    type: "search", name: "q", "aria-label": "Search the knowledge base", autocomplete: "off", autocapitalize: "off",
    spellcheck: "false", maxlength: LONGEST, placeholder: "Company, country, figure, name in any spelling …",
    enterkeyhint: "search",
  });
  const button = make("button", { type: "submit" }, "Search");
  const form = make("form", { role: "search", action: new URL("search/", ROOT).href }, field, button);
  return { form, field };
}

/** Everything around the results, by name. */
export function makeFrame() {
  return {
    status: make("p", { role: "status", class: "search-status" }),
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
export function arrange(form, frame, facets, chips, added) {
  const { status, sort, notes, narrow, records, recordsTitle, more, pages, pagesTitle, morePages } = frame;
  frame.sortPart = make("label", { class: "search-sort" }, "Sort ", sort);
  const bar = make("div", { class: "search-bar" }, status, frame.toPages, frame.sortPart);
  frame.recordsPart = makeSection("search-articles", recordsTitle, records, more);
  frame.pagesPart = makeSection("search-others", pagesTitle, pages, morePages);
  frame.side = make("section", { class: "search-side", "aria-label": "Narrow the articles" }, narrow, facets.element);
  const found = make("div", { class: "search-found" }, bar, chips.element, notes, frame.recordsPart, frame.pagesPart);
  return [form, added.element, make("div", { class: "search-columns" }, frame.side, found)];
}

function makeButton(name, words, attributes) {
  return make("button", { type: "button", class: name, ...attributes }, words);
}

/** A section that is called by the heading with the id `name`. */
function makeSection(name, ...children) {
  return make("section", { class: name, "aria-labelledby": name }, ...children);
}
