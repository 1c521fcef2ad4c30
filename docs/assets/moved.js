"use strict";
/** Leads on to where a page is now, to the same passage and with the same words lit, where its link names none. */
{
  const to = new URL(document.querySelector("main a").href);
  to.hash = to.hash || location.hash;
  to.search = to.search || location.search;
  // A disk opens a folder, not the page in it.
  if (to.protocol === "file:" && to.pathname.endsWith("/")) to.pathname += "index.html";
  location.replace(to);
}
