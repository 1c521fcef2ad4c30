"""A folder of records and its vocabulary to a `Library`.

Reads everything, then checks what only the whole set can show: ids and addresses used twice, relations that
lead nowhere, entries that nothing uses.
"""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from itertools import islice
from pathlib import Path
from statistics import median_low
from typing import Any

from ciie.model.library import Collected, Library, Withdrawal
from ciie.model.problems import NEEDLESS, Problem, Reading, WrongUseError, accept, bounded, problem
from ciie.model.records import EditionSpan, Figure, Record, Status, canonical_url
from ciie.model.vocabulary import Vocabulary
from ciie.reading.files import VOCABULARY, WITHDRAWN, list_files, read_text
from ciie.reading.records import ReadingContext, find_date, read_record, read_withdrawn, reading_context, refused
from ciie.reading.references import find_unused, perhaps_used
from ciie.reading.vocabulary import read_vocabulary
from ciie.text.languages import fold
from ciie.text.names import names_of
from ciie.text.numbers import plain

# What sorts records from the oldest to the newest, by their path; it is asked only where two are the same.
Age = Callable[[str], Any]
# Sources round by as much: 3,486 to 3,400.
_SLACK = Decimal("0.05")
_MOST_ZEROS = 15
_MOST_NAMED = 3
# How many times the values of other editions a value must be to be doubted, and of how many others. Of what the records
# state without a note, no count so far is 1.4 times the most of other editions, or their least 2.5 times it.
_FAR = 3
_FEWEST_OTHERS = 3
_GOING_ON = {Status.EXPECTED, Status.REGISTERED, Status.INTERIM}


@dataclass(frozen=True, slots=True)
class _Value:
    """A figure that is above zero, and the record that states it."""

    figure: Figure
    record: Record


class _Cell:
    """The values of one measure, edition, subject, currency and day of counting, the smallest first."""

    def __init__(self, values: Iterable[_Value]) -> None:
        self.values = sorted(values, key=lambda each: each.figure.value)
        self._sizes = [each.figure.value for each in self.values]
        self._own: dict[str, list[Decimal]] = defaultdict(list)
        for each in self.values:
            self._own[each.record.id].append(each.figure.value)

    def about(self, size: Decimal, record: Record) -> tuple[int, Iterator[_Value]]:
        """How many values of other records are `size`, or a rounding of it, and those."""
        low, high = size * (1 - _SLACK), size * (1 + _SLACK)
        start, end = bisect_left(self._sizes, low), bisect_right(self._sizes, high)
        own = sum(low <= value <= high for value in self._own[record.id])
        others = (self.values[index] for index in range(start, end))
        return end - start - own, (each for each in others if each.record.id != record.id)

    def powers(self, size: Decimal) -> Iterator[int]:
        """The powers of ten, but for 1, that may lie between `size` and one of the values, ascending."""
        least, most = (size.adjusted() - self._sizes[index].adjusted() for index in (-1, 0))
        powers = range(max(least - 1, -_MOST_ZEROS), min(most + 1, _MOST_ZEROS) + 1)
        return (power for power in powers if power)


def check_magnitudes(records: Iterable[Record], age: Age) -> Iterator[Problem]:
    """Figures far from what other records state, each once.

    Args:
        records: All records.
        age: What sorts them from the oldest to the newest, by their path.

    Yields:
        A fault for each figure that is a power of ten away from those of other records on the same, if more of these,
        or an older one, are against it; or that is far from those of every other edition.
    """
    cells: dict[object, list[_Value]] = defaultdict(list)
    series: dict[object, list[_Value]] = defaultdict(list)
    for record in records:
        for figure in (figure for figure in record.figures if figure.value > 0):
            currency = figure.unit if figure.unit.isupper() else ""
            # Of what is counted on, the counts of two days may be far apart.
            day = figure.as_of if figure.status in _GOING_ON else None
            cells[figure.measure, figure.edition, figure.of, currency, day].append(_Value(figure, record))
            # What a note says of a number, or a rate of growth, may differ from one edition to the next.
            if figure.edition is not None and not figure.note and "%" not in figure.unit:
                series[figure.measure, figure.of, currency].append(_Value(figure, record))
    several = (_Cell(values) for values in cells.values() if len({each.record.id for each in values}) > 1)
    found = [fault for cell in several for each in cell.values for fault in _check(each, cell, age)]
    told = {(fault.path, fault.line, fault.column) for fault in found}
    far = (fault for values in series.values() for fault in _far_off(values))
    yield from (*found, *(fault for fault in far if (fault.path, fault.line, fault.column) not in told))


def _check(each: _Value, cell: _Cell, age: Age) -> Iterator[Problem]:
    size = each.figure.value
    near = 1 + cell.about(size, each.record)[0]
    for power in cell.powers(size):
        far, others = cell.about(size.scaleb(-power), each.record)
        named = list(islice(others, _MOST_NAMED)) if far >= near else []
        # Of one against one the newer is doubted; of more that are as many on either side nobody can tell.
        if far > near or (far == near and (far > 1 or age(named[0].record.path) < age(each.record.path))):
            yield _fault(each, power, named)
            return


def _fault(each: _Value, power: int, others: Sequence[_Value]) -> Problem:
    times = f"{10**power:,} times" if power > 0 else f"1/{10**-power:,} of"
    told = ", ".join(f"{plain(other.figure.value)} ({other.record.id})" for other in others)
    message = f"{each.figure.measure}: {plain(each.figure.value)} is about {times} what other records state: {told}"
    place = each.figure.line, each.figure.column
    hint = f"check the value; if it is right, {accept('magnitude')}"
    return Problem(each.record.path, *place, "magnitude", message, hint)


def _far_off(values: Iterable[_Value]) -> Iterator[Problem]:
    """The values of a measure that are far above or below those of every other edition."""
    editions: dict[EditionSpan | None, list[_Value]] = defaultdict(list)
    for each in values:
        if each.figure.edition is not None and each.figure.edition.first == each.figure.edition.last:
            editions[each.figure.edition].append(each)
    usual = {edition: median_low(each.figure.value for each in there) for edition, there in editions.items()}
    for edition, there in editions.items():
        others = [value for other, value in usual.items() if other != edition]
        for each in there if len(others) >= _FEWEST_OTHERS else ():
            value, is_count = each.figure.value, each.figure.status in _GOING_ON
            if value >= _FAR * max(others) or (value * _FAR <= min(others) and not is_count):
                told = f"{plain(min(others))} to {plain(max(others))}"
                message = (
                    f"{each.figure.measure}: {plain(value)} is far from what records state for other editions: {told}"
                )
                place = each.figure.line, each.figure.column
                hint = f"check the value; if it is right, {accept('magnitude')}"
                yield Problem(each.record.path, *place, "magnitude", message, hint)


def check_repeats(records: Sequence[Record], age: Age) -> Iterator[Problem]:
    """Each record that repeats an older one, once."""
    blamed: set[str] = set()
    for rule, key, told, hint in _KINDS:
        for first, record in _repeated(records, key, age):
            if record.path not in blamed:
                blamed.add(record.path)
                place = record.key_places.get(told, (1, 1))
                yield Problem(record.path, *place, rule, _MESSAGES[rule].format(first.path), hint)


def _repeated(
    records: Iterable[Record], key: Callable[[Record], Hashable | None], age: Age
) -> Iterator[tuple[Record, Record]]:
    """Each record that has the same key as an older one, with the oldest."""
    groups: dict[Hashable, list[Record]] = defaultdict(list)
    for record in records:
        found = key(record)
        if found is not None:
            groups[found].append(record)
    for group in groups.values():
        if len(group) > 1:
            first, *others = sorted(group, key=lambda record: (age(record.path), record.path))
            yield from ((first, other) for other in others)


def _heading(record: Record) -> Hashable:
    """Title, date and outlet; capitals and punctuation tell no titles apart."""
    title = re.sub(r"[\W_]+", " ", fold(record.title).casefold()).strip()
    return title or record.title, record.date, record.source


_KINDS: tuple[tuple[str, Callable[[Record], Hashable | None], str, str], ...] = (
    ("repeated-id", lambda record: record.id.casefold(), "", "delete one of the two, or change its name"),
    (
        "repeated-url",
        lambda record: canonical_url(record.url) if record.url else None,
        "url",
        "add what is new to that record",
    ),
    (
        "repeated-article",
        _heading,
        "title",
        "add what is new to that record, or correct the keys",
    ),
)
_MESSAGES = {
    "repeated-id": "the file {} has the same name",
    "repeated-url": "{} is already the record of this address",
    "repeated-article": "{} has the same title, date and outlet",
}
# What reads all files, in a row or by several processes.
ReadAll = Callable[[Callable[[str], Reading[Record]], Sequence[str]], Iterable[Reading[Record]]]


def read_library(  # noqa: PLR0913, PLR0917, an argument for each thing that a caller may decide
    folder: Path, shown: str, today: dt.date, fallback: Path | None = None, age: Age = str, read_all: ReadAll = map
) -> Library:
    """The library in `folder`.

    Args:
        folder: The folder of records.
        shown: What messages call it.
        today: The latest day that a record may be dated.
        fallback: The vocabulary of a folder that has none of its own.
        age: What sorts records from the oldest to the newest, by their path in `folder`.
        read_all: What applies a function to all paths of records, and gives what comes of it in their order.

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
    context = reading_context(names_of(vocabulary.value or Vocabulary()), today)
    names, misplaced = list_files(folder)
    readings = list(read_all(partial(_read_file, folder, context), names))
    records = sorted((r.value for r in readings if r.value), key=lambda r: r.id)
    records.sort(key=lambda r: r.date.first, reverse=True)
    found = [*misplaced, *(problem for reading in readings for problem in reading.problems)]
    withdrawn = read_withdrawn(folder / WITHDRAWN)
    notices = withdrawn.value or ()
    found += _check_set(records, age, notices, dict(zip(names, readings, strict=True)))
    found += (
        each.at(WITHDRAWN) for each in (*withdrawn.problems, *_reused(notices, records, context.names.vocabulary))
    )
    folders = list(_check_folders([record for record in records if record.date.first <= today], shown))
    # Where a name of another day lies in that day's folder, the fault of the folder tells both.
    told = {problem.path for problem in folders} & {record.path for record in records if _redated(record)}
    found = [*folders, *(each for each in found if each.rule != "id-differs" or each.path not in told)]
    found = [problem.at(f"{shown}/{problem.path}".rstrip("/")) for problem in _unaccepted(found, records)]
    problems = [*vocabulary.problems, *found]
    files = sum(name.endswith(".md") for name in names)
    if lists is own and files:
        faulty = (folder / name for name, r in zip(names, readings, strict=True) if any(p.is_error for p in r.problems))
        used = {ref for record in records for ref in record.references} | perhaps_used(faulty, context.names)
        problems += find_unused(used, context.names.vocabulary, lists_shown, vocabulary.problems)
    return Library(tuple(records), files, context.names.vocabulary, tuple(bounded(sorted(problems))), notices)


def _read_file(folder: Path, context: ReadingContext, name: str) -> Reading[Record]:
    path = folder / name
    if path.suffix != ".md" or name.startswith(f"{VOCABULARY}/"):
        hint = "move it elsewhere; records end in .md, and the vocabulary has seven lists"
        return refused(name, "stray-file", "this file does not belong here", hint)
    text = read_text(path)
    if text.value is None:
        return Reading(None, tuple(found.at(name) for found in text.problems))
    return read_record(name, text.value, context)


def _reused(notices: Iterable[Withdrawal], records: Iterable[Record], vocabulary: Vocabulary) -> Iterator[Problem]:
    """Notices of ids that something has, or that another notice is of."""
    owners = {(Collected.RECORDS.value, old): each.id for each in records for old in (each.id, *each.formerly)}
    terms = ((kind, term) for kind, entries in vocabulary.kinds() for term in entries.values())
    owners |= {(kind, old): term.id for kind, term in terms for old in (term.id, *term.formerly)}
    for notice in notices:
        for name in (notice.id, *notice.formerly):
            owner = owners.setdefault((notice.list.value, name), f"line {notice.line}")
            if owner != f"line {notice.line}":
                message, hint = f"{name} was withdrawn, but {owner} has its id", "delete one of the two"
                yield problem((notice.line, 1), "repeated-id", message, hint)


def _check_set(
    records: Sequence[Record], age: Age, notices: Sequence[Withdrawal], read: Mapping[str, Reading[Record]]
) -> Iterator[Problem]:
    withdrawn = {each.id for each in notices if each.list is Collected.RECORDS}
    unread = {Path(name).stem.casefold() for name, reading in read.items() if reading.value is None}
    yield from (*check_repeats(records, age), *check_magnitudes(records, age))
    ids = {record.id.casefold(): record for record in reversed(records)}
    former = {old: record.id for record in records for old in record.formerly}
    for record in records:
        yield from _check_former(record, ids, former)
        yield from _check_relations(record, ids.keys() | unread, former, withdrawn)


def _check_folders(records: Sequence[Record], shown: str) -> Iterator[Problem]:
    """Records in the folder of another year, and those in none where most records lie in folders."""
    by_year = 2 * sum("/" in record.path for record in records) > len(records)
    for record in records:
        year, folder = str(record.date.first.year), record.path.rpartition("/")[0]
        if folder != year and (folder or by_year):
            lies = f"lies in the folder {folder}" if folder else "lies in no folder"
            message, hint = f"a record of {year} {lies}", f"move it to {shown}/{year}/{record.id}.md"
            right = _redated(record)
            if right is not None:
                hint = f"correct the date, or move the file to {shown}/{year}/{right}.md"
                hint += f" (if it was published, with formerly: [{record.id}])"
            yield Problem(record.path, *record.key_places.get("date", (1, 1)), "wrong-folder", message, hint)


def _redated(record: Record) -> str | None:
    """The record's id with its date in place of another; None where it has its date, or another outlet's id as well."""
    named = find_date(record.id) or ""
    rest = record.id.removeprefix(named)
    return f"{record.date.iso}{rest}" if named != record.date.iso and rest.startswith(f"-{record.source}-") else None


def _check_former(record: Record, ids: Mapping[str, Record], former: Mapping[str, str]) -> Iterator[Problem]:
    for old in record.formerly:
        owner = ids[old].id if old in ids else former[old]
        if old in ids or owner != record.id:
            message = f"the former id {old} already belongs to {owner}"
            place = record.key_places.get("formerly", (1, 1))
            yield Problem(record.path, *place, "repeated-id", message, "delete it here; ids are never reused")


def _check_relations(
    record: Record, ids: Set[str], former: Mapping[str, str], withdrawn: Set[str]
) -> Iterator[Problem]:
    for relation in record.related:
        if relation.id not in ids or relation.id == record.id:
            message = f"there is no other record {relation.id}"
            hint = "write the id of a record: its file name without .md"
            if relation.id in former:
                message, hint = f"the record {relation.id} has a new id", f"write {former[relation.id]}"
            elif relation.id in withdrawn:
                message, hint = f"the record {relation.id} was withdrawn", "delete it here"
            yield Problem(record.path, relation.line, relation.column, "unknown-record", message, hint)


def _unaccepted(problems: Sequence[Problem], records: Iterable[Record]) -> Iterator[Problem]:
    """The problems that no record accepts, and what is accepted without need in records that have no error."""
    accepted = {(record.path, each.rule): each for record in records for each in record.accepted}
    yield from (found for found in problems if (found.path, found.rule) not in accepted)
    met = {(found.path, found.rule) for found in problems}
    faulty = {found.path for found in problems if found.is_error}
    for (path, rule), each in accepted.items():
        if (path, rule) not in met and path not in faulty:
            message = f"the record gives no warning {rule}"
            yield Problem(path, each.line, each.column, NEEDLESS, message, f"delete {rule} from accepted")
