"""A body as the HTML of its page."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given

from ciie.reading import bodies
from ciie.text.sentences import anchored_sentences
from ciie.views.digests import TAGS, _clean, digest
from support.rendering import Outline, ours, stock
from support.texts import OFTEN, SELDOM, markdown_texts, marked_texts

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

# What took a body's HTML apart where it was written as Markdown and read once more.
BLANK_LINES = (
    '[a](https://a.cn "x&#10;&#10;<div id=__config>&#10;&#10;{}&#10;&#10;</div>&#10;&#10;y")',
    '[a](https://a.cn "x&#13;&#13;&lt;p class=md-search&gt;")',
    "a&#10;&#10;&lt;div id=__config&gt;&#10;&#10;b",
    "a\n&#32;\n&#9;\nb&#13;&#10;&#13;&#10;c",
    "![a&#10;&#10;<div id=b>](https://a.cn)",
    "| a&#10;&#10;</div> |\n| - |\n| b&NewLine;&NewLine;# c |",
)


# Digests hold no other.
SENTENCE = re.compile(r'<span id="s[0-9a-f]{8}">|</span>')


def passages(body: str) -> list[tuple[str, str]]:
    """The passages of a body as anchor and words."""
    return [(passage.anchor, " ".join(passage.text.split())) for passage in bodies.passages(body, 1)]


def shown_passages(html: str) -> list[tuple[str, str]]:
    """The passages of a page: each element with an anchor of a passage, and its words up to the next one."""
    pieces = re.split(r'<[a-z0-9]+ id="(p\d+)"', html)
    return [(name, Outline(f"<i{rest}").text) for name, rest in zip(pieces[1::2], pieces[2::2], strict=True)]


@pytest.mark.parametrize(
    ("body", "html"),
    [
        ("", ""),
        (
            "One *two*\n**three**\n\nFour",
            '<p id="p1">One <em>two</em>\n<strong>three</strong></p>\n<p id="p2">Four</p>',
        ),
        ("# One\n\n## Two", '<h2 id="p1">One</h2>\n<h2 id="p2">Two</h2>'),
        ("- a\n- b", '<ul>\n<li id="p1">a</li>\n<li id="p2">b</li>\n</ul>'),
        ("3. a", '<ol start="3">\n<li id="p1">a</li>\n</ol>'),
        ("a <b id=c>d</b> & `e`", '<p id="p1">a &lt;b id=c&gt;d&lt;/b&gt; &amp; `e`</p>'),
        ("![a](https://a.cn/b.png)", '<p id="p1">a</p>'),
        ('[a](https://a.cn "b")', '<p id="p1"><a href="https://a.cn">a</a></p>'),
        ("[a](javascript:b)", '<p id="p1">[a](javascript:b)</p>'),
        ("[a](b.md)", '<p id="p1">[a](b.md)</p>'),
        ("[a](http://bär.example)", '<p id="p1">[a](http://bär.example)</p>'),
        ("[a]: https://a.cn\n\n[a]", '<p id="p1">[a]: https://a.cn</p>\n<p id="p2">[a]</p>'),
    ],
)
def test_digest(body: str, html: str) -> None:
    """Markdown becomes HTML whose passages have ids; headings begin at the second level, all else is text."""
    shown = SENTENCE.sub("", digest(body))

    assert shown == f'<div class="digest">\n{html}\n</div>'.replace("\n\n", "\n")


ONE, TWO = (f'<span id="{anchored_sentences(text)[0].anchor}">' for text in ("One.", "Two."))


@pytest.mark.parametrize(
    ("body", "html"),
    [
        ("One. Two.", f"{ONE}One.</span> {TWO}Two.</span>"),
        ("Two. One.", f"{TWO}Two.</span> {ONE}One.</span>"),
        ("**One.** *Two.*", f"{ONE}<strong>One.</strong></span> {TWO}<em>Two.</em></span>"),
        ("**One. Two.**", f"<strong>{ONE}</span>One. {TWO}</span>Two.</strong>"),
        ("One. One.", f"{ONE}One.</span> One."),
    ],
)
def test_sentence_has_an_id_by_its_words(body: str, html: str) -> None:
    """Whatever stands before it a sentence keeps its id; one within emphasis has it at its start."""
    assert digest(body) == f'<div class="digest">\n<p id="p1">{html}</p>\n</div>'


@pytest.mark.parametrize(
    ("body", "html"),
    [
        ("Acme came.", '<a href="a/">Acme</a> came.'),
        ("**Acme** came.", '<strong><a href="a/">Acme</a></strong> came.'),
        ("[Acme](https://a.cn) came.", '<a href="https://a.cn">Acme</a> came.'),
        ("*Ac*me came.", "<em>Ac</em>me came."),
        ("A.\nme came.", "A.\nme came."),
    ],
)
def test_name_leads_to_its_page(body: str, html: str) -> None:
    """Words lead on where they stand in plain text within one sentence, and in no other link."""
    assert (
        SENTENCE.sub("", digest(body, {"p1": [(0, 4, "a/")]})) == f'<div class="digest">\n<p id="p1">{html}</p>\n</div>'
    )


def test_alignment_of_a_table() -> None:
    """Cells are set to the right or centred by classes, since the policy of pages allows no style of their own."""
    html = SENTENCE.sub("", digest("| a | b | c |\n| -: | :-: | :- |\n| 1 | 2 | 3 |"))

    assert '<th class="right">a</th>\n<th class="centre">b</th>\n<th>c</th>' in html
    assert '<td class="right">1</td>\n<td class="centre">2</td>\n<td>3</td>' in html


@pytest.mark.parametrize(
    ("html", "left"),
    [
        ("<img src=x onerror=a><style>a</style><iframe></iframe><script>b</script>c", "c"),
        ('<p id="p1" onclick="a" style="b" lang="c">d</p>', '<p id="p1">d</p>'),
        ('<p class="right">a</p>', "<p>a</p>"),
        (
            "<table><tr><td class='right menu'>a</td></tr></table>",
            '<table><tbody><tr><td class="right">a</td></tr></tbody></table>',
        ),
        ('<a href="javascript:a">b</a> <a href="data:a">b</a>', "<a>b</a> <a>b</a>"),
        ('<a href="https://a.example/" title="b" target="_blank">c</a>', '<a href="https://a.example/">c</a>'),
    ],
)
def test_html_that_got_into_a_digest(html: str, left: str) -> None:
    """Whatever a renderer may let through, no more than what a digest needs is left of it."""
    assert _clean(html) == left


@OFTEN
@given(markdown_texts | marked_texts)
@example("\n\n".join(SHAPES))
@example("\n\n".join(BLANK_LINES))
def test_page_of_any_body(body: str) -> None:
    """Whatever a body holds, its page has the passages that were checked, and nothing but what is allowed."""
    html = ours(digest(body))
    seen = Outline(html)

    assert shown_passages(html) == passages(body)
    assert set(seen.tags) <= TAGS | {"div"}
    assert {name for _, name, _ in seen.attributes} <= {"id", "class", "href", "start"}
    assert [value for _, name, value in seen.attributes if name == "class"][:1] == ["digest"]
    assert {value for _, name, value in seen.attributes if name == "class"} <= {"digest", "right", "centre"}
    assert {address.partition(":")[0].lower() for address in seen.addresses} <= bodies.SCHEMES


@pytest.mark.parametrize("body", [*SHAPES, *BLANK_LINES])
def test_digest_is_one_block(body: str) -> None:
    """No blank line ends the block within a page, so that what follows it is read as what it is."""
    html = digest(body)

    assert not re.search(r"[\r\n][ \t]*[\r\n]", html)
    assert ours(f"{html}\n\n*a*") == f"{html}\n<p><em>a</em></p>\n"
    assert shown_passages(html) == passages(body)


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
@example("\n\n".join(BLANK_LINES))
def test_digest_in_a_stock_engine(body: str) -> None:
    """Whatever a body holds, another engine that knows nothing of our page runs and loads nothing of it."""
    assert is_harmless(stock(digest(body)))
