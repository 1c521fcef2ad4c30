"""Every name of the vocabulary, found in one pass over a text.

Matches whole words, as written: "EY" is not found in "They", and "Dow" not in "down". Chinese has no
blanks between words, so a Chinese name needs no edge beside a Chinese character.
A name within that of something else mentions nothing: South Sudan is not Sudan.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

import ahocorasick

from ciie.model.values import Ref
from ciie.model.vocabulary import Vocabulary
from ciie.text.languages import fold, has_han
from ciie.text.patterns import read_own

HERE = Path(__file__).parent
_LANGUAGES = ("en", "zh", "zh_Hant")
# Codes of CLDR that stand for no country.
_NO_COUNTRIES = frozenset({"EU", "EZ", "HK", "MO", "QO", "UN", "XA", "XB", "ZZ"})


@cache
def listed_names() -> dict[str, dict[str, list[str]]]:
    """What countries.yml says of each country, by its ISO 3166 code in small letters.

    Returns:
        For each code lists of names by what they are, such as adjectives.
    """
    loaded: dict[str, dict[str, list[str]]] = read_own(HERE / "countries.yml")
    return loaded


@cache
def country_codes() -> tuple[str, ...]:
    """The ISO 3166 codes of all countries and territories, in small letters.

    Returns:
        Codes of two letters, in the order of CLDR.
    """
    from babel import Locale  # noqa: PLC0415, 0.05 s that not every command need wait

    codes = (str(code) for code in Locale("en").territories)
    return tuple(code.lower() for code in codes if len(code) == 2 and code.isalpha() and code not in _NO_COUNTRIES)


def names_of_country(code: str) -> frozenset[str]:
    """Every name, adjective and short form of the country `code`.

    Args:
        code: An ISO 3166 code in small letters.

    Returns:
        English and Chinese names of CLDR and countries.yml; none for a code that neither has.
    """
    own = listed_names().get(code, {})
    return frozenset({name for kind in own.values() for name in kind} | {*_babel_names(code)})


@cache
def names_that_hold_others() -> dict[str, str]:
    """Names of countries and of what is none, each with the country's code or "", that may hold a shorter name.

    Returns:
        By name, as CLDR, countries.yml and namesakes.yml write it, the code of its country; "" for what is no country.
    """
    found = {name: code for code in country_codes() for name in names_of_country(code)}
    namesakes: dict[str, list[str]] = read_own(HERE / "namesakes.yml")
    return {**found, **{name: "" for names in namesakes.values() for name in names}}


def press_name(name: str) -> str:
    """Babel's name as the press writes it: Myanmar for Myanmar (Burma), and for &.

    Args:
        name: The name of a country.

    Returns:
        The name without what stands in brackets, its "&" as "and".
    """
    return re.sub(r"\s*[(（].*[)）]", "", name).replace(" & ", " and ")


def _babel_names(code: str) -> Iterator[str]:
    from babel import Locale  # noqa: PLC0415, as above

    for language in _LANGUAGES:
        name = str(Locale.parse(language).territories.get(code.upper()) or "")
        if name:
            yield name
            # 刚果（金） and 刚果（布） are two countries.
            yield press_name(name) if not re.search("[（(].[）)]", name) else name


# No vocabulary that somebody wrote has so many names each of which ends in the next.
_MOST_AT_ONE_PLACE = 16
NAMED_KINDS = ("organisations", "people", "places")


@dataclass(frozen=True, slots=True, order=True)
class Named:
    """A name found in a text: characters `start` to `end`, and the entries that bear it."""

    start: int
    end: int
    refs: tuple[Ref, ...]


@dataclass(frozen=True)
class Names:
    """A vocabulary and the finder of its names; made once a run."""

    vocabulary: Vocabulary
    finder: NameFinder


class NameFinder:
    """Finds the organisations, people and places of one vocabulary."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        """Takes time in proportion to the vocabulary; build it once a run."""
        refs: dict[str, list[Ref]] = {}
        for kind in NAMED_KINDS:
            for term in vocabulary.entries(kind).values():
                # A country also has the names that CLDR gives it in Taiwan and elsewhere.
                known = (*term.names, *_babel_names(term.id)) if kind == "places" else term.names
                for form in sorted({form for name in known for form in _forms(name)}):
                    refs.setdefault(form, []).append(Ref(kind, term.id))
        self._vocabulary = vocabulary
        self._own = frozenset(refs)
        all_names = {**_names_of_others(), **refs}
        self._automaton = _automaton_of(all_names)
        self._without_han = _automaton_of({name: of for name, of in all_names.items() if not has_han(name)})
        self._found = lru_cache(maxsize=256)(lambda text: tuple(self._find(text)))

    def find(self, text: str) -> tuple[Named, ...]:
        """Every occurrence by the place it ends at, also within the name of a part of what it names, but of no other.

        The passages of one record are asked for several times in a row, so the last ones are kept.
        """
        return self._found(text)

    def hidden(self, text: str) -> Iterator[tuple[Ref, str]]:
        """What names within names of something else do not mention, each with the longer name."""
        for named, holders in self._nested(text):
            for ref in named.refs:
                longer = next((each for each in holders if self._hides(each, ref)), None)
                if longer is not None:
                    yield ref, text[longer.start : longer.end]

    def _find(self, text: str) -> Iterator[Named]:
        found, folded = [], fold(text)
        for named, holders in self._nested(text):
            is_own = folded[named.start : named.end] in self._own
            refs = tuple(ref for ref in named.refs if not any(self._hides(holder, ref) for holder in holders))
            if is_own and refs:
                found.append(Named(named.start, named.end, refs))
        yield from sorted(found, key=lambda named: (named.end, named.start))

    def _nested(self, text: str) -> Iterator[tuple[Named, list[Named]]]:
        """Every whole name in `text`, also of what the vocabulary lacks, with the longer ones that hold it."""
        open_ones: list[Named] = []
        for named in sorted(self._all(text), key=lambda named: (named.start, -named.end)):
            open_ones = [other for other in open_ones if other.end > named.start]
            yield named, [other for other in open_ones if other.end >= named.end]
            open_ones.append(named)
            if len(open_ones) > _MOST_AT_ONE_PLACE:
                open_ones.remove(min(open_ones, key=lambda other: other.end))

    def _all(self, text: str) -> Iterator[Named]:
        folded = fold(text)
        # Names begin with thousands of Chinese characters, and each letter of a text is sought among those of its list.
        automaton = self._automaton if has_han(folded) else self._without_han
        place, tried = -1, 0
        # The names that end at one place come one after the other, the longest first.
        for last, (length, refs) in automaton.iter(folded):
            place, tried = last, tried + 1 if last == place else 1
            start, end = last + 1 - length, last + 1
            if tried <= _MOST_AT_ONE_PLACE and is_whole(folded, start, end):
                yield Named(start, end, refs)

    def _hides(self, holder: Named, ref: Ref) -> bool:
        """True where a name within that of `holder` does not mention `ref`: Sudan in South Sudan, Ford in John Ford.

        A name does mention the country, city or organisation that its holder is of.
        """
        if ref in holder.refs:
            return False
        alike = [other for other in holder.refs if other.kind == ref.kind or "people" in {other.kind, ref.kind}]
        return bool(alike) and not any(self._is_of(other, ref) for other in alike)

    def _is_of(self, other: Ref, ref: Ref) -> bool:
        """True where `other` is a place of the country of `ref`, or an organisation of which `ref` is a parent."""
        if ref.kind == other.kind == "places":
            places = self._vocabulary.places
            return (
                ref.id in places
                and other.id in places
                and places[other.id].country == (places[ref.id].country or ref.id)
            )
        return ref.kind == other.kind == "organisations" and ref.id in self._parents(other.id)

    def _parents(self, name: str) -> set[str]:
        parents: set[str] = set()
        organisation = self._vocabulary.organisations.get(name)
        while organisation is not None and organisation.part_of is not None and organisation.part_of not in parents:
            parents.add(organisation.part_of)
            organisation = self._vocabulary.organisations.get(organisation.part_of)
        return parents

    def find_longest(self, text: str) -> list[Named]:
        """The occurrences that lie within no other: "Pfizer China" and not its "Pfizer"."""
        kept: list[Named] = []
        for named in sorted(self.find(text), key=lambda n: (n.start, -n.end)):
            if not kept or named.end > kept[-1].end:
                kept.append(named)
        return kept


def _automaton_of(names: Mapping[str, Iterable[Ref]]) -> ahocorasick.Automaton:
    """What finds `names`, which are folded; of each its length and its entries."""
    automaton = ahocorasick.Automaton()
    for name, refs in names.items():
        automaton.add_word(name, (len(name), tuple(refs)))
    automaton.make_automaton()
    return automaton


def names_of(vocabulary: Vocabulary) -> Names:
    """`vocabulary` with a finder of its names.

    Args:
        vocabulary: The vocabulary.

    Returns:
        Both; making the finder takes time, so make it once.
    """
    return Names(vocabulary, NameFinder(vocabulary))


def mentioned(texts: Iterable[str], names: Names) -> frozenset[Ref]:
    """All that `texts` mention.

    Args:
        texts: Texts in any language.
        names: The vocabulary and its finder.

    Returns:
        Every entry that a name in them belongs to, those of names within longer ones too.
    """
    return frozenset(ref for text in texts for named in names.finder.find(text) for ref in named.refs)


def _forms(name: str) -> tuple[str, ...]:
    """A name folded, and with "&" for "and" or the other way round, which sources use alike."""
    folded = fold(name)
    other = folded.replace(" & ", " and ") if " & " in folded else folded.replace(" and ", " & ")
    return (folded, other)


@cache
def _names_of_others() -> dict[str, tuple[Ref, ...]]:
    """Names, folded, of every country, and of what is none and holds the name of one."""
    return {form: (Ref("places", code),) for name, code in names_that_hold_others().items() for form in _forms(name)}


def is_whole(text: str, start: int, end: int) -> bool:
    """True where the characters `start` to `end` of `text` are no part of a longer word.

    Args:
        text: The text.
        start: The index of the first character.
        end: The index after the last character, greater than `start`.

    Returns:
        True also beside a Chinese character, for Chinese has no blanks.
    """
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    return not (_joins(before, text[start]) or _joins(text[end - 1], after))


def _joins(left: str, right: str) -> bool:
    return _is_spaced(left) and _is_spaced(right)


def _is_spaced(character: str) -> bool:
    """True of letters and digits of scripts that put blanks between words."""
    return character.isalnum() and not ("\u2e80" <= character <= "\u9fff" or "\uf900" <= character <= "\ufaff")
