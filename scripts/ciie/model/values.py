"""Dates that may be known only to the month or the year, and references to entries of the vocabulary.

Precision is part of a date: "2023-11" is the month and not its first day.
"""

from __future__ import annotations

import calendar
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from enum import IntEnum
from functools import lru_cache
from typing import NamedTuple, TypeVar

MONTHS = tuple(calendar.month_name)
EARLIEST = date(1900, 1, 1)
# What four digits must be to be read as a year, and of which years dates may be.
YEARS = range(EARLIEST.year, 2100)
# The day on which the expo was announced; nothing was written of it before.
ANNOUNCED = date(2017, 5, 14)
# The expo's own name, which is no mention of a country.
EXPO_NAMES = (
    "China International Import Expo",
    "China International Import Exposition",
    "China International Imports Expo",
    "China Import Expo",
    "中国国际进口博览会",
    "中国进口博览会",
    "中国进博会",
)
_FORM = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)


class Precision(IntEnum):
    """How closely a date is known; a larger value is closer."""

    YEAR = 1
    MONTH = 2
    DAY = 3


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """A day, month or year, or a span of days.

    Attributes:
        first: The first day it covers.
        last: The last day it covers, at or after `first`.
        precision: How closely `first` and `last` are known.
    """

    first: date
    last: date
    precision: Precision

    @property
    def iso(self) -> str:
        """The date as records write it: 2023, 2023-11, 2023-11-05 or 2023-11-05/2023-11-10."""
        start = _iso(self.first, self.precision)
        end = _iso(self.last, self.precision)
        return start if start == end else f"{start}/{end}"

    @property
    def text(self) -> str:
        """The date as readers see it: 2023, November 2023, 5 November 2023, 5–10 November 2023."""
        return _text(self)


def parse_date(text: str) -> PartialDate | None:
    """The date that `text` writes as YYYY, YYYY-MM, YYYY-MM-DD or as two of one form joined by "/".

    None where the form differs, the day does not exist, the span runs backwards, or the year is
    before 1900 or after 2099 (the expo began in 2018; nothing it tells of is older, or so far ahead).

    Args:
        text: A text without blanks around it.

    Returns:
        The date, or None.
    """
    ends = [_parse_one(part) for part in text.split("/")]
    if len(ends) > 2 or any(end is None for end in ends):
        return None
    start, end = ends[0], ends[-1]
    if start is None or end is None or start.precision is not end.precision or end.first < start.first:
        return None
    if len(ends) == 2 and start == end:
        return None
    return PartialDate(start.first, end.last, start.precision)


def day(value: date) -> PartialDate:
    """`value` as a date known to the day.

    Args:
        value: The day.

    Returns:
        The date, of one day.
    """
    return PartialDate(value, value, Precision.DAY)


def partial_date(year: int, month: int | None = None, number: int | None = None) -> PartialDate | None:
    """The year, month or day as a date.

    Args:
        year: The year.
        month: The month, 1 to 12.
        number: The day of the month.

    Returns:
        The date, known as closely as it is told; None where it does not exist, or is before 1900 or after 2099.
    """
    try:
        first = date(year, 1 if month is None else month, 1 if number is None else number)
    except ValueError:
        return None
    if first.year not in YEARS:
        return None
    if number is not None:
        return day(first)
    last_month = month or 12
    last = date(year, last_month, calendar.monthrange(year, last_month)[1])
    return PartialDate(first, last, Precision.MONTH if month else Precision.YEAR)


def latest_day(now: datetime) -> date:
    """The day that it is at `now` where a day begins first; what is dated so may have been published already.

    Args:
        now: A moment with its time zone.

    Returns:
        The day in the time zone furthest east, UTC+14.
    """
    return now.astimezone(timezone(timedelta(hours=14))).date()


def _parse_one(text: str) -> PartialDate | None:
    match = _FORM.fullmatch(text)
    return partial_date(*(int(part) for part in match.groups() if part)) if match is not None else None


def _iso(value: date, precision: Precision) -> str:
    return value.isoformat()[: {Precision.YEAR: 4, Precision.MONTH: 7, Precision.DAY: 10}[precision]]


# A page names the same few dates again and again.
@lru_cache(maxsize=16_384)
def _text(value: PartialDate) -> str:
    start, end = _words(value.first, value.precision), _words(value.last, value.precision)
    if start == end:
        return start
    if value.precision is Precision.DAY and value.first.timetuple()[:2] == value.last.timetuple()[:2]:
        return f"{value.first.day}–{end}"
    return f"{start} – {end}"


def _words(value: date, precision: Precision) -> str:
    if precision is Precision.YEAR:
        return str(value.year)
    month = f"{MONTHS[value.month]} {value.year}"
    return month if precision is Precision.MONTH else f"{value.day} {month}"


_PORT = r"[1-9]\d{0,3}|[1-5]\d{4}|6[0-4]\d{3}|65[0-4]\d{2}|655[0-2]\d|6553[0-5]"
# The host of a web address, and its port.
HOST = rf"[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?(?::(?:{_PORT}))?"
WEB_ADDRESS = rf"""[Hh][Tt][Tt][Pp][Ss]?://{HOST}(?:[/?#][^\s<>"'`{{}}|\\^]*)?"""


def parse_url(text: str) -> str | None:
    """`text` where it is a full http or https address that is safe to link to, else None.

    Args:
        text: A text without blanks around it.

    Returns:
        The text as it is, or None.
    """
    return text if re.fullmatch(WEB_ADDRESS, text) else None


LONGEST_NAME = 80


def kebab(words: str) -> str:
    """`words` as an id: small letters and digits joined by single hyphens; empty where they have none.

    Args:
        words: Any text.

    Returns:
        At most `LONGEST_NAME` characters.
    """
    return "-".join(re.findall(r"[a-z0-9]+", words.lower()))[:LONGEST_NAME].rstrip("-")


# The lists of the vocabulary, as their files are named.
KINDS = ("topics", "measures", "organisations", "people", "places", "outlets", "editions")


class Ref(NamedTuple):
    """A reference to an entry of the vocabulary.

    Attributes:
        kind: The list that has the entry, named as its file: "places".
        id: The entry's id in that list.
    """

    kind: str
    id: str


# A key of any kind, with an order.
K = TypeVar("K", str, tuple[str, int])


def groups(ties: Iterable[tuple[K, K]]) -> list[set[K]]:
    """The keys that ties connect, directly or through others.

    Args:
        ties: Pairs of keys; a key tied to itself stands alone.

    Returns:
        The groups, in the order of their smallest keys; each key is in one.
    """
    beside: dict[K, set[K]] = defaultdict(set)
    for one, other in ties:
        beside[one].add(other)
        beside[other].add(one)
    found: list[set[K]] = []
    seen: set[K] = set()
    for start in sorted(beside):
        group: set[K] = set()
        open_ones = [start]
        while open_ones:
            name = open_ones.pop()
            if name not in seen:
                seen.add(name)
                group.add(name)
                open_ones += sorted(beside[name])
        found += [group] if group else []
    return found


G = TypeVar("G")
V = TypeVar("V")


def gathered(pairs: Iterable[tuple[G, V]]) -> dict[G, tuple[V, ...]]:
    """The values of each key, in their order.

    Args:
        pairs: Keys with a value each; a key may come again.

    Returns:
        By key, in the order in which the keys come first.
    """
    found: dict[G, list[V]] = defaultdict(list)
    for key, value in pairs:
        found[key].append(value)
    return {key: tuple(values) for key, values in found.items()}


_UNITS = {"m2": "m²"}


def unit_of(unit: str) -> str:
    """A unit as readers write it.

    Args:
        unit: A unit of a measure, as a figure has it.

    Returns:
        "m²" for "m2"; any other as it is.
    """
    return _UNITS.get(unit, unit)


_READABLE_SCALES = ((Decimal(10**12), "trillion"), (Decimal(10**9), "billion"), (Decimal(10**6), "million"))


@lru_cache(maxsize=16_384)
def readable(value: Decimal) -> str:
    """A number as readers say it: "3,486", "78.41 billion".

    Args:
        value: Any number; no digit of it is lost.

    Returns:
        Its digits with commas between thousands; from a million on with the word for its scale.
    """
    for scale, name in _READABLE_SCALES:
        if abs(value) >= scale:
            return f"{(value / scale).normalize():,f} {name}"
    return f"{value.normalize():,f}"
