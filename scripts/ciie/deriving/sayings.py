"""What the records say of each organisation, person and place: the sentence of the body, and its passage.

One pass over each body finds its names; a name that stands only within a longer one ("Pfizer" in "Pfizer
China") is not what the sentence is about.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from ciie.deriving.claims import Happening, happenings_of
from ciie.deriving.knowledge import Saying, Sayings
from ciie.model.records import Record
from ciie.model.values import Ref
from ciie.text.names import NameFinder
from ciie.text.sentences import anchored_sentences

# What a page shows of the others that an entry is named with, those of most passages first.
MOST_TOGETHER = 12


def sayings_of(records: Iterable[Record], finder: NameFinder) -> Sayings:
    """What `records` say of every name that `finder` knows."""
    said: dict[Ref, list[Saying]] = defaultdict(list)
    together: dict[Ref, Counter[Ref]] = defaultdict(Counter)
    events: dict[Ref, list[Happening]] = defaultdict(list)
    for record in records:
        listed = set(record.named)
        for name, saying in _first_sayings(record, listed, finder).items():
            said[name].append(saying)
        for passage in record.passages:
            _count(sorted(_names(passage.text, finder) & listed), together)
        for each in happenings_of(record):
            for name in _meant(each.event.what, listed, finder):
                events[name].append(each)
    return Sayings(
        {name: tuple(rows) for name, rows in said.items()},
        {name: tuple(_commonest(rows)) for name, rows in together.items()},
        {name: tuple(rows) for name, rows in events.items()},
    )


def names_of_event(happening: Happening, finder: NameFinder) -> list[Ref]:
    """The names in what an event says happened.

    Args:
        happening: A telling of an event.
        finder: Finds the names of the vocabulary.

    Returns:
        References to the entries, sorted, each once; of namesakes those that the record lists.
    """
    return sorted(_meant(happening.event.what, set(happening.record.named), finder))


def _first_sayings(record: Record, listed: set[Ref], finder: NameFinder) -> dict[Ref, Saying]:
    """For each name of `listed` the first sentence that names it, or the first that has it in a longer name."""
    found: dict[Ref, Saying] = {}
    within: dict[Ref, Saying] = {}
    for passage in record.passages:
        if not (_all_names(passage.text, finder) & listed) - found.keys():
            continue
        for each in anchored_sentences(passage.text):
            sentence = passage.text[each.start : each.end]
            saying = Saying(record, each.anchor, sentence)
            for name in _names(sentence, finder) & listed:
                found.setdefault(name, saying)
            for name in _all_names(sentence, finder) & listed:
                within.setdefault(name, saying)
    return {**within, **found}


def _names(text: str, finder: NameFinder) -> set[Ref]:
    return {ref for named in finder.find_longest(text) for ref in named.refs}


def _meant(text: str, listed: set[Ref], finder: NameFinder) -> set[Ref]:
    """What a text of a record names; of namesakes the one that the record lists."""
    found = [{*named.refs} for named in finder.find_longest(text)]
    return {ref for refs in found for ref in refs & listed or refs}


def _all_names(text: str, finder: NameFinder) -> set[Ref]:
    return {ref for named in finder.find(text) for ref in named.refs}


def _count(names: list[Ref], together: dict[Ref, Counter[Ref]]) -> None:
    for name in names:
        together[name].update(other for other in names if other[1] != name[1])


def _commonest(rows: Counter[Ref]) -> list[tuple[Ref, int]]:
    return sorted(rows.items(), key=lambda item: (-item[1], item[0]))[:MOST_TOGETHER]
