"""The timeline: what happened and what was reported, as lists by year, month and day, with a picture of each.

A period that is too long for one page lists its parts with their counts instead; the anchors of its days stay.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from ciie.deriving.knowledge import Knowledge
from ciie.pages.addresses import day_anchor
from ciie.pages.publish import Page
from ciie.rendering.parts import MOST_INLINE, Sheet
from ciie.rendering.splits import part_title, split, ways
from ciie.rendering.timeline_lines import Entry, count_entries, entries_of, period, strand_filter, timeline
from ciie.rendering.timeline_pictures import months_picture, years_picture
from ciie.words.dates import MONTHS, PartialDate, Precision
from ciie.words.markdown import blocks, div, heading, items

INTRODUCTION = (
    "Events by the day they **happened**, and articles by the day they were published (**reported**). An event that "
    "was still to come when it was reported is marked **planned**. Events are in the words of our digests. The "
    "days of each **edition** are those of the expo's own calendar."
)
_OTHER_WAYS = (
    ("By edition", "timeline/editions.md"),
    ("By topic", "timeline/topics/index.md"),
    ("Promises and later reports", "timeline/promises.md"),
)


def timeline_pages(knowledge: Knowledge) -> Iterator[Page]:
    """The whole timeline, and a page for each year and month that has something to tell."""
    entries = entries_of(knowledge)
    sheet = Sheet(knowledge, "timeline/index.md")
    years = [(year, list(rows)) for year, rows in groupby(entries, key=lambda entry: entry.date.first.year)]
    parts = [f"{sheet.link(str(year), _year_path(year))} ({count_entries(rows)})" for year, rows in reversed(years)]
    others = [sheet.link(text, path) for text, path in _OTHER_WAYS]
    if any(map(_is_in_calendar, entries)):
        others.append(sheet.link("All events as a calendar (iCalendar)", "timeline/events.ics"))
    whole = len(entries) <= MOST_INLINE
    lists = blocks(strand_filter(entries), *(_year(sheet, year, rows) for year, rows in years)) if whole else ""
    picture, files = years_picture(sheet, years)
    head = [INTRODUCTION, div("ways", items(parts)), div("ways", items(others))]
    description = "Events at and around the expo by date, and the articles that reported them."
    yield sheet.page("Timeline", *head, lists, picture, description=description)
    yield from files
    for year, rows in years:
        yield from _year_pages(knowledge, year, rows)
        yield from _month_pages(knowledge, rows)


def _year_pages(knowledge: Knowledge, year: int, entries: Sequence[Entry]) -> Iterator[Page]:
    sheet = Sheet(knowledge, _year_path(year))
    up = sheet.link("Full timeline", "timeline/index.md")
    if any(map(_is_in_calendar, entries)):
        up += " · " + sheet.link(f"The events of {year} as a calendar (iCalendar)", f"timeline/{year}.ics")
    picture, files = months_picture(sheet, year, entries)
    whole = len(entries) <= MOST_INLINE
    shown = [strand_filter(entries), *_months(sheet, entries)] if whole else _in_brief(sheet, year, entries)
    description = f"The expo in {year}."
    yield sheet.page(f"Timeline: {year}", up, *shown, picture, description=description)
    yield from files


def _in_brief(sheet: Sheet, year: int, entries: Sequence[Entry]) -> list[str]:
    """A long year: ways to its months, and what is known only to the year."""
    dated, undated = _by_precision(entries)
    months = [
        f"{sheet.link(f'{MONTHS[month]} {year}', _month_path(year, month))} ({count_entries(rows)})"
        for month, rows in groupby(dated, key=lambda entry: entry.date.first.month)
    ]
    title = heading(2, f"{year}, day not known") if undated else ""
    return [items(months), title, timeline(sheet, undated[:MOST_INLINE])]


def _month_pages(knowledge: Knowledge, entries: Iterable[Entry]) -> Iterator[Page]:
    dated, _ = _by_precision(entries)
    for (year, month), found in groupby(dated, key=lambda e: (e.date.first.year, e.date.first.month)):
        rows = list(found)
        sheet = Sheet(knowledge, _month_path(year, month))
        name = f"{MONTHS[month]} {year}"
        up = sheet.link(f"All of {year}", _year_path(year))
        days = [(day, list(each)) for day, each in groupby(rows, key=_day_of)]
        whole = len(rows) <= 2 * MOST_INLINE
        shown = [strand_filter(rows), timeline(sheet, rows, anchored=True)] if whole else _day_ways(sheet, days)
        yield sheet.page(f"Timeline: {name}", up, *shown, description=f"The expo in {name}.")
        for day, each in () if whole else days:
            yield from _day_pages(knowledge, day, each, sheet.path)


def _day_ways(sheet: Sheet, days: Iterable[tuple[PartialDate, Sequence[Entry]]]) -> list[str]:
    lines = []
    for day, entries in days:
        way = sheet.link(count_entries(entries), f"{_day_base(day)}.md")
        lines.append(blocks(heading(2, _day_name(day)), f'<span id="{day_anchor(day)}"></span>{way}'))
    return lines


def _day_pages(knowledge: Knowledge, day: PartialDate, entries: Sequence[Entry], up: str) -> Iterator[Page]:
    parts = split(_day_base(day), entries, MOST_INLINE)
    for number, (path, rows) in enumerate(parts, 1):
        sheet = Sheet(knowledge, path)
        to_others = ways(sheet, [other for other, _ in parts], sheet.link("Full month", up))
        name = part_title(f"Timeline: {_day_name(day)}", number)
        shown = [to_others, strand_filter(rows), timeline(sheet, rows)]
        yield sheet.page(name, *shown, description=f"The expo on {day.text}.")


def _year(sheet: Sheet, year: int, entries: Sequence[Entry]) -> str:
    return period(heading(2, str(year)), *_months(sheet, entries, level=3))


def _months(sheet: Sheet, entries: Sequence[Entry], level: int = 2) -> list[str]:
    dated, undated = _by_precision(entries)
    parts = []
    for (year, month), rows in groupby(dated, key=lambda e: (e.date.first.year, e.date.first.month)):
        parts.append(period(heading(level, f"{MONTHS[month]} {year}"), timeline(sheet, rows, anchored=True)))
    if undated:
        title = f"{undated[0].date.first.year}, day not known"
        parts.append(period(heading(level, title), timeline(sheet, undated)))
    return parts


def _by_precision(entries: Iterable[Entry]) -> tuple[list[Entry], list[Entry]]:
    """What is known at least to the month, and what is known only to the year."""
    found: tuple[list[Entry], list[Entry]] = [], []
    for entry in entries:
        found[entry.date.precision is Precision.YEAR].append(entry)
    return found


def _is_in_calendar(entry: Entry) -> bool:
    return "reported" not in entry.strands and entry.date.precision is Precision.DAY


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


def _day_base(day: PartialDate) -> str:
    return f"timeline/{day.iso if day.precision is Precision.DAY else f'{day.iso}-undated'}"
