"""A PDF to lines: what is printed is put together again by where it stands on its pages.

Lines of one size that follow one another closely are a paragraph, larger ones a heading, the largest of the first page
the headline, however many lines it takes. What a browser prints at the edges of a page (the day of printing, the
title, the address, the number of the page) is no text; title and address tell of the page that was printed.
"""

from __future__ import annotations

import io
import logging
import re
import struct
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from ciie.capturing.captures import Hint, Metadata, SourceLine
from ciie.capturing.lines import fold_blanks, plain_letters
from ciie.model.problems import Reading, fault
from ciie.text.languages import has_han

# No article is so long; a book would take minutes.
MOST_PAGES = 200
# Shares of a page's height at its top and bottom in which browsers print head and foot.
EDGE = 0.055
# In sizes of its letters: lines that lie farther apart than one and a half are hardly one paragraph.
MOST_LEADING = 1.7
# In the usual distance of two lines: farther apart they are two paragraphs.
LEAST_GAP = 1.25
# Sizes beside that of the text: headlines are a quarter larger, headings a tenth.
HEADLINE, HEADING = 1.25, 1.1
# A longer line that most pages share is text.
LONGEST_RUNNING_HEAD = 60
# In sizes of its letters: what is raised or lowered by no more stands on the same line.
_SAME_LINE = 0.4
_PRINTED = re.compile(
    r"(?:\d{1,4}[/.-]\d{1,2}[/.-]\d{2,4}|\d{4}年\d{1,2}月\d{1,2}日),?\s*(?:[上下]午)?\s*\d{1,2}:\d{2}(?:\s?[AP]M)?"
)
_PAGE_NUMBER = re.compile(r"(?:page\s*)?\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?|-\s*\d{1,4}\s*-|第\s*\d+\s*页", re.I)
_ADDRESS = re.compile(r"(?:https?|file)://\S+")
_DIGITS = re.compile(r"\d+")
_ENDED = re.compile(r"[.!?。！？…:：;；”\"’」』）)]$")
_BULLET = re.compile(r"[-*•·●▪■◆▲◦]\s|\d{1,2}[.)]\s")
_FAULTS = (
    *(ArithmeticError, AssertionError, AttributeError, EOFError, LookupError, MemoryError, OSError, RuntimeError),
    *(TypeError, ValueError, struct.error, zlib.error),
)


@dataclass(frozen=True, slots=True)
class PdfText:
    """What a PDF says: its lines, and what its properties and the edges of its pages say of the page printed."""

    lines: tuple[SourceLine, ...]
    metadata: Metadata


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """One line as printed.

    Attributes:
        parts: Its words; more than one where a wide gap divides them.
        left: How far from the left it begins.
        height: How far from the bottom of the page it stands, in points.
        size: The size of its letters.
        at_edge: Whether it stands where browsers print head and foot.
    """

    parts: tuple[str, ...]
    left: float
    height: float
    size: float
    at_edge: bool

    @property
    def text(self) -> str:
        """All of its words."""
        return fold_blanks(" ".join(self.parts))


def parse_pdf(data: bytes) -> Reading[PdfText]:
    """The text layer of the PDF `data`; one that is locked, damaged or only a scan is refused."""
    import pypdf  # noqa: PLC0415, it takes 0.1 s to import
    from pypdf.errors import PyPdfError  # noqa: PLC0415, as above

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        # Many PDFs are locked against changes only: the password to read them is empty.
        if reader.is_encrypted and not reader.decrypt(""):
            return fault((1, 1), "capture-not-text", "this PDF is locked with a password", "save it without one")
        pages = [tuple(_printed_lines(page)) for page in reader.pages[:MOST_PAGES]]
        properties = reader.metadata
    except (PyPdfError, *_FAULTS):
        return fault((1, 1), "capture-not-text", "this PDF is damaged", "save it again, or copy its text")
    shown = [[line for line in page if not _is_edge(line, running)] for running in [_running(pages)] for page in pages]
    lines = tuple(_numbered(_paragraphs(shown)))
    if not lines:
        return fault((1, 1), "capture-not-text", "this PDF has no text layer", "run text recognition, or copy its text")
    return Reading(PdfText(lines, _metadata(properties, [line for page in pages for line in page if line.at_edge])))


def _printed_lines(page: Any) -> Iterator[PrintedLine]:
    """The lines of a page in the order in which it has them."""
    chunks: list[tuple[float, float, float, str]] = []

    def take(text: str, matrix: list[float], inner: list[float], _: object, size: float) -> None:
        left = inner[4] * matrix[0] + inner[5] * matrix[2] + matrix[4]
        height = inner[4] * matrix[1] + inner[5] * matrix[3] + matrix[5]
        chunks.append((left, height, abs(size * inner[3] * matrix[3]) or size, text))

    page.extract_text(visitor_text=take)
    top, bottom = float(page.mediabox.top), float(page.mediabox.bottom)
    margin = (top - bottom) * EDGE
    line: list[tuple[float, float, float, str]] = []
    for chunk in chunks:
        if not chunk[3].strip():
            line += [(*line[-1][:3], " ")] if line else []
            continue
        if line and abs(chunk[1] - line[-1][1]) > _SAME_LINE * max(chunk[2], line[-1][2]):
            yield _line(line, (bottom + margin, top - margin))
            line = []
        line.append(chunk)
    if line:
        yield _line(line, (bottom + margin, top - margin))


def _line(chunks: Sequence[tuple[float, float, float, str]], text_area: tuple[float, float]) -> PrintedLine:
    parts = [chunks[0][3]]
    for (left, _, size, before), (next_left, _, _, text) in pairwise(chunks):
        is_apart = next_left - left > size * (len(before) + 4)
        parts = [*parts, text] if is_apart else [*parts[:-1], parts[-1] + text]
    left, height, size, _ = chunks[0]
    folded = tuple(fold_blanks(part) for part in parts)
    return PrintedLine(folded, left, height, size, not text_area[0] <= height <= text_area[1])


def _running(pages: Sequence[Sequence[PrintedLine]]) -> frozenset[str]:
    """The lines, but for their numbers, that most of the pages begin or end with."""
    edges = Counter(key for page in pages for key in {_without_digits(line.text) for line in (*page[:3], *page[-3:])})
    # Two of two pages may share a line by chance; three of four hardly do.
    often = (key for key, count in edges.items() if len(pages) > 2 and count > len(pages) * 0.6)
    return frozenset(key for key in often if 0 < len(key) <= LONGEST_RUNNING_HEAD)


def _is_edge(line: PrintedLine, running: frozenset[str]) -> bool:
    if _without_digits(line.text) in running or _PAGE_NUMBER.fullmatch(line.text):
        return True
    return line.at_edge and any(_PRINTED.match(part) or _ADDRESS.match(plain_letters(part)) for part in line.parts)


def _without_digits(text: str) -> str:
    return _DIGITS.sub("0", fold_blanks(text))


def _paragraphs(pages: Iterable[Sequence[PrintedLine]]) -> Iterator[tuple[str, float]]:
    """The paragraphs of all pages, each with the size of its letters."""
    kept = [line for page in pages for line in page]
    leading = _leadings(kept)
    longest = max((len(line.text) for line in kept), default=0)
    joined: list[PrintedLine] = []
    for line in kept:
        if joined and not _goes_on(joined[-1], line, leading, longest):
            yield _join(joined), joined[0].size
            joined = []
        joined.append(line)
    if joined:
        yield _join(joined), joined[0].size


def _leadings(lines: Sequence[PrintedLine]) -> dict[tuple[int, bool], float]:
    """How far the lines of a paragraph lie apart, by the size of their letters and whether they are Chinese."""
    gaps: dict[tuple[int, bool], list[float]] = {}
    for above, below in pairwise(lines):
        gap = above.height - below.height
        if round(above.size) == round(below.size) and 0 < gap <= MOST_LEADING * above.size:
            gaps.setdefault(_kind(above), []).append(gap)
    return {kind: sorted(found)[len(found) // 4] for kind, found in gaps.items()}


def _kind(line: PrintedLine) -> tuple[int, bool]:
    return round(line.size), has_han(plain_letters(line.text))


def _goes_on(above: PrintedLine, below: PrintedLine, leading: dict[tuple[int, bool], float], longest: int) -> bool:
    """True where `below` continues the paragraph that `above` is a line of."""
    if round(above.size) != round(below.size) or _BULLET.match(below.text):
        return False
    gap = above.height - below.height
    is_ended = _ENDED.search(above.text) is not None
    if gap <= 0:  # over the page's end
        return not is_ended
    usual = leading.get(_kind(above))
    if usual is None or gap > LEAST_GAP * usual:
        return False
    is_indented = below.left - above.left > 0.8 * below.size
    return not (is_ended and (is_indented or len(above.text) < 0.6 * longest))


def _join(lines: Sequence[PrintedLine]) -> str:
    pieces = [lines[0].text]
    for line in lines[1:]:
        last = pieces[-1]
        if re.search(r"[A-Za-z]-$", last[-2:]) and line.text[:1].islower():
            pieces[-1] = last[:-1]
        elif last[-1:] < "\u2e80" or line.text[:1] < "\u2e80":
            pieces.append(" ")
        pieces.append(line.text)
    return "".join(pieces)


def _numbered(paragraphs: Iterable[tuple[str, float]]) -> Iterator[SourceLine]:
    found = [(text, size) for text, size in paragraphs if text]
    letters: Counter[int] = Counter()
    for text, size in found:
        letters[round(size)] += len(text)
    usual = max(letters, key=lambda size: letters[size], default=0)
    largest = max((size for text, size in found if len(text) > 1), default=0.0)
    is_titled = largest >= HEADLINE * usual
    title = next((n for n, (text, size) in enumerate(found) if is_titled and size == largest and len(text) > 1), None)
    for number, (text, size) in enumerate(found):
        is_heading = size >= HEADING * usual and title is not None and number > title
        hint = Hint.TITLE if number == title else Hint.HEADING if is_heading else Hint.NONE
        yield SourceLine(number + 1, text, hint=hint)


def _metadata(properties: Any, edges: Iterable[PrintedLine]) -> Metadata:
    """What the properties say, and the title and address that a browser printed at the pages' edges."""
    titles = [(fold_blanks(str(properties.title)), "PDF title")] if properties and properties.title else []
    authors = [(fold_blanks(str(properties.author)), "PDF author")] if properties and properties.author else []
    addresses: list[tuple[str, str]] = []
    for line in edges:
        address = next((match.group() for part in line.parts if (match := _ADDRESS.match(plain_letters(part)))), None)
        if address is not None and address.startswith("http"):
            addresses.append((address, "foot of the print"))
        printed = _PRINTED.match(line.text)
        title = line.text[printed.end() :].strip() if printed is not None else ""
        titles += [(title, "head of the print")] if title else []
    return Metadata(
        titles=tuple(dict.fromkeys(titles)), authors=tuple(authors), addresses=tuple(dict.fromkeys(addresses))
    )
