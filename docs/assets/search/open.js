/** All of the search that a page loads before the reader reaches for it. */
const link = document.querySelector("a.search-open");
const place = document.querySelector("#search-page");
const FIELDS = "input:not([type=checkbox], [type=radio]), select, textarea, [contenteditable], dialog";

let early = null;

async function openBox() {
  if (early !== null) return;
  early = "";
  addEventListener("keydown", keepEarly, true);
  try {
    const { loadLook, openBox: open } = await import("./box.js");
    await loadLook();
    open(link, early);
  } catch (error) {
    console.error(error);
    location.assign(link.href);
  }
  removeEventListener("keydown", keepEarly, true);
  early = null;
}

/** What is typed before the box is there goes into it, and means nothing to the page. */
function keepEarly(event) {
  if (event.key.length !== 1 || event.ctrlKey || event.metaKey || event.altKey) return;
  early += event.key;
  event.preventDefault();
  event.stopImmediatePropagation();
}

function isPlain(event) {
  return !(event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey);
}

link.addEventListener("click", (event) => {
  if (!isPlain(event) || event.shiftKey) return;
  event.preventDefault();
  openBox();
});

document.addEventListener("keydown", (event) => {
  // With Shift too, by which some keyboards have "/"; a capital S is none of ours.
  if (!["/", "s"].includes(event.key) || !isPlain(event) || event.isComposing || event.repeat) return;
  if (event.target.closest?.(FIELDS)) return;
  event.preventDefault();
  openBox();
});

if (place) import("./page.js").then(({ openPage }) => openPage(place));
if (new URLSearchParams(location.search).has("h")) import("./highlight.js").then(({ highlight }) => highlight());
