/** Marks on a page what was looked for when it was found: the address names it by ?h=. */
import { make, markedNodes } from "./dom.js";
import { marked } from "./excerpts.js";
import { expectEntry, inOneIndex } from "./files.js";
import { marksOf } from "./marks.js";

const MOST_TEXTS = 20;
const LONGEST_TEXT = 200;
const NOT_MARKED = "nav, script, style, svg, button, .correct";

/** Marks every place in the article, goes to the passage that the address names, and offers to take the marks away. */
export async function start({ entry }) {
  const texts = new URLSearchParams(location.search).getAll("h").slice(0, MOST_TEXTS);
  const article = document.querySelector("article");
  if (!article || !texts.length) return;
  expectEntry(entry);
  const marks = await inOneIndex(() => marksOf(texts.map((text) => text.slice(0, LONGEST_TEXT))));
  for (const node of textNodes(article)) markNode(node, marks);
  if (!article.querySelector("mark.found")) return;
  document.body.append(remover(article));
  document.querySelector(":target")?.scrollIntoView({ block: "start" });
}

function textNodes(article) {
  const walker = document.createTreeWalker(article, NodeFilter.SHOW_TEXT, (node) =>
    node.parentElement.closest(NOT_MARKED) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT,
  );
  const nodes = [];
  while (walker.nextNode()) nodes.push(walker.currentNode);
  return nodes;
}

function markNode(node, marks) {
  const parts = marked(node.data, marks);
  if (!parts.some(({ isMarked }) => isMarked)) return;
  const pieces = markedNodes(parts);
  for (const piece of pieces) if (piece instanceof Element) piece.className = "found";
  node.replaceWith(...pieces);
}

function remover(article) {
  const button = make("button", { type: "button", class: "search-unmark" }, "Remove the marks");
  button.addEventListener("click", () => {
    for (const mark of article.querySelectorAll("mark.found")) mark.replaceWith(...mark.childNodes);
    button.remove();
    const address = new URL(location.href);
    address.searchParams.delete("h");
    history.replaceState(null, "", address);
  });
  return make("aside", { "aria-label": "Marks of the search" }, button);
}
