"""The ledger: numbers that a reader should doubt."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import count

import pytest

from ciie.deriving.claims import Claim, ClaimRelation, Voices
from ciie.deriving.knowledge import Arithmetic, Check, Fit, Ledger, Suspicion
from ciie.deriving.ledger import ledger_of
from ciie.model.kinds import Source
from ciie.model.records import EditionSpan, Qualifier, Status
from ciie.model.values import PartialDate, Ref, day
from ciie.model.vocabulary import Edition, Measure
from support.samples import SIXTH, figure, record


def of_day(year: int, month: int, number: int) -> PartialDate:
    """A date known by its day."""
    return day(date(year, month, number))


MEASURES = {
    "exhibitors": Measure("exhibitors", "Exhibitors", unlike=("visitors",)),
    "visitors": Measure("visitors", "Visitors", unlike=("exhibitors",)),
    "growth": Measure("growth", "Growth", growth_of="exhibitors"),
    "total": Measure("total", "Total", sum_of="exhibitors"),
    "duration": Measure("duration", "Length", checked_by=Source.CALENDAR),
    "records": Measure("records", "Records in a row", run_of="exhibitors"),
}
EDITIONS = {"6": Edition("6", "6th CIIE", ordinal=6, opens=of_day(2023, 11, 5), closes=of_day(2023, 11, 10))}
FIFTH = EditionSpan(5, 5)
NUMBERS = count()


def claim(measure: str, value: str, edition: EditionSpan = SIXTH, **changes: object) -> Claim:
    """A claim of a record of its own."""
    unit = "% growth" if measure == "growth" else "companies"
    stated = figure(value, **{"measure": measure, "unit": unit, "edition": edition, **changes})
    return Claim(record(f"{measure}-{value}-{edition.key}-{next(NUMBERS)}"), stated, "p1")


def ledger(*claims: Claim) -> Ledger:
    """The ledger of the claims."""
    found: dict[str, list[Claim]] = {}
    for each in claims:
        found.setdefault(each.figure.measure, []).append(each)
    return ledger_of(found, MEASURES, Voices(), EDITIONS)


def over(value: str, edition: EditionSpan = SIXTH) -> Claim:
    """A claim of more exhibitors than a number."""
    return claim("exhibitors", value, edition, qualifier=Qualifier.OVER)


def the_check(*claims: Claim) -> Check:
    """The one check of arithmetic that the claims allow."""
    (check,) = (each for rows in ledger(*claims).checks.values() for each in rows)
    return check


def dated(of: Claim, when: PartialDate) -> Claim:
    """The claim with another date of publication."""
    return replace(of, record=replace(of.record, date=when))


def test_same_number_for_two_measures() -> None:
    """A number that is also stated for a measure not to be confused is told, on both sides."""
    here, there = claim("exhibitors", "410000"), claim("visitors", "410000")
    found = ledger(here, there)

    assert [(each.claim, each.other) for key in found.mix_ups for each in found.mix_ups[key]] == [
        (here, there),
        (there, here),
    ]


@pytest.mark.parametrize(
    "other",
    [
        claim("visitors", "410001"),
        claim("visitors", "410000", edition=FIFTH),
        claim("visitors", "410000", of=Ref("organisations", "ey")),
        claim("growth", "410000"),
    ],
)
def test_number_that_is_no_mix_up(other: Claim) -> None:
    """Another value, edition or subject, or a measure nobody would confuse, raises no doubt."""
    assert not any(ledger(claim("exhibitors", "410000"), other).mix_ups.values())


def test_two_numbers_that_one_article_gives() -> None:
    """Two measures that one record gives the same number for raise no doubt, in its copies either."""
    here, there = claim("exhibitors", "30"), claim("visitors", "30")
    found = ledger(here, replace(there, record=here.record, place=1), claim("exhibitors", "30"))

    assert not any(found.mix_ups.values())


def test_standing() -> None:
    """A number to be checked is never said to agree, and one on which sources differ is said to differ."""
    agreed = ledger(claim("exhibitors", "410000"), claim("exhibitors", "410000"), claim("visitors", "410000"))
    differ = ledger(claim("exhibitors", "410000"), claim("exhibitors", "300000"), claim("visitors", "410000"))

    assert [each.relation_of(each.comparisons["exhibitors"][0]) for each in (agreed, differ)] == [
        *(ClaimRelation.CHECK, ClaimRelation.DIFFER)
    ]


@pytest.mark.parametrize(
    ("before", "after", "rate", "computed", "fit"),
    [
        ("100", "130", "30", "30.00", Fit.FITS),
        ("73.52", "78.41", "6.7", "6.65", Fit.FITS),
        ("73.52", "78.41", "6.65", "6.65", Fit.FITS),
        ("73.52", "78.41", "6.6", "6.65", Fit.DOES_NOT_FIT),
        ("73.52", "78.41", "7", "6.65", Fit.FITS),
        ("73.52", "78.41", "9", "6.65", Fit.DOES_NOT_FIT),
        ("80.01", "83.49", "4.4", "4.35", Fit.FITS),
        ("70.72", "73.52", "3.9", "3.96", Fit.DOES_NOT_FIT),
        ("100", "80", "-20", "-20.00", Fit.FITS),
    ],
)
def test_growth_against_its_values(before: str, after: str, rate: str, computed: str, fit: Fit) -> None:
    """A rate fits where it is what the two values give, rounded as it is stated."""
    check = the_check(claim("exhibitors", before, FIFTH), claim("exhibitors", after), claim("growth", rate))

    assert check.computed is not None
    assert (check.computed, check.fit, check.missing) == (Decimal(computed), fit, ())


@pytest.mark.parametrize(
    ("qualifier", "rate", "fit"),
    [
        (Qualifier.OVER, "6", Fit.FITS),
        (Qualifier.OVER, "7", Fit.DOES_NOT_FIT),
        (Qualifier.NEARLY, "7", Fit.FITS),
        (Qualifier.UNDER, "6", Fit.DOES_NOT_FIT),
        (Qualifier.ABOUT, "7.5", Fit.DOES_NOT_FIT),
    ],
)
def test_growth_that_is_not_exact(qualifier: Qualifier, rate: str, fit: Fit) -> None:
    """A growth of 6.65% is over 6% and nearly 7%; it is not over 7%, though it rounds to that."""
    growth = claim("growth", rate, qualifier=qualifier)

    assert the_check(claim("exhibitors", "73.52", FIFTH), claim("exhibitors", "78.41"), growth).fit is fit


@pytest.mark.parametrize(
    ("claims", "missing"),
    [
        ((claim("exhibitors", "130"),), (5,)),
        ((claim("exhibitors", "100", FIFTH), claim("exhibitors", "130", status=Status.EXPECTED)), (6,)),
        ((claim("exhibitors", "100", FIFTH, status=Status.INTERIM), claim("exhibitors", "130")), (5,)),
        ((), (5, 6)),
        ((claim("exhibitors", "0", FIFTH), claim("exhibitors", "130")), ()),
        ((claim("exhibitors", "100", FIFTH, qualifier=Qualifier.OVER), claim("exhibitors", "130")), (5,)),
        ((claim("exhibitors", "100", EditionSpan(1, 5)), claim("exhibitors", "130")), (5,)),
        ((claim("exhibitors", "100", FIFTH, unit="USD"), claim("exhibitors", "130", unit="CNY")), (5,)),
    ],
)
def test_growth_without_two_values(claims: tuple[Claim, ...], missing: tuple[int, ...]) -> None:
    """Where a value is missing, nought, rough or of another currency, it is said that nothing can be told."""
    check = the_check(*claims, claim("growth", "30"))

    assert (check.fit, check.computed, check.missing) == (Fit.CANNOT_BE_TOLD, None, missing)


@pytest.mark.parametrize(("told", "fit"), [("6", Fit.FITS), ("5", Fit.DOES_NOT_FIT)])
def test_length_against_the_calendar(told: str, fit: Fit) -> None:
    """The days of an edition are known, so that another number of them does not fit."""
    check = the_check(claim("duration", told, unit="days"))

    assert (check.arithmetic, check.fit, check.computed) == (Arithmetic.DAYS, fit, Decimal(6))


VALUES = (("5", "70"), ("6", "78"), ("7", "80.5"))


def values(*told: tuple[str, str]) -> list[Claim]:
    """Claims of exhibitors by edition."""
    return [claim("exhibitors", value, EditionSpan(int(edition), int(edition))) for edition, value in told]


@pytest.mark.parametrize(
    ("total", "qualifier", "fit"),
    [
        ("228.5", Qualifier.EXACT, Fit.FITS),
        ("228", Qualifier.EXACT, Fit.DOES_NOT_FIT),
        ("229", Qualifier.EXACT, Fit.FITS),
        ("230", Qualifier.NEARLY, Fit.FITS),
        ("228", Qualifier.OVER, Fit.FITS),
        ("229", Qualifier.OVER, Fit.DOES_NOT_FIT),
    ],
)
def test_total_against_the_sum_of_its_editions(total: str, qualifier: Qualifier, fit: Fit) -> None:
    """A total, read by its qualifier, fits where it can be the sum, or is the sum rounded."""
    check = the_check(*values(*VALUES), claim("total", total, EditionSpan(5, 7), qualifier=qualifier))

    assert (check.arithmetic, check.fit, check.computed) == (Arithmetic.SUM, fit, Decimal("228.5"))


def test_total_of_an_edition_that_nobody_gives() -> None:
    """One missing value is enough for the sum not to be told."""
    check = the_check(*values(*VALUES), claim("total", "290", EditionSpan(4, 7)))

    assert (check.fit, check.missing) == (Fit.CANNOT_BE_TOLD, (4,))


@pytest.mark.parametrize(
    ("series", "told", "fit"),
    [
        ("1 2 3 4", "3", Fit.FITS),
        ("1 2 3 4", "2", Fit.FITS),
        ("1 2 3 4", "4", Fit.DOES_NOT_FIT),
        ("3 2 3 4", "1", Fit.FITS),
        ("3 2 3 4", "2", Fit.DOES_NOT_FIT),
        ("1 4 3 4", "1", Fit.DOES_NOT_FIT),
    ],
)
def test_records_in_a_row_against_the_values(series: str, told: str, fit: Fit) -> None:
    """A value is a record where it is above all before it."""
    rows = values(*((str(edition), value) for edition, value in enumerate(series.split(), 1)))
    check = the_check(*rows, claim("records", told, EditionSpan(4, 4)))

    assert (check.arithmetic, check.fit) == (Arithmetic.RUN, fit)


EARLY, LATE = of_day(2023, 10, 1), of_day(2023, 11, 12)


@pytest.mark.parametrize(
    ("wrong", "others", "suspicion"),
    [
        (claim("exhibitors", "34860"), (), Suspicion.MAGNITUDE),
        (claim("exhibitors", "35"), (), Suspicion.MAGNITUDE),
        (claim("exhibitors", "346"), (), Suspicion.LOST_DIGIT),
        (claim("exhibitors", "3400"), (), Suspicion.CUT),
        (claim("exhibitors", "3500", qualifier=Qualifier.UNDER), (), None),
        (claim("exhibitors", "3410"), (claim("visitors", "3410"),), Suspicion.MEASURE),
        (claim("exhibitors", "2800"), (claim("exhibitors", "2800", FIFTH),), Suspicion.EDITION),
        (
            claim("exhibitors", "2800"),
            (over("2800", FIFTH),),
            Suspicion.EDITION,
        ),
        (claim("exhibitors", "674", note="at the meeting of buyers and sellers"), (), Suspicion.PART),
        (dated(claim("exhibitors", "1100"), EARLY), (), Suspicion.EARLIER),
        (claim("exhibitors", "674", note="the source does not say of which hall"), (), None),
        (claim("exhibitors", "7000", note="with those online"), (), Suspicion.WIDER),
        (claim("exhibitors", "3834", note="with those online"), (), None),
        (claim("exhibitors", "3835", note="with those online"), (), Suspicion.WIDER),
        (over("2800"), (over("2800", FIFTH),), Suspicion.EDITION),
        (over("3140"), (over("3140", FIFTH),), None),
        (claim("exhibitors", "1100"), (), None),
        (claim("exhibitors", "2800"), (claim("exhibitors", "2800", FIFTH, of=Ref("places", "de")),), None),
        (claim("exhibitors", "2000"), (claim("exhibitors", "2000", FIFTH),), None),
    ],
)
def test_what_may_have_led_to_a_claim_that_differs(
    wrong: Claim, others: tuple[Claim, ...], suspicion: Suspicion | None
) -> None:
    """The first suspicion that something supports; none where nothing does."""
    agreed = [dated(claim("exhibitors", "3486"), LATE) for _ in range(3)]
    found = ledger(*agreed, wrong, *others).differences
    own = found.get(wrong.key)

    assert (own.suspicion if own else None) == suspicion


def test_value_that_its_own_article_gives_otherwise() -> None:
    """Two values in one article are told as that, before anything else."""
    right = claim("exhibitors", "70.72")
    wrong = replace(claim("exhibitors", "70.62"), record=right.record, place=1)
    found = ledger(*(claim("exhibitors", "70.72") for _ in range(3)), right, wrong).differences

    assert [(key, each.suspicion, each.candidate) for key, each in found.items()] == [
        (wrong.key, Suspicion.TWO_VALUES, right)
    ]


def test_values_of_one_article_that_fit_each_other() -> None:
    """An article that says "over 3,400" and 3,486 gives one value, also where all others give another."""
    wrong = claim("exhibitors", "3486")
    limit = replace(over("3400"), record=wrong.record, place=1)
    found = ledger(*(claim("exhibitors", "5120") for _ in range(3)), wrong, limit).differences

    assert wrong.key not in found


def test_currencies() -> None:
    """An amount knows in which other currencies it is stated."""
    found = ledger(claim("exhibitors", "78", unit="USD"), claim("exhibitors", "571", unit="CNY"))
    dollars = next(each for each in found.comparisons["exhibitors"] if each.key.currency == "USD")

    assert found.other_currencies(dollars.key) == ["CNY"]


def test_cell_of_a_claim() -> None:
    """Every claim leads to its cell."""
    one, other = claim("exhibitors", "3486"), claim("visitors", "12")
    found = ledger(one, other)

    assert found.comparison_of[one.key].claims == [one]
    assert found.comparison_of[other.key].claims == [other]


def narrower(record_id: str, *notes: str, edition: EditionSpan = SIXTH) -> list[Claim]:
    """Claims of one record that their notes tell apart; a later one has a greater value."""
    one = record(record_id)
    stated = [
        replace(figure(str(number)), measure="exhibitors", edition=edition, note=note)
        for number, note in enumerate(notes, 1)
    ]
    return [Claim(one, each, "p1", place) for place, each in enumerate(stated)]


def test_number_of_an_edition_as_a_whole_has_no_note_where_there_is_one() -> None:
    """What counts something narrower stands for its edition only where nothing else does; more sources come first."""
    known = narrower("z", "a", "b")
    alone = [*narrower("x", "a", "b", edition=FIFTH), *narrower("y", "a", "c", edition=FIFTH)]
    found = ledger(*known, claim("exhibitors", "3486"), *alone).by_edition("exhibitors")

    assert [(ordinal, int(each.lead.figure.value), each.key.note) for ordinal, each in found.items()] == [
        (5, 1, "a"),
        (6, 3486, ""),
    ]


def test_number_of_an_edition_as_a_whole_has_one_subject_and_currency() -> None:
    """A company's own number is not the edition's, and amounts are in the currency that most editions have."""
    dollars = [claim("exhibitors", "5", edition, unit="USD") for edition in (SIXTH, FIFTH)]
    yuan = [claim("exhibitors", value, unit="CNY") for value in ("7", "8")]
    found = ledger(*yuan, *dollars, claim("exhibitors", "9", unit="USD", of=Ref("organisations", "acme")))

    assert {ordinal: each.lead.figure.value for ordinal, each in found.by_edition("exhibitors").items()} == {5: 5, 6: 5}


def test_number_that_one_source_alone_expects_is_no_number_of_an_edition() -> None:
    """Two that expect it, or one that says more, make it one."""
    expected = [claim("exhibitors", "500", status=Status.EXPECTED) for _ in range(2)]

    assert [set(ledger(*claims).by_edition("exhibitors")) for claims in (expected[:1], expected)] == [set(), {6}]


@pytest.mark.parametrize(
    ("other", "is_disputed"),
    [
        (claim("exhibitors", "3510"), True),
        (claim("exhibitors", "3490"), False),
        (claim("exhibitors", "3400"), False),
        (claim("exhibitors", "674", note="at the meeting of buyers and sellers"), False),
        (claim("exhibitors", "34860"), True),
        (claim("exhibitors", "3000", qualifier=Qualifier.OVER), False),
    ],
)
def test_number_that_is_disputed(other: Claim, is_disputed: bool) -> None:
    """A number cut off, a part or a limit contradicts nothing; another number does, and one of another magnitude."""
    found = ledger(*(claim("exhibitors", "3486") for _ in range(3)), other)

    assert found.is_disputed(found.comparisons["exhibitors"][0]) == is_disputed
