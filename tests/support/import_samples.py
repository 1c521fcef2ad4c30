"""What the tests of `ciie import` share: captures from text, the vocabulary they are read with, tables, and PDFs."""

from __future__ import annotations

import datetime as dt
from functools import cache
from typing import Any

import yaml

from ciie.capturing.capture_files import parse_capture
from ciie.capturing.captures import Capture, Layout
from ciie.capturing.layouts import lay_out
from ciie.deriving.likeness import Shelf
from ciie.importing.bibliography import Bibliography
from ciie.importing.imports import Reader, read_proposal
from ciie.importing.proposals import Proposal
from ciie.importing.publishers import OutletFinder
from ciie.model.library import Library
from ciie.model.vocabulary import Vocabulary
from ciie.reading.vocabulary import read_vocabulary
from ciie.text.names import names_of
from support.project import TESTS

PARAGRAPH = "The makers of kettles met in the hall by the river on the second day of the fair, and all of them sang."
OTHER = "A choir from the town across the water sang below the roof, and the visitors clapped until it was dark."
THIRD = "On the third day the pumps were carried to the ship, which left for home before the snow came."
OPENING = "The sixth CIIE opened in Shanghai, and visitors from many towns filled the halls by the river for a day."
SECOND = "They came by ship, by train and on foot, and the choir of the hall sang for each of them until the evening."


def rows(name: str) -> list[dict[str, Any]]:
    """The rows of the table `name`, every scalar as text."""
    loaded: list[dict[str, Any]] = yaml.load((TESTS / name).read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    return loaded


CASES = TESTS / "captures"
TODAY = dt.date(2026, 11, 21)


@cache
def vocabulary() -> Vocabulary:
    """The vocabulary of the captures' tests, which editors' changes to the project's own do not touch."""
    reading = read_vocabulary(CASES / "vocabulary", "vocabulary")
    assert reading.value is not None
    return reading.value


def empty_library() -> Library:
    """A library without records."""
    return Library((), 0, vocabulary(), ())


def capture(text: str, encoding: str = "utf-8") -> Capture:
    """The capture that holds `text`."""
    reading = parse_capture("capture", text.encode(encoding))
    assert reading.value is not None, reading.problems
    return reading.value


def layout(text: str) -> Layout:
    """The layout of a capture that holds `text`."""
    return lay_out(capture(text).lines)


@cache
def reader() -> Reader:
    """What captures are read with, without a record to compare them with."""
    return Reader(names_of(vocabulary()), OutletFinder(vocabulary()), ())


def proposal(text: str) -> Proposal:
    """Everything that is proposed for a capture that holds `text`."""
    return read_proposal(capture(text), reader(), Shelf())


def pdf(*pages: list[str]) -> bytes:
    """A PDF with one line of text below another on each of `pages`, in the letters of Latin-1."""
    return placed_pdf(*([(12, 72, 720 - 14 * n, line) for n, line in enumerate(lines)] for lines in pages))


def placed_pdf(*pages: list[tuple[int, int, int, str]]) -> bytes:
    """A PDF with lines of Latin-1 on each of `pages`: the size of the letters, where from left and bottom, the text."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", "", "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]
    kids = []
    for lines in pages:
        shown = "\n".join(f"/F1 {size} Tf 1 0 0 1 {x} {y} Tm ({_escaped(text)}) Tj" for size, x, y, text in lines)
        stream = f"BT {shown} ET"
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
        content = len(objects)
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents {content} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(pages)} >>"
    return _file(objects)


def _escaped(text: str) -> str:
    return text.replace("(", "\\(").replace(")", "\\)")


def _file(objects: list[str]) -> bytes:
    text = "%PDF-1.4\n"
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(text))
        text += f"{number} 0 obj\n{content}\nendobj\n"
    start = len(text)
    text += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n"
    text += "".join(f"{place:010} 00000 n \n" for place in places)
    text += f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n"
    return text.encode("latin-1")


def bibliography(head: str, body: str = OPENING, tail: str = "") -> Bibliography:
    """The bibliography of a capture with `head` above and `tail` below its article."""
    return proposal(f"{head}\n\n{body}\n\n{SECOND}\n\n{tail}\n").bibliography
