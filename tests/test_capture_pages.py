"""Pages made up in several kinds, encodings and languages (capture_pages.yml): what is read of their publication."""

from __future__ import annotations

import pytest

from bench.score_captures import SavedPage, made_up_pages, scores

PAGES = made_up_pages()


def test_what_is_read_of_a_publication() -> None:
    """Of all pages together the goals of the importer are met."""
    shares = {name: share for name, (share, _) in scores(PAGES).items()}

    assert min(shares[field] for field in ("title", "date", "source", "edition", "off_topic")) >= 0.95
    assert shares["authors"] >= 0.9
    assert min(shares["furniture kept out"], shares["text kept"]) >= 0.98
    assert shares["wrong line called printed"] == 0
    assert shares["edits a page, median"] <= 4


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_each_page(page: SavedPage) -> None:
    """Nothing of a page is found that an editor does not read in it, and nothing that he reads is missed."""
    assert page.wrong == ()
    assert all(is_right for _, is_right in page.lines)
