"""The edition that a figure speaks of (editions.yml)."""

from __future__ import annotations

from typing import Any

import pytest

from ciie.importing.editions import spoken_edition
from support.import_samples import rows


@pytest.mark.parametrize("row", rows("editions.yml"), ids=lambda row: row["text"][:40])
def test_edition_that_each_figure_speaks_of(row: dict[str, Any]) -> None:
    """A figure speaks of the edition that its sentence names; a comparison with another one does not move it."""
    start = row["text"].index(row["figure"])

    span = spoken_edition(row["text"], start, start + len(row["figure"]), 6)

    assert (span.key if span else "-") == row["edition"]
