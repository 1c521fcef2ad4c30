"""Records and lists with those problems fixed that have only one correct fix: former ids, quotes, digits, order.

Of a record only front matter changes, never the body; what has more than one answer is left to its writer.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path

from ciie.editing.lists import Fix, Fixed, fix_list, with_comment
from ciie.model.problems import MissingEntry, Problem
from ciie.model.values import KINDS
from ciie.reading.files import VOCABULARY, read_text, record_paths
from ciie.reading.frontmatter import FENCE, parse_yaml, scalars_of, split
from ciie.reading.keys import Key, read_pairs
from ciie.reading.yaml_trees import Items, Node, Pairs, Scalar, without_curly_quotes

# A key at the line's beginning with a plain value: no quotes, brackets, block, reference or comment.
_PLAIN = re.compile(r"""(?P<key>[a-z_]+):[ \t]+(?P<value>[^\s"'\[\]{}|>&*!#%@`,?-].*)""")
# A value as it stands in a line: a number with commas, in quotation marks, or up to what ends it.
_VALUE = re.compile(
    r"""\d{1,3}(?:,\d{3})+(?:\.\d+)?|"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'"""
    r"""|[^\s,\[\]{}#"'](?:[^,\[\]{}#]*[^\s,\[\]{}#])?"""
)
_WIDE = str.maketrans("０１２３４５６７８９．－／", "0123456789.-/")


def fix_record(text: str, keys: Sequence[Key]) -> Fixed:
    """Fixes what has only one correct fix in a record.

    Args:
        text: The record.
        keys: The keys that its front matter may have.

    Returns:
        The fixed text, equal to `text` where there is nothing to fix or the front matter is not closed. Fixing it again
        changes nothing.
    """
    return _fixed(text, keys, _STEPS)


def rewrite_ids(text: str, keys: Sequence[Key], old: str, new: str) -> Fixed:
    """Writes the present id for a former one in a record, once in a list.

    Args:
        text: The record.
        keys: The keys that its front matter may have.
        old: The former id.
        new: The present id.

    Returns:
        The record with the present id; all else stays as its editor wrote it.
    """

    def once(front: list[str], _: Sequence[Key]) -> Step:
        return without_doubles(front, _tree(front), old, new)

    return _fixed(text, keys, (once, partial(_with_what_was_meant, only=old)))


def _fixed(text: str, keys: Sequence[Key], steps: Sequence[Callable[[list[str], Sequence[Key]], Step]]) -> Fixed:
    """The text after all steps; the text itself where the front matter is not closed."""
    lines = text.split("\n")
    ends = [index for index, line in enumerate(lines) if line.rstrip() == FENCE][:2]
    if len(ends) < 2 or ends[0] != 0:
        return Fixed(text, ())
    front, rest = lines[: ends[1] + 1], lines[ends[1] + 1 :]
    fixes: list[Fix] = []
    for step in steps:
        front, found = step(front, keys)
        fixes += found
    return Fixed("\n".join([*front, *rest]), tuple(fixes))


Step = tuple[list[str], list[Fix]]


def _without_trailing_spaces(front: list[str], keys: Sequence[Key]) -> Step:
    found = [Fix(n, "removed trailing spaces") for n, line in enumerate(front, 1) if line != line.rstrip()]
    return [line.rstrip() for line in front], found


def _with_what_was_meant(front: list[str], keys: Sequence[Key], only: str = "") -> Step:
    """Present ids for former ones and for names, numbers without commas, choices without capitals."""
    return replace_meant(front, _problems(front, keys), only)


def _problems(front: Sequence[str], keys: Sequence[Key]) -> set[Problem]:
    """What is wrong with the front matter, as far as its keys tell."""
    reading = parse_yaml("\n".join(front[1:-1]), first_line=2)
    entry = read_pairs(reading.value, keys) if isinstance(reading.value, Pairs) else None
    return {*reading.problems, *(entry.problems if entry else ())}


def without_doubles(lines: Sequence[str], root: Node | None, old: str, new: str) -> Step:
    """The lines of a file without an id in lists in brackets that have the one that takes its place as well.

    Args:
        lines: The file, from its first line on.
        root: Its tree.
        old: The id that goes.
        new: The id that takes its place.

    Returns:
        The lines, as many as there were, and what was deleted.
    """
    fixed = list(lines)
    for items in _lists(root):
        texts = [item.text if isinstance(item, Scalar) else "" for item in items]
        for item in reversed([item for item, text in zip(items, texts, strict=True) if text == old and new in texts]):
            line, start = item.place[0] - 1, item.place[1] - 1
            written = _VALUE.match(fixed[line], start)
            before = re.search(r",[ \t]*$", fixed[line][:start])
            behind = re.compile(r"[ \t]*,[ \t]*").match(fixed[line], written.end() if written else start)
            if written and before:
                fixed[line] = fixed[line][: before.start()] + fixed[line][written.end() :]
            elif written and behind:
                fixed[line] = fixed[line][:start] + fixed[line][behind.end() :]
    changed = (n for n, (was, now) in enumerate(zip(lines, fixed, strict=True), 1) if was != now)
    return fixed, [Fix(n, f"deleted {old}") for n in changed]


def _lists(node: Node | None) -> Iterator[Sequence[Node]]:
    """Every list within a tree, the later before the earlier, so that what is deleted moves nothing still to come."""
    parts = (
        node.items if isinstance(node, Items) else [value for _, value in node.pairs] if isinstance(node, Pairs) else ()
    )
    for part in reversed(parts):
        yield from _lists(part)
    if isinstance(node, Items):
        yield node.items


def replace_meant(lines: Sequence[str], problems: Iterable[Problem], only: str = "") -> Step:
    """The lines of a file with what was meant in the place of what its problems find.

    Args:
        lines: The file, from its first line on.
        problems: Its problems; those without a fix are left.
        only: What to replace where it is not everything.

    Returns:
        The lines and the fixes, in their order. A value that goes on in the next line is left.
    """
    fixed, fixes = list(lines), []
    mending = sorted((each for each in problems if each.fix), reverse=True)
    texts = {text.place: text.text for text in scalars_of(parse_yaml("\n".join(lines)).value)} if mending else {}
    for each in mending:
        line, start = fixed[each.line - 1], each.column - 1
        written = _written(line, start, texts.get((each.line, each.column), ""))
        if written and only in {"", written.strip("\"'")} and not _goes_on(lines, each.line - 1):
            fixed[each.line - 1] = f"{line[:start]}{each.fix}{line[start + len(written) :]}"
            fixes.append(Fix(each.line, f"replaced {written} with {each.fix}"))
    return fixed, fixes[::-1]


def _written(line: str, start: int, text: str) -> str:
    """How a value at `start` is written: as YAML reads it where that has no quotes, else as far as its form tells."""
    match = _VALUE.match(line, start)
    return text if text and line.startswith(text, start) else match.group() if match else ""


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
    starts = [with_comment(front, key.place[0] - 1) for key, _ in pairs]
    ends = [*starts[1:], len(front) - 1]
    if starts != sorted(set(starts)):
        return front, []
    blocks = {name: front[start:end] for name, start, end in zip(names, starts, ends, strict=True)}
    moved = [line for name in sorted(names, key=lambda name: order[name]) for line in blocks[name]]
    return [*front[: starts[0]], *moved, front[-1]], [Fix(starts[0] + 1, "put the keys in order")]


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


def fix_files(
    articles: Path, keys: Sequence[Key], is_chosen: Callable[[str], bool]
) -> tuple[tuple[str, tuple[Fix, ...]], ...]:
    """Fixes the records and lists in `articles` whose path `is_chosen`, and adds the entries that these records lack.

    Args:
        articles: The folder of records.
        keys: The keys of a record.
        is_chosen: Whether the record or list at a path is to be fixed.

    Returns:
        For each file that changed its path and its fixes: the records in the order of their paths, then the lists.
    """
    chosen = [(name, path) for name in record_paths(articles) if is_chosen(path := f"{articles.as_posix()}/{name}")]
    wanted = [each for name, _ in chosen for each in _lacking(articles / name, keys)]
    done = [(path, fix_file(articles / name, lambda text: fix_record(text, keys))) for name, path in chosen]
    for kind in KINDS:
        listed = articles / VOCABULARY / f"{kind}.yml"
        new = {each.id: each for each in wanted if each.kind == kind}
        if listed.exists() and (new or is_chosen(listed.as_posix())):
            done.append((listed.as_posix(), fix_file(listed, partial(fix_list, kind=kind, new=tuple(new.values())))))
    return tuple((path, fixes) for path, fixes in done if fixes)


def _lacking(path: Path, keys: Sequence[Key]) -> Iterator[MissingEntry]:
    """The entries that the record at `path` uses and the vocabulary lacks, as far as they can be added."""
    halves = split(read_text(path).value or "")
    entry = read_pairs(halves.value.keys, keys) if halves.value is not None else None
    for found in entry.problems if entry is not None else ():
        yield from (each for each in found.missing if each.is_sure)


_ACCEPTED = "accepted:"


def fix_acceptance(text: str, found: Problem) -> Fixed:
    """A record without a warning that it accepts and does not give.

    Args:
        text: The record.
        found: The problem of the rule `NEEDLESS`, at the reason.

    Returns:
        The fixed text; equal to `text` where the acceptance is written in a way that only an editor can change.
    """
    lines = text.split("\n")
    index, start = found.line - 1, found.column - 1
    line = lines[index]
    key, value = re.search(r"[a-z-]+:[ \t]+$", line[:start]), _VALUE.match(line, start)
    if key is None or value is None or not line.startswith(_ACCEPTED) or "{" not in line[: key.start()]:
        return Fixed(text, ())
    rest = line[: key.start()] + line[value.end() :].removeprefix(",").lstrip()
    rest = re.sub(r",[ \t]*\}", "}", rest)
    without = [] if re.fullmatch(r"accepted:[ \t]*\{[ \t]*\}[ \t]*", rest) else [rest]
    what = f"accepted {key.group().rstrip(': ')} no longer, which check does not warn of"
    return Fixed("\n".join([*lines[:index], *without, *lines[index + 1 :]]), (Fix(found.line, what),))


def fix_acceptances(problems: Iterable[Problem]) -> tuple[tuple[str, tuple[Fix, ...]], ...]:
    """Takes accepted warnings that are not given out of their records.

    Args:
        problems: Problems of the rule `NEEDLESS`.

    Returns:
        For each fixed one the path of the record and what was fixed, the last in a file first.
    """
    last_first = sorted(problems, key=lambda found: (found.line, found.column), reverse=True)
    done = ((found.path, fix_file(Path(found.path), partial(fix_acceptance, found=found))) for found in last_first)
    return tuple((path, fixes) for path, fixes in done if fixes)


def fix_file(path: Path, fix: Callable[[str], Fixed]) -> tuple[Fix, ...]:
    """Fixes a file, keeping its line ends and its byte order mark; a file with mixed line ends is left.

    Args:
        path: The file.
        fix: What makes the fixed text of its text.

    Returns:
        The fixes; none where the file cannot be read or has nothing to fix.
    """
    text = read_text(path)
    if text.value is None:
        return ()
    fixed = fix(text.value)
    data = path.read_bytes()
    ends = b"\r\n" if b"\r\n" in data else b"\n"
    if not fixed.fixes or data.count(b"\r") != data.count(b"\r\n") or data.count(b"\n") != data.count(ends):
        return ()
    mark = b"\xef\xbb\xbf" if data.startswith(b"\xef\xbb\xbf") else b""
    aside = path.with_name(f".{path.name}.new")
    aside.write_bytes(mark + fixed.text.encode().replace(b"\n", ends))
    aside.replace(path)
    return fixed.fixes
