"""Hostile and broken files (tests/hostile_files.yml): each is refused with place, rule and hint, or shown as it is.

Every one goes through all that reads a file: check, pages, import, diff, fixing and renaming. None stops any of them.
"""

from __future__ import annotations

import datetime as dt
import re
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pytest

from ciie.deriving.derivation import derive
from ciie.editing.moves import rename_record
from ciie.importing.imports import Destination, import_captures
from ciie.model.library import Library
from ciie.model.problems import CiieError
from ciie.model.records import Rights
from ciie.pipeline import compare_with, fix_records, generated_files, read_collection
from support.import_samples import empty_library, rows
from support.rendering import Outline, page
from support.samples import RECORD_ID, RECORD_PATH, RECORD_TEXT, write_articles

TODAY = dt.date(2026, 11, 21)
OTHER = "2023-11-16-shine-other"
HEAD, BODY = RECORD_TEXT.rsplit("---\n", 1)
REPEATED = re.compile(r"\{([^{}]+?|\{)\*(\d{3,})\}", re.S)


@dataclass(frozen=True)
class Hostile:
    """A text, where it stands, and the rule that refuses it: "" where none does, "*" where it may be one or another."""

    kind: str
    place: str
    text: str
    rule: str

    def write(self, folder: Path) -> Path:
        """A folder of records with this one among them."""
        files = {f"2023/{OTHER}.md": RECORD_TEXT.replace("Results", "More results")}
        path, data = self._file()
        if self.place == "list":
            files[f"vocabulary/{self.kind}.yml"] = data.decode()
        articles = write_articles(folder, files)
        target = articles / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
        return articles

    def _file(self) -> tuple[str, bytes]:
        where, text = self.place, self.text
        if where == "name":
            return f"2023/{text}", RECORD_TEXT.encode()
        if where == "list":
            return f"vocabulary/{self.kind}.yml", f"- {text}\n".encode()
        if where == "bytes":
            return RECORD_PATH, RECORD_TEXT.replace("Sellers", "进博会 買家 пришли").encode(text, errors="replace")
        made = {
            "file": text.replace("{good}", RECORD_TEXT),
            "head": f"{HEAD}{text}\n---\n{BODY}",
            "body": f"{RECORD_TEXT}\n{text}\n",
            "key": re.sub(rf"^{self.kind}: .*$", lambda _: f'{self.kind}: "{text}"', HEAD, flags=re.M) + f"---\n{BODY}",
        }[where]
        if where == "key" and f"{self.kind}:" not in HEAD:
            made = f'{HEAD}{self.kind}: "{text}"\n---\n{BODY}'
        return RECORD_PATH, made.encode("utf-8", "surrogatepass")


def _whole(text: str) -> str:
    return REPEATED.sub(lambda match: match[1] * int(match[2]), text)


CORPUS = [
    pytest.param(Hostile(kind, place, _whole(text), row["rule"]), id=f"{row['class']}-{number}")
    for row in rows("hostile_files.yml")
    for place, _, kind in [row["in"].partition(" ")]
    for number, text in enumerate(row["texts"], 1)
]


@pytest.fixture(params=CORPUS)
def hostile(request: pytest.FixtureRequest) -> Hostile:
    found: Hostile = request.param
    return found


def test_check_and_pages(hostile: Hostile, tmp_path: Path) -> None:
    """A file that is refused says where and why and what to do; one that is accepted is published with its text."""
    library = read_collection(hostile.write(tmp_path / "articles"), TODAY)
    rules = {problem.rule for problem in library.errors}

    assert all(problem.hint and problem.line and problem.path for problem in library.problems)
    if hostile.rule == "":
        assert rules == set()
        assert_shown(library, hostile)
    elif hostile.rule == "*":
        assert library.problems
    else:
        assert hostile.rule in {problem.rule for problem in library.problems}


def assert_shown(library: Library, hostile: Hostile) -> None:
    """The record's page has each of its passages, whatever is in them."""
    pages = {made.path: made.text for made in generated_files(derive(library))}
    path = f"articles/{RECORD_ID}.md"
    shown = Outline(page(pages[path], path, (*pages, "about.md", "contribute.md", "search.md")).content or "").text
    record = next(each for each in library.records if each.id == RECORD_ID)
    for passage in record.passages:
        assert " ".join(passage.text.split()) in shown, hostile


def test_import(hostile: Hostile, tmp_path: Path) -> None:
    """As captures they become drafts or are refused."""
    folder = hostile.write(tmp_path / "articles")
    names = [str(path) for path in sorted(folder.rglob("*")) if path.is_file() and path.parent.name != "vocabulary"]
    to = Destination(tmp_path / "drafts", by_year=False, rights=Rights.UNREVIEWED)

    done = list(import_captures(names, empty_library(), to))

    assert len(done) == len(names)
    assert all(each.proposal is not None or each.problems for each in done)


def test_editing(hostile: Hostile, tmp_path: Path) -> None:
    """They can be compared with what was before, fixed, and stand beside a record that is renamed; or say why not."""
    before = write_articles(tmp_path / "before")
    articles = hostile.write(tmp_path / "articles")

    compare_with(str(before), articles, TODAY)
    fix_records(articles, lambda path: True)
    compare_with(str(before), articles, TODAY)
    with suppress(CiieError):
        rename_record(articles, OTHER, "2023-11-16-shine-another")
