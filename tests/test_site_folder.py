"""Where the site goes, and how a new one takes the place of the old."""

from __future__ import annotations

import fcntl
import os
import signal
import stat
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from ciie import site_folder
from ciie.model.problems import EnvironmentFaultError, WrongUseError
from ciie.site_folder import MARK, Aside, check_target, make_aside
from support.project import FIVE, PROJECT, ciie, copy_project

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
    with pytest.raises(EnvironmentFaultError, match=r"site cannot be replaced \(No space left on device\)"):
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
    """What a killed build left is removed by the next one."""
    left = killed(tmp_path / "site")
    (left / "site").mkdir()
    (left / "link").symlink_to(tmp_path)
    (left / "site" / "page.html").touch()

    published(tmp_path / "site", "b")

    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_two_builds_at_once(tmp_path: Path) -> None:
    """The second is told to wait, and takes nothing from the first; other sites may be built meanwhile."""
    first = new(tmp_path / "site", "a")

    with pytest.raises(EnvironmentFaultError, match=r"another build of \S+site is at work; wait"):
        make_aside(tmp_path / "site")
    published(tmp_path / "other", "b")
    first.publish()
    first.remove()

    assert texts(tmp_path) == {"other/index.html": "b", "site/index.html": "a"}
    published(tmp_path / "site", "c")


def test_link_in_the_place_of_the_folder_aside(tmp_path: Path) -> None:
    """What it leads to is somebody's, and is not cleared away."""
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").touch()
    (tmp_path / ".site-aside").symlink_to("mine")

    with pytest.raises(EnvironmentFaultError, match="site-aside cannot be written to"):
        make_aside(tmp_path / "site")

    assert (tmp_path / "mine" / "letter.txt").exists()


def test_folder_aside_that_goes_while_it_is_locked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A build that ends just then has removed it; the lock is that of the folder that is there."""
    lock, times = fcntl.flock, []

    def late(descriptor: int, how: int) -> None:
        lock(descriptor, how)
        times.append(how)
        if len(times) == 1:
            (tmp_path / ".site-aside").rmdir()

    monkeypatch.setattr(fcntl, "flock", late)
    aside = make_aside(tmp_path / "site")

    assert os.path.samestat(os.fstat(aside.lock), aside.folder.stat())
    aside.remove()


@pytest.mark.parametrize("can_exchange", [True, False])
def test_site_is_on_the_disk_before_it_is_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, can_exchange: bool
) -> None:
    """A machine that stops just then has the old site or all of the new one."""
    if not can_exchange:
        monkeypatch.setattr(site_folder, "_exchange", lambda one, other: False)
    published(tmp_path / "site", "a")
    stored: list[str] = []
    monkeypatch.setattr(site_folder, "_store", lambda site: stored.append(texts(tmp_path / "site")["index.html"]))

    published(tmp_path / "site", "b")

    assert stored == ["a"]


@pytest.mark.parametrize(("beside", "own"), [("print(1, flush=True)", "0"), ("0", "print(1, flush=True)")])
def test_process_beside_a_killed_build_ends_with_it(tmp_path: Path, beside: str, own: str) -> None:
    """It holds the lock no longer than the build lived, which is killed when it works, or when it only begins."""
    code = (
        "import os, sys, time; from pathlib import Path; from ciie.processes import Beside\n"
        "from ciie.site_folder import make_aside\n"
        "make_aside(Path(sys.argv[1]))\n"
        "with Beside() as beside:\n"
        f"    beside.start(lambda _: [{beside}, time.sleep(60)]); {own}; time.sleep(60)"
    )
    builder = subprocess.Popen(
        [sys.executable, "-c", code, tmp_path / "site"], stdout=subprocess.PIPE, text=True, cwd=PROJECT
    )
    assert builder.stdout is not None
    builder.stdout.readline()
    builder.kill()
    killed_at = time.monotonic()
    assert builder.stdout.read() == ""  # ends when no process holds its other end
    assert time.monotonic() - killed_at < 50
    builder.wait()
    builder.stdout.close()

    published(tmp_path / "site", "a")


@pytest.mark.parametrize("can_exchange", [True, False])
def test_files_can_be_read_by_a_server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, can_exchange: bool) -> None:
    """Whatever the builder's own files are like, everybody may read the site."""
    if not can_exchange:
        monkeypatch.setattr(site_folder, "_exchange", lambda one, other: False)
    before = os.umask(0o077)
    try:
        published(tmp_path / "site", "a")
        published(tmp_path / "site", "b")
    finally:
        os.umask(before)

    modes = {stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "site").rglob("*")}
    assert (modes, stat.S_IMODE((tmp_path / "site").stat().st_mode)) == ({0o644}, 0o755)


def test_folder_where_a_disk_is_mounted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Such a folder cannot be swapped; the user is told before the build."""
    monkeypatch.setattr(os.path, "ismount", lambda path: path == tmp_path / "site")

    with pytest.raises(WrongUseError, match=r"disk is mounted.*name a folder in it"):
        check_target(tmp_path / "site", [tmp_path / "project"])


def test_site_of_a_build_that_was_killed_between_the_steps(tmp_path: Path) -> None:
    """The next build brings back the old site before it begins, so that a failure of its own leaves that one."""
    published(tmp_path / "site", "a")
    left = killed(tmp_path / "site")
    (tmp_path / "site").rename(left / "old")

    aside = make_aside(tmp_path / "site")

    assert texts(tmp_path / "site") == {"index.html": "a"}
    aside.remove()


@pytest.mark.site
def test_disk_that_is_full(tmp_path: Path) -> None:
    """A file that cannot be written whole ends the build in one line, and the old site stays."""
    published(tmp_path / "site", "old")
    code = (
        "import resource, sys; from ciie.__main__ import main\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (30_000, 30_000))\n"
        "sys.exit(main(sys.argv[1:]))"
    )

    done = subprocess.run(
        [sys.executable, "-B", "-c", code, "build", "--articles", FIVE, "--site", tmp_path / "site"],
        cwd=PROJECT, capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert "File too large" in done.stderr
    assert texts(tmp_path / "site") == {"index.html": "old"}
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


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
