/**
 * The files of the search index. They lie in a folder named by what is in them; the entry names the folder, and is the
 * one file that no cache answers for. What is read for one search is all of one index: see inOneIndex(). Behind the
 * fetching stand the sorted lists of words, names and more, each cut into files by ranges of keys, and the cards.
 */

// What stands before the folder of these programs, and the version that names it; outside the site there is none.
const [, root, PROGRAMS] = import.meta.url.match(/^(.*?)(?:assets\/search\/(?:(\w+)\/)?)?[^/]*$/u);

/** The address of the site's home page; the site may live below a path of its host. */
export const ROOT = new URL(root);

const WORDS = {
  unreachable: "The search cannot be reached. Check your connection.",
  damaged: "A file of the search arrived damaged.",
  changing: "The site is being updated. Try again in a minute.",
};
const FOLDER = new URL("search/index/", ROOT);
// An index that was asked for longer ago may have been replaced.
const FRESH_MS = 300_000;
const MOST_TRIES = 3;

let early = null;
let index = null;
// What arrived damaged may lie so in a cache.
const failed = new Set();
// How many files the words that begin alike are looked for in; two letters may stand for very many.
const MOST_FILES = 3;
// Characters of Chinese whose names are fetched before it is known how they are read.
const MOST_AHEAD = 14;
// As scripts/ciie/search/index.py writes them.
const PAGES_A_FILE = 16;

/** A file of the index that could not be read: `why` is the status of the answer, or one of WORDS. */
class FileFault extends Error {
  constructor(path, why) {
    super(`${path}: ${why}`);
    this.words = WORDS[why] ?? `A file of the search could not be read (error ${why}).`;
  }
}

/** The newest index wants other programs than these: those of `version`. */
export class OutdatedFault extends Error {
  constructor(version) {
    super(`the search goes on with the programs of ${version}`);
    this.version = version;
  }
}

/** A sentence on `fault` for a reader. */
export function tellFault(fault) {
  return fault.words ?? "The search failed. Try other words.";
}

/** Takes over `response`, a promise of the entry, which was asked for before this program was there. */
export function expectEntry(response) {
  early = response;
}

/** What the index holds: its numbers, the first key of each file of its lists, and how words are read. */
export async function readEntry() {
  return (await current()).entry;
}

/** The content of the file `name` of the index, such as "records/0". */
export async function read(name) {
  const { entry, files } = await current();
  if (!files.has(name)) {
    const content = fetchFile(`${entry.version}/${name}`);
    content.catch(() => files.delete(name));
    files.set(name, content);
  }
  return files.get(name);
}

/** The outcome of `work`, all of it read from one index. Where a newer one has come meanwhile, it is done again. */
export async function inOneIndex(work) {
  if (Date.now() - (await current()).since > FRESH_MS) await renew();
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const begun = await current();
    const [outcome, fault] = await settled(work);
    if (fault) await renew();
    if (begun === (await current())) {
      if (fault) throw fault;
      return outcome;
    }
  }
  throw new FileFault("search/index", "changing");
}

/** Goes over to the newest index, where there is a newer one than this and it can be had. */
export async function renew() {
  const newest = await fetchEntry().catch(() => null);
  if (newest && newest.version !== (await readEntry()).version) index = Promise.resolve(checked(newest));
  else if (newest) (await current()).since = Date.now();
}

function current() {
  index ??= fetchEntry()
    .then(checked)
    .catch((fault) => {
      index = null;
      throw fault;
    });
  return index;
}

/** An index of which only the entry has been read, if these programs are those that read it. */
function checked(entry) {
  if (PROGRAMS && entry.programs && entry.programs !== PROGRAMS) throw new OutdatedFault(entry.programs);
  return { entry, files: new Map(), since: Date.now() };
}

async function settled(work) {
  try {
    return [await work(), null];
  } catch (fault) {
    return [null, fault];
  }
}

async function fetchEntry() {
  const response = early ?? fetchOut("entry", "no-store");
  early = null;
  return contentOf("entry", response);
}

async function fetchFile(path) {
  const content = contentOf(path, fetchOut(path, failed.has(path) ? "reload" : "default"));
  content.then(
    () => failed.delete(path),
    () => failed.add(path),
  );
  return content;
}

function fetchOut(path, cache) {
  return fetch(new URL(`${path}.json.gz`, FOLDER), { cache });
}

async function contentOf(path, asked) {
  const response = await asked.catch(() => {
    throw new FileFault(path, "unreachable");
  });
  if (!response.ok) throw new FileFault(path, response.status);
  try {
    return JSON.parse(await inflate(new Uint8Array(await response.arrayBuffer())));
  } catch {
    throw new FileFault(path, "damaged");
  }
}

/** The text in gzip `bytes`; some servers say how they are packed, and the browser has unpacked them by now. */
function inflate(bytes) {
  const isPacked = bytes[0] === 0x1f && bytes[1] === 0x8b;
  const stream = new Blob([bytes]).stream();
  return new Response(isPacked ? stream.pipeThrough(new DecompressionStream("gzip")) : stream).text();
}

/** The value of `key` in `list`, or undefined. */
export async function valueOf(list, key) {
  const number = indexBelow(await firstsOf(list), key);
  if (number < 0) return undefined;
  const [keys, values] = await read(`${list}/${number}`);
  const index = indexBelow(keys, key);
  return keys[index] === key ? values[index] : undefined;
}

/** The values of those of `keys` that are in `list`, by key. */
export async function valuesOf(list, keys) {
  const wanted = [...new Set(keys)];
  const values = await Promise.all(wanted.map((key) => valueOf(list, key)));
  return new Map(wanted.map((key, index) => [key, values[index]]).filter(([, value]) => value !== undefined));
}

/** Every key of `list` that begins with `prefix`, with its value, in order; as far as a few files hold them. */
export async function beginningWith(list, prefix) {
  const firsts = await firstsOf(list);
  const start = Math.max(0, indexBelow(firsts, prefix));
  const end = Math.min(indexBelow(firsts, `${prefix}\uffff`), start + MOST_FILES - 1);
  const numbers = Array.from({ length: Math.max(0, end - start + 1) }, (_, index) => start + index);
  const files = await Promise.all(numbers.map((number) => read(`${list}/${number}`)));
  return files.flatMap(([keys, values]) => within(keys, values, prefix));
}

/** Ascending numbers out of the first one and the steps between them. */
export function fromGaps(steps) {
  let number = 0;
  return steps.map((step) => (number += step));
}

/** Documents with their weights, as a Map, out of a flat list of steps and weights. */
export function fromPostings(flat) {
  const found = new Map();
  for (let index = 0, number = 0; index < flat.length; index += 2) {
    number += flat[index];
    found.set(number, flat[index + 1]);
  }
  return found;
}

/** Has fetched early what a search for `text` will want late; whoever wants it hears of a fault. */
export function readAhead(text) {
  const characters = (text.match(/\p{Script=Han}/gu) ?? []).slice(0, MOST_AHEAD);
  // As they are typed: most are listed so. The shortest and the longest name that begins with each.
  const names = characters.flatMap((character, start) => [character, characters.slice(start).join("")]);
  const isChinese = characters.length > 0;
  const lists = [...(isChinese ? ["traditional"] : []), ...(isChinese || /\S\s+\S/u.test(text) ? ["pairs"] : [])];
  for (const wanted of [...lists.map(read), valuesOf("names", names)]) wanted.catch(() => {});
}

async function firstsOf(list) {
  return list === "pairs" ? read("pairs") : (await readEntry()).firsts[list];
}

function within(keys, values, prefix) {
  const found = [];
  for (let index = Math.max(0, indexBelow(keys, prefix)); index < keys.length; index += 1) {
    if (keys[index].startsWith(prefix)) found.push([keys[index], values[index]]);
    else if (keys[index] > prefix) break;
  }
  return found;
}

/** The index of the last of the sorted `keys` that is not after `key`; -1 where all are. */
function indexBelow(keys, key) {
  let low = 0;
  let high = keys.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (keys[middle] <= key) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** The records of `numbers`, in their order. */
export async function recordCards(numbers) {
  const cards = await Promise.all(numbers.map((number) => read(`records/${number}`)));
  return cards.map(([title, url, dateShown, outlet, topics, summary, sentences, introductions], index) => ({
    number: numbers[index],
    title,
    url,
    dateShown,
    outlet: linked(outlet),
    topics: topics.map(linked),
    summary,
    sentences,
    introductions,
  }));
}

/** The pages of `numbers`, in their order. */
export async function pageCards(numbers) {
  const files = await Promise.all(numbers.map((number) => read(`pages/${Math.floor(number / PAGES_A_FILE)}`)));
  return numbers.map((number, index) => {
    const [title, url, kind, about, spellings] = files[index][number % PAGES_A_FILE];
    return { number, title, url, kind, about, spellings };
  });
}

function linked([name, url]) {
  return { name, url };
}
