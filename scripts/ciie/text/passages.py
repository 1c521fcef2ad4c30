"""Words in the passages of a body, each with the place where it stands in the file."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from ciie.model.records import Passage
from ciie.text.glosses import read_as
from ciie.text.languages import EAST_ASIAN
from ciie.text.numbers import Number, all_numbers, find_numbers

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

    Args:
        passage: A passage of a body.
        starts: Indexes in its text.

    Returns:
        The places in the file, in the same order.
    """
    indexes = list(_indexes(passage, starts))
    return list(_lines_and_columns(passage, indexes))


def in_lines(content: str, indexes: Sequence[int], lines: Sequence[str]) -> list[tuple[int, int]]:
    """The line, from 0, and column, from 1, of each of the characters `indexes` of an inline's `content`.

    Args:
        content: The text of an inline, as the parser gives it.
        indexes: Indexes in it.
        lines: The lines of the block, which may be indented or quoted; in `content` their beginnings are cut off.

    Returns:
        The places, in the same order.
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
    line, begin, read, body = passage.line, passage.start, passage.start, passage.body
    for index in indexes:
        # Only what was not read before, so that many places in one long line are found in one pass.
        line += body.count("\n", read, index)
        begin = max(begin, body.rfind("\n", read, index) + 1)
        read = max(read, index)
        yield line, index - begin + 1


# Chinese is written without blanks, so that one beside a Chinese character, or a line's end, says nothing.
_BLANKS = re.compile(rf"(?<=[{EAST_ASIAN}])\s+|(?<!\s)\s+(?=[{EAST_ASIAN}])")
# The last of "3,4" or "ab" goes on from what is before it; that of ", 4" does not.
_GOES_ON = re.compile(r"(?:[0-9A-Za-z][0-9A-Za-z]|[0-9][.,][0-9])$")


@dataclass(frozen=True, slots=True)
class Wording:
    """A text as words are sought in it.

    Attributes:
        text: Folded, in small letters, without blanks beside Chinese characters.
        shown: The same with its capitals.
        numbers: Its numbers, from left to right.
        language: The language that it was read in.
    """

    text: str
    shown: str
    numbers: tuple[Number, ...]
    language: str = "en"

    def find(self, words: str) -> Iterator[tuple[int, int]]:
        """Where `words` stand whatever their case, and cut through no number and no Latin word."""
        sought = wording(words, self.language).text
        cut = 0
        start = self.text.find(sought)
        while start >= 0:
            end = start + len(sought)
            while cut < len(self.numbers) and self.numbers[cut].end <= start:
                cut += 1
            if not self._goes_on(start, end) and not self._cuts(cut, start, end):
                yield start, end
            start = self.text.find(sought, start + 1)

    def around(self, words: str) -> str | None:
        """The first number that `words` are cut out of; None where there is none."""
        sought = wording(words, self.language).text
        start = self.text.find(sought)
        end = start + len(sought)
        cut = (n for n in self.numbers if n.start < start < n.end or n.start < end < n.end) if start >= 0 else iter(())
        return next((self.shown[number.start : number.end] for number in cut), None)

    def within(self, start: int, end: int) -> Iterator[Number]:
        """The numbers between two places."""
        return (number for number in self.numbers if start <= number.start and number.end <= end)

    def _goes_on(self, start: int, end: int) -> bool:
        """True where the first or last character belongs to the Latin word or the number beside it."""
        before, after = self.text[max(0, start - 2) : start + 1], self.text[end - 1 : end + 2][::-1]
        return _GOES_ON.search(before) is not None or _GOES_ON.search(after) is not None

    def _cuts(self, index: int, start: int, end: int) -> bool:
        """True where one of the two places lies within a number, the first that ends behind `start` or a later one."""
        for number in self.numbers[index : index + 1 + end - start]:
            if number.start < start < number.end or number.start < end < number.end:
                return True
            if number.start >= end:
                return False
        return False


@lru_cache(maxsize=256)
def wording(text: str, language: str = "en") -> Wording:
    """`text` as words are sought in it; the passages of one record are asked for several times in a row.

    Args:
        text: A passage, or words that may stand in one.
        language: Its language.

    Returns:
        The text to find words in; places in it are not those in `text`.
    """
    plain = _BLANKS.sub("", read_as(text, language).text.replace("\u0130", "I"))
    return Wording(plain.lower(), plain, all_numbers(plain), language)


def numbers_of(text: str, language: str) -> Iterator[Number]:
    """The numbers that `text` writes in digits, as its language marks them, where they stand in it.

    Args:
        text: The text.
        language: Its language.

    Yields:
        Numbers from left to right, with their places in `text`.
    """
    gloss = read_as(text, language)
    for number in find_numbers(gloss.text):
        start, end = gloss.span(number.start, number.end) if gloss.changes else (number.start, number.end)
        yield number if (start, end) == (number.start, number.end) else replace(number, start=start, end=end)
