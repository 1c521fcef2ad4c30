"""The timeline of each topic: the events and reports of its records, by year where it is long."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ciie.deriving.knowledge import Knowledge
from ciie.model.values import Ref
from ciie.model.vocabulary import Topic, Vocabulary
from ciie.pages.links import Link, Links, path_of, topic_timeline_path
from ciie.pages.lists import MOST_INLINE, Counted, by_year, paginate
from ciie.pages.publish import Page, page
from ciie.pages.timeline_entries import (
    Period,
    Strand,
    TimelineEntry,
    counted_link,
    entries_of,
    entries_pages,
    strand_filter,
    timeline_lines,
)

INDEX = "timeline/topics/index.md"


@dataclass(frozen=True, slots=True)
class TopicsTimelineView:
    """The ways to the timelines of all topics that have entries."""

    timeline: Link
    topics: tuple[Counted, ...]


@dataclass(frozen=True, slots=True)
class TopicTimelineView:
    """The timeline of a topic: its years; or of a long one the ways to them."""

    title: str
    ways: tuple[Link, ...]
    strands: tuple[Strand, ...]
    years: tuple[Period, ...]
    counted: tuple[Counted, ...]


def topic_timelines(knowledge: Knowledge) -> Iterator[Page]:
    """The list of topics, and the timeline of each that a record has."""
    by_topic: dict[str, list[TimelineEntry]] = defaultdict(list)
    for entry in entries_of(knowledge):
        for name in dict.fromkeys(topic for record in entry.records for topic in record.topics):
            by_topic[name].append(entry)
    topics = [topic for topic in knowledge.vocabulary.topics.values() if topic.id in by_topic]
    links = Links(knowledge.vocabulary, INDEX)
    view = TopicsTimelineView(
        timeline=links.to("timeline/index.md", "Full timeline"),
        topics=tuple(counted_link(links, topic_timeline_path(t.id), t.name, by_topic[t.id]) for t in topics),
    )
    meta = {"title": "Timeline by topic", "description": "The timeline of each topic."}
    yield page(INDEX, "timeline_topics.md", meta, view=view)
    for topic in topics:
        yield from _topic(knowledge.vocabulary, topic, by_topic[topic.id])


def _topic(vocabulary: Vocabulary, topic: Topic, entries: Sequence[TimelineEntry]) -> Iterator[Page]:
    path = topic_timeline_path(topic.id)
    base = path.removesuffix(".md")
    links = Links(vocabulary, path)
    years = by_year(entries, lambda entry: entry.date.first.year)
    whole = len(entries) <= MOST_INLINE
    view = TopicTimelineView(
        title=f"Timeline: {topic.name}",
        ways=(links.to(INDEX, "All topics"), links.to(path_of(Ref("topics", topic.id)), topic.name)),
        strands=strand_filter(entries) if whole else (),
        years=tuple(Period(str(year), timeline_lines(links, rows)) for year, rows in years) if whole else (),
        counted=() if whole else tuple(counted_link(links, f"{base}/{y}.md", str(y), rows) for y, rows in years),
    )
    meta = {"title": view.title, "description": f"The timeline of the topic {topic.name}."}
    yield page(path, "timeline_topic.md", meta, view=view)
    for year, rows in () if whole else years:
        parts = paginate(f"{base}/{year}", f"{view.title}, {year}", rows, MOST_INLINE)
        yield from entries_pages(links, parts, f"All years of {topic.name}")
