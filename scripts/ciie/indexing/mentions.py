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
from ciie.model.records import Record
from ciie.model.values import Ref
from ciie.text.names import NameFinder

# What it counts for that a record's front matter has an entry, besides what its texts say.
_LISTED = {"topics": 2.0, "measures": 8.0, "outlets": 6.0, "editions": 1.0}
# And what besides, for the edition it is about, and the outlet that published it first.
_OWN_EDITION, _OWN_OUTLET = 3.0, 20.0


def mentions_of(knowledge: Knowledge) -> Mapping[Ref, Sequence[Posting]]:
    """For each entry, the records that use it in order, each with a weight from 1 to 99.

    They are the records that the entry's own page lists. A record is the more about a name the oftener its texts have
    it, and about a topic the more of its signs they have.
    """
    found: dict[Ref, list[Posting]] = defaultdict(list)
    signs = {topic.id: _any_of(topic.signs) for topic in knowledge.vocabulary.topics.values()}
    expo = _any_of(alike_words().expo)
    for number, record in enumerate(knowledge.records):
        for bearer, weight in _weights(record, knowledge.finder).items():
            found[bearer].append((number, dampened(weight)))
        for topic in record.topics:
            found[Ref("topics", topic)].append((number, dampened(_LISTED["topics"] + _count(record, signs[topic]))))
        found[EXPO].append((number, dampened(_count(record, expo))))
    return found


def _weights(record: Record, finder: NameFinder) -> dict[Ref, float]:
    """What a record has of each entry but topics."""
    weights = {ref: _LISTED.get(ref.kind, 1.0) for ref in record.references if ref.kind != "topics"}
    weights[Ref("outlets", record.source)] += _OWN_OUTLET
    for ordinal in record.edition.ordinals if record.edition else ():
        weights[Ref("editions", str(ordinal))] += _OWN_EDITION
    for bearer, weight in _named(_texts(record), finder).items():
        if bearer in weights:
            weights[bearer] += weight
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
            for bearer in named.bearers:
                found[bearer] += weight
    return found


def _texts(record: Record) -> Iterator[tuple[str, float]]:
    yield record.title, TITLE
    yield record.summary or "", SUMMARY
    for passage in record.passages:
        yield passage.text, BODY
