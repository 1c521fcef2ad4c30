"""The folder of the finished site: what may be replaced, and how a new site takes the place of an old one at once."""

from __future__ import annotations

import ctypes
import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from ciie.model.problems import EnvironmentFaultError, WrongUseError

# Lies in every site that was made here; a folder without it is somebody's and is left alone.
MARK = ".made-by-ciie"
_LOCK = "lock"
# From linux/fs.h and fcntl.h: swap two names, both looked up from the working folder.
_EXCHANGE, _HERE = 2, -100


@dataclass(frozen=True)
class Aside:
    """A folder beside the site to build a new one in, locked for as long as its owner lives.

    Attributes:
        folder: The folder; whatever is in it is removed with it.
        site: Where the new site is built.
        target: What the new site takes the place of.
        lock: The open file that holds the lock.
    """

    folder: Path
    target: Path
    lock: TextIO

    @property
    def site(self) -> Path:
        """Where the new site is built."""
        return self.folder / "site"

    def publish(self) -> None:
        """Marks the new site and puts it in the place of the old one, which a reader never misses.

        Where the system cannot swap two folders, the old one is moved away first; should the new one then not take its
        place, the old one comes back.
        """
        (self.site / MARK).write_text("This folder is replaced by the next build.\n", encoding="utf-8")
        if not self.target.exists():
            self.site.rename(self.target)
        elif not _exchange(self.site, self.target):
            self._replace()

    def remove(self) -> None:
        """Removes the folder with all that is left in it."""
        shutil.rmtree(self.folder, ignore_errors=True)
        self.lock.close()

    def _replace(self) -> None:
        old = self.folder / "old"
        self.target.rename(old)
        try:
            self.site.rename(self.target)
        except OSError:
            old.rename(self.target)
            raise


def check_target(site: Path, kept: Iterable[Path]) -> Path:
    """The folder that `site` names, where a site may be put in its place.

    Args:
        site: The folder, which need not be there.
        kept: Folders that no site may replace, hold or lie in, but for the first, which it may lie in.

    Raises:
        WrongUseError: It is one of `kept`, or holds what was not made here.
    """
    target = site.resolve()
    project, *others = (folder.resolve() for folder in kept)
    is_around = any(folder.is_relative_to(target) for folder in (project, *others))
    if is_around or any(target.is_relative_to(folder) for folder in others):
        raise WrongUseError(f"{site} cannot be the site's folder, which every build replaces; name another with --site")
    if target.exists() and not target.is_dir():
        raise WrongUseError(f"{site} is a file; name a folder with --site")
    if target.is_dir() and any(target.iterdir()) and not (target / MARK).is_file():
        raise WrongUseError(f"{site} holds what no build has made; name another folder with --site, or empty this one")
    return target


def make_aside(target: Path) -> Aside:
    """A new folder beside `target`; what builds that were killed have left is cleared away first."""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        _clear_leftovers(target)
        while True:
            folder = Path(tempfile.mkdtemp(prefix=_prefix(target), dir=target.parent))
            lock = (folder / _LOCK).open("w", encoding="utf-8")
            fcntl.flock(lock, fcntl.LOCK_EX)
            # Another build may have taken the folder for a leftover before it was locked.
            if (folder / _LOCK).exists():
                return Aside(folder, target, lock)
            lock.close()
    except OSError as error:
        message = f"{target.parent} cannot be written to ({error}); name another folder with --site"
        raise EnvironmentFaultError(message) from None


def _prefix(target: Path) -> str:
    return f".{target.name}-aside-"


def _clear_leftovers(target: Path) -> None:
    for folder in sorted(target.parent.glob(f"{_prefix(target)}*")):
        try:
            with (folder / _LOCK).open("r+", encoding="utf-8") as lock:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                # Its build was killed between the two steps of `_replace`.
                if not target.exists() and (folder / "old" / MARK).is_file():
                    (folder / "old").rename(target)
                shutil.rmtree(folder)
        except OSError:
            continue  # it is being built in, or is somebody else's


def _exchange(one: Path, other: Path) -> bool:
    """Swaps two folders in one step; False where the system has no such step."""
    swap = getattr(ctypes.CDLL(None), "renameat2", None)
    return swap is not None and swap(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE) == 0
