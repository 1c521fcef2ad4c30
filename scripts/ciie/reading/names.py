"""Every name of the vocabulary, found in one pass over a text.

Matches whole words, as written: "EY" is not found in "They", and "Dow" not in "down". Chinese has no
blanks between words, so a Chinese name needs no edge beside a Chinese character.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

import ahocorasick

from ciie.words.numerals import plain_digits
from ciie.words.references import Ref
from ciie.words.terms import Vocabulary

_HAN = re.compile(r"[\u4e00-\u9fff]")
_PLAIN = {ord(old): new for old, new in zip("’‘\u3000\n（）", "''  ()", strict=True)}
_PLAIN |= dict.fromkeys((0xA0, 0x202F, *range(0x2005, 0x200A)), " ")
# Full-width letters.
_PLAIN |= {number: chr(number - 0xFEE0) for first in "Ａａ" for number in range(ord(first), ord(first) + 26)}
# No vocabulary that somebody wrote has so many names each of which ends in the next.
_MOST_AT_ONE_PLACE = 16
SOUGHT = ("organisations", "people", "places")


@dataclass(frozen=True, slots=True, order=True)
class Named:
    """A name found in a text: characters `start` to `end`, and the entries that bear it."""

    start: int
    end: int
    bearers: tuple[Ref, ...]


@dataclass(frozen=True)
class Names:
    """A vocabulary and the finder of its names; made once a run."""

    vocabulary: Vocabulary
    finder: NameFinder


class NameFinder:
    """Finds the organisations, people and places of one vocabulary."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        """Takes time in proportion to the vocabulary; build it once a run."""
        bearers: dict[str, list[Ref]] = {}
        for kind in SOUGHT:
            for term in vocabulary.entries(kind).values():
                for form in sorted({form for name in term.names for form in _forms(name)}):
                    bearers.setdefault(form, []).append(Ref(kind, term.id))
        self._automaton = ahocorasick.Automaton()
        for name, found in bearers.items():
            self._automaton.add_word(name, (len(name), tuple(found)))
        if bearers:
            self._automaton.make_automaton()
        self._is_empty = not bearers
        self._found = lru_cache(maxsize=256)(lambda text: tuple(self._find(text)))

    def find(self, text: str) -> tuple[Named, ...]:
        """Every occurrence, also of names within longer names, by the place they end at.

        The passages of one record are asked for several times in a row, so the last ones are kept.
        """
        return self._found(text)

    def _find(self, text: str) -> Iterator[Named]:
        if self._is_empty:
            return
        text = fold(text)
        place, tried = -1, 0
        # The names that end at one place come one after the other, the longest first.
        for last, (length, bearers) in self._automaton.iter(text):
            place, tried = last, tried + 1 if last == place else 1
            start, end = last + 1 - length, last + 1
            if tried <= _MOST_AT_ONE_PLACE and is_whole(text, start, end):
                yield Named(start, end, bearers)

    def find_longest(self, text: str) -> list[Named]:
        """The occurrences that lie within no other: "Pfizer China" and not its "Pfizer"."""
        kept: list[Named] = []
        for named in sorted(self.find(text), key=lambda n: (n.start, -n.end)):
            if not kept or named.end > kept[-1].end:
                kept.append(named)
        return kept


def names_of(vocabulary: Vocabulary) -> Names:
    """`vocabulary` with a finder of its names."""
    return Names(vocabulary, NameFinder(vocabulary))


@lru_cache(maxsize=256)
def fold(text: str) -> str:
    """`text` with typographic apostrophes, blanks, brackets, digits and line ends as plain ones; its length stays.

    Traditional Chinese characters become simplified ones, in which the vocabulary has its names.
    """
    if text.isascii():
        return text.replace("\n", " ")
    text = plain_digits(text)
    return text.translate(_folding() if _HAN.search(text) else _PLAIN)


def traditional_forms(characters: Iterable[str]) -> dict[str, str]:
    """The Traditional characters that `fold` reads as one of `characters`, each with the one it is read as."""
    wanted = set(characters)
    return {chr(number): new for number, new in _folding().items() if new in wanted} if wanted else {}


def _forms(name: str) -> tuple[str, ...]:
    """A name folded, and with "&" for "and" or the other way round, which sources use alike."""
    folded = fold(name)
    other = folded.replace(" & ", " and ") if " & " in folded else folded.replace(" and ", " & ")
    return (folded, other)


@cache
def _folding() -> dict[int, str]:
    """Each character that folding changes; OpenCC knows which simplified one stands for a traditional one."""
    import opencc  # noqa: PLC0415, texts without Chinese do not need its tables

    converter = opencc.OpenCC("t2s")
    pairs = ((number, converter.convert(chr(number))) for number in range(0x4E00, 0xA000))
    return {**{number: new for number, new in pairs if len(new) == 1 and new != chr(number)}, **_PLAIN}


def is_whole(text: str, start: int, end: int) -> bool:
    """True where the characters `start` to `end` of `text` are no part of a longer word."""
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    return not (_joins(before, text[start]) or _joins(text[end - 1], after))


def _joins(left: str, right: str) -> bool:
    return _is_spaced(left) and _is_spaced(right)


def _is_spaced(character: str) -> bool:
    """True of letters and digits of scripts that put blanks between words."""
    return character.isalnum() and not ("\u2e80" <= character <= "\u9fff" or "\uf900" <= character <= "\ufaff")
