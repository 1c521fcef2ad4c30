"""How much each record is about what it names."""

from __future__ import annotations

from ciie.model.records import EditionSpan, Record
from ciie.model.values import Ref
from ciie.search.lookups import mentions_of
from support.samples import SIXTH, figure, knowledge, record


def ranked(ref: Ref, *records: Record) -> list[str]:
    """The records that use `ref`, what is most about it first."""
    weights = dict(mentions_of(knowledge(*records))[ref])
    return [records[number].id for number in sorted(weights, key=lambda number: -weights[number])]


def test_articles_that_an_outlet_published_come_before_those_it_passed_on() -> None:
    """Both are listed on the outlet's page, and both are found by its name."""
    others, own = record("other", source="shine", via=("xinhua",)), record("own", source="xinhua")

    assert ranked(Ref("outlets", "xinhua"), others, own) == ["own", "other"]


def test_articles_on_an_edition_come_before_those_that_give_a_figure_of_it() -> None:
    """A report on the next edition compares it with the one before."""
    fifth = EditionSpan(5, 5)
    later = record("later", edition=SIXTH, figures=(figure("2800", edition=fifth),))

    assert ranked(Ref("editions", "5"), later, record("report", edition=fifth)) == ["report", "later"]
