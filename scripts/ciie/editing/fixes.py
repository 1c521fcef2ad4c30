"""A record with those faults mended that have one safe answer: blanks, quotes, digits and the order of keys.

Only front matter is touched, never the body and never the words of a value; what is doubtful is left to its writer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ciie.reading.frontmatter import FENCE
from ciie.reading.keys import Key
from ciie.reading.nodes import Items, Node, Pairs, Scalar
from ciie.reading.yaml_reading import parse_yaml
from ciie.words.shapes import TEXT_PATTERN

# A key at the line's beginning with a plain value: no quotes, brackets, block, reference or comment.
_PLAIN = re.compile(r"""(?P<key>[a-z_]+):[ \t]+(?P<value>[^\s"'\[\]{}|>&*!#%@`,?-].*)""")
_WIDE = str.maketrans("０１２３４５６７８９．－／", "0123456789.-/")


@dataclass(frozen=True, slots=True)
class Fix:
    """What was mended, and in which line of the file as it was."""

    line: int
    what: str


@dataclass(frozen=True, slots=True)
class Fixed:
    """A record's text with what could be mended mended, and what that was."""

    text: str
    fixes: tuple[Fix, ...]


def fix_record(text: str, keys: Sequence[Key]) -> Fixed:
    """`text`, a record whose front matter has `keys`, mended; the same text where nothing is to be done.

    Mending twice is mending once. A front matter that is not closed is left as it is.
    """
    lines = text.split("\n")
    ends = [index for index, line in enumerate(lines) if line.rstrip() == FENCE][:2]
    if len(ends) < 2 or ends[0] != 0:
        return Fixed(text, ())
    front, rest = lines[: ends[1] + 1], lines[ends[1] + 1 :]
    fixes: list[Fix] = []
    for step in (_without_trailing_blanks, _with_titles_quoted, _with_plain_digits, _with_keys_in_order):
        front, found = step(front, keys)
        fixes += found
    return Fixed("\n".join([*front, *rest]), tuple(fixes))


Step = tuple[list[str], list[Fix]]


def _without_trailing_blanks(front: list[str], keys: Sequence[Key]) -> Step:
    found = [Fix(n, "cut blanks off the end of the line") for n, line in enumerate(front, 1) if line != line.rstrip()]
    return [line.rstrip() for line in front], found


def _with_titles_quoted(front: list[str], keys: Sequence[Key]) -> Step:
    """A title in quotes, and any other text that holds a colon, which YAML would read as a key."""
    texts = {key.name for key in keys if key.convert.shape.get("pattern") == TEXT_PATTERN}
    mended, fixes = list(front), []
    for index, line in enumerate(front):
        match = _PLAIN.fullmatch(line)
        goes_on = front[min(index + 1, len(front) - 1)].startswith((" ", "\t"))
        if match is None or match["key"] not in texts or goes_on or " #" in line:
            continue
        if match["key"] == "title" or re.search(r":(?:\s|$)", match["value"]):
            value = match["value"].replace("\\", "\\\\").replace('"', '\\"')
            mended[index] = f'{match["key"]}: "{value}"'
            fixes.append(Fix(index + 1, f"put the {match['key']} in double quotes"))
    return mended, fixes


def _with_plain_digits(front: list[str], keys: Sequence[Key]) -> Step:
    """Dates, editions and numbers in the digits 0 to 9 instead of their full-width forms."""
    mended, fixes = list(front), []
    for key, value in _scalars(_tree(front), keys):
        plain = value.text.translate(_WIDE)
        is_words = key.convert.shape.get("pattern") == TEXT_PATTERN or "enum" in key.convert.shape
        if is_words or plain == value.text or key.convert(Scalar(plain, value.place)).value is None:
            continue
        index, column = value.place[0] - 1, value.place[1] - 1
        start = mended[index].find(value.text, column)
        if start >= 0:
            mended[index] = f"{mended[index][:start]}{plain}{mended[index][start + len(plain) :]}"
            fixes.append(Fix(index + 1, f"wrote {plain} in plain digits"))
    return mended, fixes


def _with_keys_in_order(front: list[str], keys: Sequence[Key]) -> Step:
    """The keys in the order of the template, each with the comment right above it."""
    order = {key.name: number for number, key in enumerate(keys)}
    tree = _tree(front)
    pairs = tree.pairs if isinstance(tree, Pairs) else ()
    names = [key.text for key, _ in pairs]
    movable = all(key.text in order and key.place[1] == 1 for key, _ in pairs)
    if not movable or names == sorted(names, key=lambda name: order[name]):
        return front, []
    starts = [_with_comment(front, key.place[0] - 1) for key, _ in pairs]
    ends = [*starts[1:], len(front) - 1]
    if starts != sorted(set(starts)):
        return front, []
    blocks = {name: front[start:end] for name, start, end in zip(names, starts, ends, strict=True)}
    moved = [line for name in sorted(names, key=lambda name: order[name]) for line in blocks[name]]
    return [*front[: starts[0]], *moved, front[-1]], [Fix(starts[0] + 1, "put the keys in their order")]


def _with_comment(front: Sequence[str], index: int) -> int:
    """Where the comment right above the line `index` begins, or the line itself."""
    while index > 1 and front[index - 1].startswith("#"):
        index -= 1
    return index


def _tree(front: Sequence[str]) -> Node | None:
    """The front matter as a tree; None where it has any fault of YAML."""
    reading = parse_yaml("\n".join(front[1:-1]), first_line=2)
    return reading.value if not reading.problems else None


def _scalars(node: Node | None, keys: Sequence[Key]) -> Iterator[tuple[Key, Scalar]]:
    """The texts that stand under `keys`, and under the keys of mappings within."""
    if isinstance(node, Items):
        for item in node.items:
            yield from _scalars(item, keys)
    elif isinstance(node, Pairs):
        known = {key.name: key for key in keys}
        for name, value in node.pairs:
            key = known.get(name.text)
            if key is not None and isinstance(value, Scalar):
                yield key, value
            elif key is not None:
                yield from _scalars(value, key.convert.keys)
