"""Numbers with what they count, how exact they are and the words that say so: "nearly US$350 billion", "3800多家企业".

A grammar of our own, in time linear to the text: of the libraries tried, the best read half of the press's figures
wrongly. It knows units and counted things (nouns.yml), no measures. Years, ordinals, 5G, times and lists count nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from functools import cache
from pathlib import Path

from ciie.model.records import Qualifier
from ciie.model.values import YEARS
from ciie.text.dates import date_spans
from ciie.text.nouns import noun_behind
from ciie.text.numbers import Number, all_numbers, ordinal_number
from ciie.text.patterns import Pattern, any_of, read_patterns


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


# In characters: where the words are longer, the number alone is quoted.
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
_IN_A_ROW = re.compile(r"[Yy](?:ear|EAR)|[Aa](?:nniversary|NNIVERSARY)|周年|连续")
# Not 二十大, the party congress, nor 百年; a noun or a classifier shows that things are counted.
_NO_COUNT = re.compile(r"(?:十八|十九|二十)大")
_MORE = re.compile(r"\d\s*[多余餘]|[一二三四五六七八九十百千万亿萬億]\s*[多余餘]")
_COUNTED = re.compile(r"[多余餘]?\s*(?:[大家项項款场場个個种名位天倍国人件辆輛吨噸万亿]|美元|欧元|人民币|平方米)")


class Side(StrEnum):
    """The side of a number that words stand at."""

    BEFORE = "before"
    BEHIND = "behind"


class NumberWords(StrEnum):
    """What words beside a number make of it."""

    QUALIFIER = "qualifier"
    NO_FIGURE = "no figure"


def number_patterns() -> tuple[Pattern, ...]:
    """The patterns of number_patterns.yml, in the order of the file."""
    return read_patterns(PATTERNS, NumberWords, Side)


def find_quantities(text: str) -> tuple[Quantity, ...]:
    """Every quantity of an English or Chinese text, or of the gloss of another, from left to right.

    Args:
        text: The text.

    Returns:
        Quantities, none of them in another's words.
    """
    runs = list(_runs(text))
    taken = [*date_spans(text, "en"), *((run.start, run.end) for run in runs)]
    found = [quantity for number in _numbers(text) if (quantity := _read(text, number))]
    found = [q for q in found if not any(start <= q.number < end for start, end in taken)]
    # "200 companies for the sixth year in a row" is one figure, of the companies.
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
        if number.most is None or 2 * number.most < 3 * number.value:
            yield number


def _read(text: str, number: Number) -> Quantity | None:
    """The quantity that a number and the words around it make; None where it counts nothing."""
    low = max(0, number.start - BEFORE)
    if number.is_share:
        return _share(number, text[low : number.start])
    # "400+ guests" and "3,400-odd guests" have it right behind the number.
    later, mark = _qualifier_behind(text[number.end : number.end + BEHIND])
    before, after = text[low : number.start], text[number.end + mark : number.end + BEHIND]
    money = _MONEY_BEFORE.search(before)
    unit, length = (money.lastgroup, 0) if money else _thing_behind(after)
    if number.in_words and length == 1 and after[0] in "名位":
        unit = None  # "The three" are whoever was named before.
    before = before[: money.start()] if money else before
    unit = unit or _thing_before(text[max(0, number.start - BEHIND) : number.start])
    is_none = number.in_words and _is_no_figure_in_words(number, before, after, unit)
    if (
        is_none
        or _is_no_figure(number, before, after, unit)
        or _is_year(text[number.start : number.end], before, after, unit)
    ):
        return None
    qualifier, lead = _qualifier_before(before)
    later, tail = (later, 0) if mark else _qualifier_behind(after[length:])
    if qualifier is Qualifier.EXACT and later is not Qualifier.EXACT:
        qualifier, length = later, length + tail
    qualifier = qualifier if number.most is None else Qualifier.AT_LEAST
    if _MORE.search(text[number.start : number.end] + after[:2]):
        qualifier = Qualifier.OVER
    start, end = low + len(before) - lead, number.end + mark + length
    end = len(text[: end if end - start <= LONGEST_WORDS else number.end].rstrip())
    return Quantity(number.value, unit, qualifier, start, end, number.start)


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
    # Few texts have one, and to look for the word that all have is quicker.
    if not _IN_A_ROW.search(text):
        return
    for match in (*_RUN.finditer(text), *_ANNIVERSARY.finditer(text), *_RUN_ZH.finditer(text)):
        value = ordinal_number(next(written for written in match.groups() if written))
        if value is not None and value > 1:
            yield Quantity(Decimal(value), "years", Qualifier.EXACT, match.start(), match.end(), match.start())


def _share(number: Number, before: str) -> Quantity:
    """A share in words or as a ratio: more than half of them, 近九成, nine out of ten."""
    qualifier, lead = _qualifier_before(before)
    return Quantity(number.value, "%", qualifier, number.start - lead, number.end, number.start)


PATTERNS = Path(__file__).with_name("number_patterns.yml")
_MONEY_BEFORE = re.compile(
    r"(?:(?P<USD>US\s?\$|U\.S\.\s?\$|USD\s?|(?<![A-Z])\$)|(?P<HKD>HK\s?\$)|(?P<EUR>€|EUR\s?)|(?P<GBP>£|GBP\s?)"
    r"|(?P<CNY>(?:RMB|CNY)\s?¥?|¥|￥)|(?P<JPY>JPY\s?)|(?P<AUD>A\$|AU\$)|(?P<SGD>S\$))\s?$"
)
_MONEY_BEHIND = re.compile(
    r"[\s\u00a0-]*[多余餘]?(?:(?P<USD>(?:U\.?S\.?|United\s+States)[\s-]*dollars?|USD\b|US\s?\$|美元|dollars?\b)"
    r"|(?P<EUR>euros?\b|EUR\b|欧元|歐元)|(?P<CNY>yuan\b|RMB\b|CNY\b|renminbi\b|元人民币|元|人民币)"
    r"|(?P<GBP>pounds?\b|GBP\b|英镑)|(?P<JPY>(?:Japanese\s+)?yen\b|日元)|(?P<CHF>(?:Swiss\s+)?francs?\b|瑞士法郎)"
    r"|(?P<HKD>Hong\s+Kong\s+dollars?|港元|港币)|(?P<KRW>(?:South\s+)?Korean\s+won\b|韩元|韓元))",
    re.I,
)
_PERCENT = re.compile(r"\s*-?\s*(?:%|％|per\s?cent\b|percent\b)(?!\s*-?\s*points?)", re.I)
_AREA = re.compile(
    r"[\s-]*[多余餘]?(?:(?:square|sq\.?)[\s-]*(?:meters?|metres?|m\b)|sqm\b|sq\s*m\b|m²|㎡|m2(?![A-Za-z0-9])|平方米|平米|平方公尺)",
    re.I,
)


def _is_measured(unit: str | None) -> bool:
    """True of money, shares and areas, which nothing but a number goes before."""
    return unit is not None and (unit.isupper() or unit in {"%", "m2"})


def _thing_behind(after: str) -> tuple[str | None, int]:
    """What the words behind a number say that it counts, and how many characters of them say so."""
    for pattern, name in ((_PERCENT, "%"), (_AREA, "m2")):
        if match := pattern.match(after):
            return name, match.end()
    match = _MONEY_BEHIND.match(after)
    return (match.lastgroup, match.end()) if match is not None else noun_behind(after)


_HOW_MANY = r"(?:\s+(?:a|record|high|of|over|more|than|nearly|about|some|at|least|almost)){0,5}"
_NUMBER_OF = re.compile(
    r"\bnumber\s+of(?P<things>(?:[^\d.;]|(?<=[A-Z])\.|\d{1,3}(?:\.\d{1,2})?\s?(?:%|per\s?cent)){4,90}?)\b(?:to|from|reach\w*|hit\w*|at|was|were|is|are|total\w*|exceed\w*|surpass\w*)"
    rf"{_HOW_MANY}(?:\s[\d,.]{{1,12}}\s+to{_HOW_MANY})?\s*$",
    re.I,
)


def _thing_before(before: str) -> str | None:
    """What a number counts that its noun stands before: the number of exhibitors rose to 192."""
    found = _NUMBER_OF.search(before)
    return noun_behind(found["things"])[0] if found is not None else None


_LINK = (
    r"(?:\s*(?:the|los|las|les|gli|le|i|os|as|die|den|a\s+total\s+of|of|达|达到|到|有|to|by)\b)?[\s,]*"
    r"(?:a\s+(?:record|total)\s+(?:of\s+)?)?"
)


def _qualifier_before(before: str) -> tuple[Qualifier, int]:
    """What the words right before a number make of it, and how many characters they take."""
    match = _qualifying(Side.BEFORE).search(before)
    if match is None:
        return Qualifier.EXACT, 0
    return _qualifier(match), len(before) - match.start()


def _qualifier_behind(after: str) -> tuple[Qualifier, int]:
    """What the words right behind a number and its unit make of it, and how many characters they take."""
    match = _qualifying(Side.BEHIND).match(after)
    return (Qualifier.EXACT, 0) if match is None else (_qualifier(match), match.end())


def _qualifier(match: re.Match[str]) -> Qualifier:
    return Qualifier(next(name for name, words in match.groupdict().items() if words).replace("_", "-"))


def _patterns(does: NumberWords, side: Side) -> list[Pattern]:
    return [known for known in number_patterns() if known.does == does and known.where == side]


@cache
def _qualifying(side: Side) -> re.Pattern[str]:
    """What finds a qualifier at that side of a number; the group that matched is its name."""
    known = _patterns(NumberWords.QUALIFIER, side)
    named = [(words.name.replace("-", "_"), words.expression.pattern) for words in known]
    if side is Side.BEHIND:
        return re.compile("|".join(rf"\s*(?P<{name}>{words})" for name, words in named), re.I)
    words = "|".join(rf"(?P<{name}>(?<![A-Za-z])(?:{words}))" for name, words in named)
    return re.compile(f"(?:{words}){_LINK}$", re.I)


@cache
def _no_figure(side: Side) -> re.Pattern[str]:
    words = any_of(_patterns(NumberWords.NO_FIGURE, side))
    return re.compile(f"(?:{words})$" if side is Side.BEFORE else words, re.I)


# Things that come in thousands, so that "2000 companies" is a count and "2000" alone is a year.
_MANY = frozenset({"companies", "exhibitors", "visitors", "people", "m2", "items", "products", "exhibits", "projects"})
_SUBJECT = re.compile(
    r"\s+(?:(?:made|were|are|have|has|had|joined|took|will|came|come|participated|attended|of\s+(?:them|which|these|the))\b"
    r"|from\s+(?:the\s+)?(?-i:[A-Z]))",
    re.I,
)
_AGAINST = re.compile(r"\b(?:(?:up|down)\s+from|compared\s+(?:with|to)|against|last\s+year['’]s)\s+(?:the\s+)?$", re.I)
_IN = re.compile(r"\b(?:in|since|until)\s+$", re.I)
_TOP = re.compile(r"(?:world'?s?\s+)?(?:top|leading)\s*$", re.I)
_OF_THE_TOP = re.compile(r"\bof\s+the\s+(?:world'?s?\s+)?(?:top|leading)\s*$", re.I)
_OF_THE_WORLDS = re.compile(r"\bof\s+the\s+world['’]s\s*$", re.I)
_LARGEST = re.compile(r"\s+(?:largest|biggest|leading|top)\b", re.I)
_RANKING = re.compile(r"\s*(?:and\s+industry|companies|enterprises|firms|list|企业)", re.I)
_SPAN = re.compile(
    r"(?:past|last|previous|next|coming|recent|first|following|preceding|another"
    r"|过去|過去|未来|未來|近|今后|最近|前|此后|之前)\s*(?:the\s+)?$",
    re.I,
)
_SPANNED = frozenset({"years", "months", "days", "hours", "sessions", "times"})
_POINTED_AT = re.compile(r"(?:\b(?:the|these|those|its|their|his|her|our|both|all|other|every)|[这那其两各])\s*$", re.I)


def _is_no_figure(number: Number, before: str, after: str, unit: str | None) -> bool:
    """True of a number in digits that the words before and behind it keep from counting anything."""
    if _is_measured(unit):
        # "$2m" is cut short: the letter belongs to the number.
        return unit is not None and unit.isupper() and after[:1].isascii() and after[:1].isalpha()
    if after[:1] != "多" and _no_figure(Side.BEHIND).match(after) is not None:
        return True
    if _no_figure(Side.BEFORE).search(before) is not None or _is_ranking(number, before, after):
        return True
    if unit is None and number.value < 1000 and not (_SUBJECT.match(after) or _AGAINST.search(before)):
        return True
    return unit in _SPANNED and _SPAN.search(before) is not None


def _is_no_figure_in_words(number: Number, before: str, after: str, unit: str | None) -> bool:
    """True of a number in words that is no figure: one, "two-way", "the two sides", or with nothing behind it."""
    is_part = after.startswith("-") and not after.lower().startswith(("-fold", "-day"))
    if number.value == 1 or is_part or unit in {None, "hours", "months"}:
        return True
    return not _is_measured(unit) and not after.startswith("-") and _POINTED_AT.search(before) is not None


def _is_year(written: str, before: str, after: str, unit: str | None) -> bool:
    """True of four digits that name a year and not so many of something."""
    if not (written.isdigit() and len(written) == 4 and int(written) in YEARS):
        return False
    if _IN.search(before) is not None:
        return True
    is_counted = after[:1] and after[0] in "多余餘家名个個项項位款种件场"
    return not is_counted and (unit is None or not after.startswith(" ") or unit not in _MANY)


def _is_ranking(number: Number, before: str, after: str) -> bool:
    """True of "the world's top 500 companies" and "three of the top five"; the top 15 brands are a figure."""
    if _OF_THE_TOP.search(before) is not None or (_OF_THE_WORLDS.search(before) and _LARGEST.match(after)):
        return True
    return number.value >= 100 and _TOP.search(before) is not None and _RANKING.match(after) is not None
