"""What readers subscribe to: feeds of the newest articles and claims (Atom, JSON Feed), and calendars (RFC 5545).

Identities do not depend on the address of the site, so that a reader's program knows an item again after a move.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from itertools import groupby
from uuid import UUID, uuid5
from xml.etree import ElementTree

from ciie.deriving.claims import Claim, Happening
from ciie.deriving.facts import changed
from ciie.deriving.knowledge import Knowledge, Occurrence
from ciie.model.records import Record
from ciie.model.values import PartialDate, Precision, Ref
from ciie.model.vocabulary import Vocabulary
from ciie.views.addresses import address, path_of, record_path
from ciie.views.citations import described, title_in_full
from ciie.views.links import date_of, is_quotable, outlet_of, title_of
from ciie.views.publish import Download, Page

MOST_ITEMS = 50
NAME = "Press coverage of the China International Import Expo"
# What the identities of items are made with; it never changes.
_SPACE = UUID("6f0e6c2b-6c0f-5d0a-9f7e-1c1e0a6f2018")
# XML has no way to write these characters.
NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a feed: what tells it from every other, its title, its page, its record, and its text."""

    key: str
    title: str
    path: str
    record: Record
    text: str


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed: the page that it belongs to, its title, and the records or claims that it tells of, newest first."""

    path: str
    title: str
    told: Sequence[Record | Claim]

    @property
    def folder(self) -> str:
        """The folder of its page in the finished site, with a slash at its end; nothing for the home page."""
        return address("index.md", self.path).removeprefix("./")


def feeds(knowledge: Knowledge) -> Iterator[Feed]:
    """The feeds of all pages that have one.

    Args:
        knowledge: What they tell of.

    Yields:
        The feed of all articles, those of topics and editions, then those of measures; none that would be empty.
    """
    vocabulary = knowledge.vocabulary
    told: dict[str, tuple[str, Sequence[Record | Claim]]] = {"index.md": (NAME, knowledge.records)}
    for kind in ("topics", "editions"):
        for entry in vocabulary.entries(kind).values():
            told[path_of(Ref(kind, entry.id))] = (f"{NAME}: {entry.name}", knowledge.records_of(Ref(kind, entry.id)))
    for name, claims in knowledge.claims.items():
        if Ref("measures", name) not in vocabulary.elsewhere:
            told[path_of(Ref("measures", name))] = (f"{NAME}: {vocabulary.measures[name].name}", claims)
    for path, (title, newest) in told.items():
        if newest:
            yield Feed(path, title, newest[:MOST_ITEMS])


def _item(knowledge: Knowledge, told: Record | Claim) -> Item:
    return _claim(knowledge, told) if isinstance(told, Claim) else _record(knowledge, told)


def _record(knowledge: Knowledge, record: Record) -> Item:
    # A record keeps its identity when it gets another id.
    key = record.formerly[0] if record.formerly else record.id
    text = described(record, knowledge.vocabulary) or title_in_full(record)
    return Item(key, title_in_full(record), record_path(record), record, text)


def _claim(knowledge: Knowledge, claim: Claim) -> Item:
    figure, vocabulary = claim.figure, knowledge.vocabulary
    title, told = words_of_claim(vocabulary, claim, with_note=False), words_of_claim(vocabulary, claim)
    text = f"{told}. Stated by {outlet_of(claim.record, vocabulary)} in: {title_in_full(claim.record)}"
    key = claim.record.formerly[0] if claim.record.formerly else claim.record.id
    # The same when the record gets figures of other measures before it.
    number = sum(each.measure == figure.measure for each in claim.record.figures[: claim.place])
    return Item(f"{key}/{figure.measure}/{number}", title, record_path(claim.record, claim.anchor), claim.record, text)


def words_of_claim(vocabulary: Vocabulary, claim: Claim, with_note: bool = True) -> str:
    """A claim in a line.

    Args:
        vocabulary: Has its measure.
        claim: What an article states.
        with_note: Whether the line says what exactly is counted.

    Returns:
        Plain text: "Exhibitors, edition 6: 3,486 companies (from abroad)".
    """
    figure = claim.figure
    edition = f", edition {figure.edition.key}" if figure.edition else ""
    of = f", {vocabulary[figure.of].name}" if figure.of else ""
    stage = f", {figure.status.value}" if figure.status else ""
    note = f" ({figure.note})" if figure.note and with_note else ""
    return f"{vocabulary.measures[figure.measure].name}{edition}{of}: {figure.amount}{stage}{note}"


def feed_files(knowledge: Knowledge, base: str) -> Iterator[Download]:
    """The feeds as files beside the pages that they belong to.

    Args:
        knowledge: What they tell of.
        base: The address of the site, with a slash at its end; where it is empty, addresses start from the feed.

    Yields:
        For each feed feed.xml, in Atom (RFC 4287), and feed.json, in JSON Feed 1.1.
    """
    for feed in feeds(knowledge):
        writer = _Writer(feed, knowledge, base or "../" * feed.folder.count("/"))
        yield Download(f"{feed.folder}feed.xml", writer.atom())
        yield Download(f"{feed.folder}feed.json", writer.json())


@dataclass(frozen=True)
class _Writer:
    """Writes a feed; `base` is the address of the site, or the way to it from the feed."""

    feed: Feed
    knowledge: Knowledge
    base: str

    @cached_property
    def items(self) -> list[Item]:
        """What the feed tells of, as items."""
        return [_item(self.knowledge, each) for each in self.feed.told]

    def atom(self) -> bytes:
        """The feed in Atom."""
        feed = ElementTree.Element("feed", {"xmlns": "http://www.w3.org/2005/Atom", "xml:lang": "en"})
        _add(feed, "id", identity(f"feed {self.feed.path}"))
        _add(feed, "title", self.feed.title)
        _add(feed, "updated", max(moment(changed(item.record)) for item in self.items))
        _add(feed, "link", rel="self", type="application/atom+xml", href=self._own("feed.xml"))
        _add(feed, "link", rel="alternate", type="text/html", href=self._address(self.feed.path))
        _add(_add(feed, "author"), "name", NAME)
        _add(feed, "rights", "CC BY 4.0")
        for item in self.items:
            self._entry(_add(feed, "entry"), item)
        return bytes(ElementTree.tostring(feed, encoding="utf-8", xml_declaration=True))

    def _entry(self, entry: ElementTree.Element, item: Item) -> None:
        _add(entry, "id", identity(item.key))
        _add(entry, "title", item.title)
        _add(entry, "updated", moment(changed(item.record)))
        _add(entry, "published", moment(item.record.date))
        _add(entry, "link", rel="alternate", type="text/html", href=self._address(item.path))
        if item.record.url:
            _add(entry, "link", rel="via", href=item.record.url)
        for topic in item.record.topics:
            _add(entry, "category", term=topic, label=self.knowledge.vocabulary.topics[topic].name)
        _add(entry, "summary", item.text)

    def json(self) -> bytes:
        """The feed in JSON Feed."""
        feed = {
            "version": "https://jsonfeed.org/version/1.1",
            "title": self.feed.title,
            "home_page_url": self._address(self.feed.path),
            "feed_url": self._own("feed.json"),
            "authors": [{"name": NAME}],
            "language": "en",
            "items": [self._as_json(item) for item in self.items],
        }
        return (json.dumps(feed, ensure_ascii=False, indent=1) + "\n").encode()

    def _as_json(self, item: Item) -> dict[str, object]:
        vocabulary = self.knowledge.vocabulary
        return {
            "id": identity(item.key),
            "url": self._address(item.path),
            **({"external_url": item.record.url} if item.record.url else {}),
            "title": item.title,
            "content_text": item.text,
            "date_published": moment(item.record.date),
            **({"date_modified": moment(changed(item.record))} if item.record.corrections else {}),
            "tags": [vocabulary.topics[topic].name for topic in item.record.topics],
        }

    def _own(self, name: str) -> str:
        return f"{self.base}{self.feed.folder}{name}"

    def _address(self, path: str) -> str:
        return f"{self.base}{address('index.md', path).removeprefix('./')}" or "./"


def identity(key: str) -> str:
    """A name for something that is told, which it keeps.

    Args:
        key: What tells it from all else.

    Returns:
        A URN, the same whatever the address of the site.
    """
    return uuid5(_SPACE, key).urn


def moment(date: PartialDate) -> str:
    """The first moment of a date.

    Args:
        date: The date.

    Returns:
        It in the form of RFC 3339.
    """
    return f"{date.first.isoformat()}T00:00:00Z"


def _add(parent: ElementTree.Element, tag: str, text: str = "", **attributes: str) -> ElementTree.Element:
    """A new element of `parent`, last among its elements."""
    kept = {name: NOT_IN_XML.sub("", value) for name, value in attributes.items()}
    element = ElementTree.SubElement(parent, tag, kept)
    element.text = NOT_IN_XML.sub("", text) or None
    return element


# Only what is known to the day is in a calendar: it would show a year as 365 busy days.
_CALENDAR = "China International Import Expo: events"


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
        yield Page("timeline/events.ics", render_calendar([event for _, event in written], _CALENDAR))
    for year, found in groupby(written, key=lambda each: each[0]):
        yield Page(f"timeline/{year}.ics", render_calendar([event for _, event in found], f"{_CALENDAR} of {year}"))


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
