"""What an event says, in a form that two wordings of one event share.

The opening, the closing and the holding of an edition are known by what they are; any other event by its words, its
names and the editions it names. "Acme is to open a plant" and "Acme opens the plant" are one wording; the order of
words, numbers and "not" are kept, so that two events that differ in one of them stay two.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from ciie.reading.names import NameFinder, fold
from ciie.words.dates import PartialDate, Precision
from ciie.words.references import Ref
from ciie.words.terms import Edition

_EXPO = ("expo", "ciie", "china international import expo", "china international import expo (ciie)")
_ORDINALS = (
    *("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"),
    *("eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth"),
)
# What may follow: "opens", "opens in Shanghai", "ends with deals of ..."; not "opens registration", "ends its tour".
_AFTER = r"(?P<rest>(?: offline| online)?(?: in shanghai)?(?:$|[,.;:]| with\b| amid\b| for the first time\b| on \d).*)"
_AHEAD = r"(?:is (?:set |due |expected |scheduled )?to (?:be )?|will (?:be )?|is |was )?"
_ENDS = r"(?:clos(?:es?|ed)|end(?:s|ed)?|conclud(?:es?|ed)|c[oa]mes? to (?:an end|a close)|wrap(?:s|ped)? up)"
_VERBS = {
    "opens": rf"{_AHEAD}(?:open(?:s|ed)?|beg[iau]ns?|start(?:s|ed)?|kick(?:s|ed)? off)",
    "closes": rf"{_AHEAD}{_ENDS}",
    "held": rf"(?:{_AHEAD}(?:held|takes? place)|took place|runs|ran)",
}
_CEREMONY = re.compile(r"\bceremon")
_ARTICLES = {"a", "an", "the"}
_BE = "(?:is|are|was|were)"
_AUXILIARY = re.compile(rf"\b(?:{_BE} (?:(?:set|due|expected|scheduled) )?to (?:be )?|will (?:be )?|{_BE} )")
_WORD = re.compile(r"[\w:-]+")


class Moment(StrEnum):
    """What happens to an edition itself."""

    OPENS = "opens"
    CLOSES = "closes"
    HELD = "held"
    CEREMONY = "ceremony"


@dataclass(frozen=True, slots=True)
class Telling:
    """What an event says.

    Attributes:
        words: Its words without articles, auxiliaries and endings, names and editions as ids.
        names: The organisations and people it names.
        editions: The editions it names, by id.
        moment: The edition and what happens to it, where the event is that.
        date: Its date; the day of its moment, where the source gives only the month or the year.
    """

    words: str
    names: frozenset[Ref]
    editions: frozenset[str]
    moment: tuple[str, Moment] | None
    date: PartialDate


class EventReader:
    """Reads what events say with the names of one vocabulary."""

    def __init__(self, editions: Mapping[str, Edition], finder: NameFinder) -> None:
        """Takes time in proportion to the editions; build it once a run."""
        self._editions = [each for each in editions.values() if has_days(each)]
        self._finder = finder
        named = {fold(name).casefold(): each.id for each in editions.values() for name in _names(each)}
        self._named = dict(sorted(named.items(), key=lambda item: -len(item[0])))
        every = "|".join(map(re.escape, [*self._named, *sorted(_EXPO, key=len, reverse=True)]))
        self._edition = re.compile("|".join(rf"\b{re.escape(name)}\b" for name in self._named) or r"(?!)")
        self._verbs = [
            (Moment(name), re.compile(rf"(?:the )?(?P<name>{every}) {verb}{_AFTER}")) for name, verb in _VERBS.items()
        ]

    def read(self, what: str, date: PartialDate) -> Telling:
        """What an event of `date` says."""
        text = " ".join(fold(what).split()).rstrip(".")
        moment, day = self._moment(text.casefold(), date)
        marks = list(self._marks(text))
        names = frozenset(ref for _, _, refs, _ in marks for ref in refs if ref.kind != "places")
        editions = frozenset(edition for *_, edition in marks if edition)
        return Telling(_plain(text, marks), names, editions, moment, day)

    def _moment(self, text: str, date: PartialDate) -> tuple[tuple[str, Moment] | None, PartialDate]:
        """The edition's moment that the text tells, and its day; none where the date is not of that day."""
        for moment, pattern in self._verbs:
            match = pattern.fullmatch(text)
            edition = self._edition_of(match["name"], date) if match else None
            if match and edition:
                told = Moment.CEREMONY if moment is Moment.OPENS and _CEREMONY.search(match["rest"]) else moment
                day = day_of(edition, told)
                if day == date or (date.precision is not Precision.DAY and _is_within(day, date)):
                    return (edition.id, told), day
        return None, date

    def _edition_of(self, name: str, date: PartialDate) -> Edition | None:
        """The edition that bears `name`; the expo without a number is the one edition of the date."""
        if name in self._named:
            return next((each for each in self._editions if each.id == self._named[name]), None)
        held = [each for each in self._editions if _is_within(each.opens, date) or date == day_of(each, Moment.HELD)]
        return held[0] if len(held) == 1 else None

    def _marks(self, text: str) -> Iterator[tuple[int, int, tuple[Ref, ...], str]]:
        """The editions and names in the text, from left to right, none within another."""
        lower = text.casefold()
        found = [(m.start(), m.end(), (), self._named[m.group()]) for m in self._edition.finditer(lower)]
        found = found if len(lower) == len(text) else []
        named = [(each.start, each.end, each.bearers, "") for each in self._finder.find_longest(text)]
        end = 0
        for mark in sorted([*found, *named], key=lambda mark: (mark[0], -mark[1])):
            if mark[0] >= end:
                yield mark
                end = mark[1]


def day_of(edition: Edition, moment: Moment) -> PartialDate:
    """The days of a moment of an edition; its opening ceremony is on the opening day where no other is known."""
    if moment is Moment.CEREMONY:
        return edition.ceremony or edition.opens
    if moment is Moment.HELD:
        return PartialDate(edition.opens.first, edition.closes.last, Precision.DAY)
    return edition.opens if moment is Moment.OPENS else edition.closes


def _names(edition: Edition) -> Iterator[str]:
    """The names of an edition, and what its ordinal makes of the expo's."""
    yield from edition.names
    if 0 < edition.ordinal <= len(_ORDINALS):
        yield from (f"{_ORDINALS[edition.ordinal - 1]} {expo}" for expo in _EXPO)


def has_days(edition: Edition) -> bool:
    """True where the days that it opens and closes on are known."""
    return edition.opens.precision is edition.closes.precision is Precision.DAY


def _is_within(day: PartialDate, date: PartialDate) -> bool:
    return date.first <= day.first and day.last <= date.last


def _plain(text: str, marks: Iterable[tuple[int, int, tuple[Ref, ...], str]]) -> str:
    parts, end = [], 0
    for start, stop, refs, edition in marks:
        token = f"edition:{edition}" if edition else "-".join(f"{ref.kind}:{ref.id}" for ref in sorted(refs))
        parts += [text[end:start], f" {token} "]
        end = stop
    told = " ".join(_WORD.findall("".join([*parts, text[end:]]).casefold()))
    words = _AUXILIARY.sub("", told).split()
    return " ".join(_stem(word) for word in words if word not in _ARTICLES)


def _stem(word: str) -> str:
    """A word without the ending of "opens" or "visitors"; ids and short words as they are."""
    return word.removesuffix("s") if len(word) > 3 and ":" not in word and not word.endswith("ss") else word
