"""What the collection holds at a glance: the home page, and coverage by edition and topic."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import groupby

from ciie.deriving.knowledge import Knowledge
from ciie.model.kinds import Group
from ciie.model.values import Ref
from ciie.model.vocabulary import Measure
from ciie.pages.indexes import MOST_COLUMNS, NumberTable, headlines, number_table
from ciie.pages.statistics import STATISTICS
from ciie.text.number_words import with_noun
from ciie.views.addresses import address
from ciie.views.charts import chart_path, chart_title, long_series
from ciie.views.claim_lines import edition_name
from ciie.views.links import Link, Links
from ciie.views.lists import Counted, RecordRow, record_rows, search_for
from ciie.views.publish import Page, page

INDEX = "coverage/index.md"
_LEAD = (
    "How many articles the knowledge base has on each topic of each edition: the darker a field, the more. Each number "
    "leads to its articles. Where a field is empty, nobody has added an article yet."
)
# How dark a field is, by its share of the fullest.
_SHADES = (0.02, 0.1, 0.25, 0.5)


@dataclass(frozen=True, slots=True)
class TopicField:
    """The articles on a topic of an edition, as a number that leads to them; the shade is from 0, for none, to 5."""

    number: Link
    shade: int


@dataclass(frozen=True, slots=True)
class TopicRow:
    """A topic with its fields."""

    topic: Link
    fields: tuple[TopicField, ...]


@dataclass(frozen=True, slots=True)
class CoverageView:
    """Topics by edition, and all articles of each."""

    lead: str
    collection: Link
    editions: tuple[Link, ...]
    totals: tuple[Link, ...]
    rows: tuple[TopicRow, ...]
    add: Link


def coverage_page(knowledge: Knowledge) -> Page:
    """How many records there are on each topic of each edition.

    Args:
        knowledge: What the site is made of.

    Returns:
        The page; each number on it leads to a search for its records.
    """
    links, editions = Links(knowledge.vocabulary, INDEX), list(knowledge.vocabulary.editions.values())
    on = [
        (str(ordinal), record) for record in knowledge.records if record.edition for ordinal in record.edition.ordinals
    ]
    written = Counter(edition for edition, _ in on)
    filed = Counter((edition, topic) for edition, record in on for topic in record.topics)
    most = max(filed.values(), default=1)
    rows = (
        TopicRow(
            links.entry(Ref("topics", topic)),
            tuple(_field(links, (edition.id, topic), filed[edition.id, topic], most) for edition in editions),
        )
        for topic in knowledge.vocabulary.topics
    )
    view = CoverageView(
        lead=_LEAD,
        collection=links.to(STATISTICS, "The collection in numbers"),
        # Of "6th CIIE" the first word; that all are of the expo needs no saying.
        editions=tuple(
            links.entry(Ref("editions", each.id))._replace(text=each.name.partition(" ")[0]) for each in editions
        ),
        totals=tuple(Link(f"{written[each.id]:,}", search_for(links, edition=each.id)) for each in editions),
        rows=tuple(rows),
        add=links.to("contribute.md", "Add an article"),
    )
    # A page that is one wide table has no use for a table of contents beside it.
    return page(INDEX, "coverage.md", {"title": "Coverage", "description": _LEAD, "hide": ["toc"]}, view=view)


def _field(links: Links, at: tuple[str, str], number: int, most: int) -> TopicField:
    if not number:
        return TopicField(Link("", ""), 0)
    way = search_for(links, edition=at[0], topic=at[1])
    return TopicField(Link(f"{number:,}", way), 1 + sum(number > share * most for share in _SHADES))


NEWEST = 6


@dataclass(frozen=True, slots=True)
class TopicGroup:
    """A group of topics, each with its number of articles."""

    name: str
    topics: tuple[Counted, ...]


@dataclass(frozen=True, slots=True)
class HomeChart:
    """The picture of the weightiest measure, with what it says in words, and the way to the measure."""

    title: str
    address: str
    figures: str
    measure: Link


@dataclass(frozen=True, slots=True)
class HomeView:
    """The page at the root of the site.

    Attributes:
        scope: How much the collection has: articles, sources and names, each with the way to them.
        last: The day of the newest article.
        chart: The weightiest measure by edition; absent where too few editions have it.
        table: The headline figures of each edition.
        further: The ways to more figures.
        newest: The newest articles.
        all: The way to all articles.
        topics: The topics by group.
    """

    scope: tuple[Link, ...]
    last: str
    chart: HomeChart | None
    table: NumberTable
    further: tuple[Link, ...]
    newest: tuple[RecordRow, ...]
    all: Link
    topics: tuple[TopicGroup, ...]


def home_page(knowledge: Knowledge) -> Page:
    """The page at the root of the site.

    Args:
        knowledge: What the site is made of.

    Returns:
        The page, at index.md.
    """
    links, measures = Links(knowledge.vocabulary, "index.md"), headlines(knowledge)
    view = HomeView(
        scope=_scope(knowledge, links),
        last=knowledge.records[0].date.text if knowledge.records else "",
        chart=_home_chart(knowledge, links, measures[0]) if measures else None,
        table=number_table(links, knowledge, measures[:MOST_COLUMNS]),
        further=tuple(links.to(path, text) for path, text in _FURTHER.items()),
        newest=record_rows(links, knowledge.records[:NEWEST]),
        all=links.to("articles/index.md", f"All {with_noun(len(knowledge.records), 'article')}"),
        topics=_topics(knowledge, links),
    )
    meta = {
        "title": "Press coverage of the China International Import Expo",
        "description": "A knowledge base of press coverage of the China International Import Expo.",
        "hide": ["toc"],
    }
    return page(links.path, "home.md", meta, view=view)


_FURTHER = {"figures/index.md": "All figures", "editions/index.md": "Editions", "data/index.md": "Download the data"}


def _scope(knowledge: Knowledge, links: Links) -> tuple[Link, ...]:
    """How many entries of each list the articles use."""
    used = Counter(ref.kind for ref, records in knowledge.using.items() if records)
    return (
        links.to("articles/index.md", with_noun(len(knowledge.records), "article")),
        links.to("sources/index.md", with_noun(used["outlets"], "source")),
        links.to("organisations/index.md", with_noun(used["organisations"], "organisation")),
        links.to("people/index.md", with_noun(used["people"], "person", "people")),
        links.to("places/index.md", with_noun(used["places"], "place")),
    )


def _home_chart(knowledge: Knowledge, links: Links, measure: Measure) -> HomeChart | None:
    found = (each for each in long_series(knowledge.ledger.comparisons[measure.id]) if not each[0].key.of)
    series = next(found, None)
    if series is None:
        return None
    said = "; ".join(f"{edition_name(links, each)}: {each.lead.figure.amount}" for each in series)
    picture = address(links.path, chart_path(series[0]))
    return HomeChart(chart_title(links, series), picture, said, links.entry(Ref("measures", measure.id)))


def _topics(knowledge: Knowledge, links: Links) -> tuple[TopicGroup, ...]:
    order = list(Group)
    topics = sorted(knowledge.vocabulary.topics.values(), key=lambda topic: order.index(topic.group))
    groups = []
    for group, found in groupby(topics, key=lambda topic: topic.group):
        refs = (Ref("topics", topic.id) for topic in found)
        counted = (Counted(links.entry(ref), str(len(knowledge.records_of(ref)))) for ref in refs)
        groups.append(TopicGroup(group.value.capitalize(), tuple(counted)))
    return tuple(groups)
