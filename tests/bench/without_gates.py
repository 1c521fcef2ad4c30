"""Which test notices that a gate is gone: each gate, escape and cap of gates.yml is taken out of a copy, one at a time.

    PYTHONPATH=tests python -m bench.without_gates [WORD...]

Prints the first test that fails without each gate; with words, only for gates whose names hold one of them. As long as
every gate is there, these tests must pass. Exit status 1 where one does not, or where no test notices.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

import pytest
import yaml

import ciie.site  # noqa: F401, these bring the packages that most tests need
import support.rendering  # noqa: F401, likewise
from support.project import PROJECT, copy_project

_FAILED = re.compile(r"^(?:FAILED|ERROR) (tests/\w+\.py::\w+)", re.M)

# In seconds, on a busy machine.
_LONGEST = 600


@dataclass(frozen=True)
class Gate:
    """What keeps something out, the words of a file that do it and those without it, and the tests that must notice."""

    name: str
    file: str
    old: str
    new: str
    tests: tuple[str, ...]


def gates() -> list[Gate]:
    """All gates of gates.yml, in its order."""
    files = yaml.safe_load(Path(__file__).with_name("gates.yml").read_text(encoding="utf-8"))
    return [
        Gate(row["gate"], file, row["old"], row["new"], tuple(f"tests/{test}" for test in row["by"].split()))
        for file, rows in files.items()
        for row in rows
    ]


def without(gate: Gate, text: str) -> str:
    """`text`, of the gate's file, as it is without the gate."""
    if text.count(gate.old) != 1:
        raise ValueError(f"{gate.file} has these words {text.count(gate.old)} times, not once: {gate.old}")
    return text.replace(gate.old, gate.new)


def main(words: Sequence[str]) -> int:
    """Prints a line for each gate; gives the exit status."""
    chosen = [gate for gate in gates() if not words or any(word in gate.name for word in words)]
    with tempfile.TemporaryDirectory() as name:
        copy = _copy(Path(name))
        noticed = {gate.name: _first_without(copy, gate) for gate in chosen}
        failing = [test for test in noticed.values() if test is not None]
        wrong = _first_failure(copy, sorted({test for test in failing if "::" in test}))
    print(f"{len(failing)} of {len(chosen)} gates are missed by a test when they are gone")
    if wrong is not None:
        print(f"{wrong} fails while every gate is there")
    return 0 if len(failing) == len(chosen) and wrong is None else 1


def _copy(folder: Path) -> Path:
    """The project as it is, with the records it has, as a repository: some tests copy what one holds."""
    copy_project(folder)
    shutil.rmtree(folder / "articles")
    shutil.copytree(PROJECT / "articles", folder / "articles")
    subprocess.run(["git", "init", "-q", folder], check=True)
    return folder


def _first_without(copy: Path, gate: Gate) -> str | None:
    file = copy / gate.file
    text = file.read_text(encoding="utf-8")
    start = time.perf_counter()
    _write(file, without(gate, text))
    failed = _first_failure(copy, gate.tests)
    _write(file, text)
    print(f"{gate.name}: {failed or 'NO TEST FAILS'} ({time.perf_counter() - start:.0f} s)", flush=True)
    return failed


def _write(file: Path, text: str) -> None:
    file.write_text(text, encoding="utf-8")
    # Python takes what it compiled for the same where size and second are.
    os.utime(file, (now := time.time(), now - 1_000_000 + (now % 1) * 1_000_000))


def _first_failure(copy: Path, tests: Sequence[str]) -> str | None:
    with tempfile.TemporaryFile("w+", encoding="utf-8") as told:
        if not (child := os.fork()):
            _run(copy, tests, told.fileno())
        status = os.waitpid(child, 0)[1]
        told.seek(0)
        said = told.read()
    if status == 0:
        return None
    if os.WIFSIGNALED(status):
        return f"a test of {' '.join(tests)} that does not end"
    if found := _FAILED.search(said):
        return found[1]
    raise RuntimeError(f"the tests did not run: {said[-2000:]}")


def _run(copy: Path, tests: Sequence[str], to: int) -> NoReturn:
    """Runs tests of the copy in this process, which knows the packages already, and ends it."""
    for stream in (1, 2):
        os.dup2(to, stream)
    for name in [name for name in sys.modules if name.partition(".")[0] in {"bench", "ciie", "support"}]:
        del sys.modules[name]
    os.chdir(copy)
    os.environ["PYTHONPATH"] = sys.path[0] = str(copy / "scripts")
    signal.alarm(_LONGEST)
    status = pytest.main(["-x", "-q", "--tb=no", "-p", "no:cacheprovider", "-p", "no:randomly", *tests])
    sys.stdout.flush()
    os._exit(status)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
