"""References to the vocabulary: ids in a file to `Ref` values, and what a word that is no id may have meant."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from ciie.model.problems import Reading, Suggestions, joined, miswritten, problem, quoted
from ciie.model.values import Ref
from ciie.model.vocabulary import Vocabulary
from ciie.reading import shapes
from ciie.reading.keys import Converter
from ciie.reading.schema import text
from ciie.reading.yaml_trees import Node


@dataclass(frozen=True)
class Lists:
    """The ids that a file may refer to.

    Attributes:
        names: For each list of the vocabulary its ids, each with the names of the entry, its own name first.
        former: For each list the ids that entries had before, each with the one that the entry has now.
    """

    names: Mapping[str, Mapping[str, Sequence[str]]]
    former: Mapping[str, Mapping[str, str]]

    @cached_property
    def suggestions(self) -> Mapping[str, Suggestions]:
        """What unknown words may have meant, for each list; made once a run."""
        return {kind: Suggestions(entries) for kind, entries in self.names.items()}


def lists_of(vocabulary: Vocabulary) -> Lists:
    """The ids of `vocabulary`."""
    names = {kind: {name: term.names for name, term in entries.items()} for kind, entries in vocabulary.kinds()}
    return Lists(names, vocabulary.renamed())


def reference(kinds: Sequence[str], lists: Lists) -> Converter:
    """A `Ref` to an entry of one of the lists `kinds`, written as its id.

    Of two lists that have the id the first of `kinds` is meant. A former id, or the name of one entry, is a fault and
    read as the id that it stands for, so that what depends on it is checked in the same run.
    """
    owners = {name: kind for kind in reversed(kinds) for name in lists.names[kind]}
    files = f"vocabulary/{joined([f'{kind}.yml' for kind in kinds])}"
    as_text = text()

    def convert(node: Node) -> Reading[Ref]:
        reading = as_text(node)
        name = reading.value
        if name is None:
            return Reading(None, reading.problems)
        if name in owners:
            return Reading(Ref(owners[name], name))
        return _meant(name, node.place, kinds, lists, files)

    return Converter(convert, shapes.listed(files, owners))


def listed(kind: str, lists: Lists) -> Converter:
    """The id of an entry of the list `kind`, for a key that refers to no other list."""
    refer = reference((kind,), lists)

    def convert(node: Node) -> Reading[str]:
        reading: Reading[Ref] = refer(node)
        return Reading(reading.value.id if reading.value else None, reading.problems)

    return Converter(convert, refer.shape)


def _meant(name: str, place: tuple[int, int], kinds: Sequence[str], lists: Lists, files: str) -> Reading[Ref]:
    now = next((Ref(kind, former[name]) for kind in kinds if name in (former := lists.former.get(kind, {}))), None)
    if now is not None:
        return Reading(now, (miswritten(place, "unknown-id", f"{quoted(name)} is now called {now.id}", now.id),))
    same = [Ref(kind, found) for kind in kinds for found in lists.suggestions[kind].same(name)]
    if len(same) == 1:
        only = same[0]
        if only.id == name.casefold():
            return Reading(only, (miswritten(place, "unknown-id", f"{quoted(name)} has capitals", only.id),))
        found = miswritten(place, "unknown-id", f"{quoted(name)} is not an id in {files}", only.id)
        return Reading(only, (replace(found, hint=f"{found.hint}, the id of {lists.names[only.kind][only.id][0]}"),))
    near = same or [Ref(kind, found) for kind in kinds for found in lists.suggestions[kind].near(name)]
    shown = dict.fromkeys(_shown(ref, lists) for ref in near[:3])
    question = f"did you mean {joined(shown)}? If not, " if shown else ""
    hint = f"{question}add it to {files if len(kinds) == 1 else 'one of these files'}"
    return Reading(None, (problem(place, "unknown-id", f"{quoted(name)} is not an id in {files}", hint),))


def _shown(ref: Ref, lists: Lists) -> str:
    name = lists.names[ref.kind][ref.id][0]
    return ref.id if name.casefold() == ref.id else f"{ref.id} ({name})"
