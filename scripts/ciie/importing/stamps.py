"""Full dates as pages print them beside a headline: 2023-11-16 10:22:54, Nov 05, 2023 09:36 PM, 2023年11月5日.

Only forms that can be read in one way count: 5/11/2023 is two dates, and is none here.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from ciie.words.dates import EARLIEST, PartialDate, Precision, day

_NAMES = {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
_NAMES |= {name.lower(): number for number, name in enumerate(calendar.month_abbr) if name} | {"sept": 9}
MONTH = "|".join(sorted(_NAMES, key=len, reverse=True))
_TIME = r"(?:\d{1,2}[:：]\d{2}(?:[:：]\d{2})?\s*(?:[ap]\.?m\.?\b)?|\d{1,2}\s*[ap]m\b)"
_ZONE = (
    r"(?:\s*(?:\(?(?:UTC|GMT|BJT|SGT|HKT|CST|EST|EDT|PST|ET)\)?(?:[+-]\d{1,2}(?::?\d{2})?)?|Beijing "
    r"time)\b|Z|[+-]\d{2}:?\d{2}\b)?"
)
_YEAR = r"(?P<{0}year>(?:19|20)\d\d)"
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?[.,]*\s+)?"
_FORMS = (
    r"(?<!\d)(?P<ayear>(?:19|20)\d\d)\s*(?P<sep>[-/.])\s*(?P<amonth>\d{1,2})\s*(?P=sep)\s*(?P<aday>\d{1,2})(?!\d{1,2}(?![:\d]))",
    r"(?<!\d)(?P<byear>(?:19|20)\d\d)\s*年\s*(?P<bmonth>\d{1,2})\s*月(?:\s*(?P<bday>\d{1,2})\s*[日号號])?",
    rf"(?<![A-Za-z])(?P<cmonth>{MONTH})\.?[\s-]*(?P<cday>\d{{1,2}})(?:st|nd|rd|th)?\s*[,，-]?\s*(?P<cyear>(?:19|20)\d\d)(?!\d)",
    rf"(?<![\d:])(?P<dday>\d{{1,2}})(?:st|nd|rd|th)?[\s-]*(?:of\s+)?(?P<dmonth>{MONTH})\.?[\s,，-]*(?P<dyear>(?:19|20)\d\d)(?!\d)",
)
_STAMP = re.compile(rf"(?:{_WEEKDAY})(?:{'|'.join(_FORMS)})", re.I)
_TIME_BEFORE = re.compile(rf"{_TIME}{_ZONE}[\s,，|]*$", re.I)
_TIME_AFTER = re.compile(rf"[T\s,，|]*(?:(?:at|on)\s+)?{_TIME}(?:\.\d+)?{_ZONE}", re.I)


@dataclass(frozen=True, slots=True)
class Stamp:
    """A date printed in full: characters `start` to `end` of a line, its time of day included."""

    date: PartialDate
    start: int
    end: int


def find_stamps(text: str) -> Iterator[Stamp]:
    """Every full date of `text`, from left to right; a day that does not exist is left out."""
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
    return _NAMES[name.lower().rstrip(".")]


def partial(year: int, month: int | None = None, number: int | None = None) -> PartialDate | None:
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
    return partial(int(year), named, int(number) if number else None)
