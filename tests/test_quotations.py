"""Quotation marks on the site stand only around words that a source has; a digest's words are introduced as such."""

from __future__ import annotations

import csv
import datetime as dt
import gzip
import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from io import StringIO
from pathlib import Path

import pytest

from ciie.deriving.derivation import derive
from ciie.pipeline import all_pages, read_collection
from support.project import PROJECT
from support.reading_pages import as_read
from test_gold import RECORDS

TODAY = dt.date(2026, 11, 21)
# A mark that is opened and not closed quotes what follows it.
_QUOTED = re.compile(
    r"“([^”]*)”?|„([^“”]*)[“”]?|\"([^\"]*)\"?|«([^»]*)»?|»([^«]*)«|「([^」]*)」?|『([^』]*)』?|《([^》]*)》?|〈([^〉]*)〉?|‹([^›]*)›?"
    r"|(?<!\w)‘([^’]*)’?|(?<!\w)'([^']*)'(?!\w)"
)
_FOLD = str.maketrans("“”„«»「」『』‘’", '"""""""""' + "''")
# Code shows how something is typed; its quotation marks are part of it.
_UNREAD = {"script", "style", "code", "pre", "kbd"}
_APART = {"td", "th", "li", "p", "br", "h1", "h2", "h3", "h4", "div", "title", "tr", "section", "dt", "dd", "option"}
_READ_ATTRIBUTES = {"content", "alt", "title", "aria-label", "placeholder"}


class Texts(HTMLParser):
    """The texts of a page: each run that no block interrupts, readable attributes, and what is set as a quotation."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.texts: list[str] = [""]
        self.set_as_quotations: list[str] = []
        self._unread = self._quoted = 0
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if "http-equiv" not in dict(attrs):
            self.texts += [value for name, value in attrs if name in _READ_ATTRIBUTES and value]
        if tag in _APART or tag in {"q", "blockquote"}:
            self.texts.append("")
        if tag in {"q", "blockquote"}:
            self._quoted += 1
            self.set_as_quotations.append("")
        self._unread += tag in _UNREAD

    def handle_endtag(self, tag: str) -> None:
        self._unread -= tag in _UNREAD
        self._quoted -= tag in {"q", "blockquote"}
        if tag in _APART:
            self.texts.append("")

    def handle_data(self, data: str) -> None:
        if not self._unread:
            self.texts[-1] += data
            if self._quoted:
                self.set_as_quotations[-1] += data


def fold(text: str) -> str:
    """A text with its blanks folded and its quotation marks in one style."""
    return " ".join(text.translate(_FOLD).split()).casefold()


def quotations(name: str, text: str) -> Iterator[str]:
    """What stands in quotation marks, or is set as a quotation, in a file of the site."""
    if name.endswith((".html", ".svg")):
        page = Texts(text)
        yield from (fold(each) for each in page.set_as_quotations)
        texts = page.texts
    elif name.endswith((".json", ".json.gz")):
        texts = list(_strings(json.loads(text)))
    elif name.endswith(".csv"):
        cells = [cell for row in csv.reader(StringIO(text)) for cell in row]
        texts = [each for cell in cells for each in _strings(json.loads(cell) if cell.startswith("[") else cell)]
    else:
        texts = text.replace("\r\n ", "").splitlines()
    for each in texts:
        for found in _QUOTED.finditer(each):
            yield fold(next((run for run in found.groups() if run is not None), "")).strip(".,;:!? ")


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for each in value:
            yield from _strings(each)
    elif isinstance(value, dict):
        for key, each in value.items():
            yield from (key, *_strings(each))


def files_of(site: Path) -> Iterator[tuple[str, str]]:
    """Every file of a site that readers or their programs see words of, and its text."""
    for path in sorted(site.rglob("*")):
        name = path.relative_to(site).as_posix()
        if name.endswith(".schema.json"):
            continue  # a schema is code
        if path.suffix in {".html", ".svg", ".ics", ".json", ".csv", ".txt", ".bib", ".ris"}:
            yield name, path.read_bytes().decode()
        elif name.endswith(".json.gz"):
            yield name, gzip.decompress(path.read_bytes()).decode()


def sources_of(name: str, captures: dict[str, str]) -> Iterator[str]:
    """The captures that a file of the site may quote: the page of an article its own, any other all."""
    own = [text for number, text in captures.items() if f"articles/{RECORDS[number]}/" in name]
    yield from own or captures.values()


@pytest.mark.site
def test_every_quotation_of_the_site_stands_in_a_source(site: Path, captures: Path) -> None:
    """Whatever any page, calendar or file of the search has in quotation marks, a capture has word by word."""
    texts = {path.name[:3]: fold(path.read_text(encoding="utf-8")) for path in sorted(captures.glob("*.txt"))}
    assert set(texts) == set(RECORDS)
    found = [(name, quoted) for name, text in files_of(site) for quoted in quotations(name, text)]
    assert found, "the digests quote some words of their sources"
    invented = [(name, quoted) for name, quoted in found if not any(quoted in each for each in sources_of(name, texts))]

    assert invented == []


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>It is “wide open”, <b>said</b> Li</p>", ["wide open"]),
        ("<p>“wide <a href='x'>open</a>”</p>", ["wide open"]),
        ("<p>“not closed</p><p>next</p>", ["not closed"]),
        ('<p>"straight"</p><meta content="of ‘one’">', ["straight", "one"]),
        ("<p>「开放」 and 《进博会》 and «ouvert»</p>", ["开放", "进博会", "ouvert"]),
        ("<p>the expo's, companies' and L'Oréal's booths</p>", []),
        ("<blockquote><p>set apart</p></blockquote><q>within</q>", ["set apart", "within"]),
        ('<p><code>as: "typed"</code></p><script>"no text"</script>', []),
        ('<meta http-equiv="Content-Security-Policy" content="default-src \'none\'">', []),
    ],
)
def test_quotations_are_found_in_every_form(html: str, expected: list[str]) -> None:
    """The finder of quotations reads marks of all styles and elements, across tags, and leaves apostrophes and code."""
    assert sorted(quotations("page.html", html)) == sorted(expected)


def small_pages(folder: Path, rights: str) -> dict[str, str]:
    """The pages of the small collection with all records under `rights`."""
    for path in sorted((PROJECT / "tests" / "small").rglob("*.*")):
        target = folder / path.relative_to(PROJECT / "tests" / "small")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(path.read_text(encoding="utf-8").replace("rights: digest", f"rights: {rights}"), "utf-8")
    return as_read(all_pages(derive(read_collection(folder, TODAY))))


def test_digest_is_introduced_as_one(tmp_path: Path) -> None:
    """Sentences, summaries and descriptions out of a digest say that they are, and bear no quotation marks."""
    pages = small_pages(tmp_path, "digest")

    assert "From the digest of the article by [Example Daily]" in pages["organisations/acme.md"]
    assert "From the digest: The sixth expo ended" in pages["articles/index.md"]
    described = pages["articles/2023-11-12-daily-after-the-close.md"]
    assert "description: 'Digest of an article by Example Daily" in described
    # A citation has the title as its source prints it.
    assert [path for path, text in pages.items() if "“" in re.sub("(?m)^- Chicago: .*$", "", text)] == []


@pytest.mark.parametrize("rights", ["licensed", "permission", "public-domain"])
def test_full_text_is_quoted(tmp_path: Path, rights: str) -> None:
    """Where the body is the text of the source, its sentences are quoted; its summary, which is ours, is not."""
    pages = small_pages(tmp_path, rights)

    assert "[“Acme, a German company, was there.”]" in pages["organisations/acme.md"]
    assert "Summary: The sixth expo ended" in pages["articles/index.md"]
    assert [path for path, text in pages.items() if "From the digest" in text] == []
