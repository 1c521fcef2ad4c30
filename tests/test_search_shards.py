"""The files of a list of the search index: changed row by row, they are what they would be if written whole."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ciie.search.postings import WordsSaid, average_of, changes_of, postings_of
from ciie.search.shards import change_shards, count_before, flat, read_rows, sort_key, together, write_shards

Rows = Mapping[str, Mapping[int, int]]
# Characters that UTF-16 and code points sort otherwise, among others.
WORDS = st.text("abc展\U0001f400\uff5e", min_size=1, max_size=4)
POSTINGS = st.dictionaries(st.integers(0, 30), st.integers(1, 99), min_size=1, max_size=8)
CHANGES = st.dictionaries(WORDS, st.dictionaries(st.integers(0, 30), st.integers(0, 99), min_size=1), max_size=6)


def written(folder: Path, rows: Rows, most: int) -> list[str]:
    """The first keys of the files that `rows` are written to."""
    found = ((key, flat(sorted(rows[key].items()))) for key in sorted(rows, key=sort_key))
    return write_shards(folder, found, most)


def files(folder: Path) -> Mapping[str, bytes]:
    """The files of a folder, which need not be there."""
    return {path.name: path.read_bytes() for path in folder.glob("*")}


@given(rows=st.dictionaries(WORDS, POSTINGS, max_size=40), changes=CHANGES, most=st.integers(10, 120))
@example(rows={}, changes={"a": {1: 2}}, most=20)
@example(rows={"a": {1: 2}}, changes={"a": {1: 0}}, most=20)
@example(rows={"b": {1: 2}}, changes={"a": {1: 1}, "c": {1: 1}}, most=10)
def test_changed_files_are_those_that_would_be_written(
    rows: Rows, changes: Rows, most: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Keys that come, go and stay, in files that grow, shrink and are taken as they are."""
    folder = tmp_path_factory.mktemp("shards")
    firsts = written(folder / "old", rows, most)
    merged = {key: {**rows.get(key, {}), **changes.get(key, {})} for key in {*rows, *changes}}
    left = {key: {n: weight for n, weight in of.items() if weight} for key, of in merged.items()}
    after = {key: of for key, of in left.items() if of}
    before = files(folder / "old")

    changed = change_shards(folder / "old", firsts, changes, folder / "new", most)

    assert changed == written(folder / "whole", after, most)
    assert files(folder / "new") == files(folder / "whole")
    assert files(folder / "old") == before
    assert dict(read_rows(folder / "new", len(changed))) == {key: flat(sorted(of.items())) for key, of in after.items()}


def test_files_without_a_change_are_the_same_files(tmp_path: Path) -> None:
    """Where a change ends at the end of a file, all later ones are taken, under the numbers that they have then."""
    rows = {f"{letter}{number}": {1: 1} for letter in "abc" for number in range(4)}
    firsts = written(tmp_path / "old", rows, 32)
    changed = change_shards(tmp_path / "old", firsts, {"a0": {1: 9}}, tmp_path / "new", 32)

    assert changed == firsts
    same = [path.samefile(tmp_path / "old" / path.name) for path in sorted((tmp_path / "new").glob("*"))]
    assert same == [False, True, True, True]


@pytest.mark.parametrize(("end", "count"), [(3, 1), (4, 2), (9, 2), (10, 3)])
def test_number_of_documents_below_a_number(end: int, count: int) -> None:
    """Rows hold steps and not numbers."""
    assert count_before(end, flat([(2, 50), (3, 50), (9, 50)])) == count


def said(*runs: tuple[int, str], length: float = 100) -> WordsSaid:
    """What a document of a length says."""
    words = {word: weight / 10 for weight, run in runs for word in run.split()}
    return WordsSaid(words=words, length=length, standing=1.0, runs=[*runs], made_of=("", ""))


def test_changes_of_a_document_are_what_its_postings_differ_in() -> None:
    """In the lists of words and of pairs, each with the weight that it has then."""
    before, after = said((80, "big deals"), (10, "new new deals")), said((80, "big deals"), (10, "new old deals"))
    others = [said((10, "old deals")), said((10, "new deals"))]
    old, new = postings_of([[*others, before]]), postings_of([[*others, after]])

    words, pairs = changes_of(2, before, after, 100)

    assert words == {"old": {2: dict(new.words["old"])[2]}}
    assert {pair for pair, _ in (*old.pairs(), *new.pairs()) if pair in pairs} == {
        "new new",
        "new old",
        "old deals",
        "new deals",
    }
    assert pairs["new old"] == {2: dict(dict(new.pairs())["new old"])[2]}
    assert pairs["new new"] == {2: 0}


def test_changes_of_several_documents() -> None:
    """Each has its own number in a row."""
    assert together([{"a": {1: 5}, "b": {1: 0}}, {"a": {2: 7}}]) == {"a": {1: 5, 2: 7}, "b": {1: 0}}


@pytest.mark.parametrize(
    ("lengths", "average"), [([], 1), ([0, 0], 1), ([644, 644], 640), ([645.1, 645.1], 650), ([99, 100], 100)]
)
def test_average_length_is_known_to_two_digits(lengths: list[float], average: float) -> None:
    """So one more sentence leaves the weights of all other documents as they are."""
    assert average_of(lengths) == average
