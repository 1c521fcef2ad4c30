"""The pages of topics and of editions: their articles, their figures, what happened, and how they are covered."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ciie.deriving.claims import Comparison
from ciie.deriving.facts import facts_on_entry
from ciie.deriving.knowledge import Knowledge, Occurrence
from ciie.deriving.sayings import names_of_event
from ciie.model.kinds import MeasureGroup
from ciie.model.records import Record
from ciie.model.values import MONTHS, PartialDate, Precision, Ref
from ciie.model.vocabulary import Edition, Topic
from ciie.pages.indexes import MOST_COLUMNS, NumberTable, about, headlines, number_table
from ciie.text.number_words import with_noun
from ciie.views.addresses import edition_timeline_path, pack_path, path_of
from ciie.views.boxes import FactLine, Onward, fact_lines, onward, text_line
from ciie.views.claims import (
    ComparisonTable,
    FigureGroup,
    LeadingFigure,
    comparison_table,
    comparisons_with,
    folded_tables,
    leading_figure,
)
from ciie.views.links import Link, Links, Name, chinese_name
from ciie.views.lists import Counted, Listing, Reach, listing, search_for, written_on
from ciie.views.publish import Page, page
from ciie.views.timeline_entries import (
    Chronology,
    Timed,
    TimelineEntry,
    chronology,
    courses,
    has_page,
)

MOST_EVENTS = 20


@dataclass(frozen=True, slots=True)
class TopicView:
    """The page of a topic.

    Attributes:
        title: Its name.
        zh: Its Chinese name; absent where it has none.
        about: What it covers.
        facts: What stands beside it.
        listing: The articles on it.
        numbers: The figures of its measures that several editions have, by edition.
        figures: The first figures of its other measures.
        groups: The rest of them by edition.
        events: What the most articles on it tell of.
        timeline: The way to all that happened.
    """

    title: str
    zh: Name | None
    about: str
    facts: tuple[FactLine, ...]
    listing: Listing
    numbers: tuple[NumberTable, ...]
    figures: ComparisonTable
    groups: tuple[FigureGroup, ...]
    events: Chronology
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
    figures, groups = folded_tables(links, knowledge, sorted(others, key=knowledge.weight))
    view = TopicView(
        title=topic.name,
        zh=chinese_name(topic),
        about=topic.meaning,
        facts=_facts(links, knowledge, Ref("topics", topic.id)),
        listing=rows,
        numbers=tuple(
            number_table(links, knowledge, several[start : start + MOST_COLUMNS])
            for start in range(0, len(several), MOST_COLUMNS)
        ),
        figures=figures,
        groups=groups,
        events=chronology(links, events, lambda date: str(date.first.year)),
        timeline=links.to("timeline/index.md", "timeline"),
    )
    yield page(
        links.path, "topic.md", {"title": topic.name, "description": f"{topic.name}: {topic.meaning}"}, view=view
    )
    yield from more


def _facts(links: Links, knowledge: Knowledge, ref: Ref) -> tuple[FactLine, ...]:
    written = text_line("Articles", *written_on(knowledge, ref))
    pack = FactLine("To read offline", (links.to(pack_path(ref), "E-book (EPUB)"),))
    more = (written, pack) if knowledge.records_of(ref) else (written,)
    return fact_lines(links, facts_on_entry(knowledge.vocabulary, ref), *more)


def _onward(links: Links, names: Sequence[str], name: str) -> Onward:
    labels = "Edition before", "Edition after"
    return onward(labels, names, names.index(name), lambda each: links.entry(Ref("editions", each)))


def _events_by_topic(knowledge: Knowledge) -> Mapping[str, Sequence[TimelineEntry]]:
    """For each topic the events that most articles on it tell of."""
    found: dict[str, list[tuple[int, TimelineEntry]]] = defaultdict(list)
    for entry in map(TimelineEntry, knowledge.occurrences):
        topics = [topic for record in entry.records for topic in record.topics]
        for topic in dict.fromkeys(topics):
            found[topic].append((topics.count(topic), entry))
    return {topic: _weightiest(counted) for topic, counted in found.items()}


def _weightiest(counted: Iterable[tuple[int, TimelineEntry]]) -> list[TimelineEntry]:
    """The events that most articles tell of, of equal ones the latest; the earliest first."""
    ranked = sorted(counted, key=lambda found: (found[0], found[1].order), reverse=True)
    return sorted((entry for _, entry in ranked[:MOST_EVENTS]), key=lambda entry: entry.order)


@dataclass(frozen=True, slots=True)
class Headline:
    """A measure that readers ask for first, and its number."""

    measure: Link
    figure: LeadingFigure


@dataclass(frozen=True, slots=True)
class EditionView:
    """The page of an edition.

    Attributes:
        title: Its name.
        zh: Its Chinese name; absent where it has none.
        about: Its days.
        facts: What stands beside it.
        headlines: The numbers that readers ask for first.
        events: What happened, that which most outlets tell of first.
        course: The way to all that is dated, day by day; absent where that has no page.
        groups: The other figures by group.
        coverage: What was written on it, by kind of outlet and by topic: each number leads to a search for it.
        listing: The articles on it, then those that give a figure of it.
        onward: The way to the editions before and after.
    """

    title: str
    zh: Name | None
    about: str
    facts: tuple[FactLine, ...]
    headlines: tuple[Headline, ...]
    events: Chronology
    course: Link | None
    groups: tuple[FigureGroup, ...]
    coverage: tuple[Reach, ...]
    listing: Listing
    onward: Onward


def edition_pages(knowledge: Knowledge) -> Iterator[Page]:
    """The page of each edition: headline figures first, then what happened, the other figures, and the articles.

    Args:
        knowledge: What the site is made of.

    Yields:
        The page of each edition and, where its articles are many, those of their years.
    """
    found = courses(knowledge)
    for edition in knowledge.vocabulary.editions.values():
        if Ref("editions", edition.id) not in knowledge.vocabulary.elsewhere:
            yield from _edition(knowledge, edition, found.get(edition.id, ()))


def _edition(knowledge: Knowledge, edition: Edition, course: Sequence[Timed]) -> Iterator[Page]:
    links, ref = Links(knowledge.vocabulary, path_of(Ref("editions", edition.id))), Ref("editions", edition.id)
    rows, more = listing(links, edition.name, knowledge.records_of(ref), lambda each: _is_on(each, edition))
    heads = {
        m.id: found[edition.ordinal]
        for m in headlines(knowledge)
        if edition.ordinal in (found := knowledge.ledger.by_edition(m.id))
    }
    others = comparisons_with(knowledge, knowledge.claims_by_edition.get(edition.ordinal, ()))
    shown = {each.key for each in heads.values()}
    events = [each for _, each in course if isinstance(each.of, Occurrence) and each.of.edition is None]
    view = EditionView(
        title=edition.name,
        zh=chinese_name(edition),
        about=about(edition),
        facts=_facts(links, knowledge, ref),
        headlines=tuple(
            Headline(links.entry(Ref("measures", name)), leading_figure(links, knowledge, each))
            for name, each in heads.items()
        ),
        events=chronology(links, events, _month, lambda each: _prominence(knowledge, each)),
        course=links.to(edition_timeline_path(edition.id), f"{edition.name} day by day") if has_page(course) else None,
        groups=tuple(_figure_groups(links, knowledge, [each for each in others if each.key not in shown])),
        coverage=tuple(_coverage(links, knowledge, edition)),
        listing=rows,
        onward=_onward(links, list(knowledge.vocabulary.editions), edition.id),
    )
    described = (
        f"{edition.name}, {about(edition)}: headline figures, what happened, and every figure with its articles."
    )
    yield page(links.path, "edition.md", {"title": edition.name, "description": described}, view=view)
    yield from more


def _is_on(record: Record, edition: Edition) -> bool:
    """True of a record on the edition itself, not of one that only gives a figure of it."""
    return record.edition is not None and edition.ordinal in record.edition.ordinals


def _figure_groups(links: Links, knowledge: Knowledge, found: Iterable[Comparison]) -> Iterator[FigureGroup]:
    by_group: dict[MeasureGroup, list[Comparison]] = defaultdict(list)
    for each in found:
        by_group[knowledge.vocabulary.measures[each.key.measure].group].append(each)
    for group in MeasureGroup:
        own = by_group.get(group, [])
        if own:
            table = comparison_table(links, knowledge, own, with_edition=False)
            yield FigureGroup(f"{group.value.capitalize()}: {with_noun(len(own), 'figure')}", table)


def _prominence(knowledge: Knowledge, entry: TimelineEntry) -> int:
    """How many articles name the person or organisation in an event that most of them name."""
    told = entry.of.reports if isinstance(entry.of, Occurrence) else ()
    refs = (ref for report in told for ref in names_of_event(report, knowledge.finder) if ref.kind != "places")
    return max((len(knowledge.records_of(ref)) for ref in refs), default=0)


def _month(date: PartialDate) -> str:
    return str(date.first.year) if date.precision is Precision.YEAR else f"{MONTHS[date.first.month]} {date.first.year}"


def _coverage(links: Links, knowledge: Knowledge, edition: Edition) -> Iterator[Reach]:
    """How many articles on it there are by kind of outlet and by topic."""
    vocabulary, records = knowledge.vocabulary, knowledge.records_of(Ref("editions", edition.id))
    kinds = Counter(vocabulary.outlets[record.source].kind.value for record in records)
    topics = Counter(topic for record in records for topic in record.topics)
    named = {"kind": {name: name.capitalize() for name in kinds}, "topic": {}}
    named["topic"] |= {name: vocabulary.topics[name].name for name in topics}
    for label, facet, found in (("By kind of source", "kind", kinds), ("By topic", "topic", topics)):
        ranked = sorted(found.items(), key=lambda item: (-item[1], item[0]))
        ways = ((named[facet][name], search_for(links, edition=edition.id, **{facet: name}), n) for name, n in ranked)
        if ranked:
            yield Reach(label, tuple(Counted(Link(name, way), f"{number:,}") for name, way, number in ways))
