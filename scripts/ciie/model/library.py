"""All records and the vocabulary, as one value, and what divides the records beside the entries of the vocabulary."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from hashlib import sha256
from pathlib import Path
from typing import Any, Protocol, TypeVar

from ciie.model.problems import Problem
from ciie.model.records import Record
from ciie.model.values import PartialDate, gathered
from ciie.model.vocabulary import Vocabulary

T = TypeVar("T")


class Collected(StrEnum):
    """What can be withdrawn: a record, or an entry of a list, which is named as its file is."""

    RECORDS = "articles"
    TOPICS = "topics"
    MEASURES = "measures"
    ORGANISATIONS = "organisations"
    PEOPLE = "people"
    PLACES = "places"
    OUTLETS = "outlets"


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """A record or an entry that is no longer there, and why; its addresses say so.

    Attributes:
        id: The id that it had.
        reason: Why it was withdrawn, in words for readers.
        list: Where it was.
        date: When it was withdrawn, if that is known.
        formerly: Ids that it had before.
        line: Where the notice stands in its file.
    """

    id: str
    reason: str
    list: Collected = Collected.RECORDS
    date: PartialDate | None = None
    formerly: tuple[str, ...] = ()
    line: int = field(default=1, compare=False)


@dataclass(frozen=True)
class Library:
    """All records and the vocabulary.

    Attributes:
        records: Newest first; records of one day by id.
        files: How many files of records were looked at, those that could not be read included.
        vocabulary: The controlled vocabularies.
        problems: Every fault of the set, by path and line.
        withdrawn: What is no longer there, as its file has it.
    """

    records: tuple[Record, ...]
    files: int
    vocabulary: Vocabulary
    problems: tuple[Problem, ...]
    withdrawn: tuple[Withdrawal, ...] = ()

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that stop publication."""
        return tuple(found for found in self.problems if found.is_error)


class Remember(Protocol):
    """Makes values by their names, but for those that an earlier run made of the same; they must be plain values."""

    def __call__(
        self,
        what: str,
        made_of: Mapping[str, str],
        make: Callable[[Sequence[str]], Iterable[T]],
    ) -> Mapping[str, T]:
        """The values, in the order of their names.

        Args:
            what: What they are all, in one word.
            made_of: By name, all that a value is made of, the program apart.
            make: Makes the values of several names, in their order.
        """


def afresh(
    what: str,
    made_of: Mapping[str, str],
    make: Callable[[Sequence[str]], Iterable[T]],
) -> Mapping[str, T]:
    """Makes every value, as `Remember` says.

    Args:
        what: Likewise.
        made_of: Likewise; only the names count.
        make: Likewise.

    Returns:
        The values, in the order of their names.
    """
    return dict(zip(made_of, make([*made_of]), strict=True))


@dataclass(frozen=True)
class AlikeSite:
    """A finished site that differs from the one to be made in nothing but texts of records, and what shows those.

    Attributes:
        folder: The folder that it is in.
        changed: The records whose texts differ, by their ids, with digests of the texts that it has.
        downloads: The files for other programs that it holds, as paths below the folder.
    """

    folder: Path
    changed: Mapping[str, str]
    downloads: Sequence[str]


def digest_of_text(text: str) -> str:
    """What tells the text of a record from others.

    Args:
        text: The text.

    Returns:
        A digest in hexadecimal digits.
    """
    return sha256(text.encode()).hexdigest()


def _nothing(what: str, names: Collection[str]) -> Mapping[str, Any]:
    return {}


@dataclass(frozen=True)
class Kept:
    """What a build has from earlier ones.

    Attributes:
        remember: What remembers values.
        recall: What gives values as they were, whatever they were made of: by what they all are, and their names.
        alike: A site that is nearly the same.
    """

    remember: Remember = afresh
    recall: Callable[[str, Collection[str]], Mapping[str, Any]] = _nothing
    alike: AlikeSite | None = None


NOTHING_KEPT = Kept()


class Aspect(StrEnum):
    """What a record is by itself, or by the outlets that published it or passed it on."""

    YEAR = "year"
    KIND = "kind"
    OWNERSHIP = "ownership"
    LANGUAGE = "language"
    BASIS = "basis"


def divided(library: Library, aspect: Aspect) -> dict[str, tuple[Record, ...]]:
    """The records by what they are.

    Args:
        library: Whose records.
        aspect: What divides them.

    Returns:
        For each value that a record has, the records that have it, in their order. A record whose outlets differ has
        several. A language is that of its writing in any script: "zh" for "zh-Hant".
    """
    return gathered(
        (value, record)
        for record in library.records
        for value in sorted(set(_values(library.vocabulary, record, aspect)))
    )


def _values(vocabulary: Vocabulary, record: Record, aspect: Aspect) -> Iterable[str]:
    outlets = [vocabulary.outlets[name] for name in (record.source, *record.via)]
    match aspect:
        case Aspect.YEAR:
            return [str(record.date.first.year)]
        case Aspect.KIND:
            return [outlet.kind.value for outlet in outlets]
        case Aspect.OWNERSHIP:
            return [outlet.ownership.value for outlet in outlets]
        case Aspect.LANGUAGE:
            return [record.language.partition("-")[0]]
        case Aspect.BASIS:
            return [record.basis.value]
