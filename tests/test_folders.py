"""What lies in a folder of records."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from ciie.reading.files import list_files
from support.project import ciie

HERE = Path(__file__).parent


def faults(folder: Path) -> list[tuple[str, str]]:
    """What is wrong in `folder`: the path and the rule."""
    return [(found.path, found.rule) for found in list_files(folder)[1]]


def write(*paths: str | Path) -> None:
    for path in map(Path, paths):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()


def test_files_at_the_top_and_in_years(tmp_path: Path) -> None:
    """Files of records lie at the top or in the folder of a year; the lists of the vocabulary are not among them."""
    write(tmp_path / "b.md", tmp_path / "2023/a.md", tmp_path / "vocabulary/topics.yml", tmp_path / "vocabulary/x.yml")

    assert list_files(tmp_path) == (("2023/a.md", "b.md", "vocabulary/x.yml"), ())


@pytest.mark.parametrize(
    "name", ["2023 <img src=x onerror=alert(1)>", "2023-11-16-a-b.md", "２０２３", "20231", "2023/11", "2023\n", ".git"]
)
def test_folder_that_is_no_year(tmp_path: Path, name: str) -> None:
    """A folder with any other name is a fault, and what lies in it is not read."""
    write(tmp_path / "2023-11-16-a-b.txt.md", tmp_path / name / "2023-11-16-a-b.md")

    assert faults(tmp_path) == [(name, "folder-name")]
    assert len(list_files(tmp_path)[0]) == 1


@pytest.mark.parametrize("name", ["2023", "vocabulary", "other", "2023-11-16-a-b.md"])
def test_link_to_a_folder(tmp_path: Path, name: str) -> None:
    """A link to a folder is not followed, whatever it is called."""
    write(tmp_path / "elsewhere/a.md", tmp_path / "articles/a.md")
    (tmp_path / "articles" / name).symlink_to(tmp_path / "elsewhere")

    assert faults(tmp_path / "articles") == [(name, "not-a-file")]


def test_folder_whose_name_is_no_text(tmp_path: Path) -> None:
    """A folder with a name that is not UTF-8 is a fault that can be printed, and no traceback."""
    folder = os.fsencode(tmp_path) + b"/articles"
    os.makedirs(folder + b"/2023\xff")  # noqa: PTH103, its name is bytes
    (tmp_path / "articles" / "a.md").touch()

    done = ciie("check", "--articles", tmp_path / "articles")

    assert faults(tmp_path / "articles") == [("2023\\xff", "folder-name")]
    assert done.returncode == 1
    assert "2023\\xff:1:1: folder-name" in done.stdout
    assert "Traceback" not in done.stderr


def test_folder_that_cannot_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder that the system does not open is a fault, and not an empty folder."""
    write(tmp_path / "a.md", tmp_path / "2023/b.md")
    scan = os.scandir

    def refuse(path: Path) -> object:
        if path.name == "2023":
            raise PermissionError(13, "Permission denied")
        return scan(path)

    monkeypatch.setattr(os, "scandir", refuse)
    names, (problem,) = list_files(tmp_path)

    assert names == ("a.md",)
    assert (problem.path, problem.message) == ("2023", "this folder cannot be read: Permission denied")


@pytest.mark.parametrize("name", ["", "2023", "vocabulary"])
def test_folder_without_records(tmp_path: Path, name: str) -> None:
    """A folder without any record is a fault, so that nobody publishes a site of nothing."""
    (tmp_path / name).mkdir(exist_ok=True)

    assert faults(tmp_path) == [("", "no-records")]


def test_nothing_is_published_of_an_empty_folder(tmp_path: Path) -> None:
    """The good site stays where the folder of records is empty."""
    (tmp_path / "articles").mkdir()
    write(tmp_path / "site/index.html")

    done = ciie("build", "--articles", tmp_path / "articles", "--site", tmp_path / "site")

    assert done.returncode == 1
    assert f"{tmp_path / 'articles'}:1:1: no-records" in done.stdout
    assert [path.name for path in (tmp_path / "site").iterdir()] == ["index.html"]
