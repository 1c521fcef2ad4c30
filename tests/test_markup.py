"""Escaping in templates: a value shows as it is in every place a template may put it."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from html.parser import HTMLParser

import frontmatter
import pyromark
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jinja2 import UndefinedError
from markupsafe import Markup

from ciie.model.values import parse_url
from ciie.pages.moved import MovedView
from ciie.views import publish
from ciie.views.links import Link
from support.rendering import Outline, ours, page, stock
from support.texts import marked_texts

OPTIONS = pyromark.Options.ENABLE_TABLES | pyromark.Options.ENABLE_HEADING_ATTRIBUTES
# Each place has the value once or twice.
PLACES = (
    "VALUE",
    "VALUE\n===",
    "# VALUE",
    "## VALUE {#anchor}",
    "before VALUE",
    "before\nVALUE",
    "- VALUE",
    "1. VALUE",
    "| VALUE | b |\n| --- | --- |\n| VALUE | c |",
    "[VALUE](page/)",
    "<strong>VALUE</strong> *after*",
    "*before* VALUE **after**",
    "<div>VALUE</div>",
    '<p title="VALUE">text</p>',
)
TEXTS = st.text(
    st.one_of(
        st.sampled_from(list("\\`*_[]{}()<>&\"'|~!#+-=.:;^$%@/1a \n的“”")),
        st.characters(blacklist_categories=("Cs", "Cc")),
    ),
    max_size=12,
)


class Reader(HTMLParser):
    """What a browser makes of a page: tags, attributes, text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.parts: list[str] = []
        self.feed(pyromark.html(text, options=OPTIONS))
        self.close()

    @property
    def text(self) -> str:
        return " ".join("".join(self.parts).split())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(name, " ".join((value or "").split())) for name, value in attrs]

    def handle_data(self, data: str) -> None:
        self.parts.append(data)


@settings(max_examples=3_000)
@given(TEXTS, st.sampled_from(PLACES))
def test_value_reads_as_it_is_wherever_a_template_puts_it(text: str, place: str) -> None:
    """No value adds a tag or an attribute, and none loses a character, blanks apart."""
    value = " ".join(text.split()) or "x"
    shown = Reader(place.replace("VALUE", publish.escape(value)))
    plain = Reader(place)

    assert shown.tags == plain.tags
    assert shown.attributes == [(name, text.replace("VALUE", value)) for name, text in plain.attributes]
    assert shown.text == " ".join(plain.text.replace("VALUE", value).split())


@pytest.mark.parametrize("value", [None, 1.5, ["a"], object()])
def test_template_that_shows_no_text_fails(value: object) -> None:
    """A value that is absent or is no text must not reach a page as "None"."""
    template = publish.environment().from_string("{{ value }}")

    with pytest.raises(TypeError, match="neither a text nor a number"):
        template.render(value=value)


@pytest.mark.parametrize(("asked", "error"), [("view.headline", AttributeError), ("headline", UndefinedError)])
def test_template_that_asks_for_what_it_has_not_fails(asked: str, error: type[Exception]) -> None:
    """A name that a view lacks, or that the template is not given, is an error, not an empty place."""
    with pytest.raises(error):
        publish.environment().from_string(f"{{{{ {asked} }}}}").render(view="text")


@pytest.mark.parametrize("call", ['pair("a", "b")', 'pair("a", second="b")', 'pair(*["a", "b"])'])
def test_macro_gets_what_it_is_given(call: str) -> None:
    """A macro is given its arguments however they are written."""
    text = f"{{% macro pair(first, second) %}}{{{{ first }}}}-{{{{ second }}}}{{% endmacro %}}{{{{ {call} }}}}"

    assert publish.environment().from_string(text).render() == "a-b"


def test_markup_made_by_a_template_is_not_escaped_again() -> None:
    """A macro's output and the text of a digest, made safe at reading, stand as they are."""
    text = "{% macro bold(value) %}<strong>{{ value }}</strong>{% endmacro %}{{ bold(value) }} {{ digest }}"
    made = publish.environment().from_string(text).render(value="a < b", digest=Markup("<p>c</p>"))

    assert made == "<strong>a &lt; b</strong> <p>c</p>"


def test_text_of_another_type_is_escaped_too() -> None:
    """A member of an enumeration is a text as any other."""

    class Kind(StrEnum):
        ONE = "a < b"

    assert publish.environment().from_string("{{ value }}").render(value=Kind.ONE) == "a &lt; b"


@given(marked_texts.filter(str.strip), marked_texts)
def test_page_of_any_title(title: str, description: str) -> None:
    """Whatever a title holds, the page's front matter says so, its heading shows it, and the rest follows."""
    to = Link(title, "../b/")
    made = publish.page("topics/a.md", "moved.md", {"title": title, "description": description}, view=MovedView(to))
    rendered = page(made.text, made.path, ("topics/b.md",))
    shown = " ".join(title.split())

    assert Outline(str(rendered.meta["title"])).text == shown
    assert Outline(rendered.content or "").text == f"{shown} This page has moved: {shown}."
    assert Outline(rendered.content or "").tags == ["h1", "p", "a"]


def test_front_matter_keeps_its_order() -> None:
    """Keys stand as they were given, an empty description apart, and another program reads them back."""
    meta = {"title": "B", "description": "", "date": "2023-11-05", "tags": ["a: b"], "edition": None}
    text = publish.page("topics/a.md", "moved.md", meta, view=MovedView(Link("B", "../b/"))).text

    assert text.startswith("---\ntitle: B\ndate: '2023-11-05'\n")
    assert list(frontmatter.loads(text).metadata) == ["title", "date", "tags", "edition"]
    assert frontmatter.loads(text).metadata["tags"] == ["a: b"]


@pytest.mark.parametrize("render", [ours, stock])
@pytest.mark.parametrize(
    "url",
    [
        "https://example.org/a_b_c?x=1&copy;=2&y=[z]",
        "http://en.people.cn/n3/2023/1108/c90000-20095050.html",
        "https://example.org:8080/a;b,c!d*e*f~g(h)#i",
        "https://example.org/%E8%BF%9B?q=1+2%26",
    ],
)
def test_link_to_an_address_of_a_record(render: Callable[[str], str], url: str) -> None:
    """A link of a template leads to the very address that a record names, whichever engine reads the page."""
    shown = publish.environment().from_string("before {{ to|link }}").render(to=Link("original", url))

    assert parse_url(url) == url
    assert Outline(render(shown)).addresses == [url]
