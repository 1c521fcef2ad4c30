"""Feeds of the newest articles and claims, as the programs of feed readers read them."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import feedparser
import jsonschema
import pytest
from hypothesis import given

from ciie.deriving.derivation import derive
from ciie.deriving.knowledge import Knowledge
from ciie.exports.feeds import MOST_ITEMS, feed_files, feeds
from ciie.model.records import Record, Status
from ciie.pipeline import read_collection
from ciie.views.citations import described
from ciie.views.links import title_of
from support.project import FIVE, build_once
from support.samples import SIXTH, TODAY, VOCABULARY, date, event, figure, knowledge, record
from support.texts import SELDOM, marked_texts

BASE = "https://example.org/ciie/"
URL = "https://example.org/a?b=1&c=2"
# What the specification of JSON Feed 1.1 asks for, as far as it is used here.
ITEM = {
    "type": "object",
    "required": ["id", "url", "title", "content_text", "date_published"],
    "properties": {"id": {"type": "string", "pattern": "^urn:uuid:"}, "tags": {"items": {"type": "string"}}},
}
JSON_FEED = {
    "type": "object",
    "required": ["version", "title", "items"],
    "properties": {
        "version": {"const": "https://jsonfeed.org/version/1.1"},
        "authors": {"items": {"type": "object", "required": ["name"]}},
        "items": {"type": "array", "items": ITEM, "minItems": 1, "maxItems": MOST_ITEMS},
    },
}


def files_of(of: Knowledge, base: str = BASE) -> dict[str, bytes]:
    return {each.path: each.content for each in feed_files(of, base)}


def atom(content: bytes) -> Any:
    """The feed as a reader's program has it; it must be well formed."""
    found = feedparser.parse(content, sanitize_html=False)
    assert not found.bozo, found.get("bozo_exception")
    return found


def told(**changes: Any) -> Record:
    return record(url=URL, figures=(figure(edition=SIXTH),), edition=SIXTH, **changes)


def test_pages_that_have_feeds() -> None:
    """All articles, each topic and edition that has any, and each measure with claims have both kinds of feed."""
    folders = {"", "topics/deals/", "editions/6/", "figures/exhibitors/"}

    assert set(files_of(knowledge(told()))) == {
        f"{folder}feed.{kind}" for folder in folders for kind in ("xml", "json")
    }
    assert list(feeds(knowledge())) == []


def test_item_of_an_article() -> None:
    """An item has the title, the page, the source, the topics, and the summary with whose words it is."""
    one = told(summary="Sums were signed.")
    (entry,) = atom(files_of(knowledge(one))["feed.xml"]).entries
    links = {each.rel: each.href for each in entry.links}

    assert entry.title == title_of(one)
    assert links == {"alternate": f"{BASE}articles/{one.id}/", "via": URL}
    assert entry.summary == described(one, VOCABULARY)
    assert [each.term for each in entry.tags] == ["deals"]
    assert entry.published == entry.updated == "2023-11-16T00:00:00Z"


def test_item_of_a_claim() -> None:
    """An item of a measure's feed has the number and who states it, and leads to the passage."""
    one = told(figure_anchors=("p1",))
    (entry,) = atom(files_of(knowledge(one))["figures/exhibitors/feed.xml"]).entries

    assert entry.title == "Exhibitors, edition 6: 3,486 companies"
    assert entry.summary.endswith("Stated by SHINE in: Results of the expo")
    assert entry.link == f"{BASE}articles/{one.id}/#p1"


def test_claim_keeps_its_identity() -> None:
    """A claim is known again when its record gets another figure before it; what is expected is said so."""
    expected = figure(edition=SIXTH, status=Status.EXPECTED)
    other = replace(expected, measure="intended-deals", unit="USD")
    found = [
        atom(files_of(knowledge(record(figures=figures)))["figures/exhibitors/feed.xml"]).entries[0]
        for figures in ((expected,), (other, expected))
    ]

    assert found[0].id == found[1].id
    assert found[0].title == "Exhibitors, edition 6: 3,486 companies, expected"


def test_feed_says_where_it_is() -> None:
    """A feed names its own address, its page, its title and the day of its newest item."""
    found = atom(files_of(knowledge(told()))["topics/deals/feed.xml"]).feed

    assert {each.rel: each.href for each in found.links} == {
        "self": f"{BASE}topics/deals/feed.xml",
        "alternate": f"{BASE}topics/deals/",
    }
    assert (found.title.endswith(": Deals"), found.updated) == (True, "2023-11-16T00:00:00Z")


def test_feeds_of_five_records_are_read() -> None:
    """Every feed is well formed, every JSON Feed is by the specification, and both tell the same."""
    files = files_of(derive(read_collection(FIVE, TODAY)))
    names = [path.removesuffix(".xml") for path in files if path.endswith(".xml")]

    assert len(names) > 20
    for name in names:
        held, entries = json.loads(files[f"{name}.json"]), atom(files[f"{name}.xml"]).entries
        jsonschema.validate(held, JSON_FEED)
        assert [(each["id"], each["url"], each["title"]) for each in held["items"]] == [
            (each.id, each.link, each.title) for each in entries
        ]
        assert len({each.id for each in entries}) == len(entries)


@pytest.mark.parametrize(("number", "expected"), [(MOST_ITEMS, MOST_ITEMS), (MOST_ITEMS + 1, MOST_ITEMS)])
def test_feed_does_not_grow(number: int, expected: int) -> None:
    """A feed has the newest items, and no more than a number of them."""
    records = [record(f"r-{n}", date=date(f"{2099 - n}"), body=f"Report {n}.") for n in range(number)]
    entries = atom(files_of(knowledge(*records))["feed.xml"]).entries

    assert len(entries) == expected
    assert entries[0].link == f"{BASE}articles/r-0/"


def identities(of: Knowledge, base: str = BASE) -> list[str]:
    return [each["id"] for content in files_of(of, base).values() if content.startswith(b"{")
            for each in json.loads(content)["items"]]  # fmt: skip


def test_item_keeps_its_identity() -> None:
    """An item is the same one at another address of the site, with other words, and when its record is renamed."""
    before = identities(knowledge(told()))

    assert identities(knowledge(told()), "https://example.com/") == before
    assert identities(knowledge(told(title="Another title", summary="Another."))) == before
    assert identities(knowledge(replace(told(), id="2023-11-16-shine-new", formerly=(record().id,)))) == before
    assert identities(knowledge(replace(told(), id="2023-11-16-shine-other"))) != before


@pytest.mark.parametrize(("path", "way"), [("feed", ""), ("topics/deals/feed", "../../")])
def test_without_the_address_of_the_site(path: str, way: str) -> None:
    """Where the site's address is not known, addresses start from the feed."""
    (item,) = json.loads(files_of(knowledge(told()), "")[f"{path}.json"])["items"]

    assert item["url"] == f"{way}articles/{record().id}/"


@SELDOM
@given(marked_texts)
def test_hostile_text_comes_back(text: str) -> None:
    """Whatever a record says, a feed is well formed and says it as plain text."""
    one = told(title=text or "x", summary=text)
    files = files_of(knowledge(one))
    (entry,), (item,) = atom(files["feed.xml"]).entries, json.loads(files["feed.json"])["items"]

    assert entry.title_detail.type == "text/plain"
    assert entry.title.split() == item["title"].split() == (text or "x").split()
    assert entry.get("summary", "").split() == item["content_text"].split()


@pytest.mark.parametrize("character", ["\x00", "\x0e", "\x1b", "\ufffe"])
def test_character_that_xml_cannot_write(character: str) -> None:
    """Should such a character get past the check of records, the feed is well formed without it."""
    one = told(title=f"a{character}b")

    assert atom(files_of(knowledge(one))["feed.xml"]).entries[0].title == "ab"


@pytest.mark.site
def test_pages_lead_to_their_feeds(tmp_path_factory: pytest.TempPathFactory) -> None:
    """The head of a page names the feeds of all articles and its own, where it has one, and they are there."""
    site = build_once(FIVE, tmp_path_factory)
    link = re.compile(r'<link rel="alternate" type="application/(?:atom\+xml|feed\+json)" title="[^"]+" href="([^"]+)"')
    found = {path: link.findall((site / path / "index.html").read_text()) for path in (".", "topics/deals", "about")}

    assert found["."] == ["feed.xml", "feed.json"]
    assert found["topics/deals"] == ["../../feed.xml", "../../feed.json", "feed.xml", "feed.json"]
    assert found["about"] == ["../feed.xml", "../feed.json"]
    assert all(Path(site, page, href).is_file() for page, links in found.items() for href in links)


def test_correction_is_an_update() -> None:
    """A record that was corrected is told of again, as the same item."""
    one = told(corrections=(event("2023-12-01"), event("2023-11-20")))
    files = files_of(knowledge(one))
    (entry,), (item,) = atom(files["feed.xml"]).entries, json.loads(files["feed.json"])["items"]

    assert (entry.published, entry.updated) == ("2023-11-16T00:00:00Z", "2023-12-01T00:00:00Z")
    assert atom(files["feed.xml"]).feed.updated == item["date_modified"] == "2023-12-01T00:00:00Z"
    assert entry.id == item["id"] == identities(knowledge(told()))[0]
