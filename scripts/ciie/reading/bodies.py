"""A record's body: which Markdown it may use, its passages, and plain CommonMark to publish.

Allowed are paragraphs, headings, lists, quotations, rules, tables, emphasis and links. Everything else
(HTML, code, images) is text, and is written back escaped, so that no engine behind us can honour it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import Any, ClassVar
from urllib.parse import urlsplit

from markdown_it import MarkdownIt
from markdown_it.token import Token

from ciie.words.markdown import escape_inline
from ciie.words.model import Passage
from ciie.words.places import in_lines
from ciie.words.problems import Problem, problem, quoted

BLOCKS = ("heading", "list", "blockquote", "hr", "table", "reference")
INLINES = ("newline", "escape", "emphasis", "link", "image", "entity")
SCHEMES = frozenset({"http", "https", "mailto"})
DEEPEST = 8
# A body without any of these is the plain CommonMark that it is published as.
_TO_BE_ESCAPED = re.compile(r"[<\[\\`]|&#?\w{1,32};|^(?: {4}|\t|[ >*+\d.)-]*(?:#\s|#$|~{3}))", re.M)
_HTML = re.compile(r"<(?:[A-Za-z][^<>]{0,200}>|/[A-Za-z]|!--)")
_LINK = re.compile(r"\]\(\s*<?(?P<address>(?:[^\s()<>]|\([^\s()<>]*\)){1,200})")
_NESTED = frozenset({"ul", "ol", "blockquote"})


def is_allowed_link(address: str) -> bool:
    """True of an http, https or mailto address, and of nothing else; not of a relative one."""
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return False
    return parts.scheme.lower() in SCHEMES and (bool(parts.netloc) or parts.scheme.lower() == "mailto")


def passages(body: str, first_line: int) -> tuple[Passage, ...]:
    """The blocks of `body` that can be linked to, in order; `first_line` is the body's line in its file."""
    starts = [0, *(match.end() for match in re.finditer("\n", body))]
    units = enumerate(number_units(_tokens(body)), 1)
    return tuple(
        Passage(f"p{number}", _text(inlines).strip(), first_line + line, body, starts[min(line, len(starts) - 1)])
        for number, (_, inlines, line) in units
    )


def number_units(tokens: Sequence[Token]) -> Iterator[tuple[Token, list[Token], int]]:
    """Each linkable block of `tokens` with its inline tokens and line: paragraph, list item, table row, heading.

    The n-th unit has the anchor "pn" on the page. A list item without blank lines counts, its paragraph not.
    """
    unit: Token | None = None
    inlines: list[Token] = []
    line = 0
    for token in tokens:
        if _opens_unit(token):
            if unit is not None and inlines:
                yield unit, inlines, line
            unit, inlines, line = token, [], (token.map or [line])[0]
        elif token.type == "inline" and unit is not None:
            inlines.append(token)
    if unit is not None and inlines:
        yield unit, inlines, line


def check(body: str, first_line: int) -> Iterator[Problem]:
    """The faults of `body` as Markdown: HTML, images, links elsewhere than the web, nesting too deep."""
    lines = body.split("\n")
    first, last, depth = 0, len(lines), 0
    for token in _tokens(body):
        first, last = token.map or (first, last)
        depth += token.nesting if token.tag in _NESTED else 0
        if depth > DEEPEST:
            message = "lists or quotations are nested too deep"
            yield problem((first + first_line, 1), "body-depth", message, f"use at most {DEEPEST} levels")
            return
        if token.type == "inline":
            yield from _check_inline(token, lines[first:last], first + first_line)


def to_markdown(body: str) -> str:
    """`body` as plain CommonMark with tables, its headings at level two or deeper, its HTML escaped."""
    if not _TO_BE_ESCAPED.search(body):
        return body
    from mdformat.renderer import MDRenderer  # noqa: PLC0415, 0.1 s that checking alone need not wait

    parser = _parser()
    env: dict[str, Any] = {}
    tokens = parser.parse(body, env)
    for token in tokens:
        _publishable(token)
    options = {
        **parser.options,
        "parser_extension": _extensions(),
        "mdformat": {"wrap": "keep", "number": True},
    }
    return MDRenderer().render(tokens, options, env)


def _opens_unit(token: Token) -> bool:
    if token.type == "paragraph_open":
        return not token.hidden
    return token.type in {"heading_open", "list_item_open", "tr_open"}


def _text(inlines: Sequence[Token]) -> str:
    return " ".join("".join(_words(child) for child in token.children or ()) for token in inlines)


def _words(child: Token) -> str:
    if child.type in {"softbreak", "hardbreak"}:
        return " "
    return child.content


def _check_inline(token: Token, lines: Sequence[str], first_line: int) -> Iterator[Problem]:
    found = sorted(_inline_faults(token), key=lambda fault: fault[0])
    if not found:
        return
    places = in_lines(token.content, [index for index, *_ in found], lines)
    for (_, *words), (line, column) in zip(found, places, strict=True):
        yield problem((first_line + line, column), *words)


def _inline_faults(token: Token) -> Iterator[tuple[int, str, str, str]]:
    """The faults of an inline: where in its content, rule, message and hint."""
    html = _HTML.search("".join(child.content for child in token.children or () if child.type == "text"))
    if html is not None:
        hint = "delete it, or use Markdown: **bold**, *italic*, [text](https://…)"
        index = max(0, token.content.find(html.group()))
        yield index, "raw-html", f"{quoted(html.group())} is shown as text", hint
    if any(child.type == "image" for child in token.children or ()):
        index = max(0, token.content.find("!["))
        yield index, "image", "the image here is not published", "delete it; link to the page that has it"
    for match in _LINK.finditer(token.content):
        if not is_allowed_link(match["address"]):
            message = f"the link to {quoted(match['address'])} is shown as text"
            yield match.start("address"), "link-address", message, "write a full address: https://…"


def _publishable(token: Token) -> None:
    if token.type in {"heading_open", "heading_close"} and token.tag == "h1":
        token.tag, token.markup = "h2", "##"
    for child in token.children or ():
        if child.type == "image":
            child.type, child.tag, child.children = "text", "", None


@lru_cache(maxsize=1)
def _tokens(body: str) -> Sequence[Token]:
    """The tokens of the body at hand, which several readers want one after the other; not to be changed."""
    return _parser().parse(body)


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("zero", {"maxNesting": 2 * DEEPEST + 4}).enable([*BLOCKS, *INLINES, "fragments_join"])
    parser.validateLink = is_allowed_link  # type: ignore[method-assign, assignment]
    return parser


@cache
def _extensions() -> list[Any]:
    import mdformat.plugins  # noqa: PLC0415, as above

    return [mdformat.plugins.PARSER_EXTENSIONS["tables"], _Texts]


def _render_text(node: Any, _: Any) -> str:
    """A text with all that any engine might read in it escaped; mdformat leaves what CommonMark would not read."""
    shown = escape_inline(re.sub(r"[ \t\n]+", " ", node.content))
    follower = node.next_sibling
    is_before_link = follower is not None and follower.type == "link"
    return f"{shown[:-1]}\\!" if is_before_link and shown.endswith("!") else shown


class _Texts:
    """An extension of mdformat that writes texts our way."""

    RENDERERS: ClassVar[dict[str, Any]] = {"text": _render_text}
    POSTPROCESSORS: ClassVar[dict[str, Any]] = {}
