"""One event is one event: tellings made up for the purpose (tests/events) are joined, and others kept apart."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from typing import Any

import icalendar
import pytest

from ciie.deriving.claims import Voices, happenings_of
from ciie.deriving.derivation import derive
from ciie.deriving.events import EventReader, Moment, occurrences_of
from ciie.deriving.knowledge import Knowledge
from ciie.model.records import Event, Mention
from ciie.model.vocabulary import Organisation, Person, Place, Vocabulary
from ciie.pages.timelines import timeline_pages
from ciie.pipeline import generated_files
from ciie.reading.library import read_library
from ciie.text.names import NameFinder
from ciie.views.timeline_entries import entries_of
from support.reading_pages import as_read
from support.samples import date, event, library, record

COLLECTION = Path(__file__).parent / "events"
TODAY = dt.date(2026, 11, 21)


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    library = read_library(COLLECTION, "events", TODAY)
    assert library.problems == ()
    return derive(library)


@pytest.fixture(scope="module")
def pages(knowledge: Knowledge) -> dict[str, str]:
    return as_read(generated_files(knowledge))


def test_events(knowledge: Knowledge) -> None:
    """Each event is there once, with its closest date, those that planned it and those that report it, in order."""
    told = [
        f"{each.date.text}: {each.what} ({', '.join(r.record.source for r in each.planned)}; "
        f"{', '.join(r.record.source for r in each.happened)})"
        for each in knowledge.occurrences
    ]

    assert told == [
        "4 November 2022: Opening ceremony of the 5th CIIE (; )",
        "5–10 November 2022: 5th CIIE (; )",
        "2022: Opening the fifth expo, Zhang San names its aims (; agency, portal)",
        "2022: Zhang San tours the fifth expo (; daily)",
        "5 November 2023: Zhang San sends a letter to the 6th CIIE (; daily, post)",
        "5–10 November 2023: 6th CIIE (agency; portal)",
        "6 November 2023: Acme signs a contract with Globex (; daily)",
        "6 November 2023: Globex signs a contract with Acme (; post)",
        "7 November 2023: Acme signs a contract with Globex (; post)",
        "10 November 2023: The sixth expo ends with deals of 78 billion USD (; post)",
        "2023: The sixth expo opens registration for visitors (; daily)",
        "2 March 2024: Acme opens the plant in Bremen (agency; daily)",
        "5–10 November 2024: 7th CIIE (; )",
    ]


def test_every_telling_is_told_once(knowledge: Knowledge) -> None:
    """No telling is lost, and none stands under two events."""
    reports = [report.key for each in knowledge.occurrences for report in each.reports]

    assert sorted(reports) == sorted(each.key for each in knowledge.happenings)


def test_timeline_has_planned_and_happened_as_one_entry(pages: dict[str, str]) -> None:
    """A plan and the report that it happened are one line with both labels and both sources."""
    line = (
        '<span class="when" id="d2024-03-02">2 March 2024</span> <span class="strand happened">Happened</span> '
        '<span class="strand planned">Planned</span><br>Acme opens the plant in Bremen ([The Agency]'
        "(/articles/2023-11-04-agency-on-the-eve/#p1), planned: Acme is to open a plant in Bremen; [The Daily]"
    )

    assert line in pages["timeline/2024-03.md"]
    assert pages["timeline/2024.md"].count("Acme opens the plant in Bremen") == 1


def test_editions_stand_on_the_timeline(pages: dict[str, str]) -> None:
    """Every edition's days are on the timeline and lead to its page, also where no record tells of it."""
    links = re.findall(r'class="strand edition">.*<br>\[([^]]+)\]\(([^)]+)\)', pages["timeline/index.md"])

    assert links == [
        ("Opening ceremony of the 5th CIIE", "/editions/5/"),
        *((f"{number}th CIIE", f"/editions/{number}/") for number in (5, 6, 7)),
    ]
    assert "Closing day" not in pages["timeline/edition-7.md"]
    assert "[7th CIIE](/editions/7/)" in pages["timeline/edition-7.md"]


def test_year_only_events_come_last(knowledge: Knowledge) -> None:
    """What is known only to the month or the year stands after the days of it, in lists and under a heading."""
    for year in (2022, 2023):
        precisions = [int(each.date.precision) for each in entries_of(knowledge) if each.date.first.year == year]
        assert precisions == sorted(precisions, reverse=True)


def test_article_dates_its_event_as_the_others(pages: dict[str, str]) -> None:
    """An event whose day the edition's days give is dated by it on the page of its article, too."""
    assert "| [10 November 2023](/timeline/2023-11/#d2023-11-10) | The sixth expo ends" in pages[
        "articles/2023-11-16-post-the-close.md"
    ].replace("[The sixth", "The sixth")


def test_calendar_has_each_event_once(pages: dict[str, str]) -> None:
    """The calendar has the events known to the day, each once, with all who tell of it."""
    found = icalendar.Calendar.from_ical(pages["timeline/events.ics"]).walk("VEVENT")
    told = {str(each["summary"]): str(each.get("description", "")) for each in found}

    assert len(found) == len(told) + 1 == 10
    assert len({str(each["uid"]) for each in found}) == 10
    assert told["Acme opens the plant in Bremen"] == (
        "Planned when reported. From the digest of the article by The Agency, 4 November 2023: On the eve\n"
        "From the digest of the article by The Daily, 10 March 2024: A plant"
    )


def test_lists_stand_in_periods_that_the_filter_hides(pages: dict[str, str]) -> None:
    """Each heading of a timeline stands in one box with its list, so that a filter leaves no heading without one."""
    for path in ("timeline/index.md", "timeline/2023.md", "timeline/edition-6.md"):
        lines = pages[path].split('class="timeline"')[0].splitlines()
        headings = [number for number, line in enumerate(lines) if line.startswith("##")]

        assert headings
        assert all('<div class="period"' in lines[number - 1] for number in headings)


@pytest.mark.parametrize(
    ("what", "when", "moment", "day"),
    [
        ("The sixth expo ends", "2023", ("6", Moment.CLOSES), "2023-11-10"),
        ("The sixth expo closes in Shanghai", "2023-11", ("6", Moment.CLOSES), "2023-11-10"),
        ("The seventh China International Import Expo ends", "2024", ("7", Moment.CLOSES), "2024-11-10"),
        ("The 6th CIIE comes to an end.", "2023-11-10", ("6", Moment.CLOSES), "2023-11-10"),
        ("The sixth expo is to open on 5 November", "2023-11-05", ("6", Moment.OPENS), "2023-11-05"),
        ("The fifth expo opens with a ceremony", "2022", ("5", Moment.CEREMONY), "2022-11-04"),
        ("The sixth expo opens with a ceremony", "2023", ("6", Moment.CEREMONY), "2023-11-05"),
        ("The expo is held for the first time offline", "2023", ("6", Moment.HELD), "2023-11-05/2023-11-10"),
        ("The sixth expo is held", "2023-11-05/2023-11-10", ("6", Moment.HELD), "2023-11-05/2023-11-10"),
        ("The sixth expo is held", "2023-11-05/2023-11-11", None, "2023-11-05/2023-11-11"),
        ("The sixth expo opens", "2022", None, "2022"),
        ("The sixth expo opens", "2023-11-04", None, "2023-11-04"),
        ("The fifth expo opens with a ceremony", "2022-11-05", None, "2022-11-05"),
        ("The sixth expo opens registration", "2023", None, "2023"),
        ("The sixth expo ends its tour of the provinces", "2023", None, "2023"),
        ("The sixth expo is not held in Shanghai", "2023", None, "2023"),
        ("A day before the sixth expo opens", "2023", None, "2023"),
        ("Acme leaves the sixth expo, which ends", "2023", None, "2023"),
        ("The sixth expo and a forum open", "2023", None, "2023"),
        ("The expo ends", "2021", None, "2021"),
    ],
)
def test_moment_of_an_edition(
    knowledge: Knowledge, what: str, when: str, moment: tuple[str, Moment] | None, day: str
) -> None:
    """The opening, closing and holding of an edition are known from its own sentence, and dated by its days."""
    found = EventReader(knowledge.vocabulary.editions, knowledge.finder).read(what, date(when))

    assert (found.moment, found.date.iso) == (moment, day)


def joined(knowledge: Knowledge, *told: str, voices: Voices | None = None) -> list[set[str]]:
    """Which of the tellings, "2023-11-05 Acme opens", each of a record of its own, are one event."""
    records = [
        record(f"r{number}", events=(event(when, what=what),))
        for number, (when, _, what) in enumerate(each.partition(" ") for each in told)
    ]
    told_of = [each for one in records for each in happenings_of(one)]
    found = occurrences_of(told_of, {}, voices or Voices(), knowledge.finder)
    return [{report.record.id for report in each.reports} for each in found if len(each.reports) > 1]


@pytest.mark.parametrize(
    "told",
    [
        ("2023-11-05 A forum meets", "2023-11-05 The forum meets."),
        ("2023-11 Acme opens a shop", "2023-11-06 Acme opens a shop"),
        ("2023 Acme opens a shop", "2023-11 Acme opens a shop", "2023-11-06 Acme opens a shop"),
        ("2024 Acme will build a shop", "2024-02-03 Acme builds a shop"),
        ("2024 Acme is expected to build a shop", "2024 Acme builds a shop"),
    ],
)
def test_tellings_of_one_event(knowledge: Knowledge, told: tuple[str, ...]) -> None:
    """The same words of dates that agree are one event, planned or happened."""
    assert joined(knowledge, *told) == [{f"r{number}" for number in range(len(told))}]


@pytest.mark.parametrize(
    "told",
    [
        ("2023-11-05 Acme opens a shop", "2023-11-06 Acme opens a shop"),
        ("2023-11-05 Acme opens a shop", "2023-11-05 Globex opens a shop"),
        ("2023-11-05 Acme opens 2 shops", "2023-11-05 Acme opens 3 shops"),
        ("2023-11-05 Acme is not to come", "2023-11-05 Acme is to come"),
        ("2023-11-05 Acme sues Globex", "2023-11-05 Globex sues Acme"),
        ("2023-11 A contract is signed", "2023-11-05 A contract is signed"),
        ("2023 A contract is signed", "2023 A contract is signed"),
        ("2023-11-05 Acme opens a shop", "2023-11-05/2023-11-10 Acme opens a shop"),
        ("2023-10 Acme opens a shop", "2023-11-05 Acme opens a shop"),
        ("2023-11-05 Zhang San visits Acme", "2023-11-05 Zhang San thanks Acme"),
    ],
)
def test_tellings_of_two_events(knowledge: Knowledge, told: tuple[str, ...]) -> None:
    """Another day, number, name, order or word is another event; so is what names nothing and has no day."""
    assert joined(knowledge, *told) == []


def test_month_that_may_mean_two_days(knowledge: Knowledge) -> None:
    """A month with two events of one wording belongs to neither."""
    told = ("2023-11 Acme opens a shop", "2023-11-05 Acme opens a shop", "2023-11-06 Acme opens a shop")

    assert joined(knowledge, *told) == []


def test_rewrites_tell_of_one_event_in_other_words(knowledge: Knowledge) -> None:
    """Of one voice, two tellings of the same date and names are one event, unless a record has two such."""
    voices = Voices(dict.fromkeys(("r0", "r1"), ("r0", "r1")))
    told = ("2022 Zhang San names aims", "2022 Zhang San speaks of aims")

    assert joined(knowledge, *told, voices=voices) == [{"r0", "r1"}]
    assert joined(knowledge, told[0], "2022 Acme speaks of aims", voices=voices) == []
    assert joined(knowledge, told[0], "2021 Zhang San speaks of aims", voices=voices) == []
    assert joined(knowledge, "2022 Zhang San visits Bremen", "2022 Zhang San visits Germany", voices=voices) == []


def test_events_of_namesakes() -> None:
    """Of two people of one name, each record tells of the one that it lists; a place and who runs it are one thing."""
    people = {name: Person(name, "Max Muster", zh=name) for name in ("one", "two")}
    organisations, places = {"hall": Organisation("hall", "The Hall")}, {"hall": Place("hall", "The Hall")}
    finder = NameFinder(Vocabulary(people=people, organisations=organisations, places=places))
    lists: tuple[dict[str, Any], ...] = (
        *({"people": (Mention(name),)} for name in ("one", "two", "one")),
        *({"places": ("hall",)}, {"organisations": ("hall",)}),
    )
    words = [*["Max Muster speaks"] * 3, *["The Hall is opened"] * 2]
    records = [
        record(f"r{number}", events=(event(what=what),), **listed)
        for number, (what, listed) in enumerate(zip(words, lists, strict=True))
    ]
    found = occurrences_of([each for one in records for each in happenings_of(one)], {}, Voices(), finder)

    assert [[report.record.id for report in each.reports] for each in found] == [["r0", "r2"], ["r1"], ["r3", "r4"]]


def test_long_timeline_begins_with_what_most_outlets_tell_of() -> None:
    """A timeline that is too long for a page shows the events that most outlets tell of, the earliest first."""
    days = [date(f"2023-{month:02}-{day:02}") for month in range(1, 6) for day in range(1, 26)]
    events = [Event(day, f"Event of {day.iso}") for day in days]
    records = [record("a", events=tuple(events)), record("b", events=(events[70], events[3]), source="xinhua")]
    pages = as_read(timeline_pages(derive(library(*records))))
    shown = re.findall(r"<br>(?:\n *)?Event of (\S+)", pages["timeline/index.md"])

    assert "## Most reported events" in pages["timeline/index.md"]
    assert shown[0] == "2023-01-04"
    assert "2023-03-21" in shown
    assert shown == sorted(shown)
    assert len(shown) == 12
