"""Numbers in words that are no plain numerals: ordinals in English, and Chinese numerals."""

from __future__ import annotations

import re

_ENGLISH = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
    "twelfth",
)  # fmt: skip
ORDINALS = {name: number for number, name in enumerate(_ENGLISH, 1)} | {"inaugural": 1, "maiden": 1, "fiftieth": 50}
DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"两": 2, "兩": 2, "〇": 0}
_TENS = {"十": 10, "百": 100, "千": 1000}


def chinese_number(text: str) -> int | None:
    """The number that Chinese numerals write: 15 for 十五, 3400 for 三千四百; None where they write none."""
    total = part = 0
    for character in text:
        if character in DIGITS:
            part = DIGITS[character]
        elif character in _TENS:
            total += (part or 1) * _TENS[character]
            part = 0
        else:
            return None
    return total + part or None


def ordinal_number(written: str) -> int | None:
    """The number of an ordinal: 6 for 6th, sixth, 六 or 6; None where it is none."""
    digits = re.match(r"\d{1,3}", written)
    return int(digits[0]) if digits else ORDINALS.get(written.lower()) or chinese_number(written)
