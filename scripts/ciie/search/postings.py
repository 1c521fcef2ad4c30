"""What is searched of a record or a page, turned round: for each word, and each pair of words, who has it.

How much a word counts in a document is BM25F (Robertson and Zaragoza, "The Probabilistic Relevance Framework", 2009):
fields add up by weight, then the count is dampened, the more so in a long document. How rare the word is, the
reader's browser works out.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from itertools import chain, groupby, pairwise
from math import log1p
from typing import TypedDict

from ciie.deriving.knowledge import Knowledge
from ciie.model.library import digest_of_text
from ciie.model.records import Record
from ciie.model.values import PartialDate, Precision, Ref
from ciie.search.shards import Changes, Posting, sort_key
from ciie.search.site_pages import EXPO, SitePage
from ciie.search.tokens import alike_words, compounds, tokens

# Chosen by the score of tests/search_queries.yml: a title says what a record is about, and the names it has come next.
TITLE, NAMES, TOPICS, SUMMARY, FIGURES, BODY = 8.0, 3.0, 2.0, 2.0, 2.0, 1.0
# A page counts the more the more records it has.
_WITHOUT_RECORDS = 0.8
# A guide has no text but its title.
_GUIDE_TITLE = 24.0
# What an entry took part in is told on pages of its own.
_EVENT = 0.3


@dataclass(frozen=True, slots=True)
class Field:
    """A text of a document, and how much a word in it counts beside one in a body."""

    text: str
    weight: float


@dataclass(frozen=True, slots=True)
class Document:
    """Texts that are searched as one.

    Attributes:
        fields: The texts.
        standing: How much they count beside other documents, up to 1.
        made_of: Of a record, digests of its body and of all other texts of it that are searched.
    """

    fields: tuple[Field, ...]
    standing: float = 1.0
    made_of: tuple[str, str] = ("", "")


def record_document(record: Record, knowledge: Knowledge) -> Document:
    """What is searched of `record`."""
    told = tuple(field for field in _record_fields(record, knowledge) if field.text)
    body = tuple(Field(passage.text, BODY) for passage in record.passages if passage.text)
    return Document((*told, *body), made_of=(digest_of_text(record.body), sha256(repr(told).encode()).hexdigest()))


def page_document(page: SitePage, knowledge: Knowledge) -> Document:
    """What is searched of a page beside the records."""
    if page.ref is None:
        names = (Field(name, NAMES) for name in page.names)
        return Document((Field(page.title, _GUIDE_TITLE), Field(page.about, BODY), *names))
    names = (Field(name, NAMES) for name in page.names)
    texts = (Field(text, FIGURES if page.is_of("measures") else BODY) for text in page.texts)
    events = (Field(text, _EVENT) for text in page.events)
    fields = (Field(page.title, TITLE), *names, Field(page.about, BODY), *texts, *events)
    return Document(fields, _standing(page.ref, knowledge))


def _standing(ref: Ref, knowledge: Knowledge) -> float:
    number = len(knowledge.records if ref == EXPO else knowledge.records_of(ref))
    return _WITHOUT_RECORDS + (1 - _WITHOUT_RECORDS) * log1p(number) / log1p(len(knowledge.records) or 1)


def _record_fields(record: Record, knowledge: Knowledge) -> Iterator[Field]:
    yield from (Field(title, TITLE) for title in (record.title, record.title_en or ""))
    yield Field(record.summary or "", SUMMARY)
    yield from (Field(name, NAMES) for name in _names(record, knowledge))
    yield from (Field(name, TOPICS) for name in _headings(record, knowledge))
    for figure in record.figures:
        yield Field(f"{figure.amount} {knowledge.vocabulary.measures[figure.measure].name}", FIGURES)
    roles = (mention.role or "" for mention in record.people)
    happenings = (event.what for event in record.events)
    dates = (_date(event.date) for event in record.events)
    yield Field(_date(record.date), NAMES)
    yield from (Field(text, BODY) for text in chain(roles, happenings, dates))


def _names(record: Record, knowledge: Knowledge) -> Iterator[str]:
    yield from (knowledge.vocabulary[ref].name for ref in record.named)


def _headings(record: Record, knowledge: Knowledge) -> Iterator[str]:
    """What a record is filed under: topics, outlets, authors."""
    vocabulary = knowledge.vocabulary
    yield from (vocabulary.topics[topic].name for topic in record.topics)
    yield from (vocabulary.outlets[outlet].name for outlet in (record.source, *record.via))
    yield from record.authors


def _date(date: PartialDate) -> str:
    """A date as readers write it, and a day as 2023-11-05 and 2023年11月5日 too."""
    if date.precision is not Precision.DAY:
        return date.text
    day = date.first
    return f"{date.text}, {day.isoformat()}, {day.year}年{day.month}月{day.day}日"


# The usual constants of BM25, and the number that the largest weight is written as.
K1, B, LARGEST = 1.2, 0.75, 99
# A pair in one integer: the word that follows, the document, and ten times the weight of its text.
_NUMBER_BITS, _WEIGHT_BITS = 24, 8
_WORD_SHIFT = _NUMBER_BITS + _WEIGHT_BITS
_NUMBER, _WEIGHT = (1 << _NUMBER_BITS) - 1, (1 << _WEIGHT_BITS) - 1
_TENTHS = 10
# The largest weight that a field may have.
HEAVIEST = _WEIGHT / _TENTHS


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
            weights: dict[int, int] = {}
            for row in sorted(self.followers[left]):
                place = row >> _WEIGHT_BITS
                weights[place] = weights.get(place, 0) + (row & _WEIGHT)
            for right, places in groupby(weights, key=lambda place: place >> _NUMBER_BITS):
                postings = [(place & _NUMBER, _dampened_tenths(weights[place])) for place in places]
                yield f"{left} {self.known[right]}", postings


class WordsSaid(TypedDict):
    """What a document says, as plain values.

    Attributes:
        words: The weighted count of each word.
        length: How long it is.
        standing: How much it counts beside others.
        runs: The words of each text in their order, with blanks between them, and ten times its weight.
        made_of: What `Document` says of it.
    """

    words: dict[str, float]
    length: float
    standing: float
    runs: list[tuple[int, str]]
    made_of: tuple[str, str]


def read_document(document: Document) -> WordsSaid:
    """What `document` says."""
    too_common = alike_words().too_common
    count: dict[str, float] = {}
    runs: list[tuple[int, str]] = []
    length = 0.0
    for field in document.fields:
        words = tokens(field.text)
        length += len(words) * max(field.weight, 1)
        for word in (*words, *compounds(field.text)):
            if word not in too_common:
                count[word] = count.get(word, 0.0) + field.weight
        runs.append((round(field.weight * _TENTHS), " ".join(words)))
    return WordsSaid(words=count, length=length, standing=document.standing, runs=runs, made_of=document.made_of)


def postings_of(groups: Iterable[Iterable[WordsSaid]]) -> Postings:
    """The postings of the documents of all `groups`, numbered from 0 on; a document's length is judged in its group."""
    words: dict[str, list[Posting]] = defaultdict(list)
    followers: dict[str, array[int]] = defaultdict(lambda: array("Q"))
    known: dict[str, int] = {}
    first = 0
    for group in groups:
        counts = [_follow(number, said, followers, known) for number, said in enumerate(group, first)]
        _add(words, counts, first)
        first += len(counts)
    order = sorted(known, key=sort_key)
    return Postings(words, order, _renumbered(followers, known, order))


def average_of(lengths: Sequence[float]) -> float:
    """The average of lengths, to two digits: it is the same after most edits, and so are the weights of all others."""
    return float(f"{sum(lengths) / len(lengths):.2g}") if any(lengths) else 1.0


def changes_of(number: int, before: WordsSaid, after: WordsSaid, average: float) -> tuple[Changes, Changes]:
    """What changes where a document says something else, in the lists of words and of pairs.

    Args:
        number: The number of the document.
        before: What it said.
        after: What it says.
        average: The average length of documents, before and after.

    Returns:
        For each word, then for each pair, whose weight is another, that of the document; 0 where it has it no longer.
    """
    words, pairs = (
        [weigh(before), weigh(after)] for weigh in (lambda said: _word_weights(said, average), _pair_weights)
    )
    return _differing(number, *words), _differing(number, *pairs)


def _differing(number: int, before: Mapping[str, int], after: Mapping[str, int]) -> Changes:
    keys = (key for key in before.keys() | after.keys() if before.get(key) != after.get(key))
    return {key: {number: after.get(key, 0)} for key in keys}


def _word_weights(said: WordsSaid, average: float) -> dict[str, int]:
    length, standing = said["length"] / average, said["standing"]
    return {word: dampened(times, length, standing) for word, times in said["words"].items()}


def _pair_weights(said: WordsSaid) -> dict[str, int]:
    tenths: dict[str, int] = defaultdict(int)
    for weight, run in said["runs"]:
        for left, right in pairwise(run.split()):
            tenths[f"{left} {right}"] += weight
    return {pair: _dampened_tenths(sum_) for pair, sum_ in tenths.items()}


def dampened(count: float, relative_length: float = 1.0, standing: float = 1.0) -> int:
    """A weighted count as a number from 1 to 99, in a document so many times as long as the average one."""
    share = count / (count + K1 * (1 - B + B * relative_length))
    return max(1, round(LARGEST * share * standing))


@cache
def _dampened_tenths(tenths: int) -> int:
    return dampened(tenths / _TENTHS)


def _follow(number: int, said: WordsSaid, followers: Mapping[str, array[int]], known: dict[str, int]) -> _Counts:
    """Adds the pairs of a document to `followers`; what else it says."""
    for tenths, words in said["runs"]:
        behind = number << _WEIGHT_BITS | tenths
        for left, right in pairwise(words.split()):
            followers[left].append(known.setdefault(right, len(known)) << _WORD_SHIFT | behind)
    return said["words"], said["length"], said["standing"]


# The weighted count of each word of a document, its length, and its standing.
_Counts = tuple[Mapping[str, float], float, float]


def _add(words: dict[str, list[Posting]], counts: Sequence[_Counts], first: int) -> None:
    average = average_of([length for _, length, _ in counts])
    for number, (found, length, standing) in enumerate(counts, first):
        for word, times in found.items():
            words[word].append((number, dampened(times, length / average, standing)))


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
