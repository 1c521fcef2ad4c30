"""The indexes of topics and editions, and the directories of names and outlets."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from ciie.deriving.derivation import derive
from ciie.deriving.knowledge import Knowledge
from ciie.model.records import Record
from ciie.model.vocabulary import Organisation, Outlet, Person
from ciie.pages.directories import directory_pages
from ciie.pages.entries import entry_pages
from ciie.pages.indexes import index_pages
from ciie.views.rows import MOST_IN_DIRECTORY, family_name, in_order, placed
from support.reading_pages import as_read
from support.samples import VOCABULARY, library, record

FIRMS = (Organisation("bayer", "Bayer"), Organisation("abb", "ABB"), Organisation("shine", "SHINE"))


def having(*organisations: Organisation, records: tuple[Record, ...] = ()) -> Knowledge:
    """The knowledge of records and of a vocabulary with the organisations."""
    vocabulary = replace(VOCABULARY, organisations={each.id: each for each in organisations})
    return placed(derive(replace(library(*records), vocabulary=vocabulary)))


def naming(name: str, *organisations: str) -> Record:
    """A record that names the organisations."""
    return record(name, organisations=organisations)


def test_topics_of_a_group_begin_with_that_of_most_articles() -> None:
    """A reader finds first what was written most about."""
    topics = {**VOCABULARY.topics, "a": replace(VOCABULARY.topics["deals"], id="a", name="Anything")}
    made = derive(replace(library(record()), vocabulary=replace(VOCABULARY, topics=topics)))
    text = as_read(index_pages(made))["topics/index.md"]

    assert re.findall(r"^- \[(\w+)", text, re.M) == ["Deals", "Anything", "Opening"]


def test_directory_begins_with_what_most_articles_name() -> None:
    """Entries are in the order of their articles, then of their names."""
    made = having(*FIRMS, records=(naming("a", "bayer"),))

    assert [term.name for term in in_order(made, "organisations")] == ["Bayer", "ABB", "SHINE"]


def test_what_one_article_names_is_a_row() -> None:
    """The row has an anchor and the article; links lead to it. What two articles name has a page."""
    made = having(*FIRMS, records=(naming("a", "bayer", "abb"), naming("b", "bayer")))
    pages = as_read([*entry_pages(made), *directory_pages(made)])
    text = pages["organisations/index.md"]

    assert "| [Bayer](/organisations/bayer/) |" in text
    assert '| <span id="abb"></span>ABB |' in text
    assert "[SHINE, 16 November 2023](/articles/a/" in text
    assert "organisations/bayer.md" in pages
    assert "organisations/abb.md" not in pages


def test_body_that_publishes_has_one_page() -> None:
    """What articles name and what publishes under the same name are one thing, on the page of the outlet."""
    made = having(*FIRMS, records=(naming("a", "shine"), naming("b")))
    pages = as_read([*entry_pages(made), *directory_pages(made)])

    assert "[SHINE](/sources/shine/)" in pages["organisations/index.md"]
    assert "organisations/shine.md" not in pages
    assert "sources/shine.md" in pages


def test_long_directory_is_in_parts() -> None:
    """Each entry stands in one part, and links to a row lead to the part that it is in."""
    firms = [Organisation(f"a-{n:03}", f"A{n:03}") for n in range(MOST_IN_DIRECTORY + 1)]
    made = having(*firms)
    pages = as_read(directory_pages(made))

    assert pages["organisations/index-part-2.md"].count('<span id="') == 1
    assert "[Part 2](/organisations/index-part-2/)" in pages["organisations/index.md"]
    assert set(made.vocabulary.elsewhere.values()) >= {
        *("organisations/index.md#a-000", f"organisations/index-part-2.md#a-{MOST_IN_DIRECTORY}"),
    }


@pytest.mark.parametrize(
    ("person", "word"),
    [
        (Person("a", "Titus von dem Bongart", country="de"), "Bongart"),
        (Person("a", "Li Qiang", "李强", country="cn"), "Li"),
        (Person("a", "Jack Ma", "马云", country="cn"), "Ma"),
        (Person("a", "Kim Min-su", country="kr"), "Kim"),
        (Person("a", "Paul Hudson", "韩保罗"), "Hudson"),
        (Person("a", "Plato"), "Plato"),
    ],
)
def test_family_name(person: Person, word: str) -> None:
    """A Chinese, Korean or Vietnamese family name comes first, unless it is written the other way round."""
    assert family_name(person) == word


def test_name_of_an_outlet_alone_makes_no_twin() -> None:
    """Only one name in two lists makes one thing of two entries, not the same id."""
    vocabulary = replace(VOCABULARY, outlets={**VOCABULARY.outlets, "ey": Outlet("ey", "EY Weekly")})

    assert vocabulary.same == {}
