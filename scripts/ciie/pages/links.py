"""Links between pages, as values for views: each has its text, its final address, and a mark where one belongs.

A `Links` stands on one page, so that every address it makes is right from there.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from ciie.pages.addresses import address, path_of, record_path, timeline_path
from ciie.pages.attribution import date_mark, is_quotable, outlet_mark, outlet_of, title_mark, words_of
from ciie.words.dates import PartialDate
from ciie.words.model import EditionSpan, Figure, Qualifier, Record
from ciie.words.references import Ref
from ciie.words.terms import Term, Vocabulary

_QUALIFIERS = {
    Qualifier.EXACT: "",
    Qualifier.OVER: "over ",
    Qualifier.UNDER: "under ",
    Qualifier.NEARLY: "nearly ",
    Qualifier.ABOUT: "about ",
    Qualifier.AT_LEAST: "at least ",
}
_SCALES = ((Decimal(10**12), "trillion"), (Decimal(10**9), "billion"), (Decimal(10**6), "million"))
_UNITS = {"m2": "m²"}


class Link(NamedTuple):
    """A link of a view.

    Attributes:
        text: What it shows.
        address: Where it leads, final; empty for a text that leads nowhere.
        mark: A word on what the source does not print, such as "(estimated)"; empty where there is none.
        zh: The Chinese name that stands beside it; empty where there is none.
    """

    text: str
    address: str
    mark: str = ""
    zh: str = ""


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


@dataclass(frozen=True, slots=True)
class Name:
    """A name that is no link; `lang` is the language it is marked with, empty for English."""

    text: str
    lang: str = ""


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
        return Link(term.name, address(self.path, path_of(ref)), zh=(term.zh or "") if with_zh else "")

    def record(self, record: Record, anchor: str | None = None) -> Link:
        """A link to a record, or to one passage of it, showing its title with its mark."""
        return self.titled(record, record_path(record, anchor))

    def titled(self, record: Record, target: str) -> Link:
        """A link to the page `target` that shows the title of a record with its mark."""
        return Link(record.title, address(self.path, target), title_mark(record).strip())

    def source(self, record: Record, anchor: str | None = None) -> Link:
        """A link to a record, or to one passage of it, showing who published it."""
        return self.to(record_path(record, anchor), outlet_of(record, self.vocabulary))

    def outlet(self, record: Record) -> Link:
        """A link to the outlet that published a record; marked where the source does not name it."""
        ref = Ref("outlets", record.source)
        return Link(self.vocabulary[ref].name, address(self.path, path_of(ref)), outlet_mark(record).strip())

    def published(self, record: Record) -> Link:
        """When a record was published, leading to its place on the timeline; marked where it is estimated."""
        return Link(record.date.text, address(self.path, timeline_path(record.date)), date_mark(record).strip())

    def day(self, date: PartialDate) -> Link:
        """A date that leads to its place on the timeline."""
        return self.to(timeline_path(date), date.text)

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


def other_names(term: Term) -> tuple[Name, ...]:
    """The other names of an entry: the Chinese one and its aliases."""
    zh = [Name(term.zh, "zh-Hans")] if term.zh else []
    return (*zh, *(Name(name, "zh-Hans" if _is_chinese(name) else "") for name in term.aliases))


def amount(figure: Figure) -> str:
    """A figure's value as readers say it: "over 3,400 companies", "78.41 billion USD", "nearly 95%"."""
    unit = _UNITS.get(figure.unit, figure.unit)
    gap = "" if unit.startswith("%") else " "
    return f"{_QUALIFIERS[figure.qualifier]}{readable(figure.value)}{gap}{unit}"


def count(number: int, noun: str, plural: str = "") -> str:
    """A number with its noun: "1 article", "2,000 articles"."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


@lru_cache(maxsize=16_384)
def readable(value: Decimal) -> str:
    """A number as readers say it: "3,486", "78.41 billion"."""
    for scale, name in _SCALES:
        if abs(value) >= scale:
            return f"{(value / scale).normalize():,f} {name}"
    return f"{value.normalize():,f}"


def _is_chinese(text: str) -> bool:
    return any("\u4e00" <= character <= "\u9fff" for character in text)
