"""The language of a whole text: by its script, and in Latin script by its most frequent words.

Libraries that guess it are sound only on long texts and take an English headline for French or Shona.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ciie.reading.names import fold

# The words that most texts of a language have most of.
_COMMON = {
    code: frozenset(words.split())
    for code, words in (
        ("en", "the of and to in a is for that with on as was by at from has its are will"),
        ("fr", "le la les des et en un une du que pour dans est sur au par plus avec"),
        ("de", "der die das und in den von zu mit ist des auf für im dem nicht ein eine"),
        ("es", "el la los las de y en que un una del por con para es se al su"),
        ("it", "il la di e che in un una per con del della dei sono gli le al si"),
        ("pt", "o a os as de e que em um uma do da para com por no na se dos"),
        ("id", "yang dan di dari untuk dengan pada ini itu dalam akan ke oleh telah para"),
        ("vi", "và của các trong cho với được là có tại những một đã từ"),
    )
}
# Shares of letters in a script, and of common words, above which a text is in a language; a quoted name stays below.
_LEAST_SHARE = {"kana": 0.05, "hangul": 0.2, "cyrillic": 0.4, "han": 0.2, "words": 0.08, "traditional": 0.1}


def language_of(text: str) -> str | None:
    """The code of the language that `text` is in, with zh-Hant for traditional characters; None where unsure."""
    letters = [c for c in text if c.isalpha()]
    if not letters:
        return None
    for code, script, first, last in (
        ("ja", "kana", "\u3040", "\u30ff"),
        ("ko", "hangul", "\uac00", "\ud7af"),
        ("ru", "cyrillic", "\u0400", "\u04ff"),
    ):
        if sum(first <= c <= last for c in letters) > len(letters) * _LEAST_SHARE[script]:
            return code
    han = [c for c in letters if "\u4e00" <= c <= "\u9fff"]
    if len(han) > len(letters) * _LEAST_SHARE["han"]:
        return "zh-Hant" if _is_traditional(han) else "zh"
    return _by_words(text)


def _by_words(text: str) -> str | None:
    words = re.findall(r"[^\W\d_]+", text.lower())
    counts = {code: sum(word in common for word in words) for code, common in _COMMON.items()}
    best = max(counts, key=lambda code: counts[code])
    return best if counts[best] > _LEAST_SHARE["words"] * len(words) else None


def _is_traditional(han: Sequence[str]) -> bool:
    text = "".join(han)
    changed = sum(a != b for a, b in zip(text, fold(text), strict=True))
    return changed > _LEAST_SHARE["traditional"] * len(text)
