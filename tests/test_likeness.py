"""Texts compared by the rare facts they share, at a cost that does not grow with what is common."""

from __future__ import annotations

import pytest

from ciie.importing.likeness import COMMON, Facts, Shelf

STORY = frozenset(f"fact {number}" for number in range(10))


def story(name: str) -> Facts:
    """A text that states the ten facts of one story."""
    return Facts(name, STORY, frozenset())


@pytest.mark.parametrize(("holders", "found"), [(1, 1), (COMMON, COMMON), (COMMON + 1, 0)])
def test_facts_that_many_texts_have_lead_to_none(holders: int, found: int) -> None:
    """Texts are looked up by facts that at most fifty others have; what more of them have is walked by nobody."""
    shelf = Shelf(story(f"text {number}") for number in range(holders))

    assert len(shelf.compare(story("new"))) == found
