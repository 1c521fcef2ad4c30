"""The headline of a source, and the sentence that stands beside it; where none is printed, a title made of the lead."""

from __future__ import annotations

import re

from ciie.importing.captures import Answer, Capture, Finding, Layout, Part, Sureness
from ciie.importing.imprints import without_dateline
from ciie.importing.outlet_names import TITLE_TAIL, OutletFinder
from ciie.words.sentences import find_sentences

LONGEST = 300
_SAYING = r"(?:said|says|announced|told|reported|according\s+to)"
_ATTRIBUTED = re.compile(rf",\s+(?:[\w’'-]+\s+){{0,4}}?{_SAYING}\b.*$", re.I | re.S)


def find_title(capture: Capture, layout: Layout, outlets: OutletFinder) -> Answer[str]:
    """The headline: printed, or in the page's head, or derived from the first sentence, which is then a doubt."""
    piece = layout.title
    if piece is not None:
        title = _without_outlet(piece.text, capture, outlets)
        return Answer(Finding(title, f"line {piece.line}", Sureness.PRINTED))
    for text, tag in capture.metadata.titles:
        return Answer(Finding(_without_outlet(text, capture, outlets)[:LONGEST], tag, Sureness.METADATA))
    return _derived(layout)


def find_standfirst(layout: Layout) -> str | None:
    """The sentence set apart above or below the headline, where there is one."""
    pieces = (piece for piece in layout.pieces if piece.part is Part.STANDFIRST or piece.rule == "standfirst")
    return next((piece.text for piece in pieces), None)


def _derived(layout: Layout) -> Answer[str]:
    standfirst = next(iter(layout.of(Part.STANDFIRST)), None)
    lead = standfirst.text if standfirst is not None else next(iter(layout.paragraphs), "")
    first = next(find_sentences(lead), None)
    if first is None:
        return Answer(None, ("the capture has no headline",))
    title = _shortened(_ATTRIBUTED.sub("", without_dateline(first.text)).rstrip(".。 "))
    where = "the sentence above the article" if standfirst is not None else "the first sentence"
    doubt = "the capture prints no headline; the title was made from its first sentence"
    return Answer(Finding(title, f"derived from {where}", Sureness.INFERRED), (doubt,))


def _without_outlet(text: str, capture: Capture, outlets: OutletFinder) -> str:
    """A headline without the name of outlet or site that its page puts behind it."""
    match = TITLE_TAIL.search(text)
    if match is None:
        return text
    sites = {site.casefold() for site, _ in capture.metadata.outlets}
    is_outlet = outlets.by_name(match["outlet"]) is not None or match["outlet"].strip().casefold() in sites
    return text[: match.start()].strip() if is_outlet else text


def _shortened(text: str) -> str:
    if len(text) <= LONGEST:
        return text
    cut = max(text.rfind(mark, 0, LONGEST) for mark in (", ", "，", " "))
    return text[: cut if cut > 0 else LONGEST].rstrip(" ,，")
