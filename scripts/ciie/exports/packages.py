"""The tables as files, CSV with a data package that describes them (Frictionless) and one SQLite database.

The table of the editions' headline figures is a file beside the page of the editions and no part of the package. The
page of the folder lists every file that can be downloaded: what is in it, and how to read it.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from ciie.deriving.claims import Comparison
from ciie.deriving.knowledge import Knowledge
from ciie.exports.tables import LICENCE, Cell, Column, Row, Table, as_array, number_of, tables, write_csv, written
from ciie.model.values import unit_of
from ciie.model.vocabulary import Vocabulary
from ciie.pages.indexes import NUMBERS, headlines
from ciie.views.links import Link, Links
from ciie.views.publish import Download, Page, page

DATA_PAGE = "data/index.md"
_SQL_TYPES = {"integer": "INTEGER", "number": "NUMERIC", "boolean": "INTEGER"}


def package_files(rows: Mapping[str, Sequence[Row]], base: str) -> Iterator[Download]:
    """The tables as CSV, their description, and the database.

    Args:
        rows: The rows of every table.
        base: The address of the site, with a slash at its end; empty where it is not known.

    Yields:
        Files of the folder data/; equal rows give equal bytes.
    """
    resources = []
    for table in tables():
        content = write_csv((column.name for column in table.columns), rows[table.name]).encode()
        resources.append(_resource(table, content))
        yield Download(f"data/{table.name}.csv", content)
    yield Download("data/datapackage.json", _described(resources, base))
    yield Download("data/ciie.sqlite", _database(rows))


def _described(resources: list[Mapping[str, object]], base: str) -> bytes:
    """The description of the package, by the specification of Data Package 1."""
    package = {
        "profile": "tabular-data-package",
        "name": "ciie-press-coverage",
        "title": "Press coverage of the China International Import Expo",
        "description": (
            "What articles state about the China International Import Expo: every figure, event and name, with the"
            " article that states it. In the CSV files, an apostrophe stands before a text that begins with = + - @ or"
            " with an apostrophe, so that no spreadsheet runs it; take off the first apostrophe to get the text."
        ),
        **({"homepage": base} if base else {}),
        "licenses": [LICENCE],
        "resources": resources,
    }
    return (json.dumps(package, ensure_ascii=False, indent=2) + "\n").encode()


def _resource(table: Table, content: bytes) -> Mapping[str, object]:
    return {
        "name": table.name,
        "path": f"{table.name}.csv",
        "profile": "tabular-data-resource",
        "title": table.title,
        "description": table.description,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"lineTerminator": "\r\n"},
        "bytes": len(content),
        "hash": f"sha256:{sha256(content).hexdigest()}",
        "schema": {
            "fields": [_field(table, column) for column in table.columns],
            "primaryKey": list(table.key),
            "foreignKeys": [
                {"fields": column.name, "reference": {"resource": _referred(table, column.to), "fields": "id"}}
                for column in table.columns
                if column.to
            ],
        },
    }


def _referred(table: Table, other: str) -> str:
    """How a table calls another, or itself."""
    return "" if other == table.name else other


def _field(table: Table, column: Column) -> Mapping[str, object]:
    required = column.required or column.name in table.key
    constraints = {"constraints": {"required": True}} if required else {}
    return {"name": column.name, "type": column.type, "description": column.description, **constraints}


def _database(rows: Mapping[str, Sequence[Row]]) -> bytes:
    """The tables as a SQLite database, with an index on each column that refers to another table."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as database:
        database.execute("BEGIN")
        for table in tables():
            database.execute(_definition(table))
            places = ", ".join("?" for _ in table.columns)
            database.executemany(f"INSERT INTO {table.name} VALUES ({places})", map(_stored, rows[table.name]))
            for column in table.columns:
                if column.to and column.name != table.key[0]:
                    database.execute(f"CREATE INDEX {table.name}_{column.name} ON {table.name} ({column.name})")
        database.execute("COMMIT")
        return database.serialize()


def _definition(table: Table) -> str:
    lines = [
        *(_column(table, column) for column in table.columns),
        f"PRIMARY KEY ({', '.join(table.key)})",
        *(f"FOREIGN KEY ({column.name}) REFERENCES {column.to} (id)" for column in table.columns if column.to),
    ]
    return f"CREATE TABLE {table.name} ({', '.join(lines)})"


def _column(table: Table, column: Column) -> str:
    required = " NOT NULL" if column.required or column.name in table.key else ""
    return f'"{column.name}" {_SQL_TYPES.get(column.type, "TEXT")}{required}'


def _stored(row: Row) -> list[str | int | float | None]:
    return list(map(_value, row))


def _value(cell: Cell) -> str | int | float | None:
    if isinstance(cell, tuple):
        return as_array(cell)
    return number_of(cell) if isinstance(cell, Decimal) else cell


# The columns of the table of headline figures; the mark of generated files goes before the first.
COLUMNS = (
    *("edition", "opens", "measure", "name", "value", "unit", "qualifier", "note", "status"),
    *("independent_sources", "relation", "record", "url"),
)


def table_pages(knowledge: Knowledge) -> Iterator[Page]:
    """The table of the editions' headline figures.

    Args:
        knowledge: What the site is made of.

    Yields:
        One CSV file, in the order of the editions and measures; nothing where no edition has a headline figure.
    """
    rows = sorted(_headlines(knowledge), key=lambda row: row[0])
    if rows:
        yield Page(NUMBERS, write_csv(COLUMNS, (cells for _, cells in rows)))


def _headlines(knowledge: Knowledge) -> Iterator[tuple[int, Row]]:
    """The rows of the headline figures, each with its edition."""
    for measure in headlines(knowledge):
        for ordinal, comparison in knowledge.ledger.by_edition(measure.id).items():
            edition = knowledge.vocabulary.editions[str(ordinal)]
            head = (ordinal, edition.opens.iso, measure.id, measure.name)
            yield ordinal, (*head, *_headline(knowledge, comparison))


def _headline(knowledge: Knowledge, comparison: Comparison) -> Row:
    claim = comparison.lead
    figure = claim.figure
    return (
        *(figure.value, unit_of(figure.unit), figure.qualifier.value, comparison.key.note),
        *(figure.status.value if figure.status else None, comparison.voices),
        *(knowledge.ledger.relation_of(comparison).value, claim.record.id, claim.record.url),
    )


class TableFile(NamedTuple):
    """A table that can be downloaded, and its file."""

    table: Table
    file: Link


class FileRow(NamedTuple):
    """A kind of JSON file: its address, with what varies in braces, and what it gives."""

    path: str
    gives: str


@dataclass(frozen=True, slots=True)
class DataView:
    """The page of everything that can be downloaded; `longest` is how many objects a JSON file has at most."""

    database: Link
    package: Link
    tables: tuple[TableFile, ...]
    index: Link
    description: Link
    files: tuple[FileRow, ...]
    longest: int
    atom: Link
    json_feed: Link
    archive: Link
    overview: Link


def data_page() -> Page:
    """The page of everything that can be downloaded, which is the same for every collection.

    Returns:
        The page, without the sizes of the files.
    """
    links, api = Links(Vocabulary(), DATA_PAGE), written("api.yml")
    view = DataView(
        database=_file(links, "data/ciie.sqlite"),
        package=_file(links, "data/datapackage.json"),
        tables=tuple(TableFile(table, _file(links, f"data/{table.name}.csv")) for table in tables()),
        index=_file(links, f"{api['root']}/index.json"),
        description=_file(links, f"{api['root']}/openapi.json"),
        files=tuple(FileRow(f"/{api['root']}{path}", each["summary"]) for path, each in api["paths"].items()),
        longest=api["longest_page"],
        atom=_file(links, "feed.xml"),
        json_feed=_file(links, "feed.json"),
        archive=_file(links, "data/articles.zip"),
        overview=_file(links, "llms.txt"),
    )
    meta = {
        "title": "Data",
        "description": "Every figure, event, name and article of the knowledge base as files for other programs.",
    }
    return page(DATA_PAGE, "data.md", meta, view=view)


def _file(links: Links, path: str) -> Link:
    return links.to(path, Path(path).name)
