"""What was published or happened when: for each day, month and year, the records of it."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping

from ciie.deriving.knowledge import Knowledge
from ciie.indexing.postings import LARGEST, Posting
from ciie.model.records import Record
from ciie.model.values import PartialDate, Precision
from ciie.text.dates_in_text import MONTH, find_dates

# What it counts that something happened then, beside a record that was published then.
_HAPPENED = 50
# And what it counts that a text only names the date.
_NAMED = 25
# Of what lasts longer only the first and the last day are named.
_LONGEST = 31
# The year of the second month is that of the first too.
_TWO_MONTHS = re.compile(rf"\b({MONTH})(?=(?:,| and| or| to|[–-])\s*(?:{MONTH})\s+((?:19|20)\d\d)\b)", re.IGNORECASE)


def postings_by_date(knowledge: Knowledge) -> Mapping[str, list[Posting]]:
    """For each date, such as 2023-11-16, 2023-11 and 2023, its records in order; those published then weigh most."""
    found: dict[str, dict[int, int]] = defaultdict(dict)
    for number, record in enumerate(knowledge.records):
        for key, weight in _dates(record):
            found[key][number] = max(weight, found[key].get(number, 0))
    return {key: sorted(postings.items()) for key, postings in found.items()}


def _dates(record: Record) -> Iterator[tuple[str, int]]:
    for passage in record.passages:
        text = _TWO_MONTHS.sub(r"\1 \2", passage.text)
        yield from ((key, _NAMED) for found in find_dates(text, None) for key in _keys(found.date))
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
