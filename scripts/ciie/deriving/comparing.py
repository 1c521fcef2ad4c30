"""How two claims of one number stand to each other, computed from value and qualifier alone."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from enum import StrEnum

from ciie.words.model import Figure, Qualifier

# "Nearly" and "about" leave a tenth: press coverage rounds 394,000 to "nearly 400,000" and 367,000 to
# "about 370,000", and a claim further off is a different claim.
SLACK = Decimal("0.1")
_ENDLESS = Decimal("Infinity")


class Agreement(StrEnum):
    """What a reader should make of several claims of one number."""

    ALONE = "one source"
    AGREE = "sources agree"
    COMPATIBLE = "sources are compatible"
    DIFFER = "sources differ"


def compare(left: Figure, right: Figure) -> Agreement:
    """Whether two figures of one measure and edition agree, can both be true, or cannot."""
    if (left.value, left.qualifier) == (right.value, right.qualifier):
        return Agreement.AGREE
    low, high = _range(left), _range(right)
    overlap = max(low[0], high[0]) <= min(low[1], high[1])
    return Agreement.COMPATIBLE if overlap else Agreement.DIFFER


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


def _range(figure: Figure) -> tuple[Decimal, Decimal]:
    value, slack = figure.value, abs(figure.value) * SLACK
    ranges = {
        Qualifier.EXACT: (value, value),
        Qualifier.OVER: (value, _ENDLESS),
        Qualifier.AT_LEAST: (value, _ENDLESS),
        Qualifier.UNDER: (-_ENDLESS, value),
        Qualifier.NEARLY: (value - slack, value),
        Qualifier.ABOUT: (value - slack, value + slack),
    }
    return ranges[figure.qualifier]
