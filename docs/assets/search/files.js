/** The files of the search index, each fetched once, when it is first needed. */

const folder = new URL("../../search/index/", import.meta.url);
const kept = new Map();
let entry;

/** What the index holds: its numbers, the first key of each file of its lists, and how words are read. */
export function readEntry() {
  entry ??= fetchJson(new URL("entry.json.gz", folder), { cache: "no-cache" }).catch((fault) => {
    entry = undefined;
    throw fault;
  });
  return entry;
}

/** The content of the file `name` of the index, such as "records/0". */
export async function read(name) {
  const { version } = await readEntry();
  if (!kept.has(name)) {
    const content = fetchJson(new URL(`${name}.json.gz?v=${version}`, folder));
    content.catch(() => kept.delete(name));
    kept.set(name, content);
  }
  return kept.get(name);
}

async function fetchJson(url, options) {
  const response = await fetch(url, options);
  if (!response.ok) throw new Error(`${url.pathname}: ${response.status}`);
  const bytes = new Uint8Array(await response.arrayBuffer());
  return JSON.parse(await inflate(bytes));
}

/** The text in gzip `bytes`; some servers say how they are packed, and the browser has unpacked them by now. */
function inflate(bytes) {
  const isPacked = bytes[0] === 0x1f && bytes[1] === 0x8b;
  const stream = new Blob([bytes]).stream();
  return new Response(isPacked ? stream.pipeThrough(new DecompressionStream("gzip")) : stream).text();
}
