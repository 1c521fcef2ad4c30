"""Saved web pages: what their heads say, and what of their text is the article's."""

from __future__ import annotations

from dataclasses import fields

import pytest

from ciie.capturing.capture_files import parse_capture
from ciie.capturing.captures import Capture, Hint
from ciie.capturing.html_pages import PageLines, parse_page
from ciie.reading.files import find_forbidden
from support.import_samples import OTHER, PARAGRAPH, THIRD, proposal

HEADLINE = "Kettles at the fair: makers of many towns meet in the halls by the river for six days"


def page(body: str, head: str = "") -> PageLines:
    """The article of a page with `head` and `body` and three paragraphs."""
    article = f"<article><h1>{HEADLINE}</h1>{body}<p>{PARAGRAPH}</p><p>{OTHER}</p><p>{THIRD}</p></article>"
    reading = parse_page(f"<html><head><title>{HEADLINE}</title>{head}</head><body>{article}</body></html>")
    assert reading.value is not None, reading.problems
    return reading.value


def texts(found: PageLines | Capture) -> list[str]:
    """The lines of the article."""
    return [line.text for line in found.lines]


def linked(data: str) -> str:
    """A script of linked data."""
    return f'<script type="application/ld+json">{data}</script>'


@pytest.mark.parametrize(
    ("head", "date"),
    [
        (linked('{"@type": "NewsArticle", "datePublished": "2023-11-05"};'), "2023-11-05"),
        (linked('//<![CDATA[\n{"@type": "NewsArticle", "datePublished": "2023-11-05"}\n//]]>'), "2023-11-05"),
        (linked('{"@type": "NewsArticle", "datePublished": "2023-11-05",}'), "2023-11-05"),
        (linked('{"@type": "NewsArticle" "datePublished": "2023-11-05"}'), None),
        ('<meta name="DC.date" content="20231105">', "20231105"),
        ('<meta name="parsely-pub-date" content="2023-11-05T10:00:00Z">', "2023-11-05T10:00:00Z"),
        ('<meta name="viewport" content="2023-11-05">', None),
    ],
)
def test_date_in_the_head(head: str, date: str | None) -> None:
    """Linked data is read with the slips that browsers forgive; the dates of many systems are known."""
    assert [value for value, _ in page("", head).metadata.dates] == ([date] if date else [])


@pytest.mark.parametrize(
    ("head", "address"),
    [
        ('<link rel="Canonical" href="https://example.org/a">', "https://example.org/a"),
        ('<base href="https://example.org/"><link rel="canonical" href="/a">', "https://example.org/a"),
        ('<link rel="alternate canonical" href="https://example.org/a">', "https://example.org/a"),
        ('<link rel="alternate" href="https://example.org/a">', None),
    ],
)
def test_address_in_the_head(head: str, address: str | None) -> None:
    """The address of a page is found in any case and order of words, and made whole by the page's base."""
    assert [value for value, _ in page("", head).metadata.addresses] == ([address] if address else [])


@pytest.mark.parametrize(
    ("body", "kept", "left"),
    [
        ("<p>There were 34<sup>1</sup> makers on 360 m<sup>2</sup> by the river.</p>", "34 makers on 360 m2", "341"),
        ("<p>The guests <del>flew</del> walked to the halls on the second day.</p>", "guests walked", "flew"),
        ("<ul><li>Pumps came<ul><li>Small pumps of the hills</li></ul></li></ul>", "Small pumps", "cameSmall"),
    ],
)  # fmt: skip
def test_text_as_a_reader_sees_it(body: str, kept: str, left: str) -> None:
    """Numbers of notes and deleted words are no text, units are; each item of a list stands alone."""
    found = "\n".join(texts(page(body)))

    assert kept in found
    assert left not in found


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ('<base href="http://[::1"><link rel="canonical" href="https://a.example/">', ""),
        ('<link rel="canonical" href="//[">', ""),
        ('<script type="application/ld+json">{"@type": "NewsArticle", "headline": "The \\ud800 one"}</script>', ""),
        ('<meta property="og:title" content="The &#x202e; one">', "<p>It ends &#x200b;here &#xd800; at the quay.</p>"),
        (
            '<script type="application/ld+json">{"@type": "NewsArticle", "author": "\\ud83d"}</script>',
            "<p>&#x200b;</p>",
        ),
    ],
)
def test_what_a_page_spells_out(head: str, body: str) -> None:
    """Addresses that are none, halves of characters and those that nobody sees do not reach a draft."""
    article = f"<article><h1>The one</h1>{body}<p>{PARAGRAPH}</p><p>{OTHER}</p><p>{THIRD}</p></article>"

    found = parse_capture("page.html", f"<html><head>{head}</head><body>{article}</body></html>".encode()).value

    assert found is not None
    told = [text for each in fields(found.metadata) for text, _ in getattr(found.metadata, each.name)]
    assert all(find_forbidden(text) is None and text.strip() for text in (*texts(found), *told))
    assert "The one" in told


def test_text_that_an_extractor_leaves_out() -> None:
    """A sentence in a division between paragraphs is text; a button there is named among what was cut."""
    between = (
        f"<p>{THIRD[:-1]} and sang.</p><div>The choir of the town sang for all until the evening.</div><div>Zoom</div>"
    )

    found = {line.text: line.hint for line in page(between).lines}

    assert found["The choir of the town sang for all until the evening."] is Hint.NONE
    assert found.get("Zoom") in {Hint.LEFT, None}


def test_line_below_a_long_headline() -> None:
    """Date and source below a headline are read however long it is."""
    assert texts(page("<div>2023-11-06 10:20 Source: Xinhua</div>"))[0] == "2023-11-06 10:20 Source: Xinhua"


def test_heading_that_is_the_name_of_the_site() -> None:
    """The heading of a page that no other title begins with is the site's name, not the headline."""
    head = f"<head><title>{HEADLINE} - Muster Daily</title></head>"

    reading = parse_page(f"<html>{head}<body><h1>Muster Daily</h1><p>{PARAGRAPH}</p><p>{OTHER}</p></body>")

    assert reading.value is not None
    assert reading.value.metadata.titles[0][0].startswith(HEADLINE)


def test_printed_date_against_the_head() -> None:
    """A printed dateline wins over the head of the page, and the doubt is told."""
    head = linked('{"@type": "NewsArticle", "datePublished": "2023-07-01", "author": {"name": "Chief Economist"}}')
    text = "SHANGHAI, Nov. 6, 2024 (Xinhua) -- The 7th CIIE opened, and the makers of kettles from the hills sang."
    body = f"<h1>{HEADLINE}</h1><p>{text}</p><p>{PARAGRAPH}</p><p>{OTHER}</p>"

    found = proposal(f"<html><head>{head}<title>{HEADLINE}</title></head><body>{body}</body>").bibliography

    assert found.date is not None
    assert found.date.value.iso == "2024-11-06"
    assert any("2023-07-01" in doubt for doubt in found.doubts)
    assert found.authors is None


def test_forms_of_letters() -> None:
    """Ligatures, radicals and soft hyphens hide no name, and the change is told."""
    first = "P\ufb01zer of \u2f08 and Pana&shy;sonic came to the CIIE."
    body = f"<h1>{HEADLINE}</h1><p>{first}</p><p>{OTHER}</p><p>{THIRD}</p>"

    found = proposal(f"<html><body>{body}</body></html>")

    assert "Pfizer of 人 and Panasonic came to the CIIE." in found.layout.paragraphs
    assert found.capture.notes == ("dropped soft hyphens (1)", "wrote ligatures and radicals as plain letters (2)")
