"""What is searched of a record or a page: its texts, each with the weight that a word in it has."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from ciie.deriving.knowledge import Knowledge
from ciie.indexing.site_pages import SitePage
from ciie.rendering.parts import amount
from ciie.words.model import Figure, Mention, Record

# Chosen by the score of tests/search_queries.yml: a title says what a record is about, and the names it has come next.
TITLE, NAMES, TOPICS, SUMMARY, FIGURES, BODY = 8.0, 3.0, 2.0, 2.0, 2.0, 1.0
_YI = Decimal(10**8)
_CURRENCIES = {"USD": "美元", "CNY": "元人民币", "EUR": "欧元", "JPY": "日元"}


@dataclass(frozen=True, slots=True)
class Field:
    """A text of a document, and how much a word in it counts beside one in a body."""

    text: str
    weight: float


Document = tuple[Field, ...]


def record_document(record: Record, knowledge: Knowledge) -> Document:
    """What is searched of `record`."""
    return tuple(field for field in _record_fields(record, knowledge) if field.text)


def page_document(page: SitePage) -> Document:
    """What is searched of a page beside the records."""
    names = (Field(name, NAMES) for name in page.names)
    return (Field(page.title, TITLE), *names, Field(page.about, BODY), *(Field(sign, BODY) for sign in page.signs))


def _record_fields(record: Record, knowledge: Knowledge) -> Iterator[Field]:
    yield Field(record.title, TITLE)
    yield Field(record.summary or "", SUMMARY)
    vocabulary = knowledge.vocabulary
    for kind in ("organisations", "people", "places"):
        for item in getattr(record, kind):
            term = getattr(vocabulary, kind)[item.id if isinstance(item, Mention) else item]
            yield Field(term.name, NAMES)
    for mention in record.people:
        yield Field(mention.role or "", BODY)
    for topic in record.topics:
        yield Field(vocabulary.topics[topic].name, TOPICS)
    for outlet in (record.source, *record.via):
        yield Field(vocabulary.outlets[outlet].name, TOPICS)
    for author in record.authors:
        yield Field(author, TOPICS)
    for figure in record.figures:
        yield Field(f"{amount(figure)} {vocabulary.measures[figure.measure].name}", FIGURES)
        yield Field(_in_chinese(figure), FIGURES)
    for event in record.events:
        yield Field(event.what, BODY)
    yield Field(record.date.text, BODY)
    for passage in record.passages:
        yield Field(passage.text, BODY)


def _in_chinese(figure: Figure) -> str:
    """A large value as Chinese texts count it, in hundreds of millions: 784.1亿美元."""
    unit = _CURRENCIES.get(figure.unit, "")
    return f"{(figure.value / _YI).normalize():f}亿{unit}" if figure.value >= _YI else ""
