"""The records in numbers: by kind and owner of the outlet, by language, by how much was read; and what is one-sided."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ciie.deriving.knowledge import Knowledge
from ciie.model.kinds import Ownership
from ciie.model.library import Aspect, divided
from ciie.model.records import Basis, Record
from ciie.model.values import Ref
from ciie.model.vocabulary import Vocabulary
from ciie.text.number_words import with_noun
from ciie.views.addresses import FOLDERS
from ciie.views.links import Link, Links
from ciie.views.lists import search_for, value_name
from ciie.views.publish import Page, page

STATISTICS = "coverage/collection.md"
_ASPECTS = {
    Aspect.KIND: "By kind of outlet",
    Aspect.OWNERSHIP: "By owner of the outlet",
    Aspect.LANGUAGE: "By language of the source",
    Aspect.BASIS: "By how much of the source was read",
}
_MOST_OUTLETS = 20
_LEAST_SHARE = 0.01


@dataclass(frozen=True, slots=True)
class ShareRow:
    """How many articles have something in common, as a link to them, and what share of all articles they are."""

    name: str
    number: Link
    share: str


@dataclass(frozen=True, slots=True)
class Division:
    """How the articles divide; `more` leads to what the table leaves out."""

    title: str
    rows: tuple[ShareRow, ...]
    more: Link | None = None


@dataclass(frozen=True, slots=True)
class StatisticsView:
    """What the articles are: how many in all, how many tell how one-sided the collection is, and its divisions."""

    title: str
    up: Link
    total: str
    owned: str
    owned_in_china: str
    in_part: str
    in_english: str
    divisions: tuple[Division, ...]


def statistics_page(knowledge: Knowledge) -> Page:
    """The collection in numbers.

    Args:
        knowledge: What is counted.

    Returns:
        The page, with a link from each number to the articles that it counts.
    """
    links, library = Links(knowledge.vocabulary, STATISTICS), knowledge.library
    owned = [record for record in library.records if _owner_countries(knowledge.vocabulary, record)]
    in_china = [record for record in owned if "cn" in _owner_countries(knowledge.vocabulary, record)]
    in_part = [record for record in library.records if record.basis is not Basis.WHOLE]
    view = StatisticsView(
        title="The collection in numbers",
        up=links.to("coverage/index.md", "Coverage"),
        total=with_noun(len(library.records), "article"),
        owned=f"{len(owned):,}",
        owned_in_china=f"{len(in_china):,}",
        in_part=f"{len(in_part):,}",
        in_english=f"{len(divided(library, Aspect.LANGUAGE).get('en', ())):,}",
        divisions=(
            _entries(knowledge, links, "By edition that they speak of", "editions"),
            *(_division(knowledge, links, aspect) for aspect in _ASPECTS),
            _entries(knowledge, links, "By outlet", "outlets"),
        ),
    )
    about = "How many articles there are of each edition, outlet, language and kind of outlet, and what is one-sided."
    return page(STATISTICS, "statistics.md", {"title": view.title, "description": about}, view=view)


def _owner_countries(vocabulary: Vocabulary, record: Record) -> set[str | None]:
    """The countries of those outlets of a record that a state or a party owns."""
    outlets = (vocabulary.outlets[name] for name in (record.source, *record.via))
    return {outlet.country for outlet in outlets if outlet.ownership in {Ownership.STATE, Ownership.PARTY}}


def _division(knowledge: Knowledge, links: Links, aspect: Aspect) -> Division:
    """What the records are, the commonest first; each number leads to a search for them."""
    found = sorted(divided(knowledge.library, aspect).items(), key=lambda item: (-len(item[1]), item[0]))
    rows = (
        _share(knowledge, value_name(aspect, value), records, search_for(links, **{aspect.value: value}))
        for value, records in found
    )
    return Division(_ASPECTS[aspect], tuple(rows))


def _entries(knowledge: Knowledge, links: Links, title: str, kind: str) -> Division:
    """Editions from the first, or the outlets that have most records; each number leads to the page of the entry."""
    terms = list(knowledge.vocabulary.entries(kind).values())
    if kind == "outlets":
        terms = [term for term in terms if knowledge.records_of(Ref(kind, term.id))]
        terms.sort(key=lambda term: (-len(knowledge.records_of(Ref(kind, term.id))), term.name))
    rows = []
    for term in terms[:_MOST_OUTLETS]:
        ref = Ref(kind, term.id)
        rows.append(_share(knowledge, term.name, knowledge.records_of(ref), links.entry(ref).address))
    more = links.to(f"{FOLDERS[kind]}/index.md", f"All {len(terms):,}") if len(terms) > len(rows) else None
    return Division(title, tuple(rows), more)


def _share(knowledge: Knowledge, name: str, records: Sequence[Record], way: str) -> ShareRow:
    share = len(records) / (len(knowledge.records) or 1)
    shown = "under 1%" if 0 < share < _LEAST_SHARE else f"{share:.0%}"
    return ShareRow(name, Link(f"{len(records):,}", way), shown)
