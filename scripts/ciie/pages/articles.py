"""A record's page: its source, the digest, the figures, events and names it states, and its neighbours."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Protocol, TypeVar
from urllib.parse import urlsplit

from markupsafe import Markup

from ciie.deriving.claims import Claim, Happening
from ciie.deriving.facts import facts_on_record
from ciie.deriving.knowledge import Knowledge, Neighbour
from ciie.model.library import Remember, afresh
from ciie.model.records import Basis, Mention, Record, Rights
from ciie.model.values import Ref
from ciie.text.number_words import with_noun
from ciie.views.addresses import record_path, story_path
from ciie.views.boxes import FactLine, Onward, fact_lines, onward
from ciie.views.citations import Citation, citation, described
from ciie.views.claim_lines import Amount
from ciie.views.claims import ComparisonCell, comparison_cell
from ciie.views.digests import PassageLinks, digest, links_of
from ciie.views.links import Credit, Link, Links, headline_of, title_of
from ciie.views.lists import Listing, listing
from ciie.views.publish import Page, page

_GROUNDS = {
    Rights.DIGEST: "a digest in our own words",
    Rights.LICENSED: "the full text, published under its licence",
    Rights.PERMISSION: "the full text, published by permission",
    Rights.PUBLIC_DOMAIN: "the full text, which is in the public domain",
    Rights.UNREVIEWED: "not reviewed for publication",
}


_BASES = {
    Basis.WHOLE: "",
    Basis.BEGINNING: "Only the beginning of the source could be read. What is not here may be in the rest of it.",
    Basis.LISTING: "Only a headline or teaser of the source could be read. What is not here may be in its text.",
}


@dataclass(frozen=True, slots=True)
class ArticlesView:
    """The index of all articles."""

    count: str
    listing: Listing


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A figure that the record states.

    Attributes:
        measure: What it counts.
        of: Of which organisation, place or person, where it is of one.
        note: What exactly is counted; empty where nothing is noted.
        amount: The number with its qualifier and unit.
        stage: The stage of the edition at which it was stated; empty where the source does not say.
        as_of: The date that the number is for; empty where the source gives none.
        origin: The organisation that the source credits with it; absent where it credits none.
        edition: The edition or both ends of a span; empty where it is of none.
        stated: When the record was published.
        stated_on: The same for programs: "2023-11-16", or "2023-11" where the day is not known.
        passage: The address of the passage that states it; empty where none was found.
        compared: How it stands to what other articles state.
    """

    measure: Link
    of: Link | None
    note: str
    amount: Amount
    stage: str
    as_of: str
    origin: Link | None
    edition: tuple[Link, ...]
    stated: Link
    stated_on: str
    passage: str
    compared: ComparisonCell


@dataclass(frozen=True, slots=True)
class EventRow:
    """An event that the record tells of; `passage` is empty where no passage dates it."""

    day: Link
    is_planned: bool
    what: str
    passage: str


@dataclass(frozen=True, slots=True)
class NamedEntry:
    """What the record names: an organisation or place, or a person with role and affiliation where it gives them."""

    name: Link
    role: str = ""
    of: Link | None = None


@dataclass(frozen=True, slots=True)
class Related:
    """A record beside this one, and why it is."""

    record: Link
    credit: Credit
    why: str


@dataclass(frozen=True, slots=True)
class Note:
    """What an editor noted on a key of the record."""

    on: str
    text: str


@dataclass(frozen=True, slots=True)
class ArticleView:
    """A record's page; texts are empty and links absent where the record lacks them."""

    title: Link
    title_en: str
    credit: Credit
    authors: str
    edition: tuple[Link, ...]
    genre: str
    topics: tuple[Link, ...]
    summary: str
    original: Link | None
    host: str
    archive: Link | None
    ground: str
    basis: str
    digest: Markup
    figures: tuple[FigureRow, ...]
    events: tuple[EventRow, ...]
    organisations: tuple[NamedEntry, ...]
    people: tuple[NamedEntry, ...]
    places: tuple[NamedEntry, ...]
    story: Link | None
    neighbours: tuple[Related, ...]
    notes: tuple[Note, ...]
    facts: tuple[FactLine, ...]
    onward: Onward
    citation: Citation


T = TypeVar("T")


class MakeAll(Protocol):
    """What makes something of each of several records: one after the other, or in several processes."""

    def __call__(self, make: Callable[[int], T], places: Sequence[int], /) -> Iterable[T]:
        """What `make` makes of each of `places`, in their order."""


def article_pages(knowledge: Knowledge, make_all: MakeAll = map, remember: Remember = afresh) -> Iterator[Page]:
    """The index of all articles, the pages a long one is split into, and a page for each record.

    Args:
        knowledge: What the site is made of.
        make_all: What applies a function to the places of records, and gives what comes of it in their order.
        remember: What remembers their texts.

    Yields:
        The index, its further parts, then the records' pages, newest first.
    """
    links = Links(knowledge.vocabulary, "articles/index.md")
    rows, more = listing(links, "Articles", knowledge.records)
    view = ArticlesView(with_noun(len(knowledge.records), "article"), rows)
    meta = {"title": "Articles", "description": "Every article in the knowledge base, newest first."}
    yield page(links.path, "articles.md", meta, view=view)
    yield from more
    places = range(len(knowledge.records))
    linked = list(make_all(partial(_linked, knowledge), places))
    place_of = {record.path: place for place, record in enumerate(knowledge.records)}
    made_of = {name: repr((knowledge.records[place].body, linked[place])) for name, place in place_of.items()}

    def make(names: Sequence[str]) -> Iterable[str]:
        found = [place_of[name] for name in names]
        return make_all(lambda place: digest(knowledge.records[place].body, linked[place]), found)

    texts = [*remember("texts", made_of, make).values()]
    yield from make_all(lambda place: article_page(knowledge, place, texts[place]), places)


def _linked(knowledge: Knowledge, place: int) -> PassageLinks:
    record = knowledge.records[place]
    return links_of(knowledge, Links(knowledge.vocabulary, record_path(record)), record)


def article_page(knowledge: Knowledge, place: int, text: str | None = None) -> Page:
    """The page of a record.

    Args:
        knowledge: What the site is made of.
        place: The record's place among all.
        text: What is made of its body, as HTML; where it is not given, it is made.

    Returns:
        The page, to be published.
    """
    record = knowledge.records[place]
    if text is None:
        text = digest(record.body, _linked(knowledge, place))
    vocabulary = knowledge.vocabulary
    meta = {
        "title": title_of(record),
        "description": described(record, vocabulary),
        "date": record.date.iso,
        "source": record.source,
        "edition": record.edition.key if record.edition else None,
        "language": record.language,
        "topics": list(record.topics),
        "tags": [vocabulary.topics[name].name for name in record.topics],
        "record": record.path,
        "url": record.url,
    }
    return page(record_path(record), "article.md", meta, view=_view(knowledge, place, text))


def _view(knowledge: Knowledge, place: int, text: str) -> ArticleView:
    record = knowledge.records[place]
    cited = citation(record, knowledge.vocabulary)
    ways = (Link("As text", "#cite-this-article"), *cited.files)
    near = knowledge.records[max(0, place - 1) : place + 2][::-1]
    links = Links(knowledge.vocabulary, record_path(record))
    host = urlsplit(record.url or "").netloc.removeprefix("www.")
    return ArticleView(
        title=headline_of(record),
        title_en=title_of(record) if record.title_en else "",
        credit=links.credit(record),
        authors=", ".join(record.authors),
        edition=links.edition(record.edition) if record.edition else (),
        genre=record.genre.value.replace("-", " ").capitalize() if record.genre else "",
        topics=links.topics(record),
        summary=record.summary or "",
        original=Link("Read the original", record.url) if record.url else None,
        host=host,
        archive=Link("archived copy", record.archive) if record.archive else None,
        ground=_GROUNDS[record.rights],
        basis=_BASES[record.basis],
        digest=Markup(text),
        figures=tuple(_figure(knowledge, links, claim) for claim in knowledge.claims_in[record.id]),
        events=tuple(_event(knowledge, links, each) for each in knowledge.happenings_in[record.id]),
        organisations=_named(links, "organisations", record.organisations),
        people=tuple(_person(links, mention) for mention in record.people),
        places=_named(links, "places", record.places),
        story=story_link(knowledge, links, record),
        neighbours=tuple(_related(links, each) for each in knowledge.neighbours.get(record.id, ())),
        notes=_notes(record),
        facts=fact_lines(links, facts_on_record(knowledge.vocabulary, record), FactLine("Cite", ways)),
        onward=onward(("Earlier", "Later"), near, int(place + 1 < len(knowledge.records)), links.record),
        citation=cited,
    )


def _figure(knowledge: Knowledge, links: Links, claim: Claim) -> FigureRow:
    figure = claim.figure
    return FigureRow(
        measure=links.entry(Ref("measures", figure.measure)),
        of=links.entry(figure.of) if figure.of else None,
        note=figure.note or "",
        amount=Amount(*figure.said),
        stage=figure.status.value if figure.status else "",
        as_of=figure.as_of.text if figure.as_of else "",
        origin=links.entry(Ref("organisations", figure.origin)) if figure.origin else None,
        edition=links.edition(figure.edition) if figure.edition else (),
        stated=links.published(claim.record),
        stated_on=claim.record.date.iso,
        passage=_passage(claim.anchor),
        compared=comparison_cell(links, knowledge, knowledge.ledger.comparison_of[claim.key]),
    )


def _event(knowledge: Knowledge, links: Links, each: Happening) -> EventRow:
    event = knowledge.occurrence_of[each.key]
    return EventRow(links.day(event.date), event.lay_ahead_of(each), each.event.what, _passage(each.anchor))


def _passage(anchor: str | None) -> str:
    return f"#{anchor}" if anchor else ""


def _named(links: Links, kind: str, names: tuple[str, ...]) -> tuple[NamedEntry, ...]:
    return tuple(NamedEntry(links.entry(Ref(kind, name), with_zh=True)) for name in names)


def _person(links: Links, mention: Mention) -> NamedEntry:
    name = links.entry(Ref("people", mention.id), with_zh=True)
    return NamedEntry(name, mention.role or "", links.entry(mention.of) if mention.of else None)


def _related(links: Links, each: Neighbour) -> Related:
    return Related(links.record(each.record), links.credit(each.record), each.why)


def _notes(record: Record) -> tuple[Note, ...]:
    notes = {"Title": record.title_note, "Date": record.date_note, "Source": record.source_note}
    corrected = (Note(f"Corrected on {each.date.text}", each.what) for each in record.corrections)
    return (*corrected, *(Note(key, text) for key, text in notes.items() if text))


def story_link(knowledge: Knowledge, links: Links, record: Record) -> Link | None:
    """A link from a record's page to its story, if it shares one."""
    story = knowledge.story_of.get(record.id)
    if story is None:
        return None
    others = with_noun(len(story.records) - 1, "other article")
    return links.to(story_path(story.id), f"Compare with {others} on the same story")
