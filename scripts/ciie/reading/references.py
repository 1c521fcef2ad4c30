"""References to entries of the vocabulary: what an id or a name refers to, entries to add, and entries without use."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import replace
from pathlib import Path
from typing import Any

from ciie.model import records
from ciie.model.problems import MissingEntry, Problem, Reading, miswritten, problem, quoted
from ciie.model.suggestions import joined
from ciie.model.values import Ref, kebab
from ciie.model.vocabulary import SUBJECTS, SUBJECTS_BY_OF, Edition, Measure, Place, Term, Vocabulary
from ciie.reading.files import read_text
from ciie.reading.keys import Key, Lists, ValueType, mapping, text
from ciie.reading.yaml_trees import Node, Pairs, Scalar, in_quotes
from ciie.text.names import Names


def reference(kinds: Sequence[str], lists: Lists) -> ValueType:
    """A `Ref` to an entry of one of the lists `kinds`, written as its id.

    Of two lists that have the id the first of `kinds` is meant. A former id, or the name of one entry, is a fault and
    read as the id that it stands for, so that what depends on it is checked in the same run.
    """
    owners = {name: kind for kind in reversed(kinds) for name in lists.names[kind]}
    files = f"vocabulary/{joined([f'{kind}.yml' for kind in kinds])}"
    as_text = text()

    def convert(node: Node) -> Reading[Ref]:
        reading = as_text(node)
        name = reading.value
        if name is None:
            return Reading(None, reading.problems)
        if name in owners:
            return Reading(Ref(owners[name], name))
        return _meant(name, node.place, kinds, lists, files)

    source, ids = f"an id from {files}", sorted(owners)
    shape = {"enum": ids, "$comment": source} if ids else {"type": "string", "$comment": source}
    return ValueType(convert, shape, next(iter(ids), ""), options=tuple(ids), source=source)


def listed(kind: str, lists: Lists) -> ValueType:
    """The id of an entry of the list `kind`, for a key that refers to no other list."""
    refer = reference((kind,), lists)

    def convert(node: Node) -> Reading[str]:
        reading: Reading[Ref] = refer(node)
        return Reading(reading.value.id if reading.value else None, reading.problems)

    return replace(refer, convert=convert)


def mention(lists: Lists) -> ValueType:
    """A person by id, or with role and affiliation."""
    person = listed("people", lists)
    affiliation = reference(("organisations", "places"), lists)
    keys = (
        Key("id", person, "the person", required=True),
        Key("role", text(), "the role, as the source gives it"),
        Key("of", affiliation, "the organisation or place that the person belongs to"),
    )
    full = mapping(keys, lambda entry: records.Mention(**entry.values, line=entry.place[0]))

    def convert(node: Node) -> Reading[Any]:
        if not isinstance(node, Scalar):
            return full(node)
        reading = person(node)
        mention = records.Mention(reading.value, line=node.place[0]) if reading.value else None
        return Reading(mention, reading.problems)

    shape = {"anyOf": [person.shape, full.shape]}
    return replace(person, convert=convert, shape=shape, keys=keys)


def _meant(name: str, place: tuple[int, int], kinds: Sequence[str], lists: Lists, files: str) -> Reading[Ref]:
    now = next((Ref(kind, former[name]) for kind in kinds if name in (former := lists.former.get(kind, {}))), None)
    if now is not None:
        return Reading(now, (miswritten(place, f"{quoted(name)} is now called {now.id}", now.id),))
    same = [Ref(kind, found) for kind in kinds for found in lists.suggestions[kind].same(name)]
    if len(same) == 1:
        only = same[0]
        if only.id == name.casefold():
            return Reading(only, (miswritten(place, f"{quoted(name)} has capitals", only.id),))
        found = miswritten(place, f"{quoted(name)} is not an id in {files}", only.id)
        return Reading(only, (replace(found, hint=f"{found.hint}, the id of {lists.names[only.kind][only.id][0]}"),))
    near = same or [Ref(kind, found) for kind in kinds for found in lists.suggestions[kind].near(name)]
    return Reading(None, (_lacking(name, place, kinds, near, lists),))


def _lacking(name: str, place: tuple[int, int], kinds: Sequence[str], near: Sequence[Ref], lists: Lists) -> Problem:
    """That `name` has no entry, with the entry to add, and the entries that may have been meant."""
    files = f"vocabulary/{joined([f'{kind}.yml' for kind in kinds])}"
    others = [kind for kind in SUBJECTS if kind not in kinds and name in lists.names[kind]]
    if others and kinds[0] in SUBJECTS:
        message = f"{quoted(name)} is not an id in {files}, but one in vocabulary/{others[0]}.yml"
        return problem(place, "unknown-id", message, f"move it to {others[0]}")
    shown = dict.fromkeys(_shown(ref, lists) for ref in near[:3])
    question = f"did you mean {joined(shown)}? If not, " if shown else ""
    entry = missing_entry(kinds[0], name, is_sure=len(kinds) == 1 and kinds[0] in _SURE and not shown)
    hint = f"{question}add it to vocabulary/{kinds[0]}.yml:  {entry.line}"
    found = problem(place, "unknown-id", f"{quoted(name)} is not an id in {files}", hint)
    return replace(found, missing=(entry,), fix=entry.id if entry.is_sure and entry.id != name else "")


def _shown(ref: Ref, lists: Lists) -> str:
    name = lists.names[ref.kind][ref.id][0]
    return ref.id if name.casefold() == ref.id else f"{ref.id} ({name})"


# What an entry says beside its id and name so that `ciie check` takes it; its editor corrects it.
_REQUIRED = {
    "topics": ("group: expo", 'meaning: "What it covers."'),
    "measures": ('meaning: "What it counts."', "units: [companies]", "of: [edition]"),
    "organisations": ("kind: company",),
    "people": ("kind: executive",),
    "places": ("kind: city",),
    "outlets": ("kind: press",),
}
# The lists whose entries need nothing that a name does not tell, but for the kind.
_SURE = ("outlets", "organisations", "people")
# How long the ids of countries are, ISO 3166 codes.
_CODE = 2
_SMALL_WORDS = frozenset({"and", "at", "de", "for", "in", "of", "on", "the", "to"})


def missing_entry(kind: str, name: str, *, is_sure: bool = False) -> MissingEntry:
    """The entry that the list `kind` lacks for `name`, which is an id or the name of something."""
    is_id = kebab(name) == name
    told = _title(name) if is_id else name
    keys = _REQUIRED[kind] if kind != "places" or len(name) != _CODE else ("kind: country",)
    shown = told if re.fullmatch(r"[A-Za-z][A-Za-z0-9 .-]*[A-Za-z0-9.]", told) else in_quotes(told)
    return MissingEntry(kind, kebab(name), (f"name: {shown}", *keys), is_sure and bool(kebab(name)))


def _title(name: str) -> str:
    """An id as a name: "Bank of China" for bank-of-china."""
    first, *rest = name.split("-")
    return " ".join([first.capitalize(), *(word if word in _SMALL_WORDS else word.capitalize() for word in rest)])


def with_measure_of(found: Problem, node: Node, lists: Lists) -> Problem:
    """A fault of a figure; that of an unknown measure with an entry to add that takes the figure.

    Args:
        found: The fault.
        node: The figure.
        lists: The ids of every list.

    Returns:
        The fault; the entry has the unit of the figure, and is of what the figure is of.
    """
    pairs = node.pairs if isinstance(node, Pairs) else ()
    told = {key.text: value.text for key, value in pairs if isinstance(value, Scalar)}
    if not found.missing or found.missing[0].kind != "measures" or "unit" not in told:
        return found
    lacking = found.missing[0]
    span = ("editions" if "-" in told["edition"] else "edition",) if "edition" in told else ()
    kind = next((kind for kind in SUBJECTS if told.get("of") in lists.names[kind]), "")
    subject = tuple(of.value for of, each in SUBJECTS_BY_OF.items() if each == kind)
    keys = (*lacking.keys[:-2], f"units: [{told['unit']}]", f"of: [{', '.join((*span, *subject)) or 'nothing'}]")
    entry = replace(lacking, keys=keys)
    return replace(found, missing=(entry,), hint=found.hint.replace(lacking.line, entry.line))


def together(problems: Sequence[Problem]) -> tuple[Problem, ...]:
    """Problems of one record, those of names that nothing in the lists is like as one: they are added together.

    Args:
        problems: The problems of a record's front matter.

    Returns:
        The problems; where two names or more are new, one at the place of the first, with all entries to add.
    """
    new = [
        found for found in problems if found.hint.startswith("add it") and any(e.kind in _NAMED for e in found.missing)
    ]
    entries = tuple({(each.kind, each.id or found.message): each for found in new for each in found.missing}.values())
    if len(entries) < 2:
        return tuple(problems)
    sure = dict.fromkeys(each.kind for each in entries if each.is_sure)
    names = ", ".join([*(each.told for each in entries[:_MOST_TOLD]), *(["…"] if len(entries) > _MOST_TOLD else [])])
    added = (
        f"ciie check --fix adds those of {', '.join(sure)}; or paste the entries below"
        if sure
        else "paste the entries below"
    )
    first = min(new, key=lambda found: (found.line, found.column))
    one = replace(
        first, message=f"{len(entries)} names are not in the lists: {names}", hint=added, fix="", missing=entries
    )
    return tuple(one if found is first else found for found in problems if found is first or found not in new)


# The lists of what has a name of its own; a topic or a measure is thought out.
_NAMED = frozenset({*SUBJECTS, "outlets"})
# How many new names a message tells.
_MOST_TOLD = 20


_WORD = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
# The keys of entries that refer to other entries, and the lists of these.
_TIES = {
    "country": "places",
    "part_of": "organisations",
    "unlike": "measures",
    "growth_of": "measures",
    "sum_of": "measures",
    "run_of": "measures",
}


def perhaps_used(paths: Iterable[Path], names: Names) -> set[Ref]:
    """What records with errors may use: every entry whose id or name stands in one of them.

    Args:
        paths: Their files.
        names: The names of the vocabulary.

    Returns:
        The entries; all of them where a file cannot be read.
    """
    kinds = list(names.vocabulary.kinds())
    found: set[Ref] = set()
    for content in (read_text(path).value for path in paths):
        if content is None:
            return {Ref(kind, name) for kind, entries in kinds for name in entries}
        found |= {ref for named in names.finder.find(content) for ref in named.refs}
        ids = set(_WORD.findall(content))
        found |= {Ref(kind, name) for kind, entries in kinds for name in ids & entries.keys()}
    return found


def find_unused(used: Set[Ref], vocabulary: Vocabulary, shown: str, known: Sequence[Problem]) -> Iterator[Problem]:
    """Entries that nothing uses, but for those with a fault of their own.

    Args:
        used: What records use.
        vocabulary: All entries.
        shown: What messages call the folder of the lists.
        known: The faults of the vocabulary.

    Yields:
        A fault for each.
    """
    used = used | {ref for _, _, ref in ties_of(vocabulary)}
    for kind, entries in vocabulary.kinds():
        path, terms = f"{shown}/{kind}.yml", sorted(entries.values(), key=lambda term: term.line)
        lines = [term.line for term in terms]
        faulty = {bisect_right(lines, each.line) - 1 for each in known if each.path == path and each.is_error}
        for number, term in enumerate(terms):
            if Ref(kind, term.id) not in used and not _is_shipped(term) and number not in faulty:
                message = f"no record uses {term.id} ({term.name})"
                yield Problem(path, term.line, 1, "unused-entry", message, "use it in a record, or delete the entry")


def _is_shipped(term: Term) -> bool:
    """True of entries that are there before a record needs them: editions, measures, countries and territories."""
    return isinstance(term, Edition | Measure) or (isinstance(term, Place) and term.is_country)


def ties_of(vocabulary: Vocabulary) -> Iterator[tuple[str, Term, Ref]]:
    """What entries say of others.

    Args:
        vocabulary: All entries.

    Yields:
        The list of an entry, the entry, and another one that it names, such as its country.
    """
    for kind, entries in vocabulary.kinds():
        for term in entries.values():
            for key, other in _TIES.items():
                tied = getattr(term, key, None) or ()
                yield from ((kind, term, Ref(other, name)) for name in ((tied,) if isinstance(tied, str) else tied))
