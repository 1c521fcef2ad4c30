"""How a claim stands to the leading one."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ciie.deriving.claims import Agreement, Claim, ClaimRelation, Voices, worst
from ciie.deriving.verdicts import compare, compare_all, digits, is_finer, is_rounding, judge
from ciie.model.records import Figure, Qualifier, Status
from support.samples import date, figure, record

EARLY, LATE = record("early", date=date("2023-11-04")), record("late", date=date("2023-11-16"))

FIGURES = st.builds(
    lambda value, qualifier: figure(str(value), qualifier=qualifier), st.integers(0, 40), st.sampled_from(Qualifier)
)


def claim(text: str, late: bool = False) -> Claim:
    """A claim written as "over 3400" or "3400 expected"; an early one unless `late`."""
    words = text.split()
    value = next(word for word in words if word[0].isdigit())
    qualifier = next((each for each in Qualifier if each.value in words), Qualifier.EXACT)
    status = next((each for each in Status if each.value in words), None)
    return Claim(LATE if late else EARLY, figure(value, qualifier=qualifier, status=status), "p1")


@pytest.mark.parametrize(
    ("early", "late", "reason"),
    [
        ("3486", "3486", "same"),
        ("over 3400", "over 3400", "same"),
        ("over 3400", "3486", "bound"),
        ("at-least 3486", "3486", "bound"),
        ("under 3500", "3486", "bound"),
        ("nearly 410000", "400000", "rough"),
        ("about 3500", "3486", "rough"),
        ("131", "about 131", "blurred"),
        ("about 131", "131", "rough"),
        ("131", "nearly 131", "rough"),
        ("78.4", "78.41", "rounded"),
        ("3486", "3500", "rounded"),
        ("3486", "3000", "conflict"),
        ("4000 expected", "3486", "stage"),
        ("4000 expected", "3486 final", "stage"),
        ("394000 registered", "410000 registered", "earlier"),
        ("410000 registered", "394000 registered", "conflict"),
        ("410000 interim", "460000 interim", "earlier"),
        ("460000 interim", "410000 interim", "conflict"),
        ("410000 interim", "460000 final", "stage"),
        ("4000 expected", "3000 expected", "conflict"),
        ("3400", "3486 final", "conflict"),
    ],
)
def test_judge(early: str, late: str, reason: str) -> None:
    """A claim and an earlier one have one reason, whichever of them leads."""
    first, then = claim(early), claim(late, late=True)

    assert judge(first, then, Voices()).reason.value == reason
    assert judge(then, first, Voices()).reason.value == reason
    assert judge(first, then, Voices()).against is then


def test_judge_on_one_day() -> None:
    """Of an exact and a rough number of one day the rough one is the blurred one."""
    assert judge(claim("about 131"), claim("131"), Voices()).reason.value == "blurred"


def test_judge_two_registrations_of_one_day() -> None:
    """A register grows from one day to the next; two numbers of one day contradict each other."""
    other = replace(claim("410000 registered"), record=record("other", date=EARLY.date))

    assert judge(claim("394000 registered"), other, Voices()).reason.value == "conflict"


@pytest.mark.parametrize(
    ("days", "reason"),
    [
        (("2023-11-06", "2023-11-08"), "earlier"),
        (("2023-11-08", "2023-11-06"), "conflict"),
        (("2023-11-06", "2023-11-06"), "conflict"),
        (("2023-11-06", None), "conflict"),
    ],
)
def test_judge_counts_of_two_days(days: tuple[str | None, ...], reason: str) -> None:
    """A smaller number for an earlier day is an earlier count, whenever the two were published."""
    less, more = (
        Claim(LATE, figure(value, as_of=date(day) if day else None), "p1")
        for value, day in zip(("3000", "3486"), days, strict=True)
    )

    assert judge(less, replace(more, record=EARLY), Voices()).reason.value == reason


def test_judge_same_number_with_another_note() -> None:
    """The same number agrees, and it is told that the notes differ."""
    plain = claim("30")
    noted = replace(plain, record=LATE, figure=replace(plain.figure, note="floor area"))

    assert judge(noted, plain, Voices()).reason.value == "noted"
    assert judge(noted, plain, Voices()).relation is ClaimRelation.AGREE


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        ("3600", "3496", "own"),
        ("78.4", "78.41", "rounded"),
        ("4000 expected", "3486 final", "stage"),
        ("4000 expected", "3900 expected", "own"),
    ],
)
def test_judge_within_one_record(one: str, other: str, reason: str) -> None:
    """Two numbers of one source contradict each other, but for one that rounds the other or is of another stage."""
    assert judge(claim(one), replace(claim(other), place=1), Voices()).reason.value == reason


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        (("66", "countries"), ("69", "countries and international organizations"), "kinds"),
        (("155", "countries, regions and international organizations"), ("154", "countries and regions"), "kinds"),
        (("70", "countries"), ("69", "countries and international organizations"), "conflict"),
        (("130", "countries"), ("151", "countries and regions"), "conflict"),
        (("66", "companies"), ("69", "exhibitors"), "conflict"),
    ],
)
def test_judge_of_units_that_count_more(one: tuple[str, str], other: tuple[str, str], reason: str) -> None:
    """66 countries and three organizations are 69 countries and organizations; 70 countries are more than that."""
    first, then = (
        Claim(told, figure(value, unit=unit), "p1")
        for told, (value, unit) in zip((EARLY, LATE), (one, other), strict=True)
    )

    assert judge(first, then, Voices()).reason.value == reason
    assert judge(then, first, Voices()).reason.value == reason


def test_judge_of_a_month_that_is_not_over() -> None:
    """A number of some day of November is not retold by one of 10 November, which may be the earlier."""
    exact = replace(claim("131"), record=record("month", date=date("2023-11")))
    vague = replace(claim("about 131"), record=record("day", date=date("2023-11-10")))

    assert judge(exact, vague, Voices()).reason.value == "rough"


@pytest.mark.parametrize(
    ("rough", "fine", "is_one"),
    [
        ("78.4", "78.41", True),
        ("78", "78.41", True),
        ("2.5", "2.45", True),
        ("2.4", "2.45", False),
        ("80", "78.41", False),
        ("3500", "3486", True),
        ("3490", "3486", True),
        ("3480", "3486", False),
        ("3000", "3486", False),
        ("30", "29.6", True),
        ("0", "0.4", False),
        ("3486", "3486", False),
    ],
)
def test_is_rounding(rough: str, fine: str, is_one: bool) -> None:
    """A number is another one rounded where two digits or more of it are."""
    assert is_rounding(figure(rough), figure(fine)) is is_one


@pytest.mark.parametrize(
    ("fine", "rough", "is_one"),
    [
        (("3486", Qualifier.EXACT), ("3400", Qualifier.OVER), True),
        (("3386", Qualifier.EXACT), ("3400", Qualifier.OVER), False),
        (("3486", Qualifier.EXACT), ("3500", Qualifier.EXACT), True),
        (("3486", Qualifier.OVER), ("3400", Qualifier.OVER), False),
        (("3486", Qualifier.EXACT), ("3486", Qualifier.OVER), False),
    ],
)
def test_is_finer(fine: tuple[str, Qualifier], rough: tuple[str, Qualifier], is_one: bool) -> None:
    """An exact number is finer than a vague one that it agrees with and than one that rounds it."""
    assert is_finer(figure(fine[0], qualifier=fine[1]), figure(rough[0], qualifier=rough[1])) is is_one


def test_is_rounding_of_exact_numbers_only() -> None:
    """What is said to be rough needs no rounding."""
    assert not is_rounding(figure("78.4", qualifier=Qualifier.OVER), figure("78.41"))


@pytest.mark.parametrize(("value", "number"), [("3486", 4), ("3400", 2), ("78.41e9", 4), ("0", 1), ("0.50", 1)])
def test_digits(value: str, number: int) -> None:
    """Noughts at the end say nothing."""
    assert digits(Decimal(value)) == number


def test_worst() -> None:
    """The worst relation wins, and none is one source."""
    assert worst([ClaimRelation.AGREE, ClaimRelation.BLURRED, ClaimRelation.COMPATIBLE]) is ClaimRelation.BLURRED
    assert worst([]) is ClaimRelation.ALONE


@pytest.mark.parametrize(
    ("left", "right", "agreement"),
    [
        (("exact", "400"), ("exact", "400"), Agreement.AGREE),
        (("exact", "400"), ("exact", "400.0"), Agreement.AGREE),
        (("over", "400"), ("over", "400"), Agreement.AGREE),
        (("exact", "400"), ("exact", "401"), Agreement.DIFFER),
        (("exact", "3486"), ("over", "3400"), Agreement.COMPATIBLE),
        (("exact", "3399"), ("over", "3400"), Agreement.DIFFER),
        (("exact", "400"), ("at-least", "400"), Agreement.COMPATIBLE),
        (("exact", "399"), ("at-least", "400"), Agreement.DIFFER),
        (("exact", "399"), ("under", "400"), Agreement.COMPATIBLE),
        (("exact", "401"), ("under", "400"), Agreement.DIFFER),
        (("over", "400"), ("over", "300"), Agreement.COMPATIBLE),
        (("over", "400"), ("under", "300"), Agreement.DIFFER),
        (("over", "400"), ("under", "400"), Agreement.DIFFER),
        (("over", "400"), ("nearly", "400"), Agreement.DIFFER),
        (("at-least", "400"), ("nearly", "400"), Agreement.DIFFER),
        (("exact", "400"), ("over", "400"), Agreement.COMPATIBLE),
        (("exact", "400"), ("nearly", "400"), Agreement.COMPATIBLE),
        (("at-least", "400"), ("over", "400"), Agreement.COMPATIBLE),
        (("nearly", "400"), ("exact", "360"), Agreement.COMPATIBLE),
        (("nearly", "400"), ("exact", "359"), Agreement.DIFFER),
        (("nearly", "400"), ("exact", "401"), Agreement.DIFFER),
        (("about", "400"), ("exact", "360"), Agreement.COMPATIBLE),
        (("about", "400"), ("exact", "440"), Agreement.COMPATIBLE),
        (("about", "400"), ("exact", "359"), Agreement.DIFFER),
        (("about", "400"), ("exact", "441"), Agreement.DIFFER),
        (("about", "0"), ("exact", "0"), Agreement.COMPATIBLE),
    ],
)
def test_compare(left: tuple[str, str], right: tuple[str, str], agreement: Agreement) -> None:
    """Two claims agree, can both be true within a tenth of rounding, or cannot."""
    first, second = (figure(value, qualifier=Qualifier(name)) for name, value in (left, right))

    assert compare(first, second) is agreement
    assert compare(second, first) is agreement


@pytest.mark.parametrize(
    ("values", "agreement"),
    [
        ([], Agreement.ALONE),
        (["400"], Agreement.ALONE),
        (["400", "400", "400"], Agreement.AGREE),
        (["401", "400", "400"], Agreement.DIFFER),
        (["400", "400", "401"], Agreement.DIFFER),
    ],
)
def test_compare_all(values: list[str], agreement: Agreement) -> None:
    """Several claims agree only where all of them do, the first and the last."""
    assert compare_all([figure(value) for value in values]) is agreement


@given(st.lists(FIGURES, min_size=2, max_size=6))
def test_compare_all_is_the_least_of_each_two(figures: list[Figure]) -> None:
    """Several claims differ where any two of them do, and agree where each two of them do."""
    pairs = {compare(left, right) for left in figures for right in figures}
    worst = [each for each in (Agreement.DIFFER, Agreement.COMPATIBLE, Agreement.AGREE) if each in pairs][0]  # noqa: RUF015

    assert compare_all(figures) is worst
