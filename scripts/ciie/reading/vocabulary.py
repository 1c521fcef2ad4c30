"""The files of articles/vocabulary/ to a `Vocabulary`: what each kind of entry may say, and its reading."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from ciie.reading import schema
from ciie.reading.intake import read_text
from ciie.reading.keys import Entry, Key
from ciie.reading.nodes import Items, Node, Pairs, Scalar, parse_yaml
from ciie.words import terms
from ciie.words.problems import Problem, Reading, fault, problem, quoted

Known = Mapping[str, Sequence[str]]

_IPTC = re.compile(r"medtop:\d{8}")
_WIKIDATA = re.compile(r"Q\d{1,10}")
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
TERMS: dict[str, type[terms.Term]] = {
    "topics": terms.Topic,
    "measures": terms.Measure,
    "organisations": terms.Organisation,
    "people": terms.Person,
    "places": terms.Place,
    "outlets": terms.Outlet,
    "editions": terms.Edition,
}


def entry_keys(kind: str, known: Known) -> tuple[Key, ...]:
    """The keys that an entry of `vocabulary/<kind>.yml` may have; `known` holds the ids of every list."""
    about = Key("about", schema.text(), "one line on it")
    country = Key("country", schema.listed("places", known["places"]), "the id of a country")
    hint = f"write some of: {', '.join(terms.SUBJECTS)}"
    own: dict[str, tuple[Key, ...]] = {
        "topics": (
            Key("group", schema.choice(terms.Group), "expo, policy, business, sector or voices", required=True),
            Key("meaning", schema.text(), "one sentence", required=True),
            Key("signs", schema.many(schema.text()), "words that make an import propose it"),
            Key(
                "iptc",
                schema.parsed("bad-id", lambda v: v if _IPTC.fullmatch(v) else None, "medtop:20000373"),
                "code",
            ),
        ),
        "measures": (
            Key("meaning", schema.text(), "what it counts, in one sentence", required=True),
            Key("units", schema.many(schema.text()), "the units it is counted in", required=True),
            Key(
                "unlike",
                schema.many(schema.listed("measures", known["measures"])),
                "measures not to confuse with",
            ),
            Key("growth_of", schema.listed("measures", known["measures"]), "the measure that a rate of growth is of"),
            Key("signs", schema.many(schema.text()), "words that make an import propose it"),
            Key("unless", schema.many(schema.text()), "words beside a number that rule it out"),
            Key("least", schema.number(), "the smallest number it takes"),
            Key("scope", schema.choice(terms.Scope), "edition, editions, any, run or none"),
            Key("of", schema.many(schema.parsed("unknown-choice", _subject, hint)), "organisations, places, people"),
        ),
        "organisations": (
            Key("kind", schema.choice(terms.OrganisationKind), "company, government, …", required=True),
            country,
            Key("part_of", schema.listed("organisations", known["organisations"]), "the id of its parent"),
            about,
        ),
        "people": (Key("kind", schema.choice(terms.PersonKind), "official, executive, …"), country, about),
        "places": (
            Key("kind", schema.choice(terms.PlaceKind), "country, city, …", required=True),
            country,
            Key("demonyms", schema.many(schema.text()), "German, for Germany"),
            about,
        ),
        "outlets": (
            Key("kind", schema.choice(terms.OutletKind), "state, wire, press, …", required=True),
            country,
            Key("language", schema.language(), "its language"),
            Key("home", schema.url(), "its home page"),
            about,
        ),
        "editions": (
            Key("ordinal", schema.ordinal(), "6 for the sixth", required=True),
            Key("opens", schema.date(), "its first day", required=True),
            Key("closes", schema.date(), "its last day", required=True),
        ),
    }
    return _COMMON + own[kind]


def _subject(value: str) -> str | None:
    return value if value in terms.SUBJECTS else None


def read_vocabulary(folder: Path, shown: str) -> Reading[terms.Vocabulary]:
    """All lists in `folder`, and every fault of its files; `shown` is the folder as messages name it."""
    nodes: dict[str, Node] = {}
    problems: list[Problem] = []
    for kind in terms.KINDS:
        reading = _read_list(folder / f"{kind}.yml")
        problems += [found.at(f"{shown}/{kind}.yml") for found in reading.problems]
        nodes[kind] = reading.value or Items((), (1, 1))
    known = {kind: _ids(node) for kind, node in nodes.items()}
    lists: dict[str, Any] = {}
    for kind in terms.KINDS:
        entries, found = _entries(kind, nodes[kind], known)
        lists[kind] = entries
        problems += [each.at(f"{shown}/{kind}.yml") for each in found]
    return Reading(terms.Vocabulary(**lists), tuple(problems))


def _read_list(path: Path) -> Reading[Node]:
    if not path.exists():
        return fault((1, 1), "missing-file", "this file is missing", "create it; an empty list is []")
    text = read_text(path)
    if text.value is None:
        return Reading(None, text.problems)
    reading = parse_yaml(text.value)
    if reading.value is not None and not isinstance(reading.value, Items):
        empty = isinstance(reading.value, Pairs) and not reading.value.pairs
        if not empty:
            return fault((1, 1), "wrong-type", "this file is not a list", "begin each entry with  - id: …")
        return Reading(Items((), (1, 1)), reading.problems)
    return reading


def _ids(node: Node) -> list[str]:
    found = []
    for item in node.items if isinstance(node, Items) else ():
        pairs = {key.text: value for key, value in item.pairs} if isinstance(item, Pairs) else {}
        value = pairs.get("id")
        if isinstance(value, Scalar):
            found.append(value.text)
    return found


def _entries(kind: str, node: Node, known: Known) -> tuple[dict[str, terms.Term], list[Problem]]:
    keys = entry_keys(kind, known)
    convert = schema.mapping(keys, lambda entry: _term(kind, entry))
    entries: dict[str, terms.Term] = {}
    problems: list[Problem] = []
    for item in node.items if isinstance(node, Items) else ():
        reading = convert(item)
        problems += reading.problems
        term = reading.value
        if term is None:
            continue
        if term.id in entries:
            message = f"the id {quoted(term.id)} stands in line {entries[term.id].line} already"
            problems.append(problem(item.place, "repeated-id", message, "give one of the two another id"))
            continue
        entries[term.id] = term
    return entries, [*problems, *_repeated_names(entries.values()), *_reused_ids(entries)]


def _term(kind: str, entry: Entry) -> terms.Term:
    return TERMS[kind](**entry.values, line=entry.place[0])


def _reused_ids(entries: Mapping[str, terms.Term]) -> Iterator[Problem]:
    owners: dict[str, terms.Term] = dict(entries)
    for term in entries.values():
        for old in term.formerly:
            owner = owners.setdefault(old, term)
            if owner is not term or old == term.id:
                message = f"the former id {quoted(old)} belongs to {owner.id} (line {owner.line}) already"
                yield problem((term.line, 1), "repeated-id", message, "delete it here; an id is never reused")


def _repeated_names(entries: Any) -> Iterator[Problem]:
    owners: dict[str, terms.Term] = {}
    for term in entries:
        for name in term.names:
            owner = owners.setdefault(name, term)
            if owner is not term:
                message = f"the name {quoted(name)} belongs to {owner.id} (line {owner.line}) already"
                yield problem((term.line, 1), "repeated-name", message, "keep it with the one it means")
