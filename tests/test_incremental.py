"""A build that has much from earlier ones makes the same as one that has nothing, whatever was edited between them."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from mkdocs.structure.files import File, Files

from ciie import mkdocs_pages
from ciie.cache import memory
from ciie.mkdocs_pages import KnowledgePage, render_pages
from ciie.model.library import NOTHING_KEPT
from support.random_edits import outcome, write_editable
from support.rendering import configuration

SETTING = "CIIE_CACHE"


@settings(max_examples=4, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10**6), edits=st.integers(1, 4))
@example(seed=1, edits=8)
def test_any_edits_make_what_a_build_makes_afresh(
    seed: int, edits: int, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After sentences, titles, figures and entries were edited, records added, deleted and renamed, all is the same."""
    folder = tmp_path_factory.mktemp("edits")
    made = write_editable(folder, 8, random.Random(seed))
    for number in range(edits + 1):
        monkeypatch.setenv(SETTING, str(folder / "kept"))
        kept = outcome(made.articles, memory(made.articles), folder / f"kept-{number}")
        monkeypatch.setenv(SETTING, "")
        assert outcome(made.articles, NOTHING_KEPT, folder / f"afresh-{number}") == kept
        made.edit()


def test_only_what_an_edit_changes_is_rendered_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One more sentence is no reason to render a page that does not show it."""
    made = write_editable(tmp_path, 12, random.Random(3))
    monkeypatch.setenv(SETTING, str(tmp_path / "kept"))
    pages = outcome(made.articles, memory(made.articles), tmp_path / "first")
    rendered: list[str] = []
    render = mkdocs_pages._render

    def noted(page: KnowledgePage, files: Files) -> mkdocs_pages.Rendered:
        rendered.append(page.file.src_uri)
        return render(page, files)

    monkeypatch.setattr(mkdocs_pages, "_render", noted)

    path = made.records[0]
    path.write_text(path.read_text(encoding="utf-8") + "\nNobody was counted.\n", encoding="utf-8")
    outcome(made.articles, memory(made.articles), tmp_path / "second")

    assert rendered == [f"articles/{path.stem}.md"]
    assert len([name for name in pages if name.endswith(", rendered")]) > 50


def test_page_is_rendered_again_where_what_it_links_to_has_gone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its own text is as it was; that the other page is not there is told all the same."""
    monkeypatch.setenv(SETTING, str(tmp_path))
    config = configuration("")

    def render(*names: str) -> None:
        files = [File(name, None, config.site_dir, use_directory_urls=True) for name in ("articles/a.md", *names)]
        files[0].content_string = "---\ntitle: A\n---\n[b](../about.md)\n"
        KnowledgePage(None, files[0], config)
        render_pages(Files(files), memory(tmp_path).remember)

    render("about.md")
    with pytest.raises(LookupError, match=r"about\.md, which is not there"):
        render()
