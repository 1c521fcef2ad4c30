"""The directories: organisations, people, places and outlets as tables, what most articles name first, people by name.

What has too little for a page of its own is a row with an anchor; its article stands in the row.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ciie.deriving.facts import country_of, kind_of, owned
from ciie.deriving.knowledge import Knowledge
from ciie.model.values import Ref
from ciie.model.vocabulary import Term
from ciie.pages.indexes import about
from ciie.views.addresses import record_path
from ciie.views.links import Link, Links, Name, dated
from ciie.views.lists import Part, paginate
from ciie.views.publish import Page, page
from ciie.views.rows import MOST_IN_DIRECTORY, directory_base, in_order, records_on

_LEADS = {
    "organisations": "Companies, authorities and other bodies named in the articles, those in most articles first",
    "people": "People named or quoted in the articles, by family name",
    "places": "Countries and places named in the articles, those in most articles first",
    "outlets": "The outlets that published the articles, those with most articles first",
}
_TITLES = {"outlets": "Sources"}
# What stands beside the kind of an entry, for each list that has more to say.
_MORE = {"people": "Role", "outlets": "Owner"}


@dataclass(frozen=True, slots=True)
class DirectoryRow:
    """An entry.

    Attributes:
        entry: Its name, which leads to its page if it has one.
        anchor: The anchor of its row if it has none.
        zh: Its Chinese name; absent where it has none.
        about: A line on it; empty where the vocabulary has none.
        kind: What sort of thing it is; empty of people, whose roles say more.
        more: A person's role, an outlet's owner; else empty.
        country: The name of its country; empty where it has none.
        articles: How many articles there are; of one without a page the article itself, or a dash.
    """

    entry: Link
    anchor: str
    zh: Name | None
    about: str
    kind: str
    more: str
    country: str
    articles: Link


@dataclass(frozen=True, slots=True)
class DirectoryView:
    """A directory or a part of it.

    Attributes:
        title: Its title.
        lead: What it lists.
        navigation: The ways to the other parts.
        list: The list, as its file is named.
        more: The head of a further column; empty where there is none.
        rows: Its entries.
    """

    title: str
    lead: str
    navigation: tuple[Link, ...]
    list: str
    more: str
    rows: tuple[DirectoryRow, ...]


def directory_pages(knowledge: Knowledge) -> Iterator[Page]:
    """The directories.

    Args:
        knowledge: What the site is made of.

    Yields:
        For each list its directory, in parts where it is long.
    """
    for kind in _LEADS:
        title = _TITLES.get(kind, kind.capitalize())
        parts = paginate(directory_base(kind), title, in_order(knowledge, kind), MOST_IN_DIRECTORY)
        yield from (_directory(knowledge, kind, part) for part in parts)


def _directory(knowledge: Knowledge, kind: str, part: Part[Term]) -> Page:
    links = Links(knowledge.vocabulary, part.path)
    view = DirectoryView(
        title=part.title,
        lead=f"{_LEADS[kind]}.",
        navigation=part.navigation(links),
        list=kind,
        more=_MORE.get(kind, ""),
        rows=tuple(_row(knowledge, links, Ref(kind, term.id)) for term in part.rows),
    )
    # A page that is one wide table has no use for a table of contents beside it.
    meta = {"title": part.title, "description": view.lead, "hide": ["toc"]}
    return page(part.path, "directory.md", meta, view=view)


def _row(knowledge: Knowledge, links: Links, ref: Ref) -> DirectoryRow:
    term, country = knowledge.vocabulary[ref], country_of(knowledge.vocabulary[ref])
    entry = links.entry(ref, with_zh=True)
    is_here = knowledge.vocabulary.elsewhere.get(ref, "").endswith(f"#{ref.id}")
    return DirectoryRow(
        entry=Link(entry.text, "" if is_here else entry.address),
        anchor=ref.id if is_here else "",
        zh=entry.other_name,
        about="" if ref.kind == "people" and _role(knowledge, ref) else about(term),
        kind="" if ref.kind == "people" else kind_of(term),
        more=_role(knowledge, ref) if ref.kind == "people" else owned(term) if ref.kind == "outlets" else "",
        country=knowledge.vocabulary.places[country].name if country else "",
        articles=_articles(knowledge, links, ref, is_here),
    )


def _articles(knowledge: Knowledge, links: Links, ref: Ref, is_here: bool) -> Link:
    records = records_on(knowledge, ref)
    if not records:
        return Link("–", "")
    if not is_here:
        return Link(f"{len(records):,}", "")
    sayings = (each for name in knowledge.vocabulary.as_one(ref) for each in knowledge.sayings.of.get(name, ()))
    path = record_path(records[0], next((each.anchor for each in sayings), None))
    date = dated(records[0])
    text = date.text if ref.kind == "outlets" else f"{links.outlet(records[0]).text}, {date.text}"
    return links.to(path, text)._replace(mark=date.mark)


def _role(knowledge: Knowledge, ref: Ref) -> str:
    """What the newest article that says it calls a person, and at what."""
    for record in records_on(knowledge, ref):
        for mention in record.mentions_of(ref.id):
            of = knowledge.vocabulary[mention.of].name if mention.of else ""
            if mention.role or of:
                return ", ".join(each for each in (mention.role or "", of) if each)
    return ""
