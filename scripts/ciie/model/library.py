"""All records and the vocabulary, as one value."""

from __future__ import annotations

from dataclasses import dataclass

from ciie.model.problems import Problem
from ciie.model.records import Record
from ciie.model.vocabulary import Vocabulary


@dataclass(frozen=True)
class Library:
    """All records and the vocabulary.

    Attributes:
        records: Newest first; records of one day by id.
        files: How many files of records were looked at, those that could not be read included.
        vocabulary: The controlled vocabularies.
        problems: Every fault of the set, by path and line.
    """

    records: tuple[Record, ...]
    files: int
    vocabulary: Vocabulary
    problems: tuple[Problem, ...]

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that stop publication."""
        return tuple(found for found in self.problems if found.is_error)
