"""Records that tell the same story, and whose word each record is: copies and rewrites are one voice.

Sure is it of two records that state the same figures and the same names within days: at least
`FEWEST_FIGURES` figures and `FEWEST_NAMES` organisations or people in common, and most of what the shorter
one has. Two reports of one event share its figures, but each brings its own names; a rewrite brings none.

Editors say which record rewrites which. The program adds records of one text (`likeness`), and the stories that it
proposes itself: most figures and names of two such records are the same. A tie that editors call the same story is
two accounts of one thing, and two voices.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set

from ciie.deriving.claims import Voices
from ciie.deriving.knowledge import Story, Tie, order_of
from ciie.deriving.likeness import RareKeys, find_duplicates
from ciie.model.library import Remember, afresh
from ciie.model.records import Record, RelationKind
from ciie.model.values import gathered, groups

TIES = {RelationKind.SAME_STORY, RelationKind.REWRITE_OF}
# Chosen, not measured, so that two stories are sooner kept apart than taken for one.
FEWEST_FIGURES = 4
FEWEST_NAMES = 2
LEAST_SHARE = 0.6
MOST_DAYS = 14


def stories_of(records: Sequence[Record]) -> tuple[Story, ...]:
    """The stories that at least two of `records` tell, the newest first."""
    by_id = {record.id: record for record in records}
    ties = {(tie.record.id, tie.other.id): tie for tie in _proposed(records)}
    ties |= {(tie.record.id, tie.other.id): tie for tie in _stated(records, by_id)}
    story_of = {name: number for number, group in enumerate(groups(ties)) for name in sorted(group)}
    members = gathered((number, by_id[name]) for name, number in story_of.items())
    bonds = gathered((story_of[pair[0]], ties[pair]) for pair in sorted(ties))
    stories = [Story(tuple(sorted(rows, key=when)), bonds[number]) for number, rows in members.items()]
    return tuple(sorted(stories, key=lambda story: when(story.records[0]), reverse=True))


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
    names = set(record.actors) & set(other.actors)
    return Tie(record, other, kind, len(shared_figures(record, other)), len(names))


def _figures(record: Record) -> set[tuple[object, ...]]:
    return {(each.measure, each.edition, each.of, each.value) for each in record.figures}


def _proposed(records: Sequence[Record]) -> Iterator[Tie]:
    """Ties of each record to earlier ones that share enough figures, of those that few records state."""
    by_id = {record.id: record for record in records}
    stating = RareKeys[tuple[object, ...]]()
    for record in records:
        stating.add(record.id, _figures(record))
    for record in records:
        for name, shared in sorted(stating.sharing(_figures(record)).items()):
            earlier = len(shared) >= FEWEST_FIGURES and when(by_id[name]) < when(record)
            if earlier and _is_sure(tie := _tie(record, by_id[name], None)):
                yield tie


def _is_sure(tie: Tie) -> bool:
    one, other = tie.record, tie.other
    near = (max(one.date.last, other.date.last) - min(one.date.first, other.date.first)).days <= MOST_DAYS
    figures = min(len(_figures(one)), len(_figures(other)))
    names = min(len(one.actors), len(other.actors))
    most = tie.figures >= LEAST_SHARE * figures and tie.names >= LEAST_SHARE * names
    return near and most and tie.figures >= FEWEST_FIGURES and tie.names >= FEWEST_NAMES


def when(record: Record) -> tuple[object, ...]:
    """By publication, a month or year after its last day; on one day an original before a rewrite, then by id."""
    return *order_of(record.date), _is_rewrite(record), record.id


def _is_rewrite(record: Record) -> bool:
    return any(tie.kind is RelationKind.REWRITE_OF for tie in record.related)


# A record and another of its voice.
_Pair = tuple[str, str]
# Two editors may write a shorter body alike by chance.
SHORTEST = 60


def voices_of(records: Sequence[Record], stories: Iterable[Story], remember: Remember = afresh) -> Voices:
    """The voices of `records`, whose `stories` are known; a voice reaches through copies of copies."""
    by_id = {record.id: record for record in records}
    ties = gathered((tie.kind, (tie.record.id, tie.other.id)) for story in stories for tie in story.ties)
    stated = ties.get(RelationKind.REWRITE_OF, ())
    apart = {frozenset(pair) for pair in ties.get(RelationKind.SAME_STORY, ())}
    proposed = _but_for(apart, stated, {*_copies(records, remember), *ties.get(None, ())})
    shared: dict[str, tuple[str, ...]] = {}
    for group in groups([*stated, *proposed]):
        ids = tuple(sorted(group, key=lambda name: (_is_rewrite(by_id[name]), when(by_id[name]))))
        shared |= dict.fromkeys(ids, ids)
    sure = {name for group in groups(stated) for name in group}
    return Voices(shared, frozenset(shared) - sure)


def _but_for(apart: Set[frozenset[str]], stated: Sequence[_Pair], proposed: Set[_Pair]) -> list[_Pair]:
    """What is `proposed`, but for what joins two records that editors keep apart, directly or through others."""
    pairs = [pair for pair in proposed if frozenset(pair) not in apart]
    joined = {name for group in groups([*stated, *pairs]) if any(pair <= group for pair in apart) for name in group}
    return [pair for pair in pairs if joined.isdisjoint(pair)]


def _copies(records: Sequence[Record], remember: Remember) -> Iterator[tuple[str, str]]:
    """Records of the same body, and those whose bodies share most of their runs of words."""
    bodies = gathered((" ".join(record.body.split()), record.id) for record in records)
    for first, *others in (ids for body, ids in bodies.items() if len(body) >= SHORTEST):
        yield from ((other, first) for other in others)
    yield from ((found.record.id, found.other.id) for found in find_duplicates(records, records, remember))
