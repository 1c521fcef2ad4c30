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
from ciie.terms import SUBJECTS, Vocabulary

MOST_TOPICS = 15


Known = Mapping[str, Sequence[str]]
Renamed = Mapping[str, Mapping[str, str]]


def record_keys(known: Known, renamed: Renamed | None = None) -> tuple[Key, ...]:
    """All keys of a record's front matter.

    `known` holds the ids of every list of the vocabulary, `renamed` leads from former ids to those of now.
    """
    topics, outlets, organisations, places = (
        listed(kind, known[kind], (renamed or {}).get(kind))
        for kind in ("topics", "outlets", "organisations", "places")
    )
    return (
        Key("title", text(), "the source's headline, in double quotes", required=True, example='""'),
        Key(
            "title_note",
            text(),
            "how the title is known, where the source does not print it",
            example='"taken from the page\'s address"',
            without="where the source prints its title",
        ),
        Key(
            "date",
            date(),
            "the day of publication, as 2023-11-16; 2023-11 or 2023 where no more is known",
            required=True,
        ),
        Key(
            "date_note",
            text(),
            "how the date is known, where the source does not print it",
            example='"estimated: the day before the opening that it announces"',
            without="where the source prints its date",
        ),
        Key("source", outlets, "the id of the outlet that published it", required=True),
        Key(
            "source_note",
            text(),
            "how the outlet is known, where the source does not name it",
            example='"named in the page\'s address only"',
            without="where the source names its outlet",
        ),
        Key(
            "via",
            many(outlets),
            "outlets that carried or translated it on the way",
            example="[xinhua]",
            without="where the outlet published a text of its own",
        ),
        Key(
            "url",
            url(),
            "the address of the original",
            example='"https://…"',
            without="where the source is not on the web",
        ),
        Key(
            "authors",
            many(text(), most=40),
            "names as printed",
            example='["First Author", "Second Author"]',
            without="where no author is named",
        ),
        Key(
            "language",
            language(),
            "the language of the source, as en or zh",
            example="en",
            without="where it is English",
        ),
        Key(
            "translated_from",
            language(),
            "the language it was translated from",
            example="zh",
            without="where it is no translation",
        ),
        Key(
            "translation",
            choice(model.Translation),
            "machine or human",
            example="machine",
            without="where it is no translation, or nobody can tell",
        ),
        Key(
            "edition",
            edition(known["editions"]),
            "the expo it is on, as 6, or 1-5 for several",
            example="6",
            without="where it is on no edition in particular",
        ),
        Key(
            "genre",
            choice(model.Genre),
            "news, commentary, interview, press-release or feature",
            example="news",
            without="where none of them fits",
        ),
        Key("topics", many(topics, most=MOST_TOPICS), "ids of topics", required=True, example="[]"),
        Key(
            "rights",
            choice(model.Rights),
            "digest, licensed, permission or public-domain",
            required=True,
            example="digest",
        ),
        Key(
            "summary",
            text(),
            "one sentence for lists and search results",
            example='"One sentence."',
            without="only where the title says it all",
        ),
        Key(
            "organisations",
            many(organisations),
            "ids of organisations",
            example="[sanofi, ey]",
            without="where the body names none",
        ),
        Key(
            "people",
            many(_mention(known, renamed or {})),
            "ids of people, or {id: …, role: …, of: …}",
            example='[{id: paul-hudson, role: "CEO", of: sanofi}]',
            without="where the body names none",
        ),
        Key(
            "places",
            many(places),
            "ids of countries and places",
            example="[cn, shanghai]",
            without="where the body names none",
        ),
        Key(
            "figures",
            many(_figure(known, renamed or {})),
            "claims of numbers",
            example='\n  - {measure: exhibitors, value: 3486, unit: companies, edition: 6, as: "3,486 companies"}',
            without="where the body states no number",
        ),
        Key(
            "events",
            many(_event()),
            "what happened or is planned, with its date",
            example='\n  - {date: 2023-11-10, what: "The sixth expo closes"}',
            without="where the body dates nothing",
        ),
        Key(
            "related",
            many(_relation()),
            "ties to other records",
            example="\n  - {id: 2023-11-05-shine-a-few-words, kind: same-story}",
            without="where no other record is on the same story",
        ),
        Key(
            "formerly",
            many(identifier()),
            "ids that this record had before; their addresses lead here",
            example="[2023-11-05-shine-old-words]",
            without="where the file never had another name",
        ),
    )


def keys_of(vocabulary: Vocabulary) -> tuple[Key, ...]:
    """All keys of a record's front matter, with the ids of `vocabulary`."""
    return record_keys({kind: tuple(entries) for kind, entries in vocabulary.kinds()}, vocabulary.renamed())


def _mention(known: Known, renamed: Renamed) -> Converter:
    person = listed("people", known["people"], renamed.get("people"))
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


def _figure(known: Known, renamed: Renamed) -> Converter:
    measures = listed("measures", known["measures"], renamed.get("measures"))
    subject = listed("organisations", [name for kind in SUBJECTS for name in known[kind]])
    keys = (
        Key("measure", measures, "the id of a measure", required=True),
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
