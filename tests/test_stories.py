"""Records that tell the same story."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ciie.deriving.knowledge import Story
from ciie.deriving.stories import stories_of
from ciie.model.records import Figure, Record, Relation, RelationKind
from support.samples import date, figure, record

FIGURES = tuple(figure(str(number)) for number in range(100, 106))
NAMES = ("ey", "sanofi", "sanofi-china")


def telling(name: str, figures: tuple[Figure, ...] = FIGURES, names: tuple[str, ...] = NAMES, day: int = 5) -> Record:
    """A record of November 2023 with the figures and names."""
    when = date(f"2023-11-{day:02}")
    return record(name, date=when, figures=figures, organisations=names)


def ids(*records: Record) -> list[list[str]]:
    """The ids of the records of each story."""
    return [[each.id for each in story.records] for story in stories_of(records)]


def test_story_that_editors_tell() -> None:
    """What an editor relates is one story, through others too, the earliest first."""
    first = telling("z", (), (), 4)
    second = replace(telling("a", (), (), 6), related=(Relation("z", RelationKind.REWRITE_OF),))
    third = replace(telling("b", (), (), 5), related=(Relation("a", RelationKind.SAME_STORY),))

    assert ids(first, second, third) == [["z", "b", "a"]]


def test_article_of_an_unknown_day_is_not_the_first() -> None:
    """What came out on some day of November is not said to be earlier than what came out on the 11th."""
    month = replace(telling("a", (), ()), date=date("2023-11"), related=(Relation("z", RelationKind.SAME_STORY),))

    assert ids(month, telling("z", (), (), 11)) == [["z", "a"]]


@pytest.mark.parametrize("when", ["2023-11", "2023"])
def test_days_between_articles_are_known(when: str) -> None:
    """Nothing is proposed of a record that may have come out weeks away."""
    assert ids(telling("a"), replace(telling("b"), date=date(when))) == []


@pytest.mark.parametrize(
    "relation",
    [
        Relation("z", RelationKind.RESPONSE_TO),
        Relation("gone", RelationKind.SAME_STORY),
        Relation("a", RelationKind.SAME_STORY),
    ],
)
def test_relation_that_makes_no_story(relation: Relation) -> None:
    """A response, a record that is not there and the record itself are no second telling."""
    assert ids(telling("z", (), ()), replace(telling("a", (), ()), related=(relation,))) == []


def test_story_that_the_program_proposes() -> None:
    """Records with the same figures and names within days are proposed as one story, with what they share."""
    (story,) = stories_of([telling("a"), telling("b", day=6)])
    (tie,) = story.ties

    assert (tie.record.id, tie.other.id, tie.kind, tie.figures, tie.names) == ("b", "a", None, 6, 3)


def test_qualifiers_do_not_hide_a_story() -> None:
    """A retelling that blurs its figures is found all the same."""
    blurred = tuple(replace(each, words="about it") for each in FIGURES)

    assert ids(telling("a"), telling("b", blurred, day=6)) == [["a", "b"]]


@pytest.mark.parametrize(
    "other",
    [
        telling("b", FIGURES[:3]),
        telling("b", tuple(replace(each, measure="intended-deals") for each in FIGURES)),
        telling("b", (*FIGURES[:4], *(figure(str(number)) for number in range(4)))),
        telling("b", names=("ey",)),
        telling("b", names=("ey", "gilead", "roche", "dow")),
        telling("b", day=20),
    ],
)
def test_records_of_one_event_are_not_one_story(other: Record) -> None:
    """Too few figures or names in common, or too many days between them, are no sure sign."""
    assert ids(replace(telling("a"), figures=(*FIGURES, *(figure(str(n)) for n in range(200, 206)))), other) == []


@pytest.mark.parametrize(
    "other",
    [
        telling("b", FIGURES[:4]),
        telling("b", (*FIGURES, *(figure(str(number)) for number in range(4)))),
        telling("b", names=("ey", "sanofi")),
        telling("b", names=("ey", "sanofi", "sanofi-china", "gilead", "roche")),
        telling("b", day=19),
    ],
)
def test_records_that_are_just_alike_enough(other: Record) -> None:
    """Four figures, two names, six in ten of both, and two weeks are enough."""
    figures = (*FIGURES, *(figure(str(number)) for number in range(200, 206)))

    assert ids(replace(telling("a", names=(*NAMES, "dow", "merck")), figures=figures), other) == [["a", "b"]]


def test_editor_overrides_a_proposal() -> None:
    """Where an editor says how two records are tied, that is what is told."""
    rewrite = replace(telling("b", day=6), related=(Relation("a", RelationKind.REWRITE_OF),))
    (story,) = stories_of([telling("a"), rewrite])

    assert [tie.kind for tie in story.ties] == [RelationKind.REWRITE_OF]


def test_figures_that_everybody_states() -> None:
    """What more than thirty records state proposes nothing, so that proposing stays linear."""
    records = [telling(f"r{number:02}") for number in range(31)]

    assert ids(*records) == []
    assert ids(*records[1:]) == [[record.id for record in records[1:]]]


def test_story_is_named_by_its_first_record() -> None:
    """On one day an original comes before its rewrite, whatever their ids."""
    rewrite = replace(telling("a"), related=(Relation("b", RelationKind.REWRITE_OF),))
    (story,) = stories_of([rewrite, telling("b")])

    assert isinstance(story, Story)
    assert story.id == "b"
