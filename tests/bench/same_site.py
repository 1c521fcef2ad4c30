"""Whether a site is the same to the byte, whatever machine builds it and however.

    PYTHONPATH=tests python -m bench.same_site [ARTICLES]

Run it with `make same`. It builds the site of a collection once as it is, then once for each thing that differs from
machine to machine or from run to run, and prints the hash of all names, modes and bytes. It exits with 1 where one
differs, and names the first files that do. Without a folder of records it takes the five of the tests.
"""

from __future__ import annotations

import hashlib
import os
import stat
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from support.project import FIVE, copy_project

_MOST_NAMED = 5
# What has nothing to say in any of the builds: the settings of whoever runs this.
_UNSET = {"CIIE_CACHE", "LANG", "LANGUAGE", "LC_ALL", "LC_CTYPE", "PYTHONHASHSEED", "PYTHONUTF8", "SITE_URL", "TZ"}
_PLAIN = {"LC_ALL": "C.UTF-8", "TZ": "UTC", "PYTHONHASHSEED": "0", "SOURCE_DATE_EPOCH": "1700000000", "CIIE_CACHE": ""}
_RUN = "import os, sys\n{before}\nfrom ciie.__main__ import main\nsys.exit(main())"
# Lists every folder in the order in which it would come last.
_BACKWARDS = """
scan, list_names = os.scandir, os.listdir
class Backwards:
    def __init__(self, *place): self.left = sorted(scan(*place), key=lambda entry: entry.name)
    def __enter__(self): return self
    def __exit__(self, *_): pass
    def __iter__(self): return self
    def __next__(self):
        if not self.left: raise StopIteration
        return self.left.pop()
os.scandir = Backwards
os.listdir = lambda *place: sorted(list_names(*place), reverse=True)
"""
_LATER = """
import datetime, time
now, days = time.time, datetime.timedelta(days=400)
class Date(datetime.date):
    @classmethod
    def today(cls): return super().today() + days
class Later(datetime.datetime):
    @classmethod
    def now(cls, tz=None): return super().now(tz) + days
time.time, datetime.date, datetime.datetime = lambda: now() + days.total_seconds(), Date, Later
"""
_FOUR = "from ciie import processes; processes._FEWEST, processes._cores = 1, lambda: 4"


@dataclass(frozen=True)
class Variation:
    """What differs in one build.

    Attributes:
        name: What a reader of the table calls it.
        settings: Variables of the environment.
        before: Python that runs before the program.
        folder: Where the project lies, below a folder for all.
        is_old: Whether every file was last changed long ago.
        is_cached: Whether the collection was built before, one sentence longer, and is in the cache.
    """

    name: str
    settings: Mapping[str, str] = field(default_factory=dict)
    before: str = ""
    folder: str = "project"
    is_old: bool = False
    is_cached: bool = False


NOTHING = Variation("nothing")
VARIATIONS = (
    Variation("hash seed", {"PYTHONHASHSEED": "4242"}),
    Variation("time zone", {"TZ": "EAST-14"}),
    Variation("locale", {"LC_ALL": "tr_TR.UTF-8", "LANGUAGE": "tr"}),
    Variation("encoding", {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}),
    Variation("folder", folder="another & longer name/进博会"),
    Variation("umask", before="os.umask(0o077)"),
    Variation("order of files", before=_BACKWARDS),
    Variation("times of files", is_old=True),
    Variation("one core", before="os.sched_setaffinity(0, [min(os.sched_getaffinity(0))])"),
    Variation("four processes", before=_FOUR),
    Variation("another day", before=_LATER),
    Variation("cache", is_cached=True),
)
EVERYTHING = Variation(
    "everything",
    {name: value for each in VARIATIONS if each.name != "locale" for name, value in each.settings.items()},
    "\n".join(each.before for each in VARIATIONS if each.name != "one core"),
    "another & longer name/进博会",
    is_old=True,
    is_cached=True,
)


def main(articles: Path) -> int:
    """Builds the site of `articles` in every way and prints a line for each; 1 where one differs."""
    with tempfile.TemporaryDirectory() as folder:
        plain = build_as(NOTHING, articles, Path(folder, "nothing"))
        print(f"{len(plain):,} files and folders; what differs, and the hash of the site:\n{_row(NOTHING, plain)}")
        different = 0
        for number, variation in enumerate((*VARIATIONS, EVERYTHING)):
            found = build_as(variation, articles, Path(folder, str(number)))
            print(_row(variation, found), flush=True)
            names = differing(plain, found)
            different += bool(names)
            for name in names[:_MOST_NAMED]:
                print(f"    {name}: {plain.get(name, 'not there')}, now {found.get(name, 'not there')}")
            if len(names) > _MOST_NAMED:
                print(f"    and {len(names) - _MOST_NAMED:,} more")
    print(f"{different} of {len(VARIATIONS) + 1} differ")
    return min(different, 1)


def build_as(variation: Variation, articles: Path, folder: Path) -> dict[str, str]:
    """What the site of `articles` holds that is built under `variation` in the new `folder`."""
    project = folder / variation.folder
    copy_project(project, articles)
    if variation.is_old:
        for path in project.rglob("*"):
            os.utime(path, (1_000_000_000, 1_000_000_000))
    if variation.is_cached:
        first = min((project / "articles").glob("[0-9]*/*.md"))
        held = first.read_bytes()
        first.write_bytes(held + b"\n\nOne more sentence.\n")
        _build(variation, project, folder / "before")
        first.write_bytes(held)
    return contents(_build(variation, project, folder / "site"))


def _build(variation: Variation, project: Path, site: Path) -> Path:
    kept = {"CIIE_CACHE": str(project / "kept")} if variation.is_cached else {}
    others = {name: value for name, value in os.environ.items() if name not in _UNSET}
    settings = {**others, **_PLAIN, **variation.settings, **kept, "PYTHONPATH": str(project / "scripts")}
    done = subprocess.run(
        [sys.executable, "-c", _RUN.format(before=variation.before), "build", "--site", site],
        cwd=project, env=settings, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        sys.exit(f"{variation.name}: the site was not built:\n{done.stdout[-2000:]}{done.stderr[-2000:]}")
    return site


def contents(site: Path) -> dict[str, str]:
    """The mode of every file and folder of `site`, and the hash of its bytes, by its name."""
    return {path.relative_to(site).as_posix(): _state(path) for path in (site, *sorted(site.rglob("*")))}


def _state(path: Path) -> str:
    content = hashlib.sha256(path.read_bytes()).hexdigest()[:16] if path.is_file() else "folder"
    return f"{stat.S_IMODE(path.stat().st_mode):o} {content}"


def differing(one: Mapping[str, object], other: Mapping[str, object]) -> list[str]:
    """The names of what only one of two sites holds, or each in another way."""
    return sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))


def _row(variation: Variation, found: Mapping[str, str]) -> str:
    whole = hashlib.sha256("".join(f"{name}\0{state}\0" for name, state in sorted(found.items())).encode())
    return f"{variation.name:16} {whole.hexdigest()}"


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]).resolve() if len(sys.argv) > 1 else FIVE))
