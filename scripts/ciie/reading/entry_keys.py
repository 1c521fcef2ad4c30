"""The keys that the entries of each list of the vocabulary may have."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from ciie.reading import schema
from ciie.reading.keys import Key
from ciie.reading.references import Lists, listed
from ciie.words import terms

_IPTC = re.compile(r"medtop:\d{8}")
_WIKIDATA = re.compile(r"Q\d{1,10}")
_OF = "what its figures are of: edition, editions or run; organisation, place or person; or nothing"
_SIGNS = "words that make an import propose it; `a + b` asks for both, `visit*` for any word that begins so"
COMMON = (
    Key(
        "id",
        schema.identifier(),
        "the id that records use: small letters and digits, joined by single hyphens; never reused",
        required=True,
    ),
    Key("name", schema.text(), "the name that readers see", required=True),
    Key("zh", schema.text(), "the Chinese name, in simplified characters"),
    Key("aliases", schema.many(schema.text()), "other names of it, as sources and searchers write them"),
    Key(
        "wikidata",
        schema.parsed(
            "bad-id",
            lambda v: v if _WIKIDATA.fullmatch(v) else None,
            "write the number of a Wikidata item, such as Q42",
        ),
        "its Wikidata item, such as Q42, if you have checked it",
    ),
    Key(
        "formerly",
        schema.many(schema.identifier()),
        "ids that it had before, and ids of entries merged into it; their addresses lead here",
    ),
)


def entry_keys(kind: str, lists: Lists) -> tuple[Key, ...]:
    """The keys that an entry of `vocabulary/<kind>.yml` may have; `lists` holds the ids of every list."""
    return COMMON + _OWN[kind](lists)


def _topic_keys(_: Lists) -> tuple[Key, ...]:
    code = schema.parsed("bad-id", lambda v: v if _IPTC.fullmatch(v) else None, "write a code such as medtop:20000373")
    return (
        Key("group", schema.choice(terms.Group), "the group it belongs to", required=True),
        Key("meaning", schema.text(), "what it covers, in one sentence", required=True),
        Key("signs", schema.many(schema.text()), _SIGNS),
        Key("iptc", code, "its IPTC Media Topic, such as medtop:20000373, if you have checked it"),
    )


def _measure_keys(lists: Lists) -> tuple[Key, ...]:
    measure = listed("measures", lists)
    return (
        Key("meaning", schema.text(), "what it counts, in one sentence", required=True),
        Key("units", schema.many(schema.text()), "the units it is counted in", required=True),
        Key("of", schema.many(schema.choice(terms.Of)), _OF, required=True),
        Key("unlike", schema.many(measure), "measures that are easily taken for it"),
        Key("growth_of", measure, "for a rate of growth, the measure that grows"),
        Key("signs", schema.many(schema.text()), _SIGNS),
        Key("unless", schema.many(schema.text()), "words beside a number that rule it out in an import"),
        Key("least", schema.number(), "the smallest value it takes; 0 if the key is missing"),
    )


def _organisation_keys(lists: Lists) -> tuple[Key, ...]:
    return (
        Key("kind", schema.choice(terms.OrganisationKind), "what sort of body it is", required=True),
        _country(lists),
        Key("part_of", listed("organisations", lists), "the organisation that it is a part of"),
        _ABOUT,
    )


def _person_keys(lists: Lists) -> tuple[Key, ...]:
    return (
        Key("kind", schema.choice(terms.PersonKind), "in what capacity the person appears"),
        _country(lists),
        _ABOUT,
    )


def _place_keys(lists: Lists) -> tuple[Key, ...]:
    return (
        Key("kind", schema.choice(terms.PlaceKind), "what sort of place it is", required=True),
        _country(lists),
        Key(
            "demonyms",
            schema.many(schema.text()),
            "what its people and products are called, such as German for Germany",
        ),
        _ABOUT,
    )


def _outlet_keys(lists: Lists) -> tuple[Key, ...]:
    return (
        Key("kind", schema.choice(terms.OutletKind), "what sort of publisher it is", required=True),
        Key("ownership", schema.choice(terms.Ownership), "who owns it"),
        _country(lists),
        Key("language", schema.language(), "the language it publishes in, such as en or zh"),
        Key("home", schema.url(), "the address of its home page"),
        _ABOUT,
    )


def _edition_keys(_: Lists) -> tuple[Key, ...]:
    return (
        Key("ordinal", schema.ordinal(), "its number, such as 6 for the sixth", required=True),
        Key("opens", schema.date(), "its first day", required=True),
        Key("closes", schema.date(), "its last day", required=True),
        Key("ceremony", schema.date(), "the day of its opening ceremony, if that was before its first day"),
    )


def _country(lists: Lists) -> Key:
    return Key("country", listed("places", lists), "the country it belongs to")


_ABOUT = Key("about", schema.text(), "one line about it, for readers")
_OWN: Mapping[str, Callable[[Lists], tuple[Key, ...]]] = {
    "topics": _topic_keys,
    "measures": _measure_keys,
    "organisations": _organisation_keys,
    "people": _person_keys,
    "places": _place_keys,
    "outlets": _outlet_keys,
    "editions": _edition_keys,
}
