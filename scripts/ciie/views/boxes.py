"""What stands beside a page and at its end: facts on its subject, and the way to its neighbours in an order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from ciie.deriving.facts import Fact, Told
from ciie.model.values import Ref
from ciie.views.addresses import published
from ciie.views.links import Link, Links

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class FactLine:
    """A line of the facts beside a page: what they are, and each with the page it leads to, if any."""

    label: str
    values: tuple[Link, ...]


def fact_lines(links: Links, facts: Iterable[Fact], *more: FactLine) -> tuple[FactLine, ...]:
    """The facts beside the page of `links`, the address of the page at the end.

    Args:
        links: The links of the page.
        facts: The facts on its subject, in order.
        more: Lines that follow them.

    Returns:
        The lines, the address of the page last.
    """
    permalink = FactLine("Permanent address", (Link(f"/{published(links.path)}/", "./"),))
    found = (FactLine(fact.label, tuple(_value(links, each) for each in fact.values)) for fact in facts)
    return (*found, *more, permalink)


def text_line(label: str, *texts: str) -> FactLine:
    """A line of facts that lead nowhere.

    Args:
        label: What the texts are.
        texts: What stands in the line; empty ones are left out.

    Returns:
        A line of facts.
    """
    return FactLine(label, tuple(Link(text, "") for text in texts))


def _value(links: Links, value: Ref | Told) -> Link:
    return Link(value.text, value.address, lang=value.language) if isinstance(value, Told) else links.entry(value)


@dataclass(frozen=True, slots=True)
class Onward:
    """The pages before and after one in an order, each with what it is; absent at the ends."""

    before: str
    previous: Link | None
    after: str
    next: Link | None


def onward(labels: tuple[str, str], rows: Sequence[T], place: int, link: Callable[[T], Link]) -> Onward:
    """The way to the neighbours of the row at `place`; `labels` say what the one before and the one after are.

    Args:
        labels: What the one before and the one after are called.
        rows: All rows in their order.
        place: The index of the page's own row.
        link: What makes the link to a row.

    Returns:
        The links to the rows before and after, as far as there are any.
    """
    previous = link(rows[place - 1]) if place else None
    return Onward(labels[0], previous, labels[1], link(rows[place + 1]) if place + 1 < len(rows) else None)
