"""Numbers with what they count, how exact they are and the words that say so: "nearly US$350 billion", "3800多家企业".

A grammar of our own, in time linear to the text: of the libraries tried, the best read half of the press's figures
wrongly. It knows units and counted things (nouns.yml) and nothing of measures.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from ciie.importing.counted_things import currency_before, thing_behind
from ciie.importing.non_figures import is_no_figure, is_no_figure_in_words, is_year
from ciie.importing.number_words import DIGITS, chinese_number, ordinal_number
from ciie.importing.qualifiers import qualifier_before, qualifier_behind
from ciie.reading.date_words import date_spans
from ciie.words.model import Qualifier
from ciie.words.numerals import Number, find_number_words, find_numbers

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
_HALF = re.compile(r"\bhalf\s+(?:of\b|the\b)|(?<![A-Za-z])半数|一半")
_NOT_A_SHARE = re.compile(r"\b(?:first|second|other|latter)\s*$", re.I)
_TENTHS = re.compile(r"(?P<n>[一二三四五六七八九])成(?P<half>半)?(?![为立功员熟本就果])")
# Not 二十大, the party congress; 大, 家, 个 and the like show that things are counted.
_CHINESE = re.compile(
    r"(?<![第初周十百千万亿一二三四五六七八九两])(?!(?:十八|十九|二十)大)(?P<n>[一二三四五六七八九十百千两]+)"
    r"(?P<scale>[万亿])?(?=[多余餘]?\s*(?:大|家|项|項|款|场|場|个|個|种|名|位|天|倍|国))"
)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number and what it counts.

    Attributes:
        value: The number; shares are 0-100.
        unit: A currency code, "%", "m2", or the name that nouns.yml gives what is counted; None where nothing is said.
        qualifier: How exact it is.
        start: Where its words begin in the text.
        end: Where its words end.
        number: Where the number itself begins.
    """

    value: Decimal
    unit: str | None
    qualifier: Qualifier
    start: int
    end: int
    number: int


def find_quantities(text: str, language: str = "en") -> tuple[Quantity, ...]:
    """Every quantity of `text`, from left to right; `language` names the months that dates are known by."""
    dates, runs = date_spans(text, language), list(_runs(text))
    taken = [*dates, *((run.start, run.end) for run in runs)]
    found = [quantity for number, is_word in _numbers(text) if (quantity := _read(text, number, is_word))]
    found = [q for q in found if not any(start <= q.number < end for start, end in taken)]
    # "200 companies have come for the sixth year in a row" is one figure, of the companies.
    counted = min((quantity.end for quantity in found if quantity.unit in _GOERS), default=len(text))
    found += [run for run in runs if run.start < counted]
    found += _shares(text)
    return tuple(_share_qualifiers(text, _apart(found)))


def _numbers(text: str) -> Iterator[tuple[Number, bool]]:
    """Each number of `text`, and whether it is written in words."""
    yield from ((number, False) for number in find_numbers(text))
    for number in find_number_words(text):
        if text[number.start : number.end].lower() not in {"half", "一半", "半数"}:
            yield number, True
    for match in _CHINESE.finditer(text):
        value = chinese_number(match["n"])
        if value is not None and value > 1:
            scale = {"万": 10**4, "亿": 10**8}.get(match["scale"] or "", 1)
            yield Number(Decimal(value * scale), match.start(), match.end()), True


def _read(text: str, number: Number, is_word: bool) -> Quantity | None:
    """The quantity that a number and the words around it make; None where it counts nothing."""
    low = max(0, number.start - BEFORE)
    before, after = text[low : number.start], text[number.end : number.end + BEHIND]
    money = currency_before(before)
    unit, length = thing_behind(after) if money is None else (money[0], 0)
    before = before if money is None else before[: money[1]]
    if is_word and is_no_figure_in_words(number, before, after, unit):
        return None
    if is_no_figure(number, before, after, unit) or is_year(text[number.start : number.end], after, unit):
        return None
    qualifier, lead = qualifier_before(before)
    later, tail = qualifier_behind(after[length:])
    if qualifier is Qualifier.EXACT and later is not Qualifier.EXACT:
        qualifier, length = later, length + tail
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


def _shares(text: str) -> Iterator[Quantity]:
    """Shares in words: more than half of them, 近九成."""
    for match in _HALF.finditer(text):
        before = text[max(0, match.start() - BEFORE) : match.start()]
        if _NOT_A_SHARE.search(before) is None:
            end = match.start() + len("half") if match.group().isascii() else match.end()
            yield _share(Decimal(50), before, match.start(), end)
    for match in _TENTHS.finditer(text):
        before = text[max(0, match.start() - BEFORE) : match.start()]
        value = DIGITS[match["n"]] * 10 + 5 * bool(match["half"])
        yield _share(Decimal(value), before, match.start(), match.end())


def _share(value: Decimal, before: str, start: int, end: int) -> Quantity:
    qualifier, lead = qualifier_before(before)
    return Quantity(value, "%", qualifier, start - lead, end, start)
