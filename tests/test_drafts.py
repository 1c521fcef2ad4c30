"""Prose to Markdown that shows exactly that prose."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ciie.reading import bodies
from ciie.text.markdown import emphasised, escape_prose, prose_heading, prose_item
from ciie.views.digests import digest
from support.rendering import Outline
from support.texts import plain_texts

SIGNS = st.text(st.sampled_from(list("ab 1.9)#*_`<>&;|~[]()!\\+-=:/\"'“”—，。中é{}$^%?@")), min_size=1, max_size=30)
SHAPES: tuple[Callable[[str], str], ...] = (escape_prose, emphasised, prose_item, lambda text: prose_heading(text, 2))


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("1986. A great year", "1986\\. A great year"),
        ("+ 5%", "\\+ 5%"),
        ("# no heading", "\\# no heading"),
        ("a * b_c [d] <e> `f`", "a \\* b\\_c \\[d\\] &lt;e> \\`f\\`"),
        ("AT&T &amp; co", "AT&T &amp;amp; co"),
        ("plain – “text”, 进博会。", "plain – “text”, 进博会。"),
    ],
)
def test_escapes_of_prose(text: str, markdown: str) -> None:
    """Only what Markdown would read is escaped, so that an editor reads the rest as it is."""
    assert escape_prose(text) == markdown


@pytest.mark.parametrize("shape", SHAPES, ids=["paragraph", "caption", "item", "heading"])
@given(text=st.one_of(SIGNS, plain_texts))
def test_markdown_shows_the_prose(shape: Callable[[str], str], text: str) -> None:
    """Read as a record's body, the Markdown shows the text with its blanks folded, and so does its page."""
    plain = " ".join(text.split())
    written = f"{shape(text)}\n" if plain else ""

    assert [passage.text for passage in bodies.passages(written, 1)] == ([plain] if plain else [])
    assert Outline(digest(written)).text == plain
