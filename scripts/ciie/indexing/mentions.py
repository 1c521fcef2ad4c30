"""Which records name the entry of a page, in any of its spellings, and how much each is about it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from ciie.deriving.knowledge import Knowledge
from ciie.indexing.documents import BODY, SUMMARY, TITLE
from ciie.indexing.postings import Posting, dampened
from ciie.indexing.site_pages import EXPO
from ciie.indexing.tokens import alike_words
from ciie.reading.library import uses
from ciie.reading.names import NameFinder
from ciie.words.model import Record

Bearer = tuple[str, str]
# What it counts for that a record's front matter has an entry, besides what its texts say.
_LISTED = {"topics": 4.0, "measures": 2.0, "outlets": 4.0, "editions": 1.0}
_OWN_EDITION = 3.0


def mentions_of(knowledge: Knowledge) -> Mapping[Bearer, Sequence[Posting]]:
    """For each entry, the records that use it in order, each with a weight from 1 to 99.

    They are the records that the entry's own page lists.
    """
    found: dict[Bearer, list[Posting]] = defaultdict(list)
    expo = re.compile("|".join(map(re.escape, alike_words().expo)), re.IGNORECASE)
    for number, record in enumerate(knowledge.records):
        for bearer, weight in _weights(record, knowledge.finder).items():
            found[bearer].append((number, dampened(weight)))
        about = sum(weight * len(expo.findall(text)) for text, weight in _texts(record))
        found[EXPO].append((number, dampened(about)))
    return found


def _weights(record: Record, finder: NameFinder) -> dict[Bearer, float]:
    weights = {(kind, name): _LISTED.get(kind, 1.0) for kind, ids in uses(record).items() for name in ids}
    for ordinal in record.edition.ordinals if record.edition else ():
        weights["editions", str(ordinal)] += _OWN_EDITION
    for bearer, weight in _named(_texts(record), finder).items():
        if bearer in weights:
            weights[bearer] += weight
    return weights


def _named(texts: Iterable[tuple[str, float]], finder: NameFinder) -> dict[Bearer, float]:
    found: dict[Bearer, float] = defaultdict(float)
    for text, weight in texts:
        for named in finder.find_longest(text):
            for bearer in named.bearers:
                found[bearer] += weight
    return found


def _texts(record: Record) -> Iterator[tuple[str, float]]:
    yield record.title, TITLE
    yield record.summary or "", SUMMARY
    for passage in record.passages:
        yield passage.text, BODY
