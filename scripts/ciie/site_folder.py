"""The folder of the finished site: what may be replaced, and how a new site takes the place of an old one at once."""

from __future__ import annotations

import ctypes
import fcntl
import os
import shutil
import signal
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import parent_process
from pathlib import Path

from ciie.model.problems import EnvironmentFaultError, WrongUseError

# Lies in every site that was made here; a folder without it is somebody's and is left alone.
MARK = ".made-by-ciie"
# What everybody may read: a server is seldom who builds.
_FOLDER_MODE, _FILE_MODE = 0o755, 0o644
# From linux/fs.h, fcntl.h and prctl.h: swap two names, both looked up from the working folder; end with the parent.
_EXCHANGE, _HERE, _DEATH_SIGNAL = 2, -100, 1


@dataclass(frozen=True)
class Aside:
    """A folder beside the site to build a new one in, locked for as long as its owner lives.

    Attributes:
        folder: The folder; whatever is in it is removed with it.
        target: What the new site takes the place of.
        lock: The descriptor of the folder, which holds the lock.
    """

    folder: Path
    target: Path
    lock: int

    @property
    def site(self) -> Path:
        """Where the new site is built."""
        return self.folder / "site"

    def publish(self) -> None:
        """Marks the new site and puts it in the place of the old one, which a reader never misses.

        All of it is on the disk before. Where the system cannot swap two folders, the old one is moved away first;
        should the new one then not take its place, the old one comes back, if need be when the next build begins.

        Raises:
            EnvironmentFaultError: The old site cannot be replaced, and is as it was.
        """
        try:
            (self.site / MARK).write_text("This folder is replaced by the next build.\n", encoding="utf-8")
            _let_all_read(self.site)
            _store(self.site)
            if not self.target.exists():
                self.site.rename(self.target)
            elif not _exchange(self.site, self.target):
                self._replace()
        except OSError as error:
            message = f"{self.target} cannot be replaced ({error.strerror}); name another folder with --site"
            raise EnvironmentFaultError(message) from error

    def remove(self) -> None:
        """Removes the folder with all that is left in it."""
        shutil.rmtree(self.folder, ignore_errors=True)
        os.close(self.lock)

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
    if os.path.ismount(target):
        message = f"{site} is where a disk is mounted, and cannot be replaced; name a folder in it with --site"
        raise WrongUseError(message)
    if target.exists() and not target.is_dir():
        raise WrongUseError(f"{site} is a file; name a folder with --site")
    if target.is_dir() and any(target.iterdir()) and not (target / MARK).is_file():
        raise WrongUseError(f"{site} holds what no build has made; name another folder with --site, or empty this one")
    return target


def make_aside(target: Path) -> Aside:
    """The folder beside `target`, empty; what a build that was killed has left is cleared away.

    Raises:
        EnvironmentFaultError: Another build of `target` is at work, or the folder cannot be made.
    """
    folder = target.with_name(f".{target.name}-aside")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        lock = _lock(folder)
        try:
            _clear(folder, target)
        except OSError:
            os.close(lock)
            raise
    except BlockingIOError:
        raise EnvironmentFaultError(f"another build of {target} is at work; wait until it is done") from None
    except OSError as error:
        message = f"{folder} cannot be written to ({error.strerror}); name another folder with --site"
        raise EnvironmentFaultError(message) from None
    return Aside(folder, target, lock)


@contextmanager
def aside_of(target: Path) -> Iterator[Aside]:
    """The folder of `make_aside`, which is removed in any case."""
    aside = make_aside(target)
    try:
        yield aside
    finally:
        aside.remove()


def end_with_parent() -> None:
    """Has this process end when the one that forked it does, where the system can, so that it holds no lock longer."""
    control = getattr(ctypes.CDLL(None), "prctl", None)
    if control is not None:
        control(_DEATH_SIGNAL, signal.SIGKILL)
        parent = parent_process()
        if parent is not None and os.getppid() != parent.pid:
            os._exit(1)  # it ended before the system knew


def _lock(folder: Path) -> int:
    """The descriptor of `folder`, made where it is not there, which no other process has locked."""
    while True:
        folder.mkdir(exist_ok=True)
        lock = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            # A build that ended meanwhile has removed the folder that was opened.
            if os.path.samestat(os.fstat(lock), folder.stat()):
                return lock
        except FileNotFoundError:
            pass
        except OSError:
            os.close(lock)
            raise
        os.close(lock)


def _clear(folder: Path, target: Path) -> None:
    old = folder / "old"
    if not target.exists() and (old / MARK).is_file():
        old.rename(target)  # its build was killed between the two steps of `_replace`
    for path in folder.iterdir():
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()


def _let_all_read(site: Path) -> None:
    site.chmod(_FOLDER_MODE)
    for path in site.rglob("*"):
        path.chmod(_FOLDER_MODE if path.is_dir() else _FILE_MODE)


def _store(site: Path) -> None:
    """Has the system write to the disk what is in `site`, in one call where there is one."""
    store = getattr(ctypes.CDLL(None), "syncfs", None)
    descriptor = os.open(site, os.O_RDONLY)
    try:
        if store is None or store(descriptor) != 0:
            os.sync()
    finally:
        os.close(descriptor)


def _exchange(one: Path, other: Path) -> bool:
    """Swaps two folders in one step; False where the system has no such step."""
    swap = getattr(ctypes.CDLL(None), "renameat2", None)
    return swap is not None and swap(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE) == 0
