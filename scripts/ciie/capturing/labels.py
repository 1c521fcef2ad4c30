"""What each line of a capture is: by its words, by layout_patterns.yml, as a caption or as a byline."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path

from ciie.capturing.captures import Hint, Imprint, Piece, PieceKind, SourceLine
from ciie.capturing.imprints import find_stamps, parse_imprint
from ciie.capturing.lines import bare_name, deduplicate_caption, glued_names, weight
from ciie.text.patterns import Pattern, read_patterns

FILE = Path(__file__).with_name("layout_patterns.yml")
# A paragraph may end with a bracket as captions do; captions of the first captures have at most 60 words.
LONGEST_CAPTION = 95


_CALLING = re.compile(
    r"\W*(?:(?:staff|senior|chief|business|economics|china|shanghai|beijing)\s+)*(?:journalist|reporter|correspondent|writer"
    r"|contributor|columnist|author|by)s?\W*",
    re.I,
)


class Where(StrEnum):
    """The part of a page that a pattern is tried in."""

    HEAD = "head"
    BODY = "body"
    TAIL = "tail"
    ANYWHERE = "anywhere"


class Does(StrEnum):
    """What a match makes of the line."""

    CUT = "cut"
    BELOW = "below"
    CREDIT = "credit"
    CAPTION = "caption"


def layout_patterns() -> tuple[Pattern, ...]:
    """The patterns of layout_patterns.yml, in the order of the file."""
    return read_patterns(FILE, Does, Where)


def find_pattern(text: str, where: Where, does: Iterable[Does]) -> tuple[Pattern, re.Match[str]] | None:
    """The first pattern for lines in `where` that matches `text` and does one of `does`, with its match.

    Args:
        text: A line, without blanks around it.
        where: The part of the capture that the line stands in; patterns for anywhere are tried too.
        does: The labels that are wanted.

    Returns:
        The first in the order of layout_patterns.yml with its match of the whole line; None where none matches.
    """
    wanted = frozenset(does)
    for pattern in layout_patterns():
        if pattern.does in wanted and pattern.where in {where, Where.ANYWHERE}:
            found = pattern.match(text)
            if found is not None:
                return pattern, found
    return None


@dataclass(frozen=True)
class LineLabels:
    """What the lines of one capture are known to be so far.

    Attributes:
        lines: The lines of the capture.
        titles: Headlines that the page's head gives, best first.
        pieces: What is decided, by the index of the line.
        imprints: What imprint lines say, each with its line's number, in the order in which they were found.
        start: The index of the article's first line.
        end: The index after its last one.
        title: The headline, once it is found.
    """

    lines: Sequence[SourceLine]
    titles: tuple[str, ...] = ()
    pieces: Mapping[int, Piece] = field(default_factory=dict)
    imprints: tuple[tuple[int, Imprint], ...] = ()
    start: int = 0
    end: int = 0
    title: str | None = None

    def adding(self, pieces: Mapping[int, Piece]) -> LineLabels:
        """These labels and `pieces`, which replace earlier ones of the same lines; imprints that were read stay."""
        imprints = [(piece.line, piece.imprint) for piece in pieces.values() if piece.imprint is not None]
        return replace(self, pieces={**self.pieces, **pieces}, imprints=(*self.imprints, *imprints))

    @property
    def captions(self) -> set[str]:
        """The texts of the captions known so far."""
        return {piece.text for piece in self.pieces.values() if piece.kind is PieceKind.CAPTION}

    def in_order(self) -> tuple[Piece, ...]:
        """A piece for each line; what no rule decided is a paragraph."""
        known = ((self.pieces.get(index), line) for index, line in enumerate(self.lines))
        return tuple(piece or label(line, PieceKind.PARAGRAPH, "") for piece, line in known)


def label(line: SourceLine, kind: PieceKind, rule: str, text: str | None = None, level: int = 2) -> Piece:
    """`line` as a piece of `kind`, by `rule`; with `text` where that is not the line's own."""
    return Piece(kind, line.text if text is None else text, line.number, rule, level)


def is_caption(line: SourceLine) -> bool:
    """True of a line that the page or a pattern calls the caption of a picture."""
    if line.hint is Hint.CAPTION:
        return True
    return find_pattern(line.text, Where.BODY, (Does.CAPTION,)) is not None and weight(line.text) <= LONGEST_CAPTION


def label_caption(line: SourceLine, captions: Collection[str]) -> Piece:
    """The line as a caption; one whose text is among `captions` is cut."""
    text = deduplicate_caption(line.text)
    if text in captions:
        return label(line, PieceKind.CUT, "caption again", text)
    return label(line, PieceKind.CAPTION, "picture caption", text)


def label_imprint(line: SourceLine) -> Piece | None:
    """The line as an imprint, where it is one."""
    imprint = parse_imprint(line.text)
    return None if imprint is None else replace(label(line, PieceKind.IMPRINT, "imprint line"), imprint=imprint)


def label_credit(line: SourceLine) -> Piece | None:
    """The line as a credit, where it names people who made the article."""
    known = find_pattern(line.text, Where.TAIL, (Does.CREDIT,))
    return None if known is None else label(line, PieceKind.CREDIT, known[0].name)


def label_boilerplate(line: SourceLine, where: Where) -> Piece | None:
    """The line as one to cut, where a pattern for lines in `where` knows it; above an article, with the dates in it."""
    known = find_pattern(line.text, where, (Does.CUT, Does.CREDIT))
    if known is None and where is Where.HEAD:
        known = find_pattern(line.text, Where.BODY, (Does.CUT,))
    if known is None:
        return None
    piece = label(line, PieceKind.CREDIT if known[0].does is Does.CREDIT else PieceKind.CUT, known[0].name)
    stamps = tuple(stamp.date for stamp in find_stamps(line.text)) if where is Where.HEAD else ()
    return replace(piece, imprint=Imprint(published=stamps)) if stamps else piece


def label_byline(line: SourceLine, beside: Sequence[SourceLine], names: Mapping[str, int]) -> Piece | None:
    """The line as a byline, where it is a bare name that stands twice, behind a dash, or beside a date or a calling."""
    glued = glued_names(line.text)
    if glued:
        return replace(label(line, PieceKind.IMPRINT, "names alone"), imprint=Imprint(authors=glued))
    name = bare_name(line.text)
    if name is None:
        return None
    known = names.get(line.text, 0) > 1 or not line.text.startswith(name)
    if known or any(_CALLING.fullmatch(other.text) or _is_dated(other.text) for other in beside):
        return replace(label(line, PieceKind.IMPRINT, "name alone"), imprint=Imprint(authors=(name,)))
    return None


def _is_dated(text: str) -> bool:
    imprint = parse_imprint(text)
    return imprint is not None and bool(imprint.published or imprint.updated)
