"""Addresses that records and entries had before."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import Browser

from ciie.deriving.derivation import derive
from ciie.model.library import Library
from ciie.model.records import Event
from ciie.pages.moved import gone_pages, moved_pages
from support.project import build
from support.samples import VOCABULARY, date, record

HERE = Path(__file__).parent


def test_former_ids_have_pages_that_lead_on() -> None:
    """Each id under formerly has a page at its old address, with a link to the new one."""
    vocabulary = replace(
        VOCABULARY, topics={"deals": replace(VOCABULARY.topics["deals"], formerly=("results", "sums"))}
    )
    records = (record(formerly=("2023-11-16-shine-old",)),)
    pages = {page.path: page.text for page in moved_pages(derive(Library(records, 1, vocabulary, ())))}

    assert set(pages) == {
        "articles/2023-11-16-shine-old.md",
        *("topics/results.md", "topics/sums.md"),
    }
    assert '<a href="../deals/">Deals</a>' in pages["topics/sums.md"]
    assert "moved: ../deals/" in pages["topics/sums.md"]


def test_nothing_has_moved() -> None:
    """Without former ids there are no such pages."""
    assert list(moved_pages(derive(Library((record(),), 1, VOCABULARY, ())))) == []


def test_timeline_of_a_topic_is_a_section_of_its_page() -> None:
    """The address that a topic's timeline had leads to the section, that of a former id too."""
    told = record(events=(Event(date("2023-11-10"), "The expo ends"),))
    deals = replace(VOCABULARY.topics["deals"], formerly=("results",))
    vocabulary = replace(VOCABULARY, topics={"deals": deals})
    pages = {page.path: page.text for page in gone_pages(derive(Library((told,), 1, vocabulary, ())))}

    for name in ("deals", "results"):
        assert "moved: ../../../topics/deals/#timeline\n" in pages[f"timeline/topics/{name}.md"]


@pytest.fixture(scope="module")
def moved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site in which a topic and an article have former ids."""
    folder = tmp_path_factory.mktemp("moved")
    articles = Path(shutil.copytree(HERE / "small", folder / "articles"))
    topics = articles / "vocabulary" / "topics.yml"
    text = topics.read_text(encoding="utf-8")
    topics.write_text(text.replace("- id: deals\n", "- id: deals\n  formerly: [results]\n"), encoding="utf-8")
    return build(articles, folder / "site")


@pytest.mark.site
def test_browser_is_sent_on(moved: Path) -> None:
    """On the site an old address sends the browser on, by a page that has no more than it needs."""
    page = (moved / "topics" / "results" / "index.html").read_text(encoding="utf-8")

    assert '<meta http-equiv="refresh" content="0; url=../deals/">' in page
    assert '<a href="../deals/">Deals and results</a>' in page
    assert len(page) < 1500
    assert 'http-equiv="refresh"' not in (moved / "topics" / "deals" / "index.html").read_text(encoding="utf-8")


@pytest.mark.browser
@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("topics/results/index.html", "topics/deals/index.html"),
        ("topics/results/index.html?h=expo#articles", "topics/deals/index.html?h=expo#articles"),
        ("timeline/topics/results/index.html#p1", "topics/deals/index.html#timeline"),
    ],
)
def test_passage_and_words_are_kept(moved: Path, browser: Browser, old: str, new: str) -> None:
    """An old address with a passage or words to light leads to them in the new place, from a disk as well."""
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(f"{moved.as_uri()}/{old}")
        page.wait_for_url(f"{moved.as_uri()}/{new}")


@pytest.mark.browser
def test_links_open_pages_on_a_disk(moved: Path, browser: Browser) -> None:
    """In a copy on a disk each link within the site leads to a file."""
    with browser.new_context() as context:
        page = context.new_page()
        for path in (
            "index.html",
            "about/index.html",
            "topics/deals/index.html",
            "timeline/index.html",
            "data/index.html",
        ):
            page.goto(f"{moved.as_uri()}/{path}")
            found = page.evaluate("Array.from(document.links, (each) => each.href)")
            within = [each.split("#")[0].split("?")[0] for each in found if each.startswith("file:")]
            assert len(within) > 20
            assert [each for each in within if not Path(unquote(urlsplit(each).path)).is_file()] == []
