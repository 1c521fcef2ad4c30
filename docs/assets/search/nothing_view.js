/** What a reader is told who finds nothing: what comes near, and how to add what is missing. */
import { languageOf, linkTo, make } from "./dom.js";
import { writeState } from "./state.js";

/** The element for a search without results: `hints` are the engine's suggestions; none where choices left nothing. */
export function nothing({ found, hints }, state, onClear) {
  const element = make("div", { class: "search-nothing" });
  if (found.isOnlyLeftOut) element.append(make("p", {}, "All of this is to be left out. Add a word to search for."));
  else if (hints) element.append(...nothingAtAll(hints, state));
  else element.append(...nothingChosen(found, onClear));
  return element;
}

function nothingChosen(found, onClear) {
  const button = make("button", { type: "button" }, "Clear all choices");
  button.addEventListener("click", onClear);
  const without = found.records.length;
  const words = without === 1 ? "Without them there is 1." : `Without them there are ${without.toLocaleString("en")}.`;
  return [make("p", {}, `No article passes the choices made. ${words}`), make("p", {}, button)];
}

function nothingAtAll({ words, pages, topics }, state) {
  const stateOf = (word) => writeState({ ...state, text: word, asTyped: false, shown: 0 });
  const again = words.map((word) => linkTo(`search/${stateOf(word)}`, {}, word));
  return [
    make("p", {}, "Nothing was found for ", make("b", { class: "search-typed" }, state.text), "."),
    ...list("Did you mean", again),
    ...list("Names that come near", pages.map(pageLink)),
    ...list("Topics with most articles", topics.map(pageLink)),
    make("p", {}, "To search for a phrase, put it in quotation marks. To leave a word out, write -word or NOT word."),
    make("p", {}, "An article that should be here? ", linkTo("contribute/", {}, "Suggest or add it"), "."),
  ];
}

function pageLink({ title, url, kind }) {
  const link = linkTo(url, { lang: languageOf(title) }, title);
  return kind && kind !== "Topic" ? make("span", {}, link, ` (${kind.toLowerCase()})`) : link;
}

function list(title, links) {
  if (links.length === 0) return [];
  return [make("h2", {}, title), make("ul", {}, ...links.map((link) => make("li", {}, link)))];
}
