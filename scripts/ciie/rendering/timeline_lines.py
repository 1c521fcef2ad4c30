"""Lists of entries of the timeline in Markdown for the pages that have no template yet."""

from __future__ import annotations

from collections.abc import Iterable

from ciie.pages.links import Links
from ciie.pages.markup import environment
from ciie.pages.timeline_entries import TimelineEntry, timeline_lines
from ciie.rendering.parts import Sheet


def timeline(sheet: Sheet, entries: Iterable[TimelineEntry]) -> str:
    """`entries` as a list."""
    lines = timeline_lines(Links(sheet.knowledge.vocabulary, sheet.path), entries)
    return str(environment().get_template("timelines.md").module.timeline(lines)).strip()  # type: ignore[attr-defined]
