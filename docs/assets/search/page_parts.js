/** The parts of the search page, empty: page.js fills them. */
import { make } from "./dom.js";

const SORTS = [["relevance", "Best match first"], ["newest", "Newest first"], ["oldest", "Oldest first"]];

/** Everything around the results but the form and the status, by name. */
export function makeFrame() {
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
export function arrange(frame, facets, chips, added) {
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
