"""Whether a collection that four processes read, two editions each, makes the same site as one that is read at once.

    PYTHONPATH=tests python -m bench.four_parts [SIZE]

Each process stands for the job of a CI matrix: it has a folder of its own for what it keeps, reads the records of its
editions, and keeps what follows from each of them alone: the record as read and checked, the words of its text, and its
chapter in e-books. The folders are then merged, and one build makes the site of all that. Exit status 1 where that
site differs from one that was built at once, or where a record was read again.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from pathlib import Path

from bench.compare_with_hugo import Cost, run
from bench.same_site import differing
from ciie import cache
from ciie.deriving.derivation import derive
from ciie.exports.downloads import downloads
from ciie.model.library import Kept
from ciie.model.problems import Reading
from ciie.model.records import Record
from ciie.reading.files import VOCABULARY
from ciie.reading.library import read_library
from ciie.search.index import write_index
from ciie.views.rows import placed
from support.made_up_collection import EDITIONS, write_collection
from support.random_edits import contents_but_for_earlier

PARTS, SIZE = 4, 200
_TODAY = date(2026, 1, 1)
_SETTING = "CIIE_CACHE"
# What follows from one record and the vocabulary.
_OF_ONE = ("records", "words", "runs", "chapters")


def main(size: int) -> int:
    """Prints what each way took, and what differs; gives the exit status."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        articles, merged = folder / "articles", folder / "merged"
        write_collection(articles, size, random.Random(size))
        whole = _build(articles, folder / "whole", None)
        (folder / cache._KEY).write_bytes(os.urandom(32))
        parts = [_start(articles, folder, number) for number in range(PARTS)]
        if any(part.wait() for part in parts):
            return 1
        before = _merge(articles, [folder / f"part-{number}" for number in range(PARTS)], merged)
        together = _build(articles, folder / "together", merged)
        others = differing(*(contents_but_for_earlier(folder / each, folder / each) for each in ("whole", "together")))
        # What makes a value anew writes its file again.
        again = [name for name, content in before.items() if (merged / name).read_bytes() != content]
    print(f"{size:,} records at once: {whole.wall:.1f} s; merged from {PARTS} parts: {together.wall:.1f} s")
    print(f"made again: {', '.join(again) or 'nothing'}; files that differ: {', '.join(others[:5]) or 'none'}")
    return int(bool(others or again))


def make_part(articles: Path, number: int) -> None:
    """Keeps what follows from each record of the editions of a part; what CIIE_CACHE names is its own folder."""
    mine = {str(year) for year in (2017 + edition for edition in EDITIONS if edition % PARTS == number)}
    folders = (articles, articles / VOCABULARY)
    reading = cache.remembering(cache.cache_file(articles, "records"), folders, _TODAY, map)

    def read_all(read_one: Callable[[str], Reading[Record]], names: Sequence[str]) -> Iterable[Reading[Record]]:
        own = [name for name in names if Path(name).parts[0] in mine]
        found = dict(zip(own, reading(read_one, own), strict=True))
        return [found.get(name, Reading(None)) for name in names]

    library = read_library(articles, str(articles), _TODAY, read_all=read_all)
    kept: Kept = cache.memory(articles)
    knowledge = placed(derive(library, kept.remember))
    with tempfile.TemporaryDirectory() as site:
        write_index(knowledge, (), Path(site), kept=kept)
        list(downloads(knowledge, "", kept.remember))


def _start(articles: Path, folder: Path, number: int) -> subprocess.Popen[bytes]:
    own = folder / f"part-{number}"
    own.mkdir()
    # Parts trust each other: what they keep is sealed with one key.
    (own / cache._KEY).write_bytes((folder / cache._KEY).read_bytes())
    command = (sys.executable, "-m", "bench.four_parts", "--part", str(number), articles)
    return subprocess.Popen(command, env={**os.environ, _SETTING: str(own)})


def _merge(articles: Path, parts: Sequence[Path], merged: Path) -> dict[str, bytes]:
    """Puts what `parts` have kept into one folder; the files in it that hold it, by name."""
    merged.mkdir()
    (merged / cache._KEY).write_bytes((parts[0] / cache._KEY).read_bytes())
    written: dict[str, bytes] = {}
    for what in _OF_ONE:
        found: dict[str, tuple[bytes, bytes]] = {}
        for folder in (*parts, merged):
            os.environ[_SETTING] = str(folder)
            found |= cache._load(_file(articles, what))
        cache._save(_file(articles, what), found)
        written[_file(articles, what).name] = _file(articles, what).read_bytes()
    return written


def _file(articles: Path, what: str) -> Path:
    """Where that is kept in the folder that CIIE_CACHE names."""
    file = cache.cache_file(articles, what)
    assert file is not None
    return file


def _build(articles: Path, site: Path, kept: Path | None) -> Cost:
    return run(sys.executable, "-m", "ciie", "build", "--articles", articles, "--site", site, kept=kept)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--part"]:
        make_part(Path(sys.argv[3]), int(sys.argv[2]))
        sys.exit(0)
    sys.exit(main(int(sys.argv[1]) if sys.argv[1:] else SIZE))
