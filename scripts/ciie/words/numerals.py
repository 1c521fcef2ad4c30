"""Numbers as texts write them: 3,486 · 78.41 billion · eight · half · 784.1亿 · ４００.

Reads plain text and gives values with the place they stand at. It knows nothing of measures.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

SCALES = {
    "hundred": 10**2,
    "thousand": 10**3,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
    "bn": 10**9,
    "mn": 10**6,
    "tn": 10**12,
    "千": 10**3,
    "万": 10**4,
    "萬": 10**4,
    "百万": 10**6,
    "千万": 10**7,
    "百亿": 10**10,
    "千亿": 10**11,
    "亿": 10**8,
    "億": 10**8,
    "万亿": 10**12,
    "萬億": 10**12,
}
WORDS = {
    "half": 50,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
    "twenty": 20,
    "thirty": 30,
    "一半": 50,
    "半数": 50,
}

# Chinese characters count as letters for \b, so the edges are spelt out: 来自128个国家 holds 128.
_DIGITS = r"(?<!\d)(?<!\d[.,])\d+(?:,\d{3})*(?:\.\d+)?(?![\d])"
_SCALE = "|".join(sorted(SCALES, key=len, reverse=True))
# Capitals of the Latin alphabet alone: without (?a:) the long s of another age would be an s.
# 40多万 is more than 400,000.
_SCALED = rf"(?:[\s\u00a0-]*[多余餘]?(?P<scale>(?ai:{_SCALE}))(?!(?ai:[a-z])))?"
_NUMBER = re.compile(rf"(?P<digits>{_DIGITS}){_SCALED}")
_NOT_BEFORE = "[a-z]|-(?:one|two|three|four|five|six|seven|eight|nine)"
_WORD = re.compile(rf"(?<![A-Za-z-])(?P<word>(?ai:{'|'.join(WORDS)}))(?!(?ai:{_NOT_BEFORE})){_SCALED}")
# Decimal reckons with 28 digits; no text that anyone wrote holds a number that long.
_MOST_DIGITS = 28


@dataclass(frozen=True, slots=True)
class Number:
    """A number found in a text.

    Attributes:
        value: The number with its scale word multiplied in; "half" is 50, as in 50 per cent.
        start: The index of its first character.
        end: The index after its last character.
    """

    value: Decimal
    start: int
    end: int


def find_numbers(text: str) -> Iterator[Number]:
    """Every number of at most 28 digits that `text` writes in digits, from left to right, with its scale word."""
    for match in _NUMBER.finditer(_ascii_digits(text)):
        digits = match["digits"].replace(",", "")
        if len(digits) <= _MOST_DIGITS:
            yield Number(Decimal(digits) * _scale(match), match.start(), match.end())


def find_number_words(text: str) -> Iterator[Number]:
    """Every number from one to twelve, twenty, thirty or half that `text` writes as a word, with its scale word."""
    for match in _WORD.finditer(text):
        yield Number(WORDS[match["word"].lower()] * _scale(match), match.start(), match.end())


def values_in(text: str) -> set[Decimal]:
    """The values of all numbers in `text`, in digits or as words."""
    return {number.value for find in (find_numbers, find_number_words) for number in find(text)}


def _scale(match: re.Match[str]) -> Decimal:
    return Decimal(SCALES[match["scale"].lower()] if match["scale"] else 1)


def _ascii_digits(text: str) -> str:
    if text.isascii():
        return text
    return "".join(str(unicodedata.digit(c)) if c.isdigit() and len(c) == 1 and "０" <= c <= "９" else c for c in text)
