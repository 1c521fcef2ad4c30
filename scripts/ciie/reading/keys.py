"""Keys, what may stand under them, and their reading: a table of `Key` says what a mapping may hold.

The same table gives the JSON Schema (draft 7) for text editors. An editor parses YAML 1.2, which makes a number of 2023
and a text of no, while records are read as texts: so a shape allows each type that a text may have been taken for, and
its pattern judges those that stayed texts. Some rules no shape can say: which dates a span may join, or that two ids
are one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from ciie.model.problems import LONGEST_QUOTE, Problem, Reading, fault, problem, quoted
from ciie.model.suggestions import Suggestions, choices, nearest
from ciie.model.vocabulary import Vocabulary
from ciie.reading.files import find_forbidden, forbidden
from ciie.reading.yaml_trees import Items, Node, Pairs, Scalar, Unread, describe, in_quotes

Shape = Mapping[str, object]
# More than any record or entry needs; what is longer is hostile, or a text in the wrong key.
MOST_ITEMS = 200
LONGEST_TEXT = 400
# A text only has to hold something that is seen, which joiners, variation selectors and accents alone are not.
_SEEN = re.compile(r"[^\s\u0300-\u036f\u200c\u200d\ufe00-\ufe0f]")
_NO_LIST = "write a list such as [one, two], or delete the key"


@dataclass(frozen=True, slots=True)
class ValueType:
    """What may stand under a key.

    Attributes:
        convert: Takes a node and gives a value, or the faults that a writer of the file can act on.
        shape: What `convert` takes, as JSON Schema, as far as that can say it.
        example: A value as a file would write it; empty where each key has its own.
        is_words: True of any text of one line.
        options: The values of a closed list; none where any value of its form will do.
        meanings: What each of `options` means, where that needs saying.
        source: Where `options` are listed, for ids of the vocabulary; else empty.
        item: For a list, what each of its items is.
        keys: The keys of the mapping, or of each mapping of the list.
    """

    convert: Callable[[Node], Reading[Any]]
    shape: Shape
    example: str = ""
    is_words: bool = False
    options: tuple[str, ...] = ()
    meanings: tuple[str, ...] = ()
    source: str = ""
    item: ValueType | None = None
    keys: tuple[Key, ...] = ()

    def __call__(self, node: Node) -> Reading[Any]:
        """What `convert` makes of `node`."""
        return self.convert(node)

    @property
    def is_form(self) -> bool:
        """True where a value is written in signs of its own, as a date or a number is, and not in words."""
        return not (self.is_words or self.options)


@dataclass(frozen=True, slots=True)
class Key:
    """One key of a mapping.

    Attributes:
        name: As files write it.
        type: What it may hold.
        meaning: What it means, in a few words for editors.
        required: True where it must be there.
        example: A value as a file would write it, where the one of the type will not do.
        without: When to leave it out, where that needs saying.
        is_rare: True where few records need it, so that the short template leaves it out.
        is_made: True where only `ciie import` writes it, so that no template has it.
    """

    name: str
    type: ValueType
    meaning: str
    required: bool = False
    example: str = ""
    without: str = ""
    is_rare: bool = False
    is_made: bool = False

    @property
    def shown(self) -> str:
        """What a template shows as its value; nothing where that has to be written anyway and no value is usual."""
        return self.example or ("" if self.required else self.type.example)


@dataclass(frozen=True, slots=True)
class Entry:
    """What `read_pairs` found.

    Attributes:
        values: The converted values by key.
        places: The line and column of the value of each known key that is there.
        faulty: The keys whose value has a fault, in whole or in part.
        unknown: The keys whose value, or an item of whose list, could not be read, or whose name is misspelt.
        place: Where the mapping begins.
    """

    values: dict[str, Any]
    places: dict[str, tuple[int, int]]
    faulty: frozenset[str]
    unknown: frozenset[str]
    place: tuple[int, int]


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
    """The ids of `vocabulary`.

    Args:
        vocabulary: The vocabulary, as far as it could be read.

    Returns:
        The ids and names of each list, in its order, and its former ids.
    """
    names = {kind: {name: term.names for name, term in entries.items()} for kind, entries in vocabulary.kinds()}
    return Lists(names, vocabulary.renamed())


def text(longest: int = LONGEST_TEXT) -> ValueType:
    """A text of one line, runs of blanks folded into one."""

    def convert(node: Node) -> Reading[str]:
        if not isinstance(node, Scalar):
            return fault(node.place, "wrong-type", f"this is {describe(node)}", "write one text, in double quotes")
        index = find_forbidden(node.text)
        if index is not None:
            return forbidden(node.text[index], node.place)
        value = " ".join(node.text.split())
        if not _SEEN.search(value):
            return fault(node.place, "empty-value", "there is no value here", "write one, or delete the key")
        if len(value) > longest:
            message = f"{quoted(value)} has {len(value):,} characters"
            return fault(node.place, "too-long", message, f"shorten it to {longest}")
        if node.is_cut:
            hint = f"write it in quotes: {in_quotes(value)}"
            return Reading(value, (problem(node.place, "yaml-syntax", "YAML ends this value at its comma", hint),))
        return Reading(value)

    shape = {"type": ["string", "number", "boolean"], "maxLength": longest, "pattern": _SEEN.pattern}
    return ValueType(convert, shape, '"One sentence."', is_words=True)


def read_pairs(node: Node, keys: Sequence[Key]) -> Reading[Entry]:
    """The values of the mapping `node` under `keys`; keys with a fault are left out of the values.

    Args:
        node: The mapping; anything else is one fault.
        keys: The keys that it may have.

    Returns:
        The values with their places, and every fault: unknown keys, missing ones, and those of values.
    """
    if not isinstance(node, Pairs):
        return fault(node.place, "wrong-type", f"this is {describe(node)}", "write it as {key: value, …}")
    known = {key.name: key for key in keys}
    there = {name.text: value for name, value in node.pairs if name.text in known}
    readings = {name: known[name].type(value) for name, value in there.items() if not isinstance(value, Unread)}
    values = {name: reading.value for name, reading in readings.items() if reading.value is not None}
    faulty = frozenset(name for name in there if name not in readings or readings[name].problems)
    lost = frozenset(name for name, value in there.items() if name not in readings or _is_lost(value, readings[name]))
    places = {name: value.place for name, value in there.items()}
    unknown = [name for name, _ in node.pairs if name.text not in known]
    # A misspelt key is one fault: that the right one is missing, or lacks something, need not be said as well.
    meant = {near for name in unknown if (near := nearest(name.text, known))}
    missing = [key for key in keys if key.required and key.name not in places and key.name not in meant]
    missing = missing if node.is_whole else []
    problems = (
        *(found for name, reading in readings.items() for found in _of_key(known[name], there[name], reading.problems)),
        *(_unknown(name, known, places) for name in unknown),
        *(_missing(key, node.place) for key in missing),
    )
    return Reading(Entry(values, places, faulty, lost | (meant - places.keys()), node.place), problems)


def many(item: ValueType, most: int = MOST_ITEMS) -> ValueType:
    """A tuple of what `item` reads; items with a fault are left out, an item that stands twice is a fault."""

    def convert(node: Node) -> Reading[tuple[Any, ...]]:
        if isinstance(node, Scalar) and not node.text.strip():
            return fault(node.place, "empty-value", "there is no list here", _NO_LIST)
        if not isinstance(node, Items):
            return _read_lone(node, item)
        if not node.items:
            return fault(node.place, "empty-value", "this list is empty", "add an item or delete the key")
        if len(node.items) > most:
            return fault(node.place, "too-long", f"this list has {len(node.items)} items", f"keep to {most}")
        return _read_items(node, item)

    shape = {"type": "array", "items": item.shape, "minItems": 1, "maxItems": most, "uniqueItems": True}
    return ValueType(convert, shape, f"[{item.example}]", item=item, keys=item.keys)


def mapping(keys: Sequence[Key], build: Callable[[Entry], Any]) -> ValueType:
    """What `build` makes of a mapping read by `keys`; nothing where a required key has a fault."""
    required = [key.name for key in keys if key.required]

    def convert(node: Node) -> Reading[Any]:
        reading = read_pairs(node, keys)
        if reading.value is None or any(name not in reading.value.values for name in required):
            return Reading(None, reading.problems)
        return Reading(build(reading.value), reading.problems)

    return ValueType(convert, shape_of(keys, lambda key: key.meaning), keys=tuple(keys))


def shape_of(keys: Sequence[Key], describe_key: Callable[[Key], str]) -> Shape:
    """A mapping of `keys` as JSON Schema, each with what `describe_key` says of it.

    Args:
        keys: The keys that the mapping may have.
        describe_key: Gives the description of a key, as plain text.

    Returns:
        An object's schema that allows no other key.
    """
    return {
        "type": "object",
        "properties": {key.name: {**key.type.shape, "description": describe_key(key)} for key in keys},
        "required": [key.name for key in keys if key.required],
        "additionalProperties": False,
    }


def _read_items(node: Items, item: ValueType) -> Reading[tuple[Any, ...]]:
    values: list[Any] = []
    problems: list[Problem] = []
    for child in node.items:
        reading = item(child)
        is_new = reading.value is None or reading.value not in values
        problems += reading.problems if is_new else [_repeated(child.place, reading.problems)]
        values += [reading.value] if is_new and reading.value is not None else []
    return Reading(tuple(values), tuple(problems))


def _read_lone(node: Node, item: ValueType) -> Reading[tuple[Any, ...]]:
    """What is no list: a lone item that can be read is meant as one of that item."""
    is_short = isinstance(node, Scalar) and node.text.isprintable() and len(node.text) <= LONGEST_QUOTE
    example = f"[{node.text}]" if isinstance(node, Scalar) and is_short else "[one, two]"
    found = problem(node.place, "wrong-type", f"this is {describe(node)}", f"write it as a list: {example}")
    reading = item(node)
    plain = isinstance(node, Scalar) and re.fullmatch(r"[\w .-]+", node.text)
    if reading.value is None or not plain or any(not each.fix for each in reading.problems):
        return Reading(None, (found,))
    meant = next((each.fix for each in reading.problems), node.text if isinstance(node, Scalar) else "")
    return Reading((reading.value,), (replace(found, fix=f"[{meant}]", hint=f"write it as a list: [{meant}]"),))


def _repeated(place: tuple[int, int], problems: Sequence[Problem]) -> Problem:
    """The fault of an item that the list has already, also where it is written as something else."""
    if not problems:
        return problem(place, "repeated-item", "this item is listed twice", "delete one of the two")
    return replace(problems[0], rule="repeated-item", hint="delete this item; the list already has it", fix="")


def _explained(key: Key) -> str:
    """What a key holds, and for ids the file that has them."""
    source = key.type.source or (key.type.item.source if key.type.item else "")
    return f"{key.meaning}: {source}" if source else key.meaning


def _is_lost(node: Node, reading: Reading[Any]) -> bool:
    """True where a value, or an item of a list, gave nothing."""
    if isinstance(node, Items) and isinstance(reading.value, tuple):
        return len(reading.value) < len(node.items)
    return reading.value is None


def _of_key(key: Key, value: Node, problems: Iterable[Problem]) -> Iterator[Problem]:
    """The faults of a key's value; a key that must be there is not to be deleted for want of one."""
    for found in problems:
        if found.rule == "empty-value" and (found.line, found.column) == value.place:
            hint = f"write {_explained(key)}" if key.required else _without_value(key)
            yield replace(found, message=f"{key.name} has no value", hint=hint)
        else:
            yield found


def _without_value(key: Key) -> str:
    return _NO_LIST if key.type.item else "give it a value, or delete the key"


def _unknown(name: Scalar, known: Iterable[str], places: Mapping[str, tuple[int, int]]) -> Problem:
    """That there is no such key; where the one that was meant is there as well, that the two are to be joined."""
    near = nearest(name.text, known)
    hint = choices(name.text, known)
    if near is not None and near in places:
        hint = (
            f"did you mean {near}? It is already on line {places[near][0]}; put everything there, and delete this key"
        )
    return problem(name.place, "unknown-key", f"there is no key {quoted(name.text)}", hint)


def _missing(key: Key, place: tuple[int, int]) -> Problem:
    return problem(place, "missing-key", f"the key {key.name} is missing", f"add {key.name}: …  ({_explained(key)})")
