"""Faults of content as values."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ciie.model.problems import MOST_OF_A_RULE, RULES, Problem, Severity, bounded, fault, quoted
from ciie.model.suggestions import choices, nearest
from support.samples import problem

WORDS = ("deals", "health", "opening-up")


@pytest.mark.parametrize(("rule", "is_error"), [("bad-date", True), ("unused-entry", False)])
def test_severity_is_that_of_the_rule(rule: str, is_error: bool) -> None:
    """Whether a problem stops publication is a matter of its rule."""
    assert problem(rule).is_error is is_error


def test_rules_are_named_by_their_names() -> None:
    """Each rule is listed under its own name and says what it asks for."""
    assert {name: rule.name for name, rule in RULES.items()} == {name: name for name in RULES}
    assert all(rule.meaning.endswith(".") for rule in RULES.values())
    assert {rule.severity for rule in RULES.values()} == set(Severity)


def test_at_gives_the_same_fault_in_a_file() -> None:
    """A fault learns its file later and keeps everything else."""
    found = fault((3, 7), "bad-date", '"x" is wrong', "write y").problems[0]

    assert found == Problem("", 3, 7, "bad-date", '"x" is wrong', "write y")
    assert found.at("articles/2023/a.md") == problem()


def test_problems_sort_by_path_and_line() -> None:
    """Problems are read from the first file's top to the last one's end."""
    out_of_order = [problem(path="b", line=10), problem(path="b", line=2), problem(path="a", line=9)]

    assert sorted(out_of_order) == list(reversed(out_of_order))


def test_of_a_long_row_of_the_same_problem_the_first_are_told() -> None:
    """Thousands of problems of one rule in one file are a hundred and how many more; no other is left out."""
    row = [problem(path="a", line=line) for line in range(1, 2002)]
    others = [problem("file-name", path="a"), problem(path="b")]

    *first, last, one, other = bounded([*row, *others])

    assert [each.line for each in first] == list(range(1, MOST_OF_A_RULE + 1))
    assert (last.line, last.rule, last.path) == (MOST_OF_A_RULE + 1, "bad-date", "a")
    assert last.message == "this and what follows are 1,901 more problems of the same rule"
    assert [one, other] == others


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("tilte", '"tilte"'),
        ("进博会", '"进博会"'),
        ("a\nb\tc", '"a\\nb\\tc"'),
        ("\x1b[31m", '"\\x1b[31m"'),
        ("\u202e", '"\\u202e"'),
        ("x" * 80, f'"{"x" * 80}"'),
        ("x" * 81, f'"{"x" * 80}…"'),
    ],
)
def test_quoted(value: str, shown: str) -> None:
    """A message shows a value in quotes, on one line and in at most 80 characters."""
    assert quoted(value) == shown


@given(st.text())
def test_quoted_of_any_text(value: str) -> None:
    """Whatever an article holds, a message that quotes it can be printed on one line."""
    assert quoted(value).isprintable()


@pytest.mark.parametrize(
    ("value", "near"),
    [
        ("helth", "health"),
        ("DEALS", "deals"),
        ("opening", "opening-up"),
        ("heal", "health"),
        ("hea", None),
        ("zzz", None),
        ("", None),
    ],
)
def test_nearest(value: str, near: str | None) -> None:
    """The nearest word is one that a slip of the hand may have turned into the value."""
    assert nearest(value, WORDS) == near


@pytest.mark.parametrize(
    ("value", "known", "hint"),
    [
        ("helth", WORDS, "did you mean health?"),
        ("HEALTH", WORDS, "did you mean health?"),
        ("healthy", WORDS, "did you mean health?"),
        ("zzz", WORDS, "write deals, health or opening-up"),
        ("dealt", ("deals", "deale"), "write deals or deale"),
    ],
)
def test_choices(value: str, known: list[str], hint: str) -> None:
    """A hint names the nearest word, or all that are allowed where none or several are near."""
    assert choices(value, known) == hint
