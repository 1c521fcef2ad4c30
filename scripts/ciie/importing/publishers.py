"""Who published a source, and who carried it: by imprint, address, dateline, or what its pictures are credited to.

Outlets are those of the vocabulary, and well-known ones that it lacks (outlets.yml).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from ciie.capturing.addresses import host_of, named_agency, named_paper, site_id, site_of
from ciie.capturing.captures import Answer, Capture, Finding, Layout, OutletName, PieceKind, Sureness
from ciie.capturing.datelines import opening_datelines, well_known_outlets
from ciie.model.vocabulary import Outlet, Vocabulary
from ciie.text.languages import HAN, fold, has_han

# A page's title with the name of its site behind it: "Headline-新华网", "Headline | China Daily".
TITLE_TAIL = re.compile(r"\s*(?:[-_|–—－]+|\s·\s)\s*(?P<outlet>[^-_|–—－]{2,40})$")
_DOMAIN = re.compile(
    r"^(?:https?://)?(?:[a-z0-9-]+\.)+(?:com|cn|org|net|news|sg|hk|uk|gov|info|asia|io|tv|co|eu|de|jp|kr|my|pk|th|ru)\b",
    re.I,
)
_NOISE = re.compile(
    r"\b(?:the|news|agency|online|website|official|english|français|deutsch|español|português)\b|\s+"
    r"|[.,·•|\-–—－:：《》<>()（）「」『』\"“”'’]|官网$|网站$|客户端$|微信公众号$|(?:日本[語语]|日文|中文|英文)?版[」』]?$",
    re.I,
)
FoundOutlet = Finding[OutletName]
# Site names that are words of many hosts.
_GENERIC = frozenset(
    ["asia", "business", "china", "expo", "global", "news", "online", "people", "times", "today", "trade", "world"]
)
# A newswire carries the text of another outlet: "/PRNewswire/ -- A news report from Muster Times:".
_CARRIED = re.compile(
    r"(?:the\s+following\s+is\s+)?(?:an?\s+)?(?:news\s+)?(?:report|article|story)\s+(?:from|by)\s+(?P<outlet>[^:：]{2,40})[:：]",
    re.I,
)
# One picture may be anybody's; an outlet's own article has several of its own.
LEAST_CREDITS = 2
_PRESS_WORD = re.compile(
    r"\b(?:news(?:paper|room|desk|wire)?|times|daily|herald|tribune|gazette|weekly|agency|agencies|press|media|network|online"
    r"|magazine|tv|radio|bureau|reporters?|team|staff)$|[a-z]\.(?:com|cn|net|org)\b|(?:报|社|网|台|报社|日報|新聞)$",
    re.I,
)
# One word with two capitals, both followed by small letters; McDonald is a person's.
_TWO_HUMPS = re.compile(r"(?!Ma?c[A-Z])[A-Z][a-z]{2,}[A-Z][a-z]{2,}")
_NAME = r"[^()（）\[\]/]{2,40}"
_CREDITED = re.compile(
    r"(?:photos?|image|picture)\s*(?:[:：/]|by\b)\s*(?P<a>[^()（）\[\]]{2,60})"
    rf"|[(（\[](?P<b>{_NAME})/{_NAME}[)）\]]|[(（\[]{_NAME}/(?P<c>{_NAME})[)）\]]"
    rf"|(?P<d>[{HAN}]{{2,6}}社)(?:记者|記者|发|發)",
    re.I,
)
# The last words of an agency's text: "… in Shanghai. — Muster News", "… (Muster)".
_LAST_WORDS = re.compile(
    r"(?<=[.!?。！？”\"’)])\s*(?:[-–—]{1,2}\s*(?P<bare>[^\s.].{1,30}?)|[(（/](?P<agency>[^()（）]{2,30})[)）/])\.?$"
)


@dataclass(frozen=True, slots=True)
class Publishers:
    """Who published a source first, who carried it, and whether the page is a copy of what a dateline names."""

    source: Answer[OutletName]
    via: tuple[FoundOutlet, ...] = ()
    is_copy: bool = False


def find_publishers(
    capture: Capture, layout: Layout, outlets: OutletFinder, address: str | None, language: str
) -> Publishers:
    """The source's outlets: what an imprint names beats the page's address, which beats dateline and credits."""
    site = [*_sites(capture, outlets, address)]
    found = _publishers(layout, outlets, address, site)
    if found is None:
        return Publishers(_unknown_source(capture, layout, outlets, (address, language)))
    source = found.source.finding
    is_filed = source is not None and source.value.id in {f.value.id for f in _datelines(layout, outlets)}
    # An outlet that prints an agency's text dates it itself.
    is_by_dateline = source is not None and source.evidence.startswith("dateline") and bool(site)
    return replace(found, is_copy=is_filed and address is not None and (is_by_dateline or not site))


def _publishers(
    layout: Layout, outlets: OutletFinder, address: str | None, site: Sequence[FoundOutlet]
) -> Publishers | None:
    """The outlets that imprint, dateline or last words name, beside those of the site; None where nothing does."""
    employers = [*_employers(layout, outlets)] if site else []
    named = [*_named(layout, outlets), *_unkeyed(layout, outlets)]
    named = [found for found in named if found not in employers]
    if named:
        return Publishers(Answer(named[0]), _others(named[0], [*named[1:], *site]))
    wired = [*_carried(layout, outlets), *_datelines(layout, outlets), *_closing(layout, outlets)]
    wired += _in_path(outlets, address)
    if site and wired and wired[0].value.id != site[0].value.id and not outlets.is_unknown(wired[0].value):
        return Publishers(Answer(wired[0]), _others(wired[0], [site[0], *wired[1:]]))
    if site or wired:
        first = [*site, *wired][0]
        sources = dict.fromkeys(name for _, imprint in layout.imprints for name in imprint.sources)
        unknown = tuple(f"the page names a source that the vocabulary lacks: {name}" for name in sources)
        return Publishers(Answer(first, unknown), _others(first, employers))
    return None


def _unknown_source(
    capture: Capture, layout: Layout, outlets: OutletFinder, known: tuple[str | None, str]
) -> Answer[OutletName]:
    """An outlet that nothing knows, by its name or its site; or else the one that pictures are credited to."""
    unknown = next(_unknown(capture, layout, outlets, known), None)
    address, language = known
    if unknown is not None:
        return Answer(unknown)
    if address is not None:
        paper = named_paper(address)
        host = paper.title() if paper is not None else site_of(address)
        found = Finding(
            outlets.proposed(host, address if paper is None else None, language), f"address {address}", Sureness.ADDRESS
        )
        return Answer(found, (f"nothing but the address names the outlet: {host}",))
    credited = _credited(layout, outlets)
    if credited is not None:
        return Answer(credited, (f"the outlet was inferred from picture credits: {credited.value.name}",))
    return Answer(None, ("nothing in the capture says who published it",))


def _named(layout: Layout, outlets: OutletFinder) -> Iterator[FoundOutlet]:
    """Outlets behind "Source:"."""
    for line, imprint in layout.imprints:
        yield from _known_names(line, imprint.sources, outlets)


def _unkeyed(layout: Layout, outlets: OutletFinder) -> Iterator[FoundOutlet]:
    """Outlets that an imprint names without a key word: between bars, or where an author would stand."""
    for line, imprint in layout.imprints:
        yield from _known_names(line, (*imprint.residue.split(" | "), *imprint.authors), outlets)


def _employers(layout: Layout, outlets: OutletFinder) -> Iterator[FoundOutlet]:
    """Outlets that an imprint names beside an author: by Anna Muster (Muster News)."""
    for line, imprint in layout.imprints:
        if any(outlets.in_words(name) is None for name in imprint.authors):
            yield from _known_names(line, imprint.residue.split(" | "), outlets)


def _known_names(line: int, names: Iterable[str], outlets: OutletFinder) -> Iterator[FoundOutlet]:
    for name in names:
        found = outlets.in_words(name) if name else None
        if found is not None:
            yield Finding(found, f"line {line}: “{name}”", Sureness.PRINTED)


def _sites(capture: Capture, outlets: OutletFinder, address: str | None) -> Iterator[FoundOutlet]:
    """Outlets by the page's address, by the site's name in its head, by the name behind its title."""
    paper = named_paper(address) if address is not None else None
    by_site = (outlets.by_name(paper) or outlets.by_name(paper.rpartition(" ")[0])) if paper is not None else None
    if by_site is None and address is not None:
        by_site = outlets.by_address(address) or outlets.by_label(address)
    if by_site is not None:
        yield Finding(by_site, f"address {address}", Sureness.ADDRESS)
    for name, tag in capture.metadata.outlets:
        by_name = outlets.in_words(name)
        if by_name is not None:
            yield Finding(by_name, f"{tag}: “{name}”", Sureness.METADATA)
    for text, tag in capture.metadata.titles:
        match = TITLE_TAIL.search(text)
        by_title = outlets.by_name(match["outlet"]) if match is not None else None
        if match is not None and by_title is not None:
            yield Finding(by_title, f"{tag}: “{match['outlet']}”", Sureness.METADATA)


def _datelines(layout: Layout, outlets: OutletFinder) -> Iterator[FoundOutlet]:
    # A dateline on a line of its own is no paragraph.
    heads = [piece.text for piece in layout.pieces[:3] if piece.kind is PieceKind.CUT]
    for opening in (*opening_datelines(layout.paragraphs), *opening_datelines(heads)):
        if opening.agency is None:
            continue
        found = outlets.in_words(opening.agency) or outlets.proposed(
            opening.agency, None, "zh" if has_han(opening.agency) else "en"
        )
        yield Finding(found, f"dateline: “{opening.agency}”", Sureness.PRINTED)


def _carried(layout: Layout, outlets: OutletFinder) -> Iterator[FoundOutlet]:
    """The outlet whose report a newswire says that it carries."""
    for opening, text in zip(opening_datelines(layout.paragraphs), layout.paragraphs, strict=False):
        match = _CARRIED.match(text, opening.end)
        found = outlets.by_name(match["outlet"]) if match is not None else None
        if match is not None and found is not None:
            yield Finding(found, f"behind the dateline: “{match.group()}”", Sureness.PRINTED)


def _in_path(outlets: OutletFinder, address: str | None) -> Iterator[FoundOutlet]:
    """The agency whose texts stand in a folder of the site."""
    agency = named_agency(address) if address is not None else None
    found = outlets.by_name(agency) if agency is not None else None
    if found is not None:
        yield Finding(found, f"address {address}", Sureness.ADDRESS)


def _closing(layout: Layout, outlets: OutletFinder) -> Iterator[FoundOutlet]:
    """The agency that the last words of the article name behind a dash or in brackets."""
    for text in layout.paragraphs[-1:]:
        match = _LAST_WORDS.search(text)
        found = outlets.by_name(match["agency"] or match["bare"]) if match is not None else None
        if match is not None and found is not None:
            yield Finding(found, f"last words: “{match.group().strip()}”", Sureness.PRINTED)


def _credited(layout: Layout, outlets: OutletFinder) -> FoundOutlet | None:
    """The outlet that most pictures are credited to, where no other has as many."""
    found = [outlet for caption in layout.of(PieceKind.CAPTION) if (outlet := _credit(caption.text, outlets))]
    best = Counter(outlet.id for outlet in found).most_common(2)
    if not best or best[0][1] < LEAST_CREDITS or (len(best) > 1 and best[0][1] == best[1][1]):
        return None
    outlet = next(outlet for outlet in found if outlet.id == best[0][0])
    return Finding(outlet, f"{best[0][1]} picture credits name {outlet.name}", Sureness.INFERRED)


def _credit(caption: str, outlets: OutletFinder) -> OutletName | None:
    for match in _CREDITED.finditer(caption):
        for words in filter(None, match.groups()):
            found = outlets.in_words(re.split(r"\s+(?:reporters?|journalists?|记者)\b", words.strip())[0])
            if found is not None:
                return found
    return None


def _unknown(
    capture: Capture, layout: Layout, outlets: OutletFinder, known: tuple[str | None, str]
) -> Iterator[FoundOutlet]:
    """Outlets that neither the vocabulary nor outlets.yml knows, by the name the capture gives them."""
    address, language = known
    for line, imprint in layout.imprints:
        for name in (*imprint.sources, *filter(is_press_name, (*imprint.authors, *imprint.residue.split(" | ")))):
            if 2 <= len(name) <= 60 and not re.search(r"\d{2}", name):
                yield Finding(outlets.proposed(name, address, language), f"line {line}: “{name}”", Sureness.PRINTED)
    tails = ((match["outlet"], tag) for text, tag in capture.metadata.titles if (match := TITLE_TAIL.search(text)))
    for name, tag in (*capture.metadata.outlets, *(tail for tail in tails if is_press_name(tail[0]))):
        if 2 <= len(name) <= 60:
            yield Finding(outlets.proposed(name, address, language), f"{tag}: “{name}”", Sureness.METADATA)


def _others(first: FoundOutlet, rest: Iterable[FoundOutlet]) -> tuple[FoundOutlet, ...]:
    other = {finding.value.id: finding for finding in rest if finding.value.id != first.value.id}
    return tuple(other.values())[:2]


class OutletFinder:
    """Finds outlets of one vocabulary and of outlets.yml."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        """Reads outlets.yml once; the vocabulary's names and sites win over it."""
        self._names: dict[str, OutletName] = {}
        self._hosts: dict[str, OutletName] = {}
        self._sites: dict[str, OutletName] = {}
        for entry in well_known_outlets():
            same = vocabulary.outlets.get(entry["id"])
            proposed = {key: value for key, value in entry.items() if key != "sites"}
            found = OutletName(entry["id"], entry["name"], same is not None, None if same else proposed)
            self._learn(found, [entry["name"], entry.get("zh"), *entry.get("aliases", ())], entry.get("home"))
            self._hosts.update({host_of(site): found for site in entry.get("sites", ())})
        for outlet in vocabulary.outlets.values():
            listed = OutletName(outlet.id, outlet.name, True)
            self._learn(listed, [*outlet.names, *_short(outlet)], outlet.home)
            self._hosts.update({host_of(outlet.home): listed} if outlet.home else {})

    def _learn(self, outlet: OutletName, names: list[str | None], home: str | None) -> None:
        for name in filter(None, names):
            self._names.update({_plain_name(name): outlet, _bare_name(name): outlet})
        self._sites.update({site_of(home): outlet} if home else {})

    def is_unknown(self, outlet: OutletName) -> bool:
        """True of an outlet that neither the vocabulary nor outlets.yml has."""
        return _bare_name(outlet.name) not in self._names

    def by_name(self, name: str) -> OutletName | None:
        """The outlet that `name` names wholly, or a site's name such as chinadaily.com.cn."""
        found = self._names.get(_plain_name(name)) or self._names.get(_bare_name(name))
        if found is not None:
            return found
        return self.by_address(name) if _DOMAIN.match(name.strip()) else None

    def by_address(self, address: str) -> OutletName | None:
        """The outlet whose site `address` lies on."""
        host = host_of(address)
        while "." in host:
            # Every office of a government has a host below this one.
            if host != "gov.cn" or site_of(address) in {host, "www.gov.cn"}:
                found = self._hosts.get(host) or self._sites.get(host)
                if found is not None:
                    return found
            host = host.split(".", 1)[1]
        return None

    def by_label(self, address: str) -> OutletName | None:
        """The outlet whose site's name is a part of the host, as mirrors have it: muster.copies.example."""
        known = {site_id(site): outlet for site, outlet in self._sites.items()}
        labels = host_of(address).split(".")[:-2]
        return next((known[label] for label in labels if label in known and label not in _GENERIC), None)

    def in_words(self, words: str) -> OutletName | None:
        """The outlet that `words` name wholly or before a dash, blank or slash: 人民网－人民日报, Xinhua reporter A."""
        for piece in (words, *re.split(r"[-－–—|/·•]|\s{2,}|\s+(?=via\b)|(?<=[社网網])\s", words)):
            found = self.by_name(piece)
            if found is not None:
                return found
        return None

    def proposed(self, name: str, address: str | None, language: str) -> OutletName:
        """An outlet that nothing knows, with an entry for the vocabulary made of its name and site."""
        from slugify import slugify  # noqa: PLC0415, most captures name a known outlet

        host = site_of(address) if address else ""
        by_name = slugify(name, max_length=40, word_boundary=True) if name != host else ""
        slug = by_name or site_id(host) or "outlet"
        kind = "government" if re.search(r"\bgov\b", host) else "press"
        entry: dict[str, Any] = {"id": slug, "name": name, "kind": kind, "language": language}
        if host:
            entry["home"] = f"https://{host}/"
        return OutletName(slug, name, is_listed=False, entry=entry)


def is_press_name(name: str) -> bool:
    """True of what is called as papers and agencies are, and not as people: NewsChina, Muster Times."""
    return _PRESS_WORD.search(name) is not None or _TWO_HUMPS.fullmatch(name) is not None


def _plain_name(name: str) -> str:
    return " ".join(fold(name).casefold().split())


def _bare_name(name: str) -> str:
    return _NOISE.sub("", fold(name)).casefold()


def _short(outlet: Outlet) -> tuple[str, ...]:
    return (outlet.zh,) if outlet.zh else ()
