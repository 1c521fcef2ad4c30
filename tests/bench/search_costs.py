"""What a search costs a reader, in bytes and milliseconds, and what its index costs the build.

    PYTHONPATH=tests python -m bench.search_costs [SIZE …]
    PYTHONPATH=tests python -m bench.search_costs --published

Run it with `make costs`. Without --published it prints a table for collections of 5, 1,000 and 5,000 made-up records,
or of other sizes. With it, it measures the project's own records and exits 1 where a search costs more than it may.
Every first search is made by a browser that has never seen the site; the files of the theme, which every page has, are
not counted. Programs and style sheets are compressed, as hosts do.
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
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from statistics import median
from urllib.parse import quote

from playwright.sync_api import Browser, Page, sync_playwright

from bench.search_meter import Cost, Meter
from ciie.deriving.derivation import derive
from ciie.deriving.knowledge import Knowledge
from ciie.model.values import Ref
from ciie.pipeline import PROJECT, read_collection
from ciie.search.index import write_index
from ciie.search.programs import FOLDER
from support.browsing import SWITCHES, serving
from support.get_browser import find
from support.made_up_collection import write_collection
from support.project import build

ARTICLES = PROJECT / "articles"
SIZES = (5, 1000, 5000)
# The most that a search may transfer, in bytes, of however many records.
MOST_FIRST, MOST_NEXT = 180_000, 100_000
CLOSED_AT_FIRST = ("country", "organisation", "outlet", "kind", "language")
FIRST_BOX, FIRST_PAGE, NEXT = "first, in the box", "first, on the page", "next"
_MOST = {FIRST_BOX: MOST_FIRST, FIRST_PAGE: MOST_FIRST, NEXT: MOST_NEXT}
_ADVICE = "make the files of the index smaller (scripts/ciie/search/index.py) or fetch fewer of them for a query"


@dataclass(frozen=True)
class Step:
    """Something a reader does: what it is, and what kind of query it is done with."""

    what: str
    kind: str


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
        site = build(ARTICLES, Path(name) / "site")
        if asked.published:
            return _print_published(browser, site)
        for size in asked.sizes or SIZES:
            _print_made_up(browser, site, size, Path(name) / str(size))
    return 0


def _print_published(browser: Browser, site: Path) -> int:
    queries = queries_of(knowledge_of(ARTICLES))
    costs = dict(costs_of(browser, site, queries))
    _print_costs(costs, queries)
    faults = faults_of(costs)
    print(*faults, sep="\n", end="\n" if faults else "")
    return 1 if faults else 0


def _print_made_up(browser: Browser, site: Path, size: int, folder: Path) -> None:
    write_collection(folder / "articles", size, random.Random(size))
    knowledge = knowledge_of(folder / "articles")
    shutil.copytree(site, folder / "site")
    start = time.perf_counter()
    write_index(knowledge, (), folder / "site")
    taken = time.perf_counter() - start
    files = [path.stat().st_size for path in (folder / "site" / FOLDER).rglob("*") if path.is_file()]
    print(
        f"\n{size:,} records: an index of {sum(files) / 1e6:.1f} MB in {len(files):,} files, written in {taken:.1f} s"
    )
    queries = queries_of(knowledge)
    _print_costs(dict(costs_of(browser, folder / "site", queries)), queries)
    shutil.rmtree(folder)


def _print_costs(costs: Mapping[Step, Cost], queries: Mapping[str, str]) -> None:
    print(f"{'':22} {'':14} {'KB':>6} {'ms':>6}")
    for step, cost in costs.items():
        query = queries.get(step.kind, "")
        print(f"{step.what:22} {step.kind:14} {cost.transferred / 1000:6.1f} {cost.milliseconds:6.0f}  {query}")
    for what in _MOST:
        these = [cost for step, cost in costs.items() if step.what == what]
        transferred, taken = median(c.transferred for c in these), median(c.milliseconds for c in these)
        print(f"{what:22} {'(median)':14} {transferred / 1000:6.1f} {taken:6.0f}")


def knowledge_of(articles: Path) -> Knowledge:
    """The knowledge of the records in `articles`."""
    return derive(read_collection(articles, datetime.now(UTC).date()))


def faults_of(costs: Mapping[Step, Cost]) -> tuple[str, ...]:
    """What transfers more than it may, and what to do about it."""
    return tuple(
        f"a search ({step.what}) for a {step.kind} transfers {cost.transferred / 1000:.0f} KB, "
        f"more than {_MOST[step.what] / 1000:.0f} KB: {_ADVICE}"
        for step, cost in costs.items()
        if cost.transferred > _MOST.get(step.what, cost.transferred)
    )


def cost_before_reach(browser: Browser, site: Path) -> int:
    """The bytes of the search's own files on a page whose reader does not search."""
    with serving(site, is_packing=True) as base, Meter(browser, base) as meter:
        return meter.load("/about/")


def costs_of(browser: Browser, site: Path, queries: Mapping[str, str]) -> Iterator[tuple[Step, Cost]]:
    """What each step costs on `site`: each query as the first and as the next, and a facet opened after."""
    (_, first), *others = queries.items()
    with serving(site, is_packing=True) as base:
        for kind, query in queries.items():
            with Meter(browser, base) as meter:
                meter.load("/about/")
                yield Step(FIRST_BOX, kind), meter.cost(partial(_open_box, query=query))
        for kind, query in queries.items():
            with Meter(browser, base) as meter:
                yield Step(FIRST_PAGE, kind), meter.cost(partial(_visit, base=base, query=query))
        for kind, query in others:
            with _after(browser, base, first) as meter:
                yield Step(NEXT, kind), meter.cost(partial(_ask, query=query))
        for name in CLOSED_AT_FIRST:
            with _after(browser, base, first) as meter:
                yield Step("facet opened", name), meter.cost(partial(_open_facet, name=name))


def _after(browser: Browser, base: str, first: str) -> Meter:
    """A reader who has searched for `first`."""
    meter = Meter(browser, base)
    meter.cost(partial(_visit, base=base, query=first))
    return meter


def queries_of(knowledge: Knowledge) -> dict[str, str]:
    """What readers of these records might look for, by what kind of query it is; a common word comes first."""
    texts = [passage.text for record in knowledge.records for passage in record.passages]
    counts = Counter(word for text in texts for word in set(re.findall("[a-z]{5,}", text.lower())))
    ranked = sorted(counts, key=lambda word: (-counts[word], word))
    phrase = " ".join(re.findall(r"\w+", max(texts[:20], key=len))[3:6])
    organisations = (Ref("organisations", each.id) for each in knowledge.vocabulary.organisations.values() if each.zh)
    named = knowledge.vocabulary[max(organisations, key=lambda ref: (len(knowledge.records_of(ref)), ref))]
    return {
        "common word": ranked[0],
        "rarer word": ranked[len(ranked) // 10],
        "rarest word": ranked[-1],
        "three words": f"{ranked[5]} {ranked[50]} {ranked[500]}",
        "name": named.name,
        "typing error": _misspelt(max(named.name.split(), key=len)),
        "phrase": f'"{phrase}"',
        "number": next(f.words for record in knowledge.records for f in record.figures if f.words),
        "Chinese name": named.zh or "",
        "traditional": "進博會",
    }


def _misspelt(word: str) -> str:
    """A word with two neighbouring letters the wrong way round, in its middle or after it."""
    at = next(place for place in range(len(word) // 2, len(word)) if word[place] != word[place - 1])
    return word[: at - 1] + word[at] + word[at - 1] + word[at + 1 :]


def _open_box(page: Page, query: str) -> None:
    page.locator("a.search-open").click()
    page.locator("dialog.search-box input[name=q]").fill(query)


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
