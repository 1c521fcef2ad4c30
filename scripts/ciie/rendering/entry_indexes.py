"""Indexes of the vocabulary: each list by letter or group, and the directory by kind and by country too."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from ciie.deriving.knowledge import Knowledge
from ciie.pages.addresses import FOLDERS
from ciie.pages.links import count
from ciie.pages.publish import Page
from ciie.rendering.parts import MOST_INLINE, Sheet
from ciie.rendering.splits import part_title, split, ways
from ciie.words import terms
from ciie.words.markdown import blocks, chinese, div, escape, heading, items
from ciie.words.references import Ref

MOST_ON_AN_INDEX = 3 * MOST_INLINE
NO_COUNTRY = "No country"
_OWNED = {
    terms.Ownership.STATE: "State-owned",
    terms.Ownership.PARTY: "Owned by a political party",
    terms.Ownership.PUBLIC: "Public-service body",
    terms.Ownership.PRIVATE: "Privately owned",
    terms.Ownership.UNKNOWN: "Ownership unknown",
}


@dataclass(frozen=True, slots=True)
class View:
    """One way to look through a list of the vocabulary.

    Attributes:
        kind: The list, as its file is named.
        title: The title of the index.
        lead: Its first sentence.
        name: The name of its page below the folder of the list.
        grouping: What it is sorted under: a heading for an entry.
        is_sorted: True where groups and entries stand by the alphabet, false where as in the vocabulary.
    """

    kind: str
    title: str
    lead: str
    name: str
    grouping: Callable[[Knowledge, Any], str]
    is_sorted: bool = False

    @property
    def path(self) -> str:
        """The page of the index."""
        return f"{FOLDERS[self.kind]}/{self.name}.md"


def by_letter(knowledge: Knowledge, term: terms.Term) -> str:
    """The first letter of the name."""
    return term.name[0].upper()


def by_kind(knowledge: Knowledge, term: Any) -> str:
    """What sort of thing it is."""
    return str(term.kind.value).replace("-", " ").capitalize()


def by_country(knowledge: Knowledge, term: Any) -> str:
    """The name of the country it belongs to; a country's own name for the country itself."""
    if isinstance(term, terms.Place) and term.kind is terms.PlaceKind.COUNTRY:
        return term.name
    return knowledge.vocabulary.places[term.country].name if term.country else NO_COUNTRY


def index_pages(knowledge: Knowledge, view: View, others: Sequence[View] = ()) -> Iterator[Page]:
    """The index that `view` describes, in parts where it is long; `others` are further ways to look."""
    groups = _groups(knowledge, view)
    sheet = Sheet(knowledge, view.path)
    to_others = [sheet.link(other.title, other.path) for other in others if other is not view]
    more = div("ways", items(to_others)) if to_others else ""
    number = sum(len(rows) for _, rows in groups)
    if number <= MOST_ON_AN_INDEX:
        sections = [
            blocks(heading(2, name) if name else "", entry_rows(sheet, view.kind, rows)) for name, rows in groups
        ]
        yield sheet.page(view.title, view.lead, more, *sections, description=view.lead)
        return
    bases = [f"{view.path.removesuffix('.md')}-{place}" for place in range(1, len(groups) + 1)]
    links = [
        sheet.link(f"{name} ({len(rows):,})", f"{base}.md") for base, (name, rows) in zip(bases, groups, strict=True)
    ]
    yield sheet.page(view.title, view.lead, more, items(links), description=view.lead)
    for base, (name, rows) in zip(bases, groups, strict=True):
        yield from _group_pages(knowledge, view, f"{view.title}: {name}", split(base, rows, MOST_ON_AN_INDEX))


def entry_rows(sheet: Sheet, kind: str, entries: Sequence[Any]) -> str:
    """A list of entries with Chinese name, number of articles and one line on each."""
    return div("entries", items(_row(sheet, kind, term) for term in entries))


def when_held(term: Any) -> str:
    """The days of an edition, and of its ceremony; empty for any other entry."""
    if not isinstance(term, terms.Edition):
        return ""
    ceremony = f"; opening ceremony on {term.ceremony.text}" if term.ceremony else ""
    return f"{term.opens.text} to {term.closes.text}{ceremony}"


def owned(term: Any) -> str:
    """Who owns an outlet, in words; empty for any other entry."""
    return _OWNED[term.ownership] if isinstance(term, terms.Outlet) else ""


def _groups(knowledge: Knowledge, view: View) -> list[tuple[str, list[Any]]]:
    entries = list(knowledge.vocabulary.entries(view.kind).values())
    names = {term.id: view.grouping(knowledge, term) for term in entries}
    order = {name: place for place, name in enumerate(dict.fromkeys(names.values()))}
    if view.is_sorted:
        entries.sort(key=lambda term: (names[term.id] == NO_COUNTRY, names[term.id], term.name.casefold()))
    else:
        entries.sort(key=lambda term: order[names[term.id]])
    return [(name, list(rows)) for name, rows in groupby(entries, key=lambda term: names[term.id])]


def _group_pages(
    knowledge: Knowledge, view: View, title: str, parts: Sequence[tuple[str, Sequence[Any]]]
) -> Iterator[Page]:
    for number, (path, rows) in enumerate(parts, 1):
        sheet = Sheet(knowledge, path)
        up = ways(sheet, [other for other, _ in parts], sheet.link(view.title, view.path))
        yield sheet.page(part_title(title, number), up, entry_rows(sheet, view.kind, rows), description=view.lead)


def _row(sheet: Sheet, kind: str, term: Any) -> str:
    number = len(sheet.knowledge.records_of(Ref(kind, term.id)))
    zh = f" {chinese(term.zh)}" if term.zh else ""
    about = getattr(term, "meaning", None) or getattr(term, "about", None) or when_held(term)
    lines = [f"{owned(term)}." if owned(term) else "", escape(about) if about else ""]
    shown = "".join(f"  \n  {line}" for line in lines if line)
    return f"{sheet.term(kind, term.id)}{zh} ({count(number, 'article')}){shown}"
