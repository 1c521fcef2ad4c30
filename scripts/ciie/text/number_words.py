"""Numbers in words: eight, one and a half million, half a dozen; and Chinese numerals: 一百零五, 三点五亿, 数百."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"两": 2, "兩": 2, "〇": 0}
_SMALL_UNITS = {"十": 10, "百": 100, "千": 1000}
_LARGE = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8, "兆": 10**12}
# No number that anyone writes has more numerals; what is longer is none.
LONGEST = 30
UNITS = "".join((*_SMALL_UNITS, *_LARGE))
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
    rf"|(?P<first>[{_NUMERALS}{_SOME}十廿卅]))"
    rf"(?:\n?(?:[{_NUMERALS}{_SOME}]|[多余餘](?=[{UNITS}])|{UNIT}|点(?=[{_NUMERALS}]))){{0,{LONGEST}}}"
)
_TOKEN = re.compile(rf"(?P<digits>\d+(?:\.\d+)?)|(?P<han>[{_NUMERALS}])|(?P<small>[十百千])|(?P<large>[万萬亿億兆])")
_POINT = re.compile(rf"([十{_NUMERALS}]+)点([{_NUMERALS}]+)")
_TWO = re.compile(rf"[{_NUMERALS[1:]}]{{2}}")
_POSITIONAL = re.compile(rf"[{_NUMERALS}]{{3,}}")
_SHORT_END = re.compile(rf"(?<=[百千万萬亿億])(?:[{_NUMERALS[1:]}]|(?<!\d)[1-9])$")
# Numerals heaped up without an end write no number, and no decimal could hold it.
_TOO_MUCH = Decimal(10**16)
# Numerals that nobody can change afterwards, on contracts; 陆 and 伍 alone are names.
_FORMAL = dict(zip("壹贰貳叁參肆伍陆陸柒捌玖拾佰仟", "一二二三三四五六六七八九十百千", strict=True))
_FORMAL_RUN = re.compile(rf"[{''.join(_FORMAL)}][拾佰仟][{''.join(_FORMAL)}零]*")
_TENS_IN_ONE = {"廿": "二十", "卅": "三十"}
_NO_NUMBER = re.compile(r"(?:五四|一一|千万别|千万不)")


@dataclass(frozen=True, slots=True)
class WrittenNumber:
    """A number in Chinese numerals: where it stands, and from what to what it may be; equal where it is exact."""

    start: int
    end: int
    least: Decimal
    most: Decimal


def chinese_number(text: str) -> int | None:
    """The number that Chinese numerals write: 15 for 十五, 3400 for 三千四百; None where they write none, or zero.

    Args:
        text: Numerals and nothing else.

    Returns:
        A whole number above 0; None also for an inexact one such as 三四十.
    """
    found = bounds(text) if re.fullmatch(f"[{UNITS}{_NUMERALS}]+", text) else None
    return int(found[0]) or None if found is not None and found[0] == found[1] else None


def find_chinese(text: str) -> Iterator[WrittenNumber]:
    """Every number in Chinese numerals alone, from left to right; single numerals only where they count something."""
    text = _FORMAL_RUN.sub(lambda run: "".join(_FORMAL.get(c, c) for c in run.group()), text)
    for match in _RUN.finditer(text):
        end = match.end()
        written = match.group().replace("\n", "")
        if len(written) == 1 and re.match(_COUNTED, text[end : end + 1]) is None:
            continue
        if re.match(r"[月日号號]", text[end : end + 1]) or _NO_NUMBER.match(text, match.start()):
            continue
        found = bounds(written)
        if found is not None:
            yield WrittenNumber(match.start(), end, *found)


def ordinals_in(text: str) -> set[Decimal]:
    """The numbers of the ordinals in Chinese numerals that `text` has: 6 for 第六年.

    Args:
        text: A text in Chinese.

    Returns:
        The values, of inexact ones the least.
    """
    found = (bounds(match) for match in re.findall(rf"第([{_NUMERALS}十百]{{1,5}})", text))
    return {each[0] for each in found if each is not None}


def bounds(written: str) -> tuple[Decimal, Decimal] | None:
    """The least and the most that numerals may mean; None where they write no number."""
    written = re.sub(r"[\s,多余餘]", "", written)
    written = re.sub("[廿卅]", lambda tens: _TENS_IN_ONE[tens.group()], written)
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
    least, most = (_chinese_value(end) for end in ends)
    return None if least is None or most is None else (least, most)


def _chinese_value(written: str) -> Decimal | None:
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
            if _SMALL_UNITS[text] >= last:
                return None
            section += Decimal(1 if number is None else number) * _SMALL_UNITS[text]
            number, last = None, _SMALL_UNITS[text]
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
    whole = _chinese_value(match[1]) or 0
    return f"{whole}.{''.join(str(DIGITS[c]) for c in match[2])}"


def _spelt_out(match: re.Match[str]) -> str:
    """The last numeral with the unit that is left out: 一百二 is 120, 两万三 is 23,000."""
    unit = match.string[match.start() - 1]
    below = {"百": "十", "千": "百", "万": "千", "萬": "千", "亿": "千万", "億": "千万"}
    return f"{match.group()}{below[unit]}"


_ONES = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
_TEENS = ["ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
SMALL = {
    **{word: number for number, word in enumerate((*_ONES, *_TEENS), 1)},
    **dict(zip(_TENS, range(20, 100, 10), strict=True)),
}
# From the largest to the smallest, the order in which a number names them.
SCALES = {
    "trillion": 10**12,
    "billion": 10**9,
    "crore": 10**7,
    "million": 10**6,
    "lakh": 10**5,
    "thousand": 10**3,
    "dozen": 12,
    "decade": 10,
}
_NAMES = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
    "twelfth",
)  # fmt: skip
ORDINALS = {name: number for number, name in enumerate(_NAMES, 1)} | {"inaugural": 1, "maiden": 1, "fiftieth": 50}
# Words that are no numbers of themselves and yet may state one: "its sixth year in a row", "twice as large".
_STATING = ORDINALS | {"single": 1, "sole": 1, "twice": 2, "double": 2, "doubled": 2, "triple": 3, "tripled": 3}


def _any(words: Iterable[str]) -> str:
    return f"(?:{'|'.join(sorted(words, key=len, reverse=True))})"


_GAP = r"[\s-]{1,3}"
# Not the beginning of another word, nor of "twenty-first".
_END = r"(?![a-z]|-(?:first|second|third|[a-z]{2,6}th)(?![a-z]))"
_SMALL = rf"(?:{_any(_TENS)}(?:[\s-]{_any(_ONES)}{_END})?|{_any(_TEENS)}|{_any(_ONES)}){_END}"
# "One hundred and two hundred" are two numbers.
_GROUP = (
    rf"(?:(?:{_SMALL}|an?){_GAP}hundred{_END}(?:(?:\s+and)?{_GAP}{_SMALL}(?!{_GAP}hundred))?"
    rf"|hundred{_GAP}and{_GAP}{_SMALL}(?!{_GAP}hundred)|{_SMALL})"
)
_HALF = rf"{_GAP}and{_GAP}(?:a{_GAP}(?:half|quarter)|three{_GAP}quarters){_END}(?!\s+of\b)"
_SCALE = rf"{_any(SCALES)}(?=s?{_END})"
# Which part of the scale behind it these words ask for: three quarters of a million.
_PART = rf"(?:half|(?:an?|three){_GAP}quarters?)"
_PIECE = re.compile(
    rf"(?=[a-z])(?<![a-z])(?<![a-z]-)"
    rf"(?:(?P<one>(?:{_PART}{_GAP}(?:of{_GAP})?)?an?){_GAP}(?P<its>{_SCALE})s?(?P<tail>{_HALF})?"
    rf"|(?P<whole>{_GROUP})(?P<more>{_HALF})?(?:{_GAP}(?P<scale>{_SCALE})s?(?P<rest>{_HALF})?)?)"
)
_PARTS = {"half": Decimal("0.5"), "three": Decimal("0.75"), "quarter": Decimal("0.25")}
_JOINT = re.compile(r"(?:(?:,?\s{1,3}(?:and\s)?)|-)")
_PLURALS = {f"{scale}s": value for scale, value in {**SCALES, "hundred": 100}.items() if scale != "decade"}
# A word of the first stands in every number of `_PIECE`, one of the second in every one of `_MANY`.
_NUMBER_WORDS = frozenset({*SMALL, "hundred", *SCALES, *_PLURALS, "decades"})
_MANY_WORDS = frozenset({*_PLURALS, "several", "few", "couple"})
_WORD = re.compile("[a-z]+")
_MANY = re.compile(
    rf"(?:(?:(?:tens|hundreds)\s+of\s+)?{_any(_PLURALS)}|(?:several|a\s+few|a\s+couple\s+of)\s+(?:{_any(SCALES)}|hundred)){_END}"
)


@dataclass(frozen=True, slots=True)
class Spoken:
    """A number in words: where it stands, and from what to what it may be; equal where it is exact."""

    start: int
    end: int
    least: Decimal
    most: Decimal


def find_english(text: str) -> Iterator[Spoken]:
    """Every number that `text`, in small letters, writes in words; those like "hundreds of" come last."""
    words = _WORD.findall(text)
    if _NUMBER_WORDS.isdisjoint(words):
        return
    last: Spoken | None = None
    limit = 0
    for match in _PIECE.finditer(text):
        value, scale = _value(match)
        piece = Spoken(match.start(), match.end(), value, value)
        if last is not None and scale < limit and _JOINT.fullmatch(text[last.end : match.start()]):
            piece = Spoken(last.start, match.end(), last.least + value, last.most + value)
        elif last is not None:
            yield last
        # Nothing goes on from "two and a half million", "a dozen" or a number below a thousand.
        last, limit = piece, 0 if match["rest"] or match["tail"] or scale < 1000 else scale
    if last is not None:
        yield last
    if not _MANY_WORDS.isdisjoint(words):
        yield from _several(text)


def stated_by(words: str) -> set[int]:
    """The numbers that words without a numeral may state: 6 for "sixth year", 2 for "twice".

    Args:
        words: English words, in any case.

    Returns:
        Small whole numbers; none where no word is known.
    """
    return {_STATING[word] for word in re.findall(r"[a-z]+", words.lower()) if word in _STATING}


def _several(text: str) -> Iterator[Spoken]:
    """Numbers that are not told: ten times as many would be called otherwise."""
    for match in _MANY.finditer(text):
        if not text[match.start() - 1 : match.start()].isalpha():
            *before, last = match.group().split()
            times = {"tens": 10, "hundreds": 100}.get(before[0], 1) if before else 1
            least = Decimal(_PLURALS[f"{last.removesuffix('s')}s"] * times)
            yield Spoken(match.start(), match.end(), least, least * 10)


def _value(piece: re.Match[str]) -> tuple[Decimal, int]:
    """The number that a lead and its scale make, and the scale."""
    scale = SCALES[piece["scale"] or piece["its"]] if piece["scale"] or piece["its"] else 1
    if piece["whole"]:
        lead = Decimal(_group(piece["whole"])) + part_of(piece["more"] or "", 0)
    else:
        lead = part_of(piece["one"], 1)
    return (lead + part_of(piece["rest"] or piece["tail"] or "", 0)) * scale, scale


def part_of(words: str, otherwise: int) -> Decimal:
    """The part that `words` name, a half, a quarter or three of them; `otherwise` where they name none."""
    return next((part for word, part in _PARTS.items() if word in words), Decimal(otherwise))


def _group(words: str) -> int:
    """A number below a thousand."""
    total = 0
    for word in re.findall(r"[a-z]+", words):
        total = (total or 1) * 100 if word == "hundred" else total + SMALL.get(word, 0)
    return total


class Scale(NamedTuple):
    """What the numbers of a column or chart are counted in: 1,000,000,000 and "billion"; 1 and nothing."""

    size: Decimal
    name: str

    def written(self, value: Decimal) -> str:
        """A number in this scale, with every digit that it has: "78.41"."""
        return f"{(value / self.size).normalize():,f}"

    def counted(self, unit: str) -> str:
        """What stands above the numbers: "billion USD", "thousands" of things; nothing where they are things alone."""
        if unit.islower() and unit.replace(" ", "").isalpha():
            return f"{self.name}s" if self.name else ""
        return f"{self.name} {unit}".strip()


_WRITTEN_SCALES = (
    Scale(Decimal(10**9), "billion"),
    Scale(Decimal(10**6), "million"),
    Scale(Decimal(10**3), "thousand"),
)
# What is smaller is written out.
_LEAST_SCALED = 10


def scale_of(values: Sequence[Decimal]) -> Scale:
    """What to write `values` in, one below the other: the greatest scale in which the middle one is at least ten.

    Args:
        values: At least one number.

    Returns:
        A scale of the table; that of one, without a name, where the middle number is below ten thousand.
    """
    middle = sorted(values)[len(values) // 2]
    return next((each for each in _WRITTEN_SCALES if middle >= each.size * _LEAST_SCALED), Scale(Decimal(1), ""))


def with_noun(number: int, noun: str, plural: str = "") -> str:
    """A number with its noun: "1 article", "2,000 articles".

    Args:
        number: How many there are.
        noun: What they are, in the singular.
        plural: The plural, where it does not end in an s.

    Returns:
        The number with commas between thousands, a blank and the noun.
    """
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"
