"""Entries of the vocabulary."""

from __future__ import annotations

import pytest

from ciie.model import vocabulary
from ciie.model.kinds import MeasureGroup, Rank
from ciie.model.values import KINDS, Ref
from ciie.model.vocabulary import Measure
from support.samples import VOCABULARY, date


@pytest.mark.parametrize(
    ("kind", "name", "names"),
    [
        ("organisations", "sanofi", ("Sanofi", "赛诺菲")),
        ("organisations", "ey", ("EY", "Ernst & Young")),
        ("places", "cn", ("China", "中国", "Chinese")),
        ("places", "shanghai", ("Shanghai", "上海")),
    ],
)
def test_names_under_which_a_body_may_mention_an_entry(kind: str, name: str, names: tuple[str, ...]) -> None:
    """An entry is mentioned by its name, its Chinese name, its aliases and, a country, its demonyms."""
    assert getattr(VOCABULARY, kind)[name].names == names


def test_reference_leads_to_its_own_list() -> None:
    """An id that two lists have is the entry of the list that the reference names."""
    venue, place = vocabulary.Organisation("hall", "Hall Company"), vocabulary.Place("hall", "Hall")
    both = vocabulary.Vocabulary(organisations={"hall": venue}, places={"hall": place})

    assert both[Ref("organisations", "hall")] is venue
    assert both[Ref("places", "hall")] is place


def test_kinds_are_the_lists_in_their_order() -> None:
    """The vocabulary has seven lists, each named as its file."""
    assert [kind for kind, _ in VOCABULARY.kinds()] == list(KINDS)
    assert dict(VOCABULARY.kinds())["topics"] is VOCABULARY.topics


def test_year_of_an_edition() -> None:
    """An edition belongs to the year it opened in."""
    assert vocabulary.Edition("6", "6th CIIE", opens=date("2023-11-05")).year == 2023


def test_terms_are_equal_wherever_they_stand() -> None:
    """The line of an entry in its file is no part of what it means."""
    assert vocabulary.Topic("deals", "Deals", line=3) == vocabulary.Topic("deals", "Deals", line=9)


def test_order_of_measures() -> None:
    """Rank goes before group, group before name."""
    sums, firms = MeasureGroup.DEALS, MeasureGroup.EXHIBITORS
    measures = (
        Measure("d", "A", rank=Rank.DETAIL, group=sums),
        Measure("c", "B"),
        Measure("b", "C", group=firms),
        Measure("a2", "E", rank=Rank.HEADLINE, group=firms),
        Measure("a1", "D", rank=Rank.HEADLINE, group=firms),
        Measure("a", "Z", rank=Rank.HEADLINE, group=sums),
    )

    assert [each.id for each in sorted(measures, key=lambda each: each.order)] == ["a", "a1", "a2", "b", "c", "d"]
