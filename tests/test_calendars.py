"""Events as calendars."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import icalendar
import pytest
from hypothesis import given

from ciie.deriving.derivation import derive
from ciie.deriving.knowledge import Knowledge
from ciie.exports.feeds import calendar_pages, render_calendar, render_event
from ciie.model.records import Event, Record
from ciie.model.vocabulary import Edition
from support.samples import RECORD_ID, VOCABULARY, date, event, knowledge, library, record
from support.texts import marked_texts

CITED = "From the digest of the article by SHINE"
URL = "https://example.org/a?b=1&c=2"


def events(*told: Event, **changes: Any) -> dict[str, list[icalendar.Component]]:
    """The events of each calendar that a record of the events makes."""
    one = replace(record(), events=told, event_anchors=(None,) * len(told), url=URL, **changes)
    return {
        page.path: list(icalendar.Calendar.from_ical(page.text).walk("VEVENT")) for page in calendar_pages(derived(one))
    }


def derived(*records: Record, **editions: Edition) -> Knowledge:
    """What a vocabulary with the editions, and no others, makes of the records."""
    return derive(replace(library(*records), vocabulary=replace(VOCABULARY, editions=editions)))


def test_calendars() -> None:
    """All events are in one calendar, and those of a year in its own."""
    found = events(event("2018-11-05"), event("2023-11-05/2023-11-10"))

    assert {path: len(rows) for path, rows in found.items()} == {
        "timeline/events.ics": 2,
        "timeline/2018.ics": 1,
        "timeline/2023.ics": 1,
    }


def test_event() -> None:
    """An event has its days, the day after its last as its end, what happened, who reported it, and where."""
    (found,) = events(event("2023-11-05/2023-11-10"))["timeline/2023.ics"]

    assert (found.decoded("dtstart").isoformat(), found.decoded("dtend").isoformat()) == ("2023-11-05", "2023-11-11")
    assert str(found["summary"]) == "The expo opens"
    assert str(found["description"]) == f"{CITED}, 16 November 2023: Results of the expo"
    assert str(found["url"]) == URL


def test_planned_event() -> None:
    """What lay ahead when it was reported is said to have been planned."""
    (found,) = events(event("2027-01-01"))["timeline/2027.ics"]

    assert str(found["description"]).startswith(f"Planned when reported. {CITED}")


@pytest.mark.parametrize("when", ["2023", "2023-11"])
def test_event_without_a_day(when: str) -> None:
    """What is not known to the day is in no calendar."""
    assert events(event(when)) == {}


def test_no_events() -> None:
    """Without events there is no calendar."""
    assert list(calendar_pages(derived(record()))) == []


def uids(*told: Event, **changes: Any) -> list[str]:
    """The identities of the events in the calendar of a record that has them."""
    return [str(each["uid"]) for each in events(*told, **changes)["timeline/events.ics"]]


@pytest.mark.parametrize(
    ("told", "changes"),
    [
        ([event("2023-11-05"), event("2023-11-10")], {"summary": "Edited since"}),
        ([event("2023-11-05", what="The expo is opened."), event("2023-11-10", what="It closes")], {}),
        ([event("2023-11-05"), event("2023-11-10")], {"id": "2023-11-16-shine-new", "formerly": (RECORD_ID,)}),
        ([event("2023-11-05"), event("2023-11-10"), event("2023-11-11")], {}),
    ],
)
def test_event_keeps_its_name(told: list[Event], changes: dict[str, Any]) -> None:
    """An event has the same identity in every build, also with other words, or in a record with another name."""
    first, second = uids(event("2023-11-05"), event("2023-11-10"))

    assert uids(*told, **changes)[:2] == [first, second]
    assert first != second


def test_two_events_of_one_day() -> None:
    """Two events that a record tells of one day have two identities."""
    assert len(set(uids(event("2023-11-05"), event("2023-11-05", what="A forum meets")))) == 2


def test_calendar_has_a_name_and_leaves_readers_free() -> None:
    """Calendar programs show a name, and do not mark a reader as busy on the days of an event."""
    one = replace(record(), events=(event("2023-11-05"),), event_anchors=(None,))
    for page in calendar_pages(derived(one)):
        calendar = icalendar.Calendar.from_ical(page.text)
        year = "" if page.path == "timeline/events.ics" else " of 2023"

        assert (
            str(calendar["name"]) == str(calendar["x-wr-calname"]) == f"China International Import Expo: events{year}"
        )
        assert [str(each["transp"]) for each in calendar.walk("VEVENT")] == ["TRANSPARENT"]


def test_days_of_an_edition() -> None:
    """An edition's own days and its ceremony are in the calendars, whether a record tells of them or not."""
    fifth = Edition("5", "5th CIIE", None, ("fifth expo",), ordinal=5, opens=date("2022-11-05"))
    fifth = replace(fifth, closes=date("2022-11-10"), ceremony=date("2022-11-04"))
    told = event("2022-11-05/2022-11-10", what="The fifth expo is held in Shanghai")
    one = replace(record(), events=(told,), event_anchors=(None,))
    for each in (derived(**{"5": fifth}), derived(one, **{"5": fifth})):
        page = next(page for page in calendar_pages(each) if page.path == "timeline/2022.ics")
        ceremony, held = icalendar.Calendar.from_ical(page.text).walk("VEVENT")

        assert (str(ceremony["summary"]), str(held["summary"])) == ("Opening ceremony of the 5th CIIE", "5th CIIE")
        assert (held.decoded("dtstart").isoformat(), held.decoded("dtend").isoformat()) == ("2022-11-05", "2022-11-11")


@given(marked_texts)
def test_hostile_text_stays_in_its_place(text: str) -> None:
    """Whatever an event or a title says, the calendar has one event that says it."""
    told = replace(event("2023-11-05"), what=text)
    one = replace(record(title=text), events=(told,), event_anchors=(None,))
    occurrences = [each for each in knowledge(one).occurrences if each.reports]
    written = render_calendar([render_event(VOCABULARY, each) for each in occurrences], text)
    (found,) = icalendar.Calendar.from_ical(written).walk("VEVENT")

    assert str(found["summary"]).split() == text.split()
