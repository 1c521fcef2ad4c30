"""What a list of results shows of a record or a page, and the facets that results are narrowed by."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from babel import Locale

from ciie.deriving.knowledge import Knowledge
from ciie.model.library import Aspect, divided
from ciie.model.records import Record
from ciie.model.values import Ref
from ciie.model.vocabulary import Place
from ciie.search.site_pages import SitePage, url_of
from ciie.text.sentences import sentences
from ciie.views.addresses import path_of, place_of, record_path
from ciie.views.links import date_of, outlet_of, title_of
from ciie.views.lists import introductions, value_name

Card = list[object]


def record_card(record: Record, knowledge: Knowledge) -> Card:
    """Title, address, date, outlet, topics, summary, sentences with their anchors, and whose words these are."""
    vocabulary = knowledge.vocabulary
    outlet = [outlet_of(record, vocabulary), url_of(place_of(vocabulary, Ref("outlets", record.source)))]
    topics = [[vocabulary.topics[name].name, url_of(path_of(Ref("topics", name)))] for name in record.topics]
    said = list(_sentences(record))
    url = url_of(record_path(record))
    return [title_of(record), url, date_of(record), outlet, topics, record.summary or "", said, introductions(record)]


def page_card(page: SitePage) -> Card:
    """Title, address, kind, a sentence on it, and the names by which texts call it."""
    return [page.title, page.url, page.kind, page.about, page.spellings]


def _sentences(record: Record) -> Iterator[tuple[str, str]]:
    for passage in record.passages:
        for sentence in sentences(passage.text):
            yield passage.anchor, sentence


_ENGLISH = Locale("en")


@dataclass(frozen=True, slots=True)
class Value:
    """A value of a facet: its id in addresses, its name for readers, and the numbers of its records in order."""

    id: str
    name: str
    records: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Facet:
    """A way to narrow results; a record has no value of it, one, or several."""

    name: str
    values: tuple[Value, ...]


def facets_of(knowledge: Knowledge) -> tuple[Facet, ...]:
    """The ten facets; values that no record has are left out."""
    numbers = {record.id: number for number, record in enumerate(knowledge.records)}
    found = {name: _listed(knowledge, kind) for name, kind in _LISTED.items()}
    found |= {aspect.value: _divided(knowledge, aspect) for aspect in Aspect}
    return tuple(
        Facet(name, _ordered(name, [Value(*value, tuple(numbers[each.id] for each in of)) for value, of in rows]))
        for name, rows in found.items()
    )


# Facets whose values are entries of a list, for the records that their pages list.
_LISTED = {
    "topic": "topics",
    "edition": "editions",
    "country": "places",
    "organisation": "organisations",
    "outlet": "outlets",
}
# The id and the name of a value, and the records that have it.
_Row = tuple[tuple[str, str], Sequence[Record]]


def _listed(knowledge: Knowledge, kind: str) -> Iterator[_Row]:
    for term, records in ((knowledge.vocabulary[ref], of) for ref, of in knowledge.using.items() if ref.kind == kind):
        if not isinstance(term, Place) or term.is_country:
            yield (term.id, term.name), records


def _divided(knowledge: Knowledge, aspect: Aspect) -> Iterator[_Row]:
    """A facet of what the records are."""
    for key, records in divided(knowledge.library, aspect).items():
        yield (key, value_name(aspect, key)), records


def _ordered(name: str, values: Iterable[Value]) -> tuple[Value, ...]:
    """Editions and years from the latest; other values with most records first."""
    if name in {"edition", "year"}:
        return tuple(sorted(values, key=lambda value: -int(value.id)))
    return tuple(sorted(values, key=lambda value: (-len(value.records), value.name)))
