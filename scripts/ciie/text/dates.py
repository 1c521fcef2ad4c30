"""Dates as texts write them: one grammar for bodies, for pages beside a headline, and for sentences of the press.

`find_dates` finds every month that a text names, with the days and the year that stand there: 5 November, Nov. 5th
through 10, 10-Nov-2023, 2023-11-05, 11月5日～10日, 十一月十日. On it are built whether a text names a
date, and the dates that count from a day of publication: "on Sunday", 今年3月, 10日. Only forms that can be read in one
way count: 5/11/2023 is two dates, and is none here.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import pairwise

from ciie.model.values import MONTHS, PartialDate, Precision, day, partial_date
from ciie.text.languages import HAN, month_names, plain_digits
from ciie.text.number_words import bounds

_ENGLISH = {MONTHS[number].lower(): number for number in range(1, 13)}
_ENGLISH |= {name[:3]: number for name, number in _ENGLISH.items()} | {"sept": 9}
_IN_FULL = r"(?:19|20)\d\d"
_DAY = r"(?<![\d.,])\d{1,2}(?!,?\d|\.\d|\s?%)(?:st|nd|rd|th)?"
_SPAN = r"to|until|till?|through|thru|[-–—−~～〜]|至|到"
_TO = rf"\s{{0,3}}(?:{_SPAN}|and|or|&)\s{{0,3}}(?:the\s+)?"
_GAP = r"[\s.-]{0,4}(?:(?:of|de)\s+)?"
_YEAR = re.compile(rf"(?:[\s,，.-]{{0,4}}|\s{{1,3}}(?:of|del?)\s{{1,3}})({_IN_FULL})(?!\d|,\d)", re.I)
_DAYS_BEFORE = re.compile(
    rf"(?P<days>(?<!\d[:-]){_DAY}(?:(?:{_TO}|,\s{{0,3}}(?:and\s+)?)(?:[A-Za-z]{{3,12}},?\s+)?{_DAY}){{0,6}}){_GAP}$",
    re.I,
)
# How much before a month can be its days.
_BEFORE = 80
_NUMBERS = re.compile(r"\d{1,2}")
_NUMERALS = "〇零一二三四五六七八九"
_HAN_DAY = rf"(?:三十一?|二?十[{_NUMERALS[2:]}]?|[{_NUMERALS[2:]}](?!十))"
_IN_CHINESE = rf"(?:(?<!\d)\d{{1,2}}(?!\d)|(?<![{_NUMERALS}十百千]){_HAN_DAY})"
_WITH = r"\s{0,3}(?:[-–—−~～〜、,]|至|到|和|及)\s{0,3}"
_CHINESE = re.compile(
    rf"(?:(?P<year>(?<!\d){_IN_FULL}|[{_NUMERALS}]{{4}})\s{{0,3}}[年년]\s{{0,3}})?(?P<month>{_IN_CHINESE})\s{{0,3}}[月월]"
    rf"(?:\s{{0,3}}(?P<days>(?:{_IN_CHINESE}\s?[日号號일]?{_WITH}){{0,6}}{_IN_CHINESE}(?!\s?[月월])"
    rf"(?:\s{{0,3}}[日号號일](?!馆|館)|(?=\s?[日号號일]?\s{{0,3}}(?:[-–—−~～〜]|至|到)))))?"
)
# A time of day may stand right behind the day: 2023-11-0519:23.
_ISO = re.compile(
    rf"(?P<year>{_IN_FULL})(?<!\d{_IN_FULL})(?P<sep>\s?[-/.]\s?)(?P<month>\d{{1,2}})(?P=sep)(?P<days>[12]\d|3[01]|0?[1-9])"
    r"(?!\d{1,2}(?![:\d])|-?\d{3}|-[A-Za-z])"
)
_YEARS = re.compile(rf"(?<!\d)\d{{4}}(?!\d)|[{_NUMERALS}]{{4}}(?=\s?年)")
# What stands between a date and the one that it shares its year with, and between both ends of a span.
_SHARES_YEAR = re.compile(rf"(?:,|、|{_TO}|,?\s(?:and|or)\s)?\s*", re.I)
_JOINS_SPAN = re.compile(rf"\s*(?:{_SPAN})\s*(?:the\s+)?", re.I)


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """A month that a text names, with the days of it that stand there.

    Attributes:
        start: The index of its first character.
        end: The index after its last character.
        month: The month, 1 to 12.
        days: The days, in the order of the text; both ends of a span.
        year: The year, where it stands there or with the other end of a span.
    """

    start: int
    end: int
    month: int
    days: tuple[int, ...]
    year: int | None


# Many events are sought in one passage after the other.
@lru_cache(maxsize=16)
def find_dates(text: str, language: str) -> tuple[WrittenDate, ...]:
    """Finds every month that a text names, with its days and its year.

    Args:
        text: The text.
        language: The language whose names of months count beside the English, Chinese and numbered ones.

    Returns:
        The dates from left to right, none within another; a day need not exist.
    """
    text = plain_digits(text)
    found = [*_with_names(text, language), *_matches(_ISO, text)]
    if "月" in text or "월" in text:
        found += _matches(_CHINESE, text)
    kept: list[WrittenDate] = []
    for date in sorted(found, key=lambda each: (each.start, -each.end)):
        if not kept or date.start >= kept[-1].end:
            kept.append(date)
    return tuple(_sharing_years(text, kept))


def date_spans(text: str, language: str) -> list[tuple[int, int]]:
    """Where `text` names days and months, as half-open spans of characters.

    Args:
        text: The text.
        language: The language whose names of months count beside the English, Chinese and numbered ones.

    Returns:
        From left to right, none within another.
    """
    return [(found.start, found.end) for found in find_dates(text, language)]


def has_date(text: str, date: PartialDate, language: str) -> bool:
    """True where `text` names both ends of `date`, to its precision; a day or month needs no year, but no other one.

    Args:
        text: The text.
        date: A day, a month, a year or a span of them.
        language: The language of the text.

    Returns:
        Whether the text dates something so; for a year, whether both years stand in it.
    """
    if date.precision is Precision.YEAR:
        return {date.first.year, date.last.year} <= _years(text)
    named = _named(text, language)
    ends = ((end, end.day if date.precision is Precision.DAY else 0) for end in (date.first, date.last))
    return all(not named.isdisjoint({(None, end.month, day), (end.year, end.month, day)}) for end, day in ends)


@lru_cache(maxsize=16)
def _named(text: str, language: str) -> frozenset[tuple[int | None, int, int]]:
    """Year, where it is told, month and day of every day that `text` names; the day 0 stands for the month."""
    found = find_dates(text, language)
    return frozenset((each.year, each.month, day) for each in found for day in (0, *each.days))


@lru_cache(maxsize=16)
def _years(text: str) -> frozenset[int]:
    return frozenset(filter(None, (_number(match) for match in _YEARS.findall(plain_digits(text)))))


def _with_names(text: str, language: str) -> Iterator[WrittenDate]:
    """Dates with the name of a month: its days stand before it or behind it."""
    last, months = 0, _months(language)
    for match in _month_names(language).finditer(text):
        month = months.get(match[0].lower())
        if month is None:
            continue
        start = max(last, match.start() - _BEFORE)
        before = _DAYS_BEFORE.search(text[start : match.start()])
        behind = _days_behind(language).match(text, match.end()) if before is None else None
        days = before["days"] if before is not None else behind["days"] if behind is not None else ""
        last = behind.end() if behind is not None else match.end()
        year = _YEAR.match(text, last)
        last = year.end() if year is not None else last
        begin = start + before.start() if before is not None else match.start()
        numbers = tuple(int(number) for number in _NUMBERS.findall(days))
        yield WrittenDate(begin, last, month, numbers, int(year[1]) if year else None)


def _matches(pattern: re.Pattern[str], text: str) -> Iterator[WrittenDate]:
    for match in pattern.finditer(text):
        month = _number(match["month"])
        if month is not None and 1 <= month <= 12:
            days = tuple(filter(None, map(_number, re.findall(rf"\d{{1,2}}|{_HAN_DAY}", match["days"] or ""))))
            yield WrittenDate(match.start(), match.end(), month, days, _number(match["year"]))


def _sharing_years(text: str, dates: Sequence[WrittenDate]) -> list[WrittenDate]:
    """The dates, each without a year in that of the date it stands with: "30 October to 2 November 2023"."""
    shared = list(dates)
    for index in range(len(shared) - 2, -1, -1):
        left, right = shared[index], shared[index + 1]
        if left.year is None and right.year is not None and _SHARES_YEAR.fullmatch(text, left.end, right.start):
            shared[index] = replace(left, year=right.year - (right.month < left.month))
    for index, (left, right) in enumerate(pairwise(shared), 1):
        if left.year is not None and right.year is None and _JOINS_SPAN.fullmatch(text, left.end, right.start):
            shared[index] = replace(right, year=left.year + (right.month < left.month))
    return shared


def _number(written: str | None) -> int | None:
    """The number that digits or Chinese numerals write."""
    if not written or written.isdecimal():
        return int(written) if written else None
    found = bounds(written)
    return int(found[0]) if found is not None and found[0] == found[1] else None


@cache
def _days_behind(language: str) -> re.Pattern[str]:
    later = rf"(?!{_GAP}(?:{_any(_months(language))})(?![a-z]))"
    return re.compile(rf"{_GAP}(?P<days>{_DAY}{later}(?:{_TO}(?:[A-Za-z]{{3,12}},?\s+)?{_DAY}{later}){{0,6}})", re.I)


@cache
def _month_names(language: str) -> re.Pattern[str]:
    """Whole words that may be the names of months, found quickly; May with its capital, as may is a verb."""
    names = set(_months(language)) - {"may"}
    first = "".join(sorted({name[0] for name in names}))
    rest = _any({name[1:] for name in names})
    return re.compile(rf"(?<![^\W\d_{HAN}])(?:(?i:[{re.escape(first)}]{rest})|May|MAY)(?![a-zA-Z])")


@cache
def _months(language: str) -> dict[str, int]:
    """Every way to write a month in `language` and English, in small letters, with its number."""
    local = month_names(language) if language != "en" else {}
    # Months that are numbers, as 11月, have a pattern of their own.
    return _ENGLISH | {name: number for name, number in local.items() if not name[0].isnumeric()}


def _any(names: Iterable[str]) -> str:
    longest_first = sorted(names, key=lambda name: (-len(name), name))
    return f"(?:{'|'.join(map(re.escape, longest_first))})"


_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
# In days: a month that would lie farther ahead is that of the year before.
_HALF_YEAR = 183
_LEAD = re.compile(
    r"\b(?:from|between|on|in|since|by|until)\s+(?:(?:early|mid|late)\s+)?(?:the\s+)?$|\b(?:early|late)\s+$|(?P<this>今年|本年)$|(?P<last>去年)$",
    re.I,
)
_TAIL = re.compile(r"(?:\s+of)?,?\s+(?P<which>this|last)\s+year\b", re.I)
# Days of which each is meant, not those between.
_LISTED = re.compile(r"\d(?:st|nd|rd|th)?\s*(?:,|、|&|和|及|(?:and|or)\b)\s*\d{1,2}(?!\d)")
_YEARS_ALONE = (
    r"\b(?i:in|since|by|until|from|during|of)\s+(?:(?:early|late)\s+)?(?P<y>20[0-4]\d)"
    r"(?![\d,.]\d|\s*(?i:CIIE|expo|edition))\b|(?P<z>20[0-4]\d)年"
)
_OTHERS = re.compile(
    r"\b(?:[Oo]n\s+)?(?P<w>Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|(?<![\d月日至到—-])(?P<d>[1-3]?\d)日(?![元至到游均]|本)"
    rf"|{_YEARS_ALONE}"
)
_ANY_YEAR = re.compile(rf"{_IN_FULL}|[{_NUMERALS}]{{4}}")
_IN_BRACKETS = re.compile(r"[(（][^()（）]{0,120}$")
_MERE_COMPARISON = re.compile(r"(?:than|compared\s+(?:with|to)|比)\s*(?:that\s+)?(?:in|of|from)?\s*$", re.I)
_AHEAD = re.compile(
    r"\b(?:will|until|till|opens|begins|starts|kicks\s+off|scheduled|expected|(?:is|are|set)\s+to|runs)\b[^,.;]{0,40}$",
    re.I,
)


@dataclass(frozen=True, slots=True)
class DateWords:
    """A date that a sentence names: the date, its words, where they begin, and whether they are relative."""

    date: PartialDate
    words: str
    start: int
    is_relative: bool


def resolve_dates(sentence: str, published: PartialDate | None) -> Iterator[DateWords]:
    """Finds the dates that a sentence names, and the days that its relative words mean.

    Args:
        sentence: The sentence, in English or Chinese.
        published: The day from which relative words are counted; without one they name no date.

    Returns:
        The dates from left to right; one that stands within a longer one is left out.
    """
    found: list[DateWords] = []
    if published is None and _ANY_YEAR.search(plain_digits(sentence)) is None:
        return iter(found)
    for each in (written := find_dates(sentence, "en")):
        dates = list(_dates(sentence, each, published))
        span = _span(found[-1], dates[0], sentence) if found and dates else None
        found = [*found[:-1], span] if span is not None else [*found, *dates]
    for match in _OTHERS.finditer(sentence):
        if not any(each.start < match.end() and match.start() < each.end for each in written):
            date = _other(sentence, match, published)
            found += [DateWords(date, match.group(), match.start(), not (match["y"] or match["z"]))] if date else []
    return (each for each in sorted(found, key=lambda each: each.start) if _is_told(sentence[: each.start]))


def _is_told(before: str) -> bool:
    near = before[-160:]  # the patterns reach no farther
    return not (_IN_BRACKETS.search(near) or _MERE_COMPARISON.search(near))


def _dates(sentence: str, written: WrittenDate, published: PartialDate | None) -> Iterator[DateWords]:
    """The dates that `written` means with the words around it; none where its year is not known."""
    lead = _LEAD.search(sentence, max(0, written.start - 20), written.start)
    tail = _TAIL.match(sentence, written.end) if written.year is None else None
    which = tail["which"].lower() if tail else lead.lastgroup if lead else None
    year = written.year or _year(written, which, published)
    start, end = lead.start() if lead else written.start, tail.end() if tail else written.end
    words = sentence[start:end].strip(" ,.")
    is_each = _LISTED.search(words) is not None and not words.lower().startswith("between")
    for date in _in_year(written, year, is_each) if year is not None else ():
        yield DateWords(date, words, start, written.year is None)


def _year(written: WrittenDate, which: str | None, published: PartialDate | None) -> int | None:
    """This or last year where words say `which`; for a day else the year that brings it nearest to publication."""
    if published is None or not (which or written.days):
        return None
    base = published.first
    if which is not None:
        return base.year - (which == "last")
    # "Nov. 5" in an article of January is of the November before.
    return base.year - ((dt.date(base.year, written.month, 15) - base).days > _HALF_YEAR)


def _in_year(written: WrittenDate, year: int, is_each: bool) -> Iterator[PartialDate]:
    """The month, the day or the span in `year`; where the days are a list with gaps, each of them."""
    days = written.days
    if is_each and any(later != former + 1 for former, later in pairwise(days)):
        yield from filter(None, (partial_date(year, written.month, number) for number in days))
        return
    first = partial_date(year, written.month, *days[:1])
    last = partial_date(year, written.month, *days[-1:])
    if first is not None:
        yield PartialDate(first.first, last.last, first.precision) if last and first.first < last.first else first


def _span(left: DateWords, right: DateWords, sentence: str) -> DateWords | None:
    """The span of which `left` and `right` are the ends; None where something else stands between them."""
    between = left.start + len(left.words), right.start
    is_span = _JOINS_SPAN.fullmatch(sentence, *between) is not None and left.date.precision is right.date.precision
    if not is_span or left.date.last >= right.date.first:
        return None
    words = sentence[left.start : right.start + len(right.words)]
    date = PartialDate(left.date.first, right.date.last, left.date.precision)
    return DateWords(date, words, left.start, left.is_relative or right.is_relative)


def _other(sentence: str, match: re.Match[str], published: PartialDate | None) -> PartialDate | None:
    """A year; or a weekday or a day without its month, counted from the day of publication."""
    if match["y"] or match["z"]:
        return partial_date(int(match["y"] or match["z"]))
    if published is None or published.precision is not Precision.DAY:
        return None
    base = published.first
    if match["d"]:
        return _day_of_month(int(match["d"]), base)
    index = next(number for number, name in enumerate(_WEEKDAYS) if name.startswith(match["w"].lower()))
    # The last day of that name up to publication, or the next one in "opens on Sunday".
    is_ahead = _AHEAD.search(sentence, 0, match.start()) is not None
    return day(base + dt.timedelta((index - base.weekday()) % 7 if is_ahead else -((base.weekday() - index) % 7)))


def _day_of_month(number: int, base: dt.date) -> PartialDate | None:
    """The day `number` of the month of publication, or of the month before where it is still to come."""
    if number > base.day + 3:
        base = base.replace(day=1) - dt.timedelta(days=1)
    return partial_date(base.year, base.month, number)
