"""The headline figures of the editions as a table for other programs: a row for each number that is shown first."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from io import StringIO

from ciie.deriving.claims import Comparison
from ciie.deriving.knowledge import Knowledge
from ciie.model.values import unit_of
from ciie.pages.indexes import NUMBERS, headlines
from ciie.pages.publish import Page

# The mark of generated files goes before the first.
COLUMNS = (
    *("edition", "opens", "measure", "name", "value", "unit", "qualifier", "note", "status"),
    *("independent_sources", "relation", "record", "url"),
)
# A spreadsheet takes a text that begins so for a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def table_pages(knowledge: Knowledge) -> Iterator[Page]:
    """The table of the editions' headline figures.

    Args:
        knowledge: What the site is made of.

    Yields:
        One CSV file, in the order of the editions and measures; nothing where no edition has a headline figure.
    """
    text = StringIO()
    table = csv.writer(text, lineterminator="\r\n")
    table.writerow(COLUMNS)
    rows = sorted(_rows(knowledge), key=lambda row: int(row[0]))
    table.writerows([defused(cell) for cell in row] for row in rows)
    if rows:
        yield Page(NUMBERS, text.getvalue())


def defused(cell: str) -> str:
    """A text as a spreadsheet shows it and never runs it: an apostrophe goes before what it takes for a formula.

    Args:
        cell: Any text of a cell; a number of ours is never below nought.

    Returns:
        The same text on one line, or with an apostrophe before it.
    """
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def _rows(knowledge: Knowledge) -> Iterator[tuple[str, ...]]:
    for measure in headlines(knowledge):
        for ordinal, comparison in knowledge.ledger.by_edition(measure.id).items():
            edition = knowledge.vocabulary.editions[str(ordinal)]
            head = (str(ordinal), edition.opens.first.isoformat(), measure.id, measure.name)
            yield (*head, *_told(knowledge, comparison))


def _told(knowledge: Knowledge, comparison: Comparison) -> Iterator[str]:
    claim = comparison.lead
    figure = claim.figure
    yield f"{figure.value.normalize():f}"
    yield unit_of(figure.unit)
    yield figure.qualifier.value
    yield comparison.key.note
    yield figure.status.value if figure.status else ""
    yield str(comparison.voices)
    yield knowledge.ledger.relation_of(comparison).value
    yield claim.record.id
    yield claim.record.url or ""
