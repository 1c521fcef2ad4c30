"""What `ciie import` found in a capture, as text or as JSON; and in several, with what is left to do, the least first.

The JSON is a list with one object a capture: `capture`, `draft` (the file, or null), `is_new`, `problems` (as in `ciie
check --format json`), and, where the capture was read, `kind`, `decoded`, `off_topic` (a text, or null), `found` (by
key of the record: `value`, `evidence`, `sureness`), `figures`, `events`, `names`, `topics`, `doubtful`, `cut` (`line`,
`rule`, `text`), `captions`, `same_address`, `alike` (`name`, `facts`, `runs`: shares from 0 to 1, `shared`),
`conflicts` and `add_to_vocabulary` (by list: entries).
"""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import yaml

from ciie.capturing.captures import EventFinding, Finding, OutletName, PieceKind
from ciie.importing.bibliography import Bibliography
from ciie.importing.entries import country_entry, edition_entry, named_entry
from ciie.importing.figures import FigureFinding
from ciie.importing.proposals import Imported, Proposal, decimal_text, doubtful_points, left_over
from ciie.model.problems import Problem
from ciie.model.records import Figure
from ciie.model.values import PartialDate
from ciie.text.number_words import with_noun
from ciie.text.problem_reports import on_one_line

LONGEST_SHOWN = 100


def render_text(imported: Imported) -> str:
    """The report on one capture for a person.

    Args:
        imported: What became of the capture.

    Returns:
        Lines without a line break at their end: one where the capture was refused.
    """
    if imported.proposal is None:
        return render_refusals(imported)
    return "\n".join(_text(imported, imported.proposal))


def render_refusals(imported: Imported) -> str:
    """Why a capture has no draft, one line a reason.

    Args:
        imported: What became of the capture.

    Returns:
        The lines, without a line break at their end.
    """
    return "\n".join(_refusal_line(found) for found in imported.problems)


def render_json(imported: Imported) -> str:
    """The report on one capture as an item of the list that a program reads.

    Args:
        imported: What became of the capture.

    Returns:
        A JSON object in ASCII, indented by two blanks, without a comma behind it.
    """
    return textwrap.indent(json.dumps(as_data(imported), indent=2), "  ")


def as_data(imported: Imported) -> dict[str, Any]:
    """The report on one capture as plain data."""
    head = {
        "capture": imported.name,
        "draft": imported.path.as_posix() if imported.path is not None else None,
        "is_new": imported.is_new,
        "problems": [{"rule": p.rule, "message": p.message, "hint": p.hint} for p in imported.problems],
    }
    return head if imported.proposal is None else {**head, **_data(imported.proposal)}


def to_add(proposal: Proposal) -> dict[str, list[dict[str, object]]]:
    """Entries that the vocabulary lacks, by its lists."""
    outlets = [f.value.entry for f in (proposal.bibliography.source, *proposal.bibliography.via) if f and f.value.entry]
    places = [country_entry(code) for code, _ in proposal.names.unknown_countries]
    edition = proposal.bibliography.edition
    editions = [] if edition is None or proposal.listed_edition else [edition_entry(edition.value)]
    people = [named_entry(name) for name, _ in proposal.names.unknown_people]
    organisations = [{**named_entry(name), "kind": "company"} for name, _ in proposal.names.unknown_organisations]
    found = {"outlets": outlets, "organisations": organisations, "people": people, "places": places}
    return {kind: entries for kind, entries in {**found, "editions": editions}.items() if entries}


def _text(imported: Imported, proposal: Proposal) -> Iterator[str]:
    where = on_one_line(imported.path.as_posix()) if imported.path is not None else ""
    done = f"→ {where}" if imported.is_new else f"was imported before: {where} is left as it is"
    yield f"{on_one_line(imported.name)} {done}"
    if proposal.bibliography.off_topic is not None:
        yield f"  BEWARE    {proposal.bibliography.off_topic}"
    yield f"  read as   {proposal.capture.kind.value}, {proposal.capture.decided}"
    for key, finding in _findings(proposal.bibliography):
        yield f"  {key:9} {_cut(_shown(finding.value))}  [{finding.sureness.value}: {_cut(finding.evidence)}]"
    for key, value in _counts(proposal):
        yield f"  {key:9} {value}"
    lost = [found.words for found in left_over(proposal)]
    unplaced = [f"not among the figures: {'; '.join(lost)}"] if lost else []
    doubts = (
        *doubtful_points(proposal),
        *unplaced,
        *(f"tells the same story as {a.name}" for a in proposal.alike_captures),
    )
    if doubts:
        yield "  look at"
        yield from (f"    - {_cut(point, 200)}" for point in doubts)
    added = to_add(proposal)
    if added:
        yield "  add to the vocabulary"
        for kind, entries in added.items():
            yield f"    articles/vocabulary/{kind}.yml"
            yield from (f"      {line}" for line in render_entries(entries).splitlines())


def render_entries(entries: Sequence[dict[str, object]]) -> str:
    """Entries as YAML to paste into a list of the vocabulary."""
    return yaml.safe_dump(list(entries), allow_unicode=True, sort_keys=False, default_flow_style=None, width=1000)


def _findings(found: Bibliography) -> Iterator[tuple[str, Finding[Any]]]:
    keys = ("title", "date", "updated", "source", "address", "authors", "language", "translated_from", "edition")
    for key in keys:
        finding = getattr(found, key)
        if finding is not None:
            yield {"translated_from": "original", "address": "url"}.get(key, key), finding
    for via in found.via:
        yield "via", via


def _shown(value: object) -> str:
    if isinstance(value, PartialDate):
        return value.iso
    if isinstance(value, OutletName):
        return value.id if value.is_listed else f"{value.name} (not in the vocabulary)"
    return ", ".join(value) if isinstance(value, tuple) else str(value)


def _counts(proposal: Proposal) -> Iterator[tuple[str, str]]:
    cut = proposal.layout.of(PieceKind.CUT, PieceKind.CREDIT)
    measured = len(proposal.record_figures)
    yield "figures", f"{measured} of {with_noun(len(proposal.figures), 'number')} matched a measure"
    yield "events", ", ".join(found.event.date.iso for found in proposal.events) or "none"
    names = proposal.names
    organisations, places = with_noun(len(names.organisations), "organisation"), with_noun(len(names.places), "place")
    yield "names", f"{organisations}, {with_noun(len(names.people), 'person', 'people')}, {places}"
    yield "topics", ", ".join(f"{t.id} ({t.signs[0][0]})" for t in proposal.topics) or "none"
    if cut:
        rules = dict.fromkeys(piece.rule.split(" “")[0] for piece in cut)
        yield "cut", f"removed {with_noun(len(cut), 'line')} ({', '.join(rules)}), first: {_cut(cut[0].text, 60)}"


def _data(proposal: Proposal) -> dict[str, object]:
    return {
        "kind": proposal.capture.kind.value,
        "decoded": proposal.capture.decided,
        "off_topic": proposal.bibliography.off_topic,
        "found": {key: {"value": _value(f.value), "evidence": f.evidence, "sureness": f.sureness.value}
                  for key, f in _findings(proposal.bibliography)},
        "figures": [_figure_data(finding) for finding in proposal.figures],
        "events": [_event_data(found) for found in proposal.events],
        "names": _names_data(proposal),
        "topics": [{"id": t.id, "signs": dict(t.signs)} for t in proposal.topics],
        "doubtful": list(doubtful_points(proposal)),
        "cut": [{"line": p.line, "rule": p.rule, "text": p.text}
                for p in proposal.layout.of(PieceKind.CUT, PieceKind.CREDIT)],
        "captions": [p.text for p in proposal.layout.of(PieceKind.CAPTION)],
        "same_address": list(proposal.same_address),
        "alike": [{"name": a.name, "facts": round(a.facts, 2), "runs": round(a.runs, 2), "shared": list(a.shared[:12])}
                  for a in (*proposal.alike, *proposal.alike_captures)],
        "conflicts": [{"measure": c.figure.measure, "words": c.figure.words, "record": c.record,
                       "stated": f"{c.stated.qualifier.value} {decimal_text(c.stated.value)}"}
                      for c in proposal.conflicts],
        "add_to_vocabulary": to_add(proposal),
    }  # fmt: skip


def _names_data(proposal: Proposal) -> dict[str, object]:
    names = proposal.names
    return {
        "organisations": dict(names.organisations),
        "people": {mention.id: words for mention, words in names.people},
        "places": dict(names.places),
        "unknown_countries": dict(names.unknown_countries),
        "unknown_people": dict(names.unknown_people),
        "unknown_organisations": dict(names.unknown_organisations),
    }


def _figure_data(finding: FigureFinding) -> dict[str, object]:
    quantity = finding.quantity
    found: dict[str, object] = {"words": finding.words, "value": decimal_text(quantity.value), "unit": quantity.unit,
             "qualifier": quantity.qualifier.value, "signs": list(finding.signs), "measure": None}  # fmt: skip
    return found if finding.figure is None else {**found, **_measured(finding.figure)}


def _event_data(found: EventFinding) -> dict[str, object]:
    event = found.event
    return {"date": event.date.iso, "what": event.what, "words": event.words, "is_relative": found.is_relative}


def _measured(figure: Figure) -> dict[str, object]:
    return {
        "measure": figure.measure,
        "unit": figure.unit,
        "edition": figure.edition.key if figure.edition else None,
        "status": figure.status.value if figure.status else None,
        "of": figure.of.id if figure.of else None,
    }


def _value(value: object) -> object:
    if isinstance(value, PartialDate | OutletName):
        return _shown(value) if isinstance(value, PartialDate) else value.id
    return list(value) if isinstance(value, tuple) else value


def _cut(text: str, longest: int = LONGEST_SHOWN) -> str:
    line = "".join(c if c.isprintable() else " " for c in text)
    return line if len(line) <= longest else f"{line[: longest - 1]}…"


def _refusal_line(found: Problem) -> str:
    """A refused capture in one line."""
    return "".join(c if c.isprintable() else "?" for c in f"{found.path}: {found.message}; {found.hint}")


# How many of the things left to do a line names; the draft has them all as comments.
MOST_NAMED = 3


@dataclass(frozen=True, slots=True)
class Work:
    """What is left to do with one capture.

    Attributes:
        name: The capture as the command named it.
        draft: Its draft; None where there is none.
        is_new: Whether the draft was written now.
        tasks: What an editor has to do, in words.
        refusal: Why there is no draft.
        entries: What the vocabulary lacks, by its lists.
    """

    name: str
    draft: str | None
    is_new: bool
    tasks: tuple[str, ...] = ()
    refusal: str = ""
    entries: dict[str, list[dict[str, object]]] = field(default_factory=dict)


def work_of(imported: Imported) -> Work:
    """What is left to do with a capture that was imported or refused."""
    if imported.proposal is None or imported.path is None:
        return Work(imported.name, None, is_new=False, refusal=render_refusals(imported))
    tasks = tuple(_tasks(imported.proposal))
    draft = on_one_line(imported.path.as_posix())
    return Work(imported.name, draft, imported.is_new, tasks, entries=to_add(imported.proposal))


def render_line(work: Work) -> str:
    """One line on a capture of several."""
    if work.draft is None:
        return work.refusal
    return f"{on_one_line(work.name)} {'→' if work.is_new else 'was imported before:'} {work.draft}"


def render_batch(done: Sequence[Work]) -> str:
    """The summary of several captures.

    Args:
        done: What is left to do with each.

    Returns:
        Lines without a line break at their end: how many there were, the drafts with the least to do first, the
        captures without a draft, and the entries that the vocabulary lacks, each once.
    """
    return "\n".join(_summary(done))


def _tasks(proposal: Proposal) -> Iterator[str]:
    found = proposal.bibliography
    if found.off_topic is not None:
        yield "decide whether it is about the expo"
    missing = [
        key for key, value in (("title", found.title), ("date", found.date), ("source", found.source)) if not value
    ]
    missing += [] if proposal.topics else ["topics"]
    yield from (f"fill in {key}" for key in missing)
    yield from (f"add {len(entries):,} to {kind}" for kind, entries in to_add(proposal).items())
    yield from (f"place {found.words}" for found in left_over(proposal))
    yield from doubtful_points(proposal)


def _summary(done: Sequence[Work]) -> Iterator[str]:
    new, old = sum(work.is_new for work in done), sum(work.draft is not None and not work.is_new for work in done)
    refused = [work for work in done if work.draft is None]
    counts = [f"{with_noun(new, 'draft')} written"]
    counts += [f"{old} imported before"] if old else []
    counts += [f"{len(refused):,} without a draft"] if refused else []
    yield f"\n{with_noun(len(done), 'capture')}: {', '.join(counts)}"
    drafts = sorted((work for work in done if work.draft is not None), key=lambda work: (len(work.tasks), work.draft))
    if drafts:
        yield "What is left to do, the least first (the comments in each draft say more):"
    for work in drafts:
        more = f"; and {len(work.tasks) - MOST_NAMED:,} more" if len(work.tasks) > MOST_NAMED else ""
        named = "; ".join(task[:60] for task in work.tasks[:MOST_NAMED]) or "review it"
        yield f"  {len(work.tasks):3}  {work.draft}: {on_one_line(named)}{more}"
    if refused:
        yield "Without a draft:"
        yield from (f"       {work.refusal}" for work in refused)
    yield from _entries(done)


def _entries(done: Sequence[Work]) -> Iterator[str]:
    """The entries to add for all captures, each once, by list and id."""
    lists: dict[str, dict[object, dict[str, object]]] = {}
    for work in done:
        for kind, entries in work.entries.items():
            for entry in entries:
                lists.setdefault(kind, {}).setdefault(entry["id"], entry)
    if lists:
        yield "Add to the vocabulary, once for all drafts:"
    for kind, found in lists.items():
        yield f"  articles/vocabulary/{kind}.yml"
        ordered = [found[name] for name in sorted(found, key=str)]
        yield from (f"    {line}" for line in render_entries(ordered).splitlines())
