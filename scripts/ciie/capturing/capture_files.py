"""A saved source (text, web page, PDF) to a `Capture`: its encoding, its kind, and the lines that a reader sees.

The kind is told by the content and not by the name, and whatever is no text is refused in one line.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import fields, replace
from pathlib import Path

from ciie.capturing.addresses import stated_addresses
from ciie.capturing.captures import Capture, Kind, Metadata
from ciie.capturing.encodings import decode_capture
from ciie.capturing.lines import SOFT_HYPHEN, count_forms, fold_blanks, plain_letters
from ciie.capturing.wrapping import text_lines
from ciie.model.problems import Problem, Reading, fault
from ciie.reading import bodies
from ciie.reading.files import read_bytes, without_forbidden

LARGEST_BYTES = 20 * 1024 * 1024
LONGEST_LINE = 100_000
# A longer text could be no record's.
LARGEST_TEXT = bodies.LARGEST_BYTES
# An empty line stands behind each paragraph of a record.
MOST_LINES = bodies.MOST_LINES // 2
# In characters without the pictures that are part of a page: no article has a tenth of it.
LARGEST_PAGE = 4_000_000
# No page that people read is nested so deep; what walks it by recursion must not run out of stack.
DEEPEST = 400
# Extraction compares many elements with many others, and the parser each attribute with those before it. Pages of the
# press have up to ten thousand elements, of a few dozen attributes.
MOST_ELEMENTS, MOST_ATTRIBUTES = 20_000, 1_000
_TAG = re.compile(r"<(/?)(div|span|section|article|table|ul|ol|blockquote|b|i|em|strong|font|a|center)\b[^<>]*>", re.I)
_VALUE = r"=\s*+(?:\"[^\"]*+\"|'[^']*+')"
_START = re.compile(rf"<[A-Za-z](?>{_VALUE}|[^<>])*+")
_PICTURE = re.compile(r"data:[\w/.+-]{1,60};base64,[A-Za-z0-9+/=\s]+")
PASTED = "-"
# What a file that is no text begins with, and how to get a text out of it.
_SIGNATURES = (
    (b"PK\x03\x04", "a ZIP archive, perhaps of a word processor", "save it as plain text or as a web page"),
    (b"\xd0\xcf\x11\xe0", "an Office document", "save it as plain text"),
    (b"{\\rtf", "an RTF document", "save it as plain text"),
    (b"\x89PNG", "an image", "copy the text of the page instead"),
    (b"\xff\xd8\xff", "an image", "copy the text of the page instead"),
    (b"GIF8", "an image", "copy the text of the page instead"),
    (b"\x1f\x8b", "a compressed file", "unpack it first"),
    (b"MIME-Version:", "a web archive", "save the page as “Web page, HTML only”"),
    (b"From: <Saved by", "a web archive", "save the page as “Web page, HTML only”"),
)
_PAGE = re.compile(r"<(?:!doctype\s+html|html|head|body|article|meta|div|p)\b[^<>]*>", re.I)
_PAGE_HEAD = 4096


def read_capture(name: str, pasted: bytes = b"") -> Reading[Capture]:
    """Reads a saved source.

    Args:
        name: The file; "-" stands for the capture that was `pasted`.
        pasted: The bytes of the capture named "-".

    Returns:
        The capture, or one problem at `name` that says why there is none.
    """
    data = Reading(pasted) if name == PASTED else read_bytes(Path(name), LARGEST_BYTES)
    if data.value is None:
        return Reading(None, tuple(_for_captures(found, name).at(name) for found in data.problems))
    reading = parse_capture(name, data.value)
    return Reading(reading.value, tuple(found.at(name) for found in reading.problems))


def parse_capture(name: str, data: bytes) -> Reading[Capture]:
    """The capture that `data` holds, or one problem that says why there is none."""
    refusal = _refusal(data)
    if refusal is not None:
        return refusal
    digest = hashlib.sha256(data).hexdigest()
    if b"%PDF-" in data[:1024]:
        return _parse_pdf(name, digest, data)
    decoding = decode_capture(data)
    if decoding.value is None:
        return Reading(None, decoding.problems)
    text, dropped = clean(decoding.value.text)
    if _is_binary(decoding.value.text, text):
        return fault((1, 1), "capture-not-text", "this is no text", "save the page as text or HTML")
    decided = f"{decoding.value.encoding} ({decoding.value.known_by})"
    kind = Kind.HTML if _PAGE.search(text[:_PAGE_HEAD]) else Kind.TEXT
    capture = Capture(name, digest, kind, decided, (), notes=_dropped(dropped))
    return _bounded(_parse_html(capture, text) if kind is Kind.HTML else _parse_text(capture, text))


def _bounded(reading: Reading[Capture]) -> Reading[Capture]:
    """The capture with plain letters, or that its text is longer than a record's may be."""
    if reading.value is None:
        return reading
    number = len(reading.value.lines)
    if number > MOST_LINES:
        message = f"its text has {number:,} paragraphs, and that of a record at most {MOST_LINES:,}"
        return fault((1, 1), "capture-too-large", message, "save the article alone")
    size = sum(len(line.text.encode(errors="replace")) for line in reading.value.lines)
    if size > LARGEST_TEXT:
        message = f"its text has {size:,} bytes, and that of a record at most {LARGEST_TEXT:,}"
        return fault((1, 1), "capture-too-large", message, "save the article alone")
    return Reading(_without_unseen(with_plain_letters(reading.value)))


def _without_unseen(capture: Capture) -> Capture:
    """The capture without characters that no text may hold, which HTML, JSON and PDF can spell out."""
    lines = (replace(line, text=without_forbidden(line.text)[0]) for line in capture.lines)
    told = {
        each.name: tuple(
            (shown, tag)
            for text, tag in getattr(capture.metadata, each.name)
            if (shown := without_forbidden(text)[0]).strip()
        )
        for each in fields(Metadata)
    }
    return replace(capture, lines=tuple(line for line in lines if line.text.strip()), metadata=Metadata(**told))


def _refusal(data: bytes) -> Reading[Capture] | None:
    """Why `data` is no capture, where its size or its first bytes tell."""
    if len(data) > LARGEST_BYTES:
        return fault((1, 1), "capture-too-large", f"it has over {LARGEST_BYTES:,} bytes", "save the article alone")
    if not data.strip(b"\0 \t\r\n\f\v"):
        return fault((1, 1), "empty-capture", "it is empty", "save the page again, or paste its text")
    for signature, what, hint in _SIGNATURES:
        if data.startswith(signature):
            return fault((1, 1), "capture-not-text", f"this is {what}", hint)
    return None


def _dropped(count: int) -> tuple[str, ...]:
    return (f"{count:,} invisible characters were dropped",) if count else ()


def clean(text: str) -> tuple[str, int]:
    """Cleans a text of what a record may not hold.

    Args:
        text: The text.

    Returns:
        The text with line ends as "\\n" and without characters that are never seen, and how many of those there were.
    """
    text = re.sub(r"\r\n?|[\u2028\u2029\x0b\x0c\x85]", "\n", text)
    return without_forbidden(text.replace("\u200c", ""))


def _is_binary(raw: str, cleaned: str) -> bool:
    """True where over a hundredth of the characters were controls: text has none, and a program is full of them."""
    controls = sum(character < " " and character not in "\t\n\r\f\v" for character in raw)
    lost = cleaned.count("\ufffd")
    return controls > max(2, len(raw) // 100) or lost > max(2, len(cleaned) // 100)


def _parse_text(capture: Capture, text: str) -> Reading[Capture]:
    longest = max(map(len, text.split("\n")))
    if longest > LONGEST_LINE:
        message = f"one line has {longest:,} characters"
        return fault((1, 1), "capture-line", message, "save the article alone, with its line breaks")
    lines = text_lines(text)
    return Reading(replace(capture, lines=lines, metadata=Metadata(addresses=stated_addresses(lines))))


def _parse_html(capture: Capture, text: str) -> Reading[Capture]:
    from ciie.capturing.html_pages import parse_page  # noqa: PLC0415, trafilatura takes 0.3 s to import

    text = _PICTURE.sub("", text)
    if len(text) > LARGEST_PAGE:
        message = f"the page has {len(text):,} characters"
        return fault((1, 1), "capture-too-large", message, "save the article alone, as text or HTML")
    if _depth(text) > DEEPEST:
        return fault((1, 1), "capture-depth", f"its elements are nested over {DEEPEST} deep", "save its text instead")
    for what, count, most in (
        ("elements", text.count("<") - text.count("</"), MOST_ELEMENTS),
        ("attributes in one element", _attributes(text), MOST_ATTRIBUTES),
    ):
        if count > most:
            message = f"the page has {count:,} {what}"
            return fault((1, 1), "capture-too-large", message, "save the article's text instead")
    page = parse_page(text)
    if page.value is None:
        return Reading(None, page.problems)
    return Reading(replace(capture, lines=page.value.lines, metadata=page.value.metadata))


def _depth(text: str) -> int:
    depth = deepest = 0
    for match in _TAG.finditer(text):
        depth = max(0, depth - 1) if match[1] else depth + 1
        deepest = max(deepest, depth)
    return deepest


def _attributes(text: str) -> int:
    """About how many attributes that element has which has the most."""
    long = (tag[0] for tag in _START.finditer(text) if len(tag[0]) > 2 * MOST_ATTRIBUTES)
    bare = (re.sub(_VALUE, " = ", tag) for tag in long)
    return max((max(len(tag.replace("=", " ").split()) - 1, tag.count("=")) for tag in bare), default=0)


def _parse_pdf(name: str, digest: str, data: bytes) -> Reading[Capture]:
    from ciie.capturing.pdf_pages import parse_pdf  # noqa: PLC0415, most captures are none

    document = parse_pdf(data)
    if document.value is None:
        return Reading(None, document.problems)
    cleaned = [(line, *clean(line.text)) for line in document.value.lines]
    dropped = _dropped(sum(count for _, _, count in cleaned))
    lines = tuple(replace(line, text=fold_blanks(text)) for line, text, _ in cleaned if text.split())
    decided = "text layer of a PDF, its lines joined to paragraphs"
    return _bounded(Reading(Capture(name, digest, Kind.PDF, decided, lines, document.value.metadata, dropped)))


def with_plain_letters(capture: Capture) -> Capture:
    """The capture with ligatures and radicals as the letters they stand for, without soft hyphens; the notes say so."""
    hyphens = sum(line.text.count(SOFT_HYPHEN) for line in capture.lines)
    forms = sum(count_forms(line.text) for line in capture.lines)
    counts = ((hyphens, "dropped soft hyphens"), (forms, "wrote ligatures and radicals as plain letters"))
    notes = tuple(f"{what} ({count:,})" for count, what in counts if count)
    titles = tuple((plain_letters(text), tag) for text, tag in capture.metadata.titles)
    lines = tuple(replace(line, text=plain_letters(line.text)) for line in capture.lines)
    metadata = replace(capture.metadata, titles=titles)
    return replace(capture, lines=lines, metadata=metadata, notes=(*capture.notes, *notes))


def _for_captures(found: Problem, name: str) -> Problem:
    """A problem of reading a file, with a rule and hint that fit a capture."""
    if found.rule == "too-large":
        return replace(found, rule="capture-too-large", hint="save the article alone, as text or HTML")
    if found.rule == "not-a-file" and Path(name).is_dir():
        return replace(found, message="this is a folder", hint=f"name the files in it: {Path(name).as_posix()}/*")
    if found.rule == "unreadable-file" and not Path(name).exists():
        return replace(found, message="there is no such file", hint="check its name and folder")
    return found
