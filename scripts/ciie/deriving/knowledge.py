"""The knowledge in a library as one value: its cross-indexes, the ledger of its figures, its events, stories, sayings.

What the ledger doubts is no verdict of a source: it is a reading aid of ours, with the claims that suggest it.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum, StrEnum

from ciie.deriving.claims import Claim, ClaimKey, ClaimRelation, Comparison, FigureKey, Happening, Voices, worst
from ciie.deriving.clocks import Clock
from ciie.model.library import Library
from ciie.model.records import Record, RelationKind
from ciie.model.values import PartialDate, Precision, Ref
from ciie.model.vocabulary import Edition, Vocabulary
from ciie.text.names import NameFinder


@dataclass(frozen=True, slots=True)
class MixUp:
    """A claim, and one of another record that states the same number for a measure not to be confused with its own.

    Two numbers that one record itself states for two measures are two numbers that happen to be equal.
    """

    claim: Claim
    other: Claim


class Suspicion(StrEnum):
    """Why a claim may give another number than the first of its comparison; from the surest to the least sure."""

    TWO_VALUES = "two values in one article"
    CUT = "probably cut off, not rounded"
    MAGNITUDE = "probably another magnitude"
    LOST_DIGIT = "probably a digit lost"
    MEASURE = "probably another measure"
    EDITION = "probably another edition"
    PART = "probably a part of the whole"
    WIDER = "probably something wider"
    EARLIER = "probably an earlier stage"


# What differs so does not contradict the number.
_OTHER_COUNTS = {Suspicion.CUT, Suspicion.PART, Suspicion.WIDER, Suspicion.EARLIER}


@dataclass(frozen=True, slots=True)
class Difference:
    """What may have led to a claim that differs.

    Attributes:
        suspicion: What it is.
        candidate: The claim that suggests it: of the same number elsewhere, or of the right one.
    """

    suspicion: Suspicion
    candidate: Claim


class Arithmetic(Enum):
    """What a claim can be held against: the growth between two values, a sum, a run of records, or the calendar."""

    GROWTH = "growth"
    SUM = "sum"
    RUN = "run"
    DAYS = "days"


class Fit(StrEnum):
    """What arithmetic says of a claim."""

    FITS = "fits"
    DOES_NOT_FIT = "does not fit"
    CANNOT_BE_TOLD = "cannot be told"


@dataclass(frozen=True, slots=True)
class Check:
    """A claim held against others by arithmetic.

    Attributes:
        claim: The claim that is checked.
        arithmetic: What it was held against.
        parts: The leading claims of the editions concerned, in their order, as far as there are any.
        missing: The editions, in their order, that have no claim to compute with.
        computed: The number that the parts give; None where one is missing.
        fit: What they say of the claim.
    """

    claim: Claim
    arithmetic: Arithmetic
    parts: tuple[Claim, ...]
    missing: tuple[int, ...]
    computed: Decimal | None
    fit: Fit


@dataclass(frozen=True)
class Ledger:
    """All comparisons, and what is doubtful in them.

    Attributes:
        comparisons: For each measure its comparisons, by edition and subject.
        comparison_of: The comparison of each claim, by the claim's key.
        mix_ups: For each key the numbers that are also stated for a measure not to be confused with its own.
        differences: For claims that differ, by their keys, what may have led to it; absent where nothing suggests it.
        checks: For each key its claims that arithmetic can be done with.
        currencies: The currencies of each amount, by measure, span and subject.
    """

    comparisons: Mapping[str, tuple[Comparison, ...]]
    comparison_of: Mapping[ClaimKey, Comparison]
    mix_ups: Mapping[FigureKey, tuple[MixUp, ...]]
    differences: Mapping[ClaimKey, Difference]
    checks: Mapping[FigureKey, tuple[Check, ...]]
    currencies: Mapping[tuple[str, str, Ref | None], frozenset[str]]

    def by_edition(self, measure: str) -> Mapping[int, Comparison]:
        """For each edition the comparison of its number as a whole: of no subject, in the currency of most editions.

        One with a note counts something narrower; it comes in only where its edition has no other. What one source
        alone expects is no edition's number.
        """
        every = (each for each in self.comparisons[measure] if not each.is_forecast)
        general = [(each.ordinal, each) for each in every if each.ordinal and not each.key.of]
        currencies = Counter(currency for currency, _ in {(each.key.currency, ordinal) for ordinal, each in general})
        currency = max(sorted(currencies), key=currencies.__getitem__, default="")
        general.sort(key=lambda found: (found[0], not found[1].key.note, found[1].voices))
        return {ordinal: each for ordinal, each in general if each.key.currency == currency}

    def is_doubtful(self, comparison: Comparison) -> bool:
        """True where a number of `comparison` is also another measure's, or does not fit what it is computed from."""
        key = comparison.key
        return bool(self.mix_ups[key]) or any(each.fit is Fit.DOES_NOT_FIT for each in self.checks[key])

    def relation_of(self, comparison: Comparison) -> ClaimRelation:
        """The worst of a comparison: how its claims stand to each other, or that a number of it should be checked."""
        return worst(
            [comparison.relation, ClaimRelation.CHECK] if self.is_doubtful(comparison) else [comparison.relation]
        )

    def is_disputed(self, comparison: Comparison) -> bool:
        """True where claims differ, and it is not only that they count less or more, or counted earlier."""
        differing = (
            each.claim.key
            for each in comparison.compared
            if each.verdict is not None and each.verdict.relation is ClaimRelation.DIFFER
        )
        return any(
            key not in self.differences or self.differences[key].suspicion not in _OTHER_COUNTS for key in differing
        )

    def other_currencies(self, key: FigureKey) -> list[str]:
        """The currencies in which the amount at `key` is stated too."""
        return sorted(self.currencies.get((key.measure, key.span, key.of), frozenset()) - {key.currency})


@dataclass(frozen=True, slots=True)
class Saying:
    """A sentence of a record that names something, and its anchor."""

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
        return report.lay_ahead(self.date)

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
        claims_in: The figures of each record, by its id, in their order.
        claims_of: Every figure that is a figure of an organisation, place or person, by what it is of.
        claims_by_edition: Every figure that speaks of one edition, by its ordinal.
        ledger: Every figure in its cell beside those of the same number.
        happenings: Every telling of an event, earliest first.
        happenings_in: The tellings of each record, by its id, in their order.
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
    claims_in: Mapping[str, tuple[Claim, ...]]
    claims_of: Mapping[Ref, tuple[Claim, ...]]
    claims_by_edition: Mapping[int, tuple[Claim, ...]]
    ledger: Ledger
    happenings: tuple[Happening, ...]
    happenings_in: Mapping[str, tuple[Happening, ...]]
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
