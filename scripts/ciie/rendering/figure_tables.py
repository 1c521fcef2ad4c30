"""Tables of comparisons in Markdown for the pages that have no template yet."""

from __future__ import annotations

from collections.abc import Sequence

from ciie.deriving.comparisons import ComparedClaim, Comparison
from ciie.pages import claims as views
from ciie.rendering.figure_words import filled, links_of
from ciie.rendering.parts import Sheet


def cell_table(
    sheet: Sheet, comparisons: Sequence[Comparison], with_edition: bool = True, most: int = views.MOST_ROWS
) -> str:
    """A table with a row for each comparison, and a word on those that it has no room for."""
    links = links_of(sheet)
    return filled("comparison_table", views.comparison_table(links, sheet.knowledge, comparisons, with_edition, most))


def cell_section(sheet: Sheet, comparison: Comparison, compared: Sequence[ComparedClaim]) -> str:
    """A comparison with its claims one below the other."""
    links = links_of(sheet)
    return filled("comparison_section", views.comparison_section(links, sheet.knowledge, comparison, compared))
