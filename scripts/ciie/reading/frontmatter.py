"""A record's text split into front matter and body, and the front matter read, with every fault of it in one run."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from ciie.model.problems import Problem, Reading, fault
from ciie.reading.yaml_trees import Items, Node, Pairs, Scalar, Stop, Unread, build_tree, find_colon, find_slips

MOST_REPAIRS = 20
_KEY = re.compile(r"([A-Za-z_]+)\s*:")
_ENTRY_ID = re.compile(r"""^[-\s{]*id:\s*["']?([a-z0-9-]+)""", re.M)


def parse_yaml(text: str, first_line: int = 1) -> Reading[Node]:
    """The one document of `text`.

    What cannot be read is a fault each, and what is around it is read all the same, so that every fault is found in
    one run: a value that only lacks its quotes is read as if it had them, and a key or an entry that is no YAML at all
    is left out.

    Args:
        text: YAML, without the lines around front matter.
        first_line: The number of its first line in the file.

    Returns:
        The tree of what could be read, with its faults; without a value after MOST_REPAIRS faults of syntax.
    """
    lines = text.split("\n")
    is_list = next((line for line in lines if line.strip() and not line.startswith("#")), "").startswith("-")
    problems: list[Problem] = []
    for index, better, slip in find_slips(tuple(lines), first_line):
        lines[index] = better
        problems.append(slip)
    lost: list[tuple[int, str]] = []
    for _ in range(MOST_REPAIRS):
        try:
            node, found = build_tree(lines, first_line)
            return Reading(_with_lost(node, lost, is_list), (*problems, *found))
        except Stop as stop:
            index = stop.found.line - first_line
            colon = find_colon(lines[index], stop.found.line) if 0 <= index < len(lines) else None
            if stop.found.rule == "yaml-syntax" and colon is not None:
                lines[index], told = colon
                problems.append(told)
                continue
            problems.append(stop.found)
            start, end = _block(lines, index, is_list)
            if start == end:
                break
            lost.append((start + first_line, "\n".join(lines[start:end])))
            lines[start:end] = [""] * (end - start)
    return Reading(None, tuple(problems))


def _block(lines: Sequence[str], index: int, is_list: bool) -> tuple[int, int]:
    """The lines of the key, or the entry of a list, that line `index` belongs to; none where there is none left."""
    inner = (" ", "\t", "#", ":") if is_list else (" ", "\t", "#", ":", "-")
    starts = [number for number, line in enumerate(lines) if line and not line.startswith(inner)]
    start = max((number for number in starts if number <= index), default=next(iter(starts), 0))
    end = next((number for number in starts if number > start), len(lines))
    return (start, end) if any(line.strip() for line in lines[start:end]) else (start, start)


def _with_lost(node: Node, lost: Sequence[tuple[int, str]], is_list: bool) -> Node:
    """`node` with what could not be read: keys without values, and entries of which only the id is known."""
    if not lost:
        return node
    if is_list:
        known = node.items if isinstance(node, Items) else ()
        return Items((*known, *(_lost_entry((line, 1), text) for line, text in lost)), node.place)
    pairs = node.pairs if isinstance(node, Pairs) else ()
    there = {key.text for key, _ in pairs}
    named = {match[1]: line for line, text in lost if (match := _KEY.match(text)) and match[1] not in there}
    keys = ((Scalar(name, (line, 1)), Unread((line, 1))) for name, line in named.items())
    return Pairs((*pairs, *keys), node.place, is_whole=len(named) == len(lost))


def _lost_entry(place: tuple[int, int], text: str) -> Pairs:
    found = _ENTRY_ID.search(text)
    pairs = ((Scalar("id", place), Scalar(found[1], place)),) if found else ()
    return Pairs(pairs, place, is_whole=False)


FENCE = "---"
LARGEST_BYTES = 64 * 1024


@dataclass(frozen=True)
class Split:
    """A record's two halves.

    Attributes:
        keys: The front matter.
        body: The Markdown behind it.
        body_line: The line of the file that the body begins in; the last one where there is no body.
    """

    keys: Pairs
    body: str
    body_line: int

    def place_within(self, place: tuple[int, int], keys: Sequence[str]) -> tuple[int, int]:
        """Where the value of the first of `keys` stands that the mapping at `place` has; `place` where it has none."""
        there = self._mappings.get(place, {})
        return next((there[key] for key in keys if key in there), place)

    def item_places(self, key: str) -> tuple[tuple[str, tuple[int, int]], ...]:
        """The id of each item in the list `key` and where it is; an item is an id or a mapping with one."""
        node = next((value for name, value in self.keys.pairs if name.text == key), None)
        ids = (_id(item) for item in node.items) if isinstance(node, Items) else ()
        return tuple((name.text, name.place) for name in ids if name is not None)

    @property
    def unread(self) -> frozenset[str]:
        """The keys whose value is there and could not be read."""
        return frozenset(key.text for key, value in self.keys.pairs if isinstance(value, Unread))

    def texts_under(self, *keys: str) -> tuple[str, ...]:
        """Every text of the values of `keys`, whatever is wrong with it."""
        return tuple(text for key, value in self.keys.pairs if key.text in keys for text in _texts(value))

    def list_of(self, key: str) -> tuple[int | None, tuple[str, ...] | None]:
        """The line of `key`, None where there is none, and its ids where all of it is ids on that line, else None."""
        found = next(((name, value) for name, value in self.keys.pairs if name.text == key), None)
        if found is None:
            return None, None
        name, value = found
        items = value.items if isinstance(value, Items) and value.place[0] == name.place[0] else ()
        ids = tuple(item.text for item in items if isinstance(item, Scalar) and item.place[0] == name.place[0])
        return name.place[0], ids if ids and len(ids) == len(items) else None

    @cached_property
    def _mappings(self) -> dict[tuple[int, int], dict[str, tuple[int, int]]]:
        return {found.place: {key.text: value.place for key, value in found.pairs} for found in _within(self.keys)}


def split(text: str) -> Reading[Split]:
    """The front matter and body of a record's `text`, with every fault of the front matter's YAML.

    Args:
        text: The whole file.

    Returns:
        Both halves, with the line that the body begins on; without a value where the front matter has no end, is too
        long or is no mapping.
    """
    lines = text.split("\n")
    if lines[0].rstrip() != FENCE:
        hint = "begin the file with a line ---, then the keys, then another line ---"
        return fault((1, 1), "no-front-matter", "the file does not begin with a line ---", hint)
    end = next((index for index, line in enumerate(lines[1:], 1) if line.rstrip() == FENCE), None)
    if end is None:
        hint = "add a line --- after the last key"
        return fault((1, 1), "no-front-matter", "the front matter has no closing ---", hint)
    block = "\n".join(lines[1:end])
    if len(block.encode()) > LARGEST_BYTES:
        message = f"the front matter is over {LARGEST_BYTES:,} bytes long"
        return fault((2, 1), "too-large", message, "add the closing line ---, or shorten the front matter")
    reading = parse_yaml(block, first_line=2)
    if reading.value is None or (reading.problems and not isinstance(reading.value, Pairs)):
        return Reading(None, reading.problems)
    if not isinstance(reading.value, Pairs):
        return fault((2, 1), "wrong-type", "the front matter is not a mapping of keys", "write  key: value  lines")
    return Reading(Split(reading.value, "\n".join(lines[end + 1 :]), min(end + 2, len(lines))), reading.problems)


def _within(node: Node) -> Iterator[Pairs]:
    """Every mapping of a tree, the outermost first; the tree is at most as deep as front matter may be."""
    if isinstance(node, Pairs):
        yield node
        for _, value in node.pairs:
            yield from _within(value)
    elif isinstance(node, Items):
        for item in node.items:
            yield from _within(item)


def scalars_of(node: Node | None) -> Iterator[Scalar]:
    """Every text of a tree, but for the names of keys.

    Args:
        node: The tree.

    Yields:
        The texts in the order of the file.
    """
    if isinstance(node, Scalar):
        yield node
    for part in node.items if isinstance(node, Items) else ():
        yield from scalars_of(part)
    for _, value in node.pairs if isinstance(node, Pairs) else ():
        yield from scalars_of(value)


def _texts(node: Node) -> Iterator[str]:
    if isinstance(node, Scalar):
        yield node.text
    for pairs in _within(node):
        yield from (value.text for _, value in pairs.pairs if isinstance(value, Scalar))


def _id(item: Node) -> Scalar | None:
    if isinstance(item, Pairs):
        value = next((value for key, value in item.pairs if key.text == "id"), None)
        return value if isinstance(value, Scalar) else None
    return item if isinstance(item, Scalar) else None
