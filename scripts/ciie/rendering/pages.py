"""All generated pages of a collection, in no order that matters."""

from __future__ import annotations

from collections.abc import Iterator

from ciie.deriving.knowledge import Knowledge
from ciie.exports.calendars import calendar_pages
from ciie.pages.addresses import FOLDERS
from ciie.pages.articles import article_pages
from ciie.pages.coverage import coverage_pages
from ciie.pages.edition_timelines import edition_timelines
from ciie.pages.home import home_page
from ciie.pages.measures import figure_pages
from ciie.pages.promises import promise_pages
from ciie.pages.publish import Page
from ciie.pages.stories import story_pages
from ciie.pages.timelines import timeline_pages
from ciie.pages.topic_timelines import topic_timelines
from ciie.rendering.entry_pages import entry_pages
from ciie.rendering.moved_pages import moved_pages

# The folders below docs/ that hold generated pages; git ignores them.
GENERATED = (*FOLDERS.values(), "timeline", "stories", "coverage")


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
    yield from calendar_pages(knowledge)
    yield from story_pages(knowledge)
    yield from coverage_pages(knowledge)
