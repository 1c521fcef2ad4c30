"""Days that a body names and no event claims."""

from __future__ import annotations

import pytest

from ciie.reading.bodies import passages
from ciie.reading.evidence import check_dates
from ciie.reading.records import read_record
from support.samples import RECORD_PATH, RECORD_TEXT, a_context, date

PUBLISHED = date("2023-11-16")
FIGURE = "figures: [{measure: exhibitors, value: 36, unit: companies, edition: 6}]\n"


def days(text: str, *events: str, language: str = "en") -> list[str]:
    """The lines to paste for the days of a text."""
    found = check_dates([date(each) for each in events], PUBLISHED, passages(text, 9), language)
    return [problem.hint.split("date: ")[1].split(",")[0] for problem in found]


def test_day_that_a_figure_is_for() -> None:
    """A day under as_of needs no event."""
    text = RECORD_TEXT.replace("rights", FIGURE + "rights").replace("halls", "halls by 8 November, 36 of them visitors")
    dated = text.replace("unit", "as_of: 2023-11-08, unit")

    assert [found.rule for found in read_record(RECORD_PATH, text, a_context()).problems] == ["unlisted-date"]
    assert read_record(RECORD_PATH, dated, a_context()).problems == ()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It opened on 5 November 2023.", ["2023-11-05"]),
        ("It opened on November 5th, 2023.", ["2023-11-05"]),
        ("It opened on Nov. 5.", ["2023-11-05"]),
        ("2022年11月5日开幕。", ["2022-11-05"]),
        ("From 5 to 10 November 2023.", ["2023-11-10"]),
        ("On 5 November 2023, and again on 5 November 2023.", ["2023-11-05"]),
        ("It opened in November 2023.", []),
        ("It opened on 31 November 2023.", []),
        ("Published on 16 November 2023.", []),
        ("The photograph shows the hall on 5 November 2023.", []),
        ("A photograph shows it. It opened on 5 November 2023.", ["2023-11-05"]),
        ("The photograph shows the hall for food, health and chips in the centre by the river on 5 November 2023.", []),
        ("On 5 November 2023 the hall for food, health and chips in the centre by the river, in a photograph.", []),
        ("No. 5 of 2023", []),
        ("二〇二二年十一月五日开幕。", ["2022-11-05"]),
        ("From November 5 through 10, 2023.", ["2023-11-10"]),
        ("It opened on 05-Nov-2023.", ["2023-11-05"]),
        ("11月5日～10日举行。", ["2023-11-10"]),
        ("It opened on 2023/11/05.", ["2023-11-05"]),
    ],
)
def test_days_of_a_text(text: str, found: list[str]) -> None:
    """A day with its month is found however it is written; months, days that are none and photographs are not."""
    assert days(text) == found


@pytest.mark.parametrize(
    ("event", "found"),
    [
        ("2023-11-05", []),
        ("2023-11-05/2023-11-10", []),
        ("2023-11-01/2023-11-10", []),
        ("2022-11-05", ["2023-11-05"]),
        ("2023-11", ["2023-11-05"]),
        ("2023-11-06", ["2023-11-05"]),
    ],
)
def test_days_beside_an_event(event: str, found: list[str]) -> None:
    """An event claims its day, or every day of its span; a month claims no day."""
    assert days("It opened on 5 November 2023.", event) == found


def test_day_without_a_year() -> None:
    """A day without a year is claimed by that day of any year."""
    assert days("It opened on 5 November.", "2018-11-05") == []


def test_line_to_paste() -> None:
    """The hint is an event that the record lacks, with the words of the body and where they stand."""
    (found,) = check_dates([], PUBLISHED, passages("Opened:\n5 November 2023", 9), "en")

    assert (found.line, found.column) == (10, 1)
    assert '- {date: 2023-11-05, what: "…", as: "5 November 2023"}' in found.hint
