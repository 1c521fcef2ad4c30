"""A MkDocs page that renders our generated Markdown: CommonMark in linear time, then an allow-list.

Stock pages make a new Python-Markdown for each page (half of a build's time) and honour whatever HTML they
meet. Here a body's HTML is text already, and nh3 lets only our own tags, classes and addresses through.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Sequence, Set
from functools import cache
from typing import Any
from urllib.parse import urlsplit

import nh3
import yaml
from markdown_it import MarkdownIt
from markdown_it.token import Token
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page as StockPage
from mkdocs.structure.toc import AnchorLink, TableOfContents

from ciie.reading.bodies import BLOCKS, INLINES, number_units
from ciie.words.markdown import html as escape_html

TAGS = {
    *("h1", "h2", "h3", "h4", "h5", "h6", "p", "blockquote", "hr", "br", "div", "span"),
    *("ul", "ol", "li", "a", "img", "em", "strong", "table", "thead", "tbody", "tr", "th", "td"),
}
ATTRIBUTES = {
    "*": {"id", "class", "lang"},
    "a": {"href", "title"},
    "img": {"src", "alt"},
    "ol": {"start"},
    "th": {"style"},
    "td": {"style"},
}
SCHEMES = {"http", "https", "mailto"}
_DIGEST = '<div class="digest"'
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_EMPTY_PICTURE = re.compile(r'<img(?: (?:alt|class|id|lang)="[^"]*")*>')
_NOT_IN_ANCHORS = re.compile(r"[^\w]+")


class KnowledgePage(StockPage):
    """A generated page: front matter that only our code wrote, and plain CommonMark with tables.

    It has no date of change, so that a site built on another day is the same to the byte.
    """

    def __init__(self, file: File, config: MkDocsConfig) -> None:
        super().__init__(None, file, config)
        self.update_date = ""

    def read_source(self, config: MkDocsConfig) -> None:
        """Reads front matter and Markdown; an article's edit link leads to its record."""
        front, text = self.file.content_string.split("\n---\n", 1)
        self.meta = yaml.load(front, Loader=_LOADER)
        self.markdown = text
        record = self.meta.get("record")
        repository = str(config.extra.get("repository") or "").rstrip("/")
        if record and repository:
            self.edit_url = f"{repository}/edit/{config.extra.get('branch', 'main')}/articles/{record}"

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Renders the Markdown; a link to another page's file becomes a link to its address."""
        tokens = _parser().parse(self.markdown or "")
        anchors = _name_anchors(tokens)
        self.links_to_anchors = {}
        for token, name in _targets(tokens):
            token.attrs[name] = self._resolve(str(token.attrs[name]), files)
        if "moved" in self.meta:
            self.meta["moved"] = self._resolve(str(self.meta["moved"]), files)
        shown = {str(token.attrs["src"]) for token, name in _targets(tokens) if name == "src"}
        pictures = {address for address in shown if not urlsplit(address).netloc}
        self.content = _clean(_parser().renderer.render(tokens, _parser().options, {}), pictures)
        self.toc = _contents(anchors)
        self.present_anchor_ids = set(re.findall(r'\sid="([^"]+)"', self.content))
        self._title_from_render = str(self.meta.get("title", ""))

    def _resolve(self, href: str, files: Files) -> str:
        """The address of what a page's `href` names: another generated file, or an address of the web."""
        path, _, anchor = href.partition("#")
        if urlsplit(href).scheme or not path:
            return href
        target = files.src_uris.get(posixpath.normpath(posixpath.join(posixpath.dirname(self.file.src_uri), path)))
        if target is None:
            raise LookupError(f"{self.file.src_uri} links to {href}, which is not there")
        if anchor and self.links_to_anchors is not None:
            self.links_to_anchors.setdefault(target, {})[anchor] = href
        return target.url_relative_to(self.file) + (f"#{anchor}" if anchor else "")


def _clean(html: str, pictures: Set[str]) -> str:
    """`html` with what is on the lists; a picture only where it is an SVG file of the site, one of `pictures`."""

    def ours(tag: str, attribute: str, value: str) -> str | None:
        is_foreign = (tag, attribute) == ("img", "src") and not (value in pictures and value.endswith(".svg"))
        return None if is_foreign else value

    cleaned = nh3.clean(
        html,
        tags=TAGS,
        attributes=ATTRIBUTES,
        url_schemes=SCHEMES,
        attribute_filter=ours,
        link_rel=None,
        filter_style_properties={"text-align"},
    )
    return _EMPTY_PICTURE.sub("", cleaned)


@cache
def _parser() -> MarkdownIt:
    rules = [*BLOCKS, *INLINES, "html_block", "html_inline", "fragments_join"]
    return MarkdownIt("zero", {"html": True}).enable(rules)


def _targets(tokens: Sequence[Token]) -> Iterator[tuple[Token, str]]:
    """Each link and picture, with the attribute that says where it leads."""
    names = {"link_open": "href", "image": "src"}
    for token in tokens:
        yield from ((child, names[child.type]) for child in token.children or () if child.type in names)


def _name_anchors(tokens: Sequence[Token]) -> list[tuple[Token, str, str]]:
    """Gives headings ids by their words and the units of a digest theirs; the headings with title and id."""
    start = next((n for n, token in enumerate(tokens) if token.content.startswith(_DIGEST)), len(tokens))
    end = next((n for n, token in enumerate(tokens[start:], start) if token.content == "</div>\n"), len(tokens))
    taken = set()
    for number, (unit, _, _) in enumerate(number_units(tokens[start:end]), 1):
        unit.attrs["id"] = f"p{number}"
        taken.add(f"p{number}")
    found = []
    for index, token in enumerate(tokens):
        if token.type == "heading_open":
            title = "".join(child.content for child in tokens[index + 1].children or ())
            if "id" not in token.attrs:
                token.attrs["id"] = _anchor(title, taken)
            found.append((token, title, str(token.attrs["id"])))
    return found


def _anchor(title: str, taken: set[str]) -> str:
    base = _NOT_IN_ANCHORS.sub("-", title.lower()).strip("-") or "section"
    names = (base if n == 1 else f"{base}-{n}" for n in range(1, len(taken) + 2))
    anchor = next(name for name in names if name not in taken)
    taken.add(anchor)
    return anchor


def _contents(headings: Sequence[tuple[Token, str, str]]) -> TableOfContents:
    top: list[AnchorLink] = []
    above: list[AnchorLink] = []
    for token, title, anchor in headings:
        level = int(token.tag[1])
        while above and above[-1].level >= level:
            above.pop()
        link = AnchorLink(escape_html(title), anchor, level)
        (above[-1].children if above else top).append(link)
        above.append(link)
    return TableOfContents(top)
