"""The generation of the search before the newest, kept on the site: pages that were opened then go on to search."""

from __future__ import annotations

import gzip
import json
import re
import shutil
from pathlib import Path
from typing import Any

from ciie.indexing.search_index import ENTRY, FOLDER

# Where the search's programs lie, each version in a folder of its own; those of the index lie in FOLDER.
PROGRAMS_FOLDER = "assets/search"
# The folders of versions, and under what key the entry of the index names the newest in each.
_KEPT = {PROGRAMS_FOLDER: "programs", FOLDER: "version"}
_VERSION = re.compile("[0-9a-f]{12}")


def keep_generation(old: Path, new: Path) -> None:
    """Copies into the site `new` what pages of the site `old` may still ask for: one earlier version of each part.

    That is the newest version of `old`; where it is that of `new` too, the one that `old` kept.
    """
    was, now = _entry(old), _entry(new)
    for folder, key in _KEPT.items():
        others = [path for path in (old / folder).glob("*") if _VERSION.fullmatch(path.name) and path.is_dir()]
        others = [path for path in others if path.name != now.get(key)]
        for path in sorted(others, key=lambda path: (path.name != was.get(key), path.name))[:1]:
            shutil.copytree(path, new / folder / path.name)


def _entry(site: Path) -> dict[str, Any]:
    """The entry of the index of `site`; empty where there is none that can be read."""
    try:
        entry = json.loads(gzip.decompress((site / ENTRY).read_bytes()))
    except (OSError, EOFError, ValueError):
        return {}
    return entry if isinstance(entry, dict) else {}
