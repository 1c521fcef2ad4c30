"""A build that has much from earlier ones makes the same as one that has nothing, whatever was edited between them."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from mkdocs.structure.files import File, Files

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


def test_page_that_links_to_what_has_gone_is_a_fault(tmp_path: Path) -> None:
    """No link of a generated page leads nowhere."""
    config = configuration("")

    def render(*names: str) -> None:
        files = [File(name, None, config.site_dir, use_directory_urls=True) for name in ("articles/a.md", *names)]
        files[0].content_string = "---\ntitle: A\n---\n[b](../about.md)\n"
        KnowledgePage(None, files[0], config)
        render_pages(Files(files))

    render("about.md")
    with pytest.raises(LookupError, match=r"about\.md, which is not there"):
        render()
