"""Claims as views: a claim in a line, a comparison as a cell, as a row of a table, and as a section of its own.

Templates show them with the macros of claims.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from ciie.deriving.claims import Claim, ClaimRelation, ComparedClaim, Comparison
from ciie.deriving.knowledge import Check, Difference, Fit, Knowledge, Suspicion
from ciie.model.records import EditionSpan, Qualifier
from ciie.model.values import Ref
from ciie.pages.links import Credit, Link, Links, address, is_quotable, record_path, words_of
from ciie.pages.relations import (
    Badge,
    ComparisonSummary,
    Explanation,
    RelationLine,
    ValueLine,
    comparison_path,
    count_values,
    edition_name,
    explain,
    explain_lead,
    relation_badge,
    relation_line,
    summarise,
)
from ciie.text.number_words import with_noun

MOST_ROWS = 60
MOST_IN_A_ROW = 6
_ONE_VOICE = {ClaimRelation.SAME_TEXT, ClaimRelation.SAME_ORIGIN}


class ClaimLine(NamedTuple):
    """A number as a source gives it.

    Attributes:
        amount: The number with its qualifier and unit: "over 3,400 companies".
        stage: The stage at which it was stated; empty where the source does not say.
        as_of: The date that the number is for; empty where the source gives none.
        origin: The organisation that the source credits with it; absent where it credits none.
        passage: The address of the passage that states it.
        quoted: The source's own words in quotation marks, where we may quote it and it says it differently; else empty.
        credit: Who published it when.
        note: What exactly is counted; empty where nothing is noted.
    """

    amount: str
    stage: str
    as_of: str
    origin: Link | None
    passage: str
    quoted: str
    credit: Credit
    note: str


class ComparisonCell(NamedTuple):
    """How a record's claim relates to those of others, in a cell; no badge where no other source gives the number."""

    badge: Badge | None
    others: Link


class ComparisonRow(NamedTuple):
    """A comparison as a row of a table.

    Attributes:
        measure: What is counted.
        of: Of which organisation, place or person; absent where of none.
        note: What exactly is counted, where all claims say the same; else empty.
        edition: The edition, or both ends of a span; empty where of none.
        claims: The first claims, with their notes where these differ.
        more: The way to the rest of the claims; absent where all are shown.
        relation: How they relate.
    """

    measure: Link
    of: Link | None
    note: str
    edition: tuple[Link, ...]
    claims: tuple[ClaimLine, ...]
    more: Link | None
    relation: RelationLine


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


class LeadingFigure(NamedTuple):
    """The first claim of a comparison, for where there is room for one, and how the claims relate."""

    claim: ClaimLine
    relation: RelationLine


class DifferenceLine(NamedTuple):
    """Our reading of a claim that differs.

    Attributes:
        reading: What may have led to it: "probably another edition".
        candidate: The claim that suggests it.
        measure: What the candidate counts.
        edition: Its edition, or both ends of a span; empty where of none.
    """

    reading: str
    candidate: ClaimLine
    measure: Link
    edition: tuple[Link, ...]


class ComparedLine(NamedTuple):
    """A claim of a comparison, how it relates to another or why it is shown first, and our reading where it differs."""

    claim: ClaimLine
    explanation: Explanation
    difference: DifferenceLine | None


@dataclass(frozen=True, slots=True)
class CheckPart:
    """One of the values that a claim was held against, and its edition."""

    value: Link
    edition: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class CheckLine:
    """A claim held against others by arithmetic.

    Attributes:
        arithmetic: What it was held against: "growth", "sum" or "run".
        amount: The claim.
        fit: Whether it fits: "fits", "does not fit" or "cannot be told".
        badge: A label where it does not fit.
        parts: The values that were computed with.
        missing: The editions without a value, where that is why nothing can be told.
        computed: The number that the values give; empty where nothing can be told.
    """

    arithmetic: str
    amount: str
    fit: str
    badge: Badge | None
    parts: tuple[CheckPart, ...]
    missing: tuple[Link, ...]
    computed: str


@dataclass(frozen=True, slots=True)
class ComparisonSection:
    """A comparison with its claims one below the other, and what a reader should doubt in it."""

    title: str
    anchor: str
    summary: ComparisonSummary
    values: tuple[ValueLine, ...]
    lines: tuple[ComparedLine, ...]
    has_notes: bool
    is_compared: bool
    mix_ups: tuple[DifferenceLine, ...]
    checks: tuple[CheckLine, ...]
    other_currencies: tuple[str, ...]

    @property
    def has_doubts(self) -> bool:
        """True where there is something to doubt."""
        return bool(self.mix_ups or self.checks or self.other_currencies)


def claim_line(links: Links, claim: Claim) -> ClaimLine:
    """A claim, with links from the page of `links`."""
    figure, words = claim.figure, claim.figure.words or ""
    is_said_otherwise = is_quotable(claim.record) and words.casefold() not in {"", figure.amount.casefold()}
    return ClaimLine(
        amount=figure.amount,
        stage=figure.status.value if figure.status else "",
        as_of=figure.as_of.text if figure.as_of else "",
        origin=links.entry(Ref("organisations", figure.origin)) if figure.origin else None,
        passage=address(links.path, record_path(claim.record, claim.anchor)),
        quoted=words_of(claim.record, words) if is_said_otherwise else "",
        credit=links.credit(claim.record),
        note=figure.note or "",
    )


def leading_figure(links: Links, knowledge: Knowledge, comparison: Comparison) -> LeadingFigure:
    """The claim of a comparison to show where there is room for one."""
    return LeadingFigure(claim_line(links, comparison.lead), relation_line(knowledge, comparison))


def comparison_cell(links: Links, knowledge: Knowledge, comparison: Comparison) -> ComparisonCell:
    """How a record's claim relates to those of other records, for a table of the record's figures."""
    path = comparison_path(knowledge, comparison)
    relation = knowledge.ledger.relation_of(comparison)
    others, copies = comparison.voices - 1, comparison.articles - 1
    if others:
        text = f"with {with_noun(others, 'other source')}"
    else:
        same = "from the same origin" if relation is ClaimRelation.SAME_ORIGIN else "the same text"
        text = f"{same} in {with_noun(copies, 'other article')}" if copies else "only in this article"
    is_told = relation is ClaimRelation.ALONE or (relation in _ONE_VOICE and not others)
    return ComparisonCell(None if is_told else relation_badge(relation), links.to(path, text))


def comparisons_with(knowledge: Knowledge, claims: Iterable[Claim]) -> list[Comparison]:
    """The comparisons that `claims` stand in, each once, the weightiest first."""
    found = {(comparison := knowledge.ledger.comparison_of[claim.key]).key: comparison for claim in claims}
    return sorted(found.values(), key=knowledge.weight)


def comparison_table(
    links: Links,
    knowledge: Knowledge,
    comparisons: Sequence[Comparison],
    with_edition: bool = True,
    limit: int = MOST_ROWS,
) -> ComparisonTable:
    """Lay out comparisons as a table.

    Args:
        links: The links of the page that the table stands on.
        knowledge: What the comparisons are of.
        comparisons: The comparisons in the order to show them.
        with_edition: Whether rows name their editions.
        limit: How many rows there are at most; the rest are counted.

    Returns:
        The table, without rows where there are no comparisons.
    """
    rows = tuple(_row(links, knowledge, comparison) for comparison in comparisons[:limit])
    rest = len(comparisons) - len(rows)
    index = links.to("figures/index.md", "pages of their measures")
    return ComparisonTable(rows, with_edition, with_noun(rest, "more figure") if rest else "", index)


def comparison_section(
    links: Links, knowledge: Knowledge, comparison: Comparison, compared: Iterable[ComparedClaim]
) -> ComparisonSection:
    """A comparison with the claims `compared`, which are all of its claims or those of a part."""
    ledger, is_compared = knowledge.ledger, len(comparison.compared) > 1
    rows = tuple(compared)
    because = Explanation(None, explain_lead(comparison))
    return ComparisonSection(
        title=_title(links, comparison),
        anchor=comparison.anchor,
        summary=summarise(knowledge, comparison),
        values=tuple(count_values(knowledge, comparison)),
        lines=tuple(_compared(links, knowledge, each, because) for each in rows),
        has_notes=any(each.claim.figure.note for each in rows),
        is_compared=is_compared,
        mix_ups=tuple(
            _difference(links, Difference(Suspicion.MEASURE, each.other)) for each in ledger.mix_ups[comparison.key]
        ),
        checks=tuple(_check(links, each) for each in ledger.checks[comparison.key]),
        other_currencies=tuple(ledger.other_currencies(comparison.key)),
    )


def _row(links: Links, knowledge: Knowledge, comparison: Comparison) -> ComparisonRow:
    key, claims = comparison.key, comparison.claims
    notes = {claim.figure.note or "" for claim in claims}
    shown = tuple(claim_line(links, claim) for claim in claims[:MOST_IN_A_ROW])
    rest = len(claims) - len(shown)
    path = comparison_path(knowledge, comparison)
    return ComparisonRow(
        measure=links.entry(Ref("measures", key.measure)),
        of=links.entry(key.of) if key.of else None,
        note=notes.pop() if len(notes) == 1 else "",
        edition=links.edition(comparison.span) if comparison.span else (),
        claims=shown,
        more=links.to(path, f"and {with_noun(rest, 'more claim')}") if rest else None,
        relation=relation_line(knowledge, comparison, address(links.path, path)),
    )


def _title(links: Links, comparison: Comparison) -> str:
    key = comparison.key
    of = links.vocabulary[key.of].name if key.of else ""
    currency = f"in {key.currency}" if key.currency else ""
    return ", ".join(part for part in (of, edition_name(links, comparison), currency, key.note) if part)


def _compared(links: Links, knowledge: Knowledge, each: ComparedClaim, because: Explanation) -> ComparedLine:
    difference = knowledge.ledger.differences.get(each.claim.key)
    return ComparedLine(
        claim_line(links, each.claim),
        explain(knowledge, each) or because,
        _difference(links, difference) if difference else None,
    )


def _difference(links: Links, each: Difference) -> DifferenceLine:
    figure = each.candidate.figure
    return DifferenceLine(
        reading=each.suspicion.value,
        candidate=claim_line(links, each.candidate),
        measure=links.entry(Ref("measures", figure.measure)),
        edition=links.edition(figure.edition) if figure.edition else (),
    )


def _check(links: Links, each: Check) -> CheckLine:
    figure = each.claim.figure
    computed = "" if each.computed is None else replace(figure, value=each.computed, qualifier=Qualifier.EXACT).amount
    return CheckLine(
        arithmetic=each.arithmetic.value,
        amount=figure.amount,
        fit=each.fit.value,
        badge=relation_badge(ClaimRelation.CHECK) if each.fit is Fit.DOES_NOT_FIT else None,
        parts=tuple(_part(links, part) for part in each.parts),
        missing=tuple(end for edition in each.missing for end in links.edition(EditionSpan(edition, edition))),
        computed=computed,
    )


def _part(links: Links, claim: Claim) -> CheckPart:
    figure = claim.figure
    value = links.to(record_path(claim.record, claim.anchor), figure.amount)
    return CheckPart(value, links.edition(figure.edition) if figure.edition else ())
