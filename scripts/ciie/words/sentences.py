"""A passage cut into its sentences, each with the place it stands at.

Figures and dates belong to the smallest sentence around them. sentencex, with which sayings are cut, keeps a quotation
of several sentences whole, and two Chinese ones where the second begins with a digit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

# A full stop behind these, or behind a single capital, ends no sentence.
_ABBREVIATION = re.compile(
    r"(?:\b(?:[A-Z]|Mr|Mrs|Ms|Dr|Prof|St|No|vs|Co|Ltd|Inc|Corp|Gen|Sen|Rep|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov"
    r"|Dec|approx|est|e\.g|i\.e|Int'l|U\.S|U\.K|a\.m|p\.m))\.$"
)
_END = re.compile(r"[.!?…]+[”’\"')）\]]*(?=\s+\S)|[。！？；]+[”’』」）]*|[.!?][”\"](?=[A-Z“])")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: its words, and the place in the passage where they begin."""

    text: str
    start: int


def find_sentences(passage: str) -> Iterator[Sentence]:
    """The sentences of `passage` in order; together they hold every character of it that is no blank."""
    start = 0
    for match in _END.finditer(passage):
        if _ABBREVIATION.search(passage, max(start, match.end() - 12), match.end()):
            continue
        yield from _sentence(passage, start, match.end())
        start = match.end()
    yield from _sentence(passage, start, len(passage))


def _sentence(passage: str, start: int, end: int) -> Iterator[Sentence]:
    raw = passage[start:end]
    text = raw.strip()
    if text:
        yield Sentence(text, start + len(raw) - len(raw.lstrip()))
