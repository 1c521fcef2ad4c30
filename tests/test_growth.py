"""Texts made to be slow: each takes a time in proportion to its length, in processor seconds far below the bound."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable

import pytest

from ciie.capturing.html_pages import parse_page
from ciie.deriving.likeness import facts_of
from ciie.importing.entries import unknown_organisations
from ciie.importing.names_and_topics import propose_names
from ciie.model.kinds import OrganisationKind
from ciie.model.records import Event, Passage
from ciie.model.suggestions import Suggestions
from ciie.model.values import parse_date
from ciie.model.vocabulary import Organisation, Vocabulary
from ciie.reading import bodies
from ciie.reading.evidence import find_events
from ciie.text.names import NameFinder, names_of
from ciie.text.numbers import find_numbers
from ciie.text.passages import in_passage
from ciie.text.sentences import sentences
from ciie.views.digests import digest

SECONDS = 4
DAYS = [dt.date(2022, 1, 1) + dt.timedelta(number) for number in range(200)]


def read(body: str) -> None:
    """Does with a body what checking and publishing do."""
    list(bodies.passages(body, 1))
    list(bodies.check(body, 1))
    digest(body)


def find_names() -> None:
    """Looks for 400 Chinese names, each the beginning and the end of the next."""
    names = {
        str(n): Organisation(id=str(n), name=f"N{n}", zh="中" * n, kind=OrganisationKind.COMPANY) for n in range(1, 401)
    }
    NameFinder(Vocabulary(organisations=names)).find_longest("中" * 5_000)


def find_days() -> None:
    """Looks for 200 days in 100 KB that name another one."""
    dates = filter(None, (parse_date(day.isoformat()) for day in DAYS))
    events = [Event(date=date, what="a", line=1) for date in dates]
    body = "It did so on 5 November. " * 4000
    find_events(events, [Passage("p1", body, 1, body, 0)], "en")


def find_places() -> None:
    """Places 120,000 words of one line, whose characters a search for the line's end takes one by one."""
    line = "上 " * 120_000
    in_passage(Passage("p1", line, 1, line, 0), range(0, len(line), 2))


def find_people(text: str) -> None:
    """Looks in a text for companies and for people with a role, none of which the vocabulary has."""
    names = names_of(Vocabulary())
    list(unknown_organisations([text], names.finder))
    propose_names([text], names)


def read_page(article: str) -> None:
    """Takes a saved page apart."""
    parse_page(f"<html><body><article><h1>Kettles</h1><p>{article}</p></article></body></html>")


def cut(text: str) -> None:
    """Cuts a passage into its sentences."""
    sentences(text)


@pytest.mark.parametrize(
    "work",
    [
        lambda: read("- a\n" * 6_000 + "\n[b](https://a.cn)\n"),
        lambda: read("".join(f"{' ' * (2 * n)}- a\n" for n in range(220)) + "\n[b](https://a.cn)\n"),
        lambda: read("[a](https://a" * 4000),
        lambda: read('[a](https://a.cn "b") ' * 2500),
        lambda: read("**" * 12_000 + "[a](https://a.cn)" + "**" * 12_000),
        lambda: read("[" * 25_000),
        lambda: read("|a|\n|-|\n" + "|b|c|\n" * 4000),
        lambda: read("&shy;" * 10_000),
        lambda: cut("`" * 150_000),
        lambda: cut("<?" * 75_000),
        lambda: cut("“a" * 75_000),
        lambda: cut("“a. ”" * 30_000),
        lambda: cut("." * 150_000),
        lambda: list(find_numbers("1万亿" * 15_000)),
        find_names,
        find_days,
        find_places,
        lambda: find_people("A" * 60_000),
        lambda: facts_of("a", ["A-" * 30_000], names_of(Vocabulary()).finder, None),
        lambda: read_page("<i>a</i> " * 15_000),
        lambda: read_page("<sup>1</sup> " * 15_000),
        lambda: Suggestions({"title": ()}).near("a" * 200_000),
    ],
    ids=["items", "deeper items", "open links", "titles", "emphasis", "brackets", "cells", "references", "backticks",
         "instructions", "quotations", "closed quotations", "full stops", "numerals", "names", "days", "places",
         "capitals", "hyphens", "italics", "notes", "a long word"],
)  # fmt: skip
def test_time_that_a_hostile_text_takes(work: Callable[[], None]) -> None:
    """Tens of kilobytes are done with in seconds, where the square of their length would take minutes."""
    before = time.process_time()
    work()

    assert time.process_time() - before < SECONDS
