"""How exact the words around a number make it: nearly 400, 超过400, 400多, up to 400, 400 or so."""

from __future__ import annotations

import re

from ciie.words.model import Qualifier

_BEFORE: tuple[tuple[Qualifier, str], ...] = (
    (
        Qualifier.AT_LEAST,
        r"at\s+least|no\s+(?:fewer|less)\s+than|not\s+less\s+than|a\s+minimum\s+of|至少|不少于|不低于",
    ),
    (Qualifier.UNDER, r"(?:less|fewer|lower)\s+than|under|below|up\s+to|at\s+most|不到|不足|低于|少于|不超过|最多"),
    (
        Qualifier.OVER,
        r"(?:more|greater|higher|larger)\s+than|over|above|upwards?\s+of|in\s+excess\s+of|exceed(?:s|ed|ing)?"
        r"|(?:sur|)pass(?:es|ed|ing)|surpassed|surpassing|top(?:s|ped|ping)|beyond|超过|超出|突破|逾|多于|高于|超|过",
    ),
    (Qualifier.NEARLY, r"nearly|almost|close\s+to|approaching|just\s+under|near|近|将近|接近|几乎|將近"),
    (
        Qualifier.ABOUT,
        r"about|around|approximately|roughly|some|circa|an?\s+estimated|estimated(?:\s+at)?|or\s+so"
        r"|约|大约|约为|大概|約|左右",
    ),
)
_LINK = r"(?:\s*(?:the|a\s+total\s+of|of|达|达到|到|有|to|by)\b)?[\s,]*(?:a\s+(?:record|total)\s+(?:of\s+)?)?"
_RIGHT_BEFORE = re.compile(
    "(?:" + "|".join(rf"(?P<q{n}>(?<![A-Za-z])(?:{words}))" for n, (_, words) in enumerate(_BEFORE)) + rf"){_LINK}$",
    re.I,
)
_RIGHT_BEHIND = re.compile(r"\s*(?P<over>以上|\+|plus\b|or\s+more)|\s*(?P<about>左右|上下)|\s*(?P<under>以下|以内)")


def qualifier_before(before: str) -> tuple[Qualifier, int]:
    """What the words right before a number make of it, and how many characters they take."""
    match = _RIGHT_BEFORE.search(before)
    if match is None:
        return Qualifier.EXACT, 0
    index = next(n for n in range(len(_BEFORE)) if match[f"q{n}"])
    return _BEFORE[index][0], len(before) - match.start()


def qualifier_behind(after: str) -> tuple[Qualifier, int]:
    """What the words right behind a number and its unit make of it, and how many characters they take."""
    match = _RIGHT_BEHIND.match(after)
    return (Qualifier(str(match.lastgroup)), match.end()) if match is not None else (Qualifier.EXACT, 0)
