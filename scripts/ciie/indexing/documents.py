"""What is searched of a record or a page: its texts, each with the weight that a word in it has."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from math import log1p

from ciie.deriving.knowledge import Knowledge
from ciie.indexing.site_pages import EXPO, SitePage
from ciie.model.records import Record
from ciie.model.values import PartialDate, Precision, Ref
from ciie.pages.links import amount

# Chosen by the score of tests/search_queries.yml: a title says what a record is about, and the names it has come next.
TITLE, NAMES, TOPICS, SUMMARY, FIGURES, BODY = 8.0, 3.0, 2.0, 2.0, 2.0, 1.0
# A page counts the more the more records it has.
_WITHOUT_RECORDS = 0.8
# A guide has no text but its title.
_GUIDE_TITLE = 24.0
# What an entry took part in is told on pages of its own.
_EVENT = 0.3


@dataclass(frozen=True, slots=True)
class Field:
    """A text of a document, and how much a word in it counts beside one in a body."""

    text: str
    weight: float


@dataclass(frozen=True, slots=True)
class Document:
    """Texts that are searched as one, and how much they count beside other documents, up to 1."""

    fields: tuple[Field, ...]
    standing: float = 1.0


def record_document(record: Record, knowledge: Knowledge) -> Document:
    """What is searched of `record`."""
    return Document(tuple(field for field in _record_fields(record, knowledge) if field.text))


def page_document(page: SitePage, knowledge: Knowledge) -> Document:
    """What is searched of a page beside the records."""
    if page.bearer is None:
        names = (Field(name, NAMES) for name in page.names)
        return Document((Field(page.title, _GUIDE_TITLE), Field(page.about, BODY), *names))
    names = (Field(name, NAMES) for name in page.names)
    texts = (Field(text, FIGURES if page.is_of("measures") else BODY) for text in page.texts)
    events = (Field(text, _EVENT) for text in page.events)
    fields = (Field(page.title, TITLE), *names, Field(page.about, BODY), *texts, *events)
    return Document(fields, _standing(page.bearer, knowledge))


def _standing(bearer: Ref, knowledge: Knowledge) -> float:
    number = len(knowledge.records if bearer == EXPO else knowledge.records_of(bearer))
    return _WITHOUT_RECORDS + (1 - _WITHOUT_RECORDS) * log1p(number) / log1p(len(knowledge.records) or 1)


def _record_fields(record: Record, knowledge: Knowledge) -> Iterator[Field]:
    yield Field(record.title, TITLE)
    yield Field(record.summary or "", SUMMARY)
    yield from (Field(name, NAMES) for name in _names(record, knowledge))
    yield from (Field(name, TOPICS) for name in _headings(record, knowledge))
    for figure in record.figures:
        yield Field(f"{amount(figure)} {knowledge.vocabulary.measures[figure.measure].name}", FIGURES)
    roles = (mention.role or "" for mention in record.people)
    happenings = (event.what for event in record.events)
    dates = (_date(event.date) for event in record.events)
    yield Field(_date(record.date), NAMES)
    passages = (passage.text for passage in record.passages)
    yield from (Field(text, BODY) for text in chain(roles, happenings, dates, passages))


def _names(record: Record, knowledge: Knowledge) -> Iterator[str]:
    yield from (knowledge.vocabulary[ref].name for ref in record.named)


def _headings(record: Record, knowledge: Knowledge) -> Iterator[str]:
    """What a record is filed under: topics, outlets, authors."""
    vocabulary = knowledge.vocabulary
    yield from (vocabulary.topics[topic].name for topic in record.topics)
    yield from (vocabulary.outlets[outlet].name for outlet in (record.source, *record.via))
    yield from record.authors


def _date(date: PartialDate) -> str:
    """A date as readers write it, and a day as 2023-11-05 and 2023年11月5日 too."""
    if date.precision is not Precision.DAY:
        return date.text
    day = date.first
    return f"{date.text}, {day.isoformat()}, {day.year}年{day.month}月{day.day}日"
