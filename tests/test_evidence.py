"""Front matter held against body."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pytest

from ciie.model.problems import Problem
from ciie.model.records import Event, Mention, Passage
from ciie.reading import evidence
from ciie.reading.evidence import Claimed
from ciie.text.names import names_of
from support.samples import VOCABULARY, event, figure

NAMES = names_of(VOCABULARY)
HUDSON = Mention("paul-hudson")
WHERE = {("organisations", "ey"): (6, 16), ("people", "paul-hudson"): (7, 9)}


def passages(*texts: str) -> tuple[Passage, ...]:
    """Passages p1, p2 and so on, at lines 10, 20 and so on."""
    return tuple(Passage(f"p{number}", text, number * 10) for number, text in enumerate(texts, 1))


def places(problems: Iterable[Problem]) -> list[tuple[int, str]]:
    """Problems as line and rule."""
    return [(found.line, found.rule) for found in problems]


@pytest.mark.parametrize(
    ("found_event", "anchor"),
    [
        (event("2023-11-05"), "p1"),
        (event("2023-11-10"), None),
        (event("2023-11-10", words="the close"), "p2"),
        (event("2023-11-05", words="another day"), None),
        (event("2018-11-05", words="2018"), None),
        (event("2018", words="2018"), "p2"),
    ],
)
def test_find_events(found_event: Event, anchor: str | None) -> None:
    """An event is dated by its words, or where its day stands."""
    assert evidence.find_events([found_event], passages("On 5 November", "at the close, unlike in 2018"), "en") == (
        anchor,
    )


@pytest.mark.parametrize("anchors", [(None, "p1"), ("p1", None)])
def test_check_events(anchors: Sequence[str | None]) -> None:
    """An event whose date no passage gives is a fault, first or last."""
    events = [event(line=4), event("2023-11-10", line=5)]

    assert places(evidence.check_events(events, anchors)) == [(4 + anchors.index(None), "date-not-in-body")]


@pytest.mark.parametrize(
    "text",
    [
        "3,486 companies",
        "the expo of 2023",
        "the 6th expo, 第六届, 第6届",
        "on 5 November, 11月5日",
        "5G and A320 and B-52",
        "Fortune 500 and Fortune Global 500 companies, 世界500强",
        "the Top 10 and the top-100, 二十国集团, 20国集团, G20, the Group of 20",
        "4G/5G, COVID-19, COVID 19, 24/7, a 360-degree view, 3D",
        "ISO 9001, ISO/IEC 27001, GB/T 19001, Industry 4.0, 工业4.0, Hall 7.1, Boeing 737, No. 6",
        "a six-day expo, a 6-day expo",
        "item #7",
        "worth 12",
        "the 44 new ones",
        "on stand 77",
        "in 2021",
    ],
)
def test_check_numbers_that_are_accounted_for(text: str) -> None:
    """Claimed numbers, years, ordinals, days, and numbers within names need no figure."""
    claimed = Claimed([figure("3486", note="12 in all", words="44 new")], [event("2021", what="Stand 77")], "en")

    assert places(evidence.check_numbers(claimed, passages(text), NAMES)) == []


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("3,487 companies", "3,487"),
        ("in November 3,487 companies", "3,487"),
        ("a global 500 companies", "500"),
        ("Fortune: 500 companies", "500"),
        ("500家企业", "500"),
        ("全球500家企业", "500"),
        ("此前500家企业", "500"),
        ("Fortune counted 500 companies", "500"),
        ("a stop 10 times", "10"),
        ("some 60-odd hours", "60"),
        ("3,487 came on 5 November", "3,487"),
        ("on 5 November came 3,487", "3,487"),
        ("on 5 November, 31 came", "31"),
        ("2,023 companies", "2,023"),
        ("784.1亿美元", "784.1亿"),
        ("上海3487家企业", "3487"),
        ("11月5日3487家企业", "3487"),
    ],
)
def test_check_numbers_that_nothing_claims(text: str, written: str) -> None:
    """A number that no figure claims is warned of, with the words to claim it by."""
    (found,) = evidence.check_numbers(Claimed([], [], "en"), passages("nothing", text), NAMES)

    assert (found.line, found.rule, found.is_error) == (20, "unlisted-figure", False)
    assert found.message == f"the body states {written}, but no entry under figures covers it"


def test_check_numbers_that_stand_several_times() -> None:
    """A number with its noun is warned of once in a record, where it stands first; with another noun again."""
    texts = passages("They let 12 halls, and 12 halls.", "They let 12 halls, or 12 rooms.")
    found = evidence.check_numbers(Claimed([], [], "en"), texts, NAMES)

    assert places(found) == [(10, "unlisted-figure"), (20, "unlisted-figure")]
