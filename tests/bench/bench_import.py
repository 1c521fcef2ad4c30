"""Measures how the time of `ciie import` grows with a capture, and its memory with the number of captures.

    PYTHONPATH=tests python -m bench.bench_import

Prints seconds for captures of 10 KB to 1 MB, and the peak of memory after 100 and after 1,000 captures.
"""

from __future__ import annotations

import datetime as dt
import resource
import tempfile
import time
from pathlib import Path

from ciie.importing.imports import Destination, import_captures
from ciie.model.records import Rights
from ciie.pipeline import PROJECT, read_collection

_SENTENCES = (
    (
        "In hall {n} of the fifth CIIE, {n},200 visitors from {n} countries met {n} exhibitors on Nov. "
        "5, the organizers said."
    ),
    "A maker of pumps from Germany, with a booth of {n} square meters, signed deals worth US${n} million in Shanghai.",
    "Number {n} of the {n}00 new products is a kettle, and its price fell by {n} percent against the edition before.",
)


def capture(size: int, seed: int) -> str:
    """A capture of about `size` characters, no two sentences of which are the same."""
    lines = [f"Capture {seed} on kettles and pumps at the expo", "", "Source: Xinhua | 2022-11-06 10:00", ""]
    length = number = 0
    while length < size:
        number += 1
        lines += [" ".join(sentence.format(n=number + seed) for sentence in _SENTENCES), ""]
        length += len(lines[-2])
    return "\n".join(lines)


def main() -> None:
    """Prints the measurements."""
    library = read_collection(PROJECT / "articles", dt.date(2100, 1, 1))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        to = Destination(folder / "drafts", by_year=False, rights=Rights.UNREVIEWED)
        for size in (10_000, 10_000, 100_000, 1_000_000):
            path = folder / f"{size}.txt"
            path.write_text(capture(size, size))
            start = time.perf_counter()
            done = list(import_captures([str(path)], library, to))
            print(f"{size:9,} characters: {time.perf_counter() - start:6.2f} s, new: {done[0].is_new}")
        paths = []
        for seed in range(1, 1001):
            path = folder / f"c{seed}.txt"
            path.write_text(capture(4_000, 7 * seed))
            paths.append(str(path))
        start = time.perf_counter()
        for count, _ in enumerate(import_captures(paths, library, to), 1):
            if count in {100, 500, 1000}:
                peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
                print(f"{count:5} captures: {time.perf_counter() - start:6.1f} s, peak {peak} MB")


if __name__ == "__main__":
    main()
