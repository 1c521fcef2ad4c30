"""The cross-indexes of a library: which records stand behind each topic, name, figure, event and outlet.

Everything here is what front matter states, turned round; nothing is inferred. Each index is built in one
pass over the records, and a record's neighbours from the rare names it shares, so that the whole stays
linear in the number of records.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from ciie.dates import PartialDate
from ciie.library import Library, uses
from ciie.model import Event, Figure, Mention, Record, RelationKind
from ciie.terms import KINDS, Vocabulary

K = TypeVar("K")

# A name that more records share says little about any two of them, and walking it would be quadratic.
RARE = 30
MOST_NEIGHBOURS = 5
_THERE = {
    RelationKind.SAME_STORY: "The same story",
    RelationKind.REWRITE_OF: "This article rewrites it",
    RelationKind.RESPONSE_TO: "This article responds to it",
}
_BACK = {
    RelationKind.SAME_STORY: "The same story",
    RelationKind.REWRITE_OF: "Rewrites this article",
    RelationKind.RESPONSE_TO: "Responds to this article",
}


@dataclass(frozen=True, slots=True)
class Claim:
    """A figure with the record that states it and the anchor of the passage where it does."""

    record: Record
    figure: Figure
    anchor: str | None


@dataclass(frozen=True, slots=True)
class Happening:
    """An event with the record that tells of it and the anchor of the passage where it does."""

    record: Record
    event: Event
    anchor: str | None

    @property
    def is_planned(self) -> bool:
        """True where the event lay ahead when the record was published."""
        return self.event.date.first > self.record.date.last


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A record that stands beside another, and why, in words for readers."""

    record: Record
    why: str


@dataclass(frozen=True)
class Knowledge:
    """A library with its cross-indexes.

    Attributes:
        library: What everything is derived from.
        using: For each list of the vocabulary, the records that use an id, newest first.
        claims: Every figure, by measure; newest record first.
        claims_of: Every figure that is a figure of an organisation, place or person, by its id.
        claims_by_edition: Every figure that speaks of one edition, by its ordinal.
        happenings: Every event, earliest first.
        parts: The organisations that are part of an organisation, by its id.
        neighbours: The records beside each record: editors' relations first, then shared names.
    """

    library: Library
    using: Mapping[str, Mapping[str, tuple[Record, ...]]]
    claims: Mapping[str, tuple[Claim, ...]]
    claims_of: Mapping[str, tuple[Claim, ...]]
    claims_by_edition: Mapping[int, tuple[Claim, ...]]
    happenings: tuple[Happening, ...]
    parts: Mapping[str, tuple[str, ...]]
    neighbours: Mapping[str, tuple[Neighbour, ...]]

    @property
    def vocabulary(self) -> Vocabulary:
        """The library's vocabulary."""
        return self.library.vocabulary

    @property
    def records(self) -> tuple[Record, ...]:
        """The library's records, newest first."""
        return self.library.records

    def records_of(self, kind: str, name: str) -> tuple[Record, ...]:
        """The records that use the entry `name` of the list `kind`, newest first."""
        return self.using[kind].get(name, ())


def derive(library: Library) -> Knowledge:
    """The cross-indexes of `library`."""
    claims = [claim for record in library.records for claim in claims_of(record)]
    return Knowledge(
        library=library,
        using=_using(library.records),
        claims=_grouped(claims, lambda claim: claim.figure.measure),
        claims_of=_grouped(claims, lambda claim: claim.figure.of),
        claims_by_edition=_grouped(claims, _single_edition),
        happenings=tuple(sorted((h for r in library.records for h in happenings_of(r)), key=_when)),
        parts=_parts(library.vocabulary),
        neighbours=_neighbours(library),
    )


def claims_of(record: Record) -> list[Claim]:
    """The figures of `record`, in its order."""
    pairs = zip(record.figures, record.figure_anchors, strict=True)
    return [Claim(record, figure, anchor) for figure, anchor in pairs]


def happenings_of(record: Record) -> list[Happening]:
    """The events of `record`, in its order."""
    pairs = zip(record.events, record.event_anchors, strict=True)
    return [Happening(record, event, anchor) for event, anchor in pairs]


def mentions_of(record: Record, person: str) -> list[Mention]:
    """How `record` mentions `person`; more than once where it gives several affiliations."""
    return [mention for mention in record.people if mention.id == person]


def _when(happening: Happening) -> tuple[PartialDate, str]:
    return happening.event.date, happening.record.id


def _using(records: Iterable[Record]) -> dict[str, dict[str, tuple[Record, ...]]]:
    found: dict[str, dict[str, list[Record]]] = {kind: defaultdict(list) for kind in KINDS}
    for record in records:
        for kind, ids in uses(record).items():
            for name in ids:
                found[kind][name].append(record)
    return {kind: {name: tuple(rows) for name, rows in index.items()} for kind, index in found.items()}


def _grouped(claims: Sequence[Claim], key: Callable[[Claim], K | None]) -> dict[K, tuple[Claim, ...]]:
    found: dict[K, list[Claim]] = defaultdict(list)
    for claim in claims:
        name = key(claim)
        if name is not None:
            found[name].append(claim)
    return {name: tuple(rows) for name, rows in found.items()}


def _single_edition(claim: Claim) -> int | None:
    span = claim.figure.edition
    return span.first if span is not None and span.first == span.last else None


def _parts(vocabulary: Vocabulary) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for organisation in vocabulary.organisations.values():
        if organisation.part_of is not None:
            found[organisation.part_of].append(organisation.id)
    return {name: tuple(rows) for name, rows in found.items()}


def _neighbours(library: Library) -> dict[str, tuple[Neighbour, ...]]:
    stated = _stated(library.records)
    bearers: dict[tuple[str, str], list[Record]] = defaultdict(list)
    for record in library.records:
        for name in _names(record):
            bearers[name].append(record)
    found = {}
    for record in library.records:
        tied = stated.get(record.id, ())
        known = {neighbour.record.id for neighbour in tied} | {record.id}
        near = _sharing(record, bearers, known, library.vocabulary)
        found[record.id] = (*tied, *near[: max(0, MOST_NEIGHBOURS - len(tied))])
    return found


def _stated(records: Sequence[Record]) -> dict[str, tuple[Neighbour, ...]]:
    by_id = {record.id: record for record in records}
    found: dict[str, dict[str, Neighbour]] = defaultdict(dict)
    for record in records:
        for relation in record.related:
            other = by_id.get(relation.id)
            if other is not None:
                found[record.id][other.id] = Neighbour(other, _THERE[relation.kind])
                found[other.id].setdefault(record.id, Neighbour(record, _BACK[relation.kind]))
    return {name: tuple(rows.values()) for name, rows in found.items()}


def _names(record: Record) -> list[tuple[str, str]]:
    """The organisations and people of `record`, each once, also a person with two affiliations."""
    people = dict.fromkeys(("people", mention.id) for mention in record.people)
    return [*(("organisations", name) for name in record.organisations), *people]


def _sharing(
    record: Record,
    bearers: Mapping[tuple[str, str], Sequence[Record]],
    known: set[str],
    vocabulary: Vocabulary,
) -> list[Neighbour]:
    shared: dict[str, list[str]] = defaultdict(list)
    weights: Counter[str] = Counter()
    others: dict[str, Record] = {}
    for kind, name in _names(record):
        records = bearers[kind, name]
        for other in records if len(records) <= RARE else ():
            if other.id not in known:
                shared[other.id].append(getattr(vocabulary, kind)[name].name)
                weights[other.id] += 1000 // len(records)
                others[other.id] = other
    ranked = sorted(weights, key=lambda name: (-weights[name], name))
    return [Neighbour(others[name], f"Also names {_listed(shared[name])}") for name in ranked]


def _listed(names: Sequence[str], shown: int = 3) -> str:
    rest = len(names) - shown
    if rest > 0:
        return f"{', '.join(names[:shown])} and {rest} more"
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
