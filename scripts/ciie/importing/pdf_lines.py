"""The text layer of a PDF, without running heads and page numbers, as the text it was before it was paged."""

from __future__ import annotations

import io
import logging
import re
from collections import Counter
from dataclasses import dataclass

import pypdf
from pypdf.errors import PyPdfError

from ciie.importing.lines import Metadata, fold
from ciie.words.problems import Reading, fault

MOST_PAGES = 200
# A longer line that most pages share is text.
LONGEST_RUNNING_HEAD = 60
_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(r"(?:page\s*)?\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?|-\s*\d{1,4}\s*-|第\s*\d+\s*页", re.I)
_HYPHEN = re.compile(r"(?<=[A-Za-z])-\n(?=[a-z])")


@dataclass(frozen=True, slots=True)
class Document:
    """The text of a PDF, pages in order, and its properties."""

    text: str
    metadata: Metadata


def parse_pdf(data: bytes) -> Reading[Document]:
    """The text layer of the PDF `data`; one that is locked, damaged or only a scan is refused."""
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        if reader.is_encrypted:
            return fault((1, 1), "capture-not-text", "this PDF is locked with a password", "save it without one")
        pages = [page.extract_text() or "" for page in reader.pages[:MOST_PAGES]]
        properties = reader.metadata
    except (PyPdfError, ValueError, KeyError, TypeError, RecursionError, AttributeError, IndexError, OSError):
        return fault((1, 1), "capture-not-text", "this PDF is damaged", "save it again, or copy its text")
    text = _HYPHEN.sub("", "\n".join(_without_running_heads(pages)))
    if not text.strip():
        return fault((1, 1), "capture-not-text", "this PDF has no text layer", "run text recognition, or copy its text")
    titles = ((fold(str(properties.title)), "PDF title"),) if properties and properties.title else ()
    authors = ((fold(str(properties.author)), "PDF author"),) if properties and properties.author else ()
    return Reading(Document(text, Metadata(titles=titles, authors=authors)))


def _without_running_heads(pages: list[str]) -> list[str]:
    """The pages without page numbers and without the lines that most of them begin or end with."""
    split = [page.split("\n") for page in pages]
    edges = Counter(key for lines in split for key in {_key(line) for line in (*lines[:3], *lines[-3:])})
    # Two of two pages may share a line by chance; three of four hardly do.
    often = (key for key, count in edges.items() if len(pages) > 2 and count > len(pages) * 0.6)
    running = {key for key in often if 0 < len(key) <= LONGEST_RUNNING_HEAD}
    return ["\n".join(line for line in lines if not _is_running(line, running)) for lines in split]


def _is_running(line: str, running: set[str]) -> bool:
    return _key(line) in running or _PAGE_NUMBER.fullmatch(fold(line)) is not None


def _key(line: str) -> str:
    return _DIGITS.sub("0", fold(line))
