"""Front matter held against body."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

import pytest

from ciie.reading import evidence
from ciie.reading.evidence import Claimed
from ciie.reading.names import names_of
from ciie.words.model import Event, Figure, Mention, Passage
from ciie.words.problems import Problem
from samples import VOCABULARY, event, figure

NAMES = names_of(VOCABULARY)
HUDSON = Mention("paul-hudson")
WHERE = {("organisations", "ey"): (6, 16), ("people", "paul-hudson"): (7, 9)}


def passages(*texts: str) -> tuple[Passage, ...]:
    """Passages p1, p2 and so on, at lines 10, 20 and so on."""
    return tuple(Passage(f"p{number}", text, number * 10) for number, text in enumerate(texts, 1))


def places(problems: Iterable[Problem]) -> list[tuple[int, str]]:
    """Problems as line and rule."""
    return [(found.line, found.rule) for found in problems]


@pytest.mark.parametrize(
    ("words", "text", "stated"),
    [
        ("3,486 companies", "in all 3,486 companies came", True),
        ("3,486 Companies", "3,486 companies", True),
        ("3,486 companies", "3,486\ncompanies", True),
        ("People's 5", "People’s 5", True),
        ("784.1亿美元", "达784.1亿美元。", True),
        ("意向成交", "ABB意向成交", True),
        ("95 %", "95 % of them", True),
        ("486 companies", "3,486 companies", False),
        ("3,486", "13,486", False),
        ("400", "400,000", False),
        ("5", "5.5", False),
        ("400.", "no. 400.", True),
        ("84.1亿", "784.1亿", False),
        ("48", "A48", False),
        ("compan", "companies", False),
    ],
)
def test_find_figures_by_their_words(words: str, text: str, stated: bool) -> None:
    """A figure is stated where its words stand whole, and no longer number swallows theirs."""
    found = evidence.find_figures([figure("1", words=words)], passages(text))

    assert found == (("p1",) if stated else (None,))


@pytest.mark.parametrize(
    ("value", "text", "stated"),
    [
        ("3486", "3,486", True),
        ("78.41e9", "78.41 billion USD", True),
        ("8", "eight of them", True),
        ("50", "half of them", True),
        ("486", "3,486", False),
        ("3486", "", False),
    ],
)
def test_find_figures_by_their_value(value: str, text: str, stated: bool) -> None:
    """A figure without words is stated where a number of its value stands."""
    found = evidence.find_figures([figure(value)], passages(text))

    assert found == (("p1",) if stated else (None,))


def test_find_figures_in_the_first_passage_that_states_them() -> None:
    """Each figure has the anchor of the first passage with it, or none."""
    figures = [figure("400"), figure("5", words="five"), figure("6")]

    assert evidence.find_figures(figures, passages("none", "400, five", "400")) == ("p2", "p2", None)


@pytest.mark.parametrize(
    ("found_event", "anchor"),
    [
        (event("2023-11-05"), "p1"),
        (event("2023-11-10"), None),
        (event("2023-11-10", words="the close"), "p2"),
        (event("2023-11-05", words="another day"), None),
    ],
)
def test_find_events(found_event: Event, anchor: str | None) -> None:
    """An event is dated by its words, or where its day stands."""
    assert evidence.find_events([found_event], passages("On 5 November", "at the close"), "en") == (anchor,)


GOOD = figure("3486", words="3,486 companies", line=5)


@pytest.mark.parametrize(
    ("bad", "rules"),
    [
        (figure("1", unit="halls", words="1"), ["wrong-unit"]),
        (figure("2", words="3,486 companies"), ["figure-value"]),
        (figure("7", words="seven"), ["figure-not-in-body"]),
        (figure("7"), ["figure-not-in-body"]),
        (figure("7", unit="halls"), ["wrong-unit", "figure-not-in-body"]),
    ],
)
def test_check_figures_with_a_fault(bad: Figure, rules: list[str]) -> None:
    """A figure with a fault is named, first or last, and the one beside it is not."""
    body = passages("3,486 companies in 1")
    for figures in ([bad, GOOD], [GOOD, bad]):
        anchors = evidence.find_figures(figures, body)

        assert places(evidence.check_figures(figures, anchors, VOCABULARY)) == [(1, rule) for rule in rules]


@pytest.mark.parametrize(
    ("value", "words"), [("78.41e9", "78.41 billion"), ("50", "half"), ("8", "eight"), ("1", "a single one")]
)
def test_check_figures_whose_words_state_the_value(value: str, words: str) -> None:
    """Words state the value in digits, with a scale word, in words, or without any number."""
    figures = [figure(value, words=words)]

    assert places(evidence.check_figures(figures, ("p1",), VOCABULARY)) == []


def test_check_figures_says_what_to_write() -> None:
    """A fault in a figure names the value in digits, the words and the units allowed."""
    figures = [figure("78.41e9", unit="EUR", measure="intended-deals", words="78.4 billion")]

    unit, value = evidence.check_figures(figures, ("p1",), VOCABULARY)

    assert (unit.message, unit.hint) == ('intended-deals is not counted in "EUR"', "write one of: USD, CNY")
    assert value.message == 'the words "78.4 billion" do not state the value 78,410,000,000'


@pytest.mark.parametrize("anchors", [(None, "p1"), ("p1", None)])
def test_check_events(anchors: Sequence[str | None]) -> None:
    """An event whose date no passage gives is a fault, first or last."""
    events = [event(line=4), event("2023-11-10", line=5)]

    assert places(evidence.check_events(events, anchors)) == [(4 + anchors.index(None), "date-not-in-body")]


@pytest.mark.parametrize(
    ("claimed", "found"),
    [
        ({"organisations": ("sanofi",), "places": ("cn",)}, []),
        ({"organisations": ("ey", "sanofi"), "places": ("cn",)}, [(6, "name-not-in-body")]),
        ({"organisations": ("sanofi", "ey"), "places": ("cn",)}, [(6, "name-not-in-body")]),
        ({"organisations": ("sanofi",), "places": ("cn",), "people": (HUDSON,)}, [(7, "name-not-in-body")]),
        ({"organisations": ("sanofi",), "places": ("cn",), "people": (HUDSON, HUDSON)}, [(7, "name-not-in-body")]),
        ({"organisations": ("sanofi",)}, [(20, "unlisted-name")]),
        ({"places": ("cn",)}, [(10, "unlisted-name")]),
        ({}, [(10, "unlisted-name"), (20, "unlisted-name")]),
    ],
)
def test_check_names(claimed: dict[str, Sequence[str | Mention]], found: list[tuple[int, str]]) -> None:
    """Names that only one of front matter and body has are named, each once."""
    body = passages("Sanofi and Sanofi", "from China to China, Sanofi")
    lacking = evidence.check_names(claimed, WHERE, body, NAMES)
    unlisted = evidence.check_unlisted_names(claimed, body, NAMES)

    assert places([*lacking, *unlisted]) == found


def test_check_names_of_a_longer_name() -> None:
    """A parent named within its daughter's name need not be listed, and may be."""
    body = passages("Sanofi China")

    assert places(evidence.check_unlisted_names({"organisations": ("sanofi-china",)}, body, NAMES)) == []
    assert places(evidence.check_names({"organisations": ("sanofi-china", "sanofi")}, {}, body, NAMES)) == []


@pytest.mark.parametrize(
    "text",
    [
        "3,486 companies",
        "the expo of 2023",
        "the 6th expo, 第六届, 第6届",
        "on 5 November, 11月5日",
        "5G and A320 and B-52",
        "Fortune 500 and Fortune Global 500 companies, 世界500强",
        "a six-day expo, a 6-day expo",
        "item #7",
        "worth 12",
        "the 44 new ones",
        "on stand 77",
        "in 2021",
    ],
)
def test_check_numbers_that_are_accounted_for(text: str) -> None:
    """Claimed numbers, years, ordinals, days, and numbers within names need no figure."""
    claimed = Claimed([figure("3486", note="12 in all", words="44 new")], [event("2021", what="Stand 77")], "en")

    assert places(evidence.check_numbers(claimed, passages(text), NAMES)) == []


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("3,487 companies", "3,487"),
        ("in November 3,487 companies", "3,487"),
        ("a global 500 companies", "500"),
        ("Fortune: 500 companies", "500"),
        ("500家企业", "500"),
        ("3,487 came on 5 November", "3,487"),
        ("on 5 November came 3,487", "3,487"),
        ("on 5 November, 31 came", "31"),
        ("2,023 companies", "2,023"),
        ("784.1亿美元", "784.1亿"),
    ],
)
def test_check_numbers_that_nothing_claims(text: str, written: str) -> None:
    """A number that no figure claims is warned of, with the words to claim it by."""
    (found,) = evidence.check_numbers(Claimed([], [], "en"), passages("nothing", text), NAMES)

    assert (found.line, found.rule, found.is_error) == (20, "unlisted-figure", False)
    assert found.message == f"the body states {written}, which no figure of the front matter claims"


@pytest.mark.parametrize(
    ("value", "shown"),
    [("3486", "3,486"), ("78.41e9", "78,410,000,000"), ("0.5", "0.5"), ("1234.50", "1,234.5"), ("0", "0")],
)
def test_plain(value: str, shown: str) -> None:
    """A value is shown in digits with commas and no zeros behind."""
    assert evidence.plain(Decimal(value)) == shown
