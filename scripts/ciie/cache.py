"""What earlier runs made, kept in a folder that may be thrown away: a value is made again where its key differs.

The folder is never trusted. A file in it counts only if it was written by this very program, with the same packages
and the same Python, and here: its digest hangs on a key that a folder which came with a collection cannot know. Nothing
but values of the model is ever made of it.
"""

from __future__ import annotations

import datetime as dt
import hmac
import io
import os
import pickle
import sys
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from decimal import Decimal
from functools import cache, partial
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from typing import Any, TypeVar

from ciie.model.library import Kept
from ciie.model.problems import Problem, Reading
from ciie.model.records import Record
from ciie.model.values import Ref
from ciie.model.vocabulary import Term
from ciie.reading.files import read_bytes

T = TypeVar("T")
_PROGRAM = Path(__file__).resolve().parent
_FOLDER = ".ciie-cache"
# Names another folder, or with no text, that nothing is to be kept.
_SETTING = "CIIE_CACHE"
_DIGEST_BYTES = sha256().digest_size
_MODEL = {each.__module__ for each in (Problem, Record, Ref, Term)}
# Of a larger file, as of one that is not plain, only what changes when it is written tells.
_LARGEST_READ = 16 * 1024 * 1024
# What unpickling raises where a digest is right and the content is not, which is somebody's work.
_MISFITS = (
    *(pickle.UnpicklingError, EOFError, ArithmeticError, AttributeError),
    *(LookupError, TypeError, ValueError),
)
# What only the runs on this machine know, in the folder of the program or the one that CIIE_CACHE names.
_KEY = "key"
# Besides the classes of these, all that a kept value may be made of; Python before 3.11.4 keeps a choice as its name.
_PLAIN: Mapping[tuple[str, str], Callable[..., object]] = {
    ("decimal", "Decimal"): Decimal,
    ("datetime", "date"): dt.date,
    ("builtins", "getattr"): lambda choices, name: choices[name],
}


def cache_file(articles: Path, name: str) -> Path | None:
    """The file for what is made of records.

    Args:
        articles: The folder of the records.
        name: What is made of them.

    Returns:
        A file in a folder beside `articles`, or in the one that CIIE_CACHE names, which need not be there; None where
        CIIE_CACHE is empty.
    """
    place = articles.resolve()
    folder = os.environ.get(_SETTING, str(place.parent / _FOLDER))
    return Path(folder, f"{name}-{digest_of(str(place)).hex()[:12]}") if folder else None


def remembered(
    file: Path | None,
    keys: Mapping[str, bytes],
    make: Callable[[Sequence[str]], Iterable[T]],
    lasts: Callable[[T], bool] = lambda _: True,
) -> dict[str, T]:
    """Values by name: those in `file` whose key is the same, and those that are made now, which are kept there.

    Args:
        file: The file that they are kept in; none where nothing is kept.
        keys: For each name, a digest of all that its value is made of, the program apart.
        make: Makes the values of several names, in their order.
        lasts: Whether a value may be kept.

    Returns:
        A value for each name, in the order of `keys`.
    """
    if file is None:
        return dict(zip(keys, make([*keys]), strict=True))
    kept = _load(file)
    found: dict[str, T] = {}
    for name, key in keys.items():
        there, value = kept.get(name, (b"", b""))
        with suppress(*_MISFITS):
            if there == key:
                found[name] = _unpacked(value)
    absent = [name for name in keys if name not in found]
    made = dict(zip(absent, make(absent), strict=True))
    if made or len(kept) > len(keys):
        new = {name: (keys[name], _packed(value)) for name, value in made.items() if lasts(value)}
        _save(file, {name: kept[name] for name in found} | new)
    return {name: found[name] if name in found else made[name] for name in keys}


def memory(articles: Path) -> Kept:
    """What remembers values that are made of records, from one run to the next.

    Args:
        articles: The folder of the records.

    Returns:
        What makes values but for those that are kept, and what gives them as they were.
    """

    def remember(
        what: str,
        made_of: Mapping[str, str],
        make: Callable[[Sequence[str]], Iterable[T]],
    ) -> Mapping[str, T]:
        keys = {name: digest_of(text) for name, text in made_of.items()}
        return remembered(cache_file(articles, what), keys, make)

    def recall_all(what: str, names: Collection[str]) -> Mapping[str, Any]:
        file, found = cache_file(articles, what), dict[str, Any]()
        with suppress(*_MISFITS):
            kept = _load(file) if file else {}
            found |= {name: _unpacked(kept[name][1]) for name in names if name in kept}
        return found

    return Kept(remember, recall_all)


ReadAll = Callable[[Callable[[str], Reading[Record]], Sequence[str]], Iterable[Reading[Record]]]


def remembering(file: Path | None, folders: tuple[Path, Path], today: dt.date, read_all: ReadAll) -> ReadAll:
    """What reads all records, but for those that did not change since they were kept.

    Args:
        file: The file that they are kept in; none where nothing is kept.
        folders: The folder of records, and that of the vocabulary.
        today: The latest day that a record may be dated.
        read_all: What applies a function to the paths of all other records.

    Returns:
        What applies a function to all paths of records, and gives what comes of it in their order.
    """

    def read(read_one: Callable[[str], Reading[Record]], names: Sequence[str]) -> Iterable[Reading[Record]]:
        lists = digest_of_files(files_in(folders[1]))
        keys = {name: digest_of(lists, digest_of_files([folders[0] / name])) for name in names}
        return remembered(file, keys, partial(read_all, read_one), lasts).values()

    def lasts(reading: Reading[Record]) -> bool:
        """True of what will be read the same on any later day; what has an error is read again each time."""
        is_faulty = any(found.is_error for found in reading.problems)
        return reading.value is not None and reading.value.date.first <= today and not is_faulty

    return read


def recall(file: Path | None, name: str, key: bytes) -> Any:
    """A value that was kept.

    Args:
        file: The file that it was kept in, if any.
        name: What it was kept under.
        key: The digest of what it must have been made of.

    Returns:
        The value; None where there is none with that key.
    """
    there, value = _load(file).get(name, (b"", b"")) if file else (b"", b"")
    with suppress(*_MISFITS):
        return _unpacked(value) if there == key else None
    return None


def keep(file: Path | None, name: str, key: bytes, value: object) -> None:
    """Keeps a value in the place of an older one.

    Args:
        file: The file to keep it in; without one nothing is kept.
        name: What to keep it under.
        key: A digest of what it was made of.
        value: What to keep: plain values and those of the model.
    """
    if file:
        _save(file, _load(file) | {name: (key, _packed(value))})


def digest_of(*parts: bytes | str) -> bytes:
    """A digest of several parts.

    Args:
        parts: Texts or bytes, in order; each is told from the next.

    Returns:
        The 32 bytes of the digest.
    """
    digest = sha256()
    for part in parts:
        content = part if isinstance(part, bytes) else part.encode("utf-8", errors="surrogateescape")
        digest.update(len(content).to_bytes(8, "big") + content)
    return digest.digest()


def digest_of_files(paths: Iterable[Path]) -> bytes:
    """A digest of files.

    Args:
        paths: The files, in order; one that cannot be read is as good as empty, and no link or pipe is opened.

    Returns:
        The digest of their names and contents.
    """
    return digest_of(*(part for path in paths for part in _name_and_content(path)))


def files_in(folder: Path, left_out: Callable[[Path], bool] = lambda path: False) -> Iterator[Path]:
    """Every file below a folder.

    Args:
        folder: The folder; it need not be there.
        left_out: Whether a folder or file is passed over, with all that is in it.

    Yields:
        The files, each folder's in the order of their names.
    """
    # Not by os.walk, which in a few versions of Python runs out of stack where folders are nested a thousand deep.
    ahead = [folder]
    while ahead:
        folders: list[Path] = []
        for entry in _entries(ahead.pop()):
            if not left_out(path := Path(entry.path)):
                if entry.is_dir(follow_symlinks=False):
                    folders.append(path)
                else:
                    yield path
        ahead += reversed(folders)


def _entries(folder: Path) -> list[os.DirEntry[str]]:
    """What lies in a folder, in the order of the names; nothing where it cannot be read."""
    try:
        with os.scandir(folder) as entries:
            return sorted(entries, key=lambda entry: entry.name)
    except OSError:
        return []


def states(paths: Iterable[Path]) -> Iterator[tuple[str, int, int]]:
    """What changes when a file is written.

    Args:
        paths: The files; those that are not there are passed over.

    Yields:
        The path, the size in bytes and the time of the last change in nanoseconds.
    """
    for path in paths:
        with suppress(OSError):
            state = path.stat()
            yield str(path), state.st_size, state.st_mtime_ns


@cache
def program() -> bytes:
    """A digest of the program, of the packages beside it and of Python."""
    sources = (path for path in files_in(_PROGRAM) if path.suffix not in {".pyc", ".pyo"})
    beside = (entry.name for place in sys.path for entry in _entries(Path(place)))
    packages = (name for name in beside if name.endswith((".dist-info", ".egg-info")))
    return digest_of(digest_of_files(sources), *sorted(packages), sys.version)


def _name_and_content(path: Path) -> tuple[str, bytes]:
    content = read_bytes(path, _LARGEST_READ).value
    return str(path), content if content is not None else repr(list(states([path]))).encode(errors="surrogateescape")


def _load(file: Path) -> dict[str, tuple[bytes, bytes]]:
    """The keys and values in `file`; nothing where it is absent, damaged, another program's or not to be understood."""
    try:
        content = file.read_bytes()
    except OSError:
        return {}
    own, body = content[: 2 * _DIGEST_BYTES], content[2 * _DIGEST_BYTES :]
    if own != program() + seal(body):
        return {}
    kept: dict[str, tuple[bytes, bytes]] = {}
    with suppress(*_MISFITS):
        kept = _unpacked(body)
    return kept


def _save(file: Path, kept: Mapping[str, tuple[bytes, bytes]]) -> None:
    """Writes `file`, whole or not at all; a folder that cannot be written to keeps nothing."""
    body = pickle.dumps(dict(kept), protocol=5)
    new = file.with_name(f".{file.name}.new")
    with suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        (file.parent / ".gitignore").write_text("*\n", encoding="utf-8")
        new.write_bytes(program() + seal(body) + body)
        new.replace(file)


def seal(body: bytes) -> bytes:
    """A digest of `body` that only runs on this machine can make."""
    return hmac.digest(_key(os.environ.get(_SETTING) or str(_PROGRAM.parents[1] / _FOLDER)), body, "sha256")


@cache
def _key(folder: str) -> bytes:
    """What a run before this one put down in `folder`; where it cannot be written, nothing outlasts this run."""
    file, new = Path(folder, _KEY), os.urandom(_DIGEST_BYTES)
    with suppress(OSError):
        if not file.is_file():
            aside = file.with_name(f".{_KEY}-{os.getpid()}")
            aside.parent.mkdir(parents=True, exist_ok=True)
            aside.write_bytes(new)
            aside.chmod(0o600)
            aside.replace(file)
        return file.read_bytes() or new
    return new


def _packed(value: object) -> bytes:
    return pickle.dumps(value, protocol=5)


class _Unpickler(pickle.Unpickler):
    """Makes plain values and those of the model, and nothing that could run anything."""

    def find_class(self, module: str, name: str) -> Callable[..., object]:
        """The class `name`, if it is on the list."""
        if (module, name) in _PLAIN:
            return _PLAIN[module, name]
        found = getattr(import_module(module), name, None) if module in _MODEL else None
        if not isinstance(found, type) or found.__module__ != module:
            raise pickle.UnpicklingError(f"{module}.{name} is not kept")
        return found


def _unpacked(content: bytes) -> Any:
    return _Unpickler(io.BytesIO(content)).load()
