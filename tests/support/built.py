"""The built site as a tree of texts: what each anchor holds, and in what line or row each link stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

_VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
_APART = {"td", "th", "li", "p", "br", "h1", "h2", "h3"}
_LINES = {"li", "tr", "p", "h2"}


@dataclass
class Element:
    """An element with its tag and id, and all text within it, blanks folded."""

    tag: str
    id: str = ""
    parts: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """What a reader sees of it."""
        return " ".join("".join(self.parts).split())


@dataclass
class Link:
    """A link: the page it stands on, where it leads, its own element, and the line or row it stands in."""

    page: str
    target: str
    anchor: str
    element: Element
    line: Element


class Built(HTMLParser):
    """One page of a built site."""

    def __init__(self, path: str, text: str) -> None:
        super().__init__()
        self.path = path
        self.anchors: dict[str, Element] = {}
        self.links: list[Link] = []
        self._open: list[Element] = [Element("html")]
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag in _APART:
            self.handle_data(" ")
        element = Element(tag, values.get("id", ""))
        if element.id:
            self.anchors[element.id] = element
        if tag == "a" and "href" in values:
            to = urlsplit(urljoin(self.path, values["href"]))
            line = next((each for each in reversed(self._open) if each.tag in _LINES), self._open[-1])
            self.links += [] if to.scheme else [Link(self.path, unquote(to.path), to.fragment, element, line)]
        if tag not in _VOID:
            self._open.append(element)

    def handle_endtag(self, tag: str) -> None:
        while len(self._open) > 1 and tag in {each.tag for each in self._open[1:]}:
            if self._open.pop().tag == tag:
                break
        if tag in _APART:
            self.handle_data(" ")

    def handle_data(self, data: str) -> None:
        for element in self._open:
            element.parts.append(data)


def read_site(site: Path) -> dict[str, Built]:
    """Every page of `site` by its address."""
    return {page.path: page for page in _pages(site)}


def _pages(site: Path) -> Iterator[Built]:
    for path in sorted(site.rglob("index.html")):
        way = "/" + path.relative_to(site).as_posix().removesuffix("index.html")
        yield Built(way, path.read_text(encoding="utf-8"))
