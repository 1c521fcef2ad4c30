"""What countries and territories are called, in English and Chinese, and what only holds the name of one.

Names come from Babel, which has those of the Unicode project CLDR; what it lacks (adjectives, short forms) from
countries.yml, what is no country from namesakes.yml.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import yaml

HERE = Path(__file__).parent
_LANGUAGES = ("en", "zh", "zh_Hant")
# Codes of CLDR that stand for no country.
_NO_COUNTRIES = frozenset({"EU", "EZ", "HK", "MO", "QO", "UN", "XA", "XB", "ZZ"})


@cache
def listed_names() -> dict[str, dict[str, list[str]]]:
    """What countries.yml says of each country, by its ISO 3166 code in small letters."""
    loaded: dict[str, dict[str, list[str]]] = yaml.safe_load((HERE / "countries.yml").read_text(encoding="utf-8"))
    return loaded


@cache
def country_codes() -> tuple[str, ...]:
    """The ISO 3166 codes of all countries and territories, in small letters."""
    from babel import Locale  # noqa: PLC0415, 0.05 s that not every command need wait

    codes = (str(code) for code in Locale("en").territories)
    return tuple(code.lower() for code in codes if len(code) == 2 and code.isalpha() and code not in _NO_COUNTRIES)


def names_of_country(code: str) -> frozenset[str]:
    """Every name, adjective and short form of the country `code`."""
    own = listed_names().get(code, {})
    return frozenset({name for kind in own.values() for name in kind} | {*_babel_names(code)})


@cache
def names_that_hold_others() -> dict[str, str]:
    """Names of countries and of what is none, each with the country's code or "", that may hold a shorter name."""
    found = {name: code for code in country_codes() for name in names_of_country(code)}
    namesakes: dict[str, list[str]] = yaml.safe_load((HERE / "namesakes.yml").read_text(encoding="utf-8"))
    return {**found, **{name: "" for names in namesakes.values() for name in names}}


def press_name(name: str) -> str:
    """Babel's name as the press writes it: Myanmar for Myanmar (Burma), and for &."""
    return re.sub(r"\s*[(（].*[)）]", "", name).replace(" & ", " and ")


def _babel_names(code: str) -> Iterator[str]:
    from babel import Locale  # noqa: PLC0415, as above

    for language in _LANGUAGES:
        name = str(Locale.parse(language).territories.get(code.upper()) or "")
        if name:
            yield name
            # 刚果（金） and 刚果（布） are two countries.
            yield press_name(name) if not re.search("[（(].[）)]", name) else name
