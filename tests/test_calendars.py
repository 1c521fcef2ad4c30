"""Events as calendars."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import icalendar
import pytest
from hypothesis import given

from ciie.rendering.calendars import calendar_pages, render_calendar
from ciie.words.model import Event
from samples import date, event, knowledge, record
from texts import marked_texts

URL = "https://example.org/a?b=1&c=2"


def events(*told: Event, **changes: Any) -> dict[str, list[icalendar.Component]]:
    """The events of each calendar that a record of the events makes."""
    one = replace(record(), events=told, event_anchors=(None,) * len(told), url=URL, **changes)
    return {
        page.path: list(icalendar.Calendar.from_ical(page.text).walk("VEVENT"))
        for page in calendar_pages(knowledge(one))
    }


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
    assert str(found["description"]) == "SHINE, 16 November 2023: Results of the expo"
    assert str(found["url"]) == URL


def test_planned_event() -> None:
    """What lay ahead when it was reported is said to have been planned."""
    (found,) = events(event("2027-01-01"))["timeline/2027.ics"]

    assert str(found["description"]).startswith("Planned when reported. SHINE")


@pytest.mark.parametrize("when", ["2023", "2023-11"])
def test_event_without_a_day(when: str) -> None:
    """What is not known to the day is in no calendar."""
    assert events(event(when)) == {}


def test_no_events() -> None:
    """Without events there is no calendar."""
    assert list(calendar_pages(knowledge(record()))) == []


def test_same_event_keeps_its_name() -> None:
    """An event has the same identity in every build, and another event another one."""
    first, second = events(event("2023-11-05"), event("2023-11-10"))["timeline/events.ics"]
    (again,) = events(event("2023-11-05"), summary="Edited since")["timeline/events.ics"]

    assert first["uid"] == again["uid"] != second["uid"]


@given(marked_texts)
def test_hostile_text_stays_in_its_place(text: str) -> None:
    """Whatever an event or a title says, the calendar has one event that says it."""
    derived = knowledge(replace(record(title=text), date=date("2023-11-16")))
    told = replace(event("2023-11-05"), what=text)
    one = replace(record(title=text), events=(told,), event_anchors=(None,))
    happenings = knowledge(one).happenings
    (found,) = icalendar.Calendar.from_ical(render_calendar(derived, happenings)).walk("VEVENT")

    assert str(found["summary"]).split() == text.split()
