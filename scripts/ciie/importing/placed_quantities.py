"""A quantity where it stands in a text: its clause, its neighbours, and the unit of a measure that it is counted in."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property, lru_cache
from itertools import accumulate

from ciie.model.records import EditionSpan
from ciie.model.vocabulary import Measure, Vocabulary
from ciie.text.names import Named, NameFinder
from ciie.text.quantities import Quantity

# In characters: words within so many of a number are close to it.
CLOSE = 48
# A clause that begins behind a number's neighbour; what stands before it speaks of something else.
_CLAUSE = re.compile(r"[;；。]|,\s+(?:and|with|while|but|as|which)\b")
_LISTED_CLAUSE = re.compile(rf"{_CLAUSE.pattern}|、(?=\d|来自)|,(?=来自)|[,，](?=(?:国家|企业)(?:综合|商业)?展)")

# "With" and "while" turn to something else behind a number; "which" and "as" go on about it.
_NEXT_CLAUSE = re.compile(
    r"[;；。]|(?:[,，]\s*|\s)(?:including|darunter)\b|[,，]包括|[,，、](?=今年|连续|連續|本[届屆]|此外|另外|同时)"
    r"|[,，](?=(?:国家|企业)(?:综合|商业)?展)|,\s+(?:with|while|but|and\s+(?:the|its|their))\b"
)
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
        named: The edition that the passage named last before its sentence.
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
    named: EditionSpan | None = None

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
        edges = [each.end() for each in _LISTED_CLAUSE.finditer(self.sentence, self.around[0], self.quantity.start)]
        return edges[-1] if edges else self.around[0]

    @cached_property
    def around(self) -> tuple[int, int]:
        """Where the words between this quantity's neighbours begin and end.

        The words of a neighbour that describes it belong to it: 13个成员国的1106家企业, "40 firms from 13 states".
        """
        low, high = 0, len(self.sentence)
        is_converted = is_conversion(self.sentence, self.quantities, self.index)
        original = self.quantities[self.index - 1] if is_converted else self.grown_from
        counted = [
            other
            for index, other in enumerate(self.quantities)
            if other is self.quantity
            or not (other.unit in _TIMES or other is original or is_conversion(self.sentence, self.quantities, index))
        ]
        index = counted.index(self.quantity)
        if index:
            before = counted[index - 1]
            low = before.number if _OF.fullmatch(self.sentence, before.end, self.quantity.start) else before.end
        if index + 1 < len(counted):
            behind = counted[index + 1]
            joins = _AND if behind.unit == "organizations" else _FROM
            is_joined = joins.fullmatch(self.sentence, self.quantity.end, behind.start) is not None
            next_but_one = counted[index + 2].start if index + 2 < len(counted) else high
            part = _PART.search(self.sentence, behind.end, next_but_one) if is_joined else None
            high = part.start() if part else next_but_one if is_joined else behind.start
            among = _AMONG.search(self.sentence, self.quantity.end, high)
            high = among.start() if among else high
        return low, high

    @cached_property
    def grown_from(self) -> Quantity | None:
        """The number that this one grew or fell from, whose words are its own too: from 2,800 to 3,486."""
        if not self.index or self.quantities[self.index - 1].unit not in {None, self.quantity.unit}:
            return None
        before = self.quantities[self.index - 1]
        return before if is_compared_with(self.sentence, before.start, before.end) else None

    @cached_property
    def ends(self) -> int:
        """Where the words behind the quantity cease to be its own: at its neighbour, or where a clause begins."""
        high = self.around[1]
        edge = _NEXT_CLAUSE.search(self.sentence, self.quantity.end, high)
        return edge.start() if edge is not None else high

    @cached_property
    def told_until(self) -> int:
        """Where what is told of the quantity ends: as `ends`, but farther where "and" joins it with its neighbour."""
        behind = self.quantities[self.index + 1 : self.index + 2]
        joins = [each for each in behind if _AND.fullmatch(self.sentence, self.quantity.end, each.start)]
        return len(self.sentence) if joins else self.ends

    @cached_property
    def cut(self) -> int:
        """Where the last number of the same unit, or semicolon, before it ends; words before that are not its own."""
        alike = (other for other in self.quantities[: self.index] if other.unit == self.quantity.unit)
        before = (other for other in alike if other is not self.grown_from)
        edge = max(self.sentence.rfind(mark, 0, self.quantity.start) for mark in ";；")
        return max(edge, *(other.end for other in before), 0)

    @cached_property
    def is_part(self) -> bool:
        """Whether it is one of several numbers that the sentence then adds up: 10 firms and 176, in all 186."""
        same = [other.value for other in self.quantities if other.unit == self.quantity.unit]
        parts = accumulate(same)
        own = self.quantity.value
        sums = [n for n, total in enumerate(parts) if n > 0 and n + 1 < len(same) and same[n + 1] == total]
        return self.quantity.unit not in {None, "%"} and any(own in same[: n + 1] for n in sums)

    @cached_property
    def alike(self) -> list[Quantity]:
        """The numbers of the sentence that count the same, itself among them."""
        return [other for other in self.quantities if other.unit == self.quantity.unit]

    def at_its_rank(self, spoken: EditionSpan | None) -> EditionSpan | None:
        """The edition where a sentence tells one number for each of several, 3 and 4 respectively; else `spoken`."""
        if spoken is None or not self.is_respective or len(self.alike) != spoken.last - spoken.first + 1:
            return spoken
        ordinal = spoken.first + self.alike.index(self.quantity)
        return EditionSpan(ordinal, ordinal)

    @cached_property
    def is_respective(self) -> bool:
        """Whether the sentence tells its numbers "respectively"."""
        return RESPECTIVELY.search(self.sentence) is not None


# Rose from 2,800 to 3,486; 367,000 square meters versus 366,000; 从2800家增至3486家; 2800社から3486社に増.
_AGAINST = re.compile(r"\b(?:versus|vs\.?|against|compared\s+(?:with|to))\s+(?:(?:the|las|los|les|gli|i|a)\s+)?$", re.I)
_AWAY_FROM = re.compile(
    r"(?:\b(?:from|(?:increased|fell)\s+of|de|da|von|с)\s+(?:(?:the|its)\s+)?(?:(?:previous|original|earlier|former)\s+)?|[从從由](?:(?:此前|之前|上[届屆]|去年|原来|原先|以往)的?)?)$",
    re.I,
)
_ON_TO = re.compile(
    r"\s+(?:[^\W\d]+\s+){0,3}?(?:to|a|à|auf|до|para)\s+(?:US)?\W?\d|[^，。,\d]{0,8}(?:[增升扩提减降]|跃)[^，。,\d]{0,6}[到至为]",
    re.I,
)
_ON_TO_BEHIND = re.compile(r"(?:개|곳)?(?:から|에서)\s?\d[^、。.]{0,14}(?:に|로)\s?(?:增|増|拡|扩|減|减)")


def is_compared_with(sentence: str, start: int, end: int) -> bool:
    """True of a number that another is compared with, or that it grew from: it is of some earlier edition."""
    low = max(0, start - 30)
    if _AGAINST.search(sentence, low, start) is not None or _ON_TO_BEHIND.match(sentence, end) is not None:
        return True
    return _AWAY_FROM.search(sentence, low, start) is not None and _ON_TO.match(sentence, end) is not None


_IN_BRACKETS = re.compile(r"\s*[(（]\s*(?:or\s+)?")


def is_conversion(sentence: str, quantities: Sequence[Quantity], index: int) -> bool:
    """True of money in brackets behind the same in another currency: 578亿美元(65兆韩元)."""
    before, own = quantities[index - 1] if index else None, quantities[index]
    if before is None or not _is_money(before) or not _is_money(own) or before.unit == own.unit:
        return False
    return _IN_BRACKETS.fullmatch(sentence, before.end, own.start) is not None


def _is_money(quantity: Quantity) -> bool:
    return quantity.unit is not None and quantity.unit.isupper()


RESPECTIVELY = re.compile(r"\brespectively\b|分别|[元币]、")
# Spans of time cut no sentence in two: "186 companies that came for seven consecutive years".
_TIMES = frozenset({"years", "months", "days", "hours", "sessions", "times"})
_AND = re.compile(
    r"(?:\s?[(（][^()（）\d]{1,40}[)）])?\s*(?:,\s|,?\s+and\s|as\s+well\s+as\s|plus\s|(?:e|y|i|et|und|en|и)\s|和|及び?|および|与|と|와|과)\s*",
    re.I,
)
# What follows is counted next: 138个国家的4108家企业,其中首次参展企业600家.
_PART = re.compile(r"[,，]\s*(?:其中|うち|including\b|among\s+(?:them|which)\b|of\s+which\b)", re.I)
_AMONG = re.compile(r"[,，]\s*(?:其中|うち|among\s+(?:them|which)\b|of\s+which\b)", re.I)
_OF, _FROM = re.compile("的"), re.compile(r"\s+(?:from|of|across|representing)\s+|的")


# A number without a noun that is larger counts no countries.
MOST_COUNTRIES = 260
# What is larger and has no noun is a population or a sum of money.
MOST_COUNTED = 5_000_000
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
_GROWN_BEFORE = re.compile(rf"(?:{_GROWN}[^\d,，;；。.]{{0,30}}|[(（]\s?\+\s?)$", re.I)
_GROWN_BEHIND = re.compile(rf"[^\d,，;；。.]{{0,30}}?(?:{_GROWN}|\bmore\s+than\s+(?:in|at|the|last|a\s+year))", re.I)
# "Rose to 70 percent" says how much there is.
_LEVEL = re.compile(r"(?:\bto|\bat|至|到|达|为)\s*$", re.I)


# "3,000 exhibitors and buyers" are so many of neither.
_AND_BUYERS = re.compile(
    r"\s+(?:and|y|e|et|und|и)\s+(?:professional\s+|trade\s+)?(?:buyers|purchasers|visitors)\b|和(?:采购商|观众)", re.I
)
_AND_EXHIBITORS = re.compile(r"\s+(?:and|y|e|et|und|и)\s+exhibitors\b|和参?展商", re.I)
_TOGETHER = {"exhibitors": _AND_BUYERS, "visitors": _AND_EXHIBITORS}


def fitting_unit(placed: PlacedQuantity, measure: Measure) -> str | None:
    """The unit of the measure that the quantity is counted in; None where it is counted in none of them."""
    unit = placed.quantity.unit
    if unit in _TOGETHER and _TOGETHER[unit].match(placed.sentence, placed.quantity.end):
        return None
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


_ROUNDS = re.compile(r"[多余餘]?(?:轮|輪|场|場|次|批|趟)")


def _unit_of_bare(placed: PlacedQuantity, measure: Measure) -> str | None:
    """The only sort of thing that the measure counts, for a number without a noun."""
    plain = [known for known in measure.units if not known.isupper() and known not in {"%", "m2", "% growth"}]
    is_country = any(known.startswith("countries") for known in measure.units)
    # "A 400-million middle class" counts no visitors, and 1300轮次 no buyers but rounds of talks.
    is_many = placed.quantity.value >= MOST_COUNTED
    if (
        is_many
        or _ROUNDS.match(placed.sentence, placed.quantity.end)
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


@dataclass(frozen=True)
class TextContext:
    """What proposing needs to know of the text as a whole.

    Attributes:
        vocabulary: The measures, and the names that figures are of.
        finder: The finder of those names.
        edition: The edition the text is on.
        after_close: Whether it was published after that edition closed, when counts are final.
        language: Its language.
        has_closed: Whether it was published on the day on which that edition closed, or later.
        opened: The last edition that had opened by the day of publication; None where that day is not known.
        known: The editions that records state a value of a measure for.
    """

    vocabulary: Vocabulary
    finder: NameFinder
    edition: int | None
    after_close: bool
    language: str = "en"
    has_closed: bool = False
    opened: int | None = None
    known: Mapping[tuple[str, Decimal], frozenset[str]] = field(default_factory=dict)

    @property
    def whole(self) -> EditionSpan | None:
        """All editions that were over when the text was published."""
        last = (self.edition or 0) - (not self.has_closed)
        return EditionSpan(1, last) if last > 1 else None
