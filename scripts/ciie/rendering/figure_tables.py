"""Tables of cells: what is counted, of which edition, every claim with its source, and how they agree."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ciie.deriving.claims import Claim
from ciie.deriving.comparisons import ComparedClaim, Comparison
from ciie.deriving.knowledge import Knowledge
from ciie.pages.links import count
from ciie.rendering.figure_words import (
    cell_path,
    claim_line,
    doubts,
    edition_name,
    first_because,
    linked_value,
    reason,
    source,
    standing,
    verdict,
)
from ciie.rendering.parts import Sheet
from ciie.words.markdown import blocks, escape, heading, table

MOST_CELLS = 60
MOST_IN_A_CELL = 6


def cells_with(knowledge: Knowledge, claims: Iterable[Claim]) -> list[Comparison]:
    """The cells that `claims` stand in, each once, by measure, edition and subject."""
    found = {(cell := knowledge.ledger.comparison_of[claim.key]).key: cell for claim in claims}
    return [found[spot] for spot in sorted(found)]


def cell_table(sheet: Sheet, cells: Sequence[Comparison], with_edition: bool = True, most: int = MOST_CELLS) -> str:
    """A table with a row for each cell, and a word on those that it has no room for."""
    header = ["What", *(["Edition"] if with_edition else []), "Figures", "Relation"]
    rows = []
    for cell in cells[:most]:
        edition = [sheet.edition(cell.span) if cell.span else "–"] if with_edition else []
        rows.append([_what(sheet, cell), *edition, _claims(sheet, cell), standing(sheet, cell, cell_path(sheet, cell))])
    rest = len(cells) - len(rows)
    pages = sheet.link("pages of their measures", "figures/index.md")
    return blocks(table(header, rows), f"See {count(rest, 'more figure')} on the {pages}." if rest else "")


def cell_section(sheet: Sheet, cell: Comparison, lines: Sequence[ComparedClaim], level: int = 2) -> str:
    """A cell with its claims one below the other: heading, verdict, table and doubts."""
    noted = any(line.claim.figure.note for line in lines)
    compared = len(cell.compared) > 1
    header = ["Figure", *(["What is counted"] if noted else []), "Stated by", *(["Compared"] if compared else [])]
    title = f'<span id="{cell.anchor}"></span>{verdict(sheet, cell)}'
    return blocks(
        heading(level, _title(sheet, cell)),
        title,
        table(header, list(_rows(sheet, cell, lines, noted))),
        doubts(sheet, cell),
    )


def _rows(sheet: Sheet, cell: Comparison, lines: Iterable[ComparedClaim], noted: bool) -> Iterator[list[str]]:
    compared = len(cell.compared) > 1
    for line in lines:
        note = [escape(line.claim.figure.note or "")] if noted else []
        beside = [reason(sheet, line) or first_because(cell)] if compared else []
        yield [linked_value(sheet, line.claim), *note, source(sheet, line.claim), *beside]


def _title(sheet: Sheet, cell: Comparison) -> str:
    parts = [edition_name(sheet, cell)]
    if cell.key.of:
        parts.insert(0, sheet.knowledge.vocabulary[cell.key.of].name)
    parts += [f"in {cell.key.currency}"] if cell.key.currency else []
    parts += [cell.key.note] if cell.key.note else []
    return ", ".join(parts)


def _what(sheet: Sheet, cell: Comparison) -> str:
    """What is counted, of whom; with the note that all claims share."""
    of = [sheet.entry(cell.key.of)] if cell.key.of else []
    notes = {claim.figure.note for claim in cell.claims}
    about = ", ".join([*of, *(escape(note) for note in notes if note and len(notes) == 1)])
    return sheet.term("measures", cell.key.measure) + (f" ({about})" if about else "")


def _claims(sheet: Sheet, cell: Comparison) -> str:
    apart = len({claim.figure.note for claim in cell.claims}) > 1
    shown = []
    for claim in cell.claims[:MOST_IN_A_CELL]:
        note = f" ({escape(claim.figure.note)})" if apart and claim.figure.note else ""
        shown.append(f"{claim_line(sheet, claim)}{note}")
    rest = len(cell.claims) - len(shown)
    more = [sheet.link(f"and {count(rest, 'more claim')}", cell_path(sheet, cell))] if rest else []
    return "<br>".join([*shown, *more])
