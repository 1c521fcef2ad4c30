"""The cross-indexes of a library."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ciie.deriving.derivation import derive
from ciie.model.kinds import PlaceKind
from ciie.model.records import EditionSpan, Mention, Record, Relation, RelationKind
from ciie.model.values import Ref
from ciie.model.vocabulary import Organisation, Place
from support.samples import VOCABULARY, date, event, figure, knowledge, library, record

EY, SANOFI = Ref("organisations", "ey"), Ref("organisations", "sanofi")
NEW, OLD = record("2023-11-16-shine-new"), record("2023-11-04-shine-old", date=date("2023-11-04"), title="Before")


def beside(of: Record, *records: Record) -> list[tuple[str, str]]:
    """The neighbours of a record among `records`, each with why it is one."""
    found = knowledge(*records).neighbours[of.id]
    return [(neighbour.record.id, neighbour.why) for neighbour in found]


def test_records_of_an_entry() -> None:
    """An entry leads to the records that use it, newest first, and one that nothing uses to none."""
    derived = knowledge(NEW, OLD)

    assert derived.records_of(Ref("topics", "deals")) == (NEW, OLD)
    assert derived.records_of(Ref("topics", "opening-up")) == ()
    assert derived.records_of(Ref("outlets", "shine")) == (NEW, OLD)


def test_countries_that_nothing_names_are_left_out() -> None:
    """A country stays where a record, another entry or a territory in use names it; other places stay in any case."""
    places = (
        Place("cn", "China"),
        Place("dk", "Denmark"),
        Place("fo", "Faroe Islands", kind=PlaceKind.TERRITORY, country="dk"),
        Place("fr", "France"),
        Place("gl", "Greenland", kind=PlaceKind.TERRITORY, country="dk"),
        Place("no", "Norway"),
        Place("shanghai", "Shanghai", kind=PlaceKind.CITY),
    )
    firms = {"sanofi": Organisation("sanofi", "Sanofi", country="fr")}
    vocabulary = replace(VOCABULARY, places={place.id: place for place in places}, organisations=firms, outlets={})
    told = replace(library(record(places=("gl",))), vocabulary=vocabulary)

    assert list(derive(told).vocabulary.places) == ["dk", "fr", "gl", "shanghai"]


def test_records_of_an_entry_that_one_record_names_twice() -> None:
    """A record stands once under an entry, however often it names it."""
    twice = replace(
        NEW,
        people=(
            Mention("paul-hudson", of=EY),
            Mention("paul-hudson", of=SANOFI),
        ),
    )

    assert knowledge(twice).records_of(Ref("people", "paul-hudson")) == (twice,)


def test_claims() -> None:
    """Every figure stands under its measure, its edition and what it is a figure of, with its anchor."""
    plain, full = figure("1"), figure("2", of=SANOFI, edition=EditionSpan(6, 6))
    span = figure("3", measure="intended-deals", edition=EditionSpan(1, 5))
    derived = knowledge(replace(NEW, figures=(plain, full, span), figure_anchors=("p1", None, "p3")))

    assert [(claim.figure, claim.anchor) for claim in derived.claims["exhibitors"]] == [(plain, "p1"), (full, None)]
    assert [claim.figure for claim in derived.claims["intended-deals"]] == [span]
    assert [claim.figure for claim in derived.claims_of[SANOFI]] == [full]
    assert {edition: len(claims) for edition, claims in derived.claims_by_edition.items()} == {6: 1}


def test_happenings_in_order() -> None:
    """Events of all records come together, earliest first."""
    late, early = event("2023-11-10"), event("2018-11-05")
    derived = knowledge(
        replace(NEW, events=(late, early), event_anchors=("p2", "p1")),
        replace(OLD, events=(event("2023"), event("2023-11-05")), event_anchors=(None, None)),
    )

    assert [happening.event.date.iso for happening in derived.happenings] == [
        *("2018-11-05", "2023", "2023-11-05", "2023-11-10"),
    ]
    assert derived.happenings[0].anchor == "p1"


@pytest.mark.parametrize(
    ("published", "happens", "what", "planned"),
    [
        ("2023-11-04", "2023-11-05", "The expo opens", True),
        ("2023-11-05", "2023-11-05", "The expo opens", False),
        ("2023-11-06", "2023-11-05", "The expo opens", False),
        ("2023-11", "2023-11-05", "The expo opens", False),
        ("2023-11", "2023-11-05", "The expo is to open", True),
        ("2023-11-06", "2023", "Acme and Globex are expected to build a plant", True),
        ("2023-11-06", "2023-11-05", "The expo is to open", False),
        ("2023-11-06", "2023-11-06", "Acme says that it is to build a plant", False),
        ("2023-10", "2023-11", "The expo opens", True),
        ("2023-11-06", "2023-11-05/2023-11-10", "The expo is held", False),
    ],
)
def test_event_that_lay_ahead(published: str, happens: str, what: str, planned: bool) -> None:
    """An event was planned where it began after the record was published for certain, or may have and is told so."""
    events = (event(happens, what=what),)
    derived = knowledge(replace(NEW, date=date(published), events=events, event_anchors=(None,)))

    assert derived.happenings[0].lay_ahead(events[0].date) is planned


def test_parts_of_an_organisation() -> None:
    """A parent leads to its daughters."""
    assert knowledge().parts == {"sanofi": ("sanofi-china",)}


@pytest.mark.parametrize(
    ("kind", "there", "back"),
    [
        (RelationKind.SAME_STORY, "The same story", "The same story"),
        (RelationKind.REWRITE_OF, "This article rewrites it", "Rewrites this article"),
        (RelationKind.RESPONSE_TO, "This article responds to it", "Responds to this article"),
    ],
)
def test_neighbours_that_an_editor_relates(kind: RelationKind, there: str, back: str) -> None:
    """A relation shows on both records, each in its own words."""
    related = replace(NEW, related=(Relation(OLD.id, kind),))

    assert beside(related, related, OLD) == [(OLD.id, there)]
    assert beside(OLD, related, OLD) == [(related.id, back)]


def test_neighbours_that_relate_to_each_other() -> None:
    """Where both records state a relation, each shows its own words, once."""
    new = replace(NEW, related=(Relation(OLD.id, RelationKind.REWRITE_OF),))
    old = replace(OLD, related=(Relation(NEW.id, RelationKind.SAME_STORY),))

    assert beside(new, new, old) == [(OLD.id, "This article rewrites it")]
    assert beside(old, new, old) == [(NEW.id, "The same story")]


def test_relation_to_a_record_that_is_not_there() -> None:
    """A relation that leads nowhere is no neighbour."""
    assert beside(NEW, replace(NEW, related=(Relation("2023-11-01-gone", RelationKind.SAME_STORY),))) == []


@pytest.mark.parametrize(
    ("names", "why"),
    [
        (("sanofi",), "Also names Sanofi"),
        (("sanofi", "ey"), "Also names Sanofi and EY"),
        (("sanofi", "ey", "sanofi-china"), "Also names Sanofi, EY and Sanofi China"),
    ],
)
def test_neighbours_that_share_names(names: tuple[str, ...], why: str) -> None:
    """Records that name the same organisations are neighbours, and say which."""
    new, old = replace(NEW, organisations=names), replace(OLD, organisations=names)

    assert beside(new, new, old) == [(old.id, why)]


def test_mentions_of_a_person() -> None:
    """A person whom a record names with two affiliations has two mentions in it."""
    here = (
        Mention("paul-hudson", of=EY),
        Mention("li-linxu"),
        Mention("paul-hudson", of=SANOFI),
    )

    assert replace(NEW, people=here).mentions_of("paul-hudson") == [here[0], here[2]]


@pytest.mark.parametrize(
    ("count", "why"),
    [
        (4, "Also names Company-0, Company-1, Company-2 and 1 more"),
        (5, "Also names Company-0, Company-1, Company-2 and 2 more"),
    ],
)
def test_neighbours_that_share_many_names(count: int, why: str) -> None:
    """Three shared names are told, the others counted."""
    names = [f"company-{n}" for n in range(count)]
    vocabulary = replace(VOCABULARY, organisations={name: Organisation(name, name.title()) for name in names})
    new, old = replace(NEW, organisations=tuple(names)), replace(OLD, organisations=tuple(names))

    derived = derive(replace(library(new, old), vocabulary=vocabulary))

    assert derived.neighbours[new.id][0].why == why


def test_neighbours_that_name_one_person_twice() -> None:
    """A person whom a record names with two affiliations is one shared name."""
    twice = replace(
        NEW,
        people=(
            Mention("paul-hudson", of=EY),
            Mention("paul-hudson", of=SANOFI),
        ),
    )
    once = replace(OLD, people=(Mention("paul-hudson"),))

    assert beside(once, twice, once) == [(twice.id, "Also names Paul Hudson")]
    assert beside(twice, twice, once) == [(once.id, "Also names Paul Hudson")]


def test_neighbours_by_the_rarest_name() -> None:
    """The record that shares the rarer name stands first."""
    new = replace(NEW, organisations=("sanofi", "ey"))
    rare, common = replace(OLD, id="z", organisations=("ey",)), replace(OLD, id="a", organisations=("sanofi",))
    other = replace(OLD, id="b", organisations=("sanofi",))

    assert [name for name, _ in beside(new, new, rare, common, other)] == ["z", "a", "b"]


@pytest.mark.parametrize(("bearers", "count"), [(30, 5), (31, 0)])
def test_neighbours_by_a_common_name(bearers: int, count: int) -> None:
    """A name that more than thirty records bear makes no neighbours; of one less common, five do."""
    records = [replace(NEW, id=f"r{n:02}", organisations=("sanofi",)) for n in range(bearers)]

    assert len(knowledge(*records).neighbours["r00"]) == count


def test_neighbours_that_editors_relate_come_first() -> None:
    """What an editor states stands before what names suggest, and is not said twice."""
    names = ("sanofi",)
    new = replace(NEW, organisations=names, related=(Relation("b", RelationKind.SAME_STORY),))
    others = [replace(OLD, id=name, organisations=names) for name in "abcdefg"]

    found = beside(new, new, *others)

    assert [name for name, _ in found] == ["b", "a", "c", "d", "e"]
    assert found[0] == ("b", "The same story")
