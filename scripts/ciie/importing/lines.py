"""The lines of a capture as a reader sees them, before anyone knows what each of them is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

# Wrapped mail and PDF text breaks lines at 60 to 100 characters; a line of its own is rarely that even.
_WRAP = range(45, 112)
_SENTENCE_END = re.compile(r"[.!?。！？…:：;；][”’\"'）)]*$")
_BULLET = re.compile(r"^\s*(?:[-*•·●▪■◆▲]|\d{1,2}[.)、])\s+")


class Hint(StrEnum):
    """What the source of a line says that it is, where it says so (a saved page does)."""

    NONE = ""
    TITLE = "title"
    HEADING = "heading"
    ITEM = "item"
    CAPTION = "caption"
    IMPRINT = "imprint"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a capture.

    Attributes:
        number: 1 for the first line of a text; for a page, its place among the lines that a reader sees.
        text: Without blanks at its ends, runs of blanks folded into one.
        indent: How many blanks stood before it.
        after_blank: Whether an empty line stands above it.
        hint: What the page's own markup says of it.
    """

    number: int
    text: str
    indent: int = 0
    after_blank: bool = True
    hint: Hint = Hint.NONE


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a page's head or a PDF's properties say; each value with the tag it stood in, best first."""

    titles: tuple[tuple[str, str], ...] = ()
    dates: tuple[tuple[str, str], ...] = ()
    authors: tuple[tuple[str, str], ...] = ()
    outlets: tuple[tuple[str, str], ...] = ()
    addresses: tuple[tuple[str, str], ...] = ()
    languages: tuple[tuple[str, str], ...] = ()
    summaries: tuple[tuple[str, str], ...] = ()


NO_METADATA = Metadata()


def text_lines(text: str) -> tuple[Line, ...]:
    """The lines of a plain `text` that are not empty; lines broken by a fixed width are joined again."""
    lines: list[Line] = []
    block: list[Line] = []
    for number, raw in enumerate(text.split("\n"), 1):
        shown = fold(raw)
        if shown:
            indent = len(raw) - len(raw.lstrip())
            block.append(Line(number, shown, indent, after_blank=not block))
        elif block:
            lines += _unwrapped(block)
            block = []
    return (*lines, *_unwrapped(block))


def fold(text: str) -> str:
    """`text` with every run of blanks, also typographic ones, as one blank, and none at its ends."""
    return " ".join(text.split())


def _unwrapped(block: list[Line]) -> list[Line]:
    """The lines of one block, as one line where a fixed width broke them."""
    inner = block[:-1]
    if len(block) < 3 and not (inner and inner[0].text[-1:].isalnum() and len(inner[0].text) in _WRAP):
        return block
    even = sum(len(line.text) in _WRAP for line in inner)
    ended = sum(_SENTENCE_END.search(line.text) is not None for line in inner)
    if not inner or even < 0.9 * len(inner) or ended > 0.4 * len(inner):
        return block
    if any(_BULLET.match(line.text) for line in block) or not block[-1].text[:1]:
        return block
    if len(block) == 2 and not block[1].text[:1].islower():
        return block
    joined = block[0].text
    for line in block[1:]:
        joined = _join(joined, line.text)
    return [Line(block[0].number, joined, block[0].indent, block[0].after_blank)]


def _join(left: str, right: str) -> str:
    if re.search(r"[A-Za-z]-$", left) and right[:1].islower():
        return left[:-1] + right
    spaced = left[-1:].isascii() or right[:1].isascii()
    return f"{left} {right}" if spaced else left + right
