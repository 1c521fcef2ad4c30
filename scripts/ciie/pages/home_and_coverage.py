"""What the collection holds at a glance: the home page, and coverage by edition and topic.

Every number of the coverage leads to a page with those records, every gap to how to add one.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from ciie.deriving.knowledge import Knowledge
from ciie.model.kinds import Group, OutletKind
from ciie.model.records import Record
from ciie.model.values import Ref
from ciie.model.vocabulary import Edition, Measure
from ciie.pages.charts import chart_path, chart_title, long_series
from ciie.pages.indexes import MOST_COLUMNS, NumberTable, edition_coverage_path, headlines, number_table
from ciie.pages.links import Link, Links, address
from ciie.pages.lists import (
    MOST_INLINE,
    MOST_NEWEST,
    STATISTICS,
    Counted,
    RecordRow,
    paginate,
    record_rows,
    records_pages,
)
from ciie.pages.publish import Page, page
from ciie.pages.relations import edition_name
from ciie.text.number_words import with_noun

INDEX = "coverage/index.md"
_ADD = "contribute.md"
_LEAD = (
    "How many articles the knowledge base has on each topic of each edition. A number links to the articles, grouped "
    "by kind of source. The word add marks a gap: it links to how to add an article."
)
Filed = Mapping[tuple[str, str, OutletKind], Sequence[Record]]


@dataclass(frozen=True, slots=True)
class TopicRow:
    """A topic with a number of articles or a gap for each column; each link leads to them, or to how to add one."""

    topic: Link
    cells: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class MatrixView:
    """Topics by edition, or by kind of outlet; a column's head may lead somewhere."""

    title: str
    navigation: tuple[Link, ...]
    lead: str
    columns: tuple[Link, ...]
    rows: tuple[TopicRow, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """The newest records of one kind of outlet, and the way to all where they are more."""

    kind: str
    rows: tuple[RecordRow, ...]
    more: Link | None


@dataclass(frozen=True, slots=True)
class CrossingView:
    """What was written on a topic of an edition, by kind of outlet; `missing` names the kinds that wrote nothing."""

    title: str
    navigation: tuple[Link, ...]
    sections: tuple[Section, ...]
    missing: str
    add: Link


def coverage_pages(knowledge: Knowledge) -> Iterator[Page]:
    """The matrix of editions and topics, one of topics and kinds of outlet for each edition, and every field.

    Args:
        knowledge: What the site is made of.

    Yields:
        The matrix, then the editions' pages, then a page for each field that has records.
    """
    filed = _filed(knowledge)
    yield _overview(knowledge, filed)
    for edition in knowledge.vocabulary.editions.values():
        yield _edition(knowledge, edition, filed)
    for ordinal, topic in sorted({(ordinal, topic) for ordinal, topic, _ in filed}):
        yield from _crossing(knowledge, ordinal, topic, filed)


def crossing_path(edition: str, topic: str) -> str:
    """The page of what was written on a topic of an edition.

    Args:
        edition: The edition's id.
        topic: The topic's id.

    Returns:
        Its path below docs/.
    """
    return f"coverage/{edition}/{topic}.md"


def _filed(knowledge: Knowledge) -> dict[tuple[str, str, OutletKind], list[Record]]:
    filed: dict[tuple[str, str, OutletKind], list[Record]] = defaultdict(list)
    for record in knowledge.records:
        kind = knowledge.vocabulary.outlets[record.source].kind
        for ordinal in record.edition.ordinals if record.edition else ():
            for topic in record.topics:
                filed[str(ordinal), topic, kind].append(record)
    return filed


def _overview(knowledge: Knowledge, filed: Filed) -> Page:
    links = Links(knowledge.vocabulary, INDEX)
    editions = list(knowledge.vocabulary.editions.values())
    columns = tuple(links.to(edition_coverage_path(edition.id), edition.name) for edition in editions)
    rows = []
    for topic in knowledge.vocabulary.topics:
        numbers = [sum(len(filed.get((edition.id, topic, kind), ())) for kind in OutletKind) for edition in editions]
        paths = [crossing_path(edition.id, topic) for edition in editions]
        cells = tuple(_cell(links, number, path) for number, path in zip(numbers, paths, strict=True))
        rows.append(TopicRow(links.entry(Ref("topics", topic)), cells))
    return _matrix(
        INDEX, MatrixView("Coverage", (links.to(STATISTICS, "The collection in numbers"),), _LEAD, columns, tuple(rows))
    )


def _edition(knowledge: Knowledge, edition: Edition, filed: Filed) -> Page:
    links = Links(knowledge.vocabulary, edition_coverage_path(edition.id))
    columns = tuple(Link(kind.value.capitalize(), "") for kind in OutletKind)
    rows = []
    for topic in knowledge.vocabulary.topics:
        path = crossing_path(edition.id, topic)
        numbers = {kind.value: len(filed.get((edition.id, topic, kind), ())) for kind in OutletKind}
        cells = tuple(_cell(links, number, f"{path}#{kind}") for kind, number in numbers.items())
        rows.append(TopicRow(links.entry(Ref("topics", topic)), cells))
    navigation = (links.to(INDEX, "All editions"), links.entry(Ref("editions", edition.id)))
    lead = f"Articles on the {edition.name} by topic and kind of source."
    return _matrix(links.path, MatrixView(f"Coverage of the {edition.name}", navigation, lead, columns, tuple(rows)))


def _matrix(path: str, view: MatrixView) -> Page:
    # A page that is one wide table has no use for a table of contents beside it.
    meta = {"title": view.title, "description": view.lead, "hide": ["toc"]}
    return page(path, "coverage.md", meta, view=view)


def _cell(links: Links, number: int, path: str) -> Link:
    return links.to(path, f"{number:,}") if number else links.to(_ADD, "add")


def _crossing(knowledge: Knowledge, edition: str, topic: str, filed: Filed) -> Iterator[Page]:
    """A topic of an edition: what each kind of outlet wrote on it, and which kinds are missing."""
    links = Links(knowledge.vocabulary, crossing_path(edition, topic))
    title = f"{knowledge.vocabulary.topics[topic].name}, {knowledge.vocabulary.editions[edition].name}"
    found = {kind.value: records for kind in OutletKind if (records := filed.get((edition, topic, kind)))}
    view = CrossingView(
        title=title,
        navigation=(
            links.to(INDEX, "Coverage"),
            links.entry(Ref("editions", edition)),
            links.entry(Ref("topics", topic)),
        ),
        sections=tuple(_section(links, kind, records) for kind, records in found.items()),
        missing=", ".join(kind.value for kind in OutletKind if kind.value not in found),
        add=links.to(_ADD, "Add an article"),
    )
    yield page(links.path, "coverage_crossing.md", {"title": title}, view=view)
    for kind, records in found.items():
        if len(records) > MOST_NEWEST:
            parts = paginate(_base(links, kind), f"{title}: {kind}", records, MOST_INLINE)
            yield from records_pages(links, parts, "All kinds of source", summaries=False)


def _section(links: Links, kind: str, records: Sequence[Record]) -> Section:
    more = links.to(f"{_base(links, kind)}.md", f"All {with_noun(len(records), 'article')}")
    rows = record_rows(links, records[:MOST_NEWEST], summaries=False)
    return Section(kind, rows, more if len(records) > MOST_NEWEST else None)


def _base(links: Links, kind: str) -> str:
    return f"{links.path.removesuffix('.md')}/{kind}"


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
        search: The way to the search.
        chart: The weightiest measure by edition; absent where too few editions have it.
        table: The headline figures of each edition.
        further: The ways to more figures.
        newest: The newest articles.
        all: The way to all articles.
        topics: The topics by group.
    """

    scope: tuple[Link, ...]
    last: str
    search: Link
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
        search=links.to("search.md", "Search the articles"),
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
