"""The facts on an entry or on a record's source that stand beside its page: each with what it is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from ciie.model.records import Record, Translation
from ciie.model.values import PartialDate, Ref, unit_of
from ciie.model.vocabulary import Measure, Organisation, Outlet, Person, Place, Term, Topic, Vocabulary
from ciie.text.languages import HAN, language_name

_WIKIDATA = "https://www.wikidata.org/wiki/"
# Chinese characters, and the letters that Japanese has beside them.
_EAST_ASIAN = re.compile(rf"[{HAN}\u3040-\u30ff]")


@dataclass(frozen=True, slots=True)
class Told:
    """A text: in which language, empty for English, and where on another site it leads, empty where nowhere."""

    text: str
    language: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """What a fact is, and what is true: entries and texts."""

    label: str
    values: tuple[Ref | Told, ...]


def kind_of(term: Term) -> str:
    """What sort of thing an entry is.

    Args:
        term: The entry.

    Returns:
        A word or two, as "research centre"; empty where its list has no kinds.
    """
    return term.kind.value.replace("-", " ") if isinstance(term, Organisation | Person | Place | Outlet) else ""


def country_of(term: Term) -> str | None:
    """The country an entry belongs to.

    Args:
        term: The entry.

    Returns:
        The id of a place; None where it belongs to none.
    """
    return term.country if isinstance(term, Organisation | Person | Place | Outlet) else None


def owned(term: Term) -> str:
    """Who owns an outlet.

    Args:
        term: The entry.

    Returns:
        What readers are told, as "State-owned"; empty for an entry of another list.
    """
    return term.ownership.words if isinstance(term, Outlet) else ""


def facts_on_record(vocabulary: Vocabulary, record: Record) -> tuple[Fact, ...]:
    """Who published a record's source, in which language, how much of it was read, and when that was corrected.

    Args:
        vocabulary: Has its outlet.
        record: The record.

    Returns:
        The facts that there are, in the order of the page.
    """
    outlet = vocabulary.outlets[record.source]
    country = _refs("places", outlet.country)
    facts = (
        Fact("Source", (Ref("outlets", outlet.id), *_texts(kind_of(outlet).capitalize(), owned(outlet)), *country)),
        Fact("Carried by", _refs("outlets", *record.via)),
        Fact("Language of the source", _texts(language_name(record.language), _translated(record))),
        Fact("How much we read", _texts(record.basis.words)),
        Fact("Corrected", _texts(changed(record).text) if record.corrections else ()),
        Fact("Original", _elsewhere(record.url)),
        Fact("Archived copy", _elsewhere(record.archive)),
    )
    return tuple(fact for fact in facts if fact.values)


def changed(record: Record) -> PartialDate:
    """When what a record says changed last, as far as a reader need know.

    Git would tell of every change, but most are to form: an entry gets another name, and a hundred records with it. Nor
    is git there where the site is made of an archive. So an editor says what was wrong.

    Args:
        record: The record.

    Returns:
        The date of its last correction, or that of the article where nothing was corrected.
    """
    return max((each.date for each in record.corrections), key=lambda date: date.last, default=record.date)


def facts_on_entry(vocabulary: Vocabulary, ref: Ref, parts: Iterable[str] = ()) -> tuple[Fact, ...]:
    """The names of an entry, what sort of thing it is, and where it belongs.

    Args:
        vocabulary: Has the entry.
        ref: The entry.
        parts: The ids of the organisations that are parts of it.

    Returns:
        The facts that there are, in the order of the page.
    """
    term = vocabulary[ref]
    # Japanese names have the characters of Chinese ones.
    language = "ja" if country_of(term) == "jp" else "zh-Hans"
    others = [Told(name, language if _EAST_ASIAN.search(name) else "") for name in term.aliases]
    chinese = [Told(name, "zh-Hans") for name in (term.zh,) if name]
    chinese += [each for each in others if each.language == "zh-Hans"]
    facts = (
        Fact("Chinese name", tuple(chinese)),
        Fact("Other names", tuple(each for each in others if each not in chinese)),
        *_kinds(term),
        Fact("Its parts", _refs("organisations", *parts)),
        *_likewise(vocabulary, ref),
        Fact("Wikidata", (Told(term.wikidata, address=f"{_WIKIDATA}{term.wikidata}"),) if term.wikidata else ()),
    )
    return tuple(fact for fact in facts if fact.values)


def _kinds(term: Term) -> Iterator[Fact]:
    if isinstance(term, Topic | Measure):
        yield Fact("Group", _texts(term.group.value.capitalize()))
    if isinstance(term, Measure):
        yield Fact("Unit", _texts(*map(unit_of, term.units)))
    yield Fact("Kind", _texts(kind_of(term).capitalize(), owned(term)))
    yield Fact("Country", _refs("places", country_of(term)))
    if isinstance(term, Organisation):
        yield Fact("Part of", _refs("organisations", term.part_of))
    if isinstance(term, Outlet):
        yield Fact("Home page", _elsewhere(term.home))


def _likewise(vocabulary: Vocabulary, ref: Ref) -> Iterator[Fact]:
    """The same thing in another list: a venue is an organisation and a place."""
    if ref.kind == "organisations" and ref.id in vocabulary.places:
        yield Fact("As a place", _refs("places", ref.id))
    if ref.kind == "places" and ref.id in vocabulary.organisations:
        yield Fact("As an organisation", _refs("organisations", ref.id))


def _translated(record: Record) -> str:
    if record.translated_from is None:
        return ""
    by = "translated by machine" if record.translation is Translation.MACHINE else "translated"
    return f"{by} from {language_name(record.translated_from)}"


def _elsewhere(address: str | None) -> tuple[Told, ...]:
    """A page of another site by the name of its host."""
    return (Told(urlsplit(address).netloc.removeprefix("www."), address=address),) if address else ()


def _refs(kind: str, *names: str | None) -> tuple[Ref, ...]:
    return tuple(Ref(kind, name) for name in names if name)


def _texts(*texts: str) -> tuple[Told, ...]:
    return tuple(Told(text) for text in texts if text)
