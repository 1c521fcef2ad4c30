"""Indexes of the vocabulary."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from ciie.deriving.derivation import derive
from ciie.deriving.knowledge import Knowledge
from ciie.model.kinds import OrganisationKind
from ciie.model.vocabulary import Organisation, Place
from ciie.pages.indexes import MOST_ON_AN_INDEX, NO_COUNTRY, Index, by_country, by_kind, by_letter, index_pages
from support.rendering import outline
from support.samples import VOCABULARY, library

INDEX = Index("organisations", "Organisations", "All of them.", "index", by_letter, is_sorted=True)


def having(*organisations: Organisation) -> Knowledge:
    """The knowledge of a vocabulary with the organisations."""
    places = {**VOCABULARY.places, "us": Place("us", "United States")}
    vocabulary = replace(VOCABULARY, organisations={each.id: each for each in organisations}, places=places)
    return derive(replace(library(), vocabulary=vocabulary))


def headings(text: str) -> list[str]:
    return [line.removeprefix("## ") for line in text.splitlines() if line.startswith("## ")]


FIRMS = (
    Organisation("b", "Bayer", country="us"),
    Organisation("a", "abb", kind=OrganisationKind.MEDIA),
    Organisation("c", "Airbus", country="cn"),
)


@pytest.mark.parametrize(
    ("grouping", "found"),
    [
        (by_letter, ["A", "B"]),
        (by_kind, ["Company", "Media"]),
        (by_country, ["China", "United States", NO_COUNTRY]),
    ],
)
def test_index(grouping: Any, found: list[str]) -> None:
    """An index is in order, and what has no country comes last."""
    (page,) = index_pages(having(*FIRMS), replace(INDEX, grouping=grouping))

    assert headings(page.text) == found


def test_index_as_in_the_vocabulary() -> None:
    """A list that is not to be sorted keeps the order of its file."""
    (page,) = index_pages(having(*FIRMS), replace(INDEX, is_sorted=False))

    assert headings(page.text) == ["B", "A"]


def test_index_names_the_other_ways() -> None:
    """An index leads to the other indexes of its list, and not to itself."""
    other = replace(INDEX, title="By kind", name="by-kind", grouping=by_kind)
    (page,) = index_pages(having(*FIRMS), INDEX, (INDEX, other))

    assert outline(page.text).addresses == ["by-kind/", "a/", "c/", "b/"]


def test_long_index() -> None:
    """A long index leads to its groups, and a group that is long itself has parts."""
    firms = [Organisation(f"a-{n}", f"A{n:03}") for n in range(MOST_ON_AN_INDEX + 1)]
    pages = {page.path: page.text for page in index_pages(having(*firms, Organisation("b", "Bayer")), INDEX)}

    assert list(pages) == [
        *("organisations/index.md", "organisations/index-1.md", "organisations/index-1-part-2.md"),
        "organisations/index-2.md",
    ]
    assert outline(pages["organisations/index.md"]).text == "Organisations All of them. A (301) B (1)"
    assert outline(pages["organisations/index.md"]).addresses == ["index-1/", "index-2/"]
    assert outline(pages["organisations/index-1-part-2.md"]).addresses == ["../", "../index-1/", "../a-300/"]
    assert outline(pages["organisations/index-1.md"]).addresses[:2] == ["../", "../index-1-part-2/"]
