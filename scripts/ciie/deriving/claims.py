"""Figures, events and mentions, each with the record that makes them and the passage where it does."""

from __future__ import annotations

from dataclasses import dataclass

from ciie.words.model import Event, Figure, Mention, Record, Status
from ciie.words.references import Ref

# What tells a claim or an event from every other of a library: the record's id, and its place in the record's list.
ClaimKey = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Claim:
    """A figure with the record that states it.

    Attributes:
        record: Who states it.
        figure: What is stated.
        anchor: The passage of the record that does; None where none was found.
        place: Its place among the figures of the record, from 0.
    """

    record: Record
    figure: Figure
    anchor: str | None
    place: int = 0

    @property
    def key(self) -> ClaimKey:
        """What tells it from every other claim of a library."""
        return self.record.id, self.place

    @property
    def is_headline(self) -> bool:
        """True where the note says that the number stands in the source's headline."""
        return "headline" in (self.figure.note or "").casefold()

    @property
    def stage(self) -> Status | None:
        """The stage at which it was stated, where the source says so."""
        return self.figure.status

    @property
    def is_vague(self) -> bool:
        """True where the note says that the source does not tell what the number counts, or tells something else."""
        note = (self.figure.note or "").casefold()
        return note.startswith("the source ") and " not " in note


@dataclass(frozen=True, slots=True)
class Happening:
    """An event with the record that tells of it and the anchor of the passage where it does.

    Attributes:
        record: Who tells of it.
        event: What is told.
        anchor: The passage of the record that does; None where none was found.
        place: Its place among the events of the record, from 0.
    """

    record: Record
    event: Event
    anchor: str | None
    place: int = 0

    @property
    def key(self) -> ClaimKey:
        """What tells it from every other event of a library."""
        return self.record.id, self.place

    @property
    def is_planned(self) -> bool:
        """True where the event lay ahead when the record was published."""
        return self.event.date.first > self.record.date.last


def claims_of(record: Record) -> list[Claim]:
    """The figures of `record`, in its order."""
    pairs = zip(record.figures, record.figure_anchors, strict=True)
    return [Claim(record, figure, anchor, place) for place, (figure, anchor) in enumerate(pairs)]


def happenings_of(record: Record) -> list[Happening]:
    """The events of `record`, in its order."""
    pairs = zip(record.events, record.event_anchors, strict=True)
    return [Happening(record, event, anchor, place) for place, (event, anchor) in enumerate(pairs)]


def mentions_of(record: Record, person: str) -> list[Mention]:
    """How `record` mentions `person`; more than once where it gives several affiliations."""
    return [mention for mention in record.people if mention.id == person]


def names_in(record: Record) -> list[Ref]:
    """The organisations and people that `record` names, each once."""
    return [ref for ref in record.named if ref.kind != "places"]
