"""Lines of text: how they are cut and joined, and what their words alone tell."""

from __future__ import annotations

import pytest

from ciie.capturing.lines import bare_headline, deduplicate_caption, is_same_headline, is_sentence, repeats
from ciie.capturing.wrapping import text_lines
from support.import_samples import PARAGRAPH


def test_lines_of_a_fixed_width_are_joined() -> None:
    """Lines that a fixed width broke are one line again; a list and short lines stay as they are."""
    wrapped = (
        "The makers of kettles and pumps from eleven countries met in the hall\n"
        "by the river on the second day of the fair and showed one another how\n"
        "their machines boil, pump and rest, while a choir sang in the yard of\n"
        "the hall.\n"
    )
    listed = "- kettles of every size\n- pumps of every make\n- machines that only rest\n"

    assert [line.text.count("\n") for line in text_lines(wrapped)] == [0]
    assert text_lines(wrapped)[0].text.endswith("in the yard of the hall.")
    assert len(text_lines(listed)) == 3


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“Kettles of the World”", "Kettles of the World"),
        ("Kettles of the world –", "Kettles of the world"),
        ("“Kettles” of the “World”", "“Kettles” of the “World”"),
    ],
)
def test_bare_headline(text: str, expected: str) -> None:
    """Quotation marks around all of a headline and a dangling dash go."""
    assert bare_headline(text) == expected


def test_same_headline_with_its_outlet_behind_it() -> None:
    """Headlines are the same whatever their case, and with the outlet's name behind one of them."""
    assert is_same_headline("Kettles of the World meet", "KETTLES of the world meet - Muster News")
    assert not is_same_headline("Kettles of the world", "Pumps of the world")


def test_what_says_the_same() -> None:
    """Three quarters of its words make a text say again what another says."""
    assert repeats("Kettles sing in the hall", "In the hall kettles sing and pumps rest")
    assert not repeats("Kettles sing in the hall", "Pumps rest on the ship")


@pytest.mark.parametrize(("text", "expected"), [(PARAGRAPH, True), ("Kettles of the world", False), ("好。", False)])
def test_what_is_a_sentence(text: str, expected: bool) -> None:
    """A sentence ends as one and has some length."""
    assert is_sentence(text) is expected


def test_caption_said_twice_on_its_line() -> None:
    """A caption that stands twice on its line is taken once, without the picture's number."""
    assert deduplicate_caption("A robot pours tea. A robot pours tea.") == "A robot pours tea."
    assert deduplicate_caption("展馆南广场。某某 摄 1") == "展馆南广场。某某 摄"
