"""Comparisons in full: every number that is given for one thing, with each article that gives it, and what is doubtful.

Templates show them with the macros of claims.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from ciie.deriving.claims import Claim, ClaimRelation, ComparedClaim, Comparison
from ciie.deriving.knowledge import Check, Difference, Fit, Knowledge, Suspicion
from ciie.model.records import EditionSpan, Qualifier
from ciie.model.values import Ref
from ciie.text.number_words import with_noun
from ciie.views.addresses import record_path
from ciie.views.claim_lines import Amount, ClaimLine, claim_line, edition_name
from ciie.views.links import Link, Links
from ciie.views.relations import (
    CHECK,
    OPEN_RELATIONS,
    Badge,
    ComparisonSummary,
    Explanation,
    explain,
    explain_lead,
    summarise,
)

# Numbers that fit the one shown first stand beside it where they are no more; of those who give a number so many do.
MOST_BESIDE = 2
MOST_REFERENCES = 5


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


class Reference(NamedTuple):
    """An article that gives a number: a claim, and what sets its telling apart; `aside` is empty where nothing does."""

    claim: ClaimLine
    aside: str


class ValueRow(NamedTuple):
    """A number with every article that gives it.

    Attributes:
        amount: The number.
        note: What exactly it counts; empty where nothing is noted.
        references: The articles, the one to show first, then the newest.
        explanation: How it relates to the number shown first, or why it is that.
        differences: Our reading of those that differ.
        is_open: True where one of them differs or is less exact.
        folded: Further articles, where there are many.
    """

    amount: Amount
    note: str
    references: tuple[Reference, ...]
    explanation: Explanation
    differences: tuple[DifferenceLine, ...]
    is_open: bool
    folded: tuple[Reference, ...]


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
    """A comparison with its numbers one below the other, and what a reader should doubt in it.

    Attributes:
        title: Of what and of which edition it is.
        anchor: Its anchor.
        summary: How its claims relate.
        rows: The number shown first, and those that differ from it; all numbers where they are few.
        folded: The other numbers.
        is_compared: True where it has several claims.
        mix_ups: The same number given for something else.
        checks: What arithmetic says.
        other_currencies: In what else the number is stated.
    """

    title: str
    anchor: str
    summary: ComparisonSummary
    rows: tuple[ValueRow, ...]
    folded: tuple[ValueRow, ...]
    is_compared: bool
    mix_ups: tuple[DifferenceLine, ...]
    checks: tuple[CheckLine, ...]
    other_currencies: tuple[str, ...]

    @property
    def has_doubts(self) -> bool:
        """True where there is something to doubt."""
        return bool(self.mix_ups or self.checks or self.other_currencies)

    @property
    def folded_count(self) -> str:
        """How many numbers are folded away: "9 more figures that fit, from 14 articles"."""
        articles = {
            each.claim.passage.partition("#")[0] for row in self.folded for each in (*row.references, *row.folded)
        }
        return f"{with_noun(len(self.folded), 'more figure')} that fit, from {with_noun(len(articles), 'article')}"


def comparison_section(
    links: Links, knowledge: Knowledge, comparison: Comparison, compared: Iterable[ComparedClaim]
) -> ComparisonSection:
    """A comparison with the claims `compared`, which are all of its claims or those of a part.

    Args:
        links: The links of the page that shows it.
        knowledge: What the records say.
        comparison: Claims of one number.
        compared: The claims to show, in their order.

    Returns:
        The section of a page.
    """
    ledger, rows = knowledge.ledger, tuple(_value_rows(links, knowledge, comparison, compared))
    shown = (*rows[:1], *(row for row in rows[1:] if row.is_open))
    folds = len(rows) - len(shown) > MOST_BESIDE
    return ComparisonSection(
        title=_title(links, comparison),
        anchor=comparison.anchor,
        summary=summarise(knowledge, comparison),
        rows=shown if folds else rows,
        folded=tuple(row for row in rows[1:] if not row.is_open) if folds else (),
        is_compared=len(comparison.compared) > 1,
        mix_ups=tuple(
            _difference(links, Difference(Suspicion.MEASURE, each.other)) for each in ledger.mix_ups[comparison.key]
        ),
        checks=tuple(_check(links, each) for each in ledger.checks[comparison.key]),
        other_currencies=tuple(ledger.other_currencies(comparison.key)),
    )


def _title(links: Links, comparison: Comparison) -> str:
    key = comparison.key
    of = links.vocabulary[key.of].name if key.of else ""
    currency = f"in {key.currency}" if key.currency else ""
    return ", ".join(part for part in (of, edition_name(links, comparison), currency, key.note) if part)


def _value_rows(
    links: Links, knowledge: Knowledge, comparison: Comparison, compared: Iterable[ComparedClaim]
) -> Iterator[ValueRow]:
    """The numbers of a comparison in the order of their first claims, each with its articles."""
    told: dict[tuple[object, ...], list[ComparedClaim]] = {}
    for each in compared:
        figure = each.claim.figure
        told.setdefault((figure.value, figure.qualifier, figure.unit, figure.note), []).append(each)
    because = Explanation(None, explain_lead(comparison))
    for rows in told.values():
        first = next((each for each in rows if not _is_one_voice(each)), rows[0])
        found = (knowledge.ledger.differences.get(each.claim.key) for each in rows)
        references = tuple(_reference(links, knowledge, each, first) for each in rows)
        most = MOST_REFERENCES if len(rows) > MOST_REFERENCES + MOST_BESIDE else len(rows)
        yield ValueRow(
            amount=Amount(*rows[0].claim.figure.said),
            note=rows[0].claim.figure.note or "",
            references=references[:most],
            explanation=explain(knowledge, first) or because,
            differences=tuple(dict.fromkeys(_difference(links, each) for each in found if each)),
            is_open=any(each.verdict and each.verdict.relation in OPEN_RELATIONS for each in rows),
            folded=references[most:],
        )


def _reference(links: Links, knowledge: Knowledge, each: ComparedClaim, first: ComparedClaim) -> Reference:
    """An article with its claim; what it copies, or how it relates where that is not how the first of its row does."""
    explained = explain(knowledge, each)
    is_told = each is first or each.verdict is None or not (_is_one_voice(each) or _relates_otherwise(each, first))
    return Reference(claim_line(links, each.claim), "" if is_told or explained is None else explained.text)


def _relates_otherwise(one: ComparedClaim, other: ComparedClaim) -> bool:
    """True where `one` differs or is less exact, and `other` is not."""
    relations = [each.verdict.relation if each.verdict else ClaimRelation.ALONE for each in (one, other)]
    return relations[0] in OPEN_RELATIONS and relations[0] is not relations[1]


def _is_one_voice(each: ComparedClaim) -> bool:
    """True of a claim that copies another, or has its origin."""
    one = {ClaimRelation.SAME_TEXT, ClaimRelation.SAME_ORIGIN}
    return each.verdict is not None and each.verdict.relation in one


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
        badge=CHECK if each.fit is Fit.DOES_NOT_FIT else None,
        parts=tuple(_part(links, part) for part in each.parts),
        missing=tuple(end for edition in each.missing for end in links.edition(EditionSpan(edition, edition))),
        computed=computed,
    )


def _part(links: Links, claim: Claim) -> CheckPart:
    figure = claim.figure
    value = links.to(record_path(claim.record, claim.anchor), figure.amount)
    return CheckPart(value, links.edition(figure.edition) if figure.edition else ())
