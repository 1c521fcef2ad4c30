"""A long sorted list of keys cut into small compressed files, of which a browser fetches the few it needs."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Iterator, Sequence
from operator import sub
from pathlib import Path

# Bytes of JSON in a file, about; compressed they are a third to two thirds of it. Large files cost a search that
# fetches many of them; small ones cost every search, in the entry that lists them. Measured by tests/search_costs.py:
# a query in Chinese fetches most, a file of names for each character and a file of pairs for every two.
SMALL_SHARD_BYTES, SHARD_BYTES, LARGE_SHARD_BYTES = 6_000, 9_000, 12_000
# What a small integer takes with its comma.
_INTEGER_BYTES = 3
Value = Sequence[int] | Sequence[str]


def write_shards(folder: Path, entries: Iterable[tuple[str, Value]], most: int = SHARD_BYTES) -> list[str]:
    """Writes `entries`, which are sorted by key, to files 0, 1, … in `folder`; the first key of each file.

    A file is a list of keys and, as long, a list of their values, of about `most` bytes.
    """
    firsts = []
    for number, rows in enumerate(_shards(entries, most)):
        write_json(folder / str(number), [[key for key, _ in rows], [value for _, value in rows]])
        firsts.append(rows[0][0])
    return firsts


def write_json(path: Path, value: object) -> None:
    """Writes `value` to `path` with .json.gz added; the same value gives the same bytes."""
    path.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    path.with_name(f"{path.name}.json.gz").write_bytes(gzip.compress(text.encode("utf-8"), mtime=0))


def gaps(numbers: Iterable[int]) -> list[int]:
    """Ascending numbers as the first and the steps between them, which compress better."""
    found = list(numbers)
    return [found[0], *map(sub, found[1:], found)] if found else []


def _shards(entries: Iterable[tuple[str, Value]], most: int) -> Iterator[list[tuple[str, Value]]]:
    rows: list[tuple[str, Value]] = []
    size = 0
    for key, value in entries:
        rows.append((key, value))
        size += len(key.encode()) + _INTEGER_BYTES * (1 + len(value))
        if size >= most:
            yield rows
            rows, size = [], 0
    if rows:
        yield rows
