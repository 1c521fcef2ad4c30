"""Bodies: their passages, their faults, and the Markdown they are published as."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given

from ciie.mkdocs_page import SCHEMES, TAGS
from ciie.reading import bodies
from ciie.words.markdown import div
from rendering import Outline, ours, stock
from texts import SELDOM, markdown_texts, marked_texts

# Shapes in which engines of Markdown differ.
SHAPES = (
    "[a](javascript:x y)",
    "[a](<javascript:x>)",
    "[a](java\tscript:x)",
    "a\n[b]: javascript:x\n\n[b]",
    "![a](x y)",
    "- a\n\n  [b]: javascript:x\n\n[b][]",
    "<javascript:alert(1)>",
    "<a\nhref=x>",
    "&lt;script&gt;",
    "a\n===\n\nb\n---",
    "    code <b>",
    "- a\n\n      <b>",
    "```\n<script>\n```",
    "~~~\n<b>\n~~~",
    "| a | <b> |\n| - | - |\n| `|` | \\| |",
    "> # a\n> > b",
    "1. a\n\n   b\n2. c",
    "<!-- a\n\nb -->",
    "</div>\n\na",
    "< script >",
    "[a]: http://x.cn 'b\" onclick=\"c'\n\n[a]",
    "[a](http://x.cn 'b\" onclick=\"c')",
    "# a #\n## b ##",
    "*a **b* c**",
    "a  \nb\\\nc",
)


def passages(body: str) -> list[tuple[str, str]]:
    """The passages of a body as anchor and words."""
    return [(passage.anchor, " ".join(passage.text.split())) for passage in bodies.passages(body, 1)]


def digest(body: str) -> str:
    """A body as its page shows it."""
    return ours(div("digest", bodies.to_markdown(body).strip("\n")))


def shown_passages(html: str) -> list[tuple[str, str]]:
    """The passages of a page: each element with an anchor of a passage, and its words up to the next one."""
    pieces = re.split(r'<[a-z0-9]+ id="(p\d+)"', html)
    return [(name, Outline(f"<i{rest}").text) for name, rest in zip(pieces[1::2], pieces[2::2], strict=True)]


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("", []),
        ("One\ntwo.\n\nThree.", [("p1", "One two.", 5), ("p2", "Three.", 8)]),
        ("## Head\n\nText", [("p1", "Head", 5), ("p2", "Text", 7)]),
        ("- one\n- two\n  - three", [("p1", "one", 5), ("p2", "two", 6), ("p3", "three", 7)]),
        ("- one\n\n- two", [("p1", "one", 5), ("p2", "two", 7)]),
        ("> said\n>\n> again", [("p1", "said", 5), ("p2", "again", 7)]),
        ("| a | b |\n| - | - |\n| c | d |", [("p1", "a b", 5), ("p2", "c d", 7)]),
        ("**bold** and [link](https://a.cn)", [("p1", "bold and link", 5)]),
        ("a <b>b</b> `c`", [("p1", "a <b>b</b> `c`", 5)]),
        ("![alt](https://a.cn/b.png)", [("p1", "alt", 5)]),
        ("[a](javascript:b)", [("p1", "[a](javascript:b)", 5)]),
        ("&amp; &#60; \\*", [("p1", "& < *", 5)]),
    ],
)
def test_passages(body: str, found: list[tuple[str, str, int]]) -> None:
    """Paragraphs, headings, items and rows are passages, with what a reader sees and the line they begin in."""
    assert [(p.anchor, p.text, p.line) for p in bodies.passages(body, 5)] == found


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("Plain *text* with [a link](https://a.cn) & < 5", []),
        ("[mail](mailto:a@example.org)", []),
        ("a\n\n<b>b</b>", [(3, "raw-html")]),
        ("a <!-- b -->", [(1, "raw-html")]),
        ("</div>", [(1, "raw-html")]),
        ("![a](https://a.cn/b.png)", [(1, "image")]),
        ("[a](javascript:b)", [(1, "link-address")]),
        ("[a](b.md)\n\nc\n\n[d](//e.cn)", [(1, "link-address"), (5, "link-address")]),
        ("- <b>\n- [c](ftp://d)", [(1, "raw-html"), (2, "link-address")]),
        ("| a |\n| - |\n| <i> |", [(3, "raw-html")]),
    ],
)
def test_check(body: str, found: list[tuple[int, str]]) -> None:
    """HTML, images and links elsewhere than the web are named at the line of their block."""
    assert [(problem.line, problem.rule) for problem in bodies.check(body, 1)] == found


@pytest.mark.parametrize(
    ("mark", "depth", "rules"),
    [("- ", 8, []), ("- ", 9, ["body-depth"]), ("- ", 50_000, ["body-depth"]), ("> ", 50_000, ["body-depth"])],
)
def test_check_at_the_deepest_level(mark: str, depth: int, rules: list[str]) -> None:
    """Eight levels of lists are allowed, a ninth is one fault, and so are fifty thousand."""
    assert [problem.rule for problem in bodies.check(mark * depth + "a", 1)] == rules


@pytest.mark.parametrize(
    ("address", "allowed"),
    [
        ("https://a.cn/b", True),
        ("HTTP://a.cn", True),
        ("mailto:a@example.org", True),
        ("javascript:alert(1)", False),
        (" javascript:alert(1)", False),
        ("java\nscript:alert(1)", False),
        ("data:text/html,a", False),
        ("file:///etc/passwd", False),
        ("//a.cn", False),
        ("https:a", False),
        ("http://[::1", False),
        ("a.md", False),
        ("#p1", False),
        ("", False),
    ],
)
def test_is_allowed_link(address: str, allowed: bool) -> None:
    """A link leads to a full address of the web or a mailbox."""
    assert bodies.is_allowed_link(address) is allowed


@pytest.mark.parametrize(
    ("body", "published"),
    [
        ("One *two* **three**.\n", "One *two* **three**.\n"),
        ("# Head\n\nText\n", "## Head\n\nText\n"),
        ("a <b> & c\n", "a &lt;b&gt; &amp; c\n"),
        ("&lt;b&gt;\n", "&lt;b&gt;\n"),
        ("![alt](https://a.cn/b.png)\n", "alt\n"),
        ("[a](https://a.cn/b)\n", "[a](https://a.cn/b)\n"),
        ("`code`\n", "\\`code\\`\n"),
    ],
)
def test_to_markdown(body: str, published: str) -> None:
    """A body is written back in plain Markdown, without a heading of the first level, HTML, code and images."""
    assert bodies.to_markdown(body) == published


@SELDOM
@given(markdown_texts | marked_texts)
@example("\n\n".join(SHAPES))
def test_to_markdown_of_any_body(body: str) -> None:
    """Whatever a body holds, its page has the passages that were checked, and nothing but what is allowed."""
    html = digest(body)
    seen = Outline(html)

    assert shown_passages(html) == passages(body)
    assert set(seen.tags) <= TAGS - {"h1"}
    assert {address.partition(":")[0].lower() for address in seen.addresses} <= SCHEMES


@pytest.mark.parametrize("body", SHAPES)
def test_to_markdown_of_a_shape_that_engines_read_differently(body: str) -> None:
    """The page of such a body has the passages that were checked."""
    html = digest(body)

    assert shown_passages(html) == passages(body)


@SELDOM
@given(markdown_texts | marked_texts)
@example("\n\n".join(SHAPES))
def test_to_markdown_twice(body: str) -> None:
    """What was published reads and publishes as itself."""
    once = bodies.to_markdown(body)

    assert bodies.to_markdown(once) == once


def is_harmless(html: str) -> bool:
    """True of HTML that neither runs nor loads anything."""
    seen = Outline(html)
    active = {"script", "img", "iframe", "object", "embed", "form", "svg", "style", "link", "base", "meta"}
    schemes = {address.partition(":")[0].strip().lower() for address in seen.addresses if ":" in address}
    return (
        not active & set(seen.tags)
        and not any(name.startswith("on") or name == "style" for _, name, _ in seen.attributes)
        and schemes <= {"http", "https", "mailto"}
    )


@SELDOM
@given(markdown_texts | marked_texts)
@example("\n\n".join(SHAPES))
def test_to_markdown_in_a_stock_engine(body: str) -> None:
    """Whatever a body holds, another engine that knows nothing of our page runs and loads nothing of it."""
    assert is_harmless(stock(bodies.to_markdown(body)))


@pytest.mark.parametrize("body", SHAPES)
def test_to_markdown_of_a_shape_in_a_stock_engine(body: str) -> None:
    """A shape that engines read differently is harmless in another one, too."""
    assert is_harmless(stock(bodies.to_markdown(body)))
    assert is_harmless(ours(bodies.to_markdown(body)))
