"""How a text names the expo, and the day of publication that it tells by saying when the expo opened or closed.

The words are data (expo_patterns.yml). The expo lasts six days, so each weekday is one day of an edition or none.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from enum import StrEnum
from functools import cache
from pathlib import Path

from ciie.model.vocabulary import Edition
from ciie.text.languages import weekday_names
from ciie.text.passages import find_sentences
from ciie.text.patterns import Pattern, any_of, read_patterns

FILE = Path(__file__).with_name("expo_patterns.yml")
# What tells the day stands in the first paragraphs.
OPENING_PASSAGES = 4
_DAY_OF_MONTH = re.compile(r"(?<![\d月/.-])(?P<day>[12]?\d|3[01])\s?(?:日(?!元|本)|일)")


class ExpoWord(StrEnum):
    """What a pattern of words about the expo says."""

    NAME = "name"
    OPENING = "opening"
    CLOSING = "closing"
    AHEAD = "ahead"
    TODAY = "today"


def expo_patterns() -> tuple[Pattern, ...]:
    """The patterns of expo_patterns.yml, in the order of the file."""
    return read_patterns(FILE, ExpoWord)


def count_names(texts: Iterable[str]) -> int:
    """How often `texts` name the expo."""
    return sum(len(_words(ExpoWord.NAME).findall(text)) for text in texts)


def told_day(passages: Iterable[str], held: Edition, language: str) -> tuple[dt.date, str] | None:
    """The day on which the first passages say that `held` opened or closed, and the words: "closed … on Sunday".

    The weekday, the day of the month or the word for today must be that of the day on which the edition did.
    """
    for sentence in _first_sentences(passages):
        if _words(ExpoWord.AHEAD).search(sentence):
            continue
        for does, day in ((ExpoWord.CLOSING, held.closes.last), (ExpoWord.OPENING, held.opens.first)):
            said = _words(does).search(sentence)
            when = _when(sentence, day, language) if said is not None else None
            if said is not None and when is not None:
                return day, f"{said.group()} … {when}"
    return None


def _when(sentence: str, day: dt.date, language: str) -> str | None:
    """The words of `sentence` that name `day` without its month and year."""
    today = _words(ExpoWord.TODAY).search(sentence)
    if today is not None:
        return today.group()
    for match in _DAY_OF_MONTH.finditer(sentence):
        if int(match["day"]) == day.day:
            return match.group()
    names = weekday_names(language)
    found = (match.group() for match in _weekdays(language).finditer(sentence))
    return next((name for name in found if names[name.lower()] == day.weekday()), None)


def _first_sentences(passages: Iterable[str]) -> Iterator[str]:
    for passage, _ in zip(passages, range(OPENING_PASSAGES), strict=False):
        yield from (sentence.text for sentence in find_sentences(passage))


@cache
def _words(does: ExpoWord) -> re.Pattern[str]:
    return re.compile(any_of(pattern for pattern in expo_patterns() if pattern.does == does), re.I)


@cache
def _weekdays(language: str) -> re.Pattern[str]:
    names = sorted(weekday_names(language), key=len, reverse=True)
    return re.compile("|".join(re.escape(name) if not name.isascii() else rf"\b{name}\b" for name in names), re.I)
