"""The files of articles/vocabulary/ to a `Vocabulary`: the keys of each list, and every fault of an entry or list."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from ciie.model import kinds
from ciie.model import vocabulary as terms
from ciie.model.problems import Problem, Reading, fault, problem, quoted
from ciie.model.values import KINDS, Ref, kebab
from ciie.reading.files import read_text
from ciie.reading.frontmatter import parse_yaml
from ciie.reading.keys import Entry, Key, Lists, many, read_pairs, text
from ciie.reading.references import listed
from ciie.reading.value_types import choice, date, identifier, language, media_topic, number, ordinal, url, wikidata
from ciie.reading.yaml_trees import Items, Node, Pairs, Scalar

_OF = "what its figures are of: edition, editions or run; organisation, place or person; or nothing"
_SIGNS = "words by which ciie import knows it; a + b asks for both, visit* for any word that begins so"
MOST_ENTRIES = 20_000
COMMON = (
    Key(
        "id",
        identifier(),
        "the id that records use: small letters and digits, joined by single hyphens; never reused",
        required=True,
    ),
    Key("name", text(), "the name that readers see", required=True),
    Key("zh", text(), "the Chinese name, in simplified characters"),
    Key("aliases", many(text()), "other names of it, as sources and searchers write them"),
    Key("wikidata", wikidata(), "its Wikidata item, such as Q42, if you have checked it"),
    Key(
        "formerly",
        many(identifier()),
        "ids that it had before, and ids of entries merged into it; their addresses lead here",
    ),
    Key("todo", text(), "what is left to do to the entry; ciie check warns of it until you delete the key"),
)


def entry_keys(kind: str, lists: Lists) -> tuple[Key, ...]:
    """The keys that an entry of `vocabulary/<kind>.yml` may have; `lists` holds the ids of every list.

    Args:
        kind: The list, one of KINDS.
        lists: The ids of every list, which entries refer to.

    Returns:
        The keys of all lists, then those of this one.
    """
    return COMMON + _OWN[kind](lists)


def _topic_keys(_: Lists) -> tuple[Key, ...]:
    return (
        Key("group", choice(kinds.Group), "the group it belongs to", required=True),
        Key("meaning", text(), "what it covers, in one sentence", required=True),
        Key("signs", many(text()), _SIGNS),
        Key("iptc", media_topic(), "its IPTC Media Topic, such as medtop:20000373, if you have checked it"),
    )


def _measure_keys(lists: Lists) -> tuple[Key, ...]:
    measure = listed("measures", lists)
    return (
        Key("meaning", text(), "what it counts, in one sentence", required=True),
        Key("units", many(text()), "the units it is counted in", required=True),
        Key("of", many(choice(kinds.Of)), _OF, required=True),
        Key("rank", choice(kinds.Rank), "what pages show first: headline, main, detail; main if the key is missing"),
        Key("group", choice(kinds.MeasureGroup), "what it is about; pages keep the measures of a group together"),
        Key("topics", many(listed("topics", lists)), "the topics whose pages show its figures"),
        Key(
            "unlike",
            many(measure),
            "measures easily taken for it; pages say so where one number is given for both",
        ),
        Key("growth_of", measure, "for a rate of growth, the measure that grows"),
        Key("sum_of", measure, "for a total of several editions, the measure that is added up"),
        Key("run_of", measure, "for a number of records in a row, the measure that broke them"),
        Key("checked_by", choice(kinds.Source), "calendar, for a number that the days of the edition give"),
        Key("signs", many(text()), _SIGNS),
        Key("unless", many(text()), "words beside a number that say it counts something else, to import and check"),
        Key("least", number(), "the smallest value it takes; check warns of a smaller one; 0 if the key is missing"),
    )


def _organisation_keys(lists: Lists) -> tuple[Key, ...]:
    return (
        Key("kind", choice(kinds.OrganisationKind), "what sort of body it is", required=True),
        _country(lists),
        Key("part_of", listed("organisations", lists), "the organisation that it is a part of"),
        _ABOUT,
    )


def _person_keys(lists: Lists) -> tuple[Key, ...]:
    return (Key("kind", choice(kinds.PersonKind), "in what capacity the person appears"), _country(lists), _ABOUT)


def _place_keys(lists: Lists) -> tuple[Key, ...]:
    return (
        Key("kind", choice(kinds.PlaceKind), "what sort of place it is", required=True),
        _country(lists),
        Key("demonyms", many(text()), "what its people and products are called, such as German for Germany"),
        _ABOUT,
    )


def _outlet_keys(lists: Lists) -> tuple[Key, ...]:
    return (
        Key("kind", choice(kinds.OutletKind), "what sort of publisher it is", required=True),
        Key("ownership", choice(kinds.Ownership), "who owns it"),
        _country(lists),
        Key("language", language(), "the language it publishes in, such as en or zh"),
        Key("home", url(), "the address of its home page"),
        _ABOUT,
    )


def _edition_keys(_: Lists) -> tuple[Key, ...]:
    return (
        Key("ordinal", ordinal(), "its number, such as 6 for the sixth", required=True),
        Key("opens", date(), "its first day", required=True),
        Key("closes", date(), "its last day", required=True),
        Key("ceremony", date(), "the day of its opening ceremony, if that was before its first day"),
    )


def _country(lists: Lists) -> Key:
    return Key("country", listed("places", lists), "the country it belongs to")


_ABOUT = Key("about", text(), "one line about it, for readers")
_OWN: Mapping[str, Callable[[Lists], tuple[Key, ...]]] = {
    "topics": _topic_keys,
    "measures": _measure_keys,
    "organisations": _organisation_keys,
    "people": _person_keys,
    "places": _place_keys,
    "outlets": _outlet_keys,
    "editions": _edition_keys,
}
# The lists whose entries name a country.
PLACED = ("organisations", "people", "places", "outlets")
TERMS: dict[str, type[terms.Term]] = {
    "topics": terms.Topic,
    "measures": terms.Measure,
    "organisations": terms.Organisation,
    "people": terms.Person,
    "places": terms.Place,
    "outlets": terms.Outlet,
    "editions": terms.Edition,
}


def read_vocabulary(folder: Path, shown: str) -> Reading[terms.Vocabulary]:
    """All lists in `folder`, and every fault of its files.

    Args:
        folder: The folder of the lists.
        shown: The folder as messages name it.

    Returns:
        A vocabulary in any case: entries with a fault are in it, and a list that cannot be read is empty.
    """
    nodes: dict[str, Node] = {}
    problems: list[Problem] = []
    for kind in KINDS:
        reading = _read_list(folder / f"{kind}.yml")
        problems += [found.at(f"{shown}/{kind}.yml") for found in reading.problems]
        nodes[kind] = reading.value or Items((), (1, 1))
    lists = _lists(nodes)
    found = {kind: _entries(kind, nodes[kind], lists) for kind in KINDS}
    entries: dict[str, Any] = {kind: each.terms for kind, each in found.items()}
    groups = list(kinds.Group)
    entries["topics"] = dict(sorted(entries["topics"].items(), key=lambda item: groups.index(item[1].group)))
    vocabulary = terms.Vocabulary(**entries)
    for kind, each in found.items():
        problems += [one.at(f"{shown}/{kind}.yml") for one in each.problems]
    faulty = {Ref(kind, name) for kind, each in found.items() for name in each.faulty}
    checked = (*_check_editions(vocabulary), *_check_countries(vocabulary))
    problems += [one.at(f"{shown}/{ref.kind}.yml") for ref, one in checked if ref not in faulty]
    return Reading(vocabulary, tuple(problems))


def _check_editions(vocabulary: terms.Vocabulary) -> Iterator[tuple[Ref, Problem]]:
    """Editions that contradict themselves."""
    for edition in vocabulary.editions.values():
        if edition.id != str(edition.ordinal) or edition.closes.last < edition.opens.first:
            days = f"from {edition.opens.iso} to {edition.closes.iso}"
            message = f"edition {edition.id} has the ordinal {edition.ordinal}, {days}"
            hint = "write its ordinal as its id, and a last day that is not before its first"
            yield Ref("editions", edition.id), problem((edition.line, 1), "edition-days", message, hint)
        elif edition.ceremony is not None and edition.ceremony.first >= edition.opens.first:
            message = f"edition {edition.id} opens on {edition.opens.iso}, its ceremony is on {edition.ceremony.iso}"
            hint = "delete ceremony, unless it was held on a day before the first"
            yield Ref("editions", edition.id), problem((edition.line, 1), "edition-days", message, hint)


def _check_countries(vocabulary: terms.Vocabulary) -> Iterator[tuple[Ref, Problem]]:
    """Countries of entries that are none, each with its entry."""
    placed = [(kind, term) for kind in PLACED for term in vocabulary.entries(kind).values()]
    for kind, term in placed:
        country = vocabulary.places.get(getattr(term, "country", None) or "")
        if country is not None and not country.is_country:
            message = f"the country of {term.id} is {country.id}, which is a {country.kind.value}"
            yield Ref(kind, term.id), problem((term.line, 1), "no-country", message, "write a country, such as cn")


def _read_list(path: Path) -> Reading[Node]:
    if not path.exists():
        return fault((1, 1), "missing-file", "this file is missing", "create it; an empty list is written []")
    text = read_text(path)
    if text.value is None:
        return Reading(None, text.problems)
    reading = parse_yaml(text.value)
    number = len(_items(reading.value))
    if number > MOST_ENTRIES:
        return fault((1, 1), "too-long", f"this list has {number:,} entries", f"keep to {MOST_ENTRIES:,}")
    if reading.value is None or isinstance(reading.value, Items):
        return reading
    if isinstance(reading.value, Pairs) and not reading.value.pairs:
        return Reading(Items((), (1, 1)), reading.problems)
    return fault((1, 1), "wrong-type", "this file is not a list", "begin each entry with  - id: …")


def _lists(nodes: Mapping[str, Node]) -> Lists:
    """The ids of every list as its file has them, before any entry is read: entries refer to each other."""
    written = {kind: [_written(item) for item in _items(node)] for kind, node in nodes.items()}
    named = {kind: [(_id(each), each) for each in rows] for kind, rows in written.items()}
    names = {
        kind: {name: _texts(each, "name", "zh", "aliases", "demonyms") or (name,) for name, each in rows if name}
        for kind, rows in named.items()
    }
    former = {
        kind: {old: name for name, each in rows if name for old in _texts(each, "formerly")}
        for kind, rows in named.items()
    }
    return Lists(names, former)


def _items(node: Node | None) -> tuple[Node, ...]:
    return node.items if isinstance(node, Items) else ()


def _written(item: Node) -> Mapping[str, Node]:
    return {key.text: value for key, value in item.pairs} if isinstance(item, Pairs) else {}


def _texts(written: Mapping[str, Node], *keys: str) -> tuple[str, ...]:
    """The texts under `keys`, alone or in lists."""
    nodes = (written[key] for key in keys if key in written)
    texts = (text for node in nodes for text in (node.items if isinstance(node, Items) else (node,)))
    return tuple(text.text for text in texts if isinstance(text, Scalar))


def _id(written: Mapping[str, Node]) -> str:
    """The id of an entry; what it must have meant where it is written wrongly or missing."""
    return kebab(next(iter((*_texts(written, "id"), *_texts(written, "name"))), ""))


@dataclass(frozen=True)
class _List:
    """What a file of the vocabulary gave: its entries by id, the ids of those with a fault, and the faults."""

    terms: Mapping[str, terms.Term]
    faulty: frozenset[str]
    problems: tuple[Problem, ...]


def _entries(kind: str, node: Node, lists: Lists) -> _List:
    """The entries of one list; one with a fault is an entry all the same, so that what refers to it is right."""
    keys = entry_keys(kind, lists)
    entries: dict[str, terms.Term] = {}
    faulty: set[str] = set()
    problems: list[Problem] = []
    for item in _items(node):
        reading = read_pairs(item, keys)
        problems += reading.problems
        name = _id(_written(item))
        if reading.value is None or not name:
            continue
        if name in entries:
            message = f"the id {quoted(name)} is already on line {entries[name].line}"
            problems.append(problem(item.place, "repeated-id", message, "give one of the two entries another id"))
            continue
        entries[name] = _term(kind, name, reading.value)
        faulty |= {name} if reading.problems else set()
    found = (*problems, *_repeated_names(entries.values()), *_reused_ids(entries), *_left_to_do(kind, entries.values()))
    return _List(entries, frozenset(faulty), found)


def _term(kind: str, name: str, entry: Entry) -> terms.Term:
    return TERMS[kind](**{"name": name, **entry.values, "id": name}, line=entry.place[0])


def _left_to_do(kind: str, entries: Collection[terms.Term]) -> Iterator[Problem]:
    """Entries that are not finished, and the first one that is not in its place."""
    for term in entries:
        if term.todo is not None:
            message, hint = f"{term.id} has something left to do: {term.todo}", "do it, then delete the key todo"
            yield problem((term.line, 1), "unfinished-entry", message, hint)
    for before, term in pairwise(entries):
        if sort_key(kind, term.id) < sort_key(kind, before.id):
            message = f"{term.id} is behind {before.id}"
            yield problem((term.line, 1), "unsorted-list", message, "sort the list by id, or run ciie check --fix")
            return


def sort_key(kind: str, name: str) -> tuple[int, str]:
    """What sorts the ids of a list: editions by number, others as texts.

    Args:
        kind: The list, one of KINDS.
        name: An id of the list.

    Returns:
        A value to sort by: the number, 0 outside editions, then the id.
    """
    return (int(name) if kind == "editions" and name.isdecimal() else 0), name


def _reused_ids(entries: Mapping[str, terms.Term]) -> Iterator[Problem]:
    owners: dict[str, terms.Term] = dict(entries)
    for term in entries.values():
        for old in term.formerly:
            owner = owners.setdefault(old, term)
            if owner is not term or old == term.id:
                message = f"the former id {quoted(old)} already belongs to {owner.id} (line {owner.line})"
                yield problem((term.line, 1), "repeated-id", message, "delete it here; ids are never reused")


def _repeated_names(entries: Iterable[terms.Term]) -> Iterator[Problem]:
    owners: dict[str, terms.Term] = {}
    for term in entries:
        for name in term.names:
            owner = owners.setdefault(name, term)
            if owner is not term and not _are_namesakes(owner, term):
                message = f"the name {quoted(name)} already belongs to {owner.id} (line {owner.line})"
                yield problem((term.line, 1), "repeated-name", message, "keep it in one of the two entries")


def _are_namesakes(one: terms.Term, other: terms.Term) -> bool:
    """True of two people whose Chinese names tell them apart: 任鸿斌 and 任洪斌 are both Ren Hongbin."""
    is_told = bool(one.zh and other.zh) and one.zh != other.zh
    return is_told and isinstance(one, terms.Person) and isinstance(other, terms.Person)
