/** A query understood: its typing errors mended, its names found, and a clause for each thing that it asks for. */

import { literalClause, nameClause, phraseClause, rowClauses, typedOf, wordClause } from "./clauses.js";
import { beginsName, findNames } from "./names.js";
import { runs } from "./query.js";
import { isHan } from "./text.js";
import { completions, corrections, forms, isUnknown } from "./words.js";

/**
 * What `query` asks for: { clauses, words }, the latter as they were understood. `asTyped`: nothing is added;
 * `isTyping`: the last word may be the beginning of one.
 */
export async function understand(query, { asTyped, isTyping }) {
  askEarly(query.words);
  const quoted = await Promise.all(query.phrases.map(phraseClause));
  const words = asTyped ? query.words : await mended(query.words, isTyping);
  const others = asTyped ? literally(words) : await widely(words, query.reading, isTyping);
  const clauses = [...quoted, ...(await Promise.all(others)).flat()];
  const row = words.map((word) => word.token);
  if (clauses.length || !row.length) return { clauses, words };
  return { clauses: [await phraseClause({ typed: typedOf(words), tokens: row })], words };
}

/** Has the files of the words fetched beside those of the names; whoever needs them hears of a fault. */
function askEarly(words) {
  for (const word of words) if (!word.isTooCommon && !isHan(word.token)) forms(word.token).catch(() => {});
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
async function mended(words, isTyping) {
  const names = await findNames(words);
  const free = new Set(between(words, names).flat());
  return Promise.all(
    words.map((word) => (free.has(word) && !isHan(word.token) ? mend(word, isTyping && word === words.at(-1)) : word)),
  );
}

async function mend(word, isOpen) {
  if (word.isTooCommon || !isUnknown(await forms(word.token))) return word;
  const { words: begun } = await completions(word.token);
  if (isOpen && (begun.length || (await beginsName(word.token)))) return word;
  const nearest = await corrections(word.token);
  const [{ word: token } = {}] = begun.length ? nearest.filter(({ errors }) => errors === 1) : nearest;
  return token ? { ...word, token, isMended: true } : word;
}

function wideClauses(words, open, reading) {
  const meant = words.filter((word) => !word.isTooCommon || word === open);
  return runs(meant).map((run) =>
    run.length > 1 || isHan(run[0].token) ? rowClauses(run, reading) : wordClause(run[0], run[0] === open, reading),
  );
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
