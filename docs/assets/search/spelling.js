// Words near a word that nothing has: what a reader may have meant to type.

const MOST_CANDIDATES = 5;
const LONG = 9;
// How much longer a word must be whose first letter is wrong too.
const OTHER_FIRST = 3;
// By the number of errors, the letters that another word, a part of a name, and a name must have at least.
const SHORTEST = [[0, 0, 0], [6, 6, 4], [LONG, 7, 6]];
const HAN = /\p{Script=Han}/u;
const LETTER = /\p{Letter}/gu;
const NUMBER = /\p{Nd}+(?:[.,]\p{Nd}+)*/gu;

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
