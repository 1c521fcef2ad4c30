"""What tells two states of the collection apart: records, figures, disagreements, entries, addresses."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from enum import Enum
from typing import Any

from ciie.deriving.claims import Claim
from ciie.deriving.knowledge import Knowledge
from ciie.deriving.likeness import Likeness, find_duplicates
from ciie.editing.figure_changes import (
    Disagreement,
    FigureChange,
    Pair,
    figure_changes,
    find_disagreements,
    lost_figures,
    with_present_ids,
)
from ciie.model.library import Library, Withdrawal
from ciie.model.problems import Problem
from ciie.model.records import Acceptance, EditionSpan, Event, Mention, Record, Relation, canonical_url
from ciie.model.values import KINDS, PartialDate, Ref
from ciie.model.vocabulary import Term
from ciie.reading.unedited import imported_share
from ciie.text.sentences import sentences

_NOT_SHOWN = {"id", "path", "line", "passages", "figures", "figure_anchors", "event_anchors", "key_places"}
# What two records of one article share.
_TELLING: tuple[Callable[[Record], Hashable], ...] = (
    lambda record: canonical_url(record.url) if record.url else None,
    lambda record: (record.title, record.source),
    lambda record: record.body,
)


@dataclass(frozen=True)
class State:
    """The collection at one time.

    Attributes:
        library: What was read.
        far: The faults of figures far from others, those that records accept too.
        knowledge: What follows from it; None where errors keep it back.
        pages: The texts of its pages by their paths; None where errors keep them back.
    """

    library: Library
    far: tuple[Problem, ...]
    knowledge: Knowledge | None
    pages: Mapping[str, str] | None


@dataclass(frozen=True, slots=True)
class KeyChange:
    """A key of a record or an entry, and what only one of the two states has under it, as texts."""

    key: str
    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RecordChange:
    """A record in both states; None in the one that has it not; with another id where it moved."""

    before: Record | None
    after: Record | None
    keys: tuple[KeyChange, ...] = ()

    @property
    def is_moved(self) -> bool:
        """True where it is in both states under two ids."""
        return self.before is not None and self.after is not None and self.before.id != self.after.id


@dataclass(frozen=True, slots=True)
class EntryChange:
    """An entry of a list in both states, its keys that differ, how many records use it now, and what it went into."""

    kind: str
    before: Term | None
    after: Term | None
    keys: tuple[KeyChange, ...]
    uses: int
    into: str = ""


@dataclass(frozen=True, slots=True)
class PageChanges:
    """Pages by what becomes of them, each as path below docs/ and title, sorted."""

    added: tuple[tuple[str, str], ...]
    changed: tuple[tuple[str, str], ...]
    removed: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Changes:
    """What one state of the collection has that another has not.

    Attributes:
        records: Records that are new, gone, moved or say something else.
        withdrawn: Notices of records and entries that were not there.
        figures: Figures that are new, gone or changed in records that are in both states; those of new records too.
        disagreements: Numbers that sources begin or cease to state differently.
        entries: Entries of the vocabulary that are new, gone, renamed or say something else.
        lost: Figures that no record states any more for their measure, edition and subject.
        unused: Entries that no record uses any more.
        duplicates: New records that look like others.
        imported: New and edited records whose body is still that of their imported draft, each with the share.
        unmarked: Records that no longer say what `import` noted of their draft.
        pages: What becomes of the site's pages; None where a state has errors and so no pages.
    """

    records: tuple[RecordChange, ...]
    withdrawn: tuple[Withdrawal, ...]
    figures: tuple[FigureChange, ...]
    disagreements: tuple[Disagreement, ...]
    entries: tuple[EntryChange, ...]
    lost: tuple[Claim, ...]
    unused: tuple[Term, ...]
    duplicates: tuple[Likeness, ...]
    imported: tuple[tuple[Record, float], ...]
    unmarked: tuple[Record, ...]
    pages: PageChanges | None


def find_changes(before: State, after: State) -> Changes:
    """What `after` has that `before` has not, and the other way round; in time linear to both.

    Args:
        before: The earlier state.
        after: The later state.

    Returns:
        The changes; none of pages, and no disagreements, where a state has errors.
    """
    renamed = after.library.vocabulary.renamed()
    was = [with_present_ids(record, renamed) for record in before.library.records]
    pairs = _paired(was, after.library.records)
    changed = [each for each in map(_record_change, pairs) if each is not None]
    new = tuple(each.after for each in changed if each.after is not None and each.before is None)
    edited = [each.after for each in changed if each.after is not None]
    return Changes(
        records=tuple(changed),
        withdrawn=tuple(each for each in after.library.withdrawn if each not in before.library.withdrawn),
        figures=tuple(figure_changes(pairs, after.far, after.library.vocabulary.measures)),
        disagreements=tuple(find_disagreements(before.knowledge, after.knowledge, pairs, renamed))
        if before.knowledge and after.knowledge
        else (),
        entries=tuple(_entry_changes(before.library, after.library)),
        lost=tuple(lost_figures(was, after.library.records)),
        unused=tuple(_unused(before.library, after.library)),
        duplicates=find_duplicates(new, after.library.records),
        imported=tuple((record, share) for record in edited if (share := imported_share(record)) > 0),
        unmarked=tuple(new for old, new in pairs if old and new and old.draft and not new.draft),
        pages=_page_changes(before.pages, after.pages),
    )


def _paired(before: Sequence[Record], after: Sequence[Record]) -> list[Pair]:
    """Every record in both states: of one id; or of two, where it moved."""
    old, new = {record.id: record for record in before}, {record.id for record in after}
    gone = {name: record for name, record in old.items() if name not in new}
    was: dict[str, str] = {}
    moved: set[str] = set()
    for come, name in _may_have_been([record for record in after if record.id not in old], gone):
        if come not in was and name not in moved:
            was[come] = name
            moved.add(name)
    pairs: list[Pair] = [(old.get(was.get(record.id, record.id)), record) for record in after]
    return [*pairs, *((record, None) for name, record in gone.items() if name not in moved)]


def _may_have_been(come: Sequence[Record], gone: Mapping[str, Record]) -> Iterator[tuple[str, str]]:
    """New records, each with one that is gone and may be it: by its former ids, address, title or wording."""
    yield from ((record.id, name) for record in come for name in record.formerly if name in gone)
    for tell in _TELLING:
        told = {tell(record): name for name, record in gone.items()}
        yield from ((each.id, told[tell(each)]) for each in come if tell(each) is not None and tell(each) in told)
    for like in find_duplicates(come, (*come, *gone.values())) if gone else ():
        if like.other.id in gone:
            yield like.record.id, like.other.id


def _record_change(pair: Pair) -> RecordChange | None:
    before, after = pair
    if before is None or after is None:
        return RecordChange(before, after)
    keys = tuple(_key_changes(before, after))
    is_changed = keys or before.figures != after.figures or before.id != after.id
    return RecordChange(before, after, keys) if is_changed else None


def _key_changes(before: object, after: object) -> Iterator[KeyChange]:
    """The keys of two records, or of two entries of one list, that differ."""
    names = [each.name for each in fields(type(after)) if each.name not in _NOT_SHOWN]  # type: ignore[arg-type]
    for name in names:
        one, other = getattr(before, name), getattr(after, name)
        if one != other:
            old, new = (_texts(name, value) for value in (one, other))
            gone = tuple(text for text in old if text not in new)
            come = tuple(text for text in new if text not in old)
            yield KeyChange(name, gone, come) if gone or come else KeyChange(name, old, new)


def _texts(key: str, value: Any) -> tuple[str, ...]:
    """What stands under a key, item by item; a body sentence by sentence."""
    if key == "body":
        return tuple(sentence for line in value.split("\n") for sentence in sentences(line))
    if isinstance(value, tuple):
        return tuple(_text(each) for each in value)
    return () if value is None or value == "" else (_text(value),)


_WRITTEN: Mapping[type, Callable[[Any], str]] = {
    PartialDate: lambda date: date.iso,
    EditionSpan: lambda span: span.key,
    Event: lambda event: f"{event.date.iso}: {event.what}",
    Mention: lambda mention: ", ".join(filter(None, (mention.id, mention.role, mention.of and mention.of.id))),
    Relation: lambda relation: f"{relation.kind.value}: {relation.id}",
    Acceptance: lambda each: f"{each.rule}: {each.reason}",
}


def _text(value: Any) -> str:
    """A value of a key as files write it, or nearly so."""
    return str(value.value) if isinstance(value, Enum) else _WRITTEN.get(type(value), str)(value)


def _entry_changes(before: Library, after: Library) -> Iterator[EntryChange]:
    counts = Counter(ref for record in after.records for ref in record.references)
    renamed = after.vocabulary.renamed()
    for kind in KINDS:
        old, new = before.vocabulary.entries(kind), after.vocabulary.entries(kind)
        moved = {to: name for name, to in renamed[kind].items() if name in old and to in new and to not in old}
        for name, term in new.items():
            was = old.get(moved.get(name, name))
            keys = tuple(_key_changes(was, term)) if was is not None else _set_keys(term)
            if was is None or keys or was.id != name:
                yield EntryChange(kind, was, term, keys, counts[Ref(kind, name)])
        gone = (term for name, term in old.items() if name not in new and name not in moved.values())
        yield from (EntryChange(kind, term, None, (), 0, renamed[kind].get(term.id, "")) for term in gone)


def _set_keys(term: Term) -> tuple[KeyChange, ...]:
    """What a new entry says, key by key."""
    values = ((each.name, _texts(each.name, getattr(term, each.name))) for each in fields(term))
    return tuple(KeyChange(name, (), texts) for name, texts in values if texts and name not in _NOT_SHOWN)


def _unused(before: Library, after: Library) -> Iterator[Term]:
    """Entries that are still there, and that records used."""
    used, using = ({ref for record in each.records for ref in record.references} for each in (before, after))
    left = sorted(used - using, key=lambda ref: (ref.kind, ref.id))
    yield from (after.vocabulary[ref] for ref in left if ref.id in after.vocabulary.entries(ref.kind))


def _page_changes(old: Mapping[str, str] | None, new: Mapping[str, str] | None) -> PageChanges | None:
    if old is None or new is None:
        return None
    return PageChanges(
        added=_titled(new, [path for path in new if path not in old]),
        changed=_titled(new, [path for path in new if path in old and new[path] != old[path]]),
        removed=_titled(old, [path for path in old if path not in new]),
    )


def _titled(texts: Mapping[str, str], paths: Iterable[str]) -> tuple[tuple[str, str], ...]:
    return tuple((path, _title(texts[path])) for path in sorted(paths))


def _title(text: str) -> str:
    """The first heading of a page, as Markdown."""
    _, _, below = text.partition("\n# ")
    return below.partition("\n")[0]
