"""What a change does to the collection and its site, as Markdown for a reviewer and for the summary of a job."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from ciie.deriving.claims import Claim
from ciie.editing.changes import Changes, NewClaim, NewEntry, PageChanges
from ciie.pages.links import amount, count
from ciie.reading.unedited import told_share
from ciie.words.markdown import blocks, escape, heading, items
from ciie.words.model import Record

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
}


def render_changes(changes: Changes) -> str:
    """The report: records, what to look at twice, figures, vocabulary and pages; one sentence where nothing changes."""
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
    return f"{escape(amount(claim.figure))}{stage}"


def _entries(changes: Changes) -> Iterable[str]:
    yield from (f"Added to {new.kind}: {_entry(new)}, used by {count(new.uses, 'record')}" for new in changes.entries)
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
