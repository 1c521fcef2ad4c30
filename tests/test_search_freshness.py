"""Searches across the publication of a new version, in browsers that keep files as long as static hosts let them."""

from __future__ import annotations

import gzip
import json
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from support.browsing import serving
from support.project import FIVE, build
from support.reading_search import TOLD, finished

pytestmark = [pytest.mark.site, pytest.mark.browser]
QUERIES = (
    "expo", "Panasonic", "Honduras", "opening up", "hydrogen", "进博会", "exhibitors", "Sanofi", "Shanghia",
    "negative list", "Japan", "countries",
)  # fmt: skip
# Not asked before the third version, so that their files are not in any cache.
LATER = ("pavilion", "medical devices", "Gilead", "Li Qiang")
KEEP_S = 600
ADDED = ("Added", "Instead")
Answer = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Published:
    """A site at `base`, of which `publish` puts a later version in place: 1 or 2."""

    base: str
    folder: Path
    publish: Callable[[int], None]


@pytest.fixture(scope="module")
def versions(site: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, ...]:
    """The built site, and two later versions, each built over the one before, with another record more."""
    folder = tmp_path_factory.mktemp("versions")
    articles = folder / "articles"
    shutil.copytree(FIVE, articles)
    made = [site]
    for number, title in enumerate(ADDED, 1):
        path = articles / "2023" / f"2023-11-2{number}-stdaily-{title.lower()}.md"
        path.write_text(record(title, number), encoding="utf-8")
        made.append(build(articles, shutil.copytree(made[-1], folder / str(number))))
        path.unlink()
    return tuple(made)


@pytest.fixture
def published(versions: tuple[Path, ...], tmp_path: Path) -> Iterator[Published]:
    """The first version, served so that browsers keep every file for ten minutes."""
    site = tmp_path / "site"
    shutil.copytree(versions[0], site)

    def publish(number: int) -> None:
        """Puts a version in place as a whole."""
        shutil.copytree(versions[number], tmp_path / "next")
        site.rename(tmp_path / f"before {number}")
        (tmp_path / "next").rename(site)

    with serving(site, KEEP_S) as base:
        yield Published(base, site, publish)


def record(title: str, number: int) -> str:
    """A record that is newer than the five, so that each of them gets another number."""
    text = next(FIVE.glob("2023/*stdaily*.md")).read_text(encoding="utf-8")
    text = re.sub(r"^(url: |related:).*\n(?: .*\n)*", "", text, flags=re.MULTILINE)
    text = re.sub(r"^title: .*$", f'title: "{title}"', text, count=1, flags=re.MULTILINE)
    return re.sub(r"^date: .*$", f"date: 2023-11-2{number}", text, count=1, flags=re.MULTILINE)


def on_page(page: Page, query: str) -> Answer:
    """Title and address of each article that the page of a search lists for `query`, typed into its field."""
    status = page.locator("#search-page [role=status]")
    status.evaluate("status => (status.textContent = '')")
    page.locator("input[name=q]").fill(f"{query} ")
    expect(status).to_have_text(TOLD)
    return listed(page, "a.search-title", ".search-records")


def in_box(page: Page, query: str) -> Answer:
    """Title and address of each article that the box lists for `query`."""
    status = page.locator("dialog [role=status]")
    status.evaluate("status => (status.textContent = '')")
    page.locator("dialog input").fill(f"{query} ")
    expect(status).to_have_text(TOLD)
    return listed(page, "[role=option]", "[aria-label=Articles]")


def listed(page: Page, link: str, part: str) -> Answer:
    title = "(link.querySelector('.search-option-title') ?? link).textContent"
    read = f"links => links.map(link => [{title}, new URL(link.href).pathname])"
    found = page.locator(f"{part} {link}").evaluate_all(read)
    return tuple((title, path) for title, path in found)


def open_box(context: BrowserContext, base: str) -> Page:
    page = context.new_page()
    page.goto(f"{base}/about/")
    page.keyboard.press("/")
    return page


def truth(browser: Browser, base: str, queries: tuple[str, ...]) -> dict[str, Answer]:
    """What the version that is published now answers, to a reader who has never been here."""
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(f"{base}/search/")
        finished(page)
        return {query: on_page(page, query) for query in queries}


def test_answers_are_those_of_one_version_across_a_publication(browser: Browser, published: Published) -> None:
    """In open tabs and in a new one, every hit has the title and address that the old or the new version gives it."""
    base = published.base
    old = truth(browser, base, QUERIES)
    with browser.new_context() as context:
        searching, box = context.new_page(), open_box(context, base)
        searching.goto(f"{base}/search/")
        finished(searching)
        for query in QUERIES[:6]:
            assert on_page(searching, query) == old[query]
            assert in_box(box, query) == old[query][:5]
        published.publish(1)
        new = truth(browser, base, QUERIES)
        fresh, boxed = context.new_page(), open_box(context, base)
        fresh.goto(f"{base}/search/?q=expo")
        finished(fresh)
        for query in QUERIES:
            assert on_page(searching, query) in (old[query], new[query])
            assert in_box(box, query) in (old[query][:5], new[query][:5])
            assert on_page(fresh, query) == new[query]
            assert in_box(boxed, query) == new[query][:5]

    assert sum(old[query] != new[query] for query in QUERIES) >= 8


def test_tab_that_is_two_versions_old_starts_again_by_itself(browser: Browser, published: Published) -> None:
    """Its files are gone; it answers from the newest version, without a word and with the query kept."""
    base = published.base
    with browser.new_context() as context:
        searching, box = context.new_page(), open_box(context, base)
        searching.goto(f"{base}/search/?q=expo")
        finished(searching)
        in_box(box, "expo")
        published.publish(1)
        published.publish(2)
        newest = truth(browser, base, (*LATER, "expo"))
        for query in LATER:
            assert on_page(searching, query) == newest[query]
            assert in_box(box, query) == newest[query][:5]
        assert on_page(searching, "expo") == newest["expo"]
        expect(searching.locator("input[name=q]")).to_have_value("expo ")

    assert ADDED[1] in dict(newest["expo"])
    assert len(list(published.folder.glob("search/index/*/"))) == 2


def test_tab_with_other_programs_goes_on_with_the_newest(browser: Browser, published: Published) -> None:
    """Where the new index wants other programs, an open box or page has them fetched, and what was typed stays."""
    with browser.new_context() as context:
        searching, box = context.new_page(), open_box(context, published.base)
        searching.goto(f"{published.base}/search/?q=expo")
        finished(searching)
        in_box(box, "expo")
        # Of the old version nothing is left but what has been read.
        rename_versions(published.folder, programs="0123456789ab", index="ba9876543210")
        asked: list[str] = []
        context.on("request", lambda request: asked.append(request.url))
        for page in (searching, box):
            field = page.locator("input[name=q]")
            page.locator("[role=status]:visible").evaluate("status => (status.textContent = '')")
            field.fill("进博会")
            expect(page.locator("[role=status]:visible")).to_have_text(re.compile(r"\d+ articles?, \d+ pages?"))
            expect(field).to_have_value("进博会")
            expect(field).to_be_focused()
        expect(searching).not_to_have_url(re.compile("q=expo"))
        searching.go_back()
        expect(searching.locator("input[name=q]")).to_have_value("expo")

    programs = [url.rpartition("/")[2] for url in asked if "/0123456789ab/" in url]
    assert {"page.js", "box.js"} <= {name.partition("?")[0] for name in programs}


def test_page_whose_programs_are_gone_starts_with_the_newest(browser: Browser, published: Published) -> None:
    """A page that was opened before, and has fetched nothing of the search, finds its way when it is reached for."""
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(f"{published.base}/about/")
        rename_versions(published.folder, programs="0123456789ab", index="ba9876543210")
        page.keyboard.press("/")
        page.keyboard.type("Gilead")

        expect(page.locator("dialog [role=option][data-url='organisations/#gilead']")).to_be_visible()
        expect(page.locator("dialog input")).to_have_value("Gilead")


def rename_versions(site: Path, programs: str, index: str) -> None:
    """Makes the published version another one, of which no file of the old is left."""
    path = site / "search" / "index" / "entry.json.gz"
    entry = json.loads(gzip.decompress(path.read_bytes()))
    path.write_bytes(gzip.compress(json.dumps({**entry, "version": index, "programs": programs}).encode()))
    (path.parent / entry["version"]).rename(path.parent / index)
    (site / "assets" / "search" / entry["programs"]).rename(site / "assets" / "search" / programs)
