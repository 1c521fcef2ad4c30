"""What a list of results shows of a record or a page, in the order that assets/search/files.js reads it."""

from __future__ import annotations

from collections.abc import Iterator

from ciie.deriving.knowledge import Knowledge
from ciie.deriving.sayings import sentences
from ciie.indexing.site_pages import SitePage, url_of
from ciie.model.records import Record
from ciie.model.values import Ref
from ciie.pages.links import date_of, introductions, outlet_of, path_of, record_path, title_of

Card = list[object]


def record_card(record: Record, knowledge: Knowledge) -> Card:
    """Title, address, date, outlet, topics, summary, sentences with their anchors, and whose words these are."""
    vocabulary = knowledge.vocabulary
    outlet = [outlet_of(record, vocabulary), url_of(path_of(Ref("outlets", record.source)))]
    topics = [[vocabulary.topics[name].name, url_of(path_of(Ref("topics", name)))] for name in record.topics]
    said = list(_sentences(record))
    url = url_of(record_path(record))
    return [title_of(record), url, date_of(record), outlet, topics, record.summary or "", said, introductions(record)]


def page_card(page: SitePage) -> Card:
    """Title, address, kind, a sentence on it, and the names by which texts call it."""
    return [page.title, page.url, page.kind, page.about, page.spellings]


def _sentences(record: Record) -> Iterator[tuple[str, str]]:
    for passage in record.passages:
        for sentence in sentences(passage.text):
            yield passage.anchor, sentence
