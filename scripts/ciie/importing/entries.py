"""Entries that the vocabulary lacks: companies that a text names, and what an entry says to pass `check`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from babel import Locale

from ciie.text.languages import fold
from ciie.text.names import NameFinder, listed_names, press_name

# The first expo was held in the year after this one, and each since then from 5 to 10 November.
_YEAR_BEFORE_FIRST = 2017
# No word is longer; a bound keeps the time in proportion to a text that is one.
_WORD = r"[A-Z][\w&’'-]{0,40}"
_NAME = rf"{_WORD}(?:\s(?:(?:of|de|&)\s)?{_WORD}){{0,3}}"
_KIND = (
    r"(?:company|firm|maker|manufacturer|giant|retailer|brand|group|conglomerate|automaker|carmaker|drugmaker|multinational"
    r"|corporation|supplier|producer|enterprise|distributor|startup|start-up|trader|developer|provider)"
)
_SUFFIX = r"(?:Group|Inc|Corp|Corporation|Ltd|Limited|Holdings|Pharma|Motors?|Electric|Foods?|AG|SE|GmbH|PLC|NV)"
# Words before or behind a name that say that it is a company's.
_COMPANIES = (
    re.compile(rf"\b{_KIND}\s+(?P<name>{_NAME})"),
    re.compile(rf"(?P<name>{_NAME}),\s+(?:an?|the)\s+[^,.;]{{0,60}}?\b{_KIND}\b"),
    re.compile(
        rf"\b(?:CEO|chairman|chairwoman|president|vice\s+president|founder|director|manager)\s+of\s+(?P<name>{_NAME})"
    ),
    re.compile(rf"(?P<name>(?:{_WORD}\s){{1,3}}{_SUFFIX})\b\.?"),
)
# Names that begin so are of something else.
_NO_COMPANY = re.compile(
    r"(?:China|Chinese|Shanghai|Beijing|Hongqiao|CIIE|National|Ministry|Department|Bureau|Center|Centre|University|School"
    r"|Institute|Association|Chamber|Council|Committee|Government|The|This|In|At|For|From|And|With|Its|It|He|She|We|Our"
    r"|Asia|Asian|Europe|European|Africa|African|America|American|Greater|North|South|East|West|International|World"
    r"|Mr|Ms|Mrs|Dr|Global|Business|Country|Exhibition|Expo|Fair|January|February|March|April|May|June|July|August"
    r"|September|October|November|December|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|EU|UN|US|UK)\b"
)
MOST_ORGANISATIONS = 30
_CAPITALS = re.compile(r"[A-Z]{4,}")


def unknown_organisations(passages: Sequence[str], finder: NameFinder) -> Iterator[tuple[str, str]]:
    """Finds what an English text calls companies.

    Args:
        passages: The passages of the text.
        finder: The finder of the vocabulary's names, which are left out.

    Yields:
        Each name with the words that make it a company's, once, at most `MOST_ORGANISATIONS`.
    """
    seen: set[str] = set()
    for passage in passages:
        for match in (match for pattern in _COMPANIES for match in pattern.finditer(passage)):
            name = re.sub(r"(?:'s|’s|['’])$", "", match["name"])
            # A brand in capitals is the company that the vocabulary writes with one.
            spelt = (name, _CAPITALS.sub(lambda capitals: capitals.group().title(), name))
            found = (named for written in spelt for named in finder.find(fold(written)))
            is_known = name.casefold() in seen or any(named.start == 0 for named in found)
            if is_known or _NO_COMPANY.match(name) or len(name) < 3 or len(seen) >= MOST_ORGANISATIONS:
                continue
            seen.add(name.casefold())
            yield name, " ".join(match.group().split())[:80]


def named_entry(name: str) -> dict[str, object]:
    """What an entry for a name says: an id made of it, and the name."""
    from slugify import slugify  # noqa: PLC0415, 0.02 s that most imports need not wait

    return {"id": slugify(name, max_length=60, word_boundary=True) or "…", "name": name}


def edition_entry(number: int) -> dict[str, object]:
    """What an entry for an edition says, with the days on which every one so far was held."""
    year = number + _YEAR_BEFORE_FIRST
    ending = "th" if number % 100 in {11, 12, 13} else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    days = {"opens": f"{year}-11-05", "closes": f"{year}-11-10"}
    return {"id": str(number), "name": f"{number}{ending} CIIE", "ordinal": number, **days}


def country_entry(code: str) -> dict[str, object]:
    """What an entry of the vocabulary's places says of the country `code`: id, name, demonyms, zh, kind."""
    own = listed_names().get(code, {})
    entry: dict[str, object] = {"id": code, "name": press_name(Locale("en").territories[code.upper()])}
    aliases = [name for name in own.get("names", ()) if name != entry["name"]]
    if aliases:
        entry["aliases"] = aliases
    if own.get("demonyms"):
        entry["demonyms"] = own["demonyms"]
    return {**entry, "zh": Locale("zh").territories[code.upper()], "kind": "country"}
