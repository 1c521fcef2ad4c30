"""What every page is made of."""

from __future__ import annotations

import posixpath
from dataclasses import replace
from decimal import Decimal
from typing import Any

import frontmatter
import pytest
from hypothesis import example, given

from ciie.deriving.claims import Claim
from ciie.pages.links import amount, count
from ciie.rendering.parts import (
    Sheet,
    front_matter,
    names_line,
    subject_of,
)
from ciie.words.model import EditionSpan, Figure, Qualifier
from ciie.words.references import Ref
from rendering import Outline, ours, page
from samples import SIXTH, VOCABULARY, date, figure, knowledge, record
from texts import marked_texts

SHEET = Sheet(knowledge(record()), "topics/deals.md")


@pytest.mark.parametrize("here", ["index.md", "topics/deals.md", "topics/deals/2023.md", "articles/a.md"])
@pytest.mark.parametrize("target", ["index.md", "topics/deals.md", "topics/deals/2023.md", "timeline/2023-11.md"])
def test_way_from_page_to_page(here: str, target: str) -> None:
    """A link leads from the page it stands on to its target."""
    way = Sheet(knowledge(), here).to(target)

    assert posixpath.normpath(posixpath.join(posixpath.dirname(here), way)) == target


@pytest.mark.parametrize(
    ("target", "way"),
    [("articles/a.md#p3", "../articles/a.md#p3"), ("topics/deals.md#p3", "#p3"), ("topics/other.md#p3", "other.md#p3")],
)
def test_way_to_an_anchor(target: str, way: str) -> None:
    """A link to an anchor keeps it, and needs no more than it on the same page."""
    assert SHEET.to(target) == way


@pytest.mark.parametrize(
    ("value", "unit", "qualifier", "shown"),
    [
        ("3486", "companies", "exact", "3,486 companies"),
        ("3400", "companies", "over", "over 3,400 companies"),
        ("78.41e9", "USD", "exact", "78.41 billion USD"),
        ("1e6", "USD", "about", "about 1 million USD"),
        ("999999", "USD", "exact", "999,999 USD"),
        ("2.5e12", "CNY", "nearly", "nearly 2.5 trillion CNY"),
        ("367000", "m2", "under", "under 367,000 m²"),
        ("95.0", "%", "at-least", "at least 95%"),
        ("0.5", "%", "exact", "0.5%"),
        ("0", "companies", "exact", "0 companies"),
        ("100", "countries", "exact", "100 countries"),
    ],
)
def test_amount(value: str, unit: str, qualifier: str, shown: str) -> None:
    """A figure reads as people say it."""
    assert amount(Figure("exhibitors", Decimal(value), unit, Qualifier(qualifier))) == shown


@pytest.mark.parametrize(
    ("number", "noun", "plural", "shown"),
    [
        (0, "article", "", "0 articles"),
        (1, "article", "", "1 article"),
        (2000, "article", "", "2,000 articles"),
        (2, "country", "countries", "2 countries"),
    ],
)
def test_count(number: int, noun: str, plural: str, shown: str) -> None:
    """A number comes with its noun."""
    assert count(number, noun, plural) == shown


def test_links_of_a_sheet() -> None:
    """Names of the vocabulary and records are shown by name and lead to their pages."""
    assert SHEET.term("outlets", "shine") == "[SHINE](../sources/shine.md)"
    assert SHEET.entry(Ref("places", "cn")) == "[China](../places/cn.md)"
    assert SHEET.edition(SIXTH) == "[6th CIIE](../editions/6.md)"
    assert SHEET.edition(EditionSpan(5, 6)) == "[5th CIIE](../editions/5.md) to [6th CIIE](../editions/6.md)"
    assert SHEET.day(date("2023-11-05")) == "[5 November 2023](../timeline/2023-11.md#d2023-11-05)"


@pytest.mark.parametrize(
    ("changes", "shown"),
    [
        ({}, ""),
        ({"of": Ref("organisations", "sanofi")}, "[Sanofi](../organisations/sanofi.md)"),
        ({"note": "from *abroad*"}, "from \\*abroad\\*"),
        ({"of": Ref("places", "cn"), "note": "a"}, "[China](../places/cn.md), a"),
    ],
)
def test_subject_of(changes: dict[str, Any], shown: str) -> None:
    """A figure says what it is a figure of and what it counts."""
    assert subject_of(Claim(record(), replace(figure(), **changes), None), SHEET) == shown


@pytest.mark.parametrize(
    ("kind", "name", "text"),
    [("organisations", "ey", "Ernst & Young"), ("places", "fr", ""), ("organisations", "sanofi", "赛诺菲")],
)
def test_names_line(kind: str, name: str, text: str) -> None:
    """The other names of an entry are on one line, where it has any."""
    assert Outline(ours(names_line(getattr(VOCABULARY, kind)[name]))).text == text


def test_names_line_marks_what_is_chinese() -> None:
    """Chinese names and aliases are marked as such, others are not."""
    line = names_line(replace(VOCABULARY.organisations["sanofi"], aliases=("Genzyme", "赛诺菲集团")))

    assert Outline(ours(line)).attributes == [("div", "class", "names"), *[("span", "lang", "zh-Hans")] * 2]


@example("Results ---", "In short ---")
@example("---", "a: 'b' \"c\" # d")
@given(marked_texts.filter(str.strip), marked_texts)
def test_page_of_any_title(title: str, description: str) -> None:
    """Whatever a title holds, the page's front matter says so, its heading shows it, and the rest follows."""
    made = SHEET.page(title, "last words", description=description)

    rendered = page(made.text)

    assert Outline(str(rendered.meta["title"])).text == " ".join(title.split())
    assert Outline(rendered.content or "").text == f"{' '.join(title.split())} last words"
    assert Outline(rendered.content or "").tags == ["h1", "p"]


def test_front_matter_keeps_its_order() -> None:
    """Keys stand as they were given, and another program reads them back."""
    text = front_matter({"title": "B", "date": "2023-11-05", "tags": ["a: b"], "edition": None}, "Text")

    assert text.startswith("---\ntitle: B\ndate: '2023-11-05'\n")
    assert text.endswith("---\n\nText\n")
    assert frontmatter.loads(text).metadata == {"title": "B", "date": "2023-11-05", "tags": ["a: b"], "edition": None}
