"""What speaks for a measure near a number: words, groups of words, bounds, and the figure before."""

from __future__ import annotations

import pytest

from ciie.importing.placed_quantities import PlacedQuantity
from ciie.importing.signs import GROUPS, LEAST, weigh_sign
from ciie.text.nouns import nouns
from ciie.text.quantities import find_quantities

SENTENCE = "Some 3,400 firms from 128 countries came to display kettles, and deals rose by 6.7 percent."


def placed(index: int, sentence: str = SENTENCE, last: str | None = None) -> PlacedQuantity:
    """The quantity of a sentence with that index."""
    return PlacedQuantity((sentence,), 0, 0, sentence, find_quantities(sentence), index, (), None, last)


@pytest.mark.parametrize(
    ("sign", "fits"),
    [
        ("firms", True),
        ("companies", True),
        ("enterprises from", False),
        ("companies + taking part", True),
        ("companies + >3399", True),
        ("companies + >3400", True),
        ("companies + >3401", False),
        ("companies + <3399", False),
        ("companies + <999", False),
        ("brands", False),
    ],
)
def test_sign_of_a_measure(sign: str, fits: bool) -> None:
    """A word is sought as written; the name of a group stands for its words; a bound holds the number to it."""
    assert (weigh_sign(placed(0), sign)[0] >= LEAST) is fits


def test_sign_that_asks_for_the_figure_before() -> None:
    """ "@" asks for the measure of the last figure."""
    assert weigh_sign(placed(2, last="intended-deals"), "@intended-deals + growth")[0] >= LEAST
    assert weigh_sign(placed(2, last="exhibitors"), "@intended-deals + growth")[0] == 0


def test_sign_of_a_group_weighs_more_than_a_common_one() -> None:
    """What few sentences say decides against what most say: the Country Exhibition against taking part."""
    sentence = "Some 72 countries took part in the Country Exhibition."

    rare, common = (weigh_sign(placed(0, sentence), f"countries + {word}")[0]
                    for word in ("Country Exhibition", "taking part"))  # fmt: skip

    assert rare > common >= LEAST


def test_sign_belongs_to_the_nearest_number_of_its_unit() -> None:
    """Words beside another number of the same unit say nothing of this one."""
    sentence = "Among the visitors were 40 medical firms, while 300 firms brought kettles."

    assert weigh_sign(placed(0, sentence), "medical")[0] >= LEAST
    assert weigh_sign(placed(1, sentence), "medical")[0] == 0


def test_names_of_groups_are_used_once() -> None:
    """A group has a name that no counted thing has, so that a sign means one of them."""
    groups = {line.removesuffix(":") for line in GROUPS.read_text(encoding="utf-8").splitlines() if line.endswith(":")}

    assert groups & set(nouns()) == set()
