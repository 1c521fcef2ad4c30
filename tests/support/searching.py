"""Asks a search in Chromium: the built site's own, and the one that the theme brings, over the same pages."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from playwright.sync_api import Browser, Page

from ciie.deriving.knowledge import Knowledge
from ciie.pipeline import write_pages
from ciie.site import CONFIGURATION, KNOWLEDGE
from support.search_asks import Answer

# Goes on to another query as Back and Forward do, by the address, and reads what is listed once it is counted.
_ASK_PAGE = """async ([query, patience]) => {
    const status = document.querySelector('.search-status');
    status.textContent = '';
    history.pushState(null, '', `?q=${encodeURIComponent(query)}`);
    dispatchEvent(new PopStateEvent('popstate'));
    const end = performance.now() + patience;
    while (!/\\d/.test(status.textContent)) {
        if (performance.now() > end) throw new Error(`no answer to ${query}: ${status.textContent}`);
        await new Promise(resolve => setTimeout(resolve, 5));
    }
    const listed = links => [...document.querySelectorAll(links)].map(link => link.href);
    return [listed('ol.search-records a.search-title'), listed('ul.search-pages > li > a')];
}"""
_PATIENCE_MS = 10_000
# Where the theme has the program of its search.
_WORKERS = "assets/javascripts/workers"
# The addresses of all pages that the site's own search knows beside the articles.
_OWN_PAGES = """async () => {
    const root = new URL('assets/search/', document.baseURI);
    const {readEntry, pageCards} = await import(new URL('files.js', root));
    const {pages} = await readEntry();
    return (await pageCards([...Array(pages).keys()])).map(card => card.url);
}"""
# All that the engine finds for each of some queries.
_ASK_ENGINE = """async (queries) => {
    const root = new URL('assets/search/', document.baseURI);
    const {search} = await import(new URL('engine.js', root));
    const {recordCards, pageCards} = await import(new URL('files.js', root));
    const ask = async query => {
        const found = await search(query);
        const cards = await Promise.all([recordCards(found.records), pageCards(found.pages)]);
        return cards.map(list => list.map(card => card.url));
    };
    const answers = [];
    for (const query of queries) answers.push(await ask(query));
    return answers;
}"""
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


def ask_site(page: Page, base: str, queries: Iterable[str]) -> dict[str, Answer]:
    """What the page /search/ of the site at `base` lists at first, by query."""
    page.goto(f"{base}/search/?q=")
    page.wait_for_function("() => document.querySelector('.search-status')?.textContent")
    answers = {}
    for query in dict.fromkeys(queries):
        records, others = page.evaluate(_ASK_PAGE, [query, _PATIENCE_MS])
        answers[query] = Answer(*(tuple(_address(base, link) for link in links) for links in (records, others)))
    return answers


def ask_engine(page: Page, base: str, queries: Iterable[str]) -> dict[str, Answer]:
    """What the engine of the site at `base` finds, by query, without showing it."""
    asked = tuple(dict.fromkeys(queries))
    page.goto(f"{base}/")
    found = page.evaluate(_ASK_ENGINE, asked)
    return {
        query: Answer(tuple(records), tuple(map(_entry, pages)))
        for query, (records, pages) in zip(asked, found, strict=True)
    }


def ask_theme(browser: Browser, base: str, site: Path, queries: Iterable[str]) -> dict[str, Answer]:
    """All that the theme's search finds on the site at `base`, which lies in the folder `site`, by query.

    Pages that the site's own search does not have are left out.
    """
    asked = tuple(dict.fromkeys(queries))
    worker = next((site / _WORKERS).glob("search.*.js"))
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(f"{base}/")
        pages = frozenset(page.evaluate(_OWN_PAGES))
        answers = page.evaluate(_ASK_WORKER, [worker.relative_to(site).as_posix(), asked])
    return {query: _grouped(urls, pages) for query, urls in zip(asked, answers, strict=True)}


def build_with_theme_search(knowledge: Knowledge, docs: Path, site: Path) -> None:
    """Builds `site` of `knowledge` and the hand-written pages of `docs` with the theme's search as it comes."""
    write_pages(knowledge, docs)
    plugins: dict[str, Any] = {"search": {"lang": "en"}}
    config = load_config(str(CONFIGURATION), docs_dir=str(docs), site_dir=str(site), plugins=[plugins])
    config.extra[KNOWLEDGE] = knowledge
    mkdocs_build(config)
    # Our sites do without.
    theme = next(folder for folder in map(Path, config.theme.dirs) if (folder / _WORKERS).is_dir())
    shutil.copytree(theme / _WORKERS, site / _WORKERS)


def _grouped(urls: Iterable[str], pages: frozenset[str]) -> Answer:
    found = tuple(dict.fromkeys(url.partition("#")[0] for url in urls))
    records = tuple(url for url in found if url.startswith("articles/") and url != "articles/")
    return Answer(records, tuple(url for url in found if url in pages))


# A row of a directory or of a group of measures, which is all that there is on its entry.
_ROW = re.compile(r"(organisations|people|places|sources|figures|editions)/(?:group-[a-z]+/)?#(?!(?:p|s|e)\d)(.+)")


def _address(base: str, href: str) -> str:
    """The address of a link below the site's root, without what is marked and where; a row has that of its entry."""
    parts = urlsplit(href)
    path = parts.path.removeprefix(urlsplit(base).path).lstrip("/")
    return _entry(f"{path}#{parts.fragment}") if parts.fragment else path


def _entry(url: str) -> str:
    row = _ROW.fullmatch(url)
    return f"{row[1]}/{row[2]}/" if row else url.partition("#")[0]
