"""The home page: what the collection is, its newest records, key figures, topics, and a way to each index."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby, islice

from ciie.deriving.claims import Claim
from ciie.deriving.comparisons import Comparison
from ciie.deriving.knowledge import Knowledge
from ciie.pages.links import Link, Links, amount, count
from ciie.pages.lists import Counted, RecordRow, record_rows
from ciie.pages.markup import page
from ciie.pages.publish import Page
from ciie.pages.relations import RelationLine, relation_line
from ciie.words.references import Ref
from ciie.words.terms import Group

NEWEST = 6
MOST_KEY_FIGURES = 8
_MOST_WORDINGS = 4
_MOST_SOURCES = 3


@dataclass(frozen=True, slots=True)
class Wording:
    """A number as some sources give it; each leads to the passage that states it."""

    amount: str
    sources: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """A number of the newest edition in each wording, and how its claims relate."""

    measure: Link
    wordings: tuple[Wording, ...]
    relation: RelationLine


@dataclass(frozen=True, slots=True)
class TopicGroup:
    """A group of topics, each with its number of articles."""

    name: str
    topics: tuple[Counted, ...]


@dataclass(frozen=True, slots=True)
class HomeView:
    """The page at the root of the site; `edition` is the name of the newest, empty where it has no key figures."""

    tiles: tuple[Link, ...]
    newest: tuple[RecordRow, ...]
    all: Link
    edition: str
    key_figures: tuple[KeyFigure, ...]
    topics: tuple[TopicGroup, ...]


def home_page(knowledge: Knowledge) -> Page:
    """The page at the root of the site."""
    links = Links(knowledge.vocabulary, "index.md")
    edition, comparisons = _key_comparisons(knowledge)
    view = HomeView(
        tiles=_tiles(knowledge, links),
        newest=record_rows(links, knowledge.records[:NEWEST]),
        all=links.to("articles/index.md", f"All {count(len(knowledge.records), 'article')}"),
        edition=edition,
        key_figures=tuple(_key_figure(knowledge, links, each) for each in comparisons),
        topics=_topics(knowledge, links),
    )
    meta = {
        "title": "Press coverage of the China International Import Expo",
        "description": "A knowledge base of press coverage of the China International Import Expo.",
    }
    return page(links.path, "home.md", meta, view=view)


def _tiles(knowledge: Knowledge, links: Links) -> tuple[Link, ...]:
    vocabulary = knowledge.vocabulary
    tiles = {
        "articles/index.md": count(len(knowledge.records), "article"),
        "topics/index.md": count(len(vocabulary.topics), "topic"),
        "timeline/index.md": "Timeline",
        "timeline/promises.md": "Promises",
        "stories/index.md": count(len(knowledge.stories), "story", "stories"),
        "figures/index.md": count(sum(len(rows) for rows in knowledge.claims.values()), "figure"),
        "organisations/index.md": count(len(vocabulary.organisations), "organisation"),
        "people/index.md": count(len(vocabulary.people), "person", "people"),
        "places/index.md": count(len(vocabulary.places), "place"),
        "editions/index.md": count(len(vocabulary.editions), "edition"),
        "sources/index.md": count(len(vocabulary.outlets), "source"),
        "coverage/index.md": "Coverage",
    }
    return tuple(links.to(path, text) for path, text in tiles.items())


def _key_comparisons(knowledge: Knowledge) -> tuple[str, list[Comparison]]:
    """The name of the newest edition, and its figures that most independent sources state."""
    newest = max((record.edition.last for record in knowledge.records if record.edition), default=0)
    all_found = (each for comparisons in knowledge.ledger.comparisons.values() for each in comparisons)
    found = [each for each in all_found if each.ordinal == newest and not each.key.of]
    found.sort(key=lambda each: (-each.voices, each.key))
    return knowledge.vocabulary.editions[str(newest)].name if found else "", found[:MOST_KEY_FIGURES]


def _key_figure(knowledge: Knowledge, links: Links, comparison: Comparison) -> KeyFigure:
    """A number as its sources give it, each wording with the independent sources that use it."""
    voices = knowledge.voices
    told = {amount(claim.figure): dict[str, Claim]() for claim in comparison.claims}
    for claim in sorted(comparison.claims, key=lambda claim: voices.place(claim.record)):
        told[amount(claim.figure)].setdefault(voices.of(claim.record), claim)
    wordings = (_wording(links, text, claims.values()) for text, claims in islice(told.items(), _MOST_WORDINGS))
    measure = links.entry(Ref("measures", comparison.key.measure))
    return KeyFigure(measure, tuple(wordings), relation_line(knowledge, comparison))


def _wording(links: Links, text: str, claims: Iterable[Claim]) -> Wording:
    return Wording(text, tuple(links.source(claim.record, claim.anchor) for claim in islice(claims, _MOST_SOURCES)))


def _topics(knowledge: Knowledge, links: Links) -> tuple[TopicGroup, ...]:
    order = list(Group)
    topics = sorted(knowledge.vocabulary.topics.values(), key=lambda topic: order.index(topic.group))
    groups = []
    for group, found in groupby(topics, key=lambda topic: topic.group):
        refs = (Ref("topics", topic.id) for topic in found)
        counted = (Counted(links.entry(ref), str(len(knowledge.records_of(ref)))) for ref in refs)
        groups.append(TopicGroup(group.value.capitalize(), tuple(counted)))
    return tuple(groups)
