"""The published collection, of however many records: what must hold of it whatever an editor adds.

How the program behaves is tested on records of the tests, so that a new record fails no test but these.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from ciie.model.kinds import Rank
from ciie.pipeline import read_collection
from support.browsing import Visit, serving
from support.built import Built, read_site
from support.project import PROJECT, build_once, ciie
from support.reading_search import expect_to_suit_everybody
from support.search_asks import missed, read_published, score
from support.searching import ask_engine
from test_layout_shift import MOST, PIECES, SIZES, observed

ARTICLES = PROJECT / "articles"
SAMPLED = ("articles", "editions", "people", "sources")
IDS = {path.stem for path in ARTICLES.rglob("*.md")}
RECORD = re.compile(r"/articles/(\d{4}-[^/]+)/")


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the published collection."""
    return build_once(ARTICLES, tmp_path_factory)


@pytest.fixture(scope="module")
def pages(published: Path) -> dict[str, Built]:
    """Its pages by their addresses."""
    return read_site(published)


@pytest.fixture
def visited(browser: Browser, published: Path) -> Iterator[Visit]:
    """Opens its pages; afterwards none may have asked another host or logged an error."""
    with serving(published, pieces=PIECES) as base:
        visit = Visit(browser, base)
        yield visit
        visit.close()
    assert visit.faults == []


@pytest.fixture(scope="module")
def largest(published: Path) -> list[str]:
    """The largest page of some folders, which is where something goes wrong first."""
    paths = [path for folder in SAMPLED for path in published.glob(f"{folder}/**/index.html")]
    sizes = {path: path.stat().st_size for path in paths}
    kinds: dict[str, Path] = {}
    for path in sorted(sizes, key=lambda path: (sizes[path], path)):
        kinds[path.relative_to(published).parts[0]] = path
    return ["/", *(f"/{path.parent.relative_to(published).as_posix()}/" for path in sorted(kinds.values()))]


def test_collection_has_no_problem() -> None:
    """Every id is used and defined, every claim stands in its body: not even a warning is left."""
    done = ciie("check")

    assert (done.returncode, done.stderr) == (0, ""), done.stdout
    assert re.fullmatch(r"[\d,]+ records?, no problems\n", done.stdout)


@pytest.mark.site
def test_every_headline_measure_has_a_topic() -> None:
    """What readers ask for first stands on the page of a topic too."""
    measures = read_collection(ARTICLES, dt.date.max).vocabulary.measures.values()

    assert [each.id for each in measures if each.rank is Rank.HEADLINE and not each.topics] == []


def test_every_record_has_its_page_and_stands_once_in_a_list(pages: dict[str, Built]) -> None:
    """No record is left out of the site or of the lists of articles, and no list has it twice."""
    lists = [page for path, page in pages.items() if path.startswith("/articles/") and not RECORD.fullmatch(path)]
    rows = [Counter(found[1] for link in page.links if (found := RECORD.fullmatch(link.target))) for page in lists]

    assert {name for name in IDS if f"/articles/{name}/" not in pages} == set()
    assert {name for row in rows for name in row} == IDS
    assert {name for row in rows for name, times in row.items() if times > 1} == set()


@pytest.mark.site
def test_every_link_leads_to_a_page_and_an_anchor(published: Path, pages: dict[str, Built]) -> None:
    """No link within the site is dead, anchors included."""
    links = [link for path, page in pages.items() if path != "/404.html" for link in page.links]
    dead = [link for link in links if not _is_alive(published, pages, link.target, link.anchor)]

    assert links
    assert {(link.page, link.target, link.anchor) for link in dead} == set()


def _is_alive(site: Path, pages: dict[str, Built], target: str, anchor: str) -> bool:
    if target in pages:
        return not anchor or anchor == "__top" or anchor in pages[target].anchors
    return (site / target.lstrip("/")).is_file()


@pytest.mark.site
@pytest.mark.browser
def test_search_finds_what_readers_look_for(browser: Browser, published: Path) -> None:
    """Of all that queries should find and that is there, 97 % stand among the first three of their group."""
    asks = read_published(published)
    with serving(published) as base, browser.new_context() as context:
        answers = ask_engine(context.new_page(), base, (ask.query for ask in asks))
    result = score(asks, answers)
    lost = {(ask.kind, ask.query): gone for ask in asks if (gone := missed(ask, answers[ask.query]))}

    assert result.found >= 0.97 * result.items, lost


@pytest.mark.site
@pytest.mark.browser
def test_largest_pages_suit_everybody(visited: Visit, largest: list[str]) -> None:
    """On the largest page of each folder axe-core finds nothing, and nobody has to scroll sideways."""
    assert len(largest) == 1 + len(SAMPLED)
    for path in largest:
        page = visited.open(path, viewport={"width": 320, "height": 800})
        expect_to_suit_everybody(page, 320)
        page.close()


@pytest.mark.site
@pytest.mark.browser
def test_nothing_moves_while_the_largest_pages_load(visited: Visit, largest: list[str]) -> None:
    """On a phone, what is read stays where it is while the page comes bit by bit."""
    page = observed(visited, SIZES["phone"])
    moved = {}
    for path in largest:
        page.goto(visited.base + path)
        page.wait_for_load_state("networkidle")
        moved[path] = page.evaluate("window.moved")

    assert {path: value for path, value in moved.items() if value > MOST} == {}
