"""`ciie import` as a whole: files written, never over others; what fails keeps nothing else from its draft."""

from __future__ import annotations

import io
import json
import os
import socket
import stat
from pathlib import Path
from typing import Any

import pytest
import yaml

from ciie.__main__ import main
from ciie.deriving.likeness import Shelf
from ciie.importing.import_report import as_data, render_entries, render_text
from ciie.importing.imports import Destination, Reader, import_captures, read_proposal
from ciie.importing.proposals import Imported
from ciie.importing.publishers import OutletFinder
from ciie.model.records import Rights
from ciie.reading.library import read_library
from ciie.text.names import names_of
from support.import_samples import CASES, TODAY, capture, empty_library, pdf
from support.project import FIVE
from support.samples import write_articles

TEXT = """ date 2023-11-16 Results of the expo: kettles, pumps and a choir

The sixth CIIE ended in Shanghai with tentative deals worth US$78.41 billion, the organizers said on Friday.

More than 3,400 exhibitors from Norway and elsewhere took part, and the choir of the hall sang for each of them.
"""
PAGE = next((CASES / "12-page-with-linked-data").glob("capture.*"))


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A capture in a file."""
    path = tmp_path / "capture.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with articles of its own."""
    monkeypatch.chdir(tmp_path)
    write_articles(tmp_path / "articles")
    return tmp_path


def imported(names: list[str], into: Path, rights: Rights = Rights.UNREVIEWED) -> list[Imported]:
    """What becomes of the captures `names`, without a library to compare them with."""
    return list(import_captures(names, empty_library(), Destination(into, by_year=False, rights=rights)))


def files(folder: Path) -> list[str]:
    """Every file below `folder`."""
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_same_capture_gives_the_same_bytes(source: Path, tmp_path: Path) -> None:
    """A draft depends on the capture's content and not on its name or place."""
    other = tmp_path / "elsewhere.html"
    other.write_bytes(source.read_bytes())

    (first,) = imported([str(source)], tmp_path / "a")
    (second,) = imported([str(other)], tmp_path / "b")

    assert first.path is not None
    assert second.path is not None
    assert first.path.read_bytes() == second.path.read_bytes()
    assert first.path.name == second.path.name


def test_file_that_is_written_meanwhile_stays(source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A draft is never put over a file, not even over one that was not there a moment ago."""
    (first,) = imported([str(source)], tmp_path / "one")
    assert first.path is not None
    other = tmp_path / "two" / first.path.name

    def write_other() -> int:
        other.write_text("other", encoding="utf-8")
        return 1

    # Asked for the name of the file aside, right before the draft is written.
    monkeypatch.setattr(os, "getpid", write_other)
    (second,) = imported([str(source)], tmp_path / "two")

    assert second.path is None
    assert [found.rule for found in second.problems] == ["capture-into"]
    assert other.read_text(encoding="utf-8") == "other"
    assert files(tmp_path / "two") == [other.name]


def test_second_import_says_so_and_keeps_the_file(source: Path, tmp_path: Path) -> None:
    """An imported capture is recognized, also after an editor has changed its draft, which stays as it is."""
    (first,) = imported([str(source)], tmp_path / "drafts")
    assert first.path is not None
    first.path.write_text(first.path.read_text(encoding="utf-8") + "Edited.\n", encoding="utf-8")

    (again,) = imported([str(source)], tmp_path / "drafts")

    assert (again.is_new, again.problems) == (False, ())
    assert first.path.read_text(encoding="utf-8").endswith("Edited.\n")
    assert "was imported before" in render_text(again)


def test_other_file_of_the_same_name_is_not_overwritten(source: Path, tmp_path: Path) -> None:
    """A file that the import did not write is left alone, and the capture is refused."""
    (first,) = imported([str(source)], tmp_path / "a")
    assert first.path is not None
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / first.path.name).write_text("mine", encoding="utf-8")

    (refused,) = imported([str(source)], tmp_path / "b")

    assert [found.rule for found in refused.problems] == ["capture-imported"]
    assert (tmp_path / "b" / first.path.name).read_text(encoding="utf-8") == "mine"
    assert files(tmp_path / "b") == [first.path.name]


def test_link_in_place_of_a_draft_is_not_followed(source: Path, tmp_path: Path) -> None:
    """A link where the draft would go is not written through."""
    (first,) = imported([str(source)], tmp_path / "a")
    assert first.path is not None
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / first.path.name).symlink_to(tmp_path / "target.md")

    (refused,) = imported([str(source)], tmp_path / "b")

    assert [found.rule for found in refused.problems] == ["capture-imported"]
    assert not (tmp_path / "target.md").exists()


def test_folder_that_cannot_be_written(source: Path, tmp_path: Path) -> None:
    """A file where the folder should be is a problem, not a traceback."""
    (tmp_path / "drafts").write_text("", encoding="utf-8")

    (refused,) = imported([str(source)], tmp_path / "drafts")

    assert [found.rule for found in refused.problems] == ["capture-into"]


def test_write_that_fails_leaves_nothing(source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A draft that cannot be put in place leaves no part of itself behind."""

    def fail(*_: Any, **__: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "link", fail)

    (refused,) = imported([str(source)], tmp_path / "drafts")

    assert "No space left on device" in refused.problems[0].message
    assert files(tmp_path / "drafts") == []


def test_bad_captures_keep_no_good_one_from_its_draft(source: Path, tmp_path: Path) -> None:
    """Each bad capture is one line; the others of the call are imported."""
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "menu.txt").write_text("Menu\nHome\n", encoding="utf-8")
    names = [str(tmp_path / "empty.txt"), str(tmp_path), str(source), str(tmp_path / "menu.txt")]

    done = imported(names, tmp_path / "drafts")

    assert [bool(each.problems) for each in done] == [True, True, False, True]
    assert [render_text(each).count("\n") for each in done if each.problems] == [0, 0, 0]
    assert len(files(tmp_path / "drafts")) == 1


def test_nothing_of_an_import_touches_the_network(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Text, page and PDF are imported with sockets blocked."""

    def refuse(*_: Any, **__: Any) -> None:
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket.socket, "__init__", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    lines = ["More than 3,400 exhibitors came to the sixth CIIE in Shanghai, the organizers said."]
    (tmp_path / "a.pdf").write_bytes(pdf(lines))

    done = imported([str(tmp_path / "a.txt"), str(PAGE), str(tmp_path / "a.pdf")], tmp_path / "drafts")

    assert [each.problems for each in done] == [(), (), ()]


def test_captures_of_one_call_are_compared(source: Path, tmp_path: Path) -> None:
    """Two versions of one story in a call are reported, and only in the report: a draft does not depend on the call."""
    facts = " ".join(f"{number},{number}11 cups," for number in range(13, 40))
    for name in ("one", "two"):
        text = TEXT.replace("Results", name.title()) + f"\nIt is told at length of {facts} in the halls of {name}.\n"
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    names = [str(tmp_path / "one.txt"), str(tmp_path / "two.txt"), str(source)]

    done = imported(names, tmp_path / "drafts")

    assert f"tells the same story as {names[0]}" in render_text(done[1])
    assert done[1].path is not None
    assert "same story" not in done[1].path.read_text(encoding="utf-8")


def test_record_of_the_same_source_lends_its_outlet(source: Path, tmp_path: Path) -> None:
    """A capture that names no outlet takes that of a record of the same day and story, and says so."""
    drafts = tmp_path / "drafts"
    (first,) = imported([str(source)], drafts, Rights.PERMISSION)
    assert first.path is not None
    named = first.path.read_text(encoding="utf-8").replace("source:  #", "source: xinhua  #")
    facts = " ".join(f"{number},{number}11 cups," for number in range(13, 40))
    (drafts / "2023-11-16-xinhua-results.md").write_text(f"{named}\n{facts}\n", encoding="utf-8")
    first.path.unlink()
    library = read_library(drafts, "drafts", TODAY, fallback=CASES / "vocabulary")
    assert [record.source for record in library.records] == ["xinhua"], library.problems
    source.write_text(f"{TEXT}\n{facts} were counted.\n", encoding="utf-8")

    (done,) = import_captures([str(source)], library, Destination(tmp_path / "b", by_year=False, rights=Rights.DIGEST))

    assert done.path is not None
    text = done.path.read_text(encoding="utf-8")
    assert "\nsource: xinhua\n" in text
    assert 'source_note: "inferred: the record 2023-11-16-xinhua-results is of the same day' in text


def test_report_for_people(source: Path, tmp_path: Path) -> None:
    """The report names draft, evidence, what to look at, and entries that can be pasted."""
    (done,) = imported([str(source)], tmp_path / "drafts")

    text = render_text(done)

    assert text.startswith(f"{source} → {tmp_path / 'drafts'}/2023-11-16-results-of-the-expo")
    assert "date      2023-11-16  [printed: line 1: “date 2023-11-16”]" in text
    assert "    - nothing in the capture says who published it" in text
    assert "articles/vocabulary/places.yml" in text
    assert "- {id: 'no', name: Norway" in text or "id: 'no'" in text


def test_report_for_programs(source: Path, tmp_path: Path) -> None:
    """The JSON has what the text has: evidence, figures, names, doubts, what was cut, what to add."""
    (done,) = imported([str(source)], tmp_path / "drafts")

    data = json.loads(json.dumps(as_data(done)))

    assert data["found"]["date"] == {
        "value": "2023-11-16",
        "evidence": "line 1: “date 2023-11-16”",
        "sureness": "printed",
    }
    assert [(figure["measure"], figure["words"]) for figure in data["figures"]] == [
        ("intended-deals", "US$78.41 billion"),
        ("exhibitors", "More than 3,400 exhibitors"),
    ]
    assert [entry["id"] for entry in data["add_to_vocabulary"]["places"]] == ["no"]
    assert set(data) >= {"capture", "draft", "is_new", "problems", "cut", "captions", "alike", "conflicts", "doubtful"}


def test_entries_to_add_are_yaml_of_the_vocabulary(source: Path, tmp_path: Path) -> None:
    """What the report offers to paste reads as a list of entries."""
    (done,) = imported([str(source)], tmp_path / "drafts")
    entries = as_data(done)["add_to_vocabulary"]["places"]

    assert yaml.safe_load(render_entries(entries)) == entries


def test_command_writes_into_the_folder_of_the_year(
    here: Path, source: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without --into, drafts go to the year's folder in articles, for review."""
    assert main(["import", str(source)]) == 0

    written = [name for name in files(here / "articles") if "results-of-the-expo" in name]
    assert written == ["2023/2023-11-16-results-of-the-expo-kettles-pumps-and-a-choir.md"]
    assert "rights: unreviewed" in (here / "articles" / written[0]).read_text(encoding="utf-8")
    assert capsys.readouterr().out.startswith(str(source))


def test_command_reads_standard_input(
    here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A hyphen stands for standard input."""
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(TEXT.encode())))

    assert main(["import", "-", "--into", "drafts", "--format", "json"]) == 0

    (report,) = json.loads(capsys.readouterr().out)
    assert report["capture"] == "-"
    assert (here / report["draft"]).is_file()


def test_command_with_a_bad_capture(here: Path, source: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A bad capture is one line on standard error and exit status 1; the good one is imported."""
    (here / "empty.txt").write_bytes(b"")

    assert main(["import", "empty.txt", str(source), "--into", "drafts"]) == 1

    told = capsys.readouterr()
    assert told.err == "empty.txt: it is empty; save the page again, or paste its text\n"
    assert len(files(here / "drafts")) == 1


@pytest.mark.parametrize(
    "arguments", [["import"], ["import", "x", "--rights", "none"], ["import", "x", "--format", "github"]]
)
def test_command_used_wrongly(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """Wrong use ends with status 2 and a line that names the command and its help."""
    assert main(arguments) == 2

    told = capsys.readouterr().err
    assert told.startswith("ciie import: ")
    assert told.endswith("(help: ciie import --help)\n")


def test_command_without_the_library_it_names(here: Path, source: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A library that is named and missing is wrong use."""
    assert main(["import", str(source), "--articles", "nowhere"]) == 2
    assert "there is no folder nowhere" in capsys.readouterr().err


def test_drafts_have_the_permissions_of_other_files(source: Path, tmp_path: Path) -> None:
    """A draft is an ordinary file with one name."""
    (done,) = imported([str(source)], tmp_path / "drafts")

    assert done.path is not None
    assert done.path.stat().st_nlink == 1
    assert stat.S_IMODE(done.path.stat().st_mode) == stat.S_IMODE(source.stat().st_mode)


@pytest.mark.parametrize(
    ("told", "edition"),
    [
        ("Deals worth US$78.41 billion came of it, they say, and 3,486 exhibitors were there.", 6),
        ("Deals worth US$78.41 billion came of it last year, they say, up 6.7 percent on the fair before.", 7),
        ("They say that 15 exhibitors were there, and that kettles boiled on 300,000 square meters.", None),
    ],
)
def test_edition_that_only_the_figures_tell(told: str, edition: int | None) -> None:
    """Where neither words nor a date tell the edition, it is the one that records give most of the figures for."""
    library = read_library(FIVE, "five", TODAY)
    reader = Reader(names_of(library.vocabulary), OutletFinder(library.vocabulary), library.records)
    text = f"The fair by the river\n\nThe CIIE is the import fair of Shanghai, and kettles are shown there.\n\n{told}\n"

    found = read_proposal(capture(text), reader, Shelf()).bibliography

    assert (found.edition.value if found.edition else None) == edition
    assert any("records give" in doubt for doubt in found.doubts) is (edition is not None)
