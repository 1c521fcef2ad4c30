"""A page for each topic, edition, outlet, organisation, person and place, and an index of each kind."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from ciie import terms
from ciie.claims import Claim, mentions_of
from ciie.figure_tables import cell_table, cells_with
from ciie.knowledge import Knowledge
from ciie.markdown import blocks, chinese, div, escape, heading, items, link
from ciie.model import Record
from ciie.parts import FOLDERS, MOST_INLINE, Sheet, count, listing, names_line, path_of
from ciie.publish import Page

MOST_FACTS = 20


@dataclass(frozen=True, slots=True)
class Kind:
    """How one list of the vocabulary is shown.

    Attributes:
        name: The list, as its file is named.
        title: The title of its index.
        lead: The first sentence of its index.
        grouping: What the index is sorted under: a heading for an entry.
    """

    name: str
    title: str
    lead: str
    grouping: Callable[[Any], str]


def _letter(term: terms.Term) -> str:
    return term.name[0].upper()


def _of_kind(term: Any) -> str:
    return str(term.kind.value).replace("-", " ").capitalize()


SHOWN = (
    Kind("topics", "Topics", "What the articles are about.", lambda topic: topic.group.value.capitalize()),
    Kind("editions", "Editions", "The expo, holding by holding.", lambda edition: ""),
    Kind("outlets", "Sources", "Who published the articles, by kind.", _of_kind),
    Kind(
        "organisations",
        "Organisations",
        "Companies, authorities and other bodies that the articles name.",
        _letter,
    ),
    Kind("people", "People", "Those whom the articles name or quote.", _letter),
    Kind("places", "Places", "Countries and places that the articles name.", _of_kind),
)


def entry_pages(knowledge: Knowledge) -> Iterator[Page]:
    """The index and the pages of every kind in `SHOWN`."""
    for kind in SHOWN:
        entries = list(getattr(knowledge.vocabulary, kind.name).values())
        yield from _index_pages(knowledge, kind, entries)
        for term in entries:
            yield from _entry(knowledge, kind, term)


def _index_pages(knowledge: Knowledge, kind: Kind, entries: Sequence[Any]) -> Iterator[Page]:
    order = {name: number for number, name in enumerate(dict.fromkeys(kind.grouping(term) for term in entries))}
    if kind.grouping is _letter:
        entries = sorted(entries, key=lambda term: (_letter(term), term.name.casefold()))
    else:
        entries = sorted(entries, key=lambda term: order[kind.grouping(term)])
    parts = [(name, list(rows)) for name, rows in groupby(entries, key=kind.grouping)]
    sheet = Sheet(knowledge, f"{FOLDERS[kind.name]}/index.md")
    if len(entries) <= 3 * MOST_INLINE:
        sections = [_section(sheet, kind, name, rows) for name, rows in parts]
        yield sheet.page(kind.title, kind.lead, *sections, description=kind.lead)
        return
    ways = [
        sheet.link(f"{name} ({len(rows):,})", _part_path(kind, number)) for number, (name, rows) in enumerate(parts, 1)
    ]
    yield sheet.page(kind.title, kind.lead, items(ways), description=kind.lead)
    for number, (name, rows) in enumerate(parts, 1):
        own = Sheet(knowledge, _part_path(kind, number))
        up = own.link(f"All {kind.title.lower()}", sheet.path)
        yield own.page(f"{kind.title}: {name}", up, _rows(own, kind, rows), description=kind.lead)


def _part_path(kind: Kind, number: int) -> str:
    return f"{FOLDERS[kind.name]}/index-{number}.md"


def _section(sheet: Sheet, kind: Kind, name: str, rows: Sequence[Any]) -> str:
    return blocks(heading(2, name) if name else "", _rows(sheet, kind, rows))


def _rows(sheet: Sheet, kind: Kind, rows: Sequence[Any]) -> str:
    return div("entries", items(_row(sheet, kind, term) for term in rows))


def _row(sheet: Sheet, kind: Kind, term: Any) -> str:
    number = len(sheet.knowledge.records_of(kind.name, term.id))
    zh = f" {chinese(term.zh)}" if term.zh else ""
    about = getattr(term, "meaning", None) or getattr(term, "about", None) or _when(term)
    shown = f"  \n  {escape(about)}" if about else ""
    return f"{sheet.term(kind.name, term.id)}{zh} ({count(number, 'article')}){shown}"


def _when(term: Any) -> str:
    if not isinstance(term, terms.Edition):
        return ""
    return f"{term.opens.text} to {term.closes.text}"


def _entry(knowledge: Knowledge, kind: Kind, term: Any) -> Iterator[Page]:
    sheet = Sheet(knowledge, path_of(kind.name, term.id))
    records = knowledge.records_of(kind.name, term.id)
    rows, more = listing(sheet, term.name, records)
    shown = blocks(heading(2, "Articles"), rows) if records else "No article of the collection names it yet."
    about = [getattr(term, "meaning", ""), getattr(term, "about", None) or "", _when(term)]
    yield sheet.page(
        term.name,
        names_line(term),
        *(escape(line) for line in about if line),
        _facts(sheet, kind, term),
        _roles(sheet, records, term.id) if kind.name == "people" else "",
        _figures(sheet, kind, term),
        shown,
        description=next((line for line in about if line), f"Articles on {term.name}."),
    )
    yield from more


def _facts(sheet: Sheet, kind: Kind, term: Any) -> str:
    facts: list[str] = []
    if isinstance(term, terms.Topic):
        facts.append(f"Group: {term.group.value.capitalize()}")
    if hasattr(term, "kind"):
        facts.append(f"Kind: {_of_kind(term).lower()}")
    if getattr(term, "country", None):
        facts.append(f"Country: {sheet.term('places', term.country)}")
    if getattr(term, "part_of", None):
        facts.append(f"Part of: {sheet.term('organisations', term.part_of)}")
    if isinstance(term, terms.Outlet) and term.home:
        facts.append(f"Home page: {link(term.home, term.home)}")
    facts += [f"See also: {each}" for each in _twins(sheet, kind, term)]
    return div("facts", items(facts)) if facts else ""


def _twins(sheet: Sheet, kind: Kind, term: Any) -> list[str]:
    """The same thing under another kind (a venue is an organisation and a place), and an organisation's parts."""
    if kind.name == "organisations":
        twin = [f"{sheet.term('places', term.id)} as a place"] if term.id in sheet.knowledge.vocabulary.places else []
        return twin + [sheet.term("organisations", part) for part in sheet.knowledge.parts.get(term.id, ())]
    if kind.name == "places" and term.id in sheet.knowledge.vocabulary.organisations:
        return [f"{sheet.term('organisations', term.id)} as an organisation"]
    return []


def _roles(sheet: Sheet, records: Sequence[Record], person: str) -> str:
    lines = []
    for record in records[:MOST_FACTS]:
        for mention in mentions_of(record, person):
            of = [sheet.subject(mention.of)] if mention.of else []
            role = ", ".join([*([escape(mention.role)] if mention.role else []), *of])
            lines += [f"{role} ({sheet.credit(record)})"] if role else []
    return blocks(heading(2, "Roles as reported"), items(lines)) if lines else ""


def _figures(sheet: Sheet, kind: Kind, term: Any) -> str:
    claims = _claims(sheet.knowledge, kind.name, term.id)
    if not claims:
        return ""
    return blocks(
        heading(2, "Figures"),
        cell_table(sheet, cells_with(sheet.knowledge, claims), with_edition=kind.name != "editions"),
    )


def _claims(knowledge: Knowledge, kind: str, name: str) -> Sequence[Claim]:
    if kind == "editions":
        return knowledge.claims_by_edition.get(int(name), ())
    if kind in terms.SUBJECTS:
        return knowledge.claims_of.get(name, ())
    return ()
