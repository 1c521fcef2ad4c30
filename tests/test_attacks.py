"""Attacks on a reader (tests/attacks.txt), each in every text of a record and in names of the vocabulary.

None of them runs, loads anything or takes over a link, in a browser that the policy of pages does not help.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Dialog, Page, Request, expect

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
        self.page = self._context.new_page()
        self.page.on("dialog", self._dismiss)
        self.page.on("request", self._note)

    def open(self, path: str) -> Page:
        """The page at a path of the site, pointed at and moved about in."""
        self.page.goto(f"{self.base}/{path}")
        if self.page.evaluate("document.baseURI") != self.page.url:
            self.harm.append("base")
        self.page.evaluate(TOUCH)
        return self.page

    def close(self) -> None:
        """Closes the browser's window."""
        self._context.close()

    def _note(self, request: Request) -> None:
        if not request.url.startswith((f"{self.base}/", "data:image/svg+xml", "blob:")):
            self.harm.append(f"{self.page.url}: {request.url}")

    def _dismiss(self, dialog: Dialog) -> None:
        self.harm.append(f"{self.page.url}: {dialog.type}")
        dialog.dismiss()


# Points at, focuses and, where no address of the web is behind it, clicks all that there is of the article.
TOUCH = """() => {
    for (const each of document.querySelectorAll("main *")) {
        for (const kind of ["pointerenter", "mouseover", "focus", "blur"]) each.dispatchEvent(new Event(kind))
        if (each.localName !== "a") each.dispatchEvent(new MouseEvent("click", {bubbles: false}))
        else if (!/^https?:$/.test(each.protocol)) each.click()
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
