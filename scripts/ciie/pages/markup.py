"""Views through templates to Markdown: every value is escaped, for Markdown and for HTML at once.

A reference such as `&#42;` is the character `*` to both and the markup of neither. So a template needs one
rule of escaping, wherever it puts a value: in a paragraph, a table's cell, a link's text or an attribute.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Mapping
from functools import cache, lru_cache
from typing import Any

import frontmatter
import yaml
from jinja2 import Environment, PackageLoader, StrictUndefined, Undefined, nodes
from jinja2.compiler import CodeGenerator, Frame
from markupsafe import Markup

from ciie.pages.publish import Page
from ciie.words.markdown import html

# What Markdown or HTML reads anywhere in a line. Attributes in templates stand in double quotes.
_EVERYWHERE = str.maketrans({
    "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;",
    **{character: f"&#{ord(character)};" for character in "\\`*_[]{}|~"},
})  # fmt: skip
# What Markdown reads at the start of a line: headings, lists, rules.
_AT_START = re.compile(r"[#+=-]|(?<=\d)[.)]")
_START = re.compile(r"[#+=-](?![^\s#+=-])|\d{1,9}[.)](?!\S)")
# What Markdown takes off the end of a heading.
_AT_END = re.compile(r"#+$")
_DUMPER = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
# What the theme puts into its pages as HTML.
_TEXTS = ("title", "description")
# The macros that are filters too.
_FILTERS = {
    "macros.md": ("link", "credit", "edition", "counted", "topics"),
    "claims.md": ("claim_line", "relation", "span"),
}


# Names and titles come again on page after page.
@lru_cache(maxsize=16_384)
def escape(text: str) -> Markup:
    """`text` on one line, as it reads, for any place in a template."""
    line = " ".join(text.split())
    start = _START.match(line)
    end = start.end() if start else 0
    head = _AT_START.sub(lambda match: f"&#{ord(match.group())};", line[:end])
    rest = _AT_END.sub(lambda match: "&#35;" * len(match.group()), line[end:].translate(_EVERYWHERE))
    return Markup(head + rest)


def render(template: str, **values: object) -> str:
    """Fill in a template of this folder.

    Args:
        template: The template's name, such as "article.md".
        values: What the template is given: a view of plain values, and what it needs beside it.

    Returns:
        The text, with every value escaped that is not `Markup`, and never two blank lines in a row.

    Raises:
        AttributeError: The template asks for what the view does not have.
        jinja2.UndefinedError: The template asks for what it is not given.
        TypeError: The template shows a value that is absent.
    """
    text = environment().get_template(template).render(values)
    while "\n\n\n" in text:
        text = text.replace("\n\n\n", "\n\n")
    return text.strip("\n") + "\n"


def page(path: str, template: str, meta: Mapping[str, Any], **values: object) -> Page:
    """Make a generated page.

    Args:
        path: Where it is below docs/: "topics/health.md".
        template: The name of its template, which begins with the heading of the page.
        meta: Its front matter in its order: `title` and `description` as plain text, then what the kind of page needs.
        values: What the template is given.

    Returns:
        The page, to be published.
    """
    front: dict[str, Any] = {key: html(str(meta[key])) for key in _TEXTS if meta.get(key)}
    front |= {key: value for key, value in meta.items() if key not in _TEXTS}
    post = frontmatter.Post(render(template, **values), **front)
    return Page(path, frontmatter.dumps(post, Dumper=_DUMPER, sort_keys=False, width=10_000) + "\n")


def _shown(value: object) -> Markup:
    if type(value) is str:
        return escape(value)
    if isinstance(value, Markup):
        return value
    if isinstance(value, str | Undefined):
        return escape(str(value))
    if isinstance(value, int):
        return Markup(value)
    raise TypeError(f"a template shows {value!r}, which is neither a text nor a number")


def _remembered(template: str, name: str) -> Callable[[Hashable], Markup]:
    """A macro as a filter: the same few links and claims come again on page after page."""

    @cache
    def macro() -> Callable[[Hashable], Markup]:
        found: Callable[[Hashable], Markup] = getattr(environment().get_template(template).module, name)
        return found

    @lru_cache(maxsize=65_536)
    def shown(value: Hashable) -> Markup:
        return macro()(value)

    return shown


class _Generator(CodeGenerator):
    """Leaves the escaping to `_shown`, which the environment calls for each value; saves a fifth of the time."""

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        self.write(f"({finalize.src}")

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802, the base class's name
        """An attribute of a view, without the search for an item of that name."""
        self.visit(node.node, frame)
        self.write(f".{node.attr}")

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: N802, likewise
        """A macro and what it is given, without the search for what else could be called."""
        if forward_caller or node.dyn_args or node.dyn_kwargs:
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.visit(node.node, frame)
        self.write("(")
        for argument in (*node.args, *node.kwargs):
            self.visit(argument, frame)
            self.write(", ")
        self.write(")")


@cache
def environment() -> Environment:
    """What fills in templates: it escapes each value, and fails where one is absent."""
    environment = Environment(
        loader=PackageLoader("ciie.pages"),
        autoescape=True,
        # "{#" begins the id of a heading.
        comment_start_string="<!--",
        comment_end_string="-->",
        finalize=_shown,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        cache_size=-1,
    )
    environment.code_generator_class = _Generator
    # No filter that joins, replaces or declares text safe: each would go round the escaping.
    allowed = ("groupby", "first", "last", "length", "batch", "list")
    environment.filters = {name: environment.filters[name] for name in allowed}
    environment.filters |= {name: _remembered(file, name) for file, names in _FILTERS.items() for name in names}
    return environment
