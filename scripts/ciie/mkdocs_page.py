"""A MkDocs page that renders our generated Markdown: CommonMark in linear time, then an allow-list.

Stock pages make a new Python-Markdown for each page (half of a build's time) and honour whatever HTML they
meet. Here every text of a record is escaped or, as its digest, HTML that was cleaned already; should one get in all the
same, nh3 lets only our own tags, classes and addresses through.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Sequence, Set
from functools import cache
from itertools import pairwise
from typing import Any
from urllib.parse import quote, urlsplit

import nh3
import yaml
from markdown_it import MarkdownIt
from markdown_it.token import Token
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page as StockPage
from mkdocs.structure.toc import AnchorLink, TableOfContents

from ciie.reading.bodies import BLOCKS, INLINES

TAGS = {
    *("h1", "h2", "h3", "h4", "h5", "h6", "p", "blockquote", "hr", "br", "div", "span"),
    *("ul", "ol", "li", "a", "img", "em", "strong", "table", "thead", "tbody", "tr", "th", "td"),
}
ATTRIBUTES = {
    "*": {"id", "class", "lang"},
    "a": {"href"},
    "img": {"src", "alt"},
    "ol": {"start"},
}
SCHEMES = {"http", "https", "mailto"}
# Ids that a script of the site looks for. Those of the theme hold underscores, which no id of a page does.
SOUGHT_IDS = frozenset({"search-page"})
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_EMPTY_PICTURE = re.compile(r'<img(?: (?:alt|class|id|lang)="[^"]*")*>')
_ID = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_NOT_IN_IDS = re.compile(r"[\W_]+")
_IDS = re.compile(r'\sid="([^"]+)"')
_HEADING = re.compile(r'<h([1-6])(?: class="[^"]*")? id="([^"]+)"[^>]*>(.*?)</h\1>', re.S)
_TAG = re.compile(r"<[^>]*>")


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
            self.edit_url = f"{repository}/edit/{config.extra.get('branch', 'main')}/articles/{quote(record)}"

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Renders the Markdown; a link to another page's file becomes a link to its address."""
        tokens = _parser().parse(self.markdown or "")
        _name_headings(tokens)
        self.links_to_anchors = {}
        for token, name in _targets(tokens):
            token.attrs[name] = self._resolve(str(token.attrs[name]), files)
        if "moved" in self.meta:
            self.meta["moved"] = self._resolve(str(self.meta["moved"]), files)
        shown = {str(token.attrs["src"]) for token, name in _targets(tokens) if name == "src"}
        pictures = {address for address in shown if not urlsplit(address).netloc}
        self.content = _clean(_parser().renderer.render(tokens, _parser().options, {}), pictures)
        self.toc = _contents(self.content)
        self.present_anchor_ids = set(_IDS.findall(self.content))
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

    def ours(_: str, attribute: str, value: str) -> str | None:
        if attribute == "id":
            return value if _ID.fullmatch(value) and value not in SOUGHT_IDS else None
        is_foreign = attribute == "src" and not (value in pictures and value.endswith(".svg"))
        return None if is_foreign else value

    cleaned = nh3.clean(
        html,
        tags=TAGS,
        attributes=ATTRIBUTES,
        url_schemes=SCHEMES,
        attribute_filter=ours,
        link_rel=None,
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


def _name_headings(tokens: Sequence[Token]) -> None:
    """Gives headings ids by their words, each once on the page."""
    taken = {*SOUGHT_IDS, *(name for token in tokens for name in _IDS.findall(token.content))}
    for heading, words in pairwise(tokens):
        if heading.type == "heading_open":
            heading.attrs["id"] = _anchor("".join(child.content for child in words.children or ()), taken)


def _anchor(title: str, taken: set[str]) -> str:
    base = _NOT_IN_IDS.sub("-", title.lower()).strip("-") or "section"
    names = (base if n == 1 else f"{base}-{n}" for n in range(1, len(taken) + 2))
    anchor = next(name for name in names if name not in taken)
    taken.add(anchor)
    return anchor


def _contents(html: str) -> TableOfContents:
    """The headings of a page, the lower ones within the higher."""
    top: list[AnchorLink] = []
    above: list[AnchorLink] = []
    for rank, anchor, shown in _HEADING.findall(html):
        level = int(rank)
        while above and above[-1].level >= level:
            above.pop()
        link = AnchorLink(_TAG.sub("", shown), anchor, level)
        (above[-1].children if above else top).append(link)
        above.append(link)
    return TableOfContents(top)
