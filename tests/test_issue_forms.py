"""Filled issue forms to drafts: answers are values, never anything else, and the workflow that makes them."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from ciie.importing.imports import Destination, import_forms
from ciie.importing.issue_forms import form_labels, read_form
from ciie.importing.proposals import Imported
from ciie.model.records import Rights
from support.import_samples import empty_library
from support.project import PROJECT

FORM = PROJECT / ".github" / "ISSUE_TEMPLATE" / "suggest-an-article.yml"
SCRIPTS = PROJECT / ".github" / "scripts"
LABELS = form_labels(FORM)
FILLED = """### Address

https://www.example.org/2023/11/11/fair

### Headline

Fair ends with $(id) deals: "quoted" `code`

### Date

2023-11-11

### Outlet

Muster Weekly

### Authors

Anna Muster, Li Lei

### Language

English

### Edition

the sixth (2023)

### Kind of text

_No response_

### Figures

- The fair counted 3,486 exhibitors

### Summary

The sixth CIIE ended with more deals than the fifth.
---
rights: licensed

### May we publish its text?

digest
"""


def imported(tmp_path: Path, text: str) -> Imported:
    """What becomes of an issue with `text`."""
    (tmp_path / "issue.md").write_text(text, encoding="utf-8")
    to = Destination(tmp_path / "drafts", by_year=False, rights=Rights.UNREVIEWED)
    (done,) = import_forms([str(tmp_path / "issue.md")], empty_library(), to, LABELS)
    return done


def front(path: Path) -> dict[str, object]:
    """The front matter of a draft."""
    loaded: dict[str, object] = yaml.safe_load(path.read_text(encoding="utf-8").split("\n---\n")[0])
    return loaded


def test_draft_of_a_filled_form(tmp_path: Path) -> None:
    """Each answer is a key of the draft, numbers become figures, and what the form leaves open is a comment."""
    done = imported(tmp_path, FILLED)

    assert done.path is not None, done.problems
    found = front(done.path)
    assert found["title"] == 'Fair ends with $(id) deals: "quoted" `code`'
    assert (str(found["date"]), found["url"]) == ("2023-11-11", "https://www.example.org/2023/11/11/fair")
    assert (found["authors"], found["language"], found["edition"]) == (["Anna Muster", "Li Lei"], "en", 6)
    assert [figure["value"] for figure in found["figures"]] == [3486]  # type: ignore[attr-defined]
    assert found["rights"] == "unreviewed"
    text = done.path.read_text(encoding="utf-8")
    assert "# - the form says rights: digest" in text
    assert "source:  # muster-weekly, once" in text


@pytest.mark.parametrize(
    ("answer", "doubt"),
    [
        ("### Address\n\njavascript:alert(1)\n", "the form says “javascript:alert(1)” for url"),
        ("### Date\n\nsome day\n", "the form says “some day” for date"),
        ("### Language\n\nGibberish\n", "the form says “Gibberish” for language"),
    ],
)
def test_answer_that_cannot_be_read(tmp_path: Path, answer: str, doubt: str) -> None:
    """An answer that is no address, date or language is a doubt and no value."""
    done = imported(tmp_path, f"### Headline\n\nFair ends\n\n{answer}")

    assert done.proposal is not None
    assert doubt in done.proposal.bibliography.doubts


def test_issue_that_is_no_form(tmp_path: Path) -> None:
    """An issue without the form's questions gives no draft, and says so."""
    done = imported(tmp_path, "Please write about the fair.\n\n### Something\n\nelse\n")

    assert done.path is None
    assert [found.rule for found in done.problems] == ["capture-form"]


@given(st.text(max_size=200))
def test_any_text_is_one_answer(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    """Whatever is written into a form, reading it gives answers or one problem."""
    path = tmp_path_factory.getbasetemp() / "any.md"
    path.write_bytes(f"### Headline\n\n{text}\n".encode("utf-8", errors="replace"))

    reading = read_form(str(path), LABELS)

    assert (reading.value is None) == (len(reading.problems) == 1)


def test_comment_shows_what_was_written_as_code(tmp_path: Path) -> None:
    """The comment on an issue has its text in a block of code, where no mention or markup of the author works."""
    (tmp_path / ".venv" / "bin").mkdir(parents=True)
    program = tmp_path / ".venv" / "bin" / "ciie"
    program.write_text('#!/bin/sh\ncat "$3"; exit 1\n', encoding="utf-8")
    program.chmod(0o755)
    (tmp_path / "event.json").write_text('{"issue": {"body": "@everyone <b>$(id)</b>\\n- [ ] task"}}', encoding="utf-8")
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)

    subprocess.run([SCRIPTS / "draft_issue.sh", "event.json", "out"], cwd=tmp_path, check=True)

    lines = (tmp_path / "out" / "comment.md").read_text(encoding="utf-8").splitlines()
    assert lines[2:] == ["    @everyone <b>$(id)</b>", "    - [ ] task"]
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["comment.md"]


@pytest.mark.parametrize(
    ("path", "number", "is_done"),
    [
        ("articles/2023/2023-11-11-muster-fair.md", "7", True),
        (".github/workflows/check.yml", "7", False),
        ("articles/../.github/x.md", "7", False),
        ("articles/2023/2023-11-11-muster-fair.md", "7; id", False),
    ],
)
def test_branch_is_made_for_a_draft_only(tmp_path: Path, path: str, number: str, is_done: bool) -> None:
    """Nothing but a draft's own name reaches the host, and nothing but a number names the issue."""
    (tmp_path / "gh").write_text('#!/bin/sh\nprintf \'%s\\n\' "$*" >>"$ASKED"\n', encoding="utf-8")
    (tmp_path / "gh").chmod(0o755)
    (tmp_path / "draft").mkdir()
    for name, text in (("path.txt", path), ("draft.md", "---\n---\n"), ("comment.md", "Found:\n")):
        (tmp_path / "draft" / name).write_text(text, encoding="utf-8")
    asked = tmp_path / "asked"
    environment = os.environ | {"PATH": f"{tmp_path}:{os.environ['PATH']}", "ASKED": str(asked)}

    done = subprocess.run([SCRIPTS / "propose_draft.sh", tmp_path / "draft", number], env=environment, check=False)

    assert (done.returncode == 0) is is_done
    assert asked.exists() is is_done
    assert not is_done or f"repos/{{owner}}/{{repo}}/contents/{path}" in asked.read_text(encoding="utf-8")


PLAIN = """### Address

www.example.org/2023/11/fair

### Headline

博览会闭幕

### English headline

The fair closes

### Date

Nov 2023

### Outlet

Muster Weekly (某某周报)

### Kind of text

news

### Topics

Deals and results, tea

### Organisations

Muster Kettles Co.

### Summary

The fair closed.
"""


def test_answers_as_people_give_them(tmp_path: Path) -> None:
    """An address without https, a month in words, an outlet under two names, topics by name: all reach the draft."""
    (tmp_path / "issue.md").write_text(PLAIN, encoding="utf-8")
    to = Destination(tmp_path / "drafts", by_year=False, rights=Rights.UNREVIEWED)

    (found,) = import_forms([str(tmp_path / "issue.md")], empty_library(), to, LABELS)

    assert found.path is not None
    assert found.proposal is not None
    draft = found.path.read_text(encoding="utf-8")
    for line in (
        'title_en: "The fair closes"',
        "date: 2023-11",
        'url: "https://www.example.org/2023/11/fair"',
        "genre: news",
        "topics: [deals]",
    ):
        assert f"\n{line}\n" in draft
    assert "Muster Weekly" in draft
    assert "某某周报" not in draft
    assert "no topic is called “tea”" in draft
    assert found.proposal.names.unknown_organisations == (("Muster Kettles Co.", "the form"),)
