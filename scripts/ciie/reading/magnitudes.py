"""Values a power of ten away from those that other records give for the same: a slip of the point, or of 万 and 亿."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice

from ciie.reading.repeats import Age
from ciie.words.model import Figure, Record
from ciie.words.numerals import plain
from ciie.words.problems import Problem

# Sources round by as much: 3,486 to 3,400.
_SLACK = Decimal("0.05")
_POWERS = [power for power in range(-15, 16) if power]
_MOST_NAMED = 3


@dataclass(frozen=True, slots=True)
class _Value:
    """A figure that is above zero, and the record that states it."""

    figure: Figure
    record: Record


class _Cell:
    """The values of one measure, edition, subject and currency, the smallest first."""

    def __init__(self, values: Iterable[_Value]) -> None:
        self.values = sorted(values, key=lambda each: each.figure.value)
        self._sizes = [each.figure.value for each in self.values]
        self._own: dict[str, list[Decimal]] = defaultdict(list)
        for each in self.values:
            self._own[each.record.id].append(each.figure.value)

    def about(self, size: Decimal, record: Record) -> tuple[int, Iterator[_Value]]:
        """How many values of other records are `size`, or a rounding of it, and those."""
        low, high = size * (1 - _SLACK), size * (1 + _SLACK)
        start, end = bisect_left(self._sizes, low), bisect_right(self._sizes, high)
        own = sum(low <= value <= high for value in self._own[record.id])
        others = (self.values[index] for index in range(start, end))
        return end - start - own, (each for each in others if each.record.id != record.id)


def check_magnitudes(records: Iterable[Record], age: Age) -> Iterator[Problem]:
    """Figures a power of ten away from those of other records, where more of these, or an older one, are against it."""
    cells: dict[object, list[_Value]] = defaultdict(list)
    for record in records:
        for figure in record.figures:
            if figure.value > 0:
                currency = figure.unit if figure.unit.isupper() else ""
                cells[figure.measure, figure.edition, figure.of, currency].append(_Value(figure, record))
    for values in cells.values():
        if len({each.record.id for each in values}) > 1:
            cell = _Cell(values)
            yield from (found for each in cell.values for found in _check(each, cell, age))


def _check(each: _Value, cell: _Cell, age: Age) -> Iterator[Problem]:
    size = each.figure.value
    near = 1 + cell.about(size, each.record)[0]
    for power in _POWERS:
        far, others = cell.about(size.scaleb(-power), each.record)
        named = list(islice(others, _MOST_NAMED)) if far >= near else []
        # Of one against one the newer is doubted; of more that are as many on either side nobody can tell.
        if far > near or (far == near and (far > 1 or age(named[0].record.path) < age(each.record.path))):
            yield _fault(each, power, named)
            return


def _fault(each: _Value, power: int, others: Sequence[_Value]) -> Problem:
    times = f"{10**power:,} times" if power > 0 else f"1/{10**-power:,} of"
    told = ", ".join(f"{plain(other.figure.value)} ({other.record.id})" for other in others)
    message = f"{each.figure.measure}: {plain(each.figure.value)} is about {times} what other records state: {told}"
    place = each.figure.line, each.figure.column
    return Problem(each.record.path, *place, "magnitude", message, "check the value; if it is right, leave it")
