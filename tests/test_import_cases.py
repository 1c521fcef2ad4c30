"""Captures of every tricky shape, each with the draft that it should become (tests/captures/<case>/draft.md)."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ciie.importing.imports import Destination, import_captures
from ciie.model.records import Rights
from ciie.reading.records import read_record, reading_context
from ciie.text.names import names_of
from support.import_samples import CASES, TODAY, empty_library, vocabulary

FOLDERS = sorted(path for path in CASES.iterdir() if path.name[:1].isdigit())


def imported(folder: Path, into: Path) -> Path:
    """The draft of the one capture in `folder`."""
    source = next(folder.glob("capture.*"))
    to = Destination(into, by_year=False, rights=Rights.PERMISSION)
    (done,) = import_captures([str(source)], empty_library(), to)
    assert done.path is not None, done.problems
    return done.path


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda path: path.name)
def test_draft_of_each_capture(folder: Path, tmp_path: Path) -> None:
    """Each capture becomes its draft, byte for byte."""
    assert imported(folder, tmp_path).read_text(encoding="utf-8") == (folder / "draft.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda path: path.name)
def test_draft_of_each_capture_has_no_other_fault_than_an_empty_key(folder: Path, tmp_path: Path) -> None:
    """What `check` finds wrong in a draft is what the capture does not say: keys that are left empty for the editor."""
    path = imported(folder, tmp_path)
    text = path.read_text(encoding="utf-8")

    reading = read_record(path.name, text, reading_context(names_of(vocabulary()), TODAY))

    errors = [(found.rule, found.line) for found in reading.problems if found.is_error]
    empty = [number for number, line in enumerate(text.split("\n"), 1) if re.match(r"\w+:  # ", line)]
    assert sorted(line for rule, line in errors if rule != "file-name") == empty
    assert {rule for rule, _ in errors} <= {"empty-value", "wrong-type", "file-name"}
