"""The files of articles/vocabulary/ to a `Vocabulary`, with every fault of an entry and of a list."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from ciie.reading import schema
from ciie.reading.entry_keys import entry_keys
from ciie.reading.intake import read_text
from ciie.reading.keys import Entry
from ciie.reading.nodes import Items, Node, Pairs, Scalar, parse_yaml
from ciie.words import terms
from ciie.words.problems import Problem, Reading, fault, problem, quoted

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
    vocabulary = terms.Vocabulary(**lists)
    problems += [found.at(f"{shown}/{kind}.yml") for kind, found in _check_entries(vocabulary)]
    return Reading(vocabulary, tuple(problems))


def _check_entries(vocabulary: terms.Vocabulary) -> Iterator[tuple[str, Problem]]:
    """Editions that contradict themselves, and countries that are none, each with its list."""
    for edition in vocabulary.editions.values():
        if edition.id != str(edition.ordinal) or edition.closes.last < edition.opens.first:
            days = f"from {edition.opens.iso} to {edition.closes.iso}"
            message = f"edition {edition.id} has the ordinal {edition.ordinal}, {days}"
            hint = "its id is its ordinal, and it closes on or after its first day"
            yield "editions", problem((edition.line, 1), "edition-days", message, hint)
        elif edition.ceremony is not None and edition.ceremony.first >= edition.opens.first:
            message = f"edition {edition.id} opens on {edition.opens.iso}, its ceremony is on {edition.ceremony.iso}"
            hint = "delete ceremony, unless it was held on a day before the first"
            yield "editions", problem((edition.line, 1), "edition-days", message, hint)
    placed = [(kind, term) for kind in PLACED for term in vocabulary.entries(kind).values()]
    for kind, term in placed:
        country = vocabulary.places.get(getattr(term, "country", None) or "")
        if country is not None and country.kind is not terms.PlaceKind.COUNTRY:
            message = f"the country of {term.id} is {country.id}, which is a {country.kind.value}"
            yield kind, problem((term.line, 1), "no-country", message, "write the id of a country")


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


def _entries(kind: str, node: Node, known: schema.Known) -> tuple[dict[str, terms.Term], list[Problem]]:
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
