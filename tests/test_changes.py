"""What tells two states of the collection apart, and how a reviewer reads it."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from ciie.editing import change_report
from ciie.editing.change_report import render_changes
from ciie.editing.changes import Changes, State, find_changes
from ciie.editing.figure_changes import find_disagreements
from ciie.editing.moves import remove_record, rename_record
from ciie.editing.renames import merge_entries, rename_entry
from ciie.model.library import Withdrawal
from ciie.model.problems import WrongUseError
from ciie.pipeline import GENERATED, compare_with, state_of
from ciie.reading.library import read_library
from ciie.reading.unedited import fingerprint
from ciie.text.problem_reports import Form
from support.pull_requests import quiet
from support.samples import VOCABULARY, date, figure, knowledge, record
from test_broken import TODAY

HERE = Path(__file__).parent
CLOSE = "2023-11-12-daily-after-the-close.md"
COPY = "2023-11-13-wire-a-copy.md"


@cache
def before() -> State:
    """The small collection as it is."""
    return state_of(read_library(HERE / "small", "small", TODAY))


@pytest.fixture
def after(tmp_path: Path) -> Path:
    """A copy of it, to be changed."""
    return Path(shutil.copytree(HERE / "small", tmp_path / "after"))


def since(folder: Path) -> Changes:
    """What the small collection in a folder has that it had not."""
    return find_changes(before(), state_of(read_library(folder, folder.name, TODAY)))


def edit(folder: Path, edits: dict[str, tuple[str, str]]) -> None:
    """Writes new texts for old ones, by the paths of files."""
    for path, (old, new) in edits.items():
        text = (folder / path).read_text(encoding="utf-8")
        assert old in text
        (folder / path).write_text(text.replace(old, new), encoding="utf-8")


def compared(tmp_path: Path, edits: dict[str, tuple[str, str]], files: dict[str, str] | None = None) -> Changes:
    """The small collection compared with itself after `edits` and with `files` added."""
    folder = Path(shutil.copytree(HERE / "small", tmp_path / "after"))
    edit(folder, edits)
    for path, text in (files or {}).items():
        (folder / path).write_text(text, encoding="utf-8")
    return since(folder)


def rows(changes: Changes, section: str) -> list[Any]:
    """A section of the report, as data."""
    found: list[Any] = json.loads(render_changes(changes, Form.JSON))[section]
    return found


def small(path: str) -> str:
    """A file of the small collection."""
    return (HERE / "small" / path).read_text(encoding="utf-8")


def test_nothing(tmp_path: Path) -> None:
    """The same collection has no changes."""
    changes = compared(tmp_path, {})

    assert (changes.records, changes.figures, changes.entries, changes.disagreements) == ((), (), (), ())
    assert [*map(len, json.loads(render_changes(changes, Form.JSON)).values())] == [0] * 7
    for form in (Form.TEXT, Form.MARKDOWN):
        assert render_changes(changes, form).endswith("It changes nothing that the site shows.")


def test_record_that_says_something_else(tmp_path: Path) -> None:
    """Each key that differs has what it said and what it says; of lists and bodies only what differs."""
    changes = compared(
        tmp_path,
        {
            CLOSE: (
                'topics: [deals, opening-up]\nrights: digest\nsummary: "The sixth',
                'topics: [deals]\nrights: digest\nsummary: "The 6th',
            )
        },
    )

    assert rows(changes, "records") == [
        {"record": f"Sixth expo closes ({CLOSE[:-3]})", "what": what, "before": before, "now": now}
        for what, before, now in [
            ("topics", "opening-up", ""),
            (
                "summary",
                "The sixth expo ended with intended deals of 78.41 billion USD.",
                "The 6th expo ended with intended deals of 78.41 billion USD.",
            ),
        ]
    ]
    assert any(group.startswith("Topics: ") for group in rows(changes, "pages"))


def test_sentence_of_a_body_that_differs(tmp_path: Path) -> None:
    """It stands beside the one that was there."""
    changes = compared(
        tmp_path, {CLOSE: ("The expo closed on 10 November with", "The fair closed on 10 November with")}
    )
    (row,) = rows(changes, "records")

    assert (row["what"], row["before"][:9], row["now"][:9]) == ("body", "The expo ", "The fair ")


def test_figure_that_changed(tmp_path: Path) -> None:
    """Its old value stands beside the new one, with the sentence of the digest that states it."""
    changes = compared(tmp_path, {CLOSE: ("3,486", "3,496"), f"./{CLOSE}": ("value: 3486", "value: 3496")})

    (row,) = rows(changes, "figures")
    assert (row["figure"], row["what"]) == (f"exhibitors, in {CLOSE[:-3]}", "changed")
    assert (row["before"], row["now"]) == ("3,486 companies, edition 6, final", "3,496 companies, edition 6, final")
    assert row["in_the_digest"] in small(CLOSE).replace("3,486", "3,496")
    assert "3,496" in row["in_the_digest"]


FINAL = '  - {measure: exhibitors, value: 3486, unit: companies, edition: 6, status: final, as: "3,486 companies"}\n'


@pytest.mark.parametrize(
    ("new", "what", "now"),
    [
        (FINAL.replace(", status: final", ""), "changed", "3,486 companies, edition 6"),
        (FINAL.replace("edition: 6", "edition: 5"), "changed", "3,486 companies, edition 5, final"),
        (FINAL.replace("final", "final, note: no more"), "changed", "3,486 companies, edition 6, final, no more"),
        ("", "gone", ""),
    ],
)
def test_figure_before_and_now(tmp_path: Path, new: str, what: str, now: str) -> None:
    """Whatever of it changed is one row."""
    (row,) = rows(compared(tmp_path, {CLOSE: (FINAL, new)}), "figures")

    assert (row["what"], row["before"], row["now"]) == (what, "3,486 companies, edition 6, final", now)


def test_figure_far_from_others_is_marked(after: Path) -> None:
    """Ten times what the record said before: the number is in the body as well, so nothing else speaks against it."""
    text = small(CLOSE).replace("id=6", "id=7").replace("Sixth", "The sixth")
    (after / COPY).write_text(text.replace("3,486", "34,860").replace("3486", "34860"), encoding="utf-8")
    changes = since(after)
    marked = [row for row in rows(changes, "figures") if row["what"] == "new: look twice"]

    assert [row["now"] for row in marked] == ["34,860 companies, edition 6, final"]
    assert "34,860 is about 10 times what other records state" in rows(changes, "look_at_these_twice")[0]


def test_disagreement_is_opened_and_settled_once(after: Path, tmp_path: Path) -> None:
    """It is one row: the first claim, and what differs from it; the way back settles it."""
    text = small(CLOSE).replace("3,486", "2,190").replace("value: 3486", "value: 2190").replace("id=6", "id=7")
    (after / COPY).write_text(text.replace("Sixth", "The sixth"), encoding="utf-8")
    opened, settled = since(after), find_changes(state_of(read_library(after, "after", TODAY)), before())

    for changes, what in ((opened, "opened"), (settled, "settled")):
        (row,) = rows(changes, "where_sources_differ")
        assert (row["number"], row["what"]) == ("exhibitors (edition 6)", what)
        assert {row["first"], row["others"]} == {
            f"2,190 companies, final ({COPY[:-3]})",
            f"3,486 companies, final ({CLOSE[:-3]})",
        }


def test_disagreement_whose_first_claim_changes() -> None:
    """Two numbers that differed still differ where the other one comes first: nothing is opened or settled."""
    told = [
        record(name, date=date(day), figures=(figure(value),))
        for name, day, value in (("c", "2023-11-14", "3486"), ("b", "2023-11-13", "2191"), ("a", "2023-11-12", "3486"))
    ]
    before, after = knowledge(*told[1:]), knowledge(*told)
    leads = [each.ledger.comparisons["exhibitors"][0].lead.figure.value for each in (before, after)]

    assert leads == [2191, 3486]
    assert list(find_disagreements(before, after, [(each, each) for each in told], VOCABULARY.renamed())) == []


def test_copy_of_a_record(tmp_path: Path) -> None:
    """A record with another's text looks like a story told twice."""
    changes = compared(tmp_path, {}, {COPY: small(CLOSE).replace("id=6", "id=7")})

    assert [(like.record.id, like.other.id) for like in changes.duplicates] == [(COPY[:-3], CLOSE[:-3])]
    assert "is it the same article?" in render_changes(changes)


def test_entry_field_by_field(tmp_path: Path) -> None:
    """What an entry says of somebody is seen, whether it is new or has changed."""
    people = "vocabulary/people.yml"
    old = small(people)
    changes = compared(
        tmp_path,
        {people: (old, f"{old.rstrip()}\n  about: A dull man.\n- id: zoe-zeta\n  name: Zoe Zeta\n  about: Rude.\n")},
    )
    found = [(row["entry"], row["what"], row["before"], row["now"]) for row in rows(changes, "vocabulary")]

    assert ("zoe-zeta (Zoe Zeta) in people", "new", "", "used by 0 records") in found
    assert ("zoe-zeta (Zoe Zeta) in people", "about", "", "Rude.") in found
    assert [row[1:] for row in found if row[3] == "A dull man."] == [("about", "", "A dull man.")]


def test_entry_that_is_renamed_or_merged(after: Path) -> None:
    """A renamed one leads from its old address; a merged one says what it is now. No address stops working."""
    rename_entry(after, "topics", "deals", "results")
    merge_entries(after, "topics", "health", "opening-up")
    changes = since(after)
    found = {
        (row["entry"].partition(" ")[0], row["what"]): (row["before"], row["now"])
        for row in rows(changes, "vocabulary")
    }

    assert found["results", "renamed"] == ("deals", "results")
    assert found["health", "gone"] == ("health", "now opening-up")
    assert rows(changes, "look_at_these_twice") == []


def test_measure_that_is_renamed(after: Path) -> None:
    """No figure is new, gone or lost, and no disagreement opens or ends, where a measure only gets another id."""
    assert before().knowledge is not None
    rename_entry(after, "measures", "exhibitors", "companies-there")
    changes = since(after)

    assert [found for found in before().library.records if any(each.measure == "exhibitors" for each in found.figures)]
    assert (changes.figures, changes.lost, changes.disagreements) == ((), (), ())
    assert {row["what"] for row in rows(changes, "vocabulary")} >= {"renamed"}


def test_record_that_moves(after: Path) -> None:
    """It is no new record: what it says is compared with what it said, and its old address leads on."""
    rename_record(after, CLOSE[:-3], "2023-11-13-daily-after-it")
    changes = since(after)
    found = [(row["what"], row["before"], row["now"]) for row in rows(changes, "records")]

    assert found[0] == ("moved", CLOSE[:-3], "2023-11-13-daily-after-it")
    assert {what for what, *_ in found} == {"moved", "date", "formerly"}
    assert (rows(changes, "figures"), rows(changes, "look_at_these_twice")) == ([], [])


@pytest.mark.parametrize("kept", ["url: ", "title: ", "A B C"])
def test_record_that_moves_by_hand(after: Path, kept: str) -> None:
    """Without its former id it is known by its address, its title or its wording; the old address is told."""
    new = "2023-11-13-daily-after-it.md"
    text = small(CLOSE)
    for key, other in (("url: ", 'url: "https://daily.example/other"'), ("title: ", 'title: "Another"')):
        line = next(line for line in text.split("\n") if line.startswith(key))
        text = text if key == kept else text.replace(line, other)
    (after / CLOSE).unlink()
    (after / new).write_text(text, encoding="utf-8")
    changes = since(after)

    assert ("moved", CLOSE[:-3], new[:-3]) in [
        (row["what"], row["before"], row["now"]) for row in rows(changes, "records")
    ]
    assert "stops working: if it moved, add its id to formerly" in rows(changes, "look_at_these_twice")[0]


def test_record_that_is_removed(after: Path) -> None:
    """What goes with it is told: its figures, those that nobody states any more, entries without use, its address."""
    (after / CLOSE).unlink()
    changes = since(after)
    (row,) = rows(changes, "records")

    assert (row["record"], row["what"]) == (f"Sixth expo closes ({CLOSE[:-3]})", "removed")
    assert {(row["what"], row["now"]) for row in rows(changes, "figures")} == {("gone", "")}
    assert (
        f"No record states this any more: intended-deals: 78.41 billion USD, edition 6, final ({CLOSE[:-3]})"
        in rows(changes, "what_is_lost")
    )
    assert "No record uses deals (Deals and results) any more" in rows(changes, "what_is_lost")
    assert "The address /articles/2023-11-12-daily-after-the-close/ (Sixth expo closes" in "".join(
        rows(changes, "look_at_these_twice")
    )


def test_record_that_is_withdrawn(after: Path) -> None:
    """The reason is told, and its address goes on."""
    remove_record(after, CLOSE[:-3], Withdrawal("", "Its outlet asked for it."))
    changes = since(after)

    assert rows(changes, "records")[0]["what"] == "withdrawn: Its outlet asked for it."
    assert f"/articles/{CLOSE[:-3]}/" not in "".join(rows(changes, "look_at_these_twice"))


def test_errors_leave_the_pages_open(tmp_path: Path) -> None:
    """With errors there are no pages to compare, and the rest is said all the same."""
    changes = compared(tmp_path, {CLOSE: ("topics: [deals, opening-up]", "topics: [deals, opening]")})

    assert changes.pages is None
    assert "Fix the errors to see which pages change" in render_changes(changes)
    assert rows(changes, "records")[0]["what"] == "topics"


def test_every_folder_of_pages_has_a_name(tmp_path: Path) -> None:
    """A page of whatever kind stands in a group that readers know by name, with its title."""
    found = rows(compared(tmp_path, {CLOSE: ("topics: [deals, opening-up]", "topics: [deals]")}), "pages")

    assert not [group for group in found if re.search(r"^[a-z]|: \(|, \(", group)]
    assert set(GENERATED) <= set(change_report._GROUPS)


def test_long_lists_are_cut(tmp_path: Path) -> None:
    """A summary stays readable: what is beyond fifty rows is counted; data has all."""
    plain = small(CLOSE).split("related:")[0].replace('url: "https://daily.example/close?id=6"\n', "")
    body = small(CLOSE).split("---\n", 2)[2]
    files = {f"2023-11-13-wire-r{number}.md": f"{plain}---\n{body}" for number in range(60)}
    changes = compared(tmp_path, {}, files)

    assert render_changes(changes).partition("Records\n")[2].partition("\n\n")[0].count("added\n") == 50
    assert "\n  … and 10 more\n" in render_changes(changes)
    assert "\n… and 10 more\n" in render_changes(changes, Form.MARKDOWN)
    assert len(rows(changes, "records")) == 60


@pytest.mark.parametrize("form", [Form.TEXT, Form.MARKDOWN, Form.JSON])
def test_hostile_texts_stay_texts(tmp_path: Path, form: Form) -> None:
    """A title can be no command of a runner, no markup and no row of a table."""
    hostile = "::error::x ##[group]y | <b>z</b> @team #1"
    report = render_changes(compared(tmp_path, {CLOSE: ("Sixth expo closes", hostile)}), form)

    assert "##[" not in report
    assert not re.search("^::", report, re.M)
    if form is Form.MARKDOWN:
        assert ("<b>" in report, re.search(r"y \| &lt;", report)) == (False, None)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository with the small collection in a folder of it, and a link beside the records."""
    folder = tmp_path / "repository"
    shutil.copytree(HERE / "small", folder / "articles")
    (folder / "articles" / "link.md").symlink_to("/etc/passwd")
    for arguments in (
        ["init", "-q"],
        ["add", "-A"],
        ["-c", "user.name=E", "-c", "user.email=e@e.example", "commit", "-qm", "x"],
    ):
        subprocess.run(["git", *arguments], cwd=folder, check=True, env=quiet())
    return folder


def test_compare_with_a_revision(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A revision of git is read from its objects: links in it are not followed, the folder is not touched."""
    monkeypatch.chdir(repository)
    (repository / "articles" / "link.md").unlink()
    (repository / "articles" / CLOSE).unlink()
    changes = compare_with("HEAD", Path("articles"), TODAY)

    assert [each.before and each.before.id for each in changes.records] == [CLOSE[:-3]]
    assert [each.after for each in changes.records] == [None]
    assert not (repository / "articles" / CLOSE).exists()


def test_compare_with_a_folder(repository: Path) -> None:
    """A folder of records serves as well."""
    (repository / "articles" / "link.md").unlink()

    assert compare_with(str(HERE / "small"), repository / "articles", TODAY).records == ()


@pytest.mark.parametrize("base", ["nothing", "--help", "--output=x", "HEAD:articles", "a b"])
def test_compare_with_nothing(repository: Path, base: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is neither a folder nor a revision is wrong use, whatever it looks like to git."""
    monkeypatch.chdir(repository)
    with pytest.raises(WrongUseError, match="there is no revision"):
        compare_with(base, Path("articles"), TODAY)


def test_draft_that_was_not_rewritten(tmp_path: Path) -> None:
    """A body that is the imported one is told beside the duplicates, and so is a draft that lost its mark."""
    body = "The halls were full of buyers from many countries, who came for food, cars and medicine this time.\n"
    text = small(CLOSE).replace("rights: digest\n", f"rights: digest\ndraft: {fingerprint(body, 'A.')}\n")
    front = text[: text.index("\n---\n\n") + 6]
    marked = compared(tmp_path, {CLOSE: (small(CLOSE), f"{front}{body}")})
    unmarked = find_changes(state_of(read_library(tmp_path / "after", "after", TODAY)), before())

    assert [(record.id, share) for record, share in marked.imported] == [(CLOSE.removesuffix(".md"), 1.0)]
    assert "the body is unchanged from the imported draft" in render_changes(marked)
    assert unmarked.imported == ()
    assert "no longer has the key draft" in render_changes(unmarked)
