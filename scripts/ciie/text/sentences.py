"""Sentences in texts, and the ids by which a page finds them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256

# A full stop behind these, or behind a single capital, ends no sentence.
_ABBREVIATION = re.compile(
    r"(?:\b(?:[A-Z]|Mr|Mrs|Ms|Dr|Prof|St|No|vs|Co|Ltd|Inc|Corp|Gen|Sen|Rep|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov"
    r"|Dec|approx|est|e\.g|i\.e|Int'l|U\.S|U\.K|a\.m|p\.m))\.$"
)
# Only the first of a run of marks is tried, which keeps the time in proportion to the text. The pattern begins with it,
# so that the search for it is quick.
_END = re.compile(
    r"[.!?…。！？；](?:(?<=[.!?…])(?<![.!?…].)[.!?…]*[”’\"')）\]]*(?=\s+\S)|(?<=[。！？；])[。！？；]*[”’』」）]*|(?<=[.!?])[”\"](?=[A-Z“]))",
    re.S,
)


_NUMBER = re.compile(r"(?<![\d.,])\d{1,2}\.$")
_GOES_ON = re.compile(
    r"\s+(?:[a-zß-öø-ÿ\u0101-\u017f]"
    r"|(?:Jan|Jän|Febr|März|April|Mai|Juni|Juli|Aug|Sept|Okt|Nov|Dez)\w*\b|(?:Auflage|Ausgabe|Jahrhundert)\b)"
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: its words, and the place in the passage where they begin."""

    text: str
    start: int


def find_sentences(passage: str) -> Iterator[Sentence]:
    """The sentences of `passage` in order; together they hold every character of it that is no blank.

    Args:
        passage: The text of a passage.

    Yields:
        Sentences without blanks around them.
    """
    start = 0
    for match in _END.finditer(passage):
        before = max(start, match.end() - 12)
        if _ABBREVIATION.search(passage, before, match.end()) or _is_ordinal(passage, before, match.end()):
            continue
        yield from _sentence(passage, start, match.end())
        start = match.end()
    yield from _sentence(passage, start, len(passage))


def _is_ordinal(passage: str, start: int, end: int) -> bool:
    """True of a full stop that makes an ordinal: am 5. November, die 7. internationale Messe."""
    return _NUMBER.search(passage, start, end) is not None and _GOES_ON.match(passage, end) is not None


def _sentence(passage: str, start: int, end: int) -> Iterator[Sentence]:
    raw = passage[start:end]
    text = raw.strip()
    if text:
        yield Sentence(text, start + len(raw) - len(raw.lstrip()))


# What is longer is no one's remark: its closing mark is missing, and another one closed it.
_QUOTATION = re.compile(r"“[^“”]{1,500}”|\"[^\"]{1,500}\"|「[^「」]{1,500}」")


@dataclass(frozen=True, slots=True)
class AnchoredSentence:
    """Characters `start` to `end` of a passage, and the id that they have on its page."""

    start: int
    end: int
    anchor: str


# The passages of one record are asked for several times in a row.
@lru_cache(maxsize=1024)
def anchored_sentences(passage: str) -> tuple[AnchoredSentence, ...]:
    """The sentences of a passage; those of one quotation are one, so that none begins or ends inside it.

    A sentence is known by its words, so that its address still leads to it when others are put before it.

    Args:
        passage: The text of a passage.

    Returns:
        The sentences in their order, without blanks around them.
    """
    quoted = [match.span() for match in _QUOTATION.finditer(passage)]
    found: list[tuple[int, int]] = []
    for sentence in find_sentences(passage):
        end = sentence.start + len(sentence.text)
        while quoted and quoted[0][1] <= sentence.start:
            quoted.pop(0)
        goes_on = quoted and found and quoted[0][0] < sentence.start
        found.append((found.pop()[0] if goes_on else sentence.start, end))
    return tuple(AnchoredSentence(start, end, _anchor(passage[start:end])) for start, end in found)


def sentences(text: str) -> list[str]:
    """The sentences of a text; those of one quotation are one, so that none begins or ends inside it.

    Args:
        text: A passage, without Markdown.

    Returns:
        The sentences in their order, without blanks around them.
    """
    return [text[each.start : each.end] for each in anchored_sentences(text)]


def anchor_of(words: str, passage: str) -> str | None:
    """The id of the sentence of a passage that has `words`.

    Args:
        words: Some of its words; capitals count for nothing.
        passage: The text of the passage.

    Returns:
        The id; None where the words are not within one sentence.
    """
    start = passage.lower().find(words.lower())
    end = start + len(words)
    within = (each.anchor for each in anchored_sentences(passage) if each.start <= start and end <= each.end)
    return next(within, None) if start >= 0 else None


def _anchor(sentence: str) -> str:
    return f"s{sha256(sentence.encode()).hexdigest()[:8]}"
