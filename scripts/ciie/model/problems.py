"""Faults of content as values: where a fault is, which rule it breaks, what to write instead and what was meant.

Faults of use and of the environment are exceptions of one small family, also here.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property
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
    "stray-file": "articles/ holds only records (*.md) and the lists vocabulary/*.yml.",
    "folder-name": "Records are in the folder of a year, such as articles/2023, or in none.",
    "no-records": "A folder of records has at least one record.",
    "file-name": "A record's file is named date-outlet-words.md, in small letters, digits and hyphens.",
    "not-a-file": "A record is a plain file, not a link, folder or device.",
    "unreadable-file": "A record and its folder can be opened and read.",
    "too-large": "A record is at most 1 MiB, its front matter at most 64 KiB.",
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
    "too-little": "A figure's value is not below the smallest that its measure takes (`least`).",
    "figure-value": "The words under `as` state the figure's value.",
    "figure-not-in-body": "The body states every figure of the front matter.",
    "name-not-in-body": "The body mentions every organisation, person and place of the front matter.",
    "date-not-in-body": "The body has the date of every event.",
    "empty-body": "A record has a body.",
    "body-depth": "Lists, quotations and emphasis in a body are nested at most eight levels deep.",
    "link-title": "A link in a body has no title: what it says would not be shown.",
    "table-cells": "A row of a table has at most as many cells as the table has columns.",
    "unpublishable-rights": "A record is published only after its rights were reviewed.",
    "unedited-draft": "A digest holds nothing that `ciie import` left: no comment, sentence or dateline of the source.",
    "bad-draft": "The key draft is as ciie import wrote it.",
    "repeated-id": "An id is used once; ids that differ only in capitals are the same.",
    "wrong-folder": "A record is in the folder of its year, or in none if most records are in none.",
    "repeated-url": "One source article has one record.",
    "repeated-article": "No two records have the same title, date and outlet.",
    "repeated-name": "A name or alias belongs to one entry of its list.",
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
    "magnitude": "A value is not ten, a hundred or a thousand times what other records state for the same.",
    "image": "Images in a body are not published.",
    "link-address": "A link in a body leads to an http, https or mailto address; any other is shown as text.",
    "id-differs": "A record's file name begins with its date and outlet.",
}
_OTHER_WARNINGS = {
    "unused-entry": "A record uses every topic, organisation, person, outlet and place (other than a country).",
    "needless-acceptance": "The key accepted names only rules that the record would break.",
}
_CAPTURE_ERRORS = {
    "empty-capture": "A capture, a page saved as text, HTML or PDF, holds text.",
    "capture-too-large": "A capture is at most 20 MiB.",
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
    """How an editor accepts a warning of `rule` in a record."""
    return f'add to accepted:  {rule}: "why"'


# What `ciie import` refuses a capture for; `ciie check` never meets these.
CAPTURE_RULES: dict[str, Rule] = {
    name: Rule(name, Severity.ERROR, meaning) for name, meaning in _CAPTURE_ERRORS.items()
}
# A letter away from a shorter word is another word: "cnn" is not "cn". From five letters on one may be another
# ("chine"), in four none ("Iran" and "Iraq"); from nine on two may be.
_SHORTEST, _WITH_ANOTHER, _WITH_TWO = 3, 5, 9
# How much of a name its first words must be to stand for it: "opening" of opening-up, not "china" of china-daily.
_MOST_OF_IT = 0.6
MOST_SHOWN = 3


class Suggestions:
    """The entries that unknown words may have meant, by their ids and names.

    The indexes are made when they are first asked for, and each answer takes time in proportion to the word alone,
    so that many unknown words in a long list cost no more than reading them.
    """

    def __init__(self, entries: Mapping[str, Iterable[str]]) -> None:
        """`entries` has for each id the names of the entry."""
        self._entries = entries

    def same(self, word: str) -> tuple[str, ...]:
        """The ids of the entries whose id or name is `word`, whatever its capitals, blanks, hyphens and accents."""
        return tuple(self._ids.get(plain(word), ()))

    def near(self, word: str) -> tuple[str, ...]:
        """The ids of the entries that `word` is a typing error away from, the nearest first; at most three."""
        word = plain(word)
        tried = dict.fromkeys(form for short in _shortened(word) for form in self._shortened.get(short, ()))
        errors = {form: _errors(word, form) for form in list(tried)[: 2 * MOST_SHOWN]}
        close = sorted((form for form in errors if _is_near(word, form, errors[form])), key=lambda form: errors[form])
        forms = close or self._beginnings.get(word, [])
        return tuple(dict.fromkeys(name for form in forms for name in self._ids[form]))[:MOST_SHOWN]

    @cached_property
    def _ids(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for name, others in self._entries.items():
            for form in dict.fromkeys(plain(each) for each in (name, *others)):
                found[form].append(name)
        return dict(found)

    @cached_property
    def _shortened(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for form in self._ids:
            for short in _shortened(form):
                found[short].append(form)
        return dict(found)

    @cached_property
    def _beginnings(self) -> dict[str, list[str]]:
        """The name that words begin, by those words, where they are most of it and begin no other."""
        found: dict[str, set[str]] = defaultdict(set)
        for name in (form for each, others in self._entries.items() for form in (each, *others)):
            first, _, _ = name.replace("-", " ").rpartition(" ")
            if len(plain(first)) >= _MOST_OF_IT * len(plain(name)):
                found[plain(first)].add(plain(name))
        return {start: list(forms) for start, forms in found.items() if len(forms) == 1}


def plain(word: str) -> str:
    """`word` as names are compared: small letters and digits without accents, "and" for "&"."""
    letters = unicodedata.normalize("NFKD", word.casefold().replace("&", "and"))
    return "".join(letter for letter in letters if letter.isalnum())


def _shortened(word: str) -> Iterator[str]:
    """`word` whole and without each of its letters; words that a typing error tells apart share one of these."""
    if len(word) >= _SHORTEST:
        yield word
        yield from dict.fromkeys(word[:place] + word[place + 1 :] for place in range(1, len(word)))


def _errors(word: str, form: str) -> int:
    """How many typing errors lie between two words that share a shortened form: 1 or 2."""
    if len(word) != len(form):
        return 1
    places = [place for place, (one, other) in enumerate(zip(word, form, strict=True)) if one != other]
    swapped = len(places) == 2 and word[places[0]] == form[places[1]] and word[places[1]] == form[places[0]]
    return 1 if len(places) < 2 or (swapped and places[1] == places[0] + 1) else 2


def _is_near(word: str, form: str, errors: int) -> bool:
    length = min(len(word), len(form))
    is_another_letter = len(word) == len(form) and sorted(word) != sorted(form)
    if length < _WITH_ANOTHER and is_another_letter:
        return False
    return errors == 1 or length >= _WITH_TWO


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
