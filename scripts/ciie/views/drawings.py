"""Pictures as SVG files: marks in columns, and bars of two strands. Here is where each part stands.

How a picture looks is in the templates points.svg and bars.svg. It brings its own ground, so that it can be read
wherever it stands, and needs neither script nor font of its own; equal data give equal bytes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from itertools import groupby
from math import ceil

from ciie.model.records import Qualifier
from ciie.views.publish import render

# A letter or digit is at most about so wide, a point or comma half of it.
_LETTER = 8
# Labels that are too wide for their columns stand in turns on two lines, this far from one another.
_LINES, _LINE = 2, 14
_STEPS = 4
# A bar is at most so wide; a column narrower than this has no room for the numbers of its bars.
_WIDEST_BAR = 26
_NARROWEST_WITH_NUMBERS = 30


class Mark(StrEnum):
    """The shape of a point: an exact number, more than it, less than it, or roughly it."""

    EXACT = "exact"
    MORE = "more"
    LESS = "less"
    ROUGH = "rough"


MARKS = {
    Qualifier.EXACT: Mark.EXACT,
    Qualifier.OVER: Mark.MORE,
    Qualifier.AT_LEAST: Mark.MORE,
    Qualifier.UNDER: Mark.LESS,
    Qualifier.NEARLY: Mark.LESS,
    Qualifier.ABOUT: Mark.ROUGH,
}
# The same before a number.
SIGNS = {
    Qualifier.EXACT: "",
    Qualifier.OVER: ">",
    Qualifier.AT_LEAST: "≥",
    Qualifier.UNDER: "<",
    Qualifier.NEARLY: "<",
    Qualifier.ABOUT: "≈",
}


@dataclass(frozen=True, slots=True)
class Point:
    """A number in a column of a chart; the leading one of the column is labelled and joined to the next.

    One that is `doubted`, because it may count something else, is hollow.
    """

    column: int
    value: Decimal
    mark: Mark
    label: str
    leads: bool
    doubted: bool = False


@dataclass(frozen=True, slots=True)
class Frame:
    """The size of a picture, and the edges of the field in it that holds the data."""

    width: int
    height: int
    left: int
    right: int
    top: int
    bottom: int


# Narrow enough that its text can be read where a phone shrinks it.
BARS = Frame(480, 300, 84, 464, 40, 264)
POINTS = Frame(360, 190, 43, 359, 14, 142)
SPARK = Frame(160, 48, 4, 156, 5, 43)


@dataclass(frozen=True, slots=True)
class Axis:
    """The names of the columns from left to right, and how a number on the left edge is written."""

    columns: tuple[str, ...]
    ticks: tuple[tuple[Decimal, str], ...]
    frame: Frame = BARS

    @property
    def top(self) -> Decimal:
        """The number at the upper edge."""
        return self.ticks[-1][0]

    @property
    def step(self) -> float:
        """How wide a column is."""
        return (self.frame.right - self.frame.left) / max(1, len(self.columns))

    def x(self, column: int) -> float:
        """The middle of a column."""
        return self.frame.left + (column + 0.5) * self.step

    def y(self, value: Decimal) -> float:
        """The height of a number; one below nought stands on the lower edge, one beyond the top on the upper."""
        share = min(max(value, Decimal(0)) / self.top, Decimal(1))
        return self.frame.bottom - float(share) * (self.frame.bottom - self.frame.top)


@dataclass(frozen=True, slots=True)
class Label:
    """A text in a picture, by the place of its middle or end on its line."""

    x: str
    y: str
    text: str


@dataclass(frozen=True, slots=True)
class GridLine:
    """A line across the picture and the number on its left."""

    y: str
    label: Label


@dataclass(frozen=True, slots=True)
class Ground:
    """What every picture has: its frame, its title, the lines across, and the names of its columns."""

    frame: Frame
    title: str
    grid: tuple[GridLine, ...]
    columns: tuple[Label, ...]


@dataclass(frozen=True, slots=True)
class MarkedPlace:
    """A point where it stands; `beyond` the chart where its number is above the upper edge."""

    x: str
    y: str
    mark: Mark
    leads: bool
    doubted: bool
    beyond: bool


@dataclass(frozen=True, slots=True)
class PointsView:
    """A chart of points: all of them, the leading ones last; those that lines join; and their labels."""

    ground: Ground
    points: tuple[MarkedPlace, ...]
    lines: tuple[tuple[MarkedPlace, ...], ...]
    labels: tuple[Label, ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar of one of the two strands."""

    strand: str
    x: str
    y: str
    width: str
    height: str


@dataclass(frozen=True, slots=True)
class BarsView:
    """Two bars for each column with their numbers, and the names of the strands."""

    ground: Ground
    bars: tuple[Bar, ...]
    numbers: tuple[Label, ...]
    strands: tuple[str, str]


def draw_points(title: str, axis: Axis, points: Sequence[Point]) -> str:
    """A chart as an SVG text with `points` in the order of their columns; as a spark, without numbers."""
    leads = [point for point in points if point.leads]
    # What comes one after the other in columns side by side.
    runs = groupby(enumerate(leads), key=lambda found: found[1].column - found[0])
    view = PointsView(
        ground=_ground(title, axis),
        points=tuple(_place(axis, point) for point in sorted(points, key=lambda each: each.leads)),
        lines=tuple(tuple(_place(axis, point) for _, point in run) for _, run in runs),
        labels=tuple(_labels(axis, leads)),
    )
    return render("spark.svg" if axis.frame is SPARK else "points.svg", view=view)


def draw_bars(title: str, axis: Axis, numbers: Sequence[tuple[int, int]], strands: tuple[str, str]) -> str:
    """Two bars for each column as an SVG text.

    Args:
        title: What the picture shows.
        axis: Its columns and the numbers on its left edge.
        numbers: For each column the numbers of the two strands.
        strands: What they are called.

    Returns:
        The text of an SVG file.
    """
    wide = min(axis.step * 0.4, _WIDEST_BAR)
    bars, shown = [], []
    for column, strand in ((column, strand) for strand in (0, 1) for column in range(len(numbers))):
        number = numbers[column][strand]
        left, top = axis.x(column) + (strand - 1) * wide, axis.y(Decimal(number))
        if number:
            sizes = map(_number, (left + 1, top, wide - 2, axis.frame.bottom - top))
            bars.append(Bar(("one", "two")[strand], *sizes))
            shown.append(_label(left + wide / 2, top - 5, str(number)))
    has_room = axis.step >= _NARROWEST_WITH_NUMBERS
    view = BarsView(_ground(title, axis), tuple(bars), tuple(shown) if has_room else (), strands)
    return render("bars.svg", view=view)


def ticks_to(top: Decimal) -> tuple[Decimal, ...]:
    """Round numbers from nought to `top` or a little more, about four steps of 1, 2, 2.5 or 5 times a power of ten.

    Args:
        top: The largest number of a chart, above nought.

    Returns:
        The numbers on its edge, ascending.
    """
    if top <= 0:
        return Decimal(0), Decimal(1)
    rough = top / _STEPS
    power = Decimal(1).scaleb(rough.adjusted())
    step = next(power * each for each in map(Decimal, ("1", "2", "2.5", "5", "10")) if power * each >= rough)
    number = int((top / step).to_integral_value(rounding="ROUND_CEILING"))
    return tuple(step * each for each in range(number + 1))


def _ground(title: str, axis: Axis) -> Ground:
    frame, heights = axis.frame, [(axis.y(value), text) for value, text in axis.ticks]
    return Ground(
        frame=frame,
        title=title,
        grid=tuple(GridLine(_number(y), _label(frame.left - 6, y + 4, text)) for y, text in heights),
        columns=tuple(_label(axis.x(column), frame.bottom + 18, name) for column, name in _named(axis)),
    )


def _named(axis: Axis) -> Iterator[tuple[int, str]]:
    """The columns with their names, as many as there is room for."""
    widest = max((len(name) for name in axis.columns), default=1) * _LETTER + 8
    every = max(1, round(widest / axis.step + 0.49))
    return ((column, name) for column, name in enumerate(axis.columns) if column % every == 0)


def _labels(axis: Axis, points: Sequence[Point]) -> Iterator[Label]:
    """The labels of points below the names of their columns: on one line, in turns on two, or some only."""
    widest = max((_width(point.label) for point in points), default=0) + 2
    lines = 1 if widest <= axis.step else _LINES
    every = max(1, ceil(widest / (lines * axis.step)))
    for number, point in enumerate(points[::every]):
        y = axis.frame.bottom + 18 + _LINE * (1 + number % lines)
        yield _label(axis.x(point.column), y, point.label)


def _width(text: str) -> float:
    return sum(_LETTER / 2 if character in ".," else _LETTER for character in text)


def _place(axis: Axis, point: Point) -> MarkedPlace:
    x, y = _number(axis.x(point.column)), _number(axis.y(point.value))
    return MarkedPlace(x, y, point.mark, point.leads, point.doubted, point.value > axis.top)


def _label(x: float, y: float, text: str) -> Label:
    return Label(_number(x), _number(y), text)


def _number(value: float) -> str:
    """A length to a hundredth, as short as it can be written."""
    return f"{round(value, 2):g}"
