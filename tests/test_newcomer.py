"""A newcomer without the program: the template, ten typical mistakes, and the check that leads them out."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from ciie.editing.fixes import fix_files
from ciie.editing.template import render_template
from ciie.model.vocabulary import Vocabulary
from ciie.pipeline import read_collection
from ciie.reading.record_schema import keys_of
from ciie.text.problem_reports import Form, render
from support.project import TESTS
from support.pull_requests import Repository
from test_broken import TODAY

pytestmark = pytest.mark.site
NAME = "2023/2023-11-13-daily-day-after.md"
# What the newcomer writes for a line of the template, what the hint must say, and what they write then.
MISTAKES = (
    ('title: ""', "title: CIIE: the day after", 'title: "CIIE: the day after"', 'title: "CIIE: the day after"'),
    ("date:", "date: 13/11/2023", "2023-11-05", "date: 2023-11-13"),
    ("source:", "source: dayly", "did you mean daily (Example Daily)?", "source: daily"),
    (
        '# url: "https://…"',
        "url: daily.example/day-after",
        "write the full address",
        "url: https://daily.example/day-after",
    ),
    ("# language: en", "language: English", "write en", "language: en"),
    ("# edition: 6", "edition: 2023", "write 6", "edition: 6"),
    ("topics: []", "topics: deals", "[deals]", "topics: [deals]"),
    ("rights: digest", "rights: digested", "did you mean digest?", "rights: digest"),
    ('# summary: "One sentence."', 'sumary: "Acme came."', "did you mean summary?", 'summary: "Acme came."'),
    (
        "# organisations: [sanofi, ey]",
        "organisations: [acmee]",
        "did you mean acme?",
        "organisations: [acme]",
    ),
)
BODY = "Acme was there.\n"


def filled_in(written: list[str]) -> str:
    """The template with `written` in place of the lines that the mistakes are about, and a digest below it."""
    text = render_template(keys_of(Vocabulary()))
    for (template, *_), line in zip(MISTAKES, written, strict=True):
        assert f"\n{template}\n" in text
        text = text.replace(f"\n{template}\n", f"\n{line}\n", 1)
    return "".join(line for line in f"{text.rstrip()}\n\n{BODY}".splitlines(keepends=True) if not line.startswith("#"))


def named_at(folder: Path, text: str) -> dict[int, str]:
    """The annotations of a record, by line."""
    path = folder / NAME
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    library = read_collection(folder, TODAY)
    mine = [found for found in library.problems if found.path.endswith(NAME)]
    lines = [line for line in render(library, mine, Form.GITHUB).splitlines() if line.startswith("::")]
    return {int(re.search(r",line=(\d+),", line)[1]): line for line in lines}  # type: ignore[index]


def test_ten_mistakes_are_named_and_mended_one_by_one(repository: Repository) -> None:
    """All ten are named in one run, each on its line; what a hint says clears it; then the pull request passes."""
    articles = repository.folder / "articles"
    lines = [wrong for _, wrong, _, _ in MISTAKES]
    text = filled_in(lines)
    at = {text.split("\n").index(wrong) + 1: number for number, (_, wrong, _, _) in enumerate(MISTAKES)}
    found = named_at(articles, text)

    assert sorted(found) == sorted(at)
    for place, number in sorted(at.items()):
        _, _, hint, right = MISTAKES[number]
        assert hint in found[place]
        lines[number] = right
        left = named_at(articles, filled_in(lines))
        assert sorted(left) == sorted(place for place in at if lines[at[place]] != MISTAKES[at[place]][3])

    repository.commit("record")
    outcome = repository.check()
    assert (outcome.status, outcome.commands) == (0, []), outcome.log
    assert "| added |" in outcome.summary
    assert "Articles: CIIE: the day after (new)" in outcome.summary
    assert "Topics: Deals and results (changed)" in outcome.summary
    assert "Organisations: Acme (changed)" in outcome.summary


def test_template_as_it_is_names_what_is_required(tmp_path: Path) -> None:
    """A template that nobody filled in says, line by line, what is missing, and that a digest is."""
    found = named_at(copy_of_small(tmp_path), render_template(keys_of(Vocabulary())))

    assert [re.search(r"title=([a-z-]+)", line)[1] for line in found.values()] == [  # type: ignore[index]
        *["empty-value"] * 4,
        "empty-body",
    ]


# What a newcomer writes who knows names and no ids, what is right, and what the hint says.
SESSION = (
    ("title: “Sixth expo closes”", 'title: "Sixth expo closes"', 'write straight ones: "Sixth expo closes"'),
    ("date: 2023-11-13", "date: 2023-11-13", ""),
    ("source: Global Times", "source: global-times", "write global-times, the id of Global Times"),
    ("language: English", "language: en", "write en"),
    ("edition: 2023", "edition: 6", "write 6"),
    ("topics: [Deals and results]", "topics: [deals]", "write deals, the id of Deals and results"),
    ("rights: Digest", "rights: digest", "write digest"),
    ("organisations: [Acme]", "organisations: [acme]", "write acme"),
    ("people: [E. Muster]", "people: [erika-muster]", "write erika-muster, the id of Erika Muster"),
    ("places: [Germany]", "places: [de]", "write de, the id of Germany"),
    (
        "figures: [{measure: exhibitors, value: 3,486, unit: companies}]",
        "figures: [{measure: exhibitors, value: 3486, unit: companies, edition: 6}]",
        "write 3486",
    ),
)
SESSION_BODY = (
    "Erika Muster of Acme, from Germany, said that 3,486 companies came to the China International Import Expo.\n"
)


def session(lines: list[str]) -> str:
    """A record of front matter `lines`."""
    return "\n".join(["---", *lines, "---", "", SESSION_BODY])


def test_names_in_place_of_ids_are_named_and_replaced(tmp_path: Path) -> None:
    """Who writes names, commas and years gets one message a line with what to write, also of an entry with a fault."""
    articles = copy_of_small(tmp_path)
    outlets = articles / "vocabulary" / "outlets.yml"
    outlets.write_text(outlets.read_text() + "- id: global-times\n  name: Global Times\n  kind: newspaper\n")
    name = "2023/2023-11-13-global-times-day-after.md"
    (articles / "2023").mkdir()

    (articles / name).write_text(session([wrong for wrong, _, _ in SESSION]), encoding="utf-8")
    library = read_collection(articles, TODAY)
    mine = [found for found in library.problems if found.path.endswith(name) and found.rule != "wrong-edition"]

    assert [
        (found.line, found.hint) for found in mine if found.rule in {"unknown-id", "other-words"} or found.is_error
    ] == [(number, hint) for number, (_, _, hint) in enumerate(SESSION, 2) if hint]
    listed = [found.rule for found in library.problems if found.path.endswith("outlets.yml")]
    assert listed == ["unsorted-list", "unknown-choice"]

    (articles / name).write_text(session([right for _, right, _ in SESSION]), encoding="utf-8")
    outlets.write_text(outlets.read_text().replace("newspaper", "press"))
    assert [found for found in read_collection(articles, TODAY).problems if found.path.endswith(name)] == []


def copy_of_small(folder: Path) -> Path:
    """The small collection in `folder`."""
    return Path(shutil.copytree(TESTS / "small", folder / "articles"))


def test_names_that_no_list_has_are_one_error_with_all_entries(tmp_path: Path) -> None:
    """Five new names are one fault: the entries stand below it, and --fix adds those whose list needs no more."""
    articles = copy_of_small(tmp_path)
    (articles / "2023").mkdir()
    name = "2023/2023-11-13-daily-new-names.md"
    lines = [right for _, right, _ in SESSION if not right.startswith(("source", "organisations", "people", "figures"))]
    lines += ["source: Kettle Post", "organisations: [acme, Muster Kettles, Beispiel Works]", "people: [Anna Muster]"]
    body = SESSION_BODY.replace("Acme", "Acme, Muster Kettles and Beispiel Works").replace("Erika", "Anna")
    (articles / name).write_text("\n".join(["---", *lines, "---", "", body]), encoding="utf-8")

    library = read_collection(articles, TODAY)
    mine = [found for found in library.problems if found.path.endswith(name)]
    (error,) = [found for found in mine if found.is_error]
    text = render(library, mine, Form.TEXT)

    assert error.message == "4 names are not in the lists: Kettle Post, Muster Kettles, Beispiel Works, Anna Muster"
    for entry in (
        "- {id: kettle-post, name: Kettle Post, kind: press}",
        "- {id: muster-kettles, name: Muster Kettles, kind: company}",
        "- {id: beispiel-works, name: Beispiel Works, kind: company}",
        "- {id: anna-muster, name: Anna Muster, kind: executive}",
    ):
        assert f"\n{entry}\n" in text

    fix_files(articles, keys_of(library.vocabulary), lambda path: path.endswith(name))
    left = [found for found in read_collection(articles, TODAY).problems if found.path.endswith(name)]
    assert [found for found in left if found.is_error] == []
