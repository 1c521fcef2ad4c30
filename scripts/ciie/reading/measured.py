"""Figures held to their measures: the unit, what a figure is of, and the least that it can be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ciie.words.model import Figure
from ciie.words.problems import Problem, problem, quoted
from ciie.words.terms import Vocabulary


def check_measured(figures: Sequence[Figure], vocabulary: Vocabulary) -> Iterator[Problem]:
    """Figures that their measure cannot have."""
    for figure in figures:
        units = vocabulary.measures[figure.measure].units
        if figure.unit not in units:
            message = f"{figure.measure} is not counted in {quoted(figure.unit)}"
            yield problem((figure.line, figure.column), "wrong-unit", message, f"write one of: {', '.join(units)}")
