"""What is left of the theme's style sheet: every rule that applies to something on a page, and little else."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import material
import pytest

from ciie.theme import CLASSES, STYLE, UNUSED, slim
from support.browsing import Visit
from support.reading_search import TOLD
from test_browser import KINDS

THEME = Path(material.__file__).parent / "templates"
MOST_BYTES = 20_000
# Compressed, of a page with its style sheets, programs and icon.
MOST_OF_A_PAGE = 30_000
_NEEDED = re.compile(r'(?:<link rel="(?:stylesheet|icon)" href|<script defer src)="([^"]+)"')
# The selectors of a sheet that fit something on the page, whatever is pointed at, focused or open.
_FITTING = r"""(text) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    const state = "::?[a-z-]*(?:before|after|marker|active|hover|focus|target|scrollbar)[a-z-]*|\\[open\\]";
    const states = new RegExp(`:not\\((?:${state})\\)|${state}`, "g");
    const selectors = rules => [...rules].flatMap(rule =>
        rule instanceof CSSGroupingRule && !rule.selectorText ? selectors(rule.cssRules)
            : [...rule.style ?? []].some(name => !name.startsWith("--"))
            ? (rule.selectorText ?? "").split(/,(?![^(]*\))/).map(each => each.trim()).filter(Boolean) : []);
    const fits = selector => document.querySelector(selector.replace(states, ":is(*)"));
    return [...new Set(selectors(sheet.cssRules))].filter(fits);
}"""


def whole() -> str:
    """The style sheet as the theme brings it."""
    (path,) = (path for path in THEME.rglob("*.css") if STYLE.fullmatch(path.relative_to(THEME).as_posix()))
    return path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("style", "left"),
    [
        (".md-nav{top:0}p{top:1}", "p{top:1}"),
        (".md-nav,.md-typeset p,a.md-nav{top:0}", ".md-typeset p{top:0}"),
        (".md-typeset a:not(.md-nav,.x){top:0}", ".md-typeset a:not(.md-nav,.x){top:0}"),
        ("p:is(a,b) c,.md-nav :is(a,b){top:0}", "p:is(a,b) c{top:0}"),
        ("@media print{.md-nav{top:0}}@media print{.md-nav{top:0}p{top:1}}", "@media print{p{top:1}}"),
        ("@supports (a:b){@media print{.md-nav{top:0}}}", ""),
        ("@keyframes moves{to{top:0}}@page{margin:1px}", "@page{margin:1px}"),
        ("/* } */a{b:c}/*# x.map */", "a{b:c}"),
        ("@charset 'UTF-8';@import \"a;b\";a{b:c}", "@charset 'UTF-8';@import \"a;b\";a{b:c}"),
        (r"""a{b:"}\"/*";c:'{;'}.md-nav{d:"}"}p{e:f}""", r"""a{b:"}\"/*";c:'{;'}p{e:f}"""),
        (":root{--a:1;--b:url(\"data:<a b='c;}'>\")}a{c:var(--a)}", ":root{--a:1;}a{c:var(--a)}"),
        (":root{--a:var(--b);--b:var(--c);--c:1}", ""),
        (":root{--a:var(--b);--b:1}p{c:var( --a, 2)}", ":root{--a:var(--b);--b:1}p{c:var( --a, 2)}"),
        (":root{--ours:1;--b:2}", ":root{--ours:1;}"),
    ],
)
def test_rules_that_cannot_apply_are_left_out(style: str, left: str) -> None:
    """Those for classes that no page of ours has, and the variables that nothing uses; what is quoted is no rule."""
    assert slim(style, "b{c:var(--ours)}") == left


def test_sheet_is_small() -> None:
    """Eight ninths of the theme's style sheet are for what no page of ours has."""
    left = slim(whole(), "")

    assert 0 < len(left) < MOST_BYTES
    assert slim(left, "") == left
    assert "animation" not in left


@pytest.mark.site
def test_every_variable_that_is_used_is_set(site: Path) -> None:
    """What the theme sets and a style sheet of the site reads, the site's sheet of the theme sets too."""
    sheets = [path.read_text(encoding="utf-8") for path in site.rglob("*.css")]
    read = {name for sheet in sheets for name in re.findall(r"var\(\s*(--md-[\w-]+)", sheet)}
    is_set = {name for sheet in sheets for name in re.findall(r"(--md-[\w-]+):", sheet)}

    assert "--md-typeset-a-color" in read
    assert read & set(re.findall(r"(--md-[\w-]+):", whole())) <= is_set


@pytest.mark.site
def test_no_page_has_another_class_of_the_theme(site: Path) -> None:
    """A class of the theme that comes to a template is to be named in ciie/theme.py."""
    bare = re.sub(r"\{[^{}]*\}", "{}", re.sub(r'"[^"]*"', "", whole()))
    known = set(re.findall(r"\.([a-zA-Z][\w-]*)", bare)) - {"s1", "s2"}  # In code, where ours are shades of a heat map.
    pages = (path.read_text(encoding="utf-8") for path in site.rglob("*.html"))
    used = {name for page in pages for names in re.findall(r'\bclass="([^"]*)"', page) for name in names.split()}

    assert used & known == CLASSES


@pytest.mark.site
def test_files_that_no_page_loads_are_not_on_the_site(site: Path) -> None:
    """The theme's own programs and palettes, which are megabytes, and the sources of its style sheets."""
    names = [path.relative_to(site).as_posix() for path in site.rglob("assets/**/*")]

    assert [name for name in names if UNUSED.fullmatch(name)] == []
    assert any(STYLE.fullmatch(name) for name in names)


@pytest.mark.site
def test_article_with_all_that_it_needs_is_light(site: Path) -> None:
    """Whoever opens an article as the first page of a visit waits for little."""
    weights = {}
    for path in site.glob("articles/*/index.html"):
        named = _NEEDED.findall(path.read_text(encoding="utf-8"))
        assert len(named) == 5
        needed = [path, *(path.parent / name for name in named)]
        weights[path.parent.name] = sum(len(gzip.compress(each.read_bytes(), 6)) for each in needed)

    assert weights
    assert {name: weight for name, weight in weights.items() if weight > MOST_OF_A_PAGE} == {}


@pytest.mark.site
@pytest.mark.browser
def test_every_rule_that_applies_is_kept(visit: Visit, site: Path) -> None:
    """On every kind of page, with the answers of a search, the same rules fit as of the whole style sheet."""
    (path,) = (path for path in site.rglob("*.css") if STYLE.fullmatch(path.relative_to(site).as_posix()))
    sheets = whole(), path.read_text(encoding="utf-8")
    page = visit.open("/search/?q=expo")
    page.locator("#search-page [role=status]").filter(has_text=TOLD).wait_for()
    missing = {}
    for address in ("/search/?q=expo", *KINDS):
        if not page.url.endswith(address):
            page.goto(visit.base + address)
        fitting, kept = (set(page.evaluate(_FITTING, sheet)) for sheet in sheets)
        assert kept
        missing[address] = fitting - kept

    assert {address: rules for address, rules in missing.items() if rules} == {}
