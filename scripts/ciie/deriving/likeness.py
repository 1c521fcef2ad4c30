"""Texts that are alike: copies share runs of words, and texts that tell one story share rare facts."""

from __future__ import annotations

import math
import re
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ciie.model.records import EditionSpan, Record
from ciie.text.names import NameFinder, fold
from ciie.text.numbers import find_numbers

# A cut or amended copy keeps at least a third of its runs of three words; among the first five records, which are
# all on one edition, no two digests share a tenth.
ALIKE = 0.35
# Runs that more records have are phrases of the subject, and walking their records would be quadratic.
COMMON_RUNS = 30
_ONE_RUN_IN = 4
_LEAST_RUNS = 20
_RUN_WORD = re.compile(r"[^\W_]+|[\u4e00-\u9fff]")


@dataclass(frozen=True, slots=True)
class Likeness:
    """Two records and the share, 0 to 1, of the shorter one's runs of three words that the other has too."""

    record: Record
    other: Record
    share: float


def find_duplicates(added: Sequence[Record], records: Iterable[Record]) -> tuple[Likeness, ...]:
    """For each of `added` the one of `records` most like it, where that is alike beyond chance."""
    runs = {record.id: _runs(record) for record in records}
    by_id = {record.id: record for record in records}
    bearers: dict[int, list[str]] = defaultdict(list)
    for name, found in runs.items():
        for run in found:
            bearers[run].append(name)
    found_all = (_most_alike(record, runs, bearers) for record in added)
    return tuple(
        Likeness(record, by_id[name], share)
        for record, (name, share) in zip(added, found_all, strict=True)
        if share >= ALIKE
    )


def _most_alike(record: Record, runs: dict[str, frozenset[int]], bearers: dict[int, list[str]]) -> tuple[str, float]:
    own = runs[record.id]
    shared = Counter(
        name for run in own if len(bearers[run]) <= COMMON_RUNS for name in bearers[run] if name != record.id
    )
    shares = ((count / max(_LEAST_RUNS, min(len(own), len(runs[name]))), name) for name, count in shared.items())
    share, name = max(shares, default=(0.0, record.id))
    return name, share


def _runs(record: Record) -> frozenset[int]:
    """A sample of the runs of three words of a record's body, as numbers."""
    words = _RUN_WORD.findall(" ".join(passage.text for passage in record.passages).casefold())
    numbers = (zlib.crc32(" ".join(words[start : start + 3]).encode()) for start in range(len(words) - 2))
    return frozenset(number for number in numbers if number % _ONE_RUN_IN == 0)


# Measured on the first five captures and their digests: a text with its own digest or paraphrase shares .76 to .92 of
# the rarer facts, any other pair at most .61.
SAME_FACTS = 0.68
# A copy that was cut or added to shares runs of three words: the paraphrase among the captures .44, the next pair .20.
SAME_RUNS = 0.35
# Fewer shared facts than this are chance, whatever share they are.
LEAST_SHARED = 8
# A fact that more texts of a shelf have says little about any two of them, and walking them all would be quadratic.
COMMON_FACTS = 50
_CAPITALISED = re.compile(
    r"(?<![.!?“\"] )(?<!^)\b[A-Z][\w’'-]+(?:\s+(?:of|the|and|de|von|dem|for)\s+[A-Z][\w’'-]+|\s+[A-Z][\w’'-]+){1,4}"
)
_WORD = re.compile(r"[a-z0-9]+(?:'[a-z]+)?|[\u4e00-\u9fff]")
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
    """The facts of the text that `passages` make up."""
    text = "\n".join(passages)
    facts = {f"{number.value.normalize():f}" for number in find_numbers(text) if _is_unusual(number.value)}
    facts |= {f"{kind}:{id_}" for named in finder.find_longest(text) for kind, id_ in named.bearers}
    facts |= {match.group().lower() for match in _CAPITALISED.finditer(fold(text))}
    words = _WORD.findall(fold(text).lower())
    runs = {zlib.crc32(" ".join(words[i : i + 3]).encode()) for i in range(len(words) - 2)}
    return Facts(name, frozenset(facts), frozenset(run for run in runs if run % _SAMPLE == 0), edition)


def facts_of_record(record: Record, finder: NameFinder) -> Facts:
    """The facts of a record's body."""
    return facts_of(record.id, [passage.text for passage in record.passages], finder, record.edition)


class Shelf:
    """Texts to compare others with, found by the facts they share."""

    def __init__(self, texts: Iterable[Facts] = ()) -> None:
        """An empty shelf, or one that holds `texts`."""
        self._texts: list[Facts] = []
        self._by_fact: dict[str, list[int]] = {}
        for text in texts:
            self.add(text)

    def add(self, text: Facts) -> None:
        """Puts one more text on the shelf."""
        for fact in text.facts:
            self._by_fact.setdefault(fact, []).append(len(self._texts))
        self._texts.append(text)

    def compare(self, text: Facts) -> tuple[StoryLikeness, ...]:
        """How much each text of the shelf that is on the same edition shares with `text`, the most first."""
        found = [self._likeness(text, self._texts[index]) for index in self._sharing(text)]
        return tuple(sorted(found, key=lambda f: (-max(f.facts, f.runs), f.name)))

    def _sharing(self, text: Facts) -> Iterator[int]:
        """The texts that share some unusual facts, found by those that few texts have."""
        bearers = (self._by_fact.get(fact, ()) for fact in text.facts)
        counts = Counter(index for found in bearers if len(found) <= COMMON_FACTS for index in found)
        for index, count in counts.items():
            other = self._texts[index]
            vetoed = text.edition is not None and other.edition is not None and text.edition != other.edition
            if count >= 2 and not vetoed:
                yield index

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
        return {fact: math.log(1 + texts / (1 + len(self._by_fact.get(fact, ())))) for fact in facts}


def _sum(facts: Iterable[str], weights: Mapping[str, float]) -> float:
    return sum(weights[fact] for fact in facts)


def _is_unusual(value: object) -> bool:
    """True of a number that is neither a small count nor a year."""
    number = float(str(value))
    return number > 12 and not (1990 <= number <= 2040 and number == int(number))
