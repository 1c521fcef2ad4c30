"""The site that stands: what it was made of, so that a new one takes from it each page that would be the same.

A page is the same where its text is, what its head says, and the frame around it. As long as nothing but the text of
articles has changed, and nothing that is derived from these, all pages but theirs are the same, and none is made.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypedDict

from ciie.cache import digest_of
from ciie.deriving.facts import changed as date_of_change
from ciie.deriving.knowledge import Knowledge
from ciie.exports.feeds import feeds
from ciie.exports.metadata import structured_data
from ciie.exports.packages import DATA_PAGE
from ciie.model.library import NOTHING_KEPT, AlikeSite, Kept, digest_of_text
from ciie.views.addresses import record_path
from ciie.views.publish import Page, texts_of

# What other pages and the search show of the front matter of a page.
Shown = dict[str, Any]


class SiteNote(TypedDict):
    """What is kept of a site, as plain values.

    Attributes:
        articles: How many articles it holds.
        frame: A digest of what every page has around it.
        facts: A digest of all that pages are made of beside the texts of articles.
        texts: For each record, by its id, a digest of its text.
        pages: For each generated file, by its path below docs/, a digest of what it alone is made of.
        shown: For each generated page what others show of it.
        downloads: The files for other programs, as paths below the folder of the site.
    """

    articles: int
    frame: str
    facts: str
    texts: dict[str, str]
    pages: dict[str, str]
    shown: dict[str, Shown]
    downloads: tuple[str, ...]


@dataclass(frozen=True)
class Standing:
    """A site that nobody has touched since it was made.

    Attributes:
        folder: The folder that it is in.
        made_of: A digest of its sources.
        note: What else is known of it.
    """

    folder: Path
    made_of: bytes
    note: SiteNote


@dataclass(frozen=True)
class Earlier:
    """What a build may take from builds before it: what these have kept, and the site that stands."""

    kept: Kept = NOTHING_KEPT
    standing: Standing | None = None


@dataclass(frozen=True)
class Makers:
    """What makes the generated files of a site: all of them, or those that show the texts of certain records."""

    all_files: Callable[[], Iterable[Page]]
    files_of_texts: Callable[[Set[str]], Iterable[Page]]


@dataclass(frozen=True)
class Plan:
    """What a build makes of the generated files, and what it takes from the site that stands.

    Attributes:
        texts: What the files hold that it makes, by their paths below docs/.
        kept: What others show of each file that it takes.
        note: What will be known of the site, but for what others show of the files that it makes.
        standing: The site that files are taken from, if any.
    """

    texts: Mapping[str, str]
    kept: Mapping[str, Shown]
    note: SiteNote
    standing: Standing | None = None


@dataclass(frozen=True)
class Heads:
    """What the heads of pages say beside their front matter, by their files.

    Attributes:
        data: What pages are, for search engines.
        dates: When a page was changed, where that means something: an article's page by its last correction or its
            date, home by the newest article.
        feeds: The pages that have feeds.
    """

    data: Mapping[str, str]
    dates: Mapping[str, str]
    feeds: Set[str]

    def of(self, path: str) -> tuple[str, str, str]:
        """What the head of the page of a file says."""
        return self.data.get(path, ""), self.dates.get(path, ""), str(path in self.feeds)


def heads_of(knowledge: Knowledge, base: str) -> Heads:
    """What the heads of the generated pages say, on a site whose address is `base` or, where it is empty, not known."""
    dates = {record_path(record): date_of_change(record) for record in knowledge.records}
    days = {path: date for path, date in dates.items() if date.first == date.last}
    if knowledge.records:
        days["index.md"] = knowledge.records[0].date
    told = {path: date.first.isoformat() for path, date in days.items()}
    return Heads(structured_data(knowledge, base), told, frozenset(feed.path for feed in feeds(knowledge)))


def note_of(knowledge: Knowledge, facts: str, frame: str) -> SiteNote:
    """What is known of a site before it is made.

    Args:
        knowledge: What it is made of.
        facts: A digest of all that pages are made of beside the texts of articles.
        frame: A digest of what every page of it has around it.

    Returns:
        All but what is known of its files.
    """
    texts = {record.id: digest_of_text(record.body) for record in knowledge.records}
    return SiteNote(articles=len(texts), frame=frame, facts=facts, texts=texts, pages={}, shown={}, downloads=())


def alike_site(note: SiteNote, standing: Standing | None) -> AlikeSite | None:
    """The site that stands, if a new one differs from it in nothing but texts of articles.

    Args:
        note: What is known of the new site.
        standing: The site that stands, if any.

    Returns:
        That site, with what differs.
    """
    if standing is None or any(standing.note[key] != note[key] for key in ("frame", "facts")):
        return None
    was = standing.note["texts"]
    changed = {name: was[name] for name, digest in note["texts"].items() if was[name] != digest}
    return AlikeSite(standing.folder, changed, standing.note["downloads"])


def plan(note: SiteNote, heads: Heads, standing: Standing | None, make: Makers) -> Plan:
    """What has to be made of a site.

    Args:
        note: What is known of the new site.
        heads: What the heads of its pages say.
        standing: The site that stands, if any.
        make: What makes the new one's files.

    Returns:
        What to make and what to take.
    """
    alike = alike_site(note, standing)
    if standing and alike:
        texts = texts_of(make.files_of_texts(alike.changed.keys()))
        return _planned(texts, standing.note["pages"] | dict.fromkeys(texts, ""), standing, note)
    texts = texts_of(make.all_files())
    pages = _digests(texts, heads)
    # What leads to a page that is gone has to be made, for the fault to be found.
    if standing is None or standing.note["frame"] != note["frame"] or not standing.note["pages"].keys() <= pages.keys():
        return Plan(texts, {}, {**note, "pages": pages})
    was = standing.note["pages"]
    changed = {path for path, digest in pages.items() if was.get(path) != digest or path == DATA_PAGE}
    return _planned({path: texts[path] for path in texts if path in changed}, pages, standing, note)


def _planned(texts: Mapping[str, str], pages: dict[str, str], standing: Standing, note: SiteNote) -> Plan:
    shown = standing.note["shown"]
    kept = {path: shown.get(path, {}) for path in pages if path not in texts}
    return Plan(texts, kept, {**note, "pages": pages}, standing)


def _digests(texts: Mapping[str, str], heads: Heads) -> dict[str, str]:
    """For each file a digest of its text and head, of the titles in menus, and of those in its breadcrumbs."""
    titles = {path: _title(text) for path, text in texts.items()}
    indexes = (path for path in sorted(texts) if path.count("/") == 1 and path.endswith("/index.md"))
    menus = digest_of(*(titles[path] for path in indexes))
    return {
        path: digest_of(menus, text, *heads.of(path), *(titles.get(each, "") for each in _above(path))).hex()
        for path, text in texts.items()
    }


def _above(path: str) -> Iterator[str]:
    """The files that may be those of the pages above a page, below the index of its first folder."""
    folders = path.split("/")[:-1]
    for number in range(2, len(folders) + 1):
        folder = "/".join(folders[:number])
        yield from (f"{folder}.md", f"{folder}/index.md")


def _title(text: str) -> str:
    """The line of front matter below the mark of generated files."""
    return text.split("\n", 3)[2] if text.startswith("---\n") else ""
