/** Typing errors: the words near one that nothing has, and which of them the reader meant. */

import { read, readEntry } from "./files.js";
import {
  beginsKnown, beginsName, completions, findNames, forms, isKnown, isUnknown, unnamedStretches,
} from "./lookup.js";
import { isHan } from "./text.js";

const SHORTEST_HALF = 3;
// What compounds end in. Any two halves would be found in "carpet".
const LAST_HALF = /^(?:(?:build|grow|mak|own|sell|work)(?:ers?|ing)|ware|company|companies|industry|markets?)$/u;
const MOST_CANDIDATES = 5;
const LONG = 9;
// How much longer a word must be whose first letter is wrong too.
const OTHER_FIRST = 3;
// By the number of errors, the letters that another word, a part of a name, and a name must have at least.
const SHORTEST = [[0, 0, 0], [6, 6, 4], [LONG, 7, 6]];
const HAN = /\p{Script=Han}/u;
const LETTER = /\p{Letter}/gu;
const NUMBER = /\p{Nd}+(?:[.,]\p{Nd}+)*/gu;

/** `words` with each that nothing has as the nearest that something has; the name that stands there comes first. */
export async function corrected(words, isTyping, reading) {
  const names = await findNames(words);
  const free = new Set(unnamedStretches(words, names).flat());
  const found = words.map((word, index) => {
    if (!free.has(word) || isHan(word.token)) return word;
    return correctionOf(words, index, isTyping && word === words.at(-1), reading);
  });
  return (await Promise.all(found)).flat();
}

/** The words that the one at `index` is meant to be: itself, its two halves, or the likeliest that something has. */
async function correctionOf(words, index, isOpen, reading) {
  const word = words[index];
  if (word.isTooCommon || word.isNumber) return word;
  const known = await forms(word.token);
  if (!isUnknown(known)) return nameAmong(word, known.words);
  if (isOpen && (await isBegun(word.token))) return word;
  fetchEarly(word.token);
  if (isOpen && (await beginsKnown(word.token))) return word;
  const [spelt] = await existing(respelt(word.token));
  if (spelt) return { ...word, token: spelt, isCorrected: true };
  const near = await corrections(word.token);
  const [name] = await filtered(near, (each) => completesName(words, index, each.word));
  if (name) return { ...word, token: name.word, isCorrected: true };
  if (await isKnown(word.token)) return word;
  const halves = await halvesOf(word, reading);
  if (halves) return halves;
  const { words: begun } = await completions(word.token);
  const meant = near.find((each) => isMeant(word.token, each) && (!begun.length || each.errors === 1));
  return meant ? { ...word, token: meant.word, isCorrected: true } : word;
}

/** A word as that of its forms which is a name, where it is not a word itself: "sanofy" is a form of "sanofi". */
async function nameAmong(word, others) {
  if (others.includes(word.token)) return word;
  const [name] = await filtered(others, async (token) => (await findNames([{ ...word, token }])).length > 0);
  return name ? { ...word, token: name, isCorrected: true } : word;
}

/** True where a word of the articles or a name begins with `token`. */
async function isBegun(token) {
  return (await completions(token)).words.length > 0 || beginsName(token);
}

/** Has the words fetched that `token` may be or may stand for; whoever needs them hears of a fault. */
function fetchEarly(token) {
  for (const words of [beginsKnown(token), isKnown(token), lexiconOf(token, 1)]) words.catch(() => {});
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

/** The words nearest to one that nothing has, best first: [{ word, errors }]. */
async function corrections(token) {
  const near = nearest(token, await lexiconOf(token, 1), { most: 1 });
  return near.length ? near : nearest(token, await lexiconOf(token, 2));
}

/** The words that are at most `most` letters shorter or longer than `token`: [word, number of documents, name]. */
async function lexiconOf(token, most) {
  const { lengths } = await readEntry();
  const wanted = lengths.filter((length) => Math.abs(length - token.length) <= most);
  const files = await Promise.all(wanted.map((length) => read(`lexicon/${length}`)));
  return files.flatMap(([words, weights, names]) => words.map((word, index) => [word, weights[index], names[index]]));
}

/**
 * How many typing errors lie between the texts `a` and `b`, or `most` + 1 where there are more than `most`. An error is
 * a letter too many, one too few, a wrong one, or two neighbours that changed places: the Damerau-Levenshtein distance
 * as "optimal string alignment", in which no letter is part of two errors. A letter is a UTF-16 unit. Each error more
 * that is allowed makes it up to four times slower, so `most` is to be small.
 */
export function distance(a, b, most) {
  return errorsFrom(a, 0, b, 0, most);
}

/**
 * The words of `lexicon` that the typed `word` may stand for, the likeliest first, five at most. `lexicon` is an array
 * of [word, weight, name], in lower case, where the weight is how many records have the word, and `name` is 2 of a
 * name, 1 of a part of a name, 0 of another word; each answer is { word, weight, name, errors }. A word of four or five
 * letters may have one error, a longer one two, a shorter one none; `most` lowers that. Of two errors one may be in the
 * first letter of a long word only: "carpets" are no "markets". Fewer errors come first, then the same first letter,
 * then the commonest slips (a letter doubled or not, letters in another order), then the greater weight. Bounds and
 * order are this project's own.
 *
 * A number is never corrected, for a wrong number is another number: a candidate has the numbers of the word, and a
 * word with numbers may have one error. Nor is a word with Chinese characters, one of which says as much as a word.
 */
export function nearest(word, lexicon, { most = 2 } = {}) {
  const allowed = Math.min(most, errorsAllowed(word));
  if (allowed < 1) return [];
  const found = [];
  // Taking entries apart by pattern makes a first call twice as long, and a reader's first query is a first call.
  for (const entry of lexicon) {
    const other = entry[0];
    if (Math.abs(other.length - word.length) > allowed) continue;
    const errors = distance(word, other, allowed);
    if (errors <= allowed && isSameKind(word, other) && isLikely(word, other, errors)) {
      found.push({ word: other, weight: entry[1], name: entry[2] ?? 0, errors });
    }
  }
  return ranked(word, found).slice(0, MOST_CANDIDATES);
}

/**
 * True where a candidate of `word` is likelier meant than a word that nothing has. Names are what readers spell wrong;
 * a short word is near another by chance, unless the error is a common slip.
 */
export function isMeant(word, { word: other, name, errors }) {
  if (isSlip(word, other)) return true;
  const isOther = errors > 1 && other[0] !== word[0];
  return word.length >= SHORTEST[errors][name] + (isOther ? OTHER_FIRST : 0);
}

function errorsAllowed(word) {
  const letters = word.match(LETTER)?.length ?? 0;
  if (letters < 4 || HAN.test(word)) return 0;
  return letters < 6 || numbers(word) ? 1 : 2;
}

function isLikely(word, other, errors) {
  const hasChangedPlaces = other[0] === word[1] && other[1] === word[0];
  return errors < 2 || word.length >= LONG || other[0] === word[0] || hasChangedPlaces;
}

function isSameKind(word, other) {
  return numbers(word) === numbers(other) && !HAN.test(other);
}

function numbers(word) {
  return (word.match(NUMBER) ?? []).join(" ");
}

// Candidates that are alike in every way keep the order of the lexicon.
function ranked(word, found) {
  const rank = ({ word: other, weight, errors }) => [errors, other[0] !== word[0], !isSlip(word, other), -weight];
  return found
    .map((candidate) => [rank(candidate), candidate])
    .sort(([one], [other]) => difference(one, other))
    .map(([, candidate]) => candidate);
}

function difference(one, other) {
  const place = one.findIndex((value, index) => value !== other[index]);
  return place < 0 ? 0 : one[place] - other[place];
}

/** True where a letter is doubled or not, or letters changed places. */
function isSlip(word, other) {
  return singled(other) === singled(word) || sorted(other) === sorted(word);
}

function singled(word) {
  return word.replace(/(.)\1+/gu, "$1");
}

function sorted(word) {
  return [...word].sort().join("");
}

// The errors from `i` on in `a` and `j` on in `b`; `most` + 1 where there are more.
function errorsFrom(a, i, b, j, most) {
  if (Math.abs(a.length - i - b.length + j) > most) return most + 1;
  while (i < a.length && a.charCodeAt(i) === b.charCodeAt(j)) {
    i += 1;
    j += 1;
  }
  if (i === a.length || j === b.length) return a.length - i + b.length - j;
  if (most === 0) return 1;
  const isSwap = a.charCodeAt(i) === b.charCodeAt(j + 1) && a.charCodeAt(i + 1) === b.charCodeAt(j);
  return 1 + Math.min(
    errorsFrom(a, i + 1, b, j + 1, most - 1),
    errorsFrom(a, i + 1, b, j, most - 1),
    errorsFrom(a, i, b, j + 1, most - 1),
    isSwap ? errorsFrom(a, i + 2, b, j + 2, most - 1) : most,
  );
}
