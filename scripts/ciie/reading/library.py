"""A folder of records and its vocabulary to a `Library`.

Reads everything, then checks what only the whole set can show: ids and addresses used twice, relations that
lead nowhere, entries that nothing uses.
"""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from pathlib import Path

from ciie.reading.folders import VOCABULARY, list_files
from ciie.reading.intake import read_text
from ciie.reading.magnitudes import check_magnitudes
from ciie.reading.names import Names, names_of
from ciie.reading.records import Desk, desk, read_record, refused
from ciie.reading.repeats import Age, check_repeats
from ciie.reading.vocabulary import read_vocabulary
from ciie.words.errors import WrongUseError
from ciie.words.model import Record
from ciie.words.problems import Problem, Reading
from ciie.words.references import Ref
from ciie.words.terms import Vocabulary

# The expo's calendar is complete, whether or not there is a record of an edition.
_WHOLE = ("editions",)
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


@dataclass(frozen=True)
class Library:
    """All records and the vocabulary.

    Attributes:
        records: Newest first; records of one day by id.
        files: How many files of records were looked at, those that could not be read included.
        vocabulary: The controlled vocabularies.
        problems: Every fault of the set, by path and line.
    """

    records: tuple[Record, ...]
    files: int
    vocabulary: Vocabulary
    problems: tuple[Problem, ...]

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that stop publication."""
        return tuple(found for found in self.problems if found.is_error)


def read_library(folder: Path, shown: str, today: dt.date, fallback: Path | None = None, age: Age = str) -> Library:
    """The library in `folder`.

    Args:
        folder: The folder of records.
        shown: What messages call it.
        today: The latest day that a record may be dated.
        fallback: The vocabulary of a folder that has none of its own.
        age: What sorts records from the oldest to the newest, by their path in `folder`.

    Returns:
        Its records, its vocabulary, and every fault of both.

    Raises:
        WrongUseError: There is no such folder.
    """
    if not folder.is_dir():
        raise WrongUseError(f"there is no folder {shown}; name one with --articles")
    own = folder / VOCABULARY
    lists, lists_shown = (
        (own, f"{shown}/{VOCABULARY}") if own.is_dir() or fallback is None else (fallback, str(fallback))
    )
    vocabulary = read_vocabulary(lists, lists_shown)
    at = desk(names_of(vocabulary.value or Vocabulary()), today)
    names, misplaced = list_files(folder)
    readings = [_read_file(folder, name, at) for name in names]
    records = sorted((r.value for r in readings if r.value), key=lambda r: r.id)
    records.sort(key=lambda r: r.date.first, reverse=True)
    found = [*misplaced, *(problem for reading in readings for problem in reading.problems)]
    found += _check_set(records, age)
    found += _check_folders([record for record in records if record.date.first <= today], shown)
    found = [problem.at(f"{shown}/{problem.path}".rstrip("/")) for problem in found]
    problems = [*vocabulary.problems, *found]
    files = sum(name.endswith(".md") for name in names)
    if lists is own and files:
        faulty = (folder / name for name, r in zip(names, readings, strict=True) if any(p.is_error for p in r.problems))
        used = {ref for record in records for ref in record.references} | _perhaps_used(faulty, at.names)
        problems += _unused(used, at.names.vocabulary, lists_shown, vocabulary.problems)
    return Library(tuple(records), files, at.names.vocabulary, tuple(sorted(problems)))


def record_paths(folder: Path) -> list[str]:
    """The files of records in `folder`, relative to it with "/" between their parts, in order."""
    return [name for name in list_files(folder)[0] if name.endswith(".md")]


def _read_file(folder: Path, name: str, at: Desk) -> Reading[Record]:
    path = folder / name
    if path.suffix != ".md" or name.startswith(f"{VOCABULARY}/"):
        hint = "move it elsewhere; records end in .md, and the vocabulary has seven lists"
        return refused(name, "stray-file", "this file does not belong here", hint)
    text = read_text(path)
    if text.value is None:
        return Reading(None, tuple(found.at(name) for found in text.problems))
    return read_record(name, text.value, at)


def _check_set(records: Sequence[Record], age: Age) -> Iterator[Problem]:
    yield from check_repeats(records, age)
    yield from check_magnitudes(records, age)
    ids: dict[str, Record] = {}
    for record in records:
        ids.setdefault(record.id.casefold(), record)
    former = {old: record.id for record in records for old in record.formerly}
    for record in records:
        yield from _check_former(record, ids, former)
        yield from _check_relations(record, ids, former)


def _check_folders(records: Sequence[Record], shown: str) -> Iterator[Problem]:
    """Records in the folder of another year, and those in none where most records lie in folders."""
    by_year = 2 * sum("/" in record.path for record in records) > len(records)
    for record in records:
        year, folder = str(record.date.first.year), record.path.rpartition("/")[0]
        if folder != year and (folder or by_year):
            lies = f"lies in the folder {folder}" if folder else "lies in no folder"
            message, hint = f"a record of {year} {lies}", f"move it to {shown}/{year}/{record.id}.md"
            yield Problem(record.path, *record.key_places.get("date", (1, 1)), "wrong-folder", message, hint)


def _check_former(record: Record, ids: Mapping[str, Record], former: Mapping[str, str]) -> Iterator[Problem]:
    for old in record.formerly:
        owner = ids[old].id if old in ids else former[old]
        if old in ids or owner != record.id:
            message = f"the former id {old} already belongs to {owner}"
            place = record.key_places.get("formerly", (1, 1))
            yield Problem(record.path, *place, "repeated-id", message, "delete it here; ids are never reused")


def _check_relations(record: Record, ids: Mapping[str, Record], former: Mapping[str, str]) -> Iterator[Problem]:
    for relation in record.related:
        if relation.id not in ids or relation.id == record.id:
            message = f"there is no other record {relation.id}"
            hint = "write the id of a record: its file name without .md"
            if relation.id in former:
                message, hint = f"the record {relation.id} has a new id", f"write {former[relation.id]}"
            yield Problem(record.path, relation.line, relation.column, "unknown-record", message, hint)


def _perhaps_used(paths: Iterable[Path], names: Names) -> set[Ref]:
    """What the records at `paths`, which have errors, may use: every entry whose id or name stands in one of them."""
    kinds = list(names.vocabulary.kinds())
    found: set[Ref] = set()
    for text in (read_text(path).value for path in paths):
        if text is None:
            return {Ref(kind, name) for kind, entries in kinds for name in entries}
        found |= {bearer for named in names.finder.find(text) for bearer in named.bearers}
        ids = set(_ID.findall(text))
        found |= {Ref(kind, name) for kind, entries in kinds for name in ids & entries.keys()}
    return found


def _unused(used: Set[Ref], vocabulary: Vocabulary, shown: str, known: Sequence[Problem]) -> Iterator[Problem]:
    """Entries that nothing uses, but for those with a fault that is `known`."""
    used = used | {*_used_by_entries(vocabulary)}
    for kind, entries in vocabulary.kinds():
        path, terms = f"{shown}/{kind}.yml", list(entries.values())
        lines = [term.line for term in terms]
        faulty = {bisect_right(lines, found.line) - 1 for found in known if found.path == path}
        for number, term in enumerate(terms):
            if Ref(kind, term.id) not in used and kind not in _WHOLE and number not in faulty:
                message = f"no record uses {term.id} ({term.name})"
                yield Problem(path, term.line, 1, "unused-entry", message, "use it in a record, or delete the entry")


def _used_by_entries(vocabulary: Vocabulary) -> Iterator[Ref]:
    """Countries and parents that other entries name."""
    placed = (vocabulary.organisations, vocabulary.people, vocabulary.places, vocabulary.outlets)
    for term in (term for entries in placed for term in entries.values()):
        if term.country is not None:
            yield Ref("places", term.country)
    for organisation in vocabulary.organisations.values():
        if organisation.part_of is not None:
            yield Ref("organisations", organisation.part_of)
