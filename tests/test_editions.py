"""The edition that a figure speaks of (editions.yml)."""

from __future__ import annotations

from typing import Any

import pytest

from ciie.importing.editions import main_edition, spoken_edition
from support.import_samples import rows


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
