"use strict";
/**
 * All of the search that a page loads before the reader reaches for it: it opens the box, has the search's program
 * fetched, and says how that goes. It is no module, so that it also runs from a disk and says there why nothing is found.
 */
{
  const FIELDS = "input:not([type=checkbox], [type=radio]), select, textarea, [contenteditable], dialog";
  const LOADING = "Loading the search …";
  const FAULT = "The search could not be loaded. Check your connection.";
  const CHANGED = "The site is being updated. Try again in a minute.";
  const ON_DISK = "The search does not work in pages opened from a disk. It needs a web server.";
  const TOO_OLD = "This browser is too old for the search. Use one from 2023 or later.";
  // What takes no longer needs no word.
  const LATE_MS = 300;
  const MOST_MOVES = 3;

  const link = document.querySelector("a.search-open");
  const dialog = document.querySelector("dialog.search-box");
  const place = document.querySelector("#search-page");
  const root = place || dialog;
  const asAtFirst = root.innerHTML;
  const asked = new URLSearchParams(location.search);
  const hindrance = findHindrance();
  // What the page of the search has asked for before this was there.
  let early = place && window.searchEntry;
  let folder = new URL(".", document.currentScript.src);
  let state = "idle";
  let isSubmitted = false;
  let tries = 0;
  let moves = 0;

  /** Has the program of the box or page fetched and hands over to it. */
  async function load() {
    if (hindrance) return fail(hindrance);
    become("loading", "");
    const late = setTimeout(() => become("loading", LOADING), LATE_MS);
    const entry = askForEntry();
    try {
      const [{ start }] = await Promise.all([fetchProgram(place ? "page.js" : "box.js"), fetchLook()]);
      become("ready", "");
      start(root, { entry, moveTo });
      if (isSubmitted) part("form").requestSubmit();
    } catch (fault) {
      console.error(fault);
      await goOn();
    }
    isSubmitted = false;
    return clearTimeout(late);
  }

  /** Where programs are missing, a newer version may have taken their place. */
  async function goOn() {
    const version = await newestVersion().catch(() => null);
    if (version && !folder.href.endsWith(`/${version}/`)) await moveTo(version);
    else fail(FAULT, true);
  }

  async function newestVersion() {
    const file = await (await askForEntry()).blob();
    // Some servers say how it is packed, and the browser has unpacked it by now.
    const isPlain = (await file.slice(0, 1).text()) === "{";
    const text = isPlain ? file : file.stream().pipeThrough(new DecompressionStream("gzip"));
    return (await new Response(text).json()).programs;
  }

  /** Starts again with the programs of `version`, which are those of the newest index. */
  function moveTo(version) {
    const next = new URL(`../${version}/`, folder);
    moves += 1;
    if (next.href === folder.href || moves > MOST_MOVES) return fail(CHANGED, true);
    folder = next;
    reset();
    return load();
  }

  function fail(words, canTryAgain = false) {
    reset();
    become("failed", words);
    part(".search-again").hidden = !canTryAgain;
  }

  function become(next, words) {
    state = next;
    root.dataset.state = next;
    part("[role=status]").textContent = words;
    part(".search-again").hidden = true;
  }

  /** Makes box or page what they were at first, but for what was typed. */
  function reset() {
    const { value } = part("input");
    const isTyping = document.activeElement === part("input");
    root.innerHTML = asAtFirst;
    part("input").value = value;
    if (isTyping) part("input").focus();
  }

  function fetchProgram(name) {
    // A browser may keep in mind that an address failed.
    const program = import(new URL(tries ? `${name}?again=${tries}` : name, folder));
    tries += 1;
    return program;
  }

  function fetchLook() {
    const { href } = new URL("search.css", folder);
    if ([...document.styleSheets].some((sheet) => sheet.href === href)) return null;
    const sheet = Object.assign(document.createElement("link"), { rel: "stylesheet", href });
    return new Promise((resolve) => {
      sheet.addEventListener("load", resolve);
      // The search works without it.
      sheet.addEventListener("error", () => resolve(sheet.remove()));
      document.head.append(sheet);
    });
  }

  /** The file that says which index is the newest, out of no cache. */
  function askForEntry() {
    const entry = early || fetch(new URL("../../../search/index/entry.json.gz", folder), { cache: "no-store" });
    early = null;
    // Whoever reads it hears of a fault.
    entry.catch(() => {});
    return entry;
  }

  function findHindrance() {
    if (location.protocol === "file:") return ON_DISK;
    try {
      return "DecompressionStream" in window && new RegExp("(?<=a)b") ? null : TOO_OLD;
    } catch (fault) {
      return TOO_OLD;
    }
  }

  function reach() {
    if (!place && !dialog.open) openBox();
    if (place) part("input").select();
    if (state === "idle" || state === "failed") load();
  }

  function openBox() {
    // When the box closes, the browser gives the focus back at once, but only to what had it.
    if ([null, document.body].includes(document.activeElement)) link.focus({ preventScroll: true });
    dialog.showModal();
    part("input").select();
  }

  function part(selector) {
    return root.querySelector(selector);
  }

  function isPlain(event) {
    return !(event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey);
  }

  link.addEventListener("click", (event) => {
    if (!isPlain(event) || event.shiftKey) return;
    event.preventDefault();
    reach();
  });

  document.addEventListener("keydown", (event) => {
    // With Shift too, by which some keyboards have "/"; a capital S is none of ours.
    if (!["/", "s"].includes(event.key) || !isPlain(event) || event.isComposing || event.repeat) return;
    if (event.target.closest && event.target.closest(FIELDS)) return;
    event.preventDefault();
    reach();
  });

  root.addEventListener("click", ({ target }) => {
    if (target === dialog || target.closest(".search-close")) dialog.close();
    if (target.closest(".search-again") && state === "failed") load();
  });

  // A search field takes the first Escape for itself, to be emptied.
  root.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.isComposing || !dialog) return;
    event.preventDefault();
    dialog.close();
  });

  root.addEventListener("submit", (event) => {
    if (state === "ready") return;
    event.preventDefault();
    isSubmitted = true;
    if (state === "failed") load();
  });

  // A disk opens a folder, not the page in it.
  if (location.protocol === "file:") {
    for (const each of document.links) {
      if (each.protocol === "file:" && each.pathname.endsWith("/")) each.pathname += "index.html";
    }
  }
  if (place) {
    part("input").value = (asked.get("q") || "").slice(0, part("input").maxLength);
    load();
  }
  if (asked.has("h") && !hindrance) {
    Promise.all([fetchProgram("highlight.js"), fetchLook()])
      .then(([{ start }]) => start({ entry: askForEntry() }))
      .catch((fault) => console.error(fault));
  }
}
