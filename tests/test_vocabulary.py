"""The files of articles/vocabulary/."""

from __future__ import annotations

from pathlib import Path

import pytest

from ciie.model import kinds
from ciie.model import vocabulary as terms
from ciie.model.problems import Reading
from ciie.model.values import KINDS
from ciie.reading.vocabulary import TERMS, read_vocabulary
from support.samples import LISTS, date

FULL = {
    "topics": '- {id: deals, name: Deals, zh: 成交, group: expo, meaning: "Sums.", signs: [a], iptc: medtop:20000373}',
    "measures": "- {id: exhibitors, name: Exhibitors, meaning: A., units: [firms], of: [edition], unlike: [visitors]}"
    "\n- {id: visitors, name: Visitors, meaning: People., units: [people], of: [edition]}",
    "organisations": "- {id: sanofi, name: Sanofi, kind: company, country: fr, about: Makes medicine.}\n"
    "- {id: sanofi-china, name: Sanofi China, kind: company, part_of: sanofi}",
    "people": "- {id: paul-hudson, name: Paul Hudson, kind: executive, country: fr, wikidata: Q42}",
    "places": "- {id: fr, name: France, kind: country, demonyms: [French]}",
    "outlets": "- {id: shine, name: SHINE, kind: press, ownership: state, language: en, home: 'https://www.shine.cn/'}",
    "editions": '- {id: "6", name: 6th CIIE, ordinal: 6, opens: 2023-11-05, closes: 2023-11-10}',
}


def read(folder: Path, **texts: str) -> Reading[terms.Vocabulary]:
    """The vocabulary of the lists above, with `texts` for some of them."""
    for kind, text in {**FULL, **texts}.items():
        (folder / f"{kind}.yml").write_text(text, encoding="utf-8")
    return read_vocabulary(folder, "vocabulary")


def faults(reading: Reading[terms.Vocabulary]) -> list[str]:
    """The problems as path:line: rule."""
    return [f"{found.path}:{found.line}: {found.rule}" for found in reading.problems]


def test_every_list_has_its_kind_of_entry() -> None:
    """Each of the seven lists is made of terms of its own type."""
    assert tuple(TERMS) == KINDS


def test_read_vocabulary(tmp_path: Path) -> None:
    """Each list is read into its kind of entry, by id, in the order of its file."""
    reading = read(tmp_path)
    vocabulary = reading.value

    assert reading.problems == ()
    assert vocabulary is not None
    assert vocabulary.topics["deals"] == terms.Topic(
        "deals", "Deals", "成交", group=kinds.Group.EXPO, meaning="Sums.", signs=("a",), iptc="medtop:20000373"
    )
    assert list(vocabulary.measures) == ["exhibitors", "visitors"]
    assert vocabulary.measures["exhibitors"].unlike == ("visitors",)
    assert vocabulary.organisations["sanofi-china"].part_of == "sanofi"
    assert vocabulary.people["paul-hudson"].kind is kinds.PersonKind.EXECUTIVE
    assert vocabulary.places["fr"].names == ("France", "French")
    assert vocabulary.outlets["shine"].home == "https://www.shine.cn/"
    assert vocabulary.outlets["shine"].ownership is kinds.Ownership.STATE
    assert vocabulary.editions["6"].closes == date("2023-11-10")


def test_read_vocabulary_that_is_missing(tmp_path: Path) -> None:
    """Each list that has no file is a fault of its own."""
    assert faults(read_vocabulary(tmp_path / "none", "v")) == [f"v/{kind}.yml:1: missing-file" for kind in KINDS]


@pytest.mark.parametrize("text", ["[]", "", "# nothing yet\n"])
def test_read_vocabulary_with_an_empty_list(tmp_path: Path, text: str) -> None:
    """A list may be empty."""
    assert faults(read(tmp_path, topics=text)) == []


GOOD = "- {id: good, name: Good, group: expo, meaning: A good one.}\n"


@pytest.mark.parametrize(
    ("bad", "rule"),
    [
        ("- {id: Bad, name: Bad, group: expo, meaning: a}\n", "bad-id"),
        ("- {name: Bad, group: expo, meaning: a}\n", "missing-key"),
        ("- {id: bad, group: expo, meaning: a}\n", "missing-key"),
        ("- {id: bad, name: Bad, meaning: a}\n", "missing-key"),
        ("- {id: bad, name: Bad, group: expos, meaning: a}\n", "unknown-choice"),
        ("- {id: bad, name: Bad, group: expo, meaning: a, sign: [b]}\n", "unknown-key"),
        ("- {id: bad, name: Bad, group: expo, meaning: a, iptc: 20000373}\n", "bad-id"),
        ("- {id: bad, name: Bad, group: expo, meaning: a, wikidata: 42}\n", "bad-id"),
        ("- bad\n", "wrong-type"),
    ],
)
def test_entry_with_a_fault(tmp_path: Path, bad: str, rule: str) -> None:
    """An entry with a fault is named, first or last, and the others are read."""
    first, last = read(tmp_path, topics=bad + GOOD), read(tmp_path, topics=GOOD + bad)

    unsorted = "vocabulary/topics.yml:2: unsorted-list"
    assert faults(first) == [f"vocabulary/topics.yml:1: {rule}"]
    assert [found for found in faults(last) if found != unsorted] == [f"vocabulary/topics.yml:2: {rule}"]
    assert first.value is not None
    assert "good" in first.value.topics


@pytest.mark.parametrize(
    ("kind", "text", "hint"),
    [
        ("measures", "- {id: a, name: A, meaning: a, units: [b], of: [nothing], unlike: [c]}", "add it to vocabulary/"),
        ("organisations", "- {id: a, name: A, kind: company, part_of: b}", "add it to vocabulary/"),
        ("organisations", "- {id: a, name: A, kind: company, country: zz}", "add it to vocabulary/places.yml"),
        ("people", "- {id: a, name: A, country: zz}", "add it to vocabulary/places.yml"),
        ("outlets", "- {id: a, name: A, kind: press, country: zz}", "add it to vocabulary/places.yml"),
    ],
)
def test_entry_that_names_an_entry_that_is_not_there(tmp_path: Path, kind: str, text: str, hint: str) -> None:
    """A country, a parent or a measure that an entry names is in its list."""
    (found,) = read(tmp_path, **{kind: text}).problems

    assert found.rule == "unknown-id"
    assert found.hint.startswith(hint)


@pytest.mark.parametrize(
    ("keys", "found"),
    [
        ("kind: wire", kinds.Ownership.UNKNOWN),
        ("kind: wire, ownership: party", kinds.Ownership.PARTY),
        ("kind: press, ownership: party", kinds.Ownership.PARTY),
    ],
)
def test_owner_of_an_outlet(tmp_path: Path, keys: str, found: kinds.Ownership) -> None:
    """An outlet of any kind may have any owner; where the list does not say which, it is unknown."""
    vocabulary = read(tmp_path, outlets=f"- {{id: a, name: A, {keys}}}").value

    assert vocabulary is not None
    assert vocabulary.outlets["a"].ownership is found


def test_entry_with_a_fault_counts_as_listed(tmp_path: Path) -> None:
    """One fault in an entry is one problem, and not another for each entry that names it."""
    country = "- {id: fr, name: France, kind: country, capital: Paris}"

    assert faults(read(tmp_path, places=country)) == ["vocabulary/places.yml:1: unknown-key"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (GOOD + GOOD, [(2, "repeated-id")]),
        (GOOD + "- {id: other, name: Good, group: expo, meaning: a}", [(2, "repeated-name")]),
        (GOOD + "- {id: other, name: Other, aliases: [Good], group: expo, meaning: a}", [(2, "repeated-name")]),
        (GOOD + "- {id: other, name: Other, zh: Good, group: expo, meaning: a}", [(2, "repeated-name")]),
        ("- {id: good, name: Good, aliases: [Good], group: expo, meaning: a}", []),
    ],
)
def test_names_and_ids_that_stand_twice(tmp_path: Path, text: str, found: list[tuple[int, str]]) -> None:
    """An id or a name belongs to one entry of its list."""
    assert faults(read(tmp_path, topics=text)) == [f"vocabulary/topics.yml:{line}: {rule}" for line, rule in found]


def test_name_in_two_lists(tmp_path: Path) -> None:
    """A place and an organisation may bear one name."""
    place = FULL["places"] + "\n- {id: sanofi-hall, name: Sanofi, kind: venue}"

    assert faults(read(tmp_path, places=place)) == []


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("deals: Deals", "wrong-type"),
        ("- a\n" * 20_001, "too-long"),
        ("deals", "wrong-type"),
        ("- {id: [", "yaml-syntax"),
        ("- *a", "yaml-feature"),
    ],
)
def test_file_that_is_no_list(tmp_path: Path, text: str, rule: str) -> None:
    """A file of another shape is one fault."""
    assert faults(read(tmp_path, topics=text)) == [f"vocabulary/topics.yml:1: {rule}"]


def test_file_that_is_no_text(tmp_path: Path) -> None:
    """A file in another encoding is one fault, and the other lists are read."""
    read(tmp_path)
    (tmp_path / "topics.yml").write_bytes("- 成交".encode("gb18030"))

    reading = read_vocabulary(tmp_path, "vocabulary")

    assert faults(reading) == ["vocabulary/topics.yml:1: not-utf8"]
    assert reading.value is not None
    assert "shine" in reading.value.outlets


def test_lists_of_the_samples(tmp_path: Path) -> None:
    """The lists that other tests build on are without faults."""
    assert faults(read(tmp_path, **LISTS)) == []


@pytest.mark.parametrize(
    ("kind", "keys", "found"),
    [
        ("people", ("zh: 任鸿斌", "zh: 任洪斌"), []),
        ("people", ("zh: 任鸿斌", "zh: 任鸿斌"), ["repeated-name"] * 2),
        ("people", ("zh: 任鸿斌", "kind: executive"), ["repeated-name"]),
        ("organisations", ("kind: company, zh: 任鸿斌", "kind: company, zh: 任洪斌"), ["repeated-name"]),
    ],
)
def test_two_entries_of_one_name(tmp_path: Path, kind: str, keys: tuple[str, str], found: list[str]) -> None:
    """Two people may have one name where their Chinese names differ."""
    lines = "".join(f"- {{id: {name}, name: Ren Hongbin, {key}}}\n" for name, key in zip("ab", keys, strict=True))
    (tmp_path / f"{kind}.yml").write_text(lines, encoding="utf-8")
    reading = read_vocabulary(tmp_path, "v")

    assert [problem.rule for problem in reading.problems if problem.rule != "missing-file"] == found


@pytest.mark.parametrize(("kind", "found"), [("country", []), ("territory", []), ("city", ["no-country"])])
def test_place_that_is_the_country_of_an_outlet(tmp_path: Path, kind: str, found: list[str]) -> None:
    """An outlet is of a country or a territory, and of no other kind of place."""
    place = f"- {{id: fr, name: France, kind: country}}\n- {{id: hk, name: Hong Kong, kind: {kind}}}\n"
    reading = read(tmp_path, places=place, outlets="- {id: a, name: A, kind: press, country: hk}\n")

    assert [problem.rule for problem in reading.problems] == found
