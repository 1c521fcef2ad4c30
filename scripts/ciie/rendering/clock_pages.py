"""The editions on their own clocks: one page that lays them side by side, and one for each edition.

The days close to an edition stand one by one, those further off together.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import groupby

from ciie.deriving.clocks import Moment
from ciie.deriving.knowledge import Knowledge
from ciie.pages.addresses import path_of, timeline_path
from ciie.pages.publish import Page
from ciie.rendering.parts import MOST_INLINE, Sheet
from ciie.rendering.timeline_lines import Entry, count_entries, entries_of, period, strand_filter, timeline
from ciie.words.dates import day
from ciie.words.markdown import div, heading, table
from ciie.words.references import Ref
from ciie.words.terms import Edition

Timed = tuple[Moment, Entry]
# How many days before the opening and after the closing stand one by one in the table of all editions.
_CLOSE = 10
_FURTHER = ((30, "11 to 30 days"), (100, "31 to 100 days"), (10**6, "more than 100 days"))
# In a page that would be too long, how many entries of a day are shown before the way to the others.
_MOST_OF_A_DAY = 3
_INTRODUCTION = (
    "Every edition follows the same course: the days before it, its days from opening to closing, and the days after. "
    "This page counts days from the opening and the closing of each edition, so that you can compare editions."
)


def clock_pages(knowledge: Knowledge) -> Iterator[Page]:
    """All editions side by side, and the course of each edition whose days are known."""
    by_edition: dict[str, list[Timed]] = defaultdict(list)
    for entry in entries_of(knowledge):
        found = knowledge.clock.at(entry.date)
        if found is not None:
            by_edition[found[0].id].append((found[1], entry))
    courses = [(edition, by_edition.get(edition.id, [])) for edition in knowledge.clock.editions]
    yield _side_by_side(knowledge, [(edition, course) for edition, course in courses if course])
    for edition, course in courses:
        yield _course(knowledge, edition, course)


def clock_path(edition: Edition) -> str:
    """The page of an edition's own clock."""
    return f"timeline/edition-{edition.id}.md"


def _side_by_side(knowledge: Knowledge, courses: Sequence[tuple[Edition, Sequence[Timed]]]) -> Page:
    sheet = Sheet(knowledge, "timeline/editions.md")
    up = sheet.link("Full timeline", "timeline/index.md")
    columns = []
    for edition, course in courses:
        phases: dict[tuple[int, int, str], list[Timed]] = defaultdict(list)
        for timed in course:
            phases[_phase(timed[0])].append(timed)
        columns.append((edition, phases))
    rows = [
        [phase[2], *(_cell(sheet, edition, phases.get(phase, ())) for edition, phases in columns)]
        for phase in sorted({phase for _, phases in columns for phase in phases})
    ]
    header = ["When", *(sheet.link(edition.name, clock_path(edition)) for edition, _ in columns)]
    shown = div("matrix", table(header, rows)) if rows else "No entries yet."
    description = "Events and articles before, during and after each edition, counted in days."
    return sheet.page("Timeline by edition", up, _INTRODUCTION, shown, description=description, hide=["toc"])


def _cell(sheet: Sheet, edition: Edition, course: Sequence[Timed]) -> str:
    if not course:
        return "–"
    return sheet.link(count_entries(entry for _, entry in course), f"{clock_path(edition)}#{course[0][0].anchor}")


def _phase(moment: Moment) -> tuple[int, int, str]:
    """The row of a moment: its order, and its name."""
    part, number = moment.key
    if part == 1:
        return part, number, moment.text
    days = 1 - number if part == 0 else number
    after = ("before", "", "after")[part]
    if days <= _CLOSE:
        return part, number, moment.text
    limit, name = next(each for each in _FURTHER if days <= each[0])
    return part, -limit if part == 0 else limit, f"{name} {after}"


def _course(knowledge: Knowledge, edition: Edition, course: Sequence[Timed]) -> Page:
    sheet = Sheet(knowledge, clock_path(edition))
    whole = len(course) <= MOST_INLINE
    to_edition = sheet.link(edition.name, path_of(Ref("editions", edition.id)))
    up = " · ".join([sheet.link("Compare all editions", "timeline/editions.md"), to_edition])
    days = [(moment, [entry for _, entry in rows]) for moment, rows in groupby(course, key=lambda timed: timed[0])]
    shown = [_day(sheet, moment, entries, whole) for moment, entries in days]
    words = f"{edition.opens.text} to {edition.closes.text}. Days are counted from the opening and the closing."
    head = [up, words, strand_filter([entry for _, entry in course])]
    return sheet.page(f"{edition.name} day by day", *head, *shown, description=words)


def _day(sheet: Sheet, moment: Moment, entries: Sequence[Entry], whole: bool) -> str:
    """A day of the course; a long course shows the first entries of each day, and the way to all of them."""
    first = entries[0].date.first
    most = len(entries) if whole else _MOST_OF_A_DAY
    more = sheet.link(f"All {count_entries(entries)} of this day", timeline_path(day(first)))
    return period(
        heading(2, moment.text),
        f'<span id="{moment.anchor}"></span>{sheet.day(day(first))}',
        timeline(sheet, entries[:most]),
        more if len(entries) > most else "",
    )
