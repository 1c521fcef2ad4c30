/** The style sheet of the search, which comes with it. */
import { make, ROOT } from "./dom.js";

const address = new URL("assets/search/search.css", ROOT).href;
let there = null;

/** Settles when the style sheet is there, or cannot be had; the search works without it. */
export function loadLook() {
  there ??= [...document.styleSheets].some(({ href }) => href === address) ? Promise.resolve() : fetchLook();
  return there;
}

function fetchLook() {
  const link = make("link", { rel: "stylesheet", href: address });
  return new Promise((resolve) => {
    link.addEventListener("load", resolve);
    link.addEventListener("error", resolve);
    document.head.append(link);
  });
}
