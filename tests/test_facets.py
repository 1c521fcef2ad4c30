"""What results are narrowed by, in the order in which the search offers it."""

from __future__ import annotations

import pytest

from ciie.model.records import EditionSpan
from ciie.search.shown import facets_of
from support.samples import SIXTH, date, knowledge, record

RECORDS = (
    record("c", date=date("2023-11-16"), edition=SIXTH, topics=("opening-up",), source="xinhua", language="zh"),
    record("b", date=date("2023-11-05"), edition=SIXTH, topics=("opening-up", "deals"), source="xinhua"),
    record("a", date=date("2022-11-05"), edition=EditionSpan(5, 5), topics=("deals",), source="shine", via=("xinhua",)),
)


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("edition", [("6th CIIE", (0, 1)), ("5th CIIE", (2,))]),
        ("year", [("2023", (0, 1)), ("2022", (2,))]),
        ("topic", [("Deals", (1, 2)), ("Opening up", (0, 1))]),
        ("outlet", [("Xinhua", (0, 1, 2)), ("SHINE", (2,))]),
        ("language", [("English", (1, 2)), ("Chinese", (0,))]),
    ],
)
def test_order_of_values(name: str, values: list[tuple[str, tuple[int, ...]]]) -> None:
    """The latest edition and year come first, of others that with most records, then by name."""
    (facet,) = (each for each in facets_of(knowledge(*RECORDS)) if each.name == name)

    assert [(value.name, value.records) for value in facet.values] == values
