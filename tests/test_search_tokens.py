"""Text cut into the words it is searched by: in the index, and in the browser just so."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from ciie.search.tokens import alike_words, compounds, name_key, tokens
from ciie.text.languages import traditional_forms
from support.node import Node
from support.project import PROJECT

CASES = yaml.safe_load((PROJECT / "tests" / "search_tokens.yml").read_text(encoding="utf-8"))
SIGNS = "aBcsSé'’.,-_ 0123456789$€%¥ＡｚÉüßΣ進博會口亿々ー한ウ\u0301²½\n"


def in_javascript(node: Node, texts: list[str]) -> list[list[str]]:
    """The words of each text as the search's module cuts it."""
    alike = alike_words()
    han = {character for text in texts for character in text}
    reading = {
        "alike": list(alike.alike.items()),
        "units": sorted(alike.units),
        "traditional": list(traditional_forms(new for old in han for new in tokens(old)).items()),
    }
    found: list[list[str]] = node.evaluate(
        """async ([texts, { alike, units, traditional }]) => {
            const { tokens } = await import("./text.js");
            const reading = { alike: new Map(alike), units: new Set(units), traditional: new Map(traditional) };
            return texts.map((text) => tokens(text, reading));
        }""",
        [texts, reading],
    )
    return found


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_text_is_cut_into_words(text: str, expected: Any) -> None:
    """The index has the words that the case says."""
    assert tokens(text) == tuple(str(expected).split())


def test_browser_cuts_every_case_as_the_index_does(node: Node) -> None:
    """What a reader types is cut in the same way."""
    assert in_javascript(node, [text for text, _ in CASES]) == [str(expected).split() for _, expected in CASES]


@settings(max_examples=25)
@given(texts=st.lists(st.text(SIGNS, max_size=12), min_size=40, max_size=40))
def test_browser_and_index_agree_on_any_text(node: Node, texts: list[str]) -> None:
    """No mixture of letters, figures, signs and scripts is cut in two ways."""
    assert in_javascript(node, texts) == [list(tokens(text)) for text in texts]


@pytest.mark.parametrize("name", ["jin bo hui", "Jinbohui", "JIN-BO-HUI"])
def test_name_is_found_whatever_its_blanks_and_case(name: str) -> None:
    """One key stands for every way to write a name."""
    assert name_key(name) == "jinbohui"


def test_word_with_a_hyphen_is_found_without_it() -> None:
    """E-commerce is ecommerce too; a dash between words joins nothing."""
    assert compounds("E-commerce and start-ups - yes") == {"ecommerce", "startups"}


def test_words_that_are_read_as_others_are_read_so_in_one_step() -> None:
    """No word leads to one that leads on, in alike_words.yml."""
    alike = alike_words()

    assert not set(alike.alike.values()) & set(alike.alike)
    assert not set(alike.alike) & alike.too_common
    assert all(isinstance(word, str) for word in (*alike.alike.values(), *alike.alike, *alike.units))
