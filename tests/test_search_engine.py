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

from ciie.deriving.derivation import derive
from ciie.pipeline import read_collection
from ciie.search.index import write_index
from ciie.search.site_pages import Guide
from support.browsing import serving
from support.project import FIVE, PROJECT

pytestmark = pytest.mark.browser
Search = Callable[..., dict[str, Any]]
GUIDES = (Guide("timeline/index.md", "Timeline", "What happened."), Guide("editions/index.md", "Editions"))
STDAILY, PEOPLE, SHINE, BREAKING, XINHUA = "stdaily", "peoples", "shine", "breaking", "xinhua"
ASK = """async ([text, options]) => {
    const { search } = await import("/assets/search/engine.js");
    const { recordCards, pageCards } = await import("/assets/search/files.js");
    const { excerpt } = await import("/assets/search/highlight.js");
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
    yield from searching(browser, FIVE, tmp_path_factory.mktemp("engine"))


@pytest.fixture(scope="module")
def search_foreign(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Search]:
    """Asks the engine over the same records, one of which has words of other languages."""
    articles = tmp_path_factory.mktemp("foreign") / "articles"
    shutil.copytree(FIVE, articles)
    (record,) = articles.glob("*/*-stdaily-*.md")
    with record.open("a", encoding="utf-8") as file:
        file.write("\nAlso there: 삼성전자, Ørsted of Ærø, ソニーグループ. Un pavillon.\n")
    yield from searching(browser, articles, tmp_path_factory.mktemp("engine"))


def searching(browser: Browser, articles: Path, site: Path) -> Iterator[Search]:
    """Asks the engine on an index of `articles`."""
    write_index(derive(read_collection(articles, dt.date(2026, 11, 21))), GUIDES, site)
    shutil.copytree(PROJECT / "docs" / "assets" / "search", site / "assets" / "search")
    Path(site, "index.html").write_text("<!doctype html>", encoding="utf-8")
    with serving(site) as base, browser.new_context() as context:
        page = context.new_page()
        page.goto(f"{base}/index.html")
        yield lambda text, **options: page.evaluate(ASK, [text, options])


def test_word_of_another_language_is_no_name(search: Search, search_foreign: Search) -> None:
    """A French "un" names no United Nations."""
    assert search_foreign("UN")["records"] == search("UN")["records"]


def test_figure_of_somebody_is_not_the_one_it_is_of(search: Search) -> None:
    """A part of the name of a chamber that was in a survey leads to the chamber, and not to all who were surveyed."""
    found = search("日本商会")["additions"]

    assert found[-1]["added"] == ["Japanese Chamber of Commerce and Industry in China"]


def test_name_that_is_not_there_is_not_its_characters(search: Search) -> None:
    """乐高 (Lego) finds nobody whose name has one of its characters, as 高通 (Qualcomm) has."""
    assert (search("乐高")["records"], search("乐高")["missing"]) == ([], ["乐高"])


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
    assert search("Panasonik Holdings")["pages"][0] == search("Panasonic Holdings")["pages"][0]


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


@pytest.mark.parametrize("text", ["784.1亿美元", "784.1 亿", "超过784.1亿元", "逾784.1亿美元"])
def test_number_in_chinese_with_its_unit(search: Search, text: str) -> None:
    """A unit behind a number and "over" before it need not stand in an article."""
    plain = search("784.1亿")

    assert (search(text)["records"], search(text)["missing"]) == (plain["records"], [])
    assert len(plain["records"]) > 0


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


@pytest.mark.parametrize(
    ("text", "records"),
    [
        ("Schott -Panasonic", [BREAKING]),
        ("Schott −Panasonic", [BREAKING]),
        ("Schott –Panasonic", [BREAKING]),
        ("Schott －Panasonic", [BREAKING]),
        ("Schott !Panasonic", [BREAKING]),
        ("Schott NOT Panasonic", [BREAKING]),
        ("-Panasonic Schott", [BREAKING]),
        ("Schott NOT Panasonic Holdings", [BREAKING]),
        ('Schott -"fuel cell"', [BREAKING]),
        ("forum -green-development", [SHINE]),
        ("肖特 -松下", [BREAKING]),
        ("Hainan -Gilead -Schott", [PEOPLE]),
    ],
)  # fmt: skip
def test_what_is_left_out_is_in_no_record(search: Search, text: str, records: list[str]) -> None:
    """A sign or NOT before a word, a whole name in any spelling, or a phrase."""
    assert search(text)["records"] == records


@pytest.mark.parametrize(
    "text", ["low-carbon", "Schott - Panasonic", "not closed", "5 -10 November 2023", "e-commerce"]
)
def test_hyphen_that_stands_at_no_beginning_leaves_nothing_out(search: Search, text: str) -> None:
    """Within words, between blanks and between numbers it is a hyphen; "not" is a word."""
    found = search(text)

    assert "left out" not in {addition["why"] for addition in found["additions"]}
    assert found["records"]


def test_what_was_left_out_is_said_with_the_way_back(search: Search) -> None:
    """The answer names it, and the query that leaves nothing out."""
    found = search('Schott -Panasonic NOT "fuel cell"')
    gone = [(each["typed"], each["added"]) for each in found["additions"] if each["why"] == "left out"]

    assert gone == [
        ("fuel cell", ['Schott Panasonic "fuel cell"']),
        ("Panasonic", ['Schott Panasonic "fuel cell"']),
    ]


def test_query_of_exclusions_alone_says_so(search: Search) -> None:
    """There is nothing to look for, and nothing is found."""
    found = search("-Gilead NOT Pfizer")

    assert (found["isOnlyLeftOut"], found["isEmpty"], found["records"], found["pages"]) == (True, False, [], [])


def test_what_is_left_out_is_left_out_of_what_is_searched_as_typed(search: Search) -> None:
    """A sign is obeyed with or without additions."""
    assert search("hydrogen -Wuxi", asTyped=True)["records"] == [BREAKING]


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("78.4 billion", "78.41 billion"),
        ("78 billion", "78.41 billion"),
        ("80 billion dollars", "78.41 billion"),
        ("78.4bn", "78.41 billion"),
        ("US$78.4B", "78.41 billion"),
        ("784亿美元", "78.41 billion"),
        ("440 new products", "442"),
        ("almost 3,500 exhibitors", "3,486"),
        ("3,490", "3,486"),
    ],
)
def test_rounded_number_finds_what_it_is_rounded_from(search: Search, text: str, stated: str) -> None:
    """The answer says which number the article has."""
    found = search(text)

    assert found["records"] == [STDAILY]
    assert ("number", stated) in added(found)


@pytest.mark.parametrize(
    "text", ["784.1亿", "７８４．１亿", "78410 million", "78,410,000,000", "$78.41B", "0.07841 trillion"]
)
def test_same_number_in_another_notation_finds_the_same(search: Search, text: str) -> None:
    """Nothing was rounded, and nothing is said to be."""
    found = search(text)

    assert found["records"] == [STDAILY]
    assert "number" not in {addition["why"] for addition in found["additions"]}


@pytest.mark.parametrize(
    "text",
    ["9.87 billion", "78.42 billion", "78.3 billion", "3,487 companies", "3,000 exhibitors", "7840亿", "999亿美元",
     "CIIE 2029", "9th CIIE", "第十届进博会", "ninth expo", "2023-13", "2022-07", "32.11.2023", "一九九九年",
     "17 November 2031"],
)  # fmt: skip
def test_number_that_nothing_has_is_answered_by_nothing(search: Search, text: str) -> None:
    """However much there is of the other words: who asks for a number wants no other one."""
    found = search(text)

    assert (found["records"], found["pages"], len(found["missing"]) > 0) == ([], [], True)


@pytest.mark.parametrize(
    "text",
    ["16.11.2023", "16/11/2023", "11/16/2023", "2023-11-16", "2023/11/16", "2023.11.16", "16 Nov. 2023", "16-11-2023",
     "16th of November 2023", "November 16th, 2023", "2023年11月16日", "二〇二三年十一月十六日",
     "２０２３年１１月１６日"],
)  # fmt: skip
def test_day_is_found_in_any_notation(search: Search, text: str) -> None:
    """The record that was published then comes first."""
    assert search(text)["records"][0] == STDAILY


@pytest.mark.parametrize(
    "text", ["2023-11", "11/2023", "11.2023", "Nov 2023", "November, 2023", "2023年11月", "二零二三年十一月"]
)
def test_month_is_found_in_any_notation(search: Search, text: str) -> None:
    """All records of that month, the newest first."""
    assert search(text)["records"] == [STDAILY, PEOPLE, SHINE, BREAKING, XINHUA]


def test_day_and_month_in_another_order_are_read_where_there_is_such_a_day(search: Search) -> None:
    """7/11 is the seventh of November, and 11/7 in America too; no article is of 11 July."""
    assert search("7/11/2023")["records"][0] == search("11/7/2023")["records"][0] == SHINE


@pytest.mark.parametrize(
    "word",
    ["Iraq", "Abbott", "wine", "Boeing", "cheese", "Chile", "Honda", "rocket", "Tesla", "Intel", "bus", "cheeses"],
)
def test_word_of_english_or_a_known_name_is_no_typing_error(search: Search, word: str) -> None:
    """Nothing has it, and that is the answer; nor is it taken for the beginning of another."""
    found = search(word)

    assert (found["records"], found["additions"], found["missing"]) == ([], [], [word])


@pytest.mark.parametrize(
    ("typed", "name"), [("Paul Judson", "Hudson"), ("Yadira Gomes", "Gomez"), ("CIIE Bueau", "Bureau")]
)
def test_error_within_a_name_of_several_words_is_mended(search: Search, typed: str, name: str) -> None:
    """Though the word is a name itself, or too short to be mended alone."""
    assert ("spelling", name) in added(search(typed))


@pytest.mark.parametrize("typed", ["chipmaker", "glassmaker"])
def test_compound_that_nothing_has_is_read_as_its_halves(search: Search, typed: str) -> None:
    """What has both is found."""
    assert XINHUA in search(typed)["records"]


def test_accented_letter_is_found_as_it_is_written_without(search: Search) -> None:
    """ø is o, and oe where nothing has oe."""
    assert search("Sanoefi")["records"] == search("Sanøfi")["records"] == search("Sanofi")["records"]


def test_word_that_has_just_been_begun_says_nothing_yet(search: Search) -> None:
    """Who types "Schott glass" is not told by the way that no article has all of the words."""
    found = search("Schott g", typing=True)

    assert (found["records"], found["isLoose"], found["missing"]) == ([XINHUA, BREAKING], False, [])
    assert search("Schott g")["missing"] == ["g"]


@pytest.mark.parametrize("text", ["aging-friendly housin", "Abbot", "chees", "rocke"])
def test_beginning_of_a_word_is_not_mended_while_it_is_typed(search: Search, text: str) -> None:
    """It may become a word that is no error."""
    assert "spelling" not in {addition["why"] for addition in search(text, typing=True)["additions"]}


def test_question_loses_its_words_of_asking_and_keeps_its_subject(search: Search) -> None:
    """An article need not have what only asks."""
    found = search("what was the total value of the tentative deals?")

    assert (found["records"][0], found["isLoose"]) == (STDAILY, False)


def test_address_of_a_source_finds_its_record(search: Search) -> None:
    """With or without what does not tell addresses apart; of an unknown one the words are looked for."""
    shine = "www.shine.cn/news/metro/2311079295"
    for address in (f"https://{shine}/", f"{shine}#top", f"{shine}/?from=mail", "shine.cn/news/metro/2311079295"):
        found = search(address)
        assert (found["records"], found["missing"], found["isLoose"]) == ([SHINE], [], False)
    assert SHINE in search("https://www.shine.cn/2311079299")["records"]


def test_page_may_lack_a_part_of_the_query(search: Search) -> None:
    """The figure is found beside the edition, though its page does not name that."""
    assert search("第六届进博会成交额")["pages"][0] == "Intended deals"
    assert search("number of exhibitors")["pages"][0] == "Exhibitors"
    assert "Medicine and health" in search("medical devices")["pages"][:3]
    assert "Companies of one country" in search("how many Japanese companies")["pages"][:3]


@pytest.mark.parametrize(
    "text", ["삼성", "삼성전자", "ソニー", "Ørsted", "orsted", "oersted", "Oersted", "Aerø", "Ærø", "aeroe"]
)
def test_word_of_another_script_or_alphabet_is_found_as_it_is_written_elsewhere(
    search_foreign: Search, text: str
) -> None:
    """A Korean or Japanese word by what it begins with, a Danish letter by its two English ones."""
    assert search_foreign(text)["records"] == [STDAILY]


@pytest.mark.parametrize("text", ["Tim Cook", "Satya Nadella", "rishi sunak", "Antony Blinken", "Ursula von der Leyen"])
def test_first_name_is_not_taken_for_another_word_beside_a_name_that_nothing_has(search: Search, text: str) -> None:
    """Satya is one letter from Sanya, Rishi from the pinyin of Switzerland, and Tim begins "time"."""
    found = search(text)

    assert (found["records"], found["pages"]) == ([], [])


def test_longer_word_is_mended_beside_a_word_that_nothing_has(search: Search) -> None:
    """What is likely enough by itself is shown, with the word that is missing."""
    found = search("Panasonik refrigerator")

    assert (found["records"], found["missing"], found["isLoose"]) == ([XINHUA], ["refrigerator"], True)
    assert search("Satya")["pages"][0] == "Sanya"


def test_chinese_company_is_found_by_its_name_without_what_says_company(search: Search) -> None:
    """肖特 is 肖特集团."""
    assert search("肖特玻璃")["records"] == search("肖特")["records"] == [XINHUA, BREAKING]


def test_entry_that_no_record_is_filed_under_is_found_where_texts_have_its_name(search: Search) -> None:
    """Records are filed under a part of Omron; its pinyin finds them all the same."""
    assert search("oumulong")["records"] == search("Omron")["records"] == [STDAILY]


def test_month_that_a_text_names_is_found(search: Search) -> None:
    """The year behind "August and September" is that of both."""
    assert search("August 2023")["records"] == [XINHUA]
    assert search("September 2023")["records"][0] == XINHUA
    assert search("July 2023")["records"] == []


def test_record_that_states_a_figure_comes_before_those_that_have_its_name(search: Search) -> None:
    """Many texts say "years in China"; words of asking in a row say nothing."""
    assert search("years in China")["records"][0] == SHINE
    assert search("what was the total value of deals at the 2023 import expo?")["records"][0] == STDAILY
