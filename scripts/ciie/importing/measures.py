"""Which measure a quantity is a figure of, by the signs in its sentence, and what the figure is of.

Signs close to the number weigh most, then those between it and its neighbours, then those elsewhere in the sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from ciie.importing.proposals import Quantity
from ciie.model.records import EditionSpan
from ciie.model.values import Ref
from ciie.model.vocabulary import Measure, PlaceKind, Vocabulary
from ciie.text.names import Named, NameFinder

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
class PlacedQuantity:
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


def fitting_unit(placed: PlacedQuantity, measure: Measure) -> str | None:
    """The unit of the measure that the quantity is counted in; None where it is counted in none of them."""
    unit = placed.quantity.unit
    if unit == "%":
        if "% growth" in measure.units and _GROWTH.search(placed.sentence):
            return "% growth"
        return "%" if "%" in measure.units else None
    printed = placed.sentence[placed.quantity.number : placed.quantity.end].lower()
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


def is_ruled_out(placed: PlacedQuantity, measure: Measure) -> bool:
    """True where the words of the quantity, or those right around it, say that it counts less than the measure does."""
    quantity = placed.quantity
    if measure.least is not None and quantity.value < measure.least:
        return True
    before = _PAUSE.split(placed.sentence[max(0, quantity.start - _REACH) : quantity.start])[-1]
    behind = _PAUSE.split(placed.sentence[quantity.end : quantity.end + _REACH])[0]
    around = before + placed.sentence[quantity.start : quantity.end] + behind
    return any(sign_pattern(word).search(around) for word in measure.unless)


def weigh_sign(placed: PlacedQuantity, sign: str) -> tuple[float, tuple[str, ...]]:
    """How strongly one sign speaks for its measure here, and its words; 0 where a part of it is missing."""
    quantity, (_, high), low = placed.quantity, placed.around, placed.clause
    total, found = 0.0, []
    for pattern, factor in _parts(sign):
        weights = []
        for match in pattern.finditer(placed.sentence):
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
        return re.compile(re.escape(part), re.I)
    body = re.escape(part.removesuffix("*")).replace(r"\ ", r"[\s-]+")
    return re.compile(rf"(?<![A-Za-z]){body}{'' if part.endswith('*') else '(?![A-Za-z])'}", re.I)


def first_sign(sentence: str, measure: Measure) -> int:
    """Where the first of a measure's signs stands in `sentence`; its length where none does."""
    parts = [part.strip() for sign in measure.signs for part in sign.split(" + ")[:1]]
    return min((m.start() for part in parts if (m := sign_pattern(part).search(sentence))), default=len(sentence))


# Speakers say "we" anywhere; "it" stands for what was named before only where the sentence begins with it.
_SELF = re.compile(
    r"\b(?:we|our|us|my|I)\b|^(?:[^,]{0,60},\s+)?(?:it|its|the\s+(?:company|firm|group|brand|zone|city))\b|我们|本公司|该公司",
    re.I,
)
_PAVILION = re.compile(r"pavilion|馆", re.I)
# Figures are of companies, people and zones; these speak of, or house, what others do.
_NO_OWNER = frozenset({"media", "forum", "venue", "government", "agency", "country", "landmark"})
# A name behind the number is as far as one so many characters before it.
_BEHIND_COSTS = 40


def find_subject(placed: PlacedQuantity, measure: Measure, vocabulary: Vocabulary, finder: NameFinder) -> Ref | None:
    """What the figure is of; None where the text names nothing that fits.

    It is the name nearest to the number in its sentence, or, where the sentence says "we" or "it", the last one before.
    """
    if measure.subjects == {"places"}:
        return _country(placed, vocabulary, finder)
    wanted = measure.subjects
    start, end = placed.offset + placed.quantity.number, placed.offset + len(placed.sentence)
    here = [n for n in placed.names if placed.offset <= n.start < end and _owner(n, wanted, vocabulary)]
    if here:
        nearest = min(here, key=lambda n: abs(n.start - start) + _BEHIND_COSTS * (n.start > start))
        return _owner(nearest, wanted, vocabulary)
    if not _SELF.search(placed.sentence):
        return None
    before = [n for n in placed.names if n.start < start]
    behind = [n for n in placed.names if n.start >= end and _bearer(n, {"people"})]
    known = [owner for n in (*reversed(before), *behind) if (owner := _owner(n, wanted, vocabulary))]
    return known[0] if known else _said_before(placed, wanted, vocabulary, finder)


def _said_before(
    placed: PlacedQuantity, wanted: frozenset[str], vocabulary: Vocabulary, finder: NameFinder
) -> Ref | None:
    """The last fitting name of the two passages before."""
    for passage in reversed(placed.passages[max(0, placed.place - 2) : placed.place]):
        for named in reversed(finder.find_longest(passage)):
            owner = _owner(named, wanted, vocabulary)
            if owner is not None:
                return owner
    return None


def _country(placed: PlacedQuantity, vocabulary: Vocabulary, finder: NameFinder) -> Ref | None:
    """The country that the counted thing is called after, or whose pavilion stands between the number's neighbours."""
    quantity, (low, high) = placed.quantity, placed.around
    named = list(finder.find(placed.sentence))
    own = [n for n in named if quantity.number <= n.start < quantity.end]
    around = [n for n in named if low <= n.start < high] if _PAVILION.search(placed.sentence[low:high]) else []
    for found in (*own, *around):
        place = _bearer(found, {"places"})
        if place is not None and vocabulary.places[place.id].kind is PlaceKind.COUNTRY:
            return place
    return None


def _owner(named: Named, kinds: frozenset[str], vocabulary: Vocabulary) -> Ref | None:
    """The bearer of a name that figures can be of."""
    for bearer in named.bearers:
        if bearer.kind in kinds and getattr(vocabulary[bearer], "kind", None) not in _NO_OWNER:
            return bearer
    return None


def _bearer(named: Named, kinds: Iterable[str]) -> Ref | None:
    return next((bearer for bearer in named.bearers if bearer.kind in kinds), None)
