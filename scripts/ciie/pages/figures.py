"""The page of all figures, one for each group, and one for each measure: every claim side by side, with charts.

A measure with too many claims for one page leads to pages of its editions.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from ciie.deriving.claims import ComparedClaim, Comparison
from ciie.deriving.facts import facts_on_entry
from ciie.deriving.knowledge import Knowledge
from ciie.model.kinds import MeasureGroup
from ciie.model.values import Ref
from ciie.model.vocabulary import Measure
from ciie.pages.indexes import MOST_COLUMNS, NumberTable, headlines, number_table
from ciie.text.number_words import with_noun
from ciie.views.addresses import address, path_of
from ciie.views.boxes import FactLine, Onward, fact_lines, onward, text_line
from ciie.views.charts import chart_path, chart_title, draw_series, long_series
from ciie.views.claim_lines import MOST_CLAIMS_ON_A_PAGE, edition_name, editions_base, is_long
from ciie.views.claims import ComparisonTable, FigureGroup, LeadingFigure, folded_tables, leading_figure
from ciie.views.comparisons import ComparisonSection, comparison_section
from ciie.views.drawings import SPARK
from ciie.views.links import Link, Links, Name, chinese_name
from ciie.views.lists import Counted, Part, paginate
from ciie.views.publish import Page, page
from ciie.views.rows import group_path, is_brief


@dataclass(frozen=True, slots=True)
class SparkView:
    """A headline measure with a small picture of its numbers by edition, its latest number and that one's edition."""

    measure: Link
    address: str
    figures: str
    latest: LeadingFigure
    edition: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class GroupLink:
    """The way to the figures of a group, with its measures and the number of claims of each."""

    group: Link
    measures: tuple[Counted, ...]


@dataclass(frozen=True, slots=True)
class FiguresView:
    """All figures.

    Attributes:
        sparks: The headline measures that several editions have, with small pictures.
        numbers: The headline figures by edition.
        groups: The ways to the figures of each group.
        differing: The numbers on which sources contradict one another, the weightiest first.
        more: Where there are many, the lighter ones by edition.
    """

    sparks: tuple[SparkView, ...]
    numbers: NumberTable
    groups: tuple[GroupLink, ...]
    differing: ComparisonTable
    more: tuple[FigureGroup, ...]


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """A measure with its latest figure, the edition of that, and how many claims the measure has."""

    measure: Link
    latest: LeadingFigure
    edition: tuple[Link, ...]
    claims: str


@dataclass(frozen=True, slots=True)
class BriefMeasure:
    """A measure without a page of its own: what it counts, and all that is claimed."""

    title: str
    anchor: str
    meaning: str
    sections: tuple[ComparisonSection, ...]


@dataclass(frozen=True, slots=True)
class GroupView:
    """The measures of a group: those that several editions have side by side, all with a page, and those without."""

    title: str
    index: Link
    lead: str
    numbers: tuple[NumberTable, ...]
    measures: tuple[MeasureRow, ...]
    brief: tuple[BriefMeasure, ...]


def _index(knowledge: Knowledge, measures: Sequence[Measure]) -> Iterator[Page]:
    links, ledger = Links(knowledge.vocabulary, "figures/index.md"), knowledge.ledger
    series = [found for each in headlines(knowledge) if (found := _series(knowledge, each))]
    disputed = [c for each in measures for c in ledger.comparisons[each.id] if ledger.is_disputed(c)]
    differing, more = folded_tables(links, knowledge, sorted(disputed, key=knowledge.weight))
    view = FiguresView(
        sparks=tuple(_spark(links, knowledge, each) for each in series),
        numbers=number_table(links, knowledge, headlines(knowledge)[:MOST_COLUMNS]),
        groups=tuple(
            GroupLink(
                links.to(group_path(group), group.value.capitalize()),
                tuple(Counted(links.entry(Ref("measures", m.id)), f"{len(knowledge.claims[m.id]):,}") for m in own),
            )
            for group, own in _by_group(measures)
        ),
        differing=differing,
        more=more,
    )
    description = "Every number the articles state, by measure and edition, with its source."
    yield page(links.path, "figures.md", {"title": "Figures", "description": description}, view=view)
    for each in series:
        yield Page(chart_path(each[0], SPARK), draw_series(links, each, ledger.differences, SPARK))


def _series(knowledge: Knowledge, measure: Measure) -> Sequence[Comparison]:
    """The numbers of a measure as a whole by edition, where they are enough for a picture."""
    found = (each for each in long_series(knowledge.ledger.comparisons[measure.id]) if not each[0].key.of)
    return next(found, ())


def _spark(links: Links, knowledge: Knowledge, series: Sequence[Comparison]) -> SparkView:
    last = series[-1]
    return SparkView(
        measure=links.entry(Ref("measures", last.key.measure)),
        address=address(links.path, chart_path(series[0], SPARK)),
        figures=_in_words(links, series),
        latest=leading_figure(links, knowledge, last),
        edition=links.edition(last.span) if last.span else (),
    )


def _by_group(measures: Sequence[Measure]) -> list[tuple[MeasureGroup, list[Measure]]]:
    """The groups that have measures, with these in their order."""
    return [(group, own) for group in MeasureGroup if (own := [each for each in measures if each.group is group])]


def _group(knowledge: Knowledge, group: MeasureGroup, measures: Sequence[Measure]) -> Page:
    links = Links(knowledge.vocabulary, group_path(group))
    several = [each for each in measures if len(knowledge.ledger.by_edition(each.id)) > 1]
    paged = [each for each in measures if not is_brief(knowledge, each)]
    starts = range(0, len(several), MOST_COLUMNS)
    view = GroupView(
        title=f"Figures: {group.value}",
        index=links.to("figures/index.md", "All figures"),
        lead=f"{group.meaning[0].upper()}{group.meaning[1:]}.",
        numbers=tuple(number_table(links, knowledge, several[start : start + MOST_COLUMNS]) for start in starts),
        measures=tuple(_measure_row(links, knowledge, each) for each in paged),
        brief=tuple(_brief(links, knowledge, each) for each in measures if each not in paged),
    )
    meta = {"title": view.title, "description": f"{view.title}. {view.lead}"}
    return page(links.path, "figures_group.md", meta, view=view)


def _brief(links: Links, knowledge: Knowledge, measure: Measure) -> BriefMeasure:
    comparisons = knowledge.ledger.comparisons[measure.id]
    sections = tuple(comparison_section(links, knowledge, each, each.compared) for each in comparisons)
    return BriefMeasure(measure.name, measure.id, measure.meaning, sections)


def _measure_row(links: Links, knowledge: Knowledge, measure: Measure) -> MeasureRow:
    own = knowledge.ledger.comparisons[measure.id]
    latest = max(own, key=lambda each: (not each.key.of, each.ordinal or 0))
    return MeasureRow(
        measure=links.entry(Ref("measures", measure.id)),
        latest=leading_figure(links, knowledge, latest),
        edition=links.edition(latest.span) if latest.span else (),
        claims=f"{len(knowledge.claims[measure.id]):,}",
    )


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
    zh: Name | None
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
    yield from _index(knowledge, measures)
    for group, own in _by_group(measures):
        yield _group(knowledge, group, own)
        paged = [each for each in own if not is_brief(knowledge, each)]
        for measure in paged:
            yield from _measure(knowledge, measure, paged)


def _measure(knowledge: Knowledge, measure: Measure, group: Sequence[Measure]) -> Iterator[Page]:
    vocabulary, comparisons = knowledge.vocabulary, knowledge.ledger.comparisons[measure.id]
    links = Links(vocabulary, path_of(Ref("measures", measure.id)))
    unlike = [name for name in measure.unlike if name in knowledge.claims]
    series = long_series(comparisons)
    whole = not is_long(knowledge, measure.id)
    view = MeasureView(
        title=measure.name,
        zh=chinese_name(measure),
        facts=_facts(links, knowledge, measure),
        meaning=measure.meaning,
        growth_of=links.entry(Ref("measures", measure.growth_of)) if measure.growth_of else None,
        unlike=tuple(Unlike(links.entry(Ref("measures", n)), vocabulary.measures[n].meaning) for n in unlike),
        charts=tuple(_chart(links, knowledge, each) for each in series),
        editions=() if whole else tuple(_edition_rows(links, knowledge, comparisons)),
        sections=tuple(comparison_section(links, knowledge, c, c.compared) for c in comparisons) if whole else (),
        onward=_onward(links, measure, group),
    )
    meta = {"title": measure.name, "description": f"{measure.name}: {measure.meaning}"}
    yield page(links.path, "measure.md", meta, view=view)
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
            meta = {"title": part.title, "description": f"{part.title}. {measure.meaning}"}
            yield page(part.path, "measure_part.md", meta, view=view)


def _part_sections(
    links: Links, knowledge: Knowledge, part: Part[tuple[Comparison, ComparedClaim]]
) -> tuple[ComparisonSection, ...]:
    groups = [list(found) for _, found in groupby(part.rows, key=lambda row: row[0].key)]
    return tuple(comparison_section(links, knowledge, rows[0][0], [each for _, each in rows]) for rows in groups)


def _chart(links: Links, knowledge: Knowledge, series: Sequence[Comparison]) -> ChartView:
    return ChartView(
        title=chart_title(links, series),
        address=address(links.path, chart_path(series[0])),
        figures=_in_words(links, series),
        rows=tuple(
            ChartRow(links.edition(each.span), leading_figure(links, knowledge, each)) for each in series if each.span
        ),
    )


def _in_words(links: Links, series: Sequence[Comparison]) -> str:
    return "; ".join(f"{edition_name(links, each)}: {each.lead.figure.amount}" for each in series)
