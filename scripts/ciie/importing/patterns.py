"""The patterns of layout_patterns.yml, compiled: what a line of a page is, besides a paragraph of its article."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

import yaml

from ciie.words.errors import EnvironmentFaultError

FILE = Path(__file__).with_name("layout_patterns.yml")
# A pattern never sees a longer line, so that a slow one stays cheap; captions and notices are shorter.
LONGEST = 700


class Where(StrEnum):
    """The part of a page that a pattern is tried in."""

    HEAD = "head"
    BODY = "body"
    TAIL = "tail"
    ANYWHERE = "anywhere"


class Does(StrEnum):
    """What a match makes of the line."""

    CUT = "cut"
    BELOW = "below"
    CREDIT = "credit"
    CAPTION = "caption"


@dataclass(frozen=True, slots=True)
class Pattern:
    """One pattern with the lines that show what it is for."""

    name: str
    where: Where
    does: Does
    expression: re.Pattern[str]
    examples: tuple[str, ...]
    counterexamples: tuple[str, ...]

    def match(self, text: str) -> re.Match[str] | None:
        """The match where the whole of `text` is what the pattern describes."""
        return self.expression.fullmatch(text) if len(text) <= LONGEST else None


@cache
def layout_patterns() -> tuple[Pattern, ...]:
    """All patterns in the order of their file; a mistake in the file is an `EnvironmentFaultError`."""
    try:
        entries = yaml.safe_load(FILE.read_text(encoding="utf-8"))
        return tuple(_pattern(entry) for entry in entries)
    except (OSError, yaml.YAMLError, re.error, KeyError, ValueError, TypeError) as error:
        raise EnvironmentFaultError(f"{FILE.name} cannot be used: {error}") from error


def find_pattern(text: str, where: Where, does: Iterable[Does]) -> tuple[Pattern, re.Match[str]] | None:
    """The first pattern for lines in `where` that matches `text` and does one of `does`, with its match."""
    wanted = frozenset(does)
    for pattern in layout_patterns():
        if pattern.does in wanted and pattern.where in {where, Where.ANYWHERE}:
            found = pattern.match(text)
            if found is not None:
                return pattern, found
    return None


def _pattern(entry: dict[str, object]) -> Pattern:
    examples, others = entry["example"], entry.get("not", [])
    if not isinstance(examples, list) or not isinstance(others, list):
        raise TypeError(f"example and not are lists in the entry {entry['name']}")
    return Pattern(
        name=str(entry["name"]),
        where=Where(str(entry["where"])),
        does=Does(str(entry["does"])),
        expression=re.compile(str(entry["pattern"]), re.IGNORECASE),
        examples=tuple(map(str, examples)),
        counterexamples=tuple(map(str, others)),
    )
