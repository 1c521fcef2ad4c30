"""Records that repeat another one: its name, its address, or its title, date and outlet. The newer one is at fault."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from typing import Any

from ciie.reading.names import fold
from ciie.words.addresses import canonical_url
from ciie.words.model import Record
from ciie.words.problems import Problem

# What sorts records from the oldest to the newest, by their path; it is asked only where two are the same.
Age = Callable[[str], Any]


def check_repeats(records: Sequence[Record], age: Age) -> Iterator[Problem]:
    """Each record that repeats an older one, once."""
    blamed: set[str] = set()
    for rule, key, told, hint in _KINDS:
        for first, record in _repeated(records, key, age):
            if record.path not in blamed:
                blamed.add(record.path)
                place = record.key_places.get(told, (1, 1))
                yield Problem(record.path, *place, rule, _MESSAGES[rule].format(first.path), hint)


def _repeated(
    records: Iterable[Record], key: Callable[[Record], Hashable | None], age: Age
) -> Iterator[tuple[Record, Record]]:
    """Each record that has the same key as an older one, with the oldest."""
    groups: dict[Hashable, list[Record]] = defaultdict(list)
    for record in records:
        found = key(record)
        if found is not None:
            groups[found].append(record)
    for group in groups.values():
        if len(group) > 1:
            first, *others = sorted(group, key=lambda record: (age(record.path), record.path))
            yield from ((first, other) for other in others)


def _heading(record: Record) -> Hashable:
    """Title, date and outlet; capitals and punctuation tell no titles apart."""
    title = re.sub(r"[\W_]+", " ", fold(record.title).casefold()).strip()
    return title or record.title, record.date, record.source


_KINDS: tuple[tuple[str, Callable[[Record], Hashable | None], str, str], ...] = (
    ("repeated-id", lambda record: record.id.casefold(), "", "delete one of the two, or change its name"),
    (
        "repeated-url",
        lambda record: canonical_url(record.url) if record.url else None,
        "url",
        "add what is new to that record",
    ),
    (
        "repeated-article",
        _heading,
        "title",
        "add what is new to that record, or correct the keys",
    ),
)
_MESSAGES = {
    "repeated-id": "the file {} has the same name",
    "repeated-url": "{} is already the record of this address",
    "repeated-article": "{} has the same title, date and outlet",
}
