"""How a claim stands to another claim of the same number, in a word and with the reason.

Computed from value, qualifier, stage, note, date and voice; nothing is averaged, and no claim is dropped.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from ciie.deriving.claims import Agreement, Claim, Reason, Verdict, Voices
from ciie.model.records import Basis, Figure, Qualifier, Status

_BOUNDS = {Qualifier.OVER, Qualifier.UNDER, Qualifier.AT_LEAST}
PROVISIONAL = {Status.EXPECTED, Status.REGISTERED, Status.INTERIM}
# What is counted on goes up from one day to the next.
_GROWING: set[Status | None] = {Status.REGISTERED, Status.INTERIM}
# Fewer digits than two would make 3,000 a rounding of 3,486.
_FEWEST_DIGITS = 2
# "Nearly" and "about" leave a tenth: press coverage rounds 394,000 to "nearly 400,000" and 367,000 to
# "about 370,000", and a claim further off is a different claim.
SLACK = Decimal("0.1")
# An end of a range: a number, and whether the end is just below it, at it or just above it.
_End = tuple[Decimal, int]
_ENDLESS, _BOTTOMLESS = (Decimal("Infinity"), 0), (Decimal("-Infinity"), 0)


def compare(left: Figure, right: Figure) -> Agreement:
    """Whether two figures of one measure and edition agree, can both be true, or cannot.

    Args:
        left: A figure.
        right: Another of the same measure, edition, subject and unit.

    Returns:
        AGREE where value and qualifier are the same, COMPATIBLE where their ranges overlap, else DIFFER.
    """
    if (left.value, left.qualifier) == (right.value, right.qualifier):
        return Agreement.AGREE
    low, high = _range(left), _range(right)
    overlap = max(low[0], high[0]) <= min(low[1], high[1])
    return Agreement.COMPATIBLE if overlap else Agreement.DIFFER


def is_finer(figure: Figure, other: Figure) -> bool:
    """Whether a figure says the same as another one more exactly: 3,486 than over 3,400, 70.72 billion than 70 billion.

    Args:
        figure: A figure.
        other: Another of the same measure, edition, subject and unit.

    Returns:
        True where the other one rounds it, or is compatible with it and not exact.
    """
    if figure.qualifier is not Qualifier.EXACT or figure.value == other.value:
        return False
    if other.qualifier is not Qualifier.EXACT:
        return compare(figure, other) is Agreement.COMPATIBLE
    return is_rounding(other, figure)


def compare_all(figures: Sequence[Figure]) -> Agreement:
    """The least agreement between any two of `figures`; ALONE for fewer than two."""
    kinds = {(figure.value, figure.qualifier): figure for figure in figures}
    if len(figures) < 2:
        return Agreement.ALONE
    if len(kinds) == 1:
        return Agreement.AGREE
    lows, highs = zip(*(_range(figure) for figure in kinds.values()), strict=True)
    # Ranges on a line overlap pairwise exactly where they all share a point.
    return Agreement.COMPATIBLE if max(lows) <= min(highs) else Agreement.DIFFER


def support(figures: Sequence[Figure]) -> dict[tuple[Decimal, Qualifier], int]:
    """How many of `figures` can be true together with each of them, two thirds of them at the most.

    Args:
        figures: Figures of one number, as many of each value and qualifier as there are voices that give it.

    Returns:
        The number by value and qualifier, itself counted; with two thirds behind it a figure is no outlier.
    """
    ranges = [_range(figure) for figure in figures]
    lows, highs = sorted(low for low, _ in ranges), sorted(high for _, high in ranges)
    most = (2 * len(figures) + 2) // 3
    return {
        (figure.value, figure.qualifier): min(most, bisect_right(lows, high) - bisect_left(highs, low))
        for figure, (low, high) in zip(figures, ranges, strict=True)
    }


def judge(claim: Claim, other: Claim, voices: Voices) -> Verdict:
    """How `claim` stands to `other`; both speak of the same number in the same currency.

    Args:
        claim: The claim to judge.
        other: The claim that it is held against.
        voices: The voices of their records.

    Returns:
        The verdict: AGREE only where two independent voices give the same number.
    """
    if compare(claim.figure, other.figure) is Agreement.AGREE:
        return Verdict(_same(claim, other, voices), other)
    return Verdict(_reason(claim, other, voices), other)


def has_lost(claim: Claim, other: Claim, voices: Voices) -> bool:
    """True where `claim` retells `other` without what the number counts, or cannot say it while `other` can.

    Args:
        claim: The claim that may have lost something.
        other: A claim of the same number.
        voices: The voices of the records.

    Returns:
        True where it has; False of two claims that say the same, that are independent of each other, or where the
        source of `claim` was not read in full.
    """
    if claim.is_vague or other.is_vague:
        return claim.is_vague and not other.is_vague
    retold = voices.of(claim.record) == voices.of(other.record) and claim.record.basis is Basis.WHOLE
    return retold and voices.place(claim.record) > voices.place(other.record) and _counts_less(claim, other)


def is_rounding(rough: Figure, fine: Figure) -> bool:
    """True where `rough` is `fine` rounded, half up, to at least two digits: 78.4 of 78.41, 3,500 of 3,486.

    Args:
        rough: The figure with fewer digits.
        fine: The figure with more.

    Returns:
        True where it is; False where either has a qualifier or both are the same number.
    """
    if rough.qualifier is not Qualifier.EXACT or fine.qualifier is not Qualifier.EXACT or not rough.value:
        return False
    # Most numbers are of other magnitudes, and to see that is quick.
    if abs(rough.value.adjusted() - fine.value.adjusted()) > 1:
        return False
    last = min(_last_place(rough.value), rough.value.adjusted() + 1 - _FEWEST_DIGITS)
    return fine.value.quantize(Decimal(1).scaleb(last), ROUND_HALF_UP) == rough.value != fine.value


def fits(one: Figure, other: Figure) -> bool:
    """Whether two figures of one measure and edition can both be true, one of them rounded or not.

    Args:
        one: A figure.
        other: Another of the same measure, edition, subject and unit.

    Returns:
        True where they agree or are compatible, or one rounds the other.
    """
    is_rounded = is_rounding(one, other) or is_rounding(other, one)
    return is_rounded or compare(one, other) is not Agreement.DIFFER


def digits(value: Decimal) -> int:
    """How many digits of `value` say something: 4 of 3,486, 2 of 3,400.

    Args:
        value: Any number.

    Returns:
        The number of its digits without the noughts at its end; 1 for nought.
    """
    return len(value.normalize().as_tuple().digits)


def _range(figure: Figure) -> tuple[_End, _End]:
    """What a figure leaves open. An exact number may be a rounded one, so that it fits a limit that is the same."""
    value = figure.value
    below, above = (value, -1), (value, 1)
    match figure.qualifier:
        case Qualifier.EXACT:
            return below, above
        case Qualifier.OVER:
            return above, _ENDLESS
        case Qualifier.AT_LEAST:
            return (value, 0), _ENDLESS
        case Qualifier.UNDER:
            return _BOTTOMLESS, below
        case Qualifier.NEARLY:
            return (value - abs(value) * SLACK, -1), below
        case Qualifier.ABOUT:
            return (value - abs(value) * SLACK, -1), (value + abs(value) * SLACK, 1)


def _same(claim: Claim, other: Claim, voices: Voices) -> Reason:
    """Why two claims give the same number: one text, or two that may tell of different things."""
    if claim.record.id == other.record.id:
        return Reason.REPEATED
    if has_lost(claim, other, voices) or has_lost(other, claim, voices):
        return Reason.LOST
    if voices.of(claim.record) == voices.of(other.record):
        return Reason.COPY
    if claim.figure.origin is not None and claim.figure.origin == other.figure.origin:
        return Reason.ORIGIN
    return Reason.SAME if claim.figure.note == other.figure.note else Reason.NOTED


def _counts_less(claim: Claim, other: Claim) -> bool:
    mine, theirs = claim.figure, other.figure
    return (theirs.note is not None and mine.note is None) or (theirs.of is not None and mine.of is None)


def _reason(claim: Claim, lead: Claim, voices: Voices) -> Reason:
    mine, other = claim.figure, lead.figure
    if compare(mine, other) is Agreement.COMPATIBLE:
        if mine.value == other.value and _is_blurred(claim, lead):
            return Reason.BLURRED
        if has_lost(claim, lead, voices) or has_lost(lead, claim, voices):
            return Reason.LOST
        return Reason.BOUND if {mine.qualifier, other.qualifier} & _BOUNDS else Reason.ROUGH
    if fits(mine, other):
        return Reason.ROUNDED
    clash = Reason.OWN if claim.record.id == lead.record.id else Reason.CONFLICT
    is_of_fewer = _counts_fewer_kinds(mine, other) or _counts_fewer_kinds(other, mine)
    return _by_time(claim, lead) or (Reason.KINDS if is_of_fewer else clash)


def _counts_fewer_kinds(less: Figure, more: Figure) -> bool:
    """True where one number is of countries, and the other and larger one of countries and organizations."""
    return _kinds(less) < _kinds(more) and less.value < more.value


def _kinds(figure: Figure) -> set[str]:
    """What a unit counts; the press says "countries" and "countries and regions" of the same."""
    return {*re.split(r",? and |, ", figure.unit)} - {"regions"}


def _is_blurred(claim: Claim, lead: Claim) -> bool:
    """True where an exact number was retold, later or by a rewrite, as "about" the same number."""
    pair = sorted((claim, lead), key=lambda each: each.figure.qualifier is not Qualifier.EXACT)
    exact, vague = pair
    kinds = (exact.figure.qualifier, vague.figure.qualifier)
    return kinds == (Qualifier.EXACT, Qualifier.ABOUT) and exact.record.date.last <= vague.record.date.first


def _by_time(claim: Claim, lead: Claim) -> Reason | None:
    """Two numbers that cannot both be true at once may be of two stages, or one be counted before the other."""
    stages = {claim.stage, lead.stage}
    if len(stages) == 2 and stages & PROVISIONAL:
        return Reason.STAGE
    is_dated = claim.figure.as_of is not None and lead.figure.as_of is not None
    if is_dated or stages <= _GROWING:
        first, then = sorted((claim, lead), key=lambda each: each.when.first)
        if first.when.last < then.when.first and first.figure.value < then.figure.value:
            return Reason.EARLIER
    return None


def _last_place(value: Decimal) -> int:
    """The power of ten of the last digit of `value` that is not nought."""
    return int(value.normalize().as_tuple().exponent)
