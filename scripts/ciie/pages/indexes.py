"""The indexes of topics and of editions, and the editions with their figures: measures side by side."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from ciie.deriving.claims import Comparison
from ciie.deriving.facts import owned
from ciie.deriving.knowledge import Knowledge
from ciie.model.kinds import Group, Rank
from ciie.model.values import Ref, unit_of
from ciie.model.vocabulary import Edition, Measure, Organisation, Outlet, Person, Place, Term, Topic
from ciie.text.number_words import Scale, scale_of, with_noun
from ciie.views.claim_lines import comparison_path
from ciie.views.drawings import SIGNS
from ciie.views.links import Link, Links
from ciie.views.publish import Page, page

# The headline figures of the editions as a file.
NUMBERS = "editions/figures.csv"


@dataclass(frozen=True, slots=True)
class EntryRow:
    """An entry in a list: its anchor if it has no page, how many articles use it, and what is told of it by lines."""

    entry: Link
    anchor: str
    count: str
    about: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class IndexGroup:
    """The entries under one heading, which is empty where the list has no groups."""

    name: str
    rows: tuple[EntryRow, ...]


@dataclass(frozen=True, slots=True)
class IndexView:
    """The index of topics or of editions.

    Attributes:
        title: Its title.
        lead: What it lists.
        groups: Its entries.
        numbers: The headline figures of the editions; absent outside their index, or where there are none.
        as_file: The way to the file of the same.
    """

    title: str
    lead: str
    groups: tuple[IndexGroup, ...]
    numbers: NumberTable | None = None
    as_file: Link | None = None


def index_pages(knowledge: Knowledge) -> Iterator[Page]:
    """The index of the topics, by group, and that of the editions with their headline figures.

    Args:
        knowledge: What is listed.

    Yields:
        The two pages; in a group of topics those that most articles are on come first.
    """
    links, order = Links(knowledge.vocabulary, "topics/index.md"), list(Group)
    topics = sorted(
        knowledge.vocabulary.topics.values(),
        key=lambda each: (order.index(each.group), -len(knowledge.records_of(Ref("topics", each.id)))),
    )
    groups = tuple(
        IndexGroup(group.value.capitalize(), _rows(knowledge, links, "topics", list(found)))
        for group, found in groupby(topics, key=lambda each: each.group)
    )
    yield _page("topics/index.md", IndexView("Topics", "What the articles are about.", groups))
    links = Links(knowledge.vocabulary, "editions/index.md")
    editions = _rows(knowledge, links, "editions", list(knowledge.vocabulary.editions.values()))
    view = IndexView("Editions", "Every edition of the expo and its dates.", (IndexGroup("", editions),))
    measures = headlines(knowledge)
    if measures:
        numbers = number_table(links, knowledge, measures[:MOST_COLUMNS])
        view = replace(view, numbers=numbers, as_file=links.to(NUMBERS, "Download these figures as CSV"))
    yield _page("editions/index.md", view)


def is_country(term: Term) -> bool:
    """True of a country, false of whatever is in one."""
    return isinstance(term, Place) and term.is_country


def about(term: Term) -> str:
    """What the vocabulary tells of an entry.

    Args:
        term: The entry.

    Returns:
        Its meaning, its days, or a line on it; empty where the vocabulary tells nothing.
    """
    if isinstance(term, Topic | Measure):
        return term.meaning
    if isinstance(term, Edition):
        ceremony = f"; opening ceremony on {term.ceremony.text}" if term.ceremony else ""
        return f"{term.opens.text} to {term.closes.text}{ceremony}"
    return (term.about or "") if isinstance(term, Organisation | Person | Place | Outlet) else ""


def _rows(knowledge: Knowledge, links: Links, kind: str, terms: Sequence[Term]) -> tuple[EntryRow, ...]:
    return tuple(_row(knowledge, links, Ref(kind, term.id), term) for term in terms)


def _row(knowledge: Knowledge, links: Links, ref: Ref, term: Term) -> EntryRow:
    lines = (f"{owned(term)}." if owned(term) else "", about(term))
    number = with_noun(len(knowledge.records_of(ref)), "article")
    entry, is_here = links.entry(ref, with_zh=True), ref in knowledge.vocabulary.elsewhere
    if is_here:
        entry = entry._replace(address="")
    return EntryRow(entry, ref.id if is_here else "", number, tuple(line for line in lines if line))


def _page(path: str, view: IndexView) -> Page:
    return page(path, "index.md", {"title": view.title, "description": view.lead}, view=view)


# A table for a phone has no more columns of numbers.
MOST_COLUMNS = 7


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
        link = links.entry(Ref("editions", edition.id))._replace(text=edition.name.partition(" ")[0])
        rows.append(NumberRow(link, str(edition.opens.first.year), tuple(cells)))
    return NumberTable(columns, tuple(rows))


def _unit(row: Mapping[int, Comparison]) -> str:
    return unit_of(next(iter(row.values())).lead.figure.unit)


def _number_cell(links: Links, knowledge: Knowledge, comparison: Comparison | None, scale: Scale) -> NumberCell | None:
    if comparison is None:
        return None
    figure = comparison.lead.figure
    number = links.to(comparison_path(knowledge, comparison), SIGNS[figure.qualifier] + scale.written(figure.value))
    doubt = "≠" if knowledge.ledger.is_disputed(comparison) else "?" if knowledge.ledger.is_doubtful(comparison) else ""
    return NumberCell(number, doubt, f"{comparison.voices:,}")
