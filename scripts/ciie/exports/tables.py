"""The tables that can be downloaded, as values: their columns (tables.yml) and their rows; and a table as CSV."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from io import StringIO
from pathlib import Path
from typing import Any

from ciie.deriving.claims import Claim, Happening
from ciie.deriving.facts import changed
from ciie.deriving.knowledge import Knowledge
from ciie.model.records import EditionSpan, Record, Rights
from ciie.model.values import Ref
from ciie.model.vocabulary import Edition, Measure, Organisation, Outlet, Person, Place, Term, Topic
from ciie.text.patterns import read_own
from ciie.views.addresses import address, record_path
from ciie.views.citations import title_as_printed
from ciie.views.claim_lines import comparison_path

Cell = str | int | Decimal | bool | tuple[str, ...] | None
Row = tuple[Cell, ...]
LICENCE = {
    "name": "CC-BY-4.0",
    "path": "https://creativecommons.org/licenses/by/4.0/",
    "title": "Creative Commons Attribution 4.0",
}
# On these grounds a body may be passed on as data.
OPEN = frozenset({Rights.DIGEST, Rights.PUBLIC_DOMAIN})
# SQLite and most languages keep no larger whole number.
_LARGEST = 2**63 - 1
# A spreadsheet takes a text that begins so for a formula; an apostrophe says that it is none.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "'")


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table.

    Attributes:
        name: What it is called.
        type: A type of Table Schema: string, integer, number, boolean, date or array.
        description: What it holds.
        required: Whether every row has it; those of the key always have.
        to: The table that it refers to; None where it refers to none.
    """

    name: str
    type: str
    description: str
    required: bool = False
    to: str | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table.

    Attributes:
        name: What it is called, and its file.
        row: What one row of it is called.
        title: Its name for readers.
        description: What a row is.
        key: The columns that tell a row from every other.
        columns: All columns, in their order.
    """

    name: str
    row: str
    title: str
    description: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]


def written(name: str) -> Any:
    """What is written of the downloads beside the program.

    Args:
        name: A file of this folder, such as "tables.yml".

    Returns:
        Its lists and mappings.
    """
    return read_own(Path(__file__).with_name(name))


@cache
def tables() -> tuple[Table, ...]:
    """The tables that can be downloaded.

    Returns:
        All of them, in the order of tables.yml.
    """
    return tuple(
        Table(**{**each, "key": tuple(each["key"]), "columns": tuple(Column(**column) for column in each["columns"])})
        for each in written("tables.yml")
    )


def all_rows(knowledge: Knowledge, base: str) -> Mapping[str, Sequence[Row]]:
    """The rows of every table.

    Args:
        knowledge: What the rows are made from.
        base: The address of the site, with a slash at its end; empty where it is not known.

    Returns:
        For each table, by its name, its rows with a cell for every column: those of records in their order, those of
        entries in that of their list.
    """
    anchors = {(each.record.id, ref): each.anchor for ref, of in knowledge.sayings.of.items() for each in of}
    sources = [_Source(knowledge, base, record, anchors) for record in knowledge.records]
    of_records = {name: tuple(row for each in sources for row in made(each)) for name, made in _OF_RECORDS.items()}
    lists = {
        kind: tuple(_entry(knowledge, kind, entry) for entry in entries.values())
        for kind, entries in knowledge.vocabulary.kinds()
    }
    return {**of_records, **lists}


def site_address(base: str, path: str) -> str:
    """The full address of a page.

    Args:
        base: The address of the site, with a slash at its end; empty where it is not known.
        path: A path in the folder of pages, with or without an anchor.

    Returns:
        The address, as the site serves it; below the site where `base` is empty.
    """
    return base + address("index.md", path)


@dataclass(frozen=True, slots=True)
class _Source:
    """A record that rows are made from, and what they need beside it."""

    knowledge: Knowledge
    base: str
    record: Record
    anchors: Mapping[tuple[str, Ref], str]

    def page(self, anchor: str | None = None) -> str:
        """The address of the record's page, or of a passage on it."""
        return site_address(self.base, record_path(self.record, anchor))


def _records(source: _Source) -> Iterator[Row]:
    record, date = source.record, source.record.date
    yield (
        *(record.id, title_as_printed(record), record.title_en, record.title_note, record.language),
        *(date.iso, date.first.isoformat(), date.last.isoformat(), record.date_note),
        *(record.source, record.source_note, record.authors, record.url, record.archive, record.basis.value),
        *(record.translated_from, record.translation and record.translation.value, *_span(record.edition)),
        *(record.genre and record.genre.value, record.rights.value, record.summary),
        changed(record).first.isoformat() if record.corrections else None,
        *(source.knowledge.voices.of(record), source.page()),
    )


def _topics(source: _Source) -> Iterator[Row]:
    yield from ((source.record.id, topic) for topic in source.record.topics)


def _relations(source: _Source) -> Iterator[Row]:
    yield from dict.fromkeys((source.record.id, each.id, each.kind.value) for each in source.record.related)


def _figures(source: _Source) -> Iterator[Row]:
    yield from (_figure(source, claim) for claim in source.knowledge.claims_in[source.record.id])


def _figure(source: _Source, claim: Claim) -> Row:
    figure, ledger = claim.figure, source.knowledge.ledger
    comparison = ledger.comparison_of[claim.key]
    return (
        *(claim.record.id, claim.place + 1, figure.measure, figure.value, figure.unit, figure.qualifier.value),
        *_span(figure.edition),
        *(figure.as_of.iso if figure.as_of else None, figure.status and figure.status.value),
        *_by_list(figure.of, "organisations", "places", "people"),
        *(figure.origin, figure.note, figure.words),
        *(comparison.lead.key == claim.key, ledger.relation_of(comparison).value, comparison.voices),
        *(site_address(source.base, comparison_path(source.knowledge, comparison)), source.page(claim.anchor)),
    )


def _events(source: _Source) -> Iterator[Row]:
    yield from (_event(source, told) for told in source.knowledge.happenings_in[source.record.id])


def _event(source: _Source, told: Happening) -> Row:
    date, occurrence = told.event.date, source.knowledge.occurrence_of[told.key]
    return (
        *(told.record.id, told.place + 1, occurrence.id, date.iso, date.first.isoformat(), date.last.isoformat()),
        *(occurrence.lay_ahead_of(told), told.event.what, told.event.words, source.page(told.anchor)),
    )


def _mentions(source: _Source) -> Iterator[Row]:
    record, kinds = source.record, ("organisations", "people", "places")
    people = [(Ref("people", each.id), each.role, each.of) for each in record.people]
    others = [(ref, None, None) for ref in record.named if ref.kind != "people"]
    for n, (ref, role, of) in enumerate((*people, *others), 1):
        owner = _by_list(of, "organisations", "places")
        yield record.id, n, *_by_list(ref, *kinds), role, *owner, source.page(source.anchors.get((record.id, ref)))


_OF_RECORDS: Mapping[str, Callable[[_Source], Iterator[Row]]] = {
    "records": _records,
    "record_topics": _topics,
    "relations": _relations,
    "figures": _figures,
    "events": _events,
    "mentions": _mentions,
}


def _span(span: EditionSpan | None) -> tuple[int | None, int | None]:
    return (span.first, span.last) if span else (None, None)


def _by_list(ref: Ref | None, *kinds: str) -> Iterator[str | None]:
    """A cell for each of the lists; that of the list which `ref` is of has its id."""
    return (ref.id if ref and ref.kind == kind else None for kind in kinds)


def _entry(knowledge: Knowledge, kind: str, entry: Term) -> Row:
    number: str | int = entry.ordinal if isinstance(entry, Edition) else entry.id
    uses = len(knowledge.records_of(Ref(kind, entry.id)))
    return number, entry.name, entry.zh, entry.aliases, entry.wikidata, uses, *_own(entry)


def _own(entry: Term) -> Row:
    """What entries of its list alone have."""
    match entry:
        case Topic():
            return entry.group.value, entry.meaning, entry.iptc
        case Measure():
            of = tuple(each.value for each in entry.of)
            return entry.group.value, entry.rank.value, entry.meaning, entry.units, of
        case Organisation():
            return entry.kind.value, entry.country, entry.part_of, entry.about
        case Person() | Place():
            return entry.kind.value, entry.country, entry.about
        case Outlet():
            ownership, language = entry.ownership.value, entry.language
            return entry.kind.value, entry.country, entry.about, ownership, language, entry.home
        case Edition():
            ceremony = entry.ceremony.iso if entry.ceremony else None
            return entry.opens.iso, entry.closes.iso, ceremony
        case _:
            raise TypeError(f"{entry!r} is of no list")


def write_csv(columns: Iterable[str], rows: Iterable[Row]) -> str:
    """A table as CSV (RFC 4180).

    Args:
        columns: The names of its columns.
        rows: Its rows, each with a cell for every column.

    Returns:
        The text of the file, with numbers as they are and texts that no spreadsheet takes for a formula.
    """
    text = StringIO()
    table = csv.writer(text, lineterminator="\r\n")
    table.writerow(columns)
    table.writerows([_written(cell) for cell in row] for row in rows)
    return text.getvalue()


def _written(cell: Cell) -> str:
    match cell:
        case str():
            return defused(cell)
        case bool():
            return str(cell).lower()
        case tuple():
            return as_array(cell)
        case Decimal():
            return f"{cell.normalize():f}"
        case _:
            return "" if cell is None else str(cell)


def as_array(texts: tuple[str, ...]) -> str:
    """Several texts in one cell, as JSON.

    Args:
        texts: The texts.

    Returns:
        An array in JSON, on one line.
    """
    return json.dumps(texts, ensure_ascii=False)


def defused(cell: str) -> str:
    """A text as a spreadsheet shows it and never runs it.

    Args:
        cell: Any text of a cell; a number needs no defusing.

    Returns:
        The same text, with an apostrophe before it where it begins like a formula or with an apostrophe; without the
        first apostrophe it is what it was.
    """
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def number_of(value: Decimal) -> int | float:
    """A number as programs keep it.

    Args:
        value: The number of a figure.

    Returns:
        A whole number where it is one and not beyond what SQLite and most languages keep; else the nearest fraction.
    """
    return int(value) if value == value.to_integral_value() and abs(value) <= _LARGEST else float(value)
