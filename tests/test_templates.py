"""What every template keeps to, so that none can open a hole."""

from __future__ import annotations

import datetime as dt
import os
import re
import shutil
import subprocess
from pathlib import Path
from textwrap import dedent

import pytest
from jinja2 import FileSystemLoader, nodes

from ciie.deriving.derivation import derive
from ciie.pages.articles import article_page
from ciie.pipeline import read_collection
from ciie.views import publish
from ciie.views.links import Link
from support.project import FIVE, PROJECT
from support.rendering import ours

TEMPLATES = sorted(Path(publish.__file__).parents[1].joinpath("pages", "templates").iterdir())
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


def test_patch_of_contributing_shows_when_a_figure_was_stated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What CONTRIBUTING.md says is changed in one template shows on the page, `<time>` and all."""
    guide = (PROJECT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    patch = dedent(guide.split("```diff\n")[1].split("```")[0])
    folder = "scripts/ciie/pages/templates"
    shutil.copytree(PROJECT / folder, tmp_path / folder)
    subprocess.run(["git", "apply"], cwd=tmp_path, input=patch, text=True, check=True,
                   env={**os.environ, "GIT_CEILING_DIRECTORIES": str(tmp_path.parent)})  # fmt: skip
    changed = publish.environment().overlay(loader=FileSystemLoader(tmp_path / folder))
    monkeypatch.setattr(publish, "environment", lambda: changed)
    knowledge = derive(read_collection(FIVE, dt.date(2026, 11, 21)))
    record = next(record for record in knowledge.records if record.figures)
    markdown = article_page(knowledge, knowledge.records.index(record)).text.split("\n---\n", 1)[1]

    # Its links lead to pages that are not made here.
    shown = ours(re.sub(r'href="[^"]*"', "", markdown))

    assert f'<time datetime="{record.date.iso}">{record.date.text}</time>' in shown


@pytest.mark.parametrize(
    ("link", "shown"),
    [
        (Link("عنوان", "", lang="ar-EG"), '<span lang="ar-EG" dir="rtl">عنوان</span>'),
        (Link("عنوان", "a/", lang="ar"), '<a href="a/" lang="ar" dir="rtl">عنوان</a>'),
        (Link("标题", "", lang="zh"), '<span lang="zh">标题</span>'),
        (Link("Title", "a/"), '<a href="a/">Title</a>'),
    ],
)
def test_language_and_direction_of_a_title(link: Link, shown: str) -> None:
    """A text is marked with its language where that is not English, and with its direction where it is another one."""
    assert publish.environment().filters["link"](link) == shown
