"""What tells two states of the collection apart, and the same as Markdown for a reviewer and the summary of a job."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from itertools import groupby

from ciie.deriving.claims import Agreement, Claim, claims_of
from ciie.deriving.likeness import Likeness, find_duplicates
from ciie.deriving.verdicts import compare
from ciie.model.library import Library
from ciie.model.records import Record
from ciie.model.values import KINDS, Ref
from ciie.model.vocabulary import Term
from ciie.pages.publish import Page
from ciie.reading.unedited import imported_share, told_share
from ciie.text.markdown import blocks, escape, heading, items
from ciie.text.number_words import with_noun

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


# A summary holds at most 1 MiB, and a reviewer reads less: what a section lists before it only counts.
MOST_LISTED = 50
_GROUPS = {
    "index.md": "Home page",
    "articles": "Articles",
    "topics": "Topics",
    "timeline": "Timeline",
    "editions": "Editions",
    "figures": "Figures",
    "organisations": "Organisations",
    "people": "People",
    "places": "Places",
    "sources": "Sources",
    "stories": "Stories",
    "coverage": "Coverage",
    "data": "Data",
}


def render_changes(changes: Changes) -> str:
    """The report: records, what to look at twice, figures, vocabulary and pages; one sentence where nothing changes.

    Args:
        changes: What tells two states of the collection apart.

    Returns:
        The report as Markdown, in which every text of a record is escaped.
    """
    found = blocks(
        _section("Records", _records(changes)),
        _section("Look at these twice", _doubts(changes)),
        _section("Figures", [_claim(new) for new in changes.claims]),
        _section("Vocabulary", _entries(changes)),
        _pages(changes.pages),
    )
    return blocks(heading(2, "What this change does"), found or "It changes nothing that the site shows.")


def _section(title: str, lines: Iterable[str]) -> str:
    rows = list(lines)
    rest = [f"… and {len(rows) - MOST_LISTED:,} more"] if len(rows) > MOST_LISTED else []
    return blocks(heading(3, title), items([*rows[:MOST_LISTED], *rest])) if rows else ""


def _records(changes: Changes) -> Iterable[str]:
    yield from (f"Added: {_record(record)}" for record in changes.added)
    yield from (f"Changed: {_record(edit.record)}: {escape(', '.join(edit.keys))}" for edit in changes.edited)
    yield from (f"Removed: {_record(record)}" for record in changes.removed)


def _doubts(changes: Changes) -> Iterable[str]:
    for new in changes.claims:
        for other in new.conflicts:
            yield f"{_claim(new, shown=False)} differs from {_figure(other)}, in {_record(other.record)}"
    for like in changes.duplicates:
        share = f"{round(like.share * 100)} %"
        yield f"{share} of the wording of {_record(like.record)} matches {_record(like.other)}: is it the same article?"
    for record, imported in changes.imported:
        yield f"{_record(record)}: {told_share(imported)} the imported draft"
    for record in changes.unmarked:
        yield f"{_record(record)} no longer has the key `draft`, which `ciie import` wrote: is its text the editor's?"
    for path, title in changes.pages.removed if changes.pages else ():
        hint = "add its id to `formerly` in its replacement"
        yield f"The address {escape(_address(path))} ({title}) stops working: {hint}"


def _claim(new: NewClaim, shown: bool = True) -> str:
    figure, record = new.claim.figure, new.claim.record
    edition = f"edition {figure.edition.key}" if figure.edition else None
    about = ", ".join(part for part in (figure.of and figure.of.id, edition, figure.note) if part)
    what = f"{escape(figure.measure)}{f' ({escape(about)})' if about else ''}"
    differs = "; another record gives another figure" if new.conflicts and shown else ""
    return f"{what}: {_figure(new.claim)}, in {_record(record)}{differs}"


def _figure(claim: Claim) -> str:
    stage = f", {claim.figure.status.value}" if claim.figure.status else ""
    return f"{escape(claim.figure.amount)}{stage}"


def _entries(changes: Changes) -> Iterable[str]:
    yield from (
        f"Added to {new.kind}: {_entry(new)}, used by {with_noun(new.uses, 'record')}" for new in changes.entries
    )
    now = changes.after.vocabulary.renamed()
    for kind, name in changes.dropped:
        fate = f"now {escape(now[kind][name])}" if name in now[kind] else "its address stops working"
        yield f"No longer in {kind}: {escape(name)}, {fate}"


def _entry(new: NewEntry) -> str:
    zh = f", {new.term.zh}" if new.term.zh else ""
    return escape(f"{new.term.id} ({new.term.name}{zh})")


def _pages(pages: PageChanges | None) -> str:
    if pages is None:
        return blocks(heading(3, "Pages"), "Fix the errors to see which pages change.")
    kinds = (("new", pages.added), ("changed", pages.changed), ("gone", pages.removed))
    rows = [(*_group(path), f"{title} ({what})") for what, listed in kinds for path, title in listed]
    rows = [(number, name, text.removeprefix(f"{name}: ")) for number, name, text in rows]
    rows.sort(key=lambda row: row[0])
    lines = [f"{name}: {_some([text for *_, text in found])}" for (_, name), found in _grouped(rows)]
    return _section("Pages", lines)


def _grouped(rows: Sequence[tuple[int, str, str]]) -> Iterable[tuple[tuple[int, str], list[tuple[int, str, str]]]]:
    return ((key, list(found)) for key, found in groupby(rows, key=lambda row: row[:2]))


def _group(path: str) -> tuple[int, str]:
    """The place of a page's group among the groups, and its name."""
    folder = path.partition("/")[0]
    names = list(_GROUPS)
    return (names.index(folder), _GROUPS[folder]) if folder in _GROUPS else (len(names), folder)


def _some(texts: Sequence[str]) -> str:
    rest = f", … and {len(texts) - MOST_LISTED:,} more" if len(texts) > MOST_LISTED else ""
    return f"{', '.join(texts[:MOST_LISTED])}{rest}"


def _record(record: Record) -> str:
    return f"{escape(record.title)} ({escape(record.id)})"


def _address(path: str) -> str:
    return f"/{path.removesuffix('.md').removesuffix('index')}/".replace("//", "/")
