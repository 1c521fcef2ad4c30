"""Documents turned round: for each word, and each pair of words in a row, the documents that have it.

How much a word counts in a document is BM25F (Robertson and Zaragoza, "The Probabilistic Relevance Framework", 2009):
fields add up by weight, then the count is dampened, the more so in a long document. How rare the word is, the
reader's browser works out.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from ciie.indexing.documents import Document
from ciie.indexing.tokens import alike_words, compounds, tokens

# The usual constants of BM25, and the number that the largest weight is written as.
K1, B, LARGEST = 1.2, 0.75, 99
_BITS = 32
_NUMBER = (1 << _BITS) - 1
Posting = tuple[int, int]


@dataclass(frozen=True)
class Postings:
    """What a list of documents says, by word.

    Attributes:
        words: For each word, the documents that have it in order, each with its weight there, 1 to 99.
        followers: For each word, what comes right after it: index in `known` and number of document, as one integer.
        known: Every word, as `followers` counts them.
    """

    words: Mapping[str, Sequence[Posting]]
    followers: Mapping[str, array[int]]
    known: Sequence[str]

    def pairs(self, left: str) -> Iterator[tuple[str, list[int]]]:
        """Every word that comes right after `left`, in the order of `sort_key`, and the documents where it does."""
        rows = groupby(sorted(set(self.followers.get(left, ()))), key=lambda row: row >> _BITS)
        found = [(self.known[right], [row & _NUMBER for row in same]) for right, same in rows]
        yield from sorted(found, key=lambda pair: sort_key(pair[0]))


def postings_of(documents: Iterable[Document]) -> Postings:
    """The postings of `documents`, which are numbered from 0 in their order."""
    counts: list[dict[str, float]] = []
    followers: dict[str, array[int]] = defaultdict(lambda: array("Q"))
    numbers: dict[str, int] = {}
    for number, document in enumerate(documents):
        texts = [(tokens(field.text), field.weight) for field in document]
        hyphened = [(tuple(compounds(field.text)), field.weight) for field in document]
        counts.append(_counted([*texts, *hyphened]))
        for words, _ in texts:
            for left, right in pairwise(words):
                followers[left].append(numbers.setdefault(right, len(numbers)) << _BITS | number)
    return Postings(_weighted(counts), followers, tuple(numbers))


def dampened(count: float, relative_length: float = 1.0) -> int:
    """A weighted count as a number from 1 to 99, in a document so many times as long as the average one."""
    share = count / (count + K1 * (1 - B + B * relative_length))
    return max(1, round(LARGEST * share))


def sort_key(word: str) -> bytes:
    """What words are sorted by: their UTF-16 code units, by which browsers compare them."""
    return word.encode("utf-16-be")


def _counted(texts: Iterable[tuple[Sequence[str], float]]) -> dict[str, float]:
    too_common = alike_words().too_common
    count: dict[str, float] = defaultdict(float)
    for words, weight in texts:
        for word in words:
            if word not in too_common:
                count[word] += weight
    return count


def _weighted(counts: Sequence[Mapping[str, float]]) -> dict[str, list[Posting]]:
    lengths = [sum(count.values()) for count in counts]
    average = (sum(lengths) / len(lengths) if lengths else 0) or 1
    found: dict[str, list[Posting]] = defaultdict(list)
    for number, count in enumerate(counts):
        relative = lengths[number] / average
        for word, times in count.items():
            found[word].append((number, dampened(times, relative)))
    return found
