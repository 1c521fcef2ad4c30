"""The stages in order. Everything is read before anything is written."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from ciie.knowledge import derive
from ciie.library import VOCABULARY, Library, read_library
from ciie.pages import GENERATED, all_pages
from ciie.publish import Outcome, publish

PROJECT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class Made:
    """The library that was read, and what publishing it did; None where errors kept it from being published."""

    library: Library
    outcome: Outcome | None


def read_collection(articles: Path, today: dt.date) -> Library:
    """The library in `articles`; a folder without a vocabulary of its own uses the project's."""
    return read_library(articles, articles.as_posix(), today, fallback=PROJECT / "articles" / VOCABULARY)


def make_pages(articles: Path, docs: Path, today: dt.date) -> Made:
    """Generates the pages of `articles` in `docs`, unless a record or the vocabulary has an error."""
    library = read_collection(articles, today)
    if library.errors:
        return Made(library, None)
    return Made(library, write_pages(library, docs))


def write_pages(library: Library, docs: Path) -> Outcome:
    """Derives the knowledge of a library without errors and publishes its pages to `docs`."""
    return publish(all_pages(derive(library)), docs, GENERATED)
