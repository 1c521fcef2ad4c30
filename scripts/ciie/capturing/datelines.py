"""The first words of a report: the agency that filed it, from where, on what day, and by whom.

The forms are data (dateline_patterns.yml), the agencies too (outlets.yml). A day is read in every language whose
months are known; a name in brackets beside a place is an agency only if it is known as one, or called as one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from ciie.model.values import PartialDate, partial_date
from ciie.text.dates import find_dates
from ciie.text.languages import ANY_LANGUAGE, HAN, month_names
from ciie.text.patterns import Pattern, read_own, read_patterns

FILE = Path(__file__).with_name("dateline_patterns.yml")
OUTLETS = Path(__file__).with_name("outlets.yml")
# Datelines with two places, a day and a long agency have some hundred characters.
_LONGEST = 200
# How the names of agencies and papers end.
_PRESS_NAME = re.compile(
    r"^(?:ИА|РИА)\s|\b(?:News(?:\s?wire)?|\w*News|Agency|Agence|Agencia|Press|Presse|Wire)$|(?:通信|通訊社|通讯社)$"
)
_REPORTERS = re.compile(r"^.{0,16}?(?:记者|記者)[\s:：]*(?P<names>.+?)(?:\s*(?:通讯员|通訊員|实习生|摄影)[\s:：]*.*)?$")
# A line of one outlet's reporters ends before the word for a report.
_REPORTED = re.compile(rf"[{HAN}]{{2}}(?:报道|報道)$")


class Opens(StrEnum):
    """What a pattern of a dateline matches."""

    DATELINE = "dateline"
    AGENCY = "agency"
    NOTICE = "notice"


@dataclass(frozen=True, slots=True)
class Dateline:
    """A dateline: the agency, reporters and day that the first words of a text name.

    Attributes:
        words: All of it, up to where the text goes on.
        agency: The agency, as printed.
        reporters: The reporters, as printed.
        month: The month.
        day: The day; without a month in "上海5日電".
        year: The year.
        is_notice: Whether it is of an outlet's own notice, which names the outlet and no day.
    """

    words: str
    agency: str | None
    reporters: str | None
    month: int | None
    day: int | None
    year: int | None
    is_notice: bool

    @property
    def end(self) -> int:
        """The index after its last character."""
        return len(self.words)

    def date(self, year: int | None, month: int | None = None) -> PartialDate | None:
        """Its date, in its own year and month or else in `year` and `month`; None where one of the three is unknown."""
        year, month = self.year or year, self.month or month
        return partial_date(year, month, self.day) if year and month and self.day else None


def dateline_patterns() -> tuple[Pattern, ...]:
    """The patterns of dateline_patterns.yml, in the order of the file."""
    return read_patterns(FILE, Opens, None, _parts())


@cache
def well_known_outlets() -> tuple[dict[str, Any], ...]:
    """The entries of outlets.yml.

    Returns:
        One mapping of keys for each outlet, in the order of the file.
    """
    return tuple(read_own(OUTLETS))


def find_dateline(text: str) -> Dateline | None:
    """The dateline that `text` begins with; of notices such as 【大公报讯】 too, which have no date."""
    beginning = text[:_LONGEST]
    for pattern in dateline_patterns():
        match = pattern.expression.match(beginning)
        if match is not None:
            found = _dateline(match, is_notice=pattern.does == Opens.NOTICE)
            # A line of its own is a dateline only with a day.
            if match.end() == len(text) and not found.day:
                continue
            if pattern.does != Opens.AGENCY or (found.agency is not None and is_agency(found.agency)):
                return found
    return None


def opening_datelines(paragraphs: Sequence[str]) -> Iterator[Dateline]:
    """The datelines that the first three paragraphs begin with; above them stand captions and key points.

    Args:
        paragraphs: The paragraphs of an article, in order.

    Returns:
        At most three datelines, in the order of their paragraphs.
    """
    return (found for text in paragraphs[:3] if (found := find_dateline(text)) is not None)


def without_dateline(text: str) -> str:
    """`text` behind its dateline, or all of it.

    Args:
        text: A paragraph.

    Returns:
        What follows the dateline, beginning with its first character.
    """
    found = find_dateline(text)
    return text[found.end :] if found is not None else text


def is_agency(name: str) -> bool:
    """True of the name of a known agency, and of one that ends as the names of agencies do."""
    bare = _bare(name)
    return bare in _agencies() or any(bare.startswith(f"{known}/") for known in _agencies()) or bool(
        _PRESS_NAME.search(name.strip())
    )  # fmt: skip


def _dateline(match: re.Match[str], is_notice: bool) -> Dateline:
    found = {name: value for name, value in match.groupdict().items() if value}
    written = next(iter(find_dates(found.get("date", ""), ANY_LANGUAGE)), None)
    day = written.days[0] if written is not None and written.days else int(found.get("day", 0)) or None
    by = found.get("by") or found.get("who") or ""
    told = _REPORTERS.match(by)
    agency = found.get("agency", "").strip("()/[] ")
    return Dateline(
        words=match.group(),
        agency=agency if agency and not agency.startswith("本") else None,
        reporters=_REPORTED.sub("", told["names"]) if told is not None else by or None,
        month=written.month if written is not None else None,
        day=day,
        year=written.year if written is not None else None,
        is_notice=is_notice,
    )


@cache
def _agencies() -> frozenset[str]:
    wires = (entry for entry in well_known_outlets() if entry["kind"] == "wire")
    names = (name for entry in wires for name in (entry["name"], entry.get("zh", ""), *entry.get("aliases", ())))
    return frozenset(_bare(name) for name in names if name)


def _bare(name: str) -> str:
    return re.sub(r"\s+", " ", name).strip().casefold()


@cache
def _parts() -> tuple[tuple[str, str], ...]:
    """What the names in capitals of the table stand for."""
    months = sorted((re.escape(name) for name in month_names(ANY_LANGUAGE) if name.isalpha()), key=len, reverse=True)
    month = rf"(?:{'|'.join([*months, 'sept', 'ноя'])})"
    upper = "(?-i:[A-ZÀ-ÖØ-ÞА-ЯЁ])"
    year = r"(?:,?\s*(?:del?\s+)?20\d\d(?:\s*(?:г(?:ода|\.)?|r\.))?)?(?:,\s*\d{1,2}:\d\d)?"
    name = rf"{upper}[\w.&-]*(?:\s{upper}?[\w.&-]+){{0,2}}?"
    return (
        ("PLACE", rf"(?P<place>{upper}[\w.'’]*(?:-\w+)*(?:,?\s(?:{upper}[\w.'’-]*|d[aeo]l?|la|of|and|y|e)){{0,5}}?)"),
        ("DATE", rf"(?P<date>\d{{1,2}}(?:st|nd|rd|th|er|º|\.)?\s*(?:de\s+|of\s+)?{month}(?!\w)\.?{year}"
                 rf"|{month}(?!\w)\.?\s*\d{{1,2}}(?:st|nd|rd|th)?(?!\d){year}|20\d\d-\d\d?-\d\d?)"),
        ("WEEKDAY", r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?"),
        ("AGENCY", r"[(/\[](?P<agency>[^()/\[\]\d][^()\[\]\d]{1,38}?)[)/\]]"),
        ("NAME", rf"(?P<agency>{name})"),
        ("STOP", r"(?:\.?\s*(?:--|[-–—―]{1,3})|[:：=|]|(?<=[)/\]])\.?|\.)\s*"),
        ("BY", r"\s*[(（]\s*(?P<by>[^)）]{2,60})[)）]"),
        ("HANS", HAN),
        ("HAN", f"[{HAN}]"),
    )  # fmt: skip
