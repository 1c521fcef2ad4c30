"""What an import found in a capture, as values."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from ciie.deriving.likeness import Facts, StoryLikeness
from ciie.importing.captures import Capture, Finding, Layout
from ciie.model.problems import Problem
from ciie.model.records import Event, Figure, Mention, Qualifier
from ciie.model.values import PartialDate


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number and what it counts.

    Attributes:
        value: The number; shares are 0-100.
        unit: A currency code, "%", "m2", or the name that nouns.yml gives what is counted; None where nothing is said.
        qualifier: How exact it is.
        start: Where its words begin in the text.
        end: Where its words end.
        number: Where the number itself begins.
    """

    value: Decimal
    unit: str | None
    qualifier: Qualifier
    start: int
    end: int
    number: int


@dataclass(frozen=True, slots=True)
class OutletName:
    """An outlet that a capture names.

    Attributes:
        id: Its id in the vocabulary, or the id that its proposed entry has.
        name: Its name.
        is_listed: Whether the vocabulary has it.
        entry: The entry to add, where it is not listed.
    """

    id: str
    name: str
    is_listed: bool
    entry: dict[str, Any] | None = None


@dataclass(frozen=True)
class Bibliography:
    """What is known of a source.

    Attributes:
        language: Its language, as a code.
        title: Its headline.
        standfirst: The sentence above or below the headline, where one stands apart.
        date: When it was published.
        updated: When it was changed, where that is told beside.
        source: Who published it first.
        via: Who carried it.
        address: Where it stands.
        authors: Who wrote it, as printed.
        translated_from: The language it was translated from, and by whom (machine or human).
        edition: The ordinal of the expo it is on.
        doubts: What an editor should look at, in words.
    """

    language: Finding[str]
    title: Finding[str] | None = None
    standfirst: str | None = None
    date: Finding[PartialDate] | None = None
    updated: Finding[PartialDate] | None = None
    source: Finding[OutletName] | None = None
    via: tuple[Finding[OutletName], ...] = ()
    address: Finding[str] | None = None
    authors: Finding[tuple[str, ...]] | None = None
    translated_from: Finding[tuple[str, str]] | None = None
    edition: Finding[int] | None = None
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FigureFinding:
    """A quantity of the body and what it was taken for.

    Attributes:
        quantity: The number and what it counts.
        sentence: The sentence it stands in, folded.
        words: Its words as printed.
        figure: The figure it makes; None where the vocabulary has no measure for it.
        signs: The words that proposed the measure.
        place: The index of the passage.
        rivals: The measures that fit equally well, where that kept it from being one.
    """

    quantity: Quantity
    sentence: str
    words: str
    figure: Figure | None
    signs: tuple[str, ...]
    place: int
    rivals: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EventFinding:
    """An event as it would stand in the record, the sentence it came from, and whether its date was computed."""

    event: Event
    sentence: str
    is_relative: bool


@dataclass(frozen=True, slots=True)
class NameFindings:
    """The names of a text.

    Attributes:
        organisations: Ids with the words that name them, in the order of the text.
        people: Mentions with role and affiliation where the text tells them beside the name, and the words.
        places: Ids with the words that name them.
        unknown_countries: Codes of countries that the vocabulary lacks, with their words.
        unknown_people: Names that a role stands beside and the vocabulary lacks, with that role.
    """

    organisations: tuple[tuple[str, str], ...]
    people: tuple[tuple[Mention, str], ...]
    places: tuple[tuple[str, str], ...]
    unknown_countries: tuple[tuple[str, str], ...]
    unknown_people: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class TopicFinding:
    """A topic, how strongly its signs speak for it, and those signs with how often each stands."""

    id: str
    score: float
    signs: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Conflict:
    """A figure that cannot be true together with one that a record states for the same measure and edition."""

    figure: Figure
    record: str
    stated: Figure


@dataclass(frozen=True)
class Proposal:
    """What a capture was found to say.

    Attributes:
        capture: The capture.
        layout: Its lines, each with what it is.
        bibliography: What it says of its own publication.
        figures: Every quantity of its body, with the figure it makes where it makes one.
        record_figures: The figures for the record, each once.
        clashes: Pairs of its figures that cannot both be true; the first of each is for the record.
        events: Its dated sentences.
        names: Its names.
        topics: Its topics.
        same_address: Ids of records of the same address.
        alike: Records that tell the same story.
        alike_captures: Captures of the same run that do.
        conflicts: Figures that records contradict.
        listed_edition: Whether the vocabulary has the edition that the text is on.
        facts: What other captures are compared with it by.
    """

    capture: Capture
    layout: Layout
    bibliography: Bibliography
    figures: tuple[FigureFinding, ...]
    record_figures: tuple[Figure, ...]
    clashes: tuple[tuple[Figure, Figure], ...]
    events: tuple[EventFinding, ...]
    names: NameFindings
    topics: tuple[TopicFinding, ...]
    same_address: tuple[str, ...]
    alike: tuple[StoryLikeness, ...]
    alike_captures: tuple[StoryLikeness, ...]
    conflicts: tuple[Conflict, ...]
    facts: Facts
    listed_edition: bool = False


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of one capture.

    Attributes:
        name: The capture as the command named it.
        proposal: What was read in it; None where it was refused.
        path: The draft's file, written now or by an earlier import of the same capture.
        is_new: Whether the draft was written now.
        problems: Why there is no draft.
    """

    name: str
    proposal: Proposal | None
    path: Path | None
    is_new: bool
    problems: tuple[Problem, ...] = ()
