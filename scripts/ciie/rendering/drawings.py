"""Pictures as SVG files: a chart of points by edition, and bars of two strands.

A picture brings its own ground, so that it can be read wherever it stands, and follows the reader's light
or dark scheme. It needs neither script nor font of its own, and equal data give equal bytes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from math import ceil
from typing import Any

# Narrow enough that its text can be read where a phone shrinks it.
WIDTH, HEIGHT = 480, 300
_LEFT, _RIGHT, _TOP, _BOTTOM = 84, 16, 40, 36
_TICKS = 4
# Text and marks keep a contrast of at least 4.5 and 3 to the ground, in both schemes.
_STYLE = """
text { font: 13px system-ui, sans-serif; fill: #1f2328; }
.ground { fill: #ffffff; } .grid { stroke: #d0d7de; } .path { stroke: #0b5c8a; fill: none; stroke-width: 2; }
.mark { stroke: #0b5c8a; fill: #0b5c8a; stroke-width: 2; } .open { fill: #ffffff; }
.one { fill: #0b5c8a; } .two { fill: #ffffff; stroke: #a34700; stroke-width: 2; }
.strong { font-weight: 600; }
@media (prefers-color-scheme: dark) {
text { fill: #e2e4e9; } .ground { fill: #1e2129; } .grid { stroke: #4a4f5a; } .path { stroke: #7fc1ea; }
.mark { stroke: #7fc1ea; fill: #7fc1ea; } .open { fill: #1e2129; }
.one { fill: #7fc1ea; } .two { fill: #1e2129; stroke: #ffb37a; }
}
"""


class Mark(Enum):
    """The shape of a point: an exact number, more than it, less than it, or roughly it."""

    EXACT = "exact"
    MORE = "more"
    LESS = "less"
    ROUGH = "rough"


@dataclass(frozen=True, slots=True)
class Point:
    """A number in a column of a chart; the leading one of the column is labelled and joined to the next."""

    column: int
    value: Decimal
    mark: Mark
    label: str
    leads: bool


@dataclass(frozen=True, slots=True)
class Axis:
    """The names of the columns from left to right, and how a number on the left edge is written."""

    columns: tuple[str, ...]
    ticks: tuple[tuple[Decimal, str], ...]

    @property
    def top(self) -> Decimal:
        """The number at the upper edge."""
        return self.ticks[-1][0]


def render_points(title: str, axis: Axis, points: Sequence[Point]) -> str:
    """The chart of `points` as an SVG text; numbers below nought stand on the lower edge."""
    drawing = _ground(title, axis)
    import drawsvg  # noqa: PLC0415, 0.05 s that checking need not wait

    leads = [point for point in points if point.leads]
    path = [place for point in leads for place in _place(axis, point)]
    drawing.append(drawsvg.Lines(*path, close=False, class_="path"))
    for point in sorted(points, key=lambda each: each.leads):
        drawing.append(_shape(axis, point))
    for x, y, label in _labels(axis, leads):
        drawing.append(drawsvg.Text(label, 13, x, y, text_anchor="middle", class_="strong"))
    return _text(drawing)


def render_bars(title: str, axis: Axis, strands: tuple[Sequence[int], Sequence[int]], names: tuple[str, str]) -> str:
    """Two bars for each column as an SVG text: one full, one empty, with their numbers and a key."""
    import drawsvg  # noqa: PLC0415, as above

    drawing = _ground(title, axis)
    step = _step(axis)
    wide = min(step * 0.4, 26)
    for strand, (numbers, kind) in enumerate(zip(strands, ("one", "two"), strict=True)):
        for column, number in enumerate(numbers):
            left = _x(axis, column) + (strand - 1) * wide
            top = _y(axis, Decimal(number))
            drawing.append(drawsvg.Rectangle(left + 1, top, wide - 2, HEIGHT - _BOTTOM - top, class_=kind))
            if number and step >= 30:
                drawing.append(drawsvg.Text(str(number), 13, left + wide / 2, top - 5, text_anchor="middle"))
        key = _LEFT + strand * 180
        drawing.append(drawsvg.Rectangle(key, 10, 12, 12, class_=kind))
        drawing.append(drawsvg.Text(names[strand], 13, key + 20, 21))
    return _text(drawing)


def ticks_to(top: Decimal) -> tuple[Decimal, ...]:
    """Round numbers from nought to `top` or a little more, about four steps of 1, 2, 2.5 or 5 times a power of ten."""
    if top <= 0:
        return Decimal(0), Decimal(1)
    rough = top / _TICKS
    power = Decimal(1).scaleb(rough.adjusted())
    step = next(power * each for each in map(Decimal, ("1", "2", "2.5", "5", "10")) if power * each >= rough)
    number = int((top / step).to_integral_value(rounding="ROUND_CEILING"))
    return tuple(step * each for each in range(number + 1))


def _ground(title: str, axis: Axis) -> Any:
    import drawsvg  # noqa: PLC0415, as above

    drawing = drawsvg.Drawing(WIDTH, HEIGHT, role="img")
    drawing.append_title(title)
    drawing.append_css(_STYLE)
    drawing.append(drawsvg.Rectangle(0, 0, WIDTH, HEIGHT, class_="ground"))
    for number, name in axis.ticks:
        y = _y(axis, number)
        drawing.append(drawsvg.Line(_LEFT, y, WIDTH - _RIGHT, y, class_="grid"))
        drawing.append(drawsvg.Text(name, 13, _LEFT - 8, y + 4, text_anchor="end"))
    for column, name in _named(axis):
        drawing.append(drawsvg.Text(name, 13, _x(axis, column), HEIGHT - _BOTTOM + 22, text_anchor="middle"))
    return drawing


def _named(axis: Axis) -> Iterator[tuple[int, str]]:
    """The columns with their names, as many as there is room for."""
    widest = max((len(name) for name in axis.columns), default=1) * 8 + 8
    every = max(1, round(widest / _step(axis) + 0.49))
    return ((column, name) for column, name in enumerate(axis.columns) if column % every == 0)


def _labels(axis: Axis, points: Sequence[Point]) -> Iterator[tuple[float, float, str]]:
    """The labels of points with their places: above them, in turns below where they would touch, or some only."""
    widest = max((len(point.label) for point in points), default=0) * 7.5 + 4
    turns = 1 if widest <= _step(axis) else 2
    every = max(1, ceil(widest / (turns * _step(axis))))
    for number, point in enumerate(points[::every]):
        x, y = _place(axis, point)
        yield x, y - 12 if number % turns == 0 else y + 22, point.label


def _shape(axis: Axis, point: Point) -> Any:
    import drawsvg  # noqa: PLC0415, as above

    x, y = _place(axis, point)
    kind = "mark" if point.mark is Mark.EXACT else "mark open"
    if point.mark in {Mark.MORE, Mark.LESS}:
        up = -1 if point.mark is Mark.MORE else 1
        return drawsvg.Lines(x - 6, y - up * 4, x + 6, y - up * 4, x, y + up * 7, close=True, class_=kind)
    return drawsvg.Circle(x, y, 5 if point.leads else 4, class_=kind)


def _place(axis: Axis, point: Point) -> tuple[float, float]:
    return _x(axis, point.column), _y(axis, point.value)


def _step(axis: Axis) -> float:
    return (WIDTH - _LEFT - _RIGHT) / max(1, len(axis.columns))


def _x(axis: Axis, column: int) -> float:
    return round(_LEFT + (column + 0.5) * _step(axis), 2)


def _y(axis: Axis, value: Decimal) -> float:
    share = float(max(value, Decimal(0)) / axis.top)
    return round(HEIGHT - _BOTTOM - share * (HEIGHT - _TOP - _BOTTOM), 2)


def _text(drawing: Any) -> str:
    """The SVG without its XML declaration, which nothing may stand before."""
    return str(drawing.as_svg(header="")).strip() + "\n"
