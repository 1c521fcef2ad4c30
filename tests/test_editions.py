"""The edition that a figure speaks of (editions.yml)."""

from __future__ import annotations

from typing import Any

import pytest

from ciie.importing.editions import main_edition, spoken_edition
from ciie.model.vocabulary import Edition
from support.import_samples import rows
from support.samples import date


@pytest.mark.parametrize("row", rows("editions.yml"), ids=lambda row: row["text"][:40])
def test_edition_that_each_figure_speaks_of(row: dict[str, Any]) -> None:
    """A figure speaks of the edition that its sentence names; a comparison with another one does not move it."""
    start = row["text"].index(row["figure"])

    span = spoken_edition(row["text"], start, start + len(row["figure"]), 6)

    assert (span.key if span else "-") == row["edition"]


def test_of_two_editions_named_as_often_a_text_is_on_the_one_named_first() -> None:
    """A report that ends with a word on the next edition is on the one it begins with."""
    texts = (
        "A headline",
        "It rained.",
        "It snowed.",
        "The 4th CIIE closed.",
        "The 5th CIIE has signed its first firms.",
    )

    found = main_edition(texts, None, {})

    assert found is not None
    assert found[0] == 4


def test_a_look_back_far_down_makes_no_text_one_on_another_year() -> None:
    """A text of 2023 that tells how the first expo began, below two paragraphs, is on the expo of its year."""
    editions = {"6": Edition("6", "6th CIIE", ordinal=6, opens=date("2023-11-05"), closes=date("2023-11-10"))}
    texts = (
        "A headline",
        "It rained.",
        "The first CIIE opened in 2018.",
        "The first CIIE closed. The first CIIE was new.",
    )

    far, near = (main_edition((*texts[:1], *rest), date("2023-10-07"), editions) for rest in (texts[1:], texts[2:]))

    assert far is not None
    assert near is not None
    assert (far[0], near[0]) == (6, 1)
