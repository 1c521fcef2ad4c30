"""Lines set right before they are read: damage that an extraction did, and lines that hold two things at once."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ciie.importing.captures import SourceLine
from ciie.importing.imprints import parse_imprint, split_line

# Extractors put the date they found before the first line: " date 2023-11-08 A headline".
TOKEN = re.compile(r"(?:date\s+)(?P<date>\d{4}-\d{1,2}-\d{1,2})(?:\s+(?P<rest>.*))?", re.I)
# One or two readings in Latin letters may be the article's own; a page damaged so has one behind most characters.
LEAST_READINGS = 3
_APOSTROPHE = re.compile(r"(?<=\w)‘(?=\w)")
# What a careless extraction leaves of a tag; prose has no such thing.
_ATTRIBUTE = re.compile(
    r"""(?:<[a-z]{1,10}\s)?\b(?:class|style|href|target|rel|id|src)\s*=\s*(?:"[^"<>]{0,120}"|'[^'<>]{0,120}')\s*/?>?"""
    r"|</?(?:p|div|span|a|br|strong|b|i|em|font)\s*/?>",
    re.I,
)
_READING = re.compile(r"(?<=[\u3400-\u9fff])\s?[(（][a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü]{1,6}[)）]", re.I)


def mend(lines: Sequence[SourceLine]) -> tuple[list[SourceLine], tuple[str, ...]]:
    """The lines without the damage that extraction did, and what was mended, in words.

    Opening quotation marks within words become apostrophes; readings put in behind Chinese characters and remains of
    HTML are left out.
    """
    texts = [line.text for line in lines]
    apostrophes, texts = _replaced(_APOSTROPHE, "’", texts)
    pieces, texts = _replaced(_ATTRIBUTE, " ", texts)
    readings, without = _replaced(_READING, "", texts)
    texts = without if readings >= LEAST_READINGS else texts
    notes = (
        (apostrophes, "opening quotation marks within words were made apostrophes"),
        (pieces, "pieces of HTML within the text were left out"),
        (readings * (readings >= LEAST_READINGS), "readings in Latin letters behind Chinese characters were left out"),
    )
    mended = [
        replace(line, text=" ".join(text.split())) for line, text in zip(lines, texts, strict=True) if text.split()
    ]
    return mended, tuple(f"{count} {what}" for count, what in notes if count)


def _replaced(pattern: re.Pattern[str], by: str, texts: Sequence[str]) -> tuple[int, list[str]]:
    done = [pattern.subn(by, text) for text in texts]
    return sum(count for _, count in done), [text for text, _ in done]


def split_token(lines: list[SourceLine]) -> list[SourceLine]:
    """The lines with the first one cut in two where it begins with "date 2023-11-08" and goes on."""
    match = TOKEN.fullmatch(lines[0].text) if lines else None
    if match is None:
        return lines
    first = lines[0]
    token = SourceLine(first.number, first.text[: match.end("date")], after_blank=True)
    rest = [replace(first, text=match["rest"], indent=0)] if match["rest"] else []
    return [token, *rest, *lines[1:]]


def split_headline(lines: list[SourceLine]) -> list[SourceLine]:
    """The lines, one of the first cut in two where headline and imprint share it; a breadcrumb before it is cut off."""
    for index, line in enumerate(lines[:6]):
        parts = None if parse_imprint(line.text) is not None else split_line(line.text)
        if parts is None:
            continue
        *crumbs, head = re.split(r"\s*(?:>|»|›)\s*", parts[0])
        trail = [replace(line, text=" > ".join(crumbs) + " >")] if crumbs else []
        return [*lines[:index], *trail, replace(line, text=head), replace(line, text=parts[1]), *lines[index + 1 :]]
    return lines
