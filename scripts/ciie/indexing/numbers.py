"""The values of figures by number, and what they are rounded to: "78.4 billion" leads to 78.41 billion."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from functools import partial

from ciie.deriving.knowledge import Knowledge
from ciie.indexing.postings import LARGEST, Posting
from ciie.indexing.site_pages import SitePage
from ciie.model.records import Figure

# A number that is further from the value is no other way to say it: 3,500 of 3,486, but not 3,000.
_MOST_OFF = Decimal("0.05")


def postings_by_value(knowledge: Knowledge, pages: Sequence[SitePage]) -> Mapping[str, list[Posting]]:
    """For each value that a figure states, the records and the pages that have it, in order."""
    records = ((number, record.figures) for number, record in enumerate(knowledge.records))
    others = ((number, _figures_of(page, knowledge)) for number, page in enumerate(pages, len(knowledge.records)))
    found: dict[str, dict[int, int]] = defaultdict(dict)
    for number, figures in (*records, *others):
        for figure in figures:
            found[written(figure.value)][number] = LARGEST
    return {value: sorted(postings.items()) for value, postings in found.items()}


def values_by_rounding(values: Iterable[str]) -> Mapping[str, list[str]]:
    """For each number that a value may be rounded to, those values, the nearest first."""
    found: dict[str, list[str]] = defaultdict(list)
    for value in values:
        for rounded in _roundings(Decimal(value)):
            found[written(rounded)].append(value)
    return {number: sorted(near, key=partial(_distance, Decimal(number))) for number, near in found.items()}


def written(value: Decimal) -> str:
    """A number as the index and assets/search/lookup.js write it: 78410000000, 2.3."""
    return f"{value.normalize():f}"


def _distance(number: Decimal, value: str) -> tuple[Decimal, str]:
    return abs(Decimal(value) - number), value


def _roundings(value: Decimal) -> Iterator[Decimal]:
    digits = len(value.normalize().as_tuple().digits)
    for exponent in range(value.adjusted() - digits + 2, value.adjusted() + 1):
        rounded = value.quantize(Decimal((0, (1,), exponent)), ROUND_HALF_UP)
        if abs(rounded - value) <= _MOST_OFF * abs(value):
            yield rounded


def _figures_of(page: SitePage, knowledge: Knowledge) -> list[Figure]:
    if page.bearer is None:
        return []
    is_measure = page.is_of("measures")
    claims = knowledge.claims.get(page.bearer.id, ()) if is_measure else knowledge.claims_of.get(page.bearer, ())
    return [claim.figure for claim in claims]
