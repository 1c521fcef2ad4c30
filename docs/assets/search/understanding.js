/** A query understood: its typing errors mended, its names found, and a clause for each thing that it asks for. */

import {
  dateClause, literalClause, nameClause, numberClause, phraseClause, rowClauses, typedOf, wordClause,
} from "./clauses.js";
import { beginsName, findNames } from "./names.js";
import { runs } from "./query.js";
import { isMeant } from "./spelling.js";
import { isHan } from "./text.js";
import { beginsKnown, completions, corrections, forms, isKnown, isUnknown, shared } from "./words.js";

const SHORTEST_HALF = 3;
// What compounds end in. Any two halves would be found in "carpet".
const LAST_HALF = /^(?:(?:build|grow|mak|own|sell|work)(?:ers?|ing)|ware|company|companies|industry|markets?)$/u;

/**
 * What `query` asks for: { clauses, words, leftOut }. `words` are as they were understood; `leftOut` are clauses for
 * what must not be found. `asTyped`: nothing is added; `isTyping`: the last word may be the beginning of one.
 */
export async function understand(query, { asTyped, isTyping }) {
  askEarly(query.words);
  const { words: typed, leftOut } = await withoutLeftOut(query, asTyped);
  const quoted = await Promise.all([...query.phrases.map(phraseClause), ...query.dates.map(dateClause)]);
  const words = asTyped ? typed : await mended(typed, isTyping, query.reading);
  const others = asTyped ? literally(words) : await widely(words, query.reading, isTyping);
  const clauses = [...quoted, ...(await Promise.all(others)).flat()];
  const row = words.map((word) => word.token);
  if (clauses.length || !row.length) return { clauses, words, leftOut };
  return { clauses: [await phraseClause({ typed: typedOf(words), tokens: row })], words, leftOut };
}

/** Has the files of the words fetched beside those of the names; whoever needs them hears of a fault. */
function askEarly(words) {
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
  const found = (await Promise.all(asTyped ? literally(words) : await widely(words, reading, false))).flat();
  const names = found.filter((clause) => clause.named.length);
  const meant = names.length ? names : found;
  return {
    typed: typedOf(words),
    records: shared(meant.map((clause) => clause.records)),
    pages: shared(meant.map((clause) => clause.pages)),
    named: names.flatMap((clause) => clause.named),
  };
}

function literally(words) {
  return runs(words.filter((word) => !word.isTooCommon)).map(literalClause);
}

async function widely(words, reading, isTyping) {
  const names = await findNames(words);
  return [
    ...names.map((name) => nameClause(words.slice(name.start, name.end), name.pages, reading)),
    ...between(words, names).flatMap((stretch) => wideClauses(stretch, isTyping && words.at(-1), reading)),
  ];
}

/** `words` with each that nothing has as the nearest that something has; the name that stands there comes first. */
async function mended(words, isTyping, reading) {
  const names = await findNames(words);
  const free = new Set(between(words, names).flat());
  const found = words.map((word, index) =>
    free.has(word) && !isHan(word.token) ? mend(words, index, isTyping && word === words.at(-1), reading) : word,
  );
  return (await Promise.all(found)).flat();
}

/** The words that the one at `index` is meant to be: itself, its two halves, or the likeliest that something has. */
async function mend(words, index, isOpen, reading) {
  const word = words[index];
  if (word.isTooCommon || word.isNumber) return word;
  const known = await forms(word.token);
  if (!isUnknown(known)) return nameAmong(word, known.words);
  if (isOpen && (await isBegun(word.token))) return word;
  const [spelt] = await existing(respelt(word.token));
  if (spelt) return { ...word, token: spelt, isMended: true };
  const near = await corrections(word.token);
  const [name] = await filtered(near, (each) => completesName(words, index, each.word));
  if (name) return { ...word, token: name.word, isMended: true };
  if (await isKnown(word.token)) return word;
  const halves = await halvesOf(word, reading);
  if (halves) return halves;
  const { words: begun } = await completions(word.token);
  const meant = near.find((each) => isMeant(word.token, each) && (!begun.length || each.errors === 1));
  return meant ? { ...word, token: meant.word, isMended: true } : word;
}

/** A word as that of its forms which is a name, where it is not a word itself: "sanofy" is a form of "sanofi". */
async function nameAmong(word, others) {
  if (others.includes(word.token)) return word;
  const [name] = await filtered(others, async (token) => (await findNames([{ ...word, token }])).length > 0);
  return name ? { ...word, token: name, isMended: true } : word;
}

/** True where something that is known begins with `token`. */
async function isBegun(token) {
  return (await completions(token)).words.length > 0 || (await beginsName(token)) || beginsKnown(token);
}

/** "oersted" and "zuerich" as "Ørsted" and "Zürich" are read without their accents. */
function respelt(token) {
  const found = ["oe", "ae", "ue"].map((pair) => token.replaceAll(pair, pair[0]));
  return [...new Set(found)].filter((other) => other !== token && other.length > 2);
}

/** "chipmaker" as "chip" and "maker", if something has both. */
async function halvesOf(word, { alike }) {
  const length = Math.max(0, word.token.length - 2 * SHORTEST_HALF + 1);
  const ends = Array.from({ length }, (_, index) => index + SHORTEST_HALF);
  const halves = ends.map((end) => [word.token.slice(0, end), word.token.slice(end)]);
  const likely = halves.filter(([, last]) => LAST_HALF.test(last));
  const read = likely.map(([first, last]) => [alike.get(first) ?? first, last]);
  const [found] = await filtered(read, async (both) => (await existing(both)).length === both.length);
  return found ? found.map((token) => ({ ...word, token })) : null;
}

async function existing(tokens) {
  return filtered(tokens, async (token) => !isUnknown(await forms(token)));
}

/** True where `token` at `index` makes a name of several words, as "Hudson" does behind "Paul". */
async function completesName(words, index, token) {
  const changed = words.map((word, at) => (at === index ? { ...word, token } : word));
  const names = await findNames(changed);
  return names.some(({ start, end }) => start <= index && index < end && end - start > 1);
}

async function filtered(items, isWanted) {
  const wanted = await Promise.all(items.map(isWanted));
  return items.filter((_, index) => wanted[index]);
}

function wideClauses(words, open, reading) {
  const meant = words.filter((word) => !word.isTooCommon || word === open);
  return runs(meant).map((run) => {
    if (run[0].isNumber) return numberClause(run, reading);
    if (run.length > 1 || isHan(run[0].token)) return rowClauses(run, reading);
    return wordClause(run[0], run[0] === open, reading);
  });
}

/** The stretches of `words` that no name takes. */
function between(words, names) {
  const taken = new Set(names.flatMap(({ start, end }) => words.slice(start, end)));
  const found = [[]];
  for (const word of words) {
    if (taken.has(word)) found.push([]);
    else found.at(-1).push(word);
  }
  return found.filter((stretch) => stretch.length);
}
