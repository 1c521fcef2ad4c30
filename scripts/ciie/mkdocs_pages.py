"""Generated pages as MkDocs sees them: their Markdown rendered, the theme around it, and what a browser may run there.

Stock pages make a new Python-Markdown for each page (half of a build's time) and honour whatever HTML they meet. Here
every text of a record is escaped or, as its digest, HTML that was cleaned already; should one get in all the same, nh3
lets only our own tags, classes and addresses through, and the content security policy, which does not lean on either,
lets no script run.

The theme renders some seventy templates for a page: menu, palette, words of its language. Of all that, pages of one
folder differ only in a few texts. So one of them is rendered with marks in the place of these texts, and every
other takes what lies between the marks.
"""

from __future__ import annotations

import copy
import posixpath
import re
from base64 import b64encode
from collections.abc import Mapping, Set
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from hashlib import sha256
from html import escape as escape_html
from html import unescape
from urllib.parse import quote, urlsplit

import nh3
import pyromark
import yaml
from jinja2 import Environment, pass_context
from jinja2.runtime import Context
from markupsafe import escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents

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


class KnowledgePage(Page):
    """A generated page: front matter that only our code wrote, and plain CommonMark with tables."""

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
        self.links_to_anchors = {}
        pictures: set[str] = set()
        html = pyromark.html(self.markdown or "", options=_OPTIONS)
        html = _TARGET.sub(lambda match: self._link(match, files, pictures), _name_headings(html))
        if "moved" in self.meta:
            self.meta["moved"] = unescape(self._resolve(escape_html(str(self.meta["moved"])), files).address)
        cleaned, self.present_anchor_ids = _clean(html, pictures)
        self.content, aside = _parted(cleaned)
        if aside:
            self.meta["aside"] = aside
        self.toc = _contents(self.content)
        self._title_from_render = str(self.meta.get("title", ""))

    def _link(self, match: re.Match[str], files: Files, pictures: set[str]) -> str:
        """The tag with the address of what it names; a picture of ours is noted in `pictures`."""
        tag, name, written = match.groups()
        link = self._resolve(written, files)
        if link.target is not None and link.anchor and self.links_to_anchors is not None:
            self.links_to_anchors.setdefault(link.target, {})[link.anchor] = unescape(written)
        if name == "src" and not urlsplit(link.address).netloc:
            pictures.add(link.address)
        return f'{tag}{name}="{link.address}"'

    @cached_property
    def _places(self) -> tuple[str, str]:
        """The folder of the page's file, and the address of it or of any page beside it."""
        folder = posixpath.dirname(self.file.src_uri)
        return folder, self.file.url if self.file.name == "index" else f"{folder}/{_ANY_PAGE}/"

    def _resolve(self, written: str, files: Files) -> _Link:
        """What a page's `written` address names: a generated file, or an address that is final already."""
        (folder, beside), own = self._places, self.file.url
        link = _link_from(folder, beside, written, files)
        # Links to a page itself and to those below it are the only ones that differ from those of the page beside it.
        if link is None or (link.target is not None and link.target.url.startswith(own)):
            link = _link_from(folder, own, written, files)
        if link is None:
            raise LookupError(f"{self.file.src_uri} links to {unescape(written)}, which is not there")
        return link


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


# The theme's template of a page, and ours, which calls `Shells.render`.
_WHOLE = "main.html"
SHELL = "shell.html"
# That of a page that leads on: a tenth of a page with the theme around it, since there are many and nobody stays.
MOVED = "moved.html"
# The front matter that the templates show, and what stands beside the text; the rest they do not read.
_META = ("title", "description", "record", "url", "aside", "feed", "data")
_MARK = re.compile("\x02(\\w+)\x03")
# The one entry of the contents, whichever way the theme writes it.
_ENTRY = re.compile("<li\\b(?:(?!<li\\b).)*?\x02entry\x03.*?</li>", re.DOTALL)


@dataclass(frozen=True)
class Shells:
    """The shells of a build, by what they are the same for."""

    env: Environment
    _known: dict[tuple[object, ...], list[str]] = field(default_factory=dict)

    @pass_context
    def render(self, context: Context) -> str:
        """The finished page that `context` is of, as the theme itself would make it, blanks in its contents apart."""
        page: Page = context["page"]
        kind = _kind_of(page)
        if kind not in self._known:
            self._known[kind] = self._shell_of(page, context)
        texts = self._texts_of(page)
        return "".join(texts[part] if odd else part for part, odd in _numbered(self._known[kind]))

    def _shell_of(self, page: Page, context: Context) -> list[str]:
        """The shell of pages like `page`: texts and, at every other place, the names of those to fill in."""
        whole = self.env.get_template(_WHOLE).render({**context.get_all(), "page": _marked(page)})
        return _MARK.split(_ENTRY.sub(_mark("contents"), whole))

    def _texts_of(self, page: Page) -> Mapping[str, str]:
        item = self.env.get_template("partials/toc-item.html")
        entries = "".join(item.render(toc_item=each).strip() for each in _entries(page.toc))
        plain = {name: str(escape(page.meta.get(name, ""))) for name in ("record", "url")}
        return {
            **{name: page.meta.get(name, "") for name in _META},
            **plain,
            "content": page.content or "",
            "canonical": page.canonical_url or "",
            "edit": page.edit_url or "",
            "top": next((each.id for each in page.toc), ""),
            "contents": entries,
        }


def _numbered(parts: list[str]) -> list[tuple[str, int]]:
    return [(part, number % 2) for number, part in enumerate(parts)]


def _kind_of(page: Page) -> tuple[object, ...]:
    """What pages of one shell share: their folder, from which links lead on, and which parts of the theme they have."""
    folder = posixpath.dirname(page.url.rstrip("/"))
    texts = (*map(page.meta.get, _META), page.canonical_url, page.edit_url, list(page.toc), _entries(page.toc))
    return folder, tuple(page.meta.get("hide", ())), *map(bool, texts)


def _entries(toc: TableOfContents) -> list[AnchorLink]:
    """The headings that the theme lists: those below the page's own."""
    top = list(toc)
    return top[0].children if top and top[0].level == 1 else top


def _marked(page: Page) -> Page:
    """A page like `page` with a mark for each of its texts."""
    stand_in = copy.copy(page)
    stand_in.meta = {**page.meta, **{name: _mark(name) for name in _META if page.meta.get(name)}}
    stand_in.content = _mark("content")
    stand_in.canonical_url = _mark("canonical") if page.canonical_url else page.canonical_url
    stand_in.edit_url = _mark("edit") if page.edit_url else page.edit_url
    top = AnchorLink(_mark("title"), _mark("top"), 1)
    top.children = [AnchorLink(_mark("entry"), _mark("entry"), 2)] if _entries(page.toc) else []
    stand_in.toc = TableOfContents([top] if list(page.toc) else [])
    return stand_in


def _mark(name: str) -> str:
    return f"\x02{name}\x03"


_SCRIPT = re.compile(r"<script>(.*?)</script>", re.S)
_DIRECTIVES = (
    "default-src 'none'",
    "script-src 'self' {scripts}",
    "style-src 'self'",
    # The theme's style sheet draws its signs with addresses of its own.
    "img-src 'self' data:",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
)


def policy_for(scripts: str) -> str:
    """The element that allows what is the site's own and, inline, nothing but the `scripts` of the theme."""
    return _element(" ".join(map(_hash, _SCRIPT.findall(scripts))))


def preview_policy(_: str) -> str:
    """The same for `ciie serve`, which puts a script of its own into each page, to load it again after a change."""
    return _element("'unsafe-inline'")


def _element(scripts: str) -> str:
    return f'<meta http-equiv="Content-Security-Policy" content="{"; ".join(_DIRECTIVES).format(scripts=scripts)}">'


def _hash(script: str) -> str:
    return f"'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'"
