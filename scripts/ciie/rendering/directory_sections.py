"""What the page of an organisation, a person or a place says: each part of it leads back to the records."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from ciie.deriving.claims import Claim, mentions_of
from ciie.pages.claims import comparisons_with
from ciie.pages.links import count
from ciie.rendering.figure_tables import cell_table
from ciie.rendering.parts import MOST_INLINE, Sheet
from ciie.rendering.timeline_lines import Entry, timeline
from ciie.words.markdown import blocks, escape, heading, items
from ciie.words.model import Record
from ciie.words.references import Ref
from ciie.words.terms import Place, PlaceKind

MOST_FACTS = 20
_GATHERED = {"organisations": "Organisations", "people": "People", "places": "Places", "outlets": "Sources"}


def said(sheet: Sheet, kind: str, name: str) -> str:
    """The sentences that name it, newest record first, each linked to its passage."""
    sayings = sheet.knowledge.sayings.of.get(Ref(kind, name), ())
    lines = [sheet.said(each.record, each.sentence, each.anchor) for each in sayings[:MOST_FACTS]]
    rest = len(sayings) - len(lines)
    left = f"{count(rest, 'older article')} {'is' if rest == 1 else 'are'} listed below." if rest else ""
    return blocks(heading(2, "In the articles"), items(lines), left) if lines else ""


def roles(sheet: Sheet, records: Sequence[Record], person: str) -> str:
    """A person's roles and affiliations, each as of the record that gives it."""
    lines = []
    for record in records[:MOST_FACTS]:
        for mention in mentions_of(record, person):
            of = [sheet.entry(mention.of)] if mention.of else []
            role = ", ".join([*([escape(mention.role)] if mention.role else []), *of])
            lines += [f"{role} ({sheet.credit(record)})"] if role else []
    return blocks(heading(2, "Roles"), items(lines)) if lines else ""


def people_of(sheet: Sheet, kind: str, name: str, records: Sequence[Record]) -> str:
    """Those whom the records name as its people, with their roles."""
    found: dict[str, str] = {}
    for record in records[:MOST_INLINE]:
        for mention in record.people:
            if mention.of == (kind, name):
                role = f", {escape(mention.role)}" if mention.role else ""
                line = f"{sheet.term('people', mention.id)}{role} ({sheet.credit(record)})"
                found.setdefault(mention.id, line)
    return blocks(heading(2, "People"), items(list(found.values())[:MOST_FACTS])) if found else ""


def figures(sheet: Sheet, claims: Sequence[Claim], with_edition: bool = True) -> str:
    """The numbers that `claims` state, each beside the other claims of the same number."""
    if not claims:
        return ""
    return blocks(heading(2, "Figures"), cell_table(sheet, comparisons_with(sheet.knowledge, claims), with_edition))


def figures_of(sheet: Sheet, kind: str, term: Any) -> Sequence[Claim]:
    """The claims that are of it; for a country also those of its organisations and people."""
    knowledge = sheet.knowledge
    own = list(knowledge.claims_of.get(Ref(kind, term.id), ()))
    if _is_country(term):
        gathered = knowledge.of_country.get(term.id, {})
        refs = [Ref(each, name) for each in ("organisations", "people") for name in gathered.get(each, ())]
        own += [claim for ref in refs for claim in knowledge.claims_of.get(ref, ())]
    return own


def events(sheet: Sheet, kind: str, name: str) -> str:
    """The events that name it, the earliest first; of many the latest."""
    told = sheet.knowledge.sayings.events.get(Ref(kind, name), ())
    found = {(event := sheet.knowledge.occurrence_of[each.key]).id: event for each in told}
    entries = sorted(map(Entry, found.values()), key=lambda entry: entry.order)
    left = (
        f"Earlier events are on the {sheet.link('timeline', 'timeline/index.md')}." if len(entries) > MOST_FACTS else ""
    )
    return blocks(heading(2, "Events"), timeline(sheet, entries[-MOST_FACTS:]), left) if entries else ""


def together(sheet: Sheet, kind: str, name: str) -> str:
    """The names that most often stand in one passage with it."""
    found = sheet.knowledge.sayings.together.get(Ref(kind, name), ())
    lines = [f"{sheet.entry(other)} ({count(number, 'passage')})" for other, number in found]
    return blocks(heading(2, "Named with"), items(lines)) if lines else ""


def reach(sheet: Sheet, records: Sequence[Record]) -> str:
    """The editions and topics of the records that name it, with the number of articles."""
    editions = Counter(each for r in records if r.edition for each in r.edition.ordinals)
    topics = Counter(topic for record in records for topic in record.topics)
    held = [f"{sheet.term('editions', str(ordinal))} ({number:,})" for ordinal, number in sorted(editions.items())]
    ranked = sorted(topics.items(), key=lambda item: (-item[1], item[0]))
    about = [f"{sheet.term('topics', name)} ({number:,})" for name, number in ranked]
    lines = [f"Editions: {', '.join(held)}"] if held else []
    lines += [f"Topics: {', '.join(about)}"] if about else []
    return blocks(heading(2, "Editions and topics"), items(lines)) if lines else ""


def gathered(sheet: Sheet, term: Any) -> str:
    """What a country has in the directory; of many the first, and the way to all."""
    if not _is_country(term):
        return ""
    sections = []
    for kind, title in _GATHERED.items():
        names = sheet.knowledge.of_country.get(term.id, {}).get(kind, ())
        links = ", ".join(sheet.term(kind, name) for name in names[:MOST_INLINE])
        way = "sources/index.md" if kind == "outlets" else f"{kind}/by-country.md"
        rest = f", and {sheet.link(f'{len(names) - MOST_INLINE:,} more', way)}" if len(names) > MOST_INLINE else ""
        sections += [f"{title}: {links}{rest}"] if names else []
    return blocks(heading(2, f"Related to {term.name}"), items(sections)) if sections else ""


def _is_country(term: Any) -> bool:
    return isinstance(term, Place) and term.kind is PlaceKind.COUNTRY
