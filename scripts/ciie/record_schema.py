"""The front matter of a record: its keys in their order, what each may hold, and what each means."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ciie import model
from ciie.nodes import Node, Scalar
from ciie.problems import Reading
from ciie.schema import (
    Converter,
    Entry,
    Key,
    choice,
    date,
    edition,
    identifier,
    language,
    listed,
    many,
    mapping,
    number,
    text,
    url,
)
from ciie.terms import SUBJECTS

MOST_TOPICS = 15


def record_keys(known: Mapping[str, Sequence[str]]) -> tuple[Key, ...]:
    """All keys of a record's front matter; `known` holds the ids of every list of the vocabulary."""
    topics, outlets = listed("topics", known["topics"]), listed("outlets", known["outlets"])
    organisations, places = listed("organisations", known["organisations"]), listed("places", known["places"])
    return (
        Key("title", text(), "the source's headline, in double quotes", required=True),
        Key("title_note", text(), "how the title is known, where the source does not print it"),
        Key(
            "date",
            date(),
            "the day of publication, as 2023-11-16; 2023-11 or 2023 where no more is known",
            required=True,
        ),
        Key("date_note", text(), "how the date is known, where the source does not print it"),
        Key("source", outlets, "the id of the outlet that published it", required=True),
        Key("source_note", text(), "how the outlet is known, where the source does not name it"),
        Key("via", many(outlets), "outlets that carried or translated it on the way"),
        Key("url", url(), "the address of the original"),
        Key("authors", many(text(), most=40), "names as printed"),
        Key("language", language(), "the language of the source, as en or zh"),
        Key("translated_from", language(), "the language it was translated from"),
        Key("translation", choice(model.Translation), "machine or human"),
        Key("edition", edition(known["editions"]), "the expo it is on, as 6"),
        Key("genre", choice(model.Genre), "news, commentary, interview, press-release or feature"),
        Key("topics", many(topics, most=MOST_TOPICS), "ids of topics", required=True),
        Key("rights", choice(model.Rights), "digest, licensed, permission or public-domain", required=True),
        Key("summary", text(), "one sentence for lists and search results"),
        Key("organisations", many(organisations), "ids of organisations"),
        Key("people", many(_mention(known)), "ids of people, or {id: …, role: …, of: …}"),
        Key("places", many(places), "ids of countries and places"),
        Key("figures", many(_figure(known)), "claims of numbers"),
        Key("events", many(_event()), "what happened or is planned, with its date"),
        Key("related", many(_relation()), "ties to other records"),
    )


def _mention(known: Mapping[str, Sequence[str]]) -> Converter:
    person = listed("people", known["people"])
    affiliation = listed("organisations", [*known["organisations"], *known["places"]])
    keys = (
        Key("id", person, "the id of a person", required=True),
        Key("role", text(), "the role in this source"),
        Key("of", affiliation, "the id of an organisation or country"),
    )
    full = mapping(keys, lambda entry: model.Mention(**entry.values, line=entry.place[0]))

    def convert(node: Node) -> Reading[Any]:
        if not isinstance(node, Scalar):
            return full(node)
        reading = person(node)
        mention = model.Mention(reading.value, line=node.place[0]) if reading.value else None
        return Reading(mention, reading.problems)

    return Converter(convert, {"anyOf": [person.shape, full.shape]}, keys)


def _figure(known: Mapping[str, Sequence[str]]) -> Converter:
    subject = listed("organisations", [name for kind in SUBJECTS for name in known[kind]])
    keys = (
        Key("measure", listed("measures", known["measures"]), "the id of a measure", required=True),
        Key("value", number(), "the number", required=True),
        Key("unit", text(80), "one of the measure's units", required=True),
        Key("qualifier", choice(model.Qualifier), "exact, over, under, nearly, about or at-least"),
        Key("edition", edition(known["editions"]), "the edition it speaks of, as 6 or 1-5"),
        Key("status", choice(model.Status), "expected, registered or final"),
        Key("of", subject, "the organisation, place or person it is a figure of"),
        Key("note", text(), "what exactly is counted"),
        Key("as", text(), "the words of the body that state it"),
    )
    return mapping(keys, lambda entry: model.Figure(**_with_words(entry), **_place(entry)))


def _event() -> Converter:
    keys = (
        Key("date", date(spans=True), "the day, month, year or span", required=True),
        Key("what", text(), "what happened, in one short sentence", required=True),
        Key("as", text(), "the words of the body that date it"),
    )
    return mapping(keys, lambda entry: model.Event(**_with_words(entry), **_place(entry)))


def _relation() -> Converter:
    keys = (
        Key("id", identifier(), "the id of a record", required=True),
        Key("kind", choice(model.RelationKind), "same-story, rewrite-of or response-to", required=True),
    )
    return mapping(keys, lambda entry: model.Relation(**entry.values, **_place(entry)))


def _place(entry: Entry) -> dict[str, Any]:
    line, column = entry.place
    return {"line": line, "column": column}


def _with_words(entry: Entry) -> dict[str, Any]:
    """The values with the key `as`, a keyword of Python, under the name `words`."""
    return {"words" if name == "as" else name: value for name, value in entry.values.items()}
