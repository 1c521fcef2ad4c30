"""What is kept between runs: what changed is made again, what is damaged or foreign is left, nothing is ever run."""

from __future__ import annotations

import logging
import os
import pickle
import shutil
import subprocess
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ciie.cache import digest_of, keep, program, recall, remembered, seal
from ciie.model.library import Library
from ciie.model.problems import Problem
from ciie.model.records import Status
from ciie.pipeline import read_collection, sources
from ciie.reading import library, records
from support.import_samples import TODAY
from support.project import FIVE, ciie

SETTING = "CIIE_CACHE"


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of what is kept."""
    monkeypatch.setenv(SETTING, str(tmp_path / "kept"))
    return tmp_path / "kept"


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    """Five records that may be changed."""
    shutil.copytree(FIVE, tmp_path / "articles")
    return tmp_path / "articles"


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The records that were read from their files so far."""
    names: list[str] = []
    read_record = records.read_record

    def noted(path: str, *rest: object) -> object:
        names.append(path)
        return read_record(path, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(library, "read_record", noted)
    return names


def afresh(articles: Path) -> Library:
    """The library as a run reads it that knows nothing of earlier ones."""
    before = os.environ[SETTING]
    os.environ[SETTING] = ""
    try:
        return read_collection(articles, TODAY)
    finally:
        os.environ[SETTING] = before


def replace(path: Path, old: str, new: str) -> None:
    """Writes `new` for the first `old` of a file that has one."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.mark.usefixtures("kept")
def test_what_did_not_change_is_not_read_again(articles: Path, read: list[str]) -> None:
    """After an edit its record alone is read, after one of the vocabulary every record, and after none none."""
    first = read_collection(articles, TODAY)
    assert len(read) == 5
    assert read_collection(articles, TODAY) == first
    assert len(read) == 5

    changed = min(articles.glob("2023/*.md"))
    changed.write_text(changed.read_text(encoding="utf-8") + "\nOne sentence more.\n", encoding="utf-8")
    again = read_collection(articles, TODAY)
    assert read[5:] == [f"2023/{changed.name}"]
    assert again == afresh(articles) != first
    del read[:]

    replace(articles / "vocabulary" / "topics.yml", "name: ", "name: New ")
    assert read_collection(articles, TODAY) == afresh(articles)
    assert len(read) == 10


@pytest.mark.usefixtures("kept")
def test_record_with_an_error_is_read_again(articles: Path, read: list[str]) -> None:
    """Its faults may hang on what is beside it, and on the day."""
    replace(min(articles.glob("2023/*.md")), "date: 2023", "date: 2033")
    first = read_collection(articles, TODAY)
    del read[:]

    assert read_collection(articles, TODAY) == first
    assert len(read) == 1
    assert "future-date" in {found.rule for found in first.errors}


@pytest.mark.usefixtures("kept")
def test_what_is_no_file_is_not_opened(articles: Path) -> None:
    """A pipe, or a link to one, would keep the reader waiting; folders nested very deep would stop it."""
    for path in (articles / "2023" / "2023-11-16-shine-pipe.md", articles / "vocabulary" / "pipe.yml"):
        os.mkfifo(path)
    (articles / "2023" / "2023-11-16-shine-link.md").symlink_to("2023-11-16-shine-pipe.md")
    (articles / "2023" / "2023-11-16-shine-loop.md").symlink_to("2023-11-16-shine-loop.md")
    deep = articles / "vocabulary"
    for _ in range(1200):
        deep /= "a"
        deep.mkdir()
    found: list[Problem] = []

    reader = threading.Thread(target=lambda: found.extend(read_collection(articles, TODAY).errors), daemon=True)
    reader.start()
    reader.join(60)
    subprocess.run(["rm", "-r", articles / "vocabulary" / "a"], check=True)

    assert sorted((Path(each.path).name, each.rule) for each in found) == [
        ("2023-11-16-shine-link.md", "not-a-file"),
        ("2023-11-16-shine-loop.md", "not-a-file"),
        ("2023-11-16-shine-pipe.md", "not-a-file"),
        ("a", "folder-name"),
        ("pipe.yml", "stray-file"),
    ]


def _damaged(content: bytes) -> Iterator[bytes]:
    yield b""
    yield content[:-1]
    yield content[: len(content) // 2]
    yield content[:70] + bytes([content[70] ^ 1]) + content[71:]
    yield digest_of("another program") + content[32:]
    yield program() + seal(b"no pickle") + b"no pickle"


@pytest.mark.parametrize("number", range(6))
def test_file_that_is_damaged_or_of_another_program(articles: Path, kept: Path, read: list[str], number: int) -> None:
    """It counts for nothing, and a good one takes its place."""
    first = read_collection(articles, TODAY)
    (file,) = (path for path in kept.iterdir() if path.name.startswith("records-"))
    file.write_bytes([*_damaged(file.read_bytes())][number])
    del read[:]

    assert read_collection(articles, TODAY) == first
    assert len(read) == 5
    assert read_collection(articles, TODAY) == first
    assert len(read) == 5


@pytest.mark.usefixtures("kept")
def test_folder_that_came_from_another_machine(
    articles: Path, tmp_path: Path, read: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever gives away records may put what is kept beside them; all of it is made again."""
    first = read_collection(articles, TODAY)
    shutil.copytree(tmp_path / "kept", tmp_path / "given", ignore=shutil.ignore_patterns("key"))
    monkeypatch.setenv(SETTING, str(tmp_path / "given"))
    del read[:]

    assert read_collection(articles, TODAY) == first
    assert len(read) == 5


class _Hostile:
    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> tuple[Callable[[str], None], tuple[str]]:
        return os.mkdir, (str(self.path),)


def test_file_that_would_run_something(tmp_path: Path) -> None:
    """Whoever writes into the folder gets nothing run, whether in the whole or in one value."""
    file, told = tmp_path / "file", tmp_path / "ran"
    whole = (_Hostile(told), _HostileClass(told))
    values = ({"a": (b"key", pickle.dumps(each))} for each in whole)
    for hostile in (*whole, *values):
        body = pickle.dumps(hostile)
        file.write_bytes(program() + seal(body) + body)

        assert recall(file, "a", b"key") is None
        assert remembered(file, {"a": b"key"}, lambda names: ["made"] * len(names), lambda value: True) == {"a": "made"}
    assert not told.exists()


class _HostileClass:
    """Opens a file where it is made again."""

    def __init__(self, told: Path) -> None:
        self.told = told

    def __reduce__(self) -> tuple[type[logging.FileHandler], tuple[str]]:
        return logging.FileHandler, (str(self.told),)


class _ByName:
    """Is kept as Python before 3.11.4 keeps a choice."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __reduce__(self) -> tuple[object, tuple[type[Status], str]]:
        return getattr, (Status, self.name)


@pytest.mark.parametrize(("name", "found"), [("FINAL", Status.FINAL), ("__class__", None)])
def test_choice_that_an_older_python_keeps(tmp_path: Path, name: str, found: Status | None) -> None:
    """A choice is kept by its name there; nothing else that its class has is given."""
    body = pickle.dumps({"a": (b"key", pickle.dumps(_ByName(name)))})
    (tmp_path / "file").write_bytes(program() + seal(body) + body)

    assert recall(tmp_path / "file", "a", b"key") is found


def test_file_that_names_what_the_model_only_imports(tmp_path: Path) -> None:
    """A function that a module of the model has from elsewhere is none of its values."""
    body = pickle.dumps({"a": (b"key", b"cciie.model.problems\nreplace\n.")})
    (tmp_path / "file").write_bytes(program() + seal(body) + body)

    assert recall(tmp_path / "file", "a", b"key") is None


def test_folder_that_cannot_be_written(tmp_path: Path) -> None:
    """Nothing is kept, and nothing fails."""
    (tmp_path / "file").touch()

    keep(tmp_path / "file" / "kept", "a", b"key", 1)

    assert recall(tmp_path / "file" / "kept", "a", b"key") is None


_STEPS = st.lists(
    st.tuples(st.sampled_from(["edit", "break", "rename", "delete", "restore", "entry", "today"]), st.integers(0, 4)),
    min_size=1, max_size=6,
)  # fmt: skip


def _step(articles: Path, what: str, number: int) -> None:
    originals = sorted(FIVE.glob("2023/*.md"))
    path = articles / "2023" / originals[number].name
    if what == "entry":
        lists = sorted((articles / "vocabulary").glob("*.yml"))
        lists[number].write_text(lists[number].read_text(encoding="utf-8").replace("name: ", "name: X", 1), "utf-8")
    elif what == "restore" or not path.exists():
        shutil.copy(originals[number], path)
    elif what == "edit":
        path.write_text(path.read_text(encoding="utf-8") + "\nOne sentence more.\n", encoding="utf-8")
    elif what == "break":
        path.write_text(path.read_text(encoding="utf-8").replace("topics:", "topicz:", 1), encoding="utf-8")
    elif what == "rename":
        path.replace(path.with_name(f"{path.stem}-2.md"))
    elif what == "delete":
        path.unlink()


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=_STEPS)
def test_any_changes_are_read_as_they_would_be_afresh(
    steps: list[tuple[str, int]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    """After edits, faults, renamings, deletions and changes of the vocabulary, both libraries are one."""
    folder = tmp_path_factory.mktemp("steps")
    shutil.copytree(FIVE, folder / "articles")
    os.environ[SETTING] = str(folder / "kept")
    try:
        for what, number in steps:
            _step(folder / "articles", what, number)
            assert read_collection(folder / "articles", TODAY) == afresh(folder / "articles")
    finally:
        os.environ[SETTING] = ""


@pytest.mark.usefixtures("kept")
def test_site_that_was_made_of_these_sources(articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is known until a source, a setting or one of its own files has changed."""
    site, docs = tmp_path / "site", tmp_path / "docs"
    for folder in (site, docs / "topics"):
        folder.mkdir(parents=True)
        (folder / "page").touch()
    assert sources(articles, docs).recall_site(site) is None
    sources(articles, docs).keep_site(site, {"articles": 5})

    def is_known() -> bool:
        """Whether the site was made of the sources as they are now."""
        now = sources(articles, docs)
        return now.recall_site(site) == (now.digest, {"articles": 5})

    (docs / "topics" / "page").unlink()  # generated
    assert is_known()
    assert sources(articles, docs).recall_site(docs) is None
    monkeypatch.setenv("SITE_URL", "https://press.example/")
    assert not is_known()
    monkeypatch.delenv("SITE_URL")
    (docs / "about.md").touch()
    assert not is_known()
    (docs / "about.md").unlink()
    (site / "page").write_text("touched", encoding="utf-8")
    assert sources(articles, docs).recall_site(site) is None


@pytest.mark.site
@pytest.mark.usefixtures("kept")
def test_build_where_nothing_has_changed(articles: Path, tmp_path: Path) -> None:
    """The second build says so; a page that is gone is made again."""
    command = ("build", "--articles", articles, "--site", tmp_path / "site")
    assert ciie(*command).stdout == f"5 articles published in {tmp_path / 'site'}\n"
    said = f"nothing has changed: 5 articles are published in {tmp_path / 'site'}\n"
    assert ciie(*command).stdout == said

    (tmp_path / "site" / "index.html").unlink()
    assert ciie(*command).stdout != said
    assert (tmp_path / "site" / "index.html").is_file()
