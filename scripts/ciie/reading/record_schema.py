"""The front matter of a record: its keys in their order, what each may hold, and what each means."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from ciie.model import records
from ciie.model.problems import ACCEPTABLE_RULES, RULES, Problem, Reading
from ciie.model.vocabulary import SUBJECTS, Vocabulary
from ciie.reading.keys import Entry, Key, Lists, ValueType, lists_of, many, mapping, text
from ciie.reading.references import listed, mention, reference, with_measure_of
from ciie.reading.value_types import (
    choice,
    date,
    draft_note,
    edition,
    identifier,
    language,
    number,
    record_identifier,
    unit,
    url,
)
from ciie.reading.yaml_trees import Node, Pairs

_TIE = "what this source is to it: same-story, rewrite-of or response-to"


def figure(lists: Lists) -> ValueType:
    """A claim of a number."""
    measures = listed("measures", lists)
    subject = reference(SUBJECTS, lists)
    keys = (
        Key("measure", measures, "what is counted", required=True),
        Key("value", number(), "the number", required=True),
        Key("unit", unit(), "one of the measure's units", required=True),
        Key("qualifier", choice(records.Qualifier), "how it is meant: exact, over, under, nearly, about or at-least"),
        Key("edition", edition(lists.names["editions"]), "the edition it is about, as 6 or 1-5"),
        Key("as_of", date(), "the day, month or year that the number is for, if the source gives it"),
        Key("status", choice(records.Status), "the stage: expected, registered, interim or final"),
        Key("of", subject, "the organisation, place or person whose figure it is"),
        Key("origin", listed("organisations", lists), "the organisation that the source credits with the number"),
        Key("note", text(), "what exactly is counted, in a few words"),
        Key("as", text(), "the words of the digest that state it"),
    )
    plain = mapping(keys, lambda entry: records.Figure(**_with_words(entry), **_place(entry)))

    def convert(node: Node) -> Reading[Any]:
        reading = plain(node)
        return Reading(reading.value, tuple(with_measure_of(found, node, lists) for found in reading.problems))

    return replace(plain, convert=convert)


def event() -> ValueType:
    """What happened or is planned, and when."""
    keys = (
        Key("date", date(spans=True), "the day, month, year or span, as 2023-11-05/2023-11-10", required=True),
        Key("what", text(), "what happened, in one short sentence", required=True),
        Key("as", text(), "the words of the digest that date it"),
    )
    return mapping(keys, lambda entry: records.Event(**_with_words(entry), **_place(entry)))


def correction() -> ValueType:
    """What was corrected in a published record, and when."""
    keys = (
        Key("date", date(), "the day of the correction, as 2026-11-20", required=True),
        Key("what", text(), "what is right now, and what stood there before", required=True),
    )
    return mapping(keys, lambda entry: records.Event(**entry.values, **_place(entry)))


def acceptances() -> ValueType:
    """Warnings that do not matter in a record, each with the reason."""
    keys = tuple(Key(rule.name, text(), rule.meaning) for rule in ACCEPTABLE_RULES)

    def build(entry: Entry) -> tuple[records.Acceptance, ...]:
        return tuple(records.Acceptance(name, why, *entry.places[name]) for name, why in entry.values.items())

    plain = mapping(keys, build)

    def convert(node: Node) -> Reading[Any]:
        reading, pairs = plain(node), node.pairs if isinstance(node, Pairs) else ()
        errors = {name.place: name.text for name, _ in pairs if name.text in RULES and RULES[name.text].is_error}
        return Reading(reading.value, tuple(_unacceptable(found, errors) for found in reading.problems))

    return replace(plain, convert=convert, keys=())


def _unacceptable(found: Problem, errors: Mapping[tuple[int, int], str]) -> Problem:
    """That an error cannot be accepted, where `found` calls the name of one an unknown key."""
    name = errors.get((found.line, found.column))
    if name is None:
        return found
    return replace(found, message=f"{name} is an error, and only warnings can be accepted", hint="correct the record")


def relation() -> ValueType:
    """A tie to another record."""
    keys = (
        Key("id", identifier(), "the other record: its file name without .md", required=True),
        Key("kind", choice(records.RelationKind), _TIE, required=True),
    )
    return mapping(keys, lambda entry: records.Relation(**entry.values, **_place(entry)))


def _place(entry: Entry) -> dict[str, Any]:
    line, column = entry.place
    return {"line": line, "column": column}


def _with_words(entry: Entry) -> dict[str, Any]:
    """The values with the key `as`, a keyword of Python, under the name `words`."""
    return {"words" if name == "as" else name: value for name, value in entry.values.items()}


MOST_TOPICS = 15


def record_keys(lists: Lists) -> tuple[Key, ...]:
    """All keys of a record's front matter, with the ids of `lists`."""
    outlets = listed("outlets", lists)
    return (
        *_source_keys(outlets),
        *_text_keys(lists),
        *_digest_keys(lists),
        *_claim_keys(lists),
        *_history_keys(),
    )


def keys_of(vocabulary: Vocabulary) -> tuple[Key, ...]:
    """All keys of a record's front matter, with the ids of `vocabulary`.

    Args:
        vocabulary: The vocabulary that ids are looked up in.

    Returns:
        The keys in the order in which a record has them.
    """
    return record_keys(lists_of(vocabulary))


def _source_keys(outlets: ValueType) -> tuple[Key, ...]:
    """The keys that say how the source is known."""
    return (
        Key("title", text(), "the source's headline, in double quotes", required=True, example='""'),
        Key(
            "title_en",
            text(),
            "our English title for a headline in another language",
            example='"The expo closes"',
            without="if the headline is English",
        ),
        Key(
            "title_note",
            text(),
            "how you know the title, if the source does not print it",
            example='"taken from the page\'s address"',
            without="if the source prints its title",
        ),
        Key(
            "date", date(), "the day of publication, as 2023-11-16; 2023-11 or 2023 if you know no more", required=True
        ),
        Key(
            "date_note",
            text(),
            "how you know the date, if the source does not print it",
            example='"estimated: the day before the opening that it announces"',
            without="if the source prints its date",
        ),
        Key("source", outlets, "the outlet that published it", required=True),
        Key(
            "source_note",
            text(),
            "how you know the outlet, if the source does not name it",
            example='"named in the page\'s address only"',
            without="if the source names its outlet",
        ),
        Key(
            "via",
            many(outlets),
            "outlets that passed it on, such as an agency whose text this is",
            example="[xinhua]",
            without="if the text is the outlet's own",
        ),
    )


def _text_keys(lists: Lists) -> tuple[Key, ...]:
    """The keys that say what sort of text the source is, and where it can be read."""
    return (
        Key("url", url(), "the address of the original", without="if the source is not on the web"),
        Key("archive", url(), "the address of an archived copy", without="if you know none", is_rare=True),
        Key(
            "basis",
            choice(records.Basis),
            "how much of the source you could read: whole, its beginning, or its headline or teaser in a listing",
            example="beginning",
            without="if you read the whole of it",
        ),
        Key(
            "authors",
            many(text(), most=40),
            "names, as printed",
            example='["First Author", "Second Author"]',
            without="if no author is named",
        ),
        *_language_keys(),
        Key(
            "edition",
            edition(lists.names["editions"]),
            "the expo it is about, as 6, or 1-5 for several",
            without="if it is not about one edition",
        ),
        Key(
            "genre",
            choice(records.Genre),
            "news, commentary, interview, press-release or feature",
            without="if none of them fits",
        ),
    )


def _language_keys() -> tuple[Key, ...]:
    """The keys that say which language the source is in, and which it was written in."""
    return (
        Key("language", language(), "the language of the source, as en or zh", without="if it is English"),
        Key(
            "translated_from",
            language(),
            "the language it was translated from",
            example="zh",
            without="if it is not a translation",
        ),
        Key(
            "translation",
            choice(records.Translation),
            "machine or human",
            without="if it is not a translation, or you cannot tell",
        ),
    )


def _digest_keys(lists: Lists) -> tuple[Key, ...]:
    """The keys that say what the digest is about."""
    topics, organisations, places = (listed(kind, lists) for kind in ("topics", "organisations", "places"))
    return (
        Key("topics", many(topics, most=MOST_TOPICS), "what it is about", required=True, example="[]"),
        Key(
            "rights",
            choice(records.Rights, unsaid=(records.Rights.UNREVIEWED,)),
            "digest, licensed, permission or public-domain",
            required=True,
            example="digest",
        ),
        Key("summary", text(), "one sentence for lists and search results", without="only if the title says it all"),
        Key(
            "organisations",
            many(organisations),
            "organisations that the digest names",
            example="[sanofi, ey]",
            without="if it names none",
        ),
        Key(
            "people",
            many(mention(lists)),
            "people that the digest names, as ids or as {id: …, role: …, of: …}",
            example='[{id: paul-hudson, role: "CEO", of: sanofi}]',
            without="if it names none",
        ),
        Key(
            "places",
            many(places),
            "countries and places that the digest names",
            example="[cn, shanghai]",
            without="if it names none",
        ),
    )


def _claim_keys(lists: Lists) -> tuple[Key, ...]:
    """The keys that say what the digest claims, and what the record is tied to."""
    return (
        Key(
            "figures",
            many(figure(lists)),
            "numbers that the source claims",
            example='\n  - {measure: exhibitors, value: 3486, unit: companies, edition: 6, as: "3,486 companies"}',
            without="if the digest states no number",
        ),
        Key(
            "events",
            many(event()),
            "what happened or is planned, with the date",
            example='\n  - {date: 2023-11-10, what: "The sixth expo closes"}',
            without="if the digest dates nothing",
        ),
        Key(
            "related",
            many(relation()),
            "records of other sources on the same story",
            example="\n  - {id: 2023-11-05-shine-a-few-words, kind: same-story}",
            without="if there is none",
            is_rare=True,
        ),
    )


def _history_keys() -> tuple[Key, ...]:
    """The keys that say what became of the record since it was written."""
    return (
        Key(
            "corrections",
            many(correction()),
            "what was wrong in the published record, with the day it was corrected",
            example='\n  - {date: 2026-11-20, what: "Exhibitors were 3,486; 3,468 stood here."}',
            without="if no fact was wrong",
            is_rare=True,
        ),
        Key(
            "formerly",
            many(record_identifier()),
            "names that this file had before; their addresses lead here",
            without="if it never had another name",
            is_rare=True,
        ),
        Key(
            "accepted",
            acceptances(),
            "warnings of ciie check that do not matter here, each with the reason",
            example='{unlisted-figure: "500 is part of a name"}',
            without="if there is none",
            is_rare=True,
        ),
        Key(
            "draft",
            draft_note(),
            "what ciie import notes of the text it drafted, by which check knows it again; leave it as it is",
            is_made=True,
        ),
    )
