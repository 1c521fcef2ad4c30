"""An entry of the vocabulary under another id, or two entries in one: its list and all that refers to it rewritten.

Only ids change, in place; the old id stays with the entry under `formerly`, so that its addresses lead on.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from ciie.editing.fixes import fix_file, replace_meant, rewrite_ids, without_doubles
from ciie.editing.lists import Changed, Fix, Fixed, entries_of, fix_list, parts_of, places_in, unreadable, with_item
from ciie.model.problems import Problem, WrongUseError
from ciie.model.values import LONGEST_NAME
from ciie.model.vocabulary import Measure, Vocabulary
from ciie.reading.files import VOCABULARY, read_text, record_paths
from ciie.reading.frontmatter import parse_yaml
from ciie.reading.record_schema import keys_of
from ciie.reading.value_types import PAGE_NAMES
from ciie.reading.vocabulary import read_vocabulary

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def rename_entry(articles: Path, kind: str, old: str, new: str) -> Changed:
    """Gives an entry another id, in its list and wherever records and other entries refer to it.

    Args:
        articles: The folder of records.
        kind: The list, such as "topics".
        old: The id that it has.
        new: The id that it gets, in small letters, digits and hyphens.

    Returns:
        For each file that changed its path and what changed in it.

    Raises:
        WrongUseError: There is no such list or entry, or the new id is taken or is none.
    """
    vocabulary = entries_of(articles, kind, old)
    if old == new:
        raise WrongUseError(f"{old} has this id already; name another one")
    if not _ID.fullmatch(new) or len(new) > LONGEST_NAME:
        raise WrongUseError(f'"{new}" is no id; write at most {LONGEST_NAME} small letters, digits and hyphens')
    if re.fullmatch(PAGE_NAMES, new):
        raise WrongUseError(f"{new} is the name of another page of the site; choose another id")
    if new in vocabulary.entries(kind) or new in vocabulary.renamed()[kind]:
        raise WrongUseError(f"{new} is the id of another entry, or was; to join the two, use ciie merge")
    return _rewrite(articles, kind, (old, new), lambda text: _renamed(text, kind, old, new))


def merge_entries(articles: Path, kind: str, gone: str, into: str) -> Changed:
    """Joins an entry with another, which keeps its keys and gets the names and former ids of the first.

    Args:
        articles: The folder of records.
        kind: The list, such as "organisations".
        gone: The entry that goes.
        into: The entry that stays.

    Returns:
        For each file that changed its path and what changed in it.

    Raises:
        WrongUseError: There is no such list or entry, the two are one, or the second takes no figures of the first.
    """
    vocabulary = entries_of(articles, kind, gone)
    entries_of(articles, kind, into)
    if gone == into:
        raise WrongUseError(f"{gone} and {into} are one entry; name two")
    first, second = vocabulary.entries(kind)[gone], vocabulary.entries(kind)[into]
    if isinstance(first, Measure) and isinstance(second, Measure) and not _takes(second, first):
        raise WrongUseError(
            f"{into} does not take every unit and subject of {gone}; add them to its units and of first"
        )
    names = [name for name in first.names if name not in second.names]
    given = [*first.formerly, gone], names
    return _rewrite(articles, kind, (gone, into), lambda text: _merged(text, gone, into, given))


def _takes(one: Measure, other: Measure) -> bool:
    """True where a figure of the measure `other` can be one of the measure `one`."""
    return {*other.units} <= {*one.units} and {*other.of} <= {*one.of}


def _rewrite(articles: Path, kind: str, ids: tuple[str, str], change: Callable[[str], Fixed]) -> Changed:
    """Changes the list, then what refers to the old one of two `ids` in all lists and records."""
    old, new = ids
    lists = articles / VOCABULARY
    changed = lists / f"{kind}.yml"
    done = [(changed.as_posix(), fix_file(changed, change))]
    if not done[0][1]:
        raise unreadable(changed)
    paths = sorted(lists.glob("*.yml"))
    done += [(path.as_posix(), fix_file(path, lambda text: _once(text, old, new))) for path in paths]
    reading = read_vocabulary(lists, VOCABULARY)
    for path in paths:
        own = [each for each in reading.problems if each.path.endswith(f"/{path.name}")]
        done.append((path.as_posix(), fix_file(path, lambda text, own=own: _with_present(text, own, old))))  # type: ignore[misc]
    keys = keys_of(reading.value or Vocabulary())
    records = (articles / name for name in record_paths(articles))
    using = [path for path in records if old in (read_text(path).value or "")]
    done += [(path.as_posix(), fix_file(path, lambda text: rewrite_ids(text, keys, old, new))) for path in using]
    return tuple((path, fixes) for path, fixes in done if fixes)


def _once(text: str, old: str, new: str) -> Fixed:
    """A list of the vocabulary without `old` where a list in it has `new` as well."""
    lines, fixes = without_doubles(text.split("\n"), parse_yaml(text).value, old, new)
    return Fixed("\n".join(lines), tuple(fixes))


def _with_present(text: str, problems: Iterable[Problem], old: str) -> Fixed:
    lines, fixes = replace_meant(text.split("\n"), problems, only=old)
    return Fixed("\n".join(lines), tuple(fixes))


def _renamed(text: str, kind: str, old: str, new: str) -> Fixed:
    """A list with the entry `old` under the id `new`, in its place; the text itself where it cannot be taken apart."""
    parts = parts_of(text)
    if parts is None:
        return Fixed(text, ())
    changed = with_item(text, old, "formerly", old)
    line, column = places_in(changed, old)["id"]
    lines = changed.split("\n")
    rest = re.sub(rf"""(["']?){old}\1""", new, lines[line][column:], count=1)
    lines[line] = lines[line][:column] + rest
    moved = fix_list("\n".join(lines), kind)
    return Fixed(moved.text, (Fix(line + 1, f"renamed {old} to {new}"),))


def _merged(text: str, gone: str, into: str, given: tuple[Sequence[str], Sequence[str]]) -> Fixed:
    """A list without the entry `gone`, whose ids and names the entry `into` gets as former ids and aliases."""
    parts = parts_of(text)
    if parts is None:
        return Fixed(text, ())
    head, blocks = parts
    own = parse_yaml("\n".join(blocks[into])).value
    blocks |= {into: _without_lone(without_doubles(blocks[into], own, gone, gone)[0], gone)}
    left = [line for name, block in blocks.items() if name != gone for line in block]
    changed = "\n".join([*head, *left, ""])
    for key, items in zip(("formerly", "aliases"), given, strict=True):
        for item in items:
            changed = with_item(changed, into, key, item)
    return Fixed(changed, (Fix(1, f"merged {gone} into {into}"),))


def _without_lone(lines: Sequence[str], gone: str) -> list[str]:
    """The lines of an entry without the keys that hold a list of nothing but `gone`."""
    item = rf"""["']?{re.escape(gone)}["']?"""
    block = re.sub(rf"\n[ ]+\w+:(?: \[{item}\]|\n[ ]+- {item})[ ]*(?=\n(?![ ]+- )|\Z)", "", "\n".join(lines))
    return re.sub(rf", \w+: \[{item}\]", "", block).split("\n")
