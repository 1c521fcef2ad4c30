"""The editions' own clocks."""

from __future__ import annotations

import pytest

from ciie.deriving.clocks import Clock, EditionDay, clock_of
from ciie.model.vocabulary import Edition
from support.samples import date


def edition(ordinal: int, days: str = "-11-05 -11-10") -> Edition:
    """An edition of 2017 + `ordinal`."""
    opens, closes = (date(f"{2017 + ordinal}{day}") for day in days.split())
    return Edition(str(ordinal), f"{ordinal}th", ordinal=ordinal, opens=opens, closes=closes)


CLOCK = clock_of([edition(7), edition(5), edition(6)])


@pytest.mark.parametrize(
    ("when", "ordinal", "text", "anchor"),
    [
        ("2023-11-05", 6, "Opening day", "t1"),
        ("2023-11-06", 6, "Day 2", "t2"),
        ("2023-11-10", 6, "Closing day", "t-close"),
        ("2023-11-11", 6, "1 day after", "t-plus-1"),
        ("2023-11-04", 6, "1 day before", "t-minus-1"),
        ("2023-07-28", 6, "100 days before", "t-minus-100"),
        ("2023-11-05/2023-11-10", 6, "Opening day", "t1"),
        ("2023-05-01", 5, "172 days after", "t-plus-172"),
        ("2023-05-20", 6, "169 days before", "t-minus-169"),
        ("2025-05-12", 7, "183 days after", "t-plus-183"),
    ],
)
def test_moment(when: str, ordinal: int, text: str, anchor: str) -> None:
    """A day belongs to the nearest edition and reads by that edition's clock."""
    found = CLOCK.at(date(when))

    assert found is not None
    assert (found[0].ordinal, found[1].text, found[1].anchor) == (ordinal, text, anchor)


@pytest.mark.parametrize("when", ["2023-11", "2023", "2025-05-13", "2015-11-05", "2027-11-05"])
def test_no_moment(when: str) -> None:
    """What is not known to the day, or is far from every edition, is on no clock."""
    assert CLOCK.at(date(when)) is None


def test_no_editions() -> None:
    """Without an edition whose days are known there is no clock."""
    assert clock_of([edition(6, "-11 -11")]) == Clock(())
    assert Clock(()).at(date("2023-11-05")) is None


def test_moments_in_order() -> None:
    """Moments compare across editions of different lengths: closing days stand together."""
    days = [
        EditionDay(-99, 6),
        EditionDay(0, 6),
        EditionDay(1, 6),
        EditionDay(5, 6),
        EditionDay(4, 4),
        EditionDay(6, 6),
        EditionDay(7, 6),
    ]

    assert sorted(days, key=lambda each: each.key) == days
    assert EditionDay(4, 4).key == EditionDay(6, 6).key
    assert EditionDay(5, 4).key == EditionDay(7, 6).key


def test_edition_of_one_day() -> None:
    """An edition of one day has an opening day only."""
    assert EditionDay(1, 1).text == "Opening day"
    assert EditionDay(1, 1).anchor == "t1"
