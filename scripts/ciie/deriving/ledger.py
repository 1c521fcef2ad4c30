"""The figure ledger: for each measure, edition and subject a comparison of all claims, and the numbers to doubt.

A comparison has one currency; where one record gives several figures that their notes tell apart, it has one note.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from datetime import date
from decimal import Decimal

from ciie.deriving.checks import check_claims, explain_differences, leads_of
from ciie.deriving.claims import (
    Agreement,
    Claim,
    ClaimKey,
    ClaimRelation,
    ComparedClaim,
    Comparison,
    FigureKey,
    Merit,
    Reason,
    Verdict,
    Voices,
    worst,
)
from ciie.deriving.knowledge import Ledger, MixUp
from ciie.deriving.verdicts import PROVISIONAL, compare_all, digits, has_lost, judge, support
from ciie.model.records import EditionSpan, Figure, Qualifier, Status
from ciie.model.values import Ref, gathered
from ciie.model.vocabulary import Edition, Measure

# From the first that an edition has to the one that counts most; None where the source does not say.
_STAGES = (Status.EXPECTED, Status.REGISTERED, Status.INTERIM, None, Status.FINAL)
_EXPLAINED = {Reason.ROUNDED, Reason.KINDS, Reason.STAGE, Reason.EARLIER}


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
    groups = gathered((_key_of(claim, several, subjects), claim) for claim in claims)
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
    groups = gathered(
        ((claim.record.id, claim.figure.edition, claim.figure.of, currency_of(claim.figure.unit)), claim)
        for claim in claims
        if not claim.is_headline
    )
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
            figure, voice, day = claim.figure, voices.of(claim.record), claim.when.first
            self._originals.setdefault((voice, figure.value), claim)
            telling = voice, figure.value, figure.qualifier, figure.status
            self._days[telling] = min(day, self._days.get(telling, day))
            self._tellers[figure.value, figure.qualifier].add(voices.source(claim))
        told = {(voices.of(claim.record), claim.figure.value, claim.figure.qualifier): claim.figure for claim in claims}
        self._support = support(list(told.values()))
        self.ranks = {claim.key: self._rank(claim) for claim in claims}
        ranked = sorted(claims, key=lambda claim: claim.key, reverse=True)
        self.claims = sorted(ranked, key=lambda claim: tuple(self.ranks[claim.key].values()), reverse=True)

    def merit(self) -> Merit | None:
        """The first merit that the first claim has more of than another; none has more of it."""
        first = self.ranks[self.claims[0].key]
        unlike = (merit for merit in first if any(self.ranks[c.key][merit] != first[merit] for c in self.claims))
        return next(unlike, None)

    def _rank(self, claim: Claim) -> dict[Merit, int]:
        figure, voice = claim.figure, self._voices.of(claim.record)
        original = self._originals[voice, figure.value]
        late = {Merit.LATEST: self._days[voice, figure.value, figure.qualifier, figure.status].toordinal()}
        many = {
            Merit.PRECISE: digits(figure.value),
            Merit.VOICES: len(self._tellers[figure.value, figure.qualifier]),
            Merit.UNDOUBTED: claim.key not in self._doubted,
        }
        return {
            Merit.IN_TEXT: not claim.is_headline,
            Merit.SAYS_WHAT: not (claim.is_vague or has_lost(claim, original, self._voices)),
            Merit.STAGE: _STAGES.index(claim.stage),
            Merit.SUPPORTED: self._support[figure.value, figure.qualifier],
            Merit.EXACT: figure.qualifier is Qualifier.EXACT,
            **(late | many if claim.stage in PROVISIONAL else many | late),
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


_Value = tuple[str, EditionSpan | None, Ref | None, str, Decimal]
# The claims of each value of each number, newest first.
_Stated = Mapping[_Value, Sequence[Claim]]


def ledger_of(
    claims: Mapping[str, Sequence[Claim]],
    measures: Mapping[str, Measure],
    voices: Voices,
    editions: Mapping[str, Edition],
) -> Ledger:
    """The ledger of `claims`, which come by measure, newest first, and of the `voices` that make them."""
    stated = gathered((_value(claim), claim) for rows in claims.values() for claim in rows)
    mixed_up = (rows for value, rows in stated.items() if any(_others(value, measures, stated)))
    doubted = {claim.key for rows in mixed_up for claim in rows}
    found = {measure: tuple(compare_claims(rows, doubted, voices)) for measure, rows in claims.items()}
    every = [comparison for rows in found.values() for comparison in rows]
    leads = leads_of(every)
    mixed = {each.key: tuple(_mix_ups(each, measures, stated)) for each in every}
    differences = explain_differences(every, mixed, editions)
    checks = {each.key: tuple(check_claims(each, measures[each.key.measure], leads, editions)) for each in every}
    by_claim = {claim.key: comparison for comparison in every for claim in comparison.claims}
    return Ledger(found, by_claim, mixed, differences, checks, _currencies(every))


def _currencies(every: Sequence[Comparison]) -> dict[tuple[str, str, Ref | None], frozenset[str]]:
    keys = (comparison.key for comparison in every if comparison.key.currency)
    found = gathered(((key.measure, key.span, key.of), key.currency) for key in keys)
    return {place: frozenset(names) for place, names in found.items()}


def _value(claim: Claim) -> _Value:
    figure = claim.figure
    return figure.measure, figure.edition, figure.of, currency_of(figure.unit), figure.value


def _others(value: _Value, measures: Mapping[str, Measure], stated: _Stated) -> Iterator[Claim]:
    """Claims of the same value for measures that the value's own must not be confused with."""
    records = {claim.record.id for claim in stated[value]}
    for name in measures[value[0]].unlike:
        others = stated.get((name, *value[1:]), ())
        if others and records.isdisjoint(other.record.id for other in others):
            yield others[0]


def _mix_ups(comparison: Comparison, measures: Mapping[str, Measure], stated: _Stated) -> Iterator[MixUp]:
    firsts: dict[Decimal, Claim] = {}
    for claim in comparison.claims:
        firsts.setdefault(claim.figure.value, claim)
    for claim in firsts.values():
        yield from (MixUp(claim, other) for other in _others(_value(claim), measures, stated))
