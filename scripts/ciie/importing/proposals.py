"""One capture read to the end: its layout, bibliography, names, figures, events, topics and what it is like."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ciie.deriving.comparing import Agreement, compare
from ciie.importing.bibliography import Bibliography, find_bibliography
from ciie.importing.captures import Capture, Finding, Layout, Part, Sureness
from ciie.importing.editions import EventFinding, propose_events
from ciie.importing.figures import Context, FigureFinding, propose_figures
from ciie.importing.layouts import lay_out
from ciie.importing.likeness import Facts, Likeness, Shelf, facts_of
from ciie.importing.names import NameFindings, TopicFinding, propose_names, propose_topics
from ciie.importing.outlet_names import OutletFinder, OutletName
from ciie.reading.library import canonical_url
from ciie.reading.names import Names
from ciie.reading.stated_figures import find_figures
from ciie.words.dates import PartialDate
from ciie.words.model import EditionSpan, Figure, Passage, Record

# A list in a record holds at most this many (record_schema); the report has all.
MOST_FIGURES = 150


@dataclass(frozen=True)
class Reader:
    """What every capture of a run is read with: the vocabulary's names, its outlets, and the records there are."""

    names: Names
    outlets: OutletFinder
    records: tuple[Record, ...]


@dataclass(frozen=True, slots=True)
class Conflict:
    """A figure that cannot be true together with one that a record states for the same measure and edition."""

    figure: Figure
    record: str
    stated: Figure


@dataclass(frozen=True)
class Proposal:
    """What a capture was found to say.

    Attributes:
        capture: The capture.
        layout: Its lines, each with what it is.
        bibliography: What it says of its own publication.
        figures: Every quantity of its body, with the figure it makes where it makes one.
        record_figures: The figures for the record, each once.
        clashes: Pairs of its figures that cannot both be true; the first of each is for the record.
        events: Its dated sentences.
        names: Its names.
        topics: Its topics.
        same_address: Ids of records of the same address.
        alike: Records that tell the same story.
        alike_captures: Captures of the same run that do.
        conflicts: Figures that records contradict.
        listed_edition: Whether the vocabulary has the edition that the text is on.
        facts: What other captures are compared with it by.
    """

    capture: Capture
    layout: Layout
    bibliography: Bibliography
    figures: tuple[FigureFinding, ...]
    record_figures: tuple[Figure, ...]
    clashes: tuple[tuple[Figure, Figure], ...]
    events: tuple[EventFinding, ...]
    names: NameFindings
    topics: tuple[TopicFinding, ...]
    same_address: tuple[str, ...]
    alike: tuple[Likeness, ...]
    alike_captures: tuple[Likeness, ...]
    conflicts: tuple[Conflict, ...]
    facts: Facts
    listed_edition: bool = False


def read_proposal(capture: Capture, reader: Reader, shelf: Shelf) -> Proposal:
    """Everything that can be proposed for `capture`; `shelf` holds the texts it is compared with."""
    vocabulary = reader.names.vocabulary
    layout = lay_out(capture.lines, [title for title, _ in capture.metadata.titles])
    bibliography = find_bibliography(capture, layout, reader.outlets, vocabulary.editions)
    passages = [piece.text for piece in layout.body]
    number = bibliography.edition.value if bibliography.edition is not None else None
    span = EditionSpan(number, number) if number is not None else None
    facts = facts_of(capture.name, passages, reader.names.finder, span)
    known = {record.id for record in reader.records}
    same = [found for found in shelf.compare(facts) if found.is_same_story]
    alike = tuple(found for found in same if found.name in known)
    bibliography = _with_known_outlet(bibliography, alike, reader)
    date = bibliography.date.value if bibliography.date is not None else None
    context = Context(
        vocabulary, reader.names.finder, number, _is_after_close(date, number, reader), bibliography.language.value[:2]
    )
    figures = propose_figures(passages, context)
    chosen, clashes = _for_record(figures, passages, vocabulary.editions)
    return Proposal(
        capture=capture,
        layout=layout,
        bibliography=bibliography,
        figures=figures,
        record_figures=chosen,
        clashes=clashes,
        events=propose_events([piece.text for piece in layout.of(Part.PARAGRAPH, Part.ITEM)], date),
        names=propose_names(passages, reader.names),
        topics=propose_topics(bibliography.title.value if bibliography.title else "", passages, vocabulary),
        same_address=_of_address(bibliography, reader.records),
        alike=alike,
        alike_captures=tuple(found for found in same if found.name not in known),
        conflicts=tuple(_conflicts(chosen, reader.records)),
        facts=facts,
        listed_edition=str(number) in vocabulary.editions,
    )


def _of_address(bibliography: Bibliography, records: Sequence[Record]) -> tuple[str, ...]:
    """The records whose address differs from the capture's at most in tracking, "www." and the like."""
    address = bibliography.address
    known = canonical_url(address.value) if address is not None else None
    return tuple(record.id for record in records if record.url and canonical_url(record.url) == known)


def _is_after_close(date: PartialDate | None, edition: int | None, reader: Reader) -> bool:
    held = reader.names.vocabulary.editions.get(str(edition)) if edition is not None else None
    return held is not None and date is not None and date.first > held.closes.last


def _with_known_outlet(bibliography: Bibliography, alike: Sequence[Likeness], reader: Reader) -> Bibliography:
    """The bibliography with the outlet of a record of the same source, where the capture names none.

    A record is of the same source where it tells the same story and is dated to the same day, or has the same title.
    """
    if bibliography.source is not None or bibliography.date is None:
        return bibliography
    likest = {found.name for found in alike}
    same = [r for r in reader.records if r.id in likest and r.date == bibliography.date.value]
    titled = [r for r in same if bibliography.title and r.title == bibliography.title.value]
    if not same:
        return bibliography
    record = (titled or sorted(same, key=lambda r: [found.name for found in alike].index(r.id)))[0]
    outlet = reader.names.vocabulary.outlets[record.source]
    evidence = f"the record {record.id} is of the same day and tells the same story"
    doubts = tuple(doubt for doubt in bibliography.doubts if not doubt.startswith("nothing in the capture says who"))
    doubts += (f"the outlet was taken from the record {record.id}",)
    source = Finding(OutletName(outlet.id, outlet.name, is_listed=True), evidence, Sureness.INFERRED)
    return replace(bibliography, source=source, doubts=doubts)


def _for_record(
    findings: Sequence[FigureFinding], passages: Sequence[str], editions: object
) -> tuple[tuple[Figure, ...], tuple[tuple[Figure, Figure], ...]]:
    """The figures that a record may hold, and pairs of figures that cannot both be true.

    A record has each claim once, its words stand in the body, and the vocabulary has its edition.
    """
    clashes: list[tuple[Figure, Figure]] = []
    known: set[str] = set(editions) if isinstance(editions, dict) else set()
    texts = tuple(Passage(f"p{n}", text, n) for n, text in enumerate(passages, 1))
    kept: dict[tuple[object, ...], Figure] = {}
    first: dict[tuple[object, ...], Figure] = {}
    for finding in findings:
        figure = finding.figure
        if figure is None or find_figures((figure,), texts[finding.place : finding.place + 1], {}) == (None,):
            continue
        if figure.edition is not None and not all(str(n) in known for n in figure.edition.ordinals):
            figure = replace(figure, edition=None)
        subject = (figure.measure, figure.edition, figure.of)
        # A second, different count of the same thing is a part of it or a slip: the report has it, an editor decides.
        if compare(first.setdefault(subject, figure), figure) is Agreement.DIFFER:
            clashes.append((first[subject], figure))
        else:
            kept.setdefault((subject, figure.value), figure)
    return tuple(kept.values())[:MOST_FIGURES], tuple(clashes)


def _conflicts(figures: Sequence[Figure], records: Sequence[Record]) -> list[Conflict]:
    found = []
    for figure in figures:
        for record in records:
            for stated in record.figures:
                same = (stated.measure, stated.edition, stated.of) == (figure.measure, figure.edition, figure.of)
                if same and compare(figure, stated) is Agreement.DIFFER:
                    found.append(Conflict(figure, record.id, stated))
    return found
