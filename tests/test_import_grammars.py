"""What the grammars of the import read in sentences, from tables that an editor can extend (tests/*.yml)."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from ciie.importing.captures import Imprint
from ciie.importing.dating import spoken_edition
from ciie.importing.imprints import find_dateline, parse_imprint, without_dateline
from ciie.importing.proposals import Quantity
from ciie.importing.quantities import find_quantities
from ciie.words.chinese_numerals import chinese_number
from ciie.words.dates import parse_date
from ciie.words.dates_in_text import find_dates, find_stamps
from ciie.words.numerals import ordinal_number
from ciie.words.sentences import find_sentences
from texts import plain_texts

HERE = Path(__file__).parent
PUBLISHED = parse_date("2023-11-07")


def rows(name: str) -> list[dict[str, Any]]:
    """The rows of the table `name`, every scalar as text."""
    loaded: list[dict[str, Any]] = yaml.load((HERE / name).read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    return loaded


def shown(text: str, quantity: Quantity) -> str:
    """A quantity as the table writes it."""
    words = text[quantity.start : quantity.end]
    return f"{quantity.value.normalize():f} {quantity.unit or '-'} {quantity.qualifier.value} | {words}"


@pytest.mark.parametrize("row", rows("quantities.yml"), ids=lambda row: row["text"][:40])
def test_quantities_of_each_sentence(row: dict[str, Any]) -> None:
    """Every quantity of a sentence is found with value, unit, qualifier and words, and nothing else is."""
    assert [shown(row["text"], quantity) for quantity in find_quantities(row["text"])] == row["has"]


@pytest.mark.parametrize("row", rows("editions.yml"), ids=lambda row: row["text"][:40])
def test_edition_that_each_figure_speaks_of(row: dict[str, Any]) -> None:
    """A figure speaks of the edition that its sentence names; a comparison with another one does not move it."""
    start = row["text"].index(row["figure"])

    span = spoken_edition(row["text"], start, start + len(row["figure"]), 6)

    assert (span.key if span else "-") == row["edition"]


@pytest.mark.parametrize("row", rows("imprints.yml"), ids=lambda row: row["line"][:40])
def test_imprint_of_each_line(row: dict[str, Any]) -> None:
    """An imprint's dates and names are read whatever their order; a sentence is no imprint."""
    imprint = parse_imprint(row["line"])

    assert (said(imprint) if imprint else None) == row.get("says")


def said(imprint: Imprint) -> dict[str, list[str]]:
    """What an imprint says, as the table writes it."""
    dates = {"published": imprint.published, "updated": imprint.updated}
    names = {"sources": imprint.sources, "authors": imprint.authors, "editors": imprint.editors}
    told = {**{key: [date.iso for date in found] for key, found in dates.items()}, **names}
    return {key: list(found) for key, found in told.items() if found}


@pytest.mark.parametrize("row", rows("event_dates.yml"), ids=lambda row: row["text"][:40])
def test_dates_of_each_sentence(row: dict[str, Any]) -> None:
    """Dates are absolute, counted from the day of publication where the words are relative."""
    assert [f"{found.date.iso} | {found.words}" for found in find_dates(row["text"], PUBLISHED)] == row["has"]


def test_relative_dates_without_a_day_of_publication() -> None:
    """What only the day of publication could date is left undated."""
    text = "On Sunday, in March this year, on Nov. 5, 5日, and in 2018."

    assert [found.words for found in find_dates(text, None)] == ["in 2018"]


@pytest.mark.parametrize("row", rows("datelines.yml"), ids=lambda row: row["text"][:40])
def test_dateline_of_each_report(row: dict[str, Any]) -> None:
    """A dateline is told from the text behind it, with its agency, reporters and date."""
    found = find_dateline(row["text"])

    assert without_dateline(row["text"]) == row["rest"]
    assert (found.agency if found else None) == row.get("agency")
    assert (found.reporters if found else None) == row.get("reporters")
    date = found.date(2023) if found else None
    assert (date.iso if date else None) == row.get("date")


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
    ],
)
def test_stamps_of_a_line(text: str, dates: list[str]) -> None:
    """A full date is read in every form that can be read in one way only."""
    assert [stamp.date.iso for stamp in find_stamps(text)] == dates


def test_sentences_end_at_full_stops_only() -> None:
    """Abbreviations, initials and decimals end no sentence; quotation marks belong to theirs."""
    text = 'Mr. A. Muster of Co. Ltd. paid 2.5 billion. "It is late," he said. 他说：“好。”就走了。真的！'

    assert [sentence.text for sentence in find_sentences(text)] == [
        "Mr. A. Muster of Co. Ltd. paid 2.5 billion.",
        '"It is late," he said.',
        "他说：“好。”",
        "就走了。",
        "真的！",
    ]


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


@given(plain_texts)
def test_grammars_on_any_text(text: str) -> None:
    """No text makes a grammar fail, and every quantity's words lie within it."""
    parse_imprint(text)
    list(find_dates(text, PUBLISHED))
    find_dateline(text)
    spoken_edition(text, 0, 1, 6)
    assert all(0 <= q.start <= q.number < q.end <= len(text) for q in find_quantities(text))


@given(
    st.lists(st.sampled_from(["5", "亿", "多", " million", "US$", " companies", "第", "年", "%", "nearly ", "家", ","]))
)
def test_quantities_of_any_words(words: list[str]) -> None:
    """Quantities stand apart from one another, in the order of the text."""
    text = "".join(words)

    found = find_quantities(text)

    assert all(left.end <= right.number for left, right in pairwise(found))
