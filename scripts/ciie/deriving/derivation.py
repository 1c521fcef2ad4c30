"""The cross-indexes of a library: which records stand behind each topic, name, figure, event and outlet.

Everything here is what front matter states, turned round, with the sentences of the bodies that bear it
out; the only guess is which records tell one story, and it is marked as one. Each index is built in one
pass over the records, so that the whole stays linear in their number.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from hashlib import sha256
from itertools import chain

from ciie.deriving.claims import Claim, Happening, claims_of, happenings_of
from ciie.deriving.clocks import clock_of
from ciie.deriving.events import occurrences_of
from ciie.deriving.knowledge import Knowledge, Neighbour
from ciie.deriving.ledger import ledger_of
from ciie.deriving.likeness import RareKeys
from ciie.deriving.sayings import sayings_of
from ciie.deriving.stories import stories_of, voices_of
from ciie.model.library import Library, Remember, afresh
from ciie.model.records import EditionSpan, Record, RelationKind
from ciie.model.values import PartialDate, Ref, gathered
from ciie.model.vocabulary import Vocabulary
from ciie.text.names import names_of


def derive(library: Library, remember: Remember = afresh) -> Knowledge:
    """The cross-indexes of `library`.

    Args:
        library: All records and the vocabulary, without errors.
        remember: What remembers what is found in each text.

    Returns:
        The knowledge; the same library gives the same, in the same order.
    """
    library = _without_unused_countries(library)
    vocabulary = library.vocabulary
    claims_in = {record.id: tuple(claims_of(record)) for record in library.records}
    happenings_in = {record.id: tuple(happenings_of(record)) for record in library.records}
    claims = [*chain.from_iterable(claims_in.values())]
    by_measure = gathered((claim.figure.measure, claim) for claim in claims)
    finder = names_of(vocabulary).finder
    stories = stories_of(library.records)
    voices = voices_of(library.records, stories, remember)
    happenings = sorted(chain.from_iterable(happenings_in.values()), key=_when)
    occurrences = occurrences_of(happenings, vocabulary.editions, voices, finder)
    return Knowledge(
        library=library,
        using=gathered((ref, record) for record in library.records for ref in record.references),
        claims=by_measure,
        claims_in=claims_in,
        claims_of=gathered((claim.figure.of, claim) for claim in claims if claim.figure.of is not None),
        claims_by_edition=gathered((span.first, claim) for claim in claims if (span := _single_edition(claim))),
        ledger=ledger_of(by_measure, vocabulary.measures, voices, vocabulary.editions),
        happenings=tuple(happenings),
        happenings_in=happenings_in,
        occurrences=occurrences,
        occurrence_of={report.key: each for each in occurrences for report in each.reports},
        parts=gathered((each.part_of, each.id) for each in vocabulary.organisations.values() if each.part_of),
        of_country=_of_country(vocabulary),
        sayings=sayings_of(library.records, finder),
        stories=stories,
        voices=voices,
        story_of={record.id: story for story in stories for record in story.records},
        neighbours=neighbours_of(library),
        clock=clock_of(vocabulary.editions.values()),
        finder=finder,
    )


def facts_digest(knowledge: Knowledge) -> str:
    """A digest of all that pages are made of, but for the text of each article, which only its own page shows.

    Args:
        knowledge: What is known, derived from records with their texts.

    Returns:
        The same digest as long as texts alone have changed, and nothing that follows from them.
    """
    library, sayings = knowledge.library, knowledge.sayings
    digest = sha256(repr((library.vocabulary, library.withdrawn)).encode())
    for record in library.records:
        digest.update(repr(replace(record, body="", passages=())).encode())
    anchors = [(*each.key, each.anchor) for each in chain.from_iterable(knowledge.claims.values())]
    anchors += [(*each.key, each.anchor) for each in knowledge.happenings]
    for name, rows in sayings.of.items():
        digest.update(repr((name, [(each.record.id, each.anchor, each.sentence) for each in rows])).encode())
    voices = sorted(knowledge.voices.shared.items()), sorted(knowledge.voices.proposed)
    stories = [
        [(tie.record.id, tie.other.id, tie.figures, tie.names) for tie in each.ties] for each in knowledge.stories
    ]
    digest.update(repr((anchors, list(sayings.together.items()), stories, voices)).encode())
    return digest.hexdigest()


def _without_unused_countries(library: Library) -> Library:
    """`library` without the countries and territories that no record and no other entry names: they have no page."""
    vocabulary = library.vocabulary
    countries = {name for name, place in vocabulary.places.items() if place.is_country}
    used = {ref.id for record in library.records for ref in record.references if ref.kind == "places"}
    used |= {country for kind, name, country in _countries(vocabulary) if kind != "places" or name not in countries}
    used |= {place.country for name, place in vocabulary.places.items() if name in used and place.country is not None}
    places = {name: place for name, place in vocabulary.places.items() if name not in countries or name in used}
    return replace(library, vocabulary=replace(vocabulary, places=places))


def _when(happening: Happening) -> tuple[PartialDate, str]:
    return happening.event.date, happening.record.id


def _single_edition(claim: Claim) -> EditionSpan | None:
    span = claim.figure.edition
    return span if span is not None and span.first == span.last else None


def _of_country(vocabulary: Vocabulary) -> dict[str, dict[str, tuple[str, ...]]]:
    found = gathered((country, (kind, name)) for kind, name, country in _countries(vocabulary))
    return {country: gathered(rows) for country, rows in found.items()}


def _countries(vocabulary: Vocabulary) -> Iterator[tuple[str, str, str]]:
    for kind in ("organisations", "people", "places", "outlets"):
        for name, term in vocabulary.entries(kind).items():
            country = getattr(term, "country", None)
            if country is not None:
                yield kind, name, country


MOST_NEIGHBOURS = 5
_THERE = {
    RelationKind.SAME_STORY: "The same story",
    RelationKind.REWRITE_OF: "This article rewrites it",
    RelationKind.RESPONSE_TO: "This article responds to it",
}
_BACK = {
    RelationKind.SAME_STORY: "The same story",
    RelationKind.REWRITE_OF: "Rewrites this article",
    RelationKind.RESPONSE_TO: "Responds to this article",
}


def neighbours_of(library: Library) -> dict[str, tuple[Neighbour, ...]]:
    """The neighbours of each record, by its id: those that editors relate first, then those that share rare names."""
    stated = _stated(library.records)
    naming = RareKeys[Ref]()
    for record in library.records:
        naming.add(record.id, record.actors)
    by_id = {record.id: record for record in library.records}
    found = {}
    for record in library.records:
        tied = stated.get(record.id, ())
        known = {neighbour.record.id for neighbour in tied} | {record.id}
        near = [(name, refs) for name, refs in _sharing(record, naming) if name not in known]
        shown = near[: max(0, MOST_NEIGHBOURS - len(tied))]
        found[record.id] = (*tied, *(Neighbour(by_id[n], _also(refs, library.vocabulary)) for n, refs in shown))
    return found


def _stated(records: Sequence[Record]) -> dict[str, tuple[Neighbour, ...]]:
    by_id = {record.id: record for record in records}
    found: dict[str, dict[str, Neighbour]] = defaultdict(dict)
    for record in records:
        for relation in record.related:
            other = by_id.get(relation.id)
            if other is not None:
                found[record.id][other.id] = Neighbour(other, _THERE[relation.kind])
                found[other.id].setdefault(record.id, Neighbour(record, _BACK[relation.kind]))
    return {name: tuple(rows.values()) for name, rows in found.items()}


def _sharing(record: Record, naming: RareKeys[Ref]) -> list[tuple[str, list[Ref]]]:
    """The records that share rare names with `record`, and those names; who shares the most and rarest is first."""
    shared = naming.sharing(record.actors)
    weights = {name: sum(1000 // naming.count(ref) for ref in refs) for name, refs in shared.items()}
    return sorted(shared.items(), key=lambda found: (-weights[found[0]], found[0]))


def _also(refs: Iterable[Ref], vocabulary: Vocabulary) -> str:
    return f"Also names {_listed([vocabulary[ref].name for ref in refs])}"


def _listed(names: Sequence[str], shown: int = 3) -> str:
    rest = len(names) - shown
    if rest > 0:
        return f"{', '.join(names[:shown])} and {rest} more"
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
