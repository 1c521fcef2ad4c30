"""The comparisons of the ledger."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ciie.deriving.claims import Claim, ClaimRelation, Comparison, Merit, Voices
from ciie.deriving.ledger import compare_claims, currency_of
from ciie.model.records import EditionSpan, Qualifier, Status
from ciie.model.values import Ref
from support.samples import SIXTH, date, figure, record

NAMES = st.sampled_from(["a", "b", "c"])
CLAIMS = st.lists(
    st.builds(
        lambda name, value, qualifier, status, of: claim(
            name, str(value), qualifier=qualifier, status=status, of=of, edition=SIXTH
        ),
        NAMES,
        st.integers(1, 40),
        st.sampled_from(Qualifier),
        st.sampled_from([None, *Status]),
        st.sampled_from([None, Ref("organisations", "sanofi")]),
    ),
    max_size=8,
).map(lambda claims: [replace(each, place=place) for place, each in enumerate(claims)])


ABOUT: dict[str, Any] = {"qualifier": Qualifier.ABOUT}


def claim(name: str, value: str, place: int = 0, day: str = "2023-11-16", **changes: Any) -> Claim:
    """A claim of the record `name`."""
    return Claim(record(name, date=date(day)), figure(value, **changes), "p1", place)


def only(*claims: Claim) -> Comparison:
    """The one comparison that the claims make."""
    (found,) = compare_claims(claims, frozenset(), Voices())
    return found


def values(comparison: Comparison) -> list[str]:
    return [str(each.figure.value) for each in comparison.claims]


@given(CLAIMS)
def test_no_claim_is_dropped(claims: list[Claim]) -> None:
    """Every claim stands in one comparison, and one claim leads each."""
    found = list(compare_claims(claims, frozenset(), Voices()))

    assert sorted(id(each) for comparison in found for each in comparison.claims) == sorted(map(id, claims))
    assert all(comparison.compared[0].verdict is None for comparison in found)
    assert all(each.verdict is not None for comparison in found for each in comparison.compared[1:])


@given(CLAIMS)
def test_order_of_claims_does_not_decide_which_leads(claims: list[Claim]) -> None:
    """The same claims in another order have the same leading values."""
    one = {each.key: each.lead.figure for each in compare_claims(claims, frozenset(), Voices())}
    other = {
        comparison.key: comparison.lead.figure for comparison in compare_claims(claims[::-1], frozenset(), Voices())
    }

    assert {key: (f.value, f.qualifier, f.status) for key, f in one.items()} == {
        key: (f.value, f.qualifier, f.status) for key, f in other.items()
    }


@pytest.mark.parametrize(
    ("claims", "lead"),
    [
        ([claim("a", "3400", qualifier=Qualifier.OVER), claim("b", "3486")], "3486"),
        ([claim("a", "3500"), claim("b", "3486")], "3486"),
        ([claim("a", "4000", status=Status.EXPECTED), claim("b", "3400", qualifier=Qualifier.OVER)], "3400"),
        ([claim("a", "3400"), claim("b", "3300", status=Status.FINAL)], "3300"),
        ([claim("a", "34", day="2023-11-17"), claim("b", "33")], "34"),
        ([claim("a", "3612", place=1, note="in the headline"), claim("a", "3400")], "3400"),
        (
            [
                claim("a", "394123", status=Status.REGISTERED),
                claim("b", "410000", day="2023-11-17", status=Status.REGISTERED),
            ],
            "410000",
        ),
    ],
)
def test_claim_that_leads(claims: list[Claim], lead: str) -> None:
    """The final claim leads, then the exact one, the one with more digits, the latest; a headline never does."""
    assert str(only(*claims).lead.figure.value) == lead


def retold(name: str, value: str, **changes: Any) -> Claim:
    """A later claim of a record that rewrites the record a."""
    return Claim(record(name, date=date("2023-11-17")), figure(value, **changes), "p1")


@pytest.mark.parametrize(
    ("original", "retelling", "lead", "relation", "merit"),
    [
        ({}, {}, "a", ClaimRelation.SAME_TEXT, Merit.ORIGINAL),
        ({"status": Status.EXPECTED}, {}, "b", ClaimRelation.SAME_TEXT, Merit.STAGE),
        ({"note": "floor area"}, {"note": "floor area"}, "a", ClaimRelation.SAME_TEXT, Merit.ORIGINAL),
        ({"note": "floor area"}, {}, "a", ClaimRelation.BLURRED, Merit.SAYS_WHAT),
        ({}, {"note": "floor area"}, "a", ClaimRelation.SAME_TEXT, Merit.ORIGINAL),
        ({"of": Ref("organisations", "ey")}, {}, "a", ClaimRelation.BLURRED, Merit.SAYS_WHAT),
        ({"status": Status.EXPECTED, "note": "floor"}, {}, "a", ClaimRelation.BLURRED, Merit.SAYS_WHAT),
    ],
)
def test_retelling(original: Any, retelling: Any, lead: str, relation: ClaimRelation, merit: Merit) -> None:
    """A retelling counts once, is no later news, and is blurred where it lost what the number counts."""
    claims = [retold("b", "154", **retelling), claim("a", "154", **original)]
    (found,) = compare_claims(claims, frozenset(), Voices(dict.fromkeys("ab", ("a", "b"))))

    assert (found.lead.record.id, found.relation, found.merit, found.voices) == (lead, relation, merit, 1)


def test_vague_claim_of_another_voice() -> None:
    """An independent article that does not say what its number counts confirms nothing."""
    found = only(claim("b", "30", note="the source does not say what grew"), claim("a", "30", note="floor area"))

    assert (found.relation, found.lead.record.id, found.voices) == (ClaimRelation.BLURRED, "a", 2)


@pytest.mark.parametrize(
    ("claims", "merit"),
    [
        ([claim("a", "3486", status=Status.FINAL), claim("b", "3490", day="2023-11-17")], Merit.STAGE),
        ([claim("a", "3486"), claim("b", "3400", qualifier=Qualifier.OVER, day="2023-11-17")], Merit.EXACT),
        ([claim("a", "3486"), claim("b", "3500", day="2023-11-17")], Merit.PRECISE),
        ([claim("a", "34", day="2023-11-17"), claim("b", "33")], Merit.LATEST),
        ([claim("a", "34"), claim("b", "33"), claim("c", "34")], Merit.SUPPORTED),
        ([claim("a", "2600"), claim("b", "674"), claim("c", "2600", qualifier=Qualifier.ABOUT)], Merit.SUPPORTED),
        ([claim("a", "34", **ABOUT), claim("b", "33", **ABOUT), claim("c", "34", **ABOUT)], Merit.VOICES),
        ([claim("a", "34"), claim("b", "34")], None),
        ([claim("a", "34")], None),
    ],
)
def test_reason_why_a_claim_is_first(claims: list[Claim], merit: Merit | None) -> None:
    """The reason is true against every other claim; where nothing sets the first apart there is none."""
    assert only(*claims).merit is merit


def test_latest_count_is_the_one_of_the_latest_day() -> None:
    """Of two counts that go on, that of the later day leads, whenever the articles came out."""
    counted: dict[str, Any] = {"status": Status.REGISTERED, "as_of": date("2023-11-01")}
    older = claim("a", "394000", day="2023-11-12", **counted)
    newer = claim("b", "430000", day="2023-11-05", **{**counted, "as_of": date("2023-11-04")})

    assert (values(only(older, newer)), only(older, newer).merit) == (["430000", "394000"], Merit.LATEST)


def test_reason_holds_against_every_claim() -> None:
    """A claim that is later than the next best is not called the latest where a third is later still."""
    found = only(
        claim("a", "34", day="2023-11-16"),
        claim("b", "33", day="2023-11-15"),
        claim("c", "40", day="2023-11-20", status=Status.EXPECTED),
    )

    assert (found.lead.record.id, found.merit) == ("a", Merit.STAGE)


def test_doubted_claim_does_not_lead() -> None:
    """Of two claims alike the one whose number is also another measure's comes second."""
    doubted, other = claim("b", "155", day="2023-11-17"), claim("a", "138")
    (found,) = compare_claims([doubted, other], {doubted.key}, Voices())

    assert values(found) == ["138", "155"]


def test_what_is_never_compared() -> None:
    """Editions, subjects and currencies have comparisons of their own."""
    claims = [
        claim("a", "1", edition=SIXTH),
        claim("b", "1", edition=EditionSpan(1, 5)),
        claim("c", "1", edition=SIXTH, of=Ref("organisations", "ey")),
        claim("d", "1", edition=SIXTH, unit="USD"),
        claim("e", "1", edition=SIXTH, unit="CNY"),
        claim("f", "1"),
    ]

    anchors = [comparison.anchor for comparison in compare_claims(claims, frozenset(), Voices())]
    assert anchors == ["e1-5", "e6", "e6-cny", "e6-usd", "e6-ey", "no-edition"]


def test_several_figures_of_one_record() -> None:
    """Figures that a record tells apart by notes are not held against each other; without notes they are."""
    world, china = claim("a", "10", note="in the world"), claim("a", "20", place=1, note="in China")

    assert [comparison.relation for comparison in compare_claims([world, china], frozenset(), Voices())] == [
        ClaimRelation.ALONE,
        ClaimRelation.ALONE,
    ]
    assert only(claim("a", "10"), claim("a", "20", place=1)).relation is ClaimRelation.DIFFER


def test_claims_that_fit_the_first_but_not_each_other() -> None:
    """Rough claims that all fit the leading one, and not each other, differ."""
    found = only(
        claim("a", "100.01", qualifier=Qualifier.ABOUT),
        claim("b", "108", qualifier=Qualifier.OVER),
        claim("c", "92", qualifier=Qualifier.UNDER),
    )

    assert found.relation is ClaimRelation.DIFFER


def test_expectations_that_differ() -> None:
    """A final count excuses each expectation, and not two that contradict each other."""
    final = claim("a", "3486", status=Status.FINAL)
    one, other = claim("b", "4000", status=Status.EXPECTED), claim("c", "5000", status=Status.EXPECTED)

    assert only(final, one).relation is ClaimRelation.COMPATIBLE
    assert only(final, one, other).relation is ClaimRelation.DIFFER


@pytest.mark.parametrize(
    ("unit", "money"), [("USD", "USD"), ("m2", ""), ("companies", ""), ("usd", ""), ("进博会", "")]
)
def test_currency(unit: str, money: str) -> None:
    """Three capital letters are a currency."""
    assert currency_of(unit) == money
