"""Measures how processor time grows with size, so that another run gives the same: medians, in fresh processes."""

from __future__ import annotations

import gc
import math
import os
import statistics
import time
from collections.abc import Callable, Sequence

REPEATS = 3
SHARES = (1 / 4, 1 / 2, 1)
# In seconds: less is too little to tell how it grows; more is too long, however it grows.
_LEAST, LONGEST = 0.2, 2.0
_STEEPEST = 1.1


def keep_still() -> None:
    """Takes what is loaded so far out of the collector's sight, so that its size does not count in what is measured."""
    gc.collect()
    gc.freeze()


def seconds(work: Callable[[], object]) -> float:
    """The median of the processor time that `work` takes, each time in a process of its own with empty caches."""
    return statistics.median(_apart(work) for _ in range(REPEATS))


def _apart(work: Callable[[], object]) -> float:
    reader, writer = os.pipe()
    process = os.fork()
    if not process:
        # Nothing of this process may go on in its copy.
        try:
            before = time.process_time()
            work()
            os.write(writer, repr(time.process_time() - before).encode())
        finally:
            os._exit(0)
    os.close(writer)
    with os.fdopen(reader) as told:
        taken = told.read()
    os.waitpid(process, 0)
    if not taken:
        raise RuntimeError("the work to measure ended with an error")
    return float(taken)


def largest(fits: Callable[[int], bool], most: int) -> int:
    """The largest size up to `most` that `fits`, to one in a hundred."""
    if fits(most):
        return most
    low, high = 0, most
    while high - low > max(1, high // 100):
        middle = (low + high) // 2
        low, high = (middle, high) if fits(middle) else (low, middle)
    return low


def row(name: str, taken: Sequence[float], behind: str = "") -> str:
    """A line of a table: seconds for each share and what follows, the exponent, a mark where that is too much."""
    exponent = math.log(taken[len(SHARES) - 1] / taken[0]) / math.log(SHARES[-1] / SHARES[0])
    is_steep = exponent > _STEEPEST and taken[len(SHARES) - 1] > _LEAST
    mark = "  <-" if is_steep or max(taken) > LONGEST else ""
    return f"{name[:40]:40} {' '.join(f'{each:7.3f}' for each in taken)}  {exponent:5.2f}{mark}  {behind}".rstrip()
