"""Throw-away repositories with a pull request, and the script of the workflow run on them as the workflow runs it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from support.project import PROJECT, TESTS

# What the check needs of the project; tests and records of its own come from here.
PARTS = (".github/scripts", "docs", "scripts", "mkdocs.yml")
_BY_TOOLS = shutil.ignore_patterns("*.egg-info")
_GENERATED = shutil.ignore_patterns("articles", "topics", "index.md", "timeline")
# What a runner takes for a command: "::" at the start of a line, "##[" anywhere (actions/runner, ActionCommand.cs).
COMMAND = re.compile(r"^\s*::.*|.*##\[.*", re.M)


_NO_BUILD = '[ "$1" != build ] || exit 0\n'


@dataclass(frozen=True)
class Outcome:
    """What the check of a pull request did.

    Attributes:
        status: The exit status.
        commands: What a runner would have taken for commands, in order.
        log: All that was printed.
        summary: The report, in Markdown.
        site: Where the preview is, if there is one.
    """

    status: int
    commands: list[str]
    log: str
    summary: str
    site: Path


def _ignored(folder: str, names: list[str]) -> set[str]:
    """What is not copied of a folder of the project: what tools left in it, and generated pages."""
    return _BY_TOOLS(folder, names) | (_GENERATED(folder, names) if Path(folder).name == "docs" else set())


@dataclass
class Repository:
    """A repository with the project's program, the small collection, and a branch for the pull request.

    Attributes:
        folder: Where it is; files that its check makes lie beside it.
        base: The commit that the pull request is for.
    """

    folder: Path
    base: str = ""

    def copy(self, folder: Path) -> Repository:
        """The same within `folder`."""
        return Repository(Path(shutil.copytree(self.folder, folder / self.folder.name, symlinks=True)), self.base)

    def git(self, *arguments: str) -> str:
        """What git prints, run in the repository as nobody in particular."""
        who = ("-c", "user.name=Editor", "-c", "user.email=editor@example.org", "-c", "commit.gpgsign=false")
        done = subprocess.run(
            ["git", *who, *arguments], cwd=self.folder, capture_output=True, text=True, check=True, env=quiet()
        )
        return done.stdout

    def commit(self, message: str) -> None:
        """Commits whatever the folder holds."""
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", message)

    def write(self, files: Mapping[str, str]) -> None:
        """Writes `files` (path: text) and commits them."""
        for path, text in files.items():
            target = self.folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, encoding="utf-8")
        self.commit("change")

    def check(self, *, preview: bool = True) -> Outcome:
        """Checks the branch as the workflow does: with the base checked out, and the head as commits alone.

        Where no `preview` is wanted, the site is not built, which is most of the time that a check takes.
        """
        head = self.git("rev-parse", "head").strip()
        self.git("checkout", "--quiet", "--detach", self.base)
        work = self.folder.parent / "work"
        summary = self.folder.parent / "summary.md"
        path = f"{self._program(preview)}:{os.environ['PATH']}"
        done = subprocess.run(
            [".github/scripts/check_pull_request.sh", self.base, head, str(work)],
            cwd=self.folder, capture_output=True, text=True, check=False,
            env=quiet() | {"PATH": path, "GITHUB_STEP_SUMMARY": str(summary)},
        )  # fmt: skip
        log = done.stdout + done.stderr
        report = summary.read_text(encoding="utf-8") if summary.exists() else ""
        return Outcome(done.returncode, COMMAND.findall(log), log, report, work / "site")

    def traces(self) -> list[str]:
        """Files that the base does not have, in the repository or beside it: what something of the head has left."""
        listed = self.git("status", "--porcelain", "--ignored").splitlines()
        made = {"repository", "work", "summary.md", "bin"}
        return [line for line in listed if "__pycache__" not in line] + sorted(
            {path.name for path in self.folder.parent.iterdir()} - made
        )

    def _program(self, preview: bool) -> Path:
        """A folder with the command `ciie`, which is the program of the base."""
        folder = self.folder.parent / "bin"
        folder.mkdir(exist_ok=True)
        script = folder / "ciie"
        script.write_text(
            f'#!/bin/sh\n{"" if preview else _NO_BUILD}PYTHONPATH="{self.folder}/scripts" '
            f'exec "{sys.executable}" -P -m ciie "$@"\n',
            encoding="utf-8",
        )
        script.chmod(0o755)
        return folder


def make_repository(folder: Path) -> Repository:
    """One within `folder`, whose branch `head` is the base as yet.

    Python's bytecode comes along, so that no check has to compile the program.
    """
    made = Repository(folder / "repository")
    for part in PARTS:
        source, target = PROJECT / part, made.folder / part
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, target, ignore=_ignored)
        else:
            shutil.copy(source, target)
    shutil.copytree(TESTS / "small", made.folder / "articles")
    made.git("init", "--quiet", "--initial-branch=main")
    (made.folder / ".git/info/exclude").write_text("__pycache__\n", encoding="utf-8")
    made.commit("base")
    made.base = made.git("rev-parse", "HEAD").strip()
    made.git("checkout", "--quiet", "-b", "head")
    return made


def quiet() -> dict[str, str]:
    """The environment without what git and Python would take from the machine."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("GIT_", "GITHUB_", "PYTHON"))}
    return kept | {"GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_SYSTEM": "/dev/null"}
