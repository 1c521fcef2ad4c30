"""What a word that no list has may have meant."""

from __future__ import annotations

import cProfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ciie.model.suggestions import MOST_SHOWN, Suggestions

ENTRIES = {
    "cn": ("China", "中国", "Chinese"),
    "jp": ("Japan",),
    "iraq": ("Iraq",),
    "au": ("Australia",),
    "hainan": ("Hainan",),
    "hall": ("Hall",),
    "sun-chenghai": ("Sun Chenghai", "孙成海"),
    "global-times": ("Global Times",),
    "china-daily": ("China Daily",),
    "china-news": ("China News",),
    "opening-up": ("Opening up",),
    "nestle": ("Nestlé",),
    "xinjiang": ("Xinjiang",),
    "summit-hall": ("Summit Hall",),
    "ey": ("EY", "Ernst & Young"),
}
SUGGESTIONS = Suggestions(ENTRIES)


@pytest.mark.parametrize(
    ("word", "ids"),
    [
        ("china", ("cn",)),
        ("CHINA", ("cn",)),
        ("chinese", ("cn",)),
        ("中国", ("cn",)),
        ("Japan", ("jp",)),
        ("孙成海", ("sun-chenghai",)),
        ("Sun Chenghai", ("sun-chenghai",)),
        ("global times", ("global-times",)),
        ("GlobalTimes", ("global-times",)),
        ("Nestle", ("nestle",)),
        ("ernst-and-young", ("ey",)),
        ("hainan", ("hainan",)),
        ("gu-honghui", ()),
        ("", ()),
    ],
)
def test_same_is_an_id_or_a_name_of_an_entry(word: str, ids: tuple[str, ...]) -> None:
    """An entry is meant by its id and all of its names, whatever the capitals, blanks, hyphens and accents."""
    assert SUGGESTIONS.same(word) == ids


@pytest.mark.parametrize(
    ("word", "ids"),
    [
        ("chna", ("cn",)),
        ("cihna", ("cn",)),
        ("chima", ("cn",)),
        ("hal", ("hall",)),
        ("hlal", ("hall",)),
        ("irqa", ("iraq",)),
        ("opening", ("opening-up",)),
        ("china-dayly", ("china-daily",)),
        ("sun-chengai", ("sun-chenghai",)),
        ("sun-chengahi", ("sun-chenghai",)),
        ("china-dails", ("china-daily",)),
        ("autralisa", ("au",)),
        ("summit", ("summit-hall",)),
        # Not one letter of four, nor two of fewer than nine, nor another first letter, nor a word that many begin with.
        ("iran", ()),
        ("xnjianig", ()),
        ("austria", ()),
        ("shina", ()),
        ("gu-honghui", ()),
        ("shanghai", ()),
        ("global", ()),
        ("cnn", ()),
        ("zzzz", ()),
        ("", ()),
    ],
)
def test_near_is_a_typing_error_away(word: str, ids: tuple[str, ...]) -> None:
    """What is proposed is a slip of the hand away; where nothing is, nothing is proposed."""
    assert SUGGESTIONS.near(word) == ids


def test_near_names_several_that_are_as_near() -> None:
    """Of entries that are as near none is preferred, and at most three are named."""
    names = Suggestions({f"acme-{letter}": () for letter in "abcde"})

    assert names.near("acme-x") == ("acme-a", "acme-b", "acme-c")


@given(st.text(), st.lists(st.text(), max_size=5))
def test_suggestions_for_any_text(word: str, names: list[str]) -> None:
    """Whatever is written, what is proposed is listed, and the id itself is among those of its name."""
    suggestions = Suggestions(dict.fromkeys(names, ()))

    assert {*suggestions.same(word), *suggestions.near(word)} <= {*names}
    assert len(suggestions.near(word)) <= MOST_SHOWN
    assert all(name in suggestions.same(name) for name in names)


@pytest.mark.parametrize("name", ["{:024d}x", "x{:0400d}", "aaaaaaaaaaaaaaaaaaaaaaaa{}"])
def test_suggestions_for_many_words_take_work_linear_in_them(name: str) -> None:
    """A long list whose every word is unknown is answered soon: the work does not grow with list times words."""

    def steps(number: int) -> int:
        suggestions = Suggestions({name.format(each): () for each in range(number)})
        profile = cProfile.Profile()
        for each in range(number):
            profile.runcall(suggestions.near, f"{name.format(each)}zz"[1:])
        return sum(entry.callcount for entry in profile.getstats())

    assert steps(1000) < 15 * steps(100)
