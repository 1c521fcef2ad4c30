"""Tables of patterns (*_patterns.yml), each with texts that show what it is for and what it is not for; and signs."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import yaml

from ciie.model.problems import EnvironmentFaultError

# A pattern never sees a longer line, so that a slow one stays cheap; captions and notices are shorter.
LONGEST = 700


@dataclass(frozen=True, slots=True)
class Pattern:
    """One pattern of a table.

    Attributes:
        name: What it describes.
        where: The place that it is tried in; empty in a table that knows one place.
        does: What a match makes of the text.
        expression: The pattern, without regard to case.
        examples: Texts that it matches.
        counterexamples: Texts that look alike and that it does not match.
    """

    name: str
    where: str
    does: str
    expression: re.Pattern[str]
    examples: tuple[str, ...]
    counterexamples: tuple[str, ...]

    def match(self, text: str) -> re.Match[str] | None:
        """The match where the whole of `text` is what the pattern describes."""
        return self.expression.fullmatch(text) if len(text) <= LONGEST else None


# The one in C takes a tenth of the time, and not every platform has it.
_LOADER: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_own(file: Path) -> Any:
    """What a YAML file says that comes with the program.

    Args:
        file: The file.

    Returns:
        Its lists, mappings and plain values.

    Raises:
        OSError: The file is missing.
        yaml.YAMLError: It has a mistake.
    """
    return yaml.load(file.read_text(encoding="utf-8"), Loader=_LOADER)


@cache
def read_patterns(
    file: Path, does: type[StrEnum], where: type[StrEnum] | None = None, parts: tuple[tuple[str, str], ...] = ()
) -> tuple[Pattern, ...]:
    """The patterns of a table, in the order of their file.

    Args:
        file: The table.
        does: What a match can make of a text.
        where: The places that a pattern can be tried in, where the table knows several.
        parts: What names in capitals stand for, such as DAY for the pattern in which a table writes <DAY>.

    Returns:
        The patterns, each compiled.

    Raises:
        EnvironmentFaultError: The file is missing or has a mistake.
    """
    try:
        entries = read_own(file)
        return tuple(_pattern(entry, does, where, parts) for entry in entries)
    except (OSError, yaml.YAMLError, re.error, KeyError, ValueError, TypeError) as error:
        raise EnvironmentFaultError(f"{file.name} cannot be used: {error}") from error


def any_of(patterns: Iterable[Pattern]) -> str:
    """An expression that matches what one of `patterns` does, tried in their order.

    Args:
        patterns: Patterns of one table.

    Returns:
        The source of a regular expression, which stands for itself only within a group; empty for no pattern.
    """
    return "|".join(pattern.expression.pattern for pattern in patterns)


def _pattern(
    entry: dict[str, object], does: type[StrEnum], where: type[StrEnum] | None, parts: tuple[tuple[str, str], ...]
) -> Pattern:
    examples, others = entry["example"], entry.get("not", [])
    expression = str(entry["pattern"])
    for name, part in parts:
        expression = expression.replace(f"<{name}>", part)
    if not isinstance(examples, list) or not isinstance(others, list):
        raise TypeError(f"example and not are lists in the entry {entry['name']}")
    return Pattern(
        name=str(entry["name"]),
        where=where(str(entry["where"])) if where is not None else "",
        does=does(str(entry["does"])),
        expression=re.compile(expression, re.IGNORECASE),
        examples=tuple(map(str, examples)),
        counterexamples=tuple(map(str, others)),
    )


@lru_cache(maxsize=4096)
def sign_pattern(part: str) -> re.Pattern[str]:
    """What finds one part of a sign: whole words, or with "*" words that begin so; Chinese wherever it stands.

    In Chinese "#" stands for a number.

    Args:
        part: A word or several, from the key signs of the vocabulary.

    Returns:
        A pattern to search with, whatever the case.
    """
    if not part.isascii():
        return re.compile(re.escape(part).replace(r"\#", r"\s?\d[\d.,]*\s?[千万]?\s?[多余]?"), re.I)
    body = re.escape(part.removesuffix("*")).replace(r"\*", "[a-z]*").replace(r"\ ", r"[\s-]+")
    return re.compile(rf"(?<![A-Za-z]){body}{'' if part.endswith('*') else '(?![A-Za-z])'}", re.I)
