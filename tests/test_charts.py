"""Pictures as SVG."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ciie.deriving.derivation import derive
from ciie.model.records import EditionSpan, Qualifier, Status
from ciie.model.vocabulary import Edition
from ciie.pages.figures import figure_pages
from ciie.views.drawings import BARS, POINTS, Axis, Mark, Point, draw_bars, draw_points, ticks_to
from support.samples import VOCABULARY, figure, library, record
from support.texts import marked_texts

SVG = "{http://www.w3.org/2000/svg}"
AXIS = Axis(("5th", "6th", "7th"), ((Decimal(0), "0"), (Decimal(100), "100")))


def point(column: int, value: str, mark: Mark = Mark.EXACT, leads: bool = True) -> Point:
    return Point(column, Decimal(value), mark, value, leads)


def texts(picture: str) -> list[str]:
    """Every text that the picture shows."""
    return [element.text or "" for element in ElementTree.fromstring(picture).iter(f"{SVG}text")]


def test_points() -> None:
    """A chart names its columns and ticks, labels what leads, and shows a shape for each claim."""
    claims = [point(0, "50"), point(1, "60"), point(2, "70"), point(1, "65", Mark.MORE, leads=False)]
    picture = draw_points("Exhibitors by edition", AXIS, claims)
    root = ElementTree.fromstring(picture)

    assert texts(picture) == ["0", "100", "5th", "6th", "7th", "50", "60", "70"]
    assert [title.text for title in root.iter(f"{SVG}title")] == ["Exhibitors by edition"]
    assert len(list(root.iter(f"{SVG}circle"))) == 3
    assert root.get("role") == "img"


@pytest.mark.parametrize("label", ["83.49", "1,234,567"])
@pytest.mark.parametrize("number", [1, 4, 8, 12, 30])
def test_labels_do_not_touch(number: int, label: str) -> None:
    """However many editions there are, no label of the leading figures runs into the next."""
    axis = Axis(tuple(str(n) for n in range(number)), AXIS.ticks, POINTS)
    picture = draw_points("A chart", axis, [replace(point(n, "50"), label=label) for n in range(number)])
    labels = [each for each in ElementTree.fromstring(picture).iter(f"{SVG}text") if each.get("class") == "number"]
    places = sorted((float(each.get("y", "")), float(each.get("x", ""))) for each in labels)
    wide = 8 * len(label.replace(",", "").replace(".", ""))

    assert labels
    assert all(y <= POINTS.height for y, _ in places)
    assert [pair for pair in pairwise(places) if pair[0][0] == pair[1][0] and pair[1][1] - pair[0][1] < wide] == []


def test_each_of_eight_editions_is_labelled() -> None:
    """The numbers of eight editions, of the length that headline figures have, all have room."""
    axis = Axis(tuple(str(n) for n in range(8)), AXIS.ticks, POINTS)
    picture = draw_points("A chart", axis, [replace(point(n, "50"), label="3,617") for n in range(8)])

    assert texts(picture).count("3,617") == 8


def heights(picture: str) -> list[float]:
    """How far from the upper edge the marks are, in their order."""
    return [float(place) for place in re.findall(r'<g transform="translate\([^,]+,([^)]+)\)">', picture)]


def test_points_by_height() -> None:
    """A greater number stands higher; one below nought on the lower edge, one beyond the chart on the upper."""
    picture = draw_points("A chart", AXIS, [point(n, value) for n, value in enumerate(("-50", "50", "100", "900"))])

    assert heights(picture) == [BARS.bottom, (BARS.top + BARS.bottom) / 2, BARS.top, BARS.top]


def test_line_has_a_gap_where_an_edition_has_no_figure() -> None:
    """No course is drawn through an edition of which nothing is known."""
    axis = replace(AXIS, columns=("4th", "5th", "6th", "7th", "8th"))
    root = ElementTree.fromstring(draw_points("A chart", axis, [point(n, "50") for n in (0, 1, 3, 4)]))

    assert [len((line.get("points") or "").split()) for line in root.iter(f"{SVG}polyline")] == [2, 2]


def test_shapes_tell_the_qualifiers_apart() -> None:
    """Each kind of number has a shape of its own, and so has one beyond the chart: not the colour alone tells."""
    beyond = draw_points("A chart", AXIS, [point(0, "900")])
    shapes = {each.rpartition("d=")[2] for each in re.findall(r"<(?:circle|path) class=\"mark[^>]*>", beyond)}
    for mark in Mark:
        shapes |= set(re.findall(r'class="mark" ([^/]*)/>', draw_points("A chart", AXIS, [point(0, "50", mark)])))

    assert len(shapes) == 5


@pytest.mark.parametrize(("doubted", "shade"), [(False, "mark other"), (True, "mark other doubted")])
def test_claim_that_may_count_something_else_is_hollow(doubted: bool, shade: str) -> None:
    """A doubted claim has another fill than the others."""
    other = replace(point(0, "60", leads=False), doubted=doubted)

    assert f'class="{shade}"' in draw_points("A chart", AXIS, [point(0, "50"), other])


def test_bars() -> None:
    """Bars show two numbers for each column, with a key; nought has neither bar nor number."""
    picture = draw_bars("A year", AXIS, [(3, 0), (0, 5), (12, 7)], ("Happened", "Reported"))

    assert texts(picture) == ["0", "100", "5th", "6th", "7th", "3", "12", "5", "7", "Happened", "Reported"]


def test_many_columns_are_named_as_far_as_there_is_room() -> None:
    """Names of columns do not run into each other."""
    axis = Axis(tuple(str(year) for year in range(1900, 2100)), AXIS.ticks)
    named = [text for text in texts(draw_bars("Years", axis, [(1, 1)] * 200, ("A", "B"))) if len(text) == 4]

    assert 0 < len(named) * 40 <= BARS.width


def test_picture_for_both_schemes() -> None:
    """A picture follows the reader's scheme and brings its own ground."""
    picture = draw_points("A chart", AXIS, [point(0, "50")])

    assert "@media (prefers-color-scheme: dark)" in picture
    assert 'class="ground"' in picture
    assert "<script" not in picture
    assert "http" not in picture.replace("http://www.w3.org/", "")


@given(marked_texts)
def test_hostile_text_stays_text(text: str) -> None:
    """A title or a name that looks like markup is shown and not honoured."""
    axis = Axis((text,), ((Decimal(0), text), (Decimal(1), "1")))
    root = ElementTree.fromstring(draw_points(text, axis, [Point(0, Decimal(1), Mark.EXACT, text, leads=True)]))

    assert {element.tag.removeprefix(SVG) for element in root.iter()} <= {
        *("svg", "style", "title", "rect", "path", "polyline", "circle", "text", "g"),
    }


@given(st.decimals("0.001", "1e15", places=3))
def test_ticks(top: Decimal) -> None:
    """Ticks rise evenly from nought to the top or a little more, in few steps."""
    ticks = ticks_to(top)
    steps = {after - before for before, after in pairwise(ticks)}

    assert ticks[0] == 0
    assert len(steps) == 1
    assert ticks[-1] >= top > ticks[-2]
    assert 2 <= len(ticks) <= 6


@pytest.mark.parametrize("top", ["0", "-3"])
def test_ticks_without_height(top: str) -> None:
    """Where there is nothing above nought, the scale has one step."""
    assert ticks_to(Decimal(top)) == (Decimal(0), Decimal(1))


@pytest.mark.parametrize(
    ("status", "numbers"),
    [(Status.INTERIM, ["6th", "2,900", ">2,800", "≈3,486"]), (Status.EXPECTED, ["6th", ">2,800", "≈3,486"])],
)
def test_number_of_a_chart_says_how_it_is_to_be_read(status: Status, numbers: list[str]) -> None:
    """It has the sign that it has in the table of the editions; what one source expects is no edition's number."""
    fourth, fifth, sixth = (EditionSpan(n, n) for n in (4, 5, 6))
    figures = [figure("2900", edition=fourth, status=status), figure("2800", edition=fifth, qualifier=Qualifier.OVER)]
    told = record(figures=(*figures, figure("3486", edition=sixth, qualifier=Qualifier.ABOUT)))
    editions = {"4": Edition("4", "4th CIIE", ordinal=4), **VOCABULARY.editions}
    made_of = derive(replace(library(told), vocabulary=replace(VOCABULARY, editions=editions)))
    drawn = {each.path: each.text for each in figure_pages(made_of)}

    assert texts(drawn["figures/exhibitors/chart.svg"])[-len(numbers) :] == numbers
