"""What a text names: organisations, people, places and topics of the vocabulary, countries and people it lacks.

A record may only list what the vocabulary has. A country it lacks is reported with an entry to paste; a name that
looks like a person's, by the role told beside it, is reported for the editor to judge. Names of countries come from
Babel; what it lacks (adjectives, short forms) from text/countries.yml.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

import ahocorasick

from ciie.capturing.captures import NameFindings, TopicFinding
from ciie.importing.entries import unknown_organisations
from ciie.model.kinds import PlaceKind
from ciie.model.records import Mention
from ciie.model.values import Ref
from ciie.model.vocabulary import Topic, Vocabulary
from ciie.text.glosses import read_as
from ciie.text.languages import fold
from ciie.text.names import (
    Named,
    NameFinder,
    Names,
    country_codes,
    is_whole,
    listed_names,
    names_of_country,
    names_that_hold_others,
)
from ciie.text.patterns import sign_pattern
from ciie.text.sentences import find_sentences

_MONEY = re.compile(r"\s?(?:\$|dollars?\b)", re.I)
_NAME_BEFORE, _NAME_BEHIND = re.compile(r"[A-Z][a-z]+\s+$"), re.compile(r"\s+[A-Z][a-z]+")
_OF_A_SEA = re.compile(r"^\s+Sea\b")
_ROLE = (
    r"(?:president|premier|chairman|chairwoman|chairperson|chair|vice[\s-]president|CEO|chief\s+\w+\s+officer|chief\s+executive(?:\s+officer)?"
    r"|general\s+manager|managing\s+director|executive\s+director|director(?:[\s-]general)?|deputy\s+director|head|partner|founder|co-founder"
    r"|minister|vice\s+minister|ambassador|consul\s+general|secretary(?:\s+general)?|professor|economist|researcher|analyst|expert|scholar"
    r"|spokesperson|spokesman|spokeswoman|representative|manager|mayor|governor|commissioner|dean|senior\s+\w+|exhibitor|trader|owner)"
)
# No word is longer; a bound keeps the time in proportion to a text that is one.
_WORD = r"[A-Z][\w’'.-]{0,40}"
_NAME = rf"(?-i:{_WORD}(?:\s+(?:von|van|de|dem|der|den|di|da|al|bin|el|la|le|du|{_WORD})){{1,4}})"
_NAME_ROLE = re.compile(
    rf"(?P<name>{_NAME}),\s+(?:the\s+|a\s+|an\s+|who\s+is\s+)?(?P<role>[^,.;]{{0,50}}?\b{_ROLE}\b[^,.;]{{0,90}})", re.I
)
_BEHIND = re.compile(
    r"^,\s+(?:the\s+|a\s+|an\s+|who\s+is\s+(?:the\s+)?)?(?P<role>[^.;,]{2,80}(?:,?\s+and\s+[^.;,]{2,60})?)"
)
# What ministers are ministers of: "Vice Commerce Minister", "Minister of Trade and Industry".
_OFFICE = (
    r"(?:Foreign(?:\s+Affairs)?|Commerce|Trade|Finance|Economy|Economic|Agriculture|Industry|Health|Tourism|Culture|Transport"
    r"|Energy|Science|Technology|Environment|Investment|Development|Planning|Food|Labou?r|Defen[cs]e|Supply|Interior)"
)
_OFFICES = rf"{_OFFICE}(?:(?:,\s+|\s+and\s+|,\s+and\s+){_OFFICE})*"
_BEFORE = re.compile(
    rf"(?P<role>(?:(?:[Vv]ice|[Dd]eputy|[Aa]ssistant|[Pp]rime)[\s-]+)?(?:{_OFFICES}\s+)?"
    rf"(?:President|Premier|Chairman|Minister(?:\s+(?:of|for)\s+{_OFFICES})?|Ambassador|Professor|Director|CEO))\s+$"
)
# Long enough for the longest of these.
_LONGEST_BEFORE = 90
_OF = re.compile(r"\s+(?:of|at|from|for|with)\s+(?:the\s+)?", re.I)
_HUMAN = re.compile(rf"\b{_ROLE}\b", re.I)
# In characters: a longer role is cut.
LONGEST_ROLE = 80
# Against the topics that editors gave the first five records, twelve have precision .80 and recall .79; eight of those
# that more speaks for have .86 and .53. An editor trims a list sooner than he completes it.
MOST_TOPICS = 12


@dataclass(frozen=True, slots=True)
class CountryName:
    """A country named in a text: its ISO 3166 code in small letters, its words and where they begin."""

    code: str
    words: str
    start: int


def propose_names(passages: Sequence[str], names: Names, language: str = "en") -> NameFindings:
    """Every name of `passages`, once each, in the order in which they first stand; every country is a place."""
    found: dict[str, dict[str, str]] = {"organisations": {}, "people": {}, "places": {}}
    mentions: dict[str, Mention] = {}
    for passage in passages:
        gloss = read_as(passage, language)
        for named in _all_names(gloss.text, names):
            words = passage[slice(*gloss.span(named.start, named.end))]
            for kind, name in named.refs:
                found[kind].setdefault(name, words)
                if kind == "people":
                    mention = Mention(name) if gloss.changes else _mention(name, named, passage, names.finder)
                    mentions[name] = _fuller(mentions.get(name), mention)
    known = names.vocabulary.places
    return NameFindings(
        organisations=tuple(found["organisations"].items()),
        people=tuple((mentions[name], words) for name, words in found["people"].items()),
        places=tuple((code, words) for code, words in found["places"].items() if code in known),
        unknown_countries=tuple((code, words) for code, words in found["places"].items() if code not in known),
        unknown_people=tuple(_unknown_people(passages, names.finder)),
        unknown_organisations=tuple(unknown_organisations(passages, names.finder)),
    )


def _all_names(text: str, names: Names) -> list[Named]:
    """The names in a text by their place: countries as find_countries has them, who knows which dollars are none."""
    places = names.vocabulary.places
    found = [Named(c.start, c.start + len(c.words), (Ref("places", c.code),)) for c in find_countries(text)]
    for named in names.finder.find_longest(text):
        refs = [ref for ref in named.refs if ref.kind != "places" or places[ref.id].kind is not PlaceKind.COUNTRY]
        found += [Named(named.start, named.end, tuple(refs))] if refs else []
    return sorted(found, key=lambda named: (named.start, -named.end))


def _fuller(known: Mention | None, new: Mention) -> Mention:
    """Of two mentions of a person the one that says more; the earlier of two that say as much."""
    if known is None or (new.role is not None, new.of is not None) > (known.role is not None, known.of is not None):
        return new
    return known


def _mention(name: str, named: Named, passage: str, finder: NameFinder) -> Mention:
    """The person with the role that stands beside the name, and the organisation or country that it names."""
    before = _BEFORE.search(passage[max(0, named.start - _LONGEST_BEFORE) : named.start])
    behind = _BEHIND.match(passage[named.end : named.end + 200])
    if behind is not None and _HUMAN.search(behind["role"]):
        return _told(name, behind["role"], finder)
    if before is None:
        return Mention(name)
    title = passage[max(0, named.start - _LONGEST_BEFORE - 30) : named.start - len(before.group())]
    nation = [c.code for c in find_countries(title) if c.start + len(c.words) >= len(title.rstrip())]
    known = nation and any(("places", nation[0]) in n.refs for n in finder.find(title))
    return Mention(name, role=before["role"], of=Ref("places", nation[0]) if known else None)


def _told(name: str, role: str, finder: NameFinder) -> Mention:
    for match in _OF.finditer(role):
        bodies = [
            ref
            for found in finder.find_longest(role[match.end() :])
            if found.start <= 1
            for ref in found.refs
            if ref.kind in {"organisations", "places"}
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


def propose_topics(texts: Sequence[str], vocabulary: Vocabulary, language: str = "en") -> tuple[TopicFinding, ...]:
    """The topics that a headline and the passages below it speak for, the strongest first, at most twelve."""
    head, *passages = (read_as(text, language).text for text in texts)
    body = "\n".join(passages)
    findings = [found for topic in vocabulary.topics.values() if (found := _weigh(topic, head, body)) is not None]
    findings.sort(key=lambda f: (-f.score, f.id))
    return tuple(findings[:MOST_TOPICS])


def _weigh(topic: Topic, head: str, body: str) -> TopicFinding | None:
    counts: Counter[str] = Counter()
    score = 0.0
    for sign in topic.signs:
        pattern = _folded_sign(sign)
        times, in_head = len(pattern.findall(body)), len(pattern.findall(head))
        if times or in_head:
            counts[sign] += times + in_head
            # The first occurrence says most; each further one says a little.
            score += 1.5 + 0.5 * min(times, 5) + 2.0 * bool(in_head)
    if not counts:
        return None
    return TopicFinding(topic.id, score, tuple(counts.most_common()))


@lru_cache(maxsize=2048)
def _folded_sign(sign: str) -> re.Pattern[str]:
    return sign_pattern(fold(sign))


def find_countries(text: str) -> Iterator[CountryName]:
    """Every mention of a country in `text`, of names within names the longest, by the place they end at."""
    folded = fold(text)
    kept: list[tuple[int, int, str, bool]] = []
    matches = [
        (last + 1 - length, last + 1, code, unsure) for last, (length, code, unsure) in _automaton().iter(folded)
    ]
    for start, end, code, unsure in sorted(matches, key=lambda m: (m[0], -m[1])):
        if is_whole(folded, start, end) and (not kept or end > kept[-1][1]):
            kept.append((start, end, code, unsure))
    for start, end, code, unsure in kept:
        before, after = folded[max(0, start - 20) : start], folded[end : end + 20]
        if not code or _MONEY.match(after) or _OF_A_SEA.match(after):
            continue
        if unsure and (_NAME_BEFORE.search(before) or _NAME_BEHIND.match(after)):
            continue
        yield CountryName(code, text[start:end], start)


@cache
def _automaton() -> Any:
    automaton = ahocorasick.Automaton()
    names = {**names_that_hold_others(), **{name: code for code in country_codes() for name in names_of_country(code)}}
    unsure = {fold(name) for own in listed_names().values() for name in own.get("unsure", ())}
    for name, code in sorted((fold(name), code) for name, code in names.items()):
        automaton.add_word(name, (len(name), code, name in unsure))
    automaton.make_automaton()
    return automaton
