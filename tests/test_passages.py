"""Where sentences end, and where in a file the words of a body stand."""

from __future__ import annotations

import pytest
from hypothesis import given

from ciie.reading import bodies
from ciie.text.passages import in_lines, in_passage
from ciie.text.sentences import find_sentences
from support.texts import marked_texts


def test_sentences_end_at_full_stops_only() -> None:
    """Abbreviations, initials and decimals end no sentence; quotation marks belong to theirs."""
    text = 'Mr. A. Muster of Co. Ltd. paid 2.5 billion. "It is late," he said. 他说：“好。”就走了。真的！'

    assert [sentence.text for sentence in find_sentences(text)] == [
        "Mr. A. Muster of Co. Ltd. paid 2.5 billion.",
        '"It is late," he said.',
        "他说：“好。”",
        "就走了。",
        "真的！",
    ]


BODY = """First line
goes on **here** with 3,486 of them.

* [A link](https://example.org/36/) to 36
  floors

> quoted &amp; 12
"""


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("First", (9, 1)),
        ("goes", (10, 1)),
        ("here", (10, 11)),
        ("3,486", (10, 23)),
        ("A link", (12, 4)),
        ("36", (12, 40)),
        ("floors", (13, 3)),
        ("12", (15, 16)),
    ],
)
def test_in_passage(words: str, place: tuple[int, int]) -> None:
    """A word has the line and column where an editor finds it, marks and addresses before it counted."""
    passage = next(found for found in bodies.passages(BODY, 9) if words in found.text)

    assert in_passage(passage, [passage.text.index(words)]) == [place]


def test_in_passage_behind_a_long_address() -> None:
    """A link's address stands between its words and those behind it."""
    passage = bodies.passages(f"[A link](https://example.org/{'long/' * 20}) leads on\n", 1)[0]

    assert in_passage(passage, [passage.text.index("leads")]) == [(1, passage.body.index("leads") + 1)]


def test_in_passage_of_several() -> None:
    """Several words are found in one pass, in their order."""
    passage = bodies.passages("a b\na b\n", 1)[0]

    assert in_passage(passage, [0, 2, 4, 6]) == [(1, 1), (1, 3), (2, 1), (2, 3)]


@given(marked_texts)
def test_in_passage_of_any_body(body: str) -> None:
    """Wherever a character is said to stand, there is such a line and column in the file."""
    lines = body.split("\n")
    for passage in bodies.passages(body, 1):
        for line, column in in_passage(passage, range(len(passage.text))):
            assert 1 <= line <= len(lines)
            assert 1 <= column <= len(lines[line - 1]) + 1


def test_in_lines() -> None:
    """In an inline of several lines, what a quotation puts before each is counted."""
    assert in_lines("one\ntwo", [0, 4, 6], ["> one", ">   two"]) == [(0, 3), (1, 5), (1, 7)]
