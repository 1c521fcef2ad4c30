"""Scores what `ciie import` finds in texts and what of it reaches the draft, by language.

    PYTHONPATH=tests python -m bench.score_pages [RECORDS CAPTURES [ACCEPTED]]

Without arguments: a table of all pages made up in tests/import_pages.yml and tests/capture_pages.yml. With two folders:
the records of RECORDS (a folder like articles/) against drafts of the captures of the same id in CAPTURES, which are
read and go nowhere; each is read as if its own record were not there. A record states what its editor chose, so that
its scores are lower bounds. ACCEPTED is a YAML file that says, by id, which figures a capture states besides its
record, as in import_pages.yml; only those that a draft has count, on both sides.
"""

from __future__ import annotations

import datetime as dt
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from statistics import median
from typing import Any

import yaml

from bench import score_captures
from ciie.capturing.capture_files import parse_capture, read_capture
from ciie.capturing.captures import Capture
from ciie.deriving.likeness import Shelf
from ciie.importing.imports import Reader, read_proposal
from ciie.importing.proposals import Proposal
from ciie.importing.publishers import OutletFinder
from ciie.model.kinds import PlaceKind
from ciie.model.records import Figure, Record
from ciie.model.vocabulary import Vocabulary
from ciie.pipeline import PROJECT, read_collection
from ciie.reading.vocabulary import read_vocabulary
from ciie.text.names import names_of
from support.project import FIVE

PAGES = PROJECT / "tests" / "import_pages.yml"
FIELDS = (
    "found by value",
    "in the draft by value",
    "with edition",
    "with measure",
    "with subject",
    "countries",
    "edition",
)
Told = tuple[str, Decimal, str, str]


@dataclass(frozen=True)
class Page:
    """A text as read, and what an editor reads in it; a figure is a measure, a value, an edition and a subject."""

    name: str
    language: str
    proposal: Proposal
    figures: tuple[Told, ...]
    countries: frozenset[str]
    edition: str


@dataclass(frozen=True)
class Shares:
    """What was found of what is there: how many were right, how many there are, and how many were given."""

    right: int
    there: int
    given: int

    @property
    def recall(self) -> float:
        """The share of what is there that was found; 1 where nothing is."""
        return self.right / self.there if self.there else 1.0

    @property
    def precision(self) -> float:
        """The share of what was given that is there; 1 where nothing was given."""
        return self.right / self.given if self.given else 1.0


def made_up_pages() -> Iterator[Page]:
    """The pages of tests/import_pages.yml, read with the vocabulary of the five records."""
    vocabulary = read_vocabulary(FIVE / "vocabulary", "vocabulary").value
    assert vocabulary is not None
    rows: list[dict[str, Any]] = yaml.load(PAGES.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    for row in rows:
        capture = parse_capture(row["name"], row["text"].encode()).value
        assert capture is not None
        figures = tuple(_told(written) for written in row["figures"])
        proposal = _read(capture, vocabulary)
        yield Page(row["name"], row["language"], proposal, figures, frozenset(row["countries"]), row["edition"])


def recorded_pages(records: Path, captures: Path, accepted: Path | None = None) -> Iterator[Page]:
    """The captures that a record was written of, with what it states, and of the `accepted` figures those drafted."""
    also = yaml.load(accepted.read_text(encoding="utf-8"), Loader=yaml.BaseLoader) if accepted is not None else {}
    library = read_collection(records, dt.date(2100, 1, 1))
    lands = _countries(library.vocabulary)
    for record in library.records:
        path = captures / f"{record.id}.txt"
        capture = read_capture(str(path)).value if path.exists() else None
        if capture is not None:
            figures = tuple(map(_of_figure, record.figures))
            edition = record.edition.key if record.edition is not None else ""
            told = frozenset(record.places) & lands
            others = tuple(other for other in library.records if other is not record)
            proposal = _read(capture, library.vocabulary, others)
            drafted = Counter(map(_of_figure, proposal.record_figures)) - Counter(figures)
            figures += tuple(told for told in map(_told, also.get(record.id, ())) if told in drafted)
            yield Page(record.id, record.language, proposal, figures, told, edition)


def score(pages: Iterable[Page]) -> dict[str, Shares]:
    """The shares of all `FIELDS` over `pages`."""
    totals: dict[str, Counter[str]] = {field: Counter() for field in FIELDS}
    for page in pages:
        for field, (there, given) in _fields(page).items():
            totals[field] += Counter(right=(there & given).total(), there=there.total(), given=given.total())
    return {field: Shares(count["right"], count["there"], count["given"]) for field, count in totals.items()}


def _fields(page: Page) -> dict[str, tuple[Counter[Any], Counter[Any]]]:
    mine = [_of_figure(figure) for figure in page.proposal.record_figures]
    found = Counter(abs(f.quantity.value) for f in page.proposal.figures)
    values = Counter(abs(value) for _, value, _, _ in page.figures)
    lands = {place for place, _ in page.proposal.names.places} & _LANDS
    edition = page.proposal.bibliography.edition
    own = str(edition.value) if edition is not None else ""
    return {
        "found by value": (values, found),
        "in the draft by value": (Counter(t[1] for t in page.figures), Counter(t[1] for t in mine)),
        "with edition": (Counter(t[1:3] for t in page.figures), Counter(t[1:3] for t in mine)),
        "with measure": (Counter(t[:3] for t in page.figures), Counter(t[:3] for t in mine)),
        "with subject": (Counter(page.figures), Counter(mine)),
        "countries": (Counter(page.countries), Counter(lands)),
        "edition": (Counter([page.edition]), Counter([own] if own else [])),
    }


_LANDS: set[str] = set()


def _countries(vocabulary: Vocabulary) -> frozenset[str]:
    lands = frozenset(p.id for p in vocabulary.places.values() if p.kind is PlaceKind.COUNTRY)
    _LANDS.update(lands)
    return lands


def _read(capture: Capture, vocabulary: Vocabulary, records: tuple[Record, ...] = ()) -> Proposal:
    _countries(vocabulary)
    return read_proposal(capture, Reader(names_of(vocabulary), OutletFinder(vocabulary), records), Shelf())


def _of_figure(figure: Figure) -> Told:
    edition, of = figure.edition, figure.of
    return figure.measure, figure.value, edition.key if edition else "", of.id if of else ""


def edits(page: Page) -> int:
    """How many figures and countries an editor has to add, to correct or to delete in a draft, and its edition."""
    fields = _fields(page)
    return sum(
        max((there - given).total(), (given - there).total())
        for there, given in (fields[name] for name in ("with subject", "countries", "edition"))
    )


def _told(written: str) -> Told:
    claim, _, of = written.partition(" of ")
    measure, value, edition = (*claim.split(), "")[:3]
    return measure, Decimal(value), edition, of


def table() -> Iterator[tuple[str, str, str]]:
    """What is asked of an import, the goal, and what it reaches over all made-up pages."""
    saved, read = tuple(score_captures.made_up_pages()), tuple(made_up_pages())
    fields, shares = score_captures.scores(saved), score(read)
    yield "pages", "40", f"{len(saved) + len(read)} in {len(_languages(saved, read))} languages"
    for name, key, goal in FIELD_GOALS:
        share, count = fields[key]
        yield name, goal, f"{share:.3f} of {count}"
    for name, key, goal in SHARE_GOALS:
        found = shares[key]
        yield name, goal, f"{found.recall:.3f}/{found.precision:.3f} of {found.there}"
    counts = [*(len(page.wrong) for page in saved), *map(edits, read)]
    yield "edits until right, median (most)", "4", f"{median(counts)} ({max(counts)})"


FIELD_GOALS = (
    ("title", "title", ".95"),
    ("a wrong line called printed", "wrong line called printed", "0"),
    ("date", "date", ".95"),
    ("outlet", "source", ".95"),
    ("authors", "authors", ".9"),
    ("edition", "edition", ".98"),
    ("off topic, and told so", "off_topic", "1"),
    ("furniture kept out", "furniture kept out", ".98"),
    ("text kept", "text kept", "1"),
)
SHARE_GOALS = (
    ("figures found, by value, recall/precision", "found by value", ".95"),
    ("figures in the draft, by value", "in the draft by value", ".90"),
    ("figures in the draft, value and edition", "with edition", ".90"),
    ("figures in the draft, all of it right", "with subject", ".85"),
    ("countries in the draft", "countries", ".99"),
)


def _languages(saved: Iterable[score_captures.SavedPage], read: Iterable[Page]) -> set[str]:
    found = {page.proposal.bibliography.language.value for page in saved} | {page.language for page in read}
    return {code.split("-")[0] for code in found}


def main() -> None:
    """Prints the table; or for recorded pages the shares of each field, for all of them and for each language."""
    if len(sys.argv) < 3:
        for name, goal, reached in table():
            print(f"{name:44} {goal:>5}   {reached}")
        return
    pages = list(recorded_pages(*map(Path, sys.argv[1:4])))
    languages = sorted({page.language for page in pages})
    for title, chosen in (("all", pages), *((code, [p for p in pages if p.language == code]) for code in languages)):
        print(f"{title}: {len(chosen)} pages, {median(map(edits, chosen))} edits a page, median")
        for field, shares in score(chosen).items():
            print(f"  {field:24} {shares.right:4} of {shares.there:4}, {shares.given:4} given"
                  f"   recall {shares.recall:.3f}   precision {shares.precision:.3f}")  # fmt: skip


if __name__ == "__main__":
    main()
