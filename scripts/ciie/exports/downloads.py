"""All files for other programs, written into the finished site; then their page says how large each of them is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from ciie.deriving.knowledge import Knowledge
from ciie.exports.api import api_files, changed_records
from ciie.exports.bundles import bundle_files
from ciie.exports.feeds import feed_files
from ciie.exports.metadata import reference_files
from ciie.exports.packages import package_files
from ciie.exports.tables import all_rows
from ciie.model.library import NOTHING_KEPT, AlikeSite, Kept, Remember, afresh
from ciie.views.publish import Download, take

# A link to a file, and the place of its size behind it.
_SIZE = re.compile(r'(<a href="([^"]+)">[^<]*</a>)( <span class="size">)[^<]*(</span>)')
_KB, _MB = 10**3, 10**6


def downloads(knowledge: Knowledge, base: str, remember: Remember = afresh) -> Iterator[Download]:
    """Every file for other programs, each path once.

    Args:
        knowledge: What the files are made from.
        base: The address of the site, with a slash at its end; empty where it is not known.
        remember: What remembers the larger ones.

    Returns:
        The files one after the other; equal knowledge gives equal bytes.
    """
    rows = all_rows(knowledge, base)
    return chain(
        package_files(rows, base),
        api_files(knowledge, rows, base),
        reference_files(knowledge, base),
        feed_files(knowledge, base),
        bundle_files(knowledge, base, remember),
    )


def write_downloads(knowledge: Knowledge, base: str, site: Path, kept: Kept = NOTHING_KEPT) -> tuple[str, ...]:
    """Write the files for other programs that are not there already.

    Args:
        knowledge: What the files are made from.
        base: The address of the site, with a slash at its end; empty where it is not known.
        site: The folder of the finished site.
        kept: What earlier builds have kept; of an alike site all is taken but what holds texts that differ.

    Returns:
        The paths of all these files below the folder, in order.
    """
    alike, paths = kept.alike, []
    made = (
        downloads(knowledge, base, kept.remember)
        if alike is None
        else _with_texts(knowledge, base, kept.remember, alike)
    )
    for each in made:
        paths.append(each.path)
        _write(site / each.path, each.content)
    if alike is None:
        return tuple(paths)
    take(alike.folder, site, set(alike.downloads).difference(paths))
    return tuple(alike.downloads)


def _write(path: Path, content: bytes) -> None:
    """Writes a file unless it is there; never into one that is there, which may be another site's too."""
    if path.is_file() and path.read_bytes() == content:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    with path.open("xb") as file:
        file.write(content)


def _with_texts(knowledge: Knowledge, base: str, remember: Remember, alike: AlikeSite) -> Iterator[Download]:
    """The files that hold texts of records which differ from those in `alike`."""
    changed = [record for record in knowledge.records if record.id in alike.changed]
    return chain(changed_records(changed, alike.folder), bundle_files(knowledge, base, remember))


def fill_in_sizes(site: Path) -> None:
    """Write on the page of downloads how large each file is.

    Args:
        site: The folder of the finished site, with all its files.
    """
    path = site / "data" / "index.html"
    text = path.read_text(encoding="utf-8")
    filled = _SIZE.sub(lambda match: f"{match[1]}{match[3]}{_size(path.parent / match[2])}{match[4]}", text)
    path.write_text(filled, encoding="utf-8")


def _size(file: Path) -> str:
    number = file.stat().st_size
    return f"{number / _MB:.1f} MB" if number >= _MB else f"{-(-number // _KB)} KB"
