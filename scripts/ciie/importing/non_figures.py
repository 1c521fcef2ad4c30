"""Numbers that count nothing: years, ordinals, parts of names (5G, Fortune 500, Phase III), times, places, lists."""

from __future__ import annotations

import re

from ciie.importing.counted_things import is_measured
from ciie.words.numerals import Number

YEARS = range(1900, 2101)
# Things that come in thousands, so that "2000 companies" is a count and "2000" alone is a year.
_MANY = frozenset({"companies", "exhibitors", "visitors", "people", "m2", "items", "products", "exhibits", "projects"})
_NAMED = (
    r"(?:Fortune|Forbes|Global|S&P|CSI|FTSE|Nasdaq|Phase|No\.?|Hall|Booth|Page|Article|Chapter|Section|Tier|Level|Line"
    r"|Route|Model|Version|Windows|iPhone|Flight|Room|Building|Gate|Figure|Table|Volume|Issue|Covid|COVID|Boeing|Airbus"
    r"|Channel|Industry|Web|Made\s+in\s+China|Vision|Agenda|G)[\s-]*"
)
_BEFORE = re.compile(rf"(?:{_NAMED}|[#第/№:：]\s*|aged\s*|[A-Za-z]-?|\d[.,:/-]|\d{{3,4}}[\s-])$")
_BEHIND = re.compile(
    r"(?:st|nd|rd|th)\b|\s*(?:届|屆|强|強|号馆|號館|[:：]\d\d|[ap]\.?m\.?\b|o'clock|时许|点(?:整|半|钟)?)"
    r"|(?:[A-Z]{1,3}|[a-z]{1,2}\d)(?![A-Za-z])|[A-Za-z]|-(?:[a-z]+-)?(?:old|hour|minute|inch|point|way|stop|in-one|D\b)"
    r"|\s+years?[\s-]old|岁|歲|\s*[号號日月]|[-–/]\d|\.\d+\.|\s*\)\s*$"
)
_SUBJECT = re.compile(
    r"\s+(?:made|were|are|have|has|had|joined|took|will|came|come|participated|attended|of\s+(?:them|which|these|the))\b",
    re.I,
)
_TOP = re.compile(r"(?:world'?s?\s+)?(?:top|leading)\s*$", re.I)
_OF_THE_TOP = re.compile(r"\bof\s+the\s+(?:world'?s?\s+)?(?:top|leading)\s*$", re.I)
_RANKING = re.compile(r"\s*(?:companies|enterprises|firms|list|企业)", re.I)
_SPAN = re.compile(
    r"(?:past|last|previous|next|coming|recent|first|following|preceding|another"
    r"|过去|過去|未来|未來|近|今后|最近|前|此后|之前)\s*(?:the\s+)?$",
    re.I,
)
_SPANNED = frozenset({"years", "months", "days", "hours", "sessions", "times"})
_POINTED_AT = re.compile(r"(?:\b(?:the|these|those|its|their|his|her|our|both|all|other|every)|[这那其两各])\s*$", re.I)


def is_no_figure(number: Number, before: str, after: str, unit: str | None) -> bool:
    """True of a number in digits that the words before and behind it keep from counting anything."""
    if is_measured(unit):
        # "$2m" is cut short: the letter belongs to the number.
        return unit is not None and unit.isupper() and after[:1].isascii() and after[:1].isalpha()
    if after[:1] != "多" and _BEHIND.match(after) is not None:
        return True
    if _BEFORE.search(before) is not None or _is_ranking(number, before, after):
        return True
    if unit is None and number.value < 1000 and _SUBJECT.match(after) is None:
        return True
    return unit in _SPANNED and _SPAN.search(before) is not None


def is_no_figure_in_words(number: Number, before: str, after: str, unit: str | None) -> bool:
    """True of a number in words that is no figure: one, "two-way", "the two sides", or with nothing behind it."""
    if number.value == 1 or (after.startswith("-") and not after.lower().startswith("-fold")):
        return True
    if unit is None or unit in {"hours", "months"}:
        return True
    return not is_measured(unit) and _POINTED_AT.search(before) is not None


def is_year(written: str, after: str, unit: str | None) -> bool:
    """True of four digits that name a year and not so many of something."""
    if not (written.isdigit() and len(written) == 4 and int(written) in YEARS):
        return False
    if after[:1] and after[0] in "多余餘家名个個项項位款种件场":
        return False
    return unit is None or not after.startswith(" ") or unit not in _MANY


def _is_ranking(number: Number, before: str, after: str) -> bool:
    """True of "the world's top 500 companies" and "three of the top five"; the top 15 brands are a figure."""
    if _OF_THE_TOP.search(before) is not None:
        return True
    return number.value >= 100 and _TOP.search(before) is not None and _RANKING.match(after) is not None
