"""Plain prose to Markdown that shows exactly that prose, in every engine the project uses.

A capture's text is no Markdown: "1986. A great year", "*", "#" and "+ 5%" are words in it.
"""

from __future__ import annotations

import re

# What CommonMark reads within a line; < and & as references, which older engines read alike.
_INLINE = re.compile(r"([\\`*_\[\]!])")
_BLOCK_START = re.compile(r"^(?:([#>+=~-])|(\d{1,9})([.)]))")
_PIPES = str.maketrans({"|": "\\|", "~": "\\~"})
_REFERENCE = re.compile(r"&(?=#?\w{1,32};)")
_HASHES = re.compile(r"#+$")
_HTML = re.compile(r"<(?=\S)")


def escape_prose(text: str) -> str:
    """One paragraph of prose as Markdown; runs of blanks are folded into one."""
    return _BLOCK_START.sub(_escape_start, _inline(text))


def heading(text: str, level: int) -> str:
    """A heading of plain text."""
    return f"{'#' * level} {_HASHES.sub(_escape_hashes, _inline(text))}"


def item(text: str) -> str:
    """An item of a bulleted list."""
    return f"- {escape_prose(text)}"


def emphasised(text: str) -> str:
    """A paragraph set apart, as captions are; as it is where its edges would keep Markdown from reading it so."""
    shown = escape_prose(text)
    plain = " ".join(text.split())
    if not plain or not (plain[0].isalnum() and (plain[-1].isalnum() or plain[-1] in ".)!?。）]】")):
        return shown
    return f"*{shown}*"


def _inline(text: str) -> str:
    shown = _INLINE.sub(r"\\\1", " ".join(text.split()))
    return _HTML.sub("&lt;", _REFERENCE.sub("&amp;", shown)).translate(_PIPES)


def _escape_hashes(match: re.Match[str]) -> str:
    return "\\" + "\\".join(match.group())


def _escape_start(match: re.Match[str]) -> str:
    sign, number, dot = match.groups()
    return f"\\{sign}" if sign else f"{number}\\{dot}"
