"""The values that every step of an import works on: a capture's lines, what each line is, and facts found in it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Generic, TypeVar

from ciie.model.records import Event, Figure, Mention
from ciie.model.values import PartialDate


class Kind(StrEnum):
    """What a capture is."""

    TEXT = "text"
    HTML = "html"
    PDF = "pdf"


class Hint(StrEnum):
    """What the source of a line says that it is, where it says so (a saved page does)."""

    NONE = ""
    TITLE = "title"
    HEADING = "heading"
    ITEM = "item"
    CAPTION = "caption"
    IMPRINT = "imprint"
    LEFT = "left out"


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A line of a capture.

    Attributes:
        number: 1 for the first line of a text; for a page, its place among the lines that a reader sees.
        text: Without blanks at its ends, runs of blanks folded into one.
        indent: How many blanks stood before it.
        after_blank: Whether an empty line stands above it.
        hint: What the page's own markup says of it.
    """

    number: int
    text: str
    indent: int = 0
    after_blank: bool = True
    hint: Hint = Hint.NONE


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a page's head or a PDF's properties say; each value with the tag it stood in, best first."""

    titles: tuple[tuple[str, str], ...] = ()
    dates: tuple[tuple[str, str], ...] = ()
    authors: tuple[tuple[str, str], ...] = ()
    outlets: tuple[tuple[str, str], ...] = ()
    addresses: tuple[tuple[str, str], ...] = ()
    languages: tuple[tuple[str, str], ...] = ()
    summaries: tuple[tuple[str, str], ...] = ()


NO_METADATA = Metadata()


@dataclass(frozen=True, slots=True)
class Capture:
    """A raw source as saved.

    Attributes:
        name: The file as the command named it, or "-".
        sha256: The digest of its bytes, in hexadecimal.
        kind: Text, HTML or PDF.
        decided: How it was decoded, in words.
        lines: What a reader sees of it, in order.
        metadata: What the head of a page or the properties of a PDF say.
        notes: What was mended on the way, in words.
    """

    name: str
    sha256: str
    kind: Kind
    decided: str
    lines: tuple[SourceLine, ...]
    metadata: Metadata = NO_METADATA
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Imprint:
    """What one line says of the article's publication.

    Attributes:
        published: Dates that stand alone or behind a word for publishing.
        updated: Dates behind a word for changing.
        sources: Names behind "Source:", or set off by bars.
        authors: Names behind "By" or "Author:".
        editors: Names behind "Editor:".
        residue: What is left of the line.
    """

    published: tuple[PartialDate, ...] = ()
    updated: tuple[PartialDate, ...] = ()
    sources: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    editors: tuple[str, ...] = ()
    residue: str = ""


class PieceKind(StrEnum):
    """What a piece of a capture is."""

    TITLE = "title"
    STANDFIRST = "standfirst"
    PARAGRAPH = "paragraph"
    SUBHEAD = "subhead"
    CAPTION = "caption"
    ITEM = "item"
    STAMP = "stamp"
    IMPRINT = "imprint"
    CREDIT = "credit"
    CUT = "cut"


BODY = frozenset({PieceKind.PARAGRAPH, PieceKind.SUBHEAD, PieceKind.CAPTION, PieceKind.ITEM})


@dataclass(frozen=True, slots=True)
class Piece:
    """One line of a capture and what it is.

    Attributes:
        kind: What it is.
        text: Its words, mended where they were damaged.
        line: Where it stood.
        rule: The rule that decided it, in words; empty for plain paragraphs.
        level: For a subhead 2, or 3 for one below another.
        imprint: What it says of the article's publication.
    """

    kind: PieceKind
    text: str
    line: int
    rule: str = ""
    level: int = 2
    imprint: Imprint | None = None


@dataclass(frozen=True, slots=True)
class Layout:
    """A capture taken apart.

    Attributes:
        pieces: Every line, in order.
        imprints: What its imprint lines say, each with its line's number.
        mended: What was mended in the text, in words.
    """

    pieces: tuple[Piece, ...]
    imprints: tuple[tuple[int, Imprint], ...]
    mended: tuple[str, ...] = ()

    def of(self, *kinds: PieceKind) -> tuple[Piece, ...]:
        """The pieces that are one of `kinds`, in order."""
        return tuple(piece for piece in self.pieces if piece.kind in kinds)

    @property
    def title(self) -> Piece | None:
        """The headline, where one stands in the capture."""
        return next(iter(self.of(PieceKind.TITLE)), None)

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The texts of paragraphs and list items, in order."""
        return tuple(piece.text for piece in self.of(PieceKind.PARAGRAPH, PieceKind.ITEM))

    @property
    def body(self) -> tuple[Piece, ...]:
        """Paragraphs, subheads, list items and captions, in order."""
        return tuple(piece for piece in self.pieces if piece.kind in BODY)


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
        unknown_organisations: Names that the text calls companies and the vocabulary lacks, with its words.
    """

    organisations: tuple[tuple[str, str], ...]
    people: tuple[tuple[Mention, str], ...]
    places: tuple[tuple[str, str], ...]
    unknown_countries: tuple[tuple[str, str], ...]
    unknown_people: tuple[tuple[str, str], ...]
    unknown_organisations: tuple[tuple[str, str], ...] = ()


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
