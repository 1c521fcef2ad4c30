"""Charts of a measure by edition: a picture, what it shows in words, and the same numbers as a table."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from ciie.deriving.claims import Claim
from ciie.deriving.comparisons import Comparison
from ciie.pages.addresses import path_of
from ciie.pages.links import amount, readable
from ciie.pages.publish import Page
from ciie.rendering.drawings import Axis, Mark, Point, render_points, ticks_to
from ciie.rendering.figure_words import standing, value
from ciie.rendering.parts import Sheet
from ciie.words.markdown import blocks, div, heading, image, table
from ciie.words.model import Qualifier
from ciie.words.references import Ref
from ciie.words.terms import Measure

# Two points make no course.
FEWEST_EDITIONS = 3
MOST_CHARTS = 5
_MARKS = {
    Qualifier.EXACT: Mark.EXACT,
    Qualifier.OVER: Mark.MORE,
    Qualifier.AT_LEAST: Mark.MORE,
    Qualifier.UNDER: Mark.LESS,
    Qualifier.NEARLY: Mark.LESS,
    Qualifier.ABOUT: Mark.ROUGH,
}
_KEY = (
    "A filled dot is an exact number. An open triangle means more (▲) or less (▼) than the number shown. An open "
    "circle is an approximate number. The line joins the figures shown first; other figures are above and below it."
)


def charts_of(sheet: Sheet, measure: Measure, cells: Sequence[Comparison]) -> Iterator[tuple[str, Page]]:
    """For each of the measure's longest series a section of its page, and the picture that the section shows."""
    series: dict[tuple[Ref | None, str], list[Comparison]] = defaultdict(list)
    for cell in cells:
        if cell.ordinal is not None and not cell.key.note:
            series[cell.key.of, cell.key.currency].append(cell)
    long = [name for name in series if len(series[name]) >= FEWEST_EDITIONS]
    for of, money in sorted(long, key=lambda name: (-len(series[name]), name[0] or (), name[1]))[:MOST_CHARTS]:
        yield _chart(sheet, measure, series[of, money])


def _chart(sheet: Sheet, measure: Measure, cells: Sequence[Comparison]) -> tuple[str, Page]:
    vocabulary = sheet.knowledge.vocabulary
    spot = cells[0].key
    of = [vocabulary[spot.of].name] if spot.of else []
    title = ", ".join([measure.name, *of, *([f"in {spot.currency}"] if spot.currency else [])])
    path = "-".join(part for part in ("chart", spot.of.id if spot.of else "", spot.currency.lower()) if part)
    page = Page(f"{path_of(Ref('measures', measure.id)).removesuffix('.md')}/{path}.svg", _picture(sheet, title, cells))
    names = [vocabulary.editions[str(cell.ordinal)].name for cell in cells]
    said = "; ".join(f"{name}: {amount(cell.lead.figure)}" for name, cell in zip(names, cells, strict=True))
    rows = [[sheet.edition(cell.span), value(sheet, cell.lead), standing(sheet, cell)] for cell in cells if cell.span]
    shown = div("picture", image(f"Chart of {title} by edition. {said}.", sheet.to(page.path)))
    numbers = table(["Edition", "Figure", "Relation"], rows)
    return blocks(heading(2, f"{title} by edition"), shown, _KEY, numbers), page


def _picture(sheet: Sheet, title: str, cells: Sequence[Comparison]) -> str:
    first, last = cells[0].ordinal or 0, cells[-1].ordinal or 0
    editions = sheet.knowledge.vocabulary.editions
    names = [editions[str(n)].name if str(n) in editions else str(n) for n in range(first, last + 1)]
    top = max(claim.figure.value for cell in cells for claim in cell.claims)
    axis = Axis(tuple(names), tuple((tick, readable(tick)) for tick in ticks_to(top)))
    points = [
        Point(
            (cell.ordinal or 0) - first,
            claim.figure.value,
            _MARKS[claim.figure.qualifier],
            readable(claim.figure.value),
            claim is cell.lead,
        )
        for cell in cells
        for claim in _distinct(cell)
    ]
    return render_points(f"{title} by edition", axis, points)


def _distinct(cell: Comparison) -> list[Claim]:
    """The claims of a cell, each number once, the first to show first."""
    found: dict[object, Claim] = {}
    for claim in cell.claims:
        found.setdefault((claim.figure.value, _MARKS[claim.figure.qualifier]), claim)
    return list(found.values())
