"""The ledger: numbers that a reader should doubt."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from itertools import count

import pytest

from ciie.deriving.claims import Claim, ClaimRelation, Voices
from ciie.deriving.knowledge import Ledger
from ciie.deriving.ledger import ledger_of
from ciie.model.records import EditionSpan, Qualifier
from ciie.model.values import Ref
from ciie.model.vocabulary import Measure
from support.samples import SIXTH, figure, record

MEASURES = {
    "exhibitors": Measure("exhibitors", "Exhibitors", unlike=("visitors",)),
    "visitors": Measure("visitors", "Visitors", unlike=("exhibitors",)),
    "growth": Measure("growth", "Growth", growth_of="exhibitors"),
}
FIFTH = EditionSpan(5, 5)
NUMBERS = count()


def claim(measure: str, value: str, edition: EditionSpan = SIXTH, **changes: object) -> Claim:
    """A claim of a record of its own."""
    unit = "% growth" if measure == "growth" else "companies"
    stated = figure(value, **{"measure": measure, "unit": unit, "edition": edition, **changes})
    return Claim(record(f"{measure}-{value}-{edition.key}-{next(NUMBERS)}"), stated, "p1")


def ledger(*claims: Claim) -> Ledger:
    """The ledger of the claims."""
    found: dict[str, list[Claim]] = {}
    for each in claims:
        found.setdefault(each.figure.measure, []).append(each)
    return ledger_of(found, MEASURES, Voices())


def test_same_number_for_two_measures() -> None:
    """A number that is also stated for a measure not to be confused is told, on both sides."""
    here, there = claim("exhibitors", "410000"), claim("visitors", "410000")
    found = ledger(here, there)

    assert [(each.claim, each.other) for key in found.mix_ups for each in found.mix_ups[key]] == [
        (here, there),
        (there, here),
    ]


@pytest.mark.parametrize(
    "other",
    [
        claim("visitors", "410001"),
        claim("visitors", "410000", edition=FIFTH),
        claim("visitors", "410000", of=Ref("organisations", "ey")),
        claim("growth", "410000"),
    ],
)
def test_number_that_is_no_mix_up(other: Claim) -> None:
    """Another value, edition or subject, or a measure nobody would confuse, raises no doubt."""
    assert not any(ledger(claim("exhibitors", "410000"), other).mix_ups.values())


def test_two_numbers_that_one_article_gives() -> None:
    """Two measures that one record gives the same number for raise no doubt, in its copies either."""
    here, there = claim("exhibitors", "30"), claim("visitors", "30")
    found = ledger(here, replace(there, record=here.record, place=1), claim("exhibitors", "30"))

    assert not any(found.mix_ups.values())


def test_standing() -> None:
    """A number to be checked is never said to agree, and one on which sources differ is said to differ."""
    agreed = ledger(claim("exhibitors", "410000"), claim("exhibitors", "410000"), claim("visitors", "410000"))
    differ = ledger(claim("exhibitors", "410000"), claim("exhibitors", "300000"), claim("visitors", "410000"))

    assert [each.relation_of(each.comparisons["exhibitors"][0]) for each in (agreed, differ)] == [
        *(ClaimRelation.CHECK, ClaimRelation.DIFFER)
    ]


@pytest.mark.parametrize(
    ("before", "after", "rate", "computed", "fits"),
    [
        ("100", "130", "30", "30", True),
        ("73.52", "78.41", "6.7", "6.65", True),
        ("73.52", "78.41", "6.65", "6.65", True),
        ("73.52", "78.41", "6.6", "6.65", False),
        ("73.52", "78.41", "7", "6.65", True),
        ("73.52", "78.41", "9", "6.65", False),
        ("100", "80", "-20", "-20", True),
    ],
)
def test_growth_against_its_values(before: str, after: str, rate: str, computed: str, fits: bool) -> None:
    """A rate fits where it is what the two values give, rounded as it is stated."""
    found = ledger(claim("exhibitors", before, FIFTH), claim("exhibitors", after), claim("growth", rate))
    (growth,) = (each for rows in found.growths.values() for each in rows)

    assert (round(growth.computed, 2), growth.fits) == (Decimal(computed), fits)


@pytest.mark.parametrize(
    "claims",
    [
        (claim("exhibitors", "130"),),
        (claim("exhibitors", "0", FIFTH), claim("exhibitors", "130")),
        (claim("exhibitors", "100", FIFTH, qualifier=Qualifier.OVER), claim("exhibitors", "130")),
        (claim("exhibitors", "100", EditionSpan(1, 5)), claim("exhibitors", "130")),
        (claim("exhibitors", "100", FIFTH, unit="USD"), claim("exhibitors", "130", unit="CNY")),
    ],
)
def test_growth_without_two_values(claims: tuple[Claim, ...]) -> None:
    """Where a value is missing, nought, rough or of another currency, nothing is said of the rate."""
    assert not any(ledger(*claims, claim("growth", "30")).growths.values())


def test_currencies() -> None:
    """An amount knows in which other currencies it is stated."""
    found = ledger(claim("exhibitors", "78", unit="USD"), claim("exhibitors", "571", unit="CNY"))
    dollars = next(each for each in found.comparisons["exhibitors"] if each.key.currency == "USD")

    assert found.other_currencies(dollars.key) == ["CNY"]


def test_cell_of_a_claim() -> None:
    """Every claim leads to its cell."""
    one, other = claim("exhibitors", "3486"), claim("visitors", "12")
    found = ledger(one, other)

    assert found.comparison_of[one.key].claims == [one]
    assert found.comparison_of[other.key].claims == [other]
