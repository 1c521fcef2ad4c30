"""Files' bytes to text that is safe to parse."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ciie.model.problems import RULES
from ciie.reading.files import LARGEST_FILE_BYTES, decode, read_text
from support.texts import markdown_texts


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
    ["\0", "\x1b", "\x7f", "\x85", "\u00ad", "\u200b", "\u200e", "\u2028", "\u202e", "\u2066", "\ufeff", "\U000e0041"],
)
def test_decode_of_characters_that_are_never_seen(character: str) -> None:
    """A control character or one that is never seen is a fault at its place."""
    reading = decode(f"one\ntwo{character}{character}".encode())

    assert [(p.rule, p.line, p.column) for p in reading.problems] == [("control-character", 2, 4)]


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
    """Any bytes give either text or one fault that can be acted on."""
    reading = decode(data)

    assert (reading.value is None) == (len(reading.problems) == 1)
    assert all(p.rule in RULES and p.line >= 1 and p.column >= 1 and p.hint for p in reading.problems)
