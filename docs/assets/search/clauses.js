/**
 * What a query asks for, one clause for each thing in it: a name, a word, a phrase.
 *
 * A clause is { typed, records, pages, named, words, sequences, additions, isOptional, isWeak, isStrict, isYear,
 * isMissing, isGuess }: Maps of numbers to weights up to 1; the numbers of the pages that it names; the words and the
 * sequences of words to mark in texts; what was added to what was typed. A record may do without what is optional, and
 * the answer to a question without what is weak. Nothing may do without what is strict, a number or a phrase, but a page
 * without a year. A guess is a short word that was mended.
 */

import { readPages } from "./cards.js";
import { saidAs } from "./dates.js";
import { readEntry } from "./files.js";
import { valuesOf } from "./lists.js";
import { namesBeginning, spellingsOf } from "./names.js";
import { forReaders, isYear, roundedTo, stating, worthOf, writtenAs } from "./numbers.js";
import { runs } from "./query.js";
import { isHan, tokens } from "./text.js";
import {
  apart, completions, exactly, forms, inARow, isListed, isUnknown, largest, listed, mentions, shared, throughPages,
} from "./words.js";

// Signs at numbers, which sources leave out or write otherwise.
const OPTIONAL = new Set(["dollar", "yuan", "euro", "pound", "percent"]);
// 第十届, the tenth: no part of it stands for it.
const EDITION = /^第.+届$/u;
const LITERALLY = 0.8;
const NAMED = 0.95;
const MENDED = 0.8;
const ROUNDED = 0.7;
const MOST_SPELLINGS = 8;
// Shorter words are beginnings of too much to be taken for one, unless they are being typed.
const SHORTEST_BEGINNING = 4;
// A shorter word that is mended may be another that nothing has.
const SURE = 7;
// Scripts that write what belongs to a word at its end, without a blank: 삼성 begins 삼성전자.
const JOINING = /^[\p{sc=Hangul}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}ー]{2,}$/u;

/** A word with its forms and spellings; with `isOpen` also what begins so, since it is still being typed. */
export async function wordClause(word, isOpen, reading) {
  const found = [await forms(word.token)];
  if (isOpen || (await isBeginning(word.token, found[0]))) found.push(await completions(word.token));
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
    isOptional: OPTIONAL.has(word.token) || word.isCounter,
    isWeak: word.isWeak,
    isStrict: word.isStrict,
  };
}

async function isBeginning(token, found) {
  if (JOINING.test(token)) return true;
  return isUnknown(found) && token.length >= SHORTEST_BEGINNING && !(await isListed(token));
}

/** A number with its "billion": what states it, or where nothing does, what states a number that is rounded to it. */
export async function numberClause(run, { scales }) {
  const literal = plainClause(run, await literalRun(run));
  const worth = worthOf(run.map((word) => word.token), scales);
  const strict = { isStrict: true, isYear: run.length === 1 && isYear(worth) };
  if (literal.records.size && run.length === 1) return { ...literal, ...strict };
  const stated = await valuedAs([worth], 1);
  const sequences = [...literal.sequences, ...writtenAs(worth)];
  const exact = { ...literal, ...strict, ...together([literal, stated]), sequences };
  if (exact.records.size) return { ...exact, isMissing: false };
  const near = await roundedTo(worth);
  const rounded = together([exact, await valuedAs(near, ROUNDED)]);
  return {
    ...exact,
    ...rounded,
    isMissing: isUnknown(rounded),
    sequences: [...sequences, ...near.flatMap(writtenAs)],
    additions: near.length ? [{ typed: exact.typed, why: "number", added: near.map(forReaders) }] : [],
  };
}

async function valuedAs(values, factor) {
  return apart(lessened(largest(await Promise.all(values.map(stating))), factor), await readEntry());
}

/** A date: what was published then, what happened then, and what says it in words. */
export async function dateClause({ typed, readings }) {
  const read = await Promise.all(readings.map((reading) => dated(typed, reading)));
  const none = { ...emptyClause(typed), ...NOTHING, isStrict: true, isMissing: true };
  return read.find((clause) => !clause.isMissing) ?? none;
}

async function dated(typed, reading) {
  const { words, key } = saidAs(reading);
  const [literal, records, month] = await Promise.all([
    inARow(words),
    key ? listed("dates", key) : new Map(),
    reading.day && reading.year ? inARow(saidAs({ ...reading, day: undefined }).words) : NOTHING,
  ]);
  const found = together([{ records, pages: literal.pages.size ? literal.pages : month.pages }, literal]);
  const isFound = found.records.size > 0 || literal.pages.size > 0;
  return {
    ...emptyClause(typed),
    ...(isFound ? found : NOTHING),
    words: words.length > 1 ? [] : words,
    sequences: words.length > 1 ? [words] : [],
    isStrict: true,
    isYear: true,
    isMissing: !isFound,
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
  if (EDITION.test(run.map((word) => word.token).join(""))) return [{ ...plainClause(run, found), isStrict: true }];
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

const NOTHING = { words: [], sequences: [], records: new Map(), pages: new Map() };

/** A name in every spelling, by `numbers` of what bears it: pages, and behind them things that have none. */
export async function nameClause(words, numbers, reading) {
  const { pages: size, same } = await readEntry();
  const pages = numbers.filter((number) => number < size);
  const others = numbers.filter((number) => number >= size).flatMap((number) => same[number - size]);
  const [literal, cards, mentioned, ...alike] = await Promise.all([
    literalName(words),
    readPages(pages),
    Promise.all(pages.map(mentions)),
    ...others.map((name) => inARow(tokens(name, reading))),
  ]);
  const known = [...cards.flatMap((card) => card.spellings), ...others];
  const subjects = cards.filter((card, index) => isSubject(card) || !mentioned[index].size);
  const stated = await Promise.all(subjects.map((card) => inARow(tokens(card.title, reading))));
  const rows = [literal, ...stated].map((row) => lessened(row.records, LITERALLY));
  const records = largest([...rows, ...mentioned, ...alike.map((row) => row.records)]);
  const named = largest([literal.pages, ...alike.map((row) => row.pages), wholly(pages)]);
  return reaching({
    ...plainClause(words, { ...literal, records, pages: named }),
    isWeak: false,
    isStrict: false,
    named: pages,
    sequences: [words.map((word) => word.token), ...known.map((name) => tokens(name, reading))],
    additions: nameAdditions(words, known, reading),
  }, reading);
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
  const isMissing = isUnknown(found);
  return { ...emptyClause(typed), ...found, named, words: [], sequences: [row], isStrict: true, isMissing };
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
    isOptional: words.every((word) => word.isCounter),
    isWeak: words.every((word) => word.isWeak),
    isStrict: words.some((word) => word.isStrict),
    isMissing: isUnknown(found),
    isGuess: words.every((word) => word.isMended && word.typed.length < SURE),
  };
}

function emptyClause(typed) {
  return { typed, named: [], additions: [], isOptional: false, isWeak: false, isStrict: false, isYear: false };
}

/** `words` as they were typed; one that was read as two is written once. */
export function typedOf(words) {
  const parts = words.filter((word, index) => word.start !== words[index - 1]?.start);
  const blanks = parts.map((word, index) => (index && word.start !== parts[index - 1].end ? " " : ""));
  return parts.map((word, index) => blanks[index] + word.typed).join("");
}

function joined(parts) {
  return { words: parts.flatMap((part) => part.words), ...together(parts) };
}

function together(parts) {
  return { records: largest(parts.map((part) => part.records)), pages: largest(parts.map((part) => part.pages)) };
}

/** Pages that are what was asked for: `numbers` with their full weight. */
function wholly(numbers) {
  return new Map(numbers.map((number) => [number, 1]));
}

function lessened(map, factor) {
  return new Map(Array.from(map, ([number, weight]) => [number, weight * factor]));
}
