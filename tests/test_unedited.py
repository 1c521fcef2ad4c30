"""Digests that are still the draft that `ciie import` made; tests/broken/draft-* has what an editor reads of them."""

from __future__ import annotations

import pytest

from ciie.model.records import Event, Passage
from ciie.reading.unedited import CAPTURE_COMMENT, DRAFT_COMMENT, REWRITE_COMMENT, check_unedited
from support.samples import date

TEN = "one two three four five six seven eight nine ten"


def faults(lines: list[str] | None = None, summary: str | None = None, what: str = "It opens", body: str = "") -> int:
    """How many faults a digest has."""
    events = [Event(date("2023-11-05"), what)]
    found = check_unedited(lines or [], (summary, (3, 10)) if summary else None, events, [Passage("p1", body, 9)])
    return len(list(found))


@pytest.mark.parametrize("comment", [f"{CAPTURE_COMMENT}0a", DRAFT_COMMENT, f"summary: x  {REWRITE_COMMENT}"])
def test_each_comment_of_a_draft_is_known_in_other_blanks_and_capitals(comment: str) -> None:
    """An editor who touches a comment has not rewritten the text."""
    assert faults([comment]) == faults([comment.upper().replace(" ", "  ")]) == 1


def test_a_draft_gives_one_fault_whatever_is_left_of_it() -> None:
    """All comments, copied sentences and datelines of one draft are one fault."""
    assert faults([CAPTURE_COMMENT, DRAFT_COMMENT], TEN, TEN, f"SHANGHAI, Nov. 6 (Xinhua) -- {TEN}.") == 1


@pytest.mark.parametrize(
    ("text", "is_copied"),
    [
        (TEN, True),
        (TEN.removesuffix(" ten"), False),
        ("第六届进博会在上海国家会展中心开幕", True),
        ("第六届进博会在上海举行并开幕", False),
    ],
)
def test_a_sentence_that_the_body_repeats_is_copied_from_ten_words_or_sixteen_characters_on(
    text: str, is_copied: bool
) -> None:
    """Shorter ones, such as "the sixth expo opens", an editor writes twice as well."""
    assert faults(summary=text, body=f"So: {text}. And more.") == faults(what=text, body=f"{text}。") == is_copied


@pytest.mark.parametrize(
    ("body", "has_dateline"),
    [
        ("SHANGHAI, Nov. 6 (Xinhua) -- The expo", True),
        ("SHANGHAI, China, Nov 6 – The expo", True),
        ("新华社上海11月6日电 第六届", True),
        ("In SHANGHAI, Nov. 6 was the day", False),
        ("SCHOTT, in November, showed glass", False),
        ("新华社11月6日报道说", False),
    ],
)
def test_dateline(body: str, has_dateline: bool) -> None:
    """A paragraph that begins as agencies begin theirs is the agency's."""
    assert faults(body=body) == has_dateline
