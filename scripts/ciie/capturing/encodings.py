"""The bytes of a capture to text, in whatever encoding it is.

The order is: byte order mark, 7-bit encodings by their escapes, UTF-16 by its zeros, strict UTF-8, the charset that the
page itself declares (any that Python has; as browsers do, a wider table that contains it), charset-normalizer. All but
the first three must look like a text of the press: a wrong table turns Chinese into rare characters, Hangul,
accents, or letters that change between large and small within words.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from ciie.model.problems import Reading, fault

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # begins as the mark of UTF-16 does, so it is tried before
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# What text in a 7-bit encoding has and English has not.
_ESCAPES = (
    (re.compile(rb"\x1b\$[@B]"), "iso2022_jp_ext"),
    (re.compile(rb"\x1b\$\)C"), "iso2022_kr"),
    (re.compile(rb"~\{(?:[!-w][!-~])+~\}"), "hz"),
)
_DECLARED = re.compile(rb"""(?:charset\s*=|encoding\s*=)\s*["']?\s*([A-Za-z0-9_.:-]{2,30})""", re.I)
# Names that Python lacks, and tables that contain those named: pages use the characters of the wider ones.
_WIDER = {
    "gb2312": "gb18030", "gbk": "gb18030", "gb_2312-80": "gb18030", "x-gbk": "gb18030", "chinese": "gb18030",
    "big5": "big5hkscs", "big5-hkscs": "big5hkscs", "x-x-big5": "big5hkscs", "cn-big5": "big5hkscs",
    "euc-kr": "cp949", "ks_c_5601-1987": "cp949", "ksc5601": "cp949", "korean": "cp949", "windows-949": "cp949",
    "shift_jis": "cp932", "shift-jis": "cp932", "sjis": "cp932", "x-sjis": "cp932", "windows-31j": "cp932",
    "iso-8859-1": "cp1252", "latin1": "cp1252", "latin-1": "cp1252", "us-ascii": "cp1252", "ascii": "cp1252",
    "iso-8859-9": "cp1254", "iso-8859-11": "cp874", "tis-620": "cp874", "windows-874": "cp874",
    "x-mac-roman": "mac_roman", "macintosh": "mac_roman", "x-mac-cyrillic": "mac_cyrillic", "x-euc-jp": "euc_jp",
    "iso-8859-8-i": "iso8859_8", "logical": "iso8859_8",
}  # fmt: skip
_HEAD_BYTES = 4096
# Measured on the captures and on made-up pages: right tables leave under 1 % of rare characters, wrong ones over 20 %.
_MOST_RARE = 0.05
# Bytes of Chinese read as a table of Latin letters make runs of accents that no language has.
_ACCENTS = re.compile(r"[\xa1-\xff]{4}")
_TYPOGRAPHY = frozenset("’‘“”–—…·•€£°×«»®©™„‚‹›№§¿¡ªº¹²³¼½¾±´¨\u200e\u200f\u200b\u200c\u200d\ufeff")
# A Japanese text has at least a fifth of kana, one in another script hardly any letter beyond ASCII but its own.
_LEAST_KANA, _LEAST_OF_SCRIPT = 0.2, 0.8
# Letters that grow within a word: "McDonald" is rare, a wrong table brings them into every other word.
_MOST_GROWN = 0.05
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
    seven_bit = _by_escapes(data) or _by_zeros(data)
    if seven_bit is not None:
        return Reading(seven_bit)
    try:
        return Reading(Decoding(data.decode("utf-8"), "utf-8", "valid UTF-8"))
    except UnicodeDecodeError as error:
        if _is_damaged_utf8(data):
            return _undecodable(f"it is UTF-8 with damage at byte {error.start:,}: a character is cut off or broken")
    found = _by_declaration(data) or _by_content(data)
    return Reading(found) if found is not None else _undecodable("its encoding cannot be told")


def _strictly(data: bytes, encoding: str, known_by: str) -> Reading[Decoding]:
    try:
        return Reading(Decoding(data.decode(encoding), encoding.removesuffix("-sig"), known_by))
    except UnicodeDecodeError as error:
        return _undecodable(f"it begins as {encoding.removesuffix('-sig')} and is damaged at byte {error.start:,}")


def _by_escapes(data: bytes) -> Decoding | None:
    if not data.isascii():
        return None
    for pattern, encoding in _ESCAPES:
        text = _decoded(data, encoding) if pattern.search(data) else None
        if text is not None and looks_right(text):
            return Decoding(text, encoding, "its escapes")
    return None


def _by_zeros(data: bytes) -> Decoding | None:
    """UTF-16 without a mark: every other byte of markup and of Western text is zero."""
    head = data[:_HEAD_BYTES]
    for encoding, zeros in (("utf-16-le", head[1::2].count(0)), ("utf-16-be", head[::2].count(0))):
        text = _decoded(data, encoding) if zeros > len(head) // 8 else None
        if text is not None and "\0" not in text and looks_right(text):
            return Decoding(text, encoding, "every other byte is zero")
    return None


def declared_charset(data: bytes) -> str | None:
    """The charset that a page declares in its first bytes, as it is written there, in small letters."""
    found = _DECLARED.search(data[:_HEAD_BYTES])
    return found[1].decode("ascii").lower() if found is not None else None


def _by_declaration(data: bytes) -> Decoding | None:
    """What the page declares, if it can be read so and looks like text; None where it declares nothing usable."""
    declared = declared_charset(data)
    if declared is None:
        return None
    encoding = _WIDER.get(declared, declared)
    text = _decoded(data, encoding)
    if text is None or not looks_right(text):
        return None
    wider = f", read as {encoding}, which contains it" if encoding != declared else ""
    return Decoding(text, encoding, f"the page declares {declared}{wider}")


def _by_content(data: bytes) -> Decoding | None:
    declared = declared_charset(data)
    doubt = f"; the page declares {declared}, which does not fit" if declared is not None else ""
    for encoding in _proposed(data):
        text = _decoded(data, encoding)
        if text is not None and looks_right(text):
            return Decoding(text, encoding, f"found by charset-normalizer and checked by its characters{doubt}")
    return None


def _proposed(data: bytes) -> Iterator[str]:
    from charset_normalizer import from_bytes  # noqa: PLC0415, 0.05 s that most captures need not wait

    best = from_bytes(data[: 64 * _HEAD_BYTES]).best()
    # Tables of Latin letters differ in few places; the commonest is tried first, and refused where it does not fit.
    if best is not None and best.encoding.startswith(("cp125", "iso8859", "latin", "mac")):
        yield "cp1252"
    if best is not None:
        yield _WIDER.get(best.encoding, best.encoding)
    # Where it names a table that the text does not bear out, the three that the press on China uses.
    yield from ("gb18030", "big5hkscs", "cp1252")


def _decoded(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError, ValueError):
        return None


def looks_right(text: str) -> bool:
    """True where the characters beyond ASCII are ones that the press writes, not what a wrong table makes."""
    beyond = [character for character in text if character > "\x7f" and character not in _TYPOGRAPHY]
    if not beyond:
        return True
    if sum(unicodedata.category(c) in {"Cc", "Co", "Cn"} for c in beyond) > _MOST_RARE * len(beyond):
        return False
    scripts = Counter(map(_script, beyond))
    scripts.pop("", None)
    main, count = next(iter(scripts.most_common(1)), ("", 0))
    if scripts["kana"] > _LEAST_KANA * len(beyond):
        return True
    if main == "hangul":
        is_whole = count > _LEAST_OF_SCRIPT * scripts.total()
        return is_whole and sum(not _is_common_hangul(c) for c in beyond) <= _MOST_RARE * len(beyond)
    if main in {"han", "latin", ""}:
        rare = sum(character not in _common() for character in beyond)
        return rare <= _MOST_RARE * len(beyond) and _ACCENTS.search(text) is None and not _grows(text)
    return count > _LEAST_OF_SCRIPT * len(beyond) and not _grows(text) and _are_marks_placed(beyond)


def _script(character: str) -> str:
    """The script of a letter or mark: the first word of its name, those of Japanese as one; empty for others."""
    if unicodedata.category(character)[0] not in "LM":
        return ""
    word = unicodedata.name(character, "").partition(" ")[0].lower()
    return {"cjk": "han", "hiragana": "kana", "katakana": "kana"}.get(word, word)


def _grows(text: str) -> bool:
    """True of a text in which small letters beyond ASCII are often followed by large ones."""
    pairs = [(a, b) for a, b in pairwise(text) if a.islower() and b.isalpha() and max(a, b) > "\x7f"]
    return sum(b.isupper() for _, b in pairs) > _MOST_GROWN * len(pairs) + 1


def _are_marks_placed(beyond: list[str]) -> bool:
    """True where marks stand upon letters; a wrong table strews them."""
    marks = [a for a, b in pairwise(beyond) if unicodedata.category(b) == "Mn"]
    strewn = sum(unicodedata.category(a)[0] not in "LM" for a in marks)
    doubled = sum(unicodedata.category(a) == "Mn" for a in marks)
    return strewn + doubled <= 0.2 * len(marks) + 1


@cache
def _common() -> frozenset[str]:
    """Characters of GB 2312 and the frequent half of Big5, Latin letters with accents, and their punctuation."""
    pairs = [bytes((high, low)) for high in range(0xA1, 0xF8) for low in range(0xA1, 0xFF)]
    chinese = {_one(pair, "gb2312") for pair in pairs if not 0xA4 <= pair[0] <= 0xAF}
    trails = [*range(0x40, 0x7F), *range(0xA1, 0xFF)]
    chinese |= {_one(bytes((high, low)), "big5") for high in range(0xA1, 0xC7) for low in trails}
    latin = {chr(number) for number in (*range(0xC0, 0x180), *range(0x1EA0, 0x1EFA), 0xA0, 0x3000, 0x2002, 0x2003)}
    marks = frozenset("\u01a0\u01a1\u01af\u01b0\u0218\u0219\u021a\u021b\u0300\u0301\u0303\u0309\u0323")
    return frozenset(chinese | latin | marks) - {""}


def _one(pair: bytes, encoding: str) -> str:
    return pair.decode(encoding, errors="ignore")


def _is_common_hangul(character: str) -> bool:
    """True of the 2,350 syllables that Korean texts use; Python makes up the others of their parts."""
    return len(character.encode("euc_kr", errors="ignore")) == 2


def _is_damaged_utf8(data: bytes) -> bool:
    """True where most sequences beyond ASCII are valid UTF-8, which no other encoding brings about."""
    text = data.decode("utf-8", errors="replace")
    broken = text.count("\ufffd")
    whole = sum(character > "\x7f" for character in text) - broken
    return whole > 2 * broken


def _undecodable(message: str) -> Reading[Decoding]:
    return fault((1, 1), "capture-encoding", message, _HINT)
