"""`ciie import`, stage by stage: capture, proposal, draft, file. No capture keeps another from its draft."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from pathlib import Path

from ciie.capturing.capture_files import read_capture
from ciie.capturing.captures import Capture, Finding, Layout, OutletName, Sureness
from ciie.capturing.layouts import lay_out
from ciie.capturing.lines import weight
from ciie.deriving.likeness import Shelf, StoryLikeness, facts_of, facts_of_record
from ciie.deriving.verdicts import digits
from ciie.importing.bibliography import Bibliography, find_bibliography
from ciie.importing.dating import propose_events
from ciie.importing.drafts import Draft, capture_of, render_draft
from ciie.importing.editions import last_opened
from ciie.importing.figures import propose_figures
from ciie.importing.issue_forms import FilledForm, form_bibliography, form_layout, read_form, with_answers
from ciie.importing.names_and_topics import propose_names, propose_topics
from ciie.importing.placed_quantities import TextContext
from ciie.importing.proposals import Imported, Proposal, conflicts_with, for_record
from ciie.importing.publishers import OutletFinder
from ciie.model.library import Library
from ciie.model.problems import problem
from ciie.model.records import EditionSpan, Figure, Record, Rights, canonical_url
from ciie.model.values import PartialDate, gathered
from ciie.text.names import Names, names_of

# Less is no article: a menu, a notice, a page that failed to load.
LEAST_WORDS = 10


@dataclass(frozen=True, slots=True)
class Destination:
    """Where drafts go: a folder, whether each goes into the folder of its year there, and their rights."""

    folder: Path
    by_year: bool
    rights: Rights


@dataclass(frozen=True)
class Reader:
    """What every capture of a run is read with: the vocabulary's names, its outlets, and the records there are."""

    names: Names
    outlets: OutletFinder
    records: tuple[Record, ...]

    @cached_property
    def known(self) -> dict[tuple[str, Decimal], frozenset[str]]:
        """The editions that records state a value of a measure for."""
        stated = ((figure, figure.edition) for record in self.records for figure in record.figures)
        pairs = (((figure.measure, figure.value), span.key) for figure, span in stated if span is not None)
        return {claim: frozenset(keys) for claim, keys in gathered(pairs).items()}


def import_captures(names: Iterable[str], library: Library, to: Destination, pasted: bytes = b"") -> Iterator[Imported]:
    """Drafts of captures, each written before the next is read.

    Args:
        names: Files of captures, in order; "-" stands for the one that was `pasted`.
        library: The records that captures are compared with, and the vocabulary they are read with.
        to: Where drafts go, and with which rights.
        pasted: The bytes of the capture named "-".

    Yields:
        What became of each capture. One that cannot be read or written has problems in place of a draft.
    """
    reader = Reader(names_of(library.vocabulary), OutletFinder(library.vocabulary), library.records)
    shelf = Shelf(facts_of_record(record, reader.names.finder) for record in library.records)
    for name in names:
        reading = read_capture(name, pasted)
        if reading.value is None:
            yield Imported(name, None, None, is_new=False, problems=reading.problems)
            continue
        imported = _import_one(reading.value, reader, shelf, to)
        if imported.proposal is not None and imported.is_new:
            shelf.add(imported.proposal.facts)
        yield imported


def import_forms(
    names: Iterable[str], library: Library, to: Destination, labels: Mapping[str, str]
) -> Iterator[Imported]:
    """Drafts of filled issue forms, as `import_captures` makes them of captures.

    Args:
        names: Files with the text of issues.
        library: The records that they are compared with, and the vocabulary they are read with.
        to: Where drafts go, and with which rights.
        labels: The id of each question of the form by its label.

    Yields:
        What became of each form.
    """
    reader = Reader(names_of(library.vocabulary), OutletFinder(library.vocabulary), library.records)
    shelf = Shelf(facts_of_record(record, reader.names.finder) for record in library.records)
    for name in names:
        form = read_form(name, labels)
        if form.value is None:
            yield Imported(name, None, None, is_new=False, problems=form.problems)
        else:
            yield _import_proposal(read_form_proposal(form.value, reader, shelf), to)


def _import_one(capture: Capture, reader: Reader, shelf: Shelf, to: Destination) -> Imported:
    proposal = read_proposal(capture, reader, shelf)
    if sum(map(weight, proposal.layout.paragraphs)) < LEAST_WORDS:
        return _refused(capture, "capture-article", "no paragraph was found in it", "paste the article's text")
    return _import_proposal(proposal, to)


def _import_proposal(proposal: Proposal, to: Destination) -> Imported:
    capture = proposal.capture
    draft = render_draft(proposal, to.rights)
    folder = to.folder / draft.folder if to.by_year else to.folder
    path = _own_path(folder / draft.name, capture)
    earlier = _existing(path)
    if earlier is not None and capture_of(earlier) == capture.sha256:
        return Imported(capture.name, proposal, path, is_new=False)
    if earlier is not None:
        message = f"{path.as_posix()} is there already, and does not say that it was made from this capture"
        return _refused(capture, "capture-imported", message, "compare the two, or name another folder with --into")
    try:
        _write(path, draft)
    except OSError as error:
        message = f"{path.as_posix()} cannot be written: {error.strerror}"
        return _refused(capture, "capture-into", message, "name another folder with --into")
    return Imported(capture.name, proposal, path, is_new=True)


def _own_path(path: Path, capture: Capture) -> Path:
    """`path`, or one with a digest behind it where the draft of another capture has the same name."""
    earlier = _existing(path)
    made_from = capture_of(earlier) if earlier is not None else None
    if made_from is None or made_from == capture.sha256:
        return path
    return path.with_name(f"{path.stem}-{capture.sha256[:6]}{path.suffix}")


def _refused(capture: Capture, rule: str, message: str, hint: str) -> Imported:
    found = problem((1, 1), rule, message, hint).at(capture.name)
    return Imported(capture.name, None, None, is_new=False, problems=(found,))


def _existing(path: Path) -> str | None:
    """The text of a draft that is there already; empty where something is there that cannot be read."""
    if not os.path.lexists(path):
        return None
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return ""


def _write(path: Path, draft: Draft) -> None:
    """Writes the draft whole or not at all, and never over another file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        aside.write_text(draft.text, encoding="utf-8", newline="\n")
        os.link(aside, path)
    finally:
        aside.unlink(missing_ok=True)


def read_proposal(capture: Capture, reader: Reader, shelf: Shelf) -> Proposal:
    """Everything that can be proposed for `capture`; `shelf` holds the texts it is compared with."""
    layout = lay_out(capture.lines, [title for title, _ in capture.metadata.titles])
    bibliography = find_bibliography(capture, layout, reader.outlets, reader.names.vocabulary.editions)
    return _proposal(capture, layout, bibliography, (reader, shelf))


def read_form_proposal(form: FilledForm, reader: Reader, shelf: Shelf) -> Proposal:
    """Everything that can be proposed for a filled form; what it says outright is not looked for in its text."""
    bibliography = form_bibliography(form, reader.outlets)
    found = _proposal(form.capture, form_layout(form), bibliography, (reader, shelf))
    return with_answers(found, form, reader.names)


def _proposal(capture: Capture, layout: Layout, bibliography: Bibliography, with_: tuple[Reader, Shelf]) -> Proposal:
    reader, shelf = with_
    vocabulary = reader.names.vocabulary
    passages = [piece.text for piece in layout.body]
    if bibliography.edition is None and bibliography.off_topic is None:
        bibliography = _with_edition_of_figures(bibliography, passages, reader)
    number = bibliography.edition.value if bibliography.edition is not None else None
    span = EditionSpan(number, number) if number is not None else None
    facts = facts_of(capture.name, passages, reader.names.finder, span)
    known = {record.id for record in reader.records}
    same = [found for found in shelf.compare(facts) if found.is_same_story]
    alike = tuple(found for found in same if found.name in known)
    bibliography = _with_known_outlet(bibliography, alike, reader)
    date = bibliography.date.value if bibliography.date is not None else None
    language = bibliography.language.value
    closed = _days_since_close(date, number, reader)
    context = TextContext(
        vocabulary,
        reader.names.finder,
        number,
        closed > 0,
        language,
        closed >= 0,
        last_opened(date, vocabulary.editions.values()),
        reader.known,
    )
    figures = propose_figures(passages, context)
    chosen, clashes = for_record(figures, passages, context)
    return Proposal(
        capture=capture,
        layout=layout,
        bibliography=bibliography,
        figures=figures,
        record_figures=chosen,
        clashes=clashes,
        events=propose_events(layout.paragraphs, date, language),
        names=propose_names(passages, reader.names, language),
        topics=propose_topics(
            [bibliography.title.value if bibliography.title else "", *passages], vocabulary, language
        ),
        same_address=_of_address(bibliography, reader.records),
        alike=alike,
        alike_captures=tuple(found for found in same if found.name not in known),
        conflicts=tuple(conflicts_with(chosen, reader.records)),
        facts=facts,
        listed_edition=str(number) in vocabulary.editions,
    )


def _of_address(bibliography: Bibliography, records: Sequence[Record]) -> tuple[str, ...]:
    """The records whose address differs from the capture's at most in tracking, "www." and the like."""
    address = bibliography.address
    known = canonical_url(address.value) if address is not None else None
    return tuple(record.id for record in records if record.url and canonical_url(record.url) == known)


def _days_since_close(date: PartialDate | None, edition: int | None, reader: Reader) -> int:
    """How many days after the close of `edition` a text was published; below zero before, or where nothing tells."""
    held = reader.names.vocabulary.editions.get(str(edition)) if edition is not None else None
    return (date.first - held.closes.last).days if held is not None and date is not None else -1


def _with_known_outlet(bibliography: Bibliography, alike: Sequence[StoryLikeness], reader: Reader) -> Bibliography:
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


def _with_edition_of_figures(bibliography: Bibliography, passages: Sequence[str], reader: Reader) -> Bibliography:
    """The bibliography with the edition that records give the same figures for, where nothing else tells it."""
    language, vocabulary = bibliography.language.value, reader.names.vocabulary
    context = TextContext(vocabulary, reader.names.finder, _ANY_EDITION, after_close=False, language=language)
    told = {(f.figure.measure, f.figure.value): f.figure for f in propose_figures(passages, context) if f.figure}
    votes: Counter[int] = Counter()
    for figure in told.values():
        for number, vote in _editions_with(figure, reader.records):
            votes[number] += vote
    first, second = (*votes.most_common(2), (0, 0), (0, 0))[:2]
    if first[1] < _LEAST_VOTES or first[1] - second[1] < _LEAST_LEAD:
        return bibliography
    doubt = f"the text does not tell its edition; records give most of its figures for edition {first[0]}"
    found = Finding(first[0], "its figures, as records give them", Sureness.INFERRED)
    return replace(bibliography, edition=found, doubts=(*bibliography.doubts, doubt))


# A text that does not tell its edition is read as if it were on this one, so that "last year" is 49.
_ANY_EDITION = 50
_NEAR = frozenset({str(_ANY_EDITION - 1), str(_ANY_EDITION)})
# A figure votes 100, a precise one 150, shared among the editions that records have it of.
_LEAST_VOTES, _LEAST_LEAD = 150, 60
# Smaller counts are the same at several editions.
_LEAST_VOTING = 100


def _editions_with(figure: Figure, records: Sequence[Record]) -> Iterator[tuple[int, int]]:
    """The editions that a text with the figure may be on, as records have it, each with the weight of its vote."""
    is_small = abs(figure.value) < _LEAST_VOTING and figure.unit != "% growth"
    if figure.edition is None or figure.edition.key not in _NEAR or figure.of is not None or is_small:
        return
    stated = (f for record in records for f in record.figures if (f.measure, f.value) == (figure.measure, figure.value))
    editions = Counter(f.edition.first for f in stated if f.edition is not None and f.edition.first == f.edition.last)
    vote = 150 if digits(figure.value) > 2 else 100
    for number, count in editions.items():
        yield number + _ANY_EDITION - figure.edition.first, vote * count // editions.total()
