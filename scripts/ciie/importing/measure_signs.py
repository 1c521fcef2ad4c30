"""How strongly the words around a quantity speak for a measure: its signs, weighed by how close they stand.

Signs close to the number weigh most, then those between it and its neighbours, then those elsewhere in the sentence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from ciie.importing.quantities import Quantity
from ciie.reading.names import Named
from ciie.words.model import EditionSpan
from ciie.words.terms import Measure

# What a sign weighs: within this many characters of the number, between its neighbours, elsewhere in the sentence.
CLOSE, CLOSE_WEIGHT, BETWEEN_WEIGHT, FAR_WEIGHT = 48, 3.0, 2.0, 1.0
# A sign that only stands elsewhere in the sentence proposes nothing.
LEAST = 2.0
# A clause that begins behind a number's neighbour; what stands before it speaks of something else.
_CLAUSE = re.compile(r"[;；。]|,\s+(?:and|with|while|but|as|which)\b")
_PAUSE = re.compile(r"[,，;；。、]")
_REACH = 16
# Names of nouns.yml and the units of measures that may count the same.
_ALIKE = {
    "companies": {"companies", "exhibitors", "enterprises", "start-ups", "brands"},
    "exhibitors": {"companies", "exhibitors", "enterprises"},
    "items": {"items", "products"},
    "products": {"products", "items", "exhibits"},
    "start-ups": {"start-ups", "companies"},
    "countries": {"countries", "countries and regions", "countries and international organizations"},
}
_GROWTH = re.compile(
    r"\b(?:increas|grow|grew|rise|rose|rising|expand|bigger|larger|up\b|climb|jump|gain)"
    r"|增长|增長|扩大|提升|上升|增加|提高",
    re.I,
)


@dataclass(frozen=True)
class Site:
    """A quantity where it stands.

    Attributes:
        passages: The passages of the text.
        place: The index of its passage.
        offset: Where its sentence begins in the passage.
        sentence: Its sentence, folded.
        quantities: All quantities of the sentence.
        index: Which of them it is.
        names: The names in the passage.
        carried: Several editions that the passage spoke of before.
    """

    passages: Sequence[str]
    place: int
    offset: int
    sentence: str
    quantities: tuple[Quantity, ...]
    index: int
    names: Sequence[Named]
    carried: EditionSpan | None

    @cached_property
    def quantity(self) -> Quantity:
        """The quantity itself."""
        return self.quantities[self.index]

    @cached_property
    def clause(self) -> int:
        """Where the quantity's own clause begins."""
        edges = [match.end() for match in _CLAUSE.finditer(self.sentence, self.around[0], self.quantity.start)]
        return edges[-1] if edges else self.around[0]

    @cached_property
    def around(self) -> tuple[int, int]:
        """Where the words between this quantity's neighbours begin and end."""
        before = self.quantities[self.index - 1].end if self.index else 0
        last = self.index + 1 >= len(self.quantities)
        return before, len(self.sentence) if last else self.quantities[self.index + 1].start


def fitting_unit(site: Site, measure: Measure) -> str | None:
    """The unit of the measure that the quantity is counted in; None where it is counted in none of them."""
    unit = site.quantity.unit
    if unit == "%":
        if "% growth" in measure.units and _GROWTH.search(site.sentence):
            return "% growth"
        return "%" if "%" in measure.units else None
    printed = site.sentence[site.quantity.number : site.quantity.end].lower()
    if unit != "m2" and (named := next((known for known in measure.units if printed.endswith(known)), None)):
        return named
    if unit in measure.units:
        return unit
    if unit is None:
        plain = [known for known in measure.units if not known.isupper() and known not in {"%", "m2", "% growth"}]
        return plain[0] if plain and len(measure.units) == len(plain) else None
    alike = _ALIKE.get(unit, set())
    return next((known for known in measure.units if known in alike), None) or _long_unit(unit, measure)


def _long_unit(unit: str, measure: Measure) -> str | None:
    """The measure's own spelling of a unit such as "countries, regions and international organizations"."""
    return next((known for known in measure.units if _bare(known) == _bare(unit)), None)


@lru_cache(maxsize=1024)
def _bare(unit: str) -> str:
    return re.sub(r"\W+", "", unit)


def is_ruled_out(site: Site, measure: Measure) -> bool:
    """True where the words of the quantity, or those right around it, say that it counts less than the measure does."""
    quantity = site.quantity
    if measure.least is not None and quantity.value < measure.least:
        return True
    before = _PAUSE.split(site.sentence[max(0, quantity.start - _REACH) : quantity.start])[-1]
    behind = _PAUSE.split(site.sentence[quantity.end : quantity.end + _REACH])[0]
    around = before + site.sentence[quantity.start : quantity.end] + behind
    return any(sign_pattern(word).search(around) for word in measure.unless)


def weigh_sign(site: Site, sign: str) -> tuple[float, tuple[str, ...]]:
    """How strongly one sign speaks for its measure here, and its words; 0 where a part of it is missing."""
    quantity, (_, high), low = site.quantity, site.around, site.clause
    total, found = 0.0, []
    for pattern, factor in _parts(sign):
        weights = []
        for match in pattern.finditer(site.sentence):
            close = quantity.start - CLOSE / 2 <= match.start() <= quantity.end + CLOSE
            inside = low <= match.start() < high
            reach = CLOSE_WEIGHT if close and inside else BETWEEN_WEIGHT if inside else FAR_WEIGHT
            weights.append((reach, match.group()))
        if not weights:
            return 0.0, ()
        weight, words = max(weights)
        total += weight * factor
        found.append(words)
    return total, tuple(found)


@lru_cache(maxsize=4096)
def _parts(sign: str) -> tuple[tuple[re.Pattern[str], float], ...]:
    """The parts of a sign, each with the factor that its length gives it: long signs mean one thing only."""
    parts = [part.strip() for part in sign.split(" + ")]
    lengths = (len(part.split()) if part.isascii() else len(part) / 2 for part in parts)
    return tuple((sign_pattern(part), 1 + 0.25 * (length - 1)) for part, length in zip(parts, lengths, strict=True))


@lru_cache(maxsize=4096)
def sign_pattern(part: str) -> re.Pattern[str]:
    """What finds one part of a sign: whole words, or with "*" words that begin so; Chinese wherever it stands."""
    if not part.isascii():
        return re.compile(re.escape(part))
    body = re.escape(part.removesuffix("*")).replace(r"\ ", r"[\s-]+")
    return re.compile(rf"(?<![A-Za-z]){body}{'' if part.endswith('*') else '(?![A-Za-z])'}", re.I)


def first_sign(sentence: str, measure: Measure) -> int:
    """Where the first of a measure's signs stands in `sentence`; its length where none does."""
    parts = [part.strip() for sign in measure.signs for part in sign.split(" + ")[:1]]
    return min((m.start() for part in parts if (m := sign_pattern(part).search(sentence))), default=len(sentence))
