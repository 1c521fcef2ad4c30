"""What tells two states of the collection apart: records, figures, entries of the vocabulary, and pages."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields

from ciie.deriving.claims import Claim, claims_of
from ciie.deriving.duplicates import Likeness, find_duplicates
from ciie.deriving.verdicts import Agreement, compare
from ciie.pages.publish import Page
from ciie.reading.library import Library
from ciie.reading.unedited import imported_share
from ciie.words.model import Record
from ciie.words.references import Ref
from ciie.words.terms import KINDS, Term

# Whoever reviews a change needs examples of what differs, not every one.
MOST_CONFLICTS = 3
# Of so many wordings of one number, those of older records say nothing new.
_MOST_COMPARED = 200
_NOT_CONTENT = {"id", "path", "passages", "figure_anchors", "event_anchors", "key_places"}


@dataclass(frozen=True, slots=True)
class Edit:
    """A record in both states, and the keys that differ ("body" for the digest)."""

    record: Record
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NewClaim:
    """A figure that was not there before, and claims of other records that cannot be true beside it."""

    claim: Claim
    conflicts: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class NewEntry:
    """An entry of the vocabulary that was not there before, its list, and how many records use it."""

    kind: str
    term: Term
    uses: int


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
        after: The later state.
        added: Records that were not there.
        edited: Records that say something else than before.
        removed: Records that are no longer there.
        claims: Figures that were not there.
        duplicates: New records that look like others.
        imported: New and edited records whose body is still that of their imported draft, each with the share.
        unmarked: Records that no longer say what `import` noted of their draft.
        entries: Entries of the vocabulary that were not there.
        dropped: Entries that are no longer there, as list and id.
        pages: What becomes of the site's pages; None where a state has errors and so no pages.
    """

    after: Library
    added: tuple[Record, ...]
    edited: tuple[Edit, ...]
    removed: tuple[Record, ...]
    claims: tuple[NewClaim, ...]
    duplicates: tuple[Likeness, ...]
    imported: tuple[tuple[Record, float], ...]
    unmarked: tuple[Record, ...]
    entries: tuple[NewEntry, ...]
    dropped: tuple[tuple[str, str], ...]
    pages: PageChanges | None


def find_changes(before: Library, after: Library, pages_of: Callable[[Library], Iterable[Page]]) -> Changes:
    """What `after` has that `before` has not, and the other way round; in time linear to both.

    Args:
        before: The earlier state.
        after: The later state.
        pages_of: The pages of the site of a state without errors.

    Returns:
        The changes; none of pages where a state has errors.
    """
    old, new = _by_id(before.records), _by_id(after.records)
    added = tuple(record for name, record in new.items() if name not in old)
    return Changes(
        after=after,
        added=added,
        edited=tuple(edit for name in new if name in old for edit in _edits(old[name], new[name])),
        removed=tuple(record for name, record in old.items() if name not in new),
        claims=_new_claims(before, after),
        duplicates=find_duplicates(added, after.records),
        imported=tuple((record, share) for record in new.values() if (share := _newly_imported(record, old)) > 0),
        unmarked=tuple(new[name] for name in old if name in new and old[name].draft and not new[name].draft),
        entries=_new_entries(before, after),
        dropped=_dropped(before, after),
        pages=None
        if before.errors or after.errors
        else _page_changes(*(pages_of(library) for library in (before, after))),
    )


def _newly_imported(record: Record, old: Mapping[str, Record]) -> float:
    """The share of an added or edited record's wording that is imported and may not be published."""
    return 0.0 if old.get(record.id) == record else imported_share(record)


def _by_id(records: Iterable[Record]) -> dict[str, Record]:
    return {record.id: record for record in records}


def _edits(old: Record, new: Record) -> Iterable[Edit]:
    names = [each.name for each in fields(Record) if each.name not in _NOT_CONTENT]
    keys = tuple(name for name in names if getattr(old, name) != getattr(new, name))
    return [Edit(new, keys)] if keys else []


def _new_claims(before: Library, after: Library) -> tuple[NewClaim, ...]:
    known = {(claim.record.id, claim.figure) for claim in _claims(before)}
    there = list(_claims(after))
    groups: dict[object, list[Claim]] = defaultdict(list)
    for claim in there:
        groups[_subject(claim)].append(claim)
    fresh = [claim for claim in there if (claim.record.id, claim.figure) not in known]
    return tuple(NewClaim(claim, _conflicts(claim, groups[_subject(claim)])) for claim in fresh)


def _claims(library: Library) -> Iterable[Claim]:
    return (claim for record in library.records for claim in claims_of(record))


def _subject(claim: Claim) -> object:
    """What a claim is about: two claims with one subject can be compared."""
    figure = claim.figure
    return figure.measure, figure.unit, figure.edition, figure.of, figure.note


def _conflicts(claim: Claim, others: Sequence[Claim]) -> tuple[Claim, ...]:
    found = []
    for other in others[:_MOST_COMPARED]:
        if other.record.id != claim.record.id and compare(claim.figure, other.figure) is Agreement.DIFFER:
            found.append(other)
        if len(found) == MOST_CONFLICTS:
            break
    return tuple(found)


def _new_entries(before: Library, after: Library) -> tuple[NewEntry, ...]:
    counts = Counter(ref for record in after.records for ref in record.references)
    fresh = ((kind, terms[name]) for kind, terms, old in _lists(before, after) for name in terms if name not in old)
    return tuple(NewEntry(kind, term, counts[Ref(kind, term.id)]) for kind, term in fresh)


def _dropped(before: Library, after: Library) -> tuple[tuple[str, str], ...]:
    return tuple((kind, name) for kind, terms, old in _lists(before, after) for name in old if name not in terms)


def _lists(before: Library, after: Library) -> Iterable[tuple[str, Mapping[str, Term], Mapping[str, Term]]]:
    return ((kind, after.vocabulary.entries(kind), before.vocabulary.entries(kind)) for kind in KINDS)


def _page_changes(before: Iterable[Page], after: Iterable[Page]) -> PageChanges:
    # Pictures and calendars change with the pages that readers open.
    old, new = ({page.path: page.text for page in pages if page.path.endswith(".md")} for pages in (before, after))
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
