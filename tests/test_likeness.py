"""Texts compared by the rare facts they share, at a cost that does not grow with what is common."""

from __future__ import annotations

import pytest

from ciie.deriving.likeness import Facts, Shelf, StoryLikeness, facts_of
from ciie.model.records import EditionSpan
from ciie.text.names import NameFinder
from support.import_samples import vocabulary

TEN_FACTS = frozenset(f"fact {number}" for number in range(10))


def story(name: str) -> Facts:
    """A text that states the ten facts of one story."""
    return Facts(name, TEN_FACTS, frozenset())


@pytest.mark.parametrize(("holders", "found"), [(1, 1), (50, 50), (51, 0)])
def test_facts_that_many_texts_have_lead_to_none(holders: int, found: int) -> None:
    """Texts are looked up by facts that at most fifty others have; what more of them have is walked by nobody."""
    shelf = Shelf(story(f"text {number}") for number in range(holders))

    assert len(shelf.compare(story("new"))) == found


def facts(name: str, text: str, edition: int | None = 6) -> Facts:
    """The facts of a text of one passage."""
    span = EditionSpan(edition, edition) if edition else None
    return facts_of(name, [text], NameFinder(vocabulary()), span)


STORY = (
    "The choir of Muster Town sang for 154 guests, 3,411 makers, "
    "410,233 visitors and 367 cooks. Sanofi, SCHOTT, Xylem, "
    "Pfizer and Qualcomm gave them 131 kettles, 2,017 cups and 350 plates, and Illinois Institute of Technology a drum."
)
AGAIN = (
    "At the fair 410,233 people came, it is said, and 3,411 makers; of 154 guests and 367 cooks one hears as well. The "
    "gifts, 131 kettles, 2,017 cups and 350 plates, are from Pfizer, Xylem, Sanofi, Qualcomm and SCHOTT."
)
OTHER = (
    "Dow and Panasonic met 22 buyers and 90 sellers by the river, and 442 lamps were lit. Gilead, EY and L'Oréal came "
    "late, with 1,200 boxes for 78 schools, and took home 512 books, 65 chairs and 34 rugs."
)


def test_same_story_in_other_words() -> None:
    """A paraphrase shares the rare facts and is the same story; another text of the same edition is not."""
    shelf = Shelf([facts("story", STORY), facts("other", OTHER)])

    found = shelf.compare(facts("again", AGAIN))

    assert [(like.name, like.is_same_story) for like in found if like.is_same_story] == [("story", True)]
    assert len(found[0].shared) >= 8


def test_same_facts_of_another_edition() -> None:
    """Texts on different editions are never the same story."""
    assert Shelf([facts("story", STORY, 5)]).compare(facts("again", AGAIN, 6)) == ()


@pytest.mark.parametrize(
    ("facts_shared", "runs", "number", "is_one"),
    [
        (0.76, 0.0, 8, True),
        (0.76, 0.0, 7, False),
        (0.61, 0.0, 40, False),
        (0.0, 0.44, 0, True),
        (0.0, 0.20, 0, False),
    ],
)
def test_share_that_makes_one_story(facts_shared: float, runs: float, number: int, is_one: bool) -> None:
    """The least alike of one story and the most alike of two that were measured among the first captures."""
    shared = tuple(f"fact {each}" for each in range(number))

    assert StoryLikeness("other", facts_shared, runs, shared).is_same_story is is_one


@pytest.mark.parametrize(("runs", "share"), [(7, 0.0), (8, 1.0)])
def test_few_runs_of_words_say_nothing(runs: int, share: float) -> None:
    """A text of a few lines has its runs by chance; they are a sample, one in eight."""
    text = Facts("new", TEN_FACTS, frozenset(range(runs)))

    assert Shelf([Facts("old", TEN_FACTS, frozenset(range(20)))]).compare(text)[0].runs == share
