/**
 * The files of the search index. They lie in a folder named by what is in them; the entry names the folder, and is the
 * one file that no cache answers for. What is read for one search is all of one index: see inOneIndex().
 */
import { PROGRAMS, ROOT } from "./dom.js";
import { FileFault, OutdatedFault } from "./faults.js";

const FOLDER = new URL("search/index/", ROOT);
// An index that was asked for longer ago may have been replaced.
const FRESH_MS = 300_000;
const MOST_TRIES = 3;

let early = null;
let index = null;
// What arrived damaged may lie so in a cache.
const failed = new Set();

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
