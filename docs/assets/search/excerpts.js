/** The part of a record that shows why it was found, with what matched marked. */

import { spansIn } from "./marks.js";

const LONGEST = 280;
// How much is shown before the first mark where a sentence is cut.
const BEFORE = 80;

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
