"""How long a build takes beside Hugo with Pagefind, on the very same pages of made-up records, and again after edits.

    PYTHONPATH=tests python -m bench.compare_with_hugo [SIZE …]

Run it with `make bench`. Hugo gets the Markdown pages that `ciie pages` wrote and a theme of one layout;
Pagefind indexes what Hugo made. Then one thing after the other is edited, and built with what earlier builds kept.
It prints a table; no test reads a time.
"""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import sysconfig
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from support.made_up_collection import write_collection
from support.random_edits import EDITS, Collection

SIZES = (100, 1_000, 5_000)
EDITED = ("sentence", "title", "new record", "entry")
# Generated pages hold HTML of ours, which Hugo leaves out unless it is told.
_HUGO = """\
baseURL = "https://example.org/"
title = "CIIE in the press"
disableKinds = ["taxonomy", "term", "RSS"]
[markup.goldmark.renderer]
unsafe = true
"""
_LAYOUT = """\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>{{ .Title }} - {{ site.Title }}</title>
<meta name="description" content="{{ .Description }}">
<link rel="stylesheet" href="/assets/site.css">
</head>
<body>
<nav><a href="/articles/">Articles</a> <a href="/topics/">Topics</a> <a href="/timeline/">Timeline</a></nav>
<main data-pagefind-body>{{ .Content }}</main>
</body>
</html>
"""


@dataclass(frozen=True)
class Cost:
    """What a command took: wall and processor seconds of it and its children, and the peak of the largest one in MB."""

    wall: float
    processor: float
    peak: float

    def __add__(self, other: Cost) -> Cost:
        return Cost(self.wall + other.wall, self.processor + other.processor, max(self.peak, other.peak))


def main(sizes: Sequence[int]) -> None:
    """Print a table for each size."""
    print(f"{'records':>7} {'pages':>6}  {'':<18} {'wall s':>8} {'processor s':>12} {'peak MB':>8}")
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            measure(size, Path(folder))


def measure(size: int, folder: Path) -> None:
    """Print the rows of one size, made in `folder`."""
    articles, content = folder / "articles", folder / "hugo" / "content"
    write_collection(folder / "all", size, random.Random(size))
    shutil.copytree(folder / "all", articles)
    made = Collection(articles, folder / "all", random.Random(size))
    made.records[size // 2].unlink()
    run(sys.executable, "-m", "ciie", "pages", "--articles", articles, "--docs", content)
    for index in content.rglob("index.md"):
        index.rename(index.with_name("_index.md"))  # what Hugo calls the page of a folder that has others
    pages = sorted(content.rglob("*.md"))
    for page in pages:
        # To Hugo, a key of that name says where the page itself is.
        page.write_text(page.read_text(encoding="utf-8").replace("\nurl: ", "\noriginal: ", 1), encoding="utf-8")
    command = (sys.executable, "-m", "ciie", "build", "--articles", articles, "--site", folder / "site")
    ours = run(*command, kept=folder / "kept")
    hugo = build_with_hugo(folder / "hugo")
    pagefind = run(sys.executable, "-m", "pagefind", "--site", folder / "hugo" / "public")
    rows = {"ciie build": ours, "Hugo": hugo, "Pagefind": pagefind, "Hugo + Pagefind": hugo + pagefind}
    for name, cost in rows.items():
        _print_row(size, len(pages), name, cost)
    both = hugo + pagefind
    _print_ratio(ours, both)
    for what in ("nothing", *EDITED):
        if what in EDITS:
            EDITS[what](made)
        again = run(*command, kept=folder / "kept")
        _print_row(size, len(pages), f"again: {what}", again)
        print(
            f"{'':15} {'ratio':<18} {again.wall / both.wall:8.2f} {again.processor / both.processor:12.2f}", flush=True
        )


def _print_row(size: int, pages: int, name: str, cost: Cost) -> None:
    print(f"{size:7,} {pages:6,}  {name:<18} {cost.wall:8.2f} {cost.processor:12.2f} {cost.peak:8,.0f}", flush=True)


def _print_ratio(one: Cost, other: Cost) -> None:
    ratios = one.wall / other.wall, one.processor / other.processor
    print(f"{'':15} {'ratio':<18} {ratios[0]:8.2f} {ratios[1]:12.2f}", flush=True)


def build_with_hugo(folder: Path) -> Cost:
    """Build the pages in `folder`/content with Hugo and the one layout."""
    (folder / "hugo.toml").write_text(_HUGO, encoding="utf-8")
    layouts = folder / "layouts" / "_default"
    layouts.mkdir(parents=True)
    for name in ("single.html", "list.html"):
        (layouts / name).write_text(_LAYOUT, encoding="utf-8")
    return run(Path(sysconfig.get_path("scripts"), "hugo"), "--source", folder, "--quiet")


def run(*command: str | Path, kept: Path | None = None) -> Cost:
    """Run `command` to its end, with what earlier runs have put in `kept`; its output is shown where it fails."""
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "CIIE_CACHE": str(kept or "")}
    start = time.perf_counter()
    with tempfile.TemporaryFile("w+", encoding="utf-8") as output:
        process = subprocess.Popen([str(part) for part in command], stdout=output, stderr=output, env=environment)
        _, status, usage = os.wait4(process.pid, 0)
        taken = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            output.seek(0)
            sys.exit(f"{' '.join(map(str, command))} failed:\n{output.read()[-2000:]}")
    return Cost(taken, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


if __name__ == "__main__":
    main([int(argument) for argument in sys.argv[1:]] or SIZES)
