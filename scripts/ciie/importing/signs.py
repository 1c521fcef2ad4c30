"""What speaks for a measure near a number: the signs that an editor gave the measure.

A sign is words that stand near the number, parts of it joined by " + ". A part that is a name in nouns.yml or in
sign_words.yml stands for every word listed there; one like ">999" holds the number itself to a bound; one like
"@exhibitors" is there where the figure before is of that measure. Signs close to the number weigh most, then those
between it and its neighbours, then those elsewhere in the sentence.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache
from itertools import takewhile
from pathlib import Path

from ciie.importing.expo_words import is_of_a_time, is_of_another_fair
from ciie.importing.placed_quantities import CLOSE, PlacedQuantity
from ciie.model.kinds import Of
from ciie.model.vocabulary import Measure
from ciie.text.nouns import nouns
from ciie.text.patterns import read_own, sign_pattern

# What a sign weighs: within this many characters of the number, between its neighbours, elsewhere in the sentence.
CLOSE_WEIGHT, BETWEEN_WEIGHT, FAR_WEIGHT = 3.0, 2.0, 1.0
# A sign that only stands elsewhere in the sentence proposes nothing.
LEAST = 2.0
_PAUSE = re.compile(r"[,，;；。、]")
_PHRASE = re.compile(r"[,，;；。、]|\s(?:to|in|at|for|with|who|that|which|and|on)\b")
# In characters: how far the phrase around a number reaches where no mark ends it sooner.
_REACH = 24
# By how much something grew is not how much there is: 扩大3万平方米, "up by 30,000 square meters".
_GREW = r"(?:gr[eo]w\w*|increas\w*|expand\w*|r[io]s\w*|up|down|fell|fall\w*|drop\w*|declin\w*|decreas\w*|larger|bigger)"
_INCREMENT = re.compile(
    rf"(?:\b(?:{_GREW}\s+by|another|additional)|(?:增加|扩大|扩展|增长|新增|减少|增设|多|(?<![至不])少)了?)\s*(?:of\s+|an?\s+)?$",
    re.I,
)
_INCREMENT_BEHIND = re.compile(
    r"\s?(?:ほど|余り)?(?:增长|增加|扩大|拡大|減少|减少|増)|\s+(?:more|larger|bigger|higher|fewer|less|smaller|lower)\s+than\b",
    re.I,
)


# "Six exhibition zones" and 六大展区 are the parts of a whole, not one of them.
_ALL_PARTS = re.compile(
    r"(?:[\d二两三四五六七八九十]\s?[大个]\s?(?:政府|行业|地方|专业)?|\b(?:\d|two|three|four|five|six|seven|eight|nine|ten)\s+(?:[a-z]+\s+){0,2})$",
    re.I,
)
# Of buyers from everywhere those from abroad are a part.
_ALL_OF_THEM = re.compile(
    r"\b(?:domestic|chinese|local|home)\s+(?:and|or)\s+(?:overseas|foreign|international)\b", re.I
)
_JOINED = re.compile(r"\s*(?:,|and\b|和|、)")


def is_ruled_out(placed: PlacedQuantity, measure: Measure) -> bool:
    """True where the words of the quantity, or those right around it, say that it counts less than the measure does."""
    quantity = placed.quantity
    if measure.least is not None and quantity.value < measure.least:
        return True
    is_growth = measure.least is not None and measure.least < 0
    if Of.EDITION in measure.of and _is_of_something_else(placed):
        return True
    if not is_growth and _is_increment(placed):
        return True
    stop = quantity.end + len(
        _PAUSE.split(placed.told[quantity.end : min(quantity.end + 2 * CLOSE, placed.told_until)])[0]
    )
    if "newcomers" in measure.unless and _are_newcomers(placed):
        return True
    for part in map(_part, measure.unless):
        if part.pattern is None:
            is_other = part.low < quantity.value < part.high
        elif part.is_group:
            low = placed.begins if part.is_wide else placed.clause
            starts, _ = _places(part.pattern, placed.told)
            within = takewhile(lambda start: start < stop, starts[bisect_left(starts, low) :])
            is_other = any(
                not part.is_wide or _ALL_PARTS.search(placed.told, max(0, start - _REACH), start) is None
                for start in within
            )
        else:
            is_other = part.pattern.search(_words_around(placed)) is not None
        if is_other:
            return True
    return False


def _words_around(placed: PlacedQuantity) -> str:
    """The words of a quantity with those right before and behind it that are of the same phrase."""
    quantity = placed.quantity
    # "Over 400,000 local buyers and more than 3,600 firms": what stands beside the other number is not its own.
    other = placed.around[0] if _JOINED.match(placed.sentence, placed.around[0]) else 0
    low = max(0, quantity.start - _REACH, min(other, quantity.start))
    before = _PAUSE.split(placed.sentence[low : quantity.start])[-1]
    behind = _PHRASE.split(placed.sentence[quantity.end : quantity.end + _REACH])[0]
    return _ALL_OF_THEM.sub("domestic", before + placed.sentence[quantity.start : quantity.end] + behind)


# "Nearly 20 leaders as well as 500 small firms come for the first time": the end speaks of both.
_AS_WELL_AS = re.compile(r"[^,，;；。]{0,30}[,，]?\s*(?:以及|as\s+well\s+as)[^,，;；。]{0,60}", re.I)


def _are_newcomers(placed: PlacedQuantity) -> bool:
    """True of those who are called newcomers right before, or come for the first time together with others."""
    both = _AS_WELL_AS.match(placed.told, placed.quantity.end)
    before = re.split(r"[;；。]", placed.told[max(0, placed.quantity.start - 2 * _REACH) : placed.quantity.start])[-1]
    newcomers = _part("newcomers").pattern
    return newcomers is not None and newcomers.search(before + (both.group() if both else "")) is not None


_SUCH_AS = re.compile(r"[,;，；]|\b(?:including|such\s+as|among|like)\b", re.I)


def counts_leaders(placed: PlacedQuantity) -> bool:
    """True where the words of the quantity, or those close to it, say that it counts the world's leading companies."""
    found = _part("leading companies").pattern
    low, end = max(placed.clause, placed.quantity.start - _REACH), placed.quantity.end
    behind = _SUCH_AS.split(placed.sentence[end : end + _REACH])[0]
    return found is not None and found.search(placed.sentence[low:end] + behind) is not None


def _is_of_something_else(placed: PlacedQuantity) -> bool:
    """True of what is counted by the day or over years, and of what another fair has."""
    sentence, quantity = placed.told, placed.quantity
    return is_of_a_time(sentence, quantity.start, quantity.end) or is_of_another_fair(sentence, quantity.start)


def _is_increment(placed: PlacedQuantity) -> bool:
    """True of a number that tells by how much something grew: up by 30,000 square meters, 约3万平方米增."""
    quantity, sentence = placed.quantity, placed.sentence
    before = _INCREMENT.search(sentence, max(0, quantity.start - _REACH), quantity.start)
    return before is not None or _INCREMENT_BEHIND.match(sentence, quantity.end) is not None


def weigh_sign(placed: PlacedQuantity, sign: str) -> tuple[float, tuple[str, ...]]:
    """How strongly one sign speaks for its measure here, and its words; 0 where a part of it is missing."""
    total, found = 0.0, []
    for part in _parts(sign):
        if part.pattern is None:
            if not part.low <= placed.quantity.value <= part.high or part.follows not in {None, placed.last}:
                return 0.0, ()
            total += part.factor
            continue
        weight, words = _weigh(placed, part, *_places(part.pattern, placed.told))
        if not weight:
            return 0.0, ()
        total += weight * part.factor
        found.append(words)
    return total, tuple(found)


# The numbers of a sentence are weighed one after the other, each with every sign.
@lru_cache(maxsize=8192)
def _places(pattern: re.Pattern[str], text: str) -> tuple[tuple[int, ...], tuple[str, ...]]:
    """Where a part of a sign stands in `text`, and its words there."""
    matches = tuple(pattern.finditer(text))
    return tuple(match.start() for match in matches), tuple(match.group() for match in matches)


def _weigh(placed: PlacedQuantity, part: _Part, starts: Sequence[int], words: Sequence[str]) -> tuple[float, str]:
    """What a part of a sign weighs, and its words; behind the next number only words that all sentences have count."""
    quantity, low = placed.quantity, placed.clause
    close = bisect_left(starts, max(low, quantity.start - CLOSE / 2))
    if close < len(starts) and starts[close] < min(placed.ends, quantity.end + CLOSE + 1):
        return CLOSE_WEIGHT, words[close]
    between = bisect_left(starts, low)
    if between < len(starts) and starts[between] < placed.ends:
        return BETWEEN_WEIGHT, words[between]
    is_common = part.is_group and (part.factor == 1.0 or quantity.unit == "%")
    if starts and (is_common or placed.is_respective):
        return FAR_WEIGHT, words[0]
    before = bisect_left(starts, quantity.start) - 1
    return (FAR_WEIGHT, words[before]) if before >= 0 and starts[before] >= placed.cut else (0.0, "")


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of a sign: what finds it and what its length makes it weigh; or the bounds of the number."""

    pattern: re.Pattern[str] | None
    factor: float = 1.0
    is_group: bool = False
    is_wide: bool = False
    follows: str | None = None
    low: Decimal = Decimal("-Infinity")
    high: Decimal = Decimal("Infinity")


@lru_cache(maxsize=4096)
def _parts(sign: str) -> tuple[_Part, ...]:
    """The parts of a sign; long words mean one thing only."""
    return tuple(_part(written.strip()) for written in sign.split(" + "))


@lru_cache(maxsize=4096)
def _part(written: str) -> _Part:
    if written.startswith("@"):
        return _Part(None, 2.0, follows=written[1:])
    if _BOUND.fullmatch(written):
        bound = Decimal(written[1:])
        return _Part(None, 0.0, low=bound) if written[0] == ">" else _Part(None, 0.0, high=bound)
    words = _groups().get(written)
    if words is not None:
        factor = 1.0 if written in nouns() or written in _COMMON else 2.0
        pattern = re.compile("|".join(sign_pattern(word).pattern for word in words), re.I)
        return _Part(pattern, factor, is_group=True, is_wide=written.startswith("part of"))
    length = len(written.split()) if written.isascii() else len(written) / 2
    return _Part(sign_pattern(written), 1 + 0.25 * (length - 1))


# Words that most measures' sentences have.
_COMMON = frozenset({"taking part", "growth", "square meters"})
_BOUND = re.compile(r"[<>]\d+(?:e\d+)?")
GROUPS = Path(__file__).with_name("sign_words.yml")


@cache
def _groups() -> dict[str, tuple[str, ...]]:
    """The words that stand under each name in sign_words.yml and in nouns.yml."""
    counted = {name: [*words["en"], *words["zh"]] for name, words in nouns().items()}
    told: dict[str, list[str]] = read_own(GROUPS)
    return {name: tuple(sorted(words, key=len, reverse=True)) for name, words in {**counted, **told}.items()}


def first_sign(sentence: str, measure: Measure) -> int:
    """Where the first of a measure's signs stands in `sentence`; its length where none does."""
    parts = [part.pattern for sign in measure.signs for part in _parts(sign)[:1]]
    return min((m.start() for part in parts if part and (m := part.search(sentence))), default=len(sentence))
