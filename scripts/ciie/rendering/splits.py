"""Long lists in parts: where each part stands, and the way from one to the others."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from ciie.rendering.parts import Sheet

T = TypeVar("T")


def split(base: str, rows: Sequence[T], most: int) -> list[tuple[str, Sequence[T]]]:
    """`rows` in parts of at most `most`, each with its page: base.md, base-part-2.md; one part where none are."""
    starts = range(0, max(1, len(rows)), most)
    return [(_path(base, number), rows[start : start + most]) for number, start in enumerate(starts, 1)]


def ways(sheet: Sheet, paths: Sequence[str], *up: str) -> str:
    """Links from one part to the others, behind those that lead `up`."""
    numbered = enumerate(paths, 1) if len(paths) > 1 else ()
    parts = [sheet.link(f"Part {n}", path) if path != sheet.path else f"Part {n}" for n, path in numbered]
    return " · ".join([*up, *parts])


def part_title(title: str, number: int) -> str:
    """The title of a part: the second says that it is one."""
    return title if number == 1 else f"{title}, part {number}"


def _path(base: str, number: int) -> str:
    return f"{base}.md" if number == 1 else f"{base}-part-{number}.md"
