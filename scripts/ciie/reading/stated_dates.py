"""Days that a body names and that no event of the front matter claims."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from ciie.reading.date_words import find_dates
from ciie.reading.evidence import add_to
from ciie.reading.nodes import in_quotes
from ciie.words.dates import PartialDate, Precision
from ciie.words.model import Event, Passage
from ciie.words.places import in_passage
from ciie.words.problems import Problem, problem, quoted

# What a photograph shows is no event, and captions date it to the day.
_PHOTOGRAPH = re.compile(r"photo|picture taken|图为|照片|摄", re.I)
_SENTENCE_ENDS = re.compile(r"[.!?](?=\s+[A-Z“\"])|[。！？]")
_LONGEST_SENTENCE = 600


def check_dates(
    events: Sequence[Event],
    published: PartialDate,
    passages: Sequence[Passage],
    language: str,
    key_line: int | None = None,
) -> Iterator[Problem]:
    """Days that neither an event nor the day of publication covers, each once.

    A day without a year is taken to be of the year of publication, and is covered by that day of any year. The key
    `events` is on line `key_line`; None where there is none.
    """
    covered = [published, *(event.date for event in events)]
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
