"""Several captures at once: a line each, and at the end what is left to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from ciie.importing.import_report import Work, render_batch, render_line, work_of
from ciie.importing.imports import Destination, import_captures
from ciie.model.records import Rights
from support.import_samples import OPENING, SECOND, empty_library

TEXTS = {
    "whole.txt": f"Kettles sing at the fair of imports\n\nSource: Xinhua | 2023-11-06\n\n{OPENING}\n\n{SECOND}\n",
    "bare.txt": f"{OPENING} Nobody said when.\n\n{SECOND}\n",
    "other.txt": f"Bread is cheap\n\nSource: Muster Weekly | 2023-11-06\n\nBakers sold bread.\n\n{SECOND}\n",
    "empty.txt": "",
}


@pytest.fixture
def done(tmp_path: Path) -> list[Work]:
    """What is left to do with four captures, one of which is empty."""
    for name, text in TEXTS.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    to = Destination(tmp_path / "drafts", by_year=False, rights=Rights.UNREVIEWED)
    names = [str(tmp_path / name) for name in TEXTS]
    return [work_of(imported) for imported in import_captures(names, empty_library(), to)]


def test_summary_of_several_captures(done: list[Work]) -> None:
    """The summary counts, names the drafts with the least to do first, and what has no draft with the reason."""
    lines = render_batch(done).strip().split("\n")

    assert lines[0] == "4 captures: 3 drafts written, 1 without a draft"
    drafts = [line for line in lines if ".md: " in line]
    counts = [int(line.split()[0]) for line in drafts]
    assert counts == sorted(counts)
    assert "kettles" in drafts[0]
    assert any("empty.txt: it is empty" in line for line in lines)


def test_tasks_of_a_draft(done: list[Work]) -> None:
    """What is missing, what the vocabulary lacks and a text on something else are tasks."""
    _, bare, other, _ = done

    assert {"fill in date", "fill in source"} <= set(bare.tasks)
    assert "decide whether it is about the expo" in other.tasks
    assert "add 1 to outlets" in other.tasks


def test_entries_of_several_captures_stand_once(done: list[Work]) -> None:
    """An entry that two captures need is proposed once."""
    assert render_batch([*done, *done]).count("id: muster-weekly") == 1


def test_line_of_a_capture(done: list[Work]) -> None:
    """Each capture has one line, with its draft or the reason why there is none."""
    assert [line.count("\n") for line in map(render_line, done)] == [0, 0, 0, 0]
    assert "→" in render_line(done[0])
    assert "it is empty" in render_line(done[3])


def test_drafts_of_the_same_name(tmp_path: Path) -> None:
    """Two captures with one headline, day and no outlet become two drafts, and stay two when imported again."""
    head = "Kettles sing at the fair\n\n2023-11-06 10:00\n\n"
    (tmp_path / "a.txt").write_text(f"{head}{OPENING}\n\n{SECOND}\n", encoding="utf-8")
    other = "Nobody sang for them in the evening, and the halls were dark."
    (tmp_path / "b.txt").write_text(f"{head}{OPENING}\n\n{other}\n", encoding="utf-8")
    to = Destination(tmp_path / "drafts", by_year=False, rights=Rights.UNREVIEWED)
    names = [str(tmp_path / "a.txt"), str(tmp_path / "b.txt")]

    first = [(done.path, done.is_new) for done in import_captures(names, empty_library(), to)]
    again = [(done.path, done.is_new) for done in import_captures(names, empty_library(), to)]

    assert [is_new for _, is_new in first] == [True, True]
    assert len({path for path, _ in first}) == 2
    assert again == [(path, False) for path, _ in first]
