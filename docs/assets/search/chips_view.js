/** The choices made, as buttons that take them back. */
import { make } from "./dom.js";

/** A list of the choices; `onRemove(name, id)` and `onClear()` hear of what is taken back. */
export function makeChips(onRemove, onClear) {
  const element = make("ul", { class: "search-chips", "aria-label": "Narrowed by", hidden: true });
  return {
    element,
    show({ facets }, { chosen }) {
      const choices = [...chosen].flatMap(([name, ids]) => [...ids].map((id) => [name, id]));
      const focused = [...element.children].findIndex((item) => item.contains(document.activeElement));
      const chips = choices.map(([name, id]) => chip(nameOf(facets, name, id), true, () => onRemove(name, id)));
      if (choices.length > 1) chips.push(chip("Clear all", false, onClear));
      element.replaceChildren(...chips);
      element.hidden = chips.length === 0;
      if (focused >= 0) element.children[Math.min(focused, chips.length - 1)]?.firstChild.focus();
    },
  };
}

function chip(words, isOne, act) {
  const cross = isOne ? [make("span", { "aria-hidden": "true" }, " ×")] : [];
  const button = make("button", { type: "button", "aria-label": isOne && `Remove ${words}` }, words, ...cross);
  button.addEventListener("click", act);
  return make("li", {}, button);
}

/** The name of a value; an address may name one that there is not. */
function nameOf(facets, name, id) {
  return facets.get(name)?.values.find((value) => value.id === id)?.name ?? id;
}
