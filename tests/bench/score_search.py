"""Scores the site's search, and beside it the theme's own over the same pages: on five records, and on all published.

    PYTHONPATH=tests python -m bench.score_search

Run it with `make searches`. The queries are those of search_queries.yml and of published_queries.yml. Prints for each
kind of query how many known items stand among the first three of their group, and the mean reciprocal rank (see
support/search_asks.py); then each query that misses one or has another page first, with what came first. The theme's
search lists pages of all groups in one list; its ranks are counted within each group too, over its whole list, and
pages that the site's search leaves out are passed over.
"""

from __future__ import annotations

import datetime as dt
import shutil
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from ciie.deriving.derivation import derive
from ciie.pipeline import read_collection
from support.browsing import SWITCHES, serving
from support.get_browser import find
from support.project import FIVE, PROJECT, build
from support.search_asks import ENOUGH, PUBLISHED, QUERIES, Answer, Ask, missed, read_asks, score
from support.searching import ask_site, ask_theme, build_with_theme_search

COLLECTIONS = {"Five records": (FIVE, QUERIES), "The published records": (PROJECT / "articles", PUBLISHED)}


def main() -> None:
    """Builds both sites of each collection, asks both, and prints."""
    executable = find()
    if executable is None:
        sys.exit("no Chromium is here; `make test` says how to get one")
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(executable), args=SWITCHES)
        for number, (title, (articles, queries)) in enumerate(COLLECTIONS.items()):
            print(title if number == 0 else f"\n\n{title}", end="\n\n")
            score_collection(browser, articles, read_asks(queries), Path(name) / str(number))


def score_collection(browser: Browser, articles: Path, asks: Sequence[Ask], folder: Path) -> None:
    """Prints how both searches of the records in `articles` answer `asks`; the sites are built in `folder`."""
    queries = tuple(ask.query for ask in asks)
    ours = answers_of_site(browser, articles, queries, folder)
    theirs = answers_of_theme(browser, articles, queries, folder)
    print_scores(asks, ours, theirs)
    print_missed("the site's search", asks, ours)
    print_lower(asks, ours)
    print_missed("the theme's search", asks, theirs)


def answers_of_site(browser: Browser, articles: Path, queries: Sequence[str], folder: Path) -> dict[str, Answer]:
    """What the site's own search lists for each query."""
    site = build(articles, folder / "ours")
    with serving(site) as base, browser.new_context() as context:
        return ask_site(context.new_page(), base, queries)


def answers_of_theme(browser: Browser, articles: Path, queries: Sequence[str], folder: Path) -> dict[str, Answer]:
    """What the theme's search lists for each query, on the same pages."""
    docs, site = folder / "docs", folder / "theirs"
    shutil.copytree(PROJECT / "docs", docs)
    library = read_collection(articles, dt.datetime.now(dt.UTC).date())
    build_with_theme_search(derive(library), docs, site)
    with serving(site) as base:
        return ask_theme(browser, base, site, queries)


def print_scores(asks: Sequence[Ask], ours: Mapping[str, Answer], theirs: Mapping[str, Answer]) -> None:
    """One line for each kind of query, and one for all."""
    print(f"{'':32}            the site's search      the theme's search")
    print(f"{'kind':32}    asks   first {ENOUGH}    MRR         first {ENOUGH}    MRR")
    for kind in dict.fromkeys(ask.kind for ask in asks):
        _print_row(kind, [ask for ask in asks if ask.kind == kind], ours, theirs)
    _print_row("in all", asks, ours, theirs)


def _print_row(name: str, asks: Sequence[Ask], ours: Mapping[str, Answer], theirs: Mapping[str, Answer]) -> None:
    cells = []
    for answers in (ours, theirs):
        result = score(asks, answers)
        cells.append(f"{result.found:4} of {result.items:3}  {result.mean_reciprocal_rank:5.3f}")
    print(f"{name:32} {len(asks):6}   {cells[0]}   {cells[1]}")


def print_missed(name: str, asks: Sequence[Ask], answers: Mapping[str, Answer]) -> None:
    """Each ask that misses a known item, with what stands first instead."""
    print(f"\nMissed by {name}:")
    for ask in asks:
        lost = missed(ask, answers[ask.query])
        if lost:
            first = answers[ask.query].of(ask.group)[:ENOUGH]
            print(f"  {ask.query}  ({ask.kind}): {', '.join(lost)}; first are {', '.join(first) or 'none'}")


def print_lower(asks: Sequence[Ask], answers: Mapping[str, Answer]) -> None:
    """Each ask whose known items are all there and none of them first."""
    print("\nFound by the site's search, but not first:")
    for ask in asks:
        listed = answers[ask.query].of(ask.group)
        if listed and listed[0] not in ask.expected and not missed(ask, answers[ask.query]):
            print(f"  {ask.query}  ({ask.kind}): {', '.join(ask.expected)}; first is {listed[0]}")


if __name__ == "__main__":
    main()
