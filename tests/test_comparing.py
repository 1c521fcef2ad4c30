"""How claims of one number stand to each other."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ciie.deriving.comparing import Agreement, compare, compare_all
from ciie.words.model import Figure, Qualifier
from samples import figure

FIGURES = st.builds(
    lambda value, qualifier: figure(str(value), qualifier=qualifier), st.integers(0, 40), st.sampled_from(Qualifier)
)


@pytest.mark.parametrize(
    ("left", "right", "agreement"),
    [
        (("exact", "400"), ("exact", "400"), Agreement.AGREE),
        (("exact", "400"), ("exact", "400.0"), Agreement.AGREE),
        (("over", "400"), ("over", "400"), Agreement.AGREE),
        (("exact", "400"), ("exact", "401"), Agreement.DIFFER),
        (("exact", "3486"), ("over", "3400"), Agreement.COMPATIBLE),
        (("exact", "3399"), ("over", "3400"), Agreement.DIFFER),
        (("exact", "400"), ("at-least", "400"), Agreement.COMPATIBLE),
        (("exact", "399"), ("at-least", "400"), Agreement.DIFFER),
        (("exact", "399"), ("under", "400"), Agreement.COMPATIBLE),
        (("exact", "401"), ("under", "400"), Agreement.DIFFER),
        (("over", "400"), ("over", "300"), Agreement.COMPATIBLE),
        (("over", "400"), ("under", "300"), Agreement.DIFFER),
        (("nearly", "400"), ("exact", "360"), Agreement.COMPATIBLE),
        (("nearly", "400"), ("exact", "359"), Agreement.DIFFER),
        (("nearly", "400"), ("exact", "401"), Agreement.DIFFER),
        (("about", "400"), ("exact", "360"), Agreement.COMPATIBLE),
        (("about", "400"), ("exact", "440"), Agreement.COMPATIBLE),
        (("about", "400"), ("exact", "359"), Agreement.DIFFER),
        (("about", "400"), ("exact", "441"), Agreement.DIFFER),
        (("about", "0"), ("exact", "0"), Agreement.COMPATIBLE),
    ],
)
def test_compare(left: tuple[str, str], right: tuple[str, str], agreement: Agreement) -> None:
    """Two claims agree, can both be true within a tenth of rounding, or cannot."""
    first, second = (figure(value, qualifier=Qualifier(name)) for name, value in (left, right))

    assert compare(first, second) is agreement
    assert compare(second, first) is agreement


@pytest.mark.parametrize(
    ("values", "agreement"),
    [
        ([], Agreement.ALONE),
        (["400"], Agreement.ALONE),
        (["400", "400", "400"], Agreement.AGREE),
        (["401", "400", "400"], Agreement.DIFFER),
        (["400", "400", "401"], Agreement.DIFFER),
    ],
)
def test_compare_all(values: list[str], agreement: Agreement) -> None:
    """Several claims agree only where all of them do, the first and the last."""
    assert compare_all([figure(value) for value in values]) is agreement


@given(st.lists(FIGURES, min_size=2, max_size=6))
def test_compare_all_is_the_least_of_each_two(figures: list[Figure]) -> None:
    """Several claims differ where any two of them do, and agree where each two of them do."""
    pairs = {compare(left, right) for left in figures for right in figures}
    worst = [each for each in (Agreement.DIFFER, Agreement.COMPATIBLE, Agreement.AGREE) if each in pairs][0]  # noqa: RUF015

    assert compare_all(figures) is worst
