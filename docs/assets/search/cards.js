/** What results show of records and pages. */

import { read } from "./files.js";

// As scripts/ciie/indexing/search_index.py writes them.
const PAGES_A_FILE = 40;

/** The records of `numbers`, in their order. */
export async function readRecords(numbers) {
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
export async function readPages(numbers) {
  const files = await Promise.all(numbers.map((number) => read(`pages/${Math.floor(number / PAGES_A_FILE)}`)));
  return numbers.map((number, index) => {
    const [title, url, kind, about, spellings] = files[index][number % PAGES_A_FILE];
    return { number, title, url, kind, about, spellings };
  });
}

function linked([name, url]) {
  return { name, url };
}
