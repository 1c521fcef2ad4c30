"""One voice is counted once: copies and rewrites, made up for the purpose (tests/voices), confirm nothing."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from ciie.deriving.claims import Comparison, Voices
from ciie.deriving.derivation import derive
from ciie.deriving.knowledge import Knowledge
from ciie.deriving.stories import stories_of, voices_of
from ciie.model.records import Basis, Record, Relation, RelationKind
from ciie.pipeline import all_pages
from ciie.reading.bodies import passages
from ciie.reading.library import read_library
from ciie.views.relations import summarise
from support.reading_pages import as_read
from support.samples import date, figure, record
from support.samples import knowledge as derived_of

COLLECTION = Path(__file__).parent / "voices"
TODAY = dt.date(2026, 11, 21)


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    library = read_library(COLLECTION, "voices", TODAY)
    assert library.problems == ()
    return derive(library)


@pytest.fixture(scope="module")
def pages(knowledge: Knowledge) -> dict[str, str]:
    return as_read(all_pages(knowledge))


def cell(knowledge: Knowledge, measure: str) -> Comparison:
    """The one cell of a measure."""
    (found,) = knowledge.ledger.comparisons[measure]
    return found


@pytest.mark.parametrize(
    ("measure", "told", "claims"),
    [
        ("guests", "SAME_TEXT 1 STAGE", ["154 portal", "154 agency copy"]),
        ("products", "SAME_TEXT 1 ORIGINAL", ["400 agency", "400 mirror copy"]),
        ("forums", "AGREE 2 LATEST", ["22 daily", "22 mirror copy", "22 agency same"]),
        (
            "exhibitors",
            "COMPATIBLE 2 STAGE",
            ["3486 daily", "3486 post copy", "3400 portal copy", "3400 agency bound"],
        ),
        ("zone-growth", "BLURRED 1 SAYS_WHAT", ["30 agency", "30 portal lost"]),
        ("booth-area", "BLURRED 1 SAYS_WHAT", ["300 agency", "300 portal lost"]),
        ("hall-growth", "ALONE 1 -", ["30 agency"]),
        ("registered", "CHECK 1 ORIGINAL", ["410000 agency", "410000 portal copy"]),
        ("visitors", "CHECK 1 -", ["410000 daily"]),
    ],
)
def test_verdict(knowledge: Knowledge, measure: str, told: str, claims: list[str]) -> None:
    """Each number has its verdict, its number of voices, and the true reason for what is shown first."""
    found = cell(knowledge, measure)
    shown = [
        f"{line.claim.figure.value:f} {line.claim.record.source} {line.verdict.reason.value if line.verdict else ''}"
        for line in found.compared
    ]

    assert [each.strip() for each in shown] == claims
    merit = found.merit.name if found.merit else "-"
    assert f"{knowledge.ledger.relation_of(found).name} {found.voices} {merit}" == told


@pytest.mark.parametrize(
    ("page", "words"),
    [
        ("figures/guests.md", "shown first: not provisional"),
        (
            "figures/guests.md",
            "</span>All articles that give this number copy or rewrite one text.",
        ),
        ("figures/guests.md", "the same text; expected here, no stage given in the other article"),
        ("figures/forums.md", "Independent sources give the same number. 2 independent sources in 3 articles."),
        ("figures/exhibitors.md", "shown first: final"),
        (
            "figures/zone-growth.md",
            "gives the number without saying what it counts (the source does not say what grew)",
        ),
        ("figures/zone-growth.md", "the other article says it: floor area, against the fifth expo"),
        ("figures/registered.md", "to be checked</span> There is a reason to check this figure: see below."),
        ("articles/2023-11-05-portal-the-eve-retold.md", "[the same text in 1 other article](/figures/guests/#e6)"),
        ("articles/2023-11-08-daily-a-comment.md", "[with 1 other source](/figures/forums/#e6)"),
        ("editions/6.md", "[2 sources, 3 articles](/figures/forums/#e6)"),
        ("stories/2023-11-04-agency-on-the-eve.md", "it is in 4 articles, which count as 2 sources"),
    ],
)
def test_verdict_in_words(pages: dict[str, str], page: str, words: str) -> None:
    """The pages say how many independent sources there are, and why a figure is shown first."""
    assert words in pages[page]


def test_agree_stands_beside_no_doubt_and_no_single_source(pages: dict[str, str]) -> None:
    """Wherever a page says that sources agree, it counts two or more, and has no mark of doubt."""
    agree = "Independent sources give the same number."
    lines = [line for text in pages.values() for line in text.splitlines() if agree in line]

    assert lines
    assert [line for line in lines if not re.search(r"[2-9] independent sources", line)] == []
    assert not any("relation" in line for line in lines)


def test_index_of_figures_leads_to_each_measure_by_its_group(pages: dict[str, str]) -> None:
    """Every measure stands on the page of all figures, and on that of its group with its sources."""
    group = pages["figures/group-other.md"]

    assert "[Exhibitors](/figures/exhibitors/)" in pages["figures/index.md"]
    assert re.search(r"\[Forums\]\(/figures/forums/\) 3 claims \|.*\[2 sources, 3 articles\]", group)


def test_story_lists_only_figures_that_changed(pages: dict[str, str]) -> None:
    """The same number with another stage did not change; a number without what it counts did."""
    text = pages["stories/2023-11-04-agency-on-the-eve.md"]
    changed = text.split("## Figures that changed")[1].split("\n## ")[0]

    assert re.findall(r"^\| \[([^]]+)\]", changed, re.M) == ["Area of a booth", "Growth of the zone for chips"]


def told(name: str, body: str = "Short.", day: int = 5, **changes: Any) -> Record:
    """A record of November 2023."""
    return record(name, date=date(f"2023-11-{day:02}"), body=body, passages=passages(body, 9), **changes)


def voices(*records: Record) -> Voices:
    """The voices of the records."""
    return voices_of(records, stories_of(records))


def test_rewrite_is_never_the_original() -> None:
    """A record that its editors call a rewrite comes behind what it rewrites, whatever their dates."""
    rewrite = told("a", day=4, related=(Relation("z", RelationKind.REWRITE_OF),))

    assert voices(rewrite, told("z", day=6)).of(rewrite) == "z"


@pytest.mark.parametrize(("length", "shared"), [(60, True), (59, False)])
def test_same_body(length: int, shared: bool) -> None:
    """Records of one body are one voice, however it is wrapped; a sentence that two may write is not enough."""
    words = ("abc " * 60)[: length - 1] + "."
    found = voices(told("b", words.replace(" ", "\n"), 6), told("a", words))

    assert found.shared == ({"a": ("a", "b"), "b": ("a", "b")} if shared else {})
    assert found.proposed == (frozenset({"a", "b"}) if shared else frozenset())


def test_rewrite_of_a_rewrite() -> None:
    """A voice reaches through rewrites of rewrites, and the original comes first."""
    second = told("b", day=6, related=(Relation("a", RelationKind.REWRITE_OF),))
    third = told("0", day=7, related=(Relation("b", RelationKind.REWRITE_OF),))
    found = voices(third, second, told("a"), told("c"))

    assert [found.of(each) for each in (third, second, told("a"), told("c"))] == ["a", "a", "a", "c"]
    assert [found.place(each) for each in (told("a"), second, third)] == [0, 1, 2]
    assert found.count_records([third, second, told("c")]) == 2


@pytest.mark.parametrize("kind", [RelationKind.SAME_STORY, RelationKind.RESPONSE_TO])
def test_relation_that_makes_no_voice(kind: RelationKind) -> None:
    """Two accounts of one story, and an answer, are independent."""
    assert voices(told("b", day=6, related=(Relation("a", kind),)), told("a")).shared == {}


ORIGINS = {"a": "sanofi", "b": "sanofi", "c": None, "d": "ey"}


@pytest.mark.parametrize(
    ("names", "found"),
    [
        ("ab", ("SAME_ORIGIN", 1, "2 outlets, one origin.")),
        ("ac", ("AGREE", 2, "2 independent sources.")),
        ("abc", ("AGREE", 2, "2 independent sources in 3 articles.")),
        ("abd", ("AGREE", 2, "2 independent sources in 3 articles.")),
        ("a", ("ALONE", 1, "")),
    ],
)
def test_claims_of_one_origin(names: str, found: tuple[str, int, str]) -> None:
    """Articles that credit one organisation with a number are one voice, whoever published them."""
    outlets = {"a": "shine", "b": "xinhua", "c": "shine", "d": "xinhua"}
    told_by = (
        told(name, f"The {name} report.", source=outlets[name], figures=(figure(origin=ORIGINS[name]),))
        for name in names
    )
    derived = derived_of(*told_by)
    (comparison,) = derived.ledger.comparisons["exhibitors"]

    assert (comparison.relation.name, comparison.voices, summarise(derived, comparison).sources) == found


def test_copy_that_drops_the_origin() -> None:
    """A copy that credits nobody is the voice of its original, and so of all that credit the same origin."""
    original = told("a", figures=(figure(origin="sanofi"),))
    copy = told("b", "Long.", 6, figures=(figure(),), related=(Relation("a", RelationKind.REWRITE_OF),))
    other = told("c", "Another.", 7, figures=(figure(origin="sanofi"),))
    (comparison,) = derived_of(other, copy, original).ledger.comparisons["exhibitors"]

    assert comparison.voices == 1


def test_part_of_a_copy_has_lost_nothing() -> None:
    """That a copy does not say what a number counts is known only where all of it was read."""
    original = told("a", figures=(figure(note="with guests"),))
    copy = told("b", "Long.", 6, figures=(figure(),), related=(Relation("a", RelationKind.REWRITE_OF),))
    relations = [
        derived_of(replace(copy, basis=basis), original).ledger.comparisons["exhibitors"][0].relation.name
        for basis in (Basis.WHOLE, Basis.BEGINNING)
    ]

    assert relations == ["BLURRED", "SAME_TEXT"]


def test_editor_says_two_accounts() -> None:
    """Where an editor calls two records the same story, the program does not call them one text."""
    figures = tuple(figure(str(number)) for number in range(100, 106))
    first, second = (
        told(name, day=day, figures=figures, organisations=("ey", "sanofi")) for name, day in (("a", 5), ("b", 6))
    )
    tied = replace(first, related=(Relation("b", RelationKind.SAME_STORY),))

    assert voices(second, first).proposed == {"a", "b"}
    assert voices(second, tied).shared == {}


def test_editor_keeps_apart_what_a_third_record_would_join() -> None:
    """Two accounts of one story stay two where a third record has the figures and names of both."""
    figures = tuple(figure(str(number)) for number in range(100, 106))
    records = [
        told(name, day=day, figures=figures, organisations=("ey", "sanofi"))
        for name, day in (("c", 7), ("b", 6), ("a", 5))
    ]
    records[0] = replace(records[0], related=(Relation("a", RelationKind.SAME_STORY),))
    found = voices(*records)

    assert len({found.of(records[0]), found.of(records[2])}) == 2
