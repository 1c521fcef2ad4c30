"""Records that repeat another one, and which of the two is at fault."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from ciie.__main__ import main
from ciie.model.records import Record
from ciie.pipeline import Ages
from ciie.reading.library import check_repeats
from support.pull_requests import quiet
from support.samples import RECORD_TEXT, date, record, write_articles

OLD, NEW = "2023/2023-11-16-shine-results.md", "2023/2023-11-16-shine-a-copy.md"


def blamed(*records: Record) -> list[tuple[str, str]]:
    """The path and rule of each record that repeats another."""
    return [(found.path, found.rule) for found in check_repeats(records, str)]


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({}, True),
        ({"title": "results  of the “Expo”!"}, True),
        ({"title": "Results of an expo"}, False),
        ({"date": date("2023-11")}, False),
        ({"source": "xinhua"}, False),
        ({"url": "https://shine.example/other"}, True),
    ],
)
def test_title_date_and_outlet_of_another_record(changes: dict[str, str], found: bool) -> None:
    """Title, date and outlet together are one article; capitals and punctuation tell no titles apart."""
    twin = record("2023-11-16-shine-twin", **changes)

    assert blamed(record(), twin) == [(twin.path, "repeated-article")] * found


def test_record_that_repeats_in_several_ways_is_told_once() -> None:
    """A copy with the address of its original is one fault."""
    copies = [record(f"2023-11-16-shine-{name}", url="https://shine.example/a") for name in "abc"]

    assert [rule for _, rule in blamed(*copies)] == ["repeated-url", "repeated-url"]


@pytest.fixture
def articles(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a record, and a copy of it under a name that sorts before it."""
    monkeypatch.chdir(tmp_path)
    return write_articles(tmp_path / "articles")


def git(*arguments: str) -> None:
    """Runs git in the working folder."""
    who = ("-c", "user.name=Editor", "-c", "user.email=editor@example.org")
    subprocess.run(["git", *who, *arguments], check=True, env=quiet())


def shown(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[str]:
    """The paths of the records that `ciie check` names as repeating another."""
    main(["check", *arguments])
    return [line.split(":")[0] for line in capsys.readouterr().out.splitlines() if ": repeated-article: " in line]


@pytest.mark.parametrize("is_committed", [False, True])
def test_newer_record_is_at_fault_by_git(
    articles: Path, capsys: pytest.CaptureFixture[str], is_committed: bool
) -> None:
    """The record that git got later, or does not have, is at fault, whether it is checked alone or with all."""
    git("init", "-q")
    git("add", "-A")
    git("commit", "-qm", "first")
    (articles / NEW).write_text(RECORD_TEXT, encoding="utf-8")
    if is_committed:
        git("add", "-A")
        git("commit", "-qm", "second")

    assert shown(capsys) == [f"articles/{NEW}"]
    assert shown(capsys, f"articles/{NEW}") == [f"articles/{NEW}"]
    assert shown(capsys, f"articles/{OLD}") == []


def test_record_that_is_checked_alone_is_at_fault_without_git(
    articles: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where git does not know which came first, it is the one that was asked about."""
    (articles / NEW).write_text(RECORD_TEXT, encoding="utf-8")

    assert shown(capsys, f"articles/{NEW}") == [f"articles/{NEW}"]
    assert len(shown(capsys)) == 1


def test_record_that_the_base_lacks_is_at_fault(
    articles: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A base says which record is new, as a folder and as a revision."""
    write_articles(tmp_path / "before")
    (articles / NEW).write_text(RECORD_TEXT, encoding="utf-8")
    (articles / OLD).write_text(RECORD_TEXT, encoding="utf-8")

    assert shown(capsys, "--base", str(tmp_path / "before")) == [f"articles/{NEW}"]
    git("init", "-q")
    git("add", f"articles/{NEW}")
    git("commit", "-qm", "the copy")
    assert shown(capsys, "--base", "HEAD") == [f"articles/{OLD}"]


def test_age_of_a_record_that_was_moved(articles: Path) -> None:
    """A record keeps its age in another folder."""
    git("init", "-q")
    git("add", "-A")
    git("commit", "-qm", "first")
    (articles / NEW).write_text(RECORD_TEXT, encoding="utf-8")
    git("add", "-A")
    git("commit", "-qm", "second")
    git("mv", f"articles/{OLD}", "articles/moved.md")
    git("mv", "articles/moved.md", f"articles/{Path(OLD).name}")
    git("commit", "-qm", "third")
    age = Ages(Path("articles"))

    assert age(Path(OLD).name) < age(NEW)
