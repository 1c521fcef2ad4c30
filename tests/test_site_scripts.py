"""The search's modules on the finished site: small, and asked for all at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from ciie.site_scripts import modules_behind, shrink_modules
from conftest import PROJECT, Visit


def test_modules_behind_one_are_all_that_it_imports(tmp_path: Path) -> None:
    """Directly, through others, and in a circle; what another page imports is not among them."""
    (tmp_path / "page.js").write_text('import { a } from "./a.js";\nexport { c } from "./c.js";\n', encoding="utf-8")
    (tmp_path / "a.js").write_text('import { b } from "./b.js";\n', encoding="utf-8")
    (tmp_path / "b.js").write_text('import { a } from "./a.js";\n', encoding="utf-8")
    (tmp_path / "c.js").write_text("export const c = 1;\n", encoding="utf-8")
    (tmp_path / "box.js").write_text('import { c } from "./c.js";\n', encoding="utf-8")

    assert modules_behind(tmp_path, "page.js") == ("a.js", "b.js", "c.js", "page.js")


def test_module_without_its_comments_is_the_same_program(tmp_path: Path) -> None:
    """Comments and blanks go; what looks like a comment in a text or a pattern stays."""
    module = tmp_path / "a.js"
    module.write_text(
        '/** Says. */\nconst a = "// no /* comment */";\n\nconst b = /\\/\\/x/u; // behind\n', encoding="utf-8"
    )
    shrink_modules(tmp_path)

    assert module.read_text(encoding="utf-8").strip() == 'const a="// no /* comment */";const b=/\\/\\/x/u;'


@pytest.mark.site
@pytest.mark.browser
def test_search_page_asks_at_once_for_every_module_it_needs(visit: Visit) -> None:
    """No module is found out about only when another has come, and none is asked for in vain."""
    page = visit.open("/search/?q=hydrogen")
    page.locator("ol.search-records > li").first.wait_for()
    loaded = page.evaluate(
        """() => performance.getEntriesByType("resource").map(({ name }) => name.split("/").at(-1))
            .filter((name) => name.endsWith(".js") && name !== "open.js" && !name.startsWith("bundle."))"""
    )
    hinted = page.locator("link[rel=modulepreload]").evaluate_all(
        "links => links.map(link => link.href.split('/').at(-1))"
    )

    assert (
        sorted(set(loaded))
        == sorted(hinted)
        == sorted(modules_behind(PROJECT / "docs" / "assets" / "search", "page.js"))
    )
