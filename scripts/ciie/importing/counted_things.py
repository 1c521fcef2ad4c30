"""What a number counts, by the words around it: money, shares, areas, and the things of nouns.yml."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import yaml

NOUNS = Path(__file__).with_name("nouns.yml")
_MONEY_BEFORE = re.compile(
    r"(?:(?P<USD>US\s?\$|U\.S\.\s?\$|USD\s?|(?<![A-Z])\$)|(?P<HKD>HK\s?\$)|(?P<EUR>€|EUR\s?)|(?P<GBP>£|GBP\s?)"
    r"|(?P<CNY>(?:RMB|CNY)\s?¥?|¥|￥)|(?P<JPY>JPY\s?)|(?P<AUD>A\$|AU\$)|(?P<SGD>S\$))\s?$"
)
_MONEY_BEHIND = re.compile(
    r"[\s\u00a0-]*(?:(?P<USD>(?:U\.?S\.?|United\s+States)[\s-]*dollars?|USD\b|US\s?\$|美元|dollars?\b)"
    r"|(?P<EUR>euros?\b|EUR\b|欧元|歐元)|(?P<CNY>yuan\b|RMB\b|CNY\b|renminbi\b|元人民币|元|人民币)"
    r"|(?P<GBP>pounds?\b|GBP\b|英镑)|(?P<JPY>(?:Japanese\s+)?yen\b|日元)|(?P<CHF>(?:Swiss\s+)?francs?\b|瑞士法郎)"
    r"|(?P<HKD>Hong\s+Kong\s+dollars?|港元|港币))",
    re.I,
)
_PERCENT = re.compile(r"\s*-?\s*(?:%|％|per\s?cent\b|percent\b)(?!\s*-?\s*points?)", re.I)
_AREA = re.compile(
    r"[\s-]*(?:(?:square|sq\.?)[\s-]*(?:meters?|metres?|m\b)|sqm\b|sq\s*m\b|m²|㎡|m2\b|平方米|平米|平方公尺)", re.I
)
_CLASSIFIER = r"(?:[家个個项項名位款种種件场場只支座国國届次条條份间間所台辆批人])?"
# Words that end the phrase behind a number, so that they describe nothing that it counts.
_STOP = (
    r"(?:from|in|of|at|to|for|with|by|on|has|have|had|will|would|are|is|was|were|that|which|who|than|as|the|a|an|this"
    r"|its|their|took|take|made|make|attended|joined|registered|participated|percent|per|billion|million|or|but|while"
    r"|when|into)\b"
)
_RANKED = r"(?:U\.[SK]\.\s+)?(?:(?:Fortune\s+|Global\s+)+500\s+)?"
MOST_DESCRIBING = 5


def is_measured(unit: str | None) -> bool:
    """True of money, shares and areas, which nothing but a number goes before."""
    return unit is not None and (unit.isupper() or unit in {"%", "m2"})


def currency_before(before: str) -> tuple[str, int] | None:
    """The currency whose sign ends `before`, and the index where the sign begins."""
    match = _MONEY_BEFORE.search(before)
    return (str(match.lastgroup), match.start()) if match is not None else None


def thing_behind(after: str) -> tuple[str | None, int]:
    """What the words behind a number say that it counts, and how many characters of them say so."""
    for pattern, name in ((_PERCENT, "%"), (_AREA, "m2")):
        match = pattern.match(after)
        if match is not None:
            return name, match.end()
    match = _MONEY_BEHIND.match(after)
    return (match.lastgroup, match.end()) if match is not None else _noun_behind(after)


def _noun_behind(after: str) -> tuple[str | None, int]:
    """The first counted thing in the phrase behind a number; of an English and a Chinese one the nearer."""
    english, chinese = _english().match(after), _chinese().match(after)
    if chinese is not None and (english is None or chinese.end() < english.end()):
        return ("companies" if chinese["bare"] else _names()[chinese["noun"]]), chinese.end()
    return (_names()[english["noun"].lower()], english.end()) if english is not None else (None, 0)


@cache
def _nouns() -> dict[str, dict[str, list[str]]]:
    loaded: dict[str, dict[str, list[str]]] = yaml.safe_load(NOUNS.read_text(encoding="utf-8"))
    return loaded


@cache
def _names() -> dict[str, str]:
    return {word.lower(): name for name, words in _nouns().items() for word in (*words["en"], *words["zh"])}


def _longest_first(language: str) -> str:
    words = {word for entry in _nouns().values() for word in entry[language]}
    return "|".join(re.escape(word) for word in sorted(words, key=lambda w: (-len(w), w)))


@cache
def _english() -> re.Pattern[str]:
    word = rf"(?!{_STOP})[^\W\d_][\w’'&-]*,?[\s-]+(?:and\s+)?"
    noun = rf"(?P<noun>{_longest_first('en')})(?!\w)"
    return re.compile(rf"[\s-]+{_RANKED}(?:{word}){{0,{MOST_DESCRIBING}}}?{noun}", re.I)


@cache
def _chinese() -> re.Pattern[str]:
    noun = rf"(?P<noun>{_longest_first('zh')})(?!性|作)"
    phrase = rf"\s*[多余餘]?\s*大?{_CLASSIFIER}[^\d\s，。；！？、,.;!?]{{0,12}}?{noun}"
    return re.compile(rf"{phrase}|\s*[多余餘]?(?P<bare>家)")
