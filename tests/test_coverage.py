"""How many records there are for each edition, topic and kind of outlet."""

from __future__ import annotations

import re

from ciie.pages.home_and_coverage import coverage_page
from ciie.pages.statistics import STATISTICS, statistics_page
from support.reading_pages import as_read
from support.samples import SIXTH, knowledge, record


def test_matrix_counts_articles() -> None:
    """Each number leads to a search for its articles, and a gap is empty."""
    made = coverage_page(knowledge(*(record(name, edition=SIXTH) for name in ("c", "b", "a"))))
    text = as_read([made])["coverage/index.md"]

    assert '| [Deals](/topics/deals/) | | <span class="shade s5">[3](/search/?edition=6&topic=deals)</span> |' in text
    assert "| [Opening up](/topics/opening-up/) | | |" in text
    assert "| All articles | [0](/search/?edition=5) | [3](/search/?edition=6) |" in text


def test_fields_are_the_darker_the_more_articles_they_have() -> None:
    """The fullest field is the darkest, one with an article is not empty."""
    many = [record(f"r{n:02}", edition=SIXTH, topics=("deals",)) for n in range(50)]
    made = coverage_page(knowledge(*many, record("a", edition=SIXTH, topics=("opening-up",))))
    text = as_read([made])["coverage/index.md"]

    assert re.findall(r"shade (s\d)", text) == ["s5", "s1"]


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
