"""A plain text to lines: those that a fixed width or the source of a page broke are put together again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from ciie.capturing.captures import SourceLine
from ciie.capturing.lines import DATE_TOKEN, fold_blanks

# Wrapped mail and PDF text breaks lines at 60 to 100 characters; a line of its own is rarely that even.
_WRAP = range(45, 112)
# Fewer lines may be as long as one another by chance.
LEAST_FILLED = 5
_WRAPPED_END = re.compile(r"[.!?。！？…:：;；][”’\"'）)]*$")
_UNFINISHED = re.compile(
    r"(?:,|\b(?:an?|the|of|to|and|in|on|for|by|with|its|their|from|at|as|that|is|are|will|be|or))$"
)
_LISTED = re.compile(r"^\s*(?:[-*•·●▪■◆▲]|\d{1,2}[.)、])\s+")
# An address, and the date that an extractor puts before a text, are lines of their own.
_STANDS_ALONE = re.compile(r"https?://|date\s\d{4}-")


def text_lines(text: str) -> tuple[SourceLine, ...]:
    """The lines of a plain `text` that are not empty; lines broken by a fixed width are joined again."""
    lines: list[SourceLine] = []
    block: list[SourceLine] = []
    for number, raw in enumerate(text.split("\n"), 1):
        shown = fold_blanks(raw)
        if shown:
            indent = len(raw) - len(raw.lstrip())
            block.append(SourceLine(number, shown, indent, after_blank=not block))
        elif block:
            lines += _unwrapped(block)
            block = []
    return (*lines, *_unwrapped(block))


def _unwrapped(block: list[SourceLine]) -> list[SourceLine]:
    """The lines of one block, as paragraphs where a fixed width broke them."""
    alone = [n for n, line in enumerate(block) if _STANDS_ALONE.match(line.text)]
    if not alone:
        return _filled(block) or _ragged(block) or _even(block)
    # The text may follow on the line of the date.
    start = alone[-1] + (DATE_TOKEN.match(block[alone[-1]].text) is None)
    return [*block[:start], *(_filled(block[start:]) or _ragged(block[start:]) or block[start:])]


def _filled(block: list[SourceLine]) -> list[SourceLine]:
    """The paragraphs of a block whose lines each are as full as its longest allows, but for the last of a paragraph."""
    # A date may stand before the first line.
    width = max((len(line.text) for line in block[1:]), default=0)
    if len(block) < LEAST_FILLED or width not in _WRAP:
        return []
    pairs = list(pairwise(line.text for line in block))
    roomy = [len(above) + len(below.split(" ")[0]) < 0.9 * width for above, below in pairs]
    ended = [is_roomy and bool(_WRAPPED_END.search(above)) for is_roomy, (above, _) in zip(roomy, pairs, strict=True)]
    # What goes on in the next line often does so with a small letter; headlines in a list do not.
    small = sum(below[:1].islower() for _, below in pairs)
    if sum(roomy) > 0.5 * len(pairs) or sum(roomy) - sum(ended) > 0.1 * len(pairs) or small < 0.3 * len(pairs):
        return []
    paragraphs = [[block[0]]]
    for line, is_new in zip(block[1:], ended, strict=True):
        if is_new:
            paragraphs.append([line])
        else:
            paragraphs[-1].append(line)
    return [_joined(lines) for lines in paragraphs]


def _ragged(block: list[SourceLine]) -> list[SourceLine]:
    """The paragraphs of a block whose lines end anywhere, as in the source of a page: what goes on begins small."""
    on = [
        _WRAPPED_END.search(above.text) is None
        and (below.text[:1].islower() or _UNFINISHED.search(above.text) is not None)
        and max(len(above.text), len(below.text)) <= _WRAP.stop
        for above, below in pairwise(block)
    ]
    if len(block) < LEAST_FILLED or sum(on) < 0.4 * len(on):
        return []
    paragraphs = [[block[0]]]
    for line, goes_on in zip(block[1:], on, strict=True):
        if goes_on:
            paragraphs[-1].append(line)
        else:
            paragraphs.append([line])
    return [_joined(lines) for lines in paragraphs]


def _even(block: list[SourceLine]) -> list[SourceLine]:
    """The lines of one block, as one line where all are of about one length."""
    inner = block[:-1]
    if len(block) < 3 and not (inner and inner[0].text[-1:].isalnum() and len(inner[0].text) in _WRAP):
        return block
    even = sum(len(line.text) in _WRAP for line in inner)
    ended = sum(_WRAPPED_END.search(line.text) is not None for line in inner)
    if not inner or even < 0.9 * len(inner) or ended > 0.4 * len(inner):
        return block
    if any(_LISTED.match(line.text) for line in block) or not block[-1].text[:1]:
        return block
    if len(block) == 2 and not block[1].text[:1].islower():
        return block
    return [_joined(block)]


def _joined(block: Sequence[SourceLine]) -> SourceLine:
    pieces = [block[0].text]
    for line in block[1:]:
        left, right = pieces[-1], line.text
        if re.search(r"[A-Za-z]-$", left[-2:]) and right[:1].islower():
            pieces[-1] = left[:-1]
        elif left[-1:].isascii() or right[:1].isascii():
            pieces.append(" ")
        pieces.append(right)
    return replace(block[0], text="".join(pieces))
