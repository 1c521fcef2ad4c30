"""One event once: what several records tell of one event, and the editions' own days from the vocabulary.

Two records tell of one event where both tell the same moment of an edition; where their words are the same and their
dates agree; and, of records that are one voice, where each tells one event of the same date, names and edition. A month
or year agrees with a day within it where no other day fits. Everything else stays apart.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from ciie.deriving.claims import ClaimKey, Happening
from ciie.deriving.event_words import EventReader, Moment, Telling, day_of, has_days
from ciie.deriving.stories import groups
from ciie.deriving.voices import Voices
from ciie.reading.names import NameFinder
from ciie.words.dates import PartialDate, Precision
from ciie.words.model import Record
from ciie.words.terms import Edition


@dataclass(frozen=True)
class Occurrence:
    """One event, with every record that tells of it.

    Attributes:
        id: The same in every build and after a change of wording or a renaming of the first record.
        date: Its days, as close as a report or the edition's own days give them.
        what: What happened, as the closest report words it.
        reports: The records' tellings, the first published first; none where only the vocabulary has it.
        edition: The edition whose own days it is.
    """

    id: str
    date: PartialDate
    what: str
    reports: tuple[Happening, ...]
    edition: Edition | None = None

    @property
    def planned(self) -> tuple[Happening, ...]:
        """The reports that it still lay ahead of."""
        return tuple(each for each in self.reports if self.lay_ahead_of(each))

    @property
    def happened(self) -> tuple[Happening, ...]:
        """The reports that were published when it had begun."""
        return tuple(each for each in self.reports if not self.lay_ahead_of(each))

    def lay_ahead_of(self, report: Happening) -> bool:
        """True where it had not begun when `report` was published."""
        return self.date.first > report.record.date.last

    @property
    def order(self) -> tuple[dt.date, int, str]:
        """Days in order; what is known only to the month or the year after its last day."""
        return (*order_of(self.date), self.id)


def order_of(date: PartialDate) -> tuple[dt.date, int]:
    """Where a date stands among others: days by the first, then the month as a whole, then the year."""
    first = date.first
    if date.precision is Precision.YEAR:
        return first.replace(month=12, day=31), 2
    if date.precision is Precision.MONTH:
        return (first.replace(day=28) + dt.timedelta(days=4)).replace(day=1) - dt.timedelta(days=1), 1
    return first, 0


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
    told = {each.key: reader.read(each.event.what, each.event.date) for each in happenings}
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
        yield sorted(rows, key=lambda each: (each.record.date.first, _first_id(each.record), each.place))


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
    within = [each for each in dates if each.precision > date.precision and _is_within(each, date)]
    closest = [each for each in within if each.precision is max(each.precision for each in within)]
    return closest[0] if len(closest) == 1 and all(_is_within(closest[0], each) for each in within) else None


def _retold(
    happenings: Iterable[Happening], told: Mapping[ClaimKey, Telling], voices: Voices
) -> Iterator[tuple[ClaimKey, ClaimKey]]:
    """Ties of what the records of one voice tell, each once, of the same date, names and editions."""
    alike: dict[tuple[object, ...], list[Happening]] = defaultdict(list)
    for each in happenings:
        telling = told[each.key]
        if each.record.id in voices.shared and telling.names:
            alike[voices.of(each.record), telling.date, telling.names, telling.editions, telling.moment].append(each)
    for first, *others in alike.values():
        if len({each.record.id for each in (first, *others)}) == 1 + len(others):
            yield from ((first.key, other.key) for other in others)


def _occurrence(rows: Sequence[Happening], told: Mapping[ClaimKey, Telling], own: Occurrence | None) -> Occurrence:
    """The event that `rows` tell of, the first published first; `own` is what the vocabulary has of it."""
    if own is not None:
        return replace(own, reports=tuple(rows))
    closest = max(rows, key=lambda each: (told[each.key].date.precision, not each.is_planned))
    return Occurrence(_id(rows[0]), told[closest.key].date, closest.event.what, tuple(rows))


def _id(first: Happening) -> str:
    """The record, the date, and which of the record's events of that date it is: no word of what it says."""
    date = first.event.date
    number = sum(each.date == date for each in first.record.events[: first.place])
    return f"{_first_id(first.record)}/{date.iso}/{number}"


def _first_id(record: Record) -> str:
    """The id that a record had before it was ever renamed."""
    return record.formerly[0] if record.formerly else record.id


def _is_within(day: PartialDate, date: PartialDate) -> bool:
    return date.first <= day.first and day.last <= date.last
