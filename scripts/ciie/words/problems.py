"""A fault of content as a value: where it is, which rule it breaks, and what to write instead."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Generic, TypeVar

from ciie.words.rules import CAPTURE_RULES, RULES, Severity
from ciie.words.suggestions import Suggestions

T = TypeVar("T")
LONGEST_QUOTE = 80
_SHORTEST_BEGINNING = 4


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
        fix: What to write in place of the value, where only one thing can have been meant; else empty.
    """

    path: str
    line: int
    column: int
    rule: str
    message: str
    hint: str
    fix: str = field(default="", compare=False)

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


def miswritten(place: tuple[int, int], rule: str, message: str, meant: str) -> Problem:
    """A fault of a value that can only have been `meant` as one thing."""
    return Problem("", *place, rule, message, f"write {meant}", meant)


def fault(place: tuple[int, int], rule: str, message: str, hint: str) -> Reading[T]:
    """A reading that gave no value and one fault."""
    return Reading(None, (problem(place, rule, message, hint),))


def quoted(value: str) -> str:
    """`value` for a message: in quotes, on one line, control characters spelt out, cut to 80 characters."""
    shown = value if len(value) <= LONGEST_QUOTE else f"{value[:LONGEST_QUOTE]}…"
    return '"' + "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in shown) + '"'


def joined(words: Iterable[str]) -> str:
    """`words` as a sentence lists what one may choose from: "a", "a or b", "a, b or c"."""
    *before, last = words
    return f"{', '.join(before)} or {last}" if before else last


def nearest(value: str, known: Iterable[str]) -> str | None:
    """The one known word that `value` is, but for capitals, its end or a typing error; None for none, or several."""
    words = list(known)
    meant = Suggestions(dict.fromkeys(words, ()))
    found = meant.same(value) or meant.near(value) or [word for word in words if _are_begun_alike(value, word)]
    return found[0] if len(found) == 1 else None


def _are_begun_alike(value: str, word: str) -> bool:
    """True where one of the two is the other with another end, such as "digested" for "digest"."""
    short, long = sorted((value.casefold(), word), key=len)
    return len(short) >= _SHORTEST_BEGINNING and long.startswith(short)


def choices(value: str, known: Iterable[str]) -> str:
    """A hint that names the nearest of the `known` words, or all of them."""
    words = list(known)
    near = nearest(value, words)
    return f"did you mean {near}?" if near is not None else f"write {joined(words)}"
