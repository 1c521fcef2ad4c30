"""One record's text to a `Record`, with every fault that can be seen without the others; notices of withdrawn ones."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from ciie.model.library import Collected, Withdrawal
from ciie.model.problems import Problem, Reading, fault, problem, quoted
from ciie.model.records import Event, Figure, Mention, Passage, Record, Rights
from ciie.model.values import ANNOUNCED, PartialDate, Ref
from ciie.model.vocabulary import Measure
from ciie.reading import bodies, evidence
from ciie.reading.evidence import check_dates
from ciie.reading.figure_contexts import Digest, check_contexts
from ciie.reading.files import read_text
from ciie.reading.frontmatter import Split, parse_yaml, split
from ciie.reading.keys import Entry, Key, many, mapping, read_pairs, text
from ciie.reading.record_schema import keys_of
from ciie.reading.references import together
from ciie.reading.stated_figures import check_figures, check_measured, check_origins, find_figures
from ciie.reading.stated_names import Written, check_names, check_unlisted_names
from ciie.reading.unedited import check_unedited
from ciie.reading.value_types import LONGEST_ID, PAGE_NAMES, choice, date, identifier
from ciie.reading.yaml_trees import Items
from ciie.text.names import NAMED_KINDS, Names

# The expo was announced on 14 May 2017; no press coverage of it is older.
# Which key of a figure or event a fault of it is to be found under.
_POINTS = {
    "wrong-unit": ("unit",),
    "wrong-edition": ("edition",),
    "wrong-subject": ("of",),
    "below-zero": ("value",),
    "too-little": ("value",),
    "figure-value": ("as", "value"),
    "figure-not-in-body": ("as", "value"),
    "date-not-in-body": ("as", "date"),
    "name-not-in-body": ("origin",),
    "figure-qualifier": ("qualifier",),
    "figure-edition": ("edition",),
    "figure-unit": ("unit", "as"),
    "figure-status": ("status",),
}
_ID = re.compile(r"(?P<date>\d{4}(?:-\d{2}){0,2})(?:-[a-z0-9]+)+")


@dataclass(frozen=True)
class ReadingContext:
    """What reading a record needs: the vocabulary's names, the keys a record may have, and today's date."""

    names: Names
    keys: tuple[Key, ...]
    today: dt.date


def reading_context(names: Names, today: dt.date) -> ReadingContext:
    """The context for the records of one vocabulary; made once a run."""
    return ReadingContext(names, keys_of(names.vocabulary), today)


@dataclass(frozen=True)
class _Parts:
    """A record's file taken apart."""

    name: str
    path: str
    lines: Sequence[str]
    entry: Entry
    halves: Split
    passages: tuple[Passage, ...]
    measures: Mapping[str, Measure]

    @property
    def figures(self) -> tuple[Figure, ...]:
        return tuple(self.entry.values.get("figures", ()))

    @property
    def events(self) -> tuple[Event, ...]:
        return tuple(self.entry.values.get("events", ()))

    @property
    def language(self) -> str:
        """The language of the body: a digest is in English, whatever its source is in."""
        is_digest = self.entry.values.get("rights") is Rights.DIGEST
        return "en" if is_digest else str(self.entry.values.get("language", "en"))

    @cached_property
    def figure_anchors(self) -> tuple[str | None, ...]:
        return find_figures(self.figures, self.passages, self.measures, self.language)

    @cached_property
    def event_anchors(self) -> tuple[str | None, ...]:
        return evidence.find_events(self.events, self.passages, self.language)


def read_record(path: str, text: str, context: ReadingContext) -> Reading[Record]:
    """The record that `text` writes, for the file `path` ("/" between its parts), and all of its faults.

    There is a record wherever the required keys could be read, also where other things are wrong.
    """
    name = path.rsplit("/", 1)[-1].removesuffix(".md")
    problems = [*_check_file_name(name)]
    halves = split(text)
    problems += halves.problems
    if halves.value is None:
        return Reading(None, _located(problems, path))
    entry = read_pairs(halves.value.keys, context.keys)
    problems += together(entry.problems)
    oversize = bodies.check_size(halves.value.body, halves.value.body_line)
    problems += oversize
    record = None
    if entry.value is not None and not oversize:
        passages = bodies.passages(halves.value.body, halves.value.body_line)
        lines = text.split("\n")[: halves.value.body_line - 1]
        parts = _Parts(name, path, lines, entry.value, halves.value, passages, context.names.vocabulary.measures)
        problems += _check(parts, context)
        record = _record(parts, context)
        problems += _check_id(record) if record is not None else ()
    return Reading(record, _located(problems, path))


def find_date(name: str) -> str | None:
    """The date that the record's name `name` begins with, as it is written; None where it is no record's name.

    Args:
        name: A file's name without its ending.

    Returns:
        The date to its precision: "2023", "2023-11" or "2023-11-05".
    """
    found = _ID.fullmatch(name)
    return found["date"] if found else None


def refused(path: str, rule: str, message: str, hint: str) -> Reading[Record]:
    """The reading of a file that is not opened."""
    reading: Reading[Record] = fault((1, 1), rule, message, hint)
    return Reading(None, _located(reading.problems, path))


def _located(problems: Any, path: str) -> tuple[Problem, ...]:
    return tuple(found.at(path) for found in problems)


def _record(parts: _Parts, context: ReadingContext) -> Record | None:
    if any(key.required and key.name not in parts.entry.values for key in context.keys):
        return None
    return Record(
        id=parts.name,
        path=parts.path,
        body=parts.halves.body,
        passages=parts.passages,
        figure_anchors=parts.figure_anchors,
        event_anchors=parts.event_anchors,
        key_places=parts.entry.places,
        **parts.entry.values,
    )


def _check(parts: _Parts, context: ReadingContext) -> Iterator[Problem]:
    entry, passages = parts.entry, parts.passages
    yield from _check_dates(entry, context)
    yield from _check_rights(parts)
    faults = list(bodies.check(parts.halves.body, parts.halves.body_line))
    yield from faults
    if not faults and not any(passage.text for passage in passages):
        message = "there is no text after the front matter"
        yield problem((parts.halves.body_line, 1), "empty-body", message, "write the digest below the closing ---")
        return
    if not any(found.is_error for found in faults):
        yield from _check_evidence(parts, context)


def _check_rights(parts: _Parts) -> Iterator[Problem]:
    values, places = parts.entry.values, parts.entry.places
    rights = values.get("rights")
    if rights is Rights.UNREVIEWED:
        hint = "write digest if the body is in your own words; otherwise licensed, permission or public-domain"
        message = "the rights of this text have not been reviewed"
        yield problem(places["rights"], "unpublishable-rights", message, hint)
    if rights is Rights.DIGEST:
        summary = (values["summary"], places["summary"]) if "summary" in values else None
        for found in check_unedited(parts.lines, summary, parts.events, parts.passages, values.get("draft")):
            line, column = parts.halves.place_within((found.line, found.column), ("what",))
            yield replace(found, line=line, column=column)


def _check_evidence(parts: _Parts, context: ReadingContext) -> Iterator[Problem]:
    entry, passages = parts.entry, parts.passages
    measured = check_measured(parts.figures, parts.measures, entry.values.get("edition"), _named(entry))
    stated = check_figures(parts.figures, parts.figure_anchors, passages, parts.measures, parts.language)
    dates = evidence.check_events(parts.events, parts.event_anchors)
    origins = check_origins(parts.figures, passages, context.names)
    contexts = _check_contexts(parts, context)
    for found in _one_each([*measured, *stated, *dates, *origins, *contexts], parts):
        line, column = parts.halves.place_within((found.line, found.column), _POINTS[found.rule])
        yield replace(found, line=line, column=column)
    claimed = {kind: entry.values.get(kind, ()) for kind in NAMED_KINDS}
    written = {kind: _written(parts.halves, kind, claimed[kind]) for kind in NAMED_KINDS}
    yield from check_names(claimed, written, passages, context.names, parts.language)
    yield from check_unlisted_names(claimed, written, passages, context.names, entry.unknown)
    if not parts.halves.unread & {"figures", "events"}:
        texts = parts.halves.texts_under(*entry.faulty & {"figures", "events"})
        lines = {key: parts.halves.list_of(key)[0] for key in ("figures", "events")}
        unstated = (f for f, anchor in zip(parts.figures, parts.figure_anchors, strict=True) if anchor is None)
        slips = {slip for f in unstated if (slip := evidence.find_slip(f, passages, parts.language)) is not None}
        by = evidence.Claimed(parts.figures, parts.events, parts.language, texts, lines, slips)
        yield from evidence.check_numbers(by, passages, context.names)
    published = entry.values.get("date")
    if published is not None and "events" not in entry.unknown:
        key_line, _ = parts.halves.list_of("events")
        told = [*(each.date for each in parts.events), *(each.as_of for each in parts.figures if each.as_of)]
        yield from check_dates(told, published, passages, parts.language, key_line)


def _check_contexts(parts: _Parts, context: ReadingContext) -> Iterator[Problem]:
    """The faults of figures that the body states otherwise, if it is a digest."""
    values = parts.entry.values
    if values.get("rights") is Rights.DIGEST:
        editions, measures = context.names.vocabulary.editions, context.names.vocabulary.measures
        anchored = zip(parts.figures, parts.figure_anchors, strict=True)
        # A unit that is none of its measure's is told already.
        stated = [f for f, anchor in anchored if anchor is not None and f.unit in measures[f.measure].units]
        digest = Digest(parts.passages, values.get("edition"), values.get("date"), editions, measures)
        yield from check_contexts(stated, digest)


def _one_each(problems: Sequence[Problem], parts: _Parts) -> Iterator[Problem]:
    """The problems but for those that follow from another: an edition that could not be read, a value too little."""
    follow = {(found.line, found.column, "figure-not-in-body") for found in problems if found.rule == "below-zero"}
    for figure in parts.figures:
        place = figure.line, figure.column
        for key, value in (("edition", figure.edition), ("of", figure.of)):
            if value is None and parts.halves.place_within(place, (key,)) != place:
                follow.add((*place, {"edition": "wrong-edition", "of": "wrong-subject"}[key]))
    yield from (found for found in problems if (found.line, found.column, found.rule) not in follow)


def _written(halves: Split, kind: str, claimed: Sequence[Any]) -> Written:
    line, ids = halves.list_of(kind)
    read = tuple(item.id if isinstance(item, Mention) else item for item in claimed)
    items = halves.item_places(kind)
    # A name that stands for an id is where the id would be.
    names = read if len(read) == len(items) else tuple(name for name, _ in items)
    places = {name: place for name, (_, place) in zip(names, items, strict=True)}
    return Written(line, read if ids is not None and len(ids) == len(read) else None, places)


def _named(entry: Entry) -> tuple[Ref, ...]:
    """The organisations, people and places that the front matter names."""
    ids = (
        (kind, item.id if isinstance(item, Mention) else item)
        for kind in NAMED_KINDS
        for item in entry.values.get(kind, ())
    )
    return tuple(Ref(kind, name) for kind, name in ids)


def _check_dates(entry: Entry, context: ReadingContext) -> Iterator[Problem]:
    date: PartialDate | None = entry.values.get("date")
    if date is None:
        return
    place = entry.places["date"]
    if date.first > context.today:
        yield problem(
            place, "future-date", f"{date.iso} is after today, {context.today}", "write the day of publication"
        )
    for each in entry.values.get("corrections", ()):
        if each.date.first > context.today:
            message = f"{each.date.iso} is after today, {context.today}"
            yield problem((each.line, each.column), "future-date", message, "write the day of the correction")
    span = entry.values.get("edition")
    if span is not None and date.last < ANNOUNCED:
        message = f"{date.iso} is before the expo was announced on {ANNOUNCED}"
        yield problem(place, "edition-date", message, "correct the date, or delete the key edition")


def _check_file_name(name: str) -> Iterator[Problem]:
    if not _ID.fullmatch(name) or len(name) > LONGEST_ID:
        hint = "rename it, such as 2023-11-16-stdaily-platform-of-opening-up.md: small letters, digits, hyphens"
        yield problem((1, 1), "file-name", f"the file name {quoted(name)} is not date-outlet-words", hint)
    elif re.fullmatch(PAGE_NAMES, name):
        message = f"{quoted(name)} is the name of another page of the site"
        yield problem((1, 1), "file-name", message, "rename it: date, outlet and other words")


def _check_id(record: Record) -> Iterator[Problem]:
    start = f"{record.date.iso}-{record.source}-"
    if not record.id.startswith(start):
        message = f"the file name does not begin with {start}"
        hint = "rename the file if the record is new; leave a published one, others may link to it"
        yield problem(record.key_places.get("date", (1, 1)), "id-differs", message, hint)


_WITHDRAWAL = mapping(
    (
        Key("id", identifier(LONGEST_ID), "the id that it had", required=True),
        Key("reason", text(), "why it was withdrawn, in words for readers", required=True),
        Key("list", choice(Collected), "where it was; articles if the key is missing"),
        Key("date", date(), "the day it was withdrawn"),
        Key("formerly", many(identifier(LONGEST_ID)), "ids that it had before"),
    ),
    lambda entry: Withdrawal(**entry.values, line=entry.place[0]),
)


def read_withdrawn(path: Path) -> Reading[tuple[Withdrawal, ...]]:
    """What was withdrawn from a folder of records.

    Args:
        path: The list; nothing was withdrawn where there is none.

    Returns:
        Each notice that could be read, in the order of the list, and the faults of the others.
    """
    if not path.exists() and not path.is_symlink():
        return Reading(())
    read = read_text(path)
    if read.value is None:
        return Reading((), read.problems)
    reading = parse_yaml(read.value)
    if not isinstance(reading.value, Items):
        return fault((1, 1), "wrong-type", "this file is not a list", "begin each notice with  - id: …")
    notices = [_WITHDRAWAL(item) for item in reading.value.items]
    found = (*reading.problems, *(each for notice in notices for each in notice.problems))
    return Reading(tuple(notice.value for notice in notices if notice.value is not None), found)
