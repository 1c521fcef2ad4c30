"""What a search finds besides words: how much a record is about an entry, a day or a number."""

from __future__ import annotations

import pytest

from ciie.model.records import EditionSpan, Record
from ciie.model.values import Ref
from ciie.reading.bodies import passages
from ciie.search.lookups import found_in, mentions_of, postings_by_date, values_by_rounding
from support.samples import SIXTH, date, event, figure, knowledge, record


def ranked(ref: Ref, *records: Record) -> list[str]:
    """The records that use `ref`, what is most about it first."""
    weights = dict(mentions_of(found_in(knowledge(*records)))[ref])
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


@pytest.mark.parametrize(
    ("last", "days"),
    [("2023-01-31", ["2023-01-01", "2023-01-02", "2023-01-31"]), ("2023-02-01", ["2023-01-01", "2023-02-01"])],
)
def test_days_of_what_lasts(last: str, days: list[str]) -> None:
    """What lasts a month at most is found by each of its days, and what lasts longer by the first and the last."""
    found = postings_by_date(found_in(knowledge(record(events=(event(f"2023-01-01/{last}"),)))))

    assert [day for day in ("2023-01-01", "2023-01-02", "2023-01-31", "2023-02-01") if day in found] == days


def test_day_of_publication_comes_before_that_of_an_event_and_one_that_is_named() -> None:
    """A search for a day wants what was published then, then what tells of it."""
    text = "It was agreed on 5 November 2023."
    records = (
        record("named", body=text, passages=passages(text, 9)),
        record("happened", events=(event("2023-11-05"),)),
        record("published", date=date("2023-11-05")),
    )
    weights = dict(postings_by_date(found_in(knowledge(*records)))["2023-11-05"])

    assert weights[0] < weights[1] < weights[2]


@pytest.mark.parametrize(("value", "is_rounded"), [("105", True), ("106", False)])
def test_number_that_stands_for_another(value: str, is_rounded: bool) -> None:
    """A hundred is a way to say a number that is at most a twentieth more."""
    assert (values_by_rounding([value]).get("100") == [value]) is is_rounded
