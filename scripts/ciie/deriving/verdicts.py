"""How a claim stands to the leading claim of the same number, in one of four words and with the reason.

Computed from value, qualifier, stage and date alone; nothing is averaged, and no claim is dropped.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from ciie.deriving.claims import Claim
from ciie.deriving.comparing import Agreement, compare
from ciie.words.model import Figure, Qualifier, Status

_BOUNDS = {Qualifier.OVER, Qualifier.UNDER, Qualifier.AT_LEAST}
PROVISIONAL = {Status.EXPECTED, Status.REGISTERED}
# Fewer digits than two would make 3,000 a rounding of 3,486.
_FEWEST_DIGITS = 2


class Relation(StrEnum):
    """How claims of one number stand to each other; from the best to the worst."""

    ALONE = "one source"
    AGREE = "agree"
    COMPATIBLE = "compatible"
    BLURRED = "blurred"
    DIFFER = "differ"


class Reason(StrEnum):
    """Why a claim stands to the leading one as it does."""

    SAME = "same"
    NOTED = "noted"
    BOUND = "bound"
    ROUGH = "rough"
    ROUNDED = "rounded"
    STAGE = "stage"
    EARLIER = "earlier"
    BLURRED = "blurred"
    OWN = "own"
    CONFLICT = "conflict"


_RELATIONS = {
    Reason.SAME: Relation.AGREE,
    Reason.NOTED: Relation.AGREE,
    Reason.BOUND: Relation.COMPATIBLE,
    Reason.ROUGH: Relation.COMPATIBLE,
    Reason.ROUNDED: Relation.COMPATIBLE,
    Reason.STAGE: Relation.COMPATIBLE,
    Reason.EARLIER: Relation.COMPATIBLE,
    Reason.BLURRED: Relation.BLURRED,
    Reason.OWN: Relation.DIFFER,
    Reason.CONFLICT: Relation.DIFFER,
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """How a claim stands to another.

    Attributes:
        reason: Why.
        against: The claim it was held against.
    """

    reason: Reason
    against: Claim

    @property
    def relation(self) -> Relation:
        """The verdict in one word."""
        return _RELATIONS[self.reason]


def judge(claim: Claim, lead: Claim) -> Verdict:
    """How `claim` stands to `lead`; both speak of the same number in the same currency."""
    return Verdict(_reason(claim, lead), lead)


def worst(relations: list[Relation]) -> Relation:
    """The relation that a reader must hear of; ALONE where there is none."""
    return max(relations, key=list(Relation).index, default=Relation.ALONE)


def is_rounding(rough: Figure, fine: Figure) -> bool:
    """True where `rough` is `fine` rounded, half up, to at least two digits: 78.4 of 78.41, 3,500 of 3,486."""
    if rough.qualifier is not Qualifier.EXACT or fine.qualifier is not Qualifier.EXACT or not rough.value:
        return False
    last = min(_last_place(rough.value), rough.value.adjusted() + 1 - _FEWEST_DIGITS)
    return fine.value.quantize(Decimal(1).scaleb(last), ROUND_HALF_UP) == rough.value != fine.value


def digits(value: Decimal) -> int:
    """How many digits of `value` say something: 4 of 3,486, 2 of 3,400."""
    return len(value.normalize().as_tuple().digits)


def _reason(claim: Claim, lead: Claim) -> Reason:
    mine, other = claim.figure, lead.figure
    agreement = compare(mine, other)
    if agreement is Agreement.AGREE:
        return Reason.SAME if mine.note == other.note else Reason.NOTED
    if agreement is Agreement.COMPATIBLE:
        if mine.value == other.value and _is_blurred(claim, lead):
            return Reason.BLURRED
        return Reason.BOUND if {mine.qualifier, other.qualifier} & _BOUNDS else Reason.ROUGH
    if claim.record.id == lead.record.id:
        return Reason.OWN
    if is_rounding(mine, other) or is_rounding(other, mine):
        return Reason.ROUNDED
    return _by_time(claim, lead)


def _is_blurred(claim: Claim, lead: Claim) -> bool:
    """True where an exact number was retold, later or by a rewrite, as "about" the same number."""
    pair = sorted((claim, lead), key=lambda each: each.figure.qualifier is not Qualifier.EXACT)
    exact, vague = pair
    kinds = (exact.figure.qualifier, vague.figure.qualifier)
    return kinds == (Qualifier.EXACT, Qualifier.ABOUT) and exact.record.date.first <= vague.record.date.first


def _by_time(claim: Claim, lead: Claim) -> Reason:
    """Two numbers that cannot both be true at once may be of two stages."""
    stages = {claim.stage, lead.stage}
    if len(stages) == 2 and stages & PROVISIONAL:
        return Reason.STAGE
    if stages == {Status.REGISTERED}:
        first, then = sorted((claim, lead), key=lambda each: each.record.date.first)
        grew = first.record.date.last < then.record.date.first and first.figure.value < then.figure.value
        return Reason.EARLIER if grew else Reason.CONFLICT
    return Reason.CONFLICT


def _last_place(value: Decimal) -> int:
    """The power of ten of the last digit of `value` that is not nought."""
    return int(value.normalize().as_tuple().exponent)
