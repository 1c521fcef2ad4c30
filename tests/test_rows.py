"""What has too little for a page of its own stands as a row on another, and its address leads there."""

from __future__ import annotations

from ciie.pages.figures import figure_pages
from ciie.pages.moved import gone_pages
from ciie.views.rows import MOST_BRIEF_CLAIMS, placed
from support.reading_pages import as_read
from support.samples import SIXTH, figure, knowledge, record


def stated(times: int) -> dict[str, str]:
    """The pages of figures where a number is stated so many times, as read."""
    records = (record(f"r{n}", figures=(figure(edition=SIXTH),), figure_anchors=("p1",)) for n in range(times))
    made = placed(knowledge(*records))
    return as_read([*figure_pages(made), *gone_pages(made)])


def test_measure_of_few_claims_is_a_row() -> None:
    """Its row has an anchor and each of its claims; links lead there, and so does the address it might have had."""
    pages = stated(MOST_BRIEF_CLAIMS)
    group = pages["figures/group-other.md"]

    assert '<span id="exhibitors"></span>**Exhibitors**' in group
    assert group.count("/#p1)") == MOST_BRIEF_CLAIMS
    assert "[Exhibitors](/figures/group-other/#exhibitors)" in pages["figures/index.md"]
    assert "moved: ../group-other/#exhibitors" in pages["figures/exhibitors.md"]


def test_measure_of_more_claims_is_a_page() -> None:
    """One claim more, and there is something to read on a page of its own."""
    pages = stated(MOST_BRIEF_CLAIMS + 1)

    assert "moved:" not in pages["figures/exhibitors.md"]
    assert "[Exhibitors](/figures/exhibitors/)" in pages["figures/group-other.md"]
