"""Dates as the press writes them: in full beside a headline, and in sentences, where they count from publication.

Only forms that can be read in one way count: 5/11/2023 is two dates, and is none here. Relative words ("on Sunday",
"in March this year", 今年3月, 10日) are counted from the day of publication, and are left alone where it is unknown.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ciie.model.values import EARLIEST, PartialDate, Precision, day

_MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
_MONTHS |= {name.lower(): number for number, name in enumerate(calendar.month_abbr) if name} | {"sept": 9}
MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_TIME = r"(?:\d{1,2}[:：]\d{2}(?:[:：]\d{2})?\s*(?:[ap]\.?m\.?\b)?|\d{1,2}\s*[ap]m\b)"
_ZONE = (
    r"(?:\s*(?:\(?(?:UTC|GMT|BJT|SGT|HKT|CST|EST|EDT|PST|ET)\)?(?:[+-]\d{1,2}(?::?\d{2})?)?|Beijing "
    r"time)\b|Z|[+-]\d{2}:?\d{2}\b)?"
)
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?[.,]*\s+)?"
_STAMP_FORMS = (
    r"(?<!\d)(?P<ayear>(?:19|20)\d\d)\s*(?P<sep>[-/.])\s*(?P<amonth>\d{1,2})\s*(?P=sep)\s*(?P<aday>\d{1,2})(?!\d{1,2}(?![:\d]))",
    r"(?<!\d)(?P<byear>(?:19|20)\d\d)\s*年\s*(?P<bmonth>\d{1,2})\s*月(?:\s*(?P<bday>\d{1,2})\s*[日号號])?",
    rf"(?<![A-Za-z])(?P<cmonth>{MONTH})\.?[\s-]*(?P<cday>\d{{1,2}})(?:st|nd|rd|th)?\s*[,，-]?\s*(?P<cyear>(?:19|20)\d\d)(?!\d)",
    rf"(?<![\d:])(?P<dday>\d{{1,2}})(?:st|nd|rd|th)?[\s-]*(?:of\s+)?(?P<dmonth>{MONTH})\.?[\s,，-]*(?P<dyear>(?:19|20)\d\d)(?!\d)",
)
_STAMP = re.compile(rf"(?:{_WEEKDAY})(?:{'|'.join(_STAMP_FORMS)})", re.I)
_TIME_BEFORE = re.compile(rf"{_TIME}{_ZONE}[\s,，|]*$", re.I)
_TIME_AFTER = re.compile(rf"[T\s,，|]*(?:(?:at|on)\s+)?{_TIME}(?:\.\d+)?{_ZONE}", re.I)


@dataclass(frozen=True, slots=True)
class Stamp:
    """A date printed in full: characters `start` to `end` of a line, its time of day included."""

    date: PartialDate
    start: int
    end: int


def find_stamps(text: str) -> Iterator[Stamp]:
    """Finds the dates that are printed in full, such as 2023-11-16 10:22:54 or Nov. 5, 2023.

    Args:
        text: A line of a page.

    Returns:
        The dates from left to right, each with its time of day; a day that does not exist is left out.
    """
    for match in _STAMP.finditer(text):
        date = _date(match)
        if date is None:
            continue
        before = _TIME_BEFORE.search(text, max(0, match.start() - 30), match.start())
        after = _TIME_AFTER.match(text, match.end())
        yield Stamp(date, before.start() if before else match.start(), after.end() if after else match.end())


def first_date(text: str) -> PartialDate | None:
    """The first full date of `text`, such as an attribute of a page's head."""
    return next((stamp.date for stamp in find_stamps(text)), None)


def month_number(name: str) -> int:
    """The month that an English name or its short form means: 11 for "Nov"."""
    return _MONTHS[name.lower().rstrip(".")]


def partial_date(year: int, month: int | None = None, number: int | None = None) -> PartialDate | None:
    """The year, month or day as a date; None where it does not exist or is before 1900."""
    try:
        first = dt.date(year, month or 1, number or 1)
    except ValueError:
        return None
    if first < EARLIEST:
        return None
    if number is not None:
        return day(first)
    last_month = month or 12
    last = dt.date(year, last_month, calendar.monthrange(year, last_month)[1])
    return PartialDate(first, last, Precision.MONTH if month else Precision.YEAR)


def _date(match: re.Match[str]) -> PartialDate | None:
    found = match.groupdict()
    form = next(letter for letter in "abcd" if found[f"{letter}year"])
    year, month, number = found[f"{form}year"], found[f"{form}month"], found[f"{form}day"]
    named = month_number(month) if month.isalpha() else int(month)
    return partial_date(int(year), named, int(number) if number else None)


_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_TO = r"\s*(?:to|until|through|and|-|–|—)\s*"
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_HALF_YEAR = 183
_FROM = r"(?:from\s+|between\s+)?"
_IN = r"(?:in\s+|since\s+|by\s+|early\s+|late\s+|last\s+)?"
_YEAR = r"(?:,?\s+(?P<y>20\d\d))?"
_ZH_YEAR = r"(?:(?P<y>20\d\d)年|(?P<this>今年|本年)|(?P<last>去年))"
_ZH_MONTH_DAY = r"(?P<m>\d{1,2})月(?P<d>\d{1,2})"
# Tried in this order: a longer form takes its words away from the shorter ones within it.
_FORMS = {
    "span": rf"{_FROM}\b(?P<m>{MONTH})\.?\s*(?P<d>{_DAY}){_TO}(?:(?:{MONTH})\.?\s*)?(?P<e>{_DAY})(?!\d){_YEAR}",
    "dayspan": rf"{_FROM}\b(?P<d>{_DAY}){_TO}(?P<e>{_DAY}),?\s+(?P<m>{MONTH})\b\.?{_YEAR}",
    "monthday": rf"(?:on\s+)?\b(?P<m>{MONTH})\.?\s*(?P<d>{_DAY})(?!\d|\s*%){_YEAR}(?P<this>\s+this\s+year)?",
    "daymonth": rf"(?:on\s+)?\b(?P<d>{_DAY})\s+(?:of\s+)?(?P<m>{MONTH})\b\.?{_YEAR}",
    "month": (rf"{_IN}\b(?P<m>{MONTH})\.?(?:\s+of)?,?\s+(?:(?P<y>20\d\d)|(?P<this>this\s+year)|(?P<last>last\s+year))"),
    "zhspan": rf"{_ZH_YEAR}?{_ZH_MONTH_DAY}日?\s*[至到—–~-]+\s*(?:\d{{1,2}}月)?(?P<e>\d{{1,2}})日",
    "zhday": rf"{_ZH_YEAR}?{_ZH_MONTH_DAY}[日号]",
    "zhmonth": rf"{_ZH_YEAR}(?P<m>\d{{1,2}})月(?!\d|[底末]?[^，。]{{0,1}}日)",
    "zhdayonly": r"(?<![\d月日至到—-])(?P<d>[1-3]?\d)日(?![元至到游均]|本)",
    "weekday": r"\b(?:on\s+)?(?P<w>Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b",
    "year": (
        r"\b(?:in|since|by|until|from|during|of)\s+(?:early\s+|late\s+)?(?P<y>20[0-4]\d)"
        r"(?![\d,.]\d|\s*(?:CIIE|expo|edition))\b|(?P<z>20[0-4]\d)年"
    ),
}
_PATTERNS = {name: re.compile(form, 0 if name == "weekday" else re.I) for name, form in _FORMS.items()}
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


def find_dates(sentence: str, published: PartialDate | None) -> Iterator[DateWords]:
    """Finds the dates that a sentence names.

    Args:
        sentence: The sentence.
        published: The day from which relative words are counted; without one they name no date.

    Returns:
        The dates from left to right; one that stands within a longer one is left out.
    """
    taken: list[tuple[int, int]] = []
    found = []
    for name, form in _PATTERNS.items():
        for match in form.finditer(sentence):
            if any(start < match.end() and match.start() < end for start, end in taken):
                continue
            taken.append(match.span())
            date, is_relative = _resolve(name, match, published)
            if (
                name == "weekday"
                and date is not None
                and published is not None
                and _AHEAD.search(sentence, 0, match.start())
            ):
                date = _coming(date, published)
            before = sentence[: match.start()]
            if date is None or _IN_BRACKETS.search(before) or _MERE_COMPARISON.search(before):
                continue
            words = match.group().strip(" ,")
            found.append(DateWords(date, words, match.start(), is_relative))
    return iter(sorted(found, key=lambda f: f.start))


def _resolve(name: str, match: re.Match[str], published: PartialDate | None) -> tuple[PartialDate | None, bool]:
    """The date a match means, and whether the day of publication was needed to know it."""
    found = match.groupdict()
    if name == "year":
        return partial_date(int(found["y"] or found["z"])), False
    if name in {"weekday", "zhdayonly"}:
        return _near(found, published), True
    month = int(found["m"]) if found["m"].isdigit() else month_number(found["m"])
    if not 1 <= month <= 12:
        return None, True
    year, is_relative = _year(found, month, published.first if published is not None else None)
    return (_dated(found, year, month) if year is not None else None), is_relative


def _near(found: Mapping[str, str | None], published: PartialDate | None) -> PartialDate | None:
    """A weekday or a day without its month, counted from the day of publication."""
    if published is None or published.precision is not Precision.DAY:
        return None
    weekday = found.get("w")
    return _weekday(weekday, published.first) if weekday else _day_of_month(_number(found["d"]), published.first)


def _dated(found: Mapping[str, str | None], year: int, month: int) -> PartialDate | None:
    """The month, the day, or the span of days that a match names in `year`."""
    if "d" not in found:
        return partial_date(year, month)
    first = partial_date(year, month, _number(found["d"]))
    last = partial_date(year, month, _number(found["e"])) if first is not None and "e" in found else None
    if first is None or last is None or last.first <= first.first:
        return first
    return PartialDate(first.first, last.last, Precision.DAY)


def _year(found: Mapping[str, str | None], month: int, base: dt.date | None) -> tuple[int | None, bool]:
    """The year of a date: printed, or this, last, or the one that brings the month nearest to publication."""
    if found.get("y"):
        return int(found["y"] or 0), False
    if base is None:
        return None, True
    if found.get("last"):
        return base.year - 1, True
    if found.get("this"):
        return base.year, True
    # "Nov. 5" in an article of January is of the November before.
    distance = (dt.date(base.year, month, 15) - base).days
    return base.year - (distance > _HALF_YEAR), True


def _number(written: str | None) -> int:
    return int(re.sub(r"\D", "", written or "0") or 0)


def _weekday(name: str, base: dt.date) -> PartialDate:
    """The last day of that name up to publication."""
    index = next(i for i, full in enumerate(_WEEKDAYS) if full.startswith(name.lower()))
    return day(base - dt.timedelta(days=(base.weekday() - index) % 7))


def _coming(date: PartialDate, published: PartialDate) -> PartialDate:
    """The weekday at or after publication, of which `date` is the one before: "opens on Sunday"."""
    ahead = date.first != published.first
    return day(date.first + dt.timedelta(days=7 * ahead))


def _day_of_month(number: int, base: dt.date) -> PartialDate | None:
    """The day `number` of the month of publication, or of the month before where it is still to come."""
    if number <= base.day + 3:
        return partial_date(base.year, base.month, number)
    before = base.replace(day=1) - dt.timedelta(days=1)
    return partial_date(before.year, before.month, number)
