"""Asks a search in Chromium: the built site's own, and the one that the theme brings, over the same pages."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any
from urllib.parse import quote, urljoin, urlsplit

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from playwright.sync_api import Browser, Page

from ciie.editing.json_schema import render_schema
from ciie.pipeline import write_pages
from ciie.reading.library import Library
from ciie.reading.record_schema import keys_of
from ciie.site import CONFIGURATION, PAGES_READY, SCHEMA
from search_asks import Answer

# True once the page says how many it found, or that it found nothing.
_DONE = """() => {
    const nothing = document.querySelector('.search-nothing');
    const said = [...document.querySelectorAll('main [role=status]')].map(each => each.textContent).join('');
    return /\\d/.test(said) || (nothing !== null && nothing.checkVisibility());
}"""
_LISTED = "links => links.map(link => link.href)"
# Asks the theme's worker as the theme's page does: 0 sets it up, 2 is a query.
_ASK_WORKER = """async ([worker, queries]) => {
    const index = await (await fetch('search/search_index.json')).json();
    index.options = {suggest: false};
    const asked = new Worker(worker);
    const ask = message => new Promise(resolve => {
        asked.onmessage = event => resolve(event.data);
        asked.postMessage(message);
    });
    await ask({type: 0, data: index});
    const answers = [];
    for (const query of queries) answers.push((await ask({type: 2, data: query})).data.items ?? []);
    asked.terminate();
    return answers.map(items => items.map(item => item[0].location));
}"""


def ask_site(page: Page, base: str, query: str) -> Answer:
    """What the page /search/ of the site at `base` lists for `query`."""
    page.goto(f"{base}/search/?q={quote(query)}")
    page.wait_for_function(_DONE)
    records, others = (
        tuple(_address(base, href) for href in page.locator(links).evaluate_all(_LISTED))
        for links in ("ol.search-records a.search-title", "ul.search-pages > li > a")
    )
    return Answer(records, others)


def ask_theme(browser: Browser, base: str, site: Path, queries: Iterable[str]) -> dict[str, Answer]:
    """What the theme's search finds on the site at `base`, which lies in the folder `site`: all of it, by query."""
    asked = tuple(dict.fromkeys(queries))
    worker = next((site / "assets" / "javascripts" / "workers").glob("search.*.js"))
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(f"{base}/")
        answers = page.evaluate(_ASK_WORKER, [worker.relative_to(site).as_posix(), asked])
    return {query: _grouped(urls) for query, urls in zip(asked, answers, strict=True)}


def build_with_theme_search(library: Library, docs: Path, folder: Path) -> Path:
    """Builds the site of `library` with the theme's search as it comes, in `folder`; where the site is."""
    write_pages(library, docs)
    plugins: dict[str, Any] = {"search": {"lang": "en"}}
    config = load_config(str(CONFIGURATION), docs_dir=str(docs), site_dir=str(folder / "site"), plugins=[plugins])
    config.extra[PAGES_READY] = True
    config.extra[SCHEMA] = render_schema(keys_of(library.vocabulary))
    mkdocs_build(config)
    return folder / "site"


def _grouped(urls: Iterable[str]) -> Answer:
    pages = tuple(dict.fromkeys(url.partition("#")[0].partition("?")[0] for url in urls))
    records = tuple(url for url in pages if _is_record(url))
    return Answer(records, tuple(url for url in pages if url not in records))


def _is_record(url: str) -> bool:
    return url.startswith("articles/") and url != "articles/"


def _address(base: str, href: str) -> str:
    """The address of a link below the site's root, without what is marked and where."""
    return urlsplit(urljoin(f"{base}/", href)).path.removeprefix(urlsplit(base).path).lstrip("/")
