"""Figures and events with the record that states them, and how the claims of one number stand to each other."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum, StrEnum, auto

from ciie.model.records import EditionSpan, Event, Figure, Record, Status
from ciie.model.values import PartialDate, Ref, groups
from ciie.text.sentences import anchor_of

# What tells a claim or an event from every other of a library: the record's id, and its place in the record's list.
ClaimKey = tuple[str, int]
# "The expo is to be held"; not "Acme says that it is to build a plant", which tells of what is said.
_PLAN = re.compile(r"(?:(?!\b(?:that|which|who|where|how)\b).)*?\b(?:is|are) (?:(?:set|due|expected|planned) )?to\b")


@dataclass(frozen=True, slots=True)
class Claim:
    """A figure with the record that states it.

    Attributes:
        record: Who states it.
        figure: What is stated.
        anchor: The sentence or passage of the record that does; None where none was found.
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
    def when(self) -> PartialDate:
        """The date that the number is for; that of publication where the source gives none."""
        return self.figure.as_of or self.record.date

    @property
    def is_vague(self) -> bool:
        """True where the note says that the source does not tell what the number counts."""
        return (self.figure.note or "").casefold().startswith(("the source does not ", "the source speaks of "))


@dataclass(frozen=True, slots=True)
class Happening:
    """An event with the record that tells of it and the anchor of the passage where it does.

    Attributes:
        record: Who tells of it.
        event: What is told.
        anchor: The sentence or passage of the record that does; None where none was found.
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

    def lay_ahead(self, date: PartialDate) -> bool:
        """True where the event, of `date`, had not begun at publication; its words say it where the dates do not."""
        told = self.record.date
        return date.first > told.last or (date.last >= told.first and _PLAN.match(self.event.what) is not None)


def claims_of(record: Record) -> list[Claim]:
    """The figures of `record`, in its order.

    Args:
        record: A record of the library.

    Returns:
        A claim for each figure, with the anchor of its sentence, in the order of the front matter.
    """
    pairs = zip(record.figures, record.figure_anchors, strict=True)
    return [Claim(record, each, _sentence(record, anchor, each.words), n) for n, (each, anchor) in enumerate(pairs)]


def _sentence(record: Record, anchor: str | None, words: str | None) -> str | None:
    """The anchor of the sentence of a passage that has `words`, that of the passage where there are none."""
    if anchor is None or words is None:
        return anchor
    passage = next(each for each in record.passages if each.anchor == anchor)
    return anchor_of(words, passage.text) or anchor


def happenings_of(record: Record) -> list[Happening]:
    """The events of `record`, in its order.

    Args:
        record: A record of the library.

    Returns:
        A telling for each event, with the anchor of its sentence, in the order of the front matter.
    """
    pairs = zip(record.events, record.event_anchors, strict=True)
    return [Happening(record, each, _sentence(record, anchor, each.words), n) for n, (each, anchor) in enumerate(pairs)]


@dataclass(frozen=True)
class Voices:
    """The voices of a library's records.

    Attributes:
        shared: For each record that shares its voice with others, the ids of all of them, the original first.
        proposed: The records whose place in their voice only the program proposes.
    """

    shared: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    proposed: frozenset[str] = frozenset()

    def of(self, record: Record) -> str:
        """The voice of `record`: the id of the original that it copies or rewrites, or its own."""
        return self.shared.get(record.id, (record.id,))[0]

    def place(self, record: Record) -> int:
        """How many records of its voice come before `record`; 0 for an original."""
        return self.shared.get(record.id, (record.id,)).index(record.id)

    def count(self, claims: Iterable[Claim]) -> int:
        """How many independent voices make `claims`; those that credit one origin are one."""
        return len(groups((self.of(claim.record), self.source(claim)) for claim in claims))

    def source(self, claim: Claim) -> str:
        """Where a claim comes from: the origin that it credits, or the voice of its record."""
        origin = claim.figure.origin
        return self.of(claim.record) if origin is None else f"origin {origin}"

    def count_records(self, records: Iterable[Record]) -> int:
        """How many independent voices `records` are."""
        return len({self.of(record) for record in records})


class Agreement(StrEnum):
    """What a reader should make of several claims of one number."""

    ALONE = "one source"
    AGREE = "sources agree"
    COMPATIBLE = "sources are compatible"
    DIFFER = "sources differ"


class ClaimRelation(StrEnum):
    """How claims of one number stand to each other; from the best to the worst."""

    ALONE = "one source"
    SAME_TEXT = "same text"
    SAME_ORIGIN = "same origin"
    AGREE = "agree"
    COMPATIBLE = "compatible"
    CHECK = "check this figure"
    BLURRED = "blurred"
    DIFFER = "differ"


class Reason(StrEnum):
    """Why a claim stands to another as it does."""

    REPEATED = "repeated"
    COPY = "copy"
    ORIGIN = "origin"
    LOST = "lost"
    SAME = "same"
    NOTED = "noted"
    BOUND = "bound"
    ROUGH = "rough"
    ROUNDED = "rounded"
    KINDS = "kinds"
    STAGE = "stage"
    EARLIER = "earlier"
    BLURRED = "blurred"
    OWN = "own"
    CONFLICT = "conflict"


_REASONS = {
    ClaimRelation.ALONE: [Reason.REPEATED],
    ClaimRelation.SAME_TEXT: [Reason.COPY],
    ClaimRelation.SAME_ORIGIN: [Reason.ORIGIN],
    ClaimRelation.AGREE: [Reason.SAME, Reason.NOTED],
    ClaimRelation.COMPATIBLE: [Reason.BOUND, Reason.ROUGH, Reason.ROUNDED, Reason.KINDS, Reason.STAGE, Reason.EARLIER],
    ClaimRelation.BLURRED: [Reason.LOST, Reason.BLURRED],
    ClaimRelation.DIFFER: [Reason.OWN, Reason.CONFLICT],
}
_RELATIONS = {reason: relation for relation, reasons in _REASONS.items() for reason in reasons}
_SAME_NUMBER = {ClaimRelation.ALONE, ClaimRelation.SAME_TEXT, ClaimRelation.SAME_ORIGIN, ClaimRelation.AGREE}


@dataclass(frozen=True, slots=True)
class Verdict:
    """How a claim stands to another.

    Attributes:
        reason: Why.
        against: The claim it was held against.
    """

    reason: Reason
    against: Claim

    @property
    def relation(self) -> ClaimRelation:
        """The verdict in one word."""
        return _RELATIONS[self.reason]

    @property
    def is_change(self) -> bool:
        """True where one of the two tells another number, or the number without what it counts."""
        return self.relation not in _SAME_NUMBER


def worst(relations: list[ClaimRelation]) -> ClaimRelation:
    """The relation that a reader must hear of; ALONE where there is none."""
    return max(relations, key=list(ClaimRelation).index, default=ClaimRelation.ALONE)


class Merit(Enum):
    """What puts a claim before the others, the weightiest first; of provisional numbers the latest goes
    before the most precise and the one of most voices.
    """

    IN_TEXT = auto()
    SAYS_WHAT = auto()
    STAGE = auto()
    SUPPORTED = auto()
    EXACT = auto()
    PRECISE = auto()
    VOICES = auto()
    UNDOUBTED = auto()
    LATEST = auto()
    ORIGINAL = auto()


@dataclass(frozen=True, slots=True)
class FigureKey:
    """What the claims of a comparison speak of.

    Attributes:
        measure: Id of what is counted.
        span: First and last edition, three digits each, so that keys sort as editions do; "~" for none.
        of: What it is a figure of; None where of nothing in particular.
        currency: The currency, or empty.
        note: What is counted, where one record counts several things; else empty.
    """

    measure: str
    span: str
    of: Ref | None
    currency: str
    note: str

    def __lt__(self, other: FigureKey) -> bool:
        """Keys sort by measure, edition, subject, currency and note."""
        return self._order < other._order

    @property
    def _order(self) -> tuple[str, ...]:
        subject = (self.of.id, self.of.kind) if self.of else ("", "")
        return self.measure, self.span, *subject, self.currency, self.note


@dataclass(frozen=True, slots=True)
class ComparedClaim:
    """A claim of a comparison, and how it stands to an earlier claim of it; the first has no verdict."""

    claim: Claim
    verdict: Verdict | None


@dataclass(frozen=True)
class Comparison:
    """All claims of one number.

    Attributes:
        key: What they speak of.
        compared: The claims; the one to show first, then the others, newest first.
        merit: Why the first is first, true against every other claim; None where nothing sets it apart.
        voices: How many independent voices make the claims.
        relation: The worst relation between any two of the claims.
    """

    key: FigureKey
    compared: tuple[ComparedClaim, ...]
    merit: Merit | None
    voices: int
    relation: ClaimRelation

    @property
    def lead(self) -> Claim:
        """The claim to show where there is room for one."""
        return self.compared[0].claim

    @property
    def span(self) -> EditionSpan | None:
        """The edition or editions it speaks of."""
        return self.lead.figure.edition

    @property
    def ordinal(self) -> int | None:
        """The edition, where it speaks of one."""
        return self.span.first if self.span is not None and self.span.first == self.span.last else None

    @property
    def claims(self) -> list[Claim]:
        """All claims, the first to show first."""
        return [each.claim for each in self.compared]

    @property
    def is_forecast(self) -> bool:
        """True of what one source alone expected, which is no edition's number."""
        return self.voices == 1 and self.lead.stage is Status.EXPECTED

    @property
    def articles(self) -> int:
        """How many records make the claims, copies counted."""
        return len({claim.record.id for claim in self.claims})

    @property
    def anchor(self) -> str:
        """Where it stands on the page of its measure: e6, e1-5-schott, no-edition-schott."""
        start = f"e{self.span.key}" if self.span else "no-edition"
        told = f"{self.lead.place}-{self.lead.record.id}" if self.key.note else ""
        of = self.key.of.id if self.key.of else ""
        return "-".join(part for part in (start, of, self.key.currency.lower(), told) if part)
