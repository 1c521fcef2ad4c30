"""Figures beside the words around their numbers in a digest: what contradicts them is told, what is open is not."""

from __future__ import annotations

from typing import Any

import pytest

from ciie.model.records import EditionSpan, Passage, Qualifier, Status
from ciie.model.vocabulary import Edition, Measure
from ciie.reading.figure_contexts import Digest, check_contexts
from support.samples import date, figure

EDITIONS = {
    "5": Edition("5", "5th CIIE", ordinal=5, opens=date("2022-11-05"), closes=date("2022-11-10")),
    "6": Edition("6", "6th CIIE", ordinal=6, opens=date("2023-11-05"), closes=date("2023-11-10")),
}
SIXTH = EditionSpan(6, 6)


def rules(body: str, value: str, day: str = "2023-11-12", **changes: Any) -> list[str]:
    """What a digest of the sixth expo, published on `day`, says of a figure of `value`."""
    passages = tuple(Passage(f"p{n}", text, n) for n, text in enumerate(body.split("\n"), 1))
    digest = Digest(passages, SIXTH, date(day), EDITIONS)
    return [found.rule for found in check_contexts([figure(value, **{"edition": SIXTH, **changes})], digest)]


@pytest.mark.parametrize(
    ("body", "qualifier", "is_told"),
    [
        ("Over 3,400 companies came.", "over", False),
        ("Over 3,400 companies came.", "exact", True),
        ("Over 3,400 companies came.", "at-least", False),
        ("3,400 or more companies came.", "over", False),
        ("Nearly 3,400 companies came.", "over", True),
        ("Nearly 3,400 companies came.", "under", True),
        ("3,400 companies came.", "exact", False),
        ("3,400 companies came.", "about", True),
        ("About 3,400 companies came. The 3,400 companies stayed.", "about", False),
        ("That is more than the 3,400 companies of before.", "exact", False),
        ("That is more than 3,400 companies.", "exact", True),
        ("They add up to 3,400 companies.", "exact", False),
        ("Up to 3,400 companies came.", "exact", True),
        ("Wares of about 62 firms (3,400 companies) were sold.", "about", False),
        ("Three thousand and some came.", "over", False),
        ("A good 3,400 companies came.", "over", False),
    ],
)
def test_qualifier_is_that_of_the_body(body: str, qualifier: str, is_told: bool) -> None:
    """Told where the words beside a number give another one; not in comparisons, and not where there is no number."""
    assert rules(body, "3400", qualifier=Qualifier(qualifier)) == ["figure-qualifier"] * is_told


def test_how_long_something_lasts_has_no_qualifier() -> None:
    """ "Over six days" is during six days."""
    assert rules("Over six days they signed contracts.", "6", unit="days") == []


@pytest.mark.parametrize(
    ("body", "edition", "is_told"),
    [
        ("3,400 companies came.", 6, False),
        ("3,400 companies came.", 5, True),
        ("The year before, 3,400 companies came.", 5, False),
        ("The year before was another one.\n3,400 companies came.", 5, True),
        ("3,400 companies came to the fifth.", 5, False),
        ("3,400 companies came for the fifth time.", 5, True),
        ("In 2022, 3,400 companies came.", 5, False),
        ("3,400 companies came to the fifth expo.", 6, True),
        ("3,400 companies came, more than to the fifth expo.", 6, False),
        ("3,400 companies came, and 2,900 companies to the fifth expo.", 6, False),
        ("At the fifth expo 3,400 companies were shown round.", 6, True),
        ("At the fifth expo 3,400 companies came; 3,400 companies came to the sixth CIIE.", 6, False),
        ("第五届 had 3,400 companies.", 5, False),
    ],
)
def test_edition_is_that_of_the_body(body: str, edition: int, is_told: bool) -> None:
    """Told where the words behind the number or before its sentence name another one, or nothing names the figure's."""
    assert rules(body, "3400", edition=EditionSpan(edition, edition)) == ["figure-edition"] * is_told


@pytest.mark.parametrize(
    ("body", "unit", "is_told"),
    [
        ("128 companies came.", "companies", False),
        ("128 companies came.", "countries and regions", True),
        ("They came from 128 countries.", "companies", True),
        ("They came from 128 countries and regions.", "countries", False),
        ("The hall has 128 square metres.", "companies", True),
        ("The hall has 128 square metres.", "m2", False),
        ("128% more came.", "% growth", False),
        ("128% more came.", "visitors", True),
        ("Goods for 128 USD were sold.", "USD", False),
        ("Goods for 128 USD were sold.", "companies", True),
        ("128 companies came from 128 countries.", "companies", False),
        ("128 companies came; 128 square metres were theirs.", "countries", True),
        ("128 guests of honour came.", "countries", False),
        ("128 participants came.", "countries", False),
        ("128 entrepreneurs came.", "companies", False),
        ("128 trade delegations came.", "delegations", False),
        ("There were 128.", "companies", False),
        ("128 days went by.", "companies", True),
        ("128 new products were shown.", "companies", True),
        ("128 new products were shown.", "items", False),
    ],
)
def test_unit_is_what_the_body_counts(body: str, unit: str, is_told: bool) -> None:
    """Told where all that the body counts with the number is something else; open where a word may mean either."""
    assert rules(body, "128", unit=unit) == ["figure-unit"] * is_told


@pytest.mark.parametrize(
    ("body", "measure", "unit", "is_told"),
    [
        ("289 Fortune 500 companies came.", "exhibitors", "companies", True),
        ("289 companies of all sizes came, as did Fortune 500 companies.", "exhibitors", "companies", False),
        ("289 Fortune 500 companies came. There were 289 companies.", "exhibitors", "companies", False),
        ("They came from 289 Fortune towns.", "exhibitors", "companies", False),
        ("289 guests from abroad came.", "visitors-registered", "visitors", True),
        ("289 guests from abroad registered.", "visitors-registered", "visitors", False),
        ("289 guests from abroad came. They had signed up before.", "visitors-registered", "visitors", False),
        ("289 guests from abroad came.\nMany registered.", "visitors-registered", "visitors", True),
        ("289 guests from abroad came.", "visitors", "visitors", False),
    ],
)
def test_measure_counts_what_the_body_calls_it(body: str, measure: str, unit: str, is_told: bool) -> None:
    """Told where the number's own words are those that its measure rules out, or nothing tells of registering."""
    known = {"exhibitors": Measure("exhibitors", "Exhibitors", unless=("Fortune", ">9999"))}
    passages = tuple(Passage(f"p{n}", text, n) for n, text in enumerate(body.split("\n"), 1))
    digest = Digest(passages, SIXTH, date("2023-11-12"), EDITIONS, known)

    found = check_contexts([figure("289", measure=measure, unit=unit, edition=SIXTH)], digest)

    assert [each.rule for each in found] == ["figure-unit"] * is_told


@pytest.mark.parametrize(
    ("body", "status", "day", "is_told"),
    [
        ("3,400 companies came.", Status.EXPECTED, "2023-11-10", False),
        ("3,400 companies came.", Status.EXPECTED, "2023-11-11", True),
        ("3,400 companies came.", Status.EXPECTED, "2023-11", False),
        ("3,400 companies had been expected.", Status.EXPECTED, "2023-11-11", False),
        ("The plans spoke of 3,400 companies.", Status.EXPECTED, "2023-11-11", False),
        ("The expo was meant to have 3,400 companies.", Status.EXPECTED, "2023-11-11", False),
        ("Organizers had anticipated 3,400 companies.", Status.EXPECTED, "2023-11-11", False),
        ("There should have been 3,400 companies.", Status.EXPECTED, "2023-11-11", False),
        ("3,400 companies came.", Status.REGISTERED, "2023-11-11", False),
        ("3,400 companies came.", None, "2023-11-11", False),
        ("3,400 companies will come.", Status.FINAL, "2023-11-11", True),
        ("The sixth expo is expected to have 3,400 companies.", Status.FINAL, "2023-11-11", True),
        ("It will rain, and 3,400 companies came.", Status.FINAL, "2023-11-11", False),
        ("The will of 3,400 companies was strong.", Status.FINAL, "2023-11-11", False),
        ("3,400 companies came; 3,400 companies will come again.", Status.FINAL, "2023-11-11", False),
    ],
)
def test_status_fits_the_day_and_the_words(body: str, status: Status | None, day: str, is_told: bool) -> None:
    """Nothing is expected of an edition that is over, and what the body says is still to come is not final."""
    assert rules(body, "3400", day, status=status) == ["figure-status"] * is_told


@pytest.mark.parametrize(
    ("day", "is_told"),
    [("2023-11-09", True), ("2023-11-10", False), ("2023-11", False), ("2023-10", True), ("2023", False)],
)
def test_final_number_is_not_older_than_the_end(day: str, is_told: bool) -> None:
    """The sixth closed on 10 November 2023; a month or a year may reach behind that day."""
    assert rules("3,400 companies came.", "3400", day, status=Status.FINAL) == ["figure-status"] * is_told
