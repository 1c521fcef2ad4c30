"""Countries that a text names, by name or by adjective, in English and Chinese, in one pass.

Names come from Babel; what it lacks (adjectives, short forms) from countries.yml. "US$" and "U.S. dollars" are
money and no country; "Georgia", "Jordan" and "Chad" count only where they are not part of a person's name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import ahocorasick
import yaml
from babel import Locale

from ciie.reading.names import fold, is_whole

FILE = Path(__file__).with_name("countries.yml")
_MONEY = re.compile(r"\s?(?:\$|dollars?\b)", re.I)
_NAME_BEFORE, _NAME_BEHIND = re.compile(r"[A-Z][a-z]+\s+$"), re.compile(r"\s+[A-Z][a-z]+")
_OF_A_SEA = re.compile(r"^\s+Sea\b")


@dataclass(frozen=True, slots=True)
class CountryName:
    """A country named in a text: its ISO 3166 code in small letters, its words and where they begin."""

    code: str
    words: str
    start: int


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
        if _MONEY.match(after) or _OF_A_SEA.match(after):
            continue
        if unsure and (_NAME_BEFORE.search(before) or _NAME_BEHIND.match(after)):
            continue
        yield CountryName(code, text[start:end], start)


def country_entry(code: str) -> dict[str, Any]:
    """What an entry of the vocabulary's places says of the country `code`: id, name, demonyms, zh, kind."""
    own = _file().get(code, {})
    entry: dict[str, Any] = {"id": code, "name": _plain(Locale("en").territories[code.upper()])}
    aliases = [name for name in own.get("names", ()) if name != entry["name"]]
    if aliases:
        entry["aliases"] = aliases
    if own.get("demonyms"):
        entry["demonyms"] = own["demonyms"]
    return {**entry, "zh": Locale("zh").territories[code.upper()], "kind": "country"}


def _plain(name: str) -> str:
    """Babel's name as the press writes it: Myanmar for Myanmar (Burma), and for &."""
    return re.sub(r"\s*\(.*\)", "", name).replace(" & ", " and ")


@cache
def _file() -> dict[str, dict[str, list[str]]]:
    loaded: dict[str, dict[str, list[str]]] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return loaded


@cache
def _automaton() -> Any:
    automaton = ahocorasick.Automaton()
    for code, own in _file().items():
        unsure = {fold(name) for name in own.get("unsure", ())}
        names = {*own.get("demonyms", ()), *own.get("names", ()), *own.get("zh", ()), *unsure, *_known(code)}
        for name in sorted(fold(name) for name in names):
            automaton.add_word(name, (len(name), code, name in unsure))
    automaton.make_automaton()
    return automaton


def _known(code: str) -> Iterator[str]:
    for language in ("en", "zh"):
        name = Locale(language).territories.get(code.upper())
        if name:
            yield name
            yield _plain(name)
