"""What a search finds besides words of texts: entries by their names, days, numbers, and words that are no errors."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from functools import cache, partial
from hashlib import sha256
from pathlib import Path
from typing import TypedDict

from babel import Locale

from ciie.deriving.knowledge import Knowledge
from ciie.model.library import Remember, afresh
from ciie.model.records import Figure, Record
from ciie.model.values import PartialDate, Precision, Ref, gathered
from ciie.search.postings import BODY, LARGEST, SUMMARY, TITLE, dampened
from ciie.search.shards import Posting, sort_key
from ciie.search.site_pages import EXPO, SitePage
from ciie.search.tokens import alike_words, is_han, tokens
from ciie.text.dates import resolve_dates
from ciie.text.names import NameFinder
from ciie.text.patterns import read_own

# What it counts for that a record's front matter has an entry, besides what its texts say.
_LISTED = {"topics": 2.0, "measures": 8.0, "outlets": 6.0, "editions": 1.0}
# And what besides, for the edition it is about, and the outlet that published it first.
_OWN_EDITION, _OWN_OUTLET = 3.0, 20.0


class Found(TypedDict):
    """What is found of a record, as plain values.

    Attributes:
        mentions: The lists and ids of the entries that it uses, each with a weight from 1 to 99.
        dates: Every date that it has to do with, with a weight.
    """

    mentions: list[tuple[str, str, int]]
    dates: dict[str, int]


def found_in(knowledge: Knowledge, remember: Remember = afresh) -> Sequence[Found]:
    """What is found of each record.

    Args:
        knowledge: What is searched.
        remember: What remembers it.

    Returns:
        The entries and dates of each record, in the order of the records.
    """
    vocabulary = repr(knowledge.vocabulary)
    lists = sha256(vocabulary.encode()).hexdigest()
    signs = {topic.id: _any_of(topic.signs) for topic in knowledge.vocabulary.topics.values()}
    by_id = {record.id: record for record in knowledge.records}

    def make(names: Sequence[str]) -> Iterator[Found]:
        for record in map(by_id.__getitem__, names):
            yield {"mentions": [*_mentions(record, knowledge.finder, signs)], "dates": _dates(record)}

    return [*remember("found", {name: f"{lists}{record!r}" for name, record in by_id.items()}, make).values()]


def mentions_of(found: Iterable[Found]) -> Mapping[Ref, Sequence[Posting]]:
    """For each entry, the records that use it in order, each with a weight from 1 to 99.

    They are the records that the entry's own page lists. A record is the more about a name the oftener its texts have
    it, and about a topic the more of its signs they have.
    """
    pairs = (
        (Ref(kind, name), (number, weight))
        for number, each in enumerate(found)
        for kind, name, weight in each["mentions"]
    )
    return gathered(pairs)


def _mentions(
    record: Record, finder: NameFinder, signs: Mapping[str, re.Pattern[str]]
) -> Iterator[tuple[str, str, int]]:
    for ref, weight in _weights(record, finder).items():
        yield *ref, dampened(weight)
    for topic in record.topics:
        yield "topics", topic, dampened(_LISTED["topics"] + _count(record, signs[topic]))
    yield *EXPO, dampened(_count(record, _expo()))


@cache
def _expo() -> re.Pattern[str]:
    return _any_of(alike_words().expo)


def _weights(record: Record, finder: NameFinder) -> dict[Ref, float]:
    """What a record has of each entry but topics."""
    weights = {ref: _LISTED.get(ref.kind, 1.0) for ref in record.references if ref.kind != "topics"}
    weights[Ref("outlets", record.source)] += _OWN_OUTLET
    for ordinal in record.edition.ordinals if record.edition else ():
        weights[Ref("editions", str(ordinal))] += _OWN_EDITION
    for ref, weight in _named(_texts(record), finder).items():
        if ref in weights:
            weights[ref] += weight
    return weights


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    """Finds any of `words`; nothing where there is none."""
    return re.compile("|".join(map(re.escape, words)) or r"(?!)", re.IGNORECASE)


def _count(record: Record, pattern: re.Pattern[str]) -> float:
    return sum(weight * len(pattern.findall(text)) for text, weight in _texts(record))


def _named(texts: Iterable[tuple[str, float]], finder: NameFinder) -> dict[Ref, float]:
    found: dict[Ref, float] = defaultdict(float)
    for text, weight in texts:
        for named in finder.find_longest(text):
            for ref in named.refs:
                found[ref] += weight
    return found


def _texts(record: Record) -> Iterator[tuple[str, float]]:
    yield record.title_en or record.title, TITLE
    yield record.summary or "", SUMMARY
    for passage in record.passages:
        yield passage.text, BODY


# What it counts that something happened then, beside a record that was published then.
_HAPPENED = 50
# And what it counts that a text only names the date.
_NAMED = 25
# Of what lasts longer only the first and the last day are named.
_LONGEST = 31


def postings_by_date(found: Iterable[Found]) -> Mapping[str, Sequence[Posting]]:
    """For each date, such as 2023-11-16, 2023-11 and 2023, its records in order; those published then weigh most."""
    return gathered(
        (key, (number, weight)) for number, each in enumerate(found) for key, weight in each["dates"].items()
    )


def _dates(record: Record) -> dict[str, int]:
    found: dict[str, int] = {}
    for key, weight in _dated(record):
        found[key] = max(weight, found.get(key, 0))
    return found


def _dated(record: Record) -> Iterator[tuple[str, int]]:
    for passage in record.passages:
        yield from ((key, _NAMED) for found in resolve_dates(passage.text, None) for key in _keys(found.date))
    for event in record.events:
        yield from ((key, _HAPPENED) for key in _keys(event.date))
    yield from ((key, LARGEST) for key in _keys(record.date))


def _keys(date: PartialDate) -> set[str]:
    """The months and years that `date` has a day of, and its days where it is known by the day and soon over."""
    days = [date.first, date.last]
    if date.precision is Precision.DAY and (date.last - date.first).days < _LONGEST:
        days = [date.first + dt.timedelta(step) for step in range((date.last - date.first).days + 1)]
    lengths = {Precision.YEAR: (4,), Precision.MONTH: (4, 7), Precision.DAY: (4, 7, 10)}[date.precision]
    return {day.isoformat()[:length] for day in days for length in lengths}


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
    found = gathered((written(rounded), value) for value in values for rounded in _roundings(Decimal(value)))
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
    if page.ref is None:
        return []
    is_measure = page.is_of("measures")
    claims = knowledge.claims.get(page.ref.id, ()) if is_measure else knowledge.claims_of.get(page.ref, ())
    return [claim.figure for claim in claims]


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
    found = {token for text in _known_texts() for token in tokens(text)}
    return tuple(sorted((t for t in found if len(t) >= _SHORTEST and not is_han(t[0])), key=sort_key))


def _known_texts() -> Iterator[str]:
    lines = _WORDS.read_text(encoding="utf-8").splitlines()
    yield from (line for line in lines if not line.startswith("#"))
    yield from read_own(_NAMES).values()
    english = Locale("en")
    yield from (name for code, name in english.territories.items() if len(code) == _COUNTRY_CODE)
    yield from (english.languages[code] for code in _LANGUAGES.split())
