"""Reading packs: e-books of a topic's or an edition's articles, as programs for e-books read them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import replace
from io import BytesIO
from typing import Any
from zipfile import ZIP_STORED, ZipFile

import pytest
from hypothesis import given
from lxml import etree

from ciie.deriving.derivation import derive
from ciie.deriving.knowledge import Knowledge
from ciie.exports.bundles import MOST_CHAPTERS, bundle_files
from ciie.exports.packages import data_page
from ciie.model.records import Basis, Record, Rights
from ciie.model.values import Ref
from ciie.pages.topics_and_editions import edition_pages, topic_pages
from ciie.pipeline import read_collection
from ciie.views.addresses import pack_path
from support.project import FIVE
from support.samples import SIXTH, TODAY, date, figure, knowledge, record
from support.texts import SELDOM, marked_texts

BASE = "https://example.org/ciie/"
URL = "https://example.org/a?b=1&c=2"
DEALS = pack_path(Ref("topics", "deals"))
XHTML = "{http://www.w3.org/1999/xhtml}"
OPF = "{http://www.idpf.org/2007/opf}"
DC = "{http://purl.org/dc/elements/1.1/}"


def packs(of: Knowledge, base: str = BASE) -> dict[str, bytes]:
    """The reading packs by path."""
    return {each.path: each.content for each in bundle_files(of, base) if each.path.endswith(".epub")}


def parts(of: Knowledge, path: str = DEALS, base: str = BASE) -> dict[str, bytes]:
    """The files in a pack."""
    with ZipFile(BytesIO(packs(of, base)[path])) as packed:
        assert packed.testzip() is None
        return {name: packed.read(name) for name in packed.namelist()}


def read(files: Mapping[str, bytes], name: str) -> etree._Element:
    """A part of a pack, which must be well formed."""
    return etree.fromstring(files[f"EPUB/{name}"], etree.XMLParser(resolve_entities=False))


def words(tree: etree._Element) -> str:
    return " ".join("".join(tree.itertext()).split())


def links(tree: etree._Element) -> list[str]:
    return [str(each.get("href")) for each in tree.iter(f"{XHTML}a")]


def told(**changes: Any) -> Record:
    return record(url=URL, edition=SIXTH, figures=(figure(edition=SIXTH, note="from abroad"),), **changes)


def test_who_has_a_pack() -> None:
    """Each topic and each edition that has articles."""
    assert set(packs(knowledge(told()))) == {DEALS, "editions/6/ciie-edition-6.epub"}
    assert packs(knowledge()) == {}


def test_programs_know_it_by_its_beginning() -> None:
    """The kind comes first and as it is, and the container names the package."""
    content = packs(knowledge(told()))[DEALS]
    with ZipFile(BytesIO(content)) as packed:
        first = packed.infolist()[0]
        container = etree.fromstring(packed.read("META-INF/container.xml"))

    assert (first.filename, first.compress_type, first.extra) == ("mimetype", ZIP_STORED, b"")
    assert content[30:].startswith(b"mimetypeapplication/epub+zip")
    assert [each.get("full-path") for each in container.iter("{*}rootfile")] == ["EPUB/book.opf"]


def test_package_lists_every_file() -> None:
    """What is in the book stands in the manifest, each once; what is read is in order, cover first, licence last."""
    files = parts(knowledge(told(), record("b", body="Something else.")))
    package = read(files, "book.opf")
    items = {str(each.get("id")): str(each.get("href")) for each in package.iter(f"{OPF}item")}
    read_in_order = [items[str(each.get("idref"))] for each in package.iter(f"{OPF}itemref")]

    assert sorted(f"EPUB/{each}" for each in items.values()) == sorted(
        name for name in files if name.startswith("EPUB/") and name != "EPUB/book.opf"
    )
    assert read_in_order == ["cover.xhtml", "contents.xhtml", f"{record().id}.xhtml", "b.xhtml", "licence.xhtml"]
    assert [each.get("href") for each in package.iter(f"{OPF}item") if each.get("properties") == "nav"] == [
        "contents.xhtml"
    ]


def test_package_says_what_the_book_is() -> None:
    """Identity, title, language, licence and the moment of the newest article."""
    package = read(parts(knowledge(told())), "book.opf")
    facts = {name: package.findtext(f".//{DC}{name}") for name in ("identifier", "title", "language", "rights")}

    assert str(facts["identifier"]).startswith("urn:uuid:")
    assert str(facts["title"]).startswith("Deals. ")
    assert (facts["language"], facts["rights"]) == ("en", "Creative Commons Attribution 4.0")
    assert [each.text for each in package.iter(f"{OPF}meta") if each.get("property") == "dcterms:modified"] == [
        "2023-11-16T00:00:00Z"
    ]


def test_identity_stays() -> None:
    """A pack keeps its identity as articles come and the site moves; no two packs share one."""

    def of(files: Mapping[str, bytes]) -> str:
        return str(read(files, "book.opf").findtext(f".//{DC}identifier"))

    first = of(parts(knowledge(told())))

    assert of(parts(knowledge(told(), record("b")), base="")) == first
    assert of(parts(knowledge(told()), "editions/6/ciie-edition-6.epub")) != first


def test_contents_lead_to_every_chapter() -> None:
    """The list of contents is what the book is made of, by title."""
    files = parts(derive(read_collection(FIVE, TODAY)), "editions/6/ciie-edition-6.epub")
    (nav,) = read(files, "contents.xhtml").iter(f"{XHTML}nav")

    assert nav.get("{http://www.idpf.org/2007/ops}type") == "toc"
    assert all(f"EPUB/{each}" in files for each in links(nav))
    assert set(links(nav)) == {
        name.removeprefix("EPUB/") for name in files if name.endswith(".xhtml") and "contents" not in name
    }


def test_chapter_has_the_article() -> None:
    """Title, source, date, the original, the digest, the figures, and the page on the site."""
    chapter = read(parts(knowledge(told(basis=Basis.BEGINNING))), f"{record().id}.xhtml")

    assert words(next(chapter.iter(f"{XHTML}h1"))) == "Results of the expo"
    assert links(chapter) == [URL, f"{BASE}articles/{record().id}/"]
    for text in ("SHINE · 16 November 2023 · Read in part", "Exhibitors, edition 6: 3,486 companies (from abroad)"):
        assert text in words(chapter)


def test_every_chapter_has_all_words_of_its_digest() -> None:
    """In five real records nothing is lost between the body and the book."""
    of = derive(read_collection(FIVE, TODAY))
    files = parts(of, "editions/6/ciie-edition-6.epub")
    for each in of.records:
        rest = "".join(words(read(files, f"{each.id}.xhtml")).split())
        for passage in each.passages:
            _, found, rest = rest.partition("".join(passage.text.split()))
            assert found, passage.text


@pytest.mark.parametrize("rights", [Rights.LICENSED, Rights.PERMISSION])
def test_what_we_alone_may_publish_is_left_out(rights: Rights) -> None:
    """A full text stays on its page, and the chapter says so."""
    chapter = read(parts(knowledge(told(rights=rights, body="Their own words.\n"))), f"{record().id}.xhtml")

    assert "Their own words" not in words(chapter)
    assert "The full text is on the page of the article." in words(chapter)


@pytest.mark.parametrize(
    ("number", "extent"), [(MOST_CHAPTERS, "200 articles."), (201, "The newest 200 of 201 articles.")]
)
def test_pack_does_not_grow(number: int, extent: str) -> None:
    """A pack has the newest articles, no more than a number of them, and says so on its cover."""
    days = [date((dt.date(2023, 11, 16) - dt.timedelta(n)).isoformat()) for n in range(number)]
    records = [record(f"r-{n}", date=day, body=f"Report {n}.") for n, day in enumerate(days)]
    files = parts(knowledge(*records))

    assert sum(name.startswith("EPUB/r-") for name in files) == MOST_CHAPTERS
    assert "EPUB/r-0.xhtml" in files
    assert f"{extent} The newest is of 16 November 2023." in words(read(files, "cover.xhtml"))


def test_data_page_says_how_long_a_pack_is() -> None:
    """The number in the text is the one that holds."""
    assert f"up to {MOST_CHAPTERS} articles" in data_page().text


def test_licence_is_named() -> None:
    """The last page says on what terms the book may be passed on."""
    page = read(parts(knowledge(told())), "licence.xhtml")

    assert links(page) == ["https://creativecommons.org/licenses/by/4.0/"]


def test_same_articles_make_the_same_bytes() -> None:
    """No clock is in a pack, and no order by chance."""
    assert packs(knowledge(told(), record("b"))) == packs(knowledge(told(), record("b")))


def test_without_the_address_of_the_site() -> None:
    """Where the site's address is not known, a book leads only to sources."""
    files = parts(knowledge(told()), base="")
    found = [
        link for name in files if name.endswith(".xhtml") for link in links(read(files, name.removeprefix("EPUB/")))
    ]

    assert {each for each in found if not each.endswith(".xhtml")} == {
        URL,
        "https://creativecommons.org/licenses/by/4.0/",
    }


@SELDOM
@given(marked_texts, marked_texts)
def test_hostile_text_stays_text(title: str, text: str) -> None:
    """Whatever titles, names and bodies hold, every part is well formed, shows it all, and nothing in it runs."""
    title = " ".join(title.split()) or "x"
    noted = replace(figure(edition=SIXTH), note=text or None)
    one = record(body=text, title=title, authors=(title,), figures=(noted,), url=URL)
    files = parts(knowledge(one))
    for name in files:
        if name.endswith(("xhtml", "opf")):
            tree = read(files, name.removeprefix("EPUB/"))
            assert {etree.QName(each).localname for each in tree.iter(etree.Element)} & {
                "script",
                "img",
                "style",
            } == set()
    chapter = read(files, f"{one.id}.xhtml")

    assert words(next(chapter.iter(f"{XHTML}h1"))) == words(read(files, "contents.xhtml")[1][0][1][1][0]) == title
    assert all("".join(each.text.split()) in "".join(words(chapter).split()) for each in one.passages)
    assert all(re.match(r"https?:|mailto:", link) for link in links(chapter))


@pytest.mark.parametrize("character", ["\x00", "\x0e", "\x1b", "\ufffe"])
def test_character_that_xml_cannot_write(character: str) -> None:
    """Should such a character get past the check of records, the book is well formed without it."""
    one = record(title=f"a{character}b", body=f"c{character}d\n")
    chapter = read(parts(knowledge(one)), f"{one.id}.xhtml")

    assert words(next(chapter.iter(f"{XHTML}h1"))) == "ab"


@pytest.mark.parametrize(
    "body", ["a  \nb\n", "a\n\n---\n\nb\n", "a&nbsp;b &copy; &hellip;\n", "a | b\n--|--:\n1 | 2\n"]
)
def test_what_html_and_xml_write_differently(body: str) -> None:
    """Breaks, rules, entities and tables are well formed in the book."""
    chapter = read(parts(knowledge(record(body=body))), f"{record().id}.xhtml")

    assert "a" in words(chapter)


def test_pages_lead_to_their_packs() -> None:
    """The box beside a topic or an edition has the way to its pack; one without articles has none."""
    of = knowledge(told())
    pages = {page.path: page.text for page in (*topic_pages(of), *edition_pages(of))}

    assert '<a href="ciie-topic-deals.epub">' in pages["topics/deals.md"]
    assert '<a href="ciie-edition-6.epub">' in pages["editions/6.md"]
    assert ".epub" not in pages["topics/opening-up.md"]
