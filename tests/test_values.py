"""Dates known to the day, month or year, and spans."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ciie.model.values import EARLIEST, PartialDate, Precision, day, latest_day, parse_date, parse_url
from support.samples import date
from support.texts import marked_texts

DAYS = st.dates(min_value=EARLIEST, max_value=dt.date(2099, 12, 31))
WRITTEN = DAYS.flatmap(lambda value: st.sampled_from([f"{value:%Y}", f"{value:%Y-%m}", value.isoformat()]))
SPANS = st.tuples(DAYS, DAYS).map(sorted).filter(lambda ends: ends[0] != ends[1]).map(lambda e: f"{e[0]}/{e[1]}")


@pytest.mark.parametrize(
    ("text", "first", "last", "precision"),
    [
        ("2023-11-05", "2023-11-05", "2023-11-05", Precision.DAY),
        ("2023-11", "2023-11-01", "2023-11-30", Precision.MONTH),
        ("2024-02", "2024-02-01", "2024-02-29", Precision.MONTH),
        ("2023-12", "2023-12-01", "2023-12-31", Precision.MONTH),
        ("2023", "2023-01-01", "2023-12-31", Precision.YEAR),
        ("2023-11-05/2023-11-10", "2023-11-05", "2023-11-10", Precision.DAY),
        ("2023-10/2024-02", "2023-10-01", "2024-02-29", Precision.MONTH),
        ("2018/2022", "2018-01-01", "2022-12-31", Precision.YEAR),
        ("1900-01-01", "1900-01-01", "1900-01-01", Precision.DAY),
        ("2024-02-29", "2024-02-29", "2024-02-29", Precision.DAY),
    ],
)
def test_parse_date_of_each_form(text: str, first: str, last: str, precision: Precision) -> None:
    """A date covers its first to its last day and keeps how closely it is known."""
    expected = PartialDate(dt.date.fromisoformat(first), dt.date.fromisoformat(last), precision)

    assert parse_date(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "today",
        "2023-02-29",
        "2023-00",
        "2023-13",
        "2023-11-00",
        "2023-11-31",
        "0000",
        "1899-12-31",
        "1899",
        "20231105",
        "2023-11-5",
        "2023-1",
        "05/11/2023",
        "2023/11/05",
        "2023-11-05T10:00",
        " 2023",
        "2023\n",
        "２０２３",
        "2023-11-05/",
        "/2023",
        "2023/2023",
        "2023-11-10/2023-11-05",
        "2023-11-05/2023-12",
        "2023-11/2023-12-05",
        "2021/2022/2023",
    ],
)
def test_parse_date_refuses_what_is_no_date(text: str) -> None:
    """A text in another form, a day that does not exist and a span that runs backwards are no dates."""
    assert parse_date(text) is None


@pytest.mark.parametrize(
    ("iso", "text"),
    [
        ("2023", "2023"),
        ("2023-11", "November 2023"),
        ("2023-11-05", "5 November 2023"),
        ("2023-11-05/2023-11-10", "5–10 November 2023"),
        ("2023-10-30/2023-11-02", "30 October 2023 – 2 November 2023"),
        ("2022-11-05/2023-11-05", "5 November 2022 – 5 November 2023"),
        ("2023-10/2023-11", "October 2023 – November 2023"),
        ("2018/2022", "2018 – 2022"),
    ],
)
def test_text_of_each_form(iso: str, text: str) -> None:
    """Readers see a date in words, and one month of a span once."""
    assert date(iso).text == text


def test_order_of_dates() -> None:
    """Dates sort by the day they begin, and the shorter of two that begin together stands first."""
    out_of_order = [date(text) for text in ("2023", "2023-01", "2023-01-01/2023-01-02", "2023-01-01", "2022-12-31")]

    assert sorted(out_of_order) == list(reversed(out_of_order))


def test_day() -> None:
    """A day of the calendar is a date known to the day."""
    assert day(dt.date(2023, 11, 5)) == parse_date("2023-11-05")


@given(st.one_of(WRITTEN, SPANS))
def test_iso_of_a_parsed_date(text: str) -> None:
    """A date that was read is written as it was read."""
    parsed = parse_date(text)

    assert parsed is not None
    assert parsed.iso == text


@given(st.one_of(marked_texts, st.from_regex(r"[0-9/-]{0,24}")))
def test_parse_date_of_any_text(text: str) -> None:
    """Whatever text stands where a date should, it is a date that writes itself so, or none."""
    parsed = parse_date(text)

    assert parsed is None or parsed.iso == text


@pytest.mark.parametrize("character", "\"'<>`{}|\\^ \t\u00a0\n")
def test_parse_url_of_what_is_no_address(character: str) -> None:
    """An address has no character that browsers send in another form, or that ends it in a page."""
    assert parse_url(f"https://a.example/{character}b") is None


@pytest.mark.parametrize(
    ("now", "latest"),
    [
        ("2026-11-20T09:59:59+00:00", "2026-11-20"),
        ("2026-11-20T10:00:00+00:00", "2026-11-21"),
        ("2026-11-21T00:30:00+08:00", "2026-11-21"),
        ("2026-11-20T23:00:00-11:00", "2026-11-22"),
    ],
)
def test_latest_day_anywhere(now: str, latest: str) -> None:
    """It is tomorrow in Kiribati from ten in the morning in London, and what is dated so in Shanghai is of today."""
    assert latest_day(dt.datetime.fromisoformat(now)).isoformat() == latest
