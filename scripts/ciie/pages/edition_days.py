"""The course of each edition: all editions side by side, and each day by day.

The days close to an edition stand one by one, those further off together. A short course is on the page of its edition.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from ciie.deriving.clocks import EditionDay
from ciie.deriving.knowledge import Knowledge
from ciie.model.values import Ref, day
from ciie.model.vocabulary import Edition, Vocabulary
from ciie.views.addresses import edition_timeline_path, place_of, timeline_path
from ciie.views.links import Link, Links
from ciie.views.lists import MOST_INLINE
from ciie.views.publish import Page, page
from ciie.views.timeline_entries import (
    Strand,
    Timed,
    TimelineEntry,
    TimelineLine,
    count_entries,
    courses,
    has_page,
    strand_filter,
    timeline_lines,
)

_EDITIONS = "timeline/editions.md"
# How many days before the opening and after the closing stand one by one in the table of all editions.
_CLOSE = 10
_FURTHER = ((30, "11 to 30 days"), (100, "31 to 100 days"), (10**6, "more than 100 days"))
# In a page that would be too long, how many entries of a day are shown before the way to the others.
_MOST_OF_A_DAY = 3


@dataclass(frozen=True, slots=True)
class Phase:
    """A row of the table of editions, and for each edition the way to its entries; absent where it has none."""

    name: str
    cells: tuple[Link | None, ...]


@dataclass(frozen=True, slots=True)
class EditionsView:
    """All editions side by side."""

    timeline: Link
    editions: tuple[Link, ...]
    phases: tuple[Phase, ...]


@dataclass(frozen=True, slots=True)
class DayOfEdition:
    """A day of an edition's course with its first entries, and the way to all of them where there are more."""

    title: str
    anchor: str
    date: Link
    lines: tuple[TimelineLine, ...]
    more: Link | None


@dataclass(frozen=True, slots=True)
class EditionTimelineView:
    """An edition day by day; `days_held` says when it was held."""

    title: str
    navigation: tuple[Link, ...]
    days_held: str
    strands: tuple[Strand, ...]
    days: tuple[DayOfEdition, ...]


def edition_timelines(knowledge: Knowledge) -> Iterator[Page]:
    """All editions side by side, and the course of each edition whose days are known.

    Args:
        knowledge: What the site is made of.

    Yields:
        The table of all editions, then a page for each, in their order.
    """
    found = courses(knowledge)
    told = [(edition, found[edition.id]) for edition in knowledge.clock.editions if edition.id in found]
    yield _side_by_side(knowledge.vocabulary, told)
    for edition, course in told:
        if has_page(course):
            yield _day_by_day(knowledge.vocabulary, edition, course)


def _side_by_side(vocabulary: Vocabulary, told: Sequence[tuple[Edition, Sequence[Timed]]]) -> Page:
    links = Links(vocabulary, _EDITIONS)
    columns = []
    for edition, course in told:
        phases: dict[tuple[int, int, str], list[Timed]] = defaultdict(list)
        for timed in course:
            phases[_phase(timed[0])].append(timed)
        columns.append((_to_course(links, edition, course).address, phases))
    view = EditionsView(
        timeline=links.to("timeline/index.md", "Full timeline"),
        editions=tuple(_to_course(links, edition, course) for edition, course in told),
        phases=tuple(
            Phase(phase[2], tuple(_cell(way, phases.get(phase, ())) for way, phases in columns))
            for phase in sorted({phase for _, phases in columns for phase in phases})
        ),
    )
    description = "Events and articles before, during and after each edition, counted in days."
    # A page that is one wide table has no use for a table of contents beside it.
    meta = {"title": "Timeline by edition", "description": description, "hide": ["toc"]}
    return page(_EDITIONS, "timeline_editions.md", meta, view=view)


def _to_course(links: Links, edition: Edition, course: Sequence[Timed]) -> Link:
    """The way to the page of a course, or of its edition where it has none."""
    own = (
        edition_timeline_path(edition.id)
        if has_page(course)
        else place_of(links.vocabulary, Ref("editions", edition.id))
    )
    return links.to(own, edition.name)


def _cell(way: str, course: Sequence[Timed]) -> Link | None:
    if not course:
        return None
    anchor = f"#{course[0][0].anchor}" if "edition-" in way else ""
    return Link(count_entries([entry for _, entry in course]), f"{way}{anchor}")


def _phase(moment: EditionDay) -> tuple[int, int, str]:
    """The row of a day: its order, and its name."""
    part, number = moment.key
    if part == 1:
        return part, number, moment.text
    days = 1 - number if part == 0 else number
    after = ("before", "", "after")[part]
    if days <= _CLOSE:
        return part, number, moment.text
    limit, name = next(each for each in _FURTHER if days <= each[0])
    return part, -limit if part == 0 else limit, f"{name} {after}"


def _day_by_day(vocabulary: Vocabulary, edition: Edition, course: Sequence[Timed]) -> Page:
    links = Links(vocabulary, edition_timeline_path(edition.id))
    whole = len(course) <= MOST_INLINE
    to_edition = links.entry(Ref("editions", edition.id))
    days = [(moment, [entry for _, entry in rows]) for moment, rows in groupby(course, key=lambda timed: timed[0])]
    view = EditionTimelineView(
        title=f"{edition.name} day by day",
        navigation=(links.to(_EDITIONS, "Compare all editions"), to_edition),
        days_held=f"{edition.opens.text} to {edition.closes.text}. Days are counted from the opening and the closing.",
        strands=strand_filter(entry for _, entry in course),
        days=tuple(_day(links, moment, entries, whole) for moment, entries in days),
    )
    return page(links.path, "timeline_edition.md", {"title": view.title, "description": view.days_held}, view=view)


def _day(links: Links, moment: EditionDay, entries: Sequence[TimelineEntry], whole: bool) -> DayOfEdition:
    """A day of the course; a long course shows the first entries of each day, and the way to all of them."""
    date = day(entries[0].date.first)
    most = len(entries) if whole else _MOST_OF_A_DAY
    more = (
        links.to(timeline_path(date, links.vocabulary.elsewhere), f"All {count_entries(entries)} of this day")
        if len(entries) > most
        else None
    )
    return DayOfEdition(moment.text, moment.anchor, links.day(date), timeline_lines(links, entries[:most]), more)
