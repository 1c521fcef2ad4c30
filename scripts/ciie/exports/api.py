"""The collection as static JSON files, with an OpenAPI description and a JSON Schema of each kind of file.

The objects are the rows of the tables, under the same names. Lists come in pages, so that no file grows with the
collection.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import zip_longest
from pathlib import Path
from typing import cast

from ciie.deriving.knowledge import Knowledge
from ciie.exports.tables import OPEN, Cell, Column, Row, Table, number_of, site_address, tables, written
from ciie.model.records import Record
from ciie.model.values import KINDS, gathered
from ciie.views.publish import Download

_WRITTEN = written("api.yml")
ROOT = str(_WRITTEN["root"])
# How many objects a page of a list has at most.
LONGEST_PAGE = int(_WRITTEN["longest_page"])
# What an object has beside its columns: the address of the file with all there is of it.
_FILES = {"records": "records/{}", "editions": "editions/{}", "measures": "figures/{}"}
# What a record has several of: tables whose rows begin with the record.
_PARTS = ("figures", "events", "mentions", "relations")
_TABLES = {table.name: table for table in tables()}
Made = dict[str, object]


def api_files(knowledge: Knowledge, rows: Mapping[str, Sequence[Row]], base: str) -> Iterator[Download]:
    """The JSON files.

    Args:
        knowledge: What they are made from.
        rows: The rows of every table.
        base: The address of the site, with a slash at its end; empty where it is not known.

    Yields:
        Files of the folder api/v1/: the index and what describes the others, then the others.
    """
    api = _Api(knowledge, rows, base)
    yield _file("index", api.index())
    yield _file("openapi", api.description())
    yield from (_file(f"schemas/{name}", schema) for name, schema in _schemas().items())
    yield from api.records()
    yield from api.figures()
    yield from api.editions()
    for kind in KINDS:
        yield from api.pages(f"entries/{kind}", api.objects(kind))


def changed_records(records: Iterable[Record], site: Path) -> Iterator[Download]:
    """The JSON files of records of which nothing but the text differs.

    Args:
        records: The records as they are now.
        site: The folder of a finished site that has the files as they were.

    Yields:
        A file for each record.
    """
    for record in records:
        name = f"records/{record.id}"
        was = json.loads((site / ROOT / f"{name}.json").read_bytes())
        yield _file(name, {**was, "text": _text(record)})


def _text(record: Record) -> str | None:
    return record.body if record.rights in OPEN else None


def _file(name: str, value: object) -> Download:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return Download(f"{ROOT}/{name}.json", f"{text}\n".encode())


def _value(cell: Cell) -> object:
    return number_of(cell) if isinstance(cell, Decimal) else cell


@dataclass(frozen=True)
class _Api:
    """What files are made from: the knowledge, the rows of every table, and the address of the site."""

    knowledge: Knowledge
    rows: Mapping[str, Sequence[Row]]
    base: str

    def address(self, name: str) -> str:
        """Where a file of the API is."""
        return site_address(self.base, f"{ROOT}/{name}.json")

    def objects(self, name: str) -> list[Made]:
        """The rows of a table."""
        return [self._object(name, row) for row in self.rows[name]]

    def _object(self, name: str, row: Row) -> Made:
        found: Made = {each.name: _value(cell) for each, cell in zip(_TABLES[name].columns, row, strict=True)}
        if name in _FILES:
            has_file = name != "measures" or self.knowledge.claims.get(str(row[0]))
            found["file"] = self.address(_FILES[name].format(row[0])) if has_file else None
        return found

    def pages(self, name: str, items: Sequence[Made]) -> Iterator[Download]:
        """A list in pages, the first under its own name; one page where it is empty."""
        starts = range(0, max(len(items), 1), LONGEST_PAGE)
        names = [name, *(f"{name}/pages/{number}" for number in range(2, len(starts) + 1))]
        for page, start, more in zip_longest(names, starts, names[1:]):
            found = items[start : start + LONGEST_PAGE]
            yield _file(page, {"total": len(items), "next": more and self.address(more), "items": found})

    def records(self) -> Iterator[Download]:
        """The records in pages, and each with all that it states, and its body where that may be passed on."""
        parts = {name: self._grouped(name, "record") for name in _PARTS}
        found = self.objects("records")
        yield from self.pages("records", found)
        for record, told in zip(self.knowledge.records, found, strict=True):
            own = {name: of.get(record.id, ()) for name, of in parts.items()}
            yield _file(f"records/{record.id}", {**told, "topics": record.topics, **own, "text": _text(record)})

    def figures(self) -> Iterator[Download]:
        """The claims of each measure that has any."""
        for measure, claims in self._grouped("figures", "measure").items():
            yield from self.pages(f"figures/{measure}", claims)

    def editions(self) -> Iterator[Download]:
        """The editions, and each with the claim shown first for its number of each measure."""
        claims = {(each["record"], each["n"]): each for each in self.objects("figures")}
        ledger = self.knowledge.ledger
        numbers = [ledger.by_edition(measure) for measure in ledger.comparisons]
        yield from self.pages("editions", self.objects("editions"))
        for edition in self.objects("editions"):
            leads = [each[number].lead for each in numbers if (number := int(str(edition["id"]))) in each]
            figures = [claims[claim.record.id, claim.place + 1] for claim in leads]
            yield _file(f"editions/{edition['id']}", {**edition, "figures": figures})

    def _grouped(self, name: str, column: str) -> Mapping[str, Sequence[Made]]:
        """The rows of a table by what one of their columns holds."""
        return gathered((str(each[column]), each) for each in self.objects(name))

    def index(self) -> Made:
        """What the collection holds, and where the files are."""
        records = self.knowledge.records
        lists = {kind: self.address(f"entries/{kind}") for kind in KINDS if kind != "editions"}
        names = {"description": "openapi", "records": "records", "editions": "editions"}
        return {
            "version": 1,
            "licence": "CC-BY-4.0",
            "records": len(records),
            "newest": records[0].date.iso if records else None,
            "files": {**{name: self.address(file) for name, file in names.items()}, **lists},
        }

    def description(self) -> Made:
        """The description of the API: what api.yml says in short, in the words of OpenAPI."""
        parameters = {
            name: {"name": name, "in": "path", "required": True, **each}
            for name, each in _WRITTEN["parameters"].items()
        }
        return {
            "openapi": "3.1.0",
            "info": _WRITTEN["info"],
            # The files of the API lie beside its description.
            "servers": [{"url": "."}],
            "paths": {path: {"get": _operation(path, **each)} for path, each in _WRITTEN["paths"].items()},
            "components": {"parameters": parameters},
        }


def _operation(path: str, operation: str, summary: str, gives: str) -> Made:
    """What asking for a path gives, and what goes into the path."""
    named = [{"$ref": f"#/components/parameters/{name}"} for name in re.findall(r"{(\w+)}", path)]
    content = {"application/json": {"schema": {"$ref": f"schemas/{gives}.json"}}}
    answer = {"200": {"description": summary, "content": content}}
    return {"operationId": operation, "summary": summary, "parameters": named, "responses": answer}


def _schemas() -> Mapping[str, Made]:
    """The schemas of what the files hold, by name; one refers to another by its file."""
    found = {table.row: _of_row(table) for table in tables() if table.name != "record_topics"}
    parts = {name: _list_of(_ref(_TABLES[name].row)) for name in _PARTS}
    own = {"topics": _list_of(_TEXT), **parts, "text": _TEXT_OR_NULL}
    whole = {
        "WholeRecord": _with(found["Record"], own),
        "WholeEdition": _with(found["Edition"], {"figures": _list_of(_ref("Figure"))}),
    }
    entries: Made = {"anyOf": [_ref(_TABLES[kind].row) for kind in KINDS]}
    items = {"EntryPage": entries, **{f"{name}Page": _ref(name) for name in ("Record", "Figure", "Edition")}}
    pages = {name: _page_of(each) for name, each in items.items()}
    return {name: {"$schema": _DIALECT, **each} for name, each in {**found, **whole, **pages, "Index": _INDEX}.items()}


_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_TEXT: Made = {"type": "string"}
_TEXT_OR_NULL: Made = {"type": ["string", "null"]}
_COUNT: Made = {"type": "integer", "minimum": 0}
_TYPES: Mapping[str, Made] = {"array": {"type": "array", "items": _TEXT}, "date": {"type": "string", "format": "date"}}


def _of_row(table: Table) -> Made:
    """The schema of a row as an object."""
    properties: Made = {
        each.name: {**_type(each, each.name in table.key), "description": each.description} for each in table.columns
    }
    return _of({**properties, **({"file": _TEXT_OR_NULL} if table.name in _FILES else {})})


def _type(column: Column, is_key: bool) -> Made:
    of = _TYPES.get(column.type, {"type": column.type})
    return of if column.required or is_key or column.type == "array" else {**of, "type": [of["type"], "null"]}


def _of(properties: Made) -> Made:
    return {"type": "object", "properties": properties, "required": list(properties)}


def _with(schema: Made, more: Mapping[str, object]) -> Made:
    return _of({**cast("Made", schema["properties"]), **more})


def _ref(name: str) -> Made:
    return {"$ref": f"{name}.json"}


def _page_of(items: Made) -> Made:
    return _of({"total": _COUNT, "next": _TEXT_OR_NULL, "items": _list_of(items)})


def _list_of(items: Made) -> Made:
    return {"type": "array", "items": items}


_INDEX = _of({
    "version": {"const": 1},
    "licence": _TEXT,
    "records": _COUNT,
    "newest": _TEXT_OR_NULL,
    "files": {"type": "object", "additionalProperties": _TEXT},
})  # fmt: skip
