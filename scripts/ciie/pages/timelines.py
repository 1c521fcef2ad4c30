"""The timeline by year, month and day, with a picture of each long period.

A period that is too long for one page lists its parts with their counts instead; the anchors of its days stay.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from ciie.deriving.knowledge import Knowledge, Occurrence
from ciie.model.values import MONTHS, PartialDate, Precision, Ref
from ciie.model.vocabulary import Vocabulary
from ciie.views.addresses import address, day_anchor
from ciie.views.drawings import Axis, draw_bars, ticks_to
from ciie.views.links import Link, Links
from ciie.views.lists import MOST_INLINE, Counted, by_year, paginate
from ciie.views.publish import Page, page
from ciie.views.timeline_entries import (
    Period,
    Strand,
    TimelineEntry,
    TimelineLine,
    count_entries,
    entries_of,
    entries_pages,
    most_told,
    strand_filter,
    timeline_lines,
)

INDEX = "timeline/index.md"
_OTHER_WAYS = (
    ("By edition", "timeline/editions.md"),
    ("Promises and later reports", "timeline/promises.md"),
)
STRANDS = ("Happened or planned", "Reported")
_MOST_KEY_EVENTS = 12


@dataclass(frozen=True, slots=True)
class PictureRow:
    """A year or a month in the table beside its picture; without an address where nothing is in it."""

    when: Link
    happened: int
    reported: int


@dataclass(frozen=True, slots=True)
class Picture:
    """Bars of how much happened and how much was reported; the same numbers as a table, for whoever cannot see it."""

    title: str
    address: str
    rows: tuple[PictureRow, ...]


@dataclass(frozen=True, slots=True)
class YearPeriods:
    """A year with its months."""

    title: str
    months: tuple[Period, ...]


@dataclass(frozen=True, slots=True)
class TimelineView:
    """The whole timeline; where that is too long for a page, no `strands` but the `key` events."""

    counted: tuple[Counted, ...]
    others: tuple[Link, ...]
    key: tuple[TimelineLine, ...]
    strands: tuple[Strand, ...]
    years: tuple[YearPeriods, ...]
    picture: Picture | None


@dataclass(frozen=True, slots=True)
class YearView:
    """A year: its months; or of a long one the links to its months, and what is known only to the year."""

    title: str
    navigation: tuple[Link, ...]
    strands: tuple[Strand, ...]
    months: tuple[Period, ...]
    counted: tuple[Counted, ...]
    undated: Period | None
    picture: Picture | None


@dataclass(frozen=True, slots=True)
class DayLink:
    """A day of a long month: its heading, its anchor, and the way to its entries."""

    title: str
    anchor: str
    page: Link


@dataclass(frozen=True, slots=True)
class MonthView:
    """A month: its entries; or of a long one the links to its days."""

    title: str
    year: Link
    strands: tuple[Strand, ...]
    lines: tuple[TimelineLine, ...]
    days: tuple[DayLink, ...]


def timeline_pages(knowledge: Knowledge) -> Iterator[Page]:
    """The whole timeline, and a page for each year and month that has something to tell.

    Args:
        knowledge: What the site is made of.

    Yields:
        The pages and the pictures on them: of the whole, then of each year and its months, the earliest first.
    """
    entries = entries_of(knowledge)
    years = by_year(entries, lambda entry: entry.date.first.year)
    yield from _index(knowledge.vocabulary, entries, years)
    for year, rows in years:
        if not _is_brief(knowledge.vocabulary, str(year)):
            yield from _year_pages(knowledge.vocabulary, year, rows)
            yield from _month_pages(knowledge.vocabulary, rows)


def _index(
    vocabulary: Vocabulary, entries: Sequence[TimelineEntry], years: Sequence[tuple[int, Sequence[TimelineEntry]]]
) -> Iterator[Page]:
    links = Links(vocabulary, INDEX)
    others = [links.to(path, text) for text, path in _OTHER_WAYS]
    if any(entry.is_in_calendar for entry in entries):
        others.append(links.to("timeline/events.ics", "All events as a calendar (iCalendar)"))
    whole = len(entries) <= MOST_INLINE
    picture, files = _years_picture(links, years)
    paged = [(year, rows) for year, rows in years if not _is_brief(vocabulary, str(year))]
    own = {year for year, _ in paged}
    view = TimelineView(
        counted=tuple(
            Counted(links.to(_year_path(year), str(year)), count_entries(rows)) for year, rows in reversed(paged)
        ),
        others=tuple(others),
        key=() if whole else timeline_lines(links, most_told(filter(_is_event, entries), _MOST_KEY_EVENTS)),
        strands=strand_filter(entries) if whole else (),
        years=tuple(YearPeriods(str(year), _months(links, rows)) for year, rows in years if whole or year not in own),
        picture=picture,
    )
    description = "Events at and around the expo by date, and the articles that reported them."
    yield page(INDEX, "timeline.md", {"title": "Timeline", "description": description}, view=view)
    yield from files


def _is_event(entry: TimelineEntry) -> bool:
    """True of what happened or was planned, the days of the editions apart."""
    return isinstance(entry.of, Occurrence) and entry.of.edition is None


def _year_pages(vocabulary: Vocabulary, year: int, entries: Sequence[TimelineEntry]) -> Iterator[Page]:
    links = Links(vocabulary, _year_path(year))
    navigation = [links.to(INDEX, "Full timeline")]
    if any(entry.is_in_calendar for entry in entries):
        navigation.append(links.to(f"timeline/{year}.ics", f"The events of {year} as a calendar (iCalendar)"))
    whole = len(entries) <= MOST_INLINE
    dated, undated = _by_precision(entries)
    picture, files = _months_picture(links, year, dated)
    view = YearView(
        title=f"Timeline: {year}",
        navigation=tuple(navigation),
        strands=strand_filter(entries) if whole else (),
        months=_months(links, entries if whole else list(_brief_entries(links, dated))),
        counted=() if whole else tuple(_month_links(links, dated)),
        undated=None if whole or not undated else _undated(links, undated[:MOST_INLINE]),
        picture=picture,
    )
    meta = {"title": view.title, "description": f"What happened, was planned or was reported in {year}, by date."}
    yield page(links.path, "timeline_year.md", meta, view=view)
    yield from files


def _month_pages(vocabulary: Vocabulary, entries: Iterable[TimelineEntry]) -> Iterator[Page]:
    dated, _ = _by_precision(entries)
    for (year, month), rows in _paged(vocabulary, dated):
        links = Links(vocabulary, _month_path(year, month))
        name = f"{MONTHS[month]} {year}"
        days = [(day, list(found)) for day, found in groupby(rows, key=_day_of)]
        whole = len(rows) <= 2 * MOST_INLINE
        view = MonthView(
            title=f"Timeline: {name}",
            year=links.to(_year_path(year), f"All of {year}"),
            strands=strand_filter(rows) if whole else (),
            lines=timeline_lines(links, rows, anchored=True) if whole else (),
            days=() if whole else tuple(_day_link(links, day, found) for day, found in days),
        )
        meta = {"title": view.title, "description": f"What happened, was planned or was reported in {name}, by date."}
        yield page(links.path, "timeline_month.md", meta, view=view)
        for day, found in () if whole else days:
            parts = paginate(_day_base(day), f"Timeline: {_day_name(day)}", found, MOST_INLINE)
            yield from entries_pages(links, parts, "Full month", f"The expo on {day.text}.")


def _months(links: Links, entries: Iterable[TimelineEntry]) -> tuple[Period, ...]:
    """The months of a year, and what is known only to the year."""
    dated, undated = _by_precision(entries)
    months = [
        Period(f"{MONTHS[month]} {year}", timeline_lines(links, rows, anchored=True))
        for (year, month), rows in _by_month(dated)
    ]
    return (*months, *([_undated(links, undated)] if undated else []))


def _undated(links: Links, entries: Sequence[TimelineEntry]) -> Period:
    return Period(f"{entries[0].date.first.year}, day not known", timeline_lines(links, entries))


def _is_brief(vocabulary: Vocabulary, period: str) -> bool:
    """True of a year or month that stands on the page above, as "2019" or "2019-11"."""
    return Ref("timeline", period) in vocabulary.elsewhere


def _paged(
    vocabulary: Vocabulary, dated: Iterable[TimelineEntry]
) -> Iterator[tuple[tuple[int, int], list[TimelineEntry]]]:
    """The months that have pages of their own."""
    found = _by_month(dated)
    return (each for each in found if not _is_brief(vocabulary, f"{each[0][0]}-{each[0][1]:02}"))


def _brief_entries(links: Links, dated: Iterable[TimelineEntry]) -> Iterator[TimelineEntry]:
    """What is in months without pages of their own."""
    for (year, month), rows in _by_month(dated):
        if _is_brief(links.vocabulary, f"{year}-{month:02}"):
            yield from rows


def _month_links(links: Links, dated: Iterable[TimelineEntry]) -> Iterator[Counted]:
    for (year, month), rows in _paged(links.vocabulary, dated):
        yield _counted(links, _month_path(year, month), f"{MONTHS[month]} {year}", rows)


def _counted(links: Links, path: str, text: str, entries: Sequence[TimelineEntry]) -> Counted:
    return Counted(links.to(path, text), count_entries(entries))


def _day_link(links: Links, day: PartialDate, entries: Sequence[TimelineEntry]) -> DayLink:
    return DayLink(_day_name(day), day_anchor(day), links.to(f"{_day_base(day)}.md", count_entries(entries)))


def _years_picture(
    links: Links, years: Sequence[tuple[int, Sequence[TimelineEntry]]]
) -> tuple[Picture | None, list[Page]]:
    """The picture of all years, and the file that it shows; none of a single year."""
    if len(years) < 2:
        return None, []
    found = dict(years)
    every = range(years[0][0], years[-1][0] + 1)
    columns = [(str(year), str(year), _year_path(year), found.get(year, ())) for year in every]
    return _picture(links, "The timeline by year", "timeline/years.svg", columns)


def _months_picture(links: Links, year: int, dated: Iterable[TimelineEntry]) -> tuple[Picture | None, list[Page]]:
    """The picture of a year by month, and the file that it shows; none of a single month."""
    found = {month: rows for (_, month), rows in _by_month(dated)}
    if len(found) < 2:
        return None, []
    columns = [(MONTHS[n][:3], MONTHS[n], _month_path(year, n), found.get(n, ())) for n in range(1, 13)]
    return _picture(links, f"{year} by month", f"timeline/{year}.svg", columns)


def _picture(
    links: Links, title: str, path: str, columns: Sequence[tuple[str, str, str, Sequence[TimelineEntry]]]
) -> tuple[Picture, list[Page]]:
    """A picture with a column for each short name, name, page and entries."""
    numbers = [_numbers(entries) for *_, entries in columns]
    top = Decimal(max(max(pair) for pair in numbers))
    axis = Axis(tuple(name for name, *_ in columns), tuple((tick, f"{tick.normalize():f}") for tick in ticks_to(top)))
    rows = tuple(
        PictureRow(links.to(_place(links.vocabulary, target), name), *pair)
        for (_, name, target, _), pair in zip(columns, numbers, strict=True)
        if any(pair)
    )
    return Picture(title, address(links.path, path), rows), [Page(path, draw_bars(title, axis, numbers, STRANDS))]


def _place(vocabulary: Vocabulary, path: str) -> str:
    """The page of a period, or the one above that shows it."""
    return vocabulary.elsewhere.get(Ref("timeline", path.removeprefix("timeline/").removesuffix(".md")), path)


def _numbers(entries: Iterable[TimelineEntry]) -> tuple[int, int]:
    """How many entries of each strand there are, as `STRANDS` names them."""
    counts = Counter("reported" in entry.strands for entry in entries)
    return counts[False], counts[True]


def _by_precision(entries: Iterable[TimelineEntry]) -> tuple[list[TimelineEntry], list[TimelineEntry]]:
    """What is known at least to the month, and what is known only to the year."""
    found: tuple[list[TimelineEntry], list[TimelineEntry]] = [], []
    for entry in entries:
        found[entry.date.precision is Precision.YEAR].append(entry)
    return found


def _by_month(dated: Iterable[TimelineEntry]) -> list[tuple[tuple[int, int], list[TimelineEntry]]]:
    groups = groupby(dated, key=lambda entry: (entry.date.first.year, entry.date.first.month))
    return [(month, list(rows)) for month, rows in groups]


def _day_of(entry: TimelineEntry) -> PartialDate:
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
