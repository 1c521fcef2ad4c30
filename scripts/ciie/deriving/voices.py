"""Whose word a record is: records that copy or rewrite one another are one voice, however many publish them.

Editors say which record rewrites which. The program adds records of one text (`duplicates`), and the stories that it
proposes itself: most figures and names of two such records are the same. A tie that editors call the same story is
two accounts of one thing, and two voices.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from ciie.deriving.claims import Claim
from ciie.deriving.duplicates import find_duplicates
from ciie.deriving.stories import Story, groups, when
from ciie.words.model import Record, RelationKind

# Two editors may write a shorter body alike by chance.
SHORTEST = 60


@dataclass(frozen=True)
class Voices:
    """The voices of a library's records.

    Attributes:
        shared: For each record that shares its voice with others, the ids of all of them, the original first.
        proposed: The records whose place in their voice only the program proposes.
    """

    shared: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    proposed: frozenset[str] = frozenset()

    def of(self, record: Record) -> str:
        """The voice of `record`: the id of the original that it copies or rewrites, or its own."""
        return self.shared.get(record.id, (record.id,))[0]

    def place(self, record: Record) -> int:
        """How many records of its voice come before `record`; 0 for an original."""
        return self.shared.get(record.id, (record.id,)).index(record.id)

    def count(self, claims: Iterable[Claim]) -> int:
        """How many independent voices make `claims`."""
        return len({self.of(claim.record) for claim in claims})

    def count_records(self, records: Iterable[Record]) -> int:
        """How many independent voices `records` are."""
        return len({self.of(record) for record in records})


def voices_of(records: Sequence[Record], stories: Iterable[Story]) -> Voices:
    """The voices of `records`, whose `stories` are known; a voice reaches through copies of copies."""
    by_id = {record.id: record for record in records}
    stated = set(_ties(records, by_id, RelationKind.REWRITE_OF))
    apart = {frozenset(pair) for pair in _ties(records, by_id, RelationKind.SAME_STORY)}
    guesses = {*_copies(records), *_retellings(stories)}
    proposed = {pair for pair in guesses if frozenset(pair) not in apart}
    shared: dict[str, tuple[str, ...]] = {}
    for group in groups([*stated, *proposed]):
        ids = tuple(sorted(group, key=lambda name: when(by_id[name])))
        shared |= dict.fromkeys(ids, ids)
    sure = {name for group in groups(stated) for name in group}
    return Voices(shared, frozenset(shared) - sure)


def _ties(records: Iterable[Record], by_id: Mapping[str, Record], kind: RelationKind) -> Iterator[tuple[str, str]]:
    for record in records:
        for tie in record.related:
            if tie.kind is kind and tie.id in by_id and tie.id != record.id:
                yield record.id, tie.id


def _retellings(stories: Iterable[Story]) -> Iterator[tuple[str, str]]:
    for story in stories:
        yield from ((tie.record.id, tie.other.id) for tie in story.ties if tie.kind is None)


def _copies(records: Sequence[Record]) -> Iterator[tuple[str, str]]:
    """Records of the same body, and those whose bodies share most of their runs of words."""
    bodies: dict[str, list[str]] = defaultdict(list)
    for record in records:
        bodies[" ".join(record.body.split())].append(record.id)
    for first, *others in (ids for body, ids in bodies.items() if len(body) >= SHORTEST):
        yield from ((other, first) for other in others)
    yield from ((found.record.id, found.other.id) for found in find_duplicates(records, records))
