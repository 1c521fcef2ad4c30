"""The files that a list of the index is written to, each with some of its rows, and how a few rows are changed.

A row is a key and its value; rows are sorted by key, as browsers sort. A list is the same whether it was written whole
or changed, file by file.
"""

from __future__ import annotations

import gzip
import json
import os
import shutil
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from operator import sub
from pathlib import Path
from typing import Any

# Bytes of JSON in a file, about; compressed they are a third to two thirds of it. Large files cost a search that
# fetches many of them; small ones cost every search, in the entry that lists them. See tests/bench/search_costs.py:
# a query in Chinese fetches most, a file of names for each character and a file of pairs for every two.
SMALL_SHARD_BYTES, SHARD_BYTES, LARGE_SHARD_BYTES = 6_000, 9_000, 12_000
# Of gzip; the last three levels take twice the time for a quarter of a percent.
_COMPRESSION = 6
# What a small integer takes with its comma.
_INTEGER_BYTES = 3
Value = Sequence[int] | Sequence[str]
# The documents that have something, by number, ascending, each with the weight that it has there.
Posting = tuple[int, int]
# For each key the documents whose weight is another, with that weight; 0 for one that has it no longer.
Changes = Mapping[str, Mapping[int, int]]


def sort_key(word: str) -> bytes:
    """What words are sorted by: their UTF-16 code units, by which browsers compare them."""
    return word.encode("utf-16-be")


def write_shards(folder: Path, rows: Iterable[tuple[str, Value]], most: int = SHARD_BYTES) -> list[str]:
    """Writes `rows`, which are sorted by key, to files 0, 1, … in `folder`; the first key of each file.

    A file is a list of keys and, as long, a list of their values, of about `most` bytes.
    """
    shards = _Shards(folder, most)
    for key, value in rows:
        shards.add(key, value)
    return shards.done()


def change_shards(
    old: Path, firsts: Sequence[str], changes: Changes, folder: Path, most: int = SHARD_BYTES
) -> list[str]:
    """Writes to `folder` what `write_shards` wrote to `old`, with postings changed; the first key of each file.

    A file whose rows are the same is taken as it is.
    """
    shards, keys = _Shards(folder, most), sorted(changes, key=sort_key)
    for number, first in enumerate(firsts):
        end = sort_key(firsts[number + 1]) if number + 1 < len(firsts) else None
        here = [key for key in keys if end is None or sort_key(key) < end]
        keys = keys[len(here) :]
        file = old / f"{number}.json.gz"
        if here or not shards.is_even:
            for key, value in _changed(read_json(file), {key: changes[key] for key in here}):
                shards.add(key, value)
        else:
            shards.take(file, first)
    # Only a list without files leaves any.
    for key, value in _changed(([], []), {key: changes[key] for key in keys}):
        shards.add(key, value)
    return shards.done()


def together(several: Iterable[Changes]) -> Changes:
    """The changes of several documents as one."""
    found: dict[str, dict[int, int]] = defaultdict(dict)
    for changes in several:
        for key, weights in changes.items():
            found[key].update(weights)
    return found


def count_before(end: int, row: Sequence[int]) -> int:
    """How many of the documents in a row have a number below `end`; few have a larger one."""
    return len(row) // 2 if sum(row[::2]) < end else sum(number < end for number in accumulate(row[::2]))


def read_rows(folder: Path, files: int) -> Iterator[tuple[str, list[int]]]:
    """The rows of a list of postings, in order, as they stand in its first `files` files."""
    for number in range(files):
        yield from zip(*read_json(folder / f"{number}.json.gz"), strict=True)


def write_json(path: Path, value: object) -> None:
    """Writes `value` to `path` with .json.gz added; the same value gives the same bytes."""
    path.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    path.with_name(f"{path.name}.json.gz").write_bytes(gzip.compress(text.encode("utf-8"), _COMPRESSION, mtime=0))


def read_json(file: Path) -> Any:
    """What `write_json` wrote to a file."""
    return json.loads(gzip.decompress(file.read_bytes()))


def gaps(numbers: Iterable[int]) -> list[int]:
    """Ascending numbers as the first and the steps between them, which compress better."""
    found = list(numbers)
    return [found[0], *map(sub, found[1:], found)] if found else []


def flat(postings: Iterable[Posting]) -> list[int]:
    """Postings as one list: the step to each document, and its weight."""
    found, last = list[int](), 0
    for number, weight in postings:
        found += (number - last, weight)
        last = number
    return found


@dataclass
class _Shards:
    """The files of a list while they are written."""

    folder: Path
    most: int
    firsts: list[str] = field(default_factory=list)
    _rows: list[tuple[str, Value]] = field(default_factory=list)
    _size: int = 0

    @property
    def is_even(self) -> bool:
        """True where every row is in a file."""
        return not self._rows

    def add(self, key: str, value: Value) -> None:
        """Adds a row."""
        self._rows.append((key, value))
        self._size += len(key.encode()) + _INTEGER_BYTES * (1 + len(value))
        if self._size >= self.most:
            self._write()

    def take(self, file: Path, first: str) -> None:
        """Adds the rows of a file, the first of which has the key `first`."""
        self.folder.mkdir(parents=True, exist_ok=True)
        new = self.folder / f"{len(self.firsts)}.json.gz"
        try:
            os.link(file, new)
        except OSError:
            shutil.copyfile(file, new)
        self.firsts.append(first)

    def done(self) -> list[str]:
        """Writes what is left; the first key of each file."""
        if self._rows:
            self._write()
        return self.firsts

    def _write(self) -> None:
        write_json(self.folder / str(len(self.firsts)), [[key for key, _ in self._rows], [v for _, v in self._rows]])
        self.firsts.append(self._rows[0][0])
        self._rows, self._size = [], 0


def _changed(shard: tuple[list[str], list[list[int]]], changes: Changes) -> Iterable[tuple[str, list[int]]]:
    """The rows of a file with other postings."""
    rows: dict[str, list[int]] = dict(zip(*shard, strict=True))
    for key, weights in changes.items():
        postings = {**_postings(rows.get(key, [])), **weights}
        rows[key] = flat(sorted((number, weight) for number, weight in postings.items() if weight))
        if not rows[key]:
            del rows[key]
    return sorted(rows.items(), key=lambda row: sort_key(row[0]))


def _postings(row: Sequence[int]) -> dict[int, int]:
    return dict(zip(accumulate(row[::2]), row[1::2], strict=True))
