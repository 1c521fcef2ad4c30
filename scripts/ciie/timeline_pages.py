"""The timeline: what happened and what was reported, as lists by year, month and day.

A period that is too long for one page lists its parts with their counts instead; the anchors of its days stay.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from ciie.claims import Happening
from ciie.dates import MONTHS, PartialDate, Precision
from ciie.knowledge import Knowledge
from ciie.markdown import blocks, div, escape, heading, items
from ciie.model import Record
from ciie.parts import MOST_INLINE, NOT_SEARCHED, Sheet, count, day_anchor, record_path
from ciie.publish import Page

INTRODUCTION = (
    "Two strands in one list: what **happened**, by the day it happened, and what was **reported**, by the day "
    "it was published. An event that still lay ahead when it was reported is marked **planned**."
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the timeline: an event, or a record's publication."""

    date: PartialDate
    of: Happening | Record

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


def timeline_pages(knowledge: Knowledge) -> Iterator[Page]:
    """The whole timeline, and a page for each year and month that has something to tell."""
    entries = _entries(knowledge)
    sheet = Sheet(knowledge, "timeline/index.md")
    years = [(year, list(rows)) for year, rows in groupby(entries, key=lambda entry: entry.date.first.year)]
    ways = [f"{sheet.link(str(year), _year_path(year))} ({_count(rows)})" for year, rows in reversed(years)]
    whole = blocks(*(_year(sheet, year, rows) for year, rows in years)) if len(entries) <= MOST_INLINE else ""
    description = "What happened at and around the expo, and when it was reported."
    yield sheet.page("Timeline", INTRODUCTION, div("ways", items(ways)), whole, description=description)
    for year, rows in years:
        yield _year_page(knowledge, year, rows)
        yield from _month_pages(knowledge, rows)


def _entries(knowledge: Knowledge) -> list[Entry]:
    happened = [Entry(each.event.date, each) for each in knowledge.happenings]
    reported = [Entry(record.date, record) for record in knowledge.records]
    return sorted([*happened, *reported], key=lambda entry: entry.order)


def _year_page(knowledge: Knowledge, year: int, entries: Sequence[Entry]) -> Page:
    sheet = Sheet(knowledge, _year_path(year))
    up = sheet.link("The whole timeline", "timeline/index.md")
    if len(entries) <= MOST_INLINE:
        return sheet.page(
            f"Timeline: {year}", up, *_months(sheet, entries), description=f"The expo in {year}.", search=NOT_SEARCHED
        )
    undated = [entry for entry in entries if entry.date.precision is Precision.YEAR]
    dated = [entry for entry in entries if entry.date.precision is not Precision.YEAR]
    months = groupby(dated, key=lambda entry: entry.date.first.month)
    ways = [
        f"{sheet.link(f'{MONTHS[month]} {year}', _month_path(year, month))} ({_count(rows)})" for month, rows in months
    ]
    shown = _lines(sheet, undated[:MOST_INLINE])
    return sheet.page(
        f"Timeline: {year}", up, shown, items(ways), description=f"The expo in {year}.", search=NOT_SEARCHED
    )


def _month_pages(knowledge: Knowledge, entries: Iterable[Entry]) -> Iterator[Page]:
    dated = [entry for entry in entries if entry.date.precision is not Precision.YEAR]
    for (year, month), found in groupby(dated, key=lambda e: (e.date.first.year, e.date.first.month)):
        rows = list(found)
        sheet = Sheet(knowledge, _month_path(year, month))
        name = f"{MONTHS[month]} {year}"
        up = sheet.link(f"All of {year}", _year_path(year))
        if len(rows) <= 2 * MOST_INLINE:
            yield sheet.page(
                f"Timeline: {name}", up, *_days(sheet, rows), description=f"The expo in {name}.", search=NOT_SEARCHED
            )
            continue
        pages = [(day, list(each)) for day, each in groupby(rows, key=_day_of)]
        links = [_day_way(sheet, day, each) for day, each in pages]
        yield sheet.page(f"Timeline: {name}", up, *links, description=f"The expo in {name}.", search=NOT_SEARCHED)
        for day, each in pages:
            yield from _day_pages(knowledge, day, each, sheet.path)


def _day_way(sheet: Sheet, day: PartialDate, entries: Sequence[Entry]) -> str:
    way = sheet.link(_count(entries), _day_path(day, 1))
    return blocks(heading(2, _day_name(day)), f'<span id="{day_anchor(day)}"></span>{way}')


def _day_pages(knowledge: Knowledge, day: PartialDate, entries: Sequence[Entry], up: str) -> Iterator[Page]:
    parts = [entries[start : start + MOST_INLINE] for start in range(0, len(entries), MOST_INLINE)]
    for number, rows in enumerate(parts, 1):
        sheet = Sheet(knowledge, _day_path(day, number))
        others = [
            sheet.link(f"Part {n}", _day_path(day, n)) if n != number else f"Part {n}" for n in range(1, len(parts) + 1)
        ]
        ways = " · ".join([sheet.link("The whole month", up), *(others if len(parts) > 1 else [])])
        name = f"Timeline: {_day_name(day)}" + (f", part {number}" if number > 1 else "")
        yield sheet.page(name, ways, _lines(sheet, rows), description=f"The expo on {day.text}.", search=NOT_SEARCHED)


def _year(sheet: Sheet, year: int, entries: Sequence[Entry]) -> str:
    return blocks(heading(2, str(year)), *_months(sheet, entries, level=3))


def _months(sheet: Sheet, entries: Sequence[Entry], level: int = 2) -> list[str]:
    parts = [_lines(sheet, [entry for entry in entries if entry.date.precision is Precision.YEAR])]
    dated = [entry for entry in entries if entry.date.precision is not Precision.YEAR]
    for (year, month), rows in groupby(dated, key=lambda e: (e.date.first.year, e.date.first.month)):
        parts += [heading(level, f"{MONTHS[month]} {year}"), *_days(sheet, rows)]
    return parts


def _days(sheet: Sheet, entries: Iterable[Entry]) -> list[str]:
    seen: set[str] = set()
    lines = []
    for entry in entries:
        lines.append(_line(sheet, entry, entry.date.precision is Precision.DAY and day_anchor(entry.date) not in seen))
        seen.add(day_anchor(entry.date))
    return [div("timeline", items(lines))]


def _lines(sheet: Sheet, entries: Sequence[Entry]) -> str:
    return div("timeline", items(_line(sheet, entry, False) for entry in entries)) if entries else ""


def _line(sheet: Sheet, entry: Entry, anchored: bool) -> str:
    anchor = f' id="{day_anchor(entry.date)}"' if anchored else ""
    when = f'<span class="when"{anchor}>{entry.date.text}</span>'
    if isinstance(entry.of, Record):
        strand = '<span class="strand reported">Reported</span>'
        return f"{when} {strand}  \n  {sheet.record(entry.of)}, {sheet.term('outlets', entry.of.source)}"
    each = entry.of
    strand = "planned" if each.is_planned else "happened"
    source = sheet.link(
        sheet.knowledge.vocabulary.outlets[each.record.source].name, record_path(each.record, each.anchor)
    )
    return (
        f'{when} <span class="strand {strand}">{strand.capitalize()}</span>  \n  {escape(each.event.what)} ({source})'
    )


def _day_of(entry: Entry) -> PartialDate:
    """The first day of an entry, or its month where no day is known."""
    if entry.date.precision is Precision.MONTH:
        return entry.date
    return PartialDate(entry.date.first, entry.date.first, Precision.DAY)


def _day_name(day: PartialDate) -> str:
    return day.text if day.precision is Precision.DAY else f"{day.text}, day not known"


def _year_path(year: int) -> str:
    return f"timeline/{year}.md"


def _month_path(year: int, month: int) -> str:
    return f"timeline/{year}-{month:02}.md"


def _day_path(day: PartialDate, part: int) -> str:
    name = day.iso if day.precision is Precision.DAY else f"{day.iso}-undated"
    return f"timeline/{name}.md" if part == 1 else f"timeline/{name}-part-{part}.md"


def _count(entries: Iterable[Entry]) -> str:
    return count(sum(1 for _ in entries), "entry", "entries")
