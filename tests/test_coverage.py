"""How many records there are for each edition, topic and kind of outlet."""

from __future__ import annotations

from ciie.pages.home_and_coverage import coverage_pages
from support.reading_pages import as_read
from support.samples import SIXTH, knowledge, record


def test_matrix_counts_articles() -> None:
    """Articles of outlets of one kind are counted one by one, and those of several kinds together."""
    pages = as_read(coverage_pages(knowledge(*(record(name, edition=SIXTH) for name in ("c", "b", "a")))))

    assert "[Deals](/topics/deals/) | [add](/contribute/) | [3](/coverage/6/deals/) |" in pages["coverage/index.md"]
    assert "[3](/coverage/6/deals/#press)" in pages["coverage/edition-6.md"]
