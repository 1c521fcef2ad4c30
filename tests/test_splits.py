"""Long lists in parts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ciie.rendering.parts import Sheet
from ciie.rendering.splits import part_title, split, ways
from samples import knowledge


@given(st.lists(st.integers(), max_size=40), st.integers(1, 9))
def test_split(rows: list[int], most: int) -> None:
    """The parts hold every row once, in order, none too many, each on a page of its own."""
    parts = split("a/b", rows, most)

    assert [row for _, part in parts for row in part] == rows
    assert all(len(part) <= most for _, part in parts)
    assert len({path for path, _ in parts}) == len(parts)
    assert parts[0][0] == "a/b.md"


@pytest.mark.parametrize(
    ("paths", "shown"),
    [
        (["a/b.md"], "Up"),
        (["a/b.md", "a/b-part-2.md", "a/c.md"], "Up · [Part 1](b.md) · Part 2 · [Part 3](c.md)"),
    ],
)
def test_ways(paths: list[str], shown: str) -> None:
    """A part leads up and to the other parts; an only part leads up."""
    assert ways(Sheet(knowledge(), "a/b-part-2.md"), paths, "Up") == shown


def test_part_title() -> None:
    """The first part has the plain title."""
    assert [part_title("A list", number) for number in (1, 2)] == ["A list", "A list, part 2"]
