"""What each stage of a build costs, on collections made up by a fixed seed, in processor seconds of all processes.

    PYTHONPATH=tests python -m bench.stages [SIZE …]

The stages run one after the other as `ciie build` runs them; what is left of the whole is MkDocs, the theme and the
copying. docs/contributing/scale.md reckons with these figures. Nothing is timed in the tests.
"""

from __future__ import annotations

import os
import random
import sys
import tempfile
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TypeVar

from bench.compare_with_hugo import run
from ciie.deriving.derivation import derive
from ciie.exports.downloads import write_downloads
from ciie.pipeline import generated_files, read_collection
from ciie.search.index import write_index
from ciie.views.rows import placed
from support.made_up_collection import write_collection

SIZES = (100, 1_000)
_TODAY = date(2026, 1, 1)
T = TypeVar("T")


def main(sizes: Sequence[int]) -> None:
    """Prints a row for each size."""
    stages = ("read", "derive", "pages", "search", "exports", "MkDocs", "whole")
    print("records", *(f"{name:>8}" for name in stages), " wall s  peak MB     files      MB")
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            print(measure(size, Path(folder)), flush=True)


def measure(size: int, folder: Path) -> str:
    """One row, of a collection made in `folder`."""
    articles, site = folder / "articles", folder / "site"
    write_collection(articles, size, random.Random(size))
    os.environ["CIIE_CACHE"] = ""
    read, library = _timed(lambda: read_collection(articles, _TODAY))
    derived, knowledge = _timed(lambda: placed(derive(library)))
    pages, _ = _timed(lambda: sum(len(page.text) for page in generated_files(knowledge)))
    search, _ = _timed(lambda: write_index(knowledge, [], site))
    exports, _ = _timed(lambda: write_downloads(knowledge, "", site))
    whole = run(sys.executable, "-m", "ciie", "build", "--articles", articles, "--site", folder / "built")
    stages = [read, derived, pages, search, exports]
    files = [path.stat().st_size for path in (folder / "built").rglob("*") if path.is_file()]
    times = (*stages, whole.processor - sum(stages), whole.processor, whole.wall)
    return (
        f"{size:7,} {' '.join(f'{seconds:8.2f}' for seconds in times)} {whole.peak:8,.0f} {len(files):9,} "
        f"{sum(files) / 1e6:7.1f}"
    )


def _timed(stage: Callable[[], T]) -> tuple[float, T]:
    """Processor seconds of a stage and of the processes it waits for, and what it gives."""
    before = sum(os.times()[:4])
    result = stage()
    return sum(os.times()[:4]) - before, result


if __name__ == "__main__":
    main([int(argument) for argument in sys.argv[1:]] or SIZES)
