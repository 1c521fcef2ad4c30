"""The figures: the ledger of all measures, and a page for each measure with every claim side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from ciie.deriving.comparisons import ComparedClaim, Comparison
from ciie.deriving.knowledge import Knowledge
from ciie.deriving.verdicts import ClaimRelation
from ciie.pages.addresses import path_of
from ciie.pages.claims import MOST_CLAIMS_ON_A_PAGE, edition_name, editions_base, is_long
from ciie.pages.links import count
from ciie.pages.publish import Page
from ciie.rendering.charts import charts_of
from ciie.rendering.figure_tables import cell_section, cell_table
from ciie.rendering.figure_words import links_of, standing, value
from ciie.rendering.parts import MOST_INLINE, Sheet, names_line
from ciie.words.markdown import blocks, div, escape, heading, items, table
from ciie.words.references import Ref
from ciie.words.terms import Measure

_LEAD = (
    "Every number the articles state, grouped by what it measures. Where several articles give a number for the same "
    "thing, all are shown side by side. None is averaged or left out. Copies and rewrites of one text count as one "
    "source."
)
_OPEN = {ClaimRelation.DIFFER, ClaimRelation.BLURRED}
_KEY = (
    "**Agree**: independent sources give the same number. **Same text**: the articles copy or rewrite one text. "
    "**Compatible**: the figures differ, but all can be true. **Check this figure**: there is a reason to doubt it. "
    "**Blurred**: retold less exactly, or without what is counted. **Differ**: the figures cannot all be true."
)


def figure_pages(knowledge: Knowledge) -> Iterator[Page]:
    """The ledger, and a page for each measure that a record states a figure for, with its charts."""
    measures = [measure for measure in knowledge.vocabulary.measures.values() if measure.id in knowledge.claims]
    yield _ledger(knowledge, measures)
    for measure in measures:
        yield from _measure(knowledge, measure)


def _ledger(knowledge: Knowledge, measures: Sequence[Measure]) -> Page:
    sheet = Sheet(knowledge, "figures/index.md")
    cells = [cell for measure in measures for cell in knowledge.ledger.comparisons[measure.id]]
    whole = sum(len(cell.compared) for cell in cells) <= MOST_INLINE
    shown = _in_full(sheet, cells) if whole else _in_brief(sheet, measures, cells)
    description = "Every number the articles state, by measure and edition, with its source."
    return sheet.page("Figures", _LEAD, div("key", _KEY), _matrix(sheet, measures), shown, description=description)


def _in_full(sheet: Sheet, cells: Sequence[Comparison]) -> str:
    several = [cell for cell in cells if cell.voices > 1]
    alone = [cell for cell in cells if cell.voices == 1]
    sections = {"From several sources": several, "From one source": alone}
    shown = [(title, cell_table(sheet, rows, most=MOST_INLINE)) for title, rows in sections.items() if rows]
    return blocks(*(blocks(heading(2, title), rows) for title, rows in shown))


def _in_brief(sheet: Sheet, measures: Sequence[Measure], cells: Sequence[Comparison]) -> str:
    rows = []
    for measure in measures:
        own = sheet.knowledge.ledger.comparisons[measure.id]
        latest = max(own, key=lambda cell: (not cell.key.of, cell.ordinal or 0))
        number = sum(len(cell.compared) for cell in own)
        edition = sheet.edition(latest.span) if latest.span else "–"
        name = sheet.term("measures", measure.id)
        rows.append([name, value(sheet, latest.lead), edition, standing(sheet, latest), f"{number:,}"])
    every = table(["Measure", "Latest figure", "Edition", "Relation", "Claims"], rows)
    open_ones = sorted((c for c in cells if c.relation in _OPEN), key=lambda c: c.key.span, reverse=True)
    differing = blocks(heading(2, "Where sources differ"), cell_table(sheet, open_ones)) if open_ones else ""
    return blocks(heading(2, "All measures"), every, differing)


def _matrix(sheet: Sheet, measures: Sequence[Measure]) -> str:
    """Measure by edition: the first figures of the measures that several editions have."""
    rows: dict[str, dict[int, Comparison]] = {}
    for measure in measures:
        general = [cell for cell in sheet.knowledge.ledger.comparisons[measure.id] if cell.ordinal and not cell.key.of]
        by_edition = {cell.ordinal: cell for cell in general if cell.ordinal is not None}
        if len(by_edition) > 1:
            rows[measure.id] = by_edition
    if not rows:
        return ""
    editions = sorted({ordinal for row in rows.values() for ordinal in row})
    header = ["Measure", *(sheet.knowledge.vocabulary.editions[str(ordinal)].name for ordinal in editions)]
    lines = [
        [sheet.term("measures", name), *(_matrix_cell(sheet, row.get(ordinal)) for ordinal in editions)]
        for name, row in rows.items()
    ]
    return blocks(heading(2, "Editions side by side"), div("matrix", table(header, lines)))


def _matrix_cell(sheet: Sheet, cell: Comparison | None) -> str:
    return f"{value(sheet, cell.lead)}<br>{standing(sheet, cell)}" if cell is not None else "–"


def part_path(cell: Comparison, number: int) -> str:
    """The page for the edition of `cell`, of a measure too long for one page."""
    base = editions_base(cell)
    return f"{base}.md" if number == 1 else f"{base}-part-{number}.md"


def _measure(knowledge: Knowledge, measure: Measure) -> Iterator[Page]:
    sheet = Sheet(knowledge, path_of(Ref("measures", measure.id)))
    cells = knowledge.ledger.comparisons[measure.id]
    unlike = [
        f"{sheet.term('measures', name)}: {escape(knowledge.vocabulary.measures[name].meaning)}"
        for name in measure.unlike
        if name in knowledge.claims
    ]
    warning = div("unlike", blocks("Not to be confused with:", items(unlike))) if unlike else ""
    growth = f"This is the growth of {sheet.term('measures', measure.growth_of)}." if measure.growth_of else ""
    charts = list(charts_of(sheet, measure, cells))
    pictures = [shown for shown, _ in charts]
    long = is_long(knowledge, measure.id)
    sections = [_ways(sheet, cells)] if long else [cell_section(sheet, c, c.compared) for c in cells]
    head = [names_line(measure), escape(measure.meaning), growth, warning]
    yield sheet.page(measure.name, *head, *pictures, *sections, description=measure.meaning)
    yield from (page for _, page in charts)
    if long:
        yield from _parts(knowledge, measure, cells)


def _ways(sheet: Sheet, cells: Sequence[Comparison]) -> str:
    """A measure too long for one page: its editions, with the first figure and the number of claims."""
    rows = []
    for name, found in groupby(cells, key=lambda cell: part_path(cell, 1)):
        group = list(found)
        first = group[0]
        number = sum(len(cell.compared) for cell in group)
        way = sheet.link(edition_name(links_of(sheet), first), name)
        lead = value(sheet, first.lead) if not first.key.of else "–"
        rows.append([way, lead, standing(sheet, first) if not first.key.of else "–", count(number, "claim")])
    return table(["Edition", "Figure", "Relation", "Claims"], rows)


def _parts(knowledge: Knowledge, measure: Measure, cells: Sequence[Comparison]) -> Iterator[Page]:
    for _, found in groupby(cells, key=lambda cell: part_path(cell, 1)):
        lines = [(cell, line) for cell in found for line in cell.compared]
        parts = [lines[start : start + MOST_CLAIMS_ON_A_PAGE] for start in range(0, len(lines), MOST_CLAIMS_ON_A_PAGE)]
        for number, part in enumerate(parts, 1):
            yield _part(knowledge, measure, part, (number, len(parts)))


def _part(
    knowledge: Knowledge, measure: Measure, lines: Sequence[tuple[Comparison, ComparedClaim]], place: tuple[int, int]
) -> Page:
    number, last = place
    first = lines[0][0]
    sheet = Sheet(knowledge, part_path(first, number))
    numbers = range(1, last + 1) if last > 1 else ()
    ways = [sheet.link(f"Part {n}", part_path(first, n)) if n != number else f"Part {n}" for n in numbers]
    up = " · ".join([sheet.link(measure.name, path_of(Ref("measures", measure.id))), *ways])
    sections = [
        cell_section(sheet, group[0][0], [line for _, line in group])
        for _, found in groupby(lines, key=lambda pair: pair[0].key)
        if (group := list(found))
    ]
    title = f"{measure.name}: {edition_name(links_of(sheet), first)}" + (f", part {number}" if number > 1 else "")
    return sheet.page(title, up, escape(measure.meaning), *sections)
