/** What is marked of a text: on the page that a result opens, in excerpts and in titles. */

import { make, markedNodes } from "./dom.js";
import { expectEntry, inOneIndex } from "./files.js";
import { isHan, pieces, readingFor, stem, tokens } from "./text.js";

const MOST_TEXTS = 20;
const LONGEST_TEXT = 200;
const NOT_MARKED = "nav, script, style, svg, button";
const LONGEST = 280;
// How much is shown before the first mark where a sentence is cut.
const BEFORE = 80;
// Texts repeat their words; each is taken to its stem once.
const stemsKnown = new Map();
// As many as an address bears.
const MOST_IN_ADDRESS = 8;

/** Marks every place in the article, goes to the passage that the address names, and offers to take the marks away. */
export async function start({ entry }) {
  const texts = new URLSearchParams(location.search).getAll("h").slice(0, MOST_TEXTS);
  const article = document.querySelector("article");
  if (!article || !texts.length) return;
  expectEntry(entry);
  const marks = await inOneIndex(() => marksOf(texts.map((text) => text.slice(0, LONGEST_TEXT))));
  for (const node of textNodes(article)) markNode(node, marks);
  if (!article.querySelector("mark.found")) return;
  article.after(remover(article));
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
  const nodes = markedNodes(parts);
  for (const each of nodes) if (each instanceof Element) each.className = "found";
  node.replaceWith(...nodes);
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

/** The sentence of `card` that has most of what was searched for: { anchor, parts: [{ text, isMarked }] }. */
export function excerpt(card, marks) {
  const summary = card.summary ? [["", card.summary]] : [];
  const rows = [...summary, ...card.sentences].map(([anchor, text]) => ({ anchor, text, spans: spansIn(text, marks) }));
  const [first = { anchor: "", text: "", spans: [] }] = rows;
  const shown = rows.reduce((left, right) => (worth(right) > worth(left) ? right : left), first);
  return { anchor: shown.anchor, parts: cut(partsOf(shown.text, shown.spans)) };
}

/** Whose words an excerpt of `card` is: those of its summary, or of the passage at `anchor`. */
export function introduced({ summary, introductions }, anchor) {
  return anchor || summary ? `${introductions[anchor ? 1 : 0]}: ` : "";
}

/** `text` in parts: [{ text, isMarked }]. */
export function marked(text, marks) {
  return partsOf(text, spansIn(text, marks));
}

/** How many different things a sentence has, names before words; the same again counts little. */
function worth({ spans }) {
  const keys = new Map(spans.map(({ key, isName }) => [key, isName ? 2 : 1]));
  return [...keys.values()].reduce((sum, weight) => sum + weight, spans.length / 100);
}

function partsOf(text, spans) {
  const parts = [];
  let end = 0;
  for (const span of spans) {
    parts.push({ text: text.slice(end, span.start), isMarked: false });
    parts.push({ text: text.slice(span.start, span.end), isMarked: true });
    end = span.end;
  }
  parts.push({ text: text.slice(end), isMarked: false });
  return parts.filter((part) => part.text);
}

/** `parts` shortened to a length that can be read at a glance, from a little before the first mark. */
function cut(parts) {
  const total = parts.reduce((sum, part) => sum + part.text.length, 0);
  if (total <= LONGEST) return parts;
  const [first, ...rest] = parts;
  const start = first.isMarked ? first : { ...first, text: tail(first.text, rest.length ? BEFORE : LONGEST) };
  return shortened([start, ...rest], LONGEST);
}

function tail(text, length) {
  if (text.length <= length) return text;
  return `… ${text.slice(text.length - length).replace(/^\S*\s/u, "")}`;
}

function shortened(parts, length) {
  const kept = [];
  let left = length;
  for (const part of parts) {
    if (left <= 0) break;
    const isCut = part.text.length > left;
    kept.push(isCut ? { ...part, text: `${part.text.slice(0, left).replace(/\s\S*$/u, "")} …` } : part);
    left -= part.text.length;
  }
  return kept;
}

/** The marks of a query's clauses: { stems, sequences, query, reading }; `query` is what tells them in an address. */
export async function marksFor(clauses) {
  const words = clauses.flatMap((clause) => clause.words);
  const typed = clauses.map((clause) => clause.typed);
  const added = clauses.flatMap((clause) => clause.additions.filter((each) => each.why !== "form"));
  const sequences = clauses.flatMap((clause) => clause.sequences);
  return {
    stems: new Set(words.map(stemOf)),
    sequences,
    reading: await readingFor(sequences.flat().join("")),
    query: [...new Set([...typed, ...added.flatMap((each) => each.added)])].slice(0, MOST_IN_ADDRESS),
  };
}

/** The marks that `texts`, out of an address, ask for. */
async function marksOf(texts) {
  const reading = await readingFor(texts.join(" "));
  const rows = texts.map((text) => tokens(text, reading)).filter((row) => row.length);
  return {
    stems: new Set(rows.filter((row) => row.length === 1 && !isHan(row[0])).map(([word]) => stemOf(word))),
    sequences: rows.filter((row) => row.length > 1 || isHan(row[0])),
    query: texts,
    reading,
  };
}

/** Where `text` is to be marked: [{ start, end, key, isName }], in order, none within another. */
function spansIn(text, { stems, sequences, reading }) {
  const words = pieces(text, reading).flatMap(({ start, end, tokens: parts }) =>
    parts.map((token) => ({ start, end, token })),
  );
  const found = [];
  for (let index = 0; index < words.length; ) {
    const named = lengthAt(words, index, sequences);
    const length = named || 1;
    const isMarked = named > 0 || stems.has(stemOf(words[index].token));
    if (isMarked) found.push({ ...span(text, words.slice(index, index + length)), isName: named > 0 });
    index += length;
  }
  return found;
}

function span(text, words) {
  const [{ start }] = words;
  const { end } = words.at(-1);
  const isOpen = text.slice(start, end).includes("(") && text[end] === ")";
  const key = words.map(({ token }) => stemOf(token)).join(" ");
  return { start, end: isOpen ? end + 1 : end, key };
}

function stemOf(word) {
  if (!stemsKnown.has(word)) stemsKnown.set(word, stem(word));
  return stemsKnown.get(word);
}

/** How many of the words from `index` on are one of `sequences`, the longest of them. */
function lengthAt(words, index, sequences) {
  const found = sequences.filter((row) => row.every((token, offset) => words[index + offset]?.token === token));
  return Math.max(0, ...found.map((row) => row.length));
}
