"""What an unknown word may have meant: known words that capitals, accents or a typing error tell from it."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property, lru_cache

# A letter away from a shorter word is another word: "cnn" is not "cn". From five letters on one may be another
# ("chine"), in four none ("Iran" and "Iraq"); from nine on two may be.
_SHORTEST, _WITH_ANOTHER, _WITH_TWO = 3, 5, 9
# Longer words have as many shortened forms as letters, each nearly as long, and are no slip of one.
_LONGEST = 80
# How much of a name its first words must be to stand for it: "opening" of opening-up, not "china" of china-daily.
_MOST_OF_IT = 0.6
# What a message can name and still be read.
MOST_SHOWN = 3


class Suggestions:
    """The entries that unknown words may have meant, by their ids and names.

    The indexes are made when they are first asked for, and each answer takes time in proportion to the word alone,
    so that many unknown words in a long list cost no more than reading them.
    """

    def __init__(self, entries: Mapping[str, Iterable[str]]) -> None:
        """`entries` has for each id the names of the entry."""
        self._entries = entries

    def same(self, word: str) -> tuple[str, ...]:
        """The ids of the entries whose id or name is `word`, whatever its capitals, blanks, hyphens and accents."""
        return tuple(self._ids.get(plain(word), ()))

    def near(self, word: str) -> tuple[str, ...]:
        """The ids of the entries that `word` is a typing error away from, the nearest first; at most three."""
        word = plain(word)
        tried = dict.fromkeys(form for short in _shortened(word) for form in self._shortened.get(short, ()))
        errors = {form: _errors(word, form) for form in list(tried)[: 2 * MOST_SHOWN]}
        close = sorted((form for form in errors if _is_near(word, form, errors[form])), key=lambda form: errors[form])
        forms = close or self._beginnings.get(word, [])
        return tuple(dict.fromkeys(name for form in forms for name in self._ids[form]))[:MOST_SHOWN]

    @cached_property
    def _ids(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for name, others in self._entries.items():
            for form in dict.fromkeys(plain(each) for each in (name, *others)):
                found[form].append(name)
        return dict(found)

    @cached_property
    def _shortened(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for form in self._ids:
            for short in _shortened(form):
                found[short].append(form)
        return dict(found)

    @cached_property
    def _beginnings(self) -> dict[str, list[str]]:
        """The name that words begin, by those words, where they are most of it and begin no other."""
        found: dict[str, set[str]] = defaultdict(set)
        for name in (form for each, others in self._entries.items() for form in (each, *others)):
            first, _, _ = name.replace("-", " ").rpartition(" ")
            if len(plain(first)) >= _MOST_OF_IT * len(plain(name)):
                found[plain(first)].add(plain(name))
        return {start: list(forms) for start, forms in found.items() if len(forms) == 1}


def plain(word: str) -> str:
    """`word` as names are compared: small letters and digits without accents, "and" for "&"."""
    letters = unicodedata.normalize("NFKD", word.casefold().replace("&", "and"))
    return "".join(letter for letter in letters if letter.isalnum())


def _shortened(word: str) -> Iterator[str]:
    """`word` whole and without each of its letters; words that a typing error tells apart share one of these."""
    if len(word) >= _SHORTEST:
        yield word
    if _SHORTEST <= len(word) <= _LONGEST:
        yield from dict.fromkeys(word[:place] + word[place + 1 :] for place in range(1, len(word)))


def _errors(word: str, form: str) -> int:
    """How many typing errors lie between two words that share a shortened form: 1 or 2."""
    if len(word) != len(form):
        return 1
    places = [place for place, (one, other) in enumerate(zip(word, form, strict=True)) if one != other]
    swapped = len(places) == 2 and word[places[0]] == form[places[1]] and word[places[1]] == form[places[0]]
    return 1 if len(places) < 2 or (swapped and places[1] == places[0] + 1) else 2


def _is_near(word: str, form: str, errors: int) -> bool:
    length = min(len(word), len(form))
    is_another_letter = len(word) == len(form) and sorted(word) != sorted(form)
    if length < _WITH_ANOTHER and is_another_letter:
        return False
    return errors == 1 or length >= _WITH_TWO


# Shorter words begin too many others.
_SHORTEST_BEGINNING = 4


def joined(words: Iterable[str]) -> str:
    """Lists what one may choose from, as a sentence does.

    Args:
        words: The choices, at least one.

    Returns:
        "a", "a or b", "a, b or c".
    """
    *before, last = words
    return f"{', '.join(before)} or {last}" if before else last


def nearest(value: str, known: Iterable[str]) -> str | None:
    """Finds the one known word that was meant.

    Args:
        value: A word that is not known.
        known: The known words.

    Returns:
        The word that `value` is, but for capitals, its end or a typing error; None where that is none, or several.
    """
    words = tuple(known)
    meant = _suggestions_of(words)
    found = meant.same(value) or meant.near(value) or [word for word in words if _are_begun_alike(value, word)]
    return found[0] if len(found) == 1 else None


# Many unknown keys are asked for among the same known ones.
@lru_cache(maxsize=64)
def _suggestions_of(words: tuple[str, ...]) -> Suggestions:
    return Suggestions(dict.fromkeys(words, ()))


def _are_begun_alike(value: str, word: str) -> bool:
    """True where one of the two is the other with another end, such as "digested" for "digest"."""
    short, long = sorted((value.casefold(), word), key=len)
    return len(short) >= _SHORTEST_BEGINNING and long.startswith(short)


def choices(value: str, known: Iterable[str]) -> str:
    """Says what may have been meant.

    Args:
        value: A word that is not known.
        known: The known words.

    Returns:
        A hint that names the nearest of them, or all of them.
    """
    words = list(known)
    near = nearest(value, words)
    return f"did you mean {near}?" if near is not None else f"write {joined(words)}"
