"""For each measure, edition and subject a cell with all claims of one number, the leading one first.

A cell holds one currency, and where one record gives several figures that its notes tell apart, one note.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from functools import cached_property

from ciie.deriving.claims import Claim, ClaimKey
from ciie.deriving.comparing import Agreement, compare_all
from ciie.deriving.verdicts import PROVISIONAL, Reason, Relation, Verdict, digits, judge, worst
from ciie.words.model import EditionSpan, Figure, Qualifier, Status
from ciie.words.references import Ref

# From the first that an edition has to the one that counts most; None where the source does not say.
_STAGES = (Status.EXPECTED, Status.REGISTERED, None, Status.FINAL)
_EXPLAINED = {Reason.ROUNDED, Reason.STAGE, Reason.EARLIER}


@dataclass(frozen=True, slots=True)
class Spot:
    """What the claims of a cell speak of.

    Attributes:
        measure: Id of what is counted.
        span: First and last edition, three digits each, so that spots sort as editions do; "~" for none.
        of: What it is a figure of; None where of nothing in particular.
        money: The currency, or empty.
        note: What is counted, where one record counts several things; else empty.
    """

    measure: str
    span: str
    of: Ref | None
    money: str
    note: str

    def __lt__(self, other: Spot) -> bool:
        """Spots sort by measure, edition, subject, currency and note."""
        return self._order < other._order

    @property
    def _order(self) -> tuple[str, ...]:
        subject = (self.of.id, self.of.kind) if self.of else ("", "")
        return self.measure, self.span, *subject, self.money, self.note


@dataclass(frozen=True, slots=True)
class Line:
    """A claim of a cell, and how it stands to the one that leads it; the leading claim has no verdict."""

    claim: Claim
    verdict: Verdict | None


@dataclass(frozen=True)
class Cell:
    """All claims of one number.

    Attributes:
        spot: What they speak of.
        lines: The claims; the most specific, latest, final one leads, the others follow newest first.
    """

    spot: Spot
    lines: tuple[Line, ...]

    @property
    def lead(self) -> Claim:
        """The claim to show where there is room for one."""
        return self.lines[0].claim

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
        """All claims, the leading one first."""
        return [line.claim for line in self.lines]

    @cached_property
    def relation(self) -> Relation:
        """How its claims stand to each other: as the two that fit each other least."""
        found = [line.verdict.relation for line in self.lines if line.verdict is not None]
        kept: dict[Status | None, list[Figure]] = defaultdict(list)
        for line in self.lines:
            if line.verdict is None or line.verdict.reason not in _EXPLAINED:
                stage = line.claim.stage
                kept[stage if stage in PROVISIONAL else None].append(line.claim.figure)
        clash = any(compare_all(figures) is Agreement.DIFFER for figures in kept.values())
        return worst([*found, Relation.DIFFER] if clash else found)

    @property
    def anchor(self) -> str:
        """Where it stands on the page of its measure: e6, e1-5-schott, no-edition-schott."""
        start = f"e{self.span.key}" if self.span else "no-edition"
        told = f"{self.lead.place}-{self.lead.record.id}" if self.spot.note else ""
        of = self.spot.of.id if self.spot.of else ""
        return "-".join(part for part in (start, of, self.spot.money.lower(), told) if part)


def cells(claims: Sequence[Claim], doubted: Set[ClaimKey]) -> Iterator[Cell]:
    """The cells of one measure, by edition and subject; its `claims` come newest first.

    A claim that is `doubted` leads only where no other of its stage is as exact.
    """
    several = _told_apart(claims)
    groups: dict[Spot, list[Claim]] = defaultdict(list)
    for claim in claims:
        groups[_spot(claim, several)].append(claim)
    for spot in sorted(groups):
        yield Cell(spot, _lines(groups[spot], doubted))


def currency(unit: str) -> str:
    """The unit where it is a currency, by its ISO 4217 code, or nothing: amounts of two are not compared."""
    return unit if len(unit) == 3 and unit.isalpha() and unit.isupper() else ""


def _spot(claim: Claim, several: Set[ClaimKey]) -> Spot:
    figure = claim.figure
    span = f"{figure.edition.first:03}-{figure.edition.last:03}" if figure.edition else "~"
    note = (figure.note or "") if claim.key in several else ""
    return Spot(figure.measure, span, figure.of, currency(figure.unit), note)


def _told_apart(claims: Sequence[Claim]) -> set[ClaimKey]:
    """Claims that their own record gives beside others of the same number, with notes that differ."""
    groups: dict[tuple[object, ...], list[Claim]] = defaultdict(list)
    for claim in claims:
        if not claim.is_headline:
            figure = claim.figure
            groups[claim.record.id, figure.edition, figure.of, currency(figure.unit)].append(claim)
    mixed = [rows for rows in groups.values() if len({claim.figure.note for claim in rows}) > 1]
    return {claim.key for rows in mixed for claim in rows}


def _lines(claims: Sequence[Claim], doubted: Set[ClaimKey]) -> tuple[Line, ...]:
    ids = {claim.record.id for claim in claims}
    ranked = sorted(claims, key=lambda claim: _rank(claim, ids, doubted), reverse=True)
    leads: dict[Status | None, Claim] = {}
    for claim in ranked:
        leads.setdefault(claim.stage, claim)
    others = [claim for claim in claims if claim is not ranked[0]]
    return Line(ranked[0], None), *(Line(claim, _verdict(claim, ranked[0], leads[claim.stage])) for claim in others)


def _verdict(claim: Claim, lead: Claim, first: Claim) -> Verdict:
    """How a claim stands to the leading one; what only its stage explains must fit the `first` of that stage."""
    found = judge(claim, lead)
    if found.reason is Reason.STAGE and claim is not first:
        within = judge(claim, first)
        return within if within.relation is Relation.DIFFER else found
    return found


def _rank(claim: Claim, ids: Set[str], doubted: Set[ClaimKey]) -> tuple[object, ...]:
    """What makes a claim lead: no headline, no retelling of one of `ids`, final, exact, to many digits, late.

    Of provisional numbers the latest is worth more than the one with the most digits.
    """
    figure, late = claim.figure, claim.record.date.last
    many = digits(figure.value)
    return (
        not claim.is_headline,
        not claim.retells & ids,
        _STAGES.index(claim.stage),
        figure.qualifier is Qualifier.EXACT,
        claim.key not in doubted,
        (late, many) if claim.stage in PROVISIONAL else (many, late),
        claim.key,
    )
