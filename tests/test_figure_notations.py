"""The ways in which searchers write a figure."""

from __future__ import annotations

from decimal import Decimal

import pytest

from ciie.indexing.figure_notations import notations_of
from ciie.words.model import Figure, Qualifier


@pytest.mark.parametrize(
    ("value", "unit", "expected"),
    [
        ("3486", "companies", ("3,486 companies", "3486")),
        ("367000", "m2", ("367,000 m²", "367000", "0.367 million", "36.7万平方米")),
        ("78.41e9", "USD", ("78.41 billion USD", "78410000000", "78.41 billion", "784.1亿美元")),
        ("350e9", "USD", ("350 billion USD", "350000000000", "350 billion", "0.35 trillion", "3500亿美元")),
        ("95", "%", ("95%", "95")),
        ("0.5", "%", ("0.5%", "0.5")),
    ],
)
def test_figure_is_written_in_every_scale_that_fits(value: str, unit: str, expected: tuple[str, ...]) -> None:
    """As readers say it, in plain figures, and by the counting words of English and Chinese."""
    assert notations_of(Figure("measure", Decimal(value), unit)) == expected


def test_figure_with_a_qualifier_is_stated_with_it() -> None:
    """The first notation is the one that pages show."""
    assert (
        notations_of(Figure("visitors", Decimal(410_000), "visitors", Qualifier.NEARLY))[0] == "nearly 410,000 visitors"
    )


def test_figure_of_nothing_has_a_notation() -> None:
    """Nought is a number."""
    assert notations_of(Figure("measure", Decimal(0), "items")) == ("0 items", "0")
