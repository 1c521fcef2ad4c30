"""Events as iCalendar files (RFC 5545): all of them, and those of each year.

Only what is known to the day is in them: a calendar would show a year as 365 busy days.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from itertools import groupby
from typing import Any

from ciie.deriving.claims import Happening
from ciie.deriving.knowledge import Knowledge
from ciie.rendering.attribution import cited
from ciie.rendering.publish import Page
from ciie.words.dates import Precision


def calendar_pages(knowledge: Knowledge) -> Iterator[Page]:
    """A calendar of all events and one for each year that has any."""
    dated = [each for each in knowledge.happenings if each.event.date.precision is Precision.DAY]
    if dated:
        yield Page("timeline/events.ics", render_calendar(knowledge, dated))
    for year, found in groupby(dated, key=lambda each: each.event.date.first.year):
        yield Page(f"timeline/{year}.ics", render_calendar(knowledge, list(found)))


def render_calendar(knowledge: Knowledge, happenings: Sequence[Happening]) -> str:
    """The text of a calendar of `happenings`, each known to the day; equal events give equal bytes."""
    import icalendar  # noqa: PLC0415, 0.08 s that checking need not wait

    calendar = icalendar.Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", "-//ciie//Press coverage of the China International Import Expo//EN")
    for component in _components(knowledge, happenings, icalendar):
        calendar.add_component(component)
    return str(calendar.to_ical(), "utf-8")


def _components(knowledge: Knowledge, happenings: Iterable[Happening], icalendar: Any) -> Iterator[Any]:
    for each in happenings:
        event = icalendar.Event()
        event.add("uid", _uid(each))
        event.add("dtstamp", dt.datetime.combine(each.record.date.first, dt.time(), dt.UTC))
        event.add("dtstart", each.event.date.first)
        event.add("dtend", each.event.date.last + dt.timedelta(days=1))
        event.add("summary", " ".join(each.event.what.split()))
        planned = "Planned when reported. " if each.is_planned else ""
        event.add("description", planned + cited(each.record, knowledge.vocabulary))
        if each.record.url:
            event.add("url", each.record.url)
        yield event


def _uid(each: Happening) -> str:
    """The same in every build, so that a calendar program knows an event again."""
    told = "\n".join((each.record.id, each.event.date.iso, each.event.what))
    return f"{sha256(told.encode()).hexdigest()[:32]}@ciie"
