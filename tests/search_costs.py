"""What a search costs a reader, in bytes and milliseconds, and what its index costs the build.

    python tests/search_costs.py [SIZE …]
    python tests/search_costs.py --published

Run it with `make costs`. Without --published it prints a table for collections of 5, 1,000 and 5,000 made-up records,
or of other sizes. With it, it measures the project's own records and exits 1 where a search costs more than it may,
as tests/test_search_costs.py does. Every first search is made by a browser that has never seen the site; the files of
the theme, which every page has, are not counted, and nothing is compressed that is not compressed on disk.
"""

from __future__ import annotations

import argparse
import random
import re
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from statistics import median
from urllib.parse import quote

from playwright.sync_api import Browser, Page, sync_playwright

from ciie.deriving.knowledge import Knowledge, derive
from ciie.indexing.search_index import FOLDER, write_index
from ciie.pipeline import PROJECT, read_collection
from conftest import SWITCHES, build, serving
from get_browser import find
from made_up_collection import write_collection
from search_meter import Cost, Meter

SIZES = (5, 1000, 5000)
# The most that a search may transfer, in bytes.
MOST_FIRST, MOST_NEXT = 200_000, 100_000
CLOSED_AT_FIRST = ("country", "organisation", "outlet", "kind", "language")
FIRST_BOX, FIRST_PAGE, NEXT = "first, in the box", "first, on the page", "next"
_ADVICE = "make the files of the index smaller (scripts/ciie/indexing/shards.py) or fetch fewer of them for a query"


@dataclass(frozen=True)
class Index:
    """What an index costs the build: seconds to write it, its files, and their bytes on disk."""

    seconds: float
    files: int
    size: int


def main(arguments: Sequence[str]) -> int:
    """Prints the costs; the exit status."""
    parser = argparse.ArgumentParser(description="Measures what a search costs.")
    parser.add_argument("sizes", nargs="*", type=int, metavar="SIZE", help="how many made-up records")
    parser.add_argument("--published", action="store_true", help="measure the project's own records")
    asked = parser.parse_args(arguments)
    executable = find()
    if executable is None:
        sys.exit("no Chromium is here; `make test` says how to get one")
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(executable), args=SWITCHES)
        site = build(PROJECT / "articles", Path(name) / "site")
        if asked.published:
            return _print_published(browser, site)
        for size in asked.sizes or SIZES:
            _print_made_up(browser, site, size, Path(name) / str(size))
    return 0


def _print_published(browser: Browser, site: Path) -> int:
    costs = costs_of(browser, site, published())
    _print_costs(costs)
    faults = faults_of(costs)
    print(*faults, sep="\n", end="\n" if faults else "")
    return 1 if faults else 0


def _print_made_up(browser: Browser, site: Path, size: int, folder: Path) -> None:
    write_collection(folder / "articles", size, random.Random(size))
    knowledge = derive(read_collection(folder / "articles", datetime.now(UTC).date()))
    shutil.copytree(site, folder / "site")
    index = index_of(knowledge, folder / "site")
    print(f"\n{size:,} records: index of {index.size / 1e6:.1f} MB in {index.files:,} files, {index.seconds:.1f} s")
    _print_costs(costs_of(browser, folder / "site", knowledge))
    shutil.rmtree(folder)


def _print_costs(costs: Sequence[Cost]) -> None:
    print(f"{'step':22} {'searched for':42} {'KB':>6} {'ms':>6}")
    for cost in costs:
        shown = "-" if cost.milliseconds is None else f"{cost.milliseconds:.0f}"
        print(f"{cost.what:22} {cost.query[:42]:42} {cost.transferred / 1000:6.1f} {shown:>6}")
    for what in (FIRST_BOX, FIRST_PAGE, NEXT):
        these = [cost for cost in costs if cost.what == what]
        transferred = median(cost.transferred for cost in these)
        taken = median(cost.milliseconds or 0 for cost in these)
        print(f"{what:22} {'(median)':42} {transferred / 1000:6.1f} {taken:6.0f}")


def published() -> Knowledge:
    """The knowledge of the project's own records."""
    return derive(read_collection(PROJECT / "articles", datetime.now(UTC).date()))


def faults_of(costs: Iterable[Cost]) -> tuple[str, ...]:
    """What costs more than it may, and what to do about it."""
    most = {FIRST_BOX: MOST_FIRST, FIRST_PAGE: MOST_FIRST, NEXT: MOST_NEXT}
    return tuple(
        f"a search ({cost.what}) for {cost.query!r} transfers {cost.transferred / 1000:.0f} KB, "
        f"more than {most[cost.what] / 1000:.0f} KB: {_ADVICE}"
        for cost in costs
        if cost.transferred > most.get(cost.what, cost.transferred)
    )


def index_of(knowledge: Knowledge, site: Path) -> Index:
    """Writes the index of `knowledge` into `site`, in place of the one that is there."""
    start = time.perf_counter()
    write_index(knowledge, (), site)
    seconds = time.perf_counter() - start
    files = [path.stat().st_size for path in (site / FOLDER).rglob("*") if path.is_file()]
    return Index(seconds, len(files), sum(files))


def costs_of(browser: Browser, site: Path, knowledge: Knowledge) -> tuple[Cost, ...]:
    """What each step costs on `site`, which has the index of `knowledge`."""
    queries = queries_of(knowledge)
    with serving(site) as base:
        with Meter(browser, base) as meter:
            before = Cost("page, before reach", "", meter.load("/about/"), None)
        in_box = [_first_in_box(browser, base, query) for query in queries]
        on_page = [_first_on_page(browser, base, query) for query in queries]
        return (before, *in_box, *on_page, *_next(browser, base, queries), *_facets(browser, base, queries[0]))


def queries_of(knowledge: Knowledge) -> tuple[str, ...]:
    """What a reader of these records might look for: a common word first, then others that cost in other ways."""
    texts = [passage.text for record in knowledge.records for passage in record.passages]
    counts = Counter(word for text in texts for word in set(re.findall("[a-z]{5,}", text.lower())))
    ranked = sorted(counts, key=lambda word: (-counts[word], word))
    organisations = knowledge.using["organisations"]
    name = knowledge.vocabulary.organisations[max(organisations, key=lambda key: (len(organisations[key]), key))].name
    longest = max(name.split(), key=len)
    middle = len(longest) // 2
    swapped = longest[: middle - 1] + longest[middle] + longest[middle - 1] + longest[middle + 1 :]
    phrase = " ".join(re.findall(r"\w+", texts[0])[3:6])
    number = next(figure.words for record in knowledge.records for figure in record.figures if figure.words)
    return (ranked[0], ranked[len(ranked) // 10], ranked[-1], f"{ranked[5]} {ranked[50]} {ranked[500]}", name, swapped,
            f'"{phrase}"', number, "进博会")  # fmt: skip


def _first_in_box(browser: Browser, base: str, query: str) -> Cost:
    with Meter(browser, base) as meter:
        meter.load("/about/")
        return meter.cost(FIRST_BOX, query, partial(_open_box, query=query))


def _first_on_page(browser: Browser, base: str, query: str) -> Cost:
    with Meter(browser, base) as meter:
        return meter.cost(FIRST_PAGE, query, partial(_visit, base=base, query=query))


def _next(browser: Browser, base: str, queries: Sequence[str]) -> Iterator[Cost]:
    """Each query as the one after the first."""
    for query in queries[1:]:
        with Meter(browser, base) as meter:
            meter.cost(FIRST_PAGE, queries[0], partial(_visit, base=base, query=queries[0]))
            yield meter.cost(NEXT, query, partial(_ask, query=query))


def _facets(browser: Browser, base: str, query: str) -> Iterator[Cost]:
    """Each facet that is closed at first, opened for the first time."""
    for name in CLOSED_AT_FIRST:
        with Meter(browser, base) as meter:
            meter.cost(FIRST_PAGE, query, partial(_visit, base=base, query=query))
            yield meter.cost(f"facet opened, {name}", query, partial(_open_facet, name=name))


def _open_box(page: Page, query: str) -> None:
    page.locator("a.search-open").click()
    page.locator("dialog.search-box input[type=search]").fill(query)


def _visit(page: Page, base: str, query: str) -> None:
    page.goto(f"{base}/search/?q={quote(query)}")


def _ask(page: Page, query: str) -> None:
    field = page.locator("form[role=search] input[name=q]")
    field.fill(query)
    field.press("Enter")


def _open_facet(page: Page, name: str) -> None:
    facet = page.locator(f"fieldset.facet[data-facet={name}]")
    page.locator("details", has=facet).locator("summary").click()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
