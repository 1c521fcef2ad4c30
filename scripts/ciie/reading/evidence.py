"""Front matter held against body: what the one claims must stand in the other, and the other way round.

Nothing here guesses: a name is found by the names of the vocabulary, a date by the ways of writing it. What is
missing is a fault; what the body has and the front matter lacks is a warning.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from ciie.reading.date_words import date_spans, has_date
from ciie.reading.names import Names
from ciie.reading.nodes import in_quotes
from ciie.reading.wordings import wording
from ciie.words.dates import PartialDate
from ciie.words.model import Event, Figure, Mention, Passage
from ciie.words.numerals import Number, find_numbers, values_in
from ciie.words.places import Place, in_passage
from ciie.words.problems import Problem, problem, quoted
from ciie.words.references import Ref

# Years, days of months, ordinals (the 6th, 第六届) and numbers within names (5G, Fortune 500, 500强) are not figures.
_ORDINAL = re.compile(r"(?:st|nd|rd|th)\b|[届年月日号强]|-(?:year|day)\b", re.I)
_LIST_OF_COMPANIES = re.compile(r"\b(?:Fortune|Forbes|Global|S&P)\s$")
_LONGEST_LIST_NAME = len("Fortune ")
_NOUN = re.compile(r"(?:\s?[A-Za-z-]+){1,2}|[\u4e00-\u9fff]{1,4}|\s?%")
_YEARS = range(1900, 2100)


@dataclass(frozen=True, slots=True)
class Claimed:
    """What a record's front matter claims in numbers, and the language its dates are named in."""

    figures: Sequence[Figure]
    events: Sequence[Event]
    language: str


def find_events(events: Sequence[Event], passages: Sequence[Passage], language: str) -> tuple[str | None, ...]:
    """For each event the anchor of the first passage that dates it, or None."""
    return tuple(next((p.anchor for p in passages if _dates(event, p.text, language)), None) for event in events)


def check_events(events: Sequence[Event], anchors: Sequence[str | None]) -> Iterator[Problem]:
    """Events whose date no passage gives."""
    for event, anchor in zip(events, anchors, strict=True):
        if anchor is None:
            sought = quoted(event.words) if event.words is not None else event.date.text
            message = f"the body does not contain the date {sought} of {quoted(event.what)}"
            hint = "write the date in the body, or copy the body's words for it to as"
            yield problem((event.line, event.column), "date-not-in-body", message, hint)


def check_names(
    claimed: Mapping[str, Iterable[Any]],
    places: Mapping[tuple[str, str], Place],
    passages: Sequence[Passage],
    names: Names,
) -> Iterator[Problem]:
    """Names that the front matter claims and the body lacks.

    `claimed` has ids and mentions by kind, `places` where each stands, by kind and id.
    """
    found = {bearer for passage in passages for named in names.finder.find(passage.text) for bearer in named.bearers}
    for kind, name in dict.fromkeys(_ids(claimed)):
        if (kind, name) not in found:
            term = names.vocabulary[Ref(kind, name)]
            message = f"the body does not mention {term.name} ({name})"
            hint = f"mention it by one of its names ({', '.join(term.names[:4])}), or delete it from {kind}"
            yield problem(places.get((kind, name), (1, 1)), "name-not-in-body", message, hint)


def check_unlisted_names(
    claimed: Mapping[str, Iterable[Any]], passages: Sequence[Passage], names: Names
) -> Iterator[Problem]:
    """Names that the body has and the front matter lacks, each once; longer names win over those within them."""
    known = set(_ids(claimed))
    for passage in passages:
        for named in names.finder.find_longest(passage.text):
            if any(bearer in known for bearer in named.bearers):
                continue
            kind, name = named.bearers[0]
            known.add((kind, name))
            written = quoted(passage.text[named.start : named.end])
            message = f"the body mentions {written}, which {kind} does not list"
            term = names.vocabulary[Ref(kind, name)]
            hint = f"add {name} ({term.name}) to the list, or paste the line  {kind}: [{name}]"
            yield problem(in_passage(passage, [named.start])[0], "unlisted-name", message, hint)


def check_numbers(claimed_by: Claimed, passages: Sequence[Passage], names: Names) -> Iterator[Problem]:
    """Numbers in digits that no figure, event, date or name of the front matter accounts for."""
    claimed = _claimed_numbers(claimed_by)
    for passage in passages:
        open_ones = [number for number in find_numbers(passage.text) if abs(number.value) not in claimed]
        spans = _spoken_for(passage.text, names, claimed_by.language) if open_ones else []
        bare = [n for n in open_ones if not _is_within(n.start, spans) and not _is_no_figure(passage.text, n)]
        for number, place in zip(bare, in_passage(passage, [number.start for number in bare]), strict=True):
            written = passage.text[number.start : number.end]
            message = f"the body states {written}, which no figure of the front matter claims"
            words = in_quotes(_with_its_noun(passage.text, number))
            line = f"- {{measure: …, value: {number.value.normalize():f}, unit: …, as: {words}}}"
            hint = f"paste under figures:  {line}  or leave it if it is no figure"
            yield problem(place, "unlisted-figure", message, hint)


def _with_its_noun(text: str, number: Number) -> str:
    """The words of `text` that state `number`: with two words behind it, or what stands behind it in Chinese."""
    match = _NOUN.match(text, number.end)
    return text[number.start : match.end() if match else number.end]


def _spoken_for(text: str, names: Names, language: str) -> list[tuple[int, int]]:
    """The spans of dates and names, whose numbers are no figures, in order and with those that overlap joined."""
    named = [(found.start, found.end) for found in names.finder.find_longest(text)]
    joined: list[tuple[int, int]] = []
    for start, end in sorted(date_spans(text, language) + named):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _is_within(place: int, spans: Sequence[tuple[int, int]]) -> bool:
    """True where one of `spans`, which are in order and apart, holds `place`."""
    index = bisect_right(spans, place, key=lambda span: span[0]) - 1
    return index >= 0 and place < spans[index][1]


def _dates(event: Event, text: str, language: str) -> bool:
    if event.words is not None:
        return any(wording(text).find(event.words))
    return has_date(text, event.date, language)


def _ids(claimed: Mapping[str, Iterable[Any]]) -> Iterator[tuple[str, str]]:
    for kind, items in claimed.items():
        yield from ((kind, item.id if isinstance(item, Mention) else item) for item in items)


def _numbers_of(date: PartialDate) -> set[Decimal]:
    return {Decimal(part) for end in (date.first, date.last) for part in (end.year, end.month, end.day)}


def _claimed_numbers(by: Claimed) -> set[Decimal]:
    claimed = {figure.value for figure in by.figures}
    for figure in by.figures:
        claimed |= values_in(figure.words or "") | values_in(figure.note or "")
    for event in by.events:
        claimed |= values_in(event.words or "") | values_in(event.what) | _numbers_of(event.date)
    return set(map(abs, claimed))


def _is_no_figure(text: str, number: Number) -> bool:
    before, after = text[number.start - 1 : number.start], text[number.end : number.end + 5]
    whole = number.value == number.value.to_integral_value()
    is_year = whole and int(number.value) in _YEARS and number.end - number.start == 4
    glued = (before.isalpha() and before.isascii()) or (after[:1].isalpha() and after[:1].isascii())
    ranked = _LIST_OF_COMPANIES.search(text, max(0, number.start - _LONGEST_LIST_NAME), number.start)
    return is_year or glued or bool(ranked or _ORDINAL.match(after)) or before in {"-", "第", "#"}
