"""The articles in files to read: all as Markdown in one archive, reading packs, and llms.txt, which says what is where.

A reading pack is an e-book (EPUB 3), made of templates by `zipfile`. EbookLib, the library for it, is under the AGPL,
whose terms would then hold for this program too, and writes the time of the run into each book.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from lxml import etree, html
from markupsafe import Markup

from ciie.deriving.facts import changed
from ciie.deriving.knowledge import Knowledge
from ciie.exports.feeds import NAME, NOT_IN_XML, identity, moment, words_of_claim
from ciie.exports.tables import LICENCE, OPEN, site_address
from ciie.model.library import Remember, afresh
from ciie.model.records import Basis, Record
from ciie.model.values import Ref
from ciie.pages.indexes import about
from ciie.text.number_words import with_noun
from ciie.views.addresses import pack_path, path_of, record_path
from ciie.views.citations import title_in_full
from ciie.views.digests import plain_digest
from ciie.views.links import Link, date_of, headline_of, outlet_of, title_of
from ciie.views.publish import Download, render

ARCHIVE = "data/articles.zip"
# An archive has no earlier time; it is the same whenever it is made.
_EPOCH = (1980, 1, 1, 0, 0, 0)
_PAGES = {
    "editions/index.md": "Editions: the headline figures of each expo, side by side",
    "figures/index.md": "Figures: every number with its sources, by what it counts",
    "timeline/index.md": "Timeline: what happened, and when it was reported",
    "topics/index.md": "Topics",
    "articles/index.md": "Articles, newest first",
    "about.md": "About: what the knowledge base holds, and what it does not claim",
}
_FILES = {
    "data/index.md": "Data: every file that can be downloaded",
    "api/v1/index.json": "The collection as JSON",
    "api/v1/openapi.json": "The description of the JSON files",
    ARCHIVE: "All articles as Markdown",
    "data/ciie.sqlite": "All tables as a SQLite database",
    "feed.xml": "The newest articles as a feed",
}


def bundle_files(knowledge: Knowledge, base: str, remember: Remember = afresh) -> Iterator[Download]:
    """The archive of all articles, llms.txt, and the reading packs.

    Args:
        knowledge: What they hold.
        base: The address of the site, with a slash at its end; empty where it is not known.
        remember: What remembers archives and packs.

    Yields:
        The files; equal knowledge gives equal bytes.
    """
    texts = {f"articles/{record.id}.md": _markdown(knowledge, record, base) for record in knowledge.records}
    yield Download("llms.txt", _overview(knowledge, base).encode())
    files = {ARCHIVE: {path: text.encode() for path, text in texts.items()}, **dict(_packs(knowledge, base, remember))}
    made_of = {path: _told(parts) for path, parts in files.items()}
    for name, content in remember("packs", made_of, lambda paths: (_zipped(files[path]) for path in paths)).items():
        yield Download(name, content)


def _told(files: Mapping[str, bytes]) -> str:
    """What tells files from others."""
    return "\n".join(f"{path} {sha256(content).hexdigest()}" for path, content in files.items())


def _zipped(files: Mapping[str, bytes]) -> bytes:
    packed = BytesIO()
    with ZipFile(packed, "w") as archive:
        for path, content in files.items():
            place = ZipInfo(path, _EPOCH)
            # By this file, which comes first and as it is, programs know an e-book.
            place.compress_type = ZIP_STORED if path == _KIND else ZIP_DEFLATED
            place.external_attr = 0o644 << 16
            archive.writestr(place, content)
    return packed.getvalue()


def _markdown(knowledge: Knowledge, record: Record, base: str) -> str:
    """A record as Markdown with front matter; values in JSON, which YAML reads too."""
    front = {
        "title": title_in_full(record),
        "outlet": outlet_of(record, knowledge.vocabulary),
        "date": record.date.iso,
        "language": record.language,
        "url": record.url,
        "topics": [knowledge.vocabulary.topics[topic].name for topic in record.topics],
        "rights": record.rights.value,
        "basis": record.basis.value,
        "page": site_address(base, record_path(record)),
        "summary": record.summary,
    }
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in front.items() if value]
    text = record.body if record.rights in OPEN else "The full text is on the page of the article.\n"
    return "\n".join(["---", *lines, "---", "", text.strip("\n"), ""])


def _overview(knowledge: Knowledge, base: str) -> str:
    vocabulary = knowledge.vocabulary
    topics = [
        (path_of(Ref("topics", each.id)), each.name)
        for each in vocabulary.topics.values()
        if knowledge.records_of(Ref("topics", each.id))
    ]
    parts = {"Pages": _PAGES.items(), "Data": _FILES.items(), "Topics": topics}
    listed = [
        "\n".join([f"## {title}", "", *(f"- [{_text(name)}]({site_address(base, path)})" for path, name in links)])
        for title, links in parts.items()
    ]
    head = (
        "# Press coverage of the China International Import Expo\n\n"
        "> A knowledge base of what the press reported of the expo (CIIE) held in Shanghai since 2018. Articles are"
        " digests in our own words. Every figure is a claim of an article, and leads to it; where articles differ, all"
        " claims are shown. Please cite the article that states a figure."
    )
    return "\n\n".join([head, *listed]) + "\n"


def _text(name: str) -> str:
    """A name as the text of a link in Markdown."""
    line = " ".join(name.split())
    return "".join(f"\\{character}" if character in "\\[]<>`*_" else character for character in line)


# A reading pack has the newest articles, and no more than this number of them.
MOST_CHAPTERS = 200
_KIND = "mimetype"


@dataclass(frozen=True, slots=True)
class Chapter:
    """An article in a reading pack; texts are empty and links absent or without an address where there are none.

    Attributes:
        id: The record's id.
        name: Its title in English, for the contents.
        title: Its title as printed.
        title_en: The title in English, where that differs.
        credit: Who published it, when, who wrote it, and how much of it was read.
        original: The source.
        archive: A copy of it.
        text: The body, in XHTML, where it may be passed on.
        figures: What it counts, a line each.
        page: Its page on the site.
    """

    id: str
    name: str
    title: Link
    title_en: str
    credit: str
    original: Link | None
    archive: Link | None
    text: Markup
    figures: tuple[str, ...]
    page: Link

    @property
    def file(self) -> str:
        """Its file in the pack."""
        return f"{self.id}.xhtml"


@dataclass(frozen=True, slots=True)
class Book:
    """A reading pack: the articles on a topic or an edition.

    Attributes:
        identity: What tells it from every other, always the same.
        title: What its articles are on.
        series: What it is a part of.
        about: What that covers.
        extent: How many articles it has, and of how many.
        newest: The date of the newest.
        moment: When an article in it was published or corrected last, as programs write it.
        page: The page on the site; without an address where that is not known.
        licence: On what terms it may be passed on.
        chapters: The articles, newest first.
    """

    identity: str
    title: str
    series: str
    about: str
    extent: str
    newest: str
    moment: str
    page: Link
    licence: Link
    chapters: tuple[Chapter, ...]


def _packs(knowledge: Knowledge, base: str, remember: Remember) -> Iterator[tuple[str, Mapping[str, bytes]]]:
    """What is in the packs of all topics and editions; a chapter is made once, for all of them."""
    refs = [Ref(kind, name) for kind in ("topics", "editions") for name in knowledge.vocabulary.entries(kind)]
    books = {ref: knowledge.records_of(ref)[:MOST_CHAPTERS] for ref in refs}
    used = {record.id: record for records in books.values() for record in records}
    open_ = {name: record.body for name, record in used.items() if record.rights in OPEN}
    texts = remember("chapters", open_, lambda names: (_as_xml(plain_digest(open_[name])) for name in names))
    chapters = {name: _chapter(knowledge, record, base, texts.get(name, "")) for name, record in used.items()}
    written = {name: _written("book_chapter.xhtml", each) for name, each in chapters.items()}
    for ref, records in books.items():
        if records:
            book = _book(knowledge, ref, [chapters[record.id] for record in records], base)
            parts = {f"EPUB/{each.file}": written[each.id] for each in book.chapters}
            yield pack_path(ref), {**_frame(book), **parts}


def _frame(book: Book) -> Mapping[str, bytes]:
    """All files of a pack but its chapters."""
    parts = {
        "META-INF/container.xml": "book_container.xml",
        "EPUB/book.opf": "book.opf",
        "EPUB/book.css": "book.css",
        "EPUB/cover.xhtml": "book_cover.xhtml",
        "EPUB/contents.xhtml": "book_contents.xhtml",
        "EPUB/licence.xhtml": "book_licence.xhtml",
    }
    return {_KIND: b"application/epub+zip", **{path: _written(name, book) for path, name in parts.items()}}


def _written(template: str, view: Book | Chapter) -> bytes:
    return NOT_IN_XML.sub("", render(template, view=view)).encode()


def _book(knowledge: Knowledge, ref: Ref, chapters: Iterable[Chapter], base: str) -> Book:
    records, term = knowledge.records_of(ref), knowledge.vocabulary[ref]
    found, number = tuple(chapters), with_noun(len(records), "article")
    extent = f"The newest {len(found):,} of {number}." if len(found) < len(records) else f"{number.capitalize()}."
    return Book(
        identity=identity(f"pack {pack_path(ref)}"),
        title=term.name,
        series=NAME,
        about=about(term),
        extent=extent,
        newest=records[0].date.text,
        moment=max(moment(changed(record)) for record in records[:MOST_CHAPTERS]),
        page=_on_the_site(base, path_of(ref)),
        licence=Link(LICENCE["title"], LICENCE["path"]),
        chapters=found,
    )


def _chapter(knowledge: Knowledge, record: Record, base: str, text: str) -> Chapter:
    vocabulary = knowledge.vocabulary
    basis = record.basis.words if record.basis is not Basis.WHOLE else ""
    told = (outlet_of(record, vocabulary), date_of(record), ", ".join(record.authors), basis)
    return Chapter(
        id=record.id,
        name=title_of(record),
        title=headline_of(record),
        title_en=title_of(record) if record.title_en else "",
        credit=" · ".join(filter(None, told)),
        original=Link("Read the original", record.url) if record.url else None,
        archive=Link("archived copy", record.archive) if record.archive else None,
        text=Markup(text),
        figures=tuple(words_of_claim(vocabulary, claim) for claim in knowledge.claims_in[record.id]),
        page=_on_the_site(base, record_path(record)),
    )


def _on_the_site(base: str, path: str) -> Link:
    address = site_address(base, path) if base else ""
    return Link(address, address)


def _as_xml(text: str) -> str:
    """HTML as a block of XHTML: every element closed, and no entity that XML does not know."""
    block = html.fragment_fromstring(NOT_IN_XML.sub("", text), create_parent="div")
    return str(etree.tostring(block, encoding="unicode"))
