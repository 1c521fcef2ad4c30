"""The words of the design as types: record, figure, event, mention, relation and their fixed sets of values.

Values are frozen, equal by content, and free of how they were read; lines of the source file ride
along where a message may need them and do not count for equality.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from urllib.parse import parse_qsl, quote, unquote_to_bytes, urlencode, urlsplit

from ciie.model.values import PartialDate, Ref, readable, unit_of


class Qualifier(StrEnum):
    """How a figure's value is to be read: exactly it, more, less, a little less, roughly, or it and more."""

    EXACT = "exact"
    OVER = "over"
    UNDER = "under"
    NEARLY = "nearly"
    ABOUT = "about"
    AT_LEAST = "at-least"


class Status(StrEnum):
    """At which stage of an edition a figure was stated."""

    EXPECTED = "expected"
    REGISTERED = "registered"
    INTERIM = "interim"
    FINAL = "final"


class Basis(StrEnum):
    """How much of the source the editor could read: all of it, its beginning, or a headline or teaser in a list."""

    WHOLE = "whole"
    BEGINNING = "beginning"
    LISTING = "listing"

    @property
    def words(self) -> str:
        """What readers are told."""
        return {"whole": "Read in full", "beginning": "Read in part", "listing": "Only a headline or teaser read"}[self]


class Rights(StrEnum):
    """Why a record's body may be published; `unreviewed` means that it may not."""

    DIGEST = "digest"
    LICENSED = "licensed"
    PERMISSION = "permission"
    PUBLIC_DOMAIN = "public-domain"
    UNREVIEWED = "unreviewed"


class Genre(StrEnum):
    """What kind of text the source is."""

    NEWS = "news"
    COMMENTARY = "commentary"
    INTERVIEW = "interview"
    PRESS_RELEASE = "press-release"
    FEATURE = "feature"


class Translation(StrEnum):
    """Who translated the source."""

    MACHINE = "machine"
    HUMAN = "human"


class RelationKind(StrEnum):
    """What a record's source is to another's."""

    SAME_STORY = "same-story"
    REWRITE_OF = "rewrite-of"
    RESPONSE_TO = "response-to"


@dataclass(frozen=True, slots=True, order=True)
class EditionSpan:
    """One edition, or the editions from `first` to `last`; ordinals, both included."""

    first: int
    last: int

    @property
    def ordinals(self) -> range:
        """Every ordinal of the span."""
        return range(self.first, self.last + 1)

    @property
    def key(self) -> str:
        """The span as records write it: 6, or 1-5."""
        return str(self.first) if self.first == self.last else f"{self.first}-{self.last}"


_SPAN = re.compile(r"([1-9]\d?)(?:-([1-9]\d?))?", re.ASCII)


def parse_span(text: str) -> EditionSpan | None:
    """The editions that `text` names, as 6 or 1-5; None where it names none.

    Args:
        text: A number of an edition, or two joined by a hyphen.

    Returns:
        The span; None also where it runs backwards.
    """
    match = _SPAN.fullmatch(text)
    if match is None:
        return None
    first, last = int(match[1]), int(match[2] or match[1])
    return EditionSpan(first, last) if first <= last else None


_QUALIFIERS = {Qualifier.EXACT: "", Qualifier.AT_LEAST: "at least "}


@dataclass(frozen=True, slots=True)
class Figure:
    """A claim of a number.

    Attributes:
        measure: Id of what is counted.
        value: The number, in `unit`.
        unit: One of the measure's units; money keeps its currency, shares are 0-100 per cent.
        qualifier: How the value is to be read.
        edition: The edition or editions it speaks of.
        status: The stage at which it was stated, where the source says so.
        of: The organisation, place or person it is a figure of.
        note: What exactly is counted, in a few words.
        words: The words of the body that state it.
        as_of: The day, month or year that the number is for, where the source gives it.
        origin: Id of the organisation that the source credits with the number.
        line: Where it stands in the record's file, 1 for the first line.
        column: Where it stands in that line, 1 for the first character.
    """

    measure: str
    value: Decimal
    unit: str
    qualifier: Qualifier = Qualifier.EXACT
    edition: EditionSpan | None = None
    status: Status | None = None
    of: Ref | None = None
    note: str | None = None
    words: str | None = None
    as_of: PartialDate | None = None
    origin: str | None = None
    line: int = field(default=1, compare=False)
    column: int = field(default=1, compare=False)

    @property
    def amount(self) -> str:
        """The value as readers say it, as plain text: "over 3,400 companies", "78.41 billion USD", "nearly 95%"."""
        return "".join(self.said)

    @property
    def said(self) -> tuple[str, str, str]:
        """The qualifier, the number and the unit of the value, with the blanks between: "over ", "3,400", " firms"."""
        unit = unit_of(self.unit)
        gap = "" if unit.startswith("%") else " "
        return _QUALIFIERS.get(self.qualifier, f"{self.qualifier} "), readable(self.value), f"{gap}{unit}"


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened or is planned: when, what, and the words of the body that date it."""

    date: PartialDate
    what: str
    words: str | None = None
    line: int = field(default=1, compare=False)
    column: int = field(default=1, compare=False)


@dataclass(frozen=True, slots=True)
class Mention:
    """A person in a record, with role and affiliation as of that record.

    Attributes:
        id: The person, an id of the list `people`.
        role: The role in this source.
        of: The organisation or place the person speaks for.
        line: Where it stands in the record's file.
    """

    id: str
    role: str | None = None
    of: Ref | None = None
    line: int = field(default=1, compare=False)


@dataclass(frozen=True, slots=True)
class Relation:
    """How one record's source relates to another's."""

    id: str
    kind: RelationKind
    line: int = field(default=1, compare=False)
    column: int = field(default=1, compare=False)


@dataclass(frozen=True, slots=True)
class Acceptance:
    """A warning that an editor accepts in a record: the name of its rule, and why it does not matter there."""

    rule: str
    reason: str
    line: int = field(default=1, compare=False)
    column: int = field(default=1, compare=False)


@dataclass(frozen=True, slots=True)
class Passage:
    """A block of a body that can be linked to.

    Attributes:
        anchor: Its id on the record's page, such as "p3".
        text: What a reader sees of it, without Markdown.
        line: Where it begins in the record's file.
        body: The body that it is a passage of, in Markdown.
        start: The index in `body` of the line that it begins in.
    """

    anchor: str
    text: str
    line: int = field(compare=False)
    body: str = field(default="", compare=False, repr=False)
    start: int = field(default=0, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Record:
    """One source article: bibliographic facts, topics, the knowledge in it, and a body.

    Attributes named as in the front matter are what the front matter says.

    Attributes:
        id: The file's name without ".md": date-outlet-slug.
        path: The file, relative to the collection, with "/" between its parts.
        body: The body as the editor wrote it, in Markdown.
        passages: The blocks of the body in order.
        figure_anchors: For each figure, the anchor of the passage that states it.
        event_anchors: For each event, the anchor of the passage that dates it.
        key_places: The line and column of the value of each key that is there.
    """

    id: str
    path: str
    title: str
    date: PartialDate
    source: str
    topics: tuple[str, ...]
    rights: Rights
    body: str
    passages: tuple[Passage, ...]
    title_en: str | None = None
    title_note: str | None = None
    date_note: str | None = None
    source_note: str | None = None
    via: tuple[str, ...] = ()
    url: str | None = None
    archive: str | None = None
    basis: Basis = Basis.WHOLE
    authors: tuple[str, ...] = ()
    language: str = "en"
    translated_from: str | None = None
    translation: Translation | None = None
    edition: EditionSpan | None = None
    genre: Genre | None = None
    summary: str | None = None
    organisations: tuple[str, ...] = ()
    people: tuple[Mention, ...] = ()
    places: tuple[str, ...] = ()
    figures: tuple[Figure, ...] = ()
    events: tuple[Event, ...] = ()
    related: tuple[Relation, ...] = ()
    corrections: tuple[Event, ...] = ()
    formerly: tuple[str, ...] = ()
    accepted: tuple[Acceptance, ...] = ()
    draft: str | None = None
    figure_anchors: tuple[str | None, ...] = ()
    event_anchors: tuple[str | None, ...] = ()
    key_places: dict[str, tuple[int, int]] = field(default_factory=dict, compare=False, repr=False)

    @property
    def named(self) -> tuple[Ref, ...]:
        """The organisations, people and places that its front matter names, each once, in its order."""
        organisations = (Ref("organisations", name) for name in self.organisations)
        people = (Ref("people", mention.id) for mention in self.people)
        places = (Ref("places", name) for name in self.places)
        return tuple(dict.fromkeys((*organisations, *people, *places)))

    @property
    def actors(self) -> tuple[Ref, ...]:
        """The organisations and people that it names, each once."""
        return tuple(ref for ref in self.named if ref.kind != "places")

    def mentions_of(self, person: str) -> list[Mention]:
        """How it mentions the person of an id; more than once where it gives several affiliations, in its order."""
        return [mention for mention in self.people if mention.id == person]

    @property
    def references(self) -> tuple[Ref, ...]:
        """Every entry of the vocabulary that it uses, each once."""
        spans = (self.edition, *(figure.edition for figure in self.figures))
        owners = (*(figure.of for figure in self.figures), *(mention.of for mention in self.people))
        found = (
            *(Ref("topics", name) for name in self.topics),
            *(Ref("measures", figure.measure) for figure in self.figures),
            *(Ref("organisations", figure.origin) for figure in self.figures if figure.origin is not None),
            *self.named,
            *(owner for owner in owners if owner is not None),
            *(Ref("outlets", name) for name in (self.source, *self.via)),
            *(Ref("editions", str(ordinal)) for span in spans if span is not None for ordinal in span.ordinals),
        )
        return tuple(dict.fromkeys(found))


_TRACKING = ("utm_", "spm", "fbclid", "gclid")


def canonical_url(url: str) -> str:
    """`url` without scheme, "www." or "m.", usual port, tracking and fragment; its characters escaped in one way.

    Args:
        url: An address with its scheme.

    Returns:
        What two addresses of one page have in common; it is no address itself.
    """
    parts = urlsplit(url)
    host = parts.netloc.lower().removesuffix(":80").removesuffix(":443")
    host = host.removeprefix("www.").removeprefix("m.").removesuffix(".")
    # Bytes stay what they are, whatever encoding they are in: %BD%F8 of an older site is 进 as well.
    path = quote(unquote_to_bytes(parts.path.rstrip("/")), safe="/")
    escaped = quote(parts.query, safe="%&=+;/?:@!$'()*,~-._")
    pairs = parse_qsl(escaped, keep_blank_values=True, encoding="latin-1")
    query = sorted((key, value) for key, value in pairs if not key.startswith(_TRACKING))
    return f"{host}{path}?{urlencode(query, encoding='latin-1')}".rstrip("?")
