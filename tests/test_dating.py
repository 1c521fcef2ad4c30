"""When a source was published, and events."""

from __future__ import annotations

import pytest

from ciie.capturing.captures import Sureness
from support.import_samples import OPENING, SECOND, bibliography, proposal


@pytest.mark.parametrize(
    ("head", "date", "sureness", "evidence"),
    [
        (" date 2023-11-08 A headline of some words", "2023-11-08", "printed", "line 1: “date 2023-11-08”"),
        ("A headline of some words\n\nSource: Xinhua | 2023-11-06 10:00", "2023-11-06", "printed", "line 3"),
        ("A headline of some words\n\n2023年11月6日", "2023-11-06", "printed", "line 3"),
        ("A headline of some words\n\nUpdated: 2023-11-06", "2023-11-06", "printed", "line 3"),
        (" date 2018-10-30 Mon October 29, 2018\nOctober 30, 2018\nA "
"headline of words", "2018-10-30", "printed", "line 1"),
    ],
)  # fmt: skip
def test_date_and_its_evidence(head: str, date: str, sureness: str, evidence: str) -> None:
    """A printed date is found with the line that prints it."""
    found = bibliography(head).date

    assert found is not None
    assert (found.value.iso, found.sureness) == (date, sureness)
    assert found.evidence.startswith(evidence)


@pytest.mark.parametrize(
    ("body", "date", "sureness"),
    [
        ("SHANGHAI, Nov. 5, 2023 (Xinhua) -- " + OPENING, "2023-11-05", "printed"),
        ("SHANGHAI, Nov. 5 (Xinhua) -- " + OPENING, "2023-11-05", "inferred"),
        (
            "新华社上海11月10日电（记者韩某）第六届进博会在上海闭幕，来自许多城市的参观者挤满展馆。",
            "2023-11-10",
            "inferred",
        ),
    ],
)
def test_date_of_a_dateline(body: str, date: str, sureness: str) -> None:
    """A dateline dates an article; without its own year, in the year of the edition and as an inference."""
    found = bibliography("A headline of some words", body).date

    assert found is not None
    assert (found.value.iso, found.sureness) == (date, sureness)


def test_date_that_nothing_tells() -> None:
    """Dates of photographs, of linked articles and the tense of verbs are no dates of publication."""
    tail = "Top News\n\nA lighthouse was lit again on June 2, 2024.\n\nPREV A ship leaves on December 1, 2023"
    caption = "Carpenters at work in the hall (photo taken on October 30, 2023).Photo by Xinhua reporter Han Meimei"

    found = bibliography("A headline of some words", f"{OPENING}\n\n{caption}\n\nThe expo will open soon.", tail)

    assert found.date is None
    assert "no date of publication stands in the capture" in found.doubts


def test_date_between_photographs_and_the_opening() -> None:
    """Where the text says that the expo has not opened, photographs bound the date, marked as estimated."""
    caption = "Carpenters at work in the hall (photo taken on November 2, 2023).Photo by Han Meimei"

    found = bibliography(
        "A headline of some words", f"{OPENING}\n\n{caption}\n\nThe expo has not yet opened, they say."
    ).date

    assert found is not None
    assert (found.value.iso, found.sureness) == ("2023-11-04", Sureness.INFERRED)
    assert found.evidence.startswith("estimated: no date is printed; the latest dated photograph is of 2 November 2023")


def test_date_with_old_photographs_only() -> None:
    """Photographs of months before the opening do not date an article."""
    caption = "Carpenters at work in the hall (photo taken on June 2, 2023).Photo by Han Meimei"

    found = bibliography(
        "A headline of some words", f"{OPENING}\n\n{caption}\n\nThe expo has not yet opened, they say."
    )

    assert found.date is None


def test_dates_that_contradict_each_other() -> None:
    """A second printed date is a doubt; the stamp beside the headline beats the extractor's token."""
    found = bibliography(" date 2024-02-01 A headline of some words\n\nSource: Xinhua | 2023-11-06 10:00")

    assert found.date is not None
    assert found.date.value.iso == "2023-11-06"


def test_change_beside_publication() -> None:
    """The date of the last change is kept beside that of publication."""
    found = bibliography("A headline of some words\n\n05 Nov 2023 11:28PM (Updated: 07 Nov 2023 01:05AM)")

    assert found.date is not None
    assert found.updated is not None
    assert (found.date.value.iso, found.updated.value.iso) == ("2023-11-05", "2023-11-07")


def test_events_leave_captions_and_furniture_alone() -> None:
    """Events come from dated sentences of paragraphs, each with the words that date it."""
    text = (
        " date 2023-11-08 A headline of some words\n\nXi sent a "
        "letter to the sixth CIIE on Nov. 5, and the choir sang.\n\n"
        "Photo taken on Nov. 4, 2023 shows the hall by the river.\n\n"
        f"{OPENING}\n\n{SECOND}\n\nTop News\n\nA lighthouse was lit again on June 2.\n"
    )

    found = proposal(text).events

    assert [(f.event.date.iso, f.event.words, f.is_relative) for f in found] == [("2023-11-05", "on Nov. 5", True)]


@pytest.mark.parametrize(
    ("host", "stored", "date", "is_doubted"),
    [
        ("english.news.cn", "2023-11-06", "2023-11-06", False),
        ("english.news.cn", "2023-11-07", "2023-11-05", True),
        ("www.example.org", "2023-11-06", "2023-11-05", False),
        ("www.example.org", "2023-11-07", "2023-11-05", True),
    ],
)
def test_dateline_beside_the_date_of_an_address(host: str, stored: str, date: str, is_doubted: bool) -> None:
    """The agency's own address has the day of publication if it is a day later; a later one, or a copy's, has not."""
    found = bibliography(
        f"https://{host}/{stored}/fair\n\nA headline of some words", f"SHANGHAI, Nov. 5 (Xinhua) -- {OPENING}"
    )

    assert found.date is not None
    assert found.date.value.iso == date
    assert any(stored in doubt for doubt in found.doubts) is is_doubted


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("08/11/2023", "2023-11-08"),
        ("11/8/2023", "2023-11-08"),
        ("11-11-2023", "2023-11-11"),
        ("11/10/2023", "2023-11-10"),
        ("10/12/2023", None),
        ("08/09/2023", None),
        ("08/11/2022", None),
    ],
)
def test_date_in_numbers(written: str, date: str | None) -> None:
    """Of a date in numbers the reading within a week of the edition is taken; where neither is, nobody knows."""
    found = bibliography(f"A headline of some words\n\nPosted {written}")

    assert (found.date.value.iso if found.date is not None else None) == date
    assert found.date is None or found.date.sureness is Sureness.INFERRED


def test_date_in_numbers_that_nothing_settles() -> None:
    """Both readings are told."""
    found = bibliography("A headline of some words\n\nPosted 08/09/2023")

    assert any(doubt.startswith("“08/09/2023” is") and doubt.count("2023") == 3 for doubt in found.doubts)


@pytest.mark.parametrize(("stored", "date"), [("2023/0122", "2023-11-10"), ("2023/1110", "2023-11-10"),
                                              ("2023/1112", "2023-11-12")])  # fmt: skip
def test_address_that_is_older_than_what_the_text_tells(stored: str, date: str) -> None:
    """A page does not tell of a close that is still to come: the date of its address is something else's."""
    closed = "第六届进博会11月10日在上海闭幕，来自许多城市的参观者挤满展馆，合唱团一直唱到晚上。"

    found = bibliography(f"https://www.example.org/page/{stored}/1.html\n\nA headline of some words", closed)

    assert found.date is not None
    assert found.date.value.iso == date
    assert any("before what the text tells" in doubt for doubt in found.doubts) == (stored == "2023/0122")
