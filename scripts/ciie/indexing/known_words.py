"""Words that a reader may type though nothing has them, and that are therefore no typing errors: English, and names."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import yaml
from babel import Locale

from ciie.indexing.postings import sort_key
from ciie.indexing.tokens import is_han, tokens

_WORDS = Path(__file__).with_name("english_words.txt")
_NAMES = Path(__file__).with_name("known_names.yml")
# Shorter words are never taken for typing errors or for beginnings.
_SHORTEST = 3
_COUNTRY_CODE = 2
# The names of languages that few people speak look like typing errors of others.
_LANGUAGES = (
    "ar bg bn cs da de el en es et fa fi fr he hi hr hu id it ja km ko ms my nl no pl pt ro ru sv sw ta th tr uk"
)


@cache
def known_words() -> tuple[str, ...]:
    """One of each stem of common English words, and every word of a known name, in the order in which browsers sort."""
    found = {token for text in _texts() for token in tokens(text)}
    return tuple(sorted((t for t in found if len(t) >= _SHORTEST and not is_han(t[0])), key=sort_key))


def _texts() -> Iterator[str]:
    lines = _WORDS.read_text(encoding="utf-8").splitlines()
    yield from (line for line in lines if not line.startswith("#"))
    yield from yaml.safe_load(_NAMES.read_text(encoding="utf-8")).values()
    english = Locale("en")
    yield from (name for code, name in english.territories.items() if len(code) == _COUNTRY_CODE)
    yield from (english.languages[code] for code in _LANGUAGES.split())
