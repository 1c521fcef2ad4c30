/** The choices made, as buttons that take them back. */
import { make } from "./dom.js";

/** A list of the choices; `onRemove(name, id)` and `onClear()` hear of what is taken back. */
export function makeChips(onRemove, onClear) {
  const element = make("ul", { class: "search-chips", "aria-label": "Narrowed by", hidden: true });
  return {
    element,
    show({ facets }, { chosen }) {
      const choices = [...chosen].flatMap(([name, ids]) => [...ids].map((id) => ({ name, id, words: nameOf(facets, name, id) })));
      const focused = [...element.children].findIndex((item) => item.contains(document.activeElement));
      const chips = choices.map(({ name, id, words }) => chip(words, `Remove ${words}`, () => onRemove(name, id)));
      if (choices.length > 1) chips.push(chip("Clear all", null, onClear));
      element.replaceChildren(...chips);
      element.hidden = chips.length === 0;
      if (focused >= 0) element.children[Math.min(focused, chips.length - 1)]?.firstChild.focus();
    },
  };
}

function chip(words, label, act) {
  const cross = label ? [make("span", { "aria-hidden": "true" }, " ×")] : [];
  const button = make("button", { type: "button", "aria-label": label }, words, ...cross);
  button.addEventListener("click", act);
  return make("li", {}, button);
}

/** The name of a value; an address may name one that there is not. */
function nameOf(facets, name, id) {
  return facets.get(name)?.values.find((value) => value.id === id)?.name ?? id;
}
