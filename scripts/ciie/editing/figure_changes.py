"""What tells the figures of two states of the collection apart, and where sources begin or cease to differ."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ciie.deriving.claims import Claim, ClaimRelation, Comparison, claims_of
from ciie.deriving.knowledge import Knowledge
from ciie.model.library import Library
from ciie.model.problems import Problem
from ciie.model.records import Figure, Passage, Record
from ciie.model.vocabulary import Measure
from ciie.reading.stated_figures import find_figures
from ciie.text.sentences import sentences

# A record before and after; None where it is not there.
Pair = tuple[Record | None, Record | None]
# Two figures of a record are one that changed, if they share as much as the first of these that any two share.
_SAME: tuple[Callable[[Figure], Hashable], ...] = (
    lambda figure: (figure.measure, figure.edition, figure.of, figure.note, figure.status, figure.unit),
    lambda figure: (figure.measure, figure.value, figure.of),
    lambda figure: (figure.measure, figure.edition, figure.of),
    lambda figure: (figure.measure, figure.of),
)


@dataclass(frozen=True, slots=True)
class FigureChange:
    """A figure of a record in both states, with the sentence that states it now, and why its value is to be doubted."""

    before: Claim | None
    after: Claim | None
    sentence: str = ""
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A number that sources state differently, the claim that comes first, and those that began or ceased to differ."""

    is_opened: bool
    lead: Claim
    differing: tuple[Claim, ...]


def figure_changes(
    pairs: Iterable[Pair], far: Iterable[Problem], measures: Mapping[str, Measure]
) -> Iterator[FigureChange]:
    """The figures that are new, gone or changed, record by record.

    Args:
        pairs: Every record before and after.
        far: The faults of figures that are far from others.
        measures: The measures of the vocabulary.

    Yields:
        A figure before and after, with the sentence that states it.
    """
    doubts = {(found.path, found.line, found.column): found.message for found in far}
    for old, new in pairs:
        for before, after in _paired_claims(claims_of(old) if old else [], claims_of(new) if new else []):
            if after is None:
                yield FigureChange(before, None)
            else:
                place = after.record.path, after.figure.line, after.figure.column
                yield FigureChange(before, after, _sentence(after, measures), doubts.get(place, ""))


def _paired_claims(before: Sequence[Claim], after: Sequence[Claim]) -> Iterator[tuple[Claim | None, Claim | None]]:
    """The figures of a record that are not the same in both states, each beside what it was."""
    same = Counter(claim.figure for claim in before) & Counter(claim.figure for claim in after)
    old, new = _without(before, same), _without(after, same)
    for key in _SAME:
        for claim in list(new):
            was = next((each for each in old if key(each.figure) == key(claim.figure)), None)
            if was is not None:
                old.remove(was)
                new.remove(claim)
                yield was, claim
    yield from ((None, claim) for claim in new)
    yield from ((claim, None) for claim in old)


def _without(claims: Iterable[Claim], same: Counter[Figure]) -> list[Claim]:
    left, found = same.copy(), []
    for claim in claims:
        if left[claim.figure]:
            left[claim.figure] -= 1
        else:
            found.append(claim)
    return found


def _sentence(claim: Claim, measures: Mapping[str, Measure]) -> str:
    """The sentence of the body that states a figure; empty where none does."""
    anchor = claim.record.figure_anchors[claim.place]
    passage = next((each for each in claim.record.passages if each.anchor == anchor), None)
    told = [Passage(str(n), text, 0) for n, text in enumerate(sentences(passage.text))] if passage else []
    (place,) = find_figures([claim.figure], told, measures) if claim.figure.measure in measures else (None,)
    return told[int(place)].text if place is not None else passage.text if passage else ""


def find_disagreements(before: Knowledge, after: Knowledge, pairs: Iterable[Pair]) -> Iterator[Disagreement]:
    """Numbers that sources begin or cease to state differently, each once.

    Args:
        before: What was known.
        after: What is known now.
        pairs: Every record before and after.

    Yields:
        For each number the first claim, and those that differ in the one state only.
    """
    now = {old.id: new.id for old, new in pairs if old and new}
    old, new = (dict(_differing(each)) for each in (before, after))
    known = {(key, _telling(claim, now)) for key, (_, claims) in old.items() for claim in claims}
    there = {(key, _telling(claim, {})) for key, (_, claims) in new.items() for claim in claims}
    for found, others, names in ((new, known, {}), (old, there, now)):
        for key, (lead, claims) in found.items():
            differing = tuple(claim for claim in claims if (key, _telling(claim, names)) not in others)
            if differing:
                yield Disagreement(found is new, lead, differing)


def _telling(claim: Claim, now: Mapping[str, str]) -> Hashable:
    """What makes a claim the same in both states."""
    return now.get(claim.record.id, claim.record.id), claim.figure.value, claim.figure.qualifier


def _differing(knowledge: Knowledge) -> Iterator[tuple[Hashable, tuple[Claim, list[Claim]]]]:
    """For each number that sources state differently, the first claim and those that differ from one before."""
    for comparisons in knowledge.ledger.comparisons.values():
        for each in comparisons:
            claims = _claims_that_differ(each)
            if claims:
                yield each.key, (each.lead, claims)


def _claims_that_differ(comparison: Comparison) -> list[Claim]:
    judged = ((each.claim, each.verdict) for each in comparison.compared)
    return [claim for claim, verdict in judged if verdict and verdict.relation is ClaimRelation.DIFFER]


def lost_figures(before: Library, after: Library) -> Iterator[Claim]:
    """Figures of which no record states another of the same measure, edition and subject any more.

    Args:
        before: The earlier state.
        after: The later state.

    Yields:
        For each such number a claim that stated it.
    """
    there = {_subject(figure) for record in after.records for figure in record.figures}
    gone: dict[object, Claim] = {}
    for claim in (claim for record in before.records for claim in claims_of(record)):
        if _subject(claim.figure) not in there:
            gone.setdefault(_subject(claim.figure), claim)
    yield from gone.values()


def _subject(figure: Figure) -> Hashable:
    return figure.measure, figure.edition, figure.of
