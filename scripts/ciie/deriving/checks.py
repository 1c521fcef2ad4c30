"""Why claims may differ, and what arithmetic says of them, from the leading claims of all comparisons.

A growth is held against its two values, a total against the sum of its editions, a run of records against the values.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from itertools import chain

from ciie.deriving.claims import (
    Claim,
    ClaimKey,
    ClaimRelation,
    ComparedClaim,
    Comparison,
    FigureKey,
    Reason,
)
from ciie.deriving.knowledge import Arithmetic, Check, Difference, Fit, MixUp, Suspicion
from ciie.deriving.verdicts import PROVISIONAL, SLACK, digits, fits
from ciie.model.kinds import Source
from ciie.model.records import Figure, Qualifier
from ciie.model.values import Ref, gathered
from ciie.model.vocabulary import Edition, Measure

# The claims to compute with, by measure and subject, then by currency and edition.
Leads = Mapping[tuple[str, Ref | None], Mapping[str, Mapping[int, Claim]]]
# By measure, subject, currency and value: what a claim of another edition would have to repeat.
_Told = tuple[str, Ref | None, str, Decimal]
# A number is taken for another one of ten, a hundred or a thousand times the size; units go no further apart.
_MAGNITUDES = tuple(Decimal(10) ** power for power in (-3, -2, -1, 1, 2, 3))
# A number of one digit is found everywhere, such as 3,000.
_FEWEST_DIGITS = 2
# How many times a number that is "over" another may be it before it is odd.
_FAR = 2
_AT_LEAST = {Qualifier.OVER, Qualifier.AT_LEAST}


def leads_of(comparisons: Iterable[Comparison]) -> Leads:
    """The leading claims of single editions that are exact and not provisional; none counts only what its note says.

    Args:
        comparisons: All comparisons.

    Returns:
        The claims to compute with.
    """
    found: dict[tuple[str, Ref | None], dict[str, dict[int, Claim]]] = defaultdict(lambda: defaultdict(dict))
    for each in comparisons:
        is_sure = each.lead.figure.qualifier is Qualifier.EXACT and each.lead.stage not in PROVISIONAL
        if each.ordinal is not None and not each.key.note and is_sure:
            found[each.key.measure, each.key.of][each.key.currency][each.ordinal] = each.lead
    return found


def explain_differences(
    comparisons: Sequence[Comparison],
    mix_ups: Mapping[FigureKey, Sequence[MixUp]],
    editions: Mapping[str, Edition],
) -> dict[ClaimKey, Difference]:
    """What may have led to each claim that differs from the first of its comparison, or sets a limit far from it.

    Args:
        comparisons: All comparisons.
        mix_ups: For each key the numbers that are also stated for another measure.
        editions: The editions by their ids, for their days.

    Returns:
        The likeliest difference by the claim's key; nothing for a claim that nothing explains.
    """
    told = _told_in_editions(comparisons)
    found = {}
    for comparison in comparisons:
        others = {each.claim.figure.value: each.other for each in mix_ups[comparison.key]}
        of_record = gathered((claim.record.id, claim) for claim in comparison.claims)
        for each in comparison.compared:
            if _is_odd(each, comparison.lead.figure, others):
                own = _two_values(each.claim, of_record[each.claim.record.id])
                difference = next(chain(own, _suspicions(each, comparison, others, told, editions)), None)
                if difference is not None:
                    found[each.claim.key] = difference
    return found


def check_claims(
    comparison: Comparison, measure: Measure, leads: Leads, editions: Mapping[str, Edition]
) -> Iterator[Check]:
    """The claims of a comparison that arithmetic can be done with.

    Args:
        comparison: Claims of one number.
        measure: Their measure, which says what it is the growth, the sum or a run of records of.
        leads: The claims to compute with.
        editions: The editions by their ids, for their days.

    Yields:
        A check for each such claim, and for each currency that it can be done in.
    """
    span, key = comparison.span, comparison.key
    if span is None:
        return
    for claim in comparison.claims:
        if measure.growth_of and claim.figure.unit == _GROWTH and comparison.ordinal:
            both = range(comparison.ordinal - 1, comparison.ordinal + 1)
            for values in _values(leads.get((measure.growth_of, key.of), {}), both):
                yield _check(claim, Arithmetic.GROWTH, values)
        elif measure.sum_of and len(span.ordinals) > 1:
            values = leads.get((measure.sum_of, key.of), {}).get(key.currency, {})
            yield _check(claim, Arithmetic.SUM, {edition: values.get(edition) for edition in span.ordinals})
        elif measure.run_of:
            for values in _values(leads.get((measure.run_of, key.of), {}), range(1, span.last + 1)):
                yield _check(claim, Arithmetic.RUN, values)
        elif measure.checked_by is Source.CALENDAR and str(comparison.ordinal) in editions:
            length = Decimal(editions[str(comparison.ordinal)].length)
            fit = Fit.FITS if claim.figure.value == length else Fit.DOES_NOT_FIT
            yield Check(claim, Arithmetic.DAYS, (), (), length, fit)


def _two_values(claim: Claim, own: Iterable[Claim]) -> Iterator[Difference]:
    """That the record of a claim gives another value too, among all its `own` claims of the number."""
    return (Difference(Suspicion.TWO_VALUES, each) for each in own if not fits(claim.figure, each.figure))


def _suspicions(
    compared: ComparedClaim,
    comparison: Comparison,
    others: Mapping[Decimal, Claim],
    told: Mapping[_Told, Sequence[Claim]],
    editions: Mapping[str, Edition],
) -> Iterator[Difference]:
    """What else may have led to a claim that differs, the surest first."""
    claim, lead = compared.claim, comparison.lead
    mine, right = claim.figure, lead.figure
    if _is_cut(mine.value, right.value):
        yield Difference(Suspicion.CUT, lead)
    if any(_is_like(mine.value * factor, right.value) for factor in _MAGNITUDES):
        yield Difference(Suspicion.MAGNITUDE, lead)
    if mine.qualifier not in _AT_LEAST and _has_lost_a_digit(mine.value, right.value):
        yield Difference(Suspicion.LOST_DIGIT, lead)
    if mine.value in others:
        yield Difference(Suspicion.MEASURE, others[mine.value])
    elsewhere = (each for each in told.get(_telling(claim, comparison.key), ()) if each.figure.edition != mine.edition)
    yield from (Difference(Suspicion.EDITION, each) for each in elsewhere if each.record.id != claim.record.id)
    if mine.note and mine.note != right.note and not claim.is_vague:
        # What a note says of a number near the others is a remark; of another it is what the number counts.
        if mine.value < right.value * (1 - SLACK):
            yield Difference(Suspicion.PART, lead)
        if mine.value > right.value * (1 + SLACK):
            yield Difference(Suspicion.WIDER, lead)
    if _is_earlier(claim, lead, editions):
        yield Difference(Suspicion.EARLIER, lead)


def _is_odd(compared: ComparedClaim, right: Figure, others: Mapping[Decimal, Claim]) -> bool:
    """True where the claim differs from the first, or fits a limit but is another measure's or far from the limit."""
    verdict, mine = compared.verdict, compared.claim.figure
    if verdict is None or verdict.reason not in {Reason.BOUND, Reason.LOST}:
        return verdict is not None and verdict.relation is ClaimRelation.DIFFER
    is_low = mine.qualifier in _AT_LEAST and mine.value < right.value * (1 - SLACK)
    return is_low or mine.value >= right.value * _FAR or (mine.value != right.value and mine.value in others)


def _told_in_editions(comparisons: Iterable[Comparison]) -> dict[_Told, list[Claim]]:
    """The claims that fit the first of their edition, by what a claim of another edition would repeat."""
    found: dict[_Told, list[Claim]] = defaultdict(list)
    for comparison in comparisons:
        if comparison.ordinal is not None and not comparison.key.note:
            for claim in comparison.claims:
                is_telling = digits(claim.figure.value) >= _FEWEST_DIGITS
                if is_telling and fits(claim.figure, comparison.lead.figure):
                    rows = found[_telling(claim, comparison.key)]
                    if not rows or rows[-1].figure.edition != claim.figure.edition:
                        rows.append(claim)
    return found


def _telling(claim: Claim, key: FigureKey) -> _Told:
    return key.measure, key.of, key.currency, claim.figure.value


def _is_like(value: Decimal, right: Decimal) -> bool:
    """True where `value` is `right`, or one of the two is the other rounded."""
    return fits(Figure("", value, ""), Figure("", right, ""))


def _is_cut(value: Decimal, right: Decimal) -> bool:
    """True where `value` is `right` without its last digits, two of which are left at least: 3,400 of 3,486."""
    last = value.adjusted() + 1 - max(_FEWEST_DIGITS, digits(value))
    return right.quantize(Decimal(1).scaleb(last), ROUND_DOWN) == value != right


def _has_lost_a_digit(value: Decimal, right: Decimal) -> bool:
    """True where one digit of `right` is missing in `value`: 90 of 290; or a nought within it: 80.1 of 80.01."""
    mine, whole = f"{value.normalize():f}", f"{right.normalize():f}"
    if value.adjusted() == right.adjusted():
        mine, whole = (f"{each:f}".replace(".", "").rstrip("0") for each in (value, right))
        return any(whole[:place] + whole[place + 1 :] == mine for place, digit in enumerate(whole) if digit == "0")
    return len(mine) + 1 == len(whole) > _FEWEST_DIGITS and any(
        whole[:place] + whole[place + 1 :] == mine for place in range(len(whole))
    )


def _is_earlier(claim: Claim, lead: Claim, editions: Mapping[str, Edition]) -> bool:
    """True where `claim` was stated before the opening, or during the expo with a smaller number, and `lead` later."""
    span = claim.figure.edition
    edition = editions.get(str(span.last)) if span is not None else None
    if edition is None or not claim.when.last < lead.when.first:
        return False
    before = claim.when.last < edition.opens.first
    return before or (claim.when.first <= edition.closes.last and claim.figure.value < lead.figure.value)


_GROWTH = "% growth"
# A rate is computed to a hundredth: its two values are rounded themselves, and 4.349% would not be called 4.4%.
_SHOWN = Decimal("0.01")
# The leading claims of the editions concerned, in their order; None where an edition has none.
_Values = Mapping[int, Claim | None]


def _values(leads: Mapping[str, Mapping[int, Claim]], editions: range) -> Iterator[_Values]:
    """What there is to compute with in each currency that the last of `editions` has, or any of them."""
    currencies = sorted(leads, key=lambda currency: (editions[-1] not in leads[currency], currency))
    last = [currency for currency in currencies if editions[-1] in leads[currency]]
    for currency in last or currencies[:1] or [""]:
        yield {edition: leads.get(currency, {}).get(edition) for edition in editions}


def _check(claim: Claim, arithmetic: Arithmetic, values: _Values) -> Check:
    parts = tuple(each for each in values.values() if each is not None)
    missing = tuple(edition for edition, each in values.items() if each is None)
    computed = None if missing else _COMPUTED_BY[arithmetic]([each.figure.value for each in parts])
    fit = Fit.CANNOT_BE_TOLD
    if computed is not None:
        fit = Fit.FITS if _FITTED_BY[arithmetic](claim.figure, computed) else Fit.DOES_NOT_FIT
    return Check(claim, arithmetic, parts, missing, computed, fit)


def _growth(values: Sequence[Decimal]) -> Decimal | None:
    """How many per cent the second value is above the first, as pages show it; None where the first is nought."""
    return ((values[1] / values[0] - 1) * 100).quantize(_SHOWN, ROUND_HALF_UP) if values[0] else None


def _total(values: Sequence[Decimal]) -> Decimal:
    return sum(values, Decimal(0))


def _run(values: Sequence[Decimal]) -> Decimal:
    """How many of the values, up to the last, are each above all before it; the first is above none."""
    length = 0
    for place in range(len(values) - 1, 0, -1):
        if values[place] <= max(values[:place]):
            break
        length += 1
    return Decimal(length)


def _is_growth(figure: Figure, computed: Decimal) -> bool:
    """True where `computed` rounds to an exact rate at the last digit that is stated, or fits one that is not."""
    if figure.qualifier is not Qualifier.EXACT:
        return fits(figure, _exactly(figure, computed))
    last = min(0, int(figure.value.normalize().as_tuple().exponent))
    return computed.quantize(Decimal(1).scaleb(last), ROUND_HALF_UP) == figure.value


def _is_sum(figure: Figure, computed: Decimal) -> bool:
    """True where a total, read by its qualifier, can be the sum, or is the sum rounded."""
    return fits(figure, _exactly(figure, computed))


def _exactly(figure: Figure, value: Decimal) -> Figure:
    return replace(figure, value=value, qualifier=Qualifier.EXACT)


def _is_run(figure: Figure, computed: Decimal) -> bool:
    return figure.value <= computed


_COMPUTED_BY: Mapping[Arithmetic, Callable[[Sequence[Decimal]], Decimal | None]] = {
    Arithmetic.GROWTH: _growth,
    Arithmetic.SUM: _total,
    Arithmetic.RUN: _run,
}
_FITTED_BY: Mapping[Arithmetic, Callable[[Figure, Decimal], bool]] = {
    Arithmetic.GROWTH: _is_growth,
    Arithmetic.SUM: _is_sum,
    Arithmetic.RUN: _is_run,
}
