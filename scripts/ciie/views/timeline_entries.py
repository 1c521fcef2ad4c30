"""The entries of the timeline and how lists show them: what happened or was planned, and what was reported.

Templates show them with the macros of timelines.md.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import NamedTuple

from ciie.deriving.clocks import EditionDay
from ciie.deriving.knowledge import Knowledge, Occurrence, order_of
from ciie.model.records import Record
from ciie.model.values import PartialDate, Precision, Ref
from ciie.text.number_words import with_noun
from ciie.views.addresses import day_anchor, record_path
from ciie.views.links import Link, Links, date_of, outlet_of
from ciie.views.lists import Part
from ciie.views.publish import Page, page

# A click on one of these puts its anchor into the address, and the style sheet hides the other strands.
_EVERYTHING = "everything"
_FILTERS = {
    _EVERYTHING: "Everything",
    "happened": "What happened",
    "planned": "What was planned",
    "edition": "The editions",
    "reported": "What was reported",
}


# A course with fewer entries has no page of its own.
FEWEST_ENTRIES = 9
# Of a long list of events so many stand in full; where no more than these few are left, they do as well.
MOST_KEY_EVENTS = 6
MOST_LEFT = 2


@dataclass(frozen=True)
class TimelineEntry:
    """An event, or the publication of a record."""

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

    @cached_property
    def strands(self) -> tuple[str, ...]:
        """What sort of entry it is: reported; or edition, happened and planned as far as they hold."""
        if isinstance(self.of, Record):
            return ("reported",)
        ahead = [self.of.lay_ahead_of(report) for report in self.of.reports]
        found = {"edition": self.of.edition is not None, "happened": not all(ahead), "planned": any(ahead)}
        return tuple(name for name, there in found.items() if there)

    @property
    def is_in_calendar(self) -> bool:
        """True of an event whose days are known."""
        return isinstance(self.of, Occurrence) and self.date.precision is Precision.DAY

    @property
    def order(self) -> tuple[dt.date, int, bool, str]:
        """Days in order, what is known only to the month or year after its last day; events before reports."""
        return (*order_of(self.date), isinstance(self.of, Record), self.of.id)


# An entry and the day of its edition that it is dated to.
Timed = tuple[EditionDay, TimelineEntry]


class Strand(NamedTuple):
    """A sort of entry as a label, or as a choice of the filter.

    Attributes:
        id: What the style sheet knows it as: "planned", "only-planned".
        text: What it says: "Planned", "What was planned".
    """

    id: str
    text: str


_LABELS = {name: Strand(name, name.capitalize()) for name in _FILTERS}


class Version(NamedTuple):
    """Who tells of an event in the same words.

    Attributes:
        outlets: The ways to the passages that do.
        is_planned: Whether they tell of a plan, where others tell that it happened.
        words: How they word the event; empty where as the entry does.
    """

    outlets: tuple[Link, ...]
    is_planned: bool
    words: str


class TimelineLine(NamedTuple):
    """An entry as a line of a list.

    Attributes:
        when: Its date.
        anchor: The anchor of its day, where it is the first of the day in a list with anchors; else empty.
        strands: Its labels.
        what: The event in words, or the record; without an address where it leads nowhere.
        versions: Who tells of the event, each version once; none of a record.
        outlet: Who published the record; absent of an event.
    """

    when: str
    anchor: str
    strands: tuple[Strand, ...]
    what: Link
    versions: tuple[Version, ...] = ()
    outlet: Link | None = None


@dataclass(frozen=True, slots=True)
class Period:
    """A heading with its list; the style sheet hides both where no line of the chosen strand is in the list."""

    title: str
    lines: tuple[TimelineLine, ...]


@dataclass(frozen=True, slots=True)
class Chronology:
    """The events that most outlets tell of, and the others by month or year, which fold away."""

    lines: tuple[TimelineLine, ...]
    folded: tuple[Period, ...]


def entries_of(knowledge: Knowledge) -> list[TimelineEntry]:
    """Every entry of the timeline, the earliest first.

    Args:
        knowledge: What the records say.

    Returns:
        Events, openings and reports, each once.
    """
    entries = [*map(TimelineEntry, knowledge.occurrences), *map(TimelineEntry, knowledge.records)]
    return sorted(entries, key=lambda entry: entry.order)


def courses(knowledge: Knowledge) -> Mapping[str, Sequence[Timed]]:
    """The course of each edition.

    Args:
        knowledge: Has the editions' clocks, and what is dated.

    Returns:
        For each edition near which something is dated to the day: what that is, each with its day of the edition.
    """
    found: dict[str, list[Timed]] = defaultdict(list)
    for entry in entries_of(knowledge):
        at = knowledge.clock.at(entry.date)
        if at is not None:
            found[at[0].id].append((at[1], entry))
    return found


def has_page(course: Sequence[Timed]) -> bool:
    """Whether a course has a page of its own.

    Args:
        course: What is dated near an edition.

    Returns:
        True where it is long enough.
    """
    return len(course) >= FEWEST_ENTRIES


def timeline_lines(links: Links, entries: Iterable[TimelineEntry], anchored: bool = False) -> tuple[TimelineLine, ...]:
    """Entries as the lines of a list.

    Args:
        links: The links of the page that the list stands on.
        entries: The entries in their order.
        anchored: Whether the first line of each day has the day's anchor.

    Returns:
        A line for each entry.
    """
    seen: set[str] = set()
    lines = []
    for entry in entries:
        anchor = day_anchor(entry.date) if anchored and entry.date.precision is Precision.DAY else ""
        lines.append(_line(links, entry, "" if anchor in seen else anchor))
        seen.add(anchor)
    return tuple(lines)


def chronology(
    links: Links,
    entries: Sequence[TimelineEntry],
    heading: Callable[[PartialDate], str],
    weight: Callable[[TimelineEntry], int] = lambda _: 0,
) -> Chronology:
    """Events with what most outlets tell of first.

    Args:
        links: The links of the page that the list stands on.
        entries: The events, the earliest first.
        heading: Under what those that are left stand, such as the year.
        weight: What tells of two events that as many outlets tell of which is to be shown.

    Returns:
        The events that most outlets tell of, of equal ones those that happened, then the latest; the others by heading.
    """
    if len(entries) <= MOST_KEY_EVENTS + MOST_LEFT:
        return Chronology(timeline_lines(links, entries), ())
    key = most_told(entries, MOST_KEY_EVENTS, weight)
    shown = {each.of.id for each in key}
    left = groupby((each for each in entries if each.of.id not in shown), key=lambda each: heading(each.date))
    folded = ((title, list(rows)) for title, rows in left)
    return Chronology(
        timeline_lines(links, key),
        tuple(
            Period(f"{title}: {with_noun(len(rows), 'event')}", timeline_lines(links, rows)) for title, rows in folded
        ),
    )


def most_told(
    entries: Iterable[TimelineEntry], number: int, weight: Callable[[TimelineEntry], int] = lambda _: 0
) -> list[TimelineEntry]:
    """The events that most outlets tell of.

    Args:
        entries: Events.
        number: How many there are at most.
        weight: What tells of two events that as many outlets tell of which is to be shown.

    Returns:
        Of equal ones those that happened, then the latest; the earliest first.
    """

    def rank(each: TimelineEntry) -> tuple[object, ...]:
        return len({record.source for record in each.records}), "happened" in each.strands, weight(each), each.order

    return sorted(sorted(entries, key=rank)[-number:], key=lambda each: each.order)


def strand_filter(entries: Iterable[TimelineEntry]) -> tuple[Strand, ...]:
    """The choices to see one strand only; none where there is but one strand.

    Args:
        entries: What a page lists.

    Returns:
        The strands that the page has, in a fixed order.
    """
    strands = {strand for entry in entries for strand in entry.strands}
    if len(strands) < 2:
        return ()
    shown = {name: text for name, text in _FILTERS.items() if name in strands or name == _EVERYTHING}
    return tuple(Strand(name if name == _EVERYTHING else f"only-{name}", text) for name, text in shown.items())


def count_entries(entries: Sequence[TimelineEntry]) -> str:
    """How many entries there are, in words.

    Args:
        entries: What a page lists.

    Returns:
        A text such as "12 events, 3 reports".
    """
    return with_noun(len(entries), "entry", "entries")


def _line(links: Links, entry: TimelineEntry, anchor: str) -> TimelineLine:
    strands = tuple(_LABELS[name] for name in entry.strands)
    if isinstance(entry.of, Record):
        record = entry.of
        return TimelineLine(date_of(record), anchor, strands, links.record(record), outlet=links.outlet(record))
    event = entry.of
    edition = Ref("editions", event.edition.id) if event.edition else None
    what = links.entry(edition)._replace(text=event.what) if edition else Link(event.what, "")
    versions = _versions(links, event, "happened" in entry.strands)
    return TimelineLine(event.date.text, anchor, strands, what, versions)


def _versions(links: Links, event: Occurrence, happened: bool) -> tuple[Version, ...]:
    by_words: dict[tuple[bool, str], list[Link]] = {}
    for report in event.reports:
        is_planned, words = happened and event.lay_ahead_of(report), report.event.what
        outlet = links.to(record_path(report.record, report.anchor), outlet_of(report.record, links.vocabulary))
        by_words.setdefault((is_planned, "" if words == event.what else words), []).append(outlet)
    return tuple(Version(tuple(outlets), *how) for how, outlets in by_words.items())


@dataclass(frozen=True, slots=True)
class EntriesView:
    """A part of a long list of entries."""

    title: str
    navigation: tuple[Link, ...]
    strands: tuple[Strand, ...]
    lines: tuple[TimelineLine, ...]


def entries_pages(above: Links, parts: Iterable[Part[TimelineEntry]], up: str, about: str = "") -> Iterator[Page]:
    """The pages of a list of entries that needs pages of its own.

    Args:
        above: The links of the page that leads there.
        parts: The parts of the list.
        up: What the way back to that page shows.
        about: What search engines say of the pages.

    Yields:
        A page for each part.
    """
    for part in parts:
        links = Links(above.vocabulary, part.path)
        navigation = part.navigation(links, links.to(above.path, up))
        view = EntriesView(part.title, navigation, strand_filter(part.rows), timeline_lines(links, part.rows))
        yield page(part.path, "timeline_entries.md", {"title": part.title, "description": about}, view=view)
