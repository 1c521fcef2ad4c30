/**
 * What box and page are made with: elements of values that nobody has vouched for (a text stays text, an address stays
 * on the site), the line on what was added to a query, and answers of which only the newest is shown.
 */

import { ROOT } from "./files.js";

const MOST_NAMED = 4;
// What takes no longer needs no word.
const LATE_MS = 400;

/** A new element; strings among `children` become text, attributes that are false or null are left out. */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if ((value ?? false) !== false) element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children);
  return element;
}

/** Where `url` of the index leads; null where that is not on this site. */
export function addressOf(url) {
  try {
    const address = new URL(url, ROOT);
    return address.origin === ROOT.origin && address.pathname.startsWith(ROOT.pathname) ? address : null;
  } catch {
    return null;
  }
}

/** A link to `url` of the index; the same children without a link where it does not lead to the site. */
export function linkTo(url, attributes, ...children) {
  const address = addressOf(url);
  return address ? make("a", { ...attributes, href: address.href }, ...children) : make("span", {}, ...children);
}

/** The address of a found page: it opens at `anchor` and marks there what was looked for. */
export function foundAddress(url, marks, anchor) {
  const address = addressOf(url);
  if (!address) return null;
  for (const text of marks?.query ?? []) address.searchParams.append("h", text);
  if (anchor) address.hash = anchor;
  return address.href;
}

/** Texts and <mark> elements for what excerpt() and marked() give. */
export function markedNodes(parts) {
  return parts.map(({ text, isMarked }) => (isMarked ? make("mark", {}, text) : text));
}

/** "zh" for a text that is Chinese and not English with a Chinese name in it; otherwise null. */
export function languageOf(text) {
  return /\p{Script=Han}/u.test(text) && !/[a-z]{3}/i.test(text) ? "zh" : null;
}

/** A number with its noun: "1 article", "1,204 articles". */
export function count(number, noun) {
  return `${number.toLocaleString("en")} ${noun}${number === 1 ? "" : "s"}`;
}

/** A line that is hidden until show() has something to say; `onSwitch` is told whether to search as typed. */
export function makeAdditions(onSwitch) {
  const words = make("span", { "aria-live": "polite" });
  const button = make("button", { type: "button", class: "search-switch" });
  const element = make("p", { class: "search-added", hidden: true }, words, " ", button);
  let isAsTyped = false;
  button.addEventListener("click", () => onSwitch(!isAsTyped));
  return {
    element,
    show(additions, asTyped) {
      isAsTyped = asTyped;
      element.hidden = !asTyped && additions.length === 0;
      const leftOut = additions.filter(({ why }) => why === "left out");
      const added = additions.filter(({ why }) => why !== "left out");
      words.replaceChildren(...leaving(leftOut), ...(asTyped ? ["Searched exactly as typed."] : describe(added)));
      button.hidden = !asTyped && added.length === 0;
      button.textContent = asTyped ? "Add names, spellings and forms" : "Search exactly as typed";
    },
  };
}

/** What was left out, with a link to the same search without that. */
function leaving(leftOut) {
  if (leftOut.length === 0) return [];
  const names = leftOut.flatMap(({ typed }, index) => [index ? " or " : "", make("b", {}, typed)]);
  const address = `search/?${new URLSearchParams({ q: leftOut[0].added[0] })}`;
  return ["Left out: whatever has ", ...names, ". ", linkTo(address, {}, "Leave nothing out"), ". "];
}

function describe(additions) {
  const corrected = additions.filter(({ why }) => why === "spelling").flatMap(meant);
  const others = additions.filter(({ why }) => why !== "spelling");
  return [...corrected, ...(others.length ? ["Also searched: ", ...listed(others), "."] : [])];
}

function meant({ typed, added: [word] }) {
  return ["Did you mean ", make("b", {}, word), "? Nothing has ", make("b", {}, typed), ". "];
}

function listed(additions) {
  const byTyped = new Map();
  for (const { typed, added } of additions) byTyped.set(typed, new Set([...(byTyped.get(typed) ?? []), ...added]));
  const parts = ([typed, added], index) => [index ? "; " : "", ...named([...added]), " for ", make("b", {}, typed)];
  return [...byTyped].flatMap(parts);
}

function named(added) {
  const names = added.slice(0, MOST_NAMED).map((text) => make("b", { lang: languageOf(text) }, text));
  const shown = names.flatMap((name, index) => (index ? [", ", name] : [name]));
  const left = added.length - MOST_NAMED;
  return left > 0 ? [...shown, ` and ${left} more`] : shown;
}

/**
 * A function that does `work` with its arguments and hands the outcome to `show`, or the fault to `fail`; `wait` is told
 * that it takes a while.
 */
export function latestOnly(work, show, fail, wait = () => {}) {
  let latest = 0;
  return async (...asked) => {
    latest += 1;
    const mine = latest;
    const late = setTimeout(() => mine === latest && wait(), LATE_MS);
    try {
      const outcome = await work(...asked);
      if (mine === latest) show(outcome, ...asked);
    } catch (error) {
      console.error(error);
      if (mine === latest) fail(error);
    }
    clearTimeout(late);
  };
}

/** A function that calls `act` once it has not been called for `pause` milliseconds. */
export function debounced(act, pause) {
  let timer = 0;
  return (...values) => {
    clearTimeout(timer);
    timer = setTimeout(act, pause, ...values);
  };
}
