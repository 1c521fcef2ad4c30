"""Lines as a reader sees them: how they are joined, cut and mended, how much they say, and what they are alike."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import replace

from ciie.capturing.captures import SourceLine

_WORD = re.compile(r"[^\W\d_][\w’'-]*|\d[\d.,]*")
_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
_SENTENCE_END = re.compile(r"(?<![A-Z])[.!?。！？…][”’\"'）)」』]*\s*$")
_ABBREVIATED = re.compile(
    r"\b(?:Ltd|Inc|Co|Corp|U\.S|No|Int'l|Dr|Mr|Ms|St|vs|etc|Nov|Oct|Dec|Jan|Feb|Aug|Sept?)\.$", re.I
)
# A full stop behind capitals ends a sentence where another one stands before it.
_TWO_SENTENCES = re.compile(r".*[a-zß-ÿ]{3}[.!?]\s+[A-ZÀ-Þ].*[.!?]", re.S)
_ASKED = re.compile(r"[?!？！][”\"’)）]?$")
_SHORTEST_WITH_CREDIT = 60
_CREDIT_AT_END = re.compile(
    r"(.{20,}?[.!?。！？”\"’'])\s*([(（\[]\s*(?:(?:additional\s+)?(?:reporting|writing|editing|compiled)\s+by\b|by\s+(?-i:[A-Z])"
    r"|(?:责任)?编辑|責任編輯|记者|記者|(?:完|ends?|enditem)\s*[)）\]]$|完)[^()（）]{0,200}[)）\]]\.?|Enditem)",
    re.I | re.S,
)
_BARE_NAME = re.compile(r"(?:[-–—•]\s*)?(?P<name>[A-ZÀ-Þ][a-zß-ÿ’'.A-Z-]+(?:\s[A-ZÀ-Þ][a-zß-ÿ’'.A-Z-]*){1,2})")
_GLUED_NAME = re.compile(
    r"(?P<name>[A-Z][a-z]+\s[A-Z][a-z]+?)in\s+(?:Shanghai|Beijing|Hong\sKong|Guangzhou|Shenzhen|Singapore|Tokyo|London)"
)
# Words of menus, sections and titles of papers.
_NO_NAME = re.compile(
    r"\b(?:"
    r"about|africa|agency|america|american|analysis|and|asia|beijing|breaking|business|"
    r"by|china|chinese|coming|commerce|companies|company|contact|culture|daily|day|"
    r"economic|economy|edition|editor|editorial|england|europe|european|events|expo|fair|"
    r"feature|features|finance|first|focus|forum|global|gmt|group|home|hong|import|"
    r"imports|in|industry|insider|international|july|june|kong|latest|law|life|live|"
    r"macau|magazine|market|markets|media|more|morning|national|network|new|news|"
    r"november|october|of|old|on|online|opinion|page|par|photo|photos|politics|por|"
    r"post|press|radio|read|release|report|review|science|section|shanghai|special|share|print|email|mail|"
    r"sports|staff|stories|subscribe|summit|taiwan|tech|technology|the|times|to|today|"
    r"top|trade|travel|tv|united|updated|version|video|videos|view|views|von|watch|"
    r"week|weekly|wire|world|xinhua|you|your"
    r")\b",
    re.I,
)
_BULLET = re.compile(r"^[-*•·●▪■◆▲]\s+")
_BRACKETED = re.compile(r"\[[^\[\]]+\]|\([^()]+\)|（[^（）]+）|【[^【】]+】")
_DANGLING = re.compile(r"\s*(?:[–—|-]|——)\s*$")
# As many letters tell a word of content; "closes" and "closed" have them in common.
_STEM = 5
_QUOTES = {"“": "”", '"': '"', "‘": "’", "「": "」", "『": "』", "'": "'"}
# Extractors put the date they found before the first line: " date 2023-11-08 A headline".
DATE_TOKEN = re.compile(r"(?:date\s+)(?P<date>\d{4}-\d{1,2}(?:-\d{1,2})?)(?:\s+(?P<rest>.*))?", re.I)
# An address and a headline may be pasted above it.
TOKEN_LINES = 4
SOFT_HYPHEN = "\u00ad"
# Ligatures, radicals and compatible characters, which fonts bring into PDFs in place of letters.
_FORMS = re.compile(r"[\ufb00-\ufb06\u2e80-\u2fdf\uf900-\ufaff]")
# Radicals of the supplement that Unicode does not decompose.
_RADICALS = dict(zip(
        "⺄⺊⺌⺎⺔⺖⺘⺝⺟⺠⺥⺩⺬⺮⺯⺶⺹⺼⺾⻁⻄⻅⻆⻈⻉⻋⻌⻑⻒⻓⻔⻖⻗⻘⻙⻚⻛⻜⻝⻟⻢⻣⻤⻥⻦⻧⻨⻩⻬⻮⻰",
        "乙卜小兀㔾忄扌月母民爪王示竹糸羊耂肉艹虎西见角讠贝车辶長镸长门阝雨青韦页风飞食饣马骨鬼鱼鸟卤麦黄齐齿龙",
        strict=True,
))  # fmt: skip
# One or two readings in Latin letters may be the article's own; a page damaged so has one behind most characters.
LEAST_READINGS = 3
# One number in brackets may be anything; an article with notes has several.
LEAST_MARKS = 2
_NOTE_MARK = re.compile(r"(?<=[\w.,;:!?。，”\"%)])\[\d{1,3}\]")
_APOSTROPHE = re.compile(r"(?<=\w)‘(?=\w)")
# What a careless extraction leaves of a tag; prose has no such thing.
_ATTRIBUTE = re.compile(
    r"""(?:<[a-z]{1,10}\s)?\b(?:class|style|href|target|rel|id|src)\s*=\s*(?:"[^"<>]{0,120}"|'[^'<>]{0,120}')\s*/?>?"""
    r"|</?(?:p|div|span|a|br|strong|b|i|em|font)\s*/?>",
    re.I,
)
_READING = re.compile(r"(?<=[\u3400-\u9fff])\s?[(（][a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü]{1,6}[)）]")


def fold_blanks(text: str) -> str:
    """Folds the blanks of a text.

    Args:
        text: The text.

    Returns:
        The text with every run of blanks, also typographic ones, as one blank, and none at its ends.
    """
    return " ".join(text.split())


def plain_letters(text: str) -> str:
    """`text` with ligatures, radicals and compatible forms as the letters they stand for, without soft hyphens."""
    return _FORMS.sub(_plain_form, text.replace(SOFT_HYPHEN, ""))


def count_forms(text: str) -> int:
    """How many characters of `text` stand for other letters."""
    return len(_FORMS.findall(text))


def _plain_form(match: re.Match[str]) -> str:
    return _RADICALS.get(match.group()) or unicodedata.normalize("NFKC", match.group())


def mend(lines: Sequence[SourceLine]) -> tuple[list[SourceLine], tuple[str, ...]]:
    """The lines without the damage that extraction did, and what was mended, in words.

    Opening quotation marks within words become apostrophes; readings put in behind Chinese characters and remains of
    HTML are left out.
    """
    texts = [line.text for line in lines]
    apostrophes, texts = _replaced(_APOSTROPHE, "’", texts)
    pieces, texts = _replaced(_ATTRIBUTE, " ", texts)
    readings, without = _replaced(_READING, "", texts)
    texts = without if readings >= LEAST_READINGS else texts
    marks, without_marks = _replaced(_NOTE_MARK, "", texts)
    texts = without_marks if marks >= LEAST_MARKS else texts
    notes = (
        (marks * (marks >= LEAST_MARKS), "removed the numbers of notes"),
        (apostrophes, "replaced opening quotes inside words with apostrophes"),
        (pieces, "removed pieces of HTML from the text"),
        (readings * (readings >= LEAST_READINGS), "removed readings in Latin letters after Chinese characters"),
    )
    mended = [
        replace(line, text=" ".join(text.split())) for line, text in zip(lines, texts, strict=True) if text.split()
    ]
    return mended, tuple(f"{what} ({count})" for count, what in notes if count)


def _replaced(pattern: re.Pattern[str], by: str, texts: Sequence[str]) -> tuple[int, list[str]]:
    done = [pattern.subn(by, text) for text in texts]
    return sum(count for _, count in done), [text for text, _ in done]


def split_token(lines: list[SourceLine]) -> list[SourceLine]:
    """The lines, one of the first cut in two where it begins with "date 2023-11-08" and goes on."""
    for index, first in enumerate(lines[:TOKEN_LINES]):
        match = DATE_TOKEN.fullmatch(first.text)
        if match is not None:
            token = SourceLine(first.number, first.text[: match.end("date")], after_blank=True)
            rest = [replace(first, text=match["rest"], indent=0)] if match["rest"] else []
            return [*lines[:index], token, *rest, *lines[index + 1 :]]
    return lines


def split_credits(lines: Sequence[SourceLine]) -> list[SourceLine]:
    """The lines, those cut in two that end with who wrote the article in brackets, or with its end mark."""
    split: list[SourceLine] = []
    for line in lines:
        match = _CREDIT_AT_END.fullmatch(line.text) if len(line.text) > _SHORTEST_WITH_CREDIT else None
        split += [line] if match is None else [replace(line, text=part) for part in match.groups()]
    return split


def glued_names(text: str) -> tuple[str, ...]:
    """The names of a byline whose places are glued to them: "Anna Musterin Shanghai and Li Leiin Beijing"."""
    matches = [_GLUED_NAME.fullmatch(part.strip()) for part in re.split(r",|\s*and(?=[A-Z])", text)]
    return tuple(match["name"] for match in matches if match is not None) if all(matches) else ()


def bare_name(text: str) -> str | None:
    """The name of a person that a line consists of, perhaps behind a dash; None where it may be something else."""
    match = _BARE_NAME.fullmatch(text)
    return match["name"] if match is not None and _NO_NAME.search(text) is None else None


def is_sentence(text: str) -> bool:
    """True of a text that ends as a sentence does and is long enough to be one."""
    ended = _SENTENCE_END.search(text) is not None and not _ABBREVIATED.search(text)
    return (ended or _TWO_SENTENCES.fullmatch(text) is not None) and weight(text) >= 7


def weight(text: str) -> float:
    """How much a text says, in words; two Chinese characters count as one.

    Args:
        text: A text in any language.

    Returns:
        A number of words, which may end in a half.
    """
    return len(_WORD.findall(_HAN.sub(" ", text))) + len(_HAN.findall(text)) / 2


def _words_of(text: str) -> frozenset[str]:
    """The words of a text in small letters, and its pairs of Chinese characters, for comparing."""
    han = [text[i : i + 2] for i in range(len(text) - 1) if _HAN.match(text[i]) and _HAN.match(text[i + 1])]
    return frozenset([*(word.lower() for word in _WORD.findall(_HAN.sub(" ", text))), *han])


def shares_words(text: str, others: Iterable[str]) -> bool:
    """True where `text` has a word of content that one of `others` has too, or one that begins as it does."""
    mine = {_stem(word) for word in _words_of(text) if _says_something(word)}
    return any(_stem(word) in mine for other in others for word in _words_of(other) if _says_something(word))


def _stem(word: str) -> str:
    """How a word begins; a Korean one is written on to its ending."""
    return word[: 2 if "\uac00" <= word[:1] <= "\ud7a3" else _STEM]


def _says_something(word: str) -> bool:
    return len(word) >= _STEM - 1 or not word.isascii()


def repeats(text: str, other: str) -> bool:
    """True where `text` says again what `other` says: three quarters of its words, or all but the odd one."""
    mine, theirs = _words_of(text), _words_of(other)
    if not mine:
        return False
    return len(mine & theirs) >= 0.75 * len(mine)


def is_question(text: str) -> bool:
    """True of a text that ends in a question or exclamation mark, as headlines may."""
    return _ASKED.search(text) is not None


def is_bulleted(text: str) -> bool:
    """True of a line that begins with a bullet."""
    return _BULLET.match(text) is not None


def is_bracketed(text: str) -> bool:
    """True of a line that stands in brackets as a whole."""
    return _BRACKETED.fullmatch(text) is not None


def without_bullet(text: str) -> str:
    """A line without the bullet it begins with."""
    return _BULLET.sub("", text)


def deduplicate_caption(text: str) -> str:
    """A caption that stands twice on its line, once; without the number of the picture."""
    bare = re.sub(r"(?<=[\])）】摄])\s*\d$", "", text)
    half = len(bare) // 2
    for middle in (half, half + 1):
        left, right = bare[:middle].strip(), bare[middle:].strip()
        if left == right and len(left) > 8:
            return left
    return bare


def bare_headline(text: str) -> str:
    """A headline without the quotation marks that enclose all of it, and without a dash left hanging."""
    text = _DANGLING.sub("", text).strip()
    closing = _QUOTES.get(text[:1])
    if closing and text.endswith(closing) and text[:1] not in text[1:-1] and closing not in text[1:-1]:
        text = text[1:-1].strip()
    return text


def is_same_headline(left: str, right: str) -> bool:
    """True of two headlines that differ at most in case, blanks and the outlet's name behind them."""
    a, b = (re.sub(r"\W+", "", bare_headline(text)).casefold() for text in (left, right))
    if not a or not b:
        return False
    begins = a.startswith(b) or b.startswith(a)
    return a == b or (min(len(a), len(b)) > 12 and begins and abs(len(a) - len(b)) <= 24)
