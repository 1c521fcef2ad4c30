"""Bytes of a capture to text, and how that was decided. Nothing is guessed that the text does not bear out.

The order is: byte order mark, strict UTF-8, the charset that the page itself declares (gb2312 and gbk read as
gb18030, which contains them), charset-normalizer, and else a refusal. Every answer but the first two must look
like a text in the languages of the press: a wrong table turns Chinese into rare characters or Hangul.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from ciie.words.problems import Reading, fault

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # begins as the mark of UTF-16 does, so it is tried before
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(rb"""(?:charset\s*=|encoding\s*=)\s*["']?\s*([A-Za-z0-9_.:-]{2,30})""", re.I)
_WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "gb_2312-80": "gb18030", "x-gbk": "gb18030", "big5": "big5hkscs"}
_HEAD_BYTES = 4096
# Measured on the captures and on made-up pages: right tables leave under 1 % of rare characters, wrong ones over 20 %.
_MOST_RARE = 0.05
# Bytes of Chinese read as a table of Latin letters make runs of accents that no language has.
_ACCENTS = re.compile(r"[\xa1-\xff]{4}")
_TYPOGRAPHY = frozenset("’‘“”–—…·•€£°×«»®©™")
_HINT = "open it in an editor or browser, check that it reads well, and save it as UTF-8"


@dataclass(frozen=True, slots=True)
class Decoding:
    """A decoded text, the encoding it was in, and how that is known."""

    text: str
    encoding: str
    known_by: str


def decode_capture(data: bytes) -> Reading[Decoding]:
    """`data` as text, or the reason why its encoding cannot be known."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strictly(data, encoding, "byte order mark")
    try:
        return Reading(Decoding(data.decode("utf-8"), "utf-8", "valid UTF-8"))
    except UnicodeDecodeError as error:
        if _is_damaged_utf8(data):
            return _refuse(f"it is UTF-8 with damage at byte {error.start:,}: a character is cut off or broken")
    return _by_declaration(data) or _by_content(data)


def _strictly(data: bytes, encoding: str, known_by: str) -> Reading[Decoding]:
    try:
        return Reading(Decoding(data.decode(encoding), encoding.removesuffix("-sig"), known_by))
    except UnicodeDecodeError as error:
        return _refuse(f"it begins as {encoding.removesuffix('-sig')} and is damaged at byte {error.start:,}")


def _by_declaration(data: bytes) -> Reading[Decoding] | None:
    """What the page declares, if it can be read so and looks like text; None where it declares nothing usable."""
    found = _DECLARED.search(data[:_HEAD_BYTES])
    if found is None:
        return None
    declared = found[1].decode("ascii").lower()
    encoding = _WIDER.get(declared, declared)
    text = _attempt(data, encoding)
    if text is None:
        return None
    wider = f", read as {encoding}, which contains it" if encoding != declared else ""
    return Reading(Decoding(text, encoding, f"the page declares {declared}{wider}"))


def _by_content(data: bytes) -> Reading[Decoding]:
    for encoding in _proposed(data):
        text = _attempt(data, encoding)
        if text is not None:
            return Reading(Decoding(text, encoding, "found by charset-normalizer and checked by its characters"))
    return _refuse("its encoding cannot be told")


def _proposed(data: bytes) -> Iterator[str]:
    from charset_normalizer import from_bytes  # noqa: PLC0415, 0.05 s that most captures need not wait

    best = from_bytes(data[: 64 * _HEAD_BYTES]).best()
    if best is not None:
        yield _WIDER.get(best.encoding, best.encoding)
    # Where it names a table that the text does not bear out, the three that the press on China uses.
    yield from ("gb18030", "big5hkscs", "cp1252")


def _attempt(data: bytes, encoding: str) -> str | None:
    try:
        text = data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None
    return text if looks_right(text) else None


def looks_right(text: str) -> bool:
    """True where the characters beyond ASCII are ones that the press writes, not what a wrong table makes."""
    beyond = [character for character in text if character > "\x7f"]
    if not beyond:
        return True
    common = _common()
    rare = sum(c not in common and c not in _TYPOGRAPHY for c in beyond)
    return rare <= _MOST_RARE * len(beyond) and _ACCENTS.search(text) is None


@cache
def _common() -> frozenset[str]:
    """Characters of GB 2312 and the frequent half of Big5, Latin letters with accents, and their punctuation."""
    pairs = [bytes((high, low)) for high in range(0xA1, 0xF8) for low in range(0xA1, 0xFF)]
    chinese = {_one(pair, "gb2312") for pair in pairs if not 0xA4 <= pair[0] <= 0xAF}
    trails = [*range(0x40, 0x7F), *range(0xA1, 0xFF)]
    chinese |= {_one(bytes((high, low)), "big5") for high in range(0xA1, 0xC7) for low in trails}
    latin = {chr(number) for number in (*range(0xC0, 0x180), 0xA0, 0x3000, 0x2002, 0x2003, 0x200B)}
    return frozenset(chinese | latin) - {""}


def _one(pair: bytes, encoding: str) -> str:
    return pair.decode(encoding, errors="ignore")


def _is_damaged_utf8(data: bytes) -> bool:
    """True where most sequences beyond ASCII are valid UTF-8, which no other encoding brings about."""
    text = data.decode("utf-8", errors="replace")
    broken = text.count("\ufffd")
    whole = sum(character > "\x7f" for character in text) - broken
    return whole > 2 * broken


def _refuse(message: str) -> Reading[Decoding]:
    return fault((1, 1), "capture-encoding", message, _HINT)
