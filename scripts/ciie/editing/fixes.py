"""A record with those problems fixed that have only one correct fix: former ids, spaces, quotes, digits, order of keys.

Only front matter changes, never the body; what has more than one answer is left to its writer.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ciie.editing.template import render_template
from ciie.model.problems import WrongUseError, quoted
from ciie.model.values import parse_date
from ciie.reading.files import read_text, record_paths
from ciie.reading.frontmatter import FENCE, parse_yaml
from ciie.reading.keys import Key, read_pairs
from ciie.reading.records import find_date
from ciie.reading.value_types import LONGEST_ID
from ciie.reading.yaml_trees import Items, Node, Pairs, Scalar, without_curly_quotes

# A key at the line's beginning with a plain value: no quotes, brackets, block, reference or comment.
_PLAIN = re.compile(r"""(?P<key>[a-z_]+):[ \t]+(?P<value>[^\s"'\[\]{}|>&*!#%@`,?-].*)""")
# A value as it stands in a line: a number with commas, in quotation marks, or up to what ends it.
_VALUE = re.compile(
    r"""\d{1,3}(?:,\d{3})+(?:\.\d+)?|"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'"""
    r"""|[^\s,\[\]{}#"'](?:[^,\[\]{}#]*[^\s,\[\]{}#])?"""
)
_WIDE = str.maketrans("０１２３４５６７８９．－／", "0123456789.-/")


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


def fix_record(text: str, keys: Sequence[Key]) -> Fixed:
    """Fixes what has only one correct fix in a record.

    Args:
        text: The record.
        keys: The keys that its front matter may have.

    Returns:
        The fixed text, equal to `text` where there is nothing to fix or the front matter is not closed. Fixing it again
        changes nothing.
    """
    lines = text.split("\n")
    ends = [index for index, line in enumerate(lines) if line.rstrip() == FENCE][:2]
    if len(ends) < 2 or ends[0] != 0:
        return Fixed(text, ())
    front, rest = lines[: ends[1] + 1], lines[ends[1] + 1 :]
    fixes: list[Fix] = []
    for step in (
        _without_trailing_spaces,
        _with_what_was_meant,
        _with_titles_quoted,
        _with_plain_digits,
        _with_keys_in_order,
    ):
        front, found = step(front, keys)
        fixes += found
    return Fixed("\n".join([*front, *rest]), tuple(fixes))


Step = tuple[list[str], list[Fix]]


def _without_trailing_spaces(front: list[str], keys: Sequence[Key]) -> Step:
    found = [Fix(n, "removed trailing spaces") for n, line in enumerate(front, 1) if line != line.rstrip()]
    return [line.rstrip() for line in front], found


def _with_what_was_meant(front: list[str], keys: Sequence[Key]) -> Step:
    """Present ids for former ones and for names, numbers without commas, choices without capitals."""
    reading = parse_yaml("\n".join(front[1:-1]), first_line=2)
    entry = read_pairs(reading.value, keys) if isinstance(reading.value, Pairs) else None
    found = sorted({*reading.problems, *(entry.problems if entry else ())}, reverse=True)
    fixed, fixes = list(front), []
    for each in (each for each in found if each.fix):
        line, start = fixed[each.line - 1], each.column - 1
        written = _VALUE.match(line, start)
        if written is not None and not _goes_on(front, each.line - 1):
            fixed[each.line - 1] = f"{line[:start]}{each.fix}{line[written.end() :]}"
            fixes.append(Fix(each.line, f"replaced {written.group()} with {each.fix}"))
    return fixed, fixes[::-1]


def _goes_on(front: Sequence[str], index: int) -> bool:
    """True where the value on the line `index` goes on in the next one, which then is further in than its key."""
    line, behind = front[index], front[min(index + 1, len(front) - 1)]
    key = re.match(r"\s*(?:-\s+)*", line)
    return len(behind) - len(behind.lstrip()) > (key.end() if key else 0) and not line.rstrip().endswith(
        (",", "[", "{")
    )


def _with_titles_quoted(front: list[str], keys: Sequence[Key]) -> Step:
    """A title in quotes, and any other text that holds a colon, which YAML would read as a key."""
    texts = {key.name for key in keys if key.type.is_words}
    fixed, fixes = list(front), []
    for index, line in enumerate(front):
        match = _PLAIN.fullmatch(line)
        goes_on = front[min(index + 1, len(front) - 1)].startswith((" ", "\t"))
        if match is None or match["key"] not in texts or goes_on or " #" in line:
            continue
        if match["key"] == "title" or re.search(r":(?:\s|$)", match["value"]):
            value = match["value"]
            value = without_curly_quotes(value).replace("\\", "\\\\").replace('"', '\\"')
            fixed[index] = f'{match["key"]}: "{value}"'
            fixes.append(Fix(index + 1, f"put the {match['key']} in double quotes"))
    return fixed, fixes


def _with_plain_digits(front: list[str], keys: Sequence[Key]) -> Step:
    """Dates, editions and numbers in the digits 0 to 9 instead of their full-width forms."""
    fixed, fixes = list(front), []
    for key, value in _scalars(_tree(front), keys):
        plain = value.text.translate(_WIDE)
        if not key.type.is_form or plain == value.text or key.type(Scalar(plain, value.place)).value is None:
            continue
        index, column = value.place[0] - 1, value.place[1] - 1
        start = fixed[index].find(value.text, column)
        if start >= 0:
            fixed[index] = f"{fixed[index][:start]}{plain}{fixed[index][start + len(plain) :]}"
            fixes.append(Fix(index + 1, f"wrote {plain} in plain digits"))
    return fixed, fixes


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
    return [*front[: starts[0]], *moved, front[-1]], [Fix(starts[0] + 1, "put the keys in order")]


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
                yield from _scalars(value, key.type.keys)


_STEPS = (
    _without_trailing_spaces,
    _with_what_was_meant,
    _with_titles_quoted,
    _with_plain_digits,
    _with_keys_in_order,
)


def write_new_record(articles: Path, name: str, into: Path | None, keys: Sequence[Key]) -> Path:
    """Writes the template of a new record.

    Args:
        articles: The folder of records.
        name: The record's name: date, outlet and a few words, as date-outlet-words.
        into: The folder to write to; None for the folder of the record's year in `articles`.
        keys: The keys of the template.

    Returns:
        The path of the new file.

    Raises:
        WrongUseError: `name` is not written like that, its outlet is not in the vocabulary, or the file exists.
    """
    name = name.removesuffix(".md")
    filled = _told_by(name, next(key for key in keys if key.name == "source"))
    path = (into or articles / filled["date"][:4]) / f"{name}.md"
    if path.exists():
        raise WrongUseError(f"{path} already exists; edit it, or choose another name")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(render_template(keys, filled), encoding="utf-8", newline="\n")
    return path


def fix_files(
    articles: Path, keys: Sequence[Key], is_chosen: Callable[[str], bool]
) -> tuple[tuple[str, tuple[Fix, ...]], ...]:
    """Fixes the records in `articles` whose path `is_chosen`, and returns path and fixes of each that changed.

    Args:
        articles: The folder of records.
        keys: The keys of a record.
        is_chosen: Whether the record at a path is to be fixed.

    Returns:
        For each record that changed its path and its fixes, in the order of the paths.
    """
    names = ((name, f"{articles.as_posix()}/{name}") for name in record_paths(articles))
    fixed = ((path, _fix_file(articles / name, keys)) for name, path in names if is_chosen(path))
    return tuple((path, fixes) for path, fixes in fixed if fixes)


def _told_by(name: str, source: Key) -> dict[str, str]:
    """The date and outlet that a record's name tells."""
    outlets = sorted(source.type.options, key=len, reverse=True)
    found = find_date(name)
    date = parse_date(found) if found else None
    if found is None or date is None or len(name) > LONGEST_ID:
        raise WrongUseError(
            f"{quoted(name)} is not date-outlet-words, such as 2023-11-16-stdaily-platform-of-opening-up"
        )
    after = name.removeprefix(f"{found}-")
    outlet = next((each for each in outlets if name.startswith(f"{found}-{each}-")), None)
    if outlet is None:
        raise WrongUseError(
            f"{quoted(after)} does not begin with a known outlet; add it to vocabulary/outlets.yml first"
        )
    return {"date": found, "source": outlet}


def _fix_file(path: Path, keys: Sequence[Key]) -> tuple[Fix, ...]:
    """Fixes the file at `path`, keeping its line ends and its byte order mark; skips a file with mixed line ends."""
    text = read_text(path)
    if text.value is None:
        return ()
    fixed = fix_record(text.value, keys)
    data = path.read_bytes()
    ends = b"\r\n" if b"\r\n" in data else b"\n"
    if not fixed.fixes or data.count(b"\r") != data.count(b"\r\n") or data.count(b"\n") != data.count(ends):
        return ()
    mark = b"\xef\xbb\xbf" if data.startswith(b"\xef\xbb\xbf") else b""
    aside = path.with_name(f".{path.name}.new")
    aside.write_bytes(mark + fixed.text.encode().replace(b"\n", ends))
    aside.replace(path)
    return fixed.fixes
