"""The entries of the vocabulary: topics, measures, organisations, people, places, outlets, editions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property

from ciie.model.kinds import (
    Group,
    MeasureGroup,
    Of,
    OrganisationKind,
    OutletKind,
    Ownership,
    PersonKind,
    PlaceKind,
    Rank,
    Source,
)
from ciie.model.values import KINDS, PartialDate, Precision, Ref

FIRST_DAY = PartialDate(date(2018, 11, 5), date(2018, 11, 5), Precision.DAY)


@dataclass(frozen=True, slots=True)
class Term:
    """What every entry has: an id that is never reused, a name, and other forms of the name.

    Attributes:
        id: Kebab case, unique in its list.
        name: The name shown to readers.
        zh: The Chinese name, in simplified characters.
        aliases: Other names that mean the same.
        wikidata: A Wikidata item that was checked, such as Q42.
        formerly: Ids that it had before, or that were merged into it; their addresses lead to it.
        todo: What is left to do to the entry.
        line: Where the entry stands in its file.
    """

    id: str
    name: str
    zh: str | None = None
    aliases: tuple[str, ...] = ()
    wikidata: str | None = None
    formerly: tuple[str, ...] = ()
    todo: str | None = None
    line: int = field(default=1, compare=False)

    @property
    def names(self) -> tuple[str, ...]:
        """Every form under which a body may mention it."""
        return (self.name, *((self.zh,) if self.zh else ()), *self.aliases)


@dataclass(frozen=True, slots=True)
class Topic(Term):
    """A subject that records are sorted under."""

    group: Group = Group.EXPO
    meaning: str = ""
    signs: tuple[str, ...] = ()
    iptc: str | None = None


@dataclass(frozen=True, slots=True)
class Measure(Term):
    """What a figure counts, in which units, and which measures it must not be confused with.

    Attributes:
        growth_of: For a rate of growth, the measure whose values it compares.
        sum_of: For a total of several editions, the measure whose values it adds up.
        run_of: For a number of records in a row, the measure whose values are the records.
        checked_by: What gives the number besides the sources.
        signs: Words that make an import propose it; "a + b" asks for both, "visit*" for any word that begins so.
        least: The smallest number that it takes, 0 where that is not said; a smaller one counts something else.
        unless: Words beside a number that rule it out, such as those that count a part of what it counts.
        of: What its figures are figures of.
        rank: How much it matters to readers.
        group: What it is about.
        topics: The topics whose pages show its figures.
    """

    meaning: str = ""
    units: tuple[str, ...] = ()
    unlike: tuple[str, ...] = ()
    growth_of: str | None = None
    sum_of: str | None = None
    run_of: str | None = None
    checked_by: Source | None = None
    signs: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    least: Decimal | None = None
    of: tuple[Of, ...] = (Of.EDITION,)
    rank: Rank = Rank.MAIN
    group: MeasureGroup = MeasureGroup.OTHER
    topics: tuple[str, ...] = ()

    @property
    def order(self) -> tuple[int, int, str]:
        """What sorts measures: by rank, then group, then name."""
        return list(Rank).index(self.rank), list(MeasureGroup).index(self.group), self.name

    @property
    def spans(self) -> frozenset[Of]:
        """Which editions its figures speak of: one, several added up, or those of a run of years; none where empty."""
        return frozenset(self.of) & {Of.EDITION, Of.EDITIONS, Of.RUN}

    @property
    def subjects(self) -> frozenset[str]:
        """The lists that have what its figures are of besides an edition; none where empty."""
        return frozenset(SUBJECTS_BY_OF[each] for each in self.of if each in SUBJECTS_BY_OF)


@dataclass(frozen=True, slots=True)
class Organisation(Term):
    """A company, authority, association, medium, forum or other body."""

    kind: OrganisationKind = OrganisationKind.COMPANY
    country: str | None = None
    part_of: str | None = None
    about: str | None = None


@dataclass(frozen=True, slots=True)
class Person(Term):
    """Someone a record names."""

    kind: PersonKind = PersonKind.OFFICIAL
    country: str | None = None
    about: str | None = None


@dataclass(frozen=True, slots=True)
class Place(Term):
    """A country or a place in one; the id of a country or territory is its ISO 3166 code in small letters."""

    kind: PlaceKind = PlaceKind.COUNTRY
    country: str | None = None
    demonyms: tuple[str, ...] = ()
    about: str | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """Names, aliases and demonyms; "German" in a body mentions Germany."""
        return (self.name, *((self.zh,) if self.zh else ()), *self.aliases, *self.demonyms)

    @property
    def is_country(self) -> bool:
        """True of a country or territory, which people, companies and outlets can be of."""
        return self.kind in {PlaceKind.COUNTRY, PlaceKind.TERRITORY}


@dataclass(frozen=True, slots=True)
class Outlet(Term):
    """Who published a source."""

    kind: OutletKind = OutletKind.PRESS
    ownership: Ownership = Ownership.UNKNOWN
    country: str | None = None
    language: str | None = None
    home: str | None = None
    about: str | None = None


@dataclass(frozen=True, slots=True)
class Edition(Term):
    """One holding of the expo, by its ordinal and its days; its ceremony may have been held before the first."""

    ordinal: int = 0
    opens: PartialDate = FIRST_DAY
    closes: PartialDate = FIRST_DAY
    ceremony: PartialDate | None = None

    @property
    def year(self) -> int:
        """The calendar year it was held in."""
        return self.opens.first.year

    @property
    def length(self) -> int:
        """How many days it lasted, the first and the last included."""
        return (self.closes.first - self.opens.first).days + 1


@dataclass(frozen=True)
class Vocabulary:
    """All controlled vocabularies, each by id in the order of its file, topics by group.

    `elsewhere` says where the site tells of what has no page of its own: by entry, a path with an anchor.
    """

    topics: Mapping[str, Topic] = field(default_factory=dict)
    measures: Mapping[str, Measure] = field(default_factory=dict)
    organisations: Mapping[str, Organisation] = field(default_factory=dict)
    people: Mapping[str, Person] = field(default_factory=dict)
    places: Mapping[str, Place] = field(default_factory=dict)
    outlets: Mapping[str, Outlet] = field(default_factory=dict)
    editions: Mapping[str, Edition] = field(default_factory=dict)
    elsewhere: Mapping[Ref, str] = field(default_factory=dict)

    def __getitem__(self, ref: Ref) -> Term:
        """The entry that `ref` refers to."""
        return self.entries(ref.kind)[ref.id]

    def entries(self, kind: str) -> Mapping[str, Term]:
        """The entries of the list `kind` by id, in the order of its file."""
        return self._lists[kind]

    @cached_property
    def _lists(self) -> Mapping[str, Mapping[str, Term]]:
        return {
            "topics": self.topics,
            "measures": self.measures,
            "organisations": self.organisations,
            "people": self.people,
            "places": self.places,
            "outlets": self.outlets,
            "editions": self.editions,
        }

    @cached_property
    def same(self) -> Mapping[Ref, Ref]:
        """What is one thing in two lists, by name: a body that publishes and its outlet, a place and who runs it."""
        outlets = {term.name.casefold(): Ref("outlets", term.id) for term in self.outlets.values()}
        bodies = {term.name.casefold(): Ref("organisations", term.id) for term in self.organisations.values()}
        found = {body: outlets[name] for name, body in bodies.items() if name in outlets}
        for term in self.places.values():
            body = bodies.get(term.name.casefold())
            if body is not None and body not in found:
                found[Ref("places", term.id)] = body
        return found

    def as_one(self, ref: Ref) -> tuple[Ref, ...]:
        """An entry, and that of another list which is one thing with it."""
        return (ref, *self._others.get(ref, ()))

    @cached_property
    def _others(self) -> Mapping[Ref, tuple[Ref, ...]]:
        return {second: (first,) for first, second in self.same.items()}

    def kinds(self) -> Iterator[tuple[str, Mapping[str, Term]]]:
        """Each list with its name, as its file is named."""
        for kind in KINDS:
            yield kind, self.entries(kind)

    def renamed(self) -> dict[str, dict[str, str]]:
        """For each list, the ids that entries had before, and those they have now."""
        return {
            kind: {old: term.id for term in terms.values() for old in term.formerly} for kind, terms in self.kinds()
        }


# Where a key may refer to several lists, an id that two of them have is of the one named first.
SUBJECTS = ("organisations", "places", "people")
SUBJECTS_BY_OF = {Of.ORGANISATION: "organisations", Of.PLACE: "places", Of.PERSON: "people"}
