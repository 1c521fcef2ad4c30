"""What an import found in a capture as a `Proposal`, and what of it an editor should look at."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

from ciie.capturing.captures import Capture, Conflict, EventFinding, Layout, NameFindings, TopicFinding
from ciie.deriving.claims import Agreement
from ciie.deriving.likeness import Facts, StoryLikeness
from ciie.deriving.verdicts import compare, is_finer
from ciie.importing.bibliography import Bibliography
from ciie.importing.figures import MOST_READ, FigureFinding
from ciie.importing.placed_quantities import TextContext
from ciie.model.problems import Problem
from ciie.model.records import EditionSpan, Figure, Passage, Record
from ciie.model.values import Ref
from ciie.reading.stated_figures import find_figures
from ciie.text.glosses import read_as
from ciie.text.quantities import find_quantities

# The measure, the edition and the subject of a figure.
Claimed = tuple[str, EditionSpan | None, Ref | None]
# A list in a record holds at most this many (record_schema); the report has all.
MOST_FIGURES = 150
# More comments than that in a draft nobody reads; the report in JSON has all quantities.
MOST_LEFT_OVER = 60


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
    alike: tuple[StoryLikeness, ...]
    alike_captures: tuple[StoryLikeness, ...]
    conflicts: tuple[Conflict, ...]
    facts: Facts
    listed_edition: bool = False


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of one capture.

    Attributes:
        name: The capture as the command named it.
        proposal: What was read in it; None where it was refused.
        path: The draft's file, written now or by an earlier import of the same capture.
        is_new: Whether the draft was written now.
        problems: Why there is no draft.
    """

    name: str
    proposal: Proposal | None
    path: Path | None
    is_new: bool
    problems: tuple[Problem, ...] = ()


def doubtful_points(proposal: Proposal) -> tuple[str, ...]:
    """Everything inferred, mended, missing, contradicted or unknown; the same for the same capture and library."""
    off_topic = proposal.bibliography.off_topic
    points = [*([off_topic] if off_topic is not None else []), *proposal.bibliography.doubts]
    points += [f"mended in the text: {note}" for note in (*proposal.layout.mended, *proposal.capture.notes)]
    points += [f"the record {name} is of the same address already" for name in proposal.same_address]
    points += [f"tells the same story as {like.name}" for like in proposal.alike]
    points += [f"the numbers of the text behind the first {MOST_READ:,} were not read"] * (
        len(proposal.figures) >= MOST_READ
    )
    points += [f"two values of {kept.measure}: {kept.words!r} is in the record, {other.words!r} is not"
               for kept, other in proposal.clashes]  # fmt: skip
    for conflict in proposal.conflicts:
        stated = f"{conflict.stated.qualifier.value} {decimal_text(conflict.stated.value)}"
        points.append(
            f"{conflict.figure.words!r} differs from {stated} in {conflict.record} ({conflict.figure.measure})"
        )
    points += _headline_clashes(proposal)
    points += [f"the country {code} ({words}) is not in vocabulary/places.yml"
               for code, words in proposal.names.unknown_countries]  # fmt: skip
    names = proposal.names
    points += [f"not in vocabulary/people.yml: {name} ({role})" for name, role in names.unknown_people]
    points += [f"not in vocabulary/organisations.yml: {name} ({words})" for name, words in names.unknown_organisations]
    return tuple(points)


def left_over(proposal: Proposal) -> tuple[FigureFinding, ...]:
    """The quantities that are not among the record's figures, each once, at most `MOST_LEFT_OVER`."""
    chosen = {(figure.measure, figure.value) for figure in proposal.record_figures}
    rest = (f for f in proposal.figures if f.figure is None or (f.figure.measure, f.figure.value) not in chosen)
    kept = {found.words: found for found in reversed(tuple(rest))}
    return tuple(reversed(kept.values()))[:MOST_LEFT_OVER]


def _headline_clashes(proposal: Proposal) -> Iterator[str]:
    """Figures of the headline that the body gives otherwise: rounded, or wrong."""
    title = proposal.bibliography.title.value if proposal.bibliography.title is not None else ""
    body, gloss = [f.quantity for f in proposal.figures], read_as(title, proposal.bibliography.language.value)
    for quantity in find_quantities(gloss.text):
        alike = [q for q in body if q.unit == quantity.unit and abs(q.value - quantity.value) <= quantity.value / 20]
        if alike and all(q.value != quantity.value for q in alike):
            words = title[slice(*gloss.span(quantity.start, quantity.end))]
            yield f"the headline says {words}, the body {decimal_text(alike[0].value)}"


def decimal_text(value: Decimal) -> str:
    """`value` in plain digits, without an exponent or zeros behind the point."""
    return f"{value.normalize():f}"


def for_record(
    findings: Sequence[FigureFinding], passages: Sequence[str], context: TextContext
) -> tuple[tuple[Figure, ...], tuple[tuple[Figure, Figure], ...]]:
    """The figures that a record may hold, and pairs of figures that cannot both be true.

    A record has each claim once, in its finest words; they stand in the body, and the vocabulary has its edition.
    """
    clashes: list[tuple[Figure, Figure]] = []
    measures = context.vocabulary.measures
    texts = tuple(Passage(f"p{n}", text, n) for n, text in enumerate(passages, 1))
    kept: dict[Claimed, list[Figure]] = {}
    for finding in findings:
        place = texts[finding.place : finding.place + 1]
        if finding.figure is None or find_figures((finding.figure,), place, measures, context.language) == (None,):
            continue
        figure = _of_known_edition(finding.figure, context)
        same = kept.setdefault((figure.measure, figure.edition, figure.of), [])
        finer = next((at for at, known in enumerate(same) if is_finer(figure, known)), None)
        # A second, different count of the same thing is a part of it or a slip: the report has it, an editor decides.
        if finer is not None:
            same[finer] = figure
        elif same and compare(same[0], figure) is Agreement.DIFFER and not is_finer(same[0], figure):
            clashes.append((same[0], figure))
        elif not any(known.value == figure.value or is_finer(known, figure) for known in same):
            same += [figure] if len(same) < MOST_FIGURES else []
    return tuple(figure for same in kept.values() for figure in same)[:MOST_FIGURES], tuple(clashes)


def _of_known_edition(figure: Figure, context: TextContext) -> Figure:
    known = set(context.vocabulary.editions)
    is_known = figure.edition is None or all(str(n) in known for n in figure.edition.ordinals)
    return figure if is_known else replace(figure, edition=None)


def conflicts_with(figures: Sequence[Figure], records: Sequence[Record]) -> list[Conflict]:
    """The figures that records state otherwise, each with the record and what it states."""
    found = []
    for figure in figures:
        for record in records:
            for stated in record.figures:
                same = (stated.measure, stated.edition, stated.of) == (figure.measure, figure.edition, figure.of)
                if same and compare(figure, stated) is Agreement.DIFFER:
                    found.append(Conflict(figure, record.id, stated))
    return found
