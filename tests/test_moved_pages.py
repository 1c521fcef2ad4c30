"""Addresses that records and entries had before."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from ciie.deriving.derivation import derive
from ciie.model.library import Library
from ciie.pipeline import moved_pages
from support.project import build
from support.samples import VOCABULARY, record

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
        *("timeline/topics/results.md", "timeline/topics/sums.md"),
    }
    assert '<a href="../deals/">Deals</a>' in pages["topics/sums.md"]
    assert "moved: ../deals/" in pages["topics/sums.md"]


def test_nothing_has_moved() -> None:
    """Without former ids there are no such pages."""
    assert list(moved_pages(derive(Library((record(),), 1, VOCABULARY, ())))) == []


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
