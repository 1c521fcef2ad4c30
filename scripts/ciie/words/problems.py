"""A fault of content as a value: where it is, which rule it breaks, and what to write instead."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from ciie.words.rules import CAPTURE_RULES, RULES, Severity

T = TypeVar("T")
LONGEST_QUOTE = 80


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One fault.

    Attributes:
        path: The file, relative to the working folder; empty until `at` names it.
        line: 1 for the first line.
        column: 1 for the first character of the line.
        rule: A name in `rules.RULES`, or of a capture in `rules.CAPTURE_RULES`.
        message: What is wrong, with the value.
        hint: What to do next.
    """

    path: str
    line: int
    column: int
    rule: str
    message: str
    hint: str

    @property
    def severity(self) -> Severity:
        """Whether it stops publication."""
        return (RULES.get(self.rule) or CAPTURE_RULES[self.rule]).severity

    @property
    def is_error(self) -> bool:
        """True where it stops publication."""
        return self.severity is Severity.ERROR

    def at(self, path: str) -> Problem:
        """The same fault, in the file `path`."""
        return replace(self, path=path)


@dataclass(frozen=True, slots=True)
class Reading(Generic[T]):
    """What reading something gave: a value where there is one, and every fault met on the way."""

    value: T | None
    problems: tuple[Problem, ...] = ()


def problem(place: tuple[int, int], rule: str, message: str, hint: str) -> Problem:
    """A fault at `place` (line, column) of a file that is named later."""
    return Problem("", *place, rule, message, hint)


def fault(place: tuple[int, int], rule: str, message: str, hint: str) -> Reading[T]:
    """A reading that gave no value and one fault."""
    return Reading(None, (problem(place, rule, message, hint),))


def quoted(value: str) -> str:
    """`value` for a message: in quotes, on one line, control characters spelt out, cut to 80 characters."""
    shown = value if len(value) <= LONGEST_QUOTE else f"{value[:LONGEST_QUOTE]}…"
    return '"' + "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in shown) + '"'


def listing(words: Sequence[str]) -> str:
    """`words` as a sentence lists what one may choose from: "a", "a or b", "a, b or c"."""
    return " or ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def nearest(value: str, known: Iterable[str]) -> str | None:
    """The known word most like `value`, or None where none is near."""
    words = list(known)
    by_case = {word.casefold(): word for word in words}
    close = difflib.get_close_matches(value.casefold(), by_case, n=1, cutoff=0.6)
    return by_case[close[0]] if close else None


def choices(value: str, known: Iterable[str], shown: int = 12) -> str:
    """A hint that names the nearest known word, or lists what is allowed."""
    words = sorted(known)
    if not words:
        return "nothing is listed yet"
    near = nearest(value, words)
    if near is not None:
        return f"did you mean {near}?"
    listed = ", ".join(words[:shown])
    return f"write one of: {listed}" + (f", … ({len(words)} in all)" if len(words) > shown else "")
