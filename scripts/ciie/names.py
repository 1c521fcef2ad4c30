"""Every name of the vocabulary, found in one pass over a text.

Matches whole words, as written: "EY" is not found in "They", and "Dow" not in "down". Chinese has no
blanks between words, so a Chinese name needs no edge beside a Chinese character.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import ahocorasick

from ciie.terms import Vocabulary

SOUGHT = ("organisations", "people", "places")


@dataclass(frozen=True, slots=True, order=True)
class Named:
    """A name found in a text: characters `start` to `end`, and the entries that bear it as (list, id)."""

    start: int
    end: int
    bearers: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Names:
    """A vocabulary and the finder of its names; made once a run."""

    vocabulary: Vocabulary
    finder: NameFinder


class NameFinder:
    """Finds the organisations, people and places of one vocabulary."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        """Takes time in proportion to the vocabulary; build it once a run."""
        bearers: dict[str, list[tuple[str, str]]] = {}
        for kind in SOUGHT:
            for term in getattr(vocabulary, kind).values():
                for name in term.names:
                    bearers.setdefault(fold(name), []).append((kind, term.id))
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
        for last, (length, bearers) in self._automaton.iter(text):
            start, end = last + 1 - length, last + 1
            if _is_whole(text, start, end):
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
    """`text` with typographic apostrophes, blanks and line ends as plain ones; its length stays."""
    return text.replace("’", "'").replace("‘", "'").replace("\u00a0", " ").replace("\n", " ")


def _is_whole(text: str, start: int, end: int) -> bool:
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    return not (_joins(before, text[start]) or _joins(text[end - 1], after))


def _joins(left: str, right: str) -> bool:
    return _is_spaced(left) and _is_spaced(right)


def _is_spaced(character: str) -> bool:
    """True of letters and digits of scripts that put blanks between words."""
    return character.isalnum() and not ("\u2e80" <= character <= "\u9fff" or "\uf900" <= character <= "\ufaff")
