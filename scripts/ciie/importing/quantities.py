"""Numbers with what they count, how exact they are and the words that say so: "nearly US$350 billion", "3800多家企业".

A grammar of our own, in time linear to the text: of the libraries tried, the best read half of the press's figures
wrongly. It knows units and counted things (nouns.yml) and nothing of measures.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal

from ciie.importing.number_context import (
    currency_before,
    is_no_figure,
    is_no_figure_in_words,
    is_year,
    ordinal_number,
    qualifier_before,
    qualifier_behind,
    thing_behind,
)
from ciie.importing.proposals import Quantity
from ciie.reading.date_words import date_spans
from ciie.words.model import Qualifier
from ciie.words.numerals import Number, all_numbers

LONGEST_WORDS = 90
# How far around a number its words are looked for.
BEFORE, BEHIND = 40, 90
_GOERS = frozenset({"companies", "exhibitors", "start-ups", "brands", "organizations"})
_RUN = re.compile(
    r"(?P<n>first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d{1,2}(?:st|nd|rd|th))\s+"
    r"(?:(?:consecutive|straight|successive)\s+years?|years?\s+(?:in\s+a\s+row|running|of\s+participation|participating"
    r"|to\s+(?:participate|take\s+part|attend|exhibit|join)))",
    re.I,
)
_ANNIVERSARY = re.compile(
    r"(?P<n>\d{1,3}|tenth|fifth|fiftieth)(?:st|nd|rd|th)?\s+anniversary|(?P<zh>\d{1,3}|[一二三四五六七八九十]{1,3})周年",
    re.I,
)
_RUN_ZH = re.compile(r"连续\s*(?:第)?\s*(?P<n>\d{1,2}|[一二三四五六七八九十两]{1,3})\s*[年次届]")
# Not 二十大, the party congress, nor 百年; a noun or a classifier shows that things are counted.
_NO_COUNT = re.compile(r"(?:十八|十九|二十)大")
_COUNTED = re.compile(r"[多余餘]?\s*(?:[大家项項款场場个個种名位天倍国万亿]|美元|欧元|人民币|平方米)")


def find_quantities(text: str, language: str = "en") -> tuple[Quantity, ...]:
    """Every quantity of `text`, from left to right; `language` names the months that dates are known by."""
    dates, runs = date_spans(text, language), list(_runs(text))
    taken = [*dates, *((run.start, run.end) for run in runs)]
    found = [quantity for number in _numbers(text) if (quantity := _read(text, number))]
    found = [q for q in found if not any(start <= q.number < end for start, end in taken)]
    # "200 companies have come for the sixth year in a row" is one figure, of the companies.
    counted = min((quantity.end for quantity in found if quantity.unit in _GOERS), default=len(text))
    found += [run for run in runs if run.start < counted]
    return tuple(_share_qualifiers(text, _apart(found)))


def _numbers(text: str) -> Iterator[Number]:
    """The numbers of `text` that may count something; in Chinese numerals those that a counted thing stands behind."""
    for number in all_numbers(text):
        written = text[number.start : number.end + 1]
        is_chinese = number.in_words and not number.is_share and written[0] > "\u2e80"
        if is_chinese and (_NO_COUNT.match(written) or not _COUNTED.match(text, number.end)):
            continue
        # "Hundreds" and 数百 give no number that a figure could state; three or four dozens are at least thirty.
        if number.most is None or number.most < 2 * number.value:
            yield number


def _read(text: str, number: Number) -> Quantity | None:
    """The quantity that a number and the words around it make; None where it counts nothing."""
    low = max(0, number.start - BEFORE)
    if number.is_share:
        return _share(number, text[low : number.start])
    before, after = text[low : number.start], text[number.end : number.end + BEHIND]
    money = currency_before(before)
    unit, length = thing_behind(after) if money is None else (money[0], 0)
    before = before if money is None else before[: money[1]]
    if number.in_words and is_no_figure_in_words(number, before, after, unit):
        return None
    if is_no_figure(number, before, after, unit) or is_year(text[number.start : number.end], after, unit):
        return None
    qualifier, lead = qualifier_before(before)
    later, tail = qualifier_behind(after[length:])
    if qualifier is Qualifier.EXACT and later is not Qualifier.EXACT:
        qualifier, length = later, length + tail
    if number.most is not None:
        qualifier = Qualifier.AT_LEAST
    if _says_more(text[number.start : number.end] + after[:2]):
        qualifier = Qualifier.OVER
    start, end = low + len(before) - lead, number.end + length
    end = end if end - start <= LONGEST_WORDS else number.end
    return Quantity(number.value, unit, qualifier, start, len(text[:end].rstrip()), number.start)


def _says_more(written: str) -> bool:
    """True of 3400多 and 40余万."""
    return re.search(r"\d\s*[多余餘]|[一二三四五六七八九十百千万亿萬億]\s*[多余餘]", written) is not None


def _apart(found: Iterable[Quantity]) -> list[Quantity]:
    """The quantities from left to right, of those that overlap the first."""
    kept: list[Quantity] = []
    for quantity in sorted(found, key=lambda q: (q.number, -q.end)):
        if not kept or quantity.number >= kept[-1].end:
            kept.append(quantity)
    return kept


def _share_qualifiers(text: str, found: list[Quantity]) -> Iterator[Quantity]:
    """The quantities, a second of two joined by "and" with the first one's qualifier: exceed 32 and 5 trillion."""
    previous: Quantity | None = None
    for quantity in found:
        shared = quantity
        if previous is not None and quantity.qualifier is Qualifier.EXACT and quantity.unit == previous.unit:
            between = text[previous.end : quantity.start].strip().lower()
            if between in {"and", "or", "和", "、", "与"}:
                shared = replace(quantity, qualifier=previous.qualifier)
        yield shared
        previous = shared


def _runs(text: str) -> Iterator[Quantity]:
    """Years in a row and anniversaries, which are written as ordinals."""
    for match in (*_RUN.finditer(text), *_ANNIVERSARY.finditer(text), *_RUN_ZH.finditer(text)):
        value = ordinal_number(next(written for written in match.groups() if written))
        if value is not None and value > 1:
            yield Quantity(Decimal(value), "years", Qualifier.EXACT, match.start(), match.end(), match.start())


def _share(number: Number, before: str) -> Quantity:
    """A share in words or as a ratio: more than half of them, 近九成, nine out of ten."""
    qualifier, lead = qualifier_before(before)
    return Quantity(number.value, "%", qualifier, number.start - lead, number.end, number.start)
