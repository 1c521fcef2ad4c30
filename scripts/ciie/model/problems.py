"""Faults of content as values: where a fault is, which rule it breaks, what to write instead and what was meant.

Faults of use and of the environment are exceptions of one small family, also here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Generic, TypeVar


class CiieError(Exception):
    """The command cannot go on; its text says why and what to do next. Exit status 2."""


class WrongUseError(CiieError):
    """The command line names something that is not there or cannot be used."""


class EnvironmentFaultError(CiieError):
    """The machine or the installation lacks something the command needs."""


class Severity(StrEnum):
    """Whether a problem stops publication."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: its name, whether breaking it stops publication, and what it requires."""

    name: str
    severity: Severity
    meaning: str

    @property
    def is_error(self) -> bool:
        """True where breaking it stops publication."""
        return self.severity is Severity.ERROR


# The page that explains the rules, in the repository: every message of `ciie check` leads to one of its headings.
RULES_PAGE = "docs/contributing/rules.md"
_ERRORS = {
    "stray-file": "articles/ holds only records (*.md), the lists vocabulary/*.yml and the list withdrawn.yml.",
    "folder-name": "Records are in the folder of a year, such as articles/2023, or in none.",
    "no-records": "A folder of records has at least one record.",
    "file-name": "A record's file is named date-outlet-words.md, in small letters, digits and hyphens.",
    "not-a-file": "A record is a plain file, not a link, folder or device.",
    "unreadable-file": "A record and its folder can be opened and read.",
    "too-large": "A record is at most 1 MiB, its front matter at most 64 KiB, its text at most 128 KiB.",
    "not-utf8": "A record is text in UTF-8.",
    "control-character": "A record has no control characters, other invisible characters or references to them.",
    "no-front-matter": "A record begins with front matter, between two lines of three hyphens.",
    "yaml-syntax": "Front matter and vocabulary are well-formed YAML.",
    "yaml-feature": "Anchors, aliases, merge keys and type tags of YAML are not used.",
    "yaml-depth": "Front matter is nested at most four levels deep.",
    "repeated-key": "A key is written once in its mapping.",
    "unknown-key": "Only known keys are used.",
    "missing-key": "Required keys are present.",
    "wrong-type": "A value has the type that its key needs: a text, a list or a mapping of keys.",
    "empty-value": "A key that is present has a value.",
    "too-long": "A text or a list is no longer than its key allows.",
    "repeated-item": "A list has each item once.",
    "bad-date": "A date exists and is written YYYY-MM-DD, YYYY-MM or YYYY; a span is two dates joined by a slash.",
    "future-date": "A record is not dated after today.",
    "edition-date": "A record with an edition is not dated before the expo was announced.",
    "bad-number": "A number is written in digits, without commas: 3486, 0.5 or 78.41e9.",
    "bad-edition": "An edition is a number such as 6, or a span such as 1-5.",
    "bad-url": "A web address is complete, begins with http or https, and has no user name and no spaces.",
    "bad-language": "A language is a code such as en or zh-Hant.",
    "bad-id": "An id is in kebab case: small letters and digits, joined by single hyphens.",
    "unknown-choice": "A key with a fixed set of values has one of them.",
    "unknown-id": "A topic, measure, organisation, person, place, outlet or edition is in the vocabulary.",
    "wrong-unit": "A figure's unit is one of the units of its measure.",
    "wrong-edition": "A figure names the edition or editions that its measure is of, if it is of any.",
    "wrong-subject": "A figure names the organisation, place or person that its measure is of, if it is of one.",
    "below-zero": "Only figures of growth are below zero.",
    "figure-value": "The words under `as` state the figure's value.",
    "figure-not-in-body": "The body states every figure of the front matter.",
    "figure-qualifier": "A digest says of a figure's number how exact it is, as its qualifier does.",
    "figure-edition": "A digest gives a figure's number for the edition that the figure is of.",
    "figure-unit": "A digest counts with a figure's number what its unit and measure say: companies are no countries.",
    "figure-status": "A figure is not final before its edition ends, or while it is to come, nor expected after.",
    "name-not-in-body": "The body mentions every organisation, person and place of the front matter.",
    "date-not-in-body": "The body has the date of every event.",
    "empty-body": "A record has a body.",
    "body-depth": "Lists, quotations and emphasis in a body are nested at most eight levels deep.",
    "link-title": "A link in a body has no title: what it says would not be shown.",
    "table-cells": "A row of a table has at most as many cells as the table has columns.",
    "unpublishable-rights": "A record is published only after its rights were reviewed.",
    "unedited-draft": "A digest holds nothing that `ciie import` left: no comment, sentence or dateline of the source.",
    "bad-draft": "The key draft is as ciie import wrote it.",
    "repeated-id": "An id is used once, and never again after it was withdrawn; capitals tell no two apart.",
    "wrong-folder": "A record is in the folder of its year, or in none if most records are in none.",
    "repeated-url": "One source article has one record.",
    "repeated-article": "No two records have the same title, date and outlet.",
    "repeated-name": "A name belongs to one entry of its list, or to people whose Chinese names differ.",
    "edition-days": "An edition's id is its ordinal, it closes on or after its first day, its ceremony is before.",
    "no-country": "The country of an entry is a place of the kind `country` or `territory`.",
    "unknown-record": "A related record exists, and is not the record itself.",
    "missing-file": "The vocabulary has all seven files.",
}
# Those of one record, which its editor can accept.
_WARNINGS = {
    "unlisted-name": "The front matter lists every name of the vocabulary that the body mentions.",
    "unlisted-figure": "A figure, an event or a name of the front matter covers every number in the body.",
    "unlisted-date": "An event of the front matter covers every day that the body names.",
    "raw-html": "HTML in a body is shown as text.",
    "too-little": "A figure's value is not below the smallest that its measure takes (`least`).",
    "magnitude": "A value is not ten times what other records state for the same, nor far from other editions.",
    "image": "Images in a body are not published.",
    "link-address": "A link in a body leads to an http, https or mailto address; any other is shown as text.",
    "id-differs": "A record's file name begins with its date and outlet.",
}
NEEDLESS = "needless-acceptance"
OTHER_WORDS = "other-words"
_OTHER_WARNINGS = {
    OTHER_WORDS: "A value that can mean one thing only is written as all records have it: us, not United States.",
    "unused-entry": "A record uses every topic, organisation, person, outlet and place (other than a country).",
    "unfinished-entry": "No entry of the vocabulary has the key todo.",
    "unsorted-list": "The entries of a list are in the order of their ids.",
    NEEDLESS: "The key accepted names only rules that the record would break.",
}
_CAPTURE_ERRORS = {
    "empty-capture": "A capture, a page saved as text, HTML or PDF, holds text.",
    "capture-too-large": "A capture is at most 20 MiB, and its text no longer than a record's may be.",
    "capture-not-text": "A capture is text, a saved web page, or a PDF with a text layer.",
    "capture-encoding": "A capture's characters can be read without guessing.",
    "capture-line": "A line of a plain capture has at most 100,000 characters.",
    "capture-depth": "A saved page is nested at most 400 elements deep.",
    "capture-article": "A capture holds an article: at least one paragraph.",
    "capture-imported": "A capture does not overwrite a record.",
    "capture-into": "The folder for drafts can be written to.",
}
RULES: dict[str, Rule] = {
    **{name: Rule(name, Severity.ERROR, meaning) for name, meaning in _ERRORS.items()},
    **{name: Rule(name, Severity.WARNING, meaning) for name, meaning in (_WARNINGS | _OTHER_WARNINGS).items()},
}
ACCEPTABLE_RULES = tuple(RULES[name] for name in _WARNINGS)


def accept(rule: str) -> str:
    """How an editor accepts a warning of `rule` in a record.

    Args:
        rule: The name of a rule in ACCEPTABLE_RULES.

    Returns:
        What to do next, for a hint: the line to add to the record's front matter.
    """
    return f'add to accepted:  {rule}: "why"'


# What `ciie import` refuses a capture for; `ciie check` never meets these.
CAPTURE_RULES: dict[str, Rule] = {
    name: Rule(name, Severity.ERROR, meaning) for name, meaning in _CAPTURE_ERRORS.items()
}
T = TypeVar("T")
LONGEST_QUOTE = 80


@dataclass(frozen=True, slots=True)
class MissingEntry:
    """An entry that a list of the vocabulary lacks.

    Attributes:
        kind: The list.
        id: The id to give it; empty where none can be made of its name.
        keys: Its other keys with their values: "name: Global Times", "kind: press".
        is_sure: True where it can be added without asking.
    """

    kind: str
    id: str
    keys: tuple[str, ...]
    is_sure: bool

    @property
    def told(self) -> str:
        """Its name, as its key has it."""
        return next((key.removeprefix("name: ") for key in self.keys if key.startswith("name: ")), self.id)

    @property
    def line(self) -> str:
        """The entry as a line to paste into its list."""
        return f"- {{id: {self.id or '…'}, {', '.join(self.keys)}}}"


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
        missing: The entries to add to the vocabulary, where it lacks some.
    """

    path: str
    line: int
    column: int
    rule: str
    message: str
    hint: str
    fix: str = field(default="", compare=False)
    missing: tuple[MissingEntry, ...] = field(default=(), compare=False)

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
    """A fault at `place` (line, column) of a file that is named later.

    Args:
        place: The line and column, both from 1.
        rule: A name in RULES or CAPTURE_RULES.
        message: What is wrong, with the value.
        hint: What to do next.

    Returns:
        The fault, with an empty path.
    """
    return Problem("", *place, rule, message, hint)


def miswritten(place: tuple[int, int], message: str, meant: str) -> Problem:
    """A fault of a value that can only have been `meant` as one thing, and is read as that.

    Args:
        place: The line and column, both from 1.
        message: What is wrong, with the value.
        meant: What to write in place of the value.

    Returns:
        The fault, which `ciie check --fix` mends; its path is empty.
    """
    return Problem("", *place, OTHER_WORDS, message, f"write {meant}", meant)


def fault(place: tuple[int, int], rule: str, message: str, hint: str) -> Reading[T]:
    """A reading that gave no value and one fault.

    Args:
        place: The line and column, both from 1.
        rule: A name in RULES or CAPTURE_RULES.
        message: What is wrong, with the value.
        hint: What to do next.

    Returns:
        A reading without a value, of any type.
    """
    return Reading(None, (problem(place, rule, message, hint),))


# What an editor can read at once.
MOST_OF_A_RULE = 100


def bounded(problems: Iterable[Problem]) -> Iterator[Problem]:
    """The problems without most of a long row of the same: a file may break one rule in thousands of places.

    Args:
        problems: Problems in the order of their places.

    Yields:
        Of each rule in a file the first 100; in the place of the next, one that says how many are left out.
    """
    problems = tuple(problems)
    left, told = Counter((found.path, found.rule) for found in problems), Counter[tuple[str, str]]()
    for found in problems:
        where = found.path, found.rule
        told[where] += 1
        if told[where] <= MOST_OF_A_RULE:
            yield found
        elif told[where] == MOST_OF_A_RULE + 1:
            message = f"this and what follows are {left[where] - MOST_OF_A_RULE:,} more problems of the same rule"
            yield Problem(found.path, found.line, found.column, found.rule, message, "correct those above first")


def quoted(value: str) -> str:
    """`value` for a message: in quotes, on one line, control characters spelt out, cut to 80 characters.

    Args:
        value: A text of any length, which may be hostile.

    Returns:
        The text in straight quotation marks, with "…" where it was cut.
    """
    shown = value if len(value) <= LONGEST_QUOTE else f"{value[:LONGEST_QUOTE]}…"
    return '"' + "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in shown) + '"'
