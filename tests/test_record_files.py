"""New records from the template, and records mended in place."""

from __future__ import annotations

from pathlib import Path

import pytest

from ciie.editing.fixes import fix_files
from ciie.editing.template import write_new_record
from ciie.model.problems import WrongUseError
from ciie.reading.library import read_library
from ciie.reading.record_schema import keys_of
from support.samples import RECORD_ID, RECORD_PATH, RECORD_TEXT, TODAY, VOCABULARY, write_articles

KEYS = keys_of(VOCABULARY)
NAME = "2023-11-16-shine-a-few-words"


def test_new_record_has_what_its_name_tells(tmp_path: Path) -> None:
    """Date and outlet stand in the file, in the folder of its year."""
    path = write_new_record(tmp_path, NAME, None, KEYS)
    text = path.read_text(encoding="utf-8")

    assert path == tmp_path / "2023" / f"{NAME}.md"
    assert "\ndate: 2023-11-16\n" in text
    assert "\nsource: shine\n" in text


def test_new_record_elsewhere(tmp_path: Path) -> None:
    """A folder may be named, and the name may have its ending."""
    assert write_new_record(tmp_path, f"{NAME}.md", tmp_path / "drafts", KEYS) == tmp_path / "drafts" / f"{NAME}.md"


def test_new_record_over_another(tmp_path: Path) -> None:
    """A file that is there already is never written over."""
    path = write_new_record(tmp_path, NAME, None, KEYS)
    path.write_text("mine", encoding="utf-8")

    with pytest.raises(WrongUseError, match="already exists"):
        write_new_record(tmp_path, NAME, None, KEYS)
    assert path.read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize(
    "name",
    [
        "notes",
        "2023-11-16",
        "2023-13-16-shine-x",
        "2023-11-16-shine",
        "../2023-11-16-shine-x",
        "A",
    ],
)
def test_new_record_under_no_name(tmp_path: Path, name: str) -> None:
    """What is no record's name is wrong use, and nothing is written."""
    with pytest.raises(WrongUseError):
        write_new_record(tmp_path, name, None, KEYS)
    assert list(tmp_path.iterdir()) == []


def test_new_record_of_an_unknown_outlet(tmp_path: Path) -> None:
    """An outlet that the vocabulary lacks is left to be filled in."""
    text = write_new_record(tmp_path, "2023-11-16-nobody-x", None, KEYS).read_text(encoding="utf-8")

    assert "\ndate: 2023-11-16\n" in text
    assert "\nsource:\n" in text


@pytest.mark.parametrize(
    ("mark", "end"), [(b"", b"\n"), (b"\xef\xbb\xbf", b"\n"), (b"", b"\r\n"), (b"\xef\xbb\xbf", b"\r\n")]
)
def test_fix_keeps_line_ends_and_byte_order_mark(tmp_path: Path, mark: bytes, end: bytes) -> None:
    """A mended file differs from what it was in what was mended alone."""
    articles = write_articles(tmp_path)
    path = articles / RECORD_PATH
    data = RECORD_TEXT.replace('"Results of the expo"', "Results: the expo").encode()
    path.write_bytes(mark + data.replace(b"\n", end))
    fixed = fix_files(articles, KEYS, lambda _: True)

    assert [found for found, _ in fixed] == [path.as_posix()]
    assert path.read_bytes() == mark + data.replace(b"Results: the expo", b'"Results: the expo"').replace(b"\n", end)


def test_fix_leaves_files_with_mixed_line_ends(tmp_path: Path) -> None:
    """A file whose line ends differ would change as a whole, and is left alone."""
    path = write_articles(tmp_path) / RECORD_PATH
    data = RECORD_TEXT.replace('"Results of the expo"', "Results: the expo").encode().replace(b"\n", b"\r\n", 3)
    path.write_bytes(data)

    assert fix_files(tmp_path, KEYS, lambda _: True) == ()
    assert path.read_bytes() == data


def test_fix_of_chosen_files(tmp_path: Path) -> None:
    """Only files that are chosen are mended; links and files that are no text are not opened."""
    articles = write_articles(
        tmp_path, {"2023/2023-11-17-shine-b.md": RECORD_TEXT.replace('"Results of the expo"', "B")}
    )
    (articles / "2023" / "2023-11-18-shine-c.md").symlink_to(articles / "2023" / "2023-11-17-shine-b.md")
    (articles / "2023" / "2023-11-19-shine-d.md").write_bytes(b"---\ntitle: \xff\n---\n")

    assert fix_files(articles, KEYS, lambda path: not path.endswith("b.md")) == ()
    assert [path for path, _ in fix_files(articles, KEYS, lambda path: True)] == [
        f"{articles.as_posix()}/2023/2023-11-17-shine-b.md"
    ]


def test_fix_adds_what_a_record_lacks(tmp_path: Path) -> None:
    """Outlets and organisations that a chosen record uses are added to their lists, for an editor to complete."""
    text = RECORD_TEXT.replace("source: shine", "source: Global Times\norganisations: [acme-works]")
    articles = write_articles(tmp_path, {RECORD_PATH: text.replace("halls", "halls of Acme Works")})
    fixed = fix_files(articles, KEYS, lambda _: True)
    library = read_library(articles, "articles", TODAY)

    assert [Path(path).name for path, _ in fixed] == [f"{RECORD_ID}.md", "organisations.yml", "outlets.yml"]
    assert not library.errors
    found = ["id-differs", "unfinished-entry", "unfinished-entry", "unused-entry"]
    assert sorted(problem.rule for problem in library.problems) == found


def test_fix_adds_nothing_for_files_that_are_not_chosen(tmp_path: Path) -> None:
    """The lists stay as they are where the record that lacks something is not chosen."""
    articles = write_articles(tmp_path, {RECORD_PATH: RECORD_TEXT.replace("source: shine", "source: global-times")})

    assert fix_files(articles, KEYS, lambda path: "vocabulary" in path) == ()
