"""The articles as Markdown for reading programs: all of them in one archive, and llms.txt, which says what is where."""

from __future__ import annotations

import json
from collections.abc import Iterator
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from ciie.deriving.knowledge import Knowledge
from ciie.exports.tables import OPEN, site_address
from ciie.model.records import Record
from ciie.model.values import Ref
from ciie.views.addresses import path_of, record_path
from ciie.views.citations import title_in_full
from ciie.views.links import outlet_of
from ciie.views.publish import Download

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


def bundle_files(knowledge: Knowledge, base: str) -> Iterator[Download]:
    """The archive of all articles, and llms.txt.

    Args:
        knowledge: What they hold.
        base: The address of the site, with a slash at its end; empty where it is not known.

    Yields:
        The two files; equal knowledge gives equal bytes.
    """
    yield Download(ARCHIVE, _archive(knowledge, base))
    yield Download("llms.txt", _overview(knowledge, base).encode())


def _archive(knowledge: Knowledge, base: str) -> bytes:
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        for record in knowledge.records:
            place = ZipInfo(f"articles/{record.id}.md", _EPOCH)
            place.compress_type, place.external_attr = ZIP_DEFLATED, 0o644 << 16
            archive.writestr(place, _markdown(knowledge, record, base))
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
