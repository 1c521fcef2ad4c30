"""Records' texts split into front matter and body."""

from __future__ import annotations

import pytest
from hypothesis import given

from ciie.model.problems import RULES
from ciie.reading.frontmatter import LARGEST_BYTES, split
from ciie.reading.yaml_trees import Pairs, Scalar
from support.texts import markdown_texts


def test_split_of_a_record() -> None:
    """Front matter ends at the second line of hyphens; all behind it is the body, hyphens included."""
    reading = split("---\ntitle: a\n---\n\nText\n\n---\n\nMore\n")

    assert reading.problems == ()
    assert reading.value is not None
    assert reading.value.keys == Pairs(((Scalar("title", (2, 1)), Scalar("a", (2, 8))),), (2, 1))
    assert (reading.value.body, reading.value.body_line) == ("\nText\n\n---\n\nMore\n", 4)


@pytest.mark.parametrize(
    ("text", "body", "line"),
    [("---\n---\n", "", 3), ("---\n---", "", 2), ("---\n---\na", "a", 3), ("---  \na: b\n--- \na", "a", 4)],
)
def test_split_at_its_edges(text: str, body: str, line: int) -> None:
    """Blanks behind the hyphens do no harm, and the body's line is one that the file has."""
    halves = split(text).value

    assert halves is not None
    assert (halves.body, halves.body_line) == (body, line)


def test_split_leaves_hyphens_within_values_alone() -> None:
    """Only a whole line of three hyphens ends the front matter."""
    halves = split("---\ntitle: a ---\nnote: x---y\n----: z\n---\nText").value

    assert halves is not None
    assert halves.body == "Text"


@pytest.mark.parametrize(
    ("text", "rule", "line"),
    [
        ("", "no-front-matter", 1),
        ("Text", "no-front-matter", 1),
        ("\n---\na: b\n---\n", "no-front-matter", 1),
        ("# a\n---\na: b\n---\n", "no-front-matter", 1),
        (" ---\na: b\n---\n", "no-front-matter", 1),
        ("---\na: b\n", "no-front-matter", 1),
        ("---\na: b\n ---\n", "no-front-matter", 1),
        ("---\n- a\n---\n", "wrong-type", 2),
        ("---\ntext\n---\n", "wrong-type", 2),
        ("---\na: b\n...\n---\n", "", 0),
        ("---\na: *b\n---\n", "yaml-feature", 2),
    ],
)
def test_split_of_a_record_with_a_fault(text: str, rule: str, line: int) -> None:
    """Front matter that is missing, open or no mapping is one fault at its line."""
    assert [(found.rule, found.line) for found in split(text).problems] == [(rule, line)] * bool(rule)


def test_split_keeps_the_faults_that_can_be_read_past() -> None:
    """A repeated key is a fault and does not hide the rest of the record."""
    reading = split("---\na: b\na: c\n---\nText")

    assert [(found.rule, found.line) for found in reading.problems] == [("repeated-key", 3)]
    assert reading.value is not None
    assert reading.value.body == "Text"


def test_split_limit_of_front_matter() -> None:
    """Front matter may hold 64 KiB, as its rule says."""
    assert LARGEST_BYTES == 65_536
    assert "64 KiB" in RULES["too-large"].meaning


@pytest.mark.parametrize(("extra", "rules"), [(0, []), (1, ["too-large"])])
def test_split_at_the_largest_front_matter(extra: int, rules: list[str]) -> None:
    """Front matter of 64 KiB is read, a byte more is not."""
    value = "x" * (LARGEST_BYTES - len("a: ") + extra)

    assert [found.rule for found in split(f"---\na: {value}\n---\n").problems] == rules


def test_split_counts_bytes_and_not_characters() -> None:
    """The bound holds for what the file weighs."""
    assert [found.rule for found in split(f"---\na: {'博' * 22_000}\n---\n").problems] == ["too-large"]


@given(markdown_texts)
def test_split_of_any_front_matter(text: str) -> None:
    """Whatever stands between the hyphens, there is a mapping or a fault within the file."""
    whole = f"---\n{text}\n---\nText"
    reading = split(whole)

    assert reading.value is not None or reading.problems
    assert all(found.rule in RULES and 1 <= found.line <= whole.count("\n") + 1 for found in reading.problems)
