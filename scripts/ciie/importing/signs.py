"""What speaks for a measure near a number: its unit, and the signs that an editor gave the measure.

A sign is words that stand near the number, parts of it joined by " + ". A part that is a name in nouns.yml or in
sign_words.yml stands for every word listed there; one like ">999" holds the number itself to a bound; one like
"@exhibitors" is there where the figure before is of that measure. Signs close to the number weigh most, then those
between it and its neighbours, then those elsewhere in the sentence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, cached_property, lru_cache
from pathlib import Path

import yaml

from ciie.model.records import EditionSpan
from ciie.model.vocabulary import Measure
from ciie.text.names import Named
from ciie.text.nouns import nouns
from ciie.text.patterns import sign_pattern
from ciie.text.quantities import Quantity

# A clause that begins behind a number's neighbour; what stands before it speaks of something else.
_CLAUSE = re.compile(r"[;；。]|,\s+(?:and|with|while|but|as|which)\b|、(?=\d|来自)")

_VENUE = re.compile(
    r"National\s+Exhibition\s+and\s+Convention|National\s+Convention\s+and\s+Exhibition|国家会展|国家展시컨벤션", re.I
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
        last: The measure of the last figure before it in the passage.
        before: The edition of the sentence before, where its own refers to that.
    """

    passages: Sequence[str]
    place: int
    offset: int
    sentence: str
    quantities: tuple[Quantity, ...]
    index: int
    names: Sequence[Named]
    carried: EditionSpan | None
    last: str | None = None
    before: EditionSpan | None = None

    @cached_property
    def quantity(self) -> Quantity:
        """The quantity itself."""
        return self.quantities[self.index]

    @cached_property
    def told(self) -> str:
        """The sentence without the names of places that sound like what they house."""
        return _VENUE.sub(lambda match: "·" * len(match.group()), self.sentence)

    @cached_property
    def begins(self) -> int:
        """Where the quantity's clause begins, whatever other numbers it has."""
        edges = [match.end() for match in _CLAUSE.finditer(self.sentence, 0, self.quantity.start)]
        return edges[-1] if edges else 0

    @cached_property
    def clause(self) -> int:
        """Where the quantity's own clause begins: behind its neighbour."""
        edges = [match.end() for match in _CLAUSE.finditer(self.sentence, self.around[0], self.quantity.start)]
        return edges[-1] if edges else self.around[0]

    @cached_property
    def around(self) -> tuple[int, int]:
        """Where the words between this quantity's neighbours begin and end.

        The words of a neighbour that describes it belong to it: 13个成员国的1106家企业, "40 firms from 13 states".
        """
        low, high = 0, len(self.sentence)
        counted = [other for other in self.quantities if other.unit not in _TIMES or other is self.quantity]
        index = counted.index(self.quantity)
        if index:
            before = counted[index - 1]
            low = before.number if _OF.fullmatch(self.sentence, before.end, self.quantity.start) else before.end
        if index + 1 < len(counted):
            behind = counted[index + 1]
            joins = _AND if behind.unit == "organizations" else _FROM
            is_joined = joins.fullmatch(self.sentence, self.quantity.end, behind.start) is not None
            next_but_one = counted[index + 2].start if index + 2 < len(counted) else high
            high = next_but_one if is_joined else behind.start
        return low, high

    def is_cut_off(self, start: int) -> bool:
        """True where another number of the same unit stands between this one and the words at `start`."""
        low, high = sorted((start, self.quantity.start))
        others = (
            other for other in self.quantities if other is not self.quantity and low < other.end and other.start < high
        )
        return any(other.unit == self.quantity.unit for other in others)


RESPECTIVELY = re.compile(r"\brespectively\b|分别|[元币]、")
# Spans of time cut no sentence in two: "186 companies that came for seven consecutive years".
_TIMES = frozenset({"years", "months", "days", "hours", "sessions", "times"})
_AND = re.compile(r"\s*(?:,\s|,?\s+and\s|as\s+well\s+as\s|plus\s|(?:e|y|i|et|und|en|и)\s|和|及|与|と)\s*", re.I)
_OF, _FROM = re.compile("的"), re.compile(r"\s+(?:from|of|across|representing)\s+|的")


# What a sign weighs: within this many characters of the number, between its neighbours, elsewhere in the sentence.
CLOSE, CLOSE_WEIGHT, BETWEEN_WEIGHT, FAR_WEIGHT = 48, 3.0, 2.0, 1.0
# A sign that only stands elsewhere in the sentence proposes nothing.
LEAST = 2.0
_PAUSE = re.compile(r"[,，;；。、]")
_PHRASE = re.compile(r"[,，;；。、]|\s(?:to|in|at|for|with|who|that|which|and|on)\b")
# In characters: how far the phrase around a number reaches where no mark ends it sooner.
_REACH = 24
# A number without a noun that is larger counts no countries.
MOST_COUNTRIES = 260
# What is larger and has no noun is a population or a sum of money.
MOST_COUNTED = 5_000_000
# By how much something grew is not how much there is: 扩大3万平方米, "up by 30,000 square meters".
_GREW = r"(?:gr[eo]w\w*|increas\w*|expand\w*|r[io]s\w*|up|down|fell|fall\w*|drop\w*|declin\w*|decreas\w*|larger|bigger)"
_INCREMENT = re.compile(
    rf"(?:\b(?:{_GREW}\s+by|another|additional)|(?:增加|扩大|扩展|增长|新增|减少|增设|多)了?)\s*(?:of\s+|an?\s+)?$",
    re.I,
)
_INCREMENT_BEHIND = re.compile(
    r"\s?(?:ほど|余り)?(?:增长|增加|扩大|拡大|減少|减少|増)|\s+(?:more|larger|bigger|fewer)\s+than\b", re.I
)
# Names of nouns.yml and the units of measures that may count the same.
_ALIKE = {
    "companies": {"companies", "exhibitors", "enterprises", "start-ups", "brands"},
    "exhibitors": {"companies", "exhibitors", "enterprises"},
    "items": {"items", "products"},
    "products": {"products", "items", "exhibits"},
    "start-ups": {"start-ups", "companies"},
    "countries": {"countries", "countries and regions", "countries and international organizations"},
    "countries and regions": {"countries", "countries, regions and international organizations"},
    "countries and international organizations": {"countries"},
    "visitors": {"visitors", "entries", "visits", "buyers", "participants", "volunteers"},
    "people": {"visitors", "entries", "visits", "participants", "journalists", "volunteers"},
    "brands": {"brands", "companies"},
    "organizations": {"companies", "organisations", "delegations"},
    "agreements": {"agreements"},
}
_GROWN = (
    r"(?:\b(?:increas|grow|grew|rise|rose|rising|expand|bigger|larger|higher|(?<!sign\s)(?<!signed\s)(?<!set\s)(?<!take\s)up\b(?!\s+to\b)|climb|jump|gain|surge|leap"
    r"|declin|decreas|drop|fell|fall|down\b|lower|slid|shr[aiu]nk|above\s+the|compared\s+(?:with|to))\w*"
    r"|增长|扩大|提升|上升|增加|提高|下降|减少|下滑|略降|降低|比上届|较上届|同比)"
)
_GROWTH = re.compile(_GROWN, re.I)
# How far a word of growth stands from the percentage that it is of.
_GROWN_BEFORE = re.compile(rf"{_GROWN}[^\d,，;；。.]{{0,30}}$", re.I)
_GROWN_BEHIND = re.compile(rf"[^\d,，;；。.]{{0,30}}?(?:{_GROWN}|\bmore\s+than\s+(?:in|at|the|last|a\s+year))", re.I)
# "Rose to 70 percent" says how much there is.
_LEVEL = re.compile(r"(?:\bto|\bat|至|到|达|为)\s*$", re.I)


def fitting_unit(placed: PlacedQuantity, measure: Measure) -> str | None:
    """The unit of the measure that the quantity is counted in; None where it is counted in none of them."""
    unit = placed.quantity.unit
    if unit == "%":
        sort = "% growth" if _is_growth(placed) else "%"
        return sort if sort in measure.units else None
    printed = placed.sentence[placed.quantity.number : placed.quantity.end].lower()
    if unit != "m2" and (named := next((known for known in measure.units if printed.endswith(known)), None)):
        return named
    if unit in measure.units:
        return unit
    if unit is None:
        return _unit_of_bare(placed, measure)
    alike = _ALIKE.get(unit, set())
    return next((known for known in measure.units if known in alike), None) or _long_unit(unit, measure)


def _is_growth(placed: PlacedQuantity) -> bool:
    """True of a percentage by which something grew or fell: up 6.7 %, a 6.7 % increase, 比上届增长6.7%."""
    sentence, quantity = placed.sentence, placed.quantity
    low = max(0, quantity.start - 2 * CLOSE)
    if _LEVEL.search(sentence, low, quantity.start) is not None:
        return False
    before = _GROWN_BEFORE.search(sentence, low, quantity.start)
    return before is not None or _GROWN_BEHIND.match(sentence, quantity.end) is not None


def _unit_of_bare(placed: PlacedQuantity, measure: Measure) -> str | None:
    """The only sort of thing that the measure counts, for a number without a noun."""
    plain = [known for known in measure.units if not known.isupper() and known not in {"%", "m2", "% growth"}]
    is_country = any(known.startswith("countries") for known in measure.units)
    # "A 400-million middle class" counts no visitors.
    is_many = placed.quantity.value >= MOST_COUNTED
    if (
        is_many
        or not plain
        or len(plain) < len(measure.units)
        or (is_country and placed.quantity.value > MOST_COUNTRIES)
    ):
        return None
    return plain[0]


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
    behind = _PHRASE.split(placed.sentence[quantity.end : quantity.end + _REACH])[0]
    around = before + placed.sentence[quantity.start : quantity.end] + behind
    is_growth = measure.least is not None and measure.least < 0
    if not is_growth and _is_increment(placed):
        return True
    lead = (
        placed.told[placed.clause : quantity.end]
        + _PAUSE.split(placed.told[quantity.end : quantity.end + 2 * CLOSE])[0]
    )
    whole = placed.told[placed.begins : quantity.start] + lead
    return any(
        part.pattern.search(whole if part.is_wide else lead if part.is_group else around)
        if part.pattern is not None
        else part.low < quantity.value < part.high
        for part in map(_part, measure.unless)
    )


_SUCH_AS = re.compile(r"[,;，；]|\b(?:including|such\s+as|among|like)\b", re.I)


def counts_leaders(placed: PlacedQuantity) -> bool:
    """True where the words of the quantity, or those close to it, say that it counts the world's leading companies."""
    found = _part("leading companies").pattern
    low, end = max(placed.clause, placed.quantity.start - _REACH), placed.quantity.end
    behind = _SUCH_AS.split(placed.sentence[end : end + _REACH])[0]
    return found is not None and found.search(placed.sentence[low:end] + behind) is not None


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
        weights = [
            (_weight(placed, match.start(), part), match.group()) for match in part.pattern.finditer(placed.told)
        ]
        weight, words = max(weights, default=(0.0, ""))
        if not weight:
            return 0.0, ()
        total += weight * part.factor
        found.append(words)
    return total, tuple(found)


def _weight(placed: PlacedQuantity, start: int, part: _Part) -> float:
    """What a part of a sign weighs that stands at `start`; behind the next number only words of a group count."""
    quantity, (_, high) = placed.quantity, placed.around
    if placed.clause <= start < high:
        close = quantity.start - CLOSE / 2 <= start <= quantity.end + CLOSE
        return CLOSE_WEIGHT if close else BETWEEN_WEIGHT
    if (part.is_group and (part.factor == 1.0 or quantity.unit == "%")) or RESPECTIVELY.search(placed.sentence):
        return FAR_WEIGHT
    return FAR_WEIGHT if start < quantity.start and not placed.is_cut_off(start) else 0.0


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
    told: dict[str, list[str]] = yaml.safe_load(GROUPS.read_text(encoding="utf-8"))
    return {name: tuple(sorted(words, key=len, reverse=True)) for name, words in {**counted, **told}.items()}


def first_sign(sentence: str, measure: Measure) -> int:
    """Where the first of a measure's signs stands in `sentence`; its length where none does."""
    parts = [part.pattern for sign in measure.signs for part in _parts(sign)[:1]]
    return min((m.start() for part in parts if part and (m := part.search(sentence))), default=len(sentence))
