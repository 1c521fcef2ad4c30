"""YAML text to a tree of texts with their places, in the strict part of YAML that records may use.

Slips that a parser blames on other lines are found line by line: quotes, # and colons.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import yaml

from ciie.model.problems import Problem, problem, quoted

_CURLY = "“”„«»「」『』"


@dataclass(frozen=True, slots=True)
class Scalar:
    """A text.

    Attributes:
        text: What it says.
        place: The line and column that it begins at, from 1.
        is_cut: True where YAML ends it at a comma, and it was read on to where its writer ended it.
    """

    text: str
    place: tuple[int, int]
    is_cut: bool = field(default=False, compare=False)


@dataclass(frozen=True, slots=True)
class Items:
    """A list of nodes and where it begins."""

    items: tuple[Node, ...]
    place: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Pairs:
    """A mapping.

    Attributes:
        pairs: Its keys and values in the order of the file; a key stands once.
        place: Where it begins.
        is_whole: False where lines of it could not be read, so that a key may be there and not in `pairs`.
    """

    pairs: tuple[tuple[Scalar, Node], ...]
    place: tuple[int, int]
    is_whole: bool = True


@dataclass(frozen=True, slots=True)
class Unread:
    """A value that is there and could not be read; the fault has been told."""

    place: tuple[int, int]


Node = Scalar | Items | Pairs | Unread


def describe(node: Node) -> str:
    """What `node` is, in words for a message."""
    return {Scalar: "a text", Items: "a list", Pairs: "a mapping of keys", Unread: "unreadable"}[type(node)]


def without_curly_quotes(value: str) -> str:
    """`value` without the curly quotation marks around it, which were meant as YAML's own.

    Args:
        value: A plain value of YAML.

    Returns:
        The value itself where it has no such mark at both ends.
    """
    return value[1:-1] if len(value) > 1 and value[0] in _CURLY and value[-1] in _CURLY else value


def in_quotes(value: str) -> str:
    """A text as YAML writes it in double quotes.

    Args:
        value: A text of one line.

    Returns:
        The text without blanks at its ends, in quotes.
    """
    escaped = value.strip().replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


_LEAD = r"(?P<lead>\s*(?:-\s+)?(?P<key>[A-Za-z_]+):\s+)"
# A key and a plain value that holds ": " or " #", such as  title: CIIE: A Platform
_WITH_COLON = re.compile(_LEAD + r"""(?P<value>[^\s"'\[{|>&*!#%@`-].*:(?:\s.*|$))""")
# A plain value cut short by a comment that was not meant as one, such as  title: Deals of expo #6
_CUT_SHORT = re.compile(_LEAD + r"""(?P<value>[^\s"'\[{|>#].*?\s#\S.*)""")
# A value in quotation marks, and what stands behind them, such as  title: "Deals" of the expo
_QUOTED = re.compile(_LEAD + r"""(?P<value>"(?:[^"\\]|\\.)*"|'(?:[^']|\'\')*')(?:\s*$|\s+\#.*$|(?P<tail>.+)$)""")
# A value that begins with a quotation mark and has no other, such as  title: "Deals
_OPEN = re.compile(_LEAD + r"""["'](?P<value>[^"']+)$""")
Slip = tuple[int, str, Problem]


def find_slips(lines: Sequence[str], first_line: int) -> Iterator[Slip]:
    """The slips of `lines`, each with the index of its line, the line as it was meant, and the fault.

    Args:
        lines: The text.
        first_line: The number of its first line in the file.
    """
    for index, line in enumerate(lines):
        behind = lines[index + 1] if index + 1 < len(lines) else ""
        number = first_line + index
        found = _find_comment(line, number) or _find_tail(line, number)
        found = found or (_find_open(line, number) if _indent(behind) <= _indent(line) else None)
        if found is not None:
            yield index, *found


def find_colon(line: str, number: int) -> tuple[str, Problem] | None:
    """`line` as it was meant and the fault, where its value is without quotes and holds a colon; else None."""
    match = _WITH_COLON.fullmatch(line)
    if match is None:
        return None
    better = f"{match['lead']}{in_quotes(without_curly_quotes(match['value'].strip()))}"
    message = f"the value of {match['key']} holds a colon, which YAML reads as a new key"
    return better, _fault((number, len(match["lead"]) + 1), message, f"write it in quotes: {better.strip()}")


def _find_comment(line: str, number: int) -> tuple[str, Problem] | None:
    match = _CUT_SHORT.fullmatch(line)
    if match is None:
        return None
    better = f"{match['lead']}{in_quotes(match['value'])}"
    message = f"the value of {match['key']} is cut short: YAML takes what follows # for a comment"
    return line, _fault((number, line.index(" #") + 2), message, f"write it in quotes: {better.strip()}")


def _find_tail(line: str, number: int) -> tuple[str, Problem] | None:
    match = _QUOTED.fullmatch(line)
    if match is None or not match["tail"]:
        return None
    better = f"{match['lead']}{in_quotes(match['value'] + match['tail'])}"
    message = f"the value of {match['key']} goes on after its closing quotation mark"
    return better, _fault((number, len(match["lead"]) + 1), message, f"write {better.strip()}")


def _find_open(line: str, number: int) -> tuple[str, Problem] | None:
    alone, written = _OPEN.fullmatch(line), line.rstrip()
    if alone is not None:
        better, column = f"{alone['lead']}{in_quotes(alone['value'])}", len(alone["lead"]) + 1
    elif written.lstrip().startswith("- {") and written.endswith("}") and re.sub(r"\\.", "", written).count('"') % 2:
        better, column = f'{written[:-1]}"}}', written.rindex('"') + 1
    else:
        return None
    return better, _fault((number, column), "the quotation mark here is never closed", f"write {better.strip()}")


def _fault(place: tuple[int, int], message: str, hint: str) -> Problem:
    return problem(place, "yaml-syntax", message, hint)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


DEEPEST = 4
_LOADER: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_WORD = re.compile(r"[a-z_]+")
# What the parser was at, how to say what is wrong with it, and what to do; each is told where it begins.
_SYNTAX = (
    ("while scanning a simple key", "this line has no colon after its key", "write  key: value"),
    ("while scanning a quoted scalar", "the quotation mark here is never closed", "close it at the end of the text"),
    (
        "while parsing a flow mapping",
        "the braces that open here hold something that is no key: value pair, or are never closed",
        "write {key: value, key: value}, with a text that has a comma or a colon in double quotes",
    ),
    (
        "while parsing a flow sequence",
        "the list that opens here has a comma too few, or is never closed",
        "write [one, two]",
    ),
)


class Stop(Exception):
    """Carries the fault that ends the parsing of one YAML text."""

    def __init__(self, found: Problem) -> None:
        super().__init__(found.message)
        self.found = found


def build_tree(lines: Sequence[str], first_line: int) -> tuple[Node, list[Problem]]:
    """The one document of `lines`, the first of which is line `first_line` of its file, and faults that leave a tree.

    Raises:
        Stop: The lines are not the YAML that records may use.
    """
    builder = _Builder(first_line, lines)
    return builder.document("\n".join(lines)), builder.problems


class _Builder:
    """Builds one tree from one stream of parser events."""

    def __init__(self, first_line: int, lines: Sequence[str]) -> None:
        self._first_line = first_line
        self._lines = lines
        self.problems: list[Problem] = []

    def document(self, text: str) -> Node:
        """The root of the only document of `text`; an empty text is an empty mapping."""
        try:
            events = self._checked(yaml.parse(text, Loader=_LOADER))
            first = next(events, None)
            node = self._node(first, events, 1) if first is not None else Pairs((), (self._first_line, 1))
            extra = next(events, None)
        except yaml.MarkedYAMLError as error:
            raise self._syntax(error, text.count("\n")) from None
        except yaml.reader.ReaderError as error:
            raise Stop(self._unreadable(text, int(error.character))) from None
        if extra is not None:
            message = "a second document begins here"
            self.problems.append(problem(self._place(extra), "yaml-syntax", message, "keep one block of keys"))
            return replace(node, is_whole=False) if isinstance(node, Pairs) else node
        return node

    def _checked(self, events: Iterator[Any]) -> Iterator[Any]:
        skipped = (yaml.StreamStartEvent, yaml.StreamEndEvent, yaml.DocumentStartEvent, yaml.DocumentEndEvent)
        for event in events:
            if isinstance(event, skipped):
                continue
            used = _feature(event)
            if used:
                hint = "write the value out in full; put quotes around a text that begins with & * or !"
                raise Stop(problem(self._place(event), "yaml-feature", f"this uses {used} of YAML", hint))
            yield event

    def _node(self, event: Any, events: Iterator[Any], depth: int) -> Node:
        place = self._place(event)
        if isinstance(event, yaml.ScalarEvent):
            return Scalar(self._without_curly_quotes(event, place), place)
        if depth > DEEPEST:
            raise Stop(problem(place, "yaml-depth", "this is nested too deep", f"use at most {DEEPEST} levels"))
        if isinstance(event, yaml.SequenceStartEvent):
            return Items(tuple(self._until(yaml.SequenceEndEvent, events, depth)), place)
        return self._pairs(list(self._until(yaml.MappingEndEvent, events, depth)), place)

    def _without_curly_quotes(self, event: Any, place: tuple[int, int]) -> str:
        """The text of a scalar; without the curly quotes around a bare one, which YAML takes for its text."""
        value = str(event.value)
        better = value if event.style else without_curly_quotes(value)
        if better != value:
            message = f"{quoted(value)} is in curly quotes, which YAML takes as part of the text"
            self.problems.append(problem(place, "yaml-syntax", message, f"write straight ones: {in_quotes(better)}"))
        return better

    def _until(self, end: type, events: Iterator[Any], depth: int) -> Iterator[Node]:
        for event in events:
            if isinstance(event, end):
                return
            yield self._node(event, events, depth + 1)

    def _pairs(self, nodes: list[Node], place: tuple[int, int]) -> Pairs:
        pairs: dict[str, tuple[Scalar, Node]] = {}
        for key, value in zip(nodes[::2], nodes[1::2], strict=True):
            if not isinstance(key, Scalar):
                raise Stop(problem(key.place, "yaml-syntax", "a key is not a word", "write  key: value"))
            if self._goes_on(pairs, key, value):
                continue
            if key.text in pairs:
                line = pairs[key.text][0].place[0]
                message = f"the key {quoted(key.text)} is already on line {line}"
                self.problems.append(problem(key.place, "repeated-key", message, "keep one of the two"))
                continue
            pairs[key.text] = (key, value)
        return Pairs(tuple(pairs.values()), place)

    def _goes_on(self, pairs: dict[str, tuple[Scalar, Node]], key: Scalar, value: Node) -> bool:
        """True where `key` is what a comma cut off the value before: 500,000 is read as 500 and a key 000."""
        name, before = next(reversed(pairs.values()), (key, key))
        is_bare = isinstance(value, Scalar) and not value.text and not _WORD.fullmatch(key.text)
        if not is_bare or not isinstance(before, Scalar) or before.place[0] != key.place[0] or before is key:
            return False
        line = self._lines[key.place[0] - self._first_line]
        whole = line[before.place[1] - 1 : key.place[1] - 1 + len(key.text)]
        if "," not in whole or whole.startswith(("'", '"')):
            return False
        self.problems = [found for found in self.problems if (found.line, found.column) != before.place]
        pairs[name.text] = (name, Scalar(whole, before.place, is_cut=True))
        return True

    def _place(self, event: Any) -> tuple[int, int]:
        return event.start_mark.line + self._first_line, event.start_mark.column + 1

    def _unreadable(self, text: str, character: int) -> Problem:
        before = text[: max(0, text.find(chr(character)))]
        place = (before.count("\n") + self._first_line, len(before) - before.rfind("\n"))
        return problem(place, "yaml-syntax", f"the character U+{character:04X} may not stand in YAML", "delete it")

    def _syntax(self, error: yaml.MarkedYAMLError, last_line: int) -> Stop:
        found = next((row for row in _SYNTAX if str(error.context or "").startswith(row[0])), None)
        mark = (found and error.context_mark) or error.problem_mark or error.context_mark
        line, column = (mark.line, mark.column) if mark is not None else (0, 0)
        place = (min(line, last_line) + self._first_line, column + 1)
        if found is not None:
            return Stop(problem(place, "yaml-syntax", *found[1:]))
        hint = "put the value in double quotes, or fix the indentation: keys start at the beginning of a line"
        return Stop(problem(place, "yaml-syntax", f"this is not YAML: {error.problem or error.context}", hint))


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
