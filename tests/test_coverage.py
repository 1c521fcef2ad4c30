"""How many records there are for each edition, topic and kind of outlet."""

from __future__ import annotations

from ciie.pages.home_and_coverage import coverage_pages
from ciie.pages.lists import STATISTICS, statistics_page
from support.reading_pages import as_read
from support.samples import SIXTH, knowledge, record


def test_matrix_counts_articles() -> None:
    """Articles of outlets of one kind are counted one by one, and those of several kinds together."""
    pages = as_read(coverage_pages(knowledge(*(record(name, edition=SIXTH) for name in ("c", "b", "a")))))

    assert "[Deals](/topics/deals/) | [add](/contribute/) | [3](/coverage/6/deals/) |" in pages["coverage/index.md"]
    assert "[3](/coverage/6/deals/#press)" in pages["coverage/edition-6.md"]


def test_statistics_lead_to_what_they_count() -> None:
    """Each number leads to the page or to the search that lists its articles."""
    text = as_read([statistics_page(knowledge(*(record(name, edition=SIXTH) for name in ("c", "b", "a"))))])[STATISTICS]

    assert "[3](/editions/6/) | 100% |" in text
    assert "[0](/editions/5/) | 0% |" in text
    assert "| English | [3](/search/?language=en) | 100% |" in text
    assert "| Read in full | [3](/search/?basis=whole) | 100% |" in text


def test_statistics_of_nothing_have_no_share() -> None:
    """A collection without articles has a page all the same."""
    text = as_read([statistics_page(knowledge())])[STATISTICS]

    assert "What the 0 articles" in text
    assert "100%" not in text
