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
_COMMON = (
    Key("id", schema.identifier(), "kebab case, never reused", required=True),
    Key("name", schema.text(), "the name readers see", required=True),
    Key("zh", schema.text(), "the Chinese name, simplified"),
    Key("aliases", schema.many(schema.text()), "other names of the same"),
    Key(
        "wikidata",
        schema.parsed("bad-id", lambda v: v if _WIKIDATA.fullmatch(v) else None, "write Q42"),
        "item",
    ),
    Key("formerly", schema.many(schema.identifier()), "ids that it had before, or that were merged into it"),
)


def entry_keys(kind: str, lists: Lists) -> tuple[Key, ...]:
    """The keys that an entry of `vocabulary/<kind>.yml` may have; `lists` holds the ids of every list."""
    return _COMMON + _OWN[kind](lists)


def _topic_keys(_: Lists) -> tuple[Key, ...]:
    code = schema.parsed("bad-id", lambda v: v if _IPTC.fullmatch(v) else None, "medtop:20000373")
    return (
        Key("group", schema.choice(terms.Group), "expo, policy, business, sector or voices", required=True),
        Key("meaning", schema.text(), "one sentence", required=True),
        Key("signs", schema.many(schema.text()), "words that make an import propose it"),
        Key("iptc", code, "code"),
    )


def _measure_keys(lists: Lists) -> tuple[Key, ...]:
    measure = listed("measures", lists)
    return (
        Key("meaning", schema.text(), "what it counts, in one sentence", required=True),
        Key("units", schema.many(schema.text()), "the units it is counted in", required=True),
        Key("of", schema.many(schema.choice(terms.Of)), _OF, required=True),
        Key("unlike", schema.many(measure), "measures not to confuse with"),
        Key("growth_of", measure, "the measure that a rate of growth is of"),
        Key("signs", schema.many(schema.text()), "words that make an import propose it"),
        Key("unless", schema.many(schema.text()), "words beside a number that rule it out"),
        Key("least", schema.number(), "the smallest number it takes"),
    )


def _organisation_keys(lists: Lists) -> tuple[Key, ...]:
    return (
        Key("kind", schema.choice(terms.OrganisationKind), "company, government, …", required=True),
        _country(lists),
        Key("part_of", listed("organisations", lists), "the id of its parent"),
        _ABOUT,
    )


def _person_keys(lists: Lists) -> tuple[Key, ...]:
    return (Key("kind", schema.choice(terms.PersonKind), "official, executive, …"), _country(lists), _ABOUT)


def _place_keys(lists: Lists) -> tuple[Key, ...]:
    return (
        Key("kind", schema.choice(terms.PlaceKind), "country, city, …", required=True),
        _country(lists),
        Key("demonyms", schema.many(schema.text()), "German, for Germany"),
        _ABOUT,
    )


def _outlet_keys(lists: Lists) -> tuple[Key, ...]:
    return (
        Key("kind", schema.choice(terms.OutletKind), "wire, press, broadcaster, …", required=True),
        Key("ownership", schema.choice(terms.Ownership), "state, party, public, private or unknown"),
        _country(lists),
        Key("language", schema.language(), "its language"),
        Key("home", schema.url(), "its home page"),
        _ABOUT,
    )


def _edition_keys(_: Lists) -> tuple[Key, ...]:
    return (
        Key("ordinal", schema.ordinal(), "6 for the sixth", required=True),
        Key("opens", schema.date(), "its first day", required=True),
        Key("closes", schema.date(), "its last day", required=True),
        Key("ceremony", schema.date(), "the day of its opening ceremony, where that is not its first day"),
    )


def _country(lists: Lists) -> Key:
    return Key("country", listed("places", lists), "the id of a country")


_ABOUT = Key("about", schema.text(), "one line on it")
_OWN: Mapping[str, Callable[[Lists], tuple[Key, ...]]] = {
    "topics": _topic_keys,
    "measures": _measure_keys,
    "organisations": _organisation_keys,
    "people": _person_keys,
    "places": _place_keys,
    "outlets": _outlet_keys,
    "editions": _edition_keys,
}
