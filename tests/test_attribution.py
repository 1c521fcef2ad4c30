"""What a source does not print is marked wherever it is shown: its title, its date, its outlet."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from ciie.model.records import Record, Translation
from ciie.pipeline import read_collection
from ciie.views.links import date_of, outlet_of, title_of
from support.project import FIVE, PROJECT
from test_quotations import TODAY, Texts, files_of

PROGRAM = PROJECT / "scripts" / "ciie"


def record() -> Record:
    return read_collection(PROJECT / "tests" / "small", TODAY).records[0]


def shown(site: Path) -> list[tuple[str, str]]:
    """Every file of a site, as one text with blanks folded: what readers see of it, or all of it."""
    found = []
    for name, text in files_of(site):
        texts = "\n".join(Texts(text).texts) if name.endswith(".html") else text.replace("\r\n ", "")
        found.append((name, " ".join(texts.split())))
    return found


@pytest.mark.site
def test_title_of_ours_and_machine_translation_are_marked_on_every_page(site: Path) -> None:
    """Wherever the site shows the title of a record that its source does not print so, the title's mark follows."""
    records = read_collection(FIVE, TODAY).records
    marked = {record.title: title_of(record) for record in records if title_of(record) != record.title}
    pages = shown(site)
    bare = [
        (name, text[place : place + len(title) + 30])
        for title, whole in marked.items()
        for name, text in pages
        for place in (match.start() for match in re.finditer(re.escape(title), text))
        if not text.startswith(whole, place)
    ]

    assert {whole[len(title) :] for title, whole in marked.items()} == {" [our title]", " [machine translation]"}
    assert all(sum(whole in text for _, text in pages) > 10 for whole in marked.values())
    assert bare == []


@pytest.mark.site
def test_estimated_date_is_marked_on_every_page(site: Path) -> None:
    """The day that only the translated article has, which is estimated, says so wherever it is written out."""
    pages = shown(site)
    # The day is also that of two photographs, and a day of the sixth edition's course.
    publication = re.compile(r"(?<!on )(?<!dated )(?<!day before )4 November 2023(?! \(estimated\))")
    bare = [
        (name, text[max(0, match.start() - 60) : match.end() + 20])
        for name, text in pages
        for match in publication.finditer(text)
    ]

    assert sum("4 November 2023 (estimated)" in text for _, text in pages) > 50
    assert bare == []


@pytest.mark.parametrize(
    ("title_note", "translation", "expected"),
    [
        (None, None, "T"),
        (None, Translation.HUMAN, "T"),
        ("derived: the capture prints no headline", None, "T [our title]"),
        ("taken from the page's address", None, "T [our title]"),
        (None, Translation.MACHINE, "T [machine translation]"),
        ("derived", Translation.MACHINE, "T [our title, machine translation]"),
    ],
)
def test_mark_of_a_title(title_note: str | None, translation: Translation | None, expected: str) -> None:
    """A title has a mark where the source does not print it, and where it is a machine's."""
    assert title_of(replace(record(), title="T", title_note=title_note, translation=translation)) == expected


@pytest.mark.parametrize(
    ("note", "mark"),
    [
        (None, ""),
        ("estimated: the day before the opening", " (estimated)"),
        ("An estimate between two days", " (estimated)"),
        ("the address has it", " (inferred)"),
    ],
)
def test_mark_of_a_date(note: str | None, mark: str) -> None:
    """A date has a mark where the source does not print it: whether it is estimated, or known from elsewhere."""
    assert date_of(replace(record(), date_note=note)) == record().date.text + mark


def test_mark_of_an_outlet() -> None:
    """An outlet has a mark where the source does not name it."""
    vocabulary = read_collection(PROJECT / "tests" / "small", TODAY).vocabulary

    assert outlet_of(replace(record(), source_note=None), vocabulary) == "Example Daily"
    assert outlet_of(replace(record(), source_note="found elsewhere"), vocabulary) == "Example Daily (inferred)"


def test_only_one_module_shows_what_a_record_is_called() -> None:
    """No other module writes out a record's title or date, or its outlet's name, so none can forget the mark."""
    plain = re.compile(r"\b(?:record|first)\.(?:title|date\.text)\b|\.source\]\.name|record\.source\b.*\.name\b")
    excepted = {"links.py", "lookups.py", "postings.py"}
    folders = [PROGRAM / "views", PROGRAM / "pages", PROGRAM / "search"]
    found = [
        f"{path.name}: {line.strip()}"
        for folder in folders
        for path in sorted(folder.glob("*.py"))
        if path.name not in excepted
        for line in path.read_text(encoding="utf-8").splitlines()
        if plain.search(line)
    ]

    assert found == []
