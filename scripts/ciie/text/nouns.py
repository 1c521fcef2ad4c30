"""What the press counts: the words of nouns.yml, and the first of them in the phrase behind a number."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import yaml

NOUNS = Path(__file__).with_name("nouns.yml")
_CLASSIFIER = r"(?:[家个個项項名位款种種件场場只支座国國届次条條份间間所台辆批人])?"
# Words that end the phrase behind a number, so that they describe nothing that it counts.
_STOP = (
    r"(?:from|in|of|at|to|for|with|by|on|has|have|had|will|would|are|is|was|were|that|which|who|than|as|the|a|an|this"
    r"|its|their|took|take|made|make|attended|joined|participated|percent|per|billion|million|or|but|while"
    r"|when|into|last|next|previous|(?:y|e|ed|et|und)\s+(?:las?|los|les|el|gli|il|die|der|das))\b"
)
# 160家增至今年240家: what the number grew to is not what it counts.
_ON_TO = "[增升减減降扩擴跃躍][^，。]?[至到为為]|[今去]年"
_RANKED = r"(?:U\.[SK]\.\s+)?(?:(?:Fortune\s+|Global\s+|World(?:['’]s)?\s+|Top\s+)+500\s+)?"
# Words between a number and what it counts, as in "60 small and medium-sized German machinery makers".
MOST_DESCRIBING = 5


def noun_behind(after: str) -> tuple[str | None, int]:
    """The first counted thing in the phrase behind a number; of an English and a Chinese one the nearer."""
    english, chinese = _english().match(after), _chinese().match(after)
    if chinese is not None and (english is None or chinese.end() < english.end()):
        return _BARE.get(chinese["bare"] or chinese["lands"]) or _names()[chinese["noun"]], chinese.end()
    return (_names()[english["noun"].lower()], english.end()) if english is not None else (None, 0)


@cache
def nouns() -> dict[str, dict[str, list[str]]]:
    """The words for each counted thing, by its name and their language, as nouns.yml has them.

    Returns:
        For each name the words in English, "en", and in Chinese, "zh".
    """
    loaded: dict[str, dict[str, list[str]]] = yaml.safe_load(NOUNS.read_text(encoding="utf-8"))
    return loaded


@cache
def _names() -> dict[str, str]:
    return {word.lower(): name for name, words in nouns().items() for word in (*words["en"], *words["zh"])}


def _longest_first(language: str) -> str:
    words = {word for entry in nouns().values() for word in entry[language]}
    return "|".join(re.escape(word) for word in sorted(words, key=lambda w: (-len(w), w)))


@cache
def _english() -> re.Pattern[str]:
    word = rf"(?!{_STOP})[^\W\d_][\w’'&-]*,?[\s-]+(?:and\s+)?"
    noun = rf"(?P<noun>{_longest_first('en')})(?!\w)"
    return re.compile(rf"[\s-]+{_RANKED}(?:{word}){{0,{MOST_DESCRIBING}}}?{noun}", re.I)


_BARE = {"国": "countries", "家": "companies", "件": "items", "项": "items", "名": "people", "位": "people"}


@cache
def _chinese() -> re.Pattern[str]:
    noun = rf"(?P<noun>{_longest_first('zh')})(?![性作内际外产级])"
    phrase = rf"\s*[多余餘]?\s*大?{_CLASSIFIER}(?:(?!{_ON_TO})[^\d\s，。；！？、,.;!?]){{0,12}}?{noun}"
    # 6国, but not 200项中国首秀.
    return re.compile(
        rf"\s*[多余餘]?个?(?P<lands>国)(?![性作内际外产级家])|{phrase}|\s*[多余餘]?(?P<bare>[家件项]|[名位](?!于|列|居|单))"
    )
