"""The pages of topics: articles first, then the figures of their own measures, then what happened."""

from __future__ import annotations

import re
from dataclasses import replace

from ciie.deriving.derivation import derive
from ciie.model.library import Library
from ciie.model.records import Event, Record
from ciie.pages.topics_and_editions import MOST_EVENTS, topic_pages
from ciie.views.claims import MOST_FIRST
from ciie.views.timeline_entries import MOST_KEY_EVENTS
from support.reading_pages import as_read
from support.samples import SIXTH, VOCABULARY, date, figure, record

DEALS = {
    **VOCABULARY.measures,
    "intended-deals": replace(VOCABULARY.measures["intended-deals"], topics=("deals",)),
}


def shown(*records: Record, topic: str = "deals") -> str:
    """The page of a topic, as read."""
    vocabulary = replace(VOCABULARY, measures=DEALS)
    pages = topic_pages(derive(Library(records, len(records), vocabulary, ())))
    return as_read(pages)[f"topics/{topic}.md"]


def test_figure_has_the_topics_of_its_measure() -> None:
    """A figure stands with the topics of what it counts, not with those of the article that states it."""
    figures = (figure("78", measure="intended-deals", unit="USD", edition=SIXTH), figure("3486", edition=SIXTH))
    told = record(figures=figures, topics=("opening-up",))

    assert "78 USD" in shown(told)
    assert "3,486" not in shown(told)
    assert "78 USD" not in shown(told, topic="opening-up")


def test_articles_come_first() -> None:
    """What was written on a topic stands before its figures and its timeline."""
    event = Event(date("2023-11-10"), "The expo ends")
    told = record(figures=(figure("78", measure="intended-deals", unit="USD", edition=SIXTH),), events=(event,))
    headings = [line for line in shown(told).splitlines() if line.startswith("## ")]

    assert headings == ["## Articles", "## Figures", "## Timeline"]


def test_timeline_shows_what_most_articles_tell_of() -> None:
    """Of too many events those stay that more articles tell of; the first few stand in full, the others fold away."""
    days = [date(f"2023-{month:02}-{day:02}") for month in range(1, 3) for day in range(1, MOST_EVENTS)]
    events = tuple(Event(day, f"Event of {day.iso}") for day in days)
    first, second = record("a", events=events), record("b", events=events[:2], source="xinhua")
    full, _, folded = shown(first, second).partition(f"2023: {MOST_EVENTS - MOST_KEY_EVENTS} events")
    found = re.findall(r"Event of (\S+)", full)

    assert found[:2] == ["2023-01-01", "2023-01-02"]
    assert len(found) == MOST_KEY_EVENTS
    assert found[-1] == "2023-02-19"
    assert len(re.findall(r"Event of (\S+)", folded)) == MOST_EVENTS - MOST_KEY_EVENTS


def test_figures_beyond_the_first_fold_away() -> None:
    """Of many figures of a topic the first few stand in full, and the rest by edition."""
    numbers = [str(number) for number in range(101, 120)]
    parts = (figure(each, measure="intended-deals", unit="USD", note=f"part {each}") for each in numbers)
    full, _, folded = shown(record(figures=tuple(parts))).partition(": 13 figures")

    assert re.findall(r"\b1\d\d USD", full) == [f"{each} USD" for each in numbers[:MOST_FIRST]]
    assert re.findall(r"\b1\d\d USD", folded) == [f"{each} USD" for each in numbers[MOST_FIRST:]]


def test_outlets_of_one_wording_stand_together() -> None:
    """Where several articles word an event in the same way, the words stand once, behind all outlets."""
    tellings = [("a", "shine", "held"), ("b", "xinhua", "to be held"), ("c", "shine", "to be held")]
    records = [
        record(name, source=source, events=(Event(date("2023-11-05"), f"The sixth expo is {words}"),))
        for name, source, words in tellings
    ]

    assert shown(*records).count("The sixth expo is to be held") == 1
