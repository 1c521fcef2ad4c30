"""`ciie import`, stage by stage: capture, proposal, draft, file. No capture keeps another from its draft."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from ciie.importing.capture_files import read_capture
from ciie.importing.captures import Capture
from ciie.importing.drafts import Draft, capture_of, render_draft
from ciie.importing.likeness import Shelf, facts_of_record
from ciie.importing.lines import weight
from ciie.importing.outlet_names import OutletFinder
from ciie.importing.proposals import Proposal, Reader, read_proposal
from ciie.reading.library import Library
from ciie.reading.names import names_of
from ciie.words.model import Rights
from ciie.words.problems import Problem, problem

# Less is no article: a menu, a notice, a page that failed to load.
LEAST_WORDS = 10


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


@dataclass(frozen=True, slots=True)
class Destination:
    """Where drafts go: a folder, whether each goes into the folder of its year there, and their rights."""

    folder: Path
    by_year: bool
    rights: Rights


def import_captures(names: Iterable[str], library: Library, to: Destination, pasted: bytes = b"") -> Iterator[Imported]:
    """What becomes of each capture, in order; captures are compared with the library and with one another.

    The name "-" stands for the capture that was `pasted`.
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


def _import_one(capture: Capture, reader: Reader, shelf: Shelf, to: Destination) -> Imported:
    proposal = read_proposal(capture, reader, shelf)
    if sum(map(weight, proposal.layout.paragraphs)) < LEAST_WORDS:
        return _refused(capture, "capture-article", "no paragraph was found in it", "paste the article's text")
    draft = render_draft(proposal, to.rights)
    path = to.folder / draft.folder / draft.name if to.by_year else to.folder / draft.name
    earlier = _existing(path)
    if earlier is not None and capture_of(earlier) == capture.sha256:
        return Imported(capture.name, proposal, path, is_new=False)
    if earlier is not None:
        message = f"{path.as_posix()} is there already, and was made from another capture or by hand"
        return _refused(capture, "capture-imported", message, "compare the two, or name another folder with --into")
    try:
        _write(path, draft)
    except OSError as error:
        message = f"{path.as_posix()} cannot be written: {error.strerror}"
        return _refused(capture, "capture-into", message, "name another folder with --into")
    return Imported(capture.name, proposal, path, is_new=True)


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


def first_line(found: Problem) -> str:
    """A refused capture in one line."""
    return "".join(c if c.isprintable() else "?" for c in f"{found.path}: {found.message}; {found.hint}")
