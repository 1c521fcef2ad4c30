"""What readers type leads to the pages that they want: search_queries.yml, asked in a browser."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from conftest import Visit
from search_asks import Answer, Ask, missed, read_asks, reciprocal_rank, score
from searching import ask_site

ASKS = read_asks()


@pytest.fixture(scope="module")
def answers(browser: Browser, address: str) -> Iterator[dict[str, Answer]]:
    """What the built site lists for every query."""
    visit = Visit(browser, address)
    yield ask_site(visit.open("/search/"), address, (ask.query for ask in ASKS))
    visit.close()
    assert visit.faults == []


@pytest.mark.site
@pytest.mark.browser
def test_known_items_are_among_the_first_three(answers: dict[str, Answer]) -> None:
    """Every page that a query should find stands among the first three of its group."""
    assert {(ask.query, ask.group): lost for ask in ASKS if (lost := missed(ask, answers[ask.query]))} == {}


@pytest.mark.site
@pytest.mark.browser
def test_known_item_is_mostly_the_first(answers: dict[str, Answer]) -> None:
    """The mean reciprocal rank over all queries is 0.95 at least."""
    assert score(ASKS, answers).mean_reciprocal_rank >= 0.95


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
