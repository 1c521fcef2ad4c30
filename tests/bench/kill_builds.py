"""What a reader sees while builds are killed at random moments, and what they leave behind.

    PYTHONPATH=tests python -m bench.kill_builds [KILLS [SEED]]

Two collections take turns in one folder; whatever was killed, the folder must hold the whole site of one of them. Then
come builds that cannot succeed: each must end with one line and exit status 2, and leave the old site as it was, and
nothing beside it after the next build. Disks are mounted where the system lets it (`unshare`, as root). It prints a
table, and ends with exit status 1 where it saw anything else.
"""

from __future__ import annotations

import hashlib
import random
import shlex
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
# What keeps a build from its end, and what takes that away again.
_TROUBLES = {
    "another build at work": ("mkdir {aside}; exec 9<{aside}; flock 9", "exec 9<&-"),
    "a file that is too large": ("ulimit -S -f 60", "ulimit -S -f unlimited"),
    "a second rename that fails": ("export FAULT=1", "unset FAULT"),
}
# The same on a disk of the site's own.
_DISK_TROUBLES = {
    "a full disk": ("mount -o remount,size=9m {disk}", "mount -o remount,size=90m {disk}"),
    "a read-only disk": ("mount -o remount,ro {disk}", "mount -o remount,rw {disk}"),
    "a disk at the place of the site": ("mount --bind {site} {site}", "umount {site}"),
}
_TRIAL = """
set -e; {mount}; cp -r {old} {site}; {before}
set +e; {ciie} build --articles {articles} --site {site} 2>{told}; echo $?; wc -l <{told}
diff -rq {old} {site} >{told} && echo stays || echo CHANGED
{after}; {ciie} build --articles {articles} --site {site}; echo $?; ls -A {disk}
"""
# The command, which may be told to swap in two steps, the second of which fails.
_CIIE = """
import os, sys; from pathlib import Path
from ciie import site_folder; from ciie.__main__ import main
rename = Path.rename
def fail(path, to):
    if path.parent.name == ".site-aside" and path.name == "site":
        raise OSError(28, "No space left on device")
    return rename(path, to)
if "FAULT" in os.environ:
    site_folder._exchange, Path.rename = lambda one, other: False, fail
sys.exit(main(sys.argv[1:]))
"""


def main(kills: int, seed: int) -> int:
    """Kills that many builds, tries those that cannot succeed, and prints what was seen; gives the exit status."""
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
            print(f"{what:32} {number:8,}")
        print(f"{'builds with leftovers':32} {left:8,}\n{'leftovers at the end':32} {len(last):8,}")
        is_good = [not last and not seen["pages MISSED"] + seen["sites BROKEN"]]
        for trouble, (before, after) in _TROUBLES.items():
            is_good.append(_try(folder / trouble.replace(" ", "-"), site, sources[1], (trouble, before, after)))
        if subprocess.run(["unshare", "-m", "true"], check=False).returncode == 0:
            for trouble, (before, after) in _DISK_TROUBLES.items():
                is_good.append(_try(folder / trouble.replace(" ", "-"), site, sources[1], (trouble, before, after)))
    return 0 if all(is_good) else 1


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


def _try(disk: Path, old: Path, articles: Path, trouble: tuple[str, str, str]) -> bool:
    """Builds a site in trouble and another one after it; prints what came of them, and is true if that is right."""
    name, before, after = trouble
    disk.mkdir()
    is_mounted = name in _DISK_TROUBLES
    places = {"disk": disk, "site": disk / "site", "aside": disk / ".site-aside", "told": disk.with_suffix(".txt")}
    script = _TRIAL.format(
        **places, old=old, articles=articles, ciie=shlex.join([sys.executable, "-c", _CIIE]),
        mount=f"mount -t tmpfs -o size=90m disk {disk}" if is_mounted else "true",
        before=before.format(**places), after=after.format(**places),
    )  # fmt: skip
    command = [*(["unshare", "-m"] if is_mounted else []), "sh", "-c", script]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False)
    told = [line for line in done.stdout.splitlines() if " " not in line.strip()]
    code, lines, is_same, then, *left = told
    print(f"{name:32} exit {code}, {lines} line, the old site {is_same}; then exit {then}, {left} is there")
    return [code, lines, is_same, then, *left] == ["2", "1", "stays", "0", "site"]


if __name__ == "__main__":
    numbers = [int(argument) for argument in sys.argv[1:]]
    sys.exit(main(*numbers, *(KILLS, SEED)[len(numbers) :]))
