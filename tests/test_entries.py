"""Entries that an import proposes for what the vocabulary lacks."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest
import yaml

from ciie.importing.entries import edition_entry, named_entry, unknown_organisations
from ciie.reading.vocabulary import read_vocabulary
from ciie.text.names import names_of
from support.import_samples import vocabulary

FINDER = names_of(vocabulary()).finder


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Kettle maker Muster Works came, and Beispiel, a German retailer, left.", ["Muster Works", "Beispiel"]),
        ("said Jo Doe, president of Probe China", ["Probe China"]),
        ("Beispiel Holdings signed with the Shanghai Group of the port", ["Beispiel Holdings"]),
        ("The company opened in Shanghai; the maker said so.", []),
        ("director of the fair, a group of Friends", []),
        ("The firm Muster Works left; the firm MUSTER Works came back.", ["Muster Works"]),
        ("The firm Muster Works left; the firm MUSTER Words came.", ["Muster Works", "MUSTER Words"]),
    ],
)
def test_companies_that_a_text_names(text: str, names: list[str]) -> None:
    """A name is a company's where the text calls it one; places, days and beginnings of sentences are none."""
    assert [name for name, _ in unknown_organisations([text], FINDER)] == names


def test_company_of_the_vocabulary_is_no_new_one() -> None:
    """What the vocabulary has is not proposed."""
    known = next(iter(vocabulary().organisations.values())).name

    written = re.sub(r"[A-Za-z]{4,}", lambda word: word.group().upper(), known)
    assert list(unknown_organisations([f"the company {known}"], FINDER)) == []
    assert written != known
    assert list(unknown_organisations([f"the company {written}"], FINDER)) == []


def test_proposed_entries_pass_check(tmp_path: Path) -> None:
    """An edition has its days, a company its kind: each entry can be pasted as it is."""
    folder = Path(__file__).parent / "captures" / "vocabulary"
    for source in folder.glob("*.yml"):
        entries = yaml.load(source.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
        added = {
            "editions": [edition_entry(41)],
            "organisations": [{**named_entry("Muster Works"), "kind": "company"}],
            "people": [named_entry("Jo Doe")],
        }.get(source.stem, [])
        (tmp_path / source.name).write_text(yaml.safe_dump([*entries, *added], allow_unicode=True), encoding="utf-8")

    reading = read_vocabulary(tmp_path, "vocabulary")

    assert [found for found in reading.problems if found.is_error and "sorted" not in found.message] == []
    assert reading.value is not None
    assert reading.value.editions["41"].opens.first == dt.date(2058, 11, 5)
    assert (edition_entry(22)["name"], edition_entry(13)["name"]) == ("22nd CIIE", "13th CIIE")
