"""The front matter of a record."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from ciie.model.records import (
    EditionSpan,
    Event,
    Figure,
    Genre,
    Mention,
    Qualifier,
    Relation,
    RelationKind,
    Rights,
    Status,
    Translation,
)
from ciie.model.values import Ref
from ciie.reading.keys import read_pairs
from ciie.reading.record_schema import MOST_TOPICS, record_keys
from support.samples import IDS, SIXTH, date, node

SANOFI = Ref("organisations", "sanofi")
NOVEMBER = date("2023-11")
KEYS = {key.name: key for key in record_keys(IDS)}
FULL = """
title: "Results of the expo"
title_en: Results
title_note: from the first line
date: 2023-11-16
date_note: "estimated: from the address"
source: shine
source_note: from the address
via: [xinhua]
url: https://www.shine.cn/a
archive: https://archive.example/a
basis: beginning
authors: [Li Linxu]
language: en
translated_from: zh-Hant
translation: machine
edition: 6
genre: news
topics: [deals, opening-up]
rights: digest
summary: In short.
organisations: [sanofi]
people: [paul-hudson]
places: [cn]
figures: [{measure: exhibitors, value: 3486, unit: companies}]
events: [{date: 2023-11, what: It opens}]
related: [{id: 2023-11-04-xinhua-a, kind: same-story}]
corrections: [{date: 2023-12-01, what: "It was 3,486; 3,468 stood here."}]
formerly: [2023-11-15-shine-old]
accepted: {unlisted-figure: 500 is part of a name}
draft: AAAA.AAAAAAAA
"""


def read(key: str, text: str) -> tuple[Any, list[str]]:
    """The value of a key and the rules that its text breaks."""
    reading = KEYS[key].type(node(text))
    return reading.value, [found.rule for found in reading.problems]


def test_front_matter_in_full() -> None:
    """Every key that a record may have is read, in the order of the schema."""
    reading = read_pairs(node(FULL), tuple(KEYS.values()))

    assert reading.problems == ()
    assert reading.value is not None
    assert list(reading.value.values) == list(KEYS)
    assert reading.value.values["edition"] == SIXTH
    assert reading.value.values["translation"] is Translation.MACHINE
    assert reading.value.values["genre"] is Genre.NEWS
    assert reading.value.values["rights"] is Rights.DIGEST


def test_keys_that_are_required() -> None:
    """A record has a title, a date, a source, topics and rights; everything else it may have."""
    assert [name for name, key in KEYS.items() if key.required] == ["title", "date", "source", "topics", "rights"]


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("{measure: exhibitors, value: 3486, unit: companies}", Figure("exhibitors", Decimal(3486), "companies")),
        (
            "{measure: intended-deals, value: 78.41e9, unit: USD, qualifier: over, edition: 5-6, status: final,"
            ' of: sanofi, note: all of it, as: "78.41 billion USD"}',
            Figure(
                "intended-deals",
                Decimal("78.41e9"),
                "USD",
                Qualifier.OVER,
                EditionSpan(5, 6),
                Status.FINAL,
                SANOFI,
                "all of it",
                "78.41 billion USD",
            ),
        ),
        (
            "{measure: exhibitors, value: 1, unit: companies, of: cn}",
            Figure("exhibitors", Decimal(1), "companies", of=Ref("places", "cn")),
        ),
        (
            "{measure: exhibitors, value: 1, unit: companies, as_of: 2023-11, status: interim, origin: sanofi}",
            Figure("exhibitors", Decimal(1), "companies", status=Status.INTERIM, as_of=NOVEMBER, origin="sanofi"),
        ),
    ],
)
def test_figures(text: str, figure: Figure) -> None:
    """A figure has a measure, a value and a unit, and what else the source says of it."""
    assert read("figures", f"[{text}]") == ((figure,), [])


GOOD = "{measure: exhibitors, value: 1, unit: companies}"


@pytest.mark.parametrize(
    ("bad", "rule"),
    [
        ("{measure: exhibitor, value: 2, unit: companies}", "unknown-id"),
        ("{measure: exhibitors, value: 2.000.000, unit: companies}", "bad-number"),
        ("{measure: exhibitors, value: many, unit: companies}", "bad-number"),
        ("{measure: exhibitors, value: 2}", "missing-key"),
        ("{measure: exhibitors, value: 2, unit: companies, qualifier: circa}", "unknown-choice"),
        ("{measure: exhibitors, value: 2, unit: companies, edition: 16}", "unknown-id"),
        ("{measure: exhibitors, value: 2, unit: companies, of: nobody}", "unknown-id"),
        ("{measure: exhibitors, value: 2, unit: companies, as_of: 2023-11-05/2023-11-10}", "bad-date"),
        ("{measure: exhibitors, value: 2, unit: companies, origin: cn}", "unknown-id"),
        ("{measure: exhibitors, value: 2, unit: companies, colour: red}", "unknown-key"),
        ("2", "wrong-type"),
    ],
)
def test_figure_with_a_fault(bad: str, rule: str) -> None:
    """A figure with a fault is named wherever it stands, and the others are read."""
    first, broken_first = read("figures", f"[{bad}, {GOOD}]")
    last, broken_last = read("figures", f"[{GOOD}, {bad}]")

    assert (broken_first, broken_last) == ([rule], [rule])
    assert first[-1] == last[0] == Figure("exhibitors", Decimal(1), "companies")


@pytest.mark.parametrize(
    ("text", "mentions", "rules"),
    [
        ("[paul-hudson]", (Mention("paul-hudson"),), []),
        (
            "[{id: paul-hudson, role: CEO, of: sanofi}]",
            (Mention("paul-hudson", "CEO", SANOFI),),
            [],
        ),
        ("[{id: paul-hudson, of: fr}]", (Mention("paul-hudson", of=Ref("places", "fr")),), []),
        ("[{id: paul-hudson, of: paul-hudson}]", (Mention("paul-hudson"),), ["unknown-id"]),
        ("[nobody, paul-hudson]", (Mention("paul-hudson"),), ["unknown-id"]),
        ("[paul-hudson, nobody]", (Mention("paul-hudson"),), ["unknown-id"]),
        ("[{role: CEO}]", (), ["missing-key"]),
        ("[paul-hudson, paul-hudson]", (Mention("paul-hudson"),), ["repeated-item"]),
    ],
)
def test_people(text: str, mentions: tuple[Mention, ...], rules: list[str]) -> None:
    """A person is an id, or an id with a role and an affiliation to an organisation or country."""
    assert read("people", text) == (mentions, rules)


@pytest.mark.parametrize(
    ("text", "events", "rules"),
    [
        ("[{date: 2023-11-05/2023-11-10, what: a, as: b}]", (Event(date("2023-11-05/2023-11-10"), "a", "b"),), []),
        ("[{date: 2023, what: a}, {date: 2024-02-30, what: b}]", (Event(date("2023"), "a"),), ["bad-date"]),
        ("[{date: 2024-02-30, what: b}, {date: 2023, what: a}]", (Event(date("2023"), "a"),), ["bad-date"]),
        ("[{date: 2023}]", (), ["missing-key"]),
    ],
)
def test_events(text: str, events: tuple[Event, ...], rules: list[str]) -> None:
    """An event has a day, month, year or span, and says what happened."""
    assert read("events", text) == (events, rules)


@pytest.mark.parametrize(
    ("text", "relations", "rules"),
    [
        ("[{id: 2023-11-04-a, kind: rewrite-of}]", (Relation("2023-11-04-a", RelationKind.REWRITE_OF),), []),
        ("[{id: 2023-11-04-a, kind: copy}]", (), ["unknown-choice"]),
        ("[{id: ../a, kind: same-story}]", (), ["bad-id"]),
        ("[{id: 2023-11-04-a}]", (), ["missing-key"]),
        ("[2023-11-04-a]", (), ["wrong-type"]),
    ],
)
def test_related(text: str, relations: tuple[Relation, ...], rules: list[str]) -> None:
    """A relation names a record and what its source is to it."""
    assert read("related", text) == (relations, rules)


@pytest.mark.parametrize(
    ("key", "text", "rules"),
    [
        ("topics", "[helth]", ["unknown-id"]),
        ("topics", "[deals, deals]", ["repeated-item"]),
        ("topics", "deals", ["wrong-type"]),
        ("source", "shin", ["unknown-id"]),
        ("date", "2023-11-05/2023-11-10", ["bad-date"]),
        ("edition", "9", ["unknown-id"]),
        ("rights", "stolen", ["unknown-choice"]),
        ("rights", "unreviewed", []),
        ("translated_from", "chinese", ["other-words"]),
        ("organisations", "[cn]", ["unknown-id"]),
        ("via", "[nobody, xinhua]", ["unknown-id"]),
        ("via", "[xinhua, nobody]", ["unknown-id"]),
    ],
)
def test_value_with_a_fault(key: str, text: str, rules: list[str]) -> None:
    """Each key holds to its own rule."""
    assert read(key, text)[1] == rules


@pytest.mark.parametrize(("count", "rules"), [(MOST_TOPICS, []), (MOST_TOPICS + 1, ["too-long"])])
def test_topics_at_their_most(count: int, rules: list[str]) -> None:
    """A record has at most fifteen topics."""
    names = [f"a{n}" for n in range(count)]
    keys = {
        key.name: key for key in record_keys(replace(IDS, names={**IDS.names, "topics": dict.fromkeys(names, ("A",))}))
    }

    assert [found.rule for found in keys["topics"].type(node(f"[{', '.join(names)}]")).problems] == rules
