"""Files of records: which there are, now and at a revision, and their bytes to text that is safe to parse."""

from __future__ import annotations

import os
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ciie.model.problems import RULES, EnvironmentFaultError, WrongUseError
from ciie.reading.files import LARGEST_FILE_BYTES, decode, find_forbidden, list_files, read_text, write_revision
from ciie.site_folder import MARK
from support.project import ciie
from support.pull_requests import quiet
from support.texts import markdown_texts

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
    write(tmp_path / "site" / MARK)

    done = ciie("build", "--articles", tmp_path / "articles", "--site", tmp_path / "site")

    assert done.returncode == 1
    assert f"{tmp_path / 'articles'}:1:1: no-records" in done.stdout
    assert {path.name for path in (tmp_path / "site").iterdir()} == {MARK, "index.html"}


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


def test_write_revision_with_a_path_that_leads_out(repository: Path, tmp_path: Path) -> None:
    """A commit that was put together by hand may hold one; what it names is left out."""

    def git(*arguments: str, given: str = "") -> str:
        command = ("git", "-c", "user.name=Editor", "-c", "user.email=editor@example.org", *arguments)
        done = subprocess.run(
            command, input=given, cwd=repository, check=True, env=quiet(), capture_output=True, text=True
        )
        return done.stdout.strip()

    blob = git("hash-object", "-w", "outside.md")
    tree = git("mktree", given=f"100644 blob {blob}\tstray.md\n")
    for name in ("..", "articles"):
        tree = git("mktree", given=f"040000 tree {tree}\t{name}\n100644 blob {blob}\ta.md\n")

    write_revision(repository / "articles", git("commit-tree", "-m", "hostile", tree), tmp_path / "out" / "in")

    assert [path.name for path in (tmp_path / "out").rglob("*.md")] == ["a.md"]


@pytest.mark.parametrize("revision", ["", "HEAD~9", "--all", "--since=yesterday", "HEAD:articles", "a\nb"])
def test_write_revision_that_is_none(repository: Path, tmp_path: Path, revision: str) -> None:
    """What names no commit is wrong use, also where it looks like an option."""
    with pytest.raises(WrongUseError, match="there is no revision"):
        write_revision(repository / "articles", revision, tmp_path / "out")


def test_write_revision_without_git(repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where git is missing, that is what the message says."""
    monkeypatch.setenv("PATH", "")
    with pytest.raises(EnvironmentFaultError, match="git is not here"):
        write_revision(repository / "articles", "HEAD", tmp_path / "out")


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"", ""),
        (b"one\ntwo\n", "one\ntwo\n"),
        (b"one\r\ntwo\rthree", "one\ntwo\nthree"),
        (b"\xef\xbb\xbfone", "one"),
        (b"a\tb", "a\tb"),
        ("进博会 é \u00a0\u3000".encode(), "进博会 é \u00a0\u3000"),
    ],
)
def test_decode_of_text(data: bytes, text: str) -> None:
    """Text in UTF-8 is read with plain line ends and without a byte order mark."""
    assert decode(data).value == text


@pytest.mark.parametrize(
    ("data", "place", "byte"),
    [
        (b"\xff", (1, 1), "0xff at offset 0"),
        (b"one\ntwo \xff", (2, 5), "0xff at offset 8"),
        (b"one\r\ntwo\r\xff", (3, 1), "0xff at offset 9"),
        (b"\xef\xbb\xbfabc\xff", (1, 4), "0xff at offset 6"),
        (b"\xc0\xaf", (1, 1), "0xc0 at offset 0"),
        (b"\xed\xa0\x80", (1, 1), "0xed at offset 0"),
        (b"end \xe4\xb8", (1, 5), "0xe4 at offset 4"),
        ("进博会".encode("gb18030"), (1, 1), "0xbd at offset 0"),
        ("a".encode("utf-16"), (1, 1), "0xff at offset 0"),
    ],
)
def test_decode_of_other_encodings(data: bytes, place: tuple[int, int], byte: str) -> None:
    """The first byte that is not UTF-8 is a fault, with its place in the text and in the file."""
    reading = decode(data)

    assert reading.value is None
    assert [(p.rule, (p.line, p.column)) for p in reading.problems] == [("not-utf8", place)]
    assert byte in reading.problems[0].message


@pytest.mark.parametrize(
    "character",
    "\0\x1b\x7f\x85\u00ad\u200b\u200e\u2028\u202e\u2066\ufeff\U000e0041"
    "\u034f\u115f\u17b4\u180b\u2800\u3164\uffa0\ufdd0\ufff0\ufffe\U00016fe4",
)
def test_decode_of_characters_that_are_never_seen(character: str) -> None:
    """A control character or one that is never seen is a fault at its place."""
    reading = decode(f"one\ntwo{character}{character}".encode())

    assert [(p.rule, p.line, p.column) for p in reading.problems] == [("control-character", 2, 4)]


# They are seen: each is a sign around the digits that follow it.
SEEN_FORMATS = {
    *map(chr, range(0x600, 0x606)),
    "\u06dd",
    "\u070f",
    "\u0890",
    "\u0891",
    "\u08e2",
    "\U000110bd",
    "\U000110cd",
}


def test_every_character_of_control_or_format_is_forbidden() -> None:
    """By the categories of Unicode: what changes a text and is not seen in it. Halves of pairs are no characters."""
    hidden = (
        chr(n) for n in range(sys.maxunicode + 1) if unicodedata.category(chr(n)) in {"Cc", "Cf", "Cs", "Zl", "Zp"}
    )

    allowed = {character for character in hidden if find_forbidden(character) is None}

    assert allowed == {"\t", "\n", "\u200c", "\u200d"} | SEEN_FORMATS


@pytest.mark.parametrize("text", ["👩\u200d🔬", "می\u200cخواهم", "☕\ufe0f"])
def test_decode_of_joiners(text: str) -> None:
    """Joiners that scripts and pictures are written with are text."""
    assert decode(text.encode()).value == text


@pytest.mark.parametrize(("size", "rules"), [(4, []), (5, ["too-large"])])
def test_read_text_at_the_limit(tmp_path: Path, size: int, rules: list[str]) -> None:
    """A file as large as allowed is read, a byte more is not."""
    path = tmp_path / "a.md"
    path.write_bytes(b"x" * size)

    assert [problem.rule for problem in read_text(path, limit=4).problems] == rules


def test_read_text_limit_of_a_record() -> None:
    """A record may hold 1 MiB, as its rule says."""
    assert LARGEST_FILE_BYTES == 1_048_576
    assert "1 MiB" in RULES["too-large"].meaning


def test_read_text_of_a_folder(tmp_path: Path) -> None:
    """A folder is not a file."""
    assert [(p.rule, p.line, p.column) for p in read_text(tmp_path).problems] == [("not-a-file", 1, 1)]


def test_read_text_of_a_link(tmp_path: Path) -> None:
    """A link is not followed, wherever it leads."""
    (tmp_path / "a.md").write_text("text")
    (tmp_path / "b.md").symlink_to("a.md")

    assert [problem.rule for problem in read_text(tmp_path / "b.md").problems] == ["not-a-file"]


def test_read_text_of_a_pipe(tmp_path: Path) -> None:
    """A pipe is refused without waiting for what it might bring."""
    os.mkfifo(tmp_path / "a.md")

    assert [problem.rule for problem in read_text(tmp_path / "a.md").problems] == ["not-a-file"]


def test_read_text_of_a_missing_file(tmp_path: Path) -> None:
    """A file that is gone is a fault and says so."""
    (problem,) = read_text(tmp_path / "a.md").problems

    assert (problem.rule, problem.message) == ("unreadable-file", "it cannot be read: No such file or directory")


@given(st.one_of(st.binary(), markdown_texts.map(str.encode), st.text().map(str.encode)))
def test_decode_of_any_bytes(data: bytes) -> None:
    """Any bytes give either text or faults that can be acted on."""
    reading = decode(data)

    assert (reading.value is None) == bool(reading.problems)
    assert all(p.rule in RULES and p.line >= 1 and p.column >= 1 and p.hint for p in reading.problems)


def test_every_forbidden_character_is_told(tmp_path: Path) -> None:
    """So that one round mends them all; of very many the first are."""
    path = tmp_path / "a.md"
    path.write_text("a\u200bb\u202e\nc\u00ad", encoding="utf-8")

    assert [(found.line, found.column) for found in read_text(path).problems] == [(1, 2), (1, 4), (2, 2)]
    path.write_text("a\u200b" * 100, encoding="utf-8")
    assert len(read_text(path).problems) == 20


@pytest.mark.parametrize(
    ("mark", "count", "is_read"),
    [
        *((mark, count, count < 5) for mark in "\u0301\u0489\u0591\u064b\u0e47" for count in (4, 5)),
        *((mark, count, count < 3) for mark in "\u200d\ufe0f\U000e0101" for count in (2, 3)),
    ],
)
def test_marks_on_one_letter(tmp_path: Path, mark: str, count: int, is_read: bool) -> None:
    """As many as writing needs are read; more would cover the lines around them."""
    path = tmp_path / "a.md"
    path.write_text("e" + mark * count, encoding="utf-8")

    assert (read_text(path).value is not None) == is_read
