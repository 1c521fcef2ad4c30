"""Pages are written in plain, idiomatic English; words of the data model and of the program stay off them."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from support.project import PROJECT
from test_attribution import shown

# Each was on a page once, and a reader stumbled over it.
STUMBLING = re.compile(
    r"holding by holding|own clock|to be doubted|who told|told (?:it|first|of)\b|became of it|nothing is told"
    r"|by what they are$|beside (?:the|other|each)\b|^of \w+$|(?:people|roles) as reported|no stage named|\bmend"
    r"|lay ahead|none is known|others lack|changed on the way|stands? (?:on|side|for)\b|the words they use|\bleads: "
    r"|must not be confused|another address now|of the collection|by letter\b|only here\b|within the bound|two stages"
    r"|the newest first|at its foot|nothing to say|lines of hyphens",
    re.IGNORECASE,
)
SPACED_PERCENT = re.compile(r"\d\s%")
PROGRAM = PROJECT / "scripts" / "ciie"
MODULES = sorted(path for folder in ("views", "pages") for path in PROGRAM.joinpath(folder).glob("*.py"))
TEMPLATES = sorted(PROGRAM.joinpath("pages", "templates").iterdir())
DOCS = [PROJECT / "docs" / name for name in ("about.md", "contribute.md", "search.md")]


def texts_of(module: Path) -> Iterator[str]:
    """The texts that a module puts on pages: its string constants without docstrings."""
    tree = ast.parse(module.read_text(encoding="utf-8"))
    docstrings = {ast.get_docstring(node, clean=False) for node in ast.walk(tree) if isinstance(node, _DOCUMENTED)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value not in docstrings:
            yield node.value


_DOCUMENTED = ast.Module | ast.ClassDef | ast.FunctionDef


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.stem)
def test_texts_of_pages_have_no_word_that_readers_stumbled_over(module: Path) -> None:
    """No text that a module writes onto pages has one of the phrases that were replaced by plain ones."""
    assert [text for text in texts_of(module) if STUMBLING.search(text)] == []


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_templates_have_no_word_that_readers_stumbled_over(template: Path) -> None:
    """Nor does a template."""
    text = " ".join(template.read_text(encoding="utf-8").split())

    assert STUMBLING.findall(text) == []


@pytest.mark.parametrize("page", DOCS, ids=lambda path: path.stem)
def test_hand_written_pages_have_no_word_that_readers_stumbled_over(page: Path) -> None:
    """The same holds of the pages that are written by hand."""
    text = " ".join(page.read_text(encoding="utf-8").split())

    assert STUMBLING.findall(text) == []


@pytest.mark.site
def test_per_cent_is_written_one_way(site: Path) -> None:
    """30% has no blank before its sign, on any page."""
    assert [(name, found.group()) for name, text in shown(site) for found in SPACED_PERCENT.finditer(text)] == []
