"""The figures: a page for each measure with every claim of every edition side by side, and their index."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from ciie.claims import Claim
from ciie.comparing import Agreement, compare_all
from ciie.knowledge import Knowledge
from ciie.markdown import blocks, div, escape, heading, items, table
from ciie.parts import MOST_ON_A_PAGE, Sheet, amount, count, names_line, path_of, record_path, subject_of
from ciie.publish import Page
from ciie.terms import Measure

_ADVICE = {
    Agreement.ALONE: "",
    Agreement.AGREE: "The sources agree.",
    Agreement.COMPATIBLE: "The sources word it differently; their figures can all be true.",
    Agreement.DIFFER: "The sources differ.",
}


def figure_pages(knowledge: Knowledge) -> Iterator[Page]:
    """The index of measures and a page for each measure that a record states a figure for."""
    measures = [measure for measure in knowledge.vocabulary.measures.values() if measure.id in knowledge.claims]
    yield _index(knowledge, measures)
    for measure in measures:
        yield _measure(knowledge, measure)


def claim_rows(sheet: Sheet, claims: Sequence[Claim], with_editions: bool = True) -> str:
    """A table of claims, measure by measure: what is counted, the figure, and the article that states it."""
    header = ["What", "Figure", *(["Edition"] if with_editions else []), "Stated by"]
    shown = sorted(claims, key=lambda claim: claim.figure.measure)[:MOST_ON_A_PAGE]
    rest = f"The other {len(claims) - len(shown):,} stand on the pages of their measures."
    rows = table(header, [_claim_row(sheet, claim, with_editions) for claim in shown])
    return blocks(rows, rest if len(shown) < len(claims) else "")


def groups(claims: Sequence[Claim]) -> list[list[Claim]]:
    """The claims that speak of one thing each: same edition, same subject; earliest edition first."""

    def key(claim: Claim) -> tuple[str, str]:
        span = claim.figure.edition
        return (f"{span.first:02}-{span.last:02}" if span else "~"), claim.figure.of or ""

    return [list(rows) for _, rows in groupby(sorted(claims, key=key), key=key)]


def agreement(claims: Sequence[Claim]) -> Agreement:
    """How the claims of different records stand to each other; within one record nothing is compared."""
    records = {claim.record.id for claim in claims}
    return compare_all([claim.figure for claim in claims]) if len(records) > 1 else Agreement.ALONE


def _index(knowledge: Knowledge, measures: Sequence[Measure]) -> Page:
    sheet = Sheet(knowledge, "figures/index.md")
    lead = (
        "Every number that an article states, under what it counts. Where several articles state one, all of "
        "them are shown side by side, with the words they use; none is averaged or left out."
    )
    rows = []
    for measure in measures:
        claims = knowledge.claims[measure.id]
        latest = claims[0]
        edition = sheet.edition(latest.figure.edition) if latest.figure.edition else "–"
        rows.append([sheet.term("measures", measure.id), _value(latest), edition, str(len(claims))])
    shown = table(["Measure", "Latest figure", "Edition", "Claims"], rows)
    return sheet.page("Figures", lead, shown, description="Every number the articles state, with its source.")


def _measure(knowledge: Knowledge, measure: Measure) -> Page:
    sheet = Sheet(knowledge, path_of("measures", measure.id))
    parts = [names_line(measure), escape(measure.meaning)]
    unlike = [
        f"{sheet.term('measures', name)}: {escape(knowledge.vocabulary.measures[name].meaning)}"
        for name in measure.unlike
        if name in knowledge.claims
    ]
    warning = div("unlike", blocks("Not to be confused with:", items(unlike))) if unlike else ""
    sections = [_group(sheet, claims) for claims in groups(knowledge.claims[measure.id])]
    return sheet.page(measure.name, *parts, warning, *sections, description=measure.meaning)


def _group(sheet: Sheet, claims: Sequence[Claim]) -> str:
    figure = claims[0].figure
    title = _edition_name(sheet, claims[0])
    if figure.of:
        vocabulary = sheet.knowledge.vocabulary
        title = f"{getattr(vocabulary, vocabulary.kind_of(figure.of))[figure.of].name}, {title}"
    shown = claims[:MOST_ON_A_PAGE]
    noted = any(claim.figure.note for claim in shown)
    rows = [
        [_value(claim), *([escape(claim.figure.note or "")] if noted else []), _source(sheet, claim)] for claim in shown
    ]
    left_out = len(claims) - len(shown)
    rest = f"And {count(left_out, 'older claim')}, on the pages of their articles." if left_out else ""
    columns = table(["Figure", *(["Of what"] if noted else []), "Stated by"], rows)
    return blocks(heading(2, title), _ADVICE[agreement(claims)], columns, rest)


def _edition_name(sheet: Sheet, claim: Claim) -> str:
    span = claim.figure.edition
    if span is None:
        return "No single edition"
    names = [sheet.knowledge.vocabulary.editions[str(end)].name for end in (span.first, span.last)]
    return names[0] if span.first == span.last else f"{names[0]} to {names[1]}"


def _claim_row(sheet: Sheet, claim: Claim, with_editions: bool) -> list[str]:
    figure = claim.figure
    about = subject_of(claim, sheet)
    what = sheet.term("measures", figure.measure) + (f" ({about})" if about else "")
    edition = [sheet.edition(figure.edition) if figure.edition else "–"] if with_editions else []
    return [what, _value(claim), *edition, _source(sheet, claim)]


def _value(claim: Claim) -> str:
    stage = f", {claim.figure.status.value}" if claim.figure.status else ""
    return f"**{escape(amount(claim.figure))}**{stage}"


def _source(sheet: Sheet, claim: Claim) -> str:
    words = f"“{claim.figure.words}”" if claim.figure.words else "in the text"
    return f"{sheet.link(words, record_path(claim.record, claim.anchor))}, {sheet.credit(claim.record)}"
