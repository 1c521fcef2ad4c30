/** The line that says what was added to a query and what was left out, with the ways to undo both. */
import { languageOf, linkTo, make } from "./dom.js";

const MOST_NAMED = 4;

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
  const mended = additions.filter(({ why }) => why === "spelling").flatMap(meant);
  const others = additions.filter(({ why }) => why !== "spelling");
  return [...mended, ...(others.length ? ["Also searched: ", ...listed(others), "."] : [])];
}

function meant({ typed, added: [word] }) {
  return ["Did you mean ", make("b", {}, word), "? Nothing has ", make("b", {}, typed), ". "];
}

function listed(additions) {
  const byTyped = new Map();
  for (const { typed, added } of additions) byTyped.set(typed, new Set([...(byTyped.get(typed) ?? []), ...added]));
  return [...byTyped].flatMap(([typed, added], index) => [index ? "; " : "", ...named([...added]), " for ", make("b", {}, typed)]);
}

function named(added) {
  const names = added.slice(0, MOST_NAMED).map((text) => make("b", { lang: languageOf(text) }, text));
  const shown = names.flatMap((name, index) => (index ? [", ", name] : [name]));
  const left = added.length - MOST_NAMED;
  return left > 0 ? [...shown, ` and ${left} more`] : shown;
}
