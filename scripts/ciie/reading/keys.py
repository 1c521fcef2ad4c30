"""The keys of a mapping and its reading: a table of `Key` says what each may hold, and `read_pairs` reads by it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from ciie.model.problems import Problem, Reading, choices, fault, nearest, problem, quoted
from ciie.reading import shapes
from ciie.reading.yaml_trees import Items, Node, Pairs, Scalar, Unread, describe


@dataclass(frozen=True, slots=True)
class Converter:
    """Reads what may stand under a key.

    Attributes:
        convert: Takes a node and gives a value, or the faults that a writer of the file can act on.
        shape: What `convert` takes, as JSON Schema, as far as that can say it.
        keys: The keys of the mapping, or of each mapping of the list, that it reads; none for a text.
    """

    convert: Callable[[Node], Reading[Any]]
    shape: shapes.Shape
    keys: tuple[Key, ...] = ()

    def __call__(self, node: Node) -> Reading[Any]:
        """What `convert` makes of `node`."""
        return self.convert(node)


@dataclass(frozen=True, slots=True)
class Key:
    """One key of a mapping.

    Attributes:
        name: As files write it.
        convert: What it may hold.
        meaning: What it means, in a few words for editors.
        required: True where it must be there.
        example: A value as a file would write it.
        without: When to leave it out, where that needs saying.
        is_made: True where only `ciie import` writes it, so that no template has it.
    """

    name: str
    convert: Converter
    meaning: str
    required: bool = False
    example: str = ""
    without: str = ""
    is_made: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """What `read_pairs` found.

    Attributes:
        values: The converted values by key.
        places: The line and column of the value of each known key that is there.
        faulty: The keys whose value has a fault, in whole or in part.
        unknown: The keys whose value, or an item of whose list, could not be read.
        place: Where the mapping begins.
    """

    values: dict[str, Any]
    places: dict[str, tuple[int, int]]
    faulty: frozenset[str]
    unknown: frozenset[str]
    place: tuple[int, int]


def read_pairs(node: Node, keys: Sequence[Key]) -> Reading[Entry]:
    """The values of the mapping `node` under `keys`; keys with a fault are left out of the values."""
    if not isinstance(node, Pairs):
        return fault(node.place, "wrong-type", f"this is {describe(node)}", "write it as {key: value, …}")
    known = {key.name: key for key in keys}
    there = {name.text: value for name, value in node.pairs if name.text in known}
    readings = {name: known[name].convert(value) for name, value in there.items() if not isinstance(value, Unread)}
    values = {name: reading.value for name, reading in readings.items() if reading.value is not None}
    faulty = frozenset(name for name in there if name not in readings or readings[name].problems)
    lost = frozenset(name for name, value in there.items() if name not in readings or _is_lost(value, readings[name]))
    places = {name: value.place for name, value in there.items()}
    unknown = [name for name, _ in node.pairs if name.text not in known]
    # A misspelt key is one fault: that the right one is missing need not be said as well.
    meant = {nearest(name.text, known) for name in unknown}
    missing = [key for key in keys if key.required and key.name not in places and key.name not in meant]
    missing = missing if node.is_whole else []
    problems = (
        *(found for name, reading in readings.items() for found in _of_key(known[name], there[name], reading.problems)),
        *(_unknown(name, known) for name in unknown),
        *(_missing(key, node.place) for key in missing),
    )
    return Reading(Entry(values, places, faulty, lost, node.place), problems)


def _explained(key: Key) -> str:
    """What a key holds, and for ids the file that has them."""
    shape = key.convert.shape
    where = shape.get("$comment") or shape.get("items", {}).get("$comment")
    return f"{key.meaning}: {where}" if where else key.meaning


def _is_lost(node: Node, reading: Reading[Any]) -> bool:
    """True where a value, or an item of a list, gave nothing."""
    if isinstance(node, Items) and isinstance(reading.value, tuple):
        return len(reading.value) < len(node.items)
    return reading.value is None


def _of_key(key: Key, value: Node, problems: Iterable[Problem]) -> Iterator[Problem]:
    """The faults of a key's value; a key that must be there is not to be deleted for want of one."""
    for found in problems:
        if found.rule == "empty-value" and (found.line, found.column) == value.place:
            hint = f"write {_explained(key)}" if key.required else "give it a value, or delete the key"
            yield replace(found, message=f"{key.name} has no value", hint=hint)
        else:
            yield found


def _unknown(name: Scalar, known: Iterable[str]) -> Problem:
    return problem(name.place, "unknown-key", f"there is no key {quoted(name.text)}", choices(name.text, known))


def _missing(key: Key, place: tuple[int, int]) -> Problem:
    return problem(place, "missing-key", f"the key {key.name} is missing", f"add {key.name}: …  ({_explained(key)})")
