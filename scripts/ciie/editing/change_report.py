"""What a change does, for a reviewer: for a terminal, as Markdown for a comment or a summary, or as JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import unescape
from itertools import chain, groupby, pairwise

from ciie.deriving.claims import Claim
from ciie.editing.changes import Changes, EntryChange, KeyChange, PageChanges, RecordChange
from ciie.editing.figure_changes import Disagreement, FigureChange
from ciie.model.records import Figure, Record
from ciie.model.vocabulary import Term
from ciie.reading.unedited import told_share
from ciie.text.markdown import blocks, escape, heading, items, table
from ciie.text.number_words import with_noun
from ciie.text.problem_reports import Form, on_one_line

# A summary holds at most 1 MiB, and a reviewer reads less: what a section lists before it only counts, and how much it
# shows of a long value.
MOST_LISTED = 50
LONGEST_CELL = 400
_MOST_CLAIMS = 5
_TITLE = "What this change does"
_NOTHING = "It changes nothing that the site shows."
_KEPT_BACK = "Fix the errors to see which pages change, and where sources differ."
_WHAT = "What"
_TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the report: a table of plain texts, whose first column says what a row is about."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def render_changes(changes: Changes, form: Form = Form.TEXT) -> str:
    """The report: what to look at twice, records, figures, disagreements, vocabulary, what is lost, pages.

    Args:
        changes: What tells two states of the collection apart.
        form: Text, Markdown or JSON.

    Returns:
        The report without a line end behind it. Of a long section text and Markdown have the beginning, JSON has all.
    """
    sections = _sections(changes)
    if form is Form.JSON:
        return _json(sections)
    notes = () if changes.pages is not None else (_KEPT_BACK,)
    told = [section for section in sections if section.rows]
    notes = notes if told or notes else (_NOTHING,)
    if form is Form.MARKDOWN:
        return blocks(heading(2, _TITLE), *map(_markdown, told), *notes)
    return "\n\n".join([_TITLE, *map(_text, told), *notes])


def _sections(changes: Changes) -> tuple[Section, ...]:
    return (
        Section("Look at these twice", ("",), tuple((each,) for each in _doubts(changes))),
        Section("Records", ("Record", _WHAT, "Before", "Now"), tuple(chain.from_iterable(_records(changes)))),
        Section("Figures", ("Figure", _WHAT, "Before", "Now", "In the digest"), tuple(map(_figure, changes.figures))),
        Section(
            "Where sources differ", ("Number", _WHAT, "First", "Others"), tuple(map(_differ, changes.disagreements))
        ),
        Section("Vocabulary", ("Entry", _WHAT, "Before", "Now"), tuple(chain.from_iterable(_entries(changes)))),
        Section("What is lost", ("",), tuple((each,) for each in _losses(changes))),
        Section("Pages", ("",), tuple((each,) for each in _pages(changes.pages))),
    )


def _doubts(changes: Changes) -> Iterator[str]:
    yield from (f"{each.doubt}, in {each.after.record.id}" for each in changes.figures if each.doubt and each.after)
    for like in changes.duplicates:
        share = f"{round(like.share * 100)} %"
        yield f"{share} of the wording of {_record(like.record)} matches {_record(like.other)}: is it the same article?"
    for record, imported in changes.imported:
        yield f"{_record(record)}: {told_share(imported)} the imported draft"
    for record in changes.unmarked:
        yield f"{_record(record)} no longer has the key draft, which ciie import wrote: is its text the editor's?"
    for path, title in changes.pages.removed if changes.pages else ():
        yield f"The address {_address(path)} ({_plain(title)}) stops working{_instead(path)}"


def _instead(path: str) -> str:
    """How the address of a record or an entry can go on."""
    folder = path.partition("/")[0]
    is_own = (
        path.count("/") == 1 and folder not in {"timeline", "stories", "coverage"} and not path.endswith("index.md")
    )
    return ": if it moved, add its id to formerly in its replacement; else use ciie remove" if is_own else ""


_Row = tuple[str, ...]


def _records(changes: Changes) -> Iterator[Iterable[_Row]]:
    reasons = {each.id: each.reason for each in changes.withdrawn if each.list == "articles"}
    # What comes, goes or moves matters more than what is corrected.
    for change in sorted(changes.records, key=lambda each: bool(each.before and each.after) and not each.is_moved):
        yield _record_rows(change, reasons.get(change.before.id) if change.before else None)


def _record_rows(change: RecordChange, reason: str | None) -> Iterator[_Row]:
    before, after = change.before, change.after
    if after is None or before is None:
        gone = f"withdrawn: {reason}" if reason is not None else "removed"
        there = after or before
        if there is not None:
            yield _record(there), "added" if after else gone, _facts(before), _facts(after)
        return
    if change.is_moved:
        yield _record(after), "moved", before.id, after.id
    if not change.keys and not change.is_moved:
        yield _record(after), "figures", "", "see below"
    yield from _key_rows(_record(after), change.keys)


def _facts(record: Record | None) -> str:
    if record is None:
        return ""
    edition = f"edition {record.edition.key}" if record.edition else ""
    facts = (record.date.iso, record.source, edition, f"topics: {', '.join(record.topics)}", record.rights.value)
    return "; ".join(filter(None, facts))


def _key_rows(title: str, keys: Iterable[KeyChange]) -> Iterator[_Row]:
    for each in keys:
        joint = " … " if each.key == "body" else "; "
        yield title, each.key, joint.join(each.before), joint.join(each.after)


def _figure(change: FigureChange) -> _Row:
    claim = change.after or change.before
    record, measure = (claim.record.id, claim.figure.measure) if claim else ("", "")
    what = "changed" if change.after and change.before else "new" if change.after else "gone"
    before, after = (_described(each.figure) if each else "" for each in (change.before, change.after))
    if before == after and change.before and change.after:
        before, after = (
            f"{each.figure.amount}, as: {each.figure.words or ''}" for each in (change.before, change.after)
        )
    return f"{measure}, in {record}", f"{what}: look twice" if change.doubt else what, before, after, change.sentence


def _described(figure: Figure) -> str:
    edition = f"edition {figure.edition.key}" if figure.edition else ""
    of = f"of {figure.of.id}" if figure.of else ""
    status = figure.status.value if figure.status else ""
    day = f"as of {figure.as_of.iso}" if figure.as_of else ""
    origin = f"credited to {figure.origin}" if figure.origin else ""
    return ", ".join(filter(None, (figure.amount, edition, of, status, day, origin, figure.note)))


def _differ(found: Disagreement) -> _Row:
    figure = found.lead.figure
    about = ", ".join(
        filter(None, (f"edition {figure.edition.key}" if figure.edition else "", figure.of and figure.of.id))
    )
    others = [_claim(each) for each in found.differing[:_MOST_CLAIMS]]
    more = [f"and {len(found.differing) - _MOST_CLAIMS:,} more"] if len(found.differing) > _MOST_CLAIMS else []
    what = "opened" if found.is_opened else "settled"
    return f"{figure.measure}{f' ({about})' if about else ''}", what, _claim(found.lead), "; ".join([*others, *more])


def _claim(claim: Claim) -> str:
    stage = f", {claim.figure.status.value}" if claim.figure.status else ""
    return f"{claim.figure.amount}{stage} ({claim.record.id})"


def _entries(changes: Changes) -> Iterator[Iterable[_Row]]:
    reasons = {(each.list.value, each.id): each.reason for each in changes.withdrawn}
    for change in changes.entries:
        yield _entry_rows(change, reasons)


def _entry_rows(change: EntryChange, reasons: dict[tuple[str, str], str]) -> Iterator[_Row]:
    before, after = change.before, change.after
    if after is None and before is not None:
        reason = reasons.get((change.kind, before.id))
        fate = f"now {change.into}" if change.into else "its address stops working"
        yield _entry(change.kind, before), "gone", before.id, f"withdrawn: {reason}" if reason is not None else fate
    elif after is not None:
        title = _entry(change.kind, after)
        if before is None:
            yield title, "new", "", f"used by {with_noun(change.uses, 'record')}"
        elif before.id != after.id:
            yield title, "renamed", before.id, after.id
        yield from _key_rows(title, change.keys)


def _entry(kind: str, term: Term) -> str:
    return f"{term.id} ({', '.join(filter(None, (term.name, term.zh)))}) in {kind}"


def _losses(changes: Changes) -> Iterator[str]:
    for claim in changes.lost:
        yield f"No record states this any more: {claim.figure.measure}: {_described(claim.figure)} ({claim.record.id})"
    yield from (f"No record uses {term.id} ({term.name}) any more" for term in changes.unused)


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


def _pages(pages: PageChanges | None) -> Iterator[str]:
    if pages is None:
        return
    kinds = (("new", pages.added), ("changed", pages.changed), ("gone", pages.removed))
    rows = [(*_group(path), f"{_plain(title)} ({what})") for what, listed in kinds for path, title in listed]
    rows.sort(key=lambda row: row[0])
    for (_, name), found in groupby(rows, key=lambda row: row[:2]):
        texts = [text.removeprefix(f"{name}: ") for *_, text in found]
        rest = f", … and {len(texts) - MOST_LISTED:,} more" if len(texts) > MOST_LISTED else ""
        yield f"{name}: {', '.join(texts[:MOST_LISTED])}{rest}"


def _group(path: str) -> tuple[int, str]:
    """The place of a page's group among the groups, and its name."""
    folder = path.partition("/")[0]
    names = list(_GROUPS)
    return (names.index(folder), _GROUPS[folder]) if folder in _GROUPS else (len(names), folder)


def _plain(title: str) -> str:
    """A page's heading without its markup."""
    return " ".join(unescape(_TAG.sub("", title)).split())


def _record(record: Record) -> str:
    return f"{record.title_en or record.title} ({record.id})"


def _address(path: str) -> str:
    return f"/{path.removesuffix('.md').removesuffix('index')}/".replace("//", "/")


def _text(section: Section) -> str:
    lines, last = [section.title], ""
    for row in section.rows[:MOST_LISTED]:
        title, *cells = map(on_one_line, row)
        if title != last or not cells:
            lines.append(f"  {title}")
        last = title
        for column, cell in zip(section.columns[1:], cells, strict=True):
            if column == _WHAT:
                lines.append(f"    {cell}")
            elif cell:
                lines.append(f"      {column.lower()}: {_cut(cell)}")
    return "\n".join([*lines, *_rest(section, "  ")])


def _markdown(section: Section) -> str:
    rows = section.rows[:MOST_LISTED]
    shown = [[escape(_cut(on_one_line(cell))) for cell in row] for row in rows]
    if len(section.columns) == 1:
        return blocks(heading(3, section.title), items([*(row[0] for row in shown), *_rest(section)]))
    for above, row in reversed([*pairwise(shown)]):
        row[0] = "" if row[0] == above[0] else row[0]
    return blocks(heading(3, section.title), table(section.columns, shown), *_rest(section))


def _rest(section: Section, indent: str = "") -> Sequence[str]:
    more = len(section.rows) - MOST_LISTED
    return [f"{indent}… and {more:,} more"] if more > 0 else []


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST_CELL else f"{text[:LONGEST_CELL]}…"


def _json(sections: Iterable[Section]) -> str:
    """An object with a list for each section: of objects by column, or of texts where there is one column."""
    found = {
        _slug(section.title): [
            dict(zip(map(_slug, section.columns), row, strict=True)) if len(row) > 1 else row[0] for row in section.rows
        ]
        for section in sections
    }
    # What a runner would obey, and bytes that are no text, are spelt out.
    return json.dumps(found, ensure_ascii=True, indent=2).replace("##[", "\\u0023#[")


def _slug(title: str) -> str:
    return title.lower().replace(" ", "_")
