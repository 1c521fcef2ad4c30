"""Names of the vocabulary found in texts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ciie.reading.names import NameFinder, fold
from ciie.words.terms import Organisation, Place, Vocabulary
from samples import VOCABULARY
from texts import marked_texts

FINDER = NameFinder(VOCABULARY)


def longest(text: str, finder: NameFinder = FINDER) -> list[tuple[str, str]]:
    """The longest names in a text, as they stand there, each with the first entry that bears it."""
    return [(text[named.start : named.end], named.bearers[0][1]) for named in finder.find_longest(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Sanofi and EY", [("Sanofi", "sanofi"), ("EY", "ey")]),
        ("Sanofi China", [("Sanofi China", "sanofi-china")]),
        ("Sanofi\nChina", [("Sanofi\nChina", "sanofi-china")]),
        ("Ernst & Young's", [("Ernst & Young", "ey")]),
        ("French", [("French", "fr")]),
        ("(EY)", [("EY", "ey")]),
        ("EY", [("EY", "ey")]),
        ("上海的赛诺菲在中国", [("上海", "shanghai"), ("赛诺菲", "sanofi"), ("中国", "cn")]),
        ("They", []),
        ("EYE", []),
        ("KEY", []),
        ("EY2", []),
        ("ey", []),
        ("sanofi", []),
        ("", []),
    ],
)
def test_find_longest(text: str, found: list[tuple[str, str]]) -> None:
    """Names are whole words as written; Chinese ones need no blanks; a longer name hides those within it."""
    assert longest(text) == found


def test_find_names_within_names() -> None:
    """A name within a longer one counts as mentioned."""
    found = {bearer for named in FINDER.find("Sanofi China") for bearer in named.bearers}

    assert found == {("organisations", "sanofi"), ("organisations", "sanofi-china"), ("places", "cn")}


def test_find_longest_of_names_that_overlap() -> None:
    """Of two names that share a word, neither within the other, both are found."""
    vocabulary = Vocabulary(
        organisations={"a": Organisation("a", "GE China"), "b": Organisation("b", "China Mobile")},
    )

    assert longest("GE China Mobile", NameFinder(vocabulary)) == [("GE China", "a"), ("China Mobile", "b")]


def test_find_a_name_of_two_entries() -> None:
    """A name that two entries bear is found once, for both."""
    vocabulary = Vocabulary(
        organisations={"bay": Organisation("bay", "Sanya Bay")},
        places={"sanya": Place("sanya", "Sanya Bay")},
    )

    (named,) = NameFinder(vocabulary).find("Sanya Bay")

    assert named.bearers == (("organisations", "bay"), ("places", "sanya"))


def test_find_in_an_empty_vocabulary() -> None:
    """Without names nothing is found."""
    assert longest("Sanofi", NameFinder(Vocabulary())) == []


@pytest.mark.parametrize(("name", "text"), [("People's Daily", "People’s Daily"), ("People’s Daily", "People's Daily")])
def test_find_whatever_the_apostrophe(name: str, text: str) -> None:
    """A typographic apostrophe and a plain one are the same."""
    finder = NameFinder(Vocabulary(organisations={"a": Organisation("a", name)}))

    assert longest(text, finder) == [(text, "a")]


@given(st.text())
def test_fold_keeps_every_place(text: str) -> None:
    """Folding changes no place in a text."""
    assert len(fold(text)) == len(text)


@given(st.lists(st.sampled_from(["EY", "Sanofi", "Sanofi China", "中国", " "]) | marked_texts).map("".join))
def test_find_longest_in_any_text(text: str) -> None:
    """What is found stands in the text as a name of its bearers, in order."""
    found = FINDER.find_longest(text)

    assert found == sorted(found)
    assert all(
        fold(text[named.start : named.end]) in getattr(VOCABULARY, kind)[name].names
        for named in found
        for kind, name in named.bearers
    )
