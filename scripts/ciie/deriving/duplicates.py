"""Records that look like copies of one another: they share runs of words beyond chance."""

from __future__ import annotations

import re
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ciie.words.model import Record

# A cut or amended copy keeps at least a third of its runs of three words; among the first five records, which are
# all on one edition, no two digests share a tenth.
ALIKE = 0.35
# Runs that more records have are phrases of the subject, and walking their records would be quadratic.
COMMON = 30
_SAMPLE = 4
_LEAST_RUNS = 20
_WORD = re.compile(r"[^\W_]+|[\u4e00-\u9fff]")


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
    shared = Counter(name for run in own if len(bearers[run]) <= COMMON for name in bearers[run] if name != record.id)
    shares = ((count / max(_LEAST_RUNS, min(len(own), len(runs[name]))), name) for name, count in shared.items())
    share, name = max(shares, default=(0.0, record.id))
    return name, share


def _runs(record: Record) -> frozenset[int]:
    """A sample of the runs of three words of a record's body, as numbers."""
    words = _WORD.findall(" ".join(passage.text for passage in record.passages).casefold())
    numbers = (zlib.crc32(" ".join(words[start : start + 3]).encode()) for start in range(len(words) - 2))
    return frozenset(number for number in numbers if number % _SAMPLE == 0)
