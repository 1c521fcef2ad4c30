"""Links between pages as values for views: each has its text, its final address, and a mark where one belongs.

Quotation marks stand only around words of a source. A digest's words are ours, and are introduced as the digest's.
No other module shows a record's `title`, `date` or `source` as they are.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from ciie.model.records import EditionSpan, Record, Rights, Translation
from ciie.model.values import PartialDate, Ref
from ciie.model.vocabulary import Term, Vocabulary
from ciie.views.addresses import (
    address,
    place_of,
    record_path,
    timeline_path,
)

_FULL_TEXT = {Rights.LICENSED, Rights.PERMISSION, Rights.PUBLIC_DOMAIN}
INNER_MARKS = str.maketrans("“”", "‘’")


def title_mark(record: Record) -> str:
    """A word on a title that is not the source's headline as printed: " [our title]"; empty where it is."""
    return _marked(record, "our translation" if record.title_en else "our title" if record.title_note else "")


def _marked(record: Record, whose: str) -> str:
    machine = "machine translation" if record.translation is Translation.MACHINE else ""
    return f" [{', '.join(filter(None, (whose, machine)))}]" if whose or machine else ""


def title_of(record: Record) -> str:
    """The title of a record, in English where it has one, and its mark.

    Args:
        record: The record.

    Returns:
        Plain text, such as "The expo closes [our translation]".
    """
    return (record.title_en or record.title) + title_mark(record)


def date_mark(record: Record) -> str:
    """A word on a date that the source does not print: " (estimated)" or " (inferred)"; empty where it does."""
    note = record.date_note or ""
    return "" if not note else " (estimated)" if "estimate" in note.casefold() else " (inferred)"


def date_of(record: Record) -> str:
    """The date of a record and its mark: "4 November 2023 (estimated)".

    Args:
        record: The record.

    Returns:
        Plain text, to the date's precision.
    """
    return record.date.text + date_mark(record)


def dated(record: Record) -> Link:
    """The date of a record and its mark, as a text that leads nowhere.

    Args:
        record: The record.

    Returns:
        A link without an address.
    """
    return Link(record.date.text, "", date_mark(record).strip())


def outlet_mark(record: Record) -> str:
    """A word on an outlet that the source does not name; empty where it does."""
    return " (inferred)" if record.source_note else ""


def outlet_of(record: Record, vocabulary: Vocabulary) -> str:
    """The name of a record's outlet and its mark.

    Args:
        record: The record.
        vocabulary: Has the outlet.

    Returns:
        Plain text, such as "Xinhua (inferred)".
    """
    return vocabulary.outlets[record.source].name + outlet_mark(record)


def is_quotable(record: Record) -> bool:
    """True where the body is the text of the source, so that its words are the outlet's.

    Args:
        record: The record.

    Returns:
        True for licensed texts, those published with permission, and those in the public domain.
    """
    return record.rights in _FULL_TEXT


def words_of(record: Record, words: str) -> str:
    """Words of a record's body: in quotation marks where they are the source's, plain where they are a digest's."""
    return f"“{words.translate(INNER_MARKS)}”" if is_quotable(record) else words


@dataclass(frozen=True, slots=True)
class Name:
    """A name that is no link; `lang` is the language it is marked with, empty for English."""

    text: str
    lang: str = ""


class Link(NamedTuple):
    """A link of a view.

    Attributes:
        text: What it shows.
        address: Where it leads, final; empty for a text that leads nowhere.
        mark: A word on what the source does not print, such as "(estimated)"; empty where there is none.
        other_name: A name in another language, shown beside it; None where there is none.
        lang: The language of its text; empty for English.
    """

    text: str
    address: str
    mark: str = ""
    other_name: Name | None = None
    lang: str = ""


class Credit(NamedTuple):
    """Who reported something, and when."""

    outlet: Link
    date: Link


@dataclass(frozen=True, slots=True)
class Said:
    """Words of a record's body, which lead to their passage; `is_quotable` where they are the source's own."""

    words: Link
    credit: Credit
    is_quotable: bool


@dataclass(frozen=True)
class Links:
    """The links of the page at `path`, with the names of `vocabulary`."""

    vocabulary: Vocabulary
    path: str

    def to(self, target: str, text: str) -> Link:
        """A link to the page `target`, which may end in an anchor, that shows `text`."""
        return Link(text, address(self.path, target))

    def entry(self, ref: Ref, with_zh: bool = False) -> Link:
        """A link to the page of an entry, showing its name, and where asked for its Chinese name."""
        term = self.vocabulary[ref]
        zh = chinese_name(term) if with_zh else None
        return Link(term.name, address(self.path, place_of(self.vocabulary, ref)), other_name=zh)

    def record(self, record: Record, anchor: str | None = None) -> Link:
        """A link to a record, or to one passage of it, showing its title with its mark."""
        return self.titled(record, record_path(record, anchor))

    def titled(self, record: Record, target: str) -> Link:
        """A link to the page `target` that shows the title of a record with its mark, in English where it has one."""
        way, headline = address(self.path, target), headline_of(record)
        if record.title_en:
            return Link(record.title_en, way, title_mark(record).strip(), Name(headline.text, headline.lang))
        return headline._replace(address=way)

    def source(self, record: Record, anchor: str | None = None) -> Link:
        """A link to a record, or to one passage of it, showing who published it."""
        return self.to(record_path(record, anchor), outlet_of(record, self.vocabulary))

    def outlet(self, record: Record) -> Link:
        """A link to the outlet that published a record; marked where the source does not name it."""
        ref = Ref("outlets", record.source)
        return self.entry(ref)._replace(mark=outlet_mark(record).strip())

    def published(self, record: Record) -> Link:
        """When a record was published, leading to its place on the timeline; marked where it is estimated."""
        return self.day(record.date)._replace(mark=date_mark(record).strip())

    def day(self, date: PartialDate) -> Link:
        """A date that leads to its place on the timeline."""
        return self.to(timeline_path(date, self.vocabulary.elsewhere), date.text)

    def credit(self, record: Record) -> Credit:
        """Who reported it and when."""
        return Credit(self.outlet(record), self.published(record))

    def said(self, record: Record, words: str, anchor: str) -> Said:
        """Words of a record's body, and whose they are: the source's or its digest's."""
        link = self.to(record_path(record, anchor), words_of(record, words))
        return Said(link, self.credit(record), is_quotable(record))

    def edition(self, span: EditionSpan) -> tuple[Link, ...]:
        """A link to an edition, or to both ends of a span of editions."""
        ends = (span.first,) if span.first == span.last else (span.first, span.last)
        return tuple(self.entry(Ref("editions", str(ordinal))) for ordinal in ends)

    def topics(self, record: Record) -> tuple[Link, ...]:
        """The topics of a record, in its order."""
        return tuple(self.entry(Ref("topics", name)) for name in record.topics)


def chinese_name(term: Term) -> Name | None:
    """The Chinese name of an entry.

    Args:
        term: An entry of the vocabulary.

    Returns:
        The name with its language; None where it has none.
    """
    return Name(term.zh, "zh-Hans") if term.zh else None


def headline_of(record: Record) -> Link:
    """The title of a record as the source has it, with its mark and language; a title of ours is taken for English.

    Args:
        record: The record.

    Returns:
        A link without an address.
    """
    is_english = record.language.partition("-")[0] == "en" or (record.title_note and not record.title_en)
    mark = _marked(record, "our title" if record.title_note else "").strip()
    return Link(record.title, "", mark, lang="" if is_english else record.language)
