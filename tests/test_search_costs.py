"""What a search of the published collection transfers: more than its bound fails the build."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from search_costs import FIRST_PAGE, MOST_FIRST, MOST_NEXT, NEXT, costs_of, faults_of, published
from search_meter import Cost

# What a page that is only read may carry for a search that nobody has reached for.
MOST_BEFORE_REACH = 5_000


@pytest.mark.site
@pytest.mark.browser
def test_search_of_the_published_collection_stays_small(browser: Browser, site: Path) -> None:
    """No first search transfers more than 200 KB, no next one more than 100, and next to nothing comes before."""
    costs = costs_of(browser, site, published())

    assert faults_of(costs) == ()
    assert costs[0].transferred <= MOST_BEFORE_REACH


def test_search_over_its_bound_is_a_fault_that_says_what_to_do() -> None:
    """A byte too much is told with the query, the size, the bound, and where to make it smaller."""
    costs = [Cost(FIRST_PAGE, "zinc", MOST_FIRST + 1, 1.0), Cost(NEXT, "tin", MOST_NEXT, 1.0)]
    (fault,) = faults_of(costs)

    assert "'zinc'" in fault
    assert "200 KB" in fault
    assert "shards.py" in fault
