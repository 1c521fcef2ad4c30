"""What tells two states of the collection apart, and how a reviewer reads it."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from ciie.editing import changes
from ciie.editing.changes import Changes, find_changes, render_changes
from ciie.model.problems import WrongUseError
from ciie.pipeline import GENERATED, compare_with, pages_of
from ciie.reading.library import read_library
from ciie.reading.unedited import fingerprint
from support.pull_requests import quiet
from test_broken import TODAY

HERE = Path(__file__).parent
CLOSE = "2023-11-12-daily-after-the-close.md"
COPY = "2023-11-13-wire-a-copy.md"


def compared(tmp_path: Path, edits: dict[str, tuple[str, str]], files: dict[str, str] | None = None) -> Changes:
    """The small collection compared with itself after `edits` (path: old and new text) and with `files` added."""
    after = tmp_path / "after"
    shutil.copytree(HERE / "small", after)
    for path, (old, new) in edits.items():
        text = (after / path).read_text(encoding="utf-8")
        assert old in text
        (after / path).write_text(text.replace(old, new), encoding="utf-8")
    for path, text in (files or {}).items():
        (after / path).write_text(text, encoding="utf-8")
    return find_changes(read_library(HERE / "small", "small", TODAY), read_library(after, "after", TODAY), pages_of)


def small(path: str) -> str:
    """A file of the small collection."""
    return (HERE / "small" / path).read_text(encoding="utf-8")


def test_nothing(tmp_path: Path) -> None:
    """The same collection has no changes."""
    changes = compared(tmp_path, {})

    assert (changes.added, changes.edited, changes.removed, changes.claims, changes.entries) == ((), (), (), (), ())
    assert "changes nothing" in render_changes(changes)


def test_record_that_says_something_else(tmp_path: Path) -> None:
    """An edited record is named with the keys that differ, and the pages that show them."""
    changes = compared(tmp_path, {CLOSE: ("topics: [deals, opening-up]", "topics: [deals]")})
    report = render_changes(changes)

    assert [edit.keys for edit in changes.edited] == [("topics",)]
    assert "Changed: Sixth expo closes (2023-11-12-daily-after-the-close): topics" in report
    assert "Topics: " in report


def test_figure_that_differs_from_another_record(tmp_path: Path) -> None:
    """A new figure stands beside the one that it cannot be true with."""
    text = small(CLOSE).replace("3,486", "3,400").replace("value: 3486", "value: 3400").replace("id=6", "id=7")
    changes = compared(tmp_path, {}, {COPY: text})
    report = render_changes(changes)

    assert {new.claim.figure.measure for new in changes.claims if new.conflicts} == {"exhibitors"}
    assert "3,400 companies, final, in Sixth expo closes (2023-11-13-wire-a-copy) differs from 3,486" in report


def test_copy_of_a_record(tmp_path: Path) -> None:
    """A record with another's text looks like a story told twice."""
    changes = compared(tmp_path, {}, {COPY: small(CLOSE).replace("id=6", "id=7")})

    assert [(like.record.id, like.other.id) for like in changes.duplicates] == [(COPY[:-3], CLOSE[:-3])]
    assert "is it the same article?" in render_changes(changes)


def test_entry_that_is_new_and_one_that_moved(tmp_path: Path) -> None:
    """A new entry is named with its use; a renamed one leads from its old address, which does not stop working."""
    topics = "vocabulary/topics.yml"
    changes = compared(
        tmp_path,
        {topics: ("- id: deals\n", "- id: results\n  formerly: [deals]\n"), CLOSE: ("[deals,", "[results,")},
    )
    report = render_changes(changes)

    assert "Added to topics: results (Deals and results" in report
    assert "No longer in topics: deals, now results" in report
    assert "/topics/deals/" not in report


def test_record_that_is_removed(tmp_path: Path) -> None:
    """An address that stops working is something to look at twice."""
    after = tmp_path / "after"
    shutil.copytree(HERE / "small", after)
    (after / CLOSE).unlink()
    changes = find_changes(read_library(HERE / "small", "small", TODAY), read_library(after, "after", TODAY), pages_of)
    report = render_changes(changes)

    assert "Removed: Sixth expo closes" in report
    assert "The address /articles/2023-11-12-daily-after-the-close/ (Sixth expo closes) stops working" in report


def test_errors_leave_the_pages_open(tmp_path: Path) -> None:
    """With errors there are no pages to compare, and the rest is said all the same."""
    changes = compared(tmp_path, {CLOSE: ("topics: [deals, opening-up]", "topics: [deals, opening]")})

    assert changes.pages is None
    assert "Fix the errors to see which pages change" in render_changes(changes)


def test_every_folder_of_pages_has_a_name(tmp_path: Path) -> None:
    """A page of whatever kind stands in a group that readers know by name, with its title."""
    report = render_changes(compared(tmp_path, {CLOSE: ("topics: [deals, opening-up]", "topics: [deals]")}))

    assert not re.search(r"^- [a-z]|: \(|, \(", report.partition("### Pages")[2], re.M)
    assert set(GENERATED) <= set(changes._GROUPS)


def test_long_lists_are_cut(tmp_path: Path) -> None:
    """A summary stays readable: what is beyond fifty lines is counted."""
    plain = small(CLOSE).split("related:")[0].replace('url: "https://daily.example/close?id=6"\n', "")
    body = small(CLOSE).split("---\n", 2)[2]
    files = {f"2023-11-13-wire-r{number}.md": f"{plain}---\n{body}" for number in range(60)}
    report = render_changes(compared(tmp_path, {}, files))

    assert report.count("- Added: ") == 50
    assert "- … and 10 more" in report


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository with the small collection in a folder of it, and a link beside the records."""
    folder = tmp_path / "repository"
    shutil.copytree(HERE / "small", folder / "articles")
    (folder / "articles" / "link.md").symlink_to("/etc/passwd")
    for arguments in (
        ["init", "-q"],
        ["add", "-A"],
        ["-c", "user.name=E", "-c", "user.email=e@e.example", "commit", "-qm", "x"],
    ):
        subprocess.run(["git", *arguments], cwd=folder, check=True, env=quiet())
    return folder


def test_compare_with_a_revision(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A revision of git is read from its objects: links in it are not followed, the folder is not touched."""
    monkeypatch.chdir(repository)
    (repository / "articles" / "link.md").unlink()
    (repository / "articles" / CLOSE).unlink()
    changes = compare_with("HEAD", Path("articles"), TODAY)

    assert [record.id for record in changes.removed] == [CLOSE[:-3]]
    assert (changes.added, changes.edited) == ((), ())
    assert not (repository / "articles" / CLOSE).exists()


def test_compare_with_a_folder(repository: Path) -> None:
    """A folder of records serves as well."""
    (repository / "articles" / "link.md").unlink()

    assert compare_with(str(HERE / "small"), repository / "articles", TODAY).removed == ()


@pytest.mark.parametrize("base", ["nothing", "--help", "--output=x", "HEAD:articles", "a b"])
def test_compare_with_nothing(repository: Path, base: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is neither a folder nor a revision is wrong use, whatever it looks like to git."""
    monkeypatch.chdir(repository)
    with pytest.raises(WrongUseError, match="there is no revision"):
        compare_with(base, Path("articles"), TODAY)


def test_draft_that_was_not_rewritten(tmp_path: Path) -> None:
    """A body that is the imported one is told beside the duplicates, and so is a draft that lost its mark."""
    body = "The halls were full of buyers from many countries, who came for food, cars and medicine this time.\n"
    text = small(CLOSE).replace("rights: digest\n", f"rights: digest\ndraft: {fingerprint(body, 'A.')}\n")
    front = text[: text.index("\n---\n\n") + 6]
    marked = compared(tmp_path, {CLOSE: (small(CLOSE), f"{front}{body}")})
    unmarked = find_changes(marked.after, read_library(HERE / "small", "small", TODAY), pages_of)

    assert [(record.id, share) for record, share in marked.imported] == [(CLOSE.removesuffix(".md"), 1.0)]
    assert "the body is unchanged from the imported draft" in render_changes(marked)
    assert unmarked.imported == ()
    assert "no longer has the key `draft`" in render_changes(unmarked)
