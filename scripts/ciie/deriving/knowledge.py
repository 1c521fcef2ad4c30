"""The cross-indexes of a library: which records stand behind each topic, name, figure, event and outlet.

Everything here is what front matter states, turned round, with the sentences of the bodies that bear it
out; the only guess is which records tell one story, and it is marked as one. Each index is built in one
pass over the records, so that the whole stays linear in their number.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from ciie.deriving.claims import Claim, ClaimKey, Happening, claims_of, happenings_of
from ciie.deriving.clocks import Clock, clock_of
from ciie.deriving.ledger import Ledger, ledger_of
from ciie.deriving.neighbours import Neighbour, neighbours_of
from ciie.deriving.occurrences import Occurrence, occurrences_of
from ciie.deriving.sayings import Sayings, sayings_of
from ciie.deriving.stories import Story, stories_of
from ciie.deriving.voices import Voices, voices_of
from ciie.reading.library import Library
from ciie.reading.names import NameFinder, names_of
from ciie.words.dates import PartialDate
from ciie.words.model import Record
from ciie.words.references import Ref
from ciie.words.terms import Vocabulary

K = TypeVar("K")


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

    def records_of(self, ref: Ref) -> tuple[Record, ...]:
        """The records that use the entry `ref`, newest first."""
        return self.using.get(ref, ())


def derive(library: Library) -> Knowledge:
    """The cross-indexes of `library`."""
    vocabulary = library.vocabulary
    claims = [claim for record in library.records for claim in claims_of(record)]
    by_measure = _grouped(claims, lambda claim: claim.figure.measure)
    finder = names_of(vocabulary).finder
    stories = stories_of(library.records)
    voices = voices_of(library.records, stories)
    happenings = sorted((h for r in library.records for h in happenings_of(r)), key=_when)
    occurrences = occurrences_of(happenings, vocabulary.editions, voices, finder)
    return Knowledge(
        library=library,
        using=_using(library.records),
        claims=by_measure,
        claims_of=_grouped(claims, lambda claim: claim.figure.of),
        claims_by_edition=_grouped(claims, _single_edition),
        ledger=ledger_of(by_measure, vocabulary.measures, voices),
        happenings=tuple(happenings),
        occurrences=occurrences,
        occurrence_of={report.key: each for each in occurrences for report in each.reports},
        parts=_parts(vocabulary),
        of_country=_of_country(vocabulary),
        sayings=sayings_of(library.records, finder),
        stories=stories,
        voices=voices,
        story_of={record.id: story for story in stories for record in story.records},
        neighbours=neighbours_of(library),
        clock=clock_of(vocabulary.editions.values()),
        finder=finder,
    )


def _when(happening: Happening) -> tuple[PartialDate, str]:
    return happening.event.date, happening.record.id


def _using(records: Iterable[Record]) -> dict[Ref, tuple[Record, ...]]:
    found: dict[Ref, list[Record]] = defaultdict(list)
    for record in records:
        for ref in record.references:
            found[ref].append(record)
    return {ref: tuple(rows) for ref, rows in found.items()}


def _grouped(claims: Sequence[Claim], key: Callable[[Claim], K | None]) -> dict[K, tuple[Claim, ...]]:
    found: dict[K, list[Claim]] = defaultdict(list)
    for claim in claims:
        name = key(claim)
        if name is not None:
            found[name].append(claim)
    return {name: tuple(rows) for name, rows in found.items()}


def _single_edition(claim: Claim) -> int | None:
    span = claim.figure.edition
    return span.first if span is not None and span.first == span.last else None


def _parts(vocabulary: Vocabulary) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for organisation in vocabulary.organisations.values():
        if organisation.part_of is not None:
            found[organisation.part_of].append(organisation.id)
    return {name: tuple(rows) for name, rows in found.items()}


def _of_country(vocabulary: Vocabulary) -> dict[str, dict[str, tuple[str, ...]]]:
    found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for kind, name, country in _countries(vocabulary):
        found[country][kind].append(name)
    return {country: {kind: tuple(ids) for kind, ids in kinds.items()} for country, kinds in found.items()}


def _countries(vocabulary: Vocabulary) -> Iterator[tuple[str, str, str]]:
    for kind in ("organisations", "people", "places", "outlets"):
        for name, term in vocabulary.entries(kind).items():
            country = getattr(term, "country", None)
            if country is not None:
                yield kind, name, country
