"""Text cut into the words that are searched for. assets/search/text.js cuts what a reader types in the same way.

tests/search_tokens.yml has cases that both must read alike.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from ciie.text.languages import fold
from ciie.text.patterns import read_own

FILE = Path(__file__).with_name("alike_words.yml")
# CJK Unified Ideographs with Extension A, and the compatibility ones.
HAN = "\u3400-\u9fff\uf900-\ufaff"
_LETTER = f"[^\\W_{HAN}]"
_TOKEN = re.compile(
    # The first line is what any of the others begins with: most of what stands between two words is passed over.
    rf"""(?=[^\W_]|[$€£¥%])(?:
    (?P<sign>[a-z]{{0,2}}\$|[€£¥%]|\bper\ cent\b|\bsquare\ met(?:re|er)s?\b|\bu\.?s\.?[\ -]dollars?\b)
    |(?P<number>[0-9]+(?:,[0-9]{{3}})+(?![0-9])(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?)(?P<unit>{_LETTER}*)
    |(?P<han>[{HAN}])
    |(?P<dotted>(?<!\w)(?:[a-z]\.){{2,}})
    |(?P<word>{_LETTER}+(?:'{_LETTER}+)*))""",
    re.VERBOSE,
)
_SIGNS = {"€": "euro", "£": "pound", "¥": "yuan", "%": "percent", "per cent": "percent"}
# Letters that are no letter with an accent.
_LETTERS = str.maketrans({"æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "ı": "i"})
_SQUARE = "square"
_COMPOUND = re.compile(rf"{_LETTER}+(?:-{_LETTER}+)+")
_SCHEME = re.compile(r"^https?://(?:www\.)?", re.IGNORECASE)
_POSSESSIVE = re.compile(r"'s$")
_ISATION = re.compile(r"isation(s?)$")


@dataclass(frozen=True)
class AlikeWords:
    """What alike_words.yml says.

    Attributes:
        expo: What the expo is called, its full English name first.
        same: Names of one thing that is no entry of the vocabulary.
        units: Words that are cut from a number they are written at.
        alike: For a word, the one it is read as.
        too_common: Words that no single-word search is made for.
        scales: What a number is multiplied by that has the word behind it.
        before_numbers: Words that say how near a number is.
        weak: Words of questions that a text need not have to be their answer.
        asking: For the beginning of a question, the kind of page that answers it.
    """

    expo: tuple[str, ...]
    same: tuple[tuple[str, ...], ...]
    units: frozenset[str]
    alike: Mapping[str, str]
    too_common: frozenset[str]
    scales: Mapping[str, int]
    before_numbers: frozenset[str]
    weak: frozenset[str]
    asking: Mapping[str, str]


@cache
def alike_words() -> AlikeWords:
    """The file's lists."""
    loaded = read_own(FILE)
    return AlikeWords(
        expo=tuple(loaded["expo"]),
        same=tuple(map(tuple, loaded["same"])),
        units=frozenset(loaded["units"]),
        alike=loaded["alike"],
        too_common=frozenset(loaded["too_common"]),
        scales=loaded["scales"],
        before_numbers=frozenset(loaded["before_numbers"]),
        weak=frozenset(loaded["weak"]),
        asking=loaded["asking"],
    )


def tokens(text: str) -> tuple[str, ...]:
    """The words of `text` in order, in small letters without accents: each Chinese character, number or word is one.

    Traditional characters are read as simplified ones; 3,486 is 3486, US$ and US dollars are dollar, L'Oréal is loreal.
    """
    return tuple(_tokens(plain(text)))


def compounds(text: str) -> set[str]:
    """Words of `text` with hyphens, written without them: "e-commerce" gives ecommerce."""
    return {found.replace("-", "") for found in _COMPOUND.findall(plain(text))} if "-" in text else set()


def name_key(name: str) -> str:
    """What a name is looked up by: its words without blanks, so that "jin bo hui" is jinbohui."""
    return "".join(tokens(name))


def address_key(url: str) -> str:
    """What an address is looked up by: all of it but what does not tell pages apart."""
    return _SCHEME.sub("", url.strip()).partition("#")[0].rstrip("/").casefold()


def is_han(token: str) -> bool:
    """True of a Chinese character."""
    return "\u3400" <= token <= "\u9fff" or "\uf900" <= token <= "\ufaff"


def plain(text: str) -> str:
    """`text` in small letters, full-width forms as plain ones, without accents, in simplified characters."""
    if not text.isascii():
        apart = unicodedata.normalize("NFKD", text)
        text = unicodedata.normalize("NFC", "".join(c for c in apart if unicodedata.category(c) != "Mn"))
        return fold(text).lower().translate(_LETTERS)
    return text.lower()


def _tokens(text: str) -> Iterator[str]:
    units = alike_words().units
    for sign, number, unit, han, dotted, word in _TOKEN.findall(text):
        if word:
            yield _read_as(_POSSESSIVE.sub("", word).replace("'", "") if "'" in word else word)
        elif number:
            yield from map(_read_as, _cut(number.replace(",", ""), unit, units))
        elif sign:
            yield "m2" if sign.startswith(_SQUARE) else _SIGNS.get(sign, "dollar")
        else:
            yield han or _read_as(dotted.replace(".", ""))


def _cut(number: str, unit: str, units: frozenset[str]) -> tuple[str, ...]:
    return (number, unit) if unit in units else (f"{number}{unit}",)


@lru_cache(maxsize=65_536)
def _read_as(token: str) -> str:
    return alike_words().alike.get(token) or _ISATION.sub(r"ization\1", token)
