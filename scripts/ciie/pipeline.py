"""The stages in order. Everything is read before anything is written."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import click

from ciie.cache import cache_file, digest_of, digest_of_files, files_in, keep, recall, remembering, states
from ciie.deriving.derivation import derive
from ciie.deriving.knowledge import Knowledge
from ciie.editing import fixes, template
from ciie.editing.changes import Changes, State, find_changes
from ciie.editing.lists import Fix
from ciie.exports.feeds import calendar_pages
from ciie.exports.packages import data_page, table_pages
from ciie.model.library import Library, Remember, afresh
from ciie.model.problems import WrongUseError
from ciie.model.vocabulary import Vocabulary
from ciie.pages.articles import MakeAll, article_page, article_pages
from ciie.pages.directories import directory_pages
from ciie.pages.edition_days import edition_timelines
from ciie.pages.entries import entry_pages
from ciie.pages.figures import figure_pages
from ciie.pages.home_and_coverage import coverage_page, home_page
from ciie.pages.moved import gone_pages, moved_pages, withdrawn_pages
from ciie.pages.promises import promise_pages
from ciie.pages.statistics import statistics_page
from ciie.pages.stories import story_pages
from ciie.pages.timelines import timeline_pages
from ciie.pages.topics_and_editions import edition_pages, topic_pages
from ciie.processes import map_in_processes
from ciie.reading.files import VOCABULARY, commits_since, names_at, read_bytes, record_paths, write_revision
from ciie.reading.keys import Key
from ciie.reading.library import Age, check_magnitudes, read_library
from ciie.reading.record_schema import keys_of
from ciie.reading.vocabulary import read_vocabulary
from ciie.search.programs import PROGRAMS_FOLDER
from ciie.views.addresses import FOLDERS
from ciie.views.publish import Outcome, Page, publish
from ciie.views.rows import placed

PROJECT = Path(__file__).resolve().parents[2]
FALLBACK = PROJECT / "articles" / VOCABULARY


@dataclass(frozen=True, slots=True)
class Made:
    """A library that was read, the knowledge in it, and what publishing it did; None where errors kept it back."""

    library: Library
    knowledge: Knowledge | None = None
    outcome: Outcome | None = None


@dataclass(frozen=True)
class Ages:
    """Which of two records came first: what `base` has, then by git, then what is not `chosen`, then by path.

    Attributes:
        articles: The folder of records.
        base: A folder of records or a revision of git, as things were before.
        is_chosen: Whether the record at a path is one that the user works on.
    """

    articles: Path
    base: str | None = None
    is_chosen: Callable[[str], bool] = lambda path: False

    def __post_init__(self) -> None:
        """Looks `base` up, so that one that is not there is told before anything is read."""
        _ = self._names

    def __call__(self, path: str) -> tuple[bool, int, bool, str]:
        """What sorts the record at `path` in the folder behind all that came before it."""
        name = Path(path).name
        commits = self._commits.get(name, -1)
        return name not in self._names, -commits, self.is_chosen(f"{self.articles.as_posix()}/{path}"), path

    @cached_property
    def _names(self) -> Collection[str]:
        if self.base is None:
            return ()
        folder = Path(self.base)
        return (
            {Path(path).name for path in record_paths(folder)}
            if folder.is_dir()
            else names_at(self.articles, self.base)
        )

    @cached_property
    def _commits(self) -> Mapping[str, int]:
        return commits_since(self.articles)


def is_changed(path: str, articles: Path, base: str | None) -> bool:
    """True of a file that the folder `base` has not, or has otherwise; of every file where `base` is no folder."""
    before = Path(base or "") / Path(path).relative_to(articles)
    if base is None or not Path(base).is_dir():
        return True
    now = read_bytes(Path(path)).value
    return now is None or read_bytes(before).value != now


def read_collection(articles: Path, today: dt.date, age: Age | None = None) -> Library:
    """The library in `articles`, of which only what changed is read; without a vocabulary it uses the project's."""
    return _read(articles, today, age, cache_file(articles, "records"))


def _read(articles: Path, today: dt.date, age: Age | None = None, kept: Path | None = None) -> Library:
    own = articles / VOCABULARY
    read_all = remembering(kept, (articles, own if own.is_dir() else FALLBACK), today, map_in_processes)
    return read_library(articles, articles.as_posix(), today, FALLBACK, age or Ages(articles), read_all)


def without_faulty(library: Library, articles: Path) -> Library:
    """The library without the records that have errors, and without errors if it had no others: in its lists, say."""
    faulty = {found.path for found in library.errors if found.path.endswith(".md")}
    kept = [record for record in library.records if f"{articles.as_posix()}/{record.path}" not in faulty]
    ids = {record.id for record in kept}
    records = (replace(record, related=tuple(each for each in record.related if each.id in ids)) for record in kept)
    problems = tuple(found for found in library.problems if found.path not in faulty)
    return replace(library, records=tuple(records), files=len(kept), problems=problems)


def read_keys(articles: Path) -> tuple[Key, ...]:
    """The keys of a record, with the ids of the vocabulary in `articles`, or of the project's where it has none."""
    own = articles / VOCABULARY
    lists = own if own.is_dir() else FALLBACK
    return keys_of(read_vocabulary(lists, VOCABULARY).value or Vocabulary())


def new_record(articles: Path) -> str:
    """The template of a record, with the ids of the vocabulary of `articles`."""
    return template.render_template(read_keys(articles))


def write_new_record(articles: Path, name: str, into: Path | None) -> Path:
    """Writes the template of a record `name` to `into`, or to the folder of its year in `articles`; its path."""
    return template.write_new_record(articles, name, into, read_keys(articles))


def fix_records(articles: Path, is_chosen: Callable[[str], bool]) -> tuple[tuple[str, tuple[Fix, ...]], ...]:
    """Fixes what has one correct fix in the records and lists whose path `is_chosen`; by path, what was fixed."""
    return fixes.fix_files(articles, read_keys(articles), is_chosen)


def compare_with(base: str, articles: Path, today: dt.date) -> Changes:
    """What `articles` has that `base` has not: a folder of records, or else a revision of git."""
    with TemporaryDirectory() as name:
        before = Path(base)
        if not before.is_dir():
            before = Path(name)
            write_revision(articles, base, before)
        after = read_collection(articles, today)
        if _has_lists(before) and not _has_lists(articles):
            # Its records are read by lists that are lent; that its own are gone is part of the change.
            bare = read_library(articles, articles.as_posix(), today)
            after = replace(after, vocabulary=bare.vocabulary, problems=bare.problems)
        return find_changes(state_of(_read(before, today)), state_of(after))


def state_of(library: Library) -> State:
    """A library with what follows from it, if it has no errors: the knowledge in it, and its pages by their paths."""
    far = tuple(check_magnitudes(library.records, str))
    if library.errors:
        return State(library, far, None, None)
    knowledge = derive(library)
    # Pictures and calendars change with the pages that readers open.
    pages = {page.path: page.text for page in all_pages(knowledge) if page.path.endswith(".md")}
    return State(library, far, knowledge, pages)


def pages_of(library: Library) -> Iterator[Page]:
    """The generated pages of a library without errors."""
    return all_pages(placed(derive(library)))


def _has_lists(articles: Path) -> bool:
    return any((articles / VOCABULARY).glob("*.yml"))


def named_folder(_: click.Context, option: click.Parameter, folder: Path | None) -> Path | None:
    """The folder that an option names, which may not be there, but is no file."""
    if folder is not None and os.path.lexists(folder) and not folder.is_dir():
        raise WrongUseError(f"{folder} is no folder; name one with {option.opts[0]}")
    return folder


def existing_folder(context: click.Context, option: click.Parameter, folder: Path | None) -> Path | None:
    """The folder that an option names, which is there."""
    if folder is not None and not os.path.lexists(folder):
        raise WrongUseError(f"there is no folder {folder}; name one with {option.opts[0]}")
    return named_folder(context, option, folder)


def check_docs(articles: Path, docs: Path, *, is_site: bool = False) -> None:
    """Looks whether pages may be written to `docs`, and where `is_site`, whether a site can be made of it.

    Raises:
        WrongUseError: One of the two folders lies in the other, or `docs` has no programs of the search.
    """
    records, pages = articles.resolve(), docs.resolve()
    if records.is_relative_to(pages) or pages.is_relative_to(records):
        raise WrongUseError(f"pages cannot lie in {docs}, beside the records in {articles}; name another with --docs")
    if is_site and not (docs / PROGRAMS_FOLDER).is_dir():
        raise WrongUseError(f"{docs} has no {PROGRAMS_FOLDER}; name the project's folder docs, or a copy, with --docs")


def make_pages(articles: Path, docs: Path, today: dt.date) -> Made:
    """Generates the pages of `articles` in `docs`, unless a record or the vocabulary has an error."""
    library = read_collection(articles, today)
    if library.errors:
        return Made(library)
    knowledge = placed(derive(library))
    return Made(library, knowledge, write_pages(knowledge, docs))


def write_pages(knowledge: Knowledge, docs: Path) -> Outcome:
    """Publishes the pages, calendars and tables of `knowledge` to `docs`."""
    return publish(generated_files(knowledge), docs, GENERATED)


def generated_files(knowledge: Knowledge, remember: Remember = afresh) -> Iterator[Page]:
    """Everything that `write_pages` publishes; what `remember` has is not made again."""
    return chain(
        all_pages(knowledge, map_in_processes, remember),
        calendar_pages(knowledge),
        table_pages(knowledge),
        [data_page()],
    )


def article_files(knowledge: Knowledge, changed: Set[str]) -> Iterator[Page]:
    """Of `generated_files` those that differ where nothing but the texts of the records `changed` does."""
    yield from (article_page(knowledge, place) for place, each in enumerate(knowledge.records) if each.id in changed)
    yield data_page()


# The folders below docs/ that hold generated pages; git ignores them.
GENERATED = (*FOLDERS.values(), "timeline", "stories", "coverage", "data")


def all_pages(knowledge: Knowledge, make_all: MakeAll = map, remember: Remember = afresh) -> Iterator[Page]:
    """Every generated page of the site, each path once; `make_all` makes those of the records."""
    yield home_page(knowledge)
    yield from article_pages(knowledge, make_all, remember)
    yield from directory_pages(knowledge)
    yield from entry_pages(knowledge)
    yield from topic_pages(knowledge)
    yield from edition_pages(knowledge)
    yield from figure_pages(knowledge)
    yield from timeline_pages(knowledge)
    yield from moved_pages(knowledge)
    yield from withdrawn_pages(knowledge)
    yield from gone_pages(knowledge)
    yield from edition_timelines(knowledge)
    yield from promise_pages(knowledge)
    yield from story_pages(knowledge)
    yield coverage_page(knowledge)
    yield statistics_page(knowledge)


def chosen(paths: Sequence[str], articles: Path) -> list[Path]:
    """The files and folders that `paths` name, absolute; none means all.

    Raises:
        WrongUseError: One of them does not exist, or has nothing of the folder of records.
    """
    folder = articles.resolve()
    for path in paths:
        if not Path(path).exists():
            raise WrongUseError(f"{path} does not exist; name a record or a folder, or nothing for all of them")
        if not (Path(path).resolve().is_relative_to(folder) or folder.is_relative_to(Path(path).resolve())):
            raise WrongUseError(f"{path} is not in {articles}; name the folder that it is in with --articles")
    return [Path(path).resolve() for path in paths]


def part_of(library: Library, articles: Path, chosen: Sequence[Path]) -> Library:
    """A library with the number of files and the problems that are among the files and folders `chosen`."""
    if not chosen:
        return library
    files = sum(is_among(f"{articles.as_posix()}/{path}", chosen) for path in record_paths(articles))
    return replace(
        library, files=files, problems=tuple(each for each in library.problems if is_among(each.path, chosen))
    )


def is_among(path: str, chosen: Sequence[Path]) -> bool:
    """True of the files and folders `chosen` and what is in them; of everything where none is."""
    return not chosen or any(Path(path).resolve().is_relative_to(each) for each in chosen)


@dataclass(frozen=True)
class Sources:
    """What a site is made of: the folders of records and of hand-written pages, as they were when this was made."""

    articles: Path
    docs: Path
    digest: bytes

    def recall_site(self, site: Path) -> tuple[bytes, Any] | None:
        """The digest of the sources of a site that nobody has touched since, and what else was kept of it."""
        found: tuple[bytes, Any] | None = recall(self._file, str(site.resolve()), _state(site))
        return found

    def keep_site(self, site: Path, known: object) -> None:
        """Keeps that a site was made of these sources, and what else is known of it, as plain values."""
        keep(self._file, str(site.resolve()), _state(site), (self.digest, known))

    @property
    def _file(self) -> Path | None:
        return cache_file(self.articles, "sites")


def _state(site: Path) -> bytes:
    return digest_of(*(f"{path}\0{size}\0{time}" for path, size, time in states(files_in(site))))


def sources(articles: Path, docs: Path) -> Sources:
    """The sources as they are now.

    Args:
        articles: The folder of records.
        docs: The folder of pages; generated ones are no sources.
    """
    digests = map(digest_of_files, (files_in(articles), files_in(FALLBACK)))
    return Sources(articles, docs, digest_of(*digests, frame_of(docs)))


def frame_of(docs: Path) -> str:
    """A digest of what a site is made of beside records and lists: of hand-written pages, and of the settings."""
    ours = {docs / name for name in (*GENERATED, "index.md")}
    written = [*files_in(docs, lambda path: path in ours)]
    # A build copies what a link to a folder leads to.
    linked = [path for link in written if link.is_dir() for path in files_in(link)]
    others = (PROJECT / "mkdocs.yml", PROJECT / "scripts" / "mkdocs_hook.py")
    settings = (os.environ.get(name, "") for name in ("SITE_URL", "REPOSITORY_URL", "SOURCE_DATE_EPOCH"))
    return digest_of(digest_of_files(written + linked), digest_of_files(others), *settings).hex()
