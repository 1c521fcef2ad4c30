/**
 * What a query asks for, one clause for each thing in it: a name, a word, a phrase.
 *
 * A clause is { typed, records, pages, named, words, sequences, additions, isOptional, isWeak, isStrict, isYear,
 * isMissing, isGuess }: Maps of numbers to weights up to 1; the numbers of the pages that it names; the words and the
 * sequences of words to mark in texts; what was added to what was typed. A record may do without what is optional, and
 * the answer to a question without what is weak. Nothing may do without what is strict, a number or a phrase, but a
 * page without a year. A guess is a short word that was corrected.
 */

import { pageCards, read, readEntry, valuesOf } from "./files.js";
import {
  completions, exactMatches, findNames, forms, forReaders, intersection, isListed, isUnknown, isYear, listed,
  mentions, namesBeginning, phraseMatches, roundedTo, splitRecordsAndPages, stating, throughPages, union,
  unnamedStretches, worthOf, writtenAs,
} from "./lookup.js";
import { runs, saidAs } from "./query.js";
import { corrected } from "./spelling.js";
import { isHan, tokens } from "./text.js";

// Signs at numbers, which sources leave out or write otherwise.
const OPTIONAL = new Set(["dollar", "yuan", "euro", "pound", "percent"]);
// 第十届, the tenth: no part of it stands for it.
const EDITION = /^第.+届$/u;
const LITERALLY = 0.8;
const NAMED = 0.95;
const CORRECTED = 0.8;
const ROUNDED = 0.7;
const MOST_SPELLINGS = 8;
// Shorter words are beginnings of too much to be taken for one, unless they are being typed.
const SHORTEST_BEGINNING = 4;
// A shorter word that is corrected may be another that nothing has.
const SURE = 7;
// Scripts that write what belongs to a word at its end, without a blank: 삼성 begins 삼성전자.
const JOINING = /^[\p{sc=Hangul}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}ー]{2,}$/u;

/**
 * What `query` asks for: { clauses, words, leftOut }. `words` are as they were understood; `leftOut` are clauses for
 * what must not be found. `asTyped`: nothing is added; `isTyping`: the last word may be the beginning of one.
 */
export async function understand(query, { asTyped, isTyping }) {
  prefetch(query.words);
  const { words: typed, leftOut } = await withoutLeftOut(query, asTyped);
  const quoted = await Promise.all([...query.phrases.map(phraseClause), ...query.dates.map(dateClause)]);
  const words = asTyped ? typed : await corrected(typed, isTyping, query.reading);
  const others = asTyped ? literalClauses(words) : await expandedClauses(words, query.reading, isTyping);
  const clauses = [...quoted, ...(await Promise.all(others)).flat()];
  const row = words.map((word) => word.token);
  if (clauses.length || !row.length) return { clauses, words, leftOut };
  return { clauses: [await phraseClause({ typed: typedOf(words), tokens: row })], words, leftOut };
}

/** Has the files of the words fetched beside those of the names; whoever needs them hears of a fault. */
function prefetch(words) {
  for (const word of words) if (!word.isTooCommon && !isHan(word.token)) forms(word.token).catch(() => {});
}

/** The words of `query` without those that are left out, and a clause for each thing that is. */
async function withoutLeftOut({ words, leftOut, reading }, asTyped) {
  const isStart = (word, index) => word.isLeftOut && words[index - 1]?.start !== word.start;
  const starts = words.flatMap((word, index) => (isStart(word, index) ? [index] : []));
  const kept = words.slice(0, starts[0]);
  const clauses = leftOut.map(phraseClause);
  for (const [index, start] of starts.entries()) {
    const stretch = words.slice(start, starts[index + 1]);
    const [name] = (await findNames(stretch)).filter((found) => found.start === 0);
    const length = Math.max(name?.end ?? 0, attached(stretch));
    clauses.push(leavingOut(stretch.slice(0, length), reading, asTyped));
    kept.push(...stretch.slice(length));
  }
  return { words: kept, leftOut: await Promise.all(clauses) };
}

/** How many of `words` are written as one, such as the two of "low-carbon". */
function attached(words) {
  const end = words.findIndex((word, index) => index > 0 && !word.isAttached);
  return end < 0 ? words.length : end;
}

/** What has all of `words`, or all names in them, is left out. */
async function leavingOut(words, reading, asTyped) {
  const asked = asTyped ? literalClauses(words) : await expandedClauses(words, reading, false);
  const found = (await Promise.all(asked)).flat();
  const names = found.filter((clause) => clause.named.length);
  const meant = names.length ? names : found;
  return {
    typed: typedOf(words),
    records: intersection(meant.map((clause) => clause.records)),
    pages: intersection(meant.map((clause) => clause.pages)),
    named: names.flatMap((clause) => clause.named),
  };
}

function literalClauses(words) {
  return runs(words.filter((word) => !word.isTooCommon)).map(literalClause);
}

async function expandedClauses(words, reading, isTyping) {
  const names = await findNames(words);
  return [
    ...names.map((name) => nameClause(words.slice(name.start, name.end), name.pages, reading)),
    ...unnamedStretches(words, names).flatMap((stretch) => wideClauses(stretch, isTyping && words.at(-1), reading)),
  ];
}

function wideClauses(words, open, reading) {
  const meant = words.filter((word) => !word.isTooCommon || word === open);
  return runs(meant).map((run) => {
    if (run[0].isNumber) return numberClause(run, reading);
    if (run.length > 1 || isHan(run[0].token)) return rowClauses(run, reading);
    return wordClause(run[0], run[0] === open, reading);
  });
}

/** A word with its forms and spellings; with `isOpen` also what begins so, since it is still being typed. */
async function wordClause(word, isOpen, reading) {
  const found = [await forms(word.token)];
  if (isOpen || (await isBeginning(word.token, found[0]))) found.push(await completions(word.token));
  if (isOpen) found.push(await begunNames(word.token));
  const clause = await viaNamedPages(plainClause([word], mergedWithWords(found)), reading);
  const others = clause.words.filter((each) => each !== word.token);
  const hasForms = others.length > 0 && !isOpen && !word.isCorrected;
  return {
    ...clause,
    ...(word.isCorrected && { records: scaledBy(clause.records, CORRECTED), pages: scaledBy(clause.pages, CORRECTED) }),
    additions: [
      ...(word.isCorrected ? [spellingAddition(word)] : []),
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
async function numberClause(run, { scales }) {
  const worth = worthOf(run.map((word) => word.token), scales);
  const [found, stated] = await Promise.all([literalRun(run), valuedAs([worth], 1)]);
  const literal = plainClause(run, found);
  const strict = { isStrict: true, isYear: run.length === 1 && isYear(worth) };
  if (literal.records.size && run.length === 1) return { ...literal, ...strict };
  const sequences = [...literal.sequences, ...writtenAs(worth)];
  const exact = { ...literal, ...strict, ...mergedMatches([literal, stated]), sequences };
  if (exact.records.size) return { ...exact, isMissing: false };
  const near = await roundedTo(worth);
  const rounded = mergedMatches([exact, await valuedAs(near, ROUNDED)]);
  return {
    ...exact,
    ...rounded,
    isMissing: isUnknown(rounded),
    sequences: [...sequences, ...near.flatMap(writtenAs)],
    additions: near.length ? [{ typed: exact.typed, why: "number", added: near.map(forReaders) }] : [],
  };
}

async function valuedAs(values, factor) {
  return splitRecordsAndPages(scaledBy(union(await Promise.all(values.map(stating))), factor), await readEntry());
}

/** A date: what was published then, what happened then, and what says it in words. */
async function dateClause({ typed, readings }) {
  const read = await Promise.all(readings.map((reading) => dated(typed, reading)));
  const none = { ...emptyClause(typed), ...NOTHING, isStrict: true, isMissing: true };
  return read.find((clause) => !clause.isMissing) ?? none;
}

async function dated(typed, reading) {
  const { words, key } = saidAs(reading);
  const [literal, records, month] = await Promise.all([
    phraseMatches(words),
    key ? listed("dates", key) : new Map(),
    reading.day && reading.year ? phraseMatches(saidAs({ ...reading, day: undefined }).words) : NOTHING,
  ]);
  const found = mergedMatches([{ records, pages: literal.pages.size ? literal.pages : month.pages }, literal]);
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

function spellingAddition({ typed, token }) {
  const isCapital = typed[0] !== typed[0].toLowerCase();
  return { typed, why: "spelling", added: [isCapital ? token[0].toUpperCase() + token.slice(1) : token] };
}

async function begunNames(token) {
  const pages = fullWeight(await namesBeginning(token));
  return { words: [], records: new Map(), pages: scaledBy(pages, NAMED) };
}

/** What stands in a row; where nothing has it so, its words as far as the browser can tell them apart. */
async function rowClauses(run, reading) {
  const found = await literalRun(run);
  if (EDITION.test(run.map((word) => word.token).join(""))) return [{ ...plainClause(run, found), isStrict: true }];
  const parts = isUnknown(found) ? segments(run) : [run];
  // Single characters of Chinese say too little: 乐高 is neither 乐斯福 nor 高通.
  const isWhole = parts.length === 1 || parts.every(([{ token }, ...others]) => isHan(token) && !others.length);
  if (isWhole) return [await viaNamedPages(plainClause(run, found), reading)];
  return Promise.all(parts.map((part) => partClause(part, reading)));
}

async function partClause(part, reading) {
  if (!isHan(part[0].token)) return wordClause(part[0], false, reading);
  const clause = plainClause(part, await literalRun(part));
  return part.length > 1 ? viaNamedPages(clause, reading) : clause;
}

function segments(run) {
  if (!globalThis.Intl?.Segmenter || !run.every((word) => isHan(word.token))) return run.map((word) => [word]);
  const segmenter = new Intl.Segmenter("zh", { granularity: "word" });
  const text = run.map((word) => word.token).join("");
  return Array.from(segmenter.segment(text), ({ index, segment }) => run.slice(index, index + segment.length));
}

/** `clause`, or where no record has what it asks for, with the records on what the names that have it stand for. */
async function viaNamedPages(clause, reading) {
  if (clause.records.size || !clause.pages.size) return clause;
  const { cards, records } = await throughPages(clause.pages, (card) => standsFor(card, clause, reading));
  if (!records.size) return clause;
  return {
    ...clause,
    records: scaledBy(records, NAMED),
    sequences: [...clause.sequences, ...cards.flatMap(namesOf).map((name) => tokens(name, reading))],
    additions: [...clause.additions, { typed: clause.typed, why: "name", added: cards.map(({ title }) => title) }],
  };
}

/** False of a figure that only names somebody: "Years in a row" are not Schneider, who took part six years in a row. */
function standsFor(card, { words, sequences }, reading) {
  if (card.kind !== "Figure") return true;
  const rows = [...words.map((word) => [word]), ...sequences].map((row) => row.join(" "));
  return namesOf(card).some((name) => rows.some((row) => ` ${tokens(name, reading).join(" ")} `.includes(` ${row} `)));
}

/** What texts call what a page is on, its title first. */
function namesOf({ title, spellings }) {
  return [...new Set([title, ...spellings])];
}

const NOTHING = { words: [], sequences: [], records: new Map(), pages: new Map() };

/** A name in every spelling, by `numbers` of what bears it: pages, and behind them things that have none. */
async function nameClause(words, numbers, reading) {
  const { pages: size, same } = await readEntry();
  // What bears a Chinese name too is marked by it.
  read("traditional").catch(() => {});
  const pages = numbers.filter((number) => number < size);
  const others = numbers.filter((number) => number >= size).flatMap((number) => same[number - size]);
  const [literal, cards, mentioned, ...alike] = await Promise.all([
    literalName(words),
    pageCards(pages),
    Promise.all(pages.map(mentions)),
    ...others.map((name) => phraseMatches(tokens(name, reading))),
  ]);
  const known = [...cards.flatMap((card) => card.spellings), ...others];
  const subjects = cards.filter((card, index) => isSubject(card) || !mentioned[index].size);
  const stated = await Promise.all(subjects.map((card) => phraseMatches(tokens(card.title, reading))));
  const rows = [literal, ...stated].map((row) => scaledBy(row.records, LITERALLY));
  const records = union([...rows, ...mentioned, ...alike.map((row) => row.records)]);
  const named = union([literal.pages, ...alike.map((row) => row.pages), fullWeight(pages)]);
  return viaNamedPages({
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
  const mendings = words.filter((word) => word.isCorrected).map(spellingAddition);
  return added.length ? [...mendings, { typed: typedOf(words), why: "name", added }] : mendings;
}

/** The records that have the words of a name in a row, and the pages that have each of them. */
async function literalName(words) {
  if (words.length === 1) return forms(words[0].token);
  const parts = runs(words.filter((word) => !word.isTooCommon));
  const [row, ...found] = await Promise.all([
    phraseMatches(words.map((word) => word.token)),
    ...parts.map((run) => (run.length > 1 ? literalRun(run) : forms(run[0].token))),
  ]);
  return { ...row, pages: intersection(found.map((part) => part.pages)) };
}

/** A phrase in quotes: nothing is added to it. */
async function phraseClause({ typed, tokens: row }) {
  const [found, names] = await Promise.all([phraseMatches(row), valuesOf("names", [row.join("")])]);
  const named = [...names.values()].flat();
  const isMissing = isUnknown(found);
  return { ...emptyClause(typed), ...found, named, words: [], sequences: [row], isStrict: true, isMissing };
}

/** Words as they are typed. */
async function literalClause(run) {
  return plainClause(run, await literalRun(run));
}

function literalRun(run) {
  return run.length > 1 ? phraseMatches(run.map((word) => word.token)) : exactMatches(run[0].token);
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
    isGuess: words.every((word) => word.isCorrected && word.typed.length < SURE),
  };
}

function emptyClause(typed) {
  return { typed, named: [], additions: [], isOptional: false, isWeak: false, isStrict: false, isYear: false };
}

/** `words` as they were typed; one that was read as two is written once. */
function typedOf(words) {
  const parts = words.filter((word, index) => word.start !== words[index - 1]?.start);
  const blanks = parts.map((word, index) => (index && word.start !== parts[index - 1].end ? " " : ""));
  return parts.map((word, index) => blanks[index] + word.typed).join("");
}

function mergedWithWords(parts) {
  return { words: parts.flatMap((part) => part.words), ...mergedMatches(parts) };
}

function mergedMatches(parts) {
  return { records: union(parts.map((part) => part.records)), pages: union(parts.map((part) => part.pages)) };
}

/** Pages that are what was asked for: `numbers` with their full weight. */
function fullWeight(numbers) {
  return new Map(numbers.map((number) => [number, 1]));
}

function scaledBy(map, factor) {
  return new Map(Array.from(map, ([number, weight]) => [number, weight * factor]));
}
