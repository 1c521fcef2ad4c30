"""Numbers as texts write them: 3,486 · $78.4B · 35 lakh · half a million · 784.1亿 · 一百零五 · nine out of ten.

Reads plain text and gives values with the place they stand at, each number whole. It knows nothing of measures.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise
from string import ascii_lowercase, ascii_uppercase

from ciie.text.languages import plain_digits
from ciie.text.number_words import (
    DIGITS,
    LONGEST,
    ORDINALS,
    SCALES,
    UNIT,
    bounds,
    chinese_number,
    find_chinese,
    find_english,
    part_of,
)

_SCALES = {
    **{f"{scale}{s}": Decimal(value) for scale, value in SCALES.items() for s in ("", "s")},
    **{"hundred": Decimal(10**2), "mio": Decimal(10**6), "mln": Decimal(10**6), "mn": Decimal(10**6)},
    **{
        "bn": Decimal(10**9),
        "bln": Decimal(10**9),
        "bil": Decimal(10**9),
        "tn": Decimal(10**12),
        "trn": Decimal(10**12),
    },
}
_LETTERS = {"k": Decimal(10**3), "m": Decimal(10**6), "b": Decimal(10**9), "t": Decimal(10**12)}
_PARTS = {"½": "0.5", "¼": "0.25", "¾": "0.75"}
_WIDE = str.maketrans("０１２３４５６７８９．％＋－−", "0123456789.%+--")
_DIGITS = r"\d(?<!\d\d)(?<!\d[.,]\d)(?:\d?(?:,\d{2})+,\d{3}|\d*(?:,\d{3})*)(?:\.\d+)?(?!\d)"
_SCALE = "|".join(sorted(_SCALES, key=len, reverse=True))
# Capitals of the Latin alphabet alone: without (?a:) the long s of another age would be an s.
# Chinese characters count as letters for \b, so the edges are spelt out: 来自128个国家 holds 128.
_NUMBER = re.compile(
    rf"(?P<digits>{_DIGITS})(?P<part>[½¼¾])?(?P<half>\s+and\s+(?:a\s+(?:half|quarter)|three\s+quarters)(?=[\s-])(?!\s+of\b))?"
    rf"(?:(?P<scales>(?:[\s-]{{0,3}}(?ai:{_SCALE})(?![A-Za-z])){{1,2}})(?P<rest>\s+and\s+a\s+half(?![A-Za-z]))?|\s?(?P<letter>[kKmMbBtT])(?![A-Za-z0-9])"
    rf"|(?P<chinese>\s{{0,3}}[多余餘]?{UNIT}(?:\n?(?:[{''.join(DIGITS)}]|[多余餘](?={UNIT})|{UNIT}"
    rf"|\d+(?:,\d{{3}})*(?:\.\d+)?(?!\d|\s?[年月日号%]))){{0,{LONGEST}}}))?"
)
_CURRENCY = "USD|EUR|RMB|CNY|GBP|JPY|HKD|AUD|SGD|CHF|INR|Rs"
_MONEY_BEFORE = re.compile(rf"(?:[$€£¥￥₹]|(?<![A-Za-z])(?:{_CURRENCY}))\s?$")
_MONEY_BEHIND = re.compile(r"\s?(?:USD|US\$|EUR|RMB|CNY|GBP|JPY|(?:US\s|U\.S\.\s)?dollars?|yuan|euros?|pounds?|yen)\b")
# What is counted is no length: "1.5m visitors", not "10m wide".
_COUNTED = re.compile(r"\s(?:people|[a-z]{3,}s)\b")
_SIGN = re.compile(r"(?:^|[^\w\s.%)-]|[^\d\s]\s+|^\s+)[-](?:[$€£¥￥]|US\$)?$")
_OUT_OF = re.compile(r"\s+(?:out\s+of|in)\s+(?:every\s+)?")
_DENOMINATOR = re.compile(r"[\s-](hal|third|quarter|fourth|fifth|sixth|eighth|tenth)(?:f|ves|s)?(?![a-z])")
_PARTS_OF = {"hal": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "eighth": 8, "tenth": 10}
_A_PART = re.compile(r"(?P<of>third|quarter|fifth)\s+(?=of\b)")
_HALF = re.compile(r"half(?![a-z]|[\s-]an?[\s-])|一半|半数")
_NO_SHARE_BEFORE = re.compile(r"(?:[a-z]-?|\b(?:first|second|latter|other)\s)$")
_HAN = "".join(DIGITS)
_TENTHS = re.compile(
    rf"(?P<n>[{_HAN[1:10]}]|(?<!\d)\d)成(?P<half>半|[{_HAN[1:10]}])?(?![为為立功员員熟本就果人都了交])"
)
_OF_HUNDRED = re.compile(
    rf"百分之(?P<n>[{_HAN}十百点]{{1,9}}|\d+(?:\.\d+)?)|(?P<base>[{_HAN}十百]{{1,5}})分之(?P<part>[{_HAN}十百]{{1,9}})"
)
_HAN_NUMERAL = re.compile(f"[{_HAN}十百千万萬亿億兆廿卅拾佰仟]")
# "3 to 4 million" is from 3 million on; behind "to" and the like only, and a dash without blanks.
_UP_TO = re.compile(r"\s+(?:to|or)\s+|[-–—~～至到]")
_BETWEEN = re.compile(r"between\s+$")
_ITS_SCALE = re.compile(rf"(?:(?<![a-z])(?:{_SCALE})|(?<=\d)[kmbt]|[万萬亿億])$")
_HAN_SCALES = dict.fromkeys("万萬", Decimal(10**4)) | dict.fromkeys("亿億", Decimal(10**8))
_CAPITALS = str.maketrans(ascii_uppercase, ascii_lowercase)
# Decimal reckons with 28 digits; no text that anyone wrote holds a number that long.
_MOST_DIGITS = 28


@dataclass(frozen=True, slots=True)
class Number:
    """A number found in a text.

    Attributes:
        value: The number with its sign and scale words; a share is so many of a hundred: "half" is 50.
        start: The index of its first character.
        end: The index after its last character.
        most: The most that it may be where the words give no exact number: 40 for 三四十, whose value is 30.
        is_share: True where the words say so many of a hundred: "half", "nine out of ten", 九成.
        in_words: True where it is written without digits.
    """

    value: Decimal
    start: int
    end: int
    most: Decimal | None = None
    is_share: bool = False
    in_words: bool = False

    def states(self, value: Decimal, is_exact: bool) -> bool:
        """True where it is `value`, or may be where that is not said to be exact."""
        if self.most is not None:
            return not is_exact and self.value <= value <= self.most
        return self.value == value or (self.is_share and abs(self.value - value) < Decimal("0.1"))


def plain(value: Decimal) -> str:
    """`value` in digits with commas: 78,410,000,000 or 0.5.

    Args:
        value: Any number.

    Returns:
        All its digits, without zeros at the end of a fraction.
    """
    whole = value.to_integral_value()
    return f"{int(whole):,}" if value == whole else f"{value.normalize():,f}"


def ordinal_number(written: str) -> int | None:
    """The number of an ordinal: 6 for 6th, sixth, 六 or 6; None where it is none.

    Args:
        written: The ordinal and nothing else; behind digits anything may stand.

    Returns:
        A whole number; of more than three digits the first three.
    """
    digits = re.match(r"\d{1,3}", written)
    return int(digits[0]) if digits else ORDINALS.get(written.lower()) or chinese_number(written)


@lru_cache(maxsize=256)
def all_numbers(text: str) -> tuple[Number, ...]:
    """Every number of `text`, in digits or in words, from left to right; of those that overlap the first and longest.

    The passages of one record are asked for several times in a row, so the last ones are kept.
    """
    plain = plain_digits(text)
    plain = plain if plain.isascii() else plain.translate(_WIDE)
    # Only the capitals of the Latin alphabet: others may be two letters when they are small.
    small = plain.translate(_CAPITALS)
    found = sorted((*_in_digits(plain), *_in_words(small), *_shares(small)), key=lambda n: (n.start, -n.end))
    kept: list[Number] = []
    for number in found:
        if not kept or number.start >= kept[-1].end:
            kept.append(number)
    return tuple(_with_ratios(small, _with_shared_scales(small, list(_with_tens(small, kept)))))


def find_numbers(text: str) -> Iterator[Number]:
    """Every number of at most 28 digits that `text` writes in digits, from left to right, with its scale words.

    Args:
        text: A text in English or Chinese, or the gloss of another.

    Returns:
        The numbers with their places; none overlap.
    """
    return (number for number in all_numbers(text) if not number.in_words)


def find_number_words(text: str) -> Iterator[Number]:
    """Every number that `text` writes in words, English or Chinese, from left to right."""
    return (number for number in all_numbers(text) if number.in_words)


def values_in(text: str) -> set[Decimal]:
    """The values of all exact numbers in `text`, in digits or as words.

    Args:
        text: A text in English or Chinese, or the gloss of another.

    Returns:
        Each value once; of a share so many of a hundred.
    """
    return {number.value for number in all_numbers(text) if number.most is None}


def _in_digits(text: str) -> Iterator[Number]:
    for match in _NUMBER.finditer(text):
        before = text[max(0, match.start() - 5) : match.start()]
        written = match["digits"].replace(",", "")
        if len(written) > _MOST_DIGITS or _is_of_a_name(before):
            continue
        if before.endswith(".") and not before[:-1][-1:].isalnum():
            written = f"0.{written.replace('.', '')}"
        value, end = _scaled(match, written, before)
        if value is None:
            continue
        sign = _SIGN.search(before) if "-" in before else None
        start = match.start() - (len(before) - before.rindex("-")) if sign else match.start()
        yield Number(-value if sign else value, start, end)


def _is_of_a_name(before: str) -> bool:
    """True of digits right behind a Latin letter, as in A320, unless it is a currency's."""
    letter = before[-1:].isalpha() and before[-1:].isascii()
    return letter and re.search(rf"(?<![A-Za-z])(?:{_CURRENCY})$", before) is None


def _scaled(match: re.Match[str], written: str, before: str) -> tuple[Decimal | None, int]:
    """The number that digits and what stands behind them make, and where it ends; None for 5G and 3M."""
    value = Decimal(written) + Decimal(_PARTS.get(match["part"] or "", 0)) + part_of(match["half"] or "", 0)
    if match["scales"]:
        for scale in re.findall(r"[a-z]+", match["scales"].lower()):
            value *= _SCALES[scale]
        return value + (_SCALES[scale] / 2 if match["rest"] else 0), match.end()
    if match["chinese"]:
        found = bounds(f"{value:f}{match['chinese']}")
        return (found[0], match.end()) if found is not None else (value, match.end("digits"))
    end = match.start("letter") if match["letter"] else match.end()
    if match["letter"]:
        letter = match["letter"]
        is_money = _MONEY_BEFORE.search(before) or _MONEY_BEHIND.match(match.string[match.end() : match.end() + 14])
        is_many = letter == "k" and len(written) > 1 and match.string[end - 1] not in " \n"
        is_count = letter in "mM" and _COUNTED.match(match.string, match.end())
        if is_money or is_many or is_count or (letter == "B" and "." in written):
            return value * _LETTERS[letter.lower()], match.end()
        end = len(match.string[:end].rstrip()) if match.string[end - 1].isspace() else end
    glued = match.string[end : end + 2]
    is_name = glued[:1].isascii() and glued[:1].isupper() and not (glued[1:].isascii() and glued[1:].isalpha())
    return (None if is_name else value), end


def _in_words(text: str) -> Iterator[Number]:
    han = find_chinese(text) if not text.isascii() and _HAN_NUMERAL.search(text) else ()
    for found in (*find_english(text), *han):
        most = found.most if found.most != found.least else None
        yield Number(found.least, found.start, found.end, most, in_words=True)


def _shares(text: str) -> Iterator[Number]:
    """Shares in words: half, a third of, 九成, 百分之九十, 四分之三."""
    for match in _HALF.finditer(text):
        if _NO_SHARE_BEFORE.search(text[max(0, match.start() - 8) : match.start()]) is None:
            yield _share((match.start(), match.end()), Decimal(1), Decimal(2))
    for match in _A_PART.finditer(text):
        if re.search(r"(?<![a-z])a\s$", text[max(0, match.start() - 3) : match.start()]):
            yield _share((match.start() - 2, match.end("of")), Decimal(1), Decimal(_PARTS_OF[match["of"]]))
    for match in _TENTHS.finditer(text) if "成" in text else ():
        half = {"半": 5}.get(match["half"] or "", DIGITS.get(match["half"] or "", 0))
        value = Decimal(int(match["n"]) if match["n"].isdecimal() else DIGITS[match["n"]]) * 10 + half
        yield _share(match.span(), value, Decimal(100), in_words=not match["n"].isdecimal())
    for match in _OF_HUNDRED.finditer(text) if "分之" in text else ():
        part, base = bounds(match["n"] or match["part"]), bounds(match["base"] or "一百")
        if part is not None and base is not None and part[0] <= base[0]:
            yield _share(match.span(), part[0], base[0], in_words=not (match["n"] or "")[:1].isdecimal())


def _with_shared_scales(text: str, numbers: Sequence[Number]) -> list[Number]:
    """The numbers, the first of a range in the scale that only its last names."""
    shared = list(numbers)
    scales = {**_SCALES, **_LETTERS, **_HAN_SCALES}
    for index, (low, high) in enumerate(pairwise(numbers)):
        scale = _ITS_SCALE.search(text, high.start, high.end)
        if scale is None or low.most is not None or low.is_share or not _is_range(text, low, high):
            continue
        times = scales[scale.group()]
        if _ITS_SCALE.search(text, low.start, low.end) is None and 0 < low.value < high.value / times < 1000:
            shared[index] = replace(low, value=low.value * times)
    return shared


def _with_tens(text: str, numbers: Sequence[Number]) -> Iterator[Number]:
    """The numbers, hundreds in words and tens in digits as one: one hundred and 30."""
    pairs = iter(pairwise((*numbers, None)))
    for number, tens in pairs:
        if number is not None and tens is not None and _is_tens(text, number, tens):
            next(pairs)
            yield replace(number, value=number.value + tens.value, end=tens.end, in_words=False)
        elif number is not None:
            yield number


def _is_tens(text: str, hundreds: Number, tens: Number) -> bool:
    is_hundreds = hundreds.in_words and text.endswith("hundred", hundreds.start, hundreds.end)
    return is_hundreds and not tens.in_words and tens.value < 100 and text[hundreds.end : tens.start] == " and "


def _is_range(text: str, low: Number, high: Number) -> bool:
    is_between = (
        text[low.end : high.start].strip() == "and"
        and _BETWEEN.search(text, max(0, low.start - 20), low.start) is not None
    )
    return is_between or _UP_TO.fullmatch(text, low.end, high.start) is not None


def _with_ratios(text: str, numbers: Sequence[Number]) -> Iterator[Number]:
    """The numbers, those that make a share together as one: nine out of ten, one in five, two thirds."""
    index = 0
    while index < len(numbers):
        number = numbers[index]
        behind = numbers[index + 1] if index + 1 < len(numbers) else None
        part = _DENOMINATOR.match(text, number.end) if number.in_words and 1 <= number.value < 10 else None
        if part is not None:
            span = (number.start, part.end())
            yield _share(span, number.value, Decimal(_PARTS_OF[part[1]]))
        elif behind is not None and _is_ratio(text, number, behind):
            span = (number.start, behind.end)
            yield _share(span, number.value, behind.value, in_words=number.in_words)
        else:
            span = (number.start, number.end)
            yield number
        index += 1
        while index < len(numbers) and numbers[index].start < span[1]:
            index += 1


def _is_ratio(text: str, part: Number, whole: Number) -> bool:
    """True of "nine out of ten" and "1 in 5", not of "34 out of 128 countries", which are two counts."""
    is_round = whole.value in {10, 100} or (part.in_words and whole.in_words and 1 < whole.value <= 20)
    return 0 < part.value < whole.value and is_round and _OUT_OF.fullmatch(text, part.end, whole.start) is not None


def _share(span: tuple[int, int], part: Decimal, whole: Decimal, in_words: bool = True) -> Number:
    return Number(part * 100 / whole, *span, is_share=True, in_words=in_words)
