"""A fact with the place it was found at and how sure that makes it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

T = TypeVar("T")


class Sureness(StrEnum):
    """How a fact is known, the surest first."""

    PRINTED = "printed"
    METADATA = "metadata"
    ADDRESS = "address"
    INFERRED = "inferred"


@dataclass(frozen=True, slots=True)
class Finding(Generic[T]):
    """A fact, where it was found, in words, and how sure that makes it."""

    value: T
    evidence: str
    sureness: Sureness


@dataclass(frozen=True, slots=True)
class Answer(Generic[T]):
    """A fact that was sought, if it was found, and what an editor should look at, in words."""

    finding: Finding[T] | None
    doubts: tuple[str, ...] = ()
