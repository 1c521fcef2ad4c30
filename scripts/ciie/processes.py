"""Work in copies of this process, which know all that it knows; where none can be made, it is done here.

A copy is safe to make on Linux, and of a process that does one thing at a time. What comes of the work is the same
however many processes did it.
"""

from __future__ import annotations

import gc
import os
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any, Generic, TypeVar

from ciie.model.problems import EnvironmentFaultError
from ciie.site_folder import end_with_parent

A = TypeVar("A")
B = TypeVar("B")
# A copy costs some hundredths of a second, as does the reading of so many records.
_FEWEST = 50
# More processes than these wait for the one that gathers what they found.
_MOST_PROCESSES = 4


@contextmanager
def without_collector() -> Iterator[None]:
    """Leaves memory in circles as it is: the values of a run are in none, and to look for some takes a fifth of it."""
    is_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if is_on:
            gc.enable()


def map_in_processes(function: Callable[[A], B], items: Sequence[A]) -> list[B]:
    """What `function` makes of each of `items`, in their order, by as many processes as there are cores.

    Raises:
        EnvironmentFaultError: One of the processes was killed. What `function` raises is raised too.
    """
    number = min(_cores(), _MOST_PROCESSES, max(1, len(items) // _FEWEST))
    shares = [items[start::number] for start in range(number)]
    lines = [_start(partial(_map, function, share)) for share in shares[1:]]
    found: list[B | None] = [None] * len(items)
    found[::number] = map(function, shares[0])
    for start, (process, line) in enumerate(lines, 1):
        found[start::number] = _receive(line)
        process.join()
    return found  # type: ignore[return-value]  # every place was filled


def _map(function: Callable[[A], B], items: Sequence[A], _: Connection) -> list[B]:
    return list(map(function, items))


def _cores() -> int:
    """How many processes work at a time; one where none can be copied."""
    can_copy = sys.platform == "linux" and threading.active_count() == 1
    return len(os.sched_getaffinity(0)) if can_copy else 1


@dataclass
class Beside(Generic[A, B]):
    """A task in a process of its own, which ends with the `with` block at the latest."""

    _process: BaseProcess | None = field(default=None, init=False)

    def __enter__(self) -> Beside[A, B]:
        return self

    def __exit__(self, *_: object) -> None:
        if self._process is not None:
            self._process.terminate()
            self._process.join()

    def start(self, task: Callable[[Iterable[A]], B]) -> Callable[[Sequence[A]], Callable[[], B]]:
        """Starts `task` at once; the values that it works on it waits for, where it first asks for one.

        Returns:
            What gives it the values, and returns what waits for what comes of it; that raises what the task raises.
        """
        if sys.platform != "linux":
            return lambda values: partial(task, values)
        self._process, line = _start(lambda line: task(_received(line)))
        return partial(_give, line)


def _received(line: Connection) -> Iterator[A]:
    yield from line.recv()


def _give(line: Connection, values: Sequence[A]) -> Callable[[], Any]:
    # Where the process has ended already, whoever waits for it is told why.
    with suppress(OSError):
        line.send(values)
    return lambda: _receive(line)


def _start(task: Callable[[Connection], B]) -> tuple[BaseProcess, Connection]:
    """A process that does `task`, and the line on which it sends what comes of it, or what it raised."""
    context = get_context("fork")
    ours, theirs = context.Pipe()
    process = context.Process(target=_report, args=(task, theirs), daemon=True)
    process.start()
    theirs.close()
    return process, ours


def _report(task: Callable[[Connection], B], line: Connection) -> None:
    end_with_parent()
    try:
        line.send((task(line), None))
    except Exception as error:  # noqa: BLE001, the process that waits raises it
        line.send((None, error))


def _receive(line: Connection) -> Any:
    try:
        result, error = line.recv()
    except (EOFError, ConnectionResetError):
        raise EnvironmentFaultError("a part of the run was stopped by the system; run it again") from None
    if error is not None:
        raise error
    return result
