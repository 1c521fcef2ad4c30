"""What the lines of a capture were found to be: headline, imprint, paragraph, caption, subhead, or cut."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from ciie.importing.imprints import Imprint


class Part(StrEnum):
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


BODY = frozenset({Part.PARAGRAPH, Part.SUBHEAD, Part.CAPTION, Part.ITEM})


@dataclass(frozen=True, slots=True)
class Piece:
    """One line of a capture and what it is.

    Attributes:
        part: What it is.
        text: Its words, mended where they were damaged.
        line: Where it stood.
        rule: The rule that decided it, in words; empty for plain paragraphs.
        level: For a subhead 2, or 3 for one below another.
    """

    part: Part
    text: str
    line: int
    rule: str = ""
    level: int = 2


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

    def of(self, *parts: Part) -> tuple[Piece, ...]:
        """The pieces that are one of `parts`, in order."""
        return tuple(piece for piece in self.pieces if piece.part in parts)

    @property
    def title(self) -> Piece | None:
        """The headline, where one stands in the capture."""
        return next(iter(self.of(Part.TITLE)), None)

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The texts of paragraphs and list items, in order."""
        return tuple(piece.text for piece in self.of(Part.PARAGRAPH, Part.ITEM))

    @property
    def body(self) -> tuple[Piece, ...]:
        """Paragraphs, subheads, list items and captions, in order."""
        return tuple(piece for piece in self.pieces if piece.part in BODY)
