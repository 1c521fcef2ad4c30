"""Pages filled into a shell are the theme's own."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest
from jinja2 import pass_context
from jinja2.runtime import Context

from ciie import mkdocs_pages
from ciie.pipeline import read_collection
from ciie.site import build
from support.project import PROJECT

HERE = Path(__file__).parent
TODAY = dt.date(2026, 11, 21)


@pytest.mark.site
@pytest.mark.parametrize("collection", ["small", "hostile"])
def test_page_in_a_shell_is_the_page_that_the_theme_makes(
    collection: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever titles, summaries and names hold, each page equals the one rendered whole, blanks apart."""
    filled = mkdocs_pages.Shells.render
    pairs = []

    def both(self: mkdocs_pages.Shells, context: Context) -> str:
        made = filled(self, context)
        pairs.append((made, self.env.get_template("main.html").render(context.get_all())))
        return made

    monkeypatch.setattr(mkdocs_pages.Shells, "render", pass_context(both))
    build(read_collection(HERE / collection, TODAY), PROJECT / "docs", tmp_path / "site")

    assert len(pairs) > 20
    assert [made for made, whole in pairs if folded(made) != folded(whole)] == []


def folded(page: str) -> str:
    return re.sub(r">\s+<", "><", page)
