"""For each measure, edition and subject a comparison of all claims of one number, in the order to show them.

A comparison has one currency; where one record gives several figures that their notes tell apart, it has one note.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto
from typing import Any

from ciie.deriving.claims import Claim, ClaimKey
from ciie.deriving.verdicts import (
    PROVISIONAL,
    Agreement,
    ClaimRelation,
    Reason,
    Verdict,
    compare_all,
    digits,
    has_lost,
    judge,
    worst,
)
from ciie.deriving.voices import Voices
from ciie.words.model import EditionSpan, Figure, Qualifier, Status
from ciie.words.references import Ref

# From the first that an edition has to the one that counts most; None where the source does not say.
_STAGES = (Status.EXPECTED, Status.REGISTERED, None, Status.FINAL)
_EXPLAINED = {Reason.ROUNDED, Reason.STAGE, Reason.EARLIER}


class Merit(Enum):
    """What puts a claim before the others, the weightiest first; of provisional numbers the latest goes
    before the most precise.
    """

    IN_TEXT = auto()
    SAYS_WHAT = auto()
    STAGE = auto()
    EXACT = auto()
    UNDOUBTED = auto()
    PRECISE = auto()
    LATEST = auto()
    VOICES = auto()
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


def compare_claims(claims: Sequence[Claim], doubted: Set[ClaimKey], voices: Voices) -> Iterator[Comparison]:
    """The comparisons of one measure, by edition and subject.

    Args:
        claims: The claims of the measure, newest record first.
        doubted: Claims that come first only where no other of their stage is as exact.
        voices: The voices of the records.

    Yields:
        Each comparison once; every claim stands in one of them.
    """
    several = _told_apart(claims)
    subjects = _subjects(claims, voices)
    groups: dict[FigureKey, list[Claim]] = defaultdict(list)
    for claim in claims:
        groups[_key_of(claim, several, subjects)].append(claim)
    for key in sorted(groups):
        yield _comparison(key, groups[key], doubted, voices)


def currency_of(unit: str) -> str:
    """The unit where it is a currency, by its ISO 4217 code, or nothing: amounts of two are not compared."""
    return unit if len(unit) == 3 and unit.isalpha() and unit.isupper() else ""


def _key_of(claim: Claim, several: Set[ClaimKey], subjects: Mapping[ClaimKey, Ref]) -> FigureKey:
    figure = claim.figure
    span = f"{figure.edition.first:03}-{figure.edition.last:03}" if figure.edition else "~"
    note = (figure.note or "") if claim.key in several else ""
    return FigureKey(figure.measure, span, subjects.get(claim.key, figure.of), currency_of(figure.unit), note)


def _told_apart(claims: Sequence[Claim]) -> set[ClaimKey]:
    """Claims that their own record gives beside others of the same number, with notes that differ."""
    groups: dict[tuple[object, ...], list[Claim]] = defaultdict(list)
    for claim in claims:
        if not claim.is_headline:
            figure = claim.figure
            groups[claim.record.id, figure.edition, figure.of, currency_of(figure.unit)].append(claim)
    mixed = [rows for rows in groups.values() if len({claim.figure.note for claim in rows}) > 1]
    return {claim.key for rows in mixed for claim in rows}


def _subjects(claims: Sequence[Claim], voices: Voices) -> dict[ClaimKey, Ref]:
    """For claims that lost whose number it is, the one subject in the earlier records of their voice."""
    shared = [claim for claim in claims if claim.record.id in voices.shared]
    known: dict[tuple[object, ...], list[tuple[int, Ref]]] = defaultdict(list)
    for claim in shared:
        if claim.figure.of is not None:
            known[_told(claim, voices)].append((voices.place(claim.record), claim.figure.of))
    found = {}
    for claim in (claim for claim in shared if not claim.figure.of):
        place = voices.place(claim.record)
        subjects = {of for earlier, of in known[_told(claim, voices)] if earlier < place}
        if len(subjects) == 1:
            found[claim.key] = subjects.pop()
    return found


def _told(claim: Claim, voices: Voices) -> tuple[object, ...]:
    figure = claim.figure
    return voices.of(claim.record), figure.edition, currency_of(figure.unit), figure.value


class _Ranking:
    """The claims of one comparison, newest first, by what makes one worth more than another."""

    def __init__(self, claims: Sequence[Claim], doubted: Set[ClaimKey], voices: Voices) -> None:
        self._voices, self._doubted = voices, doubted
        self._originals: dict[tuple[str, object], Claim] = {}
        self._days: dict[tuple[object, ...], date] = {}
        self._tellers: dict[tuple[object, ...], set[str]] = defaultdict(set)
        for claim in sorted(claims, key=lambda claim: voices.place(claim.record)):
            figure, voice, day = claim.figure, voices.of(claim.record), claim.record.date.last
            self._originals.setdefault((voice, figure.value), claim)
            telling = voice, figure.value, figure.qualifier, figure.status
            self._days[telling] = min(day, self._days.get(telling, day))
            self._tellers[figure.value, figure.qualifier].add(voice)
        self.ranks = {claim.key: self._rank(claim) for claim in claims}
        ranked = sorted(claims, key=lambda claim: claim.key, reverse=True)
        self.claims = sorted(ranked, key=lambda claim: tuple(self.ranks[claim.key].values()), reverse=True)

    def merit(self) -> Merit | None:
        """The first merit that the first claim has more of than another; none has more of it."""
        first = self.ranks[self.claims[0].key]
        unlike = (merit for merit in first if any(self.ranks[c.key][merit] != first[merit] for c in self.claims))
        return next(unlike, None)

    def _rank(self, claim: Claim) -> dict[Merit, Any]:
        figure, voice = claim.figure, self._voices.of(claim.record)
        original = self._originals[voice, figure.value]
        late = {Merit.LATEST: self._days[voice, figure.value, figure.qualifier, figure.status]}
        many = {Merit.PRECISE: digits(figure.value)}
        return {
            Merit.IN_TEXT: not claim.is_headline,
            Merit.SAYS_WHAT: not (claim.is_vague or has_lost(claim, original, self._voices)),
            Merit.STAGE: _STAGES.index(claim.stage),
            Merit.EXACT: figure.qualifier is Qualifier.EXACT,
            Merit.UNDOUBTED: claim.key not in self._doubted,
            **(late | many if claim.stage in PROVISIONAL else many | late),
            Merit.VOICES: len(self._tellers[figure.value, figure.qualifier]),
            Merit.ORIGINAL: -self._voices.place(claim.record),
        }


def _comparison(key: FigureKey, claims: Sequence[Claim], doubted: Set[ClaimKey], voices: Voices) -> Comparison:
    ranking = _Ranking(claims, doubted, voices)
    lead = ranking.claims[0]
    stages: dict[Status | None, Claim] = {}
    for claim in ranking.claims:
        stages.setdefault(claim.stage, claim)
    twins = {_telling(lead, voices): lead}
    for claim in sorted(claims, key=lambda claim: voices.place(claim.record)):
        twins.setdefault(_telling(claim, voices), claim)
    compared = [ComparedClaim(lead, None)]
    for claim in (claim for claim in claims if claim is not lead):
        twin = twins[_telling(claim, voices)]
        against = lead if twin is claim else twin
        compared.append(ComparedClaim(claim, _verdict(claim, against, stages[claim.stage], voices)))
    return Comparison(key, tuple(compared), ranking.merit(), voices.count(claims), _relation(compared))


def _relation(compared: Sequence[ComparedClaim]) -> ClaimRelation:
    """The worst relation between any two of the claims `compared`."""
    found = [each.verdict.relation for each in compared if each.verdict is not None]
    kept: dict[Status | None, list[Figure]] = defaultdict(list)
    for each in compared:
        if each.verdict is None or each.verdict.reason not in _EXPLAINED:
            stage = each.claim.stage
            kept[stage if stage in PROVISIONAL else None].append(each.claim.figure)
    clash = any(compare_all(figures) is Agreement.DIFFER for figures in kept.values())
    return worst([*found, ClaimRelation.DIFFER] if clash else found)


def _telling(claim: Claim, voices: Voices) -> tuple[object, ...]:
    return voices.of(claim.record), claim.figure.value, claim.figure.qualifier


def _verdict(claim: Claim, against: Claim, first: Claim, voices: Voices) -> Verdict:
    """How a claim stands to another; what only its stage explains must fit the `first` of that stage."""
    found = judge(claim, against, voices)
    if found.reason is Reason.STAGE and claim is not first:
        within = judge(claim, first, voices)
        return within if within.relation is ClaimRelation.DIFFER else found
    return found
