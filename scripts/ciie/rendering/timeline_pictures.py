"""Pictures of the timeline: how much happened and how much was reported, by year and by month.

Beside each picture stand its numbers as a table whose cells lead to the lists, for whoever cannot see it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal

from ciie.pages.publish import Page
from ciie.rendering.drawings import Axis, render_bars, ticks_to
from ciie.rendering.parts import Sheet
from ciie.rendering.timeline_lines import Entry
from ciie.words.dates import MONTHS, Precision
from ciie.words.markdown import blocks, div, heading, image, table

STRANDS = ("Happened or planned", "Reported")
Made = tuple[str, list[Page]]


def years_picture(sheet: Sheet, years: Sequence[tuple[int, Sequence[Entry]]]) -> Made:
    """The picture of all years, as a section of the page and as the file that it shows."""
    if len(years) < 2:
        return "", []
    by_year = dict(years)
    every = range(years[0][0], years[-1][0] + 1)
    columns = [str(year) for year in every]
    numbers = [_numbers(by_year.get(year, ())) for year in every]
    links = [sheet.link(str(year), f"timeline/{year}.md") if year in by_year else str(year) for year in every]
    return _picture(
        sheet, "The timeline by year", "timeline/years.svg", list(zip(columns, links, numbers, strict=True))
    )


def months_picture(sheet: Sheet, year: int, entries: Sequence[Entry]) -> Made:
    """The picture of one year by month; what is known only to the year is not in it."""
    dated = [entry for entry in entries if entry.date.precision is not Precision.YEAR]
    by_month = {month: [e for e in dated if e.date.first.month == month] for month in range(1, 13)}
    if sum(map(bool, by_month.values())) < 2:
        return "", []
    rows = []
    for month, found in by_month.items():
        link = sheet.link(MONTHS[month], f"timeline/{year}-{month:02}.md") if found else MONTHS[month]
        rows.append((MONTHS[month][:3], link, _numbers(found)))
    return _picture(sheet, f"{year} by month", f"timeline/{year}.svg", rows)


def _numbers(entries: Sequence[Entry]) -> tuple[int, int]:
    """How many entries of each strand there are, as `STRANDS` names them."""
    counts = Counter("reported" in entry.strands for entry in entries)
    return counts[False], counts[True]


def _picture(sheet: Sheet, title: str, path: str, rows: Sequence[tuple[str, str, tuple[int, int]]]) -> Made:
    top = Decimal(max(max(numbers) for _, _, numbers in rows))
    axis = Axis(tuple(name for name, _, _ in rows), tuple((tick, f"{tick.normalize():f}") for tick in ticks_to(top)))
    strands = [numbers[0] for _, _, numbers in rows], [numbers[1] for _, _, numbers in rows]
    page = Page(path, render_bars(title, axis, strands, STRANDS))
    alt = f"{title}: how many events {STRANDS[0].lower()} and how many articles appeared. The table has the numbers."
    lines = [[link, str(numbers[0]), str(numbers[1])] for _, link, numbers in rows if any(numbers)]
    shown = div("picture", image(alt, sheet.to(path)))
    return blocks(heading(2, title), shown, table(["When", *STRANDS], lines)), [page]
