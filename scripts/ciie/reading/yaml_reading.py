"""YAML text to a tree, with every fault of it in one run: what cannot be read is left out, the rest is read."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ciie.reading.nodes import Items, Node, Pairs, Scalar, Unread
from ciie.reading.yaml_lines import find_colon, find_slips
from ciie.reading.yaml_trees import Stop, build_tree
from ciie.words.problems import Problem, Reading

MOST_REPAIRS = 20
_KEY = re.compile(r"([A-Za-z_]+)\s*:")
_ENTRY_ID = re.compile(r"""^[-\s{]*id:\s*["']?([a-z0-9-]+)""", re.M)


def parse_yaml(text: str, first_line: int = 1) -> Reading[Node]:
    """The one document of `text`, whose first line is line `first_line` of its file.

    What cannot be read is a fault each, and what is around it is read all the same, so that every fault is found in
    one run: a value that only lacks its quotes is read as if it had them, and a key or an entry that is no YAML at all
    is left out.
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
