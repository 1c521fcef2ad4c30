"""Where each page and each part of it is: paths in the folder of pages, anchors, and the way from one to another."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from functools import lru_cache

from ciie.model.records import Record
from ciie.model.values import PartialDate, Precision, Ref
from ciie.model.vocabulary import Vocabulary

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
    """The page of an entry of the vocabulary.

    Args:
        ref: The entry.

    Returns:
        Its path in the folder of pages: "topics/health.md".
    """
    return f"{FOLDERS[ref.kind]}/{ref.id}.md"


def pack_path(ref: Ref) -> str:
    """The reading pack of a topic or an edition.

    Args:
        ref: The topic or the edition.

    Returns:
        A path in the finished site, beside the page: "topics/health/ciie-topic-health.epub".
    """
    return f"{FOLDERS[ref.kind]}/{ref.id}/ciie-{ref.kind.removesuffix('s')}-{ref.id}.epub"


def place_of(vocabulary: Vocabulary, ref: Ref) -> str:
    """Where the site tells of an entry.

    Args:
        vocabulary: Has the entry.
        ref: The entry.

    Returns:
        The path of its page, or of another with an anchor where it has none.
    """
    return vocabulary.elsewhere.get(ref) or path_of(ref)


def record_path(record: Record, anchor: str | None = None) -> str:
    """The page of a record, or one passage on it.

    Args:
        record: The record.
        anchor: The passage, such as "p3"; None for the page as a whole.

    Returns:
        A path in the folder of pages, with the anchor behind "#".
    """
    return f"articles/{record.id}.md#{anchor}" if anchor else f"articles/{record.id}.md"


def timeline_path(date: PartialDate, elsewhere: Mapping[Ref, str] | None = None) -> str:
    """The place of a date on the timeline: its day on the page of its month, or the page of its year.

    Args:
        date: A day, month, year or span.
        elsewhere: Where months and years stand that have no page of their own.

    Returns:
        A path within the site, with an anchor for a day.
    """
    period = date.first.isoformat()[: 4 if date.precision is Precision.YEAR else 7]
    page = (elsewhere or {}).get(Ref("timeline", period), f"timeline/{period}.md")
    return f"{page}#{day_anchor(date)}" if date.precision is Precision.DAY else page


def edition_timeline_path(edition: str) -> str:
    """The page of an edition day by day.

    Args:
        edition: The edition's id.

    Returns:
        A path in the folder of pages, whether there is such a page or not.
    """
    return f"timeline/edition-{edition}.md"


def day_anchor(date: PartialDate) -> str:
    """The anchor of a day, or of the first day of a span: d2023-11-05.

    Args:
        date: A day, or a span that begins with one.

    Returns:
        The id of an element on the page of the month.
    """
    return f"d{date.first.isoformat()}"


def story_path(name: str) -> str:
    """The page of a story.

    Args:
        name: Its id, that of the record that was published first.

    Returns:
        A path in the folder of pages.
    """
    return f"stories/{name}.md"
