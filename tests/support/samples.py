"""Small vocabularies, records and files for tests; each builder takes only what a test is about."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

from ciie.deriving.derivation import derive
from ciie.deriving.knowledge import Knowledge
from ciie.model import kinds, vocabulary
from ciie.model.library import Library
from ciie.model.problems import Problem
from ciie.model.records import EditionSpan, Event, Figure, Record, Rights
from ciie.model.values import PartialDate, parse_date
from ciie.reading import bodies
from ciie.reading.frontmatter import parse_yaml
from ciie.reading.keys import lists_of
from ciie.reading.records import ReadingContext, reading_context
from ciie.reading.yaml_trees import Node
from ciie.text.names import names_of

TODAY = dt.date(2024, 1, 31)
SIXTH = EditionSpan(6, 6)
RECORD_ID = "2023-11-16-shine-results"
RECORD_PATH = f"2023/{RECORD_ID}.md"
RECORD_TEXT = """---
title: "Results of the expo"
date: 2023-11-16
source: shine
topics: [deals]
rights: digest
---

Sellers and buyers met in the halls.
"""
# One entry more than the record above uses is in no list, so that a folder of both has no problem.
LISTS = {
    "topics": "- {id: deals, name: Deals, group: expo, meaning: What was signed.}\n",
    "measures": "[]\n",
    "organisations": "[]\n",
    "people": "[]\n",
    "places": "[]\n",
    "outlets": "- {id: shine, name: SHINE, kind: press}\n",
    "editions": "[]\n",
}

VOCABULARY = vocabulary.Vocabulary(
    topics={
        "deals": vocabulary.Topic("deals", "Deals", "成交", meaning="What was signed."),
        "opening-up": vocabulary.Topic("opening-up", "Opening up", group=kinds.Group.POLICY, meaning="Wider access."),
    },
    measures={
        "exhibitors": vocabulary.Measure("exhibitors", "Exhibitors", meaning="Companies.", units=("companies",)),
        "intended-deals": vocabulary.Measure("intended-deals", "Intended deals", meaning="Sums.", units=("USD", "CNY")),
    },
    organisations={
        "sanofi": vocabulary.Organisation("sanofi", "Sanofi", "赛诺菲", country="fr"),
        "sanofi-china": vocabulary.Organisation("sanofi-china", "Sanofi China", part_of="sanofi"),
        "ey": vocabulary.Organisation("ey", "EY", aliases=("Ernst & Young",)),
    },
    people={"paul-hudson": vocabulary.Person("paul-hudson", "Paul Hudson", "韩保罗", kind=kinds.PersonKind.EXECUTIVE)},
    places={
        "cn": vocabulary.Place("cn", "China", "中国", demonyms=("Chinese",)),
        "fr": vocabulary.Place("fr", "France", demonyms=("French",)),
        "shanghai": vocabulary.Place("shanghai", "Shanghai", "上海", kind=kinds.PlaceKind.CITY, country="cn"),
    },
    outlets={"shine": vocabulary.Outlet("shine", "SHINE"), "xinhua": vocabulary.Outlet("xinhua", "Xinhua", "新华社")},
    editions={
        "5": vocabulary.Edition("5", "5th CIIE", ordinal=5),
        "6": vocabulary.Edition("6", "6th CIIE", ordinal=6),
    },
)
IDS = lists_of(VOCABULARY)


def date(text: str) -> PartialDate:
    """The date that `text` writes, which must be one."""
    found = parse_date(text)
    assert found is not None
    return found


def node(text: str) -> Node:
    """The tree of a YAML text without faults."""
    reading = parse_yaml(text)
    assert reading.value is not None, reading.problems
    return reading.value


def figure(value: str = "3486", **changes: Any) -> Figure:
    """A count of exhibitors."""
    return replace(Figure("exhibitors", Decimal(value), "companies"), **changes)


def event(when: str = "2023-11-05", **changes: Any) -> Event:
    """An event on a day of the sixth edition."""
    return replace(Event(date(when), "The expo opens"), **changes)


def record(name: str = RECORD_ID, **changes: Any) -> Record:
    """A record with nothing optional; figures and events come without anchors unless they are given."""
    body = changes.get("body", "Sellers and buyers met in the halls.\n")
    plain = Record(
        id=name,
        path=f"2023/{name}.md",
        title="Results of the expo",
        date=date("2023-11-16"),
        source="shine",
        topics=("deals",),
        rights=Rights.DIGEST,
        body=body,
        passages=bodies.passages(body, 9),
    )
    anchors = {
        "figure_anchors": (None,) * len(changes.get("figures", ())),
        "event_anchors": (None,) * len(changes.get("events", ())),
    }
    return replace(plain, **{**anchors, **changes})


def library(*records: Record, problems: tuple[Problem, ...] = ()) -> Library:
    """A library of `records`, which must come newest first."""
    return Library(records, len(records), VOCABULARY, problems)


def knowledge(*records: Record) -> Knowledge:
    """The cross-indexes of `records`."""
    return derive(library(*records))


def a_context() -> ReadingContext:
    """A context for records of the vocabulary above."""
    return reading_context(names_of(VOCABULARY), TODAY)


def problem(rule: str = "bad-date", **changes: Any) -> Problem:
    """A fault in the third line of a record."""
    plain = Problem("articles/2023/a.md", 3, 7, rule, '"x" is wrong', "write y")
    return replace(plain, **changes)


def write_articles(folder: Path, files: dict[str, str] | None = None) -> Path:
    """A folder of records: one without problems and its vocabulary, and `files` (path: text) over them."""
    lists = {f"vocabulary/{kind}.yml": text for kind, text in LISTS.items()}
    for path, text in {**lists, RECORD_PATH: RECORD_TEXT, **(files or {})}.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    return folder
