"""The programs of the search on the finished site: whole, small, named by their content, the earlier one kept."""

from __future__ import annotations

import gzip
import json
from graphlib import CycleError
from pathlib import Path

import pytest
from playwright.sync_api import Route

from ciie.search.programs import PROGRAMS, bundle, keep_generation, programs_in
from support.browsing import MODULES, Visit
from support.node import Node

A, B, C = "a" * 12, "b" * 12, "c" * 12


def make(site: Path, index: str, programs: str) -> Path:
    """A site whose newest search is of these versions."""
    for folder, version in (("search/index", index), ("assets/search", programs)):
        (site / folder / version).mkdir(parents=True)
        (site / folder / version / "file").write_text(version, encoding="utf-8")
    entry = json.dumps({"version": index, "programs": programs}).encode()
    (site / "search/index/entry.json.gz").write_bytes(gzip.compress(entry, mtime=0))
    return site


def kept(site: Path) -> tuple[set[str], set[str]]:
    """The versions of the index and of the programs that `site` has."""
    index, programs = (site.glob(f"{folder}/*/file") for folder in ("search/index", "assets/search"))
    return {path.parent.name for path in index}, {path.parent.name for path in programs}


def test_search_of_the_site_before_is_kept(tmp_path: Path) -> None:
    """An index and programs that differ are copied beside the new ones."""
    old, new = make(tmp_path / "old", A, A), make(tmp_path / "new", B, B)
    keep_generation(old, new)

    assert kept(new) == ({A, B}, {A, B})
    assert (new / "search" / "index" / A / "file").read_text(encoding="utf-8") == A


def test_only_one_generation_is_kept(tmp_path: Path) -> None:
    """However often the site is built, it holds one earlier version of each part."""
    first, second, third = (make(tmp_path / name, name, name) for name in (A, B, C))
    keep_generation(first, second)
    keep_generation(second, third)

    assert kept(third) == ({B, C}, {B, C})


def test_rebuilding_the_same_keeps_what_was_kept(tmp_path: Path) -> None:
    """A build that changes nothing, or only one part, does not take away the generation before."""
    first, second, again = make(tmp_path / "1", A, A), make(tmp_path / "2", B, B), make(tmp_path / "3", B, C)
    keep_generation(first, second)
    keep_generation(second, again)

    assert kept(again) == ({A, B}, {B, C})


@pytest.mark.parametrize("content", [b"", b"no gzip", gzip.compress(b"[]", mtime=0), gzip.compress(b"{", mtime=0)[:12]])
def test_site_without_an_entry_is_no_fault(tmp_path: Path, content: bytes) -> None:
    """A first build, a site of another program and a damaged one are replaced like any other."""
    old, new = tmp_path / "old", make(tmp_path / "new", B, B)
    keep_generation(old, new)
    (old / "search" / "index" / "mine").mkdir(parents=True)
    (old / "search" / "index" / "entry.json.gz").write_bytes(content)
    keep_generation(old, new)

    assert kept(new) == ({B}, {B})


RUN = "async (text) => import(`data:text/javascript,${encodeURIComponent(text)}`)"


def write(folder: Path, **modules: str) -> Path:
    """A folder of modules, by name."""
    for name, text in modules.items():
        (folder / f"{name}.js").write_text(text, encoding="utf-8")
    return folder


def test_bundle_does_what_its_modules_do(node: Node, tmp_path: Path) -> None:
    """Names are taken over, given others, and kept apart; each module runs once, after those that it imports."""
    write(
        tmp_path,
        page='import { both as sum, seen } from "./b.js";\nimport { own } from "./c.js";\nconst hidden = 1;\n'
        "export async function start() {\n  return [hidden, sum(), own, seen];\n}\nexport const two = 2;\n",
        b='import {\n  own as other,\n} from "./c.js";\nconst hidden = 10;\nconst all = () => hidden + other;\n'
        'export { all as both, seen };\nconst seen = ["b"];\n',
        c="const hidden = 100;\nexport const own = hidden;\n",
    )
    text = bundle(tmp_path, "page")
    run = f"async text => {{ const it = await ({RUN})(text); return [await it.start(), Object.keys(it)]; }}"

    assert node.evaluate(run, text) == [[1, 110, 100, ["b"]], ["start", "two"]]


def test_bundle_has_no_comment_and_nothing_that_is_not_imported(tmp_path: Path) -> None:
    """Comments and blanks go, what looks like a comment in a text or a pattern stays."""
    write(
        tmp_path,
        page='/** Says. */\nexport const a = "// no /* comment */";\nconst b = /\\/\\/x/u; // behind\n',
        other="x",
    )
    text = bundle(tmp_path, "page")

    assert '"// no /* comment */"' in text
    assert "/\\/\\/x/u" in text
    assert "Says" not in text
    assert "behind" not in text
    assert "$other" not in text


@pytest.mark.parametrize(
    "line",
    ['import a from "./a.js";', 'import * as a from "./a.js";', 'import "./a.js";', 'export * from "./a.js";',
     'export { a } from "./a.js";', "export default 1;", 'import { a } from "elsewhere";', "export let a = 1;"],
)  # fmt: skip
def test_statement_that_the_bundle_does_not_know_is_told(tmp_path: Path, line: str) -> None:
    """No module is bundled wrongly in silence."""
    write(tmp_path, page=f"{line}\n", a="export const a = 1;\n")

    with pytest.raises(ValueError, match=r"page\.js: '(import|export)"):
        bundle(tmp_path, "page")


def test_modules_that_import_each_other_are_told(tmp_path: Path) -> None:
    """One of them would run before what it needs."""
    write(tmp_path, page='import { a } from "./a.js";\n', a='import { b } from "./page.js";\n')

    with pytest.raises(CycleError):
        bundle(tmp_path, "page")


def test_version_follows_what_is_in_the_programs(tmp_path: Path) -> None:
    """The same modules make the same version; a comment makes no other, a statement does."""
    for path in MODULES.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    first = programs_in(MODULES)
    query = tmp_path / "query.js"
    text = query.read_text(encoding="utf-8")
    query.write_text(f"// Nothing new.\n{text}", encoding="utf-8")
    commented = programs_in(tmp_path)
    query.write_text(text.replace("STEP = 10", "STEP = 11"), encoding="utf-8")

    assert commented == first
    assert programs_in(tmp_path).version != first.version
    assert set(first.files) == {*(f"{name}.js" for name in PROGRAMS), "open.js", "search.css"}


@pytest.mark.site
@pytest.mark.browser
def test_search_page_has_its_program_in_one_file(visit: Visit) -> None:
    """No part of the program is found out about only when another has come, and none is fetched twice or in vain."""
    page = visit.open("/search/?q=hydrogen")
    page.locator("ol.search-records > li").first.wait_for()
    loaded = page.evaluate(
        """() => performance.getEntriesByType("resource").map(({ name }) => name)
            .filter((name) => name.includes("/assets/search/")).map((name) => name.split("/").at(-1))"""
    )

    assert sorted(loaded) == ["open.js", "page.js", "search.css"]


@pytest.mark.site
@pytest.mark.browser
def test_search_page_asks_for_the_index_while_its_styles_are_on_their_way(visit: Visit) -> None:
    """Programs wait for the style sheets; the index need not, and it is asked for once."""
    visit.is_watched = True
    page = visit.open("/about/")
    held: list[Route] = []
    entries: list[str] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.on("request", lambda request: entries.append(request.url) if "/entry.json" in request.url else None)
    page.route("**/*.css", hold)
    with page.expect_request("**/entry.json.gz"):
        page.goto(f"{visit.base}/search/?q=hydrogen", wait_until="commit")
    assert page.locator(".search-records").count() == 0
    page.unroute("**/*.css")
    for route in held:
        route.continue_()
    page.locator("ol.search-records > li").first.wait_for()

    assert len(entries) == 1
