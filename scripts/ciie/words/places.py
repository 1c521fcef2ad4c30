"""Where in a file a word of a body stands: the line and column of what was found in its text without Markdown."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from ciie.words.model import Passage

Place = tuple[int, int]

# A word or a number with its commas and points.
# Chinese has no blanks between words, and a line may end anywhere in it.
_PIECE = re.compile(r"[\u2e80-\u9fff]{1,4}|[^\W\u2e80-\u9fff]+(?:[.,'’][^\W\u2e80-\u9fff]+)*")
# How far behind one word of a text the next may stand in its Markdown; between them stand at most marks and an address.
_WINDOW = 2000


def in_passage(passage: Passage, starts: Sequence[int]) -> list[Place]:
    """The line and column, both from 1, of each of the characters `starts` of a passage's text; they must ascend.

    The words of the text stand in the Markdown in the same order, so each is sought behind the one before it.
    A character that Markdown spells otherwise has the place of the word before it.
    """
    indexes = list(_indexes(passage, starts))
    return list(_lines_and_columns(passage, indexes))


def in_lines(content: str, indexes: Sequence[int], lines: Sequence[str]) -> list[tuple[int, int]]:
    """The line, from 0, and column, from 1, of each of the characters `indexes` of an inline's `content`.

    `lines` are those of the block, which may be indented or quoted; in `content` their beginnings are cut off.
    """
    ends = [index for index, character in enumerate(content) if character == "\n"]
    leads: dict[int, int] = {}
    places = []
    for index in indexes:
        row = bisect_left(ends, index)
        begin = ends[row - 1] + 1 if row else 0
        if row not in leads:
            end = ends[row] if row < len(ends) else len(content)
            leads[row] = max(0, lines[row].find(content[begin:end])) if row < len(lines) else 0
        places.append((row, leads[row] + index - begin + 1))
    return places


def _indexes(passage: Passage, starts: Sequence[int]) -> Iterator[int]:
    """Where in the body each of `starts` stands."""
    pieces = _PIECE.finditer(passage.text)
    piece = next(pieces, None)
    begin, found, position = 0, passage.start, passage.start
    for start in starts:
        while piece is not None and piece.start() <= start:
            index = passage.body.find(piece.group(), position, position + len(piece.group()) + _WINDOW)
            begin, found = (piece.start(), index) if index >= 0 else (start, position)
            position = index + len(piece.group()) if index >= 0 else position
            piece = next(pieces, None)
        yield min(found + start - begin, len(passage.body))


def _lines_and_columns(passage: Passage, indexes: Sequence[int]) -> Iterator[Place]:
    line, begin, body = passage.line, passage.start, passage.body
    for index in indexes:
        end = body.find("\n", begin, index)
        while end >= 0:
            line, begin = line + 1, end + 1
            end = body.find("\n", begin, index)
        yield line, index - begin + 1
