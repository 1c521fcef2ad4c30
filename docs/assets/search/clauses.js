/**
 * What a query asks for, one clause for each thing in it: a name, a word, a phrase.
 *
 * A clause is { typed, records, pages, named, words, sequences, additions, isOptional, isMissing }: Maps of numbers to
 * weights up to 1; the numbers of the pages that it names; the words and the sequences of words to mark in texts;
 * what was added to what was typed. It is optional where a record may do without it.
 */

import { readPages } from "./cards.js";
import { readEntry } from "./files.js";
import { valuesOf } from "./lists.js";
import { namesBeginning, spellingsOf } from "./names.js";
import { runs } from "./query.js";
import { isHan, tokens } from "./text.js";
import { completions, exactly, forms, inARow, isUnknown, largest, mentions, shared, throughPages } from "./words.js";

// Signs at numbers, which sources leave out or write otherwise.
const OPTIONAL = new Set(["dollar", "yuan", "euro", "pound", "percent"]);
const LITERALLY = 0.8;
const NAMED = 0.95;
const MENDED = 0.8;
const MOST_SPELLINGS = 8;
// Shorter words are beginnings of too much to be taken for one, unless they are being typed.
const SHORTEST_BEGINNING = 3;

/** A word with its forms and spellings; with `isOpen` also what begins so, since it is still being typed. */
export async function wordClause(word, isOpen, reading) {
  const found = [await forms(word.token)];
  const isBeginning = isUnknown(found[0]) && word.token.length >= SHORTEST_BEGINNING;
  if (isOpen || isBeginning) found.push(await completions(word.token));
  if (isOpen) found.push(await begunNames(word.token));
  const clause = await reaching(plainClause([word], joined(found)), reading);
  const others = clause.words.filter((each) => each !== word.token);
  const hasForms = others.length > 0 && !isOpen && !word.isMended;
  return {
    ...clause,
    ...(word.isMended && { records: lessened(clause.records, MENDED), pages: lessened(clause.pages, MENDED) }),
    additions: [
      ...(word.isMended ? [mending(word)] : []),
      ...clause.additions,
      ...(hasForms ? [{ typed: word.typed, why: "form", added: others }] : []),
    ],
    isOptional: OPTIONAL.has(word.token),
  };
}

function mending({ typed, token }) {
  const isCapital = typed[0] !== typed[0].toLowerCase();
  return { typed, why: "spelling", added: [isCapital ? token[0].toUpperCase() + token.slice(1) : token] };
}

async function begunNames(token) {
  const pages = wholly(await namesBeginning(token));
  return { words: [], records: new Map(), pages: lessened(pages, NAMED) };
}

/** What stands in a row; where nothing has it so, its words as far as the browser can tell them apart. */
export async function rowClauses(run, reading) {
  const found = await literalRun(run);
  const parts = isUnknown(found) ? segments(run) : [run];
  if (parts.length === 1) return [await reaching(plainClause(run, found), reading)];
  return Promise.all(parts.map((part) => partClause(part, reading)));
}

async function partClause(part, reading) {
  if (!isHan(part[0].token)) return wordClause(part[0], false, reading);
  const clause = plainClause(part, await literalRun(part));
  return part.length > 1 ? reaching(clause, reading) : clause;
}

function segments(run) {
  if (!globalThis.Intl?.Segmenter || !run.every((word) => isHan(word.token))) return run.map((word) => [word]);
  const segmenter = new Intl.Segmenter("zh", { granularity: "word" });
  const text = run.map((word) => word.token).join("");
  return Array.from(segmenter.segment(text), ({ index, segment }) => run.slice(index, index + segment.length));
}

/** `clause`, or where no record has what it asks for, with the records on what the names that have it stand for. */
async function reaching(clause, reading) {
  if (clause.records.size || !clause.pages.size) return clause;
  const { numbers, records } = await throughPages(clause.pages);
  const spellings = await Promise.all(numbers.map(spellingsOf));
  if (!records.size) return clause;
  return {
    ...clause,
    records: lessened(records, NAMED),
    sequences: [...clause.sequences, ...spellings.flat().map((name) => tokens(name, reading))],
    additions: [...clause.additions, { typed: clause.typed, why: "name", added: spellings.map(([title]) => title) }],
  };
}

/** A name in every spelling, by `numbers` of what bears it: pages, and behind them things that have none. */
export async function nameClause(words, numbers, reading) {
  const { pages: size, same } = await readEntry();
  const pages = numbers.filter((number) => number < size);
  const others = numbers.filter((number) => number >= size).flatMap((number) => same[number - size]);
  const [literal, cards, ...mentioned] = await Promise.all([
    literalName(words),
    readPages(pages),
    ...pages.map(mentions),
    ...others.map(async (name) => (await inARow(tokens(name, reading))).records),
  ]);
  const known = [...cards.flatMap((card) => card.spellings), ...others];
  const stated = await Promise.all(cards.filter(isSubject).map((card) => inARow(tokens(card.title, reading))));
  const records = largest([lessened(literal.records, LITERALLY), ...mentioned, ...stated.map((row) => row.records)]);
  return {
    ...plainClause(words, { ...literal, records, pages: largest([literal.pages, wholly(pages)]) }),
    named: pages,
    sequences: [words.map((word) => word.token), ...known.map((name) => tokens(name, reading))],
    additions: nameAdditions(words, known, reading),
  };
}

/** True of what a text may be on without a record being filed under it, or name without stating a figure of it. */
function isSubject({ kind }) {
  return kind === "Topic" || kind === "Figure";
}

function nameAdditions(words, known, reading) {
  const typed = words.map((word) => word.token).join("");
  const added = known.filter((name) => tokens(name, reading).join("") !== typed).slice(0, MOST_SPELLINGS);
  const mendings = words.filter((word) => word.isMended).map(mending);
  return added.length ? [...mendings, { typed: typedOf(words), why: "name", added }] : mendings;
}

/** The records that have the words of a name in a row, and the pages that have each of them. */
async function literalName(words) {
  if (words.length === 1) return forms(words[0].token);
  const parts = runs(words.filter((word) => !word.isTooCommon));
  const [row, ...found] = await Promise.all([
    inARow(words.map((word) => word.token)),
    ...parts.map((run) => (run.length > 1 ? literalRun(run) : forms(run[0].token))),
  ]);
  return { ...row, pages: shared(found.map((part) => part.pages)) };
}

/** A phrase in quotes: nothing is added to it. */
export async function phraseClause({ typed, tokens: row }) {
  const [found, names] = await Promise.all([inARow(row), valuesOf("names", [row.join("")])]);
  const named = [...names.values()].flat();
  return { ...emptyClause(typed), ...found, named, words: [], sequences: [row], isMissing: isUnknown(found) };
}

/** Words as they are typed. */
export async function literalClause(run) {
  return plainClause(run, await literalRun(run));
}

function literalRun(run) {
  return run.length > 1 ? inARow(run.map((word) => word.token)) : exactly(run[0].token);
}

function plainClause(words, found) {
  const row = words.map((word) => word.token);
  const isRow = row.length > 1;
  return {
    ...emptyClause(typedOf(words)),
    ...found,
    words: isRow ? [] : found.words,
    sequences: isRow ? [row] : [],
    isMissing: isUnknown(found),
  };
}

function emptyClause(typed) {
  return { typed, named: [], additions: [], isOptional: false };
}

/** `words` as they were typed; one that was read as two is written once. */
export function typedOf(words) {
  const parts = words.filter((word, index) => word.start !== words[index - 1]?.start);
  const blanks = parts.map((word, index) => (index && word.start !== parts[index - 1].end ? " " : ""));
  return parts.map((word, index) => blanks[index] + word.typed).join("");
}

function joined(parts) {
  return {
    words: parts.flatMap((part) => part.words),
    records: largest(parts.map((part) => part.records)),
    pages: largest(parts.map((part) => part.pages)),
  };
}

/** Pages that are what was asked for: `numbers` with their full weight. */
function wholly(numbers) {
  return new Map(numbers.map((number) => [number, 1]));
}

function lessened(map, factor) {
  return new Map(Array.from(map, ([number, weight]) => [number, weight * factor]));
}
