"""Addresses that records and entries had before."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

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


@pytest.mark.site
def test_browser_is_sent_on(tmp_path: Path) -> None:
    """On the site an old address sends the browser on."""
    articles = Path(shutil.copytree(HERE / "small", tmp_path / "articles"))
    topics = articles / "vocabulary" / "topics.yml"
    topics.write_text(
        topics.read_text(encoding="utf-8").replace("- id: deals\n", "- id: deals\n  formerly: [results]\n"),
        encoding="utf-8",
    )
    site = build(articles, tmp_path / "site")
    page = (site / "topics" / "results" / "index.html").read_text(encoding="utf-8")

    assert '<meta http-equiv="refresh" content="0; url=../deals/">' in page
    assert '<a href="../deals/">Deals and results</a>' in page
    assert 'http-equiv="refresh"' not in (site / "topics" / "deals" / "index.html").read_text(encoding="utf-8")
