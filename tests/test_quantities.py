"""Numbers with what they count, from a table that an editor can extend (quantities.yml)."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ciie.capturing.datelines import find_dateline
from ciie.capturing.imprints import parse_imprint
from ciie.importing.editions import spoken_edition
from ciie.model.values import parse_date
from ciie.text.dates import resolve_dates
from ciie.text.quantities import Quantity, find_quantities
from support.import_samples import rows
from support.texts import plain_texts


def shown(text: str, quantity: Quantity) -> str:
    """A quantity as the table writes it."""
    words = text[quantity.start : quantity.end]
    return f"{quantity.value.normalize():f} {quantity.unit or '-'} {quantity.qualifier.value} | {words}"


@pytest.mark.parametrize("row", rows("quantities.yml"), ids=lambda row: row["text"][:40])
def test_quantities_of_each_sentence(row: dict[str, Any]) -> None:
    """Every quantity of a sentence is found with value, unit, qualifier and words, and nothing else is."""
    assert [shown(row["text"], quantity) for quantity in find_quantities(row["text"])] == row["has"]


@given(plain_texts)
def test_grammars_on_any_text(text: str) -> None:
    """No text makes a grammar fail, and every quantity's words lie within it."""
    parse_imprint(text)
    list(resolve_dates(text, parse_date("2023-11-07")))
    find_dateline(text)
    spoken_edition(text, 0, 1, 6)
    assert all(0 <= q.start <= q.number < q.end <= len(text) for q in find_quantities(text))


@given(
    st.lists(st.sampled_from(["5", "亿", "多", " million", "US$", " companies", "第", "年", "%", "nearly ", "家", ","]))
)
def test_quantities_of_any_words(words: list[str]) -> None:
    """Quantities stand apart from one another, in the order of the text."""
    text = "".join(words)

    found = find_quantities(text)

    assert all(left.end <= right.number for left, right in pairwise(found))
