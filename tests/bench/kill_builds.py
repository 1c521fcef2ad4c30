"""What a reader sees while builds are killed at random moments, and what they leave behind.

    PYTHONPATH=tests python -m bench.kill_builds [KILLS [SEED]]

Two collections take turns in one folder; whatever was killed, the folder must hold the whole site of one of them.
Where the system lets it (`unshare`, as root), a build on a full and on a read-only disk follows. It prints a table.
"""

from __future__ import annotations

import hashlib
import random
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from pathlib import Path

from support.project import FIVE, PROJECT, build

KILLS, SEED = 30, 1
_PAGES = ("index.html", "articles/index.html", "timeline/2023/index.html", "search/index.html")
# A disk of 3 MB: too little for a site. Then one that nobody may write to.
_DISKS = """
set -e; mount -t tmpfs -o size={size} disk {disk}; cp -r {old} {disk}/site; mount -o remount,{mode} {disk}
set +e; {python} -m ciie build --articles {articles} --site {disk}/site; echo "exit $?"
diff -r {old} {disk}/site && echo "the old site stays"; ls -A {disk}
"""


def main(kills: int, seed: int) -> None:
    """Kills that many builds and prints what was seen."""
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        sources = _two_collections(folder)
        start = time.perf_counter()
        sites = {_digest(build(source, folder / f"site-of-{source.name}")): source.name for source in sources}
        longest = (time.perf_counter() - start) / len(sources)
        site = build(sources[0], folder / "up" / "site")
        seen, left = _kill(site, sources, [chance.uniform(0, 1.2 * longest) for _ in range(kills)], sites)
        build(sources[0], site)
        last = [path.name for path in site.parent.iterdir() if path != site]
        for what, number in sorted(seen.items()):
            print(f"{what:24} {number:8,}")
        print(f"{'builds with leftovers':24} {left:8,}\n{'leftovers at the end':24} {len(last):8,}")
        for size, mode in (("20m", "rw"), ("40m", "ro")):
            _try_disk(folder, site, sources[1], size, mode)


def _two_collections(folder: Path) -> tuple[Path, Path]:
    other = folder / "other"
    shutil.copytree(FIVE, other)
    next(other.glob("2023/*.md")).unlink()
    return FIVE, other


def _kill(
    site: Path, sources: tuple[Path, Path], delays: list[float], sites: dict[str, str]
) -> tuple[Counter[str], int]:
    seen: Counter[str] = Counter()
    done = threading.Event()
    reader = threading.Thread(target=_read, args=(site, seen, done))
    reader.start()
    left = 0
    for number, delay in enumerate(delays):
        command = (sys.executable, "-m", "ciie", "build", "--articles", sources[number % 2], "--site", site)
        builder = subprocess.Popen(command, cwd=PROJECT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            builder.wait(delay)
            seen["builds that ended"] += 1
        except subprocess.TimeoutExpired:
            builder.kill()
            builder.wait()
            seen["builds that were killed"] += 1
        seen["sites " + ("whole" if _digest(site) in sites else "BROKEN")] += 1
        left += any(path != site for path in site.parent.iterdir())
    done.set()
    reader.join()
    return seen, left


def _read(site: Path, seen: Counter[str], done: threading.Event) -> None:
    while not done.is_set():
        for name in _PAGES:
            try:
                is_whole = (site / name).read_text(encoding="utf-8").rstrip().endswith("</html>")
            except OSError:
                is_whole = False
            seen["pages read" if is_whole else "pages MISSED"] += 1


def _digest(site: Path) -> str:
    """What tells two sites apart; the search keeps the programs and the index of the site before."""
    digest = hashlib.sha256()
    for path in sorted(path for path in site.rglob("*") if path.is_file() and "search" not in path.parts):
        digest.update(path.relative_to(site).as_posix().encode() + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def _try_disk(folder: Path, old: Path, articles: Path, size: str, mode: str) -> None:
    disk = folder / f"disk-{mode}"
    disk.mkdir()
    script = _DISKS.format(size=size, mode=mode, disk=disk, old=old, articles=articles, python=sys.executable)
    done = subprocess.run(
        ["unshare", "-m", "sh", "-c", script], cwd=PROJECT, capture_output=True, text=True, check=False
    )
    print(f"\na disk of {size}, {mode}:\n{done.stdout}{done.stderr}")


if __name__ == "__main__":
    numbers = [int(argument) for argument in sys.argv[1:]]
    main(*numbers, *(KILLS, SEED)[len(numbers) :])
