"""Scores how `ciie import` reads saved pages and what it finds of their publication.

    PYTHONPATH=tests python -m bench.score_captures [RECORDS CAPTURES]

Without arguments: the pages made up in tests/capture_pages.yml. With two folders: the records of RECORDS (a folder like
articles/) against the captures of the same id in CAPTURES, which are read and go nowhere; headlines that a record says
are not printed, and dates that it says are estimated, are not scored there.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

import yaml

from ciie.capturing.capture_files import parse_capture
from ciie.capturing.captures import BODY, Sureness
from ciie.deriving.likeness import Shelf
from ciie.importing.bibliography import Bibliography
from ciie.importing.imports import Reader, read_proposal
from ciie.importing.proposals import Proposal
from ciie.importing.publishers import OutletFinder
from ciie.model.vocabulary import Vocabulary
from ciie.reading.vocabulary import read_vocabulary
from ciie.text.languages import fold
from ciie.text.names import names_of
from support.import_samples import placed_pdf, vocabulary
from support.project import PROJECT

PAGES = PROJECT / "tests" / "capture_pages.yml"
FIELDS = ("title", "date", "source", "authors", "edition", "off_topic")


@dataclass(frozen=True)
class SavedPage:
    """A page as read, and what an editor reads in it: by key what the record says, and lines that are text or not."""

    name: str
    told: Mapping[str, Any]
    proposal: Proposal

    @property
    def wrong(self) -> tuple[str, ...]:
        """The keys that an editor has to fill in or correct."""
        return tuple(field for field in FIELDS if found(self.proposal.bibliography, field) != _wanted(self.told, field))

    @property
    def calls_wrong_line_printed(self) -> bool:
        """Whether a line is called the printed headline that is none."""
        title = self.proposal.bibliography.title
        is_printed = title is not None and title.sureness is Sureness.PRINTED
        return is_printed and "title" in self.wrong

    @property
    def lines(self) -> Iterator[tuple[bool, bool]]:
        """Each line of `out` and `in`: whether it is furniture, and whether it was treated as what it is."""
        body = [piece.text for piece in self.proposal.layout.pieces if piece.kind in BODY]
        for is_out, key in ((True, "out"), (False, "in")):
            for start in self.told.get(key, ()):
                yield is_out, any(text.startswith(start) for text in body) is not is_out


def found(bibliography: Bibliography, field: str) -> object:
    """What the importer found for a key: text, a list of names, or None; a derived headline is none."""
    if field == "off_topic":
        return bibliography.off_topic is not None
    value = getattr(bibliography, field)
    if value is None or (field == "title" and value.sureness is Sureness.INFERRED):
        return None
    shown = {"date": "iso", "source": "id"}.get(field)
    return list(value.value) if field == "authors" else str(getattr(value.value, shown) if shown else value.value)


def _wanted(told: Mapping[str, Any], field: str) -> object:
    if field == "off_topic":
        return told.get(field) == "true"
    return told.get(field)


def made_up_pages() -> tuple[SavedPage, ...]:
    """The pages of capture_pages.yml, read without a record to compare them with."""
    reader = Reader(names_of(vocabulary()), OutletFinder(vocabulary()), ())
    rows = yaml.load(PAGES.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    return tuple(SavedPage(row["name"], row, _read(row["name"], _bytes(row), reader)) for row in rows)


def _bytes(row: Mapping[str, str]) -> bytes:
    if row.get("kind") != "print":
        return row["text"].encode(row.get("encoding", "utf-8"))
    lines = (line.split(" ", 3) for line in row["text"].splitlines())
    return placed_pdf([(int(size), int(left), int(height), text) for size, left, height, text in lines])


def _read(name: str, data: bytes, reader: Reader) -> Proposal:
    capture = parse_capture(name, data).value
    if capture is None:
        raise SystemExit(f"{name} cannot be read")
    return read_proposal(capture, reader, Shelf())


def field_pages(records: Path, captures: Path) -> Iterator[SavedPage]:
    """The captures that have a record of the same id, each with what the record says."""
    known: Vocabulary | None = read_vocabulary(records / "vocabulary", "vocabulary").value
    if known is None:
        raise SystemExit(f"{records} has no vocabulary")
    reader = Reader(names_of(known), OutletFinder(known), ())
    for path in sorted(captures.glob("*.txt")):
        record = next(records.glob(f"*/{path.stem}.md"), None)
        if record is None:
            continue
        told = yaml.load(record.read_text(encoding="utf-8").split("\n---\n")[0], Loader=yaml.BaseLoader)
        proposal = _read(path.stem, path.read_bytes(), reader)
        yield SavedPage(path.stem, _derivable(told, proposal.bibliography), proposal)


def _derivable(told: dict[str, Any], bibliography: Bibliography) -> dict[str, Any]:
    """What a record says that its page can tell: no headline of the editor's own, no estimated date."""
    kept: dict[str, Any] = {key: told[key] for key in FIELDS if key in told}
    kept["off_topic"] = "false"
    title = found(bibliography, "title")
    if "title_note" in told or fold(str(title)) == fold(told["title"]):
        kept["title"] = title
    if "estimated" in told.get("date_note", ""):
        kept["date"] = found(bibliography, "date")
    return kept


def scores(pages: Iterable[SavedPage]) -> dict[str, tuple[float, int]]:
    """The share that is right and of how many, by field; furniture kept out and text kept; edits a page."""
    every = tuple(pages)
    shares: dict[str, tuple[float, int]] = {}
    for field in FIELDS:
        asked = [page for page in every if _wanted(page.told, field) is not None]
        right = sum(field not in page.wrong for page in asked)
        shares[field] = (right / len(asked) if asked else 1.0, len(asked))
    lines = [line for page in every for line in page.lines]
    for name, is_out in (("furniture kept out", True), ("text kept", False)):
        done = [is_right for out, is_right in lines if out is is_out]
        shares[name] = (sum(done) / len(done) if done else 1.0, len(done))
    shares["wrong line called printed"] = (sum(page.calls_wrong_line_printed for page in every), len(every))
    shares["edits a page, median"] = (median(len(page.wrong) for page in every) if every else 0.0, len(every))
    return shares


def main() -> None:
    """Prints the scores and, page by page, what is wrong."""
    pages = tuple(field_pages(*map(Path, sys.argv[1:3]))) if len(sys.argv) > 2 else made_up_pages()
    for page in pages:
        for field in page.wrong:
            print(
                f"{page.name}: {field} {found(page.proposal.bibliography, field)!r}, not {_wanted(page.told, field)!r}"
            )
    for name, (share, count) in scores(pages).items():
        print(f"{name:28} {share:6.3f}   of {count}")


if __name__ == "__main__":
    main()
