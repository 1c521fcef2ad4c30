"""Dates in lines and sentences, from a table that an editor can extend (event_dates.yml)."""

from __future__ import annotations

from typing import Any

import pytest

from ciie.capturing.imprints import find_stamps
from ciie.model.values import parse_date
from ciie.text.dates import resolve_dates
from support.import_samples import rows

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
