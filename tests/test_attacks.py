"""Attacks on a reader (tests/attacks.txt), each in every text of a record and in names of the vocabulary.

None of them runs, loads anything or takes over a link: not where the policy of pages does not help the browser, and not
where nothing is escaped and the policy is all there is.
"""

from __future__ import annotations

import datetime as dt
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Dialog, Error, Page, Route, expect

from ciie import site as sites
from ciie.model.library import Library
from ciie.reading.library import read_library
from support.browsing import serving
from support.project import PROJECT, TESTS
from support.reading_search import TOLD, answers

pytestmark = pytest.mark.site
ATTACKS = (TESTS / "attacks.txt").read_text(encoding="utf-8").splitlines()
POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy" content="[^"]*">')
RECORD = """---
title: {text}
title_en: {text}
title_note: {text}
date: 2023-11-16
date_note: {text}
source: outlet-{n}
source_note: {text}
authors: [{text}]
edition: 6
topics: [topic-{n}]
rights: permission
summary: {text}
people: [{{id: writer, role: {text}}}]
figures: [{{measure: exhibitors, value: 3486, unit: companies, edition: 6, note: {text}}}]
events: [{{date: 2023-11-05, what: {text}}}]
---

A. Writer met 3,486 companies on 5 November 2023.

{raw}

## {raw}

- {raw} and **{raw}**

> [{raw}](https://a.example/)

| a | b |
| - | - |
| b | {cell} |
"""
LISTS = {
    "topics": "- {{id: topic-{n}, name: {text}, group: expo, meaning: {text}}}",
    "outlets": "- {{id: outlet-{n}, name: {text}, kind: press}}",
}
REST = {
    "measures": "- {id: exhibitors, name: Exhibitors, meaning: Companies., units: [companies], of: [edition]}\n",
    "people": "- {id: writer, name: A. Writer}\n",
    "organisations": "[]\n",
    "places": "[]\n",
    "editions": '- {id: "6", name: 6th CIIE, ordinal: 6, opens: 2023-11-05, closes: 2023-11-10}\n',
}


def written(folder: Path) -> Path:
    """A folder with a record for each attack."""
    lists = {name: [] for name in LISTS}  # type: dict[str, list[str]]
    (folder / "vocabulary").mkdir()
    for number, attack in enumerate(ATTACKS):
        texts = {
            "n": number,
            "text": json.dumps(attack, ensure_ascii=False),
            "raw": attack,
            "cell": attack.replace("|", "\\|"),
        }
        record = folder / f"2023-11-16-outlet-{number}-attack.md"
        record.write_text(RECORD.format(**texts), encoding="utf-8")
        for name, entry in LISTS.items():
            lists[name].append(entry.format(**texts))
    for name, entries in lists.items():
        (folder / "vocabulary" / f"{name}.yml").write_text("\n".join(entries) + "\n", encoding="utf-8")
    for name, text in REST.items():
        (folder / "vocabulary" / f"{name}.yml").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return read_library(written(tmp_path_factory.mktemp("attacks")), "articles", dt.date(2026, 11, 21))


@pytest.fixture(scope="module")
def attacked(library: Library, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the attacking records, its finished files checked."""
    site = tmp_path_factory.mktemp("attacked") / "site"
    sites.build(library, PROJECT / "docs", site, is_checked=True)
    return site


def test_check_accepts_attacks(library: Library) -> None:
    """What the browser is shown below is what an author can have published: as text, it is nothing to refuse."""
    assert library.errors == ()
    assert len(library.records) == len(ATTACKS) > 150


class Watched:
    """Pages of a site at `base`, and what they do that no page may."""

    def __init__(self, browser: Browser, base: str) -> None:
        self.harm: list[str] = []
        self.base = base
        self._context = browser.new_context()
        self._context.route(lambda url: not url.startswith(f"{base}/"), self._answer)
        self.page = self._context.new_page()
        self.page.on("dialog", self._dismiss)

    def open(self, path: str) -> Page:
        """The page at a path of the site, pointed at and moved about in."""
        try:
            self.page.goto(f"{self.base}/{path}")
        except Error:  # it leads away while it is loaded, which was noted
            self.page.wait_for_load_state()
        if self.page.evaluate("document.baseURI") != self.page.url:
            self.harm.append("base")
        self.page.evaluate(TOUCH)
        return self.page

    def close(self) -> None:
        """Closes the browser's window."""
        self._context.close()

    def _answer(self, route: Route) -> None:
        """What the policy let pass; the page stays where it is."""
        if not route.request.url.startswith("data:image/svg+xml"):
            self.harm.append(f"{self.page.url}: {route.request.resource_type} {route.request.url}")
        route.fulfill(status=204)

    def _dismiss(self, dialog: Dialog) -> None:
        self.harm.append(f"{self.page.url}: {dialog.type}")
        dialog.dismiss()


# Points at, focuses and, where it leads to no other page, clicks all that there is of the article.
TOUCH = """() => {
    for (const each of document.querySelectorAll("main *")) {
        for (const kind of ["pointerenter", "mouseover", "focus", "blur"]) each.dispatchEvent(new Event(kind))
        const isLink = each.localName === "a"
        const leadsAway = each.type === "submit" || (isLink && /^https?:$/.test(each.protocol))
        if (!leadsAway) each.dispatchEvent(new MouseEvent("click", {bubbles: isLink}))
    }
}"""


@pytest.fixture(scope="module")
def watched(browser: Browser, attacked: Path) -> Iterator[Watched]:
    """The site without the policy of its pages."""
    for path in attacked.rglob("*.html"):
        path.write_text(POLICY.sub("", path.read_text(encoding="utf-8")), encoding="utf-8")
    with serving(attacked) as base:
        made = Watched(browser, base)
        yield made
        made.close()


@pytest.mark.browser
@pytest.mark.parametrize(("folder", "every"), [("articles", 1), ("topics", 3)])
def test_attacks_on_their_own_pages(watched: Watched, attacked: Path, folder: str, every: int) -> None:
    """A record's page and that of its topic run nothing, load nothing and hide nothing."""
    pages = sorted((attacked / folder).glob("*-*/index.html"))[::every]
    for path in pages:
        page = watched.open(f"{folder}/{path.parent.name}/")
        assert page.locator("footer.foot").is_visible(), path
    assert len(pages) >= len(ATTACKS) // every
    assert watched.harm == []


@pytest.mark.browser
@pytest.mark.parametrize(
    "path", ["", "articles/", "topics/", "sources/", "timeline/2023-11/", "figures/exhibitors/", "editions/6/"]
)
def test_attacks_on_lists(watched: Watched, path: str) -> None:
    """Pages that list all of them do not either."""
    watched.open(path)

    assert watched.harm == []


@pytest.mark.browser
@pytest.mark.parametrize(
    "query",
    ["alert", "script onerror", "img src", "javascript", "iframe", "other.example", "HYPERLINK", "{{ config }}"],
)
def test_attacks_on_who_searches(watched: Watched, query: str) -> None:
    """Results, suggestions and what they are narrowed by show attacks as text."""
    answers(watched.open(""), query)
    page = watched.open(f"search/?q={quote(query)}")
    expect(page.locator("#search-page [role=status]")).to_have_text(TOLD)

    assert watched.harm == []


# Builds the site with every escape, cleaner and list of what may be in a page switched off: texts come as they are.
UNESCAPED = """
import datetime as dt, json, logging, re, sys
from pathlib import Path
from markupsafe import Markup
from ciie import mkdocs_pages, site
from ciie.exports import metadata
from ciie.pages import articles
from ciie.reading.library import read_library
from ciie.views import publish

resolved = mkdocs_pages._link_from
publish.html = lambda text: " ".join(text.split())
publish.escape = lambda text: Markup(publish.html(text))
articles.digest = lambda body, links: f'<div class="digest">{body}</div>'
mkdocs_pages.escape = str
mkdocs_pages._link_from = lambda *named: resolved(*named) or mkdocs_pages._Link(named[2])
mkdocs_pages._clean = lambda html, pictures: (html, set(re.findall(' id="([^"]*)"', html)))
metadata.in_script = lambda told: json.dumps(told, ensure_ascii=False)
# Markup in headings and bodies has taken away places that links lead to.
logging.getLogger("mkdocs").setLevel("CRITICAL")
library = read_library(Path(sys.argv[1]), "articles", dt.date(2026, 11, 21))
site.build(library, Path(sys.argv[2]), Path(sys.argv[3]))
"""
# In the programs of the search, what makes a text a text, and what would make it markup.
AS_TEXT = "element.append(...children)"
AS_MARKUP = """for (const child of children.flat()) {
  if (typeof child === "string") element.insertAdjacentHTML("beforeend", child); else element.append(child);
}"""
# No policy of a page keeps the browser from following it to another page; that none tells it to is for the other gates.
LED_AWAY = "document https://other.example/"


@pytest.fixture(scope="module")
def unescaped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the attacking records with the policy of its pages, and nothing else that keeps them from harm."""
    folder, site = tmp_path_factory.mktemp("unescaped"), tmp_path_factory.mktemp("harmful") / "site"
    command = (sys.executable, "-c", UNESCAPED, written(folder), PROJECT / "docs", site)
    subprocess.run(command, cwd=PROJECT, check=True)
    programs = list(site.glob("assets/search/*/*.js"))
    for path in programs:
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace(AS_TEXT, AS_MARKUP), encoding="utf-8")
    assert sum(AS_MARKUP in path.read_text(encoding="utf-8") for path in programs) == 3
    return site


@pytest.fixture
def guarded(browser: Browser, unescaped: Path) -> Iterator[Watched]:
    """That site, watched."""
    with serving(unescaped) as base:
        made = Watched(browser, base)
        yield made
        made.close()


@pytest.mark.browser
def test_attacks_that_only_the_policy_stops(guarded: Watched, unescaped: Path) -> None:
    """Where texts are markup, none runs and none loads anything, on the pages of records and on lists."""
    pages = [path.parent.relative_to(unescaped) for path in unescaped.glob("articles/*-*/index.html")]
    lists = ("", "articles", "topics", "sources", "timeline/2023-11", "figures/exhibitors", "editions/6", "data")
    for path in (*sorted(map(str, pages)), *lists):
        guarded.open(f"{path}/".lstrip("/"))

    assert len(pages) == len(ATTACKS)
    assert [harm for harm in guarded.harm if not harm.endswith(LED_AWAY)] == []


@pytest.mark.browser
@pytest.mark.parametrize("query", ["alert", "script onerror", "img src", "javascript", "iframe", "other.example"])
def test_search_that_only_the_policy_guards(guarded: Watched, query: str) -> None:
    """Where results are markup, none runs and none loads anything."""
    answers(guarded.open("about/"), query)
    page = guarded.open(f"search/?q={quote(query)}")
    expect(page.locator("#search-page [role=status]")).to_have_text(TOLD)
    page.evaluate(TOUCH)

    assert [harm for harm in guarded.harm if not harm.endswith(LED_AWAY)] == []


@pytest.mark.browser
def test_attacks_that_nothing_stops(browser: Browser, unescaped: Path) -> None:
    """Without either defence many do harm, so that it would be seen."""
    harmful = 0
    with serving(unescaped) as base:
        watched = Watched(browser, base)
        for path in sorted(unescaped.glob("articles/*-*/index.html"))[::10]:
            page = path.read_text(encoding="utf-8")
            path.write_text(POLICY.sub("", page), encoding="utf-8")
            watched.harm.clear()
            watched.open(f"articles/{path.parent.name}/")
            harmful += watched.harm != []
            path.write_text(page, encoding="utf-8")
        watched.close()

    assert harmful >= 8
