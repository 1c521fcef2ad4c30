"""Promises: what still lay ahead when it was reported, and what later records say of it.

A program cannot tell whether a promise was kept; it puts beside it what later records say of the same
names, and the later figures of the same number.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ciie.deriving.claims import Claim, Comparison, Happening
from ciie.deriving.knowledge import Knowledge
from ciie.deriving.sayings import names_of_event
from ciie.model.records import Record, Status
from ciie.model.values import Ref
from ciie.views.claim_lines import ClaimLine, claim_line
from ciie.views.links import Link, Links, Said
from ciie.views.lists import MOST_IN_FULL, MOST_INLINE, Counted, Part, by_year, paginate
from ciie.views.publish import Page, page

MOST_LATER = 3
_BASE = "timeline/promises"


@dataclass(frozen=True, slots=True)
class Later:
    """What a later record says of a name in the event; absent where the page shows all of that already."""

    name: Link
    said: Said | None


@dataclass(frozen=True, slots=True)
class PromiseRow:
    """An event that was still to come when it was reported.

    Attributes:
        date: When it was to be.
        what: What was to be.
        source: Who reported it, with a link to the passage.
        published: When.
        later: What the records right after it say of the names in it, the earliest first for each name.
        edition: Its edition, and how many later records are on that; absent where it is of none.
    """

    date: str
    what: str
    source: Link
    published: Link
    later: tuple[Later, ...]
    edition: Counted | None


@dataclass(frozen=True, slots=True)
class YearOfPromises:
    """What was to be in a year, which is empty where the whole page is of one."""

    year: str
    rows: tuple[PromiseRow, ...]


@dataclass(frozen=True, slots=True)
class ExpectedFigure:
    """A number that a source expected, and the later claims of it; `edition` has both ends of a span."""

    measure: Link
    of: Link | None
    edition: tuple[Link, ...]
    claim: ClaimLine
    later: tuple[ClaimLine, ...]


@dataclass(frozen=True, slots=True)
class PromisesView:
    """The page of promises, or the part of a year.

    Attributes:
        title: Its title.
        navigation: The links up and to the other parts.
        is_part: True of a part.
        years: The promises; none where each year has a page of its own.
        pages: Those pages, each with its number of promises.
        expected: The numbers that were expected.
        folded: More of them.
        has_more: True where more numbers were expected than are shown.
    """

    title: str
    navigation: tuple[Link, ...]
    is_part: bool
    years: tuple[YearOfPromises, ...]
    pages: tuple[Counted, ...] = ()
    expected: tuple[ExpectedFigure, ...] = ()
    folded: tuple[ExpectedFigure, ...] = ()
    has_more: bool = False


def promise_pages(knowledge: Knowledge) -> Iterator[Page]:
    """The page of promises, and where there are many, a page for each year that they fall in.

    Args:
        knowledge: What the site is made of.

    Yields:
        The page, then those of the years.
    """
    links = Links(knowledge.vocabulary, f"{_BASE}.md")
    planned = [each.planned[0] for each in knowledge.occurrences if each.planned]
    years = by_year(planned, lambda each: each.event.date.first.year)
    is_long = len(planned) > MOST_INLINE
    expected = [_figure(links, *each) for each in _expected(knowledge)]
    first = MOST_IN_FULL if len(expected) > MOST_IN_FULL + MOST_LATER else len(expected)
    shown = () if is_long else tuple(YearOfPromises(str(year), _rows(knowledge, links, rows)) for year, rows in years)
    view = PromisesView(
        title="Promises",
        navigation=(links.to("timeline/index.md", "Full timeline"),),
        is_part=False,
        years=shown,
        pages=tuple(_page_of_year(links, year, len(rows)) for year, rows in years) if is_long else (),
        expected=tuple(expected[:first]),
        folded=tuple(expected[first:MOST_INLINE]),
        has_more=len(expected) > MOST_INLINE,
    )
    description = "What was planned and expected, and what later articles say of it."
    yield page(links.path, "promises.md", {"title": view.title, "description": description}, view=view)
    for year, rows in years if is_long else ():
        for part in paginate(f"{_BASE}-{year}", f"Promises for {year}", rows, MOST_INLINE):
            yield _part(knowledge, part)


def _page_of_year(links: Links, year: int, number: int) -> Counted:
    return Counted(links.to(f"{_BASE}-{year}.md", str(year)), f"{number:,}")


def _part(knowledge: Knowledge, part: Part[Happening]) -> Page:
    links = Links(knowledge.vocabulary, part.path)
    navigation = part.navigation(links, links.to(f"{_BASE}.md", "All promises"))
    view = PromisesView(part.title, navigation, True, (YearOfPromises("", _rows(knowledge, links, part.rows)),))
    meta = {"title": part.title, "description": f"{part.title}: what was planned, and what later articles say of it."}
    return page(part.path, "promises.md", meta, view=view)


def _rows(knowledge: Knowledge, links: Links, planned: Sequence[Happening]) -> tuple[PromiseRow, ...]:
    seen: set[tuple[str, str]] = set()
    return tuple(_row(knowledge, links, each, seen) for each in planned)


def _row(knowledge: Knowledge, links: Links, each: Happening, seen: set[tuple[str, str]]) -> PromiseRow:
    return PromiseRow(
        date=each.event.date.text,
        what=each.event.what,
        source=links.source(each.record, each.anchor),
        published=links.published(each.record),
        later=tuple(_later(knowledge, links, each, seen)),
        edition=_later_on_edition(knowledge, links, each),
    )


def _later(knowledge: Knowledge, links: Links, each: Happening, seen: set[tuple[str, str]]) -> Iterator[Later]:
    """What later records say of each name; a sentence that the page has shown already stays out."""
    for ref in names_of_event(each, knowledge.finder):
        if ref.kind == "places":
            continue
        sayings = knowledge.sayings.of.get(ref, ())
        since = [saying for saying in sayings if _is_later(saying.record, each.record)]
        found = [saying for saying in reversed(since[-MOST_LATER:]) if (saying.record.id, saying.anchor) not in seen]
        seen.update((saying.record.id, saying.anchor) for saying in found)
        for saying in found:
            yield Later(links.entry(ref), links.said(saying.record, saying.sentence, saying.anchor))
        if since and not found:
            yield Later(links.entry(ref), None)


def _later_on_edition(knowledge: Knowledge, links: Links, each: Happening) -> Counted | None:
    """How many records have come since on the edition whose days an event falls on."""
    found = knowledge.clock.at(each.event.date)
    if found is None or not 1 <= found[1].day <= found[1].length:
        return None
    ref = Ref("editions", found[0].id)
    number = sum(_is_later(record, each.record) for record in knowledge.records_of(ref))
    return Counted(links.entry(ref), f"{number:,}")


def _is_later(record: Record, promised: Record) -> bool:
    return record.date.first > promised.date.last


def _expected(knowledge: Knowledge) -> list[tuple[Comparison, list[Claim]]]:
    """The numbers that a source expected, each with the claims that say so, the newest first."""
    comparisons = (each for found in knowledge.ledger.comparisons.values() for each in found)
    pairs = ((each, [claim for claim in each.claims if claim.stage is Status.EXPECTED]) for each in comparisons)
    return [(comparison, claims) for comparison, claims in pairs if claims]


def _figure(links: Links, comparison: Comparison, expected: Sequence[Claim]) -> ExpectedFigure:
    first, key = expected[-1], comparison.key
    since = [each for each in comparison.claims if _is_later(each.record, first.record) and each not in expected]
    return ExpectedFigure(
        measure=links.entry(Ref("measures", key.measure)),
        of=links.entry(key.of) if key.of else None,
        edition=links.edition(comparison.span) if comparison.span else (),
        claim=claim_line(links, first),
        later=tuple(claim_line(links, claim) for claim in since[:MOST_LATER]),
    )
