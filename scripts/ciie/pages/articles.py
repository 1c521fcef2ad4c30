"""A record's page: its source, the digest, the figures, events and names it states, and its neighbours."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from markupsafe import Markup

from ciie.deriving.claims import Claim, Happening, claims_of, happenings_of
from ciie.deriving.knowledge import Knowledge
from ciie.deriving.neighbours import Neighbour
from ciie.pages.addresses import record_path
from ciie.pages.attribution import described, title_of
from ciie.pages.claims import ComparisonCell, comparison_cell
from ciie.pages.digests import digest
from ciie.pages.links import Credit, Link, Links, amount, count
from ciie.pages.lists import Listing, listing
from ciie.pages.markup import page
from ciie.pages.publish import Page
from ciie.pages.stories import story_link
from ciie.words.model import Mention, Record, Rights, Translation
from ciie.words.references import Ref

LANGUAGES = {"en": "English", "zh": "Chinese", "fr": "French", "de": "German", "es": "Spanish", "ja": "Japanese",
             "ru": "Russian", "ko": "Korean", "ar": "Arabic", "pt": "Portuguese", "it": "Italian"}  # fmt: skip
_GROUNDS = {
    Rights.DIGEST: "a digest in our own words",
    Rights.LICENSED: "the full text, published under its licence",
    Rights.PERMISSION: "the full text, published by permission",
    Rights.PUBLIC_DOMAIN: "the full text, which is in the public domain",
    Rights.UNREVIEWED: "not reviewed for publication",
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
        edition: The edition or both ends of a span; empty where it is of none.
        stated: When the record was published.
        passage: The address of the passage that states it; empty where none was found.
        compared: How it stands to what other articles state.
    """

    measure: Link
    of: Link | None
    note: str
    amount: str
    stage: str
    edition: tuple[Link, ...]
    stated: Link
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
class Named:
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

    title: str
    credit: Credit
    authors: str
    edition: tuple[Link, ...]
    genre: str
    topics: tuple[Link, ...]
    summary: str
    original: Link | None
    host: str
    ground: str
    digest: Markup
    figures: tuple[FigureRow, ...]
    events: tuple[EventRow, ...]
    organisations: tuple[Named, ...]
    people: tuple[Named, ...]
    places: tuple[Named, ...]
    story: Link | None
    neighbours: tuple[Related, ...]
    language: str
    translated_from: str
    is_by_machine: bool
    carriers: tuple[Link, ...]
    notes: tuple[Note, ...]
    record: str


def article_pages(knowledge: Knowledge) -> Iterator[Page]:
    """The index of all articles, the pages a long one is split into, and a page for each record."""
    links = Links(knowledge.vocabulary, "articles/index.md")
    rows, more = listing(links, "Articles", knowledge.records)
    view = ArticlesView(count(len(knowledge.records), "article"), rows)
    meta = {"title": "Articles", "description": "Every article in the knowledge base, newest first."}
    yield page(links.path, "articles.md", meta, view=view)
    yield from more
    for record in knowledge.records:
        yield article_page(knowledge, record)


def article_page(knowledge: Knowledge, record: Record) -> Page:
    """The page of one record."""
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
    }
    return page(record_path(record), "article.md", meta, view=_view(knowledge, record))


def _view(knowledge: Knowledge, record: Record) -> ArticleView:
    links = Links(knowledge.vocabulary, record_path(record))
    host = urlsplit(record.url or "").netloc.removeprefix("www.")
    return ArticleView(
        title=title_of(record),
        credit=links.credit(record),
        authors=", ".join(record.authors),
        edition=links.edition(record.edition) if record.edition else (),
        genre=record.genre.value.replace("-", " ").capitalize() if record.genre else "",
        topics=links.topics(record),
        summary=record.summary or "",
        original=Link("Read the original", record.url) if record.url else None,
        host=host,
        ground=_GROUNDS[record.rights],
        digest=Markup(digest(record.body)),
        figures=tuple(_figure(knowledge, links, claim) for claim in claims_of(record)),
        events=tuple(_event(knowledge, links, each) for each in happenings_of(record)),
        organisations=_named(links, "organisations", record.organisations),
        people=tuple(_person(links, mention) for mention in record.people),
        places=_named(links, "places", record.places),
        story=story_link(knowledge, links, record),
        neighbours=tuple(_related(links, each) for each in knowledge.neighbours.get(record.id, ())),
        language=_language(record.language),
        translated_from=_language(record.translated_from) if record.translated_from else "",
        is_by_machine=record.translation is Translation.MACHINE,
        carriers=tuple(links.entry(Ref("outlets", name)) for name in record.via),
        notes=_notes(record),
        record=record.id,
    )


def _figure(knowledge: Knowledge, links: Links, claim: Claim) -> FigureRow:
    figure = claim.figure
    return FigureRow(
        measure=links.entry(Ref("measures", figure.measure)),
        of=links.entry(figure.of) if figure.of else None,
        note=figure.note or "",
        amount=amount(figure),
        stage=figure.status.value if figure.status else "",
        edition=links.edition(figure.edition) if figure.edition else (),
        stated=links.published(claim.record),
        passage=_passage(claim.anchor),
        compared=comparison_cell(links, knowledge, knowledge.ledger.comparison_of[claim.key]),
    )


def _event(knowledge: Knowledge, links: Links, each: Happening) -> EventRow:
    event = knowledge.occurrence_of[each.key]
    return EventRow(links.day(event.date), each in event.planned, each.event.what, _passage(each.anchor))


def _passage(anchor: str | None) -> str:
    return f"#{anchor}" if anchor else ""


def _named(links: Links, kind: str, names: tuple[str, ...]) -> tuple[Named, ...]:
    return tuple(Named(links.entry(Ref(kind, name), with_zh=True)) for name in names)


def _person(links: Links, mention: Mention) -> Named:
    name = links.entry(Ref("people", mention.id), with_zh=True)
    return Named(name, mention.role or "", links.entry(mention.of) if mention.of else None)


def _related(links: Links, each: Neighbour) -> Related:
    return Related(links.record(each.record), links.credit(each.record), each.why)


def _language(code: str) -> str:
    return LANGUAGES.get(code.split("-", maxsplit=1)[0], code)


def _notes(record: Record) -> tuple[Note, ...]:
    notes = {"Title": record.title_note, "Date": record.date_note, "Source": record.source_note}
    return tuple(Note(key, text) for key, text in notes.items() if text)
