"""The files of a folder of records, on disk or at a revision of git, and their bytes as text that is safe to parse.

The only module that opens content.
"""

from __future__ import annotations

import os
import re
import stat
import subprocess
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain, islice
from pathlib import Path, PurePosixPath

from ciie.model.problems import EnvironmentFaultError, Problem, Reading, WrongUseError, fault, quoted
from ciie.model.values import KINDS

LARGEST_FILE_BYTES = 1024 * 1024
_BYTE_ORDER_MARK = "\ufeff"
# Control characters but for tabs and line ends, halves of surrogate pairs, and formats that change what a
# reader sees without being seen themselves: bidirectional overrides and marks (Unicode Standard Annex 9, and the
# Trojan Source study of 2021), separators and joiners without width, letters without ink, which pass for text where
# there is none, and tags, which spell out Latin text.
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff"
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
    "\u00ad\u034f\u180b-\u180f\u200b\u2028\u2029\u2060-\u206f\ufdd0-\ufdef\ufeff\ufff0-\ufffb\ufffe\uffff"
    "\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0\U00013430-\U0001343f\U00016fe4"
    "\U0001bca0-\U0001bca3\U0001d159\U0001d173-\U0001d17a\U000e0000-\U000e00ff\U000e01f0-\U000e0fff]"
    # More marks than any writing puts on one letter; they would cover the lines around it.
    "|[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u06d6-\u06dc\u0e31\u0e34-\u0e3a\u0e47-\u0e4e"
    "\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]{5,}"
    # More joiners and choices of a form than any letter or picture needs; in rows of them texts have been hidden.
    "|[\u200c\u200d\ufe00-\ufe0f\U000e0100-\U000e01ef]{3,}"
)
# Those that stand together are one fault.
_RUN = re.compile(f"(?:{_FORBIDDEN.pattern})+")
# More of them are hostile, or a fault of the program that wrote the file.
_MOST_TOLD = 20


def read_text(path: Path, limit: int = LARGEST_FILE_BYTES) -> Reading[str]:
    """The text of the file at `path`: lines end in "\\n", no byte order mark, no control characters.

    Links, folders and devices are refused without being opened; a file over `limit` bytes is not read.

    Args:
        path: The file.
        limit: The bytes that it may have.

    Returns:
        Its text; or one fault, at its place in the file.
    """
    reading = read_bytes(path, limit)
    return decode(reading.value) if reading.value is not None else Reading(None, reading.problems)


def read_bytes(path: Path, limit: int = LARGEST_FILE_BYTES) -> Reading[bytes]:
    """The bytes of the plain file at `path`, of which there may be `limit`.

    Args:
        path: The file; no link, folder or device.
        limit: The bytes that it may have.

    Returns:
        Its bytes as they are; or one fault, at line 1.
    """
    try:
        status = path.lstat()
        if not stat.S_ISREG(status.st_mode):
            return fault((1, 1), "not-a-file", "this is not a plain file", "replace it by the file itself")
        if status.st_size > limit:
            size = f"it has {status.st_size:,} bytes; {limit:,} are allowed"
            return fault((1, 1), "too-large", size, "shorten it, or split it into two records")
        return Reading(path.read_bytes())
    except OSError as error:
        reason = f"it cannot be read: {error.strerror}"
        return fault((1, 1), "unreadable-file", reason, "check the file's permissions")


def decode(data: bytes) -> Reading[str]:
    """`data` as text, with the first byte that is not UTF-8 or the first forbidden characters as faults."""
    try:
        text = _plain_ends(data.decode("utf-8").removeprefix(_BYTE_ORDER_MARK))
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8").removeprefix(_BYTE_ORDER_MARK)
        message = f"byte {data[error.start]:#04x} at offset {error.start} is not UTF-8"
        hint = "save the file as UTF-8 (in most editors: Save with Encoding)"
        return fault(_place(_plain_ends(before)), "not-utf8", message, hint)
    found = [match.start() for match in islice(_RUN.finditer(text), _MOST_TOLD)]
    told = (forbidden(text[index], _place(text[:index])).problems for index in found)
    return Reading(None if found else text, tuple(chain.from_iterable(told)))


def find_forbidden(text: str) -> int | None:
    """Where the first character stands that no text may hold.

    Args:
        text: Any text.

    Returns:
        Its index; None where there is none.
    """
    found = _FORBIDDEN.search(text)
    return found.start() if found else None


def without_forbidden(text: str) -> tuple[str, int]:
    """`text` without the characters that no text may hold, and how many those were.

    Args:
        text: Any text.

    Returns:
        The text and a number of characters.
    """
    return _FORBIDDEN.subn("", text)


def forbidden(character: str, place: tuple[int, int]) -> Reading[str]:
    """The fault that `character` stands at `place` and must not."""
    hint = "delete it; it is invisible, so retype the words around it"
    if unicodedata.combining(character):
        hint = "delete the marks here; no letter has so many"
    return fault(place, "control-character", f"the character {quoted(name_of(character))} stands here", hint)


def name_of(character: str) -> str:
    """What Unicode calls `character`; its number where it has no name."""
    return unicodedata.name(character, f"U+{ord(character):04X}")


def _plain_ends(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _place(before: str) -> tuple[int, int]:
    return before.count("\n") + 1, len(before) - before.rfind("\n")


VOCABULARY = "vocabulary"
# The file of what was withdrawn; it need not be there.
WITHDRAWN = "withdrawn.yml"
_YEAR = re.compile(r"[0-9]{4}")
_LISTS = frozenset(f"{kind}.yml" for kind in KINDS)


@dataclass
class _Found:
    names: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def list_files(folder: Path) -> tuple[tuple[str, ...], tuple[Problem, ...]]:
    """The files in `folder`, with "/" between the parts of their names, and the faults of what else is there.

    A list of the vocabulary is none of the files, nor is that of what was withdrawn; whatever else lies there is.
    """
    found = _Found()
    for entry in _entries(folder, "", found):
        if entry.is_symlink() and _is_folder(entry):
            found.problems.append(
                _fault(entry.name, "not-a-file", "this folder is a link", "move the folder itself here")
            )
        elif not _is_folder(entry):
            found.names += [entry.name] if entry.name != WITHDRAWN else []
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
        if _is_folder(entry):
            found.problems.append(_misplaced(f"{name}/{entry.name}"))
        else:
            yield f"{name}/{entry.name}"


def _is_folder(entry: os.DirEntry[str]) -> bool:
    """True of a folder or a link to one; a link may also lead to itself."""
    try:
        return entry.is_dir()
    except OSError:
        return False


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


_FILES = {b"100644", b"100755"}


def write_revision(folder: Path, revision: str, target: Path) -> None:
    """Writes to `target` the plain files that `folder` had at `revision`; links and submodules are left out.

    Args:
        folder: A folder in a repository.
        revision: A branch, tag or commit, as git understands it.
        target: The folder to write to; it is made where it is missing.

    Raises:
        WrongUseError: There is no such revision.
        EnvironmentFaultError: `folder` is in no repository, or git is missing.
    """
    for path, data in _files(folder, _commit(folder, revision)):
        file = target / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)


def names_at(folder: Path, revision: str) -> frozenset[str]:
    """The names of the files below `folder` at `revision`, without their folders.

    Args:
        folder: A folder in a repository.
        revision: A branch, tag or commit, as git understands it.

    Returns:
        Each name once, of links and submodules too.

    Raises:
        WrongUseError: There is no such revision.
        EnvironmentFaultError: `folder` is in no repository, or git is missing.
    """
    rows = _git(folder, "ls-tree", "-r", "-z", "--name-only", _commit(folder, revision)).split(b"\0")
    return frozenset(PurePosixPath(row.decode("utf-8", "surrogateescape")).name for row in rows)


def commits_since(folder: Path) -> Mapping[str, int]:
    """How long each file below `folder` has been there, counted in commits that added files.

    Args:
        folder: Any folder.

    Returns:
        By the file's name without its folder: 1 for a name that came with the last such commit, 2 with the one before.
        Empty where `folder` is in no repository, or git is missing.
    """
    try:
        done = _git(folder, "log", "--format=%x01", "-z", "--name-only", "--diff-filter=A", "--no-renames", "--", ".")
    except EnvironmentFaultError:
        return {}
    found: dict[str, int] = {}
    for number, commit in enumerate(done.split(b"\x01")):
        for row in commit.replace(b"\n", b"\0").split(b"\0"):
            # The last that is met is the oldest.
            found[PurePosixPath(row.decode("utf-8", "surrogateescape")).name] = number
    return found


def _commit(folder: Path, revision: str) -> str:
    commit = _git(folder, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}").strip()
    if not commit:
        raise WrongUseError(f"there is no revision {revision}, and no folder of that name; name one of the two")
    return commit.decode()


def _files(folder: Path, commit: str) -> Iterator[tuple[PurePosixPath, bytes]]:
    """The plain files below `folder` at `commit`, relative to it, with what they hold."""
    rows = [row.split(b"\t", 1) for row in _git(folder, "ls-tree", "-r", "-z", commit).split(b"\0") if row]
    blobs = {name: described.split()[2] for described, name in rows if described.split()[0] in _FILES}
    contents = _contents(_git(folder, "cat-file", "--batch", given=b"\n".join(blobs.values())))
    for name, data in zip(blobs, contents, strict=True):
        path = PurePosixPath(name.decode("utf-8", "surrogateescape"))
        if not path.is_absolute() and ".." not in path.parts:
            yield path, data


def _contents(batch: bytes) -> Iterator[bytes]:
    """The blobs of a batch: of each a line with name, kind and size in bytes, then its bytes and a line end."""
    start = 0
    while start < len(batch):
        end = batch.index(b"\n", start)
        size = int(batch[start:end].split()[2])
        yield batch[end + 1 : end + 1 + size]
        start = end + 1 + size + 1


def _git(folder: Path, *arguments: str, given: bytes = b"") -> bytes:
    """What git prints when `given` is put in; nothing where `rev-parse` finds nothing."""
    try:
        done = subprocess.run(["git", "-C", str(folder), *arguments], input=given, capture_output=True, check=False)
    except FileNotFoundError:
        raise EnvironmentFaultError("git is not here; install it, or name a folder to compare with") from None
    if done.returncode and arguments[0] != "rev-parse":
        raise EnvironmentFaultError(f"git could not read {folder}: {done.stderr.decode(errors='replace').strip()}")
    return done.stdout


def record_paths(folder: Path) -> list[str]:
    """The files of records in `folder`, relative to it with "/" between their parts, in order.

    Args:
        folder: A folder of records; what else lies in it is passed over.

    Returns:
        Names such as "2023/2023-11-05-xinhua-opening.md".
    """
    return [name for name in list_files(folder)[0] if name.endswith(".md")]
