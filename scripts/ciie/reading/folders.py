"""What lies in a folder of records: files, at its top or in the folder of a year, and what should not be there."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from ciie.words.problems import Problem, quoted
from ciie.words.terms import KINDS

VOCABULARY = "vocabulary"
_YEAR = re.compile(r"[0-9]{4}")
_LISTS = frozenset(f"{kind}.yml" for kind in KINDS)


@dataclass
class _Found:
    names: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def list_files(folder: Path) -> tuple[tuple[str, ...], tuple[Problem, ...]]:
    """The files in `folder`, with "/" between the parts of their names, and the faults of what else is there.

    A list of the vocabulary is none of the files; whatever else lies among the lists is.
    """
    found = _Found()
    for entry in _entries(folder, "", found):
        if entry.is_symlink() and entry.is_dir():
            found.problems.append(
                _fault(entry.name, "not-a-file", "this folder is a link", "move the folder itself here")
            )
        elif not entry.is_dir():
            found.names.append(entry.name)
        elif entry.name == VOCABULARY:
            found.names += (name for name in _within(folder, entry.name, found) if name.partition("/")[2] not in _LISTS)
        elif _YEAR.fullmatch(entry.name):
            found.names += _within(folder, entry.name, found)
        else:
            found.problems.append(_misplaced(entry.name))
    if not found.problems and not any(name.endswith(".md") for name in found.names):
        hint = "write the first with ciie new, or name another folder with --articles"
        found.problems.append(_fault("", "no-records", "there is no record in this folder", hint))
    return tuple(sorted(found.names)), tuple(found.problems)


def _within(folder: Path, name: str, found: _Found) -> Iterator[str]:
    for entry in _entries(folder / name, name, found):
        if entry.is_dir():
            found.problems.append(_misplaced(f"{name}/{entry.name}"))
        else:
            yield f"{name}/{entry.name}"


def _entries(folder: Path, name: str, found: _Found) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            return list(entries)
    except OSError as error:
        message, hint = f"this folder cannot be read: {error.strerror}", "check the folder's permissions"
        found.problems.append(_fault(name, "unreadable-file", message, hint))
        return []


def _misplaced(name: str) -> Problem:
    hint = "move its records to the folder of their year, such as 2023, and delete it"
    return _fault(name, "folder-name", f"the folder {quoted(name)} is not that of a year", hint)


def _fault(name: str, rule: str, message: str, hint: str) -> Problem:
    # A name may hold bytes that are no text.
    shown = name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    return Problem(shown, 1, 1, rule, message, hint)
