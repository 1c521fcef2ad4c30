"""Dates as bodies write them: 5 November, Nov. 5th, 5 to 10 November, 2023-11-05, 11月5日."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache

from ciie.words.dates import MONTHS, PartialDate, Precision


def has_date(text: str, date: PartialDate, language: str) -> bool:
    """True where `text` names both ends of `date`, to its precision; a day or month needs no year."""
    ends = {date.first, date.last}
    if date.precision is Precision.DAY:
        return {(end.month, end.day) for end in ends} <= _days_named(text, language)
    if date.precision is Precision.MONTH:
        return all(re.search(_month(end.month, language), text, re.I) for end in ends)
    return all(re.search(rf"(?<!\d){end.year}(?!\d)", text) for end in ends)


def date_spans(text: str, language: str) -> list[tuple[int, int]]:
    """Where `text` names days and months, as half-open spans of characters."""
    if "月" not in text and _any_month(language).search(text) is None:
        return []
    return [match.span() for match in _any_day(language).finditer(text)]


def month_of(text: str, language: str) -> int | None:
    """The month, 1 to 12, that `text` names in `language` or English; None where it names none."""
    return next((number for number in range(1, 13) if _month_pattern(number, language).search(text)), None)


@cache
def _month_pattern(number: int, language: str) -> re.Pattern[str]:
    return re.compile(_month(number, language), re.I)


@cache
def _any_month(language: str) -> re.Pattern[str]:
    """A pattern that is quick to say that a text names no month; 11月 is left to the pattern of days."""
    names = {name for number in range(1, 13) for name in _names(number, language) if not name[0].isnumeric()}
    first = "".join(sorted({name[0] for name in names}))
    return re.compile(rf"\b[{first}]{_any({name[1:] for name in names})}(?![a-z])", re.I)


@cache
def _any_day(language: str) -> re.Pattern[str]:
    months = "|".join(_month(number, language) for number in range(1, 13))
    day = r"(?<![\d.,])\d{1,2}(?!,?\d)(?:st|nd|rd|th)?"
    span = rf"{day}(?:\s*(?:to|and|or|until|-|–|—)\s*{day})?"
    forms = rf"{span}[\s.,]*(?:of\s+)?(?:{months})|(?:{months})(?:[\s.,]*{span})?"
    return re.compile(rf"(?:{forms})(?:[\s,]*\d{{4}}(?!\d))?", re.I)


# Many events are sought in one passage after the other.
@lru_cache(maxsize=16)
def _days_named(text: str, language: str) -> frozenset[tuple[int, int]]:
    """Month and day of every day that `text` names, both ends of a span among them."""
    return frozenset(
        (month, int(match["day"]))
        for form in _day_forms(language)
        for match in form.finditer(text)
        for month in _months_called(match["month"], language)
    )


@cache
def _day_forms(language: str) -> tuple[re.Pattern[str], ...]:
    """How days are written: 5 November, November 5, Nov. 5th, 2023-11-05, 11月5日, and either end of a span of days.

    Spans overlap, so each form matches where it begins and takes no character.
    """
    month = f"(?P<month>{'|'.join(_month(number, language) for number in range(1, 13))})"
    ending, gap, dash = "(?:st|nd|rd|th)?", r"[\s.,]*(?:of\s+)?", "[-–—至到]"
    to = r"\s*(?:to|and|or|until|-|–|—|至|到)\s*"
    number, day = rf"\d{{1,2}}{ending}", rf"(?<!\d)0?(?P<day>\d{{1,2}}){ending}(?!\d)"
    in_chinese = r"(?<!\d)(?P<month>\d{1,2})\s*月\s*"
    forms = (
        rf"{day}(?:{to}(?:\w{{1,12}}\s+)?{number})?{gap}{month}",
        rf"{month}{gap}{day}",
        rf"{month}{gap}{number}{to}{day}",
        r"(?<!\d)\d{4}-0?(?P<month>\d{1,2})-0?(?P<day>\d{1,2})(?!\d)",
        rf"{in_chinese}(?P<day>\d{{1,2}})\s*日",
        rf"{in_chinese}\d{{1,2}}\s*日?\s*{dash}\s*(?P<day>\d{{1,2}})\s*日",
        rf"{in_chinese}(?P<day>\d{{1,2}})\s*{dash}",
    )
    return tuple(re.compile(f"(?={form})", re.I) for form in forms)


@cache
def _months_called(name: str, language: str) -> tuple[int, ...]:
    """The months that `name`, a word or a number, may mean in `language` or English."""
    if name.isdecimal():
        return (int(name),)
    return tuple(number for number in range(1, 13) if _month_pattern(number, language).fullmatch(name))


@cache
def _month(number: int, language: str) -> str:
    """A pattern for the month's names in `language` and English, full and short, and as 11月."""
    names = _names(number, language)
    # A month that is a number, as 11月, may follow any letter (2023年11月), a word may not.
    numbered = {name for name in names if name[0].isnumeric()}
    return rf"(?:(?<!\w){_any(names - numbered)}(?![a-z])|(?<![\d十]){_any(numbered)})"


def _names(number: int, language: str) -> set[str]:
    """Every way to write a month in `language` and English."""
    names = {f"{number}月", MONTHS[number], MONTHS[number][:3], *(["Sept"] if number == 9 else [])}
    return names | (set() if language == "en" else _month_names(number, language))


def _month_names(number: int, language: str) -> set[str]:
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
