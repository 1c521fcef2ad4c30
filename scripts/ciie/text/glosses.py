"""Texts of other languages in the words that the grammars of numbers, dates and editions know: their gloss.

The grammars read English and Chinese. A gloss puts the words that matter to them in place of those of another language
("78,41 Milliarden US-Dollar" is read as "78.41 billion US dollars") and knows where each stood. What the words mean is
data: lexicons/ has a file for some languages; of all, Babel knows marks, months, scales, currencies and countries.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import TYPE_CHECKING

import ahocorasick
import yaml

from ciie.model.problems import EnvironmentFaultError
from ciie.text.languages import LEXICONS, READ, fold

if TYPE_CHECKING:
    from babel import Locale

# A stem ("Aussteller*") is followed by at most so many letters.
LONGEST_ENDING = 5
# The cases of nouns of the Slavic languages end in at most so many.
_LONGEST_CASE = 3
_VOWELS = frozenset("aąeęěiíouóůúyýáéаеёиоуыьэюяйіїєѝ")
_SLAVIC = frozenset({"be", "bg", "cs", "hr", "pl", "ru", "sk", "sl", "sr", "uk"})
_SHORT_KANA, _KANA, _HANGUL = 3, re.compile("[\u30a1-\u30fa\u30fc]+"), re.compile("[\uac00-\ud7a3]+")
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff]")


@dataclass(frozen=True, slots=True)
class Gloss:
    """A text as the grammars read it.

    Attributes:
        text: What they read.
        changes: Where it differs from the text it was made of: start and end in the gloss, start and end in that text.
    """

    text: str
    changes: tuple[tuple[int, int, int, int], ...] = ()

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where the characters `start` to `end` of the gloss stand in the text; words that were changed are whole."""
        return self._place(start, is_end=False), self._place(end, is_end=True)

    def _place(self, index: int, is_end: bool) -> int:
        number = bisect_right(self.changes, index - is_end, key=lambda change: change[0]) - 1
        if number < 0:
            return index
        start, end, low, high = self.changes[number]
        if index < end or (is_end and index == end):
            return high if is_end and index > start else low
        return index - end + high


@dataclass(frozen=True, slots=True)
class GlossPattern:
    """A pattern of a lexicon: what it finds, what that is read as, and texts that it is and is not for."""

    name: str
    finds: re.Pattern[str]
    says: str
    examples: tuple[str, ...]
    counterexamples: tuple[str, ...]


@dataclass(frozen=True)
class Lexicon:
    """What is known of one language.

    Attributes:
        code: The language.
        target: The language that its glosses are in: en, or zh where its numbers and sentences are built alike.
        decimal: Its decimal mark.
        words: What is read as what: words as in the file, "*" for any ending.
        patterns: What no list of words can say.
        countries: Names and adjectives besides those that Babel knows, each with the code of its country.
    """

    code: str
    target: str
    decimal: str
    words: Mapping[str, str]
    patterns: tuple[GlossPattern, ...] = ()
    countries: Mapping[str, str] = field(default_factory=dict)


@lru_cache(maxsize=256)
def read_as(text: str, language: str) -> Gloss:
    """The gloss of a text.

    Args:
        text: The text.
        language: The code of its language, with or without a script or a country.

    Returns:
        What the grammars read; the text itself, folded, where it is English, Chinese or of no known language.
    """
    code = language.replace("_", "-").partition("-")[0].lower()
    folded = fold(text)
    lexicon = None if code in READ else lexicon_of(code)
    return Gloss(folded) if lexicon is None else _gloss(_with_marks(folded, lexicon), lexicon)


def _gloss(text: str, lexicon: Lexicon) -> Gloss:
    pieces, changes, last, length = list[str](), [], 0, 0
    for start, end, say in _chosen(text, lexicon):
        pieces += [text[last:start], say]
        begin = length + start - last
        length = begin + len(say)
        changes.append((begin, length, start, end))
        last = end
    return Gloss("".join([*pieces, text[last:]]), tuple(changes))


def _chosen(text: str, lexicon: Lexicon) -> Iterator[tuple[int, int, str]]:
    """What is read otherwise, from left to right; of what overlaps the first and longest."""
    found = [
        (match.start(), -match.end(), 0, match.expand(pattern.says))
        for pattern in lexicon.patterns
        for match in pattern.finds.finditer(text)
    ]
    found += [(start, -end, 1 + is_stem, say) for start, end, is_stem, say in _words_in(text, lexicon)]
    last = 0
    for start, end, _, say in sorted(found):
        if start >= last and -end > start:
            last = -end
            yield start, last, say


def _words_in(text: str, lexicon: Lexicon) -> Iterator[tuple[int, int, bool, str]]:
    """Where words of the lexicon stand, whether their ending was left open, and what they are read as."""
    small = "".join(low if len(low := letter.lower()) == 1 else letter for letter in text)
    for last, entries in _automaton(lexicon.code).iter(small):
        for written, say, most in entries:
            start, end = last + 1 - len(written), last + 1
            if written != written.lower() and text[start:end] != written:
                continue
            if (start and _joins(text[start - 1], text[start])) or _is_within(text, start, end, lexicon):
                continue
            while most and end < len(text) and end - last <= most and _joins(text[end - 1], text[end]):
                end += 1
            is_bent = most != _LONGEST_CASE or last + 1 == end or small[last + 1] in _VOWELS
            if is_bent and (end == len(text) or not _joins(text[end - 1], text[end])):
                yield start, end, most > 0, say


def _is_within(text: str, start: int, end: int, lexicon: Lexicon) -> bool:
    """True of a short name within a longer word: Thailand (タイ) in スタイル, Australia (호주) in 보호주의."""
    if end - start > _SHORT_KANA:
        return False
    if _KANA.fullmatch(text, start, end) is not None:
        return len(_KANA.findall(text, max(0, start - 1), end + 1)[0]) > end - start
    is_behind = start > 0 and _HANGUL.fullmatch(text, start - 1, end) is not None
    return is_behind and text[start:end] in _country_names(lexicon.code)


@cache
def _country_names(code: str) -> frozenset[str]:
    return frozenset(_countries(lexicon)) if (lexicon := lexicon_of(code)) is not None else frozenset()


def _joins(left: str, right: str) -> bool:
    """True of two letters of one word, in scripts that put blanks between words."""
    return left.isalpha() and right.isalpha() and not (_UNSPACED.match(left) or _UNSPACED.match(right))


@cache
def _automaton(code: str) -> ahocorasick.Automaton:
    lexicon = lexicon_of(code)
    automaton = ahocorasick.Automaton()
    entries: dict[str, list[tuple[str, str, int]]] = {}
    for written, say in _all_words(lexicon) if lexicon is not None else ():
        most = {"*": LONGEST_ENDING, "+": _LONGEST_CASE}.get(written[-1], 0)
        stem = written[:-1] if most else written
        entries.setdefault(stem.lower(), []).append((stem, say, most))
    for key, found in entries.items():
        automaton.add_word(key, found)
    automaton.make_automaton()
    return automaton


def _all_words(lexicon: Lexicon) -> Iterator[tuple[str, str]]:
    """Every word and what it is read as, folded; what the file says counts before what Babel says."""
    known: dict[str, str] = {}
    for words in (lexicon.words, _countries(lexicon), _of_babel(lexicon.code)):
        for written, say in words.items():
            if len(written) > 1 or not written.isascii():
                known.setdefault(fold(written), say)
    yield from known.items()


# Marks between the digits of a number.
_MARKED = re.compile(r"(?<![\d.,])\d{1,3}(?:[.,]\d+)+(?![\d])")
_BLANKS = re.compile(r"(?<!\d )(?<![\d.,])\d{1,3}(?: \d{3})+(?!\d|[.,]\d{3})")
_SWAP = {".": ",", ",": "."}
_IN_BILLIONS = re.compile(
    r"\s{0,2}(?:mrd|mia|miliard|milliard|miljard|млрд|миллиард|mil mill|mil milh|bilh|bi\b)", re.I
)


def _with_marks(text: str, lexicon: Lexicon) -> str:
    """The text with its numbers marked as in English; its length stays."""
    if lexicon.decimal != ",":
        return text
    return _MARKED.sub(_marked, _BLANKS.sub(lambda match: match.group().replace(" ", ","), text))


def _marked(match: re.Match[str]) -> str:
    """A number of a language whose decimal mark is a comma, with English marks.

    A mark before three digits parts thousands, whichever it is: the press of Mexico writes 3,496. Only before words for
    billions, and behind a zero, the comma there is a decimal mark.
    """
    written = match.group()
    marks = [mark for mark in written if mark in _SWAP]
    parts = re.split("[.,]", written)
    if len(set(marks)) == 2:
        decimal = marks[-1] if marks.count(marks[-1]) == 1 else ""
        return "".join("." if c == decimal else "," if c in _SWAP else c for c in written)
    if all(len(part) == 3 for part in parts[1:]):
        is_decimal = len(marks) == 1 and marks[0] == "," and (
            parts[0] == "0" or _IN_BILLIONS.match(match.string, match.end()))  # fmt: skip
        return written.replace(marks[0], "." if is_decimal else ",")
    return written.replace(",", ".") if len(marks) == 1 else written


@cache
def lexicon_of(code: str) -> Lexicon | None:
    """What is known of a language.

    Args:
        code: The code of the language, without a script or a country.

    Returns:
        Its lexicon, with what its file says where it has one; None where nobody knows the language.

    Raises:
        EnvironmentFaultError: The file has a mistake.
    """
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415, 0.05 s that English texts need not wait

    try:
        locale = Locale.parse(code)
    except (UnknownLocaleError, ValueError, TypeError):
        return None
    symbols = locale.number_symbols
    symbols = symbols.get("latn", symbols)
    file = LEXICONS / f"{code}.yml"
    try:
        told = yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.CBaseLoader) if file.is_file() else {}
        return Lexicon(
            code=code,
            target=str(told.get("target", "en")),
            decimal=str(symbols.get("decimal", ".")),
            words={word: say for say, words in told.get("words", {}).items() for word in words},
            patterns=tuple(_pattern(entry) for entry in told.get("patterns", ())),
            countries={name: country for country, names in told.get("countries", {}).items() for name in names},
        )
    except (OSError, yaml.YAMLError, re.error, KeyError, ValueError, TypeError, AttributeError) as error:
        raise EnvironmentFaultError(f"{file.name} cannot be used: {error}") from error


def _pattern(entry: Mapping[str, object]) -> GlossPattern:
    examples, others = entry["example"], entry.get("not", [])
    if not isinstance(examples, list) or not isinstance(others, list):
        raise TypeError(f"example and not are lists in the entry {entry['name']}")
    finds = re.compile(fold(str(entry["find"])), re.IGNORECASE)
    return GlossPattern(str(entry["name"]), finds, str(entry["say"]), tuple(examples), tuple(others))


def _countries(lexicon: Lexicon) -> dict[str, str]:
    """Names and adjectives of countries, each with the name of the country in the language of the glosses."""
    from babel import Locale  # noqa: PLC0415, as above

    target = Locale.parse(lexicon.target).territories
    told = {name: str(target[code.upper()]) for name, code in lexicon.countries.items()}
    names = {str(code): str(name) for code, name in Locale.parse(lexicon.code).territories.items() if code.isalpha()}
    for code, name in names.items():
        plain = re.sub(r"\s*[(（].*", "", name)
        for each in {name, plain, *_inflected(plain, lexicon.code)} if code in target and len(plain) > 1 else ():
            told.setdefault(each, re.sub(r"\s*[(（].*", "", str(target[code])))
    return told


def _inflected(name: str, code: str) -> Iterator[str]:
    """A country's name as its language bends it."""
    if code == "de":
        yield f"{name}s"
    if code == "ar":
        # And, by, for: written on to the word behind them.
        yield from (f"{joined}{name}" for joined in "وبل")
    if code in _SLAVIC and len(name) > 4 and " " not in name:
        yield f"{name[:-1] if name[-1] in 'aąeęoóyiаяйьыиіое' else name}+"


def _of_babel(code: str) -> dict[str, str]:
    """What Babel knows of the words of a language: months, weekdays, large numbers, currencies and areas."""
    from babel import Locale  # noqa: PLC0415, as above

    locale, english, found = Locale.parse(code), Locale("en"), dict[str, str]()
    for table, named in ((locale.months, english.months["format"]), (locale.days, english.days["format"])):
        for widths in table.values():
            found |= {name.lower(): str(named["wide"][number]) for number, name in widths["wide"].items()}
            # A short form is told from other words by its point.
            shorts = {f"{name.rstrip('.')}.".lower(): number for number, name in widths["abbreviated"].items()}
            found = {short: str(named["wide"][number]) for short, number in shorts.items()} | found
    found = {name: say for name, say in found.items() if not name[0].isdigit() and len(name) > 3 - (name[-1] != ".")}
    return found | _scales(locale) | _units(locale)


_SCALES = {"1000": "thousand", "1000000": "million", "1000000000": "billion", "1000000000000": "trillion"}
# Numbers that languages count in different ways.
_COUNTS = (1, 2, 5, 1.5, 100)
_CURRENCIES = {"USD": "US dollars", "EUR": "euros", "CNY": "yuan", "JPY": "yen", "GBP": "pounds"}


def _scales(locale: Locale) -> dict[str, str]:
    """The words for thousands, millions and so on."""
    found, widths = dict[str, str](), locale.compact_decimal_formats
    for by_size in (by_size for width in ("long", "short") for by_size in widths.get(width, {}).values()):
        for size, say in _SCALES.items():
            written = by_size[size].pattern if size in by_size else ""
            name = " ".join(re.sub("['.\u200f]", "", written).replace("0", " ", 1).split()).lower()
            if len(name) > 1 and "0" not in name:
                found.setdefault(name, say)
    return found


def _units(locale: Locale) -> dict[str, str]:
    """The words for currencies and for square meters."""
    from babel.numbers import get_currency_name  # noqa: PLC0415, as above
    from babel.units import format_unit  # noqa: PLC0415, as above

    found = dict[str, str]()
    for count in _COUNTS:
        of = {code: get_currency_name(code, count, locale).lower() for code in (*_CURRENCIES, "AUD", "CAD")}
        found |= {of[code]: say for code, say in _CURRENCIES.items()}
        # The word that all dollars share.
        shared = [word for word in of["USD"].split() if all(word in of[code].split() for code in ("AUD", "CAD"))]
        found |= {" ".join(shared): "dollars"} if shared else {}
        area = format_unit(count, "area-square-meter", "long", locale=locale)
        found[re.sub(r"[\d.,\u066b\u0660-\u0669]+", "", area).strip().lower()] = "square meters"
    return found
