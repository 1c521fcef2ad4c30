"""True conflicts, made up for the purpose (tests/conflicts): each is shown for what it is."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from ciie.deriving.claims import Comparison
from ciie.deriving.derivation import derive
from ciie.deriving.knowledge import Knowledge
from ciie.pages.promises import promise_pages
from ciie.pipeline import all_pages
from ciie.reading.library import read_library
from support.reading_pages import as_read
from support.samples import date, event, record
from support.samples import library as library_of

TODAY = dt.date(2026, 11, 21)
CONFLICTS = Path(__file__).parent / "conflicts"


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    library = read_library(CONFLICTS, "conflicts", TODAY)
    assert library.problems == ()
    return derive(library)


@pytest.fixture(scope="module")
def pages(knowledge: Knowledge) -> dict[str, str]:
    return as_read(all_pages(knowledge))


def cell(knowledge: Knowledge, measure: str, anchor: str) -> Comparison:
    """The cell of a measure that has the anchor."""
    return next(each for each in knowledge.ledger.comparisons[measure] if each.anchor == anchor)


@pytest.mark.parametrize(
    ("measure", "anchor", "relation", "claims"),
    [
        ("exhibitors", "e5", "ALONE", ["2800 daily"]),
        ("exhibitors", "e6", "BLURRED", ["3486 daily", "3486 wire blurred"]),
        ("exhibitors", "e7", "DIFFER", ["3496 daily", "3600 daily own"]),
        ("exhibitors", "e8", "COMPATIBLE", ["4108 wire", "4108 daily same", "4000 mirror copy", "4000 wire bound"]),
        ("exhibitor-origins", "e8", "DIFFER", ["138 daily", "155 wire conflict"]),
        ("guest-origins", "e8", "ALONE", ["155 daily"]),
        ("intended-deals", "e6-usd", "COMPATIBLE", ["78410000000 daily", "78400000000 wire rounded"]),
        ("intended-deals", "e6-cny", "ALONE", ["571000000000 wire"]),
        ("intended-deals-growth", "e6", "DIFFER", ["6.7 daily", "9 wire conflict"]),
        ("registered-visitors", "e8", "BLURRED", ["430000 wire", "430000 mirror blurred", "394000 wire earlier"]),
        ("halls", "e8", "SAME_TEXT", ["8 wire", "8 mirror copy"]),
    ],
)
def test_conflict(knowledge: Knowledge, measure: str, anchor: str, relation: str, claims: list[str]) -> None:
    """Each number has its verdict, the claim that should lead leads, and every claim is there with its reason."""
    found = cell(knowledge, measure, anchor)
    shown = [
        f"{line.claim.figure.value:f} {line.claim.record.source} {line.verdict.reason.value if line.verdict else ''}"
        for line in found.compared
    ]

    assert found.relation.name == relation
    assert [each.strip() for each in shown] == claims


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("exhibitors", "an exact number, 3,486 companies, retold as about 3,486 companies"),
        ("exhibitors", "the source's headline says over 3,600 companies, its text 3,496 companies"),
        ("exhibitors", "over 4,000 companies, expected, reported before the opening; 4,108 companies, final, reported"),
        ("exhibitor-origins", "they cannot both be true: 155 countries and regions, final"),
        ("exhibitor-origins", "**, final as [Origins of the guests]"),
        ("intended-deals", "78.4 billion USD is 78.41 billion USD rounded"),
        ("intended-deals", "Also stated in CNY. Amounts in different currencies are not compared."),
        ("intended-deals-growth", "The rate of 6.7% growth fits its two values"),
        ("intended-deals-growth", "The rate of 9% growth does not fit its two values"),
        (
            "registered-visitors",
            "an earlier count: 394,000 visitors by 1 November 2025, 430,000 visitors by 4 November",
        ),
    ],
)
def test_conflict_in_words(pages: dict[str, str], path: str, words: str) -> None:
    """The page of the measure says what the conflict is."""
    assert words in pages[f"figures/{path}.md"]


def test_chart_beside_its_numbers(pages: dict[str, str]) -> None:
    """A series of four editions has a picture, with the same numbers in its text alternative and as a table."""
    page, picture = pages["figures/intended-deals.md"], pages["figures/intended-deals/chart-usd.svg"]

    assert "![Chart: Intended deals by edition, in billion USD. 5th CIIE: 73.52 billion USD; 6th CIIE: 78.41" in page
    assert "(/figures/intended-deals/chart-usd.svg)" in page
    assert "| [7th CIIE](/editions/7/) | **80.01 billion USD**, final [" in page
    assert all(f">{value}</text>" in picture for value in ("73.52", "78.41", "80.01", "83.49"))


def test_page_of_all_figures_begins_with_small_pictures(pages: dict[str, str]) -> None:
    """A headline measure of several editions has a picture without numbers, which are in its text alternative."""
    before = pages["figures/index.md"].split("## ")[0]

    assert "![Chart: Intended deals by edition. 5th CIIE: 73.52 billion USD; 6th CIIE: 78.41 billion USD;" in before
    assert pages["figures/intended-deals/spark-usd.svg"].count("<circle") > 3


def test_series_of_one_currency_has_no_numbers_of_another(pages: dict[str, str]) -> None:
    """The picture of the dollars shows no yuan, and one edition of yuan has no picture."""
    assert "571" not in pages["figures/intended-deals/chart-usd.svg"]
    assert "figures/intended-deals/chart-cny.svg" not in pages


def test_story_that_the_program_proposes(knowledge: Knowledge, pages: dict[str, str]) -> None:
    """A retelling that nobody marked is found by its figures and names, and is said to be a proposal."""
    page = pages["stories/2025-11-04-wire-on-the-eve-of-the-eighth.md"]

    assert [[record.source for record in story.records] for story in knowledge.stories] == [["wire", "mirror"]]
    assert "suggested by the program: same story as" in page
    assert "4 figures and 2 names in common" in page
    assert "430,000 visitors, retold as about 430,000 visitors" in page


def test_page_of_promises_has_each_sentence_once() -> None:
    """Of a second promise about the same name it says that the sentences stand above."""
    events = tuple(event(f"2023-11-0{day}", what=f"Sanofi shows vaccine {day}") for day in (5, 6))
    ahead = record("ahead", date=date("2023-11-01"), events=events)
    after = record("after", organisations=("sanofi",), body="Sanofi came with two vaccines.")
    page = as_read(promise_pages(derive(library_of(after, ahead))))["timeline/promises.md"]

    assert page.count("Sanofi came with two vaccines.") == 1
    assert page.count("see above") == 1


def test_promise_beside_what_later_records_say(pages: dict[str, str]) -> None:
    """A plan stands with the later sentence on the company that made it."""
    page = pages["timeline/promises.md"]

    assert "Globex is to build a plant" in page
    assert 'Later, about [Globex](/organisations/globex/): <span class="credit">From the digest of' in page
    assert "[Globex has found a site for its plant.]" in page
