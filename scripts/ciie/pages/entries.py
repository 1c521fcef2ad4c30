"""A page for each outlet, organisation, person and place, and the indexes of each list."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

from ciie.deriving.claims import Claim
from ciie.deriving.facts import facts_on_entry
from ciie.deriving.knowledge import Knowledge, Saying
from ciie.model.records import Record
from ciie.model.values import Ref
from ciie.model.vocabulary import Term
from ciie.pages.indexes import about, index_pages, is_country
from ciie.text.names import NAMED_KINDS
from ciie.text.number_words import with_noun
from ciie.views.addresses import path_of
from ciie.views.boxes import FactLine, fact_lines, text_line
from ciie.views.claims import ComparisonTable, FigureGroup, comparisons_with, folded_tables
from ciie.views.links import Credit, Link, Links, Name, Said, chinese_name
from ciie.views.lists import MOST_INLINE, Counted, Listing, Reach, listing, written_on
from ciie.views.publish import Page, page
from ciie.views.rows import directory_base, records_on
from ciie.views.timeline_entries import Chronology, TimelineEntry, chronology

MOST_FACTS = 20
# Of many sentences that name an entry so many stand in full.
MOST_SAYINGS = 6
_GATHERED = {"organisations": "Organisations", "people": "People", "places": "Places", "outlets": "Sources"}


@dataclass(frozen=True, slots=True)
class Role:
    """A role and what it is a role at or who holds it, as a record gives it."""

    role: str
    of: Link | None
    credit: Credit


@dataclass(frozen=True, slots=True)
class Gathered:
    """What a country has in one list, and the way to the rest where that is much."""

    label: str
    links: tuple[Link, ...]
    rest: Link | None


@dataclass(frozen=True, slots=True)
class EntryView:
    """The page of an entry; what it has nothing of is empty.

    Attributes:
        title: Its name.
        zh: Its Chinese name; absent where it has none.
        about: What the vocabulary tells of it.
        facts: What stands beside it.
        roles: A person's roles and affiliations.
        sayings: The sentences that name it, newest record first.
        folded: Those of older records.
        older: How many more articles name it.
        figures: The numbers that are of it.
        groups: Where there are many, the lighter ones by edition.
        events: The events that name it.
        earlier: The way to earlier events, where not all are shown.
        people: Those whom the records name as its people.
        related: What a country has.
        together: The names that most often stand in one passage with it.
        reach: The editions and topics of the records that name it.
        listing: The records that use it.
    """

    title: str
    zh: Name | None
    about: str
    facts: tuple[FactLine, ...]
    roles: tuple[Role, ...]
    sayings: tuple[Said, ...]
    folded: tuple[Said, ...]
    older: str
    figures: ComparisonTable
    groups: tuple[FigureGroup, ...]
    events: Chronology
    earlier: Link | None
    people: tuple[Role, ...]
    related: tuple[Gathered, ...]
    together: tuple[Counted, ...]
    reach: tuple[Reach, ...]
    listing: Listing


@dataclass(frozen=True)
class _Subject:
    """An entry whose page is being made."""

    knowledge: Knowledge
    ref: Ref
    links: Links

    @property
    def term(self) -> Term:
        return self.knowledge.vocabulary[self.ref]

    @property
    def records(self) -> tuple[Record, ...]:
        """What the articles of its page are: those that an outlet published, or those that name it."""
        is_outlet = self.ref.kind == "outlets"
        return self.knowledge.records_of(self.ref) if is_outlet else records_on(self.knowledge, self.ref)

    @cached_property
    def names(self) -> tuple[Ref, ...]:
        """Under what articles name it: as itself, and as what is one thing with it."""
        return tuple(each for each in self.knowledge.vocabulary.as_one(self.ref) if each.kind in NAMED_KINDS)

    @property
    def sayings(self) -> list[Saying]:
        """A sentence of each record that names it, the newest first."""
        found = (saying for name in self.names for saying in self.knowledge.sayings.of.get(name, ()))
        once = {saying.record.id: saying for saying in found}.values()
        return sorted(once, key=lambda saying: saying.record.date.first, reverse=True)


def entry_pages(knowledge: Knowledge) -> Iterator[Page]:
    """The indexes of the lists, and the pages of names and outlets.

    Args:
        knowledge: What the site is made of.

    Yields:
        The indexes of topics and editions, then the page of each name and outlet that has enough to read for one.
    """
    yield from index_pages(knowledge)
    for kind in _GATHERED:
        for name in knowledge.vocabulary.entries(kind):
            ref = Ref(kind, name)
            if ref not in knowledge.vocabulary.elsewhere:
                yield from _pages(_Subject(knowledge, ref, Links(knowledge.vocabulary, path_of(ref))))


def _pages(subject: _Subject) -> Iterator[Page]:
    term = subject.term
    rows, more = listing(subject.links, term.name, subject.records)
    told = f"{about(term).rstrip('.')}; " if about(term) else ""
    description = f"{term.name}: {told}{', '.join(written_on(subject.knowledge, subject.ref))}."
    yield page(
        subject.links.path, "entry.md", {"title": term.name, "description": description}, view=_view(subject, rows)
    )
    yield from more


def _view(subject: _Subject, rows: Listing) -> EntryView:
    sayings = [subject.links.said(each.record, each.sentence, each.anchor) for each in subject.sayings]
    first = MOST_SAYINGS if len(sayings) > MOST_SAYINGS + 2 else len(sayings)
    rest = len(sayings) - MOST_INLINE
    figures, groups = _figures(subject)
    events = _events(subject)
    return EntryView(
        title=subject.term.name,
        zh=chinese_name(subject.term),
        about=about(subject.term),
        facts=_facts(subject),
        roles=tuple(_roles(subject)) if subject.ref.kind == "people" else (),
        sayings=tuple(sayings[:first]),
        folded=tuple(sayings[first:MOST_INLINE]),
        older=f"{with_noun(rest, 'older article')} {'is' if rest == 1 else 'are'} listed above." if rest > 0 else "",
        figures=figures,
        groups=groups,
        events=chronology(subject.links, events[-MOST_INLINE:], lambda date: str(date.first.year)),
        earlier=subject.links.to("timeline/index.md", "timeline") if len(events) > MOST_INLINE else None,
        people=_people(subject) if subject.ref.kind != "people" else (),
        related=tuple(_related(subject)) if is_country(subject.term) else (),
        together=_together(subject),
        reach=tuple(_reach(subject)) if subject.names else (),
        listing=rows,
    )


def _facts(subject: _Subject) -> tuple[FactLine, ...]:
    knowledge, ref = subject.knowledge, subject.ref
    parts = knowledge.parts.get(ref.id, ()) if ref.kind == "organisations" else ()
    written = text_line("Articles", *written_on(knowledge, ref))
    return fact_lines(subject.links, facts_on_entry(knowledge.vocabulary, ref, parts), written)


def _roles(subject: _Subject) -> Iterator[Role]:
    """A person's roles, each once, as of the newest record that gives it."""
    found: set[tuple[str, Ref | None]] = set()
    for record in subject.records[:MOST_INLINE]:
        for mention in record.mentions_of(subject.ref.id):
            if mention.role and (mention.role, mention.of) not in found and len(found) < MOST_FACTS:
                found.add((mention.role, mention.of))
                of = subject.links.entry(mention.of) if mention.of else None
                yield Role(mention.role, of, subject.links.credit(record))


def _people(subject: _Subject) -> tuple[Role, ...]:
    """Those whom the newest records name as its people, with their roles."""
    found: dict[str, Role] = {}
    for record in records_on(subject.knowledge, subject.ref)[:MOST_INLINE]:
        for mention in record.people:
            if mention.of in subject.names and mention.id not in found:
                person = subject.links.entry(Ref("people", mention.id))
                found[mention.id] = Role(mention.role or "", person, subject.links.credit(record))
    return tuple(found.values())[:MOST_FACTS]


def _figures(subject: _Subject) -> tuple[ComparisonTable, tuple[FigureGroup, ...]]:
    """The numbers that are of it, each beside the other claims of the same number."""
    found = comparisons_with(subject.knowledge, _claims(subject))
    return folded_tables(subject.links, subject.knowledge, found)


def _claims(subject: _Subject) -> Sequence[Claim]:
    """The figures of a name; a country also has those of its organisations and people."""
    knowledge, ref = subject.knowledge, subject.ref
    own = list(chain.from_iterable(knowledge.claims_of.get(each, ()) for each in subject.names))
    if not is_country(subject.term):
        return own
    gathered = knowledge.of_country.get(ref.id, {})
    refs = (Ref(kind, name) for kind in ("organisations", "people") for name in gathered.get(kind, ()))
    return [*own, *chain.from_iterable(knowledge.claims_of.get(each, ()) for each in refs)]


def _events(subject: _Subject) -> list[TimelineEntry]:
    """The events that name it, the earliest first."""
    told = chain.from_iterable(subject.knowledge.sayings.events.get(name, ()) for name in subject.names)
    found = {(event := subject.knowledge.occurrence_of[each.key]).id: event for each in told}
    return sorted(map(TimelineEntry, found.values()), key=lambda entry: entry.order)


def _related(subject: _Subject) -> Iterator[Gathered]:
    """What a country has in the directory; of many the first, and the way to all."""
    for kind, label in _GATHERED.items():
        ids = subject.knowledge.of_country.get(subject.ref.id, {}).get(kind, ())
        names = sorted(ids, key=lambda name: subject.knowledge.vocabulary.entries(kind)[name].name.casefold())
        more = subject.links.to(f"{directory_base(kind)}.md", f"{len(names) - MOST_INLINE:,} more")
        links = tuple(subject.links.entry(Ref(kind, name)) for name in names[:MOST_INLINE])
        if names:
            yield Gathered(label, links, more if len(names) > MOST_INLINE else None)


def _together(subject: _Subject) -> tuple[Counted, ...]:
    found = [pair for name in subject.names for pair in subject.knowledge.sayings.together.get(name, ())]
    return tuple(Counted(subject.links.entry(other), with_noun(number, "passage")) for other, number in found)


def _reach(subject: _Subject) -> Iterator[Reach]:
    editions = Counter(each for record in subject.records if record.edition for each in record.edition.ordinals)
    topics = Counter(topic for record in subject.records for topic in record.topics)
    held = {Ref("editions", str(ordinal)): number for ordinal, number in sorted(editions.items())}
    known = subject.knowledge.vocabulary.topics
    ranked = sorted(topics.items(), key=lambda item: (-item[1], known[item[0]].name))
    on = {Ref("topics", name): number for name, number in ranked}
    for label, found in {"Editions": held, "Topics": on}.items():
        if found:
            links = (Counted(subject.links.entry(ref), f"{number:,}") for ref, number in found.items())
            yield Reach(label, tuple(links))
