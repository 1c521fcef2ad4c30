"""The lines of the timeline: what happened or was planned, and what was reported, with the filter by strand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ciie.deriving.claims import Happening
from ciie.deriving.knowledge import Knowledge
from ciie.rendering.attribution import date_of, outlet_of
from ciie.rendering.parts import Sheet, count, day_anchor, record_path
from ciie.words.dates import PartialDate, Precision
from ciie.words.markdown import div, escape, items
from ciie.words.model import Record

# A click on one of these puts its anchor into the address, and the style sheet hides the other strands.
_STRANDS = {
    "everything": "Everything",
    "only-happened": "What happened",
    "only-planned": "What was planned",
    "only-reported": "What was reported",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the timeline: an event, or a record's publication."""

    date: PartialDate
    of: Happening | Record

    @property
    def record(self) -> Record:
        """The record that tells of it."""
        return self.of if isinstance(self.of, Record) else self.of.record

    @property
    def strand(self) -> str:
        """What sort of line it is: happened, planned or reported."""
        if isinstance(self.of, Record):
            return "reported"
        return "planned" if self.of.is_planned else "happened"

    @property
    def order(self) -> tuple[dt.date, Precision, bool, str]:
        """Days in order; before the days of a month what is known only to the month; events before reports."""
        of = self.of
        return (
            self.date.first,
            self.date.precision,
            isinstance(of, Record),
            of.id if isinstance(of, Record) else "",
        )


def entries_of(knowledge: Knowledge) -> list[Entry]:
    """Every line of the timeline, the earliest first."""
    happened = [Entry(each.event.date, each) for each in knowledge.happenings]
    reported = [Entry(record.date, record) for record in knowledge.records]
    return sorted([*happened, *reported], key=lambda entry: entry.order)


def timeline(sheet: Sheet, entries: Iterable[Entry], anchored: bool = False) -> str:
    """`entries` as a list; where `anchored`, the first line of each day bears the day's anchor."""
    seen: set[str] = set()
    lines = []
    for entry in entries:
        anchor = day_anchor(entry.date) if anchored and entry.date.precision is Precision.DAY else ""
        lines.append(_line(sheet, entry, "" if anchor in seen else anchor))
        seen.add(anchor)
    return div("timeline", items(lines)) if lines else ""


def strand_filter(entries: Sequence[Entry]) -> str:
    """Ways to see one strand only; nothing where there is but one."""
    strands = {entry.strand for entry in entries}
    if len(strands) < 2:
        return ""
    names = [name for name in _STRANDS if name == "everything" or name.removeprefix("only-") in strands]
    return div("strands", items(f'<span id="{name}">[{_STRANDS[name]}](#{name})</span>' for name in names))


def count_entries(entries: Iterable[Entry]) -> str:
    """How many lines there are, in words."""
    return count(sum(1 for _ in entries), "entry", "entries")


def _when(entry: Entry) -> str:
    return date_of(entry.of) if isinstance(entry.of, Record) else entry.date.text


def _line(sheet: Sheet, entry: Entry, anchor: str) -> str:
    place = f' id="{anchor}"' if anchor else ""
    when = f'<span class="when"{place}>{_when(entry)}</span>'
    label = f'<span class="strand {entry.strand}">{entry.strand.capitalize()}</span>'
    if isinstance(entry.of, Record):
        return f"{when} {label}  \n  {sheet.record(entry.of)}, {sheet.outlet(entry.of)}"
    each = entry.of
    source = sheet.link(outlet_of(each.record, sheet.knowledge.vocabulary), record_path(each.record, each.anchor))
    return f"{when} {label}  \n  {escape(each.event.what)} ({source})"
