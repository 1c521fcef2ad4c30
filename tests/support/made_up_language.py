"""A language of made-up words for collections made up by a seed: its words are as unequal as those of a real one.

How often a word comes follows the law of Zipf and Mandelbrot, so that the number of distinct words grows with a
collection as it does in news: about 31,000 in 1,000 records of 650 words and 62,000 in 5,000, where Heaps' law for
the Reuters collection RCV1 (44 * n ** 0.49) gives 31,000 and 68,000. A third of the words are forms of another.
A sorted list of 20,000 of them compresses to 73 KB, one of English words to 62.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from itertools import accumulate, islice

_TYPES = 80_000
_STEEPNESS = 1.3
_OFFSET = 2.7
_ENDINGS = ("s", "ed", "ing", "er", "ers", "ly", "al", "ment", "ness", "able")
# Sounds that begin a syllable, carry it and end it, the commonest first, with how common they are.
_SOUNDS = tuple(
    (sounds, [1 / rank for rank in range(1, len(sounds) + 1)])
    for sounds in (tuple("strndlpmkbgvz"), tuple("eaiou"), ("", "n", "r", "s", "l"))
)
# The common use characters of Chinese are about 3,500, in this block of 20,000.
_CHARACTERS = tuple(chr(0x4E00 + 6 * number) for number in range(3_400))


class Language:
    """Words, sentences and names, drawn by `chance`; the words themselves are the same in every language."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        self._words = tuple(islice(_distinct(_made_up(random.Random(0))), _TYPES))
        self._weights = tuple(accumulate((rank + _OFFSET) ** -_STEEPNESS for rank in range(1, _TYPES + 1)))

    def words(self, count: int) -> list[str]:
        """`count` words, common ones more often."""
        return self._chance.choices(self._words, cum_weights=self._weights, k=count)

    def paragraph(self, count: int) -> str:
        """About `count` words in sentences of 12 to 30."""
        sentences = []
        while count > 0:
            length = self._chance.randint(12, 30)
            sentences.append(" ".join(self.words(length)).capitalize() + ".")
            count -= length
        return " ".join(sentences)

    def names(self, count: int) -> list[str]:
        """`count` different names of two rare words each."""
        rare = self._words[2_000:]
        return list(islice(_distinct(self._pairs(rare)), count))

    def chinese_name(self) -> str:
        """A name of three to six Chinese characters."""
        return "".join(self._chance.choices(_CHARACTERS, k=self._chance.randint(3, 6)))

    def _pairs(self, words: Sequence[str]) -> Iterator[str]:
        while True:
            yield " ".join(word.capitalize() for word in self._chance.sample(words, 2))


def _made_up(chance: random.Random) -> Iterator[str]:
    """Words, short ones first, as common words are short; a third of them forms of an earlier one."""
    roots: list[str] = []
    while True:
        if len(roots) > 100 and chance.random() < 1 / 3:
            yield chance.choice(roots) + chance.choice(_ENDINGS)
        else:
            shortest = 1 + (len(roots) > 60) + (len(roots) > 3_000)
            roots.append("".join(_syllable(chance) for _ in range(chance.randint(shortest, shortest + 1))))
            yield roots[-1]


def _syllable(chance: random.Random) -> str:
    """A syllable; as in real languages, some sounds are far more common than others."""
    return "".join(chance.choices(sounds, weights)[0] for sounds, weights in _SOUNDS)


def _distinct(texts: Iterator[str]) -> Iterator[str]:
    seen = set()
    for text in texts:
        if text not in seen:
            seen.add(text)
            yield text
