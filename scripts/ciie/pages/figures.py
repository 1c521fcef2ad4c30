"""The page of all figures: the editions side by side, and every number; or of many every measure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ciie.deriving.comparisons import Comparison
from ciie.deriving.knowledge import Knowledge
from ciie.pages.claims import ComparisonTable, LeadingFigure, comparison_table, leading_figure
from ciie.pages.links import Link, Links
from ciie.pages.lists import MOST_INLINE
from ciie.pages.markup import page
from ciie.pages.publish import Page
from ciie.pages.relations import OPEN_RELATIONS
from ciie.words.references import Ref
from ciie.words.terms import Measure


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A measure with its first figure of each edition; absent where the edition has none."""

    measure: Link
    figures: tuple[LeadingFigure | None, ...]


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """A measure with its latest figure, the edition of that, and how many claims the measure has."""

    measure: Link
    latest: LeadingFigure
    edition: tuple[Link, ...]
    claims: str


@dataclass(frozen=True, slots=True)
class FiguresView:
    """All figures.

    Attributes:
        editions: The names of the editions that several have figures of, for the head of `matrix`.
        matrix: The measures that several editions have.
        several: What several sources state, where one page has room for every claim.
        alone: What one source states, likewise.
        measures: Every measure, where one page has no room for every claim.
        differing: The comparisons whose sources differ, likewise.
    """

    editions: tuple[str, ...]
    matrix: tuple[MatrixRow, ...]
    several: ComparisonTable | None
    alone: ComparisonTable | None
    measures: tuple[MeasureRow, ...]
    differing: ComparisonTable | None


def figures_page(knowledge: Knowledge, measures: Sequence[Measure]) -> Page:
    """The page of the figures of `measures`."""
    links = Links(knowledge.vocabulary, "figures/index.md")
    comparisons = [each for measure in measures for each in knowledge.ledger.comparisons[measure.id]]
    whole = sum(len(each.compared) for each in comparisons) <= MOST_INLINE
    several, alone = (tuple(each for each in comparisons if (each.voices > 1) is more) for more in (True, False))
    matrix = _by_edition(knowledge, measures)
    editions = sorted({ordinal for row in matrix.values() for ordinal in row})
    view = FiguresView(
        editions=tuple(knowledge.vocabulary.editions[str(ordinal)].name for ordinal in editions),
        matrix=tuple(_matrix_row(links, knowledge, name, row, editions) for name, row in matrix.items()),
        several=_table(links, knowledge, several) if whole else None,
        alone=_table(links, knowledge, alone) if whole else None,
        measures=() if whole else tuple(_measure_row(links, knowledge, measure) for measure in measures),
        differing=None if whole else _differing(links, knowledge, comparisons),
    )
    description = "Every number the articles state, by measure and edition, with its source."
    return page(links.path, "figures.md", {"title": "Figures", "description": description}, view=view)


def _table(links: Links, knowledge: Knowledge, comparisons: Sequence[Comparison]) -> ComparisonTable | None:
    return comparison_table(links, knowledge, comparisons, limit=MOST_INLINE) if comparisons else None


def _differing(links: Links, knowledge: Knowledge, comparisons: Sequence[Comparison]) -> ComparisonTable | None:
    found = [each for each in comparisons if each.relation in OPEN_RELATIONS]
    found.sort(key=lambda each: each.key.span, reverse=True)
    return comparison_table(links, knowledge, found) if found else None


def _measure_row(links: Links, knowledge: Knowledge, measure: Measure) -> MeasureRow:
    own = knowledge.ledger.comparisons[measure.id]
    latest = max(own, key=lambda each: (not each.key.of, each.ordinal or 0))
    return MeasureRow(
        measure=links.entry(Ref("measures", measure.id)),
        latest=leading_figure(links, knowledge, latest),
        edition=links.edition(latest.span) if latest.span else (),
        claims=f"{len(knowledge.claims[measure.id]):,}",
    )


def _by_edition(knowledge: Knowledge, measures: Sequence[Measure]) -> dict[str, dict[int, Comparison]]:
    """The first figures of the measures that several editions have, by measure and edition."""
    found = {}
    for measure in measures:
        general = (each for each in knowledge.ledger.comparisons[measure.id] if not each.key.of)
        row = {each.ordinal: each for each in general if each.ordinal}
        if len(row) > 1:
            found[measure.id] = row
    return found


def _matrix_row(
    links: Links, knowledge: Knowledge, measure: str, row: dict[int, Comparison], editions: Sequence[int]
) -> MatrixRow:
    found = (row.get(ordinal) for ordinal in editions)
    figures = tuple(leading_figure(links, knowledge, each) if each else None for each in found)
    return MatrixRow(links.entry(Ref("measures", measure)), figures)
