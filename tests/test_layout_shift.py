"""Nothing that is read moves while a page loads, or when a search is answered."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, expect

from support.browsing import Visit, serving
from support.reading_search import TOLD
from test_browser import ARTICLE, KINDS

pytestmark = [pytest.mark.site, pytest.mark.browser]
# A fifth of what is thought to be good: https://web.dev/articles/cls has .1 for a whole visit.
MOST = 0.02
# Between two of so many, less than a row of a table comes.
PIECES = 40
PATHS = (*KINDS, f"{ARTICLE}?h=Honduras#p3")
SIZES = {"desktop": (1280, 800), "phone": (390, 844)}
QUERIES = ("", "expo", "Honduras", "Shanghia", "zzzzqq", "进博会", '"opening up"')
SEARCHES = (*(f"/search/?q={quote(query)}" for query in QUERIES), "/search/?q=opening&topic=opening-up&country=jp")
# What moved, without what follows a key or a click within half a second. A text moves within its paragraph as more of
# its line comes, and a blank at a piece's end is taken to have stood at the paragraph's top; whatever pushes a
# paragraph moves an element.
_OBSERVE = """
    window.moved = 0;
    const isElement = ({node}) => node instanceof Element;
    new PerformanceObserver(list => list.getEntries().forEach(({hadRecentInput, sources, value}) => {
        if (!hadRecentInput && (!sources.length || sources.some(isElement))) window.moved += value;
    })).observe({type: 'layout-shift', buffered: true});
"""
# Pages that load side by side, so that a test need not wait for every piece in turn.
AT_ONCE = 6
# A slow line on which the parts of a page come one after the other.
_LINE = {"offline": False, "latency": 100, "downloadThroughput": 150_000, "uploadThroughput": 50_000}


def observed(visit: Visit, size: tuple[int, int]) -> Page:
    """A page that adds up what moves."""
    page = visit.open("/404.html", viewport={"width": size[0], "height": size[1]})
    page.add_init_script(_OBSERVE)
    return page


def slowed(page: Page) -> Page:
    """The same page on a slow line."""
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", _LINE)
    return page


@pytest.fixture
def piecewise(browser: Browser, site: Path) -> Iterator[Visit]:
    """Opens pages of the site that come bit by bit."""
    with serving(site, pieces=PIECES) as base:
        visit = Visit(browser, base)
        yield visit
        visit.close()
    assert visit.faults == []


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES.keys())
def test_nothing_moves_while_a_page_loads(piecewise: Visit, size: tuple[int, int]) -> None:
    """On every kind of page, on a desktop and on a phone, and where a passage is marked."""
    pages = [observed(piecewise, size) for _ in range(AT_ONCE)]
    moved = {}
    for start in range(0, len(PATHS), AT_ONCE):
        paths = PATHS[start : start + AT_ONCE]
        for page, path in zip(pages, paths, strict=False):
            page.goto(piecewise.base + path, wait_until="commit")
        for page, path in zip(pages, paths, strict=False):
            page.wait_for_load_state("networkidle")
            moved[path] = page.evaluate("window.moved")

    assert {path: value for path, value in moved.items() if value > MOST} == {}


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES.keys())
def test_nothing_moves_when_a_search_is_answered(visit: Visit, size: tuple[int, int]) -> None:
    """On the page of a search with and without a query, whatever is found, and in the box."""
    page = slowed(observed(visit, size))
    moved = {}
    for path in SEARCHES:
        page.goto(visit.base + path)
        expect(page.locator("#search-page [role=status]")).to_have_text(TOLD)
        page.wait_for_timeout(300)
        moved[path] = page.evaluate("window.moved")
    page.goto(f"{visit.base}/about/")
    page.locator("a.search-open").click()
    page.keyboard.type("opening")
    expect(page.locator("dialog [role=option]").first).to_be_visible()
    moved["box"] = page.evaluate("window.moved")

    assert {path: value for path, value in moved.items() if value > MOST} == {}
