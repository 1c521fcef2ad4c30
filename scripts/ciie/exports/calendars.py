"""Events as iCalendar files (RFC 5545): all of them, and those of each year, the editions' own days among them.

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
from ciie.deriving.occurrences import Occurrence
from ciie.pages.attribution import cited
from ciie.pages.publish import Page
from ciie.words.dates import Precision
from ciie.words.terms import Vocabulary

_NAME = "China International Import Expo: events"


def calendar_pages(knowledge: Knowledge) -> Iterator[Page]:
    """A calendar of all events and one for each year that has any."""
    vocabulary = knowledge.vocabulary
    dated = [each for each in knowledge.occurrences if each.date.precision is Precision.DAY]
    if dated:
        yield Page("timeline/events.ics", render_calendar(vocabulary, dated, _NAME))
    for year, found in groupby(dated, key=lambda each: each.date.first.year):
        yield Page(f"timeline/{year}.ics", render_calendar(vocabulary, list(found), f"{_NAME} of {year}"))


def render_calendar(vocabulary: Vocabulary, occurrences: Sequence[Occurrence], name: str) -> str:
    """The text of a calendar.

    Args:
        vocabulary: Has the names of the outlets.
        occurrences: The events, each known to the day.
        name: What calendar programs call the calendar.

    Returns:
        An iCalendar file; equal events give equal bytes.
    """
    import icalendar  # noqa: PLC0415, 0.08 s that checking need not wait

    calendar = icalendar.Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", "-//ciie//Press coverage of the China International Import Expo//EN")
    # The name by RFC 7986, and by the older key that most programs read.
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    for component in _components(vocabulary, occurrences, icalendar):
        calendar.add_component(component)
    return str(calendar.to_ical(), "utf-8")


def _components(vocabulary: Vocabulary, occurrences: Iterable[Occurrence], icalendar: Any) -> Iterator[Any]:
    for each in occurrences:
        stamps = [report.record.date.first for report in each.reports] or [each.date.first]
        event = icalendar.Event()
        event.add("uid", f"{sha256(each.id.encode()).hexdigest()[:32]}@ciie")
        event.add("dtstamp", dt.datetime.combine(stamps[-1], dt.time(), dt.UTC))
        event.add("dtstart", each.date.first)
        event.add("dtend", each.date.last + dt.timedelta(days=1))
        event.add("transp", "TRANSPARENT")
        event.add("summary", " ".join(each.what.split()))
        if each.reports:
            event.add("description", "\n".join(_told(vocabulary, each, report) for report in each.reports))
        urls = [report.record.url for report in each.reports if report.record.url]
        if urls:
            event.add("url", urls[0])
        yield event


def _told(vocabulary: Vocabulary, each: Occurrence, report: Happening) -> str:
    planned = "Planned when reported. " if each.lay_ahead_of(report) else ""
    return planned + cited(report.record, vocabulary)
