"""A search whose files are slow, missing or damaged: what is known stays, and a sentence says what failed."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Error, Locator, Page, Request, Route, expect

from support.browsing import Visit
from support.reading_search import FOUND, TOLD, answers, finished

pytestmark = [pytest.mark.site, pytest.mark.browser]
PROGRAM = re.compile(r"/(box|page)\.js")
INDEX = "**/search/index/**"
INDEXES = ("topics", "timeline", "figures", "organisations", "people", "places", "sources", "editions", "articles")
OLD_BROWSERS = {
    "no DecompressionStream": "delete window.DecompressionStream",
    "no lookbehind": """window.RegExp = new Proxy(RegExp, {construct(original, given) {
        if (/\\(\\?<[=!]/.test(given[0])) throw new SyntaxError('Invalid group');
        return new original(...given);
    }})""",
}


def abort(route: Route) -> None:
    route.abort()


def answer_404(route: Route) -> None:
    route.fulfill(status=404, body="Not found")


def answer_500(route: Route) -> None:
    route.fulfill(status=500, body="")


def cut_off(route: Route) -> None:
    """Answers with the first part of the file."""
    body = route.fetch().body()
    # Whoever asked may have given up by now.
    with suppress(Error):
        route.fulfill(status=200, body=body[: len(body) // 2])


@pytest.fixture
def visit(visit: Visit) -> Visit:
    """A visit on which every request can be caught."""
    visit.is_watched = True
    return visit


FAULTS = {"offline": abort, "404": answer_404, "500": answer_500, "cut off": cut_off}
Fault = Callable[[Route], None]
faulty = pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS.keys())


def status(page: Page) -> Locator:
    return page.locator("dialog [role=status], #search-page [role=status]")


def again(page: Page) -> Locator:
    return page.get_by_role("button", name="Try again")


@faulty
def test_box_whose_program_fails_says_so_and_tries_again(visit: Visit, fault: Fault) -> None:
    """On a first visit: the page stays, what was typed stays, and it is answered once the program can be had."""
    page = visit.open("/about/")
    page.route(PROGRAM, fault)
    page.keyboard.press("/")
    expect(status(page)).to_have_text("The search could not be loaded. Check your connection.")
    page.locator("dialog input").fill("Gilead")
    page.keyboard.press("Enter")
    expect(again(page)).to_be_visible()
    page.unroute(PROGRAM)
    again(page).click()

    expect(page.locator("dialog [role=option][data-url='organisations/#gilead']")).to_be_visible()
    expect(page.locator("dialog input")).to_have_value("Gilead")
    assert page.url == f"{visit.base}/about/"
    visit.faults.clear()


def test_box_offline_leaves_the_page_that_is_read(visit: Visit) -> None:
    """Neither "/" nor a search without a connection leads away."""
    page = visit.open("/about/")
    page.context.set_offline(True)
    page.keyboard.press("/")
    expect(again(page)).to_be_visible()
    page.keyboard.type("Gilead")
    page.keyboard.press("Escape")
    expect(page.get_by_role("heading", level=1)).to_have_text("About")
    page.context.set_offline(False)
    page.keyboard.press("/")

    expect(page.locator("dialog [role=option][data-url='organisations/#gilead']")).to_be_visible()
    visit.faults.clear()


@faulty
def test_box_shows_no_old_answer_under_a_new_query(visit: Visit, fault: Fault) -> None:
    """Where the index fails later, the answers before go, a sentence says what failed, and trying again answers."""
    page = visit.open("/about/")
    options = answers(page, "Pfizer")
    page.route(INDEX, fault)
    page.locator("dialog input").fill("hydrogen 进博会")
    expect(again(page)).to_be_visible()
    expect(status(page)).to_have_text(re.compile("cannot be reached|could not be read|arrived damaged"))
    assert options.count() == 0
    page.unroute(INDEX)
    again(page).click()

    expect(status(page)).to_have_text(re.compile(r"^\d+ articles?, "))
    assert page.url == f"{visit.base}/about/"
    visit.faults.clear()


@faulty
@pytest.mark.parametrize("part", [PROGRAM, INDEX], ids=["program", "index"])
def test_page_that_cannot_start_is_not_blank(visit: Visit, fault: Fault, part: re.Pattern[str] | str) -> None:
    """On a first visit: the query stays, a sentence says what failed, and trying again answers it."""
    page = visit.open("/about/")
    page.route(part, fault)
    page.goto(f"{visit.base}/search/?q=Honduras")
    expect(again(page)).to_be_visible()
    expect(status(page)).to_have_text(re.compile("could not be|cannot be|damaged"))
    expect(page.locator("input[name=q]")).to_have_value("Honduras")
    assert part != PROGRAM or indexes_shown(page)
    page.unroute(part)
    again(page).click()

    expect(page.locator("ol.search-records > li").first).to_be_visible()
    expect(page.locator(".search-instead")).to_have_count(0)
    visit.faults.clear()


@faulty
def test_page_lists_nothing_old_under_a_new_query(visit: Visit, fault: Fault) -> None:
    """Where the index fails later, the lists before go, the query and the choices stay, and trying again answers."""
    page = finished(visit.open("/search/?q=Honduras&topic=opening-up"))
    page.route(INDEX, fault)
    page.locator("input[name=q]").fill("hydrogen 进博会")
    expect(again(page)).to_be_visible()
    expect(page).to_have_url(re.compile("q=hydrogen"))
    assert page.locator(".search-records > li, .search-pages > li, .search-nothing").count() == 0
    expect(page.locator(".search-chips")).to_contain_text("Opening-up")
    page.unroute(INDEX)
    again(page).click()

    expect(status(page)).to_have_text(FOUND)
    visit.faults.clear()


@faulty
def test_facet_that_fails_leaves_the_results(visit: Visit, fault: Fault) -> None:
    """The list is there; the facet says that it is not, and can be had again."""
    page = visit.open("/about/")
    page.route("**/facets/topic*", fault)
    page.goto(f"{visit.base}/search/?q=Honduras")
    finished(page)
    facet = page.locator("fieldset[data-facet=topic]")
    expect(page.locator("ol.search-records > li").first).to_be_visible()
    expect(facet.get_by_text("These could not be loaded.")).to_be_visible()
    expect(page.locator("fieldset[data-facet=year] label").first).to_be_visible()
    page.unroute("**/facets/topic*")
    again(page).click()

    expect(facet.locator("label").first).to_be_visible()
    expect(facet.get_by_text("These could not be loaded.")).to_be_hidden()
    visit.faults.clear()


def test_list_is_never_wider_than_a_choice_that_cannot_be_read(visit: Visit) -> None:
    """Where the facet that something is chosen of fails, no list is shown as if it had been narrowed."""
    page = visit.open("/about/")
    page.route("**/facets/country*", answer_500)
    page.goto(f"{visit.base}/search/?country=jp")

    expect(status(page)).to_have_text("A file of the search could not be read (error 500).")
    assert page.locator(".search-records > li").count() == 0
    visit.faults.clear()


@pytest.mark.parametrize("script", OLD_BROWSERS.values(), ids=OLD_BROWSERS.keys())
def test_browser_that_is_too_old_is_told_and_led_on(visit: Visit, script: str) -> None:
    """Box and page say that the browser is too old; the page has the indexes; nobody is asked to try again."""
    page = visit.open("/about/")
    page.add_init_script(script)
    page.goto(f"{visit.base}/about/")
    page.keyboard.press("/")
    expect(status(page)).to_contain_text("This browser is too old for the search")
    page.goto(f"{visit.base}/search/?q=Honduras")

    expect(status(page)).to_contain_text("This browser is too old for the search")
    assert indexes_shown(page)
    expect(again(page)).to_be_hidden()


def test_search_without_its_first_script_leads_to_the_indexes(visit: Visit) -> None:
    """Where nothing of the search runs, its page shows the indexes by itself after a while."""
    page = visit.open("/about/")
    page.route("**/open.js", answer_404)
    page.goto(f"{visit.base}/search/?q=Honduras")

    expect(page.locator(".search-instead")).to_be_visible(timeout=8000)
    assert indexes_shown(page)
    visit.faults.clear()


def test_copy_on_a_disk_says_why_it_cannot_search(browser: Browser, site: Path) -> None:
    """Opened as files, box and page say in a sentence where the search works."""
    with browser.new_context() as context:
        page = context.new_page()
        page.goto((site / "about" / "index.html").as_uri())
        page.keyboard.press("/")
        expect(status(page)).to_contain_text("The search does not work in pages opened from a disk")
        page.goto((site / "search" / "index.html").as_uri())
        expect(status(page)).to_contain_text("The search does not work in pages opened from a disk")
        assert indexes_shown(page)


def test_slow_line_shows_at_once_that_work_is_under_way(visit: Visit) -> None:
    """The box opens before its program is there, says so within a second, and answers what is typed meanwhile."""
    page = visit.open("/about/")
    page.route(PROGRAM, lambda route: None)
    page.keyboard.press("/")
    page.keyboard.type("Gilead")
    expect(page.locator("dialog input")).to_have_value("Gilead")
    expect(status(page)).to_have_text("Loading the search …", timeout=1000)
    page.keyboard.press("Escape")
    expect(page.locator("dialog")).to_be_hidden()
    page.goto(f"{visit.base}/search/?q=Honduras")

    expect(status(page)).to_have_text("Loading the search …", timeout=1000)
    expect(page.locator("input[name=q]")).to_have_value("Honduras")


@pytest.mark.parametrize(("path", "most"), [("/about/", 4), ("/search/?q=Panasonic", 5)])
def test_first_answer_takes_few_round_trips(visit: Visit, path: str, most: int) -> None:
    """Program, style and entry come together, then what words and names stand for, what has it, and what is shown.

    On its own page the search asks for the entry once its first script is there.
    """
    page = visit.open("/topics/")
    chain = Chain(page)
    page.goto(visit.base + path)
    if path == "/about/":
        page.keyboard.press("/")
        page.keyboard.type("Panasonic")
    expect(status(page)).to_have_text(FOUND, timeout=20_000)

    assert chain.longest() <= most


def test_answer_that_takes_long_is_announced(visit: Visit) -> None:
    """Where an answer is late, the box says that it is searching, and shows nothing of the one before."""
    page = visit.open("/about/")
    options = answers(page, "Pfizer")
    held: list[Route] = []
    page.route(INDEX, lambda route: held.append(route))  # noqa: PLW0108, Playwright wants a function
    page.locator("dialog input").fill("hydrogen 进博会")
    expect(status(page)).to_have_text("Searching …")
    assert options.count() == 0
    page.unroute(INDEX)
    for route in held:
        route.continue_()

    expect(status(page)).to_have_text(TOLD)


class Chain:
    """How many requests of the search had to follow each other, on a line where each takes a while."""

    DELAY_MS = 300

    def __init__(self, page: Page) -> None:
        self.depth: dict[str, int] = {}
        self._running: dict[Request, int] = {}
        self._finished = 0
        page.on("request", self._begin)
        page.on("requestfinished", self._end)
        session = page.context.new_cdp_session(page)
        session.send("Network.enable")
        line = {"offline": False, "latency": self.DELAY_MS, "downloadThroughput": -1, "uploadThroughput": -1}
        session.send("Network.emulateNetworkConditions", line)

    def longest(self) -> int:
        """The most requests in a row, each of which began when the one before it had ended."""
        return max(self.depth.values())

    def _begin(self, request: Request) -> None:
        if "search/" in request.url and not request.is_navigation_request() and "open.js" not in request.url:
            self._running[request] = self._finished + 1
            self.depth[request.url.rpartition("/")[2]] = self._finished + 1

    def _end(self, request: Request) -> None:
        if request in self._running:
            self._finished = max(self._finished, self._running.pop(request))


def indexes_shown(page: Page) -> bool:
    """True where the page of the search shows a link to every index."""
    links = [page.locator(f".search-instead a[href='../{name}/']") for name in INDEXES]
    return all(link.is_visible() for link in links)
