"""What the theme puts around a page's content, rendered once for all pages of a folder and filled in for each.

The theme renders some seventy templates for a page: menu, palette, words of its language. Of all that, pages of one
folder differ only in a few texts. So one of them is rendered with marks in the place of these texts, and every
other takes what lies between the marks.
"""

from __future__ import annotations

import copy
import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from jinja2 import Environment, pass_context
from jinja2.runtime import Context
from markupsafe import escape
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents

# The theme's template of a page, and ours, which calls `Shells.render`.
_WHOLE = "main.html"
SHELL = "shell.html"
# The front matter that the templates show; the rest of it they do not read.
_META = ("title", "description", "moved", "record")
_MARK = re.compile("\x02(\\w+)\x03")
# The one entry of the contents, whichever way the theme writes it.
_ENTRY = re.compile("<li\\b(?:(?!<li\\b).)*?\x02entry\x03.*?</li>", re.DOTALL)
# The theme looks for a heading in the content, and puts one before it where there is none; every page of ours has one.
_CONTENT = "<h1\x02content\x03"


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
        return _MARK.split(_ENTRY.sub(_mark("contents"), whole).replace(_CONTENT, _mark("content")))

    def _texts_of(self, page: Page) -> Mapping[str, str]:
        item = self.env.get_template("partials/toc-item.html")
        entries = "".join(item.render(toc_item=each).strip() for each in _entries(page.toc))
        meta = {name: str(escape(page.meta.get(name, ""))) for name in ("moved", "record")}
        return {
            "title": page.meta.get("title", ""),
            "description": page.meta.get("description", ""),
            **meta,
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
    stand_in.content = _CONTENT
    stand_in.canonical_url = _mark("canonical") if page.canonical_url else page.canonical_url
    stand_in.edit_url = _mark("edit") if page.edit_url else page.edit_url
    top = AnchorLink(_mark("title"), _mark("top"), 1)
    top.children = [AnchorLink(_mark("entry"), _mark("entry"), 2)] if _entries(page.toc) else []
    stand_in.toc = TableOfContents([top] if list(page.toc) else [])
    return stand_in


def _mark(name: str) -> str:
    return f"\x02{name}\x03"
