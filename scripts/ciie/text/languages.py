"""What languages and scripts are called and written in: their names, their months, the Chinese characters."""

from __future__ import annotations

import re
from functools import cache, lru_cache

# Characters of Chinese, as a range for patterns, and with them the marks and radicals of the scripts beside it.
HAN = r"\u4e00-\u9fff"
EAST_ASIAN = r"\u2e80-\u9fff\uf900-\ufaff"
_ANY_HAN = re.compile(f"[{HAN}]")


def has_han(text: str) -> bool:
    """True where `text` has a Chinese character."""
    return _ANY_HAN.search(text) is not None


@lru_cache(maxsize=256)
def language_name(code: str) -> str:
    """Names a language in English.

    Args:
        code: The language's code, with or without a script or a country: "zh-Hant".

    Returns:
        Its name: "Chinese"; the code itself where it is none that is known.
    """
    return _names().get(code.partition("-")[0].lower(), code)


def language_code(name: str) -> str | None:
    """Finds a language by its English name.

    Args:
        name: The name, whatever its case: "Vietnamese".

    Returns:
        The code of two letters: "vi"; None where no such language has the name.
    """
    return _codes().get(name.casefold())


@cache
def month_names(language: str) -> dict[str, int]:
    """Lists the full and short names of the months in a language.

    Args:
        language: The code of the language, with or without a script or a country.

    Returns:
        The names in small letters, each with the number of its month; none where the language is not known.
    """
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415, 0.05 s that most records need not wait
    from babel.dates import get_month_names  # noqa: PLC0415, as above

    try:
        locale = Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        return {}
    tables = (get_month_names(width, locale=locale) for width in ("wide", "abbreviated"))
    named = ((table[number].rstrip("."), number) for table in tables for number in range(1, 13))
    return {name.lower(): number for name, number in named if name}


@cache
def _names() -> dict[str, str]:
    from babel import Locale  # noqa: PLC0415, as above

    return {str(code): str(name) for code, name in Locale("en").languages.items()}


@cache
def _codes() -> dict[str, str]:
    return {name.casefold(): code for code, name in _names().items() if len(code) == 2}
