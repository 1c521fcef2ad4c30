"""The check of a finished site lets ours through, and notices each thing that no page may hold, whoever wrote it."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from ciie import site as sites
from ciie.model.library import Library
from ciie.model.problems import EnvironmentFaultError
from ciie.pipeline import read_collection
from ciie.site_gate import check_site
from support.project import FIVE, PROJECT, build_once

pytestmark = pytest.mark.site
ARTICLE = "articles/2023-11-16-stdaily-platform-of-high-standard-opening-up/index.html"
WRITTEN = ("404.html", "about", "contribute", "search")
# What an attacker would want in a page, each with what the check says of it.
MARKUP = {
    "<script>alert(1)</script>": "runs 'alert(1)'",
    "<script type=module>alert(1)</script>": "runs 'alert(1)'",
    '<script src="https://other.example/a.js"></script>': "loads https://other.example/a.js",
    "<script src=//other.example/a.js></script>": "loads //other.example/a.js",
    '<link rel="stylesheet" href="https://other.example/a.css">': "loads https://other.example/a.css",
    "<img src=x onerror=alert(1)>": "has the attribute onerror",
    "<svg onload=alert(1)></svg>": "has the attribute onload",
    '<p style="position:fixed">a</p>': "has the attribute style",
    '<img src="https://other.example/a.png">': "loads https://other.example/a.png",
    '<img src="data:image/png;base64,a">': "loads data:image/png;base64,a",
    '<img srcset="https://other.example/a.png 2x">': "has the attribute srcset",
    '<table background="https://other.example/a.png"></table>': "has the attribute background",
    '<p ping="https://other.example/">a</p>': "has the attribute ping",
    "<style>@import 'https://other.example/a.css'</style>": "has the element style",
    "<video poster=a></video>": "has the element video",
    '<svg><a xlink:href="javascript:alert(1)">a</a></svg>': "has the attribute xlink:href",
    '<svg><use href="https://other.example/a.svg#a"></use></svg>': "has the element use",
    '<meta http-equiv="Refresh" content="0; url=https://other.example/">': "tells the browser refresh",
    '<meta http-equiv="refresh" content="0; url=javascript:alert(1)">': "tells the browser refresh",
    '<meta http-equiv="set-cookie" content="a=b">': "tells the browser set-cookie",
    "<iframe srcdoc=a></iframe>": "has the element iframe",
    "<object data=a></object>": "has the element object",
    "<embed src=a>": "has the element embed",
    '<base href="https://other.example/">': "has the element base",
    "<math></math>": "has the element math",
    "<plaintext>": "has the element plaintext",
    '<form action="https://other.example/"></form>': "loads https://other.example/",
    "<button formaction=a></button>": "has the attribute formaction",
    '<a href="javascript:alert(1)">a</a>': "links to javascript:alert(1)",
    '<a href="JavaScript&colon;alert(1)">a</a>': "links to JavaScript:alert(1)",
    '<a href="&#1;java&#10;script:alert(1)">a</a>': "links to \x01java\nscript:alert(1)",
    '<a href="data:text/html,a">a</a>': "links to data:text/html,a",
    '<a href="x.y:a">a</a>': "links to x.y:a",
    '<a href="\\\\other.example">a</a>': "links to \\\\other.example",
    '<a href="/\\other.example">a</a>': "links to /\\other.example",
    '<a href="//other.example">a</a>': "links to //other.example",
    '<a href="../nowhere/">a</a>': "links to ../nowhere/, which is not there",
    '<a href="#nowhere">a</a>': "links to #nowhere, which has no such place",
    '<meta http-equiv="Content-Security-Policy" content="">': "does not state one content security policy",
}
# Other files of the site, each with what makes it wrong.
FILES = {
    ("assets/a.svg", "<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>"): "has the element script",
    ("assets/a.svg", "<svg xmlns='http://www.w3.org/2000/svg' onload='a'/>"): "has the attribute onload",
    ("assets/a.svg", "<svg>"): "cannot be read",
    ("assets/a.svg", "<svg xmlns='http://www.w3.org/2000/svg'><image href='a'/></svg>"): "has the element image",
    ("assets/a.svg", "<svg xmlns='http://www.w3.org/2000/svg'><style>a{b:url(c)}</style></svg>"): "has url( in its",
    ("a.xml", "<a>&b;</a>"): "cannot be read",
    ("a.xml", "<?xml-stylesheet href='a'?><a/>"): "names a style sheet",
    ("a.exe", "a"): "is of a kind that no site has",
    ("CNAME", "other.example"): "is of a kind that no site has",
    ("a.json", "{"): "cannot be read",
    ("a.csv", "a,b\r\n1,=1+1\r\n"): "has the cell '=1+1', a formula",
    ("a.csv", "a\r\n@a\r\n"): "has the cell '@a', a formula",
    ("a.csv", "a\r\n-a\r\n"): "has the cell '-a', a formula",
    ("a.ics", "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nEND:VCALENDAR\r\n"): "has an event without an end",
    ("a.ics", "a\r\n"): "is no calendar",
    ("a.epub", "a"): "cannot be read: File is not a zip file",
}


@pytest.fixture(scope="module")
def library() -> Library:
    return read_collection(FIVE, dt.date(2100, 1, 1))


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A finished site; every test leaves it as it finds it."""
    made = tmp_path_factory.mktemp("checked") / "site"
    return Path(shutil.copytree(build_once(FIVE, tmp_path_factory), made))


@pytest.fixture
def told(site: Path, library: Library) -> Callable[[str, str], str]:
    """What the check says of the site where the file at a path holds a text."""

    def said(path: str, text: str) -> str:
        file = site / path
        before = file.read_text(encoding="utf-8") if file.exists() else None
        file.write_text(text, encoding="utf-8", newline="")
        try:
            with pytest.raises(EnvironmentFaultError) as raised:
                check_site(site, library.records, WRITTEN)
        finally:
            file.unlink() if before is None else file.write_text(before, encoding="utf-8")
        return str(raised.value)

    return said


def test_build_that_is_to_be_checked(library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the check refuses is not published, where it is asked for."""

    def refuse(*_: object) -> None:
        raise EnvironmentFaultError("a page is wrong")

    monkeypatch.setattr(sites, "check_site", refuse)
    with pytest.raises(EnvironmentFaultError, match="a page is wrong"):
        sites.build(library, PROJECT / "docs", tmp_path / "site", is_checked=True)

    assert list(tmp_path.iterdir()) == []


def test_finished_site_passes(site: Path, library: Library) -> None:
    """Nothing of what we make is refused."""
    check_site(site, library.records, WRITTEN)


@pytest.mark.parametrize("markup", MARKUP)
def test_markup_that_no_page_may_hold(site: Path, told: Callable[[str, str], str], markup: str) -> None:
    """A page that something got into, by whatever way, is named with what it is."""
    text = (site / ARTICLE).read_text(encoding="utf-8")
    found = told(ARTICLE, text.replace("</h1>", f"</h1>{markup}", 1))

    assert f"{ARTICLE} {MARKUP[markup]}" in found
    # What has a scheme is no place that is missing.
    assert f"{MARKUP[markup]}, which" not in found


@pytest.mark.parametrize(("path", "text"), FILES)
def test_file_that_may_not_be(told: Callable[[str, str], str], path: str, text: str) -> None:
    """Pictures, tables and calendars are whole, and hold nothing that runs."""
    assert f"{path} {FILES[path, text]}" in told(path, text)


@pytest.mark.parametrize(
    ("markup", "said"),
    [
        ("<script/>", "has the element script"),
        ('<p style="a">a</p>', "has the attribute style"),
        ('<a href="javascript:alert(1)">a</a>', "links to javascript:alert(1)"),
        ("<p>a", "cannot be read"),
        ('<img src="https://other.example/a.png"/>', "has the element img"),
    ],
)
def test_reading_pack_that_may_not_be(site: Path, library: Library, markup: str, said: str) -> None:
    """What is in a reading pack is looked at too."""
    pack = site / "topics" / "deals" / "ciie-topic-deals.epub"
    before = pack.read_bytes()
    with ZipFile(BytesIO(before)) as whole, ZipFile(pack, "w") as other:
        for name in whole.namelist():
            text = whole.read(name).decode()
            other.writestr(name, text.replace("</h1>", f"</h1>{markup}") if name.endswith("licence.xhtml") else text)
    try:
        with pytest.raises(EnvironmentFaultError) as raised:
            check_site(site, library.records, WRITTEN)
    finally:
        pack.write_bytes(before)

    assert "ciie-topic-deals.epub" in str(raised.value)
    assert said in str(raised.value)


def test_link_in_the_place_of_a_file(site: Path, library: Library) -> None:
    """A link of the file system would publish what it leads to."""
    (site / "a.txt").symlink_to("index.html")

    with pytest.raises(EnvironmentFaultError, match=r"a\.txt is no plain file"):
        check_site(site, library.records, WRITTEN)
    (site / "a.txt").unlink()


def test_words_that_are_lost(site: Path, library: Library, told: Callable[[str, str], str]) -> None:
    """Each passage of each record stands on its page."""
    text = (site / ARTICLE).read_text(encoding="utf-8")
    (record,) = (each for each in library.records if ARTICLE.startswith(f"articles/{each.id}/"))
    word = record.passages[-1].text.split()[-1]
    head, _, tail = text.rpartition(word)

    assert f"articles/{record.id}/ lacks" in told(ARTICLE, head + tail)


def test_passage_without_words(site: Path, library: Library) -> None:
    """An empty cell, or a link without words, is nothing that a page could lack."""
    first, *others = library.records
    empty = replace(first.passages[0], text="")

    check_site(site, [replace(first, passages=(empty, *first.passages)), *others], WRITTEN)


def test_record_without_a_page(site: Path, library: Library) -> None:
    """A record that was lost on the way is named."""
    (site / ARTICLE).rename(site / "gone.html")
    with pytest.raises(EnvironmentFaultError, match="is not there"):
        check_site(site, library.records, WRITTEN)
    (site / "gone.html").rename(site / ARTICLE)


def test_many_faults(site: Path, library: Library) -> None:
    """Ten are named, the others counted."""
    for number in range(12):
        (site / f"{number}.json").write_text("{", encoding="utf-8")
    with pytest.raises(EnvironmentFaultError) as raised:
        check_site(site, library.records, WRITTEN)
    for number in range(12):
        (site / f"{number}.json").unlink()

    assert len(str(raised.value).splitlines()) == 12
    assert str(raised.value).endswith("and 2 more")
