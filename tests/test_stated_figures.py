"""Figures of the front matter held against the body."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

import pytest

from ciie.model.problems import Problem
from ciie.model.records import Figure, Passage, Qualifier
from ciie.model.vocabulary import Measure
from ciie.reading import stated_figures
from support.samples import VOCABULARY, figure


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
    found = stated_figures.find_figures([figure("1", words=words)], passages(text), {})

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
        ("10", "on 10 November, 11月10日, 2023-11-10", False),
        ("10", "on 5 November 10 companies came", True),
    ],
)
def test_find_figures_by_their_value(value: str, text: str, stated: bool) -> None:
    """A figure without words is stated where a number of its value stands."""
    found = stated_figures.find_figures([figure(value)], passages(text), {})

    assert found == (("p1",) if stated else (None,))


def test_find_figures_in_the_first_passage_that_states_them() -> None:
    """Each figure has the anchor of the first passage with it, or none."""
    figures = [figure("400"), figure("5", words="five"), figure("6")]

    assert stated_figures.find_figures(figures, passages("none", "400, five", "400"), {}) == ("p2", "p2", None)


GOOD = figure("3486", words="3,486 companies", line=5)


@pytest.mark.parametrize(
    ("bad", "rules"),
    [
        (figure("2", words="3,486 companies"), ["figure-value"]),
        (figure("7", words="seven"), ["figure-not-in-body"]),
        (figure("7"), ["figure-not-in-body"]),
        (figure("3486", words="companies"), ["figure-value"]),
    ],
)
def test_check_figures_with_a_fault(bad: Figure, rules: list[str]) -> None:
    """A figure with a fault is named, first or last, and the one beside it is not."""
    body = passages("3,486 companies in 1")
    for figures in ([bad, GOOD], [GOOD, bad]):
        anchors = stated_figures.find_figures(figures, body, VOCABULARY.measures)

        assert places(stated_figures.check_figures(figures, anchors, body, VOCABULARY.measures, "en")) == [
            (1, rule) for rule in rules
        ]


@pytest.mark.parametrize(
    ("value", "words"), [("78.41e9", "78.41 billion"), ("50", "half"), ("8", "eight"), ("1", "a single one")]
)
def test_check_figures_whose_words_state_the_value(value: str, words: str) -> None:
    """Words state the value in digits, with a scale word, or in words."""
    figures = [figure(value, words=words)]

    assert places(stated_figures.check_figures(figures, ("p1",), (), VOCABULARY.measures, "en")) == []


def test_check_figures_says_what_to_write() -> None:
    """A fault in a figure names the value in digits, and the words."""
    figures = [figure("78.41e9", measure="intended-deals", words="78.4 billion")]

    (value,) = stated_figures.check_figures(figures, ("p1",), (), VOCABULARY.measures, "en")

    assert value.message == 'the words "78.4 billion" do not state the value 78,410,000,000'


def rules(body: str, found: Figure, measures: dict[str, Measure] | None = None, language: str = "en") -> list[str]:
    """The rules that a figure of a record with this body breaks."""
    measures, texts = measures or dict(VOCABULARY.measures), passages(body)
    anchors = stated_figures.find_figures([found], texts, measures)
    return [each.rule for each in stated_figures.check_figures([found], anchors, texts, measures, language)]


@pytest.mark.parametrize(
    ("body", "words", "right", "wrong"),
    [
        ("about 35 lakh visitors came", "35 lakh visitors", "3.5e6", ["35"]),
        ("deals of 12 crore rupees", "12 crore", "120e6", ["12"]),
        ("deals of $78.4B", "$78.4B", "78.4e9", ["78.4"]),
        ("deals of 78.4bn USD", "78.4bn USD", "78.4e9", ["78.4"]),
        ("$102.529 bln in all", "$102.529 bln", "102.529e9", ["102.529"]),
        ("half a million visitors", "half a million visitors", "500000", ["50", "0.5", "1e6"]),
        ("one and a half million", "one and a half million", "1.5e6", ["50", "1", "0.5e6", "1e6"]),
        ("two hundred and five firms", "two hundred and five firms", "205", ["200", "5", "2"]),
        ("3\u202f486 companies", "3\u202f486 companies", "3486", ["486", "3"]),
        ("3\u00a0486 companies", "3,486 companies", "3486", ["486", "3"]),
        ("35,00,000 visitors", "35,00,000", "3.5e6", ["35"]),
        ("成交７８４．１亿美元", "７８４．１亿美元", "78.41e9", ["784.1", "1e8", "784"]),
        ("成交７８４．１亿美元", "784.1亿美元", "78.41e9", ["784.1"]),
        ("３，４８６家企业", "３，４８６家", "3486", ["486", "3"]),
        ("一百零五家企业", "一百零五家", "105", ["5", "100"]),
        ("1万2千人", "1万2千人", "12000", ["10000", "2000", "1", "2"]),
        ("36万7,000平方メートル", "36万7,000", "367000", ["360000", "7000"]),
        ("三点五亿美元", "三点五亿", "350e6", ["5e8", "3", "5"]),
        ("规模达2兆日元", "2兆", "2e12", ["2"]),
        ("nine out of ten companies", "nine out of ten", "90", ["9", "10"]),
        ("近九成企业", "九成", "90", ["9"]),
        ("百分之九十五的企业", "百分之九十五", "95", ["5", "100"]),
        ("two thirds of them", "two thirds", "66.7", ["2", "3"]),
    ],
)
def test_figure_as_it_is_written(body: str, words: str, right: str, wrong: list[str]) -> None:
    """Numbers of every notation state their value, with words and without them, and no part of it."""
    assert rules(body, figure(right, words=words)) == []
    assert rules(body, figure(right)) == []
    for value in wrong:
        assert rules(body, figure(value, words=words)) == ["figure-value"], value
        assert rules(body, figure(value)) == ["figure-not-in-body"], value


@pytest.mark.parametrize(
    ("body", "words", "value"),
    [
        ("about 35 lakh visitors", "35", "35"),
        ("deals of $78.4B", "78.4", "78.4"),
        ("half a million visitors", "half", "50"),
        ("one and a half million", "half", "50"),
        ("3\u202f486 companies", "486 companies", "486"),
        ("一百零五家企业", "五家", "5"),
        ("一百零\n五家企业", "五家", "5"),
        ("1万2千人", "2千人", "2000"),
        ("nine out of ten", "ten", "10"),
        ("a quarter of a million visitors", "a million", "1000000"),
        ("three\nquarters of a million", "a million", "1000000"),
        ("1 million and a half visitors", "1 million", "1000000"),
        ("US$78.41 bil in deals", "78.41", "78.41"),
        ("down −2.3 %", "2.3 %", "2.3"),
    ],
)
def test_words_that_are_cut_out_of_a_number(body: str, words: str, value: str) -> None:
    """A part of a number is not what the body states, also where its words are copied exactly."""
    assert rules(body, figure(value, words=words)) == ["figure-not-in-body"]


@pytest.mark.parametrize(
    ("words", "qualifier", "value", "found"),
    [
        ("三四十家", Qualifier.AT_LEAST, "30", []),
        ("三四十家", Qualifier.ABOUT, "40", []),
        ("三四十家", Qualifier.ABOUT, "29", ["figure-value"]),
        ("三四十家", Qualifier.ABOUT, "41", ["figure-value"]),
        ("三四十家", Qualifier.EXACT, "40", ["figure-value"]),
        ("数百家", Qualifier.EXACT, "100", ["figure-value"]),
        ("数百家", Qualifier.OVER, "100", []),
        ("数十个国家", Qualifier.EXACT, "10", ["figure-value"]),
        ("hundreds of companies", Qualifier.EXACT, "100", ["figure-value"]),
        ("hundreds of companies", Qualifier.OVER, "100", []),
        ("hundreds of companies", Qualifier.OVER, "99", ["figure-value"]),
    ],
)
def test_words_without_an_exact_number(words: str, qualifier: Qualifier, value: str, found: list[str]) -> None:
    """三四十 is about 30 to 40; 数百 and "hundreds" give no exact value."""
    body = f"共有{words}参加" if words[0] > "z" else f"with {words} there"

    assert rules(body, figure(value, words=words, qualifier=qualifier)) == found


GROWTH = {"exhibitors": Measure("exhibitors", "Growth", units=("companies",), least=Decimal(-100))}


@pytest.mark.parametrize(
    ("body", "words", "right"),
    [
        ("deals fell 2.3 % in a year", "fell 2.3 %", "-2.3"),
        ("deals fell 2.3 % in a year", "2.3 %", "-2.3"),
        ("deals were down by 2.3 percent", "2.3 percent", "-2.3"),
        ("deals were 2.3 percent lower", "2.3 percent", "-2.3"),
        ("deals fell in that year by a further 2.3 %", "2.3 %", "-2.3"),
        ("growth of −2.3%", "−2.3%", "-2.3"),
        ("growth of -2.3%", "-2.3%", "-2.3"),
        ("成交额下降2.3%", "下降2.3%", "-2.3"),
        ("成交额同比下降了约2.3%", "2.3%", "-2.3"),
        ("deals rose 2.3 % in a year", "rose 2.3 %", "2.3"),
        ("visitors fell, deals rose 2.3 %", "2.3 %", "2.3"),
        ("成交额增长2.3%", "增长2.3%", "2.3"),
    ],
)
def test_growth_has_the_sign_that_the_body_gives_it(body: str, words: str, right: str) -> None:
    """What fell grew by less than nothing, and is not claimed to have risen; the other way round neither."""
    wrong = str(-Decimal(right))

    assert rules(body, figure(right, words=words), GROWTH) == []
    assert rules(body, figure(right), GROWTH) == []
    assert rules(body, figure(wrong, words=words), GROWTH) != []
    assert rules(body, figure(wrong), GROWTH) != []


def test_words_in_a_language_whose_numerals_are_not_read() -> None:
    """Words without a number state none, but for a language in which numbers in words cannot be read."""
    assert rules("douze exposants", figure("12", words="douze exposants"), language="fr") == []
    assert rules("the exhibitors", figure("12", words="the exhibitors")) == ["figure-value"]


@pytest.mark.parametrize(
    ("unit", "text", "others"),
    [
        ("USD", "worth 78.41 billion yuan", "CNY"),
        ("USD", "worth 784.1亿元", "CNY"),
        ("USD", "worth RMB 78.41 billion", "CNY"),
        ("USD", "worth ¥78.41 billion", "CNY or JPY"),
        ("CNY", "worth 784.1亿美元", "USD"),
        ("EUR", "worth US$78.41 billion", "USD"),
        ("USD", "worth 78.41 billion", ""),
        ("USD", "worth US$78.41 billion", ""),
        ("HKD", "worth 78.41 billion dollars", ""),
        ("USD", "worth 78.41 billion-dollar deals", ""),
        ("USD", "worth 78.41 billion US dollars (571 billion yuan)", ""),
        ("USD", "worth 78.41 billion yuan, or was it 78.41 billion dollars", ""),
        ("EUR", "worth €78.41 billion", ""),
        ("companies", "worth 78.41 billion yuan", ""),
    ],
)
@pytest.mark.parametrize("words", [None, "78.41 billion"])
def test_figure_in_another_currency(unit: str, text: str, others: str, words: str | None) -> None:
    """A number that the body gives in another currency alone states no figure; one without a currency does."""
    words = words if words is None or words in text else "784.1亿"
    claimed = replace(figure("78.41e9", words=words), unit=unit)
    body = passages(text)
    anchors = stated_figures.find_figures([claimed], body, {})
    found = [*stated_figures.check_figures([claimed], anchors, body, {}, "en")]

    assert [each.rule for each in found] == (["figure-not-in-body"] if others else [])
    assert all(f"in {others}, and the figure in {unit}" in each.message for each in found)
    assert all(f"{others} is not {unit}" in each.hint for each in found)
