/** What was found, as lists: articles with the sentence that matched, and other pages. */
import { foundAddress, languageOf, linkTo, make, markedNodes } from "./dom.js";
import { excerpt, introduced, marked } from "./excerpts.js";

/** One item of the list of articles. */
export function recordItem(card, marks) {
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
export function pageItem(card, marks) {
  const about = card.about ? [make("span", { class: "search-about" }, card.about)] : [];
  return make("li", {}, titleLink(card, marks), " ", make("span", { class: "search-kind" }, card.kind), ...about);
}

function titleLink(card, marks, anchor) {
  const href = foundAddress(card.url, marks, anchor);
  const title = marks ? markedNodes(marked(card.title, marks)) : [card.title];
  return make(href ? "a" : "span", { class: "search-title", href, lang: languageOf(card.title) }, ...title);
}
