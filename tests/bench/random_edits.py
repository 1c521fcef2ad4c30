"""Whether builds that have much from earlier ones make the same as builds that have nothing, over many random edits.

    PYTHONPATH=tests python -m bench.random_edits [EDITS [SEED [WHOLE]]]

After each edit of a made-up collection all pages, the search index and the files for other programs are made both ways
and compared; after as many as WHOLE says, the whole site is built both ways too, the one always in the place of the one
before, of which it takes what is the same. Exit status 1 where anything differs.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

from bench.same_site import differing
from ciie.cache import memory
from ciie.model.library import NOTHING_KEPT
from support.random_edits import Collection, contents_but_for_earlier, outcome, write_editable

EDITS, SEED, WHOLE, RECORDS = 500, 1, 25, 6


def main(edits: int, seed: int, whole: int) -> int:
    """Makes that many edits and prints what differs; gives the exit status."""
    seen: Counter[str] = Counter()
    different = 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        made = write_editable(folder, RECORDS, random.Random(seed))
        _parts(made, folder / "kept", folder)
        for number in range(1, edits + 1):
            what = made.edit()
            seen[what] += 1
            names = _parts(made, folder / "kept", folder)
            if number % whole == 0:
                names += _site(made, folder / "kept", folder)
                print(f"{number:,} edits, the last one: {what}", flush=True)
            different += bool(names)
            for each in names[:3]:
                print(f"    edit {number} ({what}): {each} differs", flush=True)
    print(", ".join(f"{what} {number:,}" for what, number in sorted(seen.items())))
    print(f"{different} of {edits:,} builds differ")
    return min(different, 1)


def _parts(made: Collection, kept: Path, folder: Path) -> list[str]:
    """What differs between all that is made with what is in `kept`, and all that is made without."""
    found = []
    for setting in (str(kept), ""):
        os.environ["CIIE_CACHE"] = setting
        with tempfile.TemporaryDirectory(dir=folder) as site:
            found.append(outcome(made.articles, memory(made.articles) if setting else NOTHING_KEPT, Path(site)))
    one, other = found
    return sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))


def _site(made: Collection, kept: Path, folder: Path) -> list[str]:
    """The same of the whole site, built by the command; what it holds of earlier ones for open pages counts not."""
    site = folder / "site"
    with tempfile.TemporaryDirectory(dir=folder) as name:
        clean = Path(name, "site")
        for setting, target in ((str(kept), site), ("", clean)):
            command = (sys.executable, "-m", "ciie", "build", "--articles", made.articles, "--site", target)
            subprocess.run(command, env={**os.environ, "CIIE_CACHE": setting}, check=True, stdout=subprocess.DEVNULL)
        return differing(contents_but_for_earlier(site, clean), contents_but_for_earlier(clean, clean))


if __name__ == "__main__":
    numbers = [int(argument) for argument in sys.argv[1:]]
    sys.exit(main(*numbers, *(EDITS, SEED, WHOLE)[len(numbers) :]))
