"""The project's folder, copies of it, and its command run as a process."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

TESTS = Path(__file__).resolve().parent.parent
PROJECT = TESTS.parent


def ciie(*arguments: str | Path, cwd: Path = PROJECT) -> subprocess.CompletedProcess[str]:
    """Runs the command `ciie` and gives its exit status and output."""
    return subprocess.run(
        [sys.executable, "-m", "ciie", *map(str, arguments)], cwd=cwd, capture_output=True, text=True, check=False
    )


def copy_project(folder: Path) -> None:
    """Writes to `folder` what a fresh checkout of the project would hold."""
    names = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard", "-z"], cwd=PROJECT, capture_output=True, text=True, check=True
    ).stdout.split("\0")
    for name in filter(None, names):
        if (PROJECT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(PROJECT / name, folder / name)


def build(articles: Path, site: Path) -> Path:
    """Builds the site of `articles`; fails with what the command said where it does not succeed."""
    done = ciie("build", "--articles", articles, "--site", site)
    assert done.returncode == 0, done.stdout + done.stderr
    return site
