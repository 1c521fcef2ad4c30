"""Values a power of ten away from those of other records, or far from those of other editions."""

from __future__ import annotations

import time
from decimal import Decimal

import pytest

from ciie.model.records import EditionSpan, Figure, Record, Status
from ciie.model.values import Ref
from ciie.reading.library import check_magnitudes
from support.samples import SIXTH, date, figure, record


def stating(name: str, *figures: Figure) -> Record:
    """A record with figures of the sixth edition."""
    return record(f"2023-11-16-shine-{name}", figures=figures)


def of(value: str, **changes: object) -> Figure:
    """A count of exhibitors at the sixth edition."""
    return figure(value, edition=SIXTH, **changes)


def blamed(*records: Record) -> list[str]:
    """The last word of the names of the records that are warned of."""
    return [found.path.removesuffix(".md").rpartition("-")[2] for found in check_magnitudes(records, str)]


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ("3486", False),
        ("34860", True),
        ("36694", True),
        ("36695", False),
        ("33200", True),
        ("33199", False),
        ("348.6", True),
        ("366", True),
        ("367", False),
        ("3486000", True),
        ("3.486e18", True),
        ("6972", False),
        ("0", False),
    ],
)
def test_power_of_ten_within_rounding(value: str, found: bool) -> None:
    """A value is warned of at a power of ten, or less than a twentieth beside it."""
    assert blamed(stating("a", of("3486")), stating("b", of(value))) == ["b"] * found


def test_record_that_more_are_against_is_doubted() -> None:
    """The one that stands against several is doubted, also where it is the oldest."""
    others = [stating(name, of(value)) for name, value in zip("bcd", ["3486", "3400", "3500"], strict=True)]

    assert blamed(stating("a", of("34860")), *others) == ["a"]


def test_two_against_two_are_all_doubted() -> None:
    """Where as many records are on either side nobody can tell."""
    records = [stating(name, of(value)) for name, value in zip("abcd", ["40", "41", "400", "410"], strict=True)]

    assert sorted(blamed(*records)) == ["a", "b", "c", "d"]


@pytest.mark.parametrize(
    "other",
    [
        of("34860", measure="visitors"),
        of("34860", unit="USD"),
        of("34860", of=Ref("places", "cn")),
        figure("34860"),
    ],
)
def test_values_of_other_cells_are_not_compared(other: Figure) -> None:
    """Another measure, currency, subject or edition is another number."""
    assert blamed(stating("a", of("3486")), stating("b", other)) == []


def test_values_of_one_record_are_not_compared() -> None:
    """A record that gives both knows what it says."""
    assert blamed(stating("a", of("3486"), of("34860"))) == []


def test_warning_names_the_others() -> None:
    """The message has the values of the others and their records, three at most."""
    records = [stating(name, of("3486")) for name in "abcd"]

    (found,) = check_magnitudes([*records, stating("e", of("348600"))], str)

    told = ", ".join(f"3,486 (2023-11-16-shine-{name})" for name in "abc")
    assert found.message == f"exhibitors: 348,600 is about 100 times what other records state: {told}"
    assert not found.is_error


def test_many_values_of_one_cell() -> None:
    """The work grows with the number of records, not with its square."""
    records = [stating(str(number), of(str(Decimal(40 + number % 2 * 360)))) for number in range(6000)]
    start = time.process_time()

    assert len(blamed(*records)) == 6000
    assert time.process_time() - start < 20


@pytest.mark.parametrize(
    ("status", "days", "found"),
    [
        (Status.INTERIM, ("2023-05-01", "2023-10-01"), []),
        (Status.EXPECTED, ("2023-05-01", "2023-10-01"), []),
        (Status.INTERIM, ("2023-05-01", "2023-05-01"), ["b"]),
        (Status.FINAL, ("2023-05-01", "2023-10-01"), ["b"]),
        (None, ("2023-05-01", "2023-10-01"), ["b"]),
    ],
)
def test_counts_that_go_on(status: Status | None, days: tuple[str, str], found: list[str]) -> None:
    """What is still being counted may be ten times as much on a later day."""
    values = zip(("300", "3000"), days, strict=True)
    few, many = (of(value, status=status, as_of=date(day)) for value, day in values)

    assert blamed(stating("a", few), stating("b", many)) == found


def in_editions(*values: str, **changes: object) -> list[Record]:
    """A record for each value, which is that of the first edition, the second and so on."""
    spans = [EditionSpan(ordinal, ordinal) for ordinal in range(1, len(values) + 1)]
    return [
        stating(f"e{span.first}", figure(value, edition=span, **changes))
        for span, value in zip(spans, values, strict=True)
    ]


@pytest.mark.parametrize(
    ("values", "found"),
    [
        (("3617", "3893", "2700", "42100"), ["e4"]),
        (("3617", "3893", "2700", "11679"), ["e4"]),
        (("3617", "3893", "2700", "11678"), []),
        (("3617", "3893", "2700", "900"), ["e4"]),
        (("3617", "3893", "2700", "901"), []),
        (("3617", "3893", "42100"), []),
    ],
)
def test_value_far_from_those_of_other_editions(values: tuple[str, ...], found: list[str]) -> None:
    """Three times the largest of at least three others, or a third of the smallest."""
    assert blamed(*in_editions(*values)) == found


def test_value_that_may_be_far_from_those_of_other_editions() -> None:
    """A count that goes on may be far below; what a note tells apart, and a rate, may be anything."""
    others = in_editions("3617", "3893", "2700")
    fourth = EditionSpan(4, 4)

    assert blamed(*others, stating("a", figure("230", edition=fourth, status=Status.REGISTERED))) == []
    assert blamed(*others, stating("a", figure("23000", edition=fourth, status=Status.REGISTERED))) == ["a"]
    assert blamed(*others, stating("a", figure("42100", edition=fourth, note="with those at home"))) == []
    assert blamed(*in_editions("1", "2", "3", "23", unit="% growth")) == []
    assert blamed(*others, stating("a", figure("11000", edition=EditionSpan(1, 4)))) == []


def test_value_far_from_everything_is_told_once() -> None:
    """What other records say of the same edition is nearer than what they say of others."""
    others = in_editions("3617", "3893", "2700", "4210")
    found = list(check_magnitudes([*others, stating("z", figure("42100", edition=EditionSpan(4, 4)))], str))

    assert [each.message.partition(" is ")[2][:14] for each in found] == ["about 10 times"]
