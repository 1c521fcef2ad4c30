"""What a search transfers: more than its bound fails the build."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from bench.search_costs import (
    FIRST_PAGE,
    MOST_FIRST,
    MOST_NEXT,
    NEXT,
    Step,
    cost_before_reach,
    costs_of,
    faults_of,
    knowledge_of,
    queries_of,
)
from bench.search_meter import Cost
from support.project import FIVE

# Those that need most files.
DEAREST = ("common word", "typing error", "Chinese name")
# What a first search of five records may transfer.
MOST_OF_FIVE = 100_000
# What a page that is only read may carry for a search that nobody has reached for.
MOST_BEFORE_REACH = 2_500


@pytest.mark.site
@pytest.mark.browser
def test_search_stays_small(browser: Browser, site: Path) -> None:
    """No first search of five records transfers more than 100 KB, and no next one either."""
    queries = {kind: query for kind, query in queries_of(knowledge_of(FIVE)).items() if kind in DEAREST}
    costs = dict(costs_of(browser, site, queries))

    assert faults_of(costs) == ()
    assert min(cost.transferred for step, cost in costs.items() if step.what == FIRST_PAGE) > 0
    assert max(cost.transferred for cost in costs.values()) <= MOST_OF_FIVE


@pytest.mark.site
@pytest.mark.browser
def test_page_carries_next_to_nothing_of_the_search(browser: Browser, site: Path) -> None:
    """Before the reader reaches for the search, what it needs weighs a few KB."""
    assert 0 < cost_before_reach(browser, site) <= MOST_BEFORE_REACH


def test_search_over_its_bound_is_a_fault_that_says_what_to_do() -> None:
    """A byte too much is told with the kind of query, the bound, and where to make it smaller."""
    costs = {Step(FIRST_PAGE, "name"): Cost(MOST_FIRST + 1, 1.0), Step(NEXT, "name"): Cost(MOST_NEXT, 1.0)}
    (fault,) = faults_of(costs)

    assert "for a name" in fault
    assert "180 KB" in fault
    assert "search/index.py" in fault
