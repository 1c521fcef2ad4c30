"""Languages and scripts: their names, their months, the Chinese characters, and characters that mean the same."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from pathlib import Path

# Characters of Chinese, as a range for patterns, and with them the marks and radicals of the scripts beside it.
HAN = r"\u4e00-\u9fff"
EAST_ASIAN = r"\u2e80-\u9fff\uf900-\ufaff"
# What words of other languages mean to the grammars of numbers, dates and editions, a file for each language.
LEXICONS = Path(__file__).parent / "lexicons"
# The grammars read these as they are.
READ = frozenset({"en", "zh"})
# Any of the languages of the press: ISO 639 calls several languages together "mul".
ANY_LANGUAGE = "mul"
# Languages whose names of months are told apart; Croatian calls October what Polish calls November.
_PRESS = ("en", "de", "fr", "es", "it", "pt", "ru", "nl", "pl", "tr", "id", "vi", "ro", "sv")
# What the press writes and CLDR does not.
_SHORTER = {"ноя": 11, "сен": 9, "сент": 9, "фев": 2}
_ANY_HAN = re.compile(f"[{HAN}]")
_PLAIN = {ord(old): new for old, new in zip("’‘\u3000\n（）\u2010\u2011", "''  ()--", strict=True)}
_PLAIN |= dict.fromkeys((0xA0, 0x202F, *range(0x2005, 0x200A)), " ")
# Full-width letters.
_PLAIN |= {number: chr(number - 0xFEE0) for first in "Ａａ" for number in range(ord(first), ord(first) + 26)}
_WIDE_DIGITS = str.maketrans("０１２３４５６７８９．", "0123456789.")
_ANY_WIDE = re.compile("[０-９]")
_WIDE_COMMA = re.compile("(?<=[０-９])，(?=[０-９]{3}(?![０-９]))")
# Blanks that do not break a line, and apostrophes, stand between thousands as commas do.
_JOINTS = "\u00a0\u2005\u2006\u2007\u2008\u2009\u202f'’"
_THOUSANDS = re.compile(rf"(?<![\d.,{_JOINTS}])\d{{1,3}}(?:[{_JOINTS}]\d{{3}})+(?![\d{_JOINTS}]\d|\d)")
# Behind words that ask for a number blanks part thousands, and a point before three zeros: over 3 600 firms, 150.000.
_ROUND = re.compile(
    r"(?<=\b(?:over|than|some|from)\s)\d{1,3}(?: \d{3})+(?=\s[a-z])|(?<=\b(?:about)\s)\d{1,3}(?: \d{3})+(?=\s[a-z])"
    r"|(?<=\bup\sto\s)\d{1,3}(?: \d{3})+(?=\s[A-Za-z])|(?<![\d.,])\d{1,3}\.000(?![\d.,%]|\s?(?:%|per))",
    re.I,
)
_ANY_JOINT = re.compile(rf"(?<=\d)[{_JOINTS}]\d")
_ANY_ROUND = re.compile(r"\d[ .]\d\d\d")


def is_read(language: str) -> bool:
    """True where numbers in words are read in `language`: English, Chinese and the languages of lexicons/.

    Args:
        language: The language's code, with or without a script or a country.

    Returns:
        False also where nobody knows the language.
    """
    code = language.partition("-")[0].lower()
    return code in READ or (LEXICONS / f"{code}.yml").is_file()


def has_han(text: str) -> bool:
    """True where `text` has a Chinese character.

    Args:
        text: Any text.

    Returns:
        False for Japanese or Korean without Chinese characters, and for Chinese punctuation alone.
    """
    return not text.isascii() and _ANY_HAN.search(text) is not None


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
        language: The code of the language, with or without a script or a country; "mul" for any of the press.

    Returns:
        The names in small letters, each with the number of its month; none where the language is not known.
    """
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415, 0.05 s that most records need not wait
    from babel.dates import get_month_names  # noqa: PLC0415, as above

    if language == ANY_LANGUAGE:
        tables = [month_names(code) for code in reversed(_PRESS)]
        return {name: number for table in (*tables, _SHORTER) for name, number in table.items()}
    try:
        locale = Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        return {}
    widths = (get_month_names(width, locale=locale) for width in ("wide", "abbreviated"))
    named = ((table[number].rstrip("."), number) for table in widths for number in range(1, 13))
    return {name.lower(): number for name, number in named if name}


@cache
def weekday_names(language: str) -> dict[str, int]:
    """Lists the full names of the days of the week in English and in a language.

    Args:
        language: The code of the language, with or without a script or a country.

    Returns:
        The names in small letters, each with its number: 0 for Monday; in Chinese also 周日 and 礼拜日.
    """
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415, as above
    from babel.dates import get_day_names  # noqa: PLC0415, as above

    named: dict[str, int] = {}
    for code in ("en", language):
        try:
            names = get_day_names("wide", locale=Locale.parse(code, sep="-"))
        except (UnknownLocaleError, ValueError):
            continue
        named |= {name.lower(): number for number, name in names.items()}
    chinese = {name: number for name, number in named.items() if name.startswith("星期")}
    other = (
        (name.replace("星期", before), number) for name, number in chinese.items() for before in ("周", "週", "礼拜")
    )
    return named | dict(other)


@cache
def _names() -> dict[str, str]:
    from babel import Locale  # noqa: PLC0415, as above

    return {str(code): str(name) for code, name in Locale("en").languages.items()}


@cache
def _codes() -> dict[str, str]:
    return {name.casefold(): code for code, name in _names().items() if len(code) == 2}


@lru_cache(maxsize=256)
def fold(text: str) -> str:
    """`text` with typographic apostrophes, blanks, brackets, digits and line ends as plain ones; its length stays.

    Traditional Chinese characters become simplified ones, in which the vocabulary has its names.

    Args:
        text: Any text.

    Returns:
        A text of the same length, so that places in one are places in the other; its case stays.
    """
    if text.isascii():
        return text.replace("\n", " ")
    text = plain_digits(text)
    return text.translate(_folding() if has_han(text) else _PLAIN)


def traditional_forms(characters: Iterable[str]) -> dict[str, str]:
    """The Traditional characters that `fold` reads as one of `characters`, each with the one it is read as.

    Args:
        characters: Simplified characters.

    Returns:
        By Traditional character the simplified one; empty where none is read as one of `characters`.
    """
    wanted = set(characters)
    return {chr(number): new for number, new in _folding().items() if new in wanted} if wanted else {}


def plain_digits(text: str) -> str:
    """`text` with full-width digits as plain ones and commas between thousands; its length stays."""
    if not text.isascii() and _ANY_WIDE.search(text):
        text = _WIDE_COMMA.sub(",", text).translate(_WIDE_DIGITS)
    text = _THOUSANDS.sub(_with_commas, text) if _ANY_JOINT.search(text) else text
    return _ROUND.sub(_with_commas, text) if _ANY_ROUND.search(text) else text


def _with_commas(match: re.Match[str]) -> str:
    return re.sub(f"[{_JOINTS} .]", ",", match.group())


@cache
def _folding() -> dict[int, str]:
    """Each character that folding changes; OpenCC knows which simplified one stands for a traditional one."""
    import opencc  # noqa: PLC0415, texts without Chinese do not need its tables

    converter = opencc.OpenCC("t2s")
    pairs = ((number, converter.convert(chr(number))) for number in range(0x4E00, 0xA000))
    return {**{number: new for number, new in pairs if len(new) == 1 and new != chr(number)}, **_PLAIN}


# The words that most texts of a language have most of.
_COMMON = {
    code: frozenset(words.split())
    for code, words in (
        ("en", "the of and to in a is for that with on as was by at from has its are will"),
        ("fr", "le la les des et en un une du que pour dans est sur au par plus avec"),
        ("de", "der die das und in den von zu mit ist des auf für im dem nicht ein eine"),
        ("es", "el la los las de y en que un una del por con para es se al su"),
        ("it", "il la di e che in un una per con del della dei sono gli le al si"),
        ("pt", "o a os as de e que em um uma do da para com por no na se dos"),
        ("nl", "de het een en van in op te dat voor met zijn is aan bij door naar ook"),
        ("pl", "i w z na do się że jest nie oraz dla od po o za przez przy jak"),
        ("hr", "i u je na se da za su od s će koji te o iz kao ili do"),
        ("cs", "a v se na je že s z do o to pro jsou které od za"),
        ("hu", "a az és hogy nem is egy meg van volt ez mint"),
        ("ro", "de în și a la cu pe din care că o pentru este sunt mai"),
        ("sv", "och i att det som en på är av för med den till har ett om"),
        ("tr", "ve bir bu için ile olarak da de olan en çok daha kadar gibi sonra her"),
        ("id", "yang dan di dari untuk dengan pada ini itu dalam akan ke oleh telah para"),
        ("fil", "ang ng sa mga na at ay ni para isang nito kay kanilang rin"),
        ("sw", "ya wa na kwa katika la za cha ni kutoka hiyo pia yake wake"),
        ("vi", "và của các trong cho với được là có tại những một đã từ"),
    )
}
# Letters beyond ASCII that a language writes.
_ACCENTED = {
    code: frozenset(letters)
    for code, letters in (
        ("fr", "éèêàçùûîôœëï"),
        ("de", "äöüß"),
        ("es", "áéíóúñ¿¡"),
        ("pt", "ãõçáéíóúâêô"),
        ("pl", "ąćęłńóśźż"),
        ("tr", "çğıöşü"),
        ("vi", "ăâđêôơưạảấầẩẫậắằặẹẻẽếềểễệỉịọỏốồổộớờởợụủứừửữựỳỵ"),
        ("cs", "áčďéěíňóřšťúůýž"),
        ("hu", "áéíóöőúüű"),
        ("hr", "čćđšž"),
        ("ro", "ăâîșțşţ"),
        ("sv", "åäö"),
    )
}
# Shares of letters in a script above which a text is in its language; a quoted name stays below.
_SCRIPTS = (
    ("ja", 0.05, "\u3040", "\u30ff"),
    ("ko", 0.2, "\uac00", "\ud7af"),
    ("ru", 0.4, "\u0400", "\u04ff"),
    ("ar", 0.4, "\u0600", "\u06ff"),
    ("th", 0.4, "\u0e00", "\u0e7f"),
    ("el", 0.4, "\u0370", "\u03ff"),
    ("he", 0.4, "\u0590", "\u05ff"),
    ("hi", 0.4, "\u0900", "\u097f"),
)
# Persian has letters that Arabic lacks, Ukrainian some that Russian lacks.
_OWN_LETTERS = (("ar", "fa", frozenset("پچژگ")), ("ru", "uk", frozenset("іїєґ")))
_LEAST_HAN, _LEAST_WORDS, _LEAST_TRADITIONAL, _LEAST_OWN = 0.2, 0.08, 0.1, 0.01


def language_of(text: str) -> str | None:
    """Tells the language that a text is in, by its letters and its commonest words.

    Args:
        text: The text; a few sentences are enough.

    Returns:
        The code of the language, "zh-Hant" for Chinese in traditional characters; None where it cannot be told.
    """
    letters = [c for c in text if c.isalpha()]
    if not letters:
        return None
    for code, least, first, last in _SCRIPTS:
        if sum(first <= c <= last for c in letters) > len(letters) * least:
            return _with_own_letters(code, letters)
    han = [c for c in letters if has_han(c)]
    if len(han) > len(letters) * _LEAST_HAN:
        return "zh-Hant" if _is_traditional(han) else "zh"
    return _by_words(text)


def _with_own_letters(code: str, letters: Sequence[str]) -> str:
    for base, other, own in _OWN_LETTERS:
        if code == base and sum(c in own for c in letters) > len(letters) * _LEAST_OWN:
            return other
    return code


def _by_words(text: str) -> str | None:
    words = re.findall(r"[^\W\d_]+", text.lower())
    counts = {code: sum(word in common for word in words) for code, common in _COMMON.items()}
    best = max(counts, key=lambda code: counts[code])
    return best if counts[best] > _LEAST_WORDS * len(words) else _by_accents(text.lower())


def _by_accents(text: str) -> str | None:
    """The language that has the letters of a short text which no word tells, where only one has most of them."""
    counts = sorted(((sum(c in own for c in text), code) for code, own in _ACCENTED.items()), reverse=True)
    is_told = counts[0][0] > counts[1][0] and counts[0][0] > _LEAST_OWN * len(text)
    return counts[0][1] if is_told else None


def _is_traditional(han: Sequence[str]) -> bool:
    text = "".join(han)
    changed = sum(a != b for a, b in zip(text, fold(text), strict=True))
    return changed > _LEAST_TRADITIONAL * len(text)
