"""Plain text to Markdown that says exactly that text, and the few shapes that reports and drafts are made of.

Whatever comes from a record or the vocabulary goes through `escape`. The output is CommonMark with tables;
nothing here knows what a record is. Pages of the site have templates. A draft's body is Markdown that people edit, so
`escape_prose` and its kin escape no more than they must: "1986. A great year", "*" and "+ 5%" stay words in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from html import escape as escape_html
from urllib.parse import quote

# Backslashes before punctuation that Markdown reads; references for what HTML reads. Python-Markdown
# leaves backslashes before other characters standing, so no more than these are escaped.
_NEEDED = re.compile(r"([\\`*_\[\]])")
_LINE_START = re.compile(r"^(?:(#)|([+-])(?=[\s-]|$)|(\d+)([.)])(?=\s|$))")
# Number signs at the end of a heading would close it.
_CLOSING = re.compile(r"(?<!^\\)#+$")
_REFERENCES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "|": "&#124;", "~": "&#126;",
                             "{": "&#123;", "}": "&#125;"})  # fmt: skip


# Names and titles come again on page after page.
@lru_cache(maxsize=16_384)
def escape(text: str) -> str:
    """`text` as Markdown for the middle of a line: shown as it is, whatever it holds.

    Args:
        text: Plain text, which may be hostile.

    Returns:
        One line, runs of blanks folded into one.
    """
    return _LINE_START.sub(_escape_start, escape_inline(" ".join(text.split())))


def escape_inline(text: str) -> str:
    """`text` as Markdown for behind the start of a line, its blanks as they are."""
    return _NEEDED.sub(r"\\\1", text).translate(_REFERENCES)


def html(text: str) -> str:
    """`text` as HTML text or as an attribute's value, for the front matter of pages.

    Args:
        text: Plain text, which may be hostile.

    Returns:
        One line, safe between tags and within double quotes.
    """
    return escape_html(" ".join(text.split()), quote=True).replace("&#x27;", "'")


def link(text: str, target: str) -> str:
    """A link that shows `text` and leads to `target`, an address or a path of ours."""
    return f"[{escape(text)}]({address(target)})"


@lru_cache(maxsize=16_384)
def address(target: str) -> str:
    """`target` as the destination of a Markdown link."""
    return re.sub(r"[\s<>()\\\"'`]+", lambda match: quote(match.group(), safe=""), target).replace("&", "&amp;")


def heading(level: int, text: str) -> str:
    """A heading of plain text.

    Args:
        level: 1 to 6.
        text: Plain text.

    Returns:
        One line of Markdown.
    """
    shown = _CLOSING.sub(lambda match: "&#35;" * len(match.group()), escape(text))
    return f"{'#' * level} {shown}"


def items(lines: Iterable[str]) -> str:
    """A bulleted list; a line may continue on indented lines of its own.

    Args:
        lines: The items as Markdown.

    Returns:
        The list without a line end behind it; empty where there are no items.
    """
    return "\n".join(f"- {line}" for line in lines)


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table of cells that are Markdown already.

    Args:
        header: The cells of the first row.
        rows: The others, each with as many cells.

    Returns:
        The table without a line end behind it.
    """
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def blocks(*parts: str) -> str:
    """The parts that are not empty, set apart by blank lines.

    Args:
        parts: Blocks of Markdown, in order.

    Returns:
        The text without a line end behind it.
    """
    return "\n\n".join(part for part in parts if part)


def _escape_start(match: re.Match[str]) -> str:
    return f"{match.group()[:-1]}\\{match.group()[-1]}"


# What CommonMark reads within a line; < and & as references, which older engines read alike.
_PROSE_MARKS = re.compile(r"([\\`*_\[\]!])")
_BLOCK_START = re.compile(r"^(?:([#>+=~-])|(\d{1,9})([.)]))")
_PIPES = str.maketrans({"|": "\\|", "~": "\\~"})
_REFERENCE = re.compile(r"&(?=#?\w{1,32};)")
_HASHES = re.compile(r"#+$")
_HTML = re.compile(r"<(?=\S)")


def escape_prose(text: str) -> str:
    """One paragraph of prose as Markdown; runs of blanks are folded into one.

    Args:
        text: Plain text, which may be hostile.

    Returns:
        One line that Markdown reads as a paragraph of just this text.
    """
    return _BLOCK_START.sub(_escape_block_start, _inline(text))


def prose_heading(text: str, level: int) -> str:
    """A heading of plain text.

    Args:
        text: Plain text.
        level: 1 to 6.

    Returns:
        One line of Markdown.
    """
    return f"{'#' * level} {_HASHES.sub(_escape_hashes, _inline(text))}"


def prose_item(text: str) -> str:
    """An item of a bulleted list.

    Args:
        text: Plain text.

    Returns:
        One line of Markdown.
    """
    return f"- {escape_prose(text)}"


def emphasised(text: str) -> str:
    """A paragraph set apart, as captions are; as it is where its edges would keep Markdown from reading it so.

    Args:
        text: Plain text.

    Returns:
        One line of Markdown.
    """
    shown = escape_prose(text)
    plain = " ".join(text.split())
    if not plain or not (plain[0].isalnum() and (plain[-1].isalnum() or plain[-1] in ".)!?。）]】")):
        return shown
    return f"*{shown}*"


def _inline(text: str) -> str:
    shown = _PROSE_MARKS.sub(r"\\\1", " ".join(text.split()))
    return _HTML.sub("&lt;", _REFERENCE.sub("&amp;", shown)).translate(_PIPES)


def _escape_hashes(match: re.Match[str]) -> str:
    return "\\" + "\\".join(match.group())


def _escape_block_start(match: re.Match[str]) -> str:
    sign, number, dot = match.groups()
    return f"\\{sign}" if sign else f"{number}\\{dot}"
