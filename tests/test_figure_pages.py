"""The pages of measures with more claims than a page holds."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ciie.deriving.derivation import derive
from ciie.model.records import EditionSpan, Qualifier, Status
from ciie.pages.figures import figure_pages
from ciie.views.claim_lines import MOST_CLAIMS_ON_A_PAGE
from ciie.views.comparisons import MOST_REFERENCES
from support.reading_pages import as_read
from support.samples import SIXTH, VOCABULARY, date, figure, knowledge, library, record

RECORDS = tuple(
    record(f"r{number:03}", figures=(figure(str(3000 + number), edition=SIXTH),), figure_anchors=("p1",))
    for number in range(MOST_CLAIMS_ON_A_PAGE + 1)
)


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    fifth = record("fifth", figures=(figure("2800", edition=EditionSpan(5, 5)),), figure_anchors=("p2",))
    return as_read(figure_pages(knowledge(*RECORDS, fifth)))


def test_long_measure_has_pages_for_its_editions(pages: dict[str, str]) -> None:
    """A measure with too many claims leads to a page for each edition, and to the parts of a long one."""
    assert list(pages) == [
        *("figures/index.md", "figures/group-other.md", "figures/exhibitors.md", "figures/exhibitors/e5.md"),
        *("figures/exhibitors/e6.md", "figures/exhibitors/e6-part-2.md"),
    ]
    assert "[6th CIIE](/figures/exhibitors/e6/)" in pages["figures/exhibitors.md"]
    assert "[Part 2](/figures/exhibitors/e6-part-2/)" in pages["figures/exhibitors/e6.md"]


def test_long_measure_leaves_no_claim_out(pages: dict[str, str]) -> None:
    """Every claim stands in one of the parts, under its edition."""
    text = pages["figures/exhibitors/e6.md"] + pages["figures/exhibitors/e6-part-2.md"]

    assert [each.id for each in RECORDS if f"(/articles/{each.id}/#p1)" not in text] == []
    assert "(/articles/fifth/#p2)" in pages["figures/exhibitors/e5.md"]


def test_ledger_of_many_claims_shows_where_sources_differ(pages: dict[str, str]) -> None:
    """A ledger with no room for every claim names the measures, and the numbers on which sources differ."""
    text, group = pages["figures/index.md"], pages["figures/group-other.md"]

    assert "| [Exhibitors](/figures/exhibitors/) 202 claims | [6th CIIE](/editions/6/) | **3,199 companies** [" in group
    assert "## Where sources differ" in text
    assert "[201 sources](/figures/exhibitors/e6/)" in text


def test_numbers_that_fit_fold_away_and_those_that_differ_do_not() -> None:
    """A long comparison shows the number that leads and those against it; every claim is still on the page."""
    exact = [record(f"n{n}", figures=(figure(n, edition=SIXTH),)) for n in ("3486", "4000")]
    over = Qualifier.OVER
    fitting = [record(f"n{n}", figures=(figure(n, qualifier=over, edition=SIXTH),)) for n in ("3000", "3100", "3200")]
    page = as_read(figure_pages(knowledge(*exact, *fitting)))["figures/exhibitors.md"]
    shown, _, folded = page.partition("3 more figures that fit, from 3 articles")

    assert [each.id for each in exact if f"(/articles/{each.id}/)" not in shown] == []
    assert [each.id for each in fitting if f"(/articles/{each.id}/)" not in folded] == []


def test_many_articles_that_give_one_number_fold_away() -> None:
    """The first few stand beside the number, and all are on the page."""
    records = [record(f"same{n}", figures=(figure("3486", edition=SIXTH),), figure_anchors=("p1",)) for n in range(9)]
    page = as_read(figure_pages(knowledge(*records)))["figures/exhibitors.md"]

    assert f"{9 - MOST_REFERENCES} more articles" in page
    assert [each.id for each in records if f"(/articles/{each.id}/#p1)" not in page] == []


@pytest.mark.parametrize(
    ("day", "moment"),
    [
        ("2023-11-04", "before the opening"),
        ("2023-11-05", "during the expo"),
        ("2023-11-10", "during the expo"),
        ("2023-11-11", "after the closing"),
    ],
)
def test_when_a_claim_was_reported(day: str, moment: str) -> None:
    """A report of the opening or the closing day was made during the expo."""
    sixth = replace(VOCABULARY.editions["6"], opens=date("2023-11-05"), closes=date("2023-11-10"))
    editions = {**VOCABULARY.editions, "6": sixth}
    final = record("b", date=date("2023-12-01"), figures=(figure("3400", status=Status.FINAL, edition=SIXTH),))
    rough = figure("3486", status=Status.EXPECTED, edition=SIXTH)
    one = replace(
        library(final, record("a", date=date(day), figures=(rough,))), vocabulary=replace(VOCABULARY, editions=editions)
    )
    text = as_read(figure_pages(derive(one)))["figures/exhibitors.md"]

    assert f"3,486 companies, expected, reported {moment};" in text
