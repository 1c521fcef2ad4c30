"""The page of everything that can be downloaded: each file, what is in it, and how to read it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from ciie.exports.tables import Table, tables, written
from ciie.model.vocabulary import Vocabulary
from ciie.views.links import Link, Links
from ciie.views.publish import Page, page

_PAGE = "data/index.md"


class TableFile(NamedTuple):
    """A table that can be downloaded, and its file."""

    table: Table
    file: Link


class FileRow(NamedTuple):
    """A kind of JSON file: its address, with what varies in braces, and what it gives."""

    path: str
    gives: str


@dataclass(frozen=True, slots=True)
class DataView:
    """The page of everything that can be downloaded; `longest` is how many objects a JSON file has at most."""

    database: Link
    package: Link
    tables: tuple[TableFile, ...]
    index: Link
    description: Link
    files: tuple[FileRow, ...]
    longest: int
    atom: Link
    json_feed: Link
    archive: Link
    overview: Link


def data_page() -> Page:
    """The page of everything that can be downloaded, which is the same for every collection.

    Returns:
        The page, without the sizes of the files.
    """
    links, api = Links(Vocabulary(), _PAGE), written("api.yml")
    view = DataView(
        database=_file(links, "data/ciie.sqlite"),
        package=_file(links, "data/datapackage.json"),
        tables=tuple(TableFile(table, _file(links, f"data/{table.name}.csv")) for table in tables()),
        index=_file(links, f"{api['root']}/index.json"),
        description=_file(links, f"{api['root']}/openapi.json"),
        files=tuple(FileRow(f"/{api['root']}{path}", each["summary"]) for path, each in api["paths"].items()),
        longest=api["longest_page"],
        atom=_file(links, "feed.xml"),
        json_feed=_file(links, "feed.json"),
        archive=_file(links, "data/articles.zip"),
        overview=_file(links, "llms.txt"),
    )
    meta = {
        "title": "Data",
        "description": "Every figure, event, name and article of the knowledge base as files for other programs.",
    }
    return page(_PAGE, "data.md", meta, view=view)


def _file(links: Links, path: str) -> Link:
    return links.to(path, Path(path).name)
