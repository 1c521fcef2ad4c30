"""A file's bytes to text that is safe to parse, or the reason why not. The only place that opens content."""

from __future__ import annotations

import re
import stat
import unicodedata
from pathlib import Path

from ciie.words.problems import Reading, fault, quoted

LARGEST_FILE_BYTES = 1024 * 1024
_BYTE_ORDER_MARK = "\ufeff"
# Control characters but for tabs and line ends, halves of surrogate pairs, and formats that change what a
# reader sees without being seen themselves: bidirectional overrides and marks (Unicode Standard Annex 9, and the
# Trojan Source study of 2021), separators and joiners without width, letters without ink, which pass for text where
# there is none, and tags, which spell out Latin text.
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff"
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
    "\u00ad\u034f\u180e\u200b\u2028\u2029\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff"
    "\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0"
    "\U0001d159\U0001d173-\U0001d17a\U000e0000-\U000e00ff]"
)


def read_text(path: Path, limit: int = LARGEST_FILE_BYTES) -> Reading[str]:
    """The text of the file at `path`: lines end in "\\n", no byte order mark, no control characters.

    Links, folders and devices are refused without being opened; a file over `limit` bytes is not read.
    """
    reading = read_bytes(path, limit)
    return decode(reading.value) if reading.value is not None else Reading(None, reading.problems)


def read_bytes(path: Path, limit: int = LARGEST_FILE_BYTES) -> Reading[bytes]:
    """The bytes of the plain file at `path`, of which there may be `limit`."""
    try:
        status = path.lstat()
        if not stat.S_ISREG(status.st_mode):
            return fault((1, 1), "not-a-file", "this is not a plain file", "replace it by the file itself")
        if status.st_size > limit:
            size = f"it has {status.st_size:,} bytes; {limit:,} are allowed"
            return fault((1, 1), "too-large", size, "shorten it, or split it into two records")
        return Reading(path.read_bytes())
    except OSError as error:
        reason = f"it cannot be read: {error.strerror}"
        return fault((1, 1), "unreadable-file", reason, "check the file's permissions")


def decode(data: bytes) -> Reading[str]:
    """`data` as text, with the first byte that is not UTF-8 or the first forbidden character as a fault."""
    try:
        text = _plain_ends(data.decode("utf-8").removeprefix(_BYTE_ORDER_MARK))
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8").removeprefix(_BYTE_ORDER_MARK)
        message = f"byte {data[error.start]:#04x} at offset {error.start} is not UTF-8"
        hint = "save the file as UTF-8 (in most editors: Save with Encoding)"
        return fault(_place(_plain_ends(before)), "not-utf8", message, hint)
    index = find_forbidden(text)
    return Reading(text) if index is None else forbidden(text[index], _place(text[:index]))


def find_forbidden(text: str) -> int | None:
    """Where the first character of `text` stands that no text may hold, or None."""
    found = _FORBIDDEN.search(text)
    return found.start() if found else None


def without_forbidden(text: str) -> tuple[str, int]:
    """`text` without the characters that no text may hold, and how many those were."""
    return _FORBIDDEN.subn("", text)


def forbidden(character: str, place: tuple[int, int]) -> Reading[str]:
    """The fault that `character` stands at `place` and must not."""
    hint = "delete it; it is invisible, so retype the words around it"
    return fault(place, "control-character", f"the character {quoted(name_of(character))} stands here", hint)


def name_of(character: str) -> str:
    """What Unicode calls `character`; its number where it has no name."""
    return unicodedata.name(character, f"U+{ord(character):04X}")


def _plain_ends(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _place(before: str) -> tuple[int, int]:
    return before.count("\n") + 1, len(before) - before.rfind("\n")
