"""What readers type leads to the pages that they want: search_queries.yml, asked in a browser."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from support.browsing import Visit
from support.project import PROJECT
from support.search_asks import Answer, Ask, missed, read_asks, read_leavings, read_nothings, reciprocal_rank, score
from support.searching import ask_engine, ask_site

ASKS = read_asks()
LEAVINGS = read_leavings()
NOTHINGS = read_nothings()
# Countries, companies and everyday words that no record has and that are near to words that records have.
STRANGE = (PROJECT / "tests" / "search_strange_words.txt").read_text(encoding="utf-8").split()


@pytest.fixture(scope="module")
def answers(browser: Browser, address: str) -> Iterator[dict[str, Answer]]:
    """What the built site lists for every query."""
    visit = Visit(browser, address)
    shown = ask_site(visit.open("/search/"), address, (ask.query for ask in ASKS))
    found = ask_engine(visit.open("/"), address, [*(leaving.query for leaving in LEAVINGS), *NOTHINGS, *STRANGE])
    yield {**found, **shown}
    visit.close()
    assert visit.faults == []


@pytest.mark.site
@pytest.mark.browser
@pytest.mark.parametrize("group", ["records", "pages"])
def test_known_items_are_among_the_first_three(answers: dict[str, Answer], group: str) -> None:
    """Of all that queries should find, 98 % stand among the first three of their group."""
    asks = [ask for ask in ASKS if ask.group == group]
    result = score(asks, answers)
    lost = {(ask.kind, ask.query): gone for ask in asks if (gone := missed(ask, answers[ask.query]))}

    assert result.found >= 0.98 * result.items, lost


@pytest.mark.site
@pytest.mark.browser
def test_known_item_is_mostly_the_first(answers: dict[str, Answer]) -> None:
    """The mean reciprocal rank over all queries is 0.95 at least."""
    assert score(ASKS, answers).mean_reciprocal_rank >= 0.95


@pytest.mark.site
@pytest.mark.browser
def test_no_page_is_listed_twice(answers: dict[str, Answer]) -> None:
    """What is in two lists of the vocabulary, such as an agency, has one page, which a search lists once."""
    twice = {query: each.pages for query, each in answers.items() if len(set(each.pages)) < len(each.pages)}

    assert twice == {}
    assert any("sources/xinhua/" in each.pages for each in answers.values())


@pytest.mark.site
@pytest.mark.browser
def test_what_is_left_out_is_not_listed(answers: dict[str, Answer]) -> None:
    """Minus, NOT and an exclamation mark before a word, a name or a phrase are obeyed."""
    listed = {each.query: set(each.unwanted) & set(answers[each.query].records) for each in LEAVINGS}

    assert {query: found for query, found in listed.items() if found} == {}
    assert len(listed) >= 15


@pytest.mark.site
@pytest.mark.browser
def test_what_is_not_there_is_answered_by_nothing(answers: dict[str, Answer]) -> None:
    """A number, a date, an edition, a name or a word that no article has lists no article and no page."""
    assert {query: answers[query] for query in NOTHINGS if answers[query] != Answer((), ())} == {}
    assert len(NOTHINGS) >= 40


@pytest.mark.site
@pytest.mark.browser
def test_word_that_no_article_has_is_not_taken_for_another(answers: dict[str, Answer]) -> None:
    """Iraq is not Iran, wine is not line, and Boeing is not Bring."""
    assert {word: answers[word].records for word in STRANGE if answers[word].records} == {}
    assert len(set(STRANGE)) >= 250


def test_queries_are_of_many_kinds() -> None:
    """There are more than 90 queries, several of each kind."""
    queries = {(ask.kind, ask.query) for ask in ASKS}

    assert len(queries) > 90
    assert min(Counter(kind for kind, _ in queries).values()) >= 4


def test_rank_is_that_of_the_first_known_item() -> None:
    """A known item in second place counts a half, whatever comes of the others; none at all counts nothing."""
    assert reciprocal_rank(("b/", "z/"), ("a/", "b/", "c/")) == 0.5
    assert reciprocal_rank(("z/",), ("a/", "b/")) == 0


def test_fourth_place_is_too_late() -> None:
    """A known item in fourth place is missed, though it counts for the mean."""
    ask = Ask("name", "x", "pages", ("a/", "d/"))
    answer = Answer((), ("a/", "b/", "c/", "d/"))

    assert missed(ask, answer) == ("d/",)
    assert score([ask], {"x": answer}).found == 1
