"""What the records say of names."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ciie.deriving.claims import happenings_of
from ciie.deriving.knowledge import Sayings
from ciie.deriving.sayings import names_of_event, sayings_of
from ciie.model.records import Mention, Record
from ciie.model.values import Ref
from ciie.model.vocabulary import Organisation, Person
from ciie.reading import bodies
from ciie.text.names import NameFinder
from ciie.text.sentences import anchored_sentences, sentences
from support.samples import VOCABULARY, event, knowledge, record

FINDER = NameFinder(VOCABULARY)


def telling(body: str, *organisations: str, name: str = "a") -> Record:
    """A record with a body and the organisations that it lists."""
    return record(name, body=body, passages=bodies.passages(body, 9), organisations=organisations)


def said(sayings: Sayings, name: str) -> list[tuple[str, str]]:
    """The sentences on an organisation, with their anchors."""
    return [(each.sentence, each.anchor) for each in sayings.of.get(Ref("organisations", name), ())]


def anchor(sentence: str) -> str:
    """The id of a sentence."""
    return anchored_sentences(sentence)[0].anchor


def test_sentence_that_names() -> None:
    """The first sentence with the name is what a record says of it, with the anchor of that sentence."""
    sayings = sayings_of([telling("Nothing.\n\nDr. No came. Sanofi spoke. Sanofi left.", "sanofi")], FINDER)

    assert said(sayings, "sanofi") == [("Sanofi spoke.", anchor("Sanofi spoke."))]


def test_name_within_a_longer_name() -> None:
    """A sentence on the daughter is not one on the mother, unless there is no other."""
    both = telling("Sanofi China came.\n\nSanofi spoke.", "sanofi", "sanofi-china")
    daughter = telling("Sanofi China came.", "sanofi", "sanofi-china")

    assert said(sayings_of([both], FINDER), "sanofi") == [("Sanofi spoke.", anchor("Sanofi spoke."))]
    assert said(sayings_of([daughter], FINDER), "sanofi") == [("Sanofi China came.", anchor("Sanofi China came."))]


def test_name_that_the_front_matter_lacks() -> None:
    """Only what a record lists is said of it."""
    assert sayings_of([telling("EY spoke.")], FINDER).of == {}


def test_names_in_one_passage() -> None:
    """Names of one passage are named together, in proportion to the passages, and not with themselves."""
    body = "Sanofi met EY.\n\nEY met Sanofi.\n\nEY met Sanofi China."
    sayings = sayings_of([telling(body, "sanofi", "ey", "sanofi-china")], FINDER)

    assert sayings.together[Ref("organisations", "ey")] == (
        (Ref("organisations", "sanofi"), 2),
        (Ref("organisations", "sanofi-china"), 1),
    )


def test_names_in_one_passage_are_bounded() -> None:
    """Of very many names the commonest are kept."""
    names = [f"firm-{number}x" for number in range(15)]
    vocabulary = replace(VOCABULARY, organisations={name: Organisation(name, name) for name in names})
    sayings = sayings_of([telling(" ".join(names), *names)], NameFinder(vocabulary))

    assert len(sayings.together[Ref("organisations", names[0])]) == 12


def test_events_that_name() -> None:
    """An event belongs to the names in what happened."""
    told = event("2023-11-05", what="Sanofi China opens a laboratory")
    derived = knowledge(replace(record(), events=(told,), event_anchors=("p1",)))

    assert [each.event for each in derived.sayings.events[Ref("organisations", "sanofi-china")]] == [told]
    assert Ref("organisations", "sanofi") not in derived.sayings.events
    assert names_of_event(derived.happenings[0], FINDER) == [Ref("organisations", "sanofi-china")]


def test_people_and_places() -> None:
    """People and places are found as organisations are, also by a demonym."""
    body = "Paul Hudson spoke to French guests."
    told = replace(telling(body), people=(Mention("paul-hudson"),), places=("fr",))
    sayings = sayings_of([told], FINDER)

    assert sayings.of[Ref("people", "paul-hudson")][0].sentence == body
    assert sayings.of[Ref("places", "fr")][0].sentence == body


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("One. Two, by Dr. Li of the U.S. firm. Three?", ["One.", "Two, by Dr. Li of the U.S. firm.", "Three?"]),
        ("第六届进博会开幕。企业很多！", ["第六届进博会开幕。", "企业很多！"]),
        ("a heading", ["a heading"]),
        ("  ", []),
        ('He came. "It is big. It is new," he said. He left.',
         ["He came.", '"It is big. It is new," he said.', "He left."]),
        ("他说：“展会很大。展会很新。”他走了。", ["他说：“展会很大。展会很新。”", "他走了。"]),
        ("“It is big. It is new.", ["“It is big.", "It is new."]),
    ],
    ids=["English", "Chinese", "heading", "nothing", "quotation", "Chinese quotation", "open quotation"],
)  # fmt: skip
def test_sentences(text: str, found: list[str]) -> None:
    """A passage falls into sentences, and a quotation that is closed does not."""
    assert sentences(text) == found


@pytest.mark.parametrize(("listed", "told"), [(("one",), {"one"}), ((), {"one", "two"})])
def test_event_of_one_of_two_namesakes(listed: tuple[str, ...], told: set[str]) -> None:
    """An event is of the namesake that its record lists."""
    people = {name: Person(name, "Max Muster", zh=name) for name in ("one", "two")}
    speech = replace(event("2023-11-05"), what="Max Muster speaks")
    made = replace(record("a", people=tuple(map(Mention, listed))), events=(speech,), event_anchors=("p1",))
    finder = NameFinder(replace(VOCABULARY, people=people))
    sayings = sayings_of([made], finder)

    assert {ref.id for ref, happenings in sayings.events.items() if happenings and ref.kind == "people"} == told
    assert {ref.id for ref in names_of_event(happenings_of(made)[0], finder)} == told
