"""The timeline of each topic: the events and reports of its records, by year where it is long."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import groupby

from ciie.deriving.knowledge import Knowledge
from ciie.pages.addresses import path_of
from ciie.pages.publish import Page
from ciie.rendering.parts import MOST_INLINE, Sheet
from ciie.rendering.splits import part_title, split, ways
from ciie.rendering.timeline_lines import Entry, count_entries, entries_of, period, strand_filter, timeline
from ciie.words.markdown import div, heading, items
from ciie.words.references import Ref
from ciie.words.terms import Topic

INDEX = "timeline/topics/index.md"


def topic_timelines(knowledge: Knowledge) -> Iterator[Page]:
    """The list of topics, and the timeline of each that a record has."""
    by_topic: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries_of(knowledge):
        for name in dict.fromkeys(topic for record in entry.records for topic in record.topics):
            by_topic[name].append(entry)
    topics = [topic for topic in knowledge.vocabulary.topics.values() if topic.id in by_topic]
    sheet = Sheet(knowledge, INDEX)
    lines = [f"{sheet.link(each.name, topic_path(each.id))} ({count_entries(by_topic[each.id])})" for each in topics]
    up = sheet.link("Full timeline", "timeline/index.md")
    yield sheet.page("Timeline by topic", up, items(lines), description="The timeline of each topic.")
    for topic in topics:
        yield from _topic(knowledge, topic, by_topic[topic.id])


def topic_path(topic: str) -> str:
    """The page of a topic's timeline."""
    return f"timeline/topics/{topic}.md"


def _topic(knowledge: Knowledge, topic: Topic, entries: Sequence[Entry]) -> Iterator[Page]:
    sheet = Sheet(knowledge, topic_path(topic.id))
    up = " · ".join([sheet.link("All topics", INDEX), sheet.link(topic.name, path_of(Ref("topics", topic.id)))])
    years = [(year, list(rows)) for year, rows in groupby(entries, key=lambda entry: entry.date.first.year)]
    whole = len(entries) <= MOST_INLINE
    if whole:
        shown = [strand_filter(entries)]
        shown += [period(heading(2, str(year)), timeline(sheet, rows)) for year, rows in years]
    else:
        links = [f"{sheet.link(str(year), f'{_base(topic, year)}.md')} ({count_entries(rows)})" for year, rows in years]
        shown = [div("ways", items(links))]
    title = f"Timeline: {topic.name}"
    yield sheet.page(title, up, *shown, description=f"The timeline of the topic {topic.name}.")
    for year, rows in () if whole else years:
        yield from _year(knowledge, topic, year, rows)


def _year(knowledge: Knowledge, topic: Topic, year: int, entries: Sequence[Entry]) -> Iterator[Page]:
    parts = split(_base(topic, year), entries, MOST_INLINE)
    for number, (path, rows) in enumerate(parts, 1):
        sheet = Sheet(knowledge, path)
        up = ways(sheet, [other for other, _ in parts], sheet.link(f"All years of {topic.name}", topic_path(topic.id)))
        title = part_title(f"Timeline: {topic.name}, {year}", number)
        yield sheet.page(title, up, strand_filter(rows), timeline(sheet, rows))


def _base(topic: Topic, year: int) -> str:
    return f"timeline/topics/{topic.id}/{year}"
