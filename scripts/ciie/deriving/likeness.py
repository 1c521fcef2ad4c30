"""Texts that are alike: copies share runs of words, and texts that tell one story share rare facts."""

from __future__ import annotations

import math
import re
import zlib
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from ciie.model.library import Remember, afresh
from ciie.model.records import EditionSpan, Record
from ciie.text.languages import HAN, fold
from ciie.text.names import NameFinder
from ciie.text.numbers import find_numbers

# What more records have (a run of words, a figure, a name) is of the subject, and says little about any two of them.
RARE = 30
# The same of the facts of texts that are compared one by one, where weights count the rest.
RARE_FACTS = 50
# Measured on the first five captures: a text that was cut or amended shares .44 of its runs of three words with its
# copy, any other pair at most .20; of the five records no two digests share a tenth.
SAME_RUNS = 0.35
# Measured on the same captures and their digests: a text with its own digest or paraphrase shares .76 to .92 of the
# rarer facts, any other pair at most .61.
SAME_FACTS = 0.68
# Fewer shared facts than this are chance, whatever share they are.
LEAST_SHARED = 8
# Of a long text a quarter of the runs is enough; a share is of twenty at least, so that few in common prove little.
_ONE_RUN_IN = 4
_LEAST_RUNS = 20
# In words: of texts so short a sample says little, so all runs of two of them are compared. A share is of forty at
# least: a copy in sixteen words is told, and a sentence that two editors may write says nothing.
_SHORT = 80
_LEAST_SHORT_RUNS = 40
# Characters of scripts without blanks between words count as words.
_UNSPACED = rf"{HAN}\u3040-\u30ff\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"
_RUN_WORD = re.compile(rf"[{_UNSPACED}]|[^\W_{_UNSPACED}]+")
K = TypeVar("K", bound=Hashable)


class RareKeys(Generic[K]):
    """Which records have which keys; records that share keys are found by those that few of them have.

    Keys that many have are never walked, so that the time stays in proportion to the number of records.
    """

    def __init__(self, most: int = RARE) -> None:
        """An empty index; a key that more than `most` records have is common."""
        self._most = most
        self._holders: dict[K, list[str]] = defaultdict(list)

    def add(self, name: str, keys: Iterable[K]) -> None:
        """Puts down that the record `name` has `keys`."""
        for key in keys:
            self._holders[key].append(name)

    def count(self, key: K) -> int:
        """How many records have `key`."""
        return len(self._holders.get(key, ()))

    def sharing(self, keys: Iterable[K]) -> dict[str, list[K]]:
        """Each record that has some of `keys`, itself among them, and the rare ones that it has, in their order."""
        found: dict[str, list[K]] = defaultdict(list)
        for key in keys:
            holders = self._holders.get(key, ())
            for name in holders if len(holders) <= self._most else ():
                found[name].append(key)
        return found


@dataclass(frozen=True, slots=True)
class Likeness:
    """Two records and the share, 0 to 1, of the shorter one's runs of three words that the other has too."""

    record: Record
    other: Record
    share: float


def find_duplicates(
    added: Sequence[Record], records: Iterable[Record], remember: Remember = afresh
) -> tuple[Likeness, ...]:
    """For each of `added` the one of `records` most like it, where that is alike beyond chance; each pair once.

    Args:
        added: The records to judge; each is among `records`.
        records: All records.
        remember: What remembers their runs of words.

    Returns:
        In the order of `added`; the share of each is at least SAME_RUNS.
    """
    by_id = {record.id: record for record in records}
    texts = {name: " ".join(passage.text for passage in record.passages) for name, record in by_id.items()}
    runs_of = remember("runs", texts, lambda names: (_runs(texts[name]) for name in names))
    sampled = {name: frozenset(few) for name, (few, _) in runs_of.items()}
    whole = {name: frozenset(every) for name, (_, every) in runs_of.items() if every is not None}
    likest: dict[str, tuple[float, str]] = {}
    for runs, least in ((sampled, _LEAST_RUNS), (whole, _LEAST_SHORT_RUNS)):
        having = RareKeys[int]()
        for name, found in runs.items():
            having.add(name, found)
        for record in added:
            most = _most_alike(record.id, runs, having, least)
            likest[record.id] = max(likest.get(record.id, most), most)
    pairs: dict[frozenset[str], Likeness] = {}
    for record, (share, name) in ((record, likest[record.id]) for record in added):
        if share >= SAME_RUNS:
            pairs.setdefault(frozenset({record.id, name}), Likeness(record, by_id[name], share))
    return tuple(pairs.values())


def _most_alike(
    record: str, runs: Mapping[str, frozenset[int]], having: RareKeys[int], least: int
) -> tuple[float, str]:
    found = having.sharing(runs.get(record, ())).items()
    sizes = ((name, len(shared), min(len(runs[record]), len(runs[name]))) for name, shared in found if name != record)
    return max(((shared / max(least, size), name) for name, shared, size in sizes), default=(0.0, record))


def _runs(text: str) -> tuple[tuple[int, ...], tuple[int, ...] | None]:
    """A sample of the runs of three words in a text, and all of them where it is short."""
    words = _RUN_WORD.findall(text.casefold())
    every = tuple(sorted(_sampled_runs(words, 1))) if len(words) <= _SHORT else None
    return tuple(sorted(_sampled_runs(words, _ONE_RUN_IN))), every


def _sampled_runs(words: Sequence[str], one_in: int) -> frozenset[int]:
    written = [word.encode() for word in words]
    runs = map(b" ".join, zip(written, written[1:], written[2:], strict=False))
    return frozenset(number for number in map(zlib.crc32, runs) if number % one_in == 0)


# No word is longer; a bound keeps the time in proportion to a text that is one.
_PROPER = r"[A-Z][\w’'-]{1,40}"
_CAPITALISED = re.compile(
    rf"(?<![.!?“\"] )(?<!^)\b{_PROPER}(?:\s+(?:of|the|and|de|von|dem|for)\s+{_PROPER}|\s+{_PROPER}){{1,4}}"
)
_WORD = re.compile(rf"[a-z0-9]+(?:'[a-z]+)?|[{HAN}]")
_SAMPLE = 8


@dataclass(frozen=True, slots=True)
class Facts:
    """What a text is compared by.

    Attributes:
        name: The record's id, or the capture's file.
        facts: Its unusual numbers and its names.
        runs: A sample of its runs of three words, as numbers.
        edition: The edition it is on.
    """

    name: str
    facts: frozenset[str]
    runs: frozenset[int]
    edition: EditionSpan | None = None


@dataclass(frozen=True, slots=True)
class StoryLikeness:
    """How much two texts share: the share of rare facts, of runs of words, and examples of shared facts."""

    name: str
    facts: float
    runs: float
    shared: tuple[str, ...]

    @property
    def is_same_story(self) -> bool:
        """True where the shared facts or runs are beyond chance."""
        return self.runs >= SAME_RUNS or (self.facts >= SAME_FACTS and len(self.shared) >= LEAST_SHARED)


def facts_of(name: str, passages: Sequence[str], finder: NameFinder, edition: EditionSpan | None) -> Facts:
    """The facts of the text that `passages` make up.

    Args:
        name: What to call the text: a record's id or a capture's file.
        passages: Its paragraphs, in order.
        finder: Finds the names of the vocabulary.
        edition: The edition it is on; None where that is unknown.

    Returns:
        Its unusual numbers, its names, known or capitalised, and one in eight of its runs of three words.
    """
    text = "\n".join(passages)
    facts = {f"{number.value.normalize():f}" for number in find_numbers(text) if _is_unusual(number.value)}
    facts |= {f"{kind}:{id_}" for named in finder.find_longest(text) for kind, id_ in named.refs}
    facts |= {match.group().lower() for match in _CAPITALISED.finditer(fold(text))}
    words = _WORD.findall(fold(text).lower())
    return Facts(name, frozenset(facts), _sampled_runs(words, _SAMPLE), edition)


def facts_of_record(record: Record, finder: NameFinder) -> Facts:
    """The facts of a record's body.

    Args:
        record: A record.
        finder: Finds the names of the vocabulary.

    Returns:
        Its facts under its id, with its edition.
    """
    return facts_of(record.id, [passage.text for passage in record.passages], finder, record.edition)


class Shelf:
    """Texts to compare others with, found by the facts they share."""

    def __init__(self, texts: Iterable[Facts] = ()) -> None:
        """An empty shelf, or one that holds `texts`."""
        self._texts: dict[str, Facts] = {}
        self._having = RareKeys[str](RARE_FACTS)
        for text in texts:
            self.add(text)

    def add(self, text: Facts) -> None:
        """Puts one more text on the shelf."""
        self._having.add(text.name, text.facts)
        self._texts[text.name] = text

    def compare(self, text: Facts) -> tuple[StoryLikeness, ...]:
        """How much each text of the shelf that is on the same edition shares with `text`, the most first."""
        found = [self._likeness(text, other) for other in self._sharing(text)]
        return tuple(sorted(found, key=lambda f: (-max(f.facts, f.runs), f.name)))

    def _sharing(self, text: Facts) -> Iterator[Facts]:
        """The texts that share some unusual facts, found by those that few texts have."""
        for name, shared in self._having.sharing(text.facts).items():
            other = self._texts[name]
            vetoed = text.edition is not None and other.edition is not None and text.edition != other.edition
            if len(shared) >= 2 and not vetoed:
                yield other

    def _likeness(self, text: Facts, other: Facts) -> StoryLikeness:
        shared = text.facts & other.facts
        weights = self._weights(text.facts | other.facts)
        smaller = min(_sum(text.facts, weights), _sum(other.facts, weights)) or 1.0
        fewer = min(len(text.runs), len(other.runs)) or 1
        rare = sorted(shared, key=lambda fact: (-weights[fact], fact))
        runs = len(text.runs & other.runs) / fewer if fewer >= 8 else 0.0
        return StoryLikeness(other.name, _sum(shared, weights) / smaller, runs, tuple(rare))

    def _weights(self, facts: Iterable[str]) -> dict[str, float]:
        """Each fact's rarity: its weight falls with the logarithm of how many texts have it."""
        texts = len(self._texts) + 1
        return {fact: math.log(1 + texts / (1 + self._having.count(fact))) for fact in facts}


def _sum(facts: Iterable[str], weights: Mapping[str, float]) -> float:
    return sum(weights[fact] for fact in facts)


def _is_unusual(value: object) -> bool:
    """True of a number that is neither a small count nor a year."""
    number = float(str(value))
    return number > 12 and not (1990 <= number <= 2040 and number == int(number))
