"""What a reader should doubt in the figures: numbers mixed up, why claims may differ, and what arithmetic says of them.

Nothing here is a verdict of a source: each is a reading aid of ours, with the claims that suggest it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum, StrEnum

from ciie.deriving.claims import Claim, ClaimKey, ClaimRelation, Comparison, FigureKey, worst
from ciie.model.values import Ref


@dataclass(frozen=True, slots=True)
class MixUp:
    """A claim, and one of another record that states the same number for a measure not to be confused with its own.

    Two numbers that one record itself states for two measures are two numbers that happen to be equal.
    """

    claim: Claim
    other: Claim


class Suspicion(StrEnum):
    """Why a claim may give another number than the first of its comparison; from the surest to the least sure."""

    TWO_VALUES = "two values in one article"
    MAGNITUDE = "probably another magnitude"
    LOST_DIGIT = "probably a digit lost"
    MEASURE = "probably another measure"
    EDITION = "probably another edition"
    PART = "probably a part of the whole"
    EARLIER = "probably an earlier stage"


@dataclass(frozen=True, slots=True)
class Difference:
    """What may have led to a claim that differs.

    Attributes:
        suspicion: What it is.
        candidate: The claim that suggests it: of the same number elsewhere, or of the right one.
    """

    suspicion: Suspicion
    candidate: Claim


class Arithmetic(Enum):
    """What a claim can be held against: the growth between two values, a sum, or a run of records."""

    GROWTH = "growth"
    SUM = "sum"
    RUN = "run"


class Fit(StrEnum):
    """What arithmetic says of a claim."""

    FITS = "fits"
    DOES_NOT_FIT = "does not fit"
    CANNOT_BE_TOLD = "cannot be told"


@dataclass(frozen=True, slots=True)
class Check:
    """A claim held against others by arithmetic.

    Attributes:
        claim: The claim that is checked.
        arithmetic: What it was held against.
        parts: The leading claims of the editions concerned, in their order, as far as there are any.
        missing: The editions, in their order, that have no claim to compute with.
        computed: The number that the parts give; None where one is missing.
        fit: What they say of the claim.
    """

    claim: Claim
    arithmetic: Arithmetic
    parts: tuple[Claim, ...]
    missing: tuple[int, ...]
    computed: Decimal | None
    fit: Fit


@dataclass(frozen=True)
class Ledger:
    """All comparisons, and what is doubtful in them.

    Attributes:
        comparisons: For each measure its comparisons, by edition and subject.
        comparison_of: The comparison of each claim, by the claim's key.
        mix_ups: For each key the numbers that are also stated for a measure not to be confused with its own.
        differences: For claims that differ, by their keys, what may have led to it; absent where nothing suggests it.
        checks: For each key its claims that arithmetic can be done with.
        currencies: The currencies of each amount, by measure, span and subject.
    """

    comparisons: Mapping[str, tuple[Comparison, ...]]
    comparison_of: Mapping[ClaimKey, Comparison]
    mix_ups: Mapping[FigureKey, tuple[MixUp, ...]]
    differences: Mapping[ClaimKey, Difference]
    checks: Mapping[FigureKey, tuple[Check, ...]]
    currencies: Mapping[tuple[str, str, Ref | None], frozenset[str]]

    def is_doubtful(self, comparison: Comparison) -> bool:
        """True where a number of `comparison` is also another measure's, or does not fit what it is computed from."""
        key = comparison.key
        return bool(self.mix_ups[key]) or any(each.fit is Fit.DOES_NOT_FIT for each in self.checks[key])

    def relation_of(self, comparison: Comparison) -> ClaimRelation:
        """The worst of a comparison: how its claims stand to each other, or that a number of it should be checked."""
        return worst(
            [comparison.relation, ClaimRelation.CHECK] if self.is_doubtful(comparison) else [comparison.relation]
        )

    def other_currencies(self, key: FigureKey) -> list[str]:
        """The currencies in which the amount at `key` is stated too."""
        return sorted(self.currencies.get((key.measure, key.span, key.of), frozenset()) - {key.currency})
