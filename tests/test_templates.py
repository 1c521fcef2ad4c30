"""What every template keeps to, so that none can open a hole."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from jinja2 import nodes

from ciie.pages import publish

TEMPLATES = sorted(Path(publish.__file__).with_name("templates").iterdir())
TEXTS = {path.name: path.read_text(encoding="utf-8") for path in TEMPLATES}
_EXPRESSION = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|<!--.*?-->", re.DOTALL)


@pytest.fixture(params=list(TEXTS.values()), ids=list(TEXTS))
def template(request: pytest.FixtureRequest) -> str:
    """The text of a template."""
    return str(request.param)


def test_no_template_joins_texts(template: str) -> None:
    """`~` and `+` would join a text that is escaped for HTML alone."""
    tree = publish.environment().parse(template)

    assert list(tree.find_all((nodes.Concat, nodes.Add))) == []


def test_attributes_stand_in_double_quotes(template: str) -> None:
    """Values are escaped for double quotes; another kind of quote would let one end its attribute."""
    assert re.findall(r"""\w=(?!")\S*""", _EXPRESSION.sub("x", template)) == []


@pytest.mark.parametrize("name", list(TEXTS))
def test_no_template_sets_a_style(name: str) -> None:
    """The content security policy allows no style in a page; a picture is a file, and brings its own."""
    own = "" if name.endswith(".svg") else "|<style"

    assert not re.search(rf"\sstyle=|<script|\son\w+={own}", TEXTS[name])


def test_environment_has_no_filter_that_goes_round_the_escaping() -> None:
    """Filters are a short list; each of these would let a value out unescaped, or escaped for HTML alone."""
    assert set(publish.environment().filters) & {"safe", "join", "replace", "format", "indent", "tojson"} == set()
