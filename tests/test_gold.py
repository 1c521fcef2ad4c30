"""The five records against the reading of their captures by hand: nothing of substance may be missing.

The hand-made reading lies beside the captures; where CIIE_SOURCES does not lead to them, these are skipped.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from ciie.library import Library
from ciie.model import Figure, Qualifier, Record
from ciie.names import fold
from ciie.pipeline import read_collection
from conftest import PROJECT

RECORDS = {
    "000": "2023-11-07-shine-high-quality-opening-up-and-innovation",
    "001": "2023-11-16-stdaily-platform-of-high-standard-opening-up",
    "002": "2023-11-08-peoples-daily-online-important-opportunity-for-global-development",
    "003": "2023-11-04-xinhua-adhere-to-opening-up",
    "004": "2023-11-05-breaking-latest-news-embracing-global-cooperation",
}
QUALIFIERS = {
    "eq": {Qualifier.EXACT},
    "gt": {Qualifier.OVER, Qualifier.AT_LEAST},
    "lt": {Qualifier.UNDER, Qualifier.NEARLY},
    "approx": {Qualifier.ABOUT, Qualifier.NEARLY},
}


@pytest.fixture(scope="module")
def library() -> Library:
    return read_collection(PROJECT / "articles", dt.date(2026, 11, 21))


@pytest.fixture(scope="module")
def gold(captures: Path) -> dict[str, Any]:
    path = captures.parent / "reference" / "gold.json"
    assert path.is_file(), f"{path} is missing: the captures came without their reading by hand"
    readings: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))["seeds"]
    return {name[:3]: reading for name, reading in readings.items()}


@pytest.fixture(params=sorted(RECORDS))
def pair(request: pytest.FixtureRequest, gold: dict[str, Any], library: Library) -> tuple[dict[str, Any], Record]:
    """The reading of one capture, and its record."""
    record = next(record for record in library.records if record.id == RECORDS[request.param])
    return gold[request.param], record


def same(figure: Figure, row: dict[str, Any]) -> bool:
    """Value, unit, qualifier and edition are those read by hand; a growth may be told in more words."""
    edition = figure.edition.key if figure.edition else None
    wanted = str(row["edition"]) if row["edition"] is not None else None
    spelt = figure.unit.replace(",", "") == str(row["unit"]).replace(",", "")
    return (
        figure.value == Decimal(str(row["value"]))
        and spelt
        and figure.qualifier in QUALIFIERS[row["cmp"]]
        and edition == wanted
    )


def names(record: Record, library: Library, kind: str) -> set[str]:
    """Every name, alias and part of a compound name of the record's entries of `kind`, folded."""
    ids = [getattr(item, "id", item) for item in getattr(record, kind)]
    return {fold(name) for each in ids for name in getattr(library.vocabulary, kind)[each].names}


def known(name: str, among: set[str]) -> bool:
    """True where a name read by hand is one of ours, whatever its "&" or the explanation in brackets."""
    plain = fold(name)
    return bool({plain, plain.split(" (", maxsplit=1)[0]} & among) or _reordered(plain) in map(_reordered, among)


def _reordered(name: str) -> tuple[str, ...]:
    return tuple(sorted(word for word in name.replace("&", "and").lower().split() if word not in {"of", "and"}))


def test_every_figure_is_in_the_record(pair: tuple[dict[str, Any], Record]) -> None:
    """Each figure read by hand has one of its own in the record, with value, unit, qualifier and edition."""
    reading, record = pair
    left = list(record.figures)
    missing = []
    for row in reading["figures"]:
        found = next((figure for figure in left if same(figure, row)), None)
        if found is None:
            missing.append(row)
        else:
            left.remove(found)

    assert missing == []


@pytest.mark.parametrize("kind", ["organisations", "people"])
def test_every_name_is_in_the_record(pair: tuple[dict[str, Any], Record], library: Library, kind: str) -> None:
    """Each organisation and person read by hand is in the record's front matter."""
    reading, record = pair
    wanted = [row["name"] if isinstance(row, dict) else row for row in reading[kind]]

    assert [name for name in wanted if not known(name, names(record, library, kind))] == []


def test_every_role_is_in_the_record(pair: tuple[dict[str, Any], Record], library: Library) -> None:
    """Each person has the role and the affiliation that the source gives."""
    reading, record = pair
    given = {fold(name): list(_words(record, person)) for person, name in _people(record, library)}
    lacking = [
        row
        for row in reading["people"]
        if not any(role in fold(text) for text in given[fold(row["name"])] for role in row["role"].split("; "))
    ]

    assert lacking == []


def _people(record: Record, library: Library) -> Iterator[tuple[str, str]]:
    for mention in record.people:
        for name in library.vocabulary.people[mention.id].names:
            yield mention.id, name


def _words(record: Record, person: str) -> Iterator[str]:
    return (mention.role or "" for mention in record.people if mention.id == person)


def test_every_country_and_place_is_in_the_record(pair: tuple[dict[str, Any], Record], library: Library) -> None:
    """Each country and place read by hand is in the record's front matter."""
    reading, record = pair
    countries = [code for code in reading["countries"] if code.lower() not in record.places]
    places = [name for name in reading["places"] if not known(name, names(record, library, "places"))]

    assert (countries, places) == ([], [])


def test_every_dated_event_is_in_the_record(pair: tuple[dict[str, Any], Record]) -> None:
    """Each dated event read by hand is in the record, with its date to the same precision."""
    reading, record = pair
    dates = [event.date.iso for event in record.events]
    missing = []
    for row in reading["events"]:
        if row["date"] in dates:
            dates.remove(row["date"])
        else:
            missing.append(row)

    assert missing == []


def test_bibliographic_facts_are_those_read_by_hand(pair: tuple[dict[str, Any], Record]) -> None:
    """Date, address, authors and edition agree; what the capture lacks has a note that says how it is known."""
    reading, record = pair
    date = reading["date"]["value"] or reading["date"]["estimate"]

    assert record.date.iso == date[:10]
    assert (record.url or "").startswith(reading["url"])
    assert list(record.authors) == reading["authors"]
    assert record.edition is not None
    assert record.edition.key == str(reading["edition"])
    assert (record.date_note is None) == (reading["date"]["value"] is not None)
    assert (record.title_note is None) == (not reading["title"]["derived"])
    assert (record.source_note is None) == (reading["source"]["in_capture"] is True)
