"""Pages at addresses that something had before: under a former id, of what has no page now, of what was withdrawn.

The theme sends a browser on, and the link on the page serves those that it does not.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ciie.deriving.knowledge import Knowledge
from ciie.model.library import Collected
from ciie.model.values import Ref
from ciie.views.addresses import FOLDERS, edition_timeline_path, path_of, place_of, record_path, story_path
from ciie.views.links import Link, Links, title_of
from ciie.views.lists import search_for
from ciie.views.publish import Page, page
from ciie.views.rows import directory_base
from ciie.views.timeline_entries import courses, has_page


@dataclass(frozen=True)
class MovedView:
    """A page that leads on to where its subject is now."""

    to: Link


def moved_pages(knowledge: Knowledge) -> Iterator[Page]:
    """The pages of former ids.

    Args:
        knowledge: What the site is made of.

    Yields:
        A page for each id that a record or an entry had before.
    """
    for record in knowledge.records:
        story = knowledge.story_of.get(record.id)
        for old in record.formerly:
            yield _moved(knowledge, f"{FOLDERS['records']}/{old}.md", title_of(record), record_path(record))
            if story is not None:
                yield _moved(knowledge, story_path(old), title_of(record), story_path(story.id))
    for kind, entries in knowledge.vocabulary.kinds():
        for term in entries.values():
            for old in term.formerly:
                yield _moved(knowledge, path_of(Ref(kind, old)), term.name, path_of(Ref(kind, term.id)))


def gone_pages(knowledge: Knowledge) -> Iterator[Page]:
    """The pages of what has none of its own any more, or has too little to read for one.

    Args:
        knowledge: What the site is made of.

    Yields:
        A page at each such address, which leads to what took its place.
    """
    yield _moved(knowledge, "timeline/topics/index.md", "Topics", f"{FOLDERS['topics']}/index.md")
    for topic in knowledge.vocabulary.topics.values():
        ref = Ref("topics", topic.id)
        has_events = any(record.events for record in knowledge.records_of(ref))
        to = f"{path_of(ref)}#timeline" if has_events else path_of(ref)
        for name in (topic.id, *topic.formerly):
            yield _moved(knowledge, f"timeline/topics/{name}.md", topic.name, to)
    yield from _gone_coverage(knowledge)
    yield from _gone_courses(knowledge)
    yield from _gone_entries(knowledge)


def _gone_coverage(knowledge: Knowledge) -> Iterator[Page]:
    """The coverage of an edition is a section of its page; that of a topic in it, a search."""
    for edition in knowledge.vocabulary.editions.values():
        ref = Ref("editions", edition.id)
        records = knowledge.records_of(ref)
        to = f"{path_of(ref)}#coverage" if records else place_of(knowledge.vocabulary, ref)
        yield _moved(knowledge, f"coverage/edition-{edition.id}.md", edition.name, to)
        topics = [knowledge.vocabulary.topics[name] for name in sorted({each for r in records for each in r.topics})]
        for name, topic in ((name, each) for each in topics for name in (each.id, *each.formerly)):
            path = f"coverage/{edition.id}/{name}.md"
            search = search_for(Links(knowledge.vocabulary, path), edition=edition.id, topic=topic.id)
            moved = MovedView(Link(f"{topic.name}, {edition.name}", search))
            yield page(path, "moved.md", {"title": moved.to.text, "moved": search}, view=moved)


def _gone_courses(knowledge: Knowledge) -> Iterator[Page]:
    """A short course is on the page of its edition."""
    found = courses(knowledge)
    for edition in knowledge.clock.editions:
        if not has_page(found.get(edition.id, ())):
            path = edition_timeline_path(edition.id)
            yield _moved(knowledge, path, edition.name, place_of(knowledge.vocabulary, Ref("editions", edition.id)))


def _gone_entries(knowledge: Knowledge) -> Iterator[Page]:
    """Entries that have too little to read for a page, and other orders of the directories."""
    for kind in ("organisations", "people", "places"):
        for order in ("by-country", "by-kind", "by-letter"):
            path = f"{FOLDERS[kind]}/{order}.md"
            yield _moved(knowledge, path, kind.capitalize(), f"{directory_base(kind)}.md")
    for ref, place in knowledge.vocabulary.elsewhere.items():
        is_period = ref.kind == "timeline"
        path, name = (
            (f"timeline/{ref.id}.md", "Timeline") if is_period else (path_of(ref), knowledge.vocabulary[ref].name)
        )
        yield _moved(knowledge, path, name, place)


def _moved(knowledge: Knowledge, path: str, title: str, target: str) -> Page:
    to = Links(knowledge.vocabulary, path).to(target, title)
    return page(path, "moved.md", {"title": title, "moved": to.address}, view=MovedView(to))


@dataclass(frozen=True)
class WithdrawnView:
    """A page that says what was there, since when it is not (empty if that is not known), and why."""

    title: str
    what: str
    day: str
    reason: str
    rest: Link


# For each list the folder of its pages, and what an address in it leads to.
_WITHDRAWN = {
    Collected.RECORDS: (FOLDERS["records"], "The record of this article"),
    Collected.TOPICS: (FOLDERS["topics"], "This topic"),
    Collected.MEASURES: (FOLDERS["measures"], "This measure"),
    Collected.ORGANISATIONS: (FOLDERS["organisations"], "The entry of this organisation"),
    Collected.PEOPLE: (FOLDERS["people"], "The entry of this person"),
    Collected.PLACES: (FOLDERS["places"], "The entry of this place"),
    Collected.OUTLETS: (FOLDERS["outlets"], "The entry of this source"),
}


def withdrawn_pages(knowledge: Knowledge) -> Iterator[Page]:
    """The pages of what was withdrawn.

    Args:
        knowledge: What the site is made of.

    Yields:
        A page for each id that it had.
    """
    for each in knowledge.library.withdrawn:
        folder, what = _WITHDRAWN[each.list]
        for name in (each.id, *each.formerly):
            path, title = f"{folder}/{name}.md", f"Withdrawn: {name}"
            rest = Links(knowledge.vocabulary, path).to(f"{folder}/index.md", f"all {folder}")
            day = each.date.text if each.date is not None else ""
            yield page(path, "withdrawn.md", {"title": title}, view=WithdrawnView(title, what, day, each.reason, rest))
