"""What tells the figures of two states of the collection apart, and where sources begin or cease to differ."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from ciie.deriving.claims import Claim, ClaimRelation, Comparison, claims_of
from ciie.deriving.knowledge import Knowledge
from ciie.model.problems import Problem
from ciie.model.records import Figure, Passage, Record
from ciie.model.values import Ref
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


# For each list, the ids that entries had before, and those they have now.
Renamed = Mapping[str, Mapping[str, str]]


def with_present_ids(record: Record, renamed: Renamed) -> Record:
    """A record whose figures name entries by the ids that these have now.

    Args:
        record: A record of the earlier state.
        renamed: For each list, the former ids and the present ones.

    Returns:
        The record; a figure whose entry only got another id is the same in both states.
    """
    figures = (
        replace(
            each,
            measure=_present(Ref("measures", each.measure), renamed).id,
            of=each.of and _present(each.of, renamed),
            origin=each.origin and _present(Ref("organisations", each.origin), renamed).id,
        )
        for each in record.figures
    )
    return replace(record, figures=tuple(figures))


def _present(ref: Ref, renamed: Renamed) -> Ref:
    return Ref(ref.kind, renamed[ref.kind].get(ref.id, ref.id))


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


def find_disagreements(
    before: Knowledge, after: Knowledge, pairs: Iterable[Pair], renamed: Renamed
) -> Iterator[Disagreement]:
    """Numbers that sources begin or cease to state differently, each once.

    Args:
        before: What was known.
        after: What is known now.
        pairs: Every record before and after.
        renamed: For each list, the former ids of its entries and the present ones.

    Yields:
        For each number the first claim, and those that differ in the one state only.
    """
    now = {old.id: new.id for old, new in pairs if old and new}
    old, new = _disputed(before, renamed), _disputed(after, renamed)
    for found, others, mine, theirs in ((new, old, {}, now), (old, new, now, {})):
        known = {(key, _telling(claim, theirs)) for key, each in others.items() for claim in each.claims}
        for key, each in found.items():
            differing = tuple(claim for claim in _claims_that_differ(each) if (key, _telling(claim, mine)) not in known)
            if differing:
                yield Disagreement(found is new, each.lead, differing)


def _telling(claim: Claim, now: Mapping[str, str]) -> Hashable:
    """What makes a claim the same in both states."""
    return now.get(claim.record.id, claim.record.id), claim.figure.value, claim.figure.qualifier


def _disputed(knowledge: Knowledge, renamed: Renamed) -> dict[Hashable, Comparison]:
    """The numbers that sources state differently, by what they speak of."""
    return {
        replace(
            each.key,
            measure=_present(Ref("measures", each.key.measure), renamed).id,
            of=each.key.of and _present(each.key.of, renamed),
        ): each
        for comparisons in knowledge.ledger.comparisons.values()
        for each in comparisons
        if _claims_that_differ(each)
    }


def _claims_that_differ(comparison: Comparison) -> list[Claim]:
    judged = ((each.claim, each.verdict) for each in comparison.compared)
    return [claim for claim, verdict in judged if verdict and verdict.relation is ClaimRelation.DIFFER]


def lost_figures(before: Iterable[Record], after: Iterable[Record]) -> Iterator[Claim]:
    """Figures of which no record states another of the same measure, edition and subject any more.

    Args:
        before: The records of the earlier state, with present ids.
        after: Those of the later state.

    Yields:
        For each such number a claim that stated it.
    """
    there = {_subject(figure) for record in after for figure in record.figures}
    gone: dict[object, Claim] = {}
    for claim in (claim for record in before for claim in claims_of(record)):
        if _subject(claim.figure) not in there:
            gone.setdefault(_subject(claim.figure), claim)
    yield from gone.values()


def _subject(figure: Figure) -> Hashable:
    return figure.measure, figure.edition, figure.of
