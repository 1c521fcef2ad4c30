"""The days of an edition: every November brings the same course of them, by which editions can be laid side by side."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from ciie.model.values import PartialDate, Precision
from ciie.model.vocabulary import Edition

# Half the time between two editions: a day further off belongs to no edition's clock.
FURTHEST = 183


@dataclass(frozen=True, slots=True, order=True)
class EditionDay:
    """A day on the clock of an edition.

    Attributes:
        day: 1 for the opening day, 0 for the day before it, and so on in both directions.
        length: How many days the edition lasts.
    """

    day: int
    length: int

    @property
    def text(self) -> str:
        """The moment as readers see it."""
        if self.day < 1:
            return f"{_days(1 - self.day)} before"
        if self.day > self.length:
            return f"{_days(self.day - self.length)} after"
        named = {self.length: "Closing day", 1: "Opening day"}
        return named.get(self.day, f"Day {self.day}")

    @property
    def key(self) -> tuple[int, int]:
        """What two editions have in common: before, at or after the expo, and the number of days."""
        if self.day < 1:
            return 0, self.day
        if self.day > self.length:
            return 2, self.day - self.length
        return 1, 10_000 if self.day == self.length > 1 else self.day

    @property
    def anchor(self) -> str:
        """Its place on a page of the clock: t-minus-100, t1, t-close, t-plus-3."""
        part, number = self.key
        if part == 1:
            return "t-close" if self.text == "Closing day" else f"t{self.day}"
        return f"t-minus-{1 - self.day}" if part == 0 else f"t-plus-{number}"


@dataclass(frozen=True)
class Clock:
    """The editions whose days are known, in order."""

    editions: tuple[Edition, ...]

    def at(self, when: PartialDate) -> tuple[Edition, EditionDay] | None:
        """The nearest edition and the moment of the first day of `when`; None where no day is known or near."""
        if when.precision is not Precision.DAY or not self.editions:
            return None
        number = bisect_left(self.editions, when.first, key=lambda edition: edition.closes.first)
        near = self.editions[max(0, number - 1) : number + 1]
        edition = min(near, key=lambda each: _distance(each, when.first))
        if _distance(edition, when.first) > FURTHEST:
            return None
        return edition, _moment(edition, when.first)


def clock_of(editions: Iterable[Edition]) -> Clock:
    """The clock of the `editions` whose opening and closing days are known."""
    known = [each for each in editions if each.opens.precision is each.closes.precision is Precision.DAY]
    return Clock(tuple(sorted(known, key=lambda each: each.opens.first)))


def _moment(edition: Edition, day: date) -> EditionDay:
    return EditionDay((day - edition.opens.first).days + 1, edition.length)


def _distance(edition: Edition, day: date) -> int:
    return max((edition.opens.first - day).days, (day - edition.closes.last).days, 0)


def _days(number: int) -> str:
    return f"{number} day{'' if number == 1 else 's'}"
