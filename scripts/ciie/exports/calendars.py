"""Events as iCalendar files (RFC 5545): all of them, and those of each year, the editions' own days among them.

Only what is known to the day is in them: a calendar would show a year as 365 busy days.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from hashlib import sha256
from itertools import groupby

from ciie.deriving.claims import Happening
from ciie.deriving.knowledge import Knowledge, Occurrence
from ciie.model.records import Record
from ciie.model.values import Precision
from ciie.model.vocabulary import Vocabulary
from ciie.views.links import date_of, is_quotable, outlet_of, title_of
from ciie.views.publish import Page

_NAME = "China International Import Expo: events"


def calendar_pages(knowledge: Knowledge) -> Iterator[Page]:
    """A calendar of all events and one for each year that has any.

    Args:
        knowledge: What the site is made of.

    Yields:
        The calendar of all events, then those of the years in their order; nothing where no event has a day.
    """
    dated = [each for each in knowledge.occurrences if each.date.precision is Precision.DAY]
    written = [(each.date.first.year, render_event(knowledge.vocabulary, each)) for each in dated]
    if written:
        yield Page("timeline/events.ics", render_calendar([event for _, event in written], _NAME))
    for year, found in groupby(written, key=lambda each: each[0]):
        yield Page(f"timeline/{year}.ics", render_calendar([event for _, event in found], f"{_NAME} of {year}"))


def render_calendar(events: Iterable[str], name: str) -> str:
    """The text of a calendar.

    Args:
        events: The texts of its events.
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
    head, end, rest = str(calendar.to_ical(), "utf-8").rpartition("END:VCALENDAR")
    return "".join([head, *events, end, rest])


def render_event(vocabulary: Vocabulary, occurrence: Occurrence) -> str:
    """The text of an event that is known to the day, for the calendars it is in.

    Args:
        vocabulary: Has the names of the outlets.
        occurrence: The event.

    Returns:
        A component of an iCalendar file; an event keeps its identity when its words or its first record's id change.
    """
    import icalendar  # noqa: PLC0415, as above

    stamps = [report.record.date.first for report in occurrence.reports] or [occurrence.date.first]
    event = icalendar.Event()
    event.add("uid", f"{sha256(occurrence.id.encode()).hexdigest()[:32]}@ciie")
    event.add("dtstamp", dt.datetime.combine(stamps[-1], dt.time(), dt.UTC))
    event.add("dtstart", occurrence.date.first)
    event.add("dtend", occurrence.date.last + dt.timedelta(days=1))
    event.add("transp", "TRANSPARENT")
    event.add("summary", " ".join(occurrence.what.split()))
    if occurrence.reports:
        event.add("description", "\n".join(_told(vocabulary, occurrence, report) for report in occurrence.reports))
    urls = [report.record.url for report in occurrence.reports if report.record.url]
    if urls:
        event.add("url", urls[0])
    return str(event.to_ical(), "utf-8")


def _told(vocabulary: Vocabulary, each: Occurrence, report: Happening) -> str:
    planned = "Planned when reported. " if each.lay_ahead_of(report) else ""
    return planned + _cited(report.record, vocabulary)


def _cited(record: Record, vocabulary: Vocabulary) -> str:
    """Where something of a record is from, as plain text: outlet, date and title of the article, each with its mark."""
    article = f"{outlet_of(record, vocabulary)}, {date_of(record)}: {' '.join(title_of(record).split())}"
    return article if is_quotable(record) else f"From the digest of the article by {article}"
