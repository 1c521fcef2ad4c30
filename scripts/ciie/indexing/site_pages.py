"""The pages beside the records that a search leads to: the expo's, one for each entry of the vocabulary, and guides."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pypinyin

from ciie.deriving.knowledge import Knowledge
from ciie.indexing.figure_notations import notations_of
from ciie.indexing.tokens import alike_words, is_han
from ciie.pages.addresses import path_of
from ciie.words.references import Ref
from ciie.words.terms import Edition, Person, Term

# What each list's entries are to a reader.
LABELS = {
    "topics": "Topic",
    "measures": "Figure",
    "organisations": "Organisation",
    "people": "Person",
    "places": "Place",
    "outlets": "Outlet",
    "editions": "Edition",
}
GUIDE = "Page"
# The expo is no entry of a list; its page is the index of its editions.
EXPO = Ref("expo", "ciie")
_EXPO_PATH = "editions/index.md"
# Signs with these are patterns and no words.
_PATTERN = re.compile(r"[*+]")
# "National Exhibition and Convention Center (Shanghai)" is called so without its place too.
_PLACE_BEHIND = re.compile(r"\s*[(（][^()（）]*[)）]$")


@dataclass(frozen=True, slots=True)
class Guide:
    """A page that is about no entry, such as the timeline: its path below docs/, title, description and own text."""

    path: str
    title: str
    about: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class SitePage:
    """A page that a search may lead to.

    Attributes:
        kind: What it is about, for readers, such as "Topic".
        title: Its title.
        url: Its address from the root of the site.
        about: A sentence on it, or nothing.
        spellings: Its names as texts have them.
        names: Those, in pinyin too and as searchers turn them; a search for one finds the records that name it.
        texts: What has to do with it: the signs of a topic, the roles of a person, the values of a measure,
            the country of an entry, what a guide says.
        bearer: Its entry; none for a guide.
    """

    kind: str
    title: str
    url: str
    about: str = ""
    spellings: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
    bearer: Ref | None = None

    def is_of(self, kind: str) -> bool:
        """True of the page of an entry of the list `kind`."""
        return self.bearer is not None and self.bearer.kind == kind


def site_pages(knowledge: Knowledge, guides: Mapping[str, Guide]) -> tuple[SitePage, ...]:
    """The expo's page, those of every entry in the order of the lists, and the other guides."""
    roles = _roles(knowledge)
    entries = (
        _entry(kind, term, (*_stated(knowledge, kind, term.id), *roles.get(term.id, ()), *_country(knowledge, term)))
        for kind, terms in knowledge.vocabulary.kinds()
        for term in terms.values()
    )
    others = (guide for path, guide in guides.items() if path != _EXPO_PATH)
    return (_expo(guides.get(_EXPO_PATH)), *entries, *map(_guide, others))


def url_of(path: str) -> str:
    """The address, from the root of the site, of the page at `path` below docs/."""
    return "" if path == "index.md" else f"{path.removesuffix('.md').removesuffix('/index')}/"


def _expo(guide: Guide | None) -> SitePage:
    names = alike_words().expo
    about = guide.about if guide else ""
    return SitePage("Edition", names[0], url_of(_EXPO_PATH), about, names, tuple(_with_pinyin(names)), (), EXPO)


def _guide(guide: Guide) -> SitePage:
    return SitePage(GUIDE, guide.title, url_of(guide.path), guide.about, texts=(guide.text,))


def _entry(kind: str, term: Term, texts: tuple[str, ...]) -> SitePage:
    entry: Any = term
    about = getattr(entry, "meaning", "") or getattr(entry, "about", None) or ""
    names = tuple(dict.fromkeys(_with_pinyin((*term.names, *_more_names(term)))))
    signs = (sign for sign in getattr(entry, "signs", ()) if not _PATTERN.search(sign))
    texts = tuple(dict.fromkeys((*signs, *texts)))
    url = url_of(path_of(Ref(kind, term.id)))
    return SitePage(LABELS[kind], term.name, url, about, term.names, names, texts, Ref(kind, term.id))


def _stated(knowledge: Knowledge, kind: str, name: str) -> Iterator[str]:
    """The values of a measure as readers say them, or those of an organisation, a place or a person."""
    own = knowledge.claims.get(name, ()) if kind == "measures" else knowledge.claims_of.get(Ref(kind, name), ())
    for claim in own:
        stated, *others = notations_of(claim.figure)
        yield from (f"{stated} {claim.figure.note or ''}", *others)


def _country(knowledge: Knowledge, term: Term) -> tuple[str, ...]:
    """What the country of an entry is called, and its people."""
    country = getattr(term, "country", None)
    return knowledge.vocabulary.places[country].names if country else ()


def _roles(knowledge: Knowledge) -> dict[str, list[str]]:
    """What each person is in the records: the role, and of what."""
    found: dict[str, list[str]] = defaultdict(list)
    vocabulary = knowledge.vocabulary
    for mention in (mention for record in knowledge.records for mention in record.people):
        whose = vocabulary[mention.of].name if mention.of else ""
        found[mention.id].append(f"{mention.role or ''} {whose}".strip())
    return found


def _more_names(term: Term) -> Iterator[str]:
    """What searchers call an entry and the vocabulary need not say, such as an edition by its year."""
    yield from (short for name in term.names if (short := _PLACE_BEHIND.sub("", name)) not in {name, ""})
    if isinstance(term, Edition):
        yield from (f"CIIE {term.year}", f"{term.year} CIIE", f"{term.year} expo", f"expo {term.year}")
        ordinal, _, expo = term.name.partition(" ")
        yield from (f"edition {term.ordinal}", f"{ordinal} edition", f"{expo} {term.ordinal}")
    if isinstance(term, Person):
        for name in (term.name, *term.aliases):
            given, _, surname = name.rpartition(" ")
            if given:
                yield f"{surname} {given}"


def _with_pinyin(names: tuple[str, ...]) -> Iterator[str]:
    for name in names:
        yield name
        if name and all(is_han(character) for character in name):
            yield "".join(pypinyin.lazy_pinyin(name))
