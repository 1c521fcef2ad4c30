"""Plain text as Markdown that says exactly that text, and the shapes that reports are made of."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import example, given

from ciie.model.values import parse_url
from ciie.text import markdown
from support.rendering import Outline, ours, stock
from support.texts import marked_texts, plain_texts

RENDERERS = pytest.mark.parametrize("render", [ours, stock])
Renderer = Callable[[str], str]


def folded(text: str) -> str:
    """What a reader can tell of a text: its words."""
    return " ".join(text.split())


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("CIIE: A Platform", "CIIE: A Platform"),
        ("a\n b\t c", "a b c"),
        ("*a* _b_ `c` [d] \\", "\\*a\\* \\_b\\_ \\`c\\` \\[d\\] \\\\"),
        ("<b> & | ~", "&lt;b&gt; &amp; &#124; &#126;"),
        ("# a", "\\# a"),
        ("- a", "\\- a"),
        ("+5 %", "+5 %"),
        ("1986. A year", "1986\\. A year"),
        ("2) two", "2\\) two"),
        ("a # - + 1.", "a # - + 1."),
        ("", ""),
    ],
)
def test_escape(text: str, shown: str) -> None:
    """Only what Markdown or HTML would read is escaped."""
    assert markdown.escape(text) == shown


@RENDERERS
@example(text="---")
@example(text="- - -")
@example(text="1.")
@example(text="#a")
@given(text=marked_texts | plain_texts)
def test_escape_in_a_paragraph(render: Renderer, text: str) -> None:
    """A text on its own is a paragraph that shows it, whatever it holds."""
    seen = Outline(render(markdown.escape(text)))

    assert seen.text == folded(text)
    assert set(seen.tags) <= {"p"}


@RENDERERS
@given(text=marked_texts | plain_texts)
def test_escape_in_a_table(render: Renderer, text: str) -> None:
    """A text in a cell of a table stays in its cell."""
    seen = Outline(render(markdown.table(["Head"], [["before"], [markdown.escape(text)], ["after"]])))

    assert seen.text == folded(f"Head before {text} after")
    assert seen.tags == ["table", "thead", "tr", "th", "tbody", "tr", "td", "tr", "td", "tr", "td"]


@RENDERERS
@example(text="---")
@example(text="- - -")
@example(text="1.")
@example(text="#a")
@given(text=(marked_texts | plain_texts).filter(str.strip))
def test_escape_in_a_list(render: Renderer, text: str) -> None:
    """A text in an item of a list stays in its item."""
    seen = Outline(render(markdown.items(["before", markdown.escape(text), "after"])))

    assert seen.text == folded(f"before {text} after")
    assert seen.tags == ["ul", "li", "li", "li"]


@RENDERERS
@given(text=marked_texts | plain_texts)
def test_link_of_any_text(render: Renderer, text: str) -> None:
    """A link shows its text and leads to its address, whatever the text holds."""
    seen = Outline(render(f"before {markdown.link(text, 'https://example.org/a')} after"))

    assert seen.text == folded(f"before {text} after")
    assert seen.tags == ["p", "a"]
    assert seen.addresses == ["https://example.org/a"]


@RENDERERS
@given(text=marked_texts | plain_texts)
def test_heading_of_any_text(render: Renderer, text: str) -> None:
    """A heading shows its text, whatever it holds."""
    seen = Outline(render(f"{markdown.heading(2, text)}\n\nafter"))

    assert seen.text == folded(f"{text} after")
    assert seen.tags == ["h2", "p"]


@pytest.mark.parametrize(
    ("text", "level", "shown"),
    [
        ("Deals", 1, "# Deals"),
        ("Area 6 #", 2, "## Area 6 &#35;"),
        ("C##", 2, "## C&#35;&#35;"),
        ("\\#", 2, "## \\\\&#35;"),
        ("# a", 3, "### \\# a"),
        ("##", 3, "### \\#&#35;"),
    ],
)
def test_heading(text: str, level: int, shown: str) -> None:
    """A heading keeps the signs it begins and ends with."""
    assert markdown.heading(level, text) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [('"a" & <b>', "&quot;a&quot; &amp; &lt;b&gt;"), ("People's\n Daily", "People's Daily")],
)
def test_html(text: str, shown: str) -> None:
    """A text for front matter is on one line, and HTML shows it as it is."""
    assert markdown.html(text) == shown


@pytest.mark.parametrize(
    ("target", "shown"),
    [
        ("../topics/deals.md#p1", "../topics/deals.md#p1"),
        ("https://example.org/a(b)", "https://example.org/a%28b%29"),
        ("https://example.org/a b\"'<>`\\", "https://example.org/a%20b%22%27%3C%3E%60%5C"),
        ("https://example.org/\u3000", "https://example.org/%E3%80%80"),
        ("https://example.org/?a=1&copy;=2", "https://example.org/?a=1&amp;copy;=2"),
    ],
)
def test_address(target: str, shown: str) -> None:
    """An address keeps to itself within a link, and HTML reads it as it is."""
    assert markdown.address(target) == shown


@RENDERERS
@pytest.mark.parametrize(
    "url",
    [
        "https://example.org/a_b_c?x=1&copy;=2&y=[z]",
        "http://en.people.cn/n3/2023/1108/c90000-20095050.html",
        "https://example.org:8080/a;b,c!d*e*f~g(h)#i",
        "https://example.org/%E8%BF%9B?q=1+2%26",
    ],
)
def test_link_to_an_address_of_a_record(render: Renderer, url: str) -> None:
    """A link leads to the very address that a record names; brackets are spelt out."""
    assert parse_url(url) == url

    spelt_out = url.replace("(", "%28").replace(")", "%29")
    found = Outline(render(markdown.link("original", url))).addresses

    assert [address.replace("[", "%5B").replace("]", "%5D") for address in found] == [
        spelt_out.replace("[", "%5B").replace("]", "%5D")
    ]


def test_items_of_no_lines() -> None:
    """A list of nothing is nothing."""
    assert markdown.items([]) == ""


def test_blocks_leaves_out_what_is_empty() -> None:
    """Parts are set apart by one blank line, and empty ones leave no gap."""
    assert markdown.blocks("", "a", "", "b", "") == "a\n\nb"
