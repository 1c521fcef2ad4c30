"""The project's folder, copies of it, and its command run as a process."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

TESTS = Path(__file__).resolve().parent.parent
PROJECT = TESTS.parent
# Five records and their vocabulary, which stay as they are whatever articles/ holds.
FIVE = TESTS / "five"


def ciie(*arguments: str | Path, cwd: Path = PROJECT) -> subprocess.CompletedProcess[str]:
    """Runs the command `ciie` and gives its exit status and output."""
    return subprocess.run(
        [sys.executable, "-m", "ciie", *map(str, arguments)], cwd=cwd, capture_output=True, text=True, check=False
    )


def copy_project(folder: Path, articles: Path = FIVE) -> None:
    """Writes to `folder` what a fresh checkout of the project would hold, with other articles: the five records."""
    names = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard", "-z"], cwd=PROJECT, capture_output=True, text=True, check=True
    ).stdout.split("\0")
    for name in filter(None, names):
        if (PROJECT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(PROJECT / name, folder / name)
    shutil.rmtree(folder / "articles")
    shutil.copytree(articles, folder / "articles")


def build(articles: Path, site: Path) -> Path:
    """Builds the site of `articles` and has it checked; fails with what the command said where it does not succeed."""
    done = ciie("build", "--verify", "--articles", articles, "--site", site)
    assert done.returncode == 0, done.stdout + done.stderr
    return site


def build_once(articles: Path, folders: pytest.TempPathFactory) -> Path:
    """The site of `articles` as it is in this run of the tests, built by whichever worker asks first.

    No test may change it. A site is moved to its place as a whole, so that it is finished where it is there.
    """
    base = folders.getbasetemp()
    place = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "sites" / articles.name
    place.mkdir(parents=True, exist_ok=True)
    site, turn = place / "site", place / "turn"
    while not site.is_dir():
        try:
            turn.mkdir()
        except FileExistsError:
            time.sleep(0.1)
            continue
        try:
            return site if site.is_dir() else build(articles, site)
        finally:
            turn.rmdir()
    return site
