"""Outlets by site, name, Chinese name or credit: the vocabulary's, and well-known ones it lacks (outlets.yml)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import yaml

from ciie.reading.names import fold
from ciie.words.terms import Outlet, Vocabulary

FILE = Path(__file__).with_name("outlets.yml")
# A page's title with the name of its site behind it: "Headline-新华网", "Headline | China Daily".
TITLE_TAIL = re.compile(r"\s*(?:[-_|–—－]+|\s·\s)\s*(?P<outlet>[^-_|–—－]{2,40})$")
_HOST_PREFIX = re.compile(r"^(?:www|m|wap|mobile|amp|en|english|news|paper|special)\.")
_DOMAIN = re.compile(
    r"^(?:https?://)?(?:[a-z0-9-]+\.)+(?:com|cn|org|net|news|sg|hk|uk|gov|info|asia|io|tv|co|eu|de|jp|kr|my|pk|th|ru)\b",
    re.I,
)
_NOISE = re.compile(
    r"\b(?:the|news|agency|online|website|official)\b|\s+|[.,·•|\-–—－:：《》<>()（）\"“”'’]|官网$|网站$|客户端$|微信公众号$",
    re.I,
)


@dataclass(frozen=True, slots=True)
class OutletName:
    """An outlet that a capture names.

    Attributes:
        id: Its id in the vocabulary, or the id that its proposed entry has.
        name: Its name.
        is_listed: Whether the vocabulary has it.
        entry: The entry to add, where it is not listed.
    """

    id: str
    name: str
    is_listed: bool
    entry: dict[str, Any] | None = None


class OutletFinder:
    """Finds outlets of one vocabulary and of outlets.yml."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        """Reads outlets.yml once; the vocabulary's names win over it."""
        self._names: dict[str, OutletName] = {}
        self._hosts: dict[str, OutletName] = {}
        for entry in _known():
            same = vocabulary.outlets.get(entry["id"])
            found = OutletName(entry["id"], entry["name"], same is not None, None if same else entry)
            self._learn(found, [entry["name"], entry.get("zh"), *entry.get("aliases", ())], entry.get("home"))
        for outlet in vocabulary.outlets.values():
            self._learn(OutletName(outlet.id, outlet.name, True), [*outlet.names, *_short(outlet)], outlet.home)

    def _learn(self, outlet: OutletName, names: list[str | None], home: str | None) -> None:
        self._names.update({_key(name): outlet for name in names if name})
        if home:
            self._hosts[site_of(home)] = outlet

    def by_name(self, name: str) -> OutletName | None:
        """The outlet that `name` names wholly, or a site's name such as chinadaily.com.cn."""
        found = self._names.get(_key(name))
        if found is not None:
            return found
        return self.by_address(name) if _DOMAIN.match(name.strip()) else None

    def by_address(self, address: str) -> OutletName | None:
        """The outlet whose site `address` lies on."""
        host = site_of(address)
        while "." in host:
            if host in self._hosts:
                return self._hosts[host]
            host = host.split(".", 1)[1]
        return None

    def in_words(self, words: str) -> OutletName | None:
        """The outlet that `words` name wholly or before a dash, blank or slash: 人民网－人民日报, Xinhua reporter A."""
        for piece in (words, *re.split(r"[-－–—|/·•]|\s{2,}|\s+(?=via\b)", words)):
            found = self.by_name(piece)
            if found is not None:
                return found
        return None

    def proposed(self, name: str, address: str | None, language: str) -> OutletName:
        """An outlet that nothing knows, with an entry for the vocabulary made of its name and site."""
        from slugify import slugify  # noqa: PLC0415, most captures name a known outlet

        host = site_of(address) if address else ""
        slug = slugify(name, max_length=40, word_boundary=True) or slugify(host.split(".")[0]) or "outlet"
        entry: dict[str, Any] = {"id": slug, "name": name, "kind": "press", "language": language}
        if host:
            entry["home"] = f"https://{host}/"
        return OutletName(slug, name, is_listed=False, entry=entry)


def site_of(address: str) -> str:
    """The host of an address without the prefixes that mobile and English editions have."""
    host = urlsplit(address if "//" in address else f"//{address}").netloc.lower().split("@")[-1].split(":")[0]
    shorter = _HOST_PREFIX.sub("", host)
    while shorter != host and shorter.count(".") >= 1:
        host, shorter = shorter, _HOST_PREFIX.sub("", shorter)
    return host


def _key(name: str) -> str:
    return _NOISE.sub("", fold(name)).casefold()


def _short(outlet: Outlet) -> tuple[str, ...]:
    return (outlet.zh,) if outlet.zh else ()


@cache
def _known() -> tuple[dict[str, Any], ...]:
    return tuple(yaml.safe_load(FILE.read_text(encoding="utf-8")))
