"""A folder as it was at a revision of git, read from git's objects: no file of the working folder is touched."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath

from ciie.words.errors import EnvironmentFaultError, WrongUseError

_FILES = {b"100644", b"100755"}


def write_revision(folder: Path, revision: str, target: Path) -> None:
    """Writes to `target` the plain files that `folder` had at `revision`; links and submodules are left out.

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

    Raises:
        WrongUseError: There is no such revision.
        EnvironmentFaultError: `folder` is in no repository, or git is missing.
    """
    rows = _git(folder, "ls-tree", "-r", "-z", "--name-only", _commit(folder, revision)).split(b"\0")
    return frozenset(PurePosixPath(row.decode("utf-8", "surrogateescape")).name for row in rows)


def commits_since(folder: Path) -> Mapping[str, int]:
    """For each file below `folder` how many commits were made since its name first came; none without git."""
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
    commit = _git(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}").strip()
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
