"""The tree of a YAML text: texts, lists and mappings, each with its place in the file."""

from __future__ import annotations

from dataclasses import dataclass, field

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
    """`value` without the curly quotation marks around it, which were meant as YAML's own."""
    return value[1:-1] if len(value) > 1 and value[0] in _CURLY and value[-1] in _CURLY else value


def in_quotes(value: str) -> str:
    """`value` as YAML writes it in double quotes."""
    escaped = value.strip().replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
