"""What a query finds, asked of the engine in a browser, over the project's own five records."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser

from ciie.deriving.knowledge import derive
from ciie.indexing.search_index import write_index
from ciie.indexing.site_pages import Guide
from ciie.pipeline import read_collection
from conftest import PROJECT, serving

pytestmark = pytest.mark.browser
Search = Callable[..., dict[str, Any]]
GUIDES = (Guide("timeline/index.md", "Timeline", "What happened."), Guide("editions/index.md", "Editions"))
STDAILY, PEOPLE, SHINE, BREAKING, XINHUA = "stdaily", "peoples", "shine", "breaking", "xinhua"
ASK = """async ([text, options]) => {
    const { search, recordCards, pageCards } = await import("/assets/search/engine.js");
    const { excerpt } = await import("/assets/search/excerpts.js");
    const { marks, ...found } = await search(text, options);
    const cards = await recordCards(found.records);
    return {
        ...found,
        records: cards.map((card) => card.url.slice("articles/2023-11-08-".length).split("-")[0]),
        pages: (await pageCards(found.pages)).map((card) => card.title),
        excerpts: cards.map((card) => excerpt(card, marks).parts),
        marks: marks.query,
    };
}"""


@pytest.fixture(scope="module")
def search(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Search]:
    """Asks the engine: a text, and its options."""
    site = tmp_path_factory.mktemp("engine")
    write_index(derive(read_collection(PROJECT / "articles", dt.date(2026, 11, 21))), GUIDES, site)
    shutil.copytree(PROJECT / "docs" / "assets" / "search", site / "assets" / "search")
    Path(site, "index.html").write_text("<!doctype html>", encoding="utf-8")
    with serving(site) as base, browser.new_context() as context:
        page = context.new_page()
        page.goto(f"{base}/index.html")
        yield lambda text, **options: page.evaluate(ASK, [text, options])


def added(found: dict[str, Any]) -> list[tuple[str, str]]:
    """What was added for what: why, and the first thing added."""
    return [(addition["why"], addition["added"][0]) for addition in found["additions"]]


def test_record_has_every_word_of_the_query(search: Search) -> None:
    """Words narrow each other."""
    assert search("hydrogen older")["records"] == [XINHUA]
    assert search("hydrogen")["records"] == [XINHUA, BREAKING]
    assert not search("hydrogen older")["isLoose"]


def test_records_with_some_words_are_found_where_none_has_all(search: Search) -> None:
    """The answer says that it is loose, and which word nothing has."""
    found = search("hydrogen zzyzx")

    assert (found["records"], found["isLoose"], found["missing"]) == ([XINHUA, BREAKING], True, ["zzyzx"])


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Shanghia", "Shanghai"),
        ("Qualcom", "Qualcomm"),
        ("phamaceutical", "pharmaceutical"),
        ("exibitors", "exhibitors"),
    ],
)
def test_typing_error_is_mended_and_said_so(search: Search, typed: str, meant: str) -> None:
    """Results are those of the word that was meant."""
    found = search(typed)

    assert ("spelling", meant) in added(found)
    assert found["records"] == search(meant)["records"] != []


def test_typing_error_in_a_name_finds_the_name(search: Search) -> None:
    """A mended word is looked up among the names too."""
    assert search("Panasonik Holdings")["pages"][0] == "Panasonic Holdings Co., Ltd."


@pytest.mark.parametrize("text", ["jinbohui", "jin bo hui", "進博會", "进博会", "import expo", "CIIE"])
def test_name_in_any_spelling_finds_what_is_named(search: Search, text: str) -> None:
    """The other names are said to be added, and the page of the name comes first."""
    found = search(text)

    assert len(found["records"]) == 5
    assert found["pages"][0] == "China International Import Expo"
    assert added(found)[0][0] == "name"


def test_name_that_no_record_uses_finds_its_page(search: Search) -> None:
    """Nothing is missing where the query names a page, though no text has the spelling that was typed."""
    found = search("rui shi")

    assert (found["pages"][0], found["missing"], found["records"]) == ("Switzerland", [], [])


def test_part_of_a_chinese_name_finds_what_the_name_stands_for(search: Search) -> None:
    """口博 stands in the middle of the Chinese name of the expo, which the articles write otherwise."""
    assert len(search("口博")["records"]) == 5


def test_demonym_finds_the_country(search: Search) -> None:
    """What is Serbian is of Serbia."""
    found = search("Serbian")

    assert (found["records"], found["pages"][0]) == ([STDAILY], "Serbia")


@pytest.mark.parametrize("form", ["open", "opening", "opened", "opens"])
def test_forms_of_a_word_find_each_other(search: Search, form: str) -> None:
    """Whichever is typed, the same records come."""
    assert sorted(search(form)["records"]) == sorted([STDAILY, PEOPLE, SHINE, BREAKING, XINHUA])


def test_phrase_stands_in_a_row(search: Search) -> None:
    """The same words in another order are not the phrase."""
    assert sorted(search('"negative lists"')["records"]) == [BREAKING, XINHUA]
    assert search('"lists negative"')["records"] == []


@pytest.mark.parametrize("number", ["78.41", "3486", "3,486", "３４８６", "US$78.41 billion", "784.1亿美元"])
def test_number_is_found_as_it_is_typed(search: Search, number: str) -> None:
    """Signs, separators and scales are read as texts have them."""
    assert search(number)["records"][0] == STDAILY


def test_number_and_its_scale_stand_together(search: Search) -> None:
    """350 companies and 78 billion are not 350 billion."""
    assert sorted(search("US$350 billion")["records"]) == [BREAKING, XINHUA]


def test_nothing_is_added_to_what_is_searched_as_typed(search: Search) -> None:
    """Names, forms and errors stay as they are."""
    for text in ("jinbohui", "Shanghia", "Qualcom", "serbian"):
        found = search(text, asTyped=True)
        assert (found["records"], found["additions"]) == ([], []), text
    assert search("opened", asTyped=True)["records"] != search("opened")["records"]


@pytest.mark.parametrize(("typed", "page"), [("gil", "Gilead Sciences"), ("jinb", "China International Import Expo")])
def test_last_word_may_be_the_beginning_of_one_while_typing(search: Search, typed: str, page: str) -> None:
    """The box answers before a word is whole."""
    assert page in search(typed, typing=True)["pages"]


def test_word_that_is_whole_is_not_taken_for_a_beginning(search: Search) -> None:
    """A blank ends it."""
    assert search("op ", typing=True)["additions"] == search("op")["additions"]


@pytest.mark.parametrize("text", ["", "   ", "…!?", '""', "-"])
def test_query_without_words_is_empty(search: Search, text: str) -> None:
    """It finds nothing, and nothing is missing."""
    found = search(text)

    assert (found["isEmpty"], found["records"], found["pages"], found["missing"]) == (True, [], [], [])


def test_common_words_alone_are_a_phrase(search: Search) -> None:
    """They are in no list of words, but what has them in a row is found."""
    assert search("that it")["records"] == search('"that it"')["records"]


@pytest.mark.parametrize(
    "text",
    ["__proto__", "constructor", "toString", "hasOwnProperty", "<img src=x onerror=alert(1)>", '"><script>', "\\",
     "%00", "a" * 10_000, "进" * 10_000, '"' * 300, "\U0001f600", "1/0", ".*", "[", "O'", "\u202e", "\u0000"],
)  # fmt: skip
def test_hostile_query_is_a_query(search: Search, text: str) -> None:
    """Any text has an answer, and at most 200 characters of it are searched."""
    assert len(search(text)["text"]) <= 200


@settings(max_examples=40)
@given(text=st.text(max_size=30))
def test_any_text_has_an_answer(search: Search, text: str) -> None:
    """No text makes the engine fail, and what it says of itself holds."""
    found = search(text)

    assert not (found["isLoose"] and not found["records"])
    assert len(set(found["pages"])) <= len(found["pages"])


def test_excerpt_is_the_sentence_that_has_most_of_the_query(search: Search) -> None:
    """What matched is marked in it, and nothing else."""
    parts = search("hydrogen fuel")["excerpts"][0]

    assert [part["text"].lower() for part in parts if part["isMarked"]] == ["hydrogen", "fuel"]
    assert len("".join(part["text"] for part in parts)) < 320


def test_excerpt_marks_the_name_that_the_text_has(search: Search) -> None:
    """A reader who typed another spelling sees why it was found."""
    parts = search("jinbohui")["excerpts"][0]

    assert {part["text"] for part in parts if part["isMarked"]} <= {"China International Import Expo", "CIIE", "进博会"}
    assert any(part["isMarked"] for part in parts)
