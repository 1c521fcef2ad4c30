"""The pages of topics and of editions, with the timelines on them: what happened, and each edition day by day.

The days close to an edition stand one by one, those further off together.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from ciie.deriving.clocks import EditionDay
from ciie.deriving.knowledge import Knowledge
from ciie.model.values import Ref, day
from ciie.model.vocabulary import Edition, Topic, Vocabulary
from ciie.pages.claims import ComparisonTable, comparison_table
from ciie.pages.indexes import MOST_COLUMNS, NumberTable, number_table
from ciie.pages.links import Link, Links, Name, edition_timeline_path, other_names, path_of, timeline_path
from ciie.pages.lists import MOST_INLINE, Listing, listing
from ciie.pages.publish import Page, page
from ciie.pages.timeline_entries import (
    Strand,
    TimelineEntry,
    TimelineLine,
    count_entries,
    entries_of,
    strand_filter,
    timeline_lines,
)

MOST_EVENTS = 20
_MOST_FIGURES = 30


@dataclass(frozen=True, slots=True)
class TopicView:
    """The page of a topic.

    Attributes:
        title: Its name.
        names: Its other names.
        about: What it covers.
        group: The group of topics that it belongs to.
        listing: The articles on it.
        numbers: The figures of its measures that several editions have, by edition.
        figures: The figures of its other measures.
        events: What the most articles on it tell of, the earliest first.
        timeline: The way to all that happened.
    """

    title: str
    names: tuple[Name, ...]
    about: str
    group: str
    listing: Listing
    numbers: tuple[NumberTable, ...]
    figures: ComparisonTable
    events: tuple[TimelineLine, ...]
    timeline: Link


def topic_pages(knowledge: Knowledge) -> Iterator[Page]:
    """The page of each topic, with its articles, the figures of its measures, and its timeline.

    Args:
        knowledge: What the site is made of.

    Yields:
        The page of each topic and, where its articles are many, those of their years.
    """
    events = _events_by_topic(knowledge)
    for topic in knowledge.vocabulary.topics.values():
        yield from _topic(knowledge, topic, events.get(topic.id, ()))


def _topic(knowledge: Knowledge, topic: Topic, events: Sequence[TimelineEntry]) -> Iterator[Page]:
    links = Links(knowledge.vocabulary, path_of(Ref("topics", topic.id)))
    rows, more = listing(links, topic.name, knowledge.records_of(Ref("topics", topic.id)))
    own = [each for each in knowledge.vocabulary.measures.values() if topic.id in each.topics]
    measures = sorted((each for each in own if each.id in knowledge.claims), key=lambda each: each.order)
    several = [each for each in measures if len(knowledge.ledger.by_edition(each.id)) > 1]
    others = [each for m in measures if m not in several for each in knowledge.ledger.comparisons[m.id]]
    view = TopicView(
        title=topic.name,
        names=other_names(topic),
        about=topic.meaning,
        group=topic.group.value,
        listing=rows,
        numbers=tuple(
            number_table(links, knowledge, several[start : start + MOST_COLUMNS])
            for start in range(0, len(several), MOST_COLUMNS)
        ),
        figures=comparison_table(links, knowledge, sorted(others, key=knowledge.weight), limit=_MOST_FIGURES),
        events=timeline_lines(links, events),
        timeline=links.to("timeline/index.md", "timeline"),
    )
    yield page(links.path, "topic.md", {"title": topic.name, "description": topic.meaning}, view=view)
    yield from more


def _events_by_topic(knowledge: Knowledge) -> Mapping[str, Sequence[TimelineEntry]]:
    """For each topic the events that most articles on it tell of."""
    found: dict[str, list[tuple[int, TimelineEntry]]] = defaultdict(list)
    for entry in map(TimelineEntry, knowledge.occurrences):
        topics = [topic for record in entry.records for topic in record.topics]
        for topic in dict.fromkeys(topics):
            found[topic].append((topics.count(topic), entry))
    return {topic: weightiest(counted) for topic, counted in found.items()}


def weightiest(counted: Iterable[tuple[int, TimelineEntry]]) -> list[TimelineEntry]:
    """The events that most articles tell of, of equal ones the latest; the earliest first."""
    ranked = sorted(counted, key=lambda found: (found[0], found[1].order), reverse=True)
    return sorted((entry for _, entry in ranked[:MOST_EVENTS]), key=lambda entry: entry.order)


_EDITIONS = "timeline/editions.md"
# How many days before the opening and after the closing stand one by one in the table of all editions.
_CLOSE = 10
_FURTHER = ((30, "11 to 30 days"), (100, "31 to 100 days"), (10**6, "more than 100 days"))
# In a page that would be too long, how many entries of a day are shown before the way to the others.
_MOST_OF_A_DAY = 3
Timed = tuple[EditionDay, TimelineEntry]


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
    by_edition: dict[str, list[Timed]] = defaultdict(list)
    for entry in entries_of(knowledge):
        found = knowledge.clock.at(entry.date)
        if found is not None:
            by_edition[found[0].id].append((found[1], entry))
    courses = [(edition, by_edition.get(edition.id, [])) for edition in knowledge.clock.editions]
    yield _side_by_side(knowledge.vocabulary, [(edition, course) for edition, course in courses if course])
    for edition, course in courses:
        yield _day_by_day(knowledge.vocabulary, edition, course)


def _side_by_side(vocabulary: Vocabulary, courses: Sequence[tuple[Edition, Sequence[Timed]]]) -> Page:
    links = Links(vocabulary, _EDITIONS)
    columns = []
    for edition, course in courses:
        phases: dict[tuple[int, int, str], list[Timed]] = defaultdict(list)
        for timed in course:
            phases[_phase(timed[0])].append(timed)
        columns.append((edition, phases))
    view = EditionsView(
        timeline=links.to("timeline/index.md", "Full timeline"),
        editions=tuple(links.to(edition_timeline_path(edition.id), edition.name) for edition, _ in columns),
        phases=tuple(
            Phase(phase[2], tuple(_cell(links, edition, phases.get(phase, ())) for edition, phases in columns))
            for phase in sorted({phase for _, phases in columns for phase in phases})
        ),
    )
    description = "Events and articles before, during and after each edition, counted in days."
    # A page that is one wide table has no use for a table of contents beside it.
    meta = {"title": "Timeline by edition", "description": description, "hide": ["toc"]}
    return page(_EDITIONS, "timeline_editions.md", meta, view=view)


def _cell(links: Links, edition: Edition, course: Sequence[Timed]) -> Link | None:
    if not course:
        return None
    text = count_entries([entry for _, entry in course])
    return links.to(f"{edition_timeline_path(edition.id)}#{course[0][0].anchor}", text)


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
    to_edition = links.to(path_of(Ref("editions", edition.id)), edition.name)
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
    more = links.to(timeline_path(date), f"All {count_entries(entries)} of this day") if len(entries) > most else None
    return DayOfEdition(moment.text, moment.anchor, links.day(date), timeline_lines(links, entries[:most]), more)
