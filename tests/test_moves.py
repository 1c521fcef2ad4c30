"""Records under other ids, and records and entries withdrawn: files, relations, addresses and notices."""

from __future__ import annotations

import datetime as dt
import shutil
import tempfile
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ciie.__main__ import main
from ciie.editing.moves import remove_entry, remove_record, rename_record
from ciie.model.library import Collected, Library, Withdrawal
from ciie.model.problems import WrongUseError
from ciie.pipeline import pages_of
from ciie.reading.library import read_library
from support.project import FIVE, TESTS

OLD, NEW = "2023-11-12-daily-after-the-close", "2023-11-12-daily-z"
TODAY = dt.date(2026, 11, 26)
NOTICE = Withdrawal("", 'Its outlet took it "back".')
# Records with relations and stories, and records without.
COLLECTIONS = (FIVE, TESTS / "small", TESTS / "voices")


def library(articles: Path) -> Library:
    return read_library(articles, "articles", TODAY)


def pages(articles: Path) -> dict[str, str]:
    """The pages of a collection by their paths."""
    return {page.path: page.text for page in pages_of(library(articles))}


@cache
def before(folder: Path) -> dict[str, str]:
    return {path: text for path, text in pages(folder).items() if "\nmoved: " not in text}


RECORDS = st.deferred(
    lambda: st.sampled_from([(folder, record.id) for folder in COLLECTIONS for record in library(folder).records])
)


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    """A copy of two records, the later of which is tied to the earlier."""
    return Path(shutil.copytree(TESTS / "small", tmp_path / "articles"))


@settings(max_examples=8, deadline=None)
@given(chosen=RECORDS)
def test_site_differs_in_nothing_but_the_id(chosen: tuple[Path, str]) -> None:
    """Whatever record is renamed: no problem arises, each page is there with the new id, and old addresses lead on."""
    folder, old = chosen
    # What follows the old id keeps it in its place among the others.
    new = f"{old}-zz"
    with tempfile.TemporaryDirectory() as name:
        articles = Path(shutil.copytree(folder, Path(name) / "articles"))
        rename_record(articles, old, new)
        assert library(articles).problems == library(folder).problems
        after = pages(articles)

    moved = {path for path, text in after.items() if "\nmoved: " in text}
    assert {
        path.replace(new, old): text.replace(new, old) for path, text in after.items() if path not in moved
    } == before(folder)
    assert before(folder).keys() <= after.keys()
    assert f"articles/{old}.md" in moved


def test_story_has_the_id_of_its_first_record(tmp_path: Path) -> None:
    """Its page moves with that record, and its old address leads on."""
    articles = Path(shutil.copytree(TESTS / "voices", tmp_path / "articles"))
    old = next(path for path in before(TESTS / "voices") if path.startswith("stories/2")).split("/")[1][:-3]
    rename_record(articles, old, f"{old}-zz")

    assert f"moved: ../{old}-zz/\n" in pages(articles)[f"stories/{old}.md"]


@settings(max_examples=8, deadline=None)
@given(chosen=RECORDS)
def test_site_without_a_record_is_the_site_that_never_had_it(chosen: tuple[Path, str]) -> None:
    """But for the page that says that the record was withdrawn."""
    folder, name = chosen
    with tempfile.TemporaryDirectory() as other:
        articles = Path(shutil.copytree(folder, Path(other) / "articles"))
        remove_record(articles, name, NOTICE)
        assert [found for found in library(articles).errors if "withdrawn" in found.path] == []
        after = pages(articles)
        (articles / "withdrawn.yml").unlink()
        never = pages(articles)

    assert after.pop(f"articles/{name}.md").count("Its outlet took it") == 1
    assert after == never
    assert name not in "".join(after.values())


def test_record_of_another_day_moves_to_its_folder(articles: Path) -> None:
    """Its file, its date and what ties another to it change; nothing else does."""
    (articles / "2023").mkdir()
    for path in articles.glob("*.md"):
        path.rename(articles / "2023" / path.name)
    old, new = OLD, "2022-11-12-daily-after-it"
    before = (articles / "2023" / f"{old}.md").read_text(encoding="utf-8")
    rename_record(articles, f"articles/2023/{old}.md", new)
    after = (articles / "2022" / f"{new}.md").read_text(encoding="utf-8")

    assert after.replace("date: 2022-11-12", "date: 2023-11-12", 1).replace(f"formerly: [{old}]\n", "") == before
    assert not (articles / "2023" / f"{old}.md").exists()
    assert [record.formerly for record in library(articles).records if record.id == new] == [(old,)]


def test_record_that_has_its_new_date_keeps_it(articles: Path) -> None:
    """Such as one whose editor has corrected the date, and now gives the file its name."""
    path = articles / f"{OLD}.md"
    path.write_text(path.read_text(encoding="utf-8").replace("date: 2023-11-12", "date: 2023-11-13", 1), "utf-8")
    rename_record(articles, path.stem, "2023-11-13-daily-after-the-close")

    assert library(articles).records[0].date.iso == "2023-11-13"


TIED = "  - {id: OLD, kind: same-story}\n"
OTHER = "  - {id: 2023-01-02-daily-z, kind: same-story}\n"
BLOCK = "  - kind: same-story\n    id: 2023-01-02-daily-z\n"
# The key of another record, and what is left of it.
RELATIONS = [
    (f"related:\n{TIED}formerly: [2023-01-01-daily-x]\n", "formerly: [2023-01-01-daily-x]\n"),
    (f"related:\n{TIED}{OTHER}", f"related:\n{OTHER}"),
    (
        f"related:\n{BLOCK}  # why\n  - kind: same-story\n    id: OLD\n# last\ndraft: x\n",
        f"related:\n{BLOCK}# last\ndraft: x\n",
    ),
    (
        'related: [{id: 2023-01-02-daily-z, kind: same-story}, {id: "OLD", kind: same-story}]\n',
        "related: [{id: 2023-01-02-daily-z, kind: same-story}]\n",
    ),
    (f"related:\n{OTHER}", f"related:\n{OTHER}"),
    (f"related:\n  # its wire\n{TIED}  # its mirror\n{OTHER}", f"related:\n  # its mirror\n{OTHER}"),
]


def tied(articles: Path, written: str) -> Path:
    """Another record, with that in its front matter."""
    path = articles / "2023-11-13-daily-tied.md"
    path.write_text(f"---\ntitle: OLD\n{written}---\n\nA body that names OLD.\n".replace("OLD", OLD), encoding="utf-8")
    return path


@pytest.mark.parametrize("written", [written for written, _ in RELATIONS])
def test_relation_follows_a_record(articles: Path, written: str) -> None:
    """However it is laid out, the new id is in the place of the old one; title and body stay."""
    path = tied(articles, written)
    expected = path.read_text(encoding="utf-8").replace(written.replace("OLD", OLD), written.replace("OLD", NEW))
    rename_record(articles, OLD, NEW)

    assert path.read_text(encoding="utf-8") == expected


@pytest.mark.parametrize(("written", "left"), RELATIONS)
def test_relation_goes_with_a_record(articles: Path, written: str, left: str) -> None:
    """However it is laid out, the others stay."""
    path = tied(articles, written)
    remove_record(articles, OLD, NOTICE)
    found = path.read_text(encoding="utf-8")

    assert found == tied(articles, left).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("", "formerly: [OLD]\n"),
        ("formerly: [2022-01-01-daily-a]\n", "formerly: [OLD, 2022-01-01-daily-a]\n"),
        ("formerly:\n  - 2022-01-01-daily-a\n", "formerly:\n  - OLD\n  - 2022-01-01-daily-a\n"),
        ("# why\naccepted: {image: why}\n", "formerly: [OLD]\n# why\naccepted: {image: why}\n"),
    ],
)
def test_former_id_of_a_record(articles: Path, written: str, shown: str) -> None:
    """It comes first in the list of them, in the place of that key."""
    path, new = articles / "2023-11-14-daily-x.md", "2023-11-14-daily-y"
    path.write_text(f"---\ntitle: x\n{written}---\n\nA body.\n", encoding="utf-8")
    rename_record(articles, path.stem, new)

    assert (articles / f"{new}.md").read_text(encoding="utf-8") == (
        f"---\ntitle: x\n{shown.replace('OLD', path.stem)}---\n\nA body.\n"
    )


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (OLD, OLD, "has this id already"),
        ("2023-11-12-daily-nothing", "2023-11-12-daily-x", "there is no record 2023-11-12-daily-nothing"),
        (OLD, "2023-13-45-daily-x", "2023-13-45 is no date"),
        (OLD, "After the close", "is not date-outlet-words"),
    ],
)
def test_record_that_cannot_be_renamed(articles: Path, old: str, new: str, message: str) -> None:
    """Each says what is wrong, and no file changes."""
    before = {path: path.read_bytes() for path in articles.rglob("*.*")}
    with pytest.raises(WrongUseError, match=message):
        rename_record(articles, old, new)

    assert {path: path.read_bytes() for path in articles.rglob("*.*")} == before


def test_id_that_a_record_has_or_had_is_taken(articles: Path) -> None:
    """Another record never gets it, nor does the same one get it back."""
    first, second = (record.id for record in library(articles).records[:2])
    rename_record(articles, first, f"{first}-new")

    for name, new in ((second, f"{first}-new"), (second, first), (f"{first}-new", first)):
        with pytest.raises(WrongUseError, match="is or was the id of"):
            rename_record(articles, name, new)


def test_notice_keeps_what_is_known_of_a_record(articles: Path) -> None:
    """Its id, those it had before, the reason and the day; each address says them."""
    old, new = OLD, NEW
    rename_record(articles, old, new)
    done = main(["remove", new, "--reason", "It is <wrong>", "--date", "2026-11-26", "--articles", str(articles)])
    made = pages(articles)

    assert done == 0
    assert [(each.id, each.reason, each.formerly) for each in library(articles).withdrawn] == [
        (new, "It is <wrong>", (old,))
    ]
    for name in (old, new):
        assert "withdrawn on 26 November 2026. The reason: It is &lt;wrong&gt;" in made[f"articles/{name}.md"]


def test_notices_are_in_order_and_of_several_lists(articles: Path) -> None:
    """A second one goes where its id belongs; of one id in two lists either has its own."""
    for name in ("2023-11-13-b", "2023-11-12-a"):
        path = articles / f"{name}-x.md"
        path.write_text("---\ntitle: x\n---\n\nA body.\n", encoding="utf-8")
        remove_record(articles, path.stem, NOTICE)

    assert [each.id for each in library(articles).withdrawn] == ["2023-11-12-a-x", "2023-11-13-b-x"]


def test_entry_that_nothing_uses_is_withdrawn(articles: Path) -> None:
    """Its page says so, and a check is quiet; one that something uses stays."""
    topics = articles / "vocabulary" / "topics.yml"
    topics.write_text(
        topics.read_text(encoding="utf-8")
        + "- {id: zoos, name: Zoos, formerly: [zoo], group: expo, meaning: All about zoos.}\n",
        encoding="utf-8",
    )
    assert [found.rule for found in library(articles).problems] == ["unused-entry"]
    remove_entry(articles, library(articles), replace(NOTICE, id="zoos", list=Collected.TOPICS))

    assert library(articles).problems == ()
    assert "This topic was withdrawn. The reason: Its outlet took it" in pages(articles)["topics/zoos.md"]
    assert "withdrawn" in pages(articles)["topics/zoo.md"]
    with pytest.raises(WrongUseError, match="deals is used by 2023-11-12-daily-after-the-close"):
        remove_entry(articles, library(articles), replace(NOTICE, id="deals", list=Collected.TOPICS))


@pytest.mark.parametrize("reason", ["", " ", "x" * 401, "two\nlines", "a\u202eb"])
def test_reason_that_cannot_be_shown(articles: Path, reason: str) -> None:
    """Then nothing is removed."""
    with pytest.raises(WrongUseError, match="the reason is one line"):
        remove_record(articles, OLD, replace(NOTICE, reason=reason))

    assert (articles / f"{OLD}.md").exists()


@pytest.mark.parametrize(
    ("notice", "told"),
    [
        ("{id: 2023-11-12-daily-after-the-close, reason: x}", ["repeated-id"]),
        ("{id: deals, list: topics, reason: x}", ["repeated-id"]),
        ("{id: deals, list: places, reason: x}", []),
        ("{id: 2020-01-01-daily-x, reason: x, formerly: [2020-01-01-daily-x]}", []),
        ("{id: 2020-01-01-daily-x, reason: x}\n- {id: 2020-01-01-daily-x, reason: y}", ["repeated-id"]),
        ("{id: 2020-01-01-daily-x}", ["missing-key"]),
        ("{id: 2020-01-01-daily-x, reason: x, list: editions}", ["unknown-choice"]),
    ],
)
def test_notices_by_hand(articles: Path, notice: str, told: list[str]) -> None:
    """What a check says of them."""
    (articles / "withdrawn.yml").write_text(f"- {notice}\n", encoding="utf-8")

    assert [(found.path, found.rule) for found in library(articles).errors] == [
        ("articles/withdrawn.yml", rule) for rule in told
    ]


def test_relation_to_a_withdrawn_record(articles: Path) -> None:
    """The message says what became of it."""
    path = articles / f"{OLD}.md"
    text = path.read_text(encoding="utf-8")
    remove_record(articles, "2023-11-04-wire-before-the-opening", NOTICE)
    path.write_text(text, encoding="utf-8")

    assert [found.message for found in library(articles).errors] == [
        "the record 2023-11-04-wire-before-the-opening was withdrawn"
    ]
