"""Title, date, outlet, authors, language, translation and edition of a capture, each with its evidence.

Printed beats the page's head, which beats its address, which beats an inference. What nothing says stays unknown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ciie.importing.authors import find_authors
from ciie.importing.captures import Answer, Capture, Finding, Layout, Part, Sureness
from ciie.importing.editions import main_edition
from ciie.importing.languages import language_of
from ciie.importing.line_labels import Does, Where, find_pattern
from ciie.importing.outlet_names import OutletFinder, OutletName
from ciie.importing.publication_dates import find_updated, inferred_date, printed_date
from ciie.importing.publishers import find_publishers
from ciie.importing.titles import find_standfirst, find_title
from ciie.reading.schema import parse_url
from ciie.words.dates import PartialDate
from ciie.words.terms import Edition

_CODE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_ADDRESS_LINE = re.compile(
    r"(?:original\s+(?:link|article)|url|link|source|原文链接|链接|来源)?\s*[:：]?\s*(https?://\S+)", re.I
)
_LANGUAGES = {
    "chinese": "zh", "english": "en", "french": "fr", "german": "de", "spanish": "es", "russian": "ru",
    "japanese": "ja", "korean": "ko", "portuguese": "pt", "italian": "it", "arabic": "ar",
}  # fmt: skip
# Characters lost in re-encoding leave question marks within words.
_DAMAGED = re.compile(
    r"[A-Za-z]{1,12}(?:\?{1,3}|\ufffd)[a-z]{1,12}|[\u4e00-\u9fff](?:\?{1,3}|\ufffd+)[\u4e00-\u9fff,，]"
)
_ENDED = re.compile(r"[.!?。！？…:：;；\"”’'」』)）\]】*]\s*$|[.。]\s*\S{0,3}$")


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


def find_bibliography(
    capture: Capture, layout: Layout, outlets: OutletFinder, editions: Mapping[str, Edition]
) -> Bibliography:
    """What `capture` says of its own publication."""
    title = find_title(capture, layout, outlets)
    date = printed_date(capture, layout)
    edition = _edition(layout, title.finding, date.finding, editions)
    if date.finding is None:
        held = editions.get(str(edition.finding.value)) if edition.finding is not None else None
        date = inferred_date(layout, held)
    address = _address(capture, layout)
    language = _language(capture, layout)
    where = address.value if address is not None else None
    publishers = find_publishers(capture, layout, outlets, where, language.value)
    doubts = (*title.doubts, *date.doubts, *edition.doubts, *_text_doubts(layout), *publishers.source.doubts)
    return Bibliography(
        language=language,
        title=title.finding,
        standfirst=find_standfirst(layout),
        date=date.finding,
        updated=find_updated(layout, date.finding),
        source=publishers.source.finding,
        via=publishers.via,
        address=address,
        authors=find_authors(capture, layout, outlets),
        translated_from=_translated_from(layout),
        edition=edition.finding,
        doubts=tuple(dict.fromkeys(doubts)),
    )


def _language(capture: Capture, layout: Layout) -> Finding[str]:
    pieces = layout.of(Part.PARAGRAPH, Part.SUBHEAD, Part.ITEM)
    found = language_of("\n".join(piece.text for piece in pieces))
    if found is not None:
        return Finding(found, "the text itself", Sureness.PRINTED)
    for code, tag in capture.metadata.languages:
        if _CODE.fullmatch(code):
            return Finding(code, f"attribute {tag}", Sureness.METADATA)
    return Finding("en", "assumed: the text does not tell", Sureness.INFERRED)


def _address(capture: Capture, layout: Layout) -> Finding[str] | None:
    """The address that the page's head gives, or that stands on a line of its own outside the article."""
    for address, tag in capture.metadata.addresses:
        if parse_url(address):
            return Finding(address, tag, Sureness.METADATA)
    for piece in layout.pieces:
        match = _ADDRESS_LINE.fullmatch(piece.text)
        if match is not None and piece.part is not Part.PARAGRAPH and parse_url(match[1]):
            return Finding(match[1], f"line {piece.line}", Sureness.PRINTED)
    return None


def _translated_from(layout: Layout) -> Finding[tuple[str, str]] | None:
    for piece in layout.of(Part.CUT):
        known = find_pattern(piece.text, Where.TAIL, (Does.CUT,))
        named = known[1].groupdict().get("language") if known is not None else None
        code = _LANGUAGES.get(named.lower()) if named else None
        if code is not None:
            return Finding((code, "machine"), f"line {piece.line}: “{piece.text}”", Sureness.PRINTED)
    return None


def _edition(
    layout: Layout, title: Finding[str] | None, date: Finding[PartialDate] | None, editions: Mapping[str, Edition]
) -> Answer[int]:
    """The edition that the text names most, or that was held in the year of publication."""
    published = date.value if date is not None else None
    found = main_edition(title.value if title is not None else "", layout.paragraphs, published, editions)
    if found is None:
        return Answer(None)
    number, words, is_said = found
    held = editions.get(str(number))
    doubts: tuple[str, ...] = ()
    if is_said and held is not None and published is not None and abs(held.year - published.first.year) > 1:
        doubts = (f"the text is on edition {number} of {held.year}, and dated {published.iso}",)
    sureness = Sureness.PRINTED if is_said else Sureness.INFERRED
    return Answer(Finding(number, f"“{words}”" if is_said else words, sureness), doubts)


def _text_doubts(layout: Layout) -> Iterator[str]:
    """Signs that re-encoding damaged the text, or that it breaks off."""
    damaged = [match.group() for piece in layout.body for match in _DAMAGED.finditer(piece.text)]
    if len(damaged) >= 2:
        yield f"{len(damaged)} places look damaged by re-encoding, the first is “{damaged[0]}”"
    last = layout.paragraphs[-1] if layout.paragraphs else ""
    if last and not _ENDED.search(last):
        yield f"the text may be cut off: it ends with “{last[-24:]}”"
