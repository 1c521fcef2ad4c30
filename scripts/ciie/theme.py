"""What the site needs of the theme: the rules of its style sheet that apply to our pages, and the shell around these.

The shell has the content security policy, which says what a browser may run.

The theme renders some seventy templates for a page: menu, palette, words of its language. Of all that, pages of one
folder differ only in a few texts. So one of them is rendered with marks in the place of these texts, and every
other takes what lies between the marks.
"""

from __future__ import annotations

import copy
import posixpath
import re
from base64 import b64encode
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256

from jinja2 import Environment, pass_context
from jinja2.runtime import Context
from markupsafe import escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents

from ciie.search.programs import PROGRAMS_FOLDER, Programs, without_blanks

# The theme's classes that templates of ours have. Rules for others are left out, and with them most of the sheet.
CLASSES = frozenset({"md-content__inner", "md-grid", "md-typeset", "no-js"})
STYLE = re.compile(r"assets/stylesheets/main\.\w+\.min\.css")
# What no page of ours loads: the theme's programs, its palettes, and sources for those who work on the theme.
UNUSED = re.compile(r"assets/(javascripts/.*|stylesheets/(palette\..*|.*\.map))")
_QUOTED = r""""(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'"""
_COMMENT = re.compile(rf"({_QUOTED})|/\*.*?\*/", re.DOTALL)
_PIECE = re.compile(rf"((?:{_QUOTED}|[^{{}};\"'])*)([{{}};])")
_BETWEEN_SELECTORS = re.compile(r",(?![^(]*\))")
_NEGATED = re.compile(r":not\([^()]*\)")
_CLASS = re.compile(r"\.([a-zA-Z_][\w-]*)")
_GROUPS = ("@media", "@supports")
# Pictures and colours are mostly declared once, for parts that may be on the page or not.
_VARIABLE = re.compile(rf"(--[\w-]+):(?:{_QUOTED}|[^{{}};\"'])*;?")
_USED = re.compile(r"var\(\s*(--[\w-]+)")
_EMPTY = re.compile(r"[^{};]+\{\}")


def slim(style: str, ours: str) -> str:
    """The style sheet of the theme without what no page of ours needs.

    Args:
        style: The theme's style sheet.
        ours: The style sheets of the site's own, which use variables that the theme sets.

    Returns:
        The rules that may apply to elements without a class or with one of CLASSES, and the variables that are used.
    """
    kept, before = _kept(_COMMENT.sub(r"\1", style)), ""
    while kept != before:
        kept, before = _without_unused(kept, ours), kept
    return kept


def _without_unused(style: str, ours: str) -> str:
    used = {*_USED.findall(style), *_USED.findall(ours)}
    return _EMPTY.sub("", _VARIABLE.sub(lambda match: match[0] if match[1] in used else "", style))


def _kept(style: str) -> str:
    return "".join(_kept_of(head, body) for head, body in _blocks(style))


def _kept_of(head: str, body: str | None) -> str:
    """A statement or rule, with those of its selectors that may apply; nothing where none may."""
    if body is None:
        return f"{head};"
    if head.startswith(_GROUPS):
        inner = _kept(body)
        return f"{head}{{{inner}}}" if inner else ""
    if head.startswith("@keyframes"):
        return ""  # Nothing that is kept moves by one.
    selectors = [each for each in _BETWEEN_SELECTORS.split(head) if _may_apply(each)]
    return f"{','.join(selectors)}{{{body}}}" if selectors else ""


def _may_apply(selector: str) -> bool:
    return CLASSES.issuperset(_CLASS.findall(_NEGATED.sub("", selector)))


def _blocks(style: str) -> Iterator[tuple[str, str | None]]:
    """The statements of a style sheet, which have no body, and its rules and groups of rules with theirs."""
    depth, head, start = 0, "", 0
    for piece in _PIECE.finditer(style):
        if piece[2] == "{":
            head, start = (piece[1].strip(), piece.end()) if depth == 0 else (head, start)
            depth += 1
        elif piece[2] == "}":
            depth -= 1
            if depth == 0:
                yield head, style[start : piece.end() - 1]
        elif depth == 0:
            yield piece[1].strip(), None


def replace_modules(files: Files, programs: Programs, config: MkDocsConfig) -> None:
    """Puts the programs of the search in the place of the modules that they are made of."""
    for file in [file for file in files if file.src_uri.startswith(f"{PROGRAMS_FOLDER}/")]:
        files.remove(file)
    for name, text in programs.files.items():
        files.append(File.generated(config, f"{PROGRAMS_FOLDER}/{programs.version}/{name}", content=text))


def shrink_styles(files: Files, programs: Programs, config: MkDocsConfig) -> None:
    """Leaves out the files of the theme that no page loads, and what no page needs of those that it does load."""
    ours = [file for file in files if file.src_uri in config.extra_css]
    for file in ours:
        file.content_string = without_blanks(file.content_string)
    used = "".join([*programs.files.values(), *(file.content_string for file in ours)])
    for file in list(files):
        if UNUSED.fullmatch(file.src_uri):
            files.remove(file)
        elif STYLE.fullmatch(file.src_uri):
            file.content_string = slim(file.content_string, used)


# The theme's template of a page, and ours, which calls `Shells.render`.
_WHOLE = "main.html"
SHELL = "shell.html"
# That of a page that leads on: a tenth of a page with the theme around it, since there are many and nobody stays.
MOVED = "moved.html"
# That of a page that is in the site already.
NOTHING = "nothing.html"
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
