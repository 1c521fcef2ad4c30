"""A proposal as a record's text: the same bytes for the same capture.

Keys stand in the order of the schema. Doubtful points are comments that an editor deletes. A required key that the
capture does not answer is there, empty, so that `ciie check` names it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass

from ciie.capturing.captures import Finding, OutletName, Piece, PieceKind, Sureness
from ciie.capturing.datelines import without_dateline
from ciie.importing.figures import FigureFinding
from ciie.importing.proposals import Proposal, decimal_text, doubtful_points, left_over
from ciie.model.records import Event, Figure, Mention, Qualifier, Rights
from ciie.reading import unedited
from ciie.reading.bodies import passages
from ciie.reading.keys import LONGEST_TEXT
from ciie.text.markdown import emphasised, escape_prose, prose_heading, prose_item
from ciie.text.sentences import find_sentences

UNDATED = "undated"
LONGEST_SLUG = 60
MOST_LISTED = 200
MOST_AUTHORS = 40
# Of 600 characters at most each: with what else a draft may hold, it stays below the largest front matter.
MOST_POINTS = 40


@dataclass(frozen=True, slots=True)
class Draft:
    """A record to be: its file's name, the year's folder it belongs in, and its text."""

    name: str
    folder: str
    text: str


def render_draft(proposal: Proposal, rights: Rights) -> Draft:
    """The draft of `proposal`, for publication on the ground of `rights`."""
    date = proposal.bibliography.date
    body = render_body(proposal.layout.body)
    plain = " ".join(passage.text for passage in passages(body, 1))
    made = _text("draft", unedited.fingerprint(plain, _summary(proposal)))
    front = "\n".join([*_comments(proposal), *_keys(proposal, rights), made])
    text = f"---\n{front}\n---\n\n{body}"
    folder = str(date.value.first.year) if date is not None else UNDATED
    return Draft(f"{draft_id(proposal)}.md", folder, text)


def render_body(pieces: tuple[Piece, ...]) -> str:
    """The article as Markdown that shows its words as they are."""
    blocks: list[str] = []
    last: PieceKind | None = None
    for piece in pieces:
        if not piece.text.split():
            continue
        if piece.kind is PieceKind.ITEM and last is PieceKind.ITEM:
            blocks[-1] += f"\n{prose_item(piece.text)}"
        else:
            blocks.append(_block(piece))
        last = piece.kind
    return "\n\n".join(blocks) + "\n"


def draft_id(proposal: Proposal) -> str:
    """The draft's file name without ".md": date, outlet and slug, as far as they are known."""
    found = proposal.bibliography
    parts = [found.date.value.iso if found.date is not None else UNDATED]
    parts += [found.source.value.id] if found.source is not None else []
    return "-".join([*parts, _slug(proposal)])


def capture_of(text: str) -> str | None:
    """The SHA-256 of the capture that a draft says it was made from; None where it no longer says so."""
    lines = text.split("\n", 40)[:40]
    return next(
        (
            line.removeprefix(unedited.CAPTURE_COMMENT).strip()
            for line in lines
            if line.startswith(unedited.CAPTURE_COMMENT)
        ),
        None,
    )


def _slug(proposal: Proposal) -> str:
    from slugify import slugify  # noqa: PLC0415, 0.02 s that `check` need not wait

    title = proposal.bibliography.title.value if proposal.bibliography.title is not None else ""
    # A Chinese title makes a long slug of syllables; a short digest of it stays the same and says as much.
    latin = "".join(c if c < "\u2e80" else " " for c in title)
    if sum(c.isalpha() for c in latin) < max(3, sum(c >= "\u2e80" for c in title)):
        return hashlib.sha256((title or proposal.capture.sha256).encode()).hexdigest()[:6]
    return slugify(latin, max_length=LONGEST_SLUG, word_boundary=True) or proposal.capture.sha256[:6]


def _block(piece: Piece) -> str:
    if piece.kind is PieceKind.SUBHEAD:
        return prose_heading(piece.text, piece.level)
    if piece.kind is PieceKind.ITEM:
        return prose_item(piece.text)
    return emphasised(piece.text) if piece.kind is PieceKind.CAPTION else escape_prose(piece.text)


def _comments(proposal: Proposal) -> Iterator[str]:
    yield f"{unedited.CAPTURE_COMMENT}{proposal.capture.sha256}"
    yield unedited.DRAFT_COMMENT
    points = doubtful_points(proposal)
    yield from map(_comment, points[:MOST_POINTS])
    if len(points) > MOST_POINTS:
        yield _comment(f"{len(points) - MOST_POINTS:,} more points that the report of the import lists")


def _comment(text: str) -> str:
    return f"{unedited.POINT_COMMENT}{' '.join(text.split())[:600]}"


def _keys(proposal: Proposal, rights: Rights) -> Iterator[str]:
    found = proposal.bibliography
    yield _text("title", found.title.value) if found.title else f"title:  {unedited.TITLE_COMMENT}"
    if found.title is not None and found.title.sureness is Sureness.INFERRED:
        yield _text("title_note", f"{found.title.evidence}; the headline of the source is to be confirmed")
    yield from [_text("title_en", found.title_en)] if found.title_en else []
    yield f"date: {found.date.value.iso}" if found.date else f"date:  {unedited.DATE_COMMENT}"
    if found.date is not None and found.date.sureness in {Sureness.INFERRED, Sureness.ADDRESS}:
        yield _text("date_note", found.date.evidence)
    yield _source(found.source)
    if found.source is not None and found.source.sureness is Sureness.INFERRED and found.source.value.is_listed:
        yield _text("source_note", _noted(found.source.evidence))
    via = [outlet.value.id for outlet in found.via if outlet.value.is_listed]
    yield from [_ids("via", via)] if via else []
    yield from [_text("url", found.address.value)] if found.address else []
    yield from [_text("archive", found.archive)] if found.archive else []
    if found.authors is not None:
        yield f"authors: [{', '.join(_quoted(name) for name in found.authors.value[:MOST_AUTHORS])}]"
    yield f"language: {found.language.value}"
    if found.translated_from is not None:
        yield f"translated_from: {found.translated_from.value[0]}\ntranslation: {found.translated_from.value[1]}"
    yield from _edition(proposal)
    yield from [f"genre: {found.genre}"] if found.genre else []
    topics = [topic.id for topic in proposal.topics]
    yield _ids("topics", topics) if topics else f"topics:  {unedited.TOPICS_COMMENT}"
    yield f"rights: {rights.value}"
    yield f"{_text('summary', _summary(proposal))}  {unedited.REWRITE_COMMENT}"
    yield from _knowledge(proposal)


def _noted(evidence: str) -> str:
    return evidence if evidence.startswith("inferred") else f"inferred: {evidence}"


def _source(source: Finding[OutletName] | None) -> str:
    if source is None:
        return f"source:  {unedited.SOURCE_COMMENT}"
    if not source.value.is_listed:
        return (
            f"source:  # {source.value.id}{unedited.ONCE_LISTED}outlets.yml has {' '.join(source.value.name.split())}"
        )
    return f"source: {source.value.id}"


def _edition(proposal: Proposal) -> Iterator[str]:
    """The edition; an ordinal that the vocabulary lacks is told as a comment."""
    edition = proposal.bibliography.edition
    if edition is None:
        return
    listed = proposal.listed_edition
    yield (
        f"edition: {edition.value}"
        if listed
        else f"# edition: {edition.value}{unedited.ONCE_LISTED}editions.yml has it"
    )


def _summary(proposal: Proposal) -> str:
    lead = proposal.bibliography.standfirst
    if lead is None:
        paragraphs = proposal.layout.of(PieceKind.PARAGRAPH, PieceKind.ITEM)
        first = next(find_sentences(without_dateline(paragraphs[0].text)), None) if paragraphs else None
        lead = first.text if first is not None else ""
    return lead or "…"


def _knowledge(proposal: Proposal) -> Iterator[str]:
    names = proposal.names
    for key, found in (("organisations", names.organisations), ("places", names.places)):
        ids = [name for name, _ in found][:MOST_LISTED]
        if key == "places" and names.people:
            yield "people:"
            yield from (_mention(mention) for mention, _ in names.people[:MOST_LISTED])
        yield from [_ids(key, ids)] if ids else []
    yield from _figures(proposal)
    if proposal.events:
        yield "events:"
        yield from (_event(found.event) for found in proposal.events)


def _figures(proposal: Proposal) -> Iterator[str]:
    """The figures; below them what else is counted, each as a line that lacks at most its measure."""
    rest = left_over(proposal)
    if proposal.record_figures:
        yield "figures:"
        yield from map(_figure, proposal.record_figures)
    elif rest:
        yield unedited.FIGURES_COMMENT
    if rest:
        yield unedited.NO_MEASURE_COMMENT
        yield from map(_left_over, rest)


def _left_over(finding: FigureFinding) -> str:
    quantity = finding.quantity
    measure = finding.figure.measure if finding.figure is not None else "…"
    parts = [f"measure: {measure}", f"value: {decimal_text(quantity.value)}", f"unit: {_plain(quantity.unit or '…')}"]
    parts += [f"qualifier: {quantity.qualifier.value}"]
    parts += [f"edition: {finding.edition.key}"] if finding.edition else []
    rivals = f"{' or '.join(finding.rivals)}?" if finding.rivals else ""
    maybe = f"  # {' '.join(filter(None, (rivals, finding.doubt)))}" if rivals else ""
    return f"{unedited.LINE_COMMENT}{{{', '.join(parts)}, as: {_quoted(finding.words)}}}{maybe}"


def _mention(mention: Mention) -> str:
    role = f", role: {_quoted(mention.role)}" if mention.role else ""
    of = f", of: {mention.of.id}" if mention.of else ""
    return f"  - {{id: {mention.id}{role}{of}}}"


def _figure(figure: Figure) -> str:
    parts = [f"measure: {figure.measure}", f"value: {decimal_text(figure.value)}", f"unit: {_plain(figure.unit)}"]
    parts += [f"qualifier: {(figure.qualifier or Qualifier.EXACT).value}"]
    parts += [f"edition: {figure.edition.key}"] if figure.edition else []
    parts += [f"status: {figure.status.value}"] if figure.status else []
    parts += [f"of: {figure.of.id}"] if figure.of else []
    parts += [f"as: {_quoted(figure.words)}"] if figure.words else []
    return f"  - {{{', '.join(parts)}}}"


def _event(event: Event) -> str:
    words = f", as: {_quoted(event.words)}" if event.words else ""
    return f"  - {{date: {event.date.iso}, what: {_quoted(event.what)}{words}}}"


def _text(key: str, value: str) -> str:
    return f"{key}: {_quoted(value)}"


def _ids(key: str, ids: list[str]) -> str:
    return f"{key}: [{', '.join(ids)}]"


def _plain(unit: str) -> str:
    return unit if all(c.isalnum() or c in " -…" for c in unit) else _quoted(unit)


def _quoted(value: str) -> str:
    """`value` as a text of YAML in double quotes, on one line, at most as long as a record allows."""
    text = " ".join(value.split())
    if len(text) > LONGEST_TEXT:
        text = f"{text[: LONGEST_TEXT - 1].rsplit(' ', 1)[0]}…"
    return json.dumps(text, ensure_ascii=False)
