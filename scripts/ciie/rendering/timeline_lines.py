"""The lines of the timeline: what happened or was planned, and what was reported, with the filter by strand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ciie.deriving.claims import Happening
from ciie.deriving.knowledge import Knowledge
from ciie.deriving.occurrences import Occurrence, order_of
from ciie.pages.addresses import day_anchor, path_of, record_path
from ciie.pages.attribution import date_of, outlet_of
from ciie.pages.links import count
from ciie.rendering.parts import Sheet
from ciie.words.dates import PartialDate, Precision
from ciie.words.markdown import div, escape, items
from ciie.words.model import Record
from ciie.words.references import Ref

# A click on one of these puts its anchor into the address, and the style sheet hides the other strands.
_STRANDS = {
    "everything": "Everything",
    "only-happened": "What happened",
    "only-planned": "What was planned",
    "only-edition": "The editions",
    "only-reported": "What was reported",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the timeline: an event, or a record's publication."""

    of: Occurrence | Record

    @property
    def date(self) -> PartialDate:
        """When it happened, or was published."""
        return self.of.date

    @property
    def records(self) -> list[Record]:
        """The records that tell of it, each once; none where only the vocabulary does."""
        if isinstance(self.of, Record):
            return [self.of]
        return list({report.record.id: report.record for report in self.of.reports}.values())

    @property
    def strands(self) -> tuple[str, ...]:
        """What sort of line it is: reported, or edition, happened and planned as far as they hold."""
        if isinstance(self.of, Record):
            return ("reported",)
        found = {"edition": self.of.edition, "happened": self.of.happened, "planned": self.of.planned}
        return tuple(name for name, there in found.items() if there)

    @property
    def order(self) -> tuple[dt.date, int, bool, str]:
        """Days in order, what is known only to the month or year after its last day; events before reports."""
        return (*order_of(self.date), isinstance(self.of, Record), self.of.id)


def entries_of(knowledge: Knowledge) -> list[Entry]:
    """Every line of the timeline, the earliest first."""
    entries = [*map(Entry, knowledge.occurrences), *map(Entry, knowledge.records)]
    return sorted(entries, key=lambda entry: entry.order)


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
    strands = {strand for entry in entries for strand in entry.strands}
    if len(strands) < 2:
        return ""
    names = [name for name in _STRANDS if name == "everything" or name.removeprefix("only-") in strands]
    return div("strands", items(f'<span id="{name}">[{_STRANDS[name]}](#{name})</span>' for name in names))


def count_entries(entries: Iterable[Entry]) -> str:
    """How many lines there are, in words."""
    return count(sum(1 for _ in entries), "entry", "entries")


def period(title: str, *parts: str) -> str:
    """A heading with its lists; the style sheet hides it where no line of the chosen strand is in it."""
    return div("period", title, *parts)


def _when(entry: Entry) -> str:
    return date_of(entry.of) if isinstance(entry.of, Record) else entry.date.text


def _line(sheet: Sheet, entry: Entry, anchor: str) -> str:
    place = f' id="{anchor}"' if anchor else ""
    labels = " ".join(f'<span class="strand {name}">{name.capitalize()}</span>' for name in entry.strands)
    when = f'<span class="when"{place}>{_when(entry)}</span> {labels}'
    if isinstance(entry.of, Record):
        return f"{when}  \n  {sheet.record(entry.of)}, {sheet.outlet(entry.of)}"
    what = escape(entry.of.what)
    if entry.of.edition is not None:
        what = sheet.link(entry.of.what, path_of(Ref("editions", entry.of.edition.id)))
    told = "; ".join(_report(sheet, entry.of, each) for each in entry.of.reports)
    return f"{when}  \n  {what}" + (f" ({told})" if told else "")


def _report(sheet: Sheet, occurrence: Occurrence, report: Happening) -> str:
    """Who tells of an event, with another wording than its own and, where others tell that it happened, its plan."""
    outlet = sheet.link(outlet_of(report.record, sheet.knowledge.vocabulary), record_path(report.record, report.anchor))
    planned = ", planned" if report in occurrence.planned and occurrence.happened else ""
    words = f": {escape(report.event.what)}" if report.event.what != occurrence.what else ""
    return f"{outlet}{planned}{words}"
