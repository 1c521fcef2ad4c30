"""Names of a text: those the vocabulary knows, by its names and aliases, and those it lacks.

A record may only list what the vocabulary has. A country it lacks is reported with an entry to paste; a name that
looks like a person's, by the role told beside it, is reported for the editor to judge.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ciie.importing.country_names import find_countries
from ciie.reading.names import Named, NameFinder, Names, fold
from ciie.words.model import Mention
from ciie.words.references import Ref
from ciie.words.sentences import find_sentences

_ROLE = (
    r"(?:president|premier|chairman|chairwoman|chairperson|chair|vice[\s-]president|CEO|chief\s+\w+\s+officer|chief\s+executive(?:\s+officer)?"
    r"|general\s+manager|managing\s+director|executive\s+director|director(?:[\s-]general)?|deputy\s+director|head|partner|founder|co-founder"
    r"|minister|vice\s+minister|ambassador|consul\s+general|secretary(?:\s+general)?|professor|economist|researcher|analyst|expert|scholar"
    r"|spokesperson|spokesman|spokeswoman|representative|manager|mayor|governor|commissioner|dean|senior\s+\w+|exhibitor|trader|owner)"
)
_NAME = r"(?-i:[A-Z][\w’'.-]*(?:\s+(?:von|van|de|dem|der|den|di|da|al|bin|el|la|le|du|[A-Z][\w’'.-]*)){1,4})"
_NAME_ROLE = re.compile(
    rf"(?P<name>{_NAME}),\s+(?:the\s+|a\s+|an\s+|who\s+is\s+)?(?P<role>[^,.;]{{0,50}}?\b{_ROLE}\b[^,.;]{{0,90}})", re.I
)
_BEHIND = re.compile(
    r"^,\s+(?:the\s+|a\s+|an\s+|who\s+is\s+(?:the\s+)?)?(?P<role>[^.;,]{2,80}(?:,?\s+and\s+[^.;,]{2,60})?)"
)
_BEFORE = re.compile(
    r"(?P<role>(?:(?:vice|deputy|prime)\s+)?(?:President|Premier|Chairman|Minister|Ambassador|Professor|Director|CEO))\s+$"
)
_OF = re.compile(r"\s+(?:of|at|from|for|with)\s+(?:the\s+)?", re.I)
_HUMAN = re.compile(rf"\b{_ROLE}\b", re.I)
LONGEST_ROLE = 80


@dataclass(frozen=True, slots=True)
class NameFindings:
    """The names of a text.

    Attributes:
        organisations: Ids with the words that name them, in the order of the text.
        people: Mentions with role and affiliation where the text tells them beside the name, and the words.
        places: Ids with the words that name them.
        unknown_countries: Codes of countries that the vocabulary lacks, with their words.
        unknown_people: Names that a role stands beside and the vocabulary lacks, with that role.
    """

    organisations: tuple[tuple[str, str], ...]
    people: tuple[tuple[Mention, str], ...]
    places: tuple[tuple[str, str], ...]
    unknown_countries: tuple[tuple[str, str], ...]
    unknown_people: tuple[tuple[str, str], ...]


def propose_names(passages: Sequence[str], names: Names) -> NameFindings:
    """Every name of `passages`, once each, in the order in which they first stand."""
    found: dict[str, dict[str, str]] = {"organisations": {}, "people": {}, "places": {}}
    mentions: dict[str, Mention] = {}
    for passage in passages:
        for named in names.finder.find_longest(passage):
            words = passage[named.start : named.end]
            for kind, name in named.bearers:
                found[kind].setdefault(name, words)
                if kind == "people":
                    mentions[name] = _fuller(mentions.get(name), _mention(name, named, passage, names.finder))
        for named in names.finder.find(passage):
            for kind, name in named.bearers:
                if kind == "places" and name not in found[kind] and _is_country(name, passage, named):
                    found[kind][name] = passage[named.start : named.end]
    countries = {c.code: c.words for passage in reversed(passages) for c in reversed(list(find_countries(passage)))}
    known = names.vocabulary.places
    return NameFindings(
        organisations=tuple(found["organisations"].items()),
        people=tuple((mentions[name], words) for name, words in found["people"].items()),
        places=tuple(found["places"].items()),
        unknown_countries=tuple((code, words) for code, words in countries.items() if code not in known),
        unknown_people=tuple(_unknown_people(passages, names.finder)),
    )


def _is_country(name: str, passage: str, named: Named) -> bool:
    """True of a country's name within the name of something else: Sri Lanka in that of an association."""
    return any(country.code == name for country in find_countries(passage[named.start : named.end]))


def _fuller(known: Mention | None, new: Mention) -> Mention:
    """Of two mentions of a person the one that says more; the earlier of two that say as much."""
    if known is None or (new.role is not None, new.of is not None) > (known.role is not None, known.of is not None):
        return new
    return known


def _mention(name: str, named: Named, passage: str, finder: NameFinder) -> Mention:
    """The person with the role that stands beside the name, and the organisation or country that it names."""
    before = _BEFORE.search(passage[max(0, named.start - 40) : named.start])
    behind = _BEHIND.match(passage[named.end : named.end + 200])
    if behind is not None and _HUMAN.search(behind["role"]):
        return _told(name, behind["role"], finder)
    if before is None:
        return Mention(name)
    title = passage[max(0, named.start - 70) : named.start - len(before.group())]
    nation = [c.code for c in find_countries(title) if c.start + len(c.words) >= len(title.rstrip())]
    known = nation and any(("places", nation[0]) in n.bearers for n in finder.find(title))
    return Mention(name, role=before["role"], of=Ref("places", nation[0]) if known else None)


def _told(name: str, role: str, finder: NameFinder) -> Mention:
    for match in _OF.finditer(role):
        bodies = [
            bearer
            for found in finder.find_longest(role[match.end() :])
            if found.start <= 1
            for bearer in found.bearers
            if bearer.kind in {"organisations", "places"}
        ]
        if bodies:
            return Mention(name, role=role[: match.start()].strip()[:LONGEST_ROLE], of=bodies[0])
    short = _OF.split(role)[0].strip()
    return Mention(name, role=short[:LONGEST_ROLE] or None)


def _unknown_people(passages: Sequence[str], finder: NameFinder) -> Iterator[tuple[str, str]]:
    """Names with a role beside them that no entry of the vocabulary bears, once each."""
    seen: Counter[str] = Counter()
    for passage in passages:
        for sentence in find_sentences(passage):
            for match in _NAME_ROLE.finditer(sentence.text):
                name = re.sub(r"^(?:said|says|told|and|but|President|Mr|Ms|Mrs|Dr)\.?\s+", "", match["name"])
                if name.count(" ") < 1 or list(finder.find(fold(name))) or seen[name]:
                    continue
                seen[name] += 1
                yield name, match["role"].strip()
