"""Dates as texts write them; event_dates.yml is a table that an editor can extend."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ciie.capturing.imprints import find_stamps
from ciie.model.values import parse_date
from ciie.text.dates import date_spans, has_date, resolve_dates
from support.import_samples import rows
from support.samples import date
from support.texts import marked_texts

PUBLISHED = parse_date("2023-11-07")


@pytest.mark.parametrize("row", rows("event_dates.yml"), ids=lambda row: row["text"][:40])
def test_dates_of_each_sentence(row: dict[str, Any]) -> None:
    """Dates are absolute, counted from the day of publication where the words are relative."""
    assert [f"{found.date.iso} | {found.words}" for found in resolve_dates(row["text"], PUBLISHED)] == row["has"]


def test_relative_dates_without_a_day_of_publication() -> None:
    """What only the day of publication could date is left undated."""
    text = "On Sunday, in March this year, on Nov. 5, 5日, and in 2018."

    assert [found.words for found in resolve_dates(text, None)] == ["in 2018"]


@pytest.mark.parametrize(
    ("published", "date"),
    [
        ("2024-01-10", "2023-11-05"),
        ("2023-05-15", "2022-11-05"),
        ("2023-05-16", "2023-11-05"),
        ("2023-07-07", "2023-11-05"),
        ("2023-12-31", "2023-11-05"),
    ],
)
def test_year_of_a_date_without_one(published: str, date: str) -> None:
    """A month more than half a year ahead is that of the year before: an article of July speaks of the next expo."""
    (found,) = resolve_dates("The expo opens on Nov. 5.", parse_date(published))

    assert found.date.iso == date


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("2023-11-16 10:22:54", ["2023-11-16"]),
        ("2023/11/6", ["2023-11-06"]),
        ("2023年11月", ["2023-11"]),
        ("Nov. 5th, 2023", ["2023-11-05"]),
        ("5 November 2023", ["2023-11-05"]),
        ("05-Nov-2023", ["2023-11-05"]),
        ("2023-02-30", []),
        ("5/11/2023", []),
        ("12023-11-16", []),
        ("2023-11-0519:23", ["2023-11-05"]),
        ("10:22:54, 5 November 2023", ["2023-11-05"]),
        ("二〇二三年十一月五日", ["2023-11-05"]),
        ("2023-11-00", []),
        ("5-10 November 2023", []),
        ("November 2023", []),
    ],
)
def test_stamps_of_a_line(text: str, dates: list[str]) -> None:
    """A full date is read in every form that can be read in one way only."""
    assert [stamp.date.iso for stamp in find_stamps(text)] == dates


@pytest.mark.parametrize(
    ("text", "iso", "language"),
    [
        ("on 5 November", "2023-11-05", "en"),
        ("on November 5, 2023", "2023-11-05", "en"),
        ("on Nov. 5th", "2023-11-05", "en"),
        ("on the 5th of November", "2023-11-05", "en"),
        ("on Sept 1", "2023-09-01", "en"),
        ("from 5 to 10 November", "2023-11-05", "en"),
        ("from 5 to 10 November", "2023-11-10", "en"),
        ("from November 5 to 10", "2023-11-10", "en"),
        ("5–10 November", "2023-11-05/2023-11-10", "en"),
        ("from 30 October to 2 November", "2023-10-30/2023-11-02", "en"),
        ("2023-11-05", "2023-11-05", "en"),
        ("11月5日", "2023-11-05", "zh"),
        ("11月5日至10日", "2023-11-05/2023-11-10", "zh"),
        ("11月5-10日", "2023-11-05/2023-11-10", "zh"),
        ("le 5 novembre", "2023-11-05", "fr"),
        ("on 5 November", "2023-11-05", "fr"),
        ("on 5 November", "2023-11-05", "xx-unknown"),
        ("in November", "2023-11", "en"),
        ("在2023年11月举行", "2023-11", "zh"),
        ("between October and November", "2023-10/2023-11", "en"),
        ("in 2023", "2023", "en"),
        ("2018年", "2018", "zh"),
        ("二〇一八年", "2018", "zh"),
        ("二零二三年十一月十日", "2023-11-10", "zh"),
        ("十一月十日", "2023-11-10", "zh"),
        ("十一月五日至十日", "2023-11-05/2023-11-10", "zh"),
        ("十月三十一日", "2023-10-31", "zh"),
        ("二月二十九日", "2024-02-29", "zh"),
        ("１１月１０日", "2023-11-10", "zh"),
        ("11月10號", "2023-11-10", "zh"),
        ("11月5日～10日", "2023-11-05/2023-11-10", "zh"),
        ("11月5日〜10日", "2023-11-05/2023-11-10", "ja"),
        ("11月5日~10日", "2023-11-05/2023-11-10", "en"),
        ("11月5日、6日和7日", "2023-11-06", "zh"),
        ("11月5日到12月3日", "2023-11-05/2023-12-03", "zh"),
        ("11월 5일", "2023-11-05", "ko"),
        ("November 5 through 10", "2023-11-05/2023-11-10", "en"),
        ("November 5 thru 10", "2023-11-05/2023-11-10", "en"),
        ("Nov. 5 till the 10th", "2023-11-05/2023-11-10", "en"),
        ("November 5 & 6", "2023-11-05/2023-11-06", "en"),
        ("5, 6 and 7 November", "2023-11-05/2023-11-07", "en"),
        ("Sunday 5, Monday 6, Tuesday 7 and Wednesday 8 November", "2023-11-05", "en"),
        ("10-Nov-2023", "2023-11-10", "en"),
        ("Nov-10-2023", "2023-11-10", "en"),
        ("NOVEMBER 10, 2023", "2023-11-10", "en"),
        ("from Oct. 30 to Nov. 2", "2023-10-30/2023-11-02", "en"),
        ("November 5 and 10 December", "2023-11-05/2023-12-10", "en"),
        ("2023/11/05", "2023-11-05", "en"),
        ("2023.11.5", "2023-11-05", "en"),
        ("on May 5", "2023-05-05", "en"),
        ("2018 to 2022", "2018/2022", "en"),
    ],
)
def test_has_date_that_the_text_names(text: str, iso: str, language: str) -> None:
    """A date is found in any of the ways bodies write it, in the source's language or in English."""
    assert has_date(text, date(iso), language)


@pytest.mark.parametrize(
    ("text", "iso", "language"),
    [
        ("", "2023-11-05", "en"),
        ("on 15 November", "2023-11-05", "en"),
        ("on 5 December", "2023-11-05", "en"),
        ("on 50 November", "2023-11-05", "en"),
        ("5 companies in November fairs", "2023-11-05", "en"),
        ("5 to 9 November", "2023-11-05/2023-11-10", "en"),
        ("2023-11-15", "2023-11-05", "en"),
        ("11月15日", "2023-11-05", "zh"),
        ("21月5日", "2023-01-05", "zh"),
        ("le 5 novembre", "2023-11-05", "en"),
        ("Novembers", "2023-11", "en"),
        ("在11月举行", "2023-01", "zh"),
        ("12023 items", "2023", "en"),
        ("20231 items", "2023", "en"),
        ("5 November 2022", "2023-11-05", "en"),
        ("2022年11月5日", "2023-11-05", "zh"),
        ("November 2022", "2023-11", "en"),
        ("2022-11-05", "2023-11-05", "en"),
        ("二十一月五日", "2023-11-05", "zh"),
        ("十一月十五日", "2023-11-05", "zh"),
        ("十一月十五日", "2023-11-10", "zh"),
        ("11月5家企业", "2023-11-05", "zh"),
        ("firms may 5 times", "2023-05-05", "en"),
        ("November 5 and 10 December", "2023-11-10", "en"),
        ("13月5日", "2023-01-05", "zh"),
        ("from 30 October to 2 November 2022", "2023-10-30", "en"),
        ("from 30 October 2022 to 2 November", "2023-11-02", "en"),
        ("up in November 5%", "2023-11-05", "en"),
        ("at 20:10, November 4", "2023-11-10", "en"),
    ],
)
def test_has_date_that_the_text_lacks(text: str, iso: str, language: str) -> None:
    """Another day, month or year, or a longer number that holds its digits, is not the date."""
    assert not has_date(text, date(iso), language)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("On 5 November 2023 it opens", ["5 November 2023"]),
        ("from November 5 to 10 and on Dec. 1st", ["November 5 to 10 ", "Dec. 1st"]),
        ("from 5 to 10 November", ["5 to 10 November"]),
        ("400 companies", []),
        ("1 January, 31 December", ["1 January", "31 December"]),
    ],
)
def test_date_spans(text: str, named: list[str]) -> None:
    """The days and months that a text names are known by their places."""
    assert [text[start:end].strip() for start, end in date_spans(text, "en")] == [name.strip() for name in named]


@given(marked_texts, st.sampled_from(["en", "zh", "zh-Hant", "ja", "ru", "ar", "xx", "und", "sr-Latn"]))
def test_has_date_in_any_text_and_language(text: str, language: str) -> None:
    """A text without a digit names no day, whatever the language."""
    assert has_date(text, date("2023-11-05"), language) <= any(character.isdigit() for character in text)
