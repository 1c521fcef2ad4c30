"""How a text names the expo, or several, and the day of publication that it tells by when the expo opened or closed.

The words are data (expo_patterns.yml). The expo lasts six days, so each weekday is one day of an edition or none.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from enum import StrEnum
from functools import cache
from pathlib import Path

from ciie.model.values import PartialDate, partial_date
from ciie.model.vocabulary import Edition
from ciie.text.dates import find_dates
from ciie.text.languages import ANY_LANGUAGE, weekday_names
from ciie.text.number_words import SMALL
from ciie.text.patterns import Pattern, any_of, read_patterns
from ciie.text.sentences import find_sentences

FILE = Path(__file__).with_name("expo_patterns.yml")
# What tells the day stands in the first paragraphs.
OPENING_PASSAGES = 4
_DAY_OF_MONTH = re.compile(
    r"(?<![\d月월/.-])(?:(?P<month>1[0-2]|[1-9])[月월]\s?)?(?P<day>[12]?\d|3[01])\s?(?:日(?!元|本)|일)"
)
# "Friday, November 2, 2018", "quarta-feira (5 de novembro de 2025)".
_BESIDE = re.compile(r"(?:-feira)?[\s,.(]{1,3}(?:de[nmr]\s+|le\s+|the\s+|dem\s+|el\s+)?")


class ExpoWord(StrEnum):
    """What a pattern of words about the expo says."""

    NAME = "name"
    OTHER = "other fair"
    FAIR = "fair"
    OPENING = "opening"
    CLOSING = "closing"
    AHEAD = "ahead"
    OPENS_TODAY = "opens today"
    TODAY = "today"
    YESTERDAY = "yesterday"
    LAST = "last"


def expo_patterns() -> tuple[Pattern, ...]:
    """The patterns of expo_patterns.yml, in the order of the file."""
    return read_patterns(FILE, ExpoWord)


def count_names(texts: Iterable[str]) -> int:
    """How often `texts` name the expo."""
    return sum(len(_words(ExpoWord.NAME).findall(text)) for text in texts)


def is_on_a_fair(title: str) -> bool:
    """True of a headline with a word for a fair or expo, whichever."""
    return _words(ExpoWord.FAIR).search(title) is not None


def told_day(passages: Iterable[str], held: Edition, language: str) -> tuple[dt.date, str] | None:
    """The day of publication that the first passages tell, and the words that tell it: "closed … on Sunday".

    They say that `held` opened or closed on a weekday or day of the month that is the edition's own, or today or
    yesterday.
    """
    for sentence in _first_sentences(passages):
        begins = _words(ExpoWord.OPENS_TODAY).search(sentence)
        if begins is not None:
            return held.opens.first, begins.group()
        if _words(ExpoWord.AHEAD).search(sentence):
            continue
        for does, day in ((ExpoWord.CLOSING, held.closes.last), (ExpoWord.OPENING, held.opens.first)):
            said = _words(does).search(sentence)
            told = _told(sentence, day, language) if said is not None else None
            if said is not None and told is not None:
                return told[0], f"{said.group()} … {told[1]}"
    return None


def weekdays_with_date(passages: Iterable[str], language: str) -> list[tuple[PartialDate, str]]:
    """The days that the first passages name with weekday and year, each with its words; not those still to come."""
    sentences = _first_sentences(passages)
    told = (sentence for sentence in sentences if not _words(ExpoWord.AHEAD).search(sentence))
    return [found for sentence in told for found in _with_weekday(sentence, language)]


def _with_weekday(sentence: str, language: str) -> Iterator[tuple[PartialDate, str]]:
    names = weekday_names(language)
    weekdays = list(_weekdays(language).finditer(sentence))
    for found in find_dates(sentence, ANY_LANGUAGE) if weekdays else ():
        date = partial_date(found.year or 0, found.month, *found.days) if len(found.days) == 1 else None
        for match in weekdays if date is not None else ():
            is_beside = match.end() <= found.start and _BESIDE.fullmatch(sentence, match.end(), found.start) is not None
            is_within = found.start <= match.start() < found.end
            if date and (is_beside or is_within) and date.first.weekday() == names[match.group().lower()]:
                yield date, sentence[min(match.start(), found.start) : found.end]


def _told(sentence: str, day: dt.date, language: str) -> tuple[dt.date, str] | None:
    """The day on which `sentence` tells of `day`, and its words for it."""
    yesterday = _words(ExpoWord.YESTERDAY).search(sentence)
    if yesterday is not None:
        return day + dt.timedelta(days=1), yesterday.group()
    when = _when(sentence, day, language)
    return (day, when) if when is not None else None


def _when(sentence: str, day: dt.date, language: str) -> str | None:
    """The words of `sentence` that name `day` without its year."""
    today = _words(ExpoWord.TODAY).search(sentence)
    if today is not None:
        return today.group()
    for match in _DAY_OF_MONTH.finditer(sentence):
        if int(match["day"]) == day.day and int(match["month"] or day.month) == day.month:
            return match.group()
    names = weekday_names(language)
    for match in _weekdays(language).finditer(sentence):
        around = f"{sentence[max(0, match.start() - 12) : match.start()]}…{sentence[match.end() : match.end() + 12]}"
        if names[match.group().lower()] == day.weekday() and not _words(ExpoWord.LAST).search(around):
            return match.group()
    return None


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


_ADDED_UP = re.compile(r"\bcumulative|\bin\s+total\s+over|\baccumulat|累计|累計|合计", re.I)


def adds_up(sentence: str) -> bool:
    """True of a sentence whose figure is a sum over editions: cumulative, 累计."""
    return _ADDED_UP.search(sentence) is not None


_SINCE_THE_FIRST = re.compile(
    r"\b(?:since|from)\s+(?:(?:its|the|their)\s+)?(?:launch|inception|debut|establishment|first\s+(?:edition|expo|CIIE|China\s+International)|2018|inauguration)\b"
    r"|\bover\s+the\s+years\b|自(?:2018年|首[届次]|举办|创办)|历届(?!之最|最)|举办以来|年来",
    re.I,
)
_SUPERLATIVE = re.compile(r"\b(?:most|largest|highest|biggest|best|record|first|lowest|least)\b[^.;]{0,40}$", re.I)


def is_since_the_first(sentence: str) -> bool:
    """True of a sentence whose counts go over all editions so far: since its launch, 举办以来, not "the most since"."""
    found = _SINCE_THE_FIRST.finditer(sentence)
    return any(_SUPERLATIVE.search(sentence, max(0, match.start() - 50), match.start()) is None for match in found)


# "After a break of two years" tells of no run.
_IN_A_ROW = re.compile(
    r"consecutive|straight|successive|in\s+a\s+row|running|particip|to\s+(?:take|attend|exhibit|join)|连续|連続|届",
    re.I,
)
_NEAR_A_RUN = 30


def is_in_a_row(sentence: str, start: int, end: int) -> bool:
    """True where words at a number or right behind it tell of years in a row."""
    return _IN_A_ROW.search(sentence, start, end + _NEAR_A_RUN) is not None


# What took part in every edition is counted for one.
_EACH = re.compile(r"\b(?:every|each|all|consecutive\w*|in\s+a\s+row)\b|全勤|连续|每", re.I)


def is_of_each(sentence: str) -> bool:
    """True of a sentence on what every edition had."""
    return _EACH.search(sentence) is not None


EXPECTED = re.compile(
    r"\b(?:will|expected|expects?|plan(?:s|ned|ning)?|scheduled|set\s+to|to\s+be|forecast|projected|anticipated|would)\b"
    r"|预计|預計|将|將|有望|计划",
    re.I,
)
REGISTERED = re.compile(r"\bregist|\bsigned\s+up\b|注册|註冊|报名|報名", re.I)


_PER_DAY = re.compile(
    r"(?:\b(?:per|each|a|every|by\s+the)\s+(?:single\s+)?(?:day|hour)\b|\bdaily\b|(?:pro|je)\s+Tag\b|täglich|par\s+jour\b|al\s+día\b"
    r"|al\s+giorno\b|por\s+dia\b|в\s+день\b|ежедневно)",
    re.I,
)
_EACH_DAY = re.compile(
    r"\b(?:first|opening)\s+day\b[^,;.]{0,16}$|(?:每[天日]|首日|日均|1日あたり|一日平均|하루)[^,，。;；]{0,12}$"
)


_OVER_YEARS = re.compile(
    rf"\bover\s+(?:the\s+(?:past\s+|last\s+)?)?(?:\d|{'|'.join(SMALL)})\s+years\b|[\d一二三四五六七八九十]年[来來][^,，。;；]*$",
    re.I,
)
_PAUSE = re.compile(r"[,，;；。、]")
# In characters: how far such words stand from the number.
_REACH = 24


def is_of_a_time(sentence: str, start: int, end: int) -> bool:
    """True of what there is each day, and of what came together over years.

    Args:
        sentence: The sentence.
        start: Where the number begins: 50,000 visitors a day, 七年来2700家.
        end: Where its words end.
    """
    behind = _PAUSE.split(sentence[end : end + _REACH])[0]
    before = sentence[max(0, start - _REACH) : start]
    is_daily = _PER_DAY.search(behind) is not None or _EACH_DAY.search(before) is not None
    return is_daily or (not is_of_each(sentence) and any(_OVER_YEARS.search(words) for words in (behind, before)))


def is_of_another_fair(sentence: str, start: int) -> bool:
    """True where the last fair that a sentence names before the number at `start`, in its part of it, is another."""
    others = [match.end() for match in _words(ExpoWord.OTHER).finditer(sentence, 0, start)]
    if not others or re.search("[;；。]", sentence[others[-1] : start]) is not None:
        return False
    return _words(ExpoWord.NAME).search(sentence, others[-1], start) is None
