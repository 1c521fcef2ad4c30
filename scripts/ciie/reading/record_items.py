"""The items of a record's lists: people, figures, events and ties, with their keys."""

from __future__ import annotations

from typing import Any

from ciie.reading.keys import Converter, Entry, Key
from ciie.reading.nodes import Node, Scalar
from ciie.reading.references import Lists, listed, reference
from ciie.reading.schema import (
    choice,
    date,
    edition,
    identifier,
    mapping,
    number,
    text,
)
from ciie.words import model
from ciie.words.problems import Reading
from ciie.words.terms import SUBJECTS

_TIE = "what this source is to it: same-story, rewrite-of or response-to"


def mention(lists: Lists) -> Converter:
    """A person by id, or with role and affiliation."""
    person = listed("people", lists)
    affiliation = reference(("organisations", "places"), lists)
    keys = (
        Key("id", person, "the person", required=True),
        Key("role", text(), "the role, as the source gives it"),
        Key("of", affiliation, "the organisation or place that the person belongs to"),
    )
    full = mapping(keys, lambda entry: model.Mention(**entry.values, line=entry.place[0]))

    def convert(node: Node) -> Reading[Any]:
        if not isinstance(node, Scalar):
            return full(node)
        reading = person(node)
        mention = model.Mention(reading.value, line=node.place[0]) if reading.value else None
        return Reading(mention, reading.problems)

    return Converter(convert, {"anyOf": [person.shape, full.shape]}, keys)


def figure(lists: Lists) -> Converter:
    """A claim of a number."""
    measures = listed("measures", lists)
    subject = reference(SUBJECTS, lists)
    keys = (
        Key("measure", measures, "what is counted", required=True),
        Key("value", number(), "the number", required=True),
        Key("unit", text(80), "one of the measure's units", required=True),
        Key(
            "qualifier",
            choice(model.Qualifier),
            "how it is meant: exact, over, under, nearly, about or at-least",
        ),
        Key("edition", edition(lists.names["editions"]), "the edition it is about, as 6 or 1-5"),
        Key("status", choice(model.Status), "the stage: expected, registered or final"),
        Key("of", subject, "the organisation, place or person whose figure it is"),
        Key("note", text(), "what exactly is counted, in a few words"),
        Key("as", text(), "the words of the digest that state it"),
    )
    return mapping(keys, lambda entry: model.Figure(**_with_words(entry), **_place(entry)))


def event() -> Converter:
    """What happened or is planned, and when."""
    keys = (
        Key("date", date(spans=True), "the day, month, year or span, as 2023-11-05/2023-11-10", required=True),
        Key("what", text(), "what happened, in one short sentence", required=True),
        Key("as", text(), "the words of the digest that date it"),
    )
    return mapping(keys, lambda entry: model.Event(**_with_words(entry), **_place(entry)))


def relation() -> Converter:
    """A tie to another record."""
    keys = (
        Key("id", identifier(), "the other record: its file name without .md", required=True),
        Key("kind", choice(model.RelationKind), _TIE, required=True),
    )
    return mapping(keys, lambda entry: model.Relation(**entry.values, **_place(entry)))


def _place(entry: Entry) -> dict[str, Any]:
    line, column = entry.place
    return {"line": line, "column": column}


def _with_words(entry: Entry) -> dict[str, Any]:
    """The values with the key `as`, a keyword of Python, under the name `words`."""
    return {"words" if name == "as" else name: value for name, value in entry.values.items()}
