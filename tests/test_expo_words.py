"""The day of publication by what a text says of the expo's days, and whether it is on the expo at all."""

from __future__ import annotations

import pytest

from ciie.capturing.captures import Sureness
from support.import_samples import SECOND, bibliography

SEVENTH = "The 7th China International Import Expo"
LATER = f"{SECOND[:-1]}, and the CIIE went on."


@pytest.mark.parametrize(
    ("words", "date"),
    [
        (f"{SEVENTH} closed in Shanghai on Sunday", "2024-11-10"),
        (f"{SEVENTH} opened in Shanghai on Tuesday", "2024-11-05"),
        (f"{SEVENTH} opened today in Shanghai", "2024-11-05"),
        (f"{SEVENTH} closed in Shanghai on Thursday", None),
        (f"{SEVENTH} will open in Shanghai on Tuesday", None),
        (f"{SEVENTH} closed yesterday in Shanghai", "2024-11-11"),
        (f"{SEVENTH} opened in Shanghai on last Tuesday", None),
        (f"Kettles will be shown at {SEVENTH}, held between today and November 10", "2024-11-05"),
        (f"{SEVENTH} will open soon, the makers of kettles said today", None),
        (f"The makers of kettles came to {SEVENTH}, they said on Friday, November 8, 2024", "2024-11-08"),
        (f"The makers of kettles came to {SEVENTH}, they said of Friday, November 9, 2024", None),
        ("11月10日，第七届中国国际进口博览会在上海闭幕", "2024-11-10"),
        ("10月10日，第七届中国国际进口博览会在上海闭幕", None),
        (f"{SEVENTH} drew makers of kettles to Shanghai on Sunday", None),
        ("第七届中国国际进口博览会10日在上海闭幕", "2024-11-10"),
        ("第七届中国国际进口博览会周日在上海闭幕", "2024-11-10"),
        ("第七届中国国际进口博览会将于周二在上海开幕", None),
    ],
)
def test_day_by_the_days_of_the_edition(words: str, date: str | None) -> None:
    """A weekday, today or a day of the month is the edition's own; a wrong one and a plan tell nothing."""
    rest = (
        "，来自各国的参展商在展馆里度过了六天。"
        if words[0] == "第"
        else ", and the makers of kettles sang for all of them."
    )
    found = bibliography("A headline on kettles and halls", f"{words}{rest}")

    assert (found.date.value.iso if found.date is not None else None) == date
    assert found.date is None or found.date.sureness is Sureness.INFERRED
    assert found.date is None or any("estimated" in doubt for doubt in found.doubts)


@pytest.mark.parametrize(
    ("words", "date", "edition"),
    [
        ("The China International Import Expo closed on Wednesday", "2021-11-10", 4),
        ("The China International Import Expo opened on Tuesday", None, None),
        ("The China International Import Expo closed today", None, None),
    ],
)
def test_edition_by_its_days(words: str, date: str | None, edition: int | None) -> None:
    """A weekday on which one edition alone opened or closed tells which it was; one of two editions tells nothing."""
    found = bibliography("A headline on kettles and halls", f"{words}, and the makers of kettles sang for all of them.")

    assert (found.date.value.iso if found.date is not None else None) == date
    assert (found.edition.value if found.edition is not None else None) == edition


NO_EXPO = "The makers of kettles met in the town by the river, and their choir sang."


@pytest.mark.parametrize(
    ("paragraphs", "words"),
    [
        ([NO_EXPO, SECOND, LATER.replace("the CIIE", "it")], "does not name"),
        ([NO_EXPO, SECOND, LATER], "only once"),
        ([f"{SEVENTH} closed, and the choir of the makers sang.", SECOND, SECOND[4:]], None),
        ([NO_EXPO, f"{SEVENTH} had a choir too, which sang.", SECOND], None),
        ([NO_EXPO, LATER, LATER.replace("They", "We")], None),
    ],
)
def test_text_on_something_else(paragraphs: list[str], words: str | None) -> None:
    """A text that does not name the expo, or once in passing, is told so, and its year guesses no edition."""
    found = bibliography("A headline on kettles and halls\n\nSource: Xinhua | 2022-11-06", "\n\n".join(paragraphs))

    assert (words is None) == (found.off_topic is None)
    assert words is None or (words in (found.off_topic or "") and found.edition is None)
