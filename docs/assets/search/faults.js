/** What can go wrong between a search and its files, and how a reader is told. */

const WORDS = {
  unreachable: "The search cannot be reached. Check your connection.",
  damaged: "A file of the search arrived damaged.",
  changing: "The site is being updated. Try again in a minute.",
};

/** A file of the index that could not be read: `why` is the status of the answer, or one of WORDS. */
export class FileFault extends Error {
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
