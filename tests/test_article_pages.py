"""What a record's page says of its source and its figures."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import pytest

from ciie.model.library import afresh
from ciie.model.records import Basis, Relation, RelationKind, Status
from ciie.pages.articles import article_page, article_pages
from ciie.pages.stories import story_pages
from support.reading_pages import as_read, read
from support.samples import date, event, figure, knowledge, record

BOTH = Relation("a", RelationKind.SAME_STORY)


def shown(**changes: Any) -> str:
    """The page of a record."""
    made = record("a", **changes)
    return read(article_page(knowledge(made), 0))


@pytest.mark.parametrize(
    ("basis", "words"),
    [
        (Basis.WHOLE, "This page is a digest in our own words. We do not know the address of the original."),
        (Basis.BEGINNING, "Only the beginning of the source could be read. What is not here may be in the rest of it."),
        (Basis.LISTING, "Only a headline or teaser of the source could be read. What is not here may be in its text."),
    ],
)
def test_how_much_of_the_source_was_read(basis: Basis, words: str) -> None:
    """A page says where only a part of its source could be read."""
    page = shown(basis=basis)

    assert words in page
    assert ("could be read" in page) is (basis is not Basis.WHOLE)


def test_headline_in_another_language() -> None:
    """The headline stands first, in its language; our English title below it is marked as ours, and titles the page."""
    made = record("a", title="闭幕", language="zh", title_en="It closes")
    text = article_page(knowledge(made), 0).text

    assert '# <span lang="zh">闭幕</span>\n' in text
    assert "\nIt closes &#91;our translation&#93;\n" in text
    assert text.startswith("---\ntitle: It closes [our translation]\n")


@pytest.mark.parametrize(
    ("url", "words"),
    [
        (
            "https://b.example/a",
            "**[Read the original](https://b.example/a)** at b.example ([archived copy](https://c.example/)). This",
        ),
        (None, "We do not know the address of the original. There is an [archived copy](https://c.example/)."),
    ],
)
def test_archived_copy(url: str | None, words: str) -> None:
    """An archived copy stands beside the original, or in its place."""
    assert words in shown(url=url, archive="https://c.example/")


def test_figure_with_its_day_stage_and_origin() -> None:
    """A figure says for which day it is, at which stage it was counted and whom the source credits with it."""
    dated = figure(as_of=date("2023-11-08"), status=Status.INTERIM, origin="ey")

    assert "**3,486 companies**, interim, as of 8 November 2023 according to [EY](/organisations/ey/)" in shown(
        figures=(dated,)
    )


@pytest.mark.parametrize(
    ("basis", "words"),
    [
        (Basis.WHOLE, "### SHINE, 16 November 2023\n- [Exhibitors](/figures/exhibitors/)"),
        (Basis.BEGINNING, "Not known: of [SHINE](/articles/b/) only a part could be read."),
    ],
)
def test_what_only_one_article_has(basis: Basis, words: str) -> None:
    """What a record alone has is told only where the others were read in full."""
    first, second = record("a", figures=(figure(),)), record("b", related=(BOTH,), basis=basis)

    assert words in as_read(story_pages(knowledge(second, first)))["stories/a.md"]


def test_correction_is_told() -> None:
    """The box says when a record was corrected last, and the page each time what was; without any it says nothing."""
    notices = (event("2023-12-01", what="It was 3,486; 3,468 stood here."), event("2023-11-20", what="The host."))
    page = shown(corrections=notices)

    assert re.search(r"Corrected\s+1 December 2023", page)
    assert "Corrected on 1 December 2023: It was 3,486; 3,468 stood here." in page
    assert "Corrected on 20 November 2023: The host." in page
    assert "Corrected" not in shown()


def test_new_record_leaves_the_texts_of_others() -> None:
    """What a kept text is known by, and made of, stays where a newer record comes before it."""
    asked: list[Mapping[str, str]] = []

    def remember(what: str, made_of: Mapping[str, str], make: Any) -> Any:
        asked.append(made_of)
        return afresh(what, made_of, make)

    for records in ([record("b")], [record("a", body="Others met.\n"), record("b")]):
        list(article_pages(knowledge(*records), remember=remember))

    assert len(asked[1]) == 2
    assert asked[0].items() <= asked[1].items()
