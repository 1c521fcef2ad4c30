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
from itertools import pairwise

from ciie.indexing.documents import Document
from ciie.indexing.tokens import alike_words, compounds, tokens

# The usual constants of BM25, and the number that the largest weight is written as.
K1, B, LARGEST = 1.2, 0.75, 99
# A pair in one integer: the word that follows, the document, and ten times the weight of its text.
_NUMBER_BITS, _WEIGHT_BITS = 24, 8
_WORD_SHIFT = _NUMBER_BITS + _WEIGHT_BITS
_NUMBER, _WEIGHT = (1 << _NUMBER_BITS) - 1, (1 << _WEIGHT_BITS) - 1
_TENTHS = 10
# The largest weight that a field may have.
HEAVIEST = _WEIGHT / _TENTHS
Posting = tuple[int, int]


@dataclass(frozen=True)
class Postings:
    """What a list of documents says, by word.

    Attributes:
        words: For each word, the documents that have it in order, each with its weight there, 1 to 99.
        known: Every word that follows another, in the order in which browsers sort.
        followers: For each word, everything that comes right after it, as integers.
    """

    words: Mapping[str, Sequence[Posting]]
    known: Sequence[str]
    followers: Mapping[str, Sequence[int]]

    def pairs(self) -> Iterator[tuple[str, list[Posting]]]:
        """Every two words in a row, with a blank between them and in order, and the documents that have them."""
        for left in sorted(self.followers, key=sort_key):
            found: dict[int, dict[int, int]] = {}
            for row in sorted(self.followers[left]):
                weights = found.setdefault(row >> _WORD_SHIFT, {})
                number = row >> _WEIGHT_BITS & _NUMBER
                weights[number] = weights.get(number, 0) + (row & _WEIGHT)
            for right, weights in found.items():
                postings = [(number, dampened(tenths / _TENTHS)) for number, tenths in weights.items()]
                yield f"{left} {self.known[right]}", postings


def postings_of(groups: Iterable[Iterable[Document]]) -> Postings:
    """The postings of the documents of all `groups`, numbered from 0 on; a document's length is judged in its group."""
    words: dict[str, list[Posting]] = defaultdict(list)
    followers: dict[str, array[int]] = defaultdict(lambda: array("Q"))
    known: dict[str, int] = {}
    first = 0
    for group in groups:
        counts = [_read(number, document, followers, known) for number, document in enumerate(group, first)]
        _add(words, counts, first)
        first += len(counts)
    order = sorted(known, key=sort_key)
    return Postings(words, order, _renumbered(followers, known, order))


def dampened(count: float, relative_length: float = 1.0, standing: float = 1.0) -> int:
    """A weighted count as a number from 1 to 99, in a document so many times as long as the average one."""
    share = count / (count + K1 * (1 - B + B * relative_length))
    return max(1, round(LARGEST * share * standing))


def sort_key(word: str) -> bytes:
    """What words are sorted by: their UTF-16 code units, by which browsers compare them."""
    return word.encode("utf-16-be")


@dataclass(frozen=True, slots=True)
class _Counts:
    """The weighted count of each word of a document, its length, and its standing."""

    words: Mapping[str, float]
    length: float
    standing: float


def _read(number: int, document: Document, followers: Mapping[str, array[int]], known: dict[str, int]) -> _Counts:
    """What `document` counts; its pairs are added to `followers`."""
    too_common = alike_words().too_common
    count: dict[str, float] = defaultdict(float)
    length = 0.0
    for field in document.fields:
        words = tokens(field.text)
        length += len(words) * max(field.weight, 1)
        for word in (*words, *compounds(field.text)):
            if word not in too_common:
                count[word] += field.weight
        behind = number << _WEIGHT_BITS | round(field.weight * _TENTHS)
        for left, right in pairwise(words):
            followers[left].append(known.setdefault(right, len(known)) << _WORD_SHIFT | behind)
    return _Counts(count, length, document.standing)


def _add(words: dict[str, list[Posting]], counts: Sequence[_Counts], first: int) -> None:
    average = (sum(count.length for count in counts) / len(counts) if counts else 0) or 1
    for number, count in enumerate(counts, first):
        for word, times in count.words.items():
            words[word].append((number, dampened(times, count.length / average, count.standing)))


def _renumbered(
    followers: Mapping[str, array[int]], known: Mapping[str, int], order: Sequence[str]
) -> dict[str, array[int]]:
    """`followers` with each word's index in `order` for its index of before."""
    ranks = [0] * len(order)
    for rank, word in enumerate(order):
        ranks[known[word]] = rank
    rest = (1 << _WORD_SHIFT) - 1
    return {
        left: array("Q", (ranks[row >> _WORD_SHIFT] << _WORD_SHIFT | row & rest for row in rows))
        for left, rows in followers.items()
    }
