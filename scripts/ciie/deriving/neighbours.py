"""The records beside each record: what editors relate, then what shares rare names.

Neighbours are found through the names that few records bear, so that finding them stays linear.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ciie.deriving.claims import names_in
from ciie.reading.library import Library
from ciie.words.model import Record, RelationKind
from ciie.words.references import Ref
from ciie.words.terms import Vocabulary

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
class Neighbour:
    """A record that stands beside another, and why, in words for readers."""

    record: Record
    why: str


def neighbours_of(library: Library) -> dict[str, tuple[Neighbour, ...]]:
    """The neighbours of each record, by its id: those that editors relate first, then those that share rare names."""
    stated = _stated(library.records)
    bearers: dict[Ref, list[Record]] = defaultdict(list)
    for record in library.records:
        for name in names_in(record):
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


def _sharing(
    record: Record,
    bearers: Mapping[Ref, Sequence[Record]],
    known: set[str],
    vocabulary: Vocabulary,
) -> list[Neighbour]:
    shared: dict[str, list[str]] = defaultdict(list)
    weights: Counter[str] = Counter()
    others: dict[str, Record] = {}
    for ref in names_in(record):
        records = bearers[ref]
        for other in records if len(records) <= RARE else ():
            if other.id not in known:
                shared[other.id].append(vocabulary[ref].name)
                weights[other.id] += 1000 // len(records)
                others[other.id] = other
    ranked = sorted(weights, key=lambda name: (-weights[name], name))
    return [Neighbour(others[name], f"Also names {_listed(shared[name])}") for name in ranked]


def _listed(names: Sequence[str], shown: int = 3) -> str:
    rest = len(names) - shown
    if rest > 0:
        return f"{', '.join(names[:shown])} and {rest} more"
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
