"""The tables that can be downloaded: as CSV with a data package, and as a SQLite database."""

from __future__ import annotations

import csv
import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from decimal import Decimal
from hashlib import sha256
from io import StringIO
from typing import Any

import jsonschema
import pytest
from hypothesis import given

from ciie.deriving.derivation import derive
from ciie.deriving.knowledge import Knowledge
from ciie.exports.packages import package_files
from ciie.exports.tables import Cell, Table, all_rows, defused, number_of, tables, write_csv
from ciie.model.records import EditionSpan, Mention, Record, Relation, RelationKind
from ciie.model.values import Ref
from ciie.pipeline import read_collection
from support.project import FIVE
from support.samples import SIXTH, TODAY, VOCABULARY, event, figure, knowledge, library, record
from support.texts import SELDOM, marked_texts

BASE = "https://example.org/ciie/"
# What the specification of data packages asks for, as far as it is used here.
TYPES = ["string", "integer", "number", "boolean", "date", "array"]
FIELD = {
    "type": "object",
    "required": ["name", "type", "description"],
    "properties": {"name": {"pattern": "^[a-z_]+$"}, "type": {"enum": TYPES}},
}
RESOURCE = {
    "type": "object",
    "required": ["name", "path", "profile", "schema", "bytes", "hash"],
    "properties": {
        "name": {"pattern": "^[-a-z0-9._/]+$"},
        "profile": {"const": "tabular-data-resource"},
        "encoding": {"const": "utf-8"},
        "schema": {"type": "object", "properties": {"fields": {"type": "array", "items": FIELD, "minItems": 1}}},
    },
}
PACKAGE = {
    "type": "object",
    "required": ["name", "resources", "licenses"],
    "properties": {"profile": {"const": "tabular-data-package"}, "resources": {"type": "array", "items": RESOURCE}},
}


@pytest.fixture(scope="module")
def five() -> dict[str, bytes]:
    """The files of the five records, by path."""
    return files_of(derive(read_collection(FIVE, TODAY)))


def files_of(of: Knowledge, base: str = BASE) -> dict[str, bytes]:
    return {each.path: each.content for each in package_files(all_rows(of, base), base)}


def table(name: str) -> Table:
    return next(each for each in tables() if each.name == name)


def rows(of: Knowledge, name: str) -> list[dict[str, Cell]]:
    """The rows of a table by the names of its columns."""
    names = [column.name for column in table(name).columns]
    return [dict(zip(names, row, strict=True)) for row in all_rows(of, BASE)[name]]


def csv_rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(content.decode("utf-8"), newline="")))


def full() -> Knowledge:
    """Two records that between them fill every kind of cell."""
    person = Mention("paul-hudson", "CEO", Ref("organisations", "sanofi"))
    figures = (
        figure(edition=SIXTH),
        figure("-2.3", unit="%", edition=EditionSpan(5, 6), of=Ref("places", "fr"), origin="ey", note="a part"),
    )
    one = record(
        "a",
        figures=figures,
        events=(event(),),
        organisations=("sanofi",),
        people=(person,),
        places=("fr",),
        authors=("Li, A.", "Wang"),
        related=(Relation("b", RelationKind.SAME_STORY), Relation("b", RelationKind.SAME_STORY)),
    )
    return knowledge(one, record("b", body="Something else.", title="=1+1"))


def database(content: bytes) -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:")
    connection.deserialize(content)
    return connection


def test_deals_of_the_sixth_expo_are_found(five: dict[str, bytes]) -> None:
    """The database and the file of figures both state the 78.41 billion dollars of the sixth expo, in full."""
    asked = (
        "SELECT value FROM figures WHERE measure = 'intended-deals' AND edition_first = 6 AND unit = 'USD' AND leads"
    )
    with closing(database(five["data/ciie.sqlite"])) as connection:
        assert connection.execute(asked).fetchall() == [(78_410_000_000,)]
    told = {
        (each["measure"], each["edition_first"], each["leads"]): each for each in csv_rows(five["data/figures.csv"])
    }

    assert float(told["intended-deals", "6", "true"]["value"]) == 78.41e9


def test_references_lead_to_rows(five: dict[str, bytes]) -> None:
    """Every column that refers to another table holds a key of it, or nothing; keys are given once."""
    with closing(database(five["data/ciie.sqlite"])) as connection:
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        counts = [connection.execute(f"SELECT count(*) FROM {each.name}").fetchone()[0] for each in tables()]

    assert counts == [len(csv_rows(five[f"data/{each.name}.csv"])) for each in tables()]
    assert counts[0] == 5


def test_tables_refer_to_tables() -> None:
    """Every column that refers to a table names one whose key is `id`."""
    keys = {each.name: each.key for each in tables()}

    assert {keys[column.to] for each in tables() for column in each.columns if column.to} == {("id",)}
    assert all(set(each.key) <= {column.name for column in each.columns} for each in tables())


def test_package_describes_the_files(five: dict[str, bytes]) -> None:
    """The description has each table with its columns, the size of its file and its fingerprint."""
    package = json.loads(five["data/datapackage.json"])
    jsonschema.validate(package, PACKAGE)

    for resource in package["resources"]:
        content = five[f"data/{resource['path']}"]
        names = [field["name"] for field in resource["schema"]["fields"]]
        assert names == content.decode().split("\r\n")[0].split(",")
        assert (resource["bytes"], resource["hash"]) == (len(content), f"sha256:{sha256(content).hexdigest()}")
    assert {f"data/{each['path']}" for each in package["resources"]} == {path for path in five if path.endswith(".csv")}


PARSED: dict[str, Any] = {
    "string": str,
    "date": str,
    "integer": int,
    "number": float,
    "boolean": {"true": True, "false": False}.__getitem__,
    "array": json.loads,
}


def test_cells_have_the_type_of_their_column(five: dict[str, bytes]) -> None:
    """Every cell can be read as what its column holds, and what is required is there."""
    for resource in json.loads(five["data/datapackage.json"])["resources"]:
        for row in csv_rows(five[f"data/{resource['path']}"]):
            for field in resource["schema"]["fields"]:
                text = row[field["name"]]
                assert text or "constraints" not in field, (resource["name"], field["name"])
                assert not text or PARSED[field["type"]](text) is not None


def test_figure_has_what_its_record_states() -> None:
    """A figure has its number, span, subject and origin, and the addresses of its passage and of all its claims."""
    first, second = rows(full(), "figures")

    assert (first["value"], first["edition_first"], first["edition_last"], first["leads"]) == (3486, 6, 6, True)
    assert (second["value"], second["edition_first"], second["edition_last"]) == (Decimal("-2.3"), 5, 6)
    assert (second["organisation"], second["place"], second["origin"]) == (None, "fr", "ey")
    assert first["page"] == f"{BASE}articles/a/"
    assert first["claims"] == f"{BASE}figures/exhibitors/#e6"


def test_mention_has_one_name() -> None:
    """Each person, organisation and place that a record names has a row of its own; a person's has the role."""
    told = [(each["organisation"], each["person"], each["place"], each["role"]) for each in rows(full(), "mentions")]

    assert told == [(None, "paul-hudson", None, "CEO"), ("sanofi", None, None, None), (None, None, "fr", None)]
    assert rows(full(), "mentions")[0]["of_organisation"] == "sanofi"


def test_relation_is_told_once() -> None:
    """A relation that a record states twice is one row."""
    assert rows(full(), "relations") == [{"record": "a", "other": "b", "kind": "same-story"}]


def test_negative_number_stays_a_number() -> None:
    """Only texts are defused: a spreadsheet adds up the numbers below nought as well."""
    files = files_of(full())

    assert [each["value"] for each in csv_rows(files["data/figures.csv"])] == ["3486", "-2.3"]
    assert [each["title"] for each in csv_rows(files["data/records.csv"])] == ["Results of the expo", "'=1+1"]


@pytest.mark.parametrize(
    ("value", "kept"), [("78.41e9", 78_410_000_000), ("2.50", 2.5), ("9223372036854775808", 2.0**63), ("1e99", 1e99)]
)
def test_number_in_programs(value: str, kept: float) -> None:
    """A whole number stays one as long as programs keep it exactly."""
    found = number_of(Decimal(value))

    assert (found, type(found)) == (kept, type(kept))


def test_same_knowledge_gives_the_same_bytes() -> None:
    """A second run writes what the first one wrote."""
    assert files_of(full()) == files_of(full())


def test_without_the_address_of_the_site() -> None:
    """Where the site's address is not known, pages have theirs below the site."""
    found = csv_rows(files_of(full(), "")["data/records.csv"])

    assert found[0]["page"] == "articles/a/"


def undone(text: str) -> str:
    """A text of a CSV file as it was before it was defused."""
    return text.removeprefix("'")


@given(marked_texts)
def test_defused_text_can_be_had_back(text: str) -> None:
    """No text begins like a formula, and each is what it was without its first apostrophe."""
    assert not defused(text).startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
    assert undone(defused(text)) == text


def hostile_records(text: str) -> Iterator[Record]:
    told = replace(event(), what=text, words=text)
    counted = replace(figure(edition=SIXTH), note=text, words=text)
    yield record("a", title=text, summary=text, authors=(text, text), events=(told,), figures=(counted,))


@SELDOM
@given(marked_texts)
def test_hostile_text_comes_back_from_every_table(text: str) -> None:
    """Whatever a record says, the files and the database give the same back."""
    files = files_of(derive(library(*hostile_records(text or "x"))))
    with closing(database(files["data/ciie.sqlite"])) as connection:
        stored = connection.execute("SELECT title, authors FROM records").fetchall()
        told = connection.execute("SELECT what FROM events UNION ALL SELECT note FROM figures").fetchall()
    (row,) = csv_rows(files["data/records.csv"])

    assert stored[0][0] == undone(row["title"]) == (text or "x")
    assert json.loads(stored[0][1]) == json.loads(row["authors"]) == [text or "x"] * 2
    assert told == [(text or "x",)] * 2
    assert undone(csv_rows(files["data/figures.csv"])[0]["note"]) == (text or "x")


@pytest.mark.parametrize("text", ['a"b', "a,b", "a\r\nb", "a\nb", "\ttab", "'=1"])
def test_text_that_csv_sets_apart(text: str) -> None:
    """Quotation marks, commas and ends of lines within a text stay in its cell."""
    ((found,),) = csv.reader(StringIO(write_csv(["a"], [(text,)]).split("\r\n", 1)[1], newline=""))

    assert undone(found) == text


def test_entries_of_every_list_have_rows() -> None:
    """Each entry of the vocabulary has a row in the table of its list, with how many records use it."""
    for kind, entries in VOCABULARY.kinds():
        found = rows(full(), kind)
        assert [str(each["id"]) for each in found] == list(entries)
    assert {each["id"]: each["records"] for each in rows(full(), "topics")} == {"deals": 2, "opening-up": 0}
