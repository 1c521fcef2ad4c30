"""What the site needs of the theme's files: its style sheet, without the rules that apply to no page of ours."""

from __future__ import annotations

import re
from collections.abc import Iterator

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
