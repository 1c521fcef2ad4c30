"""Records and vocabularies with one fault each (the folder's name says which) give exactly the lines beside them.

RENEW=1 writes the expected lines anew, for review as a diff.
"""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path

import pytest

from ciie.model.problems import RULES
from ciie.reading.library import read_library
from ciie.text.problem_reports import Form, render

HERE = Path(__file__).parent
CASES = sorted(path for path in (HERE / "broken").iterdir() if path.is_dir())
TODAY = dt.date(2026, 11, 21)
# Faults of the file system, which a checkout cannot hold; tests/test_library.py and test_files.py make them.
NOT_AS_FILES = {"not-a-file", "unreadable-file", "too-large"}


def report(case: Path) -> str:
    """What `ciie check` prints of the articles of `case`."""
    library = read_library(case / "articles", "articles", TODAY, fallback=HERE / "small" / "vocabulary")
    return render(library, library.problems, Form.TEXT) + "\n"


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.name)
def test_fault_gives_the_lines_that_say_how_to_mend_it(case: Path) -> None:
    """Each broken folder gives its expected lines, no more and no fewer."""
    expected = case / "expected.txt"
    found = report(case)
    if os.environ.get("RENEW"):
        expected.write_text(found, encoding="utf-8")

    assert found == expected.read_text(encoding="utf-8")


def test_every_rule_has_a_broken_folder() -> None:
    """No rule goes without a case that an editor could read."""
    lines = "".join((case / "expected.txt").read_text(encoding="utf-8") for case in CASES)

    assert {rule for rule in RULES if f": {rule}: " not in lines} == NOT_AS_FILES


def test_small_library_is_without_problems() -> None:
    """The collection that other tests build on is clean."""
    assert read_library(HERE / "small", "small", TODAY).problems == ()
