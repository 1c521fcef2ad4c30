"""What a browser lets a page do: pages and search work within their policy, and an attack meets two walls.

One is the escaping of what records hold, the other the policy. Each is tried with the other taken away.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from jinja2 import Environment
from mkdocs.config import load_config
from mkdocs.structure.files import Files
from playwright.sync_api import Browser, Dialog, Page, Route, expect

from ciie import site as sites
from ciie.reading.library import read_library
from ciie.theme import policy_for, preview_policy
from support.browsing import Visit, serving
from support.project import PROJECT
from support.reading_search import answers, finished

HERE = Path(__file__).parent
POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">')
MARKUP = "2023 <img src=x onerror=alert(1)>"
CLOSE = "articles/2023-11-12-daily-close/"
CONFIGURATION = (
    '{"base":"https://other.example/a/","features":[],"translations":{},"search":"x","version":{"provider":"mike"}}'
)
# What each attack would do: open a dialog, ask another host, or take over a link.
ATTACKS = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)></svg>",
    '<script src="https://other.example/a.js"></script>',
    '<link rel="stylesheet" href="https://other.example/a.css">',
    '<style>@import "https://other.example/b.css"; h1 { background: url(https://other.example/c.png) }</style>',
    '<img src="https://other.example/a.png">',
    '<iframe src="https://other.example/"></iframe><iframe srcdoc="<script>alert(1)</script>"></iframe>',
    '<object data="https://other.example/" type="text/html"></object><embed src="https://other.example/a.svg">',
    '<base href="https://other.example/">',
    '<form action="https://other.example/"><button id="sent" autofocus onfocus="alert(1)">a</button></form>',
    '<a id="clicked" href="javascript:alert(1)">a</a>',
)


def test_policy_names_the_scripts_it_is_given() -> None:
    """Inline scripts run by the hash of their text; those with an address or of another type have none."""
    made = policy_for('<script>a()</script>\n<script src="b"></script><script type="c">d</script>')

    assert re.findall(r"'sha256-[^']*'", made) == ["'sha256-qVpDBgj7bpq5hMAcGp3AOc79J3Y1Z4HvySTwKrWDoy4='"]
    assert "unsafe" not in made


@pytest.mark.parametrize(
    ("address", "made"),
    [("http://127.0.0.1:8000/", preview_policy), ("https://a.example/", policy_for), ("", policy_for)],
)
def test_policy_of_a_preview(address: str, made: Callable[[str], str]) -> None:
    """Where MkDocs serves the site itself, its script that loads a changed page again may run; nowhere else."""
    config = load_config(str(PROJECT / "mkdocs.yml"), site_url=address)

    assert sites.on_env(Environment(), config, Files([])).filters["policy"] is made


@pytest.mark.site
def test_every_page_begins_with_its_policy(site: Path) -> None:
    """Each page, the hand-written and missing ones too, states the policy before it loads anything."""
    texts = {path: path.read_text(encoding="utf-8") for path in site.rglob("*.html")}
    heads = {path: text.partition("<link")[0].partition("<script")[0] for path, text in texts.items()}

    assert [path for path, head in heads.items() if len(POLICY.findall(head)) != 1] == []
    assert {policy for text in texts.values() for policy in POLICY.findall(text) if "unsafe" in policy} == set()


@pytest.mark.site
@pytest.mark.browser
def test_reader_at_work_keeps_to_the_policy(visit: Visit) -> None:
    """Searching, narrowing, switching the scheme and opening the menu of a phone all go on within the policy."""
    page = visit.open("/")
    expect(answers(page, "pfizer").first).to_be_visible()
    page = finished(visit.open("/search/?q=expo"))
    page.locator("fieldset[data-facet] input").first.click()
    finished(page)
    page = visit.open("/about/", viewport={"width": 390, "height": 800})
    page.get_by_role("button", name="Dark colours").click()
    page.get_by_role("link", name="Menu").click()
    expect(page.get_by_role("navigation", name="Menu")).to_be_in_viewport()


@pytest.fixture(scope="module")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of a record that `check` refuses, built all the same, its folder named with markup."""
    folder = HERE / "broken" / "body-with-link-titles" / "articles"
    library = read_library(folder, "articles", dt.date(2026, 11, 21), fallback=HERE / "small" / "vocabulary")
    records = tuple(replace(record, path=f"{MARKUP}/{record.path}") for record in library.records)
    site = tmp_path_factory.mktemp("attacked") / "site"
    sites.build(replace(library, records=records), PROJECT / "docs", site)
    return site


@pytest.fixture(scope="module")
def article(attacked: Path) -> Iterator[Article]:
    """The page of the attacking record, in a site that is served."""
    with serving(attacked) as base:
        yield Article(f"{base}/{CLOSE}", (attacked / CLOSE / "index.html").read_text(encoding="utf-8"))


@pytest.mark.site
@pytest.mark.browser
def test_escaping_alone_stops_an_attack(browser: Browser, article: Article) -> None:
    """With the policy taken out, nothing of an attacking record runs, loads or hides in the page."""
    assert harm(browser, replace(article, html=POLICY.sub("", article.html))) == []
    assert re.findall(r'id="__\w+"', article.html) == ['id="__menu"', 'id="__content"']
    assert "<img src=x" not in article.html


@pytest.mark.site
@pytest.mark.browser
@pytest.mark.parametrize("attack", ATTACKS)
def test_policy_alone_stops_an_attack(browser: Browser, article: Article, attack: str) -> None:
    """With HTML of an attacker in the page as it is, nothing of it runs or loads; without the policy it would."""
    attacked = article.html.replace("<h1", f"{attack}<h1", 1)

    assert harm(browser, replace(article, html=attacked)) == []
    assert harm(browser, replace(article, html=POLICY.sub("", attacked))) != []


@dataclass(frozen=True)
class Article:
    """A page at its address, with the text to show there."""

    address: str
    html: str


def harm(browser: Browser, article: Article) -> list[str]:
    """What a page does that it must not, when it is opened, hovered over and clicked."""
    found: list[str] = []

    def answer(route: Route) -> None:
        if route.request.url == article.address:
            route.fulfill(content_type="text/html", body=article.html)
        elif urlsplit(route.request.url).netloc == urlsplit(article.address).netloc:
            route.continue_()
        else:
            found.append(route.request.url)
            route.abort()

    def dismiss(dialog: Dialog) -> None:
        found.append(dialog.type)
        dialog.dismiss()

    with browser.new_context() as context:
        context.route("**/*", answer)
        page = context.new_page()
        page.on("dialog", dismiss)
        page.goto(article.address, wait_until="networkidle")
        found += [] if page.evaluate("document.baseURI") == page.url else ["base"]
        touch(page)
    return found


def touch(page: Page) -> None:
    """Points at the links of the article, and presses what an attacker left."""
    for link in page.locator("article p a").all():
        link.hover(timeout=2000)
    for left in page.locator("#clicked, #sent").all():
        left.click(timeout=2000, no_wait_after=True)
    page.wait_for_timeout(200)
