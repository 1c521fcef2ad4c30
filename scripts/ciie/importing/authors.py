"""Who wrote a source, as its bylines, credits, datelines and the page's head print it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ciie.importing.captures import Capture, Finding, Layout, Part, Sureness
from ciie.importing.imprints import find_dateline, split_names
from ciie.importing.line_labels import Does, Where, find_pattern
from ciie.importing.outlet_names import OutletFinder

_WRITERS = re.compile(
    r"^(?:text|chief)?\s*(?:reporters?|writers?)$|reported\s+by|reporting\s+by|writing\s+by|story\s+by"
    r"|记者|記者|作者|撰文|通讯员",
    re.I,
)
_NOT_WRITERS = re.compile(r"视频|摄影|video|photo", re.I)
# What stands in an author's place and names nobody.
_NOBODY = re.compile(
    r"admin|editor|staff|web\s*desk|desk|huaxia|reporter|correspondent|newsroom|author|writer|team|agencies|wire"
    r"|本报|本网|综合",
    re.I,
)


def find_authors(capture: Capture, layout: Layout, outlets: OutletFinder) -> Finding[tuple[str, ...]] | None:
    """The authors' names, each once; those that the page prints, or else those of its head."""
    printed = [(where, _people(names, outlets)) for where, names in _printed(layout)]
    printed = [(where, names) for where, names in printed if names]
    if printed:
        where = "; ".join(dict.fromkeys(where for where, _ in printed))
        return Finding(_merged(name for _, names in printed for name in names), where, Sureness.PRINTED)
    head = [name for text, _ in capture.metadata.authors for name in _people(split_names(text), outlets)]
    tags = sorted({tag for _, tag in capture.metadata.authors})
    return Finding(_merged(head), ", ".join(tags), Sureness.METADATA) if head else None


def _printed(layout: Layout) -> Iterator[tuple[str, tuple[str, ...]]]:
    # A byline spells a name better than a database field, so it is heard first.
    for line, imprint in sorted(layout.imprints, key=lambda found: bool(found[1].sources)):
        yield f"line {line}", imprint.authors
    for piece in layout.of(Part.CREDIT):
        yield f"line {piece.line}", _credited(piece.text)
    for text in layout.paragraphs[:3]:
        opening = find_dateline(text)
        if opening is not None and opening.reporters:
            yield "dateline", split_names(opening.reporters)


def _credited(text: str) -> tuple[str, ...]:
    """The names of a line of credits, where it is writers that it names."""
    known = find_pattern(text, Where.TAIL, (Does.CREDIT,))
    groups = known[1].groupdict() if known is not None else {}
    role = groups.get("role") or text
    if not _WRITERS.search(role.strip()) or _NOT_WRITERS.search(role):
        return ()
    return split_names(re.split(r"[;；]", groups.get("names") or "")[0])


def _people(names: Iterable[str], outlets: OutletFinder) -> tuple[str, ...]:
    return tuple(name for name in names if not _NOBODY.search(name) and outlets.in_words(name) is None)


def _merged(names: Iterable[str]) -> tuple[str, ...]:
    """The names, each once; of spellings that differ in blanks and capitals the first."""
    kept: dict[str, str] = {}
    for name in names:
        kept.setdefault(re.sub(r"\W", "", name).casefold(), name)
    return tuple(kept.values())
