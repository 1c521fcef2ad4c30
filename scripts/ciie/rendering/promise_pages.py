"""Promises: what still lay ahead when it was reported, and what later records say of it.

A program cannot tell whether a promise was kept; it puts beside it what later records say of the same
names, and the later figures of the same number.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from ciie.deriving.claims import Claim, Happening
from ciie.deriving.comparisons import Comparison
from ciie.deriving.knowledge import Knowledge
from ciie.deriving.sayings import names_of_event
from ciie.pages.addresses import path_of, record_path
from ciie.pages.attribution import outlet_of
from ciie.pages.publish import Page
from ciie.rendering.figure_words import claim_line
from ciie.rendering.parts import MOST_INLINE, Sheet
from ciie.rendering.splits import part_title, split, ways
from ciie.words.markdown import blocks, div, escape, heading, items, table
from ciie.words.model import Record, Status
from ciie.words.references import Ref

MOST_LATER = 3
_BASE = "timeline/promises"
_LEAD = (
    "Events that were still to come when an article reported them, and figures that were expected. Next to each is "
    "what later articles say. Whether a promise was kept is for you to judge."
)


def promise_pages(knowledge: Knowledge) -> Iterator[Page]:
    """The page of promises, and where there are many, a page for each year that they fall in."""
    planned = [each.planned[0] for each in knowledge.occurrences if each.planned]
    years = [(year, list(rows)) for year, rows in groupby(planned, key=lambda each: each.event.date.first.year)]
    sheet = Sheet(knowledge, f"{_BASE}.md")
    whole = len(planned) <= MOST_INLINE
    if whole:
        shown = [part for year, rows in years for part in (heading(2, str(year)), _promises(sheet, rows))]
    else:
        shown = [items(f"{sheet.link(str(year), f'{_BASE}-{year}.md')} ({len(rows):,})" for year, rows in years)]
    up = sheet.link("Full timeline", "timeline/index.md")
    none = "" if planned else "No planned events yet."
    description = "What was planned and expected, and what later articles say of it."
    yield sheet.page("Promises", up, _LEAD, none, *shown, _expected(sheet), description=description)
    for year, rows in () if whole else years:
        yield from _year_pages(knowledge, year, rows)


def _year_pages(knowledge: Knowledge, year: int, planned: Sequence[Happening]) -> Iterator[Page]:
    parts = split(f"{_BASE}-{year}", planned, MOST_INLINE)
    for number, (path, rows) in enumerate(parts, 1):
        sheet = Sheet(knowledge, path)
        up = ways(sheet, [other for other, _ in parts], sheet.link("All promises", f"{_BASE}.md"))
        yield sheet.page(part_title(f"Promises for {year}", number), up, _promises(sheet, rows))


def _promises(sheet: Sheet, planned: Sequence[Happening]) -> str:
    return div("promises", items(_promise(sheet, each) for each in planned))


def _promise(sheet: Sheet, each: Happening) -> str:
    link = sheet.link(outlet_of(each.record, sheet.knowledge.vocabulary), record_path(each.record, each.anchor))
    when = f'<span class="when">{each.event.date.text}</span>'
    told = f"{escape(each.event.what)} ({link}, {sheet.published(each.record)})"
    later = list(_later(sheet, each)) or ["No later article mentions it."]
    return "  \n  ".join([f"{when} {told}", *later])


def _later(sheet: Sheet, each: Happening) -> Iterator[str]:
    """What later records say of the names in the event, and how many have come since of its edition."""
    sayings = sheet.knowledge.sayings
    for name in names_of_event(each, sheet.knowledge.finder):
        if name[0] == "places":
            continue
        since = [said for said in sayings.of.get(name, ()) if _is_later(said.record, each.record)]
        for said in reversed(since[-MOST_LATER:]):
            yield f"Later, about {sheet.term(*name)}: {sheet.said(said.record, said.sentence, said.anchor)}"
    found = sheet.knowledge.clock.at(each.event.date)
    if found is not None and 1 <= found[1].day <= found[1].length:
        records = sheet.knowledge.records_of(Ref("editions", found[0].id))
        number = sum(_is_later(record, each.record) for record in records)
        edition = sheet.link(found[0].name, path_of(Ref("editions", found[0].id)))
        yield f"Later articles on the {edition}: {number:,}"


def _is_later(record: Record, promised: Record) -> bool:
    return record.date.first > promised.date.last


def _expected(sheet: Sheet) -> str:
    """The numbers that a source expected, with the later claims of each."""
    cells = [cell for rows in sheet.knowledge.ledger.comparisons.values() for cell in rows]
    expected = [(cell, claims) for cell in cells if (claims := _with_stage(cell))]
    rows = []
    for cell, claims in expected[:MOST_INLINE]:
        first = claims[-1]
        since = [claim for claim in cell.claims if _is_later(claim.record, first.record) and claim not in claims]
        of = f" ({sheet.entry(cell.key.of)})" if cell.key.of else ""
        what = sheet.term("measures", cell.key.measure) + of
        edition = sheet.edition(cell.span) if cell.span else "–"
        later = "<br>".join(claim_line(sheet, claim) for claim in since[:MOST_LATER]) or "no later figure"
        rows.append([what, edition, claim_line(sheet, first), later])
    left = "More figures are on the pages of their measures." if len(expected) > len(rows) else ""
    shown = table(["What", "Edition", "Expected", "Later"], rows)
    return blocks(heading(2, "Expected figures"), shown, left) if rows else ""


def _with_stage(cell: Comparison) -> list[Claim]:
    """The claims of `cell` that its sources call expected, newest first."""
    return [claim for claim in cell.claims if claim.stage is Status.EXPECTED]
