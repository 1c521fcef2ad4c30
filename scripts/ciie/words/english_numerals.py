"""Numbers in English words: eight, three thousand four hundred and eighty-six, one and a half million, half a dozen."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

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
_GROUP = rf"(?:(?:{_SMALL}|an?){_GAP}hundred{_END}(?:(?:\s+and)?{_GAP}{_SMALL}(?!{_GAP}hundred))?|{_SMALL})"
_HALF = rf"{_GAP}and{_GAP}a{_GAP}half{_END}"
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
    yield from _several(text)


def stated_by(words: str) -> set[int]:
    """The numbers that words without a numeral may state: 6 for "sixth year", 2 for "twice"."""
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
    half = Decimal("0.5")
    if piece["whole"]:
        lead = Decimal(_group(piece["whole"])) + (half if piece["more"] else 0)
    else:
        lead = next((part for word, part in _PARTS.items() if word in piece["one"]), Decimal(1))
    return (lead + (half if piece["rest"] or piece["tail"] else 0)) * scale, scale


def _group(words: str) -> int:
    """A number below a thousand."""
    total = 0
    for word in re.findall(r"[a-z]+", words):
        total = (total or 1) * 100 if word == "hundred" else total + SMALL.get(word, 0)
    return total
