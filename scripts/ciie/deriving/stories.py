"""Records that tell the same story: as editors relate them, and as the program proposes where it is sure.

Sure is it of two records that state the same figures and the same names within days: at least
`FEWEST_FIGURES` figures and `FEWEST_NAMES` organisations or people in common, and most of what the shorter
one has. Two reports of one event share its figures, but each brings its own names; a rewrite brings none.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from ciie.deriving.claims import names_in
from ciie.words.model import Record, RelationKind

# A key of any kind, with an order.
K = TypeVar("K", str, tuple[str, int])
TIES = {RelationKind.SAME_STORY, RelationKind.REWRITE_OF}
FEWEST_FIGURES = 4
FEWEST_NAMES = 2
LEAST_SHARE = 0.6
MOST_DAYS = 14
# What more records have in common says little about any two of them, and walking it would be quadratic.
RARE = 30


@dataclass(frozen=True, slots=True)
class Tie:
    """Why two records are of one story: an editor's word, or the program's.

    Attributes:
        record: The later of the two.
        other: The earlier.
        kind: What the editor says that the first is to the second; None where the program proposes it.
        figures: How many figures they have in common.
        names: How many organisations and people they have in common.
    """

    record: Record
    other: Record
    kind: RelationKind | None
    figures: int
    names: int


@dataclass(frozen=True)
class Story:
    """Records of one story, the first published first, and the ties that bind them."""

    records: tuple[Record, ...]
    ties: tuple[Tie, ...]

    @property
    def id(self) -> str:
        """The id of the record that was published first."""
        return self.records[0].id


def stories_of(records: Sequence[Record]) -> tuple[Story, ...]:
    """The stories that at least two of `records` tell, the newest first."""
    by_id = {record.id: record for record in records}
    ties = {(tie.record.id, tie.other.id): tie for tie in _proposed(records)}
    ties |= {(tie.record.id, tie.other.id): tie for tie in _stated(records, by_id)}
    story_of = {name: number for number, group in enumerate(groups(ties)) for name in sorted(group)}
    members: dict[int, list[Record]] = defaultdict(list)
    for name, number in story_of.items():
        members[number].append(by_id[name])
    bonds: dict[int, list[Tie]] = defaultdict(list)
    for pair in sorted(ties):
        bonds[story_of[pair[0]]].append(ties[pair])
    stories = [Story(tuple(sorted(rows, key=when)), tuple(bonds[number])) for number, rows in members.items()]
    return tuple(sorted(stories, key=lambda story: (story.records[0].date.first, story.id), reverse=True))


def shared_figures(one: Record, other: Record) -> set[tuple[object, ...]]:
    """The numbers that both state, whatever their qualifiers: measure, edition, subject and value."""
    return _figures(one) & _figures(other)


def _stated(records: Iterable[Record], by_id: Mapping[str, Record]) -> Iterator[Tie]:
    for record in records:
        for relation in record.related:
            other = by_id.get(relation.id)
            if other is not None and other is not record and relation.kind in TIES:
                yield _tie(record, other, relation.kind)


def _tie(record: Record, other: Record, kind: RelationKind | None) -> Tie:
    names = set(names_in(record)) & set(names_in(other))
    return Tie(record, other, kind, len(shared_figures(record, other)), len(names))


def _figures(record: Record) -> set[tuple[object, ...]]:
    return {(each.measure, each.edition, each.of, each.value) for each in record.figures}


def _proposed(records: Sequence[Record]) -> Iterator[Tie]:
    """Ties of each record to earlier ones that share enough figures, of those that few records state."""
    bearers: dict[tuple[object, ...], list[Record]] = defaultdict(list)
    for record in records:
        for figure in _figures(record):
            bearers[figure].append(record)
    for record in records:
        shared = [rows for figure in _figures(record) if len(rows := bearers[figure]) <= RARE]
        earlier = {other.id: other for rows in shared for other in rows if when(other) < when(record)}
        numbers = Counter(other.id for rows in shared for other in rows)
        for name in sorted(earlier):
            if numbers[name] >= FEWEST_FIGURES and _is_sure(tie := _tie(record, earlier[name], None)):
                yield tie


def _is_sure(tie: Tie) -> bool:
    one, other = tie.record, tie.other
    near = abs((one.date.first - other.date.first).days) <= MOST_DAYS
    figures = min(len(_figures(one)), len(_figures(other)))
    names = min(len(names_in(one)), len(names_in(other)))
    most = tie.figures >= LEAST_SHARE * figures and tie.names >= LEAST_SHARE * names
    return near and most and tie.figures >= FEWEST_FIGURES and tie.names >= FEWEST_NAMES


def groups(ties: Iterable[tuple[K, K]]) -> list[set[K]]:
    """The keys that ties connect, directly or through others."""
    beside: dict[K, set[K]] = defaultdict(set)
    for one, other in ties:
        beside[one].add(other)
        beside[other].add(one)
    found: list[set[K]] = []
    seen: set[K] = set()
    for start in sorted(beside):
        group: set[K] = set()
        open_ones = [start]
        while open_ones:
            name = open_ones.pop()
            if name not in seen:
                seen.add(name)
                group.add(name)
                open_ones += sorted(beside[name])
        found += [group] if group else []
    return found


def when(record: Record) -> tuple[object, ...]:
    """By publication; on one day an original before what its editors call a rewrite, then by id."""
    return record.date.first, any(tie.kind is RelationKind.REWRITE_OF for tie in record.related), record.id
