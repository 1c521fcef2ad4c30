"""What a figure is of: the company, zone, person or country that a sentence counts something of."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ciie.importing.measure_signs import Site
from ciie.reading.names import Named, NameFinder
from ciie.words.references import Ref
from ciie.words.terms import Measure, PlaceKind, Vocabulary

# Speakers say "we" anywhere; "it" stands for what was named before only where the sentence begins with it.
_SELF = re.compile(
    r"\b(?:we|our|us|my|I)\b|^(?:[^,]{0,60},\s+)?(?:it|its|the\s+(?:company|firm|group|brand|zone|city))\b|我们|本公司|该公司",
    re.I,
)
_PAVILION = re.compile(r"pavilion|馆", re.I)
# Figures are of companies, people and zones; these speak of, or house, what others do.
_NO_OWNER = frozenset({"media", "forum", "venue", "government", "agency", "country", "landmark"})
# A name behind the number is as far as one so many characters before it.
_BEHIND = 40


def find_subject(site: Site, measure: Measure, vocabulary: Vocabulary, finder: NameFinder) -> Ref | None:
    """What the figure is of; None where the text names nothing that fits.

    It is the name nearest to the number in its sentence, or, where the sentence says "we" or "it", the last one before.
    """
    if measure.of == ("places",):
        return _country(site, vocabulary, finder)
    wanted = frozenset(measure.of)
    start, end = site.offset + site.quantity.number, site.offset + len(site.sentence)
    here = [n for n in site.names if site.offset <= n.start < end and _owner(n, wanted, vocabulary)]
    if here:
        nearest = min(here, key=lambda n: abs(n.start - start) + _BEHIND * (n.start > start))
        return _owner(nearest, wanted, vocabulary)
    if not _SELF.search(site.sentence):
        return None
    before = [n for n in site.names if n.start < start]
    behind = [n for n in site.names if n.start >= end and _bearer(n, {"people"})]
    known = [owner for n in (*reversed(before), *behind) if (owner := _owner(n, wanted, vocabulary))]
    return known[0] if known else _said_before(site, wanted, vocabulary, finder)


def _said_before(site: Site, wanted: frozenset[str], vocabulary: Vocabulary, finder: NameFinder) -> Ref | None:
    """The last fitting name of the two passages before."""
    for passage in reversed(site.passages[max(0, site.place - 2) : site.place]):
        for named in reversed(finder.find_longest(passage)):
            owner = _owner(named, wanted, vocabulary)
            if owner is not None:
                return owner
    return None


def _country(site: Site, vocabulary: Vocabulary, finder: NameFinder) -> Ref | None:
    """The country that the counted thing is called after, or whose pavilion stands between the number's neighbours."""
    quantity, (low, high) = site.quantity, site.around
    named = list(finder.find(site.sentence))
    own = [n for n in named if quantity.number <= n.start < quantity.end]
    around = [n for n in named if low <= n.start < high] if _PAVILION.search(site.sentence[low:high]) else []
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
