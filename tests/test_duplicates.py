"""Records that look like copies."""

from __future__ import annotations

import pytest

from ciie.deriving.likeness import find_duplicates
from ciie.model.records import Record
from ciie.reading.bodies import passages
from ciie.reading.library import read_library
from support.project import FIVE
from support.samples import record
from test_broken import TODAY

WORDS = [f"word{number}" for number in range(400)]


def written(name: str, words: list[str]) -> Record:
    """A record whose body is `words`."""
    body = " ".join(words)
    return record(f"2023-11-16-shine-{name}", body=body, passages=passages(body, 9))


def test_copy_that_was_cut_is_like_its_original() -> None:
    """A copy with half of the text is named with the record it was taken from."""
    original, copy, other = written("a", WORDS), written("b", WORDS[:200]), written("c", WORDS[::-1])
    (found,) = find_duplicates([copy], [original, copy, other])

    assert (found.record, found.other) == (copy, original)
    assert found.share > 0.9


@pytest.mark.parametrize(("kept", "found"), [(220, True), (200, False)])
def test_share_that_makes_a_copy(kept: int, found: bool) -> None:
    """An amended copy is one where more than .35 of the sampled runs of words are its original's."""
    copy = [*WORDS[:kept], *(f"other{number}" for number in range(len(WORDS) - kept))]
    original, amended = written("a", WORDS), written("b", copy)

    assert bool(find_duplicates([amended], [original, amended])) is found


def test_other_texts_are_not_alike() -> None:
    """Records that share a phrase, and short ones that share their only words, are not taken for copies."""
    left, right = written("a", [*WORDS[:20], *WORDS[100:200]]), written("b", [*WORDS[:20], *WORDS[200:300]])
    short, shorter = written("c", ["the", "expo", "opens"]), written("d", ["the", "expo", "opens"])

    assert find_duplicates([right, shorter], [left, right, short, shorter]) == ()


def test_phrase_of_many_records_says_nothing() -> None:
    """What more than thirty records share is the subject's, and costs no time."""
    many = [written(f"r{number}", WORDS[:60]) for number in range(31)]

    assert find_duplicates(many[:1], many) == ()
    assert len(find_duplicates(many[:1], many[:30])) == 1


def test_digests_of_one_expo_are_not_alike() -> None:
    """No two digests of the five records look like one."""
    library = read_library(FIVE, "five", TODAY)

    assert find_duplicates(library.records, library.records) == ()
