"""What a line's words alone tell: how much it says, whether it is a sentence, whether two lines say the same."""

from __future__ import annotations

import re

_WORD = re.compile(r"[^\W\d_][\w’'-]*|\d[\d.,]*")
_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
_SENTENCE_END = re.compile(r"(?<![A-Z])[.!?。！？…][”’\"'）)」』]*\s*$")
_ABBREVIATED = re.compile(
    r"\b(?:Ltd|Inc|Co|Corp|U\.S|No|Int'l|Dr|Mr|Ms|St|vs|etc|Nov|Oct|Dec|Jan|Feb|Aug|Sept?)\.$", re.I
)
_ASKED = re.compile(r"[?!？！][”\"’)）]?$")
_BULLET = re.compile(r"^[-*•·●▪■◆▲]\s+")
_DANGLING = re.compile(r"\s*(?:[–—|-]|——)\s*$")
_QUOTES = {"“": "”", '"': '"', "‘": "’", "「": "」", "『": "』", "'": "'"}


def is_sentence(text: str) -> bool:
    """True of a text that ends as a sentence does and is long enough to be one."""
    ended = _SENTENCE_END.search(text) is not None and not _ABBREVIATED.search(text)
    return ended and weight(text) >= 7


def weight(text: str) -> float:
    """How much a text says, in words; two Chinese characters count as one."""
    return len(_WORD.findall(_HAN.sub(" ", text))) + len(_HAN.findall(text)) / 2


def words_of(text: str) -> frozenset[str]:
    """The words of a text in small letters, and its pairs of Chinese characters, for comparing."""
    han = [text[i : i + 2] for i in range(len(text) - 1) if _HAN.match(text[i]) and _HAN.match(text[i + 1])]
    return frozenset([*(word.lower() for word in _WORD.findall(_HAN.sub(" ", text))), *han])


def repeats(text: str, other: str) -> bool:
    """True where `text` says again what `other` says: three quarters of its words, or all but the odd one."""
    mine, theirs = words_of(text), words_of(other)
    if not mine:
        return False
    return len(mine & theirs) >= 0.75 * len(mine)


def is_question(text: str) -> bool:
    """True of a text that ends in a question or exclamation mark, as headlines may."""
    return _ASKED.search(text) is not None


def is_bulleted(text: str) -> bool:
    """True of a line that begins with a bullet."""
    return _BULLET.match(text) is not None


def without_bullet(text: str) -> str:
    """A line without the bullet it begins with."""
    return _BULLET.sub("", text)


def said_once(text: str) -> str:
    """A caption that stands twice on its line, once; without the number of the picture."""
    bare = re.sub(r"(?<=[\])）】摄])\s*\d$", "", text)
    half = len(bare) // 2
    for middle in (half, half + 1):
        left, right = bare[:middle].strip(), bare[middle:].strip()
        if left == right and len(left) > 8:
            return left
    return bare


def bare_headline(text: str) -> str:
    """A headline without the quotation marks that enclose all of it, and without a dash left hanging."""
    text = _DANGLING.sub("", text).strip()
    closing = _QUOTES.get(text[:1])
    if closing and text.endswith(closing) and text[:1] not in text[1:-1] and closing not in text[1:-1]:
        text = text[1:-1].strip()
    return text


def is_same_headline(left: str, right: str) -> bool:
    """True of two headlines that differ at most in case, blanks and the outlet's name behind them."""
    a, b = (re.sub(r"\W+", "", bare_headline(text)).casefold() for text in (left, right))
    if not a or not b:
        return False
    begins = a.startswith(b) or b.startswith(a)
    return a == b or (min(len(a), len(b)) > 12 and begins and abs(len(a) - len(b)) <= 24)
