"""A page for each topic, edition, outlet, organisation, person and place, and the indexes of each list."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain, islice
from typing import Any

from ciie.deriving.claims import Claim, claims_of
from ciie.deriving.knowledge import Knowledge
from ciie.pages.addresses import path_of
from ciie.pages.publish import Page
from ciie.reading.names import SOUGHT
from ciie.rendering import directory_sections as sections
from ciie.rendering.clock_pages import clock_path
from ciie.rendering.coverage_pages import edition_path
from ciie.rendering.entry_indexes import View, by_country, by_kind, by_letter, index_pages, owned, when_held
from ciie.rendering.parts import MOST_INLINE, Sheet, listing, names_line
from ciie.rendering.topic_timelines import topic_path
from ciie.words import terms
from ciie.words.markdown import blocks, div, escape, heading, items, link
from ciie.words.model import Record
from ciie.words.references import Ref

_OF = {
    "organisations": "Companies, authorities and other bodies named in the articles",
    "people": "People named or quoted in the articles",
    "places": "Countries and places named in the articles",
}


def _by_group(knowledge: Knowledge, term: Any) -> str:
    return str(term.group.value).capitalize()


def _by_nothing(knowledge: Knowledge, term: Any) -> str:
    return ""


LISTS = (
    View("topics", "Topics", "What the articles are about.", "index", _by_group),
    View("editions", "Editions", "Every edition of the expo and its dates.", "index", _by_nothing),
    View(
        "outlets", "Sources", "The outlets that published the articles, by kind, and who owns them.", "index", by_kind
    ),
)


def _views(kind: str, lead: str) -> tuple[View, ...]:
    """The ways to look through a list of names; the first is the one that the menu leads to."""
    title = kind.capitalize()
    kinds = View(kind, f"{title} by kind", f"{lead}, by kind.", "by-kind", by_kind, True)
    countries = View(kind, f"{title} by country", f"{lead}, by country.", "by-country", by_country, True)
    letters = View(kind, f"{title} A to Z", f"{lead}, from A to Z.", "by-letter", by_letter, True)
    first = replace(kinds if kind == "places" else letters, title=title, lead=f"{lead}.", name="index")
    return (first, countries, letters if kind == "places" else kinds)


DIRECTORY = {kind: _views(kind, lead) for kind, lead in _OF.items()}


def entry_pages(knowledge: Knowledge) -> Iterator[Page]:
    """The indexes of every list, and the page of each entry."""
    for view in LISTS:
        yield from index_pages(knowledge, view)
        yield from _entries(knowledge, view.kind)
    for kind, views in DIRECTORY.items():
        for view in views:
            yield from index_pages(knowledge, view, views)
        yield from _entries(knowledge, kind)


def _entries(knowledge: Knowledge, kind: str) -> Iterator[Page]:
    for term in knowledge.vocabulary.entries(kind).values():
        sheet = Sheet(knowledge, path_of(Ref(kind, term.id)))
        records = knowledge.records_of(Ref(kind, term.id))
        rows, more = listing(sheet, term.name, records)
        shown = blocks(heading(2, "Articles"), rows) if records else "No articles yet."
        about = [line for line in (getattr(term, "meaning", ""), getattr(term, "about", None), when_held(term)) if line]
        head = [names_line(term), *map(escape, about), _facts(sheet, kind, term)]
        body = _named(sheet, kind, term, records) if kind in SOUGHT else _listed(sheet, kind, term, records)
        description = next(iter(about), f"Articles on {term.name}.")
        yield sheet.page(term.name, *head, *body, shown, description=description)
        yield from more


def _named(sheet: Sheet, kind: str, term: Any, records: Sequence[Record]) -> list[str]:
    """The sections of an organisation, a person or a place."""
    return [
        sections.roles(sheet, records, term.id) if kind == "people" else "",
        sections.said(sheet, kind, term.id),
        sections.figures(sheet, sections.figures_of(sheet, kind, term)),
        sections.events(sheet, kind, term.id),
        sections.people_of(sheet, kind, term.id, records) if kind != "people" else "",
        sections.gathered(sheet, term),
        sections.together(sheet, kind, term.id),
        sections.reach(sheet, records),
    ]


def _listed(sheet: Sheet, kind: str, term: Any, records: Sequence[Record]) -> list[str]:
    """The sections of a topic, an edition or an outlet."""
    return [sections.figures(sheet, _claims(sheet.knowledge, kind, term.id, records), kind != "editions")]


def _claims(knowledge: Knowledge, kind: str, name: str, records: Sequence[Record]) -> Sequence[Claim]:
    """The figures of an edition, or those that the newest records on a topic state."""
    if kind == "editions":
        return knowledge.claims_by_edition.get(int(name), ())
    if kind == "topics":
        return list(islice(chain.from_iterable(map(claims_of, records)), MOST_INLINE))
    return ()


def _facts(sheet: Sheet, kind: str, term: Any) -> str:
    facts: list[str] = []
    if isinstance(term, terms.Topic):
        facts.append(f"Group: {term.group.value.capitalize()}")
    if hasattr(term, "kind"):
        facts.append(f"Kind: {by_kind(sheet.knowledge, term).lower()}")
    if owned(term):
        facts.append(owned(term))
    if getattr(term, "country", None):
        facts.append(f"Country: {sheet.term('places', term.country)}")
    if getattr(term, "part_of", None):
        facts.append(f"Part of: {sheet.term('organisations', term.part_of)}")
    if isinstance(term, terms.Outlet) and term.home:
        facts.append(f"Home page: {link(term.home, term.home)}")
    facts += [f"See also: {each}" for each in _beside(sheet, kind, term)]
    return div("facts", items(facts)) if facts else ""


def _beside(sheet: Sheet, kind: str, term: Any) -> list[str]:
    """Pages on the same: a topic's timeline, an edition's clock, a venue as a place, an organisation's parts."""
    vocabulary = sheet.knowledge.vocabulary
    if kind == "topics" and sheet.knowledge.records_of(Ref(kind, term.id)):
        return [sheet.link("the timeline of this topic", topic_path(term.id))]
    if kind == "editions":
        course = [sheet.link(f"{term.name} day by day", clock_path(term))]
        covered = [sheet.link("coverage by topic and kind of source", edition_path(term.id))]
        return [*(course if term in sheet.knowledge.clock.editions else []), *covered]
    if kind == "organisations":
        twin = [f"{sheet.term('places', term.id)} as a place"] if term.id in vocabulary.places else []
        return twin + [sheet.term("organisations", part) for part in sheet.knowledge.parts.get(term.id, ())]
    if kind == "places" and term.id in vocabulary.organisations:
        return [f"{sheet.term('organisations', term.id)} as an organisation"]
    return []
