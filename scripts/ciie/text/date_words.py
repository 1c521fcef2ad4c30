"""Dates as bodies write them: 5 November, Nov. 5th through 10, 10-Nov-2023, 2023-11-05, 11月5日～10日, 十一月十日."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from ciie.model.values import MONTHS, PartialDate, Precision
from ciie.text.number_words import bounds
from ciie.text.numbers import plain_digits

_DAY = r"(?<![\d.,])\d{1,2}(?!,?\d|\.\d)(?:st|nd|rd|th)?"
_TO = r"\s{0,3}(?:to|and|or|until|till?|through|thru|[-–—−~～〜&]|至|到)\s{0,3}(?:the\s+)?"
_GAP = r"[\s.,-]{0,4}(?:of\s+)?"
_YEAR = re.compile(r"[\s,.-]{0,3}(\d{4})(?!\d|,\d)")
_DAYS_BEFORE = re.compile(
    rf"(?P<days>{_DAY}(?:(?:{_TO}|,\s{{0,3}}(?:and\s+)?)(?:[A-Za-z]{{3,12}},?\s+)?{_DAY}){{0,6}}){_GAP}$", re.I
)
# How much before a month can be its days.
_BEFORE = 80
_NUMBERS = re.compile(r"\d{1,2}")
_HAN = "〇零一二三四五六七八九"
_HAN_DAY = rf"(?:三十一?|二?十[{_HAN[2:]}]?|[{_HAN[2:]}](?!十))"
_IN_CHINESE = rf"(?:(?<!\d)\d{{1,2}}(?!\d)|(?<![{_HAN}十百千]){_HAN_DAY})"
_WITH = r"\s{0,3}(?:[-–—−~～〜、,]|至|到|和|及)\s{0,3}"
_CHINESE = re.compile(
    rf"(?:(?P<year>(?<!\d)\d{{4}}|[{_HAN}]{{4}})\s?[年년]\s{{0,3}})?(?P<month>{_IN_CHINESE})\s?[月월]"
    rf"(?:\s{{0,3}}(?P<days>(?:{_IN_CHINESE}\s?[日号號일]?{_WITH}){{0,6}}{_IN_CHINESE}(?!\s?[月월])"
    rf"(?:\s?[日号號일](?!馆|館)|(?=\s?[日号號일]?\s{{0,3}}(?:[-–—−~～〜]|至|到)))))?"
)
_ISO = re.compile(r"(?<!\d)(?P<year>\d{4})(?P<sep>[-/.])(?P<month>\d{1,2})(?P=sep)(?P<days>\d{1,2})(?![\d-])")
_YEARS = re.compile(rf"(?<!\d)\d{{4}}(?!\d)|[{_HAN}]{{4}}(?=\s?年)")


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """A month that a text names, with the days of it that stand there.

    Attributes:
        start: The index of its first character.
        end: The index after its last character.
        month: The month, 1 to 12.
        days: The days, in the order of the text; both ends of a span.
        year: The year, where it stands there.
    """

    start: int
    end: int
    month: int
    days: tuple[int, ...]
    year: int | None


def has_date(text: str, date: PartialDate, language: str) -> bool:
    """True where `text` names both ends of `date`, to its precision; a day or month needs no year, but no other one."""
    if date.precision is Precision.YEAR:
        return {date.first.year, date.last.year} <= _years(text)
    named = _named(text, language)
    ends = ((end, end.day if date.precision is Precision.DAY else 0) for end in (date.first, date.last))
    return all(not named.isdisjoint({(None, end.month, day), (end.year, end.month, day)}) for end, day in ends)


def date_spans(text: str, language: str) -> list[tuple[int, int]]:
    """Where `text` names days and months, as half-open spans of characters."""
    return [(found.start, found.end) for found in find_dates(text, language)]


# Many events are sought in one passage after the other.
@lru_cache(maxsize=16)
def find_dates(text: str, language: str) -> tuple[WrittenDate, ...]:
    """Every month that `text` names in `language`, English, Chinese or digits, with its days, from left to right."""
    text = plain_digits(text)
    found = [*_with_names(text, language), *_matches(_ISO, text)]
    if "月" in text or "월" in text:
        found += _matches(_CHINESE, text)
    kept: list[WrittenDate] = []
    for date in sorted(found, key=lambda each: (each.start, -each.end)):
        if not kept or date.start >= kept[-1].end:
            kept.append(date)
    return tuple(kept)


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
    return re.compile(rf"(?<!\w)(?:(?i:[{re.escape(first)}]{rest})|May|MAY)(?![a-zA-Z])")


@cache
def _months(language: str) -> dict[str, int]:
    """Every way to write a month in `language` and English, in small letters, with its number."""
    names = {MONTHS[number]: number for number in range(1, 13)}
    names |= {name[:3]: number for name, number in names.items()} | {"Sept": 9}
    if language != "en":
        names |= {name: number for number in range(1, 13) for name in _local_names(number, language)}
    # Months that are numbers, as 11月, have a pattern of their own.
    return {name.lower(): number for name, number in names.items() if name and not name[0].isnumeric()}


def _local_names(number: int, language: str) -> set[str]:
    """The month's full and short name in `language`; none where the language is not known."""
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415, 0.05 s that most records need not wait
    from babel.dates import get_month_names  # noqa: PLC0415, as above

    try:
        locale = Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        return set()
    return {get_month_names(width, locale=locale)[number].rstrip(".") for width in ("wide", "abbreviated")}


def _any(names: Iterable[str]) -> str:
    longest_first = sorted(names, key=lambda name: (-len(name), name))
    return f"(?:{'|'.join(map(re.escape, longest_first))})"
