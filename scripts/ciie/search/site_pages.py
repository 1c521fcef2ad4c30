"""The pages beside the records that a search leads to: the expo's, one for each entry of the vocabulary, and guides."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from ciie.deriving.knowledge import Knowledge
from ciie.model.values import Ref, gathered
from ciie.model.vocabulary import Edition, Organisation, Person, Term, Topic
from ciie.search.tokens import alike_words, is_han
from ciie.text.patterns import read_own
from ciie.views.addresses import place_of

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
_SEARCH_NAMES = Path(__file__).with_name("search_names.yml")
# The small words that initials leave out.
_SMALL = frozenset({"and", "for", "in", "of", "on", "the", "to"})
# Two letters are the initials of too much.
_LEAST_INITIALS = 3
# Signs with these are patterns and no words.
_PATTERN = re.compile(r"[*+]")
# What a Chinese company is shortened by: 肖特 for 肖特集团.
_COMPANY_BEHIND = re.compile(r"(?<=..)(?:集团|控股|科学|半导体|股份|(?:有限)?公司)+$")
# "National Exhibition and Convention Center (Shanghai)" is called so without its place too.
_PLACE_BEHIND = re.compile(r"\s*[(（][^()（）]*[)）]$")


@dataclass(frozen=True, slots=True)
class Guide:
    """A page that is about no entry, such as the timeline: its path below docs/, title and description.

    Its text is not searched: what a guide explains by example is no answer to who looks for it.
    """

    path: str
    title: str
    about: str = ""


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
            the country of an entry.
        ref: Its entry; none for a guide.
        events: What it took part in.
    """

    kind: str
    title: str
    url: str
    about: str = ""
    spellings: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
    ref: Ref | None = None
    events: tuple[str, ...] = ()

    def is_of(self, kind: str) -> bool:
        """True of the page of an entry of the list `kind`."""
        return self.ref is not None and self.ref.kind == kind


def site_pages(knowledge: Knowledge, guides: Mapping[str, Guide]) -> tuple[SitePage, ...]:
    """The expo's page, those of every entry in the order of the lists, and the other guides."""
    roles = _roles(knowledge)
    entries = (
        _entry(
            knowledge,
            Ref(kind, term.id),
            [*_stated(knowledge, kind, term.id), *roles.get(term.id, ()), *_country(knowledge, term)],
            _events(knowledge, Ref(kind, term.id)),
        )
        for kind, terms in knowledge.vocabulary.kinds()
        for term in terms.values()
    )
    others = (guide for path, guide in guides.items() if path != _EXPO_PATH)
    pages = (_expo(guides.get(_EXPO_PATH)), *entries, *map(_guide, others))
    return tuple(replace(page, names=(*page.names, *search_names().get(page.url, ()))) for page in pages)


@cache
def search_names() -> Mapping[str, tuple[str, ...]]:
    """What readers type to get to a page besides its names, by its address."""
    loaded = read_own(_SEARCH_NAMES)
    return {url: tuple(names) for url, names in loaded.items()}


def url_of(path: str) -> str:
    """The address, from the root of the site, of the page at `path` below docs/, which may end in an anchor."""
    page, mark, anchor = path.partition("#")
    return "" if page == "index.md" else f"{page.removesuffix('.md').removesuffix('/index')}/{mark}{anchor}"


def _expo(guide: Guide | None) -> SitePage:
    names = alike_words().expo
    about = guide.about if guide else ""
    return SitePage("Edition", names[0], url_of(_EXPO_PATH), about, names, tuple(_with_pinyin(names)), (), EXPO)


def _guide(guide: Guide) -> SitePage:
    return SitePage(GUIDE, guide.title, url_of(guide.path), guide.about)


def _entry(knowledge: Knowledge, ref: Ref, texts: Iterable[str], events: Iterable[str]) -> SitePage:
    entry: Any = knowledge.vocabulary[ref]
    about = getattr(entry, "meaning", "") or getattr(entry, "about", None) or ""
    names = tuple(dict.fromkeys(_with_pinyin((*entry.names, *_more_names(entry)))))
    signs = (sign for sign in getattr(entry, "signs", ()) if not _PATTERN.search(sign))
    texts = tuple(dict.fromkeys((*signs, *texts)))
    url = url_of(place_of(knowledge.vocabulary, ref))
    return SitePage(LABELS[ref.kind], entry.name, url, about, entry.names, names, texts, ref, tuple(events))


def _events(knowledge: Knowledge, ref: Ref) -> Iterator[str]:
    """What a person or an organisation took part in."""
    if ref.kind != "places":
        yield from (each.event.what for each in knowledge.sayings.events.get(ref, ()))


def _stated(knowledge: Knowledge, kind: str, name: str) -> Iterator[str]:
    """The values of a measure as readers say them, or those of an organisation, a place or a person."""
    own = knowledge.claims.get(name, ()) if kind == "measures" else knowledge.claims_of.get(Ref(kind, name), ())
    for claim in own:
        subject = " ".join(knowledge.vocabulary[claim.figure.of].names) if claim.figure.of else ""
        yield f"{claim.figure.amount} {subject} {claim.figure.note or ''}"


def _country(knowledge: Knowledge, term: Term) -> tuple[str, ...]:
    """What the country of an entry is called, and its people."""
    country = getattr(term, "country", None)
    return knowledge.vocabulary.places[country].names if country else ()


def _roles(knowledge: Knowledge) -> dict[str, tuple[str, ...]]:
    """What each person is in the records: the role, and of what."""
    mentions = (mention for record in knowledge.records for mention in record.people)
    whose = ((each, knowledge.vocabulary[each.of].name if each.of else "") for each in mentions)
    return gathered((each.id, f"{each.role or ''} {of}".strip()) for each, of in whose)


def _more_names(term: Term) -> Iterator[str]:
    """What searchers call an entry and the vocabulary need not say, such as an edition by its year."""
    yield from (short for name in term.names if (short := _PLACE_BEHIND.sub("", name)) not in {name, ""})
    if isinstance(term, Organisation):
        yield from (short for name in term.names if (short := _COMPANY_BEHIND.sub("", name)) != name)
    if isinstance(term, Organisation | Topic):
        yield from filter(None, map(_initials, term.names))
    if isinstance(term, Edition):
        yield from (f"CIIE {term.year}", f"{term.year} CIIE", f"{term.year} expo", f"expo {term.year}")
        ordinal, _, expo = term.name.partition(" ")
        yield from (f"edition {term.ordinal}", f"{ordinal} edition", f"{expo} {term.ordinal}")
    if isinstance(term, Person):
        for name in (term.name, *term.aliases):
            given, _, surname = name.rpartition(" ")
            if given:
                yield f"{surname} {given}"


def _initials(name: str) -> str:
    """What a name of several words is shortened to: IIT for Illinois Institute of Technology."""
    words = [word for word in re.findall(r"[A-Za-z][\w'’]*", name) if word.lower() not in _SMALL]
    return "".join(word[0].upper() for word in words) if len(words) >= _LEAST_INITIALS and name.isascii() else ""


def _with_pinyin(names: tuple[str, ...]) -> Iterator[str]:
    import pypinyin  # noqa: PLC0415, 0.2 s that no other command needs

    for name in names:
        yield name
        if name and all(is_han(character) for character in name):
            yield "".join(pypinyin.lazy_pinyin(name))
