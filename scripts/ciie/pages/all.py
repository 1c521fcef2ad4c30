"""All generated pages of a collection, in no order that matters; those at former addresses lead on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ciie.deriving.knowledge import Knowledge
from ciie.pages.addresses import FOLDERS, path_of, record_path, topic_timeline_path
from ciie.pages.articles import article_pages
from ciie.pages.attribution import title_of
from ciie.pages.coverage import coverage_pages, crossing_path
from ciie.pages.edition_timelines import edition_timelines
from ciie.pages.entries import entry_pages
from ciie.pages.home import home_page
from ciie.pages.links import Link, Links
from ciie.pages.markup import page
from ciie.pages.measures import figure_pages
from ciie.pages.promises import promise_pages
from ciie.pages.publish import Page
from ciie.pages.stories import story_pages
from ciie.pages.timelines import timeline_pages
from ciie.pages.topic_timelines import topic_timelines
from ciie.words.references import Ref
from ciie.words.terms import Term

# The folders below docs/ that hold generated pages; git ignores them.
GENERATED = (*FOLDERS.values(), "timeline", "stories", "coverage")


@dataclass(frozen=True)
class MovedView:
    """A page that leads on to where its subject is now."""

    to: Link


def all_pages(knowledge: Knowledge) -> Iterator[Page]:
    """Every generated page of the site, each path once."""
    yield home_page(knowledge)
    yield from article_pages(knowledge)
    yield from entry_pages(knowledge)
    yield from figure_pages(knowledge)
    yield from timeline_pages(knowledge)
    yield from moved_pages(knowledge)
    yield from edition_timelines(knowledge)
    yield from topic_timelines(knowledge)
    yield from promise_pages(knowledge)
    yield from story_pages(knowledge)
    yield from coverage_pages(knowledge)


def moved_pages(knowledge: Knowledge) -> Iterator[Page]:
    """A page for each id under `formerly`; the theme sends a browser on, and the link serves those it does not."""
    for record in knowledge.records:
        for old in record.formerly:
            yield _moved(knowledge, f"{FOLDERS['records']}/{old}.md", title_of(record), record_path(record))
    for kind, entries in knowledge.vocabulary.kinds():
        for term in entries.values():
            for old in term.formerly:
                yield from _moved_entry(knowledge, kind, old, term)


def _moved_entry(knowledge: Knowledge, kind: str, old: str, term: Term) -> Iterator[Page]:
    yield _moved(knowledge, path_of(Ref(kind, old)), term.name, path_of(Ref(kind, term.id)))
    records = knowledge.records_of(Ref(kind, term.id)) if kind == "topics" else ()
    if records:
        yield _moved(knowledge, topic_timeline_path(old), term.name, topic_timeline_path(term.id))
    for edition in sorted({str(n) for record in records if record.edition for n in record.edition.ordinals}):
        yield _moved(knowledge, crossing_path(edition, old), term.name, crossing_path(edition, term.id))


def _moved(knowledge: Knowledge, path: str, title: str, target: str) -> Page:
    to = Links(knowledge.vocabulary, path).to(target, title)
    return page(path, "moved.md", {"title": title, "moved": to.address}, view=MovedView(to))
