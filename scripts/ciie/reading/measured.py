"""Figures held to their measures: the unit, the edition and the subject that they are of, and the least they can be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from ciie.words.model import EditionSpan, Figure
from ciie.words.numerals import plain
from ciie.words.problems import Problem, joined, problem, quoted
from ciie.words.references import Ref
from ciie.words.terms import SUBJECTS_BY_OF, Measure, Of

_SPANS = {
    Of.EDITION: "one edition",
    Of.EDITIONS: "several editions added up",
    Of.RUN: "the editions of a run of years",
}
_EXAMPLES = {Of.EDITION: "6", Of.EDITIONS: "1-5", Of.RUN: "1-6"}
_SUBJECTS = {"organisations": "an organisation", "places": "a place", "people": "a person"}


def check_measured(
    figures: Sequence[Figure], measures: Mapping[str, Measure], edition: EditionSpan | None, named: Sequence[Ref]
) -> Iterator[Problem]:
    """Figures that their measure cannot have.

    Args:
        figures: The figures of a record.
        measures: The measures of the vocabulary.
        edition: The edition that the record is on, which hints propose.
        named: What the record names, which hints propose.

    Yields:
        A fault for each unit, edition, subject and value that a figure's measure does not take.
    """
    for figure in figures:
        measure, place = measures[figure.measure], (figure.line, figure.column)
        instead = _instead(figure, measure, measures)
        if figure.unit not in measure.units:
            message = f"{measure.id} is not counted in {quoted(figure.unit)}"
            yield problem(place, "wrong-unit", message, f"write one of: {', '.join(measure.units)}")
        # What a measure with a fault of its own is of is not known.
        if measure.of and not _takes_edition(measure, figure.edition):
            message, hint = _wrong_edition(figure, measure, edition)
            yield problem(place, "wrong-edition", message, f"{hint}{instead}")
        if measure.of and not _takes_subject(measure, figure.of):
            message, hint = _wrong_subject(figure, measure, named)
            yield problem(place, "wrong-subject", message, f"{hint}{instead}")
        least = measure.least or Decimal(0)
        if figure.value < least:
            message = (
                f"{plain(figure.value)} {figure.unit} is too little for {measure.id}, which is {plain(least)} or more"
            )
            hint = "write the whole number, such as 78.41e9 for 78.41 billion, or choose another measure"
            if figure.value < 0 <= least:
                hint = "write it without the sign; only growth goes below zero"
            yield problem(place, "too-little", message, hint)


def _takes_edition(measure: Measure, span: EditionSpan | None) -> bool:
    if span is None:
        return not measure.spans
    return bool(measure.spans & ({Of.EDITION, Of.RUN} if span.first == span.last else {Of.EDITIONS, Of.RUN}))


def _takes_subject(measure: Measure, subject: Ref | None) -> bool:
    if subject is None:
        return not measure.subjects or Of.NOTHING in measure.of
    return subject.kind in measure.subjects


def _wrong_edition(figure: Figure, measure: Measure, edition: EditionSpan | None) -> tuple[str, str]:
    """What is wrong with the edition of a figure, and what to write."""
    if not measure.spans and figure.edition is not None:
        return f"{measure.id} is a figure of no edition", f"delete edition: {figure.edition.key}"
    own = edition.key if edition is not None and _takes_edition(measure, edition) else None
    example = own or _EXAMPLES[next(each for each in measure.of if each in _SPANS)]
    spans = joined([_SPANS[each] for each in measure.of if each in _SPANS])
    told = f"not of {figure.edition.key}" if figure.edition is not None else "and this one names none"
    return f"{measure.id} is a figure of {spans}, {told}", f"write it like edition: {example}"


def _wrong_subject(figure: Figure, measure: Measure, named: Sequence[Ref]) -> tuple[str, str]:
    """What is wrong with the subject of a figure, and what to write."""
    subjects = joined([_SUBJECTS[SUBJECTS_BY_OF[each]] for each in measure.of if each in SUBJECTS_BY_OF] or ["none"])
    if figure.of is not None and not measure.subjects:
        message = f"{measure.id} is not counted for {_SUBJECTS[figure.of.kind]}, such as {figure.of.id}"
        return message, f"delete of: {figure.of.id}"
    known = next((ref.id for ref in named if ref.kind in measure.subjects), None)
    example = f"write its id like of: {known}" if known else "write its id under of"
    told = f"not of {figure.of.id}" if figure.of is not None else "and this one names none"
    return f"{measure.id} is a figure of {subjects}, {told}", example


def _instead(figure: Figure, measure: Measure, measures: Mapping[str, Measure]) -> str:
    """The measures not to be confused with this one that take the figure as it is, for a hint."""
    others = (measures[name] for name in measure.unlike if name in measures)
    fitting = [
        each.id
        for each in others
        if figure.unit in each.units and _takes_edition(each, figure.edition) and _takes_subject(each, figure.of)
    ]
    return f", or choose the measure {joined(fitting)}" if fitting else ""
