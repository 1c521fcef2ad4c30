"""Ordinals in English, and Chinese numerals where they stand for one."""

from __future__ import annotations

import re

from ciie.words.chinese_numerals import DIGITS, UNITS, bounds
from ciie.words.english_numerals import ORDINALS


def chinese_number(text: str) -> int | None:
    """The number that Chinese numerals write: 15 for 十五, 3400 for 三千四百; None where they write none, or zero."""
    found = bounds(text) if re.fullmatch(f"[{UNITS}{''.join(DIGITS)}]+", text) else None
    return int(found[0]) or None if found is not None and found[0] == found[1] else None


def ordinal_number(written: str) -> int | None:
    """The number of an ordinal: 6 for 6th, sixth, 六 or 6; None where it is none."""
    digits = re.match(r"\d{1,3}", written)
    return int(digits[0]) if digits else ORDINALS.get(written.lower()) or chinese_number(written)
