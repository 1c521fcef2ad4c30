"""Numbers as texts write them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ciie.text.number_words import chinese_number, scale_of
from ciie.text.numbers import find_number_words, find_numbers, ordinal_number, plain, values_in
from support.texts import marked_texts

AMOUNTS = st.decimals(min_value=0, max_value=10**12, places=2)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("3486", ["3486"]),
        ("3,486 companies", ["3486"]),
        ("1,234,567.5", ["1234567.5"]),
        ("0.5", ["0.5"]),
        ("78.41 billion USD", ["78410000000"]),
        ("78.41-billion-dollar", ["78410000000"]),
        ("5 thousand, 6 million, 7 trillion and 8 bn", ["5000", "6000000", "7000000000000", "8000000000"]),
        ("5 Million", ["5000000"]),
        ("5\u00a0million", ["5000000"]),
        ("784.1亿美元", ["78410000000"]),
        ("36.7万平方米", ["367000"]),
        ("3千, 2百万, 1万亿", ["3000", "2000000", "1000000000000"]),
        ("来自128个国家", ["128"]),
        ("one hundred and 30 firms", ["130"]),
        ("3萬, 2億, 1萬億, 5百万", ["30000", "200000000", "1000000000000", "5000000"]),
        ("４００家", ["400"]),
        ("０９／：", ["9"]),
        ("1" * 28, ["1" * 28]),
        ("1" * 29, []),
        ("1234,5678", ["1234"]),
        ("1,23", ["1"]),
        ("1.2.3", ["1.2"]),
        ("5 millionaires", ["5"]),
        ("3 to 4 million, 3-4bn", ["3000000", "4000000", "3000000000", "4000000000"]),
        ("between 3 and 4 million", ["3000000", "4000000"]),
        ("3 and 4 million", ["3", "4000000"]),
        ("100 or 2 million, 2018-22 million", ["100", "2000000", "2018", "22000000"]),
        ("3至4亿元, 3-4万人", ["300000000", "400000000", "30000", "40000"]),
        ("2 and a quarter million", ["2250000"]),
        ("35 lakh, 12 crore, 3.5 lakh crore", ["3500000", "120000000", "3500000000000"]),
        ("$78.4B, US$5m, EUR 3k", ["78400000000", "5000000", "3000"]),
        ("102.529 bln, 5 mln, 3 tn", ["102529000000", "5000000", "3000000000000"]),
        ("5G, 3M, A320", []),
        ("10m wide, 4k", ["10", "4"]),
        ("1.5m visitors, 5m people", ["1500000", "5000000"]),
        ("3\u202f486, 1\u00a0234\u2009567, 3’486", ["3486", "1234567", "3486"]),
        ("35,00,000", ["3500000"]),
        ("７８４．１亿, ３，４８６家", ["78410000000", "3486"]),
        ("家，486", ["486"]),
        ("1万2千, 36万7,000, 3亿5000万, 1万2", ["12000", "367000", "350000000", "12000"]),
        ("达5亿2023年", ["500000000", "2023"]),
        ("40多万, 2兆, 5兆瓦, 5千克", ["400000", "2000000000000", "5", "5"]),
        ("−2.3%, -2.3 %", ["-2.3", "-2.3"]),
        ("5-10 November, 2018-2022", ["5", "10", "2018", "2022"]),
        ("9 out of 10", ["90"]),
        ("34 out of 128", ["34", "128"]),
        ("2½ million, .5 million", ["2500000", "500000"]),
        ("1 million and a half, 78.41 bil", ["1500000", "78410000000"]),
        ("no. 6.", ["6"]),
        ("no numbers here", []),
        ("", []),
    ],
)
def test_find_numbers_in_digits(text: str, values: list[str]) -> None:
    """Digits, with commas between thousands and a scale word behind, are numbers."""
    assert [number.value for number in find_numbers(text)] == [Decimal(value) for value in values]


def test_find_numbers_with_their_places() -> None:
    """A number stands from its first digit to the end of its scale word."""
    (number,) = find_numbers("deals of 78.41 billion USD")

    assert (number.start, number.end) == (9, 22)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("one two three four five six", [1, 2, 3, 4, 5, 6]),
        ("seven eight nine ten eleven Twelve", [7, 8, 9, 10, 11, 12]),
        ("twenty thirty", [20, 30]),
        ("half of them", [50]),
        ("近一半, 半数", [50, 50]),
        ("six-day expo", [6]),
        ("two million", [2_000_000]),
        ("three billion", [3_000_000_000]),
        ("two millionaires", [2]),
        ("twenty-one", [21]),
        ("three thousand four hundred and eighty-six", [3486]),
        ("one hundred and two hundred", [100, 200]),
        ("two thousand and three million", [2000, 3_000_000]),
        ("one hundred and two thousand", [102_000]),
        ("one hundred and 300 firms", [100]),
        ("two million five hundred thousand", [2_500_000]),
        ("five and six", [5, 6]),
        ("half a million", [500_000]),
        ("a quarter of a million; three quarters of a dozen", [250_000, 9]),
        ("one and a half million", [1_500_000]),
        ("a million and a half", [1_500_000]),
        ("six and a half years", [Decimal("6.5")]),
        ("half a dozen, two dozen", [6, 24]),
        ("half an hour", []),
        ("the twenty-first", []),
        ("the first half", []),
        ("nine out of ten", [90]),
        ("one in five", [20]),
        ("three quarters of", [75]),
        ("a quarter of, the third quarter", [25]),
        ("hundreds of thousands", [100_000]),
        ("一百零五家", [105]),
        ("一百零\n五家", [105]),
        ("一百二, 两万三", [120, 23_000]),
        ("三千五百亿, 三点五亿", [350 * 10**9, 350 * 10**6]),
        ("二〇二三年", [2023]),
        ("第六届, 十一月十日, 一带一路, 千万不要", []),
        ("近百家, 百余家, 上千人", [100, 100, 1000]),
        ("九成五, 百分之九十, 四分之三", [95, 90, 75]),
        ("廿五家, 卅二个", [25, 32]),
        ("壹佰家, 贰仟万元, 大陆企业, 参展", [100, 20_000_000]),
        ("two and a quarter million, three and three quarters billion", [2_250_000, 3_750_000_000]),
        ("two and a quarter of them", [2, 25]),
        ("three to four million", [3_000_000, 4_000_000]),
        ("hundred and fifty, a hundred and fifty", [150, 150]),
        ("someone often", []),
        ("tension", []),
    ],
)
def test_find_number_words(text: str, values: list[int]) -> None:
    """A number word counts where it is a whole word, and with its scale word."""
    assert [number.value for number in find_number_words(text)] == values


def test_values_in_digits_and_words() -> None:
    """Values of both ways of writing come together, each once."""
    assert values_in("eight of 400, 8 of them new") == {Decimal(8), Decimal(400)}


@pytest.mark.parametrize("text", ["5 thou\u017fand", "\u017fix", "5 tr\u0131llion", "n\u0130ne"])
def test_values_of_letters_that_only_fold_to_latin_ones(text: str) -> None:
    """Letters of other alphabets that fold to Latin ones make no number word."""
    assert values_in(text) <= {Decimal(5)}


def test_find_numbers_in_a_million_digits() -> None:
    """A number too large to reckon with is passed over."""
    assert list(find_numbers("1" * 1_000_002)) == []


@pytest.mark.parametrize(
    ("value", "shown"),
    [("3486", "3,486"), ("78.41e9", "78,410,000,000"), ("0.5", "0.5"), ("1234.50", "1,234.5"), ("0", "0")],
)
def test_plain(value: str, shown: str) -> None:
    """A value is shown in digits with commas and no zeros behind."""
    assert plain(Decimal(value)) == shown


@given(AMOUNTS)
def test_find_numbers_in_formatted_amounts(amount: Decimal) -> None:
    """A number written with commas is read back as the number it is."""
    assert [number.value for number in find_numbers(f"worth {amount:,f} in all")] == [amount]


@given(st.one_of(marked_texts, st.text(), st.from_regex(r"[0-9.,万亿 -]{0,40}")))
def test_places_of_numbers_in_any_text(text: str) -> None:
    """Numbers stand within their text, from left to right, none over another."""
    places = [place for number in find_numbers(text) for place in (number.start, number.end)]

    assert places == sorted(places)
    assert all(0 <= place <= len(text) for place in places)


@pytest.mark.parametrize(
    ("text", "number"), [("十五", 15), ("三千四百", 3400), ("两", 2), ("一百二十", 120), ("零", None)]
)
def test_numbers_in_chinese_numerals(text: str, number: int | None) -> None:
    """Chinese numerals below ten thousand are read; zero is none."""
    assert chinese_number(text) == number


@pytest.mark.parametrize(("text", "number"), [("6th", 6), ("sixth", 6), ("六", 6), ("Inaugural", 1), ("hello", None)])
def test_ordinals_in_every_spelling(text: str, number: int | None) -> None:
    """An ordinal is read in digits, English and Chinese."""
    assert ordinal_number(text) == number


@pytest.mark.parametrize(
    ("values", "written"),
    [
        (("57.83e9", "83.49e9"), ["57.83 billion", "83.49 billion"]),
        (("9999", "3617"), ["9,999", "3,617"]),
        (("10000", "410000", "500"), ["10 thousand", "410 thousand", "0.5 thousand"]),
        (("15e6",), ["15 million"]),
        (("0", "127"), ["0", "127"]),
    ],
)
def test_numbers_of_a_column_are_written_in_one_scale(values: tuple[str, ...], written: list[str]) -> None:
    """The middle number sets the scale, from ten of it on; no digit is lost."""
    numbers = [Decimal(value) for value in values]
    scale = scale_of(numbers)

    assert [f"{scale.written(number)} {scale.name}".strip() for number in numbers] == written
