"""Quantities that become figures: their measure, their edition, and what they are of."""

from __future__ import annotations

from decimal import Decimal

import pytest

from ciie.importing.figures import MOST_READ, propose_figures
from ciie.importing.placed_quantities import TextContext
from ciie.importing.proposals import doubtful_points, left_over
from ciie.model.kinds import Of
from ciie.model.records import Figure, Status
from ciie.model.values import Ref
from ciie.reading.vocabulary import read_vocabulary
from ciie.text.names import names_of
from support.import_samples import OPENING, proposal, vocabulary
from support.project import FIVE

_READING = read_vocabulary(FIVE / "vocabulary", "vocabulary")
assert _READING.value is not None
FIVE_NAMES = names_of(_READING.value)


def test_figures_with_measure_edition_and_words() -> None:
    """A figure has the words as printed, the measure that its signs name, and the edition of its sentence."""
    text = (
        " date 2023-11-16 A headline of some words\n\n"
        "The sixth CIIE ended with tentative deals worth US$78.41 billion, the organizers said on Friday.\n\n"
        "More than 3,400 companies from 128 countries and regions took part; the fifth CIIE had 2,800 exhibitors.\n\n"
        "In the first five CIIEs, about 2,000 new products were launched. Next year 4,000 exhibitors are expected.\n"
    )

    found = proposal(text).record_figures

    assert [(f.measure, str(f.value), f.edition.key if f.edition else None, f.words) for f in found] == [
        ("intended-deals", "78410000000.00", "6", "US$78.41 billion"),
        ("exhibitors", "3400", "6", "More than 3,400 companies"),
        ("exhibitor-origins", "128", "6", "128 countries and regions"),
        ("exhibitors", "2800", "5", "2,800 exhibitors"),
        ("cumulative-new-products", "2000", "1-5", "about 2,000 new products"),
        ("exhibitors", "4000", "7", "4,000 exhibitors"),
    ]
    assert [figure.status for figure in found[:2]] == [Status.FINAL, Status.FINAL]
    assert found[-1].status is Status.EXPECTED


def test_stage_of_a_figure_told_before_an_edition_opens() -> None:
    """Before an edition opens, who has signed up is registered and all else expected, also where no word says so."""
    text = (
        " date 2023-07-31 A headline of some words\n\n"
        "So far 2,200 exhibitors have signed up for the sixth CIIE, the organizers said on Monday in the hall.\n\n"
        "Some 300 companies from 40 countries and regions come to the sixth CIIE. "
        "The fifth CIIE had 2,800 exhibitors.\n"
    )

    found = {(figure.measure, str(figure.value)): figure.status for figure in proposal(text).record_figures}

    assert found["exhibitors", "2200"] is Status.REGISTERED
    assert found["exhibitor-origins", "40"] is Status.EXPECTED
    assert found["exhibitors", "2800"] is None


def test_figures_of_companies_and_countries() -> None:
    """A figure of one company or country names it; the same words without one make none."""
    text = (
        " date 2023-11-06 A headline of some words\n\n"
        "SCHOTT Group has taken part in the CIIE for six consecutive years and invested more than 170 million euros in "
        "China. About 350 Japanese companies took part in the sixth CIIE.\n\n"
        "A small maker from the north has a booth of 30 square meters at the sixth CIIE, it said on Monday.\n"
    )

    found = {figure.measure: figure.of for figure in proposal(text).record_figures}

    assert found == {
        "consecutive-participations": Ref("organisations", "schott"),
        "investment-in-china": Ref("organisations", "schott"),
        "national-exhibitors": Ref("places", "jp"),
    }


@pytest.mark.parametrize(
    ("sentence", "measures"),
    [
        ("China expects its imports of goods and services to exceed $15 trillion in five years", []),
        ("China expects its imports of goods to exceed $15 trillion in five years", ["goods-trade-forecast"]),
    ],
)
def test_imports_of_goods_and_of_services_in_one_sum(sentence: str, measures: list[str]) -> None:
    """What is told of both together is a forecast of neither."""
    text = f" date 2023-11-06 A headline of some words\n\n{OPENING}\n\nAt the sixth CIIE it was said: {sentence}.\n"

    assert [figure.measure for figure in proposal(text).record_figures] == measures


def test_figure_is_of_the_name_before_it() -> None:
    """Of two names the one before the number is what it is of, also where the one behind stands a little closer."""
    text = (
        " date 2023-11-06 A headline of some words\n\n"
        "For the sixth CIIE Xylem, a maker of pumps, sends 40 exhibits, says Sanofi.\n\n"
        "The choir of the hall sang for all of them on the day of the opening.\n"
    )

    found = [(figure.measure, figure.of) for figure in proposal(text).record_figures]
    assert found == [("company-exhibits", Ref("organisations", "xylem"))]


def test_parts_and_second_counts_are_not_the_whole() -> None:
    """A count of a part is no count of the whole, and of two counts that differ the second is only reported."""
    text = (
        " date 2023-11-06 A headline of some words\n\n"
        "More than 280 Fortune 500 companies and industry leaders "
        "take part in the sixth CIIE, out of 3,400 exhibitors.\n\n"
        "Elsewhere the organizers of the sixth CIIE spoke of 3,100 exhibitors, which is another number.\n"
    )

    found = proposal(text)

    assert [(f.measure, f.words) for f in found.record_figures] == [("exhibitors", "3,400 exhibitors")]
    assert [(kept.words, other.words) for kept, other in found.clashes] == [("3,400 exhibitors", "3,100 exhibitors")]


@pytest.mark.parametrize("rough", ["over 3,400 exhibitors", "3,500 exhibitors"])
def test_of_two_figures_that_say_the_same_the_finer_one_is_for_the_record(rough: str) -> None:
    """A rounded or vague number that stands beside an exact one is left over, with its measure."""
    text = (
        f" date 2023-11-11 A headline of some words\n\nThe sixth CIIE had {rough} in its halls, they said early.\n\n"
        "Later the organizers of the sixth CIIE counted 3,486 exhibitors in the halls by the river.\n"
    )

    found = proposal(text)

    assert [f.words for f in found.record_figures] == ["3,486 exhibitors"]
    assert [(f.words, f.figure and f.figure.measure) for f in left_over(found)] == [(rough, "exhibitors")]
    assert found.clashes == ()


def test_two_numbers_told_respectively() -> None:
    """Of two numbers told "respectively" each goes to the measure at its rank."""
    text = (
        " date 2023-11-06 A headline of some words\n\nAt the sixth "
        "CIIE it was said that goods and services worth over "
        "US$40 trillion and US$6 trillion respectively are expected in the years to come.\n"
    )

    assert [(figure.measure, int(figure.value) // 10**12) for figure in proposal(text).record_figures] == [
        ("goods-trade-forecast", 40),
        ("services-trade-forecast", 6),
    ]


def test_only_the_first_numbers_of_a_text_are_read() -> None:
    """Of a text with more numbers than an article has, the first are read, and the report says so."""
    lines = "".join(f"In hall {n} the choir of {n + 1000:,} people sang.\n\n" for n in range(MOST_READ + 9))
    found = proposal(f"A headline of some words\n\n{lines}")

    assert len(found.figures) == MOST_READ
    assert "the numbers of the text behind the first 600 were not read" in doubtful_points(found)


def test_measures_have_signs_and_are_of_something() -> None:
    """The vocabulary's measures name what makes an import propose them; one at least is of each kind."""
    measures = vocabulary().measures.values()

    assert [measure.id for measure in measures if not measure.signs] == []
    assert {each for measure in measures for each in measure.of} == set(Of)


def test_figure_of_an_unlisted_edition_has_none() -> None:
    """An edition that the vocabulary lacks is left out of the record's figures."""
    text = (
        " date 2030-11-08 A headline of some words\n\nThe thirteenth "
        "day came. The 12th CIIE has 4,400 exhibitors in its halls.\n"
    )

    figures: tuple[Figure, ...] = proposal(text).record_figures

    assert [(figure.measure, figure.edition) for figure in figures] == [("exhibitors", None)]


@pytest.mark.parametrize(
    ("sentence", "measures"),
    [
        ("the exhibition area was 367,000 square meters", ["exhibition-area"]),
        (f"367,000 square meters in {'the halls of ' * 5}the centre were exhibition area", ["exhibition-area"]),
        ("the exhibition area was larger, 128 cooks came, and 367,000 square meters were swept", []),
    ],
)
def test_sign_on_the_far_side_of_another_number_proposes_nothing(sentence: str, measures: list[str]) -> None:
    """A sign close to the number or at least in its part of the sentence is needed."""
    text = f" date 2023-11-08 A headline of some words\n\n{OPENING}\n\nAt the sixth CIIE {sentence}.\n"

    assert [figure.measure for figure in proposal(text).record_figures] == measures


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The number of exhibitors rose from 2,800 to 3,486.", ["exhibitors 3486 6"]),
        (
            "The exhibition area is 367,000 square meters versus 366,000 square meters two years ago.",
            ["exhibition-area 367000 6"],
        ),
        ("参展企业从2800家增至3486家。", ["exhibitors 3486 6"]),
        ("第六届进博会有3486家企业参展，比上届少1000家企业。", ["exhibitors 3486 6"]),
        (
            "来自138个国家和地区的4108家企业参展，其中首次参展企业600余家。",
            ["exhibitor-origins 138 6", "exhibitors 4108 6"],
        ),
        (
            "It had 3,486 exhibitors from 128 countries, compared with 2,800 last year.",
            ["exhibitors 3486 6", "exhibitor-origins 128 6", "exhibitors 2800 5"],
        ),
        (
            "Tentative deals climbed from $73.52 billion to $78.41 billion at the sixth CIIE.",
            ["intended-deals 78410000000.00 6"],
        ),
        (
            "The exhibition area grew from the previous 330,000 square meters to 367,000 square meters.",
            ["exhibition-area 367000 6"],
        ),
        ("The number of exhibitors rose from 2,800 to 300 more than that.", []),
        ("More than 3,000 exhibitors and buyers met in the hall.", []),
        ("More than 20,000 buyers and exhibitors met in the hall.", []),
        ("More than 20,000 buyers and visitors met in the hall.", ["professional-visitors 20000 6"]),
        (
            "58个国家和3个国际组织设立展台，来自127个国家和地区的近3000家企业参展。",
            ["exhibitor-origins 127 6", "exhibitors 3000 6"],
        ),
        ("企业展分为七大展区，展览面积27万平方米。", ["exhibition-area 270000 6"]),
        ("Behind Japan and Korea came 130 firms to the fair.", []),
        ("Exhibitors from many lands: 3,486 companies.", ["exhibitors 3486 6"]),
        ("Nearly 50 Fortune 500 companies come for the first time.", []),
        ("Halls of 19 million square meters stand in the city.", []),
        ("More than 150,000 domestic and overseas buyers come to it.", ["professional-visitors 150000 6"]),
        (
            "The second CIIE brought deals worth $71.13 billion. The expo attracted 3,800 companies.",
            ["intended-deals 71130000000.00 2", "exhibitors 3800 2"],
        ),
        (
            "The second CIIE brought deals worth $71.13 billion. It will have 3,800 exhibitors.",
            ["intended-deals 71130000000.00 2", "exhibitors 3800 6"],
        ),
        ("The second CIIE filled the halls. Tentative deals were worth $71.13 billion.", []),
        (
            "In the second year the halls were full. Tentative deals were worth $78.41 billion.",
            ["intended-deals 78410000000.00 6"],
        ),
        (
            "The halls were fuller than at the second CIIE. Tentative deals were worth $78.41 billion.",
            ["intended-deals 78410000000.00 6"],
        ),
        (
            "The first three CIIEs brought deals worth $57.83 billion, $71.13 billion and $72.62 billion respectively.",
            ["intended-deals 57830000000.00 1", "intended-deals 71130000000.00 2", "intended-deals 72620000000.00 3"],
        ),
        ("The first three CIIEs brought deals worth $57.83 billion and $71.13 billion respectively.", []),
        ("Some 3,486 exhibitors came, outnumbering last year's.", ["exhibitors 3486 6"]),
        ("Some 2,800 exhibitors came to last year's expo.", ["exhibitors 2800 5"]),
        ("From 2018 to 2020, the number of exhibitors went from 3,617 to 2,600.", []),
        ("It had 3,486 exhibitors from Nov. 5 to 10.", ["exhibitors 3486 6"]),
    ],
)
def test_numbers_beside_those_of_an_edition(sentence: str, expected: list[str]) -> None:
    """What an edition is compared with is of another; by how much it fell and what part it was are no whole."""
    text = f" date 2023-11-06 A headline of some words\n\nThe sixth CIIE is held in Shanghai.\n\n{sentence}\n"

    found = proposal(text).record_figures

    assert [f"{f.measure} {f.value} {f.edition.key if f.edition else ''}" for f in found] == expected


def test_doubtful_edition_is_told() -> None:
    """A figure that may be of the edition named before it is left to the editor, with both."""
    text = (
        " date 2023-11-06 A headline of some words\n\nThe sixth CIIE is held in Shanghai.\n\n"
        "The second CIIE filled the halls. Tentative deals were worth $71.13 billion.\n"
    )

    (left,) = left_over(proposal(text))

    assert (left.rivals, left.edition) == (("intended-deals",), None)
    assert left.doubt == "edition 2, which stands before it or in the records, or 6?"


@pytest.mark.parametrize(
    ("sentence", "measure", "edition"),
    [
        ("Tentative deals were worth $71.13 billion.", None, None),
        ("Tentative deals were worth $78.41 billion.", "intended-deals", "6"),
        ("Tentative deals were worth $71 billion.", "intended-deals", "6"),
        ("The second CIIE filled the halls. Tentative deals were worth $71.13 billion.", "intended-deals", "2"),
        ("Here are 367,000 square meters.", "exhibition-area", "6"),
        ("Here are 430,000 square meters.", "total-area", "6"),
        ("Here are 200,000 square meters.", None, None),
    ],
)
def test_what_records_state_of_a_value(sentence: str, measure: str | None, edition: str | None) -> None:
    """A value that records state for one measure and edition is of them, or in doubt; a round one tells nothing."""
    known = {
        ("intended-deals", Decimal("71.13e9")): frozenset({"2"}),
        ("intended-deals", Decimal("71e9")): frozenset({"2"}),
        ("exhibition-area", Decimal(367000)): frozenset({"6"}),
    }
    context = TextContext(FIVE_NAMES.vocabulary, FIVE_NAMES.finder, 6, after_close=False, known=known)

    (found,) = propose_figures([sentence], context)

    assert (found.figure and found.figure.measure) == measure
    assert (found.figure and found.figure.edition and found.figure.edition.key) == edition


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "The total area of the sixth CIIE is 430,000 square meters, compared with 420,000 square meters last year.",
            ["total-area 430000 6", "total-area 420000 5"],
        ),
        ("近20家世界500强和行业龙头企业，以及500多家来自首都的企业首次参展。", []),
        ("第六届进博会有289家世界500强和行业龙头企业，数量为历届之最。", ["industry-leaders 289 6"]),
        ("At first the hall was to have 210,000 square meters of exhibition area.", []),
        ("The hall has snow first, then 360,000 square meters of exhibition area.", ["exhibition-area 360000 6"]),
        ("Over 280 exhibitors sang in the rain.", []),
        ("Over 280 companies have confirmed that they will come.", ["exhibitors 280 6"]),
        ("Over 2,800 exhibitors sang in the rain.", ["exhibitors 2800 6"]),
        ("46 guest countries have confirmed that they stay for a week.", []),
        ("Exhibitors from 128 countries have confirmed that they stay for a week.", ["exhibitor-origins 128 6"]),
        ("More than 130 companies, including many industry leaders, came.", []),
        ("More than 130 industry leaders, including many carmakers, came.", ["industry-leaders 130 6"]),
        (
            "64 countries (including China) show themselves in the Country Exhibition.",
            ["country-exhibition-participants 64 6"],
        ),
        ("The expo embraces new entrants, with nearly 50 Fortune 500 companies.", []),
        ("The expo had new entrants; nearly 250 Fortune 500 companies came.", ["industry-leaders 250 6"]),
        (
            "At it were 163 companies from 37 LDCs.",
            ["least-developed-exhibitors 163 6", "least-developed-participants 37 6"],
        ),
        ("Over the past four years, more than 3,000 companies have come to it.", []),
        ("Each of the past four years more than 3,000 companies have come to it.", ["exhibitors 3000 6"]),
        ("Among them are new faces, such as nearly 50 Fortune 500 companies.", []),
        ("Among them are old faces, such as nearly 250 Fortune 500 companies.", ["industry-leaders 250 6"]),
        ("A park of the city had 30,000 visitors.", []),
        ("The CIIE had 400,000 visitors.", ["professional-visitors 400000 6"]),
        ("More than 2,000 exhibitors and over 500 buyers came to the matchmaking.", []),
        ("More than 2,000 exhibitors came, and 500 buyers went to the matchmaking.", ["exhibitors 2000 6"]),
        ("Visitors in the six days fell to 461,000.", ["entries 461000 6"]),
    ],
)
def test_measures_of_the_vocabulary(sentence: str, expected: list[str]) -> None:
    """What the signs of the vocabulary make of a sentence: no part, no plan, no handful of a whole."""
    context = TextContext(FIVE_NAMES.vocabulary, FIVE_NAMES.finder, 6, after_close=False)

    found = [finding.figure for finding in propose_figures([sentence], context) if finding.figure]

    assert [f"{f.measure} {f.value} {f.edition.key if f.edition else ''}" for f in found] == expected
