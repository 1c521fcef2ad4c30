"""Chinese numerals, alone and among digits: 一百零五, 1万2千, 三点五亿, 三四十 (30 to 40), 数百 (hundreds)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"两": 2, "兩": 2, "〇": 0}
_SMALL = {"十": 10, "百": 100, "千": 1000}
_LARGE = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8, "兆": 10**12}
# No number that anyone writes has more numerals; what is longer is none.
LONGEST = 30
UNITS = "".join((*_SMALL, *_LARGE))
# A unit that a digit or another unit may follow; 兆瓦 is a megawatt and 5千克 five kilograms.
UNIT = rf"(?:千(?![克米瓦伏卡])|兆(?![瓦赫字比帕欧歐])|[{UNITS.replace('千', '').replace('兆', '')}])"
_NUMERALS = "".join(DIGITS)
# What stands for a digit that is not told: 数百, 几十, 十几.
_SOME = "数數几幾"
_COUNTED = (
    "[个個家项項款场場种種名位天倍国國大年届屆人次件条條座只支批类類省市馆館号號区區企展张張期小时時秒吨噸米平公"
    "周月级級层層轮輪对對组組所台辆輛艘架份处處枚幅点點元美欧歐日英港成多余餘度]"
)
_RUN = re.compile(
    rf"(?<![第初周])(?:(?P<lead>(?:(?<=[近上逾超约約过過达達])|(?=[百千万萬亿億][多余餘家])|(?=[百千][万萬亿億]|[万萬][亿億]))[百千万萬亿億])"
    rf"|(?P<first>[{_NUMERALS}{_SOME}十]))"
    rf"(?:\n?(?:[{_NUMERALS}{_SOME}]|[多余餘](?=[{UNITS}])|{UNIT}|点(?=[{_NUMERALS}]))){{0,{LONGEST}}}"
)
_TOKEN = re.compile(rf"(?P<digits>\d+(?:\.\d+)?)|(?P<han>[{_NUMERALS}])|(?P<small>[十百千])|(?P<large>[万萬亿億兆])")
_POINT = re.compile(rf"([十{_NUMERALS}]+)点([{_NUMERALS}]+)")
_TWO = re.compile(rf"[{_NUMERALS[1:]}]{{2}}")
_POSITIONAL = re.compile(rf"[{_NUMERALS}]{{3,}}")
_SHORT_END = re.compile(rf"(?<=[百千万萬亿億])(?:[{_NUMERALS[1:]}]|(?<!\d)[1-9])$")
# Numerals heaped up without an end write no number, and no decimal could hold it.
_TOO_MUCH = Decimal(10**16)
_NO_NUMBER = re.compile(r"(?:五四|一一|千万别|千万不)")


@dataclass(frozen=True, slots=True)
class Written:
    """A number in Chinese numerals: where it stands, and from what to what it may be; equal where it is exact."""

    start: int
    end: int
    least: Decimal
    most: Decimal


def chinese_number(text: str) -> int | None:
    """The number that Chinese numerals write: 15 for 十五, 3400 for 三千四百; None where they write none, or zero."""
    found = bounds(text) if re.fullmatch(f"[{UNITS}{_NUMERALS}]+", text) else None
    return int(found[0]) or None if found is not None and found[0] == found[1] else None


def find_chinese(text: str) -> Iterator[Written]:
    """Every number in Chinese numerals alone, from left to right; single numerals only where they count something."""
    for match in _RUN.finditer(text):
        end = match.end()
        written = match.group().replace("\n", "")
        if len(written) == 1 and re.match(_COUNTED, text[end : end + 1]) is None:
            continue
        if re.match(r"[月日号號]", text[end : end + 1]) or _NO_NUMBER.match(text, match.start()):
            continue
        found = bounds(written)
        if found is not None:
            yield Written(match.start(), end, *found)


def ordinals_in(text: str) -> set[Decimal]:
    """The numbers of the ordinals in Chinese numerals that `text` has: 6 for 第六年."""
    found = (bounds(match) for match in re.findall(rf"第([{_NUMERALS}十百]{{1,5}})", text))
    return {each[0] for each in found if each is not None}


def bounds(written: str) -> tuple[Decimal, Decimal] | None:
    """The least and the most that numerals may mean; None where they write no number."""
    written = re.sub(r"[\s,多余餘]", "", written)
    if _POSITIONAL.fullmatch(written):
        value = Decimal("".join(str(DIGITS[c]) for c in written))
        return value, value
    pair = _TWO.search(written)
    if pair is not None:
        low, high = (DIGITS[c] for c in pair.group())
        if high != low + 1 and pair.group() != "三五":
            return None
        ends = [written[: pair.start()] + c + written[pair.end() :] for c in pair.group()]
    else:
        ends = [re.sub(f"[{_SOME}]", c, written) for c in "一九"]
    least, most = (_value(end) for end in ends)
    return None if least is None or most is None else (least, most)


def _value(written: str) -> Decimal | None:
    """The number that digits, numerals and units write together, each unit once and the larger ones first."""
    written = _SHORT_END.sub(_spelt_out, _POINT.sub(_with_point, written))
    total = section = Decimal(0)
    number: Decimal | None = None
    last = 10**4
    for token in _TOKEN.finditer(written):
        kind, text = str(token.lastgroup), token.group()
        if kind in {"digits", "han"}:
            if number:
                return None
            number = Decimal(text) if kind == "digits" else Decimal(DIGITS[text])
        elif kind == "small":
            if _SMALL[text] >= last:
                return None
            section += Decimal(1 if number is None else number) * _SMALL[text]
            number, last = None, _SMALL[text]
        elif total >= _TOO_MUCH:
            return None
        else:
            total = _scaled(total, section + (number or 0), _LARGE[text])
            section, number, last = Decimal(0), None, 10**4
    return total + section + (number or Decimal(0))


def _scaled(total: Decimal, section: Decimal, unit: int) -> Decimal:
    """`total` with so many of `unit` added; where the unit is as large, as in 万亿, it counts all that was before."""
    if not total:
        return (section or Decimal(1)) * unit
    return (total + section) * unit if total % unit else total + section * unit


def _with_point(match: re.Match[str]) -> str:
    whole = _value(match[1]) or 0
    return f"{whole}.{''.join(str(DIGITS[c]) for c in match[2])}"


def _spelt_out(match: re.Match[str]) -> str:
    """The last numeral with the unit that is left out: 一百二 is 120, 两万三 is 23,000."""
    unit = match.string[match.start() - 1]
    below = {"百": "十", "千": "百", "万": "千", "萬": "千", "亿": "千万", "億": "千万"}
    return f"{match.group()}{below[unit]}"
