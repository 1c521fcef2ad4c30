/** What is to be marked in a text: words in any form, and words in a row. */

import { stem } from "./stem.js";
import { isHan, pieces, readingFor, tokens } from "./text.js";

// Texts repeat their words; each is taken to its stem once.
const stemsKnown = new Map();
// As many as an address bears.
const MOST_IN_ADDRESS = 8;

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
export async function marksOf(texts) {
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
export function spansIn(text, { stems, sequences, reading }) {
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
