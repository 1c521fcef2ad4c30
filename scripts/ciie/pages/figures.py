"""The page of all figures, and the page of each measure with every claim side by side and charts of its long series.

A measure with too many claims for one page leads to pages of its editions.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from ciie.deriving.claims import ComparedClaim, Comparison
from ciie.deriving.facts import facts_on_entry
from ciie.deriving.knowledge import Knowledge
from ciie.model.kinds import Rank
from ciie.model.values import Ref
from ciie.model.vocabulary import Measure
from ciie.pages.boxes import FactLine, Onward, fact_lines, onward, text_line
from ciie.pages.charts import chart_path, chart_title, draw_series, long_series
from ciie.pages.claim_lines import MOST_CLAIMS_ON_A_PAGE, edition_name, editions_base, is_long
from ciie.pages.claims import ComparisonTable, LeadingFigure, comparison_table, leading_figure
from ciie.pages.comparisons import ComparisonSection, comparison_section
from ciie.pages.indexes import MOST_COLUMNS, NumberTable, number_table
from ciie.pages.links import Link, Links, Name, address, other_names, path_of
from ciie.pages.lists import MOST_INLINE, Part, paginate
from ciie.pages.publish import Page, page
from ciie.pages.relations import OPEN_RELATIONS
from ciie.text.number_words import with_noun


@dataclass(frozen=True, slots=True)
class MeasureTable:
    """Measures of a group that several editions have figures of; the title is empty where the last table goes on."""

    title: str
    numbers: NumberTable


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """A measure with its latest figure, the edition of that, and how many claims the measure has."""

    measure: Link
    latest: LeadingFigure
    edition: tuple[Link, ...]
    claims: str


@dataclass(frozen=True, slots=True)
class FiguresView:
    """All figures.

    Attributes:
        groups: The measures that several editions have, the headline ones first, then by group, those of detail last.
        several: What several sources state, where one page has room for every claim.
        alone: What one source states, likewise.
        measures: Every measure, where one page has no room for every claim.
        differing: The comparisons whose sources differ, likewise.
    """

    groups: tuple[MeasureTable, ...]
    several: ComparisonTable | None
    alone: ComparisonTable | None
    measures: tuple[MeasureRow, ...]
    differing: ComparisonTable | None


def figures_page(knowledge: Knowledge, measures: Sequence[Measure]) -> Page:
    """The page of the figures of `measures`."""
    links = Links(knowledge.vocabulary, "figures/index.md")
    comparisons = [each for measure in measures for each in knowledge.ledger.comparisons[measure.id]]
    whole = sum(len(each.compared) for each in comparisons) <= MOST_INLINE
    several, alone = (tuple(each for each in comparisons if (each.voices > 1) is more) for more in (True, False))
    view = FiguresView(
        groups=tuple(_groups(links, knowledge, measures)),
        several=_table(links, knowledge, several) if whole else None,
        alone=_table(links, knowledge, alone) if whole else None,
        measures=() if whole else tuple(_measure_row(links, knowledge, measure) for measure in measures),
        differing=None if whole else _differing(links, knowledge, comparisons),
    )
    description = "Every number the articles state, by measure and edition, with its source."
    return page(links.path, "figures.md", {"title": "Figures", "description": description}, view=view)


def _table(links: Links, knowledge: Knowledge, comparisons: Sequence[Comparison]) -> ComparisonTable | None:
    return comparison_table(links, knowledge, comparisons, limit=MOST_INLINE) if comparisons else None


def _differing(links: Links, knowledge: Knowledge, comparisons: Sequence[Comparison]) -> ComparisonTable | None:
    found = [each for each in comparisons if each.relation in OPEN_RELATIONS]
    found.sort(key=lambda each: each.key.span, reverse=True)
    return comparison_table(links, knowledge, found) if found else None


def _measure_row(links: Links, knowledge: Knowledge, measure: Measure) -> MeasureRow:
    own = knowledge.ledger.comparisons[measure.id]
    latest = max(own, key=lambda each: (not each.key.of, each.ordinal or 0))
    return MeasureRow(
        measure=links.entry(Ref("measures", measure.id)),
        latest=leading_figure(links, knowledge, latest),
        edition=links.edition(latest.span) if latest.span else (),
        claims=f"{len(knowledge.claims[measure.id]):,}",
    )


def _groups(links: Links, knowledge: Knowledge, measures: Sequence[Measure]) -> Iterator[MeasureTable]:
    """The measures that several editions have, which come by their order, under headings, no table too wide."""
    found = [each for each in measures if len(knowledge.ledger.by_edition(each.id)) > 1]
    for title, group in groupby(found, key=_group_title):
        own = list(group)
        for start in range(0, len(own), MOST_COLUMNS):
            numbers = number_table(links, knowledge, own[start : start + MOST_COLUMNS])
            yield MeasureTable("" if start else title, numbers)


def _group_title(measure: Measure) -> str:
    titles = {Rank.HEADLINE: "Headline figures", Rank.DETAIL: "Details"}
    return titles.get(measure.rank, measure.group.value.capitalize())


@dataclass(frozen=True, slots=True)
class Unlike:
    """A measure that must not be confused with this one, and what it counts."""

    measure: Link
    meaning: str


@dataclass(frozen=True, slots=True)
class ChartRow:
    """An edition with its figure, beside a chart."""

    edition: tuple[Link, ...]
    figure: LeadingFigure


@dataclass(frozen=True, slots=True)
class ChartView:
    """A chart by edition.

    Attributes:
        title: What it shows: "Intended deals by edition, in billion USD".
        address: Where the picture is.
        figures: What it says in words: "6th CIIE: 78.41 billion USD; …".
        rows: The same numbers as a table.
    """

    title: str
    address: str
    figures: str
    rows: tuple[ChartRow, ...]


@dataclass(frozen=True, slots=True)
class EditionRow:
    """The claims of an edition that have a page of their own; the first figure where it is of nothing in particular."""

    edition: Link
    figure: LeadingFigure | None
    claims: str


@dataclass(frozen=True, slots=True)
class MeasureView:
    """A measure: its comparisons, or of a long one the links to its editions."""

    title: str
    names: tuple[Name, ...]
    facts: tuple[FactLine, ...]
    meaning: str
    growth_of: Link | None
    unlike: tuple[Unlike, ...]
    charts: tuple[ChartView, ...]
    editions: tuple[EditionRow, ...]
    sections: tuple[ComparisonSection, ...]
    onward: Onward


@dataclass(frozen=True, slots=True)
class MeasurePartView:
    """The comparisons of an edition of a long measure, or some of them."""

    title: str
    navigation: tuple[Link, ...]
    meaning: str
    sections: tuple[ComparisonSection, ...]


def figure_pages(knowledge: Knowledge) -> Iterator[Page]:
    """The page of all figures, and a page for each measure that a record states a figure for, with its charts.

    Args:
        knowledge: What the site is made of.

    Yields:
        The page of all figures, then the measures' pages and pictures, the weightiest first.
    """
    measures = [measure for measure in knowledge.vocabulary.measures.values() if measure.id in knowledge.claims]
    measures.sort(key=lambda measure: measure.order)
    yield figures_page(knowledge, measures)
    for _, group in groupby(measures, key=_group_title):
        own = list(group)
        for measure in own:
            yield from _measure(knowledge, measure, own)


def _measure(knowledge: Knowledge, measure: Measure, group: Sequence[Measure]) -> Iterator[Page]:
    vocabulary, comparisons = knowledge.vocabulary, knowledge.ledger.comparisons[measure.id]
    links = Links(vocabulary, path_of(Ref("measures", measure.id)))
    unlike = [name for name in measure.unlike if name in knowledge.claims]
    series = long_series(comparisons)
    whole = not is_long(knowledge, measure.id)
    view = MeasureView(
        title=measure.name,
        names=other_names(measure)[:1] if measure.zh else (),
        facts=_facts(links, knowledge, measure),
        meaning=measure.meaning,
        growth_of=links.entry(Ref("measures", measure.growth_of)) if measure.growth_of else None,
        unlike=tuple(Unlike(links.entry(Ref("measures", n)), vocabulary.measures[n].meaning) for n in unlike),
        charts=tuple(_chart(links, knowledge, each) for each in series),
        editions=() if whole else tuple(_edition_rows(links, knowledge, comparisons)),
        sections=tuple(comparison_section(links, knowledge, c, c.compared) for c in comparisons) if whole else (),
        onward=_onward(links, measure, group),
    )
    yield page(links.path, "measure.md", {"title": measure.name, "description": measure.meaning}, view=view)
    for each in series:
        yield Page(chart_path(each[0]), draw_series(links, each, knowledge.ledger.differences))
    if not whole:
        yield from _part_pages(links, knowledge, measure, comparisons)


def _facts(links: Links, knowledge: Knowledge, measure: Measure) -> tuple[FactLine, ...]:
    claims = knowledge.claims[measure.id]
    texts = with_noun(len(claims), "claim"), with_noun(knowledge.voices.count(claims), "independent source")
    stated = text_line("Stated in the articles", *texts)
    return fact_lines(links, facts_on_entry(knowledge.vocabulary, Ref("measures", measure.id)), stated)


def _onward(links: Links, measure: Measure, group: Sequence[Measure]) -> Onward:
    """The measures before and after one of its group."""
    labels = "Figure before", "Figure after"
    return onward(labels, group, group.index(measure), lambda each: links.entry(Ref("measures", each.id)))


def _edition_rows(links: Links, knowledge: Knowledge, comparisons: Sequence[Comparison]) -> Iterator[EditionRow]:
    for base, found in groupby(comparisons, key=editions_base):
        first, *others = found
        number = sum(len(each.compared) for each in (first, *others))
        figure = None if first.key.of else leading_figure(links, knowledge, first)
        yield EditionRow(links.to(f"{base}.md", edition_name(links, first)), figure, with_noun(number, "claim"))


def _part_pages(
    above: Links, knowledge: Knowledge, measure: Measure, comparisons: Sequence[Comparison]
) -> Iterator[Page]:
    for base, found in groupby(comparisons, key=editions_base):
        rows = [(comparison, compared) for comparison in found for compared in comparison.compared]
        title = f"{measure.name}: {edition_name(above, rows[0][0])}"
        for part in paginate(base, title, rows, MOST_CLAIMS_ON_A_PAGE):
            links = Links(above.vocabulary, part.path)
            navigation = part.navigation(links, links.to(above.path, measure.name))
            view = MeasurePartView(part.title, navigation, measure.meaning, _part_sections(links, knowledge, part))
            yield page(part.path, "measure_part.md", {"title": part.title}, view=view)


def _part_sections(
    links: Links, knowledge: Knowledge, part: Part[tuple[Comparison, ComparedClaim]]
) -> tuple[ComparisonSection, ...]:
    groups = [list(found) for _, found in groupby(part.rows, key=lambda row: row[0].key)]
    return tuple(comparison_section(links, knowledge, rows[0][0], [each for _, each in rows]) for rows in groups)


def _chart(links: Links, knowledge: Knowledge, series: Sequence[Comparison]) -> ChartView:
    said = (f"{edition_name(links, each)}: {each.lead.figure.amount}" for each in series)
    return ChartView(
        title=chart_title(links, series),
        address=address(links.path, chart_path(series[0])),
        figures="; ".join(said),
        rows=tuple(
            ChartRow(links.edition(each.span), leading_figure(links, knowledge, each)) for each in series if each.span
        ),
    )
