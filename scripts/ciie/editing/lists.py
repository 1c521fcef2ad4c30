"""Lists of the vocabulary as their editors wrote them: taken apart, sorted, with entries and items added."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from pathlib import Path

from ciie.model.problems import MissingEntry, WrongUseError
from ciie.model.values import KINDS
from ciie.model.vocabulary import Vocabulary
from ciie.reading.files import VOCABULARY
from ciie.reading.frontmatter import parse_yaml
from ciie.reading.vocabulary import read_vocabulary, sort_key
from ciie.reading.yaml_trees import Items, Node, Pairs, Scalar


@dataclass(frozen=True, slots=True)
class Fix:
    """What was fixed, and on which line of the file as it was."""

    line: int
    what: str


@dataclass(frozen=True, slots=True)
class Fixed:
    """The fixed text of a record, and the list of fixes."""

    text: str
    fixes: tuple[Fix, ...]


# For each file that changed its path and what changed in it.
Changed = tuple[tuple[str, tuple[Fix, ...]], ...]
# Editions are named by their numbers.
_LISTS = tuple(kind for kind in KINDS if kind != "editions")
_ENTRY = "- "
_LEFT_TO_DO = "check name and kind"


def fix_list(text: str, kind: str, new: Sequence[MissingEntry] = ()) -> Fixed:
    """A list of the vocabulary with its entries sorted by id, each with the comment above it, and with `new` entries.

    Args:
        text: The list.
        kind: Which list it is.
        new: Entries to add, with a key that says what is left to do.

    Returns:
        The fixed text, equal to `text` where there is nothing to fix, or where entries share a line or an id.
    """
    parts = parts_of(text)
    if parts is None:
        return Fixed(text, ())
    head, blocks = parts
    added = {each.id: _block(each) for each in new if each.id not in blocks}
    fixes = [Fix(1, f"added {name}; complete it, then delete todo") for name in added]
    if list(blocks) != sorted(blocks, key=partial(sort_key, kind)):
        fixes.append(Fix(1, "sorted the entries by id"))
    all_of_it = blocks | added
    moved = [line for name in sorted(all_of_it, key=partial(sort_key, kind)) for line in all_of_it[name]]
    return Fixed("\n".join([*head, *moved, ""]), tuple(fixes)) if fixes else Fixed(text, ())


def parts_of(text: str) -> tuple[list[str], dict[str, list[str]]] | None:
    """A list of the vocabulary, taken apart.

    Args:
        text: The list.

    Returns:
        The lines at its head and those of each entry, by id, in their order; None where they cannot be told apart.
    """
    reading, lines = parse_yaml(text), text.rstrip("\n").split("\n")
    if [line for line in lines if line and not line.startswith("#")] in ([], ["[]"]):
        return [line for line in lines if line.startswith("#")], {}
    starts = [index for index, line in enumerate(lines) if line.startswith(_ENTRY)]
    ids = [_id_of(item) for item in reading.value.items] if isinstance(reading.value, Items) else []
    if reading.problems or not starts or len(starts) != len(ids) or len({*ids}) != len(ids) or not all(ids):
        return None
    begins = [with_comment(lines, index, first=0) for index in starts]
    blocks = (lines[start:end] for start, end in pairwise([*begins, len(lines)]))
    return lines[: begins[0]], dict(zip(ids, blocks, strict=True))


def _id_of(item: Node) -> str:
    pairs = item.pairs if isinstance(item, Pairs) else ()
    return next((value.text for key, value in pairs if key.text == "id" and isinstance(value, Scalar)), "")


def _block(entry: MissingEntry) -> list[str]:
    """An entry as the lists have it, a key a line."""
    keys = (f"id: {entry.id}", *entry.keys, f"todo: {_LEFT_TO_DO}")
    return [f"{'  ' if index else _ENTRY}{key}" for index, key in enumerate(keys)]


# Text that YAML takes as it stands, also within brackets.
_PLAIN = re.compile(r"[^\W\d_][\w .&'’()/-]*[\w.)]|[0-9-]+-[a-z][a-z0-9-]*")


def with_item(text: str, name: str, key: str, item: str) -> str:
    """A list whose entry has one more item under a key that holds a list.

    Args:
        text: The list, which can be taken apart.
        name: The id of the entry.
        key: The key; where the entry lacks it, it comes behind the id.
        item: What comes first under it.

    Returns:
        The list; all else stays as it is.
    """
    lines, places = text.split("\n"), places_in(text, name)
    if key in places:
        return "\n".join(with_first(lines, places[key], item))
    written = _written(item)
    line, column = places["id"]
    if "{" in lines[line][:column]:
        end = column + len(name) + 2 * (lines[line][column] in "\"'")
        lines[line] = f"{lines[line][:end]}, {key}: [{written}]{lines[line][end:]}"
    else:
        lines.insert(line + 1, f"{' ' * (places['key'][1])}{key}: [{written}]")
    return "\n".join(lines)


def with_first(lines: Sequence[str], place: tuple[int, int], item: str) -> list[str]:
    """The lines of a file with one more item in a list.

    Args:
        lines: The file.
        place: The line and column, from 0, of the item that is the first so far.
        item: What comes before it.

    Returns:
        The lines; the list stays in brackets, or with a line for each item.
    """
    line, column = place
    before, behind = lines[line][:column], lines[line][column:]
    is_block = before.rstrip().endswith("-")
    new = [f"{before}{_written(item)}", f"{before}{behind}"] if is_block else [f"{before}{_written(item)}, {behind}"]
    return [*lines[:line], *new, *lines[line + 1 :]]


def _written(item: str) -> str:
    return item if _PLAIN.fullmatch(item) else json.dumps(item, ensure_ascii=False)


def places_in(text: str, name: str) -> dict[str, tuple[int, int]]:
    """Where an entry has its parts.

    Args:
        text: The list, which can be taken apart.
        name: The id of the entry.

    Returns:
        Lines and columns from 0: of the key of the id under "key", of the id under "id", and of the first item of each
        key that holds a list under that key.
    """
    root = parse_yaml(text).value
    entries = root.items if isinstance(root, Items) else ()
    entry = next(each for each in entries if isinstance(each, Pairs) and _text(each, "id") == name)
    found: dict[str, tuple[int, int]] = {}
    for key, value in entry.pairs:
        if key.text == "id":
            found |= {"key": _from_0(key), "id": _from_0(value)}
        elif isinstance(value, Items) and value.items:
            found[key.text] = _from_0(value.items[0])
    return found


def _text(entry: Pairs, name: str) -> str:
    return next((getattr(value, "text", "") for key, value in entry.pairs if key.text == name), "")


def _from_0(node: Node) -> tuple[int, int]:
    return node.place[0] - 1, node.place[1] - 1


def with_comment(front: Sequence[str], index: int, first: int = 1) -> int:
    """Where the comment above the line `index`, as far in as that, begins, but for one on line `first`; or the line."""
    indent = len(front[index]) - len(front[index].lstrip(" "))
    while index > first and front[index - 1].startswith(f"{' ' * indent}#"):
        index -= 1
    return index


def entries_of(articles: Path, kind: str, name: str) -> Vocabulary:
    """The vocabulary, which has an entry `name` in the list `kind`.

    Args:
        articles: The folder of records.
        kind: The list.
        name: The id of the entry.

    Returns:
        All of the vocabulary.

    Raises:
        WrongUseError: There is no such list or entry.
    """
    if kind not in _LISTS:
        raise WrongUseError(f'"{kind}" is no list whose ids can change; the lists are {", ".join(_LISTS)}')
    vocabulary = read_vocabulary(articles / VOCABULARY, VOCABULARY).value
    if vocabulary is None or name not in vocabulary.entries(kind):
        raise WrongUseError(
            f"there is no {name} in {articles / VOCABULARY / kind}.yml; write an id as that list has it"
        )
    return vocabulary


def unreadable(path: Path) -> WrongUseError:
    """The error that a file cannot be taken apart, for whoever would change it."""
    return WrongUseError(f"{path} cannot be taken apart; run ciie check, correct what it finds, and try again")
