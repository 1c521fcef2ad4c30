"""Generated pages in one spelling, whichever way they were written: what a reader sees, as plain Markdown.

Every address is from the root of the site: "/figures/guests/#e6".
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable
from html.parser import HTMLParser
from urllib.parse import urlsplit

import pyromark

from ciie.views.addresses import published
from ciie.views.publish import Page

_OPTIONS = pyromark.Options.ENABLE_TABLES | pyromark.Options.ENABLE_HEADING_ATTRIBUTES
_BEFORE = {"strong": "**", "em": "*", "li": "\n- ", "tr": "\n|", "td": " ", "th": " ", "br": "<br>", "p": "\n"}
_AFTER = {"strong": "**", "em": "*", "td": " |", "th": " |", "p": "\n", "ul": "\n", "table": "\n", "span": "</span>"}
_BREAK = re.compile(r" ?<br> ?")
# Spans that only make a text smaller.
_SIZES = frozenset({"unit", "ref", "others"})
_HEADINGS = ("h1", "h2", "h3", "h4")


def as_read(pages: Iterable[Page]) -> dict[str, str]:
    """The text of each page by its path, front matter first; pictures and calendars as they are."""
    return {page.path: read(page) if page.path.endswith(".md") else page.text for page in pages}


def read(page: Page) -> str:
    """The text of one page."""
    front, _, body = page.text.partition("\n---\n")
    lines = _Reader(page.path, pyromark.html(body, options=_OPTIONS)).text.splitlines()
    return "\n".join([front, "---", *(_BREAK.sub("<br>", " ".join(line.split())) for line in lines if line.strip())])


def from_root(path: str, href: str) -> str:
    """Where a link on the page at `path` leads, whether it names a file of docs/ or an address."""
    if urlsplit(href).scheme:
        return href
    rest, _, anchor = href.partition("#")
    target, _, query = rest.partition("?")
    is_source = target.endswith(".md")
    found = posixpath.normpath(posixpath.join(posixpath.dirname(path) if is_source else published(path), target))
    is_page = posixpath.splitext(found)[1] not in {".svg", ".ics", ".csv"}
    shown = f"/{published(found)}/".replace("/./", "/") if is_page else f"/{found}"
    asked = f"{shown}?{query}" if query else shown
    return f"{asked}#{anchor}" if anchor else asked


class _Reader(HTMLParser):
    """Collects what a page shows; a table has its rows on a line each."""

    def __init__(self, path: str, html: str) -> None:
        super().__init__()
        self._path, self._parts, self._targets = path, list[str](), list[str]()
        self._spans: list[bool] = []
        self.feed(html)
        self.close()

    @property
    def text(self) -> str:
        return "".join(self._parts)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag in _HEADINGS:
            self._parts.append(f"\n{'#' * int(tag[1])} ")
        elif tag == "span" and values.get("class") in _SIZES:
            self._spans.append(False)
        elif tag in {"span", "div"}:
            self._spans += [True] * (tag == "span")
            shown = "".join(f' {name}="{value}"' for name, value in values.items() if name != "markdown")
            self._parts.append(f"<{tag}{shown}>" if tag == "span" else f"\n<{tag}{shown}>\n")
        elif tag == "img":
            self._parts.append(f"![{values['alt']}]({from_root(self._path, values['src'])})")
        elif tag == "a":
            self._parts.append("[")
            self._targets.append(from_root(self._path, values["href"]))
        self._parts.append(_BEFORE.get(tag, ""))

    def handle_endtag(self, tag: str) -> None:
        if tag in _HEADINGS or tag == "div":
            self._parts.append("\n")
        elif tag == "a":
            self._parts.append(f"]({self._targets.pop()})")
        if tag != "span" or self._spans.pop():
            self._parts.append(_AFTER.get(tag, ""))

    def handle_data(self, data: str) -> None:
        self._parts.append(data.replace("\n", " "))
