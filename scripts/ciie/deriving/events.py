"""One event once: what several records tell of one event, and the editions' own days from the vocabulary.

Two records tell of one event where both tell the same moment of an edition; where their words are the same and their
dates agree; and, of records that are one voice, where each tells one event of the same date, names, places and edition.
A month or year agrees with a day within it where no other day fits. Everything else stays apart.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from ciie.deriving.claims import ClaimKey, Happening, Voices
from ciie.deriving.knowledge import Occurrence, order_of
from ciie.model.records import Record
from ciie.model.values import PartialDate, Precision, Ref, gathered, groups
from ciie.model.vocabulary import Edition
from ciie.text.languages import fold
from ciie.text.names import NameFinder

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
        places: The places it names.
        editions: The editions it names, by id.
        moment: The edition and what happens to it, where the event is that.
        date: Its date; the day of its moment, where the source gives only the month or the year.
    """

    words: str
    names: frozenset[Ref]
    places: frozenset[Ref]
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

    def read(self, what: str, date: PartialDate, listed: Collection[Ref] = ()) -> Telling:
        """What an event of `date` says; of namesakes in one list it means those that its record has `listed`."""
        text = " ".join(fold(what).split()).rstrip(".")
        moment, day = self._moment(text.casefold(), date)
        marks = [(start, end, _meant(refs, listed), edition) for start, end, refs, edition in self._marks(text)]
        named = frozenset(ref for _, _, refs, _ in marks for ref in refs)
        places = frozenset(ref for ref in named if ref.kind == "places")
        editions = frozenset(edition for *_, edition in marks if edition)
        return Telling(_plain(text, marks), named - places, places, editions, moment, day)

    def _moment(self, text: str, date: PartialDate) -> tuple[tuple[str, Moment] | None, PartialDate]:
        """The edition's moment that the text tells, and its day; none where the date is not of that day."""
        for moment, pattern in self._verbs:
            match = pattern.fullmatch(text)
            edition = self._edition_of(match["name"], date) if match else None
            if match and edition:
                told = Moment.CEREMONY if moment is Moment.OPENS and _CEREMONY.search(match["rest"]) else moment
                day = day_of(edition, told)
                if day == date or (date.precision is not Precision.DAY and _falls_within(day, date)):
                    return (edition.id, told), day
        return None, date

    def _edition_of(self, name: str, date: PartialDate) -> Edition | None:
        """The edition that bears `name`; the expo without a number is the one edition of the date."""
        if name in self._named:
            return next((each for each in self._editions if each.id == self._named[name]), None)
        held = [each for each in self._editions if _falls_within(each.opens, date) or date == day_of(each, Moment.HELD)]
        return held[0] if len(held) == 1 else None

    def _marks(self, text: str) -> Iterator[tuple[int, int, tuple[Ref, ...], str]]:
        """The editions and names in the text, from left to right, none within another."""
        lower = text.casefold()
        found = [(m.start(), m.end(), (), self._named[m.group()]) for m in self._edition.finditer(lower)]
        found = found if len(lower) == len(text) else []
        named = [(each.start, each.end, each.refs, "") for each in self._finder.find_longest(text)]
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


def _meant(refs: Sequence[Ref], listed: Collection[Ref]) -> tuple[Ref, ...]:
    kinds = {ref.kind for ref in refs if ref in listed}
    return tuple(ref for ref in refs if ref in listed or ref.kind not in kinds)


def _falls_within(day: PartialDate, date: PartialDate) -> bool:
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


def occurrences_of(
    happenings: Sequence[Happening], editions: Mapping[str, Edition], voices: Voices, finder: NameFinder
) -> tuple[Occurrence, ...]:
    """The events that `happenings` tell of and those of the `editions`, each once, in order.

    Args:
        happenings: What the records tell, in an order that is the same in every build.
        editions: The editions of the vocabulary, by id.
        voices: The voices of the records.
        finder: Finds the names of the vocabulary.
    """
    reader = EventReader(editions, finder)
    told = {each.key: reader.read(each.event.what, each.event.date, each.record.named) for each in happenings}
    own = dict(_own_moments(editions.values()))
    found = []
    for rows in _merged(happenings, told, voices):
        moment = next((told[each.key].moment for each in rows if told[each.key].moment), None)
        found.append(_occurrence(rows, told, own.pop(moment, None) if moment else None))
    found += own.values()
    return tuple(sorted(found, key=lambda each: each.order))


def _own_moments(editions: Iterable[Edition]) -> Iterator[tuple[tuple[str, Moment], Occurrence]]:
    """The events that the vocabulary has: each edition's days, and its opening ceremony where that was on another."""
    for edition in filter(has_days, editions):
        days = day_of(edition, Moment.HELD)
        yield (edition.id, Moment.HELD), Occurrence(f"edition-{edition.id}", days, edition.name, (), edition)
        if edition.ceremony is not None:
            what = f"Opening ceremony of the {edition.name}"
            name = f"edition-{edition.id}-ceremony"
            yield (edition.id, Moment.CEREMONY), Occurrence(name, edition.ceremony, what, (), edition)


def _merged(
    happenings: Sequence[Happening], told: Mapping[ClaimKey, Telling], voices: Voices
) -> Iterator[list[Happening]]:
    """The tellings of each event, the first published first."""
    by_key = {each.key: each for each in happenings}
    tied = groups([*_same_words(told), *_retold(happenings, told, voices)])
    alone = by_key.keys() - {key for group in tied for key in group}
    for group in [*tied, *({key} for key in alone)]:
        rows = [by_key[key] for key in group]
        yield sorted(rows, key=lambda each: (order_of(each.record.date), _first_id(each.record), each.place))


def _same_words(told: Mapping[ClaimKey, Telling]) -> Iterator[tuple[ClaimKey, ClaimKey]]:
    """Ties of the tellings of one moment, or of one wording, whose dates agree."""
    wordings: dict[object, dict[PartialDate, list[ClaimKey]]] = defaultdict(lambda: defaultdict(list))
    for key, telling in told.items():
        wordings[telling.moment or telling.words][telling.date].append(key)
    for by_date in wordings.values():
        some = told[next(iter(by_date.values()))[0]]
        is_named = bool(some.names or some.editions or some.moment)
        for date, (first, *others) in by_date.items():
            if is_named or date.precision is Precision.DAY:
                yield from ((first, other) for other in others)
            closer = _closer(date, by_date) if is_named else None
            if closer is not None:
                yield first, by_date[closer][0]


def _closer(date: PartialDate, dates: Iterable[PartialDate]) -> PartialDate | None:
    """The one day within a month or year, or the one month where no day is; None where several may be meant."""
    within = [each for each in dates if each.precision > date.precision and _falls_within(each, date)]
    closest = [each for each in within if each.precision is max(each.precision for each in within)]
    return closest[0] if len(closest) == 1 and all(_falls_within(closest[0], each) for each in within) else None


def _retold(
    happenings: Iterable[Happening], told: Mapping[ClaimKey, Telling], voices: Voices
) -> Iterator[tuple[ClaimKey, ClaimKey]]:
    """Ties of what the records of one voice tell, each once, of the same date, names, places and editions."""
    alike = gathered(
        ((voices.of(each.record), replace(told[each.key], words="")), each)
        for each in happenings
        if each.record.id in voices.shared and told[each.key].names
    )
    for first, *others in alike.values():
        if len({each.record.id for each in (first, *others)}) == 1 + len(others):
            yield from ((first.key, other.key) for other in others)


def _occurrence(rows: Sequence[Happening], told: Mapping[ClaimKey, Telling], own: Occurrence | None) -> Occurrence:
    """The event that `rows` tell of, the first published first; `own` is what the vocabulary has of it."""
    if own is not None:
        return replace(own, reports=tuple(rows))
    closest = max(rows, key=lambda each: (told[each.key].date.precision, not each.lay_ahead(each.event.date)))
    return Occurrence(_id(rows[0]), told[closest.key].date, closest.event.what, tuple(rows))


def _id(first: Happening) -> str:
    """The record, the date, and which of the record's events of that date it is: no word of what it says."""
    date = first.event.date
    number = sum(each.date == date for each in first.record.events[: first.place])
    return f"{_first_id(first.record)}/{date.iso}/{number}"


def _first_id(record: Record) -> str:
    """The id that a record had before it was ever renamed."""
    return record.formerly[0] if record.formerly else record.id
