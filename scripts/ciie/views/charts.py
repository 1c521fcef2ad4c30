"""Charts of figures: all claims of a measure by edition, the leading ones joined by a line."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Sequence
from decimal import Decimal

from ciie.deriving.claims import Claim, ClaimKey, Comparison
from ciie.model.values import Ref, unit_of
from ciie.text.number_words import Scale, scale_of
from ciie.views.addresses import path_of
from ciie.views.drawings import MARKS, POINTS, SIGNS, SPARK, Axis, Frame, Point, draw_points, ticks_to
from ciie.views.links import Links

# A claim above the first ones by more than this would flatten them; an arrow at the upper edge stands for it.
_HIGHEST = Decimal("1.5")


# Two points make no course.
FEWEST_EDITIONS = 3


MOST_CHARTS = 5


def long_series(comparisons: Sequence[Comparison]) -> list[list[Comparison]]:
    """The longest series of a measure by edition, each of one subject and currency, the longest first.

    Args:
        comparisons: The comparisons of one measure.

    Returns:
        Series in the order of their editions, each with at least two.
    """
    found: dict[tuple[Ref | None, str], list[Comparison]] = defaultdict(list)
    for each in comparisons:
        if each.ordinal is not None and not each.key.note:
            found[each.key.of, each.key.currency].append(each)
    long = [name for name in found if len(found[name]) >= FEWEST_EDITIONS]
    long.sort(key=lambda name: (-len(found[name]), name[0] or (), name[1]))
    return [found[name] for name in long[:MOST_CHARTS]]


def chart_title(links: Links, series: Sequence[Comparison]) -> str:
    """What the chart of a series shows: "Intended deals by edition, in billion USD"; what it counts, the name says.

    Args:
        links: The links of the page that shows it.
        series: Comparisons of one measure, subject and currency.

    Returns:
        A line of text, without a full stop.
    """
    key, counted = series[0].key, _series_scale(series).counted(unit_of(series[0].lead.figure.unit))
    of = f", {links.vocabulary[key.of].name}," if key.of else ""
    return f"{links.vocabulary.measures[key.measure].name}{of} by edition{f', in {counted}' if counted else ''}"


def chart_path(first: Comparison, frame: Frame = POINTS) -> str:
    """The picture of the series that begins with a comparison.

    Args:
        first: The first comparison of the series.
        frame: The size and kind of the chart.

    Returns:
        The path of an SVG file within the site.
    """
    folder = path_of(Ref("measures", first.key.measure)).removesuffix(".md")
    parts = (
        "spark" if frame is SPARK else "chart",
        first.key.of.id if first.key.of else "",
        first.key.currency.lower(),
    )
    return f"{folder}/{'-'.join(part for part in parts if part)}.svg"


def draw_series(links: Links, series: Sequence[Comparison], doubted: Container[ClaimKey], frame: Frame = POINTS) -> str:
    """All claims of a series by edition as an SVG text; those `doubted` may count something else.

    Args:
        links: The links of the page that shows it.
        series: Comparisons in the order of their editions.
        doubted: The claims that may count something else.
        frame: The size and kind of the chart.

    Returns:
        The text of an SVG file.
    """
    first, last = series[0].ordinal or 0, series[-1].ordinal or 0
    editions, scale = links.vocabulary.editions, _series_scale(series)
    names = [editions[str(n)].name if str(n) in editions else str(n) for n in range(first, last + 1)]
    highest = max(each.lead.figure.value for each in series) * _HIGHEST
    top = max(claim.figure.value for each in series for claim in each.claims if claim.figure.value <= highest)
    ticks = tuple((tick, scale.written(tick)) for tick in ticks_to(top))
    # Of "6th CIIE" the first word; that all are of the expo needs no saying.
    axis = Axis(tuple(name.partition(" ")[0] for name in names), ticks, frame)
    points = [
        Point(
            column=(each.ordinal or 0) - first,
            value=claim.figure.value,
            mark=MARKS[claim.figure.qualifier],
            label=SIGNS[claim.figure.qualifier] + scale.written(claim.figure.value),
            leads=claim is each.lead and not each.is_forecast,
            doubted=claim is not each.lead and claim.key in doubted,
        )
        for each in series
        for claim in _distinct(each)
    ]
    return draw_points(chart_title(links, series), axis, points)


def _series_scale(series: Sequence[Comparison]) -> Scale:
    return scale_of([each.lead.figure.value for each in series])


def _distinct(comparison: Comparison) -> list[Claim]:
    """The claims of a comparison, each number once, the first to show first."""
    found: dict[object, Claim] = {}
    for claim in comparison.claims:
        found.setdefault((claim.figure.value, MARKS[claim.figure.qualifier]), claim)
    return list(found.values())
