"""Entries under other ids, and two entries in one: records and lists rewritten, addresses kept."""

from __future__ import annotations

import datetime as dt
import re
import shutil
import tempfile
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from ciie.editing.lists import with_item
from ciie.editing.renames import _merged, merge_entries, rename_entry
from ciie.model.library import Library
from ciie.model.problems import WrongUseError
from ciie.model.values import KINDS
from ciie.pipeline import pages_of
from ciie.reading.library import read_library
from support.project import FIVE

TODAY = dt.date(2026, 11, 26)
# Editions are named by their numbers.
RENAMED = [kind for kind in KINDS if kind != "editions"]


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    """A copy of the records of the tests."""
    return Path(shutil.copytree(FIVE, tmp_path / "articles"))


def library(articles: Path) -> Library:
    return read_library(articles, articles.as_posix(), TODAY)


def pages(articles: Path) -> dict[str, str]:
    """The pages of a collection by their paths."""
    return {page.path: page.text for page in pages_of(library(articles))}


def standing(found: dict[str, str]) -> dict[str, str]:
    """The pages that lead to no other."""
    return {path: text for path, text in found.items() if "\nmoved: " not in text}


def entries() -> list[tuple[str, str]]:
    """Every entry that can be renamed, by list and id."""
    vocabulary = library(FIVE).vocabulary
    return [(kind, name) for kind in RENAMED for name in sorted(vocabulary.entries(kind))]


@pytest.fixture(scope="module")
def before() -> dict[str, str]:
    """The pages of the records of the tests."""
    return pages(FIVE)


@settings(max_examples=6)
@given(entry=st.deferred(lambda: st.sampled_from(entries())))
def test_site_differs_in_nothing_but_the_id(entry: tuple[str, str], before: dict[str, str]) -> None:
    """Whatever entry is renamed: no problem arises, and each page is there again, with the new id for the old one."""
    kind, old = entry
    # What follows the old id keeps it in its place among the others.
    new = f"{old}-zz"
    with tempfile.TemporaryDirectory() as folder:
        articles = Path(shutil.copytree(FIVE, Path(folder) / "articles"))
        rename_entry(articles, kind, old, new)
        assert library(articles).problems == ()
        after = pages(articles)

    again = {path.replace(new, old): text.replace(new, old) for path, text in standing(after).items()}
    assert again == standing(before)
    assert before.keys() <= after.keys()


def test_rename_leads_on_from_the_old_address(articles: Path) -> None:
    """The page of the old id is there, and says where the entry is now."""
    rename_entry(articles, "topics", "medical", "health")
    found = pages(articles)

    assert "topics/health.md" in found
    assert "moved: ../health/\n" in found["topics/medical.md"]


def test_rename_changes_nothing_but_ids(articles: Path) -> None:
    """Line by line, records differ in the id only: order, quotation marks and comments stay."""
    before = {path: path.read_text(encoding="utf-8") for path in articles.rglob("2*.md")}
    rename_entry(articles, "organisations", "sanofi", "sanofi-group")

    for path, text in before.items():
        assert path.read_text(encoding="utf-8") == re.sub(r"(?<=[ \[])sanofi(?=[,\]}])", "sanofi-group", text)


@pytest.mark.parametrize("is_turned", [False, True])
def test_merge_joins_names_addresses_and_mentions(articles: Path, is_turned: bool) -> None:
    """The entry that stays has the other's name and former id, and no record lists it twice."""
    one, *_ = (record for record in library(articles).records if len(record.organisations) > 1)
    gone, into = reversed(one.organisations[:2]) if is_turned else one.organisations[:2]
    name = library(articles).vocabulary.organisations[gone].name
    merge_entries(articles, "organisations", gone, into)
    found = library(articles)
    entry = found.vocabulary.organisations[into]
    same = next(record for record in found.records if record.id == one.id)

    assert gone not in found.vocabulary.organisations
    assert (gone in entry.formerly, name in entry.aliases) == (True, True)
    assert same.organisations == tuple(each for each in one.organisations if each != gone)
    assert found.problems == ()


@pytest.mark.parametrize(
    ("kind", "old", "new", "message"),
    [
        ("topic", "medical", "health", '"topic" is no list'),
        ("editions", "6", "sixth", '"editions" is no list'),
        ("topics", "nothing", "health", "there is no nothing in"),
        ("topics", "medical", "Health care", "is no id"),
        ("topics", "medical", "a" * 81, "is no id"),
        ("topics", "medical", "by-kind-2", "is the name of another page"),
        ("topics", "medical", "deals", "is the id of another entry"),
        ("topics", "medical", "medical", "has this id already"),
    ],
)
def test_rename_that_cannot_be(articles: Path, kind: str, old: str, new: str, message: str) -> None:
    """Each says what is wrong, and no file changes."""
    before = {path: path.read_bytes() for path in articles.rglob("*.*")}
    with pytest.raises(WrongUseError, match=message):
        rename_entry(articles, kind, old, new)

    assert {path: path.read_bytes() for path in articles.rglob("*.*")} == before


@pytest.mark.parametrize(
    ("gone", "into"),
    [
        ("total-area", "exhibition-area"),
        ("exhibition-area", "total-area"),
        ("living-zones-growth", "development-zones-growth"),
    ],
)
def test_merge_of_entries_that_others_name_together(articles: Path, gone: str, into: str) -> None:
    """No other entry names the one that stays twice, and that one does not name itself."""
    before = library(articles).vocabulary.measures
    assert [each.id for each in before.values() if {gone, into} <= {*each.unlike}]
    assert gone in before[into].unlike
    merge_entries(articles, "measures", gone, into)
    after = library(articles)
    unlike = {each.id: each.unlike for each in after.vocabulary.measures.values()}

    assert after.problems == ()
    assert (into in unlike[into], [name for name in unlike if gone in unlike[name]]) == (False, [])


def test_merge_of_measures_that_count_in_other_units(articles: Path) -> None:
    """Figures of the one would be wrong as figures of the other."""
    with pytest.raises(WrongUseError, match="does not take every unit"):
        merge_entries(articles, "measures", "exhibitors", "intended-deals")


@pytest.mark.parametrize(
    ("written", "changed"),
    [
        ("- id: a\n  name: A\n", "- id: a\n  formerly: [old]\n  name: A\n"),
        ("# note\n- name: A\n  id: a\n", "# note\n- name: A\n  id: a\n  formerly: [old]\n"),
        ("- {id: a, name: A}\n", "- {id: a, formerly: [old], name: A}\n"),
        ('- {id: "a", name: A}\n', '- {id: "a", formerly: [old], name: A}\n'),
        ("- id: a\n  formerly: [older]\n", "- id: a\n  formerly: [old, older]\n"),
        ("- id: a\n  formerly:\n    - older\n", "- id: a\n  formerly:\n    - old\n    - older\n"),
        ("- {id: a, formerly: [older]}\n- {id: b}\n", "- {id: a, formerly: [old, older]}\n- {id: b}\n"),
    ],
)
def test_item_in_an_entry(written: str, changed: str) -> None:
    """However the entry is laid out, it stays so."""
    assert with_item(written, "a", "formerly", "old") == changed


def test_name_that_yaml_would_misread_is_put_in_quotation_marks() -> None:
    """Such as one with a colon or a comma."""
    assert with_item("- id: a\n", "a", "aliases", 'A: "B", C') == '- id: a\n  aliases: ["A: \\"B\\", C"]\n'


@pytest.mark.parametrize(
    "written",
    [
        "- id: a\n  unlike: [b]\n  name: A\n- id: b\n  name: B\n",
        "- id: a\n  unlike:\n    - b\n  name: A\n- id: b\n  name: B\n",
        "- {id: a, unlike: [b], name: A}\n- {id: b, name: B}\n",
        '- id: a\n  name: A\n  unlike: ["b"]\n- id: b\n  name: B\n',
    ],
)
def test_entry_that_takes_in_the_only_one_it_is_unlike(written: str) -> None:
    """It does not name itself afterwards."""
    merged = _merged(written, "b", "a", (["b"], ["B"])).text

    assert "unlike" not in merged
    assert yaml.safe_load(merged) == [{"id": "a", "name": "A", "formerly": ["b"], "aliases": ["B"]}]


def test_entry_that_is_unlike_more_keeps_the_others() -> None:
    """Only the one that it takes in goes."""
    merged = _merged("- id: a\n  unlike: [b, c]\n  signs:\n    - b\n    - d\n- id: b\n- id: c\n", "b", "a", (["b"], []))

    assert yaml.safe_load(merged.text)[0]["unlike"] == ["c"]
    assert yaml.safe_load(merged.text)[0]["signs"] == ["b", "d"]
