"""What pages are, for search engines, and the articles for reading programs."""

from __future__ import annotations

import json
import re
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import frontmatter
import pytest
from hypothesis import given

from ciie.deriving.derivation import derive
from ciie.deriving.knowledge import Knowledge
from ciie.exports.bundles import ARCHIVE, bundle_files
from ciie.exports.downloads import downloads
from ciie.exports.metadata import in_script, structured_data
from ciie.model.records import Rights
from ciie.pipeline import read_collection
from support.project import FIVE, build_once
from support.samples import SIXTH, TODAY, figure, knowledge, record
from support.texts import SELDOM, marked_texts

BASE = "https://example.org/ciie/"
PATH = f"articles/{record().id}.md"
SCRIPT = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.S)


def told(of: Knowledge, base: str = BASE) -> dict[str, Any]:
    return {path: json.loads(text) for path, text in structured_data(of, base).items()}


def test_article_is_based_on_its_source() -> None:
    """The page is ours, under our licence; the article that it is based on has its own publisher, date and address."""
    found = told(knowledge(record(url="https://example.org/a", authors=("Li",))))[PATH]

    assert (found["@type"], found["url"]) == ("Article", f"{BASE}articles/{record().id}/")
    assert found["license"].startswith("https://creativecommons.org/")
    assert found["isBasedOn"] == {
        "@type": "Article",
        "headline": "Results of the expo",
        "datePublished": "2023-11-16",
        "inLanguage": "en",
        "author": [{"@type": "Person", "name": "Li"}],
        "publisher": {"@type": "Organization", "name": "SHINE"},
        "url": "https://example.org/a",
    }


def test_text_of_another_has_no_licence_of_ours() -> None:
    """Where the body is the text of the source, the page claims no licence for it."""
    assert "license" not in told(knowledge(record(rights=Rights.PERMISSION)))[PATH]


@pytest.mark.parametrize("base", [BASE, ""])
def test_sets_of_data_name_files_that_are_there(base: str) -> None:
    """The page of downloads and that of a measure are sets of data, whose files are among the downloads."""
    of = knowledge(record(figures=(figure(edition=SIXTH),)))
    found = [each for each in told(of, base).values() if each["@type"] == "Dataset"]
    files = {each.path for each in downloads(of, base)}
    named = {each["contentUrl"] for one in found for each in one["distribution"]}

    assert len(found) == 2
    assert {re.sub(r"^(?:\.\./)+", "", each.removeprefix(base)) for each in named if base or "/" in each} <= files


def test_no_page_is_a_review_of_a_claim() -> None:
    """The site compares claims and rates none, so that no page says that it does."""
    kinds = {each["@type"] for each in told(derive(read_collection(FIVE, TODAY))).values()}

    assert kinds == {"Article", "Dataset"}


@given(marked_texts)
def test_hostile_text_stays_in_its_script(text: str) -> None:
    """Nothing ends the script or opens a comment, and the text comes back."""
    written = in_script({"name": text})

    assert not re.search(r"[<>&\n\u2028\u2029]", written)
    assert json.loads(written)["name"] == text


@pytest.mark.parametrize("text", ["</script><script>alert(1)</script>", "<!--", "-->", "]]>", "&lt;"])
def test_text_that_would_end_a_script(text: str) -> None:
    """What HTML or a script would read is written so that neither does."""
    written = structured_data(knowledge(record(title=text)), BASE)[PATH]

    assert not set("<>&\u2028") & set(written)
    assert json.loads(written)["headline"] == text


@pytest.mark.site
def test_pages_have_their_data(tmp_path_factory: pytest.TempPathFactory) -> None:
    """The head of a page has what it is, and the way down to it, as JSON that can be read."""
    site = build_once(FIVE, tmp_path_factory)
    pages = {"figures/exhibitors": "Dataset", "data": "Dataset", "topics/deals": "", "about": ""}
    articles = {path.parent.relative_to(site).as_posix(): "Article" for path in site.glob("articles/2*/index.html")}
    for path, kind in {**pages, **articles}.items():
        found = [json.loads(text) for text in SCRIPT.findall((site / path / "index.html").read_text("utf-8"))]
        trail = [each["itemListElement"] for each in found if each["@type"] == "BreadcrumbList"]
        assert [each["@type"] for each in found if each["@type"] != "BreadcrumbList"] == ([kind] if kind else [])
        assert all([each["position"] for each in items] == list(range(1, len(items) + 1)) for items in trail)
    assert len(articles) == 5


def archive(of: Knowledge) -> dict[str, str]:
    (content,) = [each.content for each in bundle_files(of, BASE) if each.path == ARCHIVE]
    with ZipFile(BytesIO(content)) as packed:
        assert packed.testzip() is None
        return {name: packed.read(name).decode() for name in packed.namelist()}


def test_archive_has_every_article() -> None:
    """Each article is a file of Markdown with its facts and its digest."""
    of = derive(read_collection(FIVE, TODAY))
    files = archive(of)

    assert set(files) == {f"articles/{each.id}.md" for each in of.records}
    for each in of.records:
        post = frontmatter.loads(files[f"articles/{each.id}.md"])
        assert (post["url"], post["date"]) == (each.url, each.date.iso)
        assert post.content.strip() == each.body.strip()


@pytest.mark.parametrize("rights", [Rights.LICENSED, Rights.PERMISSION])
def test_archive_leaves_out_what_we_alone_may_publish(rights: Rights) -> None:
    """A full text stays on its page."""
    (text,) = archive(knowledge(record(rights=rights, body="Their own words.\n"))).values()

    assert "Their own words" not in text


def test_archive_is_the_same_whenever_it_is_made() -> None:
    """No clock is in it."""
    first, second = (list(bundle_files(knowledge(record()), BASE)) for _ in range(2))

    assert first == second


def test_overview_leads_to_what_is_there() -> None:
    """Every file that llms.txt names is a download, and every page of a topic has articles."""
    of = knowledge(record())
    text = next(each.content.decode() for each in bundle_files(of, BASE) if each.path == "llms.txt")
    named = re.findall(rf"\({re.escape(BASE)}([^)]+)\)", text)

    assert text.startswith("# ")
    assert {each for each in named if not each.endswith("/")} <= {each.path for each in downloads(of, BASE)}
    assert [each for each in named if each.startswith("topics/")] == ["topics/", "topics/deals/"]


@SELDOM
@given(marked_texts)
def test_hostile_text_comes_back_from_the_archive(text: str) -> None:
    """Whatever a title and a body hold, the file says the same."""
    (written,) = archive(knowledge(record(title=text or "x", body=f"A {text}\n"))).values()
    post = frontmatter.loads(written)

    assert post["title"] == " ".join((text or "x").split())
    assert post.content.split() == f"A {text}".split()
