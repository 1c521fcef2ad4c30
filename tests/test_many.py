"""The pages of a collection that is too large for one page of anything, made up by a fixed seed."""

from __future__ import annotations

import datetime as dt
import random
import re

import pytest

from ciie.deriving.derivation import derive
from ciie.deriving.knowledge import Knowledge
from ciie.exports.downloads import downloads
from ciie.pipeline import generated_files
from ciie.reading.library import read_library
from ciie.reading.value_types import PAGE_NAMES
from ciie.views.addresses import FOLDERS, published
from ciie.views.rows import placed
from support.made_up_collection import write_collection
from support.reading_pages import as_read

NUMBER = 480
LARGEST = 160_000
LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)\s]+)\)")
# Pages of the hand-written ones.
WRITTEN = {"about", "contribute", "search"}


@pytest.fixture(scope="module")
def knowledge(tmp_path_factory: pytest.TempPathFactory) -> Knowledge:
    folder = tmp_path_factory.mktemp("many")
    write_collection(folder, NUMBER, random.Random(NUMBER))
    return placed(derive(read_library(folder, "many", dt.date(2026, 11, 21))))


@pytest.fixture(scope="module")
def pages(knowledge: Knowledge) -> dict[str, str]:
    return as_read(generated_files(knowledge))


def texts_under(pages: dict[str, str], start: str) -> str:
    """The texts of all pages whose path begins with `start`."""
    return "\n".join(text for path, text in pages.items() if path.startswith(start))


def test_long_lists_are_split(pages: dict[str, str]) -> None:
    """No page grows with the collection; only the calendar of all events does."""
    large = {path: len(text) for path, text in pages.items() if len(text) > LARGEST}

    assert large.keys() <= {"timeline/events.ics"}


def test_every_link_between_pages_leads_to_one(knowledge: Knowledge, pages: dict[str, str]) -> None:
    """Parts, indexes, pictures, calendars and downloads are where the links say."""
    there = {published(path) for path in pages} | {each.path for each in downloads(knowledge, "")} | WRITTEN
    dead: set[tuple[str, str]] = set()
    for path, text in pages.items():
        links = {link: re.split("[?#]", link)[0].strip("/") for link in LINK.findall(text)}
        dead |= {(path, link) for link, target in links.items() if target not in there}

    assert dead == set()


def test_no_claim_is_left_out(knowledge: Knowledge, pages: dict[str, str]) -> None:
    """Every claim stands on the pages of its measure, however many there are."""
    for measure, claims in knowledge.claims.items():
        text = texts_under(pages, f"figures/{measure}")
        assert [c.key for c in claims if f"(/articles/{c.record.id}/#{c.anchor})" not in text] == []


def test_no_event_is_left_out(knowledge: Knowledge, pages: dict[str, str]) -> None:
    """Every event stands on the timeline by day, and each promise among the promises."""
    days = "\n".join(text for path, text in pages.items() if re.match(r"timeline/\d{4}-", path))
    promises = texts_under(pages, "timeline/promises")

    assert [each.event.what for each in knowledge.happenings if each.event.what not in days] == []
    assert [
        each.event.what
        for each in knowledge.happenings
        if each.lay_ahead(each.event.date) and each.event.what not in promises
    ] == []


def test_no_record_is_left_out(knowledge: Knowledge, pages: dict[str, str]) -> None:
    """Every record stands on the pages of its edition, and on those of each of its topics."""
    for record in knowledge.records:
        assert record.edition is not None
        for ordinal in record.edition.ordinals:
            assert record.id in texts_under(pages, f"editions/{ordinal}")
        for topic in record.topics:
            assert record.id in texts_under(pages, f"topics/{topic}")


def test_no_entry_is_left_out(knowledge: Knowledge, pages: dict[str, str]) -> None:
    """Every organisation stands in the directory, by its page or as a row with an anchor."""
    text = texts_under(pages, "organisations/index")
    names = knowledge.vocabulary.organisations

    assert [name for name in names if f"](/organisations/{name}/)" not in text and f'id="{name}"' not in text] == []


def test_no_page_can_have_the_id_of_a_record_or_an_entry(knowledge: Knowledge, pages: dict[str, str]) -> None:
    """Every page beside those of records and entries has a name that no id may be."""
    ids = {FOLDERS[kind]: set(entries) for kind, entries in knowledge.vocabulary.kinds()}
    ids["articles"] = {record.id for record in knowledge.records}
    beside = {name for path in pages for folder, _, name in [path.removesuffix(".md").partition("/")]
              if folder in ids and "/" not in name and name not in ids[folder]}  # fmt: skip

    assert {"index", "by-kind", "by-country", "group-other", "2023"} <= beside
    assert {name for name in beside if not re.fullmatch(PAGE_NAMES, name)} == {str(n) for n in range(2018, 2026)}
