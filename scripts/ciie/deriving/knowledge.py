"""The knowledge in a library as one value: its cross-indexes, events, stories, sayings, and the days of its editions.

Every November brings the same course of days, so that editions can be laid side by side by them.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from ciie.deriving.claims import Claim, ClaimKey, Happening, Voices
from ciie.deriving.doubts import Ledger
from ciie.model.library import Library
from ciie.model.records import Record, RelationKind
from ciie.model.values import PartialDate, Precision, Ref
from ciie.model.vocabulary import Edition, Vocabulary
from ciie.text.names import NameFinder

# Half the time between two editions: a day further off belongs to no edition's clock.
FURTHEST = 183


@dataclass(frozen=True, slots=True, order=True)
class EditionDay:
    """A day on the clock of an edition.

    Attributes:
        day: 1 for the opening day, 0 for the day before it, and so on in both directions.
        length: How many days the edition lasts.
    """

    day: int
    length: int

    @property
    def text(self) -> str:
        """The moment as readers see it."""
        if self.day < 1:
            return f"{_days(1 - self.day)} before"
        if self.day > self.length:
            return f"{_days(self.day - self.length)} after"
        named = {self.length: "Closing day", 1: "Opening day"}
        return named.get(self.day, f"Day {self.day}")

    @property
    def key(self) -> tuple[int, int]:
        """What two editions have in common: before, at or after the expo, and the number of days."""
        if self.day < 1:
            return 0, self.day
        if self.day > self.length:
            return 2, self.day - self.length
        return 1, 10_000 if self.day == self.length > 1 else self.day

    @property
    def anchor(self) -> str:
        """Its place on a page of the clock: t-minus-100, t1, t-close, t-plus-3."""
        part, number = self.key
        if part == 1:
            return "t-close" if self.text == "Closing day" else f"t{self.day}"
        return f"t-minus-{1 - self.day}" if part == 0 else f"t-plus-{number}"


@dataclass(frozen=True)
class Clock:
    """The editions whose days are known, in order."""

    editions: tuple[Edition, ...]

    def at(self, when: PartialDate) -> tuple[Edition, EditionDay] | None:
        """The nearest edition and the moment of the first day of `when`; None where no day is known or near."""
        if when.precision is not Precision.DAY or not self.editions:
            return None
        number = bisect_left(self.editions, when.first, key=lambda edition: edition.closes.first)
        near = self.editions[max(0, number - 1) : number + 1]
        edition = min(near, key=lambda each: _distance(each, when.first))
        if _distance(edition, when.first) > FURTHEST:
            return None
        return edition, _moment(edition, when.first)


def clock_of(editions: Iterable[Edition]) -> Clock:
    """The clock of the `editions` whose opening and closing days are known."""
    known = [each for each in editions if each.opens.precision is each.closes.precision is Precision.DAY]
    return Clock(tuple(sorted(known, key=lambda each: each.opens.first)))


def _moment(edition: Edition, day: date) -> EditionDay:
    length = (edition.closes.first - edition.opens.first).days + 1
    return EditionDay((day - edition.opens.first).days + 1, length)


def _distance(edition: Edition, day: date) -> int:
    return max((edition.opens.first - day).days, (day - edition.closes.last).days, 0)


def _days(number: int) -> str:
    return f"{number} day{'' if number == 1 else 's'}"


@dataclass(frozen=True, slots=True)
class Saying:
    """A sentence of a record that names something, and the anchor of the passage it stands in."""

    record: Record
    anchor: str
    sentence: str


@dataclass(frozen=True)
class Sayings:
    """Where names occur in the bodies of a library; names are references to the vocabulary.

    Attributes:
        of: For each name a sentence of every record that its front matter lists it in, in the records' order.
        together: For each name those that most often stand in one passage with it, with the number of passages.
        events: For each name the events that name it, in the records' order.
    """

    of: Mapping[Ref, tuple[Saying, ...]]
    together: Mapping[Ref, tuple[tuple[Ref, int], ...]]
    events: Mapping[Ref, tuple[Happening, ...]]


@dataclass(frozen=True, slots=True)
class Tie:
    """Why two records are of one story: an editor's word, or the program's.

    Attributes:
        record: The later of the two.
        other: The earlier.
        kind: What the editor says that the first is to the second; None where the program proposes it.
        figures: How many figures they have in common.
        names: How many organisations and people they have in common.
    """

    record: Record
    other: Record
    kind: RelationKind | None
    figures: int
    names: int


@dataclass(frozen=True)
class Story:
    """Records of one story, the first published first, and the ties that bind them."""

    records: tuple[Record, ...]
    ties: tuple[Tie, ...]

    @property
    def id(self) -> str:
        """The id of the record that was published first."""
        return self.records[0].id


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A record that stands beside another, and why, in words for readers."""

    record: Record
    why: str


@dataclass(frozen=True)
class Occurrence:
    """One event, with every record that tells of it.

    Attributes:
        id: The same in every build and after a change of wording or a renaming of the first record.
        date: Its days, as close as a report or the edition's own days give them.
        what: What happened, as the closest report words it.
        reports: The records' tellings, the first published first; none where only the vocabulary has it.
        edition: The edition whose own days it is.
    """

    id: str
    date: PartialDate
    what: str
    reports: tuple[Happening, ...]
    edition: Edition | None = None

    @property
    def planned(self) -> tuple[Happening, ...]:
        """The reports that it still lay ahead of."""
        return tuple(each for each in self.reports if self.lay_ahead_of(each))

    @property
    def happened(self) -> tuple[Happening, ...]:
        """The reports that were published when it had begun."""
        return tuple(each for each in self.reports if not self.lay_ahead_of(each))

    def lay_ahead_of(self, report: Happening) -> bool:
        """True where it had not begun when `report` was published."""
        return self.date.first > report.record.date.last

    @property
    def order(self) -> tuple[dt.date, int, str]:
        """Days in order; what is known only to the month or the year after its last day."""
        return (*order_of(self.date), self.id)


def order_of(date: PartialDate) -> tuple[dt.date, int]:
    """Where a date stands among others: days by the first, then the month as a whole, then the year.

    Args:
        date: A date of any precision.

    Returns:
        What to sort by: the last day that it may be of a month or year, and 0 for a day, 1 for a month, 2 for a year.
    """
    first = date.first
    if date.precision is Precision.YEAR:
        return first.replace(month=12, day=31), 2
    if date.precision is Precision.MONTH:
        return (first.replace(day=28) + dt.timedelta(days=4)).replace(day=1) - dt.timedelta(days=1), 1
    return first, 0


@dataclass(frozen=True)
class Knowledge:
    """A library with its cross-indexes.

    Attributes:
        library: What everything is derived from.
        using: For each entry of the vocabulary, the records that use it, newest first.
        claims: Every figure, by measure; newest record first.
        claims_of: Every figure that is a figure of an organisation, place or person, by what it is of.
        claims_by_edition: Every figure that speaks of one edition, by its ordinal.
        ledger: Every figure in its cell beside those of the same number.
        happenings: Every telling of an event, earliest first.
        occurrences: Every event once, with its tellings, and those of the vocabulary; in the order of a timeline.
        occurrence_of: The event that each telling tells of, by the telling's key.
        parts: The organisations that are part of an organisation, by its id.
        of_country: What a country has, by its id: for each list the ids of its entries.
        sayings: What the records say of each name.
        stories: The stories that several records tell, the newest first.
        voices: Which records are one voice.
        story_of: The story of each record that shares one, by the record's id.
        neighbours: The records beside each record: editors' relations first, then shared names.
        clock: The editions' own clocks.
        finder: Finds the names of the vocabulary in a text.
    """

    library: Library
    using: Mapping[Ref, tuple[Record, ...]]
    claims: Mapping[str, tuple[Claim, ...]]
    claims_of: Mapping[Ref, tuple[Claim, ...]]
    claims_by_edition: Mapping[int, tuple[Claim, ...]]
    ledger: Ledger
    happenings: tuple[Happening, ...]
    occurrences: tuple[Occurrence, ...]
    occurrence_of: Mapping[ClaimKey, Occurrence]
    parts: Mapping[str, tuple[str, ...]]
    of_country: Mapping[str, Mapping[str, tuple[str, ...]]]
    sayings: Sayings
    stories: tuple[Story, ...]
    voices: Voices
    story_of: Mapping[str, Story]
    neighbours: Mapping[str, tuple[Neighbour, ...]]
    clock: Clock
    finder: NameFinder

    @property
    def vocabulary(self) -> Vocabulary:
        """The library's vocabulary."""
        return self.library.vocabulary

    @property
    def records(self) -> tuple[Record, ...]:
        """The library's records, newest first."""
        return self.library.records

    def weight(self, comparison: Comparison) -> tuple[tuple[int, int, str], int, FigureKey]:
        """What sorts comparisons: the order of their measures, then most voices first, then edition and subject."""
        return self.vocabulary.measures[comparison.key.measure].order, -comparison.voices, comparison.key

    def records_of(self, ref: Ref) -> tuple[Record, ...]:
        """The records that use the entry `ref`, newest first."""
        return self.using.get(ref, ())
