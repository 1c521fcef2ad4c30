"""Work in several processes gives what it gives in one, and what goes wrong there is told here."""

from __future__ import annotations

import datetime as dt
import gc
import os
import signal
import time
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from ciie import processes
from ciie.model.library import Library
from ciie.model.problems import EnvironmentFaultError
from ciie.processes import Beside, map_in_processes, without_collector
from ciie.reading.library import read_library
from support.project import PROJECT

ITEMS = range(250)


@pytest.mark.parametrize("cores", [1, 2, 3, 64])
def test_work_of_several_processes_is_in_order(monkeypatch: pytest.MonkeyPatch, cores: int) -> None:
    """However many there are, each item has its place, and one with cores to itself uses others than this."""
    monkeypatch.setattr(processes, "_cores", lambda: cores)

    found = map_in_processes(lambda item: (item * item, os.getpid()), ITEMS)

    assert [square for square, _ in found] == [item * item for item in ITEMS]
    assert len({process for _, process in found}) == min(cores, 4)


def test_library_is_the_same_however_many_processes_read_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Records and problems, in their order."""
    one, *others = (_library(monkeypatch, cores) for cores in (1, 2, 3))

    assert len(one.records) > 100
    assert others == [one, one]


def _library(monkeypatch: pytest.MonkeyPatch, cores: int) -> Library:
    """The published collection, as so many processes read it."""
    monkeypatch.setattr(processes, "_cores", lambda: cores)
    articles = PROJECT / "articles"
    return read_library(articles, "articles", dt.date(2026, 11, 21), read_all=map_in_processes)


def test_few_items_are_worth_no_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """They are done before a copy would be made."""
    monkeypatch.setattr(processes, "_cores", lambda: 4)

    assert {*map_in_processes(lambda _: os.getpid(), range(99))} == {os.getpid()}
    assert len({*map_in_processes(lambda _: os.getpid(), range(100))}) == 2
    assert map_in_processes(str, []) == []


def test_what_one_of_the_processes_raises_is_raised(monkeypatch: pytest.MonkeyPatch) -> None:
    """As it would be in one."""
    monkeypatch.setattr(processes, "_cores", lambda: 2)

    with pytest.raises(ZeroDivisionError):
        map_in_processes(lambda item: 1 // (item - 101), ITEMS)


def test_killed_process_of_a_run_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    """What it should have done is not taken for done."""
    monkeypatch.setattr(processes, "_cores", lambda: 2)
    here = os.getpid()

    def die_elsewhere(_: int) -> None:
        if os.getpid() != here:
            os.kill(os.getpid(), signal.SIGKILL)

    with pytest.raises(EnvironmentFaultError, match="run it again"):
        map_in_processes(die_elsewhere, ITEMS)


def test_task_beside_the_build_raises_where_it_is_waited_for(tmp_path: Path) -> None:
    """What the process of a task does is done, with what it is given, and what it raises whoever waits raises."""

    def fail(names: Iterable[str]) -> None:
        (tmp_path / "begun").touch()
        for name in names:
            (tmp_path / name).touch()
        raise LookupError("no such page")

    with Beside[str, None]() as beside:
        wait = beside.start(fail)(["one", "two"])
        with pytest.raises(LookupError, match="no such page"):
            wait()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["begun", "one", "two"]


@pytest.mark.parametrize("is_given_late", [True, False])
def test_task_beside_the_build_that_is_killed_is_a_fault(is_given_late: bool) -> None:
    """Nobody waits for ever, and nobody takes it for done, also where it is dead before it is given anything."""
    with Beside[str, None]() as beside:
        give = beside.start(lambda _: os.kill(os.getpid(), signal.SIGKILL))
        if is_given_late:
            assert beside._process is not None
            beside._process.join()
        with pytest.raises(EnvironmentFaultError, match="run it again"):
            give([])()


def test_task_that_nobody_waits_for_ends_with_the_build(tmp_path: Path) -> None:
    """It writes nothing more into a folder that is removed."""

    def write_for_ever(_: Iterable[str]) -> None:
        while True:
            (tmp_path / "written").touch()
            time.sleep(0.01)

    with Beside[str, None]() as beside:
        beside.start(write_for_ever)

    (tmp_path / "written").unlink(missing_ok=True)
    time.sleep(0.1)
    assert not (tmp_path / "written").exists()


@pytest.mark.parametrize("switch", [gc.enable, gc.disable])
def test_collector_is_as_before_when_a_run_ends(switch: Callable[[], None]) -> None:
    """Whoever calls the program from another one finds nothing changed."""
    was_on = gc.isenabled()
    try:
        switch()
        before = gc.isenabled()
        with without_collector():
            assert not gc.isenabled()
        assert gc.isenabled() is before
    finally:
        gc.enable() if was_on else gc.disable()
