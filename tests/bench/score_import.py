"""Scores `ciie import` on the captures of the first sources against their reading by hand.

    PYTHONPATH=tests python -m bench.score_import SOURCES [GOLD]

SOURCES is the folder of captures; GOLD the file gold.json (default: ../reference/gold.json beside it). Prints one line
a field: how many were right of how many, recall and precision. The measures of figures are those of the reviewed
records in tests/five/, which gold.json has no names for.
"""

from __future__ import annotations

import datetime as dt
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

from ciie.capturing.capture_files import read_capture
from ciie.capturing.captures import BODY, PieceKind
from ciie.deriving.likeness import Shelf, facts_of_record
from ciie.importing.imports import Reader, read_proposal
from ciie.importing.names_and_topics import find_countries
from ciie.importing.proposals import Proposal
from ciie.importing.publishers import OutletFinder
from ciie.model.library import Library
from ciie.model.records import Record
from ciie.pipeline import read_collection
from ciie.text.names import names_of
from support.project import FIVE


@dataclass(frozen=True)
class Score:
    """One field's count: how many expected values were found, how many were expected, how many were given."""

    field: str
    found: int
    expected: int
    given: int

    @property
    def recall(self) -> float:
        """The share of expected values that were found; 1 where none was expected."""
        return self.found / self.expected if self.expected else 1.0

    @property
    def precision(self) -> float:
        """The share of given values that were expected; 1 where none was given."""
        return self.found / self.given if self.given else 1.0


@dataclass(frozen=True)
class Case:
    """A capture as read, its reading by hand, and the reviewed record of the same source."""

    proposal: Proposal
    gold: dict[str, Any]
    record: Record


def score(sources: Path, gold_file: Path) -> tuple[Score, ...]:
    """The scores of all fields over all captures of `sources` that `gold_file` has."""
    gold = json.loads(gold_file.read_text(encoding="utf-8"))
    library = read_collection(FIVE, dt.date(2100, 1, 1))
    names = names_of(library.vocabulary)
    reader = Reader(names, OutletFinder(library.vocabulary), library.records)
    shelf = Shelf(facts_of_record(record, names.finder) for record in library.records)
    cases = []
    for name, seed in gold["seeds"].items():
        capture = read_capture(str(sources / name)).value
        if capture is None:
            raise SystemExit(f"{sources / name} cannot be read")
        cases.append(Case(read_proposal(capture, reader, shelf), seed, _record_of(seed, library)))
    return (*_bibliography(cases), *_lines(cases), *_figures(cases), *_names(cases, reader), *_rest(cases, gold))


def _record_of(seed: dict[str, Any], library: Library) -> Record:
    day = (seed["date"]["value"] or seed["date"]["estimate"])[:10]
    return next(record for record in library.records if record.date.iso == day)


def _bibliography(cases: list[Case]) -> Iterator[Score]:
    count = len(cases)
    found = [case.proposal.bibliography for case in cases]
    title = sum(
        b.title is not None and b.title.value == c.gold["title"]["show"] for b, c in zip(found, cases, strict=True)
    )
    yield Score("title", title, count, count)
    date = sum(
        b.date is not None and bool(b.date.evidence) and b.date.value == c.record.date
        for b, c in zip(found, cases, strict=True)
    )
    yield Score("date, with evidence", date, count, count)
    outlet = sum(
        b.source is not None and b.source.value.id == c.record.source for b, c in zip(found, cases, strict=True)
    )
    yield Score("outlet", outlet, count, sum(b.source is not None for b in found))
    authors = [set(b.authors.value if b.authors else ()) for b in found]
    yield _sets("authors", [set(c.gold["authors"]) for c in cases], authors)


def _lines(cases: list[Case]) -> Iterator[Score]:
    removed = kept = furniture = body = captions = found_captions = given = 0
    for case in cases:
        unwanted = [*case.gold.get("furniture", ()), *case.gold.get("metadata_lines", ())]
        starts = tuple(dict.fromkeys(unwanted))
        own = (*starts, *case.gold.get("prefix_to_strip", ()))
        pieces = case.proposal.layout.pieces
        furniture += len(starts)
        removed += sum(all(not p.text.startswith(s) for p in pieces if p.kind in BODY) for s in starts)
        articles = [p for p in pieces if not p.text.startswith(own) and p.kind is not PieceKind.STAMP]
        standfirst = case.gold.get("standfirst", "-").removesuffix(" ...")
        expected = [p for p in articles if p.kind is not PieceKind.TITLE and not p.text.startswith(standfirst)]
        body += len(expected)
        kept += sum(p.kind in BODY for p in expected)
        told = [c["starts"] for c in case.gold["captions"]]
        mine = [p.text for p in case.proposal.layout.of(PieceKind.CAPTION)]
        captions += len(told)
        given += len(mine)
        found_captions += sum(any(text.startswith(start) for text in mine) for start in told)
    yield Score("furniture lines removed", removed, furniture, furniture)
    yield Score("body lines kept", kept, body, body)
    yield Score("captions", found_captions, captions, given)


def _figures(cases: list[Case]) -> Iterator[Score]:
    told = [{str(float(f["value"])) for f in c.gold["figures"]} for c in cases]
    mine = [{str(float(f.quantity.value)) for f in c.proposal.figures} for c in cases]
    yield _sets("figures by value", told, mine)
    stated = [{(float(f.value), f.measure, f.edition, f.of) for f in c.record.figures} for c in cases]
    proposed = [{(float(f.value), f.measure, f.edition, f.of) for f in c.proposal.record_figures} for c in cases]
    bare = [{item[:3] for item in items} for items in stated], [{item[:3] for item in items} for items in proposed]
    yield _sets("figures by value, measure, edition", *bare)
    yield _sets("figures by value, measure, edition, of", stated, proposed)


def _names(cases: list[Case], reader: Reader) -> Iterator[Score]:
    countries = [
        {found.code.upper() for p in c.proposal.layout.body for found in find_countries(p.text)} for c in cases
    ]
    yield _sets("countries", [set(c.gold["countries"]) for c in cases], countries)
    for kind in ("organisations", "people"):
        wanted = [{_id(kind, _name(item), reader) for item in c.gold[kind]} for c in cases]
        given = [{_id_of(item) for item, _ in getattr(c.proposal.names, kind)} for c in cases]
        yield _sets(kind, wanted, given)
    places = [set(c.record.places) for c in cases]
    yield _sets("places", places, [{name for name, _ in c.proposal.names.places} for c in cases])


def _rest(cases: list[Case], gold: dict[str, Any]) -> Iterator[Score]:
    yield _sets("topics", [set(c.record.topics) for c in cases], [{t.id for t in c.proposal.topics} for c in cases])
    told = [{event["date"] for event in c.gold["events"]} for c in cases]
    yield _sets("events by date", told, [{f.event.date.iso for f in c.proposal.events} for c in cases])
    same = {tuple(r["pair"]) for r in gold["related"] if r["kind"].startswith("paraphrase")}
    found = set()
    for left, right in combinations(cases, 2):
        like = Shelf([left.proposal.facts]).compare(right.proposal.facts)
        if like and like[0].is_same_story:
            found.add((_number(left), _number(right)))
    yield Score("pairs of one story", len(found & same), len(same), len(found))


def _sets(field: str, told: list[set[Any]], mine: list[set[Any]]) -> Score:
    found = sum(len(a & b) for a, b in zip(told, mine, strict=True))
    return Score(field, found, sum(map(len, told)), sum(map(len, mine)))


def _number(case: Case) -> str:
    return Path(case.proposal.capture.name).name[:3]


def _name(item: Any) -> str:
    return str(item["name"] if isinstance(item, dict) else item)


def _id_of(item: Any) -> str:
    return item if isinstance(item, str) else str(item.id)


def _id(kind: str, name: str, reader: Reader) -> str:
    """The vocabulary's id for a name of the reading by hand, or the name itself."""
    for found in reader.names.finder.find_longest(name):
        for owner, id_ in found.refs:
            if owner == kind:
                return id_
    return name


def main() -> None:
    """Prints the scores."""
    sources = Path(sys.argv[1])
    gold = Path(sys.argv[2]) if len(sys.argv) > 2 else sources.parent / "reference" / "gold.json"
    for each in score(sources, gold):
        print(f"{each.field:40} {each.found:3} of {each.expected:3}, {each.given:3} given"
              f"   recall {each.recall:.3f}   precision {each.precision:.3f}")  # fmt: skip


if __name__ == "__main__":
    main()
