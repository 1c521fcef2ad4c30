"""Generated pages as MkDocs sees them: their Markdown rendered, and stand-ins for those that the site has already.

Stock pages make a new Python-Markdown for each page (half of a build's time) and honour whatever HTML they meet. Here
every text of a record is escaped or, as its digest, HTML that was cleaned already; should one get in all the same, nh3
lets only our own tags, classes and addresses through, and the content security policy, which does not lean on either,
lets no script run.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping, Set
from dataclasses import dataclass
from functools import cached_property, lru_cache, partial
from html import escape as escape_html
from html import unescape
from pathlib import Path
from typing import Any, TypedDict
from urllib.parse import quote, urlsplit

import nh3
import pyromark
import yaml
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents

from ciie.processes import map_in_processes

TAGS = {
    *("h1", "h2", "h3", "h4", "h5", "h6", "p", "blockquote", "hr", "br", "div", "span"),
    *("ul", "ol", "li", "a", "img", "em", "strong", "time", "table", "thead", "tbody", "tr", "th", "td"),
    *("details", "summary", "pre", "code"),
    *("aside", "nav", "dl", "dt", "dd", "bdi"),
}
ATTRIBUTES = {
    "*": {"id", "class", "lang", "dir"},
    "nav": {"aria-label"},
    "a": {"href"},
    "img": {"src", "alt"},
    "ol": {"start"},
    "time": {"datetime"},
}
SCHEMES = {"http", "https", "mailto"}
# Ids that a script of the site looks for. Those around the text hold underscores, which no id in it does.
SOUGHT_IDS = frozenset({"search-page"})
_LOADER: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_EMPTY_PICTURE = re.compile(r'<img(?: (?:alt|class|id|lang)="[^"]*")*>')
_ID = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_NOT_IN_IDS = re.compile(r"[\W_]+")
_IDS = re.compile(r'\sid="([^"]+)"')
_NAMELESS = re.compile(r"<h([1-6])>(.*?)</h\1>", re.DOTALL)
_TARGET = re.compile(r'(<(?:a|img)\b[^>]*?\s)(href|src)="([^"]*)"')
_OPTIONS = pyromark.Options.ENABLE_TABLES | pyromark.Options.ENABLE_HEADING_ATTRIBUTES
_HEADING = re.compile(r'<h([1-6])(?: class="[^"]*")? id="([^"]+)"[^>]*>(.*?)</h\1>', re.S)
_TAG = re.compile(r"<[^>]*>")
# Files for other programs, which are written beside the pages.
_DOWNLOAD = re.compile(r"\.(?:csv|json|sqlite|ris|bib|xml|zip|txt|epub)$")
_ASIDE = re.compile(r"<aside>(.*?)</aside>\s*", re.S)


class Rendered(TypedDict):
    """What is made of the text of a page, as plain values.

    Attributes:
        meta: Its front matter.
        content: Its text in HTML.
        aside: The facts that stand beside it.
        ids: The places in both.
        anchors: The places in other pages that it leads to, by their files, each with the link as it was written.
    """

    meta: dict[str, Any]
    content: str
    aside: str
    ids: tuple[str, ...]
    anchors: dict[str, dict[str, str]]


class KnowledgePage(Page):
    """A generated page: front matter that only our code wrote, and plain CommonMark with tables."""

    rendered: Rendered | None = None

    def read_source(self, config: MkDocsConfig) -> None:
        """Reads the front matter; an article's edit link leads to its record."""
        self.markdown = ""
        self.meta = dict(self.rendered["meta"]) if self.rendered else _meta_and_text(self)[0]
        record = self.meta.get("record")
        repository = str(config.extra.get("repository") or "").rstrip("/")
        if record and repository:
            self.edit_url = f"{repository}/edit/{config.extra.get('branch', 'main')}/articles/{quote(record)}"

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Takes what was rendered, or renders the Markdown."""
        made = self.rendered or _render(self, files)
        # Of no page is it asked twice, nor for the text that it was made of, where that is no file.
        self.rendered = None
        if self.file.abs_src_path is None:
            self.file.content_string = ""
        self.content, self.present_anchor_ids = made["content"], set(made["ids"])
        self.links_to_anchors = {files.src_uris[path]: found for path, found in made["anchors"].items()}
        if "moved" in made["meta"]:
            self.meta["moved"] = made["meta"]["moved"]
        if made["aside"]:
            self.meta["aside"] = made["aside"]
        self.toc = _contents(self.content)
        self._title_from_render = str(self.meta.get("title", ""))

    @cached_property
    def _places(self) -> tuple[str, str]:
        """The folder of the page's file, and the address of it or of any page beside it."""
        folder = posixpath.dirname(self.file.src_uri)
        return folder, self.file.url if self.file.name == "index" else f"{folder}/{_ANY_PAGE}/"

    def resolve(self, written: str, files: Files) -> _Link:
        """What a page's `written` address names: a generated file, or an address that is final already."""
        (folder, beside), own = self._places, self.file.url
        link = _link_from(folder, beside, written, files)
        # Links to a page itself and to those below it are the only ones that differ from those of the page beside it.
        if link is None or (link.target is not None and link.target.url.startswith(own)):
            link = _link_from(folder, own, written, files)
        if link is None:
            raise LookupError(f"{self.file.src_uri} links to {unescape(written)}, which is not there")
        return link


# What other pages and the search show of the front matter of a page.
SHOWN = ("title", "description", "moved")


class StandIn(KnowledgePage):
    """A page that the site takes from the one that stands: known to menus, breadcrumbs and searches, and not made."""

    def __init__(self, file: File, config: MkDocsConfig, shown: Mapping[str, Any]) -> None:
        """Stands in for the page of `file`, of which others show what is `shown`."""
        super().__init__(None, file, config)
        self._shown = shown

    def read_source(self, config: MkDocsConfig) -> None:
        """Takes what others show for the front matter."""
        self.markdown, self.meta = "", dict(self._shown)

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Has no content."""
        self.content, self.toc = "", TableOfContents([])
        self._title_from_render = str(self.meta.get("title", ""))

    @cached_property
    def present_anchor_ids(self) -> set[str]:  # type: ignore[override]  # asked for where a page leads to one of them
        """The places in the finished page."""
        return set(_IDS.findall(Path(self.file.abs_dest_path).read_text(encoding="utf-8")))


def render_pages(files: Files) -> None:
    """Renders the generated pages among `files` that the site does not take from the one that stands."""
    pages = [file.page for file in files.documentation_pages() if isinstance(file.page, KnowledgePage)]
    made = [page for page in pages if not isinstance(page, StandIn)]
    for page, rendered in zip(made, map_in_processes(partial(_render, files=files), made), strict=True):
        page.rendered = rendered


def _meta_and_text(page: KnowledgePage) -> tuple[dict[str, Any], str]:
    front, text = page.file.content_string.split("\n---\n", 1)
    return yaml.load(front, Loader=_LOADER), text


def _render(page: KnowledgePage, files: Files) -> Rendered:
    """What is made of the text of a page; a link to another page's file becomes a link to its address."""
    meta, text = _meta_and_text(page)
    found: dict[str, _Link] = {}
    pictures: set[str] = set()

    def link(match: re.Match[str]) -> str:
        tag, name, written = match.groups()
        named = found[written] = found.get(written) or page.resolve(written, files)
        if name == "src" and not urlsplit(named.address).netloc:
            pictures.add(named.address)
        return f'{tag}{name}="{named.address}"'

    if "moved" in meta:
        moved = escape_html(str(meta["moved"]))
        found[moved] = page.resolve(moved, files)
        meta["moved"] = unescape(found[moved].address)
    html = _TARGET.sub(link, _name_headings(pyromark.html(text, options=_OPTIONS)))
    cleaned, ids = _clean(html, pictures)
    content, aside = _parted(cleaned)
    anchors: dict[str, dict[str, str]] = {}
    for written, named in found.items():
        if named.target is not None and named.anchor:
            anchors.setdefault(named.target.src_uri, {})[named.anchor] = unescape(written)
    return {
        "meta": meta,
        "content": content,
        "aside": aside,
        "ids": tuple(ids),
        "anchors": anchors,
    }


@dataclass(frozen=True, slots=True)
class _Link:
    """Where a link leads: its address in HTML, and the file and anchor that are meant; no file outside the site."""

    address: str
    target: File | None = None
    anchor: str = ""


# Stands for the name of a page in an address from which links lead on; no file has it.
_ANY_PAGE = "\0"


@lru_cache(maxsize=65_536)
def _link_from(folder: str, own: str, written: str, files: Files) -> _Link | None:
    """The link that a page in `folder`, whose address is `own`, writes in HTML; None where it leads nowhere."""
    href = unescape(written)
    parts = urlsplit(href)
    if parts.scheme or not parts.path:
        return _Link(escape_html(href))
    source = files.src_uris.get(posixpath.normpath(posixpath.join(folder, parts.path)))
    if source is not None:
        anchor = f"#{parts.fragment}" if parts.fragment else ""
        return _Link(escape_html(source.url_relative_to(own) + anchor), source, parts.fragment)
    target = _by_address(files).get(posixpath.normpath(posixpath.join(own, parts.path)))
    if target is None and not _DOWNLOAD.search(parts.path):
        return None
    return _Link(escape_html(href), target, parts.fragment)


@lru_cache(maxsize=1)
def _by_address(files: Files) -> Mapping[str, File]:
    return {posixpath.normpath(file.url): file for file in files}


def _parted(html: str) -> tuple[str, str]:
    """The text of a page, and the facts that stand beside it."""
    return _ASIDE.sub("", html, count=1), next(iter(_ASIDE.findall(html)), "").strip()


def trail(files: Files, page: Page) -> tuple[Page, ...]:
    """The pages above `page`, from the home page down: those of the folders that it lies in."""
    steps = [] if page.is_homepage else page.url.rstrip("/").split("/")
    folders = ("/".join(steps[:number]) or "." for number in range(len(steps)))
    found = (_by_address(files).get(folder) for folder in folders)
    return tuple(file.page for file in found if file is not None and file.page is not None)


_CLEANER = nh3.Cleaner(tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES, link_rel=None)
_CLEAN_IDS = re.compile(' id="([^"]*)"')
_CLEAN_PICTURES = re.compile(' src="([^"]*)"')


def _clean(html: str, pictures: Set[str]) -> tuple[str, set[str]]:
    """`html` with what is on the lists, and its ids; a picture only where it is an SVG file, one of `pictures`."""

    def ours(_: str, attribute: str, value: str) -> str | None:
        if attribute == "id":
            return value if _ID.fullmatch(value) and value not in SOUGHT_IDS else None
        is_foreign = attribute == "src" and not (value in pictures and value.endswith(".svg"))
        return None if is_foreign else value

    cleaned = _CLEANER.clean(html)
    values = (("id", _CLEAN_IDS.findall(cleaned)), ("src", _CLEAN_PICTURES.findall(cleaned)))
    # Nearly every page has nothing to leave out, and to look is quicker than to be asked for each attribute.
    if any(ours("", name, value) is None for name, found in values for value in found):
        cleaned = nh3.clean(
            html, tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES, attribute_filter=ours, link_rel=None
        )
    return _EMPTY_PICTURE.sub("", cleaned), set(_CLEAN_IDS.findall(cleaned))


def _name_headings(html: str) -> str:
    """`html` with an id on each heading, by its words, each once on the page."""
    if _NAMELESS.search(html) is None:
        return html
    taken = {*SOUGHT_IDS, *_IDS.findall(html)}

    def named(match: re.Match[str]) -> str:
        words = unescape(_TAG.sub("", match[2]))
        return f'<h{match[1]} id="{_anchor(words, taken)}">{match[2]}</h{match[1]}>'

    return _NAMELESS.sub(named, html)


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
