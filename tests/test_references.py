"""References to entries that the vocabulary lacks: what is proposed in their place."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given

from ciie.model.values import KINDS, kebab
from ciie.reading.frontmatter import parse_yaml
from ciie.reading.references import missing_entry, reference
from ciie.reading.value_types import edition
from ciie.reading.vocabulary import read_vocabulary
from ciie.reading.yaml_trees import Scalar
from support.samples import IDS, LISTS
from support.texts import marked_texts

PROPOSED = [kind for kind in KINDS if kind != "editions"]


def faults(folder: Path, kind: str, line: str) -> list[str]:
    """The rules that the vocabulary breaks once `line` is pasted into a list."""
    for name, text in {**LISTS, kind: f"{line}\n"}.items():
        (folder / f"{name}.yml").write_text(text, encoding="utf-8")
    return [found.rule for found in read_vocabulary(folder, "vocabulary").problems]


@pytest.mark.parametrize("kind", PROPOSED)
@pytest.mark.parametrize("name", ["global-times", "Global Times", 'Sony: "Music", Inc.', "L’Oréal", "a" * 80, "cn"])
def test_entry_to_paste_passes_check(tmp_path: Path, kind: str, name: str) -> None:
    """The proposed line, pasted as it is, is an entry without a fault."""
    assert faults(tmp_path, kind, missing_entry(kind, name).line) == []


@given(name=marked_texts)
def test_entry_to_paste_is_yaml(name: str) -> None:
    """Whatever the name is, the line is one entry with that name."""
    words = " ".join(name.split())
    reading = parse_yaml(missing_entry("outlets", words).line) if words and kebab(words) != words else None

    if reading is not None:
        assert not reading.problems
        (item,) = reading.value.items  # type: ignore[union-attr]
        assert {key.text: value.text for key, value in item.pairs}["name"] == words  # type: ignore[union-attr]


@pytest.mark.parametrize("number", [1, 2, 3, 4, 11, 12, 13, 21, 82])
def test_edition_to_paste_passes_check(tmp_path: Path, number: int) -> None:
    """An edition that is not listed yet is proposed with its usual days, up to 2099, with which dates end."""
    (found,) = edition([])(Scalar(str(number), (1, 1))).problems

    assert faults(tmp_path, "editions", found.hint.partition(":  ")[2]) == []


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("bank-of-china", "Bank of China"),
        ("global-times", "Global Times"),
        ("the-paper", "The Paper"),
        ("Global Times", "Global Times"),
    ],
)
def test_name_of_an_entry_to_paste(name: str, shown: str) -> None:
    """An id is made a name, and a name stays as it is."""
    assert missing_entry("outlets", name).line == f"- {{id: {kebab(name)}, name: {shown}, kind: press}}"


@pytest.mark.parametrize(
    ("kinds", "name", "is_sure"),
    [
        (("outlets",), "global-times", True),
        (("organisations",), "Acme Works", True),
        (("organisations",), "环球时报", False),
        (("organisations",), "sanofy", False),
        (("organisations",), "paul-hudson", False),
        (("people",), "max-muster", True),
        (("places",), "paris", False),
        (("organisations", "places"), "acme", False),
    ],
)
def test_entry_that_can_be_added_without_asking(kinds: tuple[str, ...], name: str, is_sure: bool) -> None:
    """Only an outlet, an organisation or a person like none of the known ones, and that one list alone can have."""
    (found,) = reference(kinds, IDS)(Scalar(name, (1, 1))).problems

    assert bool(found.missing and found.missing[0].is_sure) is is_sure
    assert bool(found.fix) is (is_sure and kebab(name) != name)


def test_id_of_another_list() -> None:
    """A person among the organisations is to be moved, not added."""
    (found,) = reference(("organisations",), IDS)(Scalar("paul-hudson", (1, 1))).problems

    assert found.hint == "move it to people"
    assert "but one in vocabulary/people.yml" in found.message
