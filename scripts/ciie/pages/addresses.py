"""Where every page is: its file below docs/, its address, and the anchors on it.

A page's path names its file, as "articles/2023-11-05-shine-a.md"; a target is a path that may end in an anchor.
"""

from __future__ import annotations

import posixpath
from functools import lru_cache

from ciie.words.dates import PartialDate, Precision
from ciie.words.model import Record
from ciie.words.references import Ref

FOLDERS = {
    "records": "articles",
    "topics": "topics",
    "measures": "figures",
    "organisations": "organisations",
    "people": "people",
    "places": "places",
    "outlets": "sources",
    "editions": "editions",
}


def address(path: str, target: str) -> str:
    """Where `target` is, seen from the page at `path`.

    Args:
        path: The page that the link stands on.
        target: A page or another file, with or without an anchor.

    Returns:
        A relative address as browsers read it: "../../topics/health/", "#p1", "../events.ics".
    """
    page, _, anchor = target.partition("#")
    if page == path:
        return f"#{anchor}" if anchor else "./"
    here, beside = _places(path)
    way = _way(here if page.startswith(here) else beside, page)
    return f"{way}#{anchor}" if anchor else way


def published(path: str) -> str:
    """Where the file `path` lies in the finished site: "articles/a" for "articles/a.md", nothing for the home page."""
    if not path.endswith(".md"):
        return path
    return posixpath.dirname(path) if posixpath.basename(path) == "index.md" else path.removesuffix(".md")


@lru_cache(maxsize=65_536)
def _places(path: str) -> tuple[str, str]:
    """The folder that a page is in the finished site, and one that stands for all others beside it."""
    here = published(path)
    folder = posixpath.dirname(here)
    return f"{here}/" if here else "", f"{folder}/./" if folder else "./"


# The same few targets come again on page after page of a folder.
@lru_cache(maxsize=65_536)
def _way(here: str, page: str) -> str:
    """The way to `page` from the folder `here`."""
    start, end = here.split("/")[:-1], [step for step in published(page).split("/") if step]
    shared = 0
    while shared < len(start) and shared < len(end) and start[shared] == end[shared]:
        shared += 1
    way = "../" * (len(start) - shared) + "/".join(end[shared:])
    return f"{way}/" if page.endswith(".md") and shared < len(end) else way


def path_of(ref: Ref) -> str:
    """The page of an entry of the vocabulary."""
    return f"{FOLDERS[ref.kind]}/{ref.id}.md"


def record_path(record: Record, anchor: str | None = None) -> str:
    """The page of a record, or one passage on it."""
    return f"articles/{record.id}.md#{anchor}" if anchor else f"articles/{record.id}.md"


@lru_cache(maxsize=16_384)
def timeline_path(date: PartialDate) -> str:
    """The place of a date on the timeline: its day on the page of its month, or the page of its year."""
    if date.precision is Precision.YEAR:
        return f"timeline/{date.first.year}.md"
    page = f"timeline/{date.first.isoformat()[:7]}.md"
    return f"{page}#{day_anchor(date)}" if date.precision is Precision.DAY else page


def day_anchor(date: PartialDate) -> str:
    """The anchor of a day, or of the first day of a span: d2023-11-05."""
    return f"d{date.first.isoformat()}"


def edition_timeline_path(edition: str) -> str:
    """The page of an edition day by day."""
    return f"timeline/edition-{edition}.md"


def topic_timeline_path(topic: str) -> str:
    """The page of a topic's timeline."""
    return f"timeline/topics/{topic}.md"
