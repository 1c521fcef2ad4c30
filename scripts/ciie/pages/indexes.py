"""Indexes of the vocabulary: each list by letter or group, the directory by kind and by country too.

And the editions with their figures: measures side by side.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from ciie.deriving.claims import Comparison
from ciie.deriving.facts import country_of, kind_of, owned
from ciie.deriving.knowledge import Knowledge
from ciie.model.kinds import Rank
from ciie.model.records import Qualifier
from ciie.model.values import Ref, unit_of
from ciie.model.vocabulary import Edition, Measure, Organisation, Outlet, Person, Place, Term, Topic, Vocabulary
from ciie.pages.claim_lines import comparison_path
from ciie.pages.links import FOLDERS, Link, Links, path_of
from ciie.pages.lists import MOST_INLINE, Part, paginate
from ciie.pages.publish import Page, page
from ciie.text.number_words import Scale, scale_of, with_noun

MOST_ON_AN_INDEX = 3 * MOST_INLINE
NO_COUNTRY = "No country"
# The headline figures of the editions as a file.
NUMBERS = "editions/figures.csv"


@dataclass(frozen=True, slots=True)
class Index:
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
    grouping: Callable[[Vocabulary, Term], str]
    is_sorted: bool = False

    @property
    def path(self) -> str:
        """The page of the index."""
        return f"{FOLDERS[self.kind]}/{self.name}.md"


@dataclass(frozen=True, slots=True)
class EntryRow:
    """An entry in a list: how many articles use it, and what is told of it, one text a line."""

    entry: Link
    count: str
    about: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class IndexGroup:
    """The entries under one heading, which is empty where the list has no groups."""

    name: str
    rows: tuple[EntryRow, ...]


@dataclass(frozen=True, slots=True)
class IndexView:
    """An index or a part of one.

    Attributes:
        title: Its title.
        lead: What it lists; empty in a part.
        others: Further ways to look through the list.
        navigation: The links up and to the other parts; empty outside a part.
        groups: Its entries; none where each group has a page of its own.
        pages: Those pages.
        numbers: The headline figures of the editions; absent outside their index, or where there are none.
        as_file: The way to the file of the same.
    """

    title: str
    lead: str = ""
    others: tuple[Link, ...] = ()
    navigation: tuple[Link, ...] = ()
    groups: tuple[IndexGroup, ...] = ()
    pages: tuple[Link, ...] = ()
    numbers: NumberTable | None = None
    as_file: Link | None = None


def by_letter(vocabulary: Vocabulary, term: Term) -> str:
    """The first letter of the name."""
    return term.name[0].upper()


def by_kind(vocabulary: Vocabulary, term: Term) -> str:
    """What sort of thing it is."""
    return kind_of(term).capitalize()


def by_country(vocabulary: Vocabulary, term: Term) -> str:
    """The name of the country it belongs to; a country's own name for the country itself."""
    if is_country(term):
        return term.name
    country = country_of(term)
    return vocabulary.places[country].name if country else NO_COUNTRY


def _by_group(vocabulary: Vocabulary, term: Term) -> str:
    return term.group.value.capitalize() if isinstance(term, Topic) else ""


def _by_nothing(vocabulary: Vocabulary, term: Term) -> str:
    return ""


LISTS = (
    Index("topics", "Topics", "What the articles are about.", "index", _by_group),
    Index("editions", "Editions", "Every edition of the expo and its dates.", "index", _by_nothing),
    Index(
        "outlets", "Sources", "The outlets that published the articles, by kind, and who owns them.", "index", by_kind
    ),
)


def _directory(kind: str, lead: str) -> tuple[Index, ...]:
    """The ways to look through a list of names; the first is the one that the menu leads to."""
    title = kind.capitalize()
    kinds = Index(kind, f"{title} by kind", f"{lead}, by kind.", "by-kind", by_kind, True)
    countries = Index(kind, f"{title} by country", f"{lead}, by country.", "by-country", by_country, True)
    letters = Index(kind, f"{title} A to Z", f"{lead}, from A to Z.", "by-letter", by_letter, True)
    first = replace(kinds if kind == "places" else letters, title=title, lead=f"{lead}.", name="index")
    return (first, countries, letters if kind == "places" else kinds)


DIRECTORY = {
    "organisations": _directory("organisations", "Companies, authorities and other bodies named in the articles"),
    "people": _directory("people", "People named or quoted in the articles"),
    "places": _directory("places", "Countries and places named in the articles"),
}


def index_pages(knowledge: Knowledge, index: Index, all_indexes: Sequence[Index] = ()) -> Iterator[Page]:
    """The pages of an index.

    Args:
        knowledge: What is listed.
        index: How it is listed.
        all_indexes: Every index of the same list.

    Yields:
        The index; where it is long, it leads to the pages of its groups, which follow.
    """
    groups = _groups(knowledge.vocabulary, index)
    links = Links(knowledge.vocabulary, index.path)
    others = tuple(links.to(other.path, other.title) for other in all_indexes if other is not index)
    view = IndexView(index.title, index.lead, others)
    measures = headlines(knowledge) if index.kind == "editions" else ()
    if measures:
        numbers = number_table(links, knowledge, measures[:MOST_COLUMNS])
        view = replace(view, numbers=numbers, as_file=links.to(NUMBERS, "Download these figures as CSV"))
    if sum(len(terms) for _, terms in groups) <= MOST_ON_AN_INDEX:
        shown = tuple(IndexGroup(name, _rows(knowledge, links, index.kind, terms)) for name, terms in groups)
        yield _page(index, replace(view, groups=shown))
        return
    base = index.path.removesuffix(".md")
    long = [
        (f"{name} ({len(terms):,})", paginate(f"{base}-{place}", f"{index.title}: {name}", terms, MOST_ON_AN_INDEX))
        for place, (name, terms) in enumerate(groups, 1)
    ]
    yield _page(index, replace(view, pages=tuple(links.to(parts[0].path, text) for text, parts in long)))
    for _, parts in long:
        yield from (_part(knowledge, index, part) for part in parts)


def is_country(term: Term) -> bool:
    """True of a country, false of whatever is in one."""
    return isinstance(term, Place) and term.is_country


def about(term: Term) -> str:
    """What the vocabulary tells of an entry: its meaning, its days, or a line on it; empty where it tells nothing."""
    if isinstance(term, Topic | Measure):
        return term.meaning
    if isinstance(term, Edition):
        ceremony = f"; opening ceremony on {term.ceremony.text}" if term.ceremony else ""
        return f"{term.opens.text} to {term.closes.text}{ceremony}"
    return (term.about or "") if isinstance(term, Organisation | Person | Place | Outlet) else ""


def _groups(vocabulary: Vocabulary, index: Index) -> list[tuple[str, list[Term]]]:
    terms = list(vocabulary.entries(index.kind).values())
    names = {term.id: index.grouping(vocabulary, term) for term in terms}
    order = {name: place for place, name in enumerate(dict.fromkeys(names.values()))}
    if index.is_sorted:
        terms.sort(key=lambda term: (names[term.id] == NO_COUNTRY, names[term.id], term.name.casefold()))
    else:
        terms.sort(key=lambda term: order[names[term.id]])
    return [(name, list(found)) for name, found in groupby(terms, key=lambda term: names[term.id])]


def _part(knowledge: Knowledge, index: Index, part: Part[Term]) -> Page:
    links = Links(knowledge.vocabulary, part.path)
    navigation = part.navigation(links, links.to(index.path, index.title))
    group = IndexGroup("", _rows(knowledge, links, index.kind, part.rows))
    return _page(index, IndexView(part.title, navigation=navigation, groups=(group,)), part.path)


def _rows(knowledge: Knowledge, links: Links, kind: str, terms: Sequence[Term]) -> tuple[EntryRow, ...]:
    return tuple(_row(knowledge, links, Ref(kind, term.id), term) for term in terms)


def _row(knowledge: Knowledge, links: Links, ref: Ref, term: Term) -> EntryRow:
    lines = (f"{owned(term)}." if owned(term) else "", about(term))
    number = with_noun(len(knowledge.records_of(ref)), "article")
    return EntryRow(links.entry(ref, with_zh=True), number, tuple(line for line in lines if line))


def _page(index: Index, view: IndexView, path: str = "") -> Page:
    return page(path or index.path, "index.md", {"title": view.title, "description": index.lead}, view=view)


# A table for a phone has no more columns of numbers.
MOST_COLUMNS = 7
_SIGNS = {
    Qualifier.EXACT: "",
    Qualifier.OVER: ">",
    Qualifier.AT_LEAST: "≥",
    Qualifier.UNDER: "<",
    Qualifier.NEARLY: "<",
    Qualifier.ABOUT: "≈",
}


@dataclass(frozen=True, slots=True)
class NumberColumn:
    """A measure as the head of a column, and what its numbers are counted in."""

    measure: Link
    counted: str


@dataclass(frozen=True, slots=True)
class NumberCell:
    """The number of an edition, which leads to its claims; what it is marked with, and from how many sources it is."""

    number: Link
    mark: str
    sources: str


@dataclass(frozen=True, slots=True)
class NumberRow:
    """An edition with its year and, for each column, its number; absent where no article states one."""

    edition: Link
    year: str
    cells: tuple[NumberCell | None, ...]


@dataclass(frozen=True, slots=True)
class NumberTable:
    """Editions one below the other, measures side by side."""

    columns: tuple[NumberColumn, ...]
    rows: tuple[NumberRow, ...]


def headlines(knowledge: Knowledge) -> tuple[Measure, ...]:
    """The measures that readers ask for first, as far as an edition has a figure of them.

    Args:
        knowledge: Has the measures and their figures.

    Returns:
        The measures of the rank "headline", the weightiest first.
    """
    measures = sorted(knowledge.vocabulary.measures.values(), key=lambda each: each.order)
    return tuple(
        each
        for each in measures
        if each.rank is Rank.HEADLINE and each.id in knowledge.claims and knowledge.ledger.by_edition(each.id)
    )


def number_table(links: Links, knowledge: Knowledge, measures: Sequence[Measure]) -> NumberTable:
    """The editions that have figures of `measures`, and their numbers as wholes."""
    found = {each.id: knowledge.ledger.by_edition(each.id) for each in measures}
    numbers = {name: [each.lead.figure.value for each in row.values()] for name, row in found.items()}
    scales = {name: scale_of(values) for name, values in numbers.items()}
    columns = tuple(
        NumberColumn(links.entry(Ref("measures", name)), scales[name].counted(_unit(row)))
        for name, row in found.items()
    )
    rows = []
    for ordinal in sorted({ordinal for row in found.values() for ordinal in row}):
        edition = knowledge.vocabulary.editions[str(ordinal)]
        cells = (_number_cell(links, knowledge, row.get(ordinal), scales[name]) for name, row in found.items())
        # Of "6th CIIE" the first word; that all are of the expo needs no saying.
        link = links.to(path_of(Ref("editions", edition.id)), edition.name.partition(" ")[0])
        rows.append(NumberRow(link, str(edition.opens.first.year), tuple(cells)))
    return NumberTable(columns, tuple(rows))


def _unit(row: Mapping[int, Comparison]) -> str:
    return unit_of(next(iter(row.values())).lead.figure.unit)


def _number_cell(links: Links, knowledge: Knowledge, comparison: Comparison | None, scale: Scale) -> NumberCell | None:
    if comparison is None:
        return None
    figure = comparison.lead.figure
    number = links.to(comparison_path(knowledge, comparison), _SIGNS[figure.qualifier] + scale.written(figure.value))
    doubt = "≠" if knowledge.ledger.is_disputed(comparison) else "?" if knowledge.ledger.is_doubtful(comparison) else ""
    return NumberCell(number, doubt, f"{comparison.voices:,}")
