"""Words of the front matter found in a body: as they are written, and never as a part of a longer number or word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from ciie.reading.names import fold
from ciie.words.numerals import Number, all_numbers

# Chinese is written without blanks, so that one beside a Chinese character, or a line's end, says nothing.
_HAN = "\u2e80-\u9fff\uf900-\ufaff"
_BLANKS = re.compile(rf"(?<=[{_HAN}])\s+|(?<!\s)\s+(?=[{_HAN}])")
# The last of "3,4" or "ab" goes on from what is before it; that of ", 4" does not.
_GOES_ON = re.compile(r"(?:[0-9A-Za-z][0-9A-Za-z]|[0-9][.,][0-9])$")


@dataclass(frozen=True, slots=True)
class Wording:
    """A text as words are sought in it.

    Attributes:
        text: Folded, in small letters, without blanks beside Chinese characters.
        shown: The same with its capitals.
        numbers: Its numbers, from left to right.
    """

    text: str
    shown: str
    numbers: tuple[Number, ...]

    def find(self, words: str) -> Iterator[tuple[int, int]]:
        """Where `words` stand whatever their case, and cut through no number and no Latin word."""
        sought = wording(words).text
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
        sought = wording(words).text
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
def wording(text: str) -> Wording:
    """`text` as words are sought in it; the passages of one record are asked for several times in a row."""
    plain = _BLANKS.sub("", fold(text).replace("\u0130", "I"))
    return Wording(plain.lower(), plain, all_numbers(plain))
