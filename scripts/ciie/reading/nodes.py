"""YAML text to a tree of texts with their lines, in the strict part of YAML that records may use.

Every scalar stays text (YAML 1.1 would turn 10:00 into 600 and no into false). Anchors, aliases, merge
keys, tags and repeated keys are faults. The tree is built from parser events with a bound on depth, so
that neither an alias bomb nor a million brackets costs more than reading them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from ciie.words.problems import Problem, Reading, problem, quoted

DEEPEST = 4
MOST_REPAIRS = 20
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
# A key and a plain value that holds ": " or " #", such as  title: CIIE: A Platform
_UNQUOTED = re.compile(r"""(?P<lead>\s*(?:-\s+)?(?P<key>[A-Za-z_]+):\s+)(?P<value>[^\s"'\[{|>&*!#%@`-].*:(?:\s.*|$))""")
# A plain value cut short by a comment that was not meant as one, such as  title: Deals of expo #6
_CUT_SHORT = re.compile(r"""(?P<lead>\s*(?:-\s+)?(?P<key>[A-Za-z_]+):\s+)(?P<value>[^\s"'\[{|>#].*?\s#\S.*)""")


@dataclass(frozen=True, slots=True)
class Scalar:
    """A text and where it stands (line and column from 1)."""

    text: str
    place: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Items:
    """A list of nodes and where it begins."""

    items: tuple[Node, ...]
    place: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Pairs:
    """A mapping, its pairs in the order of the file; a key stands once."""

    pairs: tuple[tuple[Scalar, Node], ...]
    place: tuple[int, int]


Node = Scalar | Items | Pairs


def describe(node: Node) -> str:
    """What `node` is, in words for a message."""
    return {Scalar: "a text", Items: "a list", Pairs: "a mapping of keys"}[type(node)]


class _Stop(Exception):
    """Carries the fault that ends the parsing of one YAML text; never leaves this module."""

    def __init__(self, found: Problem) -> None:
        super().__init__(found.message)
        self.found = found


def parse_yaml(text: str, first_line: int = 1) -> Reading[Node]:
    """The one document of `text`, whose first line is line `first_line` of its file.

    A value that only lacks its quotes is a fault, and is then read as if it had them, so that the faults
    behind it are found in the same run.
    """
    lines = text.split("\n")
    problems = list(_cut_short(lines, first_line))
    for _ in range(MOST_REPAIRS):
        builder = _Builder(first_line)
        try:
            node = builder.document("\n".join(lines))
            return Reading(node, (*problems, *builder.problems))
        except _Stop as stop:
            problems.append(stop.found)
            index = stop.found.line - first_line
            match = _UNQUOTED.fullmatch(lines[index]) if 0 <= index < len(lines) else None
            if stop.found.rule != "yaml-syntax" or match is None:
                break
            better = f"{match['lead']}{in_quotes(match['value'])}"
            message = f"the value of {match['key']} holds a colon, which YAML reads as a new key"
            place = (stop.found.line, len(match["lead"]) + 1)
            problems[-1] = problem(place, "yaml-syntax", message, f"write it in quotes: {better.strip()}")
            lines[index] = better
    return Reading(None, tuple(problems))


def _cut_short(lines: list[str], first_line: int) -> Iterator[Problem]:
    for number, line in enumerate(lines, first_line):
        match = _CUT_SHORT.fullmatch(line)
        if match is not None:
            message = f"the value of {match['key']} is cut short: YAML takes what follows # for a comment"
            hint = f"write it in quotes: {match['lead'].strip()} {in_quotes(match['value'])}"
            yield problem((number, line.index(" #") + 2), "yaml-syntax", message, hint)


def in_quotes(value: str) -> str:
    """`value` as YAML writes it in double quotes."""
    escaped = value.strip().replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


class _Builder:
    """Builds one tree from one stream of parser events."""

    def __init__(self, first_line: int) -> None:
        self._first_line = first_line
        self.problems: list[Problem] = []

    def document(self, text: str) -> Node:
        """The root of the only document of `text`; an empty text is an empty mapping."""
        try:
            events = self._checked(yaml.parse(text, Loader=_LOADER))
            first = next(events, None)
            node = self._node(first, events, 1) if first is not None else Pairs((), (self._first_line, 1))
            extra = next(events, None)
        except yaml.MarkedYAMLError as error:
            raise _Stop(self._syntax(error, text.count("\n"))) from None
        except yaml.reader.ReaderError as error:
            raise _Stop(self._unreadable(text, int(error.character))) from None
        if extra is not None:
            message = "a second document begins here"
            raise _Stop(problem(self._place(extra), "yaml-syntax", message, "keep one block of keys"))
        return node

    def _checked(self, events: Iterator[Any]) -> Iterator[Any]:
        skipped = (yaml.StreamStartEvent, yaml.StreamEndEvent, yaml.DocumentStartEvent, yaml.DocumentEndEvent)
        for event in events:
            if isinstance(event, skipped):
                continue
            used = _feature(event)
            if used:
                hint = "write the value out in full; put quotes around a text that begins with & * or !"
                raise _Stop(problem(self._place(event), "yaml-feature", f"this uses {used} of YAML", hint))
            yield event

    def _node(self, event: Any, events: Iterator[Any], depth: int) -> Node:
        place = self._place(event)
        if isinstance(event, yaml.ScalarEvent):
            return Scalar(event.value, place)
        if depth > DEEPEST:
            raise _Stop(problem(place, "yaml-depth", "this is nested too deep", f"use at most {DEEPEST} levels"))
        if isinstance(event, yaml.SequenceStartEvent):
            return Items(tuple(self._until(yaml.SequenceEndEvent, events, depth)), place)
        return self._pairs(list(self._until(yaml.MappingEndEvent, events, depth)), place)

    def _until(self, end: type, events: Iterator[Any], depth: int) -> Iterator[Node]:
        for event in events:
            if isinstance(event, end):
                return
            yield self._node(event, events, depth + 1)

    def _pairs(self, nodes: list[Node], place: tuple[int, int]) -> Pairs:
        pairs: dict[str, tuple[Scalar, Node]] = {}
        for key, value in zip(nodes[::2], nodes[1::2], strict=True):
            if not isinstance(key, Scalar):
                raise _Stop(problem(key.place, "yaml-syntax", "a key is not a word", "write  key: value"))
            if key.text in pairs:
                line = pairs[key.text][0].place[0]
                message = f"the key {quoted(key.text)} stands in line {line} already"
                self.problems.append(problem(key.place, "repeated-key", message, "keep one of the two"))
                continue
            pairs[key.text] = (key, value)
        return Pairs(tuple(pairs.values()), place)

    def _place(self, event: Any) -> tuple[int, int]:
        return event.start_mark.line + self._first_line, event.start_mark.column + 1

    def _unreadable(self, text: str, character: int) -> Problem:
        before = text[: max(0, text.find(chr(character)))]
        place = (before.count("\n") + self._first_line, len(before) - before.rfind("\n"))
        return problem(place, "yaml-syntax", f"the character U+{character:04X} may not stand in YAML", "delete it")

    def _syntax(self, error: yaml.MarkedYAMLError, last_line: int) -> Problem:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line, mark.column) if mark is not None else (0, 0)
        hint = "put the value in double quotes, or mend the indentation; keys start at the line's beginning"
        return problem(
            (min(line, last_line) + self._first_line, column + 1),
            "yaml-syntax",
            f"this is not YAML: {error.problem or error.context}",
            hint,
        )


def _feature(event: Any) -> str | None:
    if isinstance(event, yaml.AliasEvent):
        return "an alias (*name)"
    if getattr(event, "anchor", None):
        return "an anchor (&name)"
    if getattr(event, "tag", None) and event.tag != "!":
        return "a type tag (!name)"
    # A plain scalar has no style; the C parser says so with an empty one.
    if isinstance(event, yaml.ScalarEvent) and event.value == "<<" and not event.style:
        return "a merge key (<<)"
    return None
