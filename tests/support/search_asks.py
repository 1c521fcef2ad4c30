"""What is asked of a search, and how well its answers do: the file of queries as values, and their scores."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import yaml

from support.project import TESTS

QUERIES = TESTS / "search_queries.yml"
# Those over the published collection, whose records they name by id.
PUBLISHED = TESTS / "published_queries.yml"
# How far down a known item may stand.
ENOUGH = 3


@dataclass(frozen=True)
class Ask:
    """What one query should find among the articles, or among the other pages.

    Attributes:
        kind: What the query is an example of.
        query: The text that is searched for.
        group: "records" or "pages".
        expected: The addresses that it should find, below the site's root.
    """

    kind: str
    query: str
    group: str
    expected: tuple[str, ...]


@dataclass(frozen=True)
class Leaving:
    """What one query should leave out: the addresses of the articles that it must not list."""

    query: str
    unwanted: tuple[str, ...]


@dataclass(frozen=True)
class Answer:
    """The addresses that a search lists for a query, below the site's root, best first, by group."""

    records: tuple[str, ...]
    pages: tuple[str, ...]

    def of(self, group: str) -> tuple[str, ...]:
        """The addresses of one group."""
        return self.records if group == "records" else self.pages


@dataclass(frozen=True)
class Score:
    """How some asks were answered.

    Attributes:
        items: How many known items were asked for.
        found: How many of them stand among the first three of their group.
        mean_reciprocal_rank: The mean over the asks of 1 / rank, where the rank is that of the first known item
            within its group, 1 for the top; 0 where no known item is listed.
    """

    items: int
    found: int
    mean_reciprocal_rank: float


def read_asks(path: Path = QUERIES) -> tuple[Ask, ...]:
    """Every ask of a file of queries: one for each group that a query lists, in the file's order."""
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    ids = content.get("records", {})
    asks = []
    for kind, queries in content["queries"].items():
        for entry in queries:
            records = [f"articles/{ids.get(name, name)}/" for name in entry.get("records", ())]
            known = {"records": records, "pages": entry.get("pages", ())}
            asks += [Ask(kind, entry["query"], group, tuple(urls)) for group, urls in known.items() if urls]
    return tuple(asks)


def read_published(site: Path) -> tuple[Ask, ...]:
    """The asks over the published collection, of what `site` has: a record that was withdrawn is asked for no more."""
    asks = (
        replace(ask, expected=tuple(url for url in ask.expected if (site / url).is_dir()))
        for ask in read_asks(PUBLISHED)
    )
    return tuple(ask for ask in asks if ask.expected)


def read_leavings(path: Path = QUERIES) -> tuple[Leaving, ...]:
    """Every query of a file that says what must not be listed."""
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    addresses = {name: f"articles/{record}/" for name, record in content["records"].items()}
    entries = (entry for queries in content["queries"].values() for entry in queries if "without" in entry)
    return tuple(Leaving(entry["query"], tuple(addresses[name] for name in entry["without"])) for entry in entries)


def read_nothings(path: Path = QUERIES) -> tuple[str, ...]:
    """Every query of a file that must find nothing."""
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    return tuple(query for queries in content["nothing"].values() for query in queries)


def missed(ask: Ask, answer: Answer) -> tuple[str, ...]:
    """The known items of `ask` that are not among the first three of their group."""
    first = answer.of(ask.group)[:ENOUGH]
    return tuple(url for url in ask.expected if url not in first)


def reciprocal_rank(expected: Iterable[str], listed: Sequence[str]) -> float:
    """1 divided by the place of the first known item in `listed`; 0 where none is there."""
    places = [listed.index(url) for url in expected if url in listed]
    return 1 / (1 + min(places)) if places else 0.0


def score(asks: Sequence[Ask], answers: Mapping[str, Answer]) -> Score:
    """The score of `answers`, by query, for `asks`, of which there must be one at least."""
    items = sum(len(ask.expected) for ask in asks)
    lost = sum(len(missed(ask, answers[ask.query])) for ask in asks)
    ranks = [reciprocal_rank(ask.expected, answers[ask.query].of(ask.group)) for ask in asks]
    return Score(items, items - lost, sum(ranks) / len(ranks))
