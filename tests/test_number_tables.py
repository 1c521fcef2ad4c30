"""Editions and their headline figures side by side: on pages, and as a file for other programs."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import replace
from io import StringIO

import pytest
from hypothesis import given

from ciie.deriving.derivation import derive
from ciie.deriving.knowledge import Knowledge
from ciie.exports.packages import COLUMNS, table_pages
from ciie.exports.tables import defused
from ciie.model.kinds import Rank
from ciie.model.records import EditionSpan, Qualifier, Record
from ciie.pages.home_and_coverage import home_page
from ciie.pages.indexes import headlines, number_table
from ciie.views.links import Links
from ciie.views.publish import marked
from support.reading_pages import as_read
from support.samples import SIXTH, VOCABULARY, figure, library, record
from support.texts import marked_texts

FIFTH = EditionSpan(5, 5)
OVER = figure("3400", qualifier=Qualifier.OVER, edition=FIFTH)


def ranked(*records: Record, name: str = "Exhibitors") -> Knowledge:
    """The knowledge of records where exhibitors, under a name, are a headline measure and the only one."""
    measures = {
        key: replace(each, rank=Rank.HEADLINE if key == "exhibitors" else Rank.DETAIL)
        for key, each in VOCABULARY.measures.items()
    }
    measures["exhibitors"] = replace(measures["exhibitors"], name=name)
    return derive(replace(library(*records), vocabulary=replace(VOCABULARY, measures=measures)))


def of_two_editions() -> Knowledge:
    one = record("a", figures=(figure("3486", edition=SIXTH),), body="One report.")
    sixth = [one, record("b", source="xinhua", body="Another tale.", figures=(figure("2000", edition=SIXTH),))]
    return ranked(*sixth, record("c", figures=(OVER,)))


def rows_of(knowledge: Knowledge) -> list[Mapping[str, str]]:
    """The rows of the file, by the names of the columns."""
    (page,) = table_pages(knowledge)
    return list(csv.DictReader(StringIO(page.text)))


def test_number_has_a_sign_a_mark_and_its_sources() -> None:
    """A number says by a sign that it is more, by a mark that sources differ, and from how many it is."""
    knowledge = of_two_editions()
    table = number_table(Links(knowledge.vocabulary, "index.md"), knowledge, headlines(knowledge))
    cells = [cell for row in table.rows for cell in row.cells if cell]

    assert [(cell.number.text, cell.mark, cell.sources) for cell in cells] == [(">3,400", "", "1"), ("3,486", "≠", "2")]
    assert [cell.number.address for cell in cells] == ["figures/exhibitors/#e5", "figures/exhibitors/#e6"]


def test_edition_without_a_figure_has_a_blank() -> None:
    """What no article states is shown as missing, not as nought."""
    knowledge = ranked(record("c", figures=(OVER, figure("80", measure="intended-deals", unit="USD", edition=SIXTH))))
    measures = [knowledge.vocabulary.measures[name] for name in ("exhibitors", "intended-deals")]
    table = number_table(Links(knowledge.vocabulary, "index.md"), knowledge, measures)

    assert [[cell is not None for cell in row.cells] for row in table.rows] == [[True, False], [False, True]]


def test_home_shows_the_headline_figures() -> None:
    """The first page has the numbers of the editions, each one link to all its claims."""
    text = as_read([home_page(of_two_editions())])["index.md"]

    assert "[>3,400](/figures/exhibitors/#e5)" in text.replace("&gt;", ">").replace("\\>", ">")


def test_home_without_figures_has_no_table() -> None:
    """A collection that states no headline figure has neither table nor chart."""
    text = home_page(ranked(record("a"))).text

    assert "Edition" not in text
    assert "picture" not in text


def test_file_has_plain_numbers() -> None:
    """The file has a row for each number of the table, with its qualifier and the record that states it."""
    rows = rows_of(of_two_editions())
    told = [rows[0][name] for name in ("edition", "value", "qualifier", "relation")]

    assert told == ["5", "3400", "over", "one source"]
    assert rows[0]["record"] == "c"
    assert {row["value"].isdigit() for row in rows} == {True}


def test_file_is_marked_as_generated() -> None:
    """The name of the first column is the mark, so that the file stays a table."""
    (page,) = table_pages(of_two_editions())

    assert marked(page.text, ".csv").startswith("ciie_edition,opens,")


def test_collection_without_headline_figures_has_no_file() -> None:
    """No empty table is offered."""
    assert list(table_pages(ranked(record("a")))) == []


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_formula_is_defused(start: str) -> None:
    """A spreadsheet shows what looks like a formula, and does not run it."""
    (row,) = rows_of(ranked(record("c", figures=(OVER,)), name=f"{start}1+1"))

    assert row["name"] == f"'{start}1+1"
    assert defused(f"a{start}") == f"a{start}"


@given(marked_texts)
def test_hostile_text_stays_in_its_cell(text: str) -> None:
    """Whatever a name holds, a row has its columns and no cell begins like a formula."""
    (row,) = rows_of(ranked(record("c", figures=(OVER,)), name=text or "x"))

    assert list(row) == list(COLUMNS)
    assert row["name"].removeprefix("'") == (text or "x")
    assert not row["name"].startswith(("=", "+", "-", "@"))
