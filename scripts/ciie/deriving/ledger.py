"""The figure ledger: the comparisons of every measure, and the numbers in them that a reader should doubt."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from ciie.deriving.claims import Claim, ClaimKey
from ciie.deriving.comparisons import Comparison, FigureKey, compare_claims, currency_of
from ciie.deriving.verdicts import ClaimRelation, worst
from ciie.deriving.voices import Voices
from ciie.words.model import EditionSpan, Qualifier
from ciie.words.references import Ref
from ciie.words.terms import Measure

_GROWTH = "% growth"
_Value = tuple[str, EditionSpan | None, Ref | None, str, Decimal]
# The claims of each value of each number, newest first.
_Stated = Mapping[_Value, Sequence[Claim]]


@dataclass(frozen=True, slots=True)
class MixUp:
    """A claim, and one of another record that states the same number for a measure not to be confused with its own.

    Two numbers that one record itself states for two measures are two numbers that happen to be equal.
    """

    claim: Claim
    other: Claim


@dataclass(frozen=True, slots=True)
class Growth:
    """A rate of growth held against the two values that it speaks of.

    Attributes:
        claim: The rate, in per cent.
        before: The leading claim of the edition before.
        after: The leading claim of the edition.
        computed: The rate that the two values give, in per cent.
        fits: True where that, rounded as far as the rate is stated, is the rate.
    """

    claim: Claim
    before: Claim
    after: Claim
    computed: Decimal
    fits: bool


@dataclass(frozen=True)
class Ledger:
    """All comparisons, and what is doubtful in them.

    Attributes:
        comparisons: For each measure its comparisons, by edition and subject.
        comparison_of: The comparison of each claim, by the claim's key.
        mix_ups: For each key the numbers that are also stated for a measure not to be confused with its own.
        growths: For each key its rates of growth, held against the values that they speak of.
        currencies: The currencies of each amount, by measure, span and subject.
    """

    comparisons: Mapping[str, tuple[Comparison, ...]]
    comparison_of: Mapping[ClaimKey, Comparison]
    mix_ups: Mapping[FigureKey, tuple[MixUp, ...]]
    growths: Mapping[FigureKey, tuple[Growth, ...]]
    currencies: Mapping[tuple[str, str, Ref | None], frozenset[str]]

    def is_doubtful(self, comparison: Comparison) -> bool:
        """True where a number of `comparison` is also another measure's, or a rate does not fit its values."""
        return bool(self.mix_ups[comparison.key]) or any(not growth.fits for growth in self.growths[comparison.key])

    def relation_of(self, comparison: Comparison) -> ClaimRelation:
        """The worst of a comparison: how its claims stand to each other, or that a number of it should be checked."""
        return worst(
            [comparison.relation, ClaimRelation.CHECK] if self.is_doubtful(comparison) else [comparison.relation]
        )

    def other_currencies(self, key: FigureKey) -> list[str]:
        """The currencies in which the amount at `key` is stated too."""
        return sorted(self.currencies.get((key.measure, key.span, key.of), frozenset()) - {key.currency})


def ledger_of(claims: Mapping[str, Sequence[Claim]], measures: Mapping[str, Measure], voices: Voices) -> Ledger:
    """The ledger of `claims`, which come by measure, newest first, and of the `voices` that make them."""
    stated = _by_value(claims)
    mixed_up = (rows for value, rows in stated.items() if any(_others(value, measures, stated)))
    doubted = {claim.key for rows in mixed_up for claim in rows}
    found = {measure: tuple(compare_claims(rows, doubted, voices)) for measure, rows in claims.items()}
    every = [comparison for rows in found.values() for comparison in rows]
    leads = _leads(every)
    mixed = {each.key: tuple(_mix_ups(each, measures, stated)) for each in every}
    bases = {measure.id: measure.growth_of for measure in measures.values()}
    grown = {each.key: tuple(_growths(each, bases[each.key.measure], leads)) for each in every}
    by_claim = {claim.key: comparison for comparison in every for claim in comparison.claims}
    return Ledger(found, by_claim, mixed, grown, _currencies(every))


def _currencies(every: Sequence[Comparison]) -> dict[tuple[str, str, Ref | None], frozenset[str]]:
    found: dict[tuple[str, str, Ref | None], set[str]] = defaultdict(set)
    for key in (comparison.key for comparison in every if comparison.key.currency):
        found[key.measure, key.span, key.of].add(key.currency)
    return {place: frozenset(names) for place, names in found.items()}


def _by_value(claims: Mapping[str, Sequence[Claim]]) -> dict[_Value, list[Claim]]:
    found: dict[_Value, list[Claim]] = defaultdict(list)
    for rows in claims.values():
        for claim in rows:
            found[_value(claim)].append(claim)
    return found


def _value(claim: Claim) -> _Value:
    figure = claim.figure
    return figure.measure, figure.edition, figure.of, currency_of(figure.unit), figure.value


def _others(value: _Value, measures: Mapping[str, Measure], stated: _Stated) -> Iterator[Claim]:
    """Claims of the same value for measures that the value's own must not be confused with."""
    records = {claim.record.id for claim in stated[value]}
    for name in measures[value[0]].unlike:
        others = stated.get((name, *value[1:]), ())
        if others and records.isdisjoint(other.record.id for other in others):
            yield others[0]


def _mix_ups(comparison: Comparison, measures: Mapping[str, Measure], stated: _Stated) -> Iterator[MixUp]:
    firsts: dict[Decimal, Claim] = {}
    for claim in comparison.claims:
        firsts.setdefault(claim.figure.value, claim)
    for claim in firsts.values():
        yield from (MixUp(claim, other) for other in _others(_value(claim), measures, stated))


def _leads(every: Sequence[Comparison]) -> dict[tuple[str, Ref | None, int], dict[str, Claim]]:
    """The exact leading claims by measure, subject and edition, for each currency."""
    found: dict[tuple[str, Ref | None, int], dict[str, Claim]] = defaultdict(dict)
    for comparison in every:
        key, ordinal, lead = comparison.key, comparison.ordinal, comparison.lead
        if ordinal is not None and not key.note and lead.figure.qualifier is Qualifier.EXACT:
            found[key.measure, key.of, ordinal][key.currency] = lead
    return found


def _growths(
    comparison: Comparison, base: str | None, leads: Mapping[tuple[str, Ref | None, int], Mapping[str, Claim]]
) -> Iterator[Growth]:
    if base is None or comparison.ordinal is None:
        return
    earlier = leads.get((base, comparison.key.of, comparison.ordinal - 1), {})
    later = leads.get((base, comparison.key.of, comparison.ordinal), {})
    for claim in (claim for claim in comparison.claims if claim.figure.unit == _GROWTH):
        for currency in sorted(set(earlier) & set(later)):
            before, after = earlier[currency], later[currency]
            if before.figure.value:
                computed = (after.figure.value / before.figure.value - 1) * 100
                yield Growth(claim, before, after, computed, _fits(claim.figure.value, computed))


def _fits(stated: Decimal, computed: Decimal) -> bool:
    """True where `computed` rounds to `stated` at the last digit that is stated; whole numbers to the unit."""
    last = min(0, int(stated.normalize().as_tuple().exponent))
    return abs(stated - computed) <= Decimal(1).scaleb(last) / 2
