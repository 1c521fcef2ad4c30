"""A record's body as the HTML of its page, made once from the tokens that `check` has judged.

Nobody reads the body a second time: its HTML is one block of the page's Markdown, which a blank line would end,
and no blank line is in it. Ids and classes are ours; an author has no way to write one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import nh3
from markdown_it.token import Token

from ciie.reading.bodies import SCHEMES, number_units, parse, parser

TAGS = {
    *("h2", "h3", "h4", "h5", "h6", "p", "blockquote", "hr", "br", "ul", "ol", "li", "a", "em", "strong"),
    *("table", "thead", "tbody", "tr", "th", "td"),
}
_ATTRIBUTES = {"*": {"id"}, "a": {"href"}, "ol": {"start"}}
_ALIGNMENTS = {"text-align:right": "right", "text-align:center": "centre"}
_CLASSES = {tag: set(_ALIGNMENTS.values()) for tag in ("th", "td")}
_LINE_END = re.compile(r"[ \t]*[\r\n][ \t\r\n]*")


def digest(body: str) -> str:
    """`body` as a block of HTML; the n-th of its passages has the id "pn"."""
    tokens = parse(body)
    for token in tokens:
        _publishable(token)
    for number, (unit, _, _) in enumerate(number_units(tokens), 1):
        unit.attrs["id"] = f"p{number}"
    html = _clean(parser().renderer.render(tokens, parser().options, {}))
    return _LINE_END.sub("\n", f'<div class="digest">\n{html}\n</div>')


def _publishable(token: Token) -> None:
    """Makes headings begin below the page's own, pictures their descriptions, and styles classes."""
    if token.tag == "h1":
        token.tag = "h2"
    style = str(token.attrs.pop("style", ""))
    if style in _ALIGNMENTS:
        token.attrs["class"] = _ALIGNMENTS[style]
    for child in _children(token):
        child.attrs.pop("title", None)
        if child.type == "image":
            child.type, child.tag, child.children = "text", "", None


def _children(token: Token) -> Sequence[Token]:
    return token.children or ()


def _clean(html: str) -> str:
    return nh3.clean(
        html,
        tags=TAGS,
        attributes=_ATTRIBUTES,
        allowed_classes=_CLASSES,
        url_schemes=set(SCHEMES),
        link_rel=None,
    )
