"""Claims as views: a claim in a line, a comparison as a cell and as a row of a table.

Templates show them with the macros of claims.md.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ciie.deriving.claims import Claim, ClaimRelation, Comparison
from ciie.deriving.knowledge import Knowledge
from ciie.model.values import Ref
from ciie.text.number_words import with_noun
from ciie.views.addresses import address
from ciie.views.claim_lines import ClaimLine, claim_line, comparison_path, edition_name
from ciie.views.links import Link, Links
from ciie.views.relations import Badge, count_sources, mark_of

MOST_ROWS = 60
MOST_VALUES = 3
# Of many comparisons so many stand in full.
MOST_FIRST = 6


class ComparisonCell(NamedTuple):
    """How a record's claim relates to those of others, in a cell; no badge where no other source gives the number."""

    badge: Badge | None
    others: Link


class OtherValue(NamedTuple):
    """Another number that is given for the same thing, with who gives it: an outlet, or how many."""

    claim: ClaimLine
    by: str


class ComparisonRow(NamedTuple):
    """A comparison as a row of a table.

    Attributes:
        measure: What is counted.
        of: Of which organisation, place or person; absent where of none.
        note: What exactly is counted by the number shown first; else empty.
        edition: The edition, or both ends of a span; empty where of none.
        lead: The number shown first.
        others: The other numbers that most outlets give.
        sources: How many independent sources there are; leads to all that they give.
        mark: A word where the numbers contradict one another or one of them should be checked; else absent.
    """

    measure: Link
    of: Link | None
    note: str
    edition: tuple[Link, ...]
    lead: ClaimLine
    others: tuple[OtherValue, ...]
    sources: Link
    mark: Badge | None


@dataclass(frozen=True, slots=True)
class ComparisonTable:
    """Comparisons one below the other.

    Attributes:
        rows: The first of them.
        with_edition: Whether the rows name their editions.
        left: How many more there are: "3 more figures"; empty where there is none.
        index: The way to the rest.
    """

    rows: tuple[ComparisonRow, ...]
    with_edition: bool
    left: str
    index: Link


@dataclass(frozen=True, slots=True)
class FigureGroup:
    """Figures that fold away, under a heading that says how many they are: "Deals: 12 figures"."""

    title: str
    table: ComparisonTable


class LeadingFigure(NamedTuple):
    """The first claim of a comparison, for where there is room for one, from how many sources it is, and a mark."""

    claim: ClaimLine
    sources: Link
    mark: Badge | None


def leading_figure(links: Links, knowledge: Knowledge, comparison: Comparison) -> LeadingFigure:
    """The claim of a comparison to show where there is room for one.

    Args:
        links: The links of the page that shows it.
        knowledge: What the records say.
        comparison: Claims of one number.

    Returns:
        The number that leads, with how many sources give it and whether they differ.
    """
    path = comparison_path(knowledge, comparison)
    mark = mark_of(knowledge, comparison, address(links.path, path))
    return LeadingFigure(claim_line(links, comparison.lead), links.to(path, count_sources(comparison)), mark)


def comparison_cell(links: Links, knowledge: Knowledge, comparison: Comparison) -> ComparisonCell:
    """How a record's claim relates to those of other records, for a table of the record's figures.

    Args:
        links: The links of the page that shows it.
        knowledge: What the records say.
        comparison: Claims of one number.

    Returns:
        What the cell says, and where the comparison stands in full.
    """
    path = comparison_path(knowledge, comparison)
    relation = knowledge.ledger.relation_of(comparison)
    others, copies = comparison.voices - 1, comparison.articles - 1
    if others:
        text = f"with {with_noun(others, 'other source')}"
    else:
        same = "from the same origin" if relation is ClaimRelation.SAME_ORIGIN else "the same text"
        text = f"{same} in {with_noun(copies, 'other article')}" if copies else "only in this article"
    return ComparisonCell(mark_of(knowledge, comparison), links.to(path, text))


def comparisons_with(knowledge: Knowledge, claims: Iterable[Claim]) -> list[Comparison]:
    """The comparisons that `claims` stand in, each once, the weightiest first.

    Args:
        knowledge: What the records say.
        claims: Claims of any records.

    Returns:
        Comparisons; those of headline measures come first.
    """
    found = {(comparison := knowledge.ledger.comparison_of[claim.key]).key: comparison for claim in claims}
    return sorted(found.values(), key=knowledge.weight)


def comparison_table(
    links: Links,
    knowledge: Knowledge,
    comparisons: Sequence[Comparison],
    with_edition: bool = True,
) -> ComparisonTable:
    """Lay out comparisons as a table.

    Args:
        links: The links of the page that the table stands on.
        knowledge: What the comparisons are of.
        comparisons: The comparisons in the order to show them; those after the first sixty are counted.
        with_edition: Whether rows name their editions.

    Returns:
        The table, without rows where there are no comparisons.
    """
    rows = tuple(_row(links, knowledge, comparison) for comparison in comparisons[:MOST_ROWS])
    rest = len(comparisons) - len(rows)
    index = links.to("figures/index.md", "pages of their measures")
    return ComparisonTable(rows, with_edition, with_noun(rest, "more figure") if rest else "", index)


def folded_tables(
    links: Links, knowledge: Knowledge, comparisons: Sequence[Comparison]
) -> tuple[ComparisonTable, tuple[FigureGroup, ...]]:
    """Lay out comparisons as a table of the first, and where there are many, tables of the others by edition.

    Args:
        links: The links of the page that the tables stand on.
        knowledge: What the comparisons are of.
        comparisons: The comparisons in the order to show them.

    Returns:
        The table, and the groups that fold away.
    """
    if len(comparisons) <= MOST_FIRST + MOST_VALUES:
        return comparison_table(links, knowledge, comparisons), ()
    by_edition: dict[str, list[Comparison]] = defaultdict(list)
    for each in sorted(comparisons[MOST_FIRST:], key=lambda each: -(each.ordinal or 0)):
        by_edition[edition_name(links, each)].append(each)
    return comparison_table(links, knowledge, comparisons[:MOST_FIRST]), tuple(
        FigureGroup(
            f"{name}: {with_noun(len(found), 'figure')}",
            comparison_table(links, knowledge, found, with_edition=False),
        )
        for name, found in by_edition.items()
    )


def _row(links: Links, knowledge: Knowledge, comparison: Comparison) -> ComparisonRow:
    key, path = comparison.key, comparison_path(knowledge, comparison)
    return ComparisonRow(
        measure=links.entry(Ref("measures", key.measure)),
        of=links.entry(key.of) if key.of else None,
        note=comparison.lead.figure.note or "",
        edition=links.edition(comparison.span) if comparison.span else (),
        lead=claim_line(links, comparison.lead),
        others=tuple(_other_values(links, comparison)),
        sources=links.to(path, count_sources(comparison)),
        mark=mark_of(knowledge, comparison, address(links.path, path)),
    )


def _other_values(links: Links, comparison: Comparison) -> Iterator[OtherValue]:
    """The numbers beside the one shown first, that of most outlets first; the last may stand for the rest."""
    told: dict[tuple[object, ...], list[Claim]] = {}
    for claim in comparison.claims:
        told.setdefault((claim.figure.value, claim.figure.qualifier), []).append(claim)
    _, *others = told.values()
    for claims in sorted(others, key=lambda claims: -len({each.record.source for each in claims}))[:MOST_VALUES]:
        line, outlets = claim_line(links, claims[0]), {each.record.source for each in claims}
        yield OtherValue(line, line.outlet.text if len(outlets) == 1 else with_noun(len(outlets), "outlet"))
