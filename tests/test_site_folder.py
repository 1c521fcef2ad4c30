"""Where the site goes, and how a new one takes the place of the old."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from ciie import site_folder
from ciie.model.problems import WrongUseError
from ciie.site_folder import MARK, Aside, check_target, make_aside
from support.project import PROJECT, ciie, copy_project

HOLDING = "import sys, time; from pathlib import Path; from ciie.site_folder import make_aside\n" \
    "aside = make_aside(Path(sys.argv[1])); print(aside.folder, flush=True); time.sleep(60)"  # fmt: skip


def texts(folder: Path) -> dict[str, str]:
    """Every file in `folder` but the mark, by its path."""
    paths = (path for path in sorted(folder.rglob("*")) if path.is_file() and path.name != MARK)
    return {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in paths}


def new(target: Path, text: str) -> Aside:
    """A site of one page with `text`, not yet published."""
    aside = make_aside(target)
    aside.site.mkdir()
    (aside.site / "index.html").write_text(text, encoding="utf-8")
    return aside


def published(target: Path, text: str) -> None:
    """Publishes a site of one page with `text`."""
    aside = new(target, text)
    aside.publish()
    aside.remove()


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with records, pages, a finished site, and folders of somebody's."""
    for name in ("articles/2023", "docs", "empty", "mine"):
        (tmp_path / "project" / name).mkdir(parents=True)
    (tmp_path / "project/mine/letter.txt").touch()
    (tmp_path / "project/file").touch()
    published(tmp_path / "project/site", "a")
    return tmp_path / "project"


@pytest.mark.parametrize("name", ["site", "empty", "new", "new/deeper", "../beside"])
def test_folder_that_may_be_replaced(project: Path, name: str) -> None:
    """A folder that is not there, is empty or was made by a build may be the site's."""
    assert check_target(project / name, (project, project / "articles", project / "docs")) == (project / name).resolve()


@pytest.mark.parametrize(
    "name",
    [
        ".",
        "..",
        "../..",
        "articles",
        "articles/2023",
        "articles/site",
        "docs",
        "docs/site",
        "mine",
        "file",
        "site/../mine",
    ],
)
def test_folder_that_is_not_replaced(project: Path, name: str) -> None:
    """The project, what is around it, its records and pages, and what somebody else made may not."""
    with pytest.raises(WrongUseError, match=r"name (?:another|a folder)"):
        check_target(project / name, (project, project / "articles", project / "docs"))


def test_link_to_a_folder_that_is_not_replaced(project: Path) -> None:
    """A link is judged by where it leads."""
    (project / "link").symlink_to(project / "articles")

    with pytest.raises(WrongUseError):
        check_target(project / "link", (project, project / "articles", project / "docs"))


@pytest.mark.parametrize("name", [".", "articles", "mine"])
def test_build_into_such_a_folder(tmp_path: Path, name: str) -> None:
    """`ciie build` refuses it, and every file stays."""
    copy_project(tmp_path)
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine/letter.txt").write_text("a", encoding="utf-8")
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")}

    done = ciie("build", "--site", name, cwd=tmp_path)

    assert (done.returncode, done.stdout) == (2, "")
    assert "name another" in done.stderr
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")} == before


@pytest.mark.parametrize("can_exchange", [True, False])
def test_publish(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, can_exchange: bool) -> None:
    """The new site is whole, the old one is gone, and nothing is left beside it."""
    if not can_exchange:
        monkeypatch.setattr(site_folder, "_exchange", lambda one, other: False)
    published(tmp_path / "site", "a")
    (tmp_path / "site" / "old.html").touch()
    published(tmp_path / "site", "b")

    assert texts(tmp_path / "site") == {"index.html": "b"}
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_publish_where_the_second_step_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the new site cannot take the place of the old one, the old one is there again."""
    monkeypatch.setattr(site_folder, "_exchange", lambda one, other: False)
    published(tmp_path / "site", "a")
    aside = new(tmp_path / "site", "b")
    rename = Path.rename

    def fail(path: Path, to: Path) -> Path:
        if path == aside.site:
            raise OSError(28, "No space left on device")
        return rename(path, to)

    monkeypatch.setattr(Path, "rename", fail)
    with pytest.raises(OSError, match="No space left"):
        aside.publish()
    aside.remove()

    assert texts(tmp_path / "site") == {"index.html": "a"}


def test_reader_never_misses_the_site(tmp_path: Path) -> None:
    """While one site takes the place of another again and again, its home page can be read at any moment."""
    published(tmp_path / "site", "0")
    read, done = [], threading.Event()

    def look() -> None:
        while not done.is_set():
            read.append((tmp_path / "site").is_dir())

    reader = threading.Thread(target=look)
    reader.start()
    for number in range(200):
        published(tmp_path / "site", str(number))
    done.set()
    reader.join()

    assert len(read) > 200
    assert all(read)


def killed(target: Path) -> Path:
    """The folder that a build of `target` left when it was killed."""
    holder = subprocess.Popen([sys.executable, "-c", HOLDING, target], stdout=subprocess.PIPE, text=True, cwd=PROJECT)
    assert holder.stdout is not None
    folder = Path(holder.stdout.readline().strip())
    holder.send_signal(signal.SIGKILL)
    holder.wait()
    holder.stdout.close()
    return folder


def test_leftover_of_a_killed_build(tmp_path: Path) -> None:
    """What a killed build left is removed by the next one; what another build is at work in is not."""
    left = killed(tmp_path / "site")
    at_work = new(tmp_path / "site", "a")
    assert not left.exists()

    published(tmp_path / "site", "b")

    assert at_work.site.is_dir()
    at_work.remove()
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_site_of_a_build_that_was_killed_between_the_steps(tmp_path: Path) -> None:
    """The next build brings back the old site before it begins, so that a failure of its own leaves that one."""
    published(tmp_path / "site", "a")
    left = killed(tmp_path / "site")
    (tmp_path / "site").rename(left / "old")

    aside = make_aside(tmp_path / "site")

    assert texts(tmp_path / "site") == {"index.html": "a"}
    aside.remove()


@pytest.mark.site
@pytest.mark.parametrize(
    ("path", "text", "options"),
    [
        ("docs/overrides/main.html", "{{ nothing.at.all }}", ()),
        ("docs/about.md", "[nowhere](nowhere.md)", ("--strict",)),
        ("articles/2023/2023-11-16-stdaily-broken.md", "no front matter", ()),
    ],
)
def test_plain_build_that_fails_leaves_the_old_site(
    tmp_path: Path, path: str, text: str, options: tuple[str, ...]
) -> None:
    """`mkdocs build` that fails, early or late, leaves the site as it was."""
    copy_project(tmp_path)
    published(tmp_path / "site", "old")
    (tmp_path / path).write_text(text, encoding="utf-8")

    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", *options],
        cwd=tmp_path, capture_output=True, text=True, check=False, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
    )  # fmt: skip

    assert done.returncode != 0
    assert texts(tmp_path / "site") == {"index.html": "old"}


@pytest.mark.site
def test_date_that_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A date of the build that is no number is wrong use, and no traceback."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "abc")

    done = ciie("build", "--site", tmp_path / "site")

    assert done.returncode == 2
    assert "SOURCE_DATE_EPOCH is no number" in done.stderr
    assert "Traceback" not in done.stderr
