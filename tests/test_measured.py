"""Figures held to their measures."""

from __future__ import annotations

from decimal import Decimal

import pytest

from ciie.model.kinds import Of
from ciie.model.records import EditionSpan, Figure
from ciie.model.values import Ref
from ciie.model.vocabulary import Measure
from ciie.reading.stated_figures import check_measured
from support.samples import SIXTH, figure

EARLIER = EditionSpan(1, 5)
EY, CHINA, HUDSON = Ref("organisations", "ey"), Ref("places", "cn"), Ref("people", "paul-hudson")
WRONG_EDITION, WRONG_SUBJECT = "wrong-edition", "wrong-subject"


def rules(measure: Measure, found: Figure) -> list[str]:
    """The rules that a figure of `measure` breaks."""
    return [each.rule for each in check_measured([found], {"exhibitors": measure}, None, ())]


@pytest.mark.parametrize(
    ("of", "edition", "found"),
    [
        ((Of.EDITION,), SIXTH, []),
        ((Of.EDITION,), None, [WRONG_EDITION]),
        ((Of.EDITION,), EARLIER, [WRONG_EDITION]),
        ((Of.EDITIONS,), EARLIER, []),
        ((Of.EDITIONS,), SIXTH, [WRONG_EDITION]),
        ((Of.EDITIONS,), None, [WRONG_EDITION]),
        ((Of.EDITION, Of.EDITIONS), SIXTH, []),
        ((Of.EDITION, Of.EDITIONS), EARLIER, []),
        ((Of.EDITION, Of.EDITIONS), None, [WRONG_EDITION]),
        ((Of.RUN,), EARLIER, []),
        ((Of.RUN,), SIXTH, []),
        ((Of.RUN,), None, [WRONG_EDITION]),
        ((Of.NOTHING,), None, []),
        ((Of.NOTHING,), SIXTH, [WRONG_EDITION]),
        ((Of.EDITION, Of.NOTHING), None, [WRONG_EDITION]),
        ((), None, []),
        ((), SIXTH, []),
    ],
)
def test_edition_that_a_measure_takes(of: tuple[Of, ...], edition: EditionSpan | None, found: list[str]) -> None:
    """A figure names one edition, several or none, as its measure asks for."""
    assert rules(Measure("exhibitors", "A", units=("companies",), of=of), figure(edition=edition)) == found


@pytest.mark.parametrize(
    ("of", "subject", "found"),
    [
        ((Of.ORGANISATION,), EY, []),
        ((Of.ORGANISATION,), None, [WRONG_SUBJECT]),
        ((Of.ORGANISATION,), CHINA, [WRONG_SUBJECT]),
        ((Of.PLACE,), CHINA, []),
        ((Of.PLACE,), EY, [WRONG_SUBJECT]),
        ((Of.ORGANISATION, Of.PERSON), HUDSON, []),
        ((Of.ORGANISATION, Of.PERSON), CHINA, [WRONG_SUBJECT]),
        ((Of.ORGANISATION, Of.NOTHING), None, []),
        ((Of.ORGANISATION, Of.NOTHING), CHINA, [WRONG_SUBJECT]),
        ((Of.NOTHING,), None, []),
        ((Of.NOTHING,), EY, [WRONG_SUBJECT]),
    ],
)
def test_subject_that_a_measure_takes(of: tuple[Of, ...], subject: Ref | None, found: list[str]) -> None:
    """A figure names an organisation, place, person or none, as its measure asks for."""
    assert rules(Measure("exhibitors", "A", units=("companies",), of=of), figure(of=subject)) == found


@pytest.mark.parametrize(
    ("least", "value", "found"),
    [
        ("1e9", "1e9", []),
        ("1e9", "999999999", ["too-little"]),
        ("-100", "-100", []),
        ("-100", "-100.1", ["too-little"]),
        (None, "0", []),
        (None, "-1", ["below-zero"]),
    ],
)
def test_least_that_a_measure_takes(least: str | None, value: str, found: list[str]) -> None:
    """A value below the least is a fault; below zero only growth can be."""
    measure = Measure("exhibitors", "A", units=("companies",), least=Decimal(least) if least else None)

    assert rules(measure, figure(value, edition=SIXTH)) == found


def test_unit_that_a_measure_is_not_counted_in() -> None:
    """A fault in the unit names those that the measure has."""
    measure = Measure("exhibitors", "A", units=("companies", "firms"))

    (found,) = check_measured([figure(unit="halls", edition=SIXTH)], {"exhibitors": measure}, None, ())

    assert (found.message, found.hint) == ('exhibitors is not counted in "halls"', "write one of: companies, firms")
