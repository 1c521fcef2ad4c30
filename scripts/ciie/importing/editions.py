"""The edition of the expo that a text is on, and the one that each of its figures speaks of.

Comparisons do not move a figure to another edition: "up 30% from the previous session" is a figure of this one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from ciie.importing.expo_words import ExpoWord, adds_up, expo_patterns
from ciie.model.records import EditionSpan
from ciie.model.values import PartialDate
from ciie.model.vocabulary import Edition
from ciie.text.dates import find_dates
from ciie.text.number_words import ORDINALS, SMALL, chinese_number
from ciie.text.numbers import ordinal_number
from ciie.text.patterns import any_of

_COUNTS = {word: number for word, number in SMALL.items() if number <= 10}
_EXPO = (
    r"(?:CIIEs?\b|China\s+International\s+Import\s+Expo|China\s+Int['’]l\s+Import\s+Expo"
    r"|(?:import\s+)?expos?\b|(?:import\s+)?fairs?\b)"
)
_KIND = r"(?:(?:annual|ever|China(?:['’]s)?|Chinese|international|int['’]l|global|national|state-level)[\s-]+){0,4}"
_NTH = re.compile(
    rf"\b(?P<n>{'|'.join(ORDINALS)}|\d{{1,2}}(?:st|nd|rd|th))[\s-]+{_KIND}(?:{_EXPO}"
    rf"|(?:(?<=inaugural\s)(?:event|show)|edition|session|installment)s?\b(?!\s+of\s+(?!(?:the|this)\s+{_KIND}{_EXPO}|{_EXPO})))",
    re.I,
)
_BARE_ORDINAL = re.compile(
    rf"(?i)(?:,\s)?\bthe\s+(?P<n>{'|'.join(ORDINALS)}|\d{{1,2}}(?:st|nd|rd|th))"
    r"(?=\s*[.,;)]|\s*$|\s+(?:has|had|is|was|will|saw|drew|brought|brings|ended|closed|opened|one|\d)\b)"
)
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
# "The first import expo after the pandemic" is not the first edition, nor is one's own first appearance.
_FIRST_OF_LATER = re.compile(
    r"\s*(?:\([^()]{1,12}\)\s*)?,?\s*(?:after|since|following|under|without|for|to|where|in\s+(?:\w+\s+){1,2}years"
    r"|of\s+its\s+kind|appearance|participation|visit|experience)\b",
    re.I,
)
# Between an ordinal and a name of the expo: the second international Importmesse.
_ADJECTIVES = (
    r"(?:(?!(?:of|the|in|at|to|for|on|and|year|day|time|consecutive|straight|successive|largest|biggest)\b)"
    r"[^\W\d_][\w'’-]*\s+){0,3}?"
)
_NAMES = f"(?:{any_of(pattern for pattern in expo_patterns() if pattern.does == ExpoWord.NAME)})"
_NTH_NAME = re.compile(
    rf"\b(?P<n>{'|'.join(ORDINALS)}|\d{{1,2}}(?:st|nd|rd|th)|(?-i:{'|'.join(reversed(_ROMAN))}))\.?\s+{_ADJECTIVES}{_NAMES}",
    re.I,
)
_OF_YEAR = re.compile(
    rf"(?<!\d)(?P<y>20[12]\d)(?:年|['’]?s?\s+(?:edition\b|{_ADJECTIVES})|\s?){_NAMES}|CIIE['’]?s?(?:\s(?:de|von|of|in|en|di)\s|\s?)(?P<z>20[12]\d)(?!\d)"
    r"|\b(?P<x>20[12]\d)\s+edition\b",
    re.I,
)
# The world's first expo on imports, and the first one of those who speak.
_FIRST_OF = re.compile(r"\b(?:our|their|my|his|her|your|[a-z]+['’]s)\s+$", re.I)
_OF_CHINA = re.compile(r"\b(?:china|country|nation)['’]s\s+$", re.I)
_NTH_ZH = re.compile(r"(?:第\s*(?P<n>\d{1,2}|[一二三四五六七八九十]{1,3})\s*[届屆]|(?P<first>首[届屆]))")
_SEVERAL = re.compile(
    rf"\b(?P<which>first|past|previous|last|preceding|prior)\s+(?P<n>{'|'.join(_COUNTS)}|\d)\s+(?:{_EXPO}|editions?\b|sessions?\b|events?\b)"
    rf"|\b(?P<since>{'|'.join(_COUNTS)}|\d)\s+(?:earlier|previous|past|preceding|prior)\s+(?:{_EXPO}|editions|sessions)\b"
    rf"|\b(?P<held>{'|'.join(_COUNTS)}|\d)\s+(?:sessions|editions|CIIEs)\b",
    re.I,
)
_SEVERAL_ZH = re.compile(
    r"(?P<which>前|过去|過去|此前|以往)\s*(?P<n>[一二三四五六七八九两]|\d)\s*[届屆]|(?<!第)(?P<since>[二三四五六七八九两]|\d)[届屆]以[来來]|(?<!第)(?P<held>[二三四五六七八九两]|\d)[届屆]进博会"
)
_YEARS_PAST = re.compile(
    rf"\bpast\s+(?P<n>{'|'.join(_COUNTS)}|\d)\s+years|过去(?P<zh>[一二三四五六七八九两]|\d)年", re.I
)
# "From 2018 to 2020, it rose from 180 to 198" tells of which edition neither is.
_YEARS_FROM_TO = re.compile(
    r"(?:\b(?:from|between|von|de|da)\s+|[从自])?(?<!\d)(?P<first>20[12]\d)年?\s?(?:to|through|until|and|bis|à|a|至|到)\s?(?P<last>20[12]\d)(?!\d)",
    re.I,
)
_LAST = re.compile(
    r"\blast\s+year(?:['’]s)?\b|\bprevious\s+(?:edition|session|year|CIIE|expo)(?:['’]s)?\b|\byear[\s-]earlier\b|上[届屆]|去年",
    re.I,
)
_LAST_EXPO = re.compile(
    rf"(?i)(?:, )?\b(?:last\syear['’]s|the\s(?:previous|last))\s+(?:{_EXPO}|edition|event)|上[届屆](?:进博会|進博會)"
)
_THIS = re.compile(r"\bthis\s+year(?:['’]s)?\b|\bthis\s+(?:edition|session)(?:['’]s)?\b|本[届屆]|今[年届屆]|今回", re.I)
_NEXT = re.compile(r"\bnext\s+(?:year(?:['’]s)?|edition|session|CIIE|expo)\b|下[届屆]|明年", re.I)
_COMPARED = re.compile(
    r"(?:\b(?:from|over|on|vs\.?|since|surpass\w*|exceed\w*|outstripp\w*|outnumber\w*|outpac\w*|outdo\w*|beat\w*|eclips\w*|topp(?:ed|ing)|doubl(?:ed|ing)|match(?:ed|ing))|比|较|較|超过|超|高于|低于|多于|少于|优于|同比|与|和|自|从)"
    r"\s*(?:(?:at|in|for|during)\s+)?(?:(?:that|those)\s+(?:of|in|at)\s+)?(?:(?:the|its|their|la|das|der|die|le|a)\s+)?"
    r"(?:(?:first|inaugural)\s+)?(?:(?:event|expo|fair|show|one|edition|figure|level|total)\s+)?$"
    r"|\b(?:than|above|compared\s+(?:with|to)|against|versus)\s+(?:[^\W\d]+\s+){0,5}$",
    re.I,
)
_COMPARED_BEHIND = re.compile(
    r"比|[^,，。;；\d]{0,12}?(?:[(（][^()（）]{1,30}[)）])?(?:に比べ|と比べ|より|以上|の?水[準准]|相比|보다|대비|を[\d.]{0,6}%?[^、。\d]{0,6}(?:上回|超え|下回|增长|减少)|から(?!\s?第)|부터|에\s?비해|에\s?못\s?미|에\s?미치지|\s?정도)"
)
# "Over the past five expos" is the time in which, "up 5% over the last expo" a comparison.
_DURING = re.compile(r"\bover\s+the\s+$", re.I)
# 第七届虹桥论坛 and 二十届三中全会 are no editions of the expo; 首届的3617家 is, in a text on it.
_OTHER_EVENT = re.compile(
    r"[^，。,;；\d]{0,14}?(?:论坛|論壇|大会|大會|峰会|峰會|会议|會議|全会|年会|委员会|人大|政协|奥运|服贸会|消博会|广交会|链博会|高交会|工博会)"
)
_MOST_EDITIONS = 15
# Words of a comparison speak of the number that they belong to: 较首届的3617家.
_OF_IT = re.compile(r"(?:'s|时?的|\s|[(（]|with|of|and|有|为|[a-z]+\s){0,3}", re.I)
# 前回の784億ドル, behind another sum, speaks of its own.
_OF_NEXT = re.compile(r"['’]s\s+|[:：]\s?|\s?(?:进博会)?(?:[的の(（]|전체)?\s?")
_BESIDE = re.compile(r"\s?[的则]?\s?|['’]s\s+|\s+(?=\d)|에?는\s?|[:：]\s?|[には为]{1,2}|\s+(?:waren\s+es|их\s+было)\s+")
_RIGHT_BEHIND = re.compile(
    r"\s*(?:(?:in|at|of|for|during|na|no|nella|en|de|dell?['’]|bei|im|the|la|der|die)\s*){0,2}", re.I
)
_CLAUSE = re.compile(r"[;；]|,\s+(?:while|but|and)\b")
# "Last year, …" speaks for the sentence that it begins.
_AT_THE_HEAD = 3
# One expo a year since 2018; "since 2018" and "by 2027" are no editions.
_YEAR_BEFORE_FIRST = 2017
_IN_YEAR = re.compile(
    rf"\b(?:in|en|em|nel|for|für|para|pour|per|editions?(?:\s+of)?)\s+(?P<en>20[12]\d)\b(?!\s*-)|(?:^|(?<=[(（]))(?P<head>20[12]\d)(?:\s+(?=[^\W\d])|(?=[:：]))|\b(?P<of>20[12]\d)\s+(?:{_EXPO}|edition|event)|(?<!\d)(?P<zh>20[12]\d)年",
    re.I,
)
# How much the words must say for an edition of another year than that of publication: once in the first paragraph.
LEAST_FOR_ANOTHER_YEAR = 3
_PART = re.compile(r"[;；]")
# What stands behind a figure speaks of it no farther than to the next clause, or to what it is compared with.
_BEHIND = re.compile(
    r"[;；，：]|:\s|,(?=[\u4e00-\u9fff])|,\s+(?:while|but|and)\b"
    r"|\b(?:compared\s+(?:with|to)|against|versus|above\s+the|than(?!\s+[\d$€£¥])|(?:up|down|increased|fell)\s+from)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class EditionWords:
    """Words that name an edition or several, and where they stand."""

    span: EditionSpan
    start: int
    end: int


def find_editions(text: str) -> Iterator[EditionWords]:
    """Every edition that `text` names by its ordinal, from left to right in each language."""
    for match in (*_NTH.finditer(text), *_NTH_NAME.finditer(text)):
        number = _nth(match, text)
        if number is not None and "forum" not in text[match.start() : match.end() + 30].lower():
            yield EditionWords(EditionSpan(number, number), match.start(), match.end())
    for match in _OF_YEAR.finditer(text):
        number = int(match["y"] or match["z"] or match["x"]) - _YEAR_BEFORE_FIRST
        if number >= 1:
            yield EditionWords(EditionSpan(number, number), match.start(), match.end())
    for match in _NTH_ZH.finditer(text):
        number = 1 if match["first"] else ordinal_number(match["n"])
        after = text[match.end() : match.end() + 14]
        is_other = _OTHER_EVENT.match(text, match.end()) is not None and not any(w in after for w in ("进", "進"))
        if number is not None and number <= _MOST_EDITIONS and not is_other:
            yield EditionWords(EditionSpan(number, number), match.start(), match.end())


def _nth(match: re.Match[str], text: str) -> int | None:
    """The number of an ordinal before a name of the expo; none of a first one that follows something."""
    written = match["n"]
    number = _ROMAN.index(written) + 1 if written in _ROMAN else ordinal_number(written)
    is_first = number != 1 or _is_first_of_all(text, match.start(), match.end())
    return number if is_first else None


def _is_first_of_all(text: str, start: int, end: int) -> bool:
    """True where the "first" at `start` is the first expo of all, not the first after something or of someone."""
    low = max(0, start - 20)
    is_ones_own = _FIRST_OF.search(text, low, start) is not None and _OF_CHINA.search(text, low, start) is None
    return _FIRST_OF_LATER.match(text, end) is None and not is_ones_own


def last_opened(date: PartialDate | None, editions: Iterable[Edition]) -> int | None:
    """The last edition that had opened by a day; None where the day is not known."""
    return max((e.ordinal for e in editions if e.opens.first <= date.last), default=0) if date is not None else None


def _dated_editions(text: str, editions: Iterable[Edition]) -> Iterator[EditionWords]:
    """The editions that a text names by one of their days, as in "5-10 November 2018"."""
    for written in find_dates(text, "en"):
        days = [(written.year, written.month, number) for number in written.days if written.year is not None]
        for edition in editions:
            first, last = edition.opens.first, edition.closes.last
            ends = ((first.year, first.month, first.day), (last.year, last.month, last.day))
            if any(ends[0] <= day <= ends[1] for day in days):
                yield EditionWords(EditionSpan(edition.ordinal, edition.ordinal), written.start, written.end)


def main_edition(texts: Iterable[str], date: PartialDate | None, editions: Mapping[str, Edition]
                 ) -> tuple[int, str, bool] | None:  # fmt: skip
    """The edition that a headline and the passages below it are on, the words that say so, and whether they do.

    Else it is the one of the year of publication; there is none where that is not known either.
    """
    counts: Counter[int] = Counter()
    places: dict[int, int] = {}
    words: dict[int, str] = {}
    for place, text in enumerate(texts):
        for spoken in (*find_editions(text), *_dated_editions(text, editions.values())):
            number = spoken.span.first
            # "Since the first expo" says nothing of what a text is on.
            if _is_compared(text, spoken):
                continue
            # The headline and the first paragraphs say what a text is on; later ones look back.
            counts[number] += {0: 6, 1: 3, 2: 2}.get(place, 1)
            words.setdefault(number, text[spoken.start : spoken.end])
            places.setdefault(number, place)
    held = [edition for edition in editions.values() if date is not None and edition.year == date.first.year]
    number = max(counts, key=lambda n: (counts[n], -places[n], n), default=0)
    # Looking back to another year's expo, far down, does not make a text one on it.
    if number and (
        not held or held[0].ordinal == number or (counts[number] >= LEAST_FOR_ANOTHER_YEAR and places[number] < 2)
    ):
        return number, words[number], True
    if held and date is not None:
        return held[0].ordinal, f"published in {date.first.year}", False
    return None


def spoken_edition(
    sentence: str, start: int, end: int, main: int, others: Sequence[tuple[int, bool]] = ()
) -> EditionSpan | None:
    """The edition that a figure of a sentence speaks of.

    Ordinals before a figure speak for all of their part of the sentence; "last year", "next year" and years only for
    their clause; words behind a figure, and those of a comparison, only for the number that is nearest to them.

    Args:
        sentence: The sentence.
        start: Where the figure begins.
        end: Where it ends.
        main: The edition that the text is on.
        others: Where the other numbers of the sentence begin, each with whether it may count the same.

    Returns:
        The edition or editions; None where the words name none.
    """

    def speaks(words: EditionWords, edge: re.Pattern[str]) -> bool:
        low, high = (words.end, start) if words.end <= start else (end, words.start)
        if _is_compared(sentence, words) and not (words.end <= start and _OF_IT.fullmatch(sentence, low, high)):
            return False
        between = [is_alike for other, is_alike in others if low <= other < high]
        is_behind = words.start >= end
        is_next = any(_OF_NEXT.fullmatch(sentence, words.end, other) for other, _ in others)
        if is_behind and (is_next or sentence[words.start] == ","):
            return False
        edge = _BEHIND if is_behind else _PART if words.start <= _AT_THE_HEAD else edge
        return edge.search(sentence, low, high) is None and not (is_behind and any(between))

    told, shifted = _told(sentence, main)
    # 由首届160家增至今年240家: what stands right before a number speaks for it alone.
    beside = [words for words in shifted if words.end <= start and _BESIDE.fullmatch(sentence, words.end, start)]
    # So does what stands right behind it: 2,900 exhibitors last year, 367,000 in the previous edition.
    follows = [words for words in shifted if words.start >= end and _RIGHT_BEHIND.fullmatch(sentence, end, words.start)]
    if beside or follows:
        return (beside[-1] if beside else follows[0]).span
    named = [words for words in told if speaks(words, _PART)] or [words for words in shifted if speaks(words, _CLAUSE)]
    if adds_up(sentence):
        named = [words for words in named if words.span.first < words.span.last] or named
    nearest = min(named, key=lambda words: (max(start - words.end, words.start - end, 0), words.start), default=None)
    return nearest.span if nearest is not None else None


# All figures of a sentence ask for its words.
@lru_cache(maxsize=64)
def _told(sentence: str, main: int) -> tuple[tuple[EditionWords, ...], tuple[EditionWords, ...]]:
    """The words of a sentence that name an edition outright, and those that name one by its distance or its year."""
    named = tuple(find_editions(sentence))
    bare = _bare_ordinals(sentence, named[0].end) if named else ()
    outright = (*_several(sentence, main), *_years_from_to(sentence), *named, *_last_years_expo(sentence, main), *bare)
    return outright, tuple(_shifted(sentence, main))


def _bare_ordinals(sentence: str, start: int) -> Iterator[EditionWords]:
    """Ordinals without a noun behind an edition that is named: the seventh CIIE had 3,496 firms, the eighth 4,108."""
    for match in _BARE_ORDINAL.finditer(sentence, start):
        number = ordinal_number(match["n"]) or 1
        yield EditionWords(EditionSpan(number, number), match.start(), match.end())


def named_edition(sentence: str, main: int) -> EditionSpan | None:
    """The edition that a sentence names, compared with nothing: `main`, or the last one; None for several."""
    outright, shifted = _told(sentence, main)
    named = [words for words in (*outright, *shifted) if not _is_compared(sentence, words)]
    own = [words for words in named if words.span == EditionSpan(main, main)]
    if own:
        return own[-1].span
    last = max(named, key=lambda words: words.start, default=None)
    return last.span if last is not None and last.span.first == last.span.last else None


def _last_years_expo(sentence: str, main: int) -> Iterator[EditionWords]:
    """The edition before `main` where words call it an expo: what follows them is about it."""
    for match in _LAST_EXPO.finditer(sentence) if main > 1 else ():
        yield EditionWords(EditionSpan(main - 1, main - 1), match.start(), match.end())


def _shifted(sentence: str, main: int) -> Iterator[EditionWords]:
    """The editions named by their distance from edition `main`, or by their year."""
    for pattern, step in ((_NEXT, 1), (_LAST, -1), (_THIS, 0)):
        for match in pattern.finditer(sentence):
            number = max(1, main + step)
            yield EditionWords(EditionSpan(number, number), match.start(), match.end())
    for match in _IN_YEAR.finditer(sentence):
        number = int(match["en"] or match["head"] or match["of"] or match["zh"]) - _YEAR_BEFORE_FIRST
        if number >= 1:
            yield EditionWords(EditionSpan(number, number), match.start(), match.end())


def past_years(sentence: str, main: int) -> EditionSpan | None:
    """The editions of "the past two years", seen from edition `main`, which is not among them."""
    match = _YEARS_PAST.search(sentence)
    count = _count(match["n"] or match["zh"]) if match else None
    return EditionSpan(max(1, main - count), main - 1) if count and main > 1 else None


def _several(sentence: str, main: int) -> Iterator[EditionWords]:
    for match in (*_SEVERAL.finditer(sentence), *_SEVERAL_ZH.finditer(sentence)):
        count = _count(match["n"] or match["since"] or match["held"])
        if count is None or count < 2:
            continue
        if (match["which"] or ("past" if match["since"] else "first")).lower() in {"first", "前"} or count >= main:
            span = EditionSpan(1, count)
        else:
            span = EditionSpan(max(1, main - count), max(1, main - 1))
        yield EditionWords(span, match.start(), match.end())


def _years_from_to(sentence: str) -> Iterator[EditionWords]:
    for match in _YEARS_FROM_TO.finditer(sentence):
        first, last = (int(match[name]) - _YEAR_BEFORE_FIRST for name in ("first", "last"))
        if 1 <= first < last:
            yield EditionWords(EditionSpan(first, last), match.start(), match.end())


def _is_compared(sentence: str, words: EditionWords) -> bool:
    low = max(0, words.start - 60)
    if words.span.first < words.span.last and _DURING.search(sentence, low, words.start):
        return False
    is_behind = _COMPARED_BEHIND.match(sentence, words.end) is not None
    return is_behind or _COMPARED.search(sentence, low, words.start) is not None


def _count(written: str) -> int | None:
    return int(written) if written.isdigit() else _COUNTS.get(written.lower()) or chinese_number(written)
