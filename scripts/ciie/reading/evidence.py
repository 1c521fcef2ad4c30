"""Dates and numbers of the front matter compared with the body, and the other way round.

Nothing here guesses: a date is found by the ways of writing it. What the body lacks is a fault; what it has and the
front matter lacks is a warning.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from ciie.model.problems import Problem, accept, problem, quoted
from ciie.model.records import Event, Figure, Passage
from ciie.model.values import YEARS, PartialDate, Precision
from ciie.reading.yaml_trees import in_quotes
from ciie.text.dates import date_spans, find_dates, has_date
from ciie.text.glosses import read_as
from ciie.text.languages import HAN
from ciie.text.names import Names
from ciie.text.numbers import Number, values_in
from ciie.text.passages import in_passage, numbers_of, wording

# Years, days of months, ordinals (the 6th, 第六届) and numbers within names (5G, COVID-19, 500强) are not figures.
_ORDINAL = re.compile(r"(?:st|nd|rd|th)\b|[届年月日号强佳]|国集团|-(?:year|day|hour|degree)\b|/7\b", re.I)
# What a number behind it is the name of: Fortune Global 500, Top 10, ISO 9001, Industry 4.0, Hall 7.1, 工业4.0.
_NAMED_BY_NUMBER = re.compile(
    r"\b(?:(?:Fortune|Forbes|Hurun)(?:\s(?:China|Future|Global))?|Global|S&P|Nasdaq|FTSE|CSI|[Tt]op|TOP|ISO(?:/IEC)?|IEC|GB(?:/T)?"
    r"|[Ii]ndustry|Web|[Vv]ersion|[Hh]alls?|[Bb]ooth|[Pp]hase|[Tt]ype|[Cc]lass|[Gg]rade|[Ll]evel|[Ss]tage|[Nn]os?\.|[Aa]rticle|[Cc]hapter"
    r"|Boeing|Airbus|COVID|Covid|[Mm]odel|[Tt]erminal|[Gg]ate|[Rr]oute|[Gg]roup\sof|Agenda|Vision)[\s-]$|(?:工业|新冠)$"
)
# In characters: the longest of these fits in.
_LONGEST_NAME = 24
# Two digits that changed places, of three at least: a slip of the hand.
_MOST_OF_A_SLIP, _FEWEST_OF_A_SLIP = 2, 3
_NOUN = re.compile(rf"(?:\s?[A-Za-z-]+){{1,2}}|[{HAN}]{{1,4}}|\s?%")


@dataclass(frozen=True, slots=True)
class Claimed:
    """What a record's front matter claims in numbers.

    Attributes:
        figures: Its figures, as far as they could be read.
        events: Its events, as far as they could be read.
        language: The language its dates are named in.
        texts: What figures and events say in all of their keys, where something is wrong with them.
        lines: The lines of the keys `figures` and `events`, None where there is none.
        slips: Numbers of the body that stand beside a figure with other digits, which is told as one fault.
    """

    figures: Sequence[Figure]
    events: Sequence[Event]
    language: str
    texts: Sequence[str] = ()
    lines: Mapping[str, int | None] = field(default_factory=dict)
    slips: Set[Decimal] = frozenset()


def find_events(events: Sequence[Event], passages: Sequence[Passage], language: str) -> tuple[str | None, ...]:
    """For each event the anchor of the first passage that dates it, or None."""
    return tuple(next((p.anchor for p in passages if _dates(event, p.text, language)), None) for event in events)


def check_events(events: Sequence[Event], anchors: Sequence[str | None]) -> Iterator[Problem]:
    """Events whose date no passage gives."""
    for event, anchor in zip(events, anchors, strict=True):
        if anchor is None:
            sought = quoted(event.words) if event.words is not None else event.date.text
            message = f"the body does not contain the date {sought} of {quoted(event.what)}"
            hint = "write the date in the body, or set as: to the wording used there"
            yield problem((event.line, event.column), "date-not-in-body", message, hint)


def check_numbers(claimed_by: Claimed, passages: Sequence[Passage], names: Names) -> Iterator[Problem]:
    """Numbers in digits, once with each noun, that no figure, event, date or name of the front matter accounts for."""
    claimed, told = _claimed_numbers(claimed_by), set[tuple[Decimal, str]]()
    for passage in passages:
        numbers = numbers_of(passage.text, claimed_by.language)
        open_ones = [number for number in numbers if abs(number.value) not in claimed]
        spans = _spoken_for(passage.text, names, claimed_by.language) if open_ones else []
        bare = [n for n in open_ones if not _is_within(n.start, spans) and not _is_no_figure(passage.text, n)]
        for number, place in zip(bare, in_passage(passage, [number.start for number in bare]), strict=True):
            words = _with_its_noun(passage.text, number)
            if (number.value, words) in told:
                continue
            told.add((number.value, words))
            written = passage.text[number.start : number.end]
            message = f"the body states {written}, but no entry under figures covers it"
            line = f"- {{measure: …, value: {number.value.normalize():f}, unit: …, as: {in_quotes(words)}}}"
            hint = f"if it is a figure, {add_to('figures', claimed_by.lines.get('figures'), line)}"
            hint += f"; if it is none, {accept('unlisted-figure')}"
            yield problem(place, "unlisted-figure", message, hint)


def add_to(key: str, line: int | None, item: str) -> str:
    """How to add `item` to the list under `key`, which is on `line`, or is not there."""
    return f"add to {key} (line {line}):  {item}" if line is not None else f"add a key {key} with the item  {item}"


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
        # A year alone gives no day.
        if event.date.precision is Precision.DAY and re.fullmatch(r"\d{4}年?", event.words):
            return False
        return any(wording(text, language).find(event.words))
    return has_date(read_as(text, language).text, event.date, language)


def _numbers_of(date: PartialDate) -> set[Decimal]:
    return {Decimal(part) for end in (date.first, date.last) for part in (end.year, end.month, end.day)}


def _claimed_numbers(by: Claimed) -> set[Decimal]:
    claimed = {figure.value for figure in by.figures}
    for figure in by.figures:
        claimed |= values_in(figure.words or "") | values_in(figure.note or "")
    for event in by.events:
        claimed |= values_in(event.words or "") | values_in(event.what) | _numbers_of(event.date)
    claimed |= {value for text in by.texts for value in values_in(text)}
    return set(map(abs, claimed)) | by.slips


def _is_no_figure(text: str, number: Number) -> bool:
    before, after = text[number.start - 1 : number.start], text[number.end : number.end + len("-degree ")]
    whole = number.value == number.value.to_integral_value()
    is_year = whole and int(number.value) in YEARS and number.end - number.start == 4
    glued = (before.isalpha() and before.isascii()) or (after[:1].isalpha() and after[:1].isascii())
    if is_year or glued or before in {"-", "第", "#", "/"} or _ORDINAL.match(after):
        return True
    return _NAMED_BY_NUMBER.search(text, max(0, number.start - _LONGEST_NAME), number.start) is not None


# What a photograph shows is no event, and captions date it to the day.
_PHOTOGRAPH = re.compile(r"photo|picture taken|图为|照片|摄", re.I)
_SENTENCE_ENDS = re.compile(r"[.!?](?=\s+[A-Z“\"])|[。！？]")
# In characters: keeps the time in proportion to the text where no sentence ends.
_LONGEST_SENTENCE = 600


def find_slip(figure: Figure, passages: Sequence[Passage], language: str) -> Decimal | None:
    """A number of the body that a figure, which the body does not state, may be with a slip of the hand.

    Args:
        figure: The figure; of one with words of its own nothing is sought.
        passages: The body.
        language: The language of the body.

    Returns:
        The first number that has as many digits, of which one or two are others: 4,210 for 4,120.
    """
    written = f"{figure.value:f}"
    if figure.words is not None or len(written) < _FEWEST_OF_A_SLIP:
        return None
    values = (number.value for passage in passages for number in wording(passage.text, language).numbers)
    return next((value for value in values if 0 < _differing(f"{value:f}", written) <= _MOST_OF_A_SLIP), None)


def _differing(one: str, other: str) -> int:
    """In how many places two numbers of one length differ; 0 where their lengths do."""
    return sum(a != b for a, b in zip(one, other, strict=True)) if len(one) == len(other) else 0


def check_dates(
    told: Sequence[PartialDate],
    published: PartialDate,
    passages: Sequence[Passage],
    language: str,
    key_line: int | None = None,
) -> Iterator[Problem]:
    """Days that neither the dates `told` by the front matter nor the day of publication cover, each once.

    A day without a year is taken to be of the year of publication, and is covered by that day of any year. The key
    `events` is on line `key_line`; None where there is none.
    """
    covered = [published, *told]
    known = {end for each in covered for end in (each.first, each.last)}
    yearless = {(end.month, end.day) for end in known}
    spans = [each for each in covered if each.precision is Precision.DAY and each.first != each.last]
    for passage in passages:
        days = list(_days_in(passage.text, published.first.year, language))
        for place, found in zip(in_passage(passage, [found.start for found in days]), days, strict=True):
            day = found.day
            if day in known or (not found.has_year and (day.month, day.day) in yearless):
                continue
            if any(span.first <= day <= span.last for span in spans) or _is_photograph(passage.text, found.start):
                continue
            known.add(day)
            line = f'- {{date: {day.isoformat()}, what: "…", as: {in_quotes(found.words)}}}'
            message = f"the body names the day {quoted(found.words)}, but no entry under events covers it"
            yield problem(place, "unlisted-date", message, f"if it is an event, {add_to('events', key_line, line)}")


@dataclass(frozen=True, slots=True)
class _Day:
    """A day that a text names: where its words start, the words, and whether they give the year."""

    start: int
    words: str
    day: date
    has_year: bool


def _days_in(text: str, year: int, language: str) -> Iterator[_Day]:
    """Each day that `text` names with its month; of a span of days the last one, `year` where none is given."""
    for found in find_dates(text, language):
        try:
            day = date(found.year or year, found.month, found.days[-1]) if found.days else None
        except ValueError:
            continue
        if day is not None:
            yield _Day(found.start, text[found.start : found.end].strip(" ,."), day, found.year is not None)


def _is_photograph(text: str, start: int) -> bool:
    """True where the sentence that holds the character `start` is about a photograph."""
    earliest = max(0, start - _LONGEST_SENTENCE)
    begin = max((match.end() for match in _SENTENCE_ENDS.finditer(text, earliest, start)), default=earliest)
    end = _SENTENCE_ENDS.search(text, start, start + _LONGEST_SENTENCE)
    return _PHOTOGRAPH.search(text, begin, end.start() if end else start + _LONGEST_SENTENCE) is not None
