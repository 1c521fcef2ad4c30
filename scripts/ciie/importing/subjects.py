"""Whose figure a quantity is: the country, organisation or person that the text names; its edition and stage."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from ciie.importing.editions import past_years, spoken_edition
from ciie.importing.expo_words import EXPECTED, REGISTERED, adds_up, is_in_a_row, is_of_each, is_since_the_first
from ciie.importing.placed_quantities import PlacedQuantity, TextContext
from ciie.model.kinds import Of, PlaceKind
from ciie.model.records import EditionSpan, Status
from ciie.model.values import Ref
from ciie.model.vocabulary import Measure, Vocabulary
from ciie.text.names import Named, NameFinder

# Speakers say "we" anywhere; "it" stands for what was named before only where the sentence begins with it.
_SELF = re.compile(
    r"\b(?:we|our|(?-i:us)|my|(?-i:I))\b|^(?:[^,]{0,60},\s+)?(?:it|its|the\s+(?:company|firm|group|brand|zone|city))\b|我们|本公司|该公司",
    re.I,
)
# In characters: how near to "pavilion" stands the name of whose it is.
_BESIDE_IT, _PAVILION = 40, re.compile(r"pavilion|馆", re.I)
# Figures are of companies, people and zones; these speak of, or house, what others do.
_NO_OWNER = frozenset({"media", "forum", "venue", "government", "agency", "country", "landmark"})
# A name behind the number is as far as one so many characters before it.
_BEHIND_COSTS = 40


def find_subject(placed: PlacedQuantity, measure: Measure, vocabulary: Vocabulary, finder: NameFinder) -> Ref | None:
    """What the figure is of; None where the text names nothing that fits.

    It is the name nearest to the number in its sentence, or, where the sentence says "we" or "it", the last one before.
    """
    if Of.NOTHING in measure.of:
        return _HOST if any(_land(named, vocabulary) == _HOST for named in finder.find(placed.sentence)) else None
    if measure.subjects == {"places"}:
        return _country(placed, vocabulary, finder)
    wanted = measure.subjects
    land = _country(placed, vocabulary, finder) if "places" in wanted else None
    if land is not None:
        return land
    start, end = placed.offset + placed.quantity.number, placed.offset + len(placed.sentence)
    text = placed.passages[placed.place]
    names = [n for n in placed.names if not _LISTED_THERE.match(text, n.end) and _HOST not in n.refs]
    here = [n for n in names if placed.offset <= n.start < end and _owner(n, wanted, vocabulary)]
    if here:
        nearest = min(here, key=lambda n: abs(n.start - start) + _BEHIND_COSTS * (n.start > start))
        return _owner(nearest, wanted, vocabulary)
    if not _SELF.search(placed.sentence):
        return None
    before = [n for n in names if n.start < start]
    behind = [n for n in names if n.start >= end and _ref_of(n, {"people"})]
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


# What stands between a number and the country that the counted ones are from.
_FROM = re.compile(r",?\s+(?:[a-z-]+\s+){0,3}?from\s+(?:the\s+)?|\s+(?:are|were)\s+|\s*\(|\s+")
_SENDS = r"\s+(?:has|had|is\s+sending|sends|sent|will\s+send|brings|brought)\s+(?:[a-z]+\s+){0,2}"
_WHOSE = re.compile(rf"(?:'s\s+|\s?的?\s?(?:参展)?(?:企业|公司|展商)?(?:共?有|共|达|は|が|は計)?\s?)|{_SENDS}", re.I)
_AND_ANOTHER = re.compile(r"\s*(?:[,、&和及与]|,?\s*and\s|or\s)\s*(?:the\s+|other\s+)?")


def is_of_countries(placed: PlacedQuantity, vocabulary: Vocabulary, finder: NameFinder) -> bool:
    """True of companies called after a country, and of few in a clause that names other countries than China."""
    if country_of(placed, vocabulary, finder) is not None:
        return True
    low, end = placed.clause, placed.quantity.end
    lands = (_land(n, vocabulary) for n in finder.find(placed.sentence) if low <= n.start < end)
    return 0 < placed.quantity.value < MOST_OF_A_COUNTRY and any(land not in {None, _HOST} for land in lands)


# "A Hong Kong-listed firm" speaks of one firm.
_LISTED_THERE = re.compile(r"-(?:listed|based|headquartered|born|made)\b", re.I)


def country_of(placed: PlacedQuantity, vocabulary: Vocabulary, finder: NameFinder) -> Ref | None:
    """The one country that the counted things are called after or from: 41 Turkish firms, 来自美国的192家企业."""
    quantity, sentence = placed.quantity, placed.sentence
    countries = [(named, place) for named in finder.find(sentence) if (place := _land(named, vocabulary)) is not None]
    starts = {named.start for named, _ in countries}
    for named, place in countries:
        is_own = quantity.number <= named.start < quantity.end
        is_behind = quantity.end <= named.start and _FROM.fullmatch(sentence, quantity.end, named.start)
        is_before = named.end <= quantity.start and _WHOSE.fullmatch(sentence, named.end, quantity.start)
        joint = _AND_ANOTHER.match(sentence, named.end)
        is_one = joint is None or (joint.end() not in starts and not sentence.startswith("foreign", joint.end()))
        if (is_own or is_behind or is_before) and is_one:
            return place
    told = [
        place
        for named, place in countries
        if not _LISTED_THERE.match(sentence, named.end) and not _is_of_another(named, placed)
    ]
    return _only_country(placed, told, vocabulary, finder) if told or not countries else None


def _is_of_another(named: Named, placed: PlacedQuantity) -> bool:
    """True of a country that other companies are called after, as 40 Norwegian firms beside 60 exhibitors."""
    own = placed.quantity
    alike = (other for other in placed.quantities if other is not own and {other.unit, own.unit} <= _FIRMS)
    return any(other.number <= named.start < other.end for other in alike)


_FIRMS = frozenset({"companies", "exhibitors"})
# More companies than that come from no one country.
MOST_OF_A_COUNTRY = 1000
_HOST = Ref("places", "cn")


def _only_country(
    placed: PlacedQuantity, countries: Sequence[Ref], vocabulary: Vocabulary, finder: NameFinder
) -> Ref | None:
    """The one country besides China that the sentence of a small number names, or the text before it."""
    others, unit = set(countries) - {_HOST}, placed.quantity.unit
    is_few = placed.quantity.value < MOST_OF_A_COUNTRY and unit in _FIRMS
    is_little = unit is not None and (unit.isupper() or unit == "m2") and placed.quantity.value < _MOST[unit == "m2"]
    if is_little and not countries:
        others = _countries_before(placed, vocabulary, finder)
    return next(iter(others)) if (is_few or is_little) and len(others) == 1 else None


# In characters: what was said last of all.
_SHORTLY = 600


def _countries_before(placed: PlacedQuantity, vocabulary: Vocabulary, finder: NameFinder) -> set[Ref]:
    """The countries besides China that the last sentences before name."""
    own = placed.passages[placed.place]
    above = placed.passages[placed.place - 1] if placed.place else ""
    for text in (own[max(0, placed.offset - _SHORTLY) : placed.offset], above[-_SHORTLY:]):
        named = {place for found in finder.find(text) if (place := _land(found, vocabulary)) is not None} - {_HOST}
        if named:
            return named
    return set()


# Nor do larger deals, nor a larger area, in dollars and square meters.
_MOST = (20_000_000_000, 60_000)


_LANDS = frozenset({PlaceKind.COUNTRY, PlaceKind.TERRITORY})


def _land(named: Named, vocabulary: Vocabulary) -> Ref | None:
    """The country that bears a name."""
    place = _ref_of(named, {"places"})
    return place if place is not None and vocabulary.places[place.id].kind in _LANDS else None


def _country(placed: PlacedQuantity, vocabulary: Vocabulary, finder: NameFinder) -> Ref | None:
    """The country of the counted things, or the one whose pavilion stands between the number's neighbours."""
    low, high = placed.around
    own = country_of(placed, vocabulary, finder)
    pavilions = [match.start() for match in _PAVILION.finditer(placed.sentence, low, high)] if own is None else []
    near = (n for n in finder.find(placed.sentence) if any(abs(n.start - at) <= _BESIDE_IT for at in pavilions))
    places = (_land(named, vocabulary) for named in near if low <= named.start < high)
    return own or next(filter(None, places), None)


def _owner(named: Named, kinds: frozenset[str], vocabulary: Vocabulary) -> Ref | None:
    """The entry, of those with a name, that figures can be of."""
    for ref in named.refs:
        if ref.kind in kinds and getattr(vocabulary[ref], "kind", None) not in _NO_OWNER:
            return ref
    return None


def _ref_of(named: Named, kinds: Iterable[str]) -> Ref | None:
    return next((ref for ref in named.refs if ref.kind in kinds), None)


def told_status(placed: PlacedQuantity, measure: Measure) -> Status | None:
    """The stage that the words around a figure name: registered, or expected."""
    (low, high), quantity = placed.around, placed.quantity
    if "registered" in measure.id and REGISTERED.search(placed.sentence[low:high]):
        return Status.REGISTERED
    behind = re.split(r"[,;，；]|\s(?:and|or)\s", placed.sentence[quantity.end : min(high, quantity.end + 40)])[0]
    is_expected = EXPECTED.search(placed.sentence[placed.clause : quantity.end] + behind) is not None
    return Status.EXPECTED if is_expected else None


_RATE = re.compile(r"[比较][^\d,，。；]{2,10}$|\d[^\d,，。；]{1,10}(?:보다|より)\s?$")


def spoken_of(placed: PlacedQuantity, main: int | None) -> EditionSpan | None:
    """The edition that the words around the quantity name; in a sum, also the editions named before."""
    if main is None:
        return None
    own = placed.quantity
    # "比上届增长30%" is a rate of this edition, however near the other one stands.
    if own.unit == "%" and _RATE.search(placed.sentence, 0, own.start):
        return None
    others = [(other.start, other.unit in {own.unit, None}) for other in placed.quantities if other is not own]
    # "90 percent of last year's exhibitors return" tells of whom, not when.
    is_share = own.unit == "%" and placed.sentence.startswith((" of ", "的"), own.end)
    sentence = placed.sentence[: own.end] if is_share else placed.sentence
    spoken = spoken_edition(sentence, own.start, own.end, main, others)
    if spoken is None and adds_up(placed.sentence):
        return placed.carried
    return placed.at_its_rank(spoken) or placed.before


def scope_of(
    placed: PlacedQuantity, measure: Measure, spoken: EditionSpan | None, context: TextContext, *, is_more: bool
) -> tuple[EditionSpan | None, bool]:
    """The edition a figure of `measure` would speak of here, and whether the measure can speak of it."""
    main = context.edition
    own = EditionSpan(main, main) if main is not None else None
    several = spoken is not None and spoken.first < spoken.last
    if not measure.spans:
        return None, True
    if Of.RUN in measure.spans:
        is_run = is_in_a_row(placed.sentence, placed.quantity.start, placed.quantity.end)
        return _run(int(placed.quantity.value), spoken or own) if is_run else (None, False)
    past = past_years(placed.sentence, main) if main is not None and not several else None
    if measure.spans == {Of.EDITIONS}:
        is_sum = is_more or adds_up(placed.sentence) or is_since_the_first(placed.sentence)
        whole = spoken if several else past or (context.whole if is_sum else None)
        return whole, whole is not None and not (placed.is_respective and len(placed.alike) > 1)
    if measure.spans == {Of.EDITION}:
        if several and placed.quantity.unit == "%":
            return own, True
        is_sum = past is not None or is_since_the_first(placed.sentence)
        return spoken or own, not several and (spoken is not None or not is_sum or is_of_each(placed.sentence))
    whole = context.whole if spoken is None and is_since_the_first(placed.sentence) else None
    return spoken or past or whole or own, True


def _run(years: int, last: EditionSpan | None) -> tuple[EditionSpan | None, bool]:
    """The editions of so many years in a row, the last of which is known."""
    if last is None:
        return None, True
    fits = 1 < years <= last.last
    return (EditionSpan(last.last - years + 1, last.last) if fits else None), fits
