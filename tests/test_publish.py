"""Pages to files."""

from __future__ import annotations

from pathlib import Path

import pytest

from ciie.errors import EnvironmentFaultError
from ciie.publish import MARK, Outcome, Page, is_generated, marked, publish

FOLDERS = ("articles", "topics")
PAGES = (Page("index.md", "---\ntitle: Home\n---\n\nA\n"), Page("articles/a.md", "---\ntitle: 进博会 ---\n---\n\nB\n"))


def files(folder: Path) -> dict[str, str]:
    """Every file below a folder with its text."""
    return {p.relative_to(folder).as_posix(): p.read_text(encoding="utf-8") for p in folder.rglob("*") if p.is_file()}


def test_publish(tmp_path: Path) -> None:
    """Each page becomes a file with a mark in its front matter."""
    outcome = publish(PAGES, tmp_path, FOLDERS)

    assert outcome == Outcome(written=2, unchanged=0, removed=0)
    assert files(tmp_path) == {
        "index.md": f"---\n{MARK}\ntitle: Home\n---\n\nA\n",
        "articles/a.md": f"---\n{MARK}\ntitle: 进博会 ---\n---\n\nB\n",
    }


def test_publish_twice(tmp_path: Path) -> None:
    """What has not changed is not written again."""
    publish(PAGES, tmp_path, FOLDERS)
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")}

    outcome = publish(PAGES, tmp_path, FOLDERS)

    assert outcome == Outcome(written=0, unchanged=2, removed=0)
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")} == before


def test_publish_what_changed(tmp_path: Path) -> None:
    """Only the page that changed is written."""
    publish(PAGES, tmp_path, FOLDERS)

    outcome = publish((Page("index.md", "---\ntitle: Home\n---\n\nC\n"), PAGES[1]), tmp_path, FOLDERS)

    assert outcome == Outcome(written=1, unchanged=1, removed=0)
    assert files(tmp_path)["index.md"].endswith("C\n")


def test_publish_removes_what_is_stale(tmp_path: Path) -> None:
    """A generated file that is no page any more goes, with the folders it leaves empty."""
    old = (*PAGES, Page("articles/b.md", "---\n---\n"), Page("topics/deals/2023.md", "---\n---\n"))
    publish(old, tmp_path, FOLDERS)

    outcome = publish(PAGES, tmp_path, FOLDERS)

    assert outcome == Outcome(written=0, unchanged=2, removed=2)
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["a.md", "articles", "index.md"]


@pytest.mark.parametrize("path", ["about.md", "articles/note.md", "topics/picture.png", "other/old.md"])
def test_publish_leaves_other_files_alone(tmp_path: Path, path: str) -> None:
    """A file without the mark is somebody's, whatever folder it is in."""
    (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / path).write_text("---\ntitle: mine\n---\n")

    outcome = publish(PAGES, tmp_path, FOLDERS)

    assert outcome.removed == 0
    assert files(tmp_path)[path] == "---\ntitle: mine\n---\n"


def test_publish_where_a_foreign_file_stands(tmp_path: Path) -> None:
    """A page does not take the place of a file that was not generated, and nothing else is written."""
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "a.md").write_text("mine")

    with pytest.raises(EnvironmentFaultError, match=r"a\.md stands where a generated page goes"):
        publish(PAGES, tmp_path, FOLDERS)
    assert files(tmp_path) == {"articles/a.md": "mine"}


@pytest.mark.parametrize("data", [b"\xff", None])
def test_publish_where_a_file_cannot_be_read(tmp_path: Path, data: bytes | None) -> None:
    """A folder or a file that is no text in the place of a page is a fault of the environment."""
    target = tmp_path / "index.md"
    target.mkdir() if data is None else target.write_bytes(data)

    with pytest.raises(EnvironmentFaultError, match=r"index\.md cannot be read"):
        publish(PAGES, tmp_path, FOLDERS)


def test_publish_where_nothing_can_be_written(tmp_path: Path) -> None:
    """A page that cannot be written is a fault of the environment and says where."""
    (tmp_path / ".index.md.new").mkdir()

    with pytest.raises(EnvironmentFaultError, match=r"index\.md cannot be written"):
        publish(PAGES, tmp_path, FOLDERS)


@pytest.mark.parametrize(
    ("text", "generated"),
    [(marked("---\ntitle: a\n---\n"), True), ("---\ntitle: a\n---\n", False), (f"{MARK}\n", False), ("", False)],
)
def test_is_generated(text: str, generated: bool) -> None:
    """The mark in the second line tells a generated file from others."""
    assert is_generated(text) is generated
