"""A folder as it was at a revision."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from ciie.model.problems import EnvironmentFaultError, WrongUseError
from ciie.reading.files import write_revision
from support.pull_requests import quiet


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository with files beside and in a folder, one of them executable, a link, and a name in Chinese."""
    folder = tmp_path / "repository"
    (folder / "articles" / "2023").mkdir(parents=True)
    (folder / "outside.md").write_text("outside", encoding="utf-8")
    (folder / "articles" / "2023" / "a b.md").write_text("one\n\ntwo", encoding="utf-8")
    (folder / "articles" / "进博会.md").write_bytes(b"\xff\n")
    (folder / "articles" / "empty.md").touch(mode=0o755)
    (folder / "articles" / "link.md").symlink_to("/etc/passwd")
    who = ("-c", "user.name=Editor", "-c", "user.email=editor@example.org")
    for arguments in (("init", "-q"), ("add", "-A"), (*who, "commit", "-qm", "first")):
        subprocess.run(["git", *arguments], cwd=folder, check=True, env=quiet())
    return folder


def test_write_revision(repository: Path, tmp_path: Path) -> None:
    """The plain files of the folder come out byte by byte; links, and what lies beside the folder, do not."""
    (repository / "articles" / "empty.md").write_text("changed since", encoding="utf-8")
    write_revision(repository / "articles", "HEAD", tmp_path / "out")
    found = {path.relative_to(tmp_path / "out").as_posix(): path for path in (tmp_path / "out").rglob("*.*")}

    assert {name: path.read_bytes() for name, path in found.items()} == {
        "2023/a b.md": b"one\n\ntwo",
        "进博会.md": b"\xff\n",
        "empty.md": b"",
    }


@pytest.mark.parametrize("revision", ["", "HEAD~9", "--all", "HEAD:articles", "a\nb"])
def test_write_revision_that_is_none(repository: Path, tmp_path: Path, revision: str) -> None:
    """What names no commit is wrong use, also where it looks like an option."""
    with pytest.raises(WrongUseError):
        write_revision(repository / "articles", revision, tmp_path / "out")


def test_write_revision_without_git(repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where git is missing, that is what the message says."""
    monkeypatch.setenv("PATH", "")
    with pytest.raises(EnvironmentFaultError, match="git is not here"):
        write_revision(repository / "articles", "HEAD", tmp_path / "out")
