"""What results are narrowed by: for each facet its values, and the records that have each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from babel import Locale

from ciie.deriving.knowledge import Knowledge
from ciie.model.records import Record
from ciie.model.vocabulary import Place, PlaceKind

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
    """The eight facets; values that no record has are left out."""
    return (
        _listed(knowledge, "topic", "topics"),
        _listed(knowledge, "edition", "editions"),
        _derived(knowledge, "year", lambda record: [str(record.date.first.year)], str),
        _listed(knowledge, "country", "places"),
        _listed(knowledge, "organisation", "organisations"),
        _listed(knowledge, "outlet", "outlets"),
        _derived(knowledge, "kind", lambda record: _kinds(knowledge, record), str.capitalize),
        _derived(knowledge, "language", lambda record: [record.language], _language),
    )


def _listed(knowledge: Knowledge, name: str, kind: str) -> Facet:
    """A facet whose values are entries of a list, for the records that their pages list."""
    numbers = {record.id: number for number, record in enumerate(knowledge.records)}
    terms = ((knowledge.vocabulary[ref], records) for ref, records in knowledge.using.items() if ref.kind == kind)
    values = (
        Value(term.id, term.name, tuple(numbers[record.id] for record in records))
        for term, records in terms
        if name != "country" or (isinstance(term, Place) and term.kind is PlaceKind.COUNTRY)
    )
    return Facet(name, _ordered(name, values))


def _derived(
    knowledge: Knowledge,
    name: str,
    values_of: Callable[[Record], Iterable[str]],
    shown: Callable[[str], str],
) -> Facet:
    found: Mapping[str, list[int]] = defaultdict(list)
    for number, record in enumerate(knowledge.records):
        for value in values_of(record):
            found[value].append(number)
    values = (Value(key, shown(key), tuple(rows)) for key, rows in found.items())
    return Facet(name, _ordered(name, values))


def _ordered(name: str, values: Iterable[Value]) -> tuple[Value, ...]:
    """Editions and years from the latest; other values with most records first."""
    if name in {"edition", "year"}:
        return tuple(sorted(values, key=lambda value: -int(value.id)))
    return tuple(sorted(values, key=lambda value: (-len(value.records), value.name)))


def _kinds(knowledge: Knowledge, record: Record) -> set[str]:
    outlets = knowledge.vocabulary.outlets
    return {outlets[name].kind.value for name in (record.source, *record.via)}


def _language(tag: str) -> str:
    return str(_ENGLISH.languages.get(tag.partition("-")[0], tag))
