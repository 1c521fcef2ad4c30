"""What a page prints of its article's publication, in the lines beside the headline.

Pages mix date, source and names in every order and often without blanks: "Source:Xinhua Published: 2018/5/29
11:35:12", "By A in Shanghai | Paper | Updated: …", "2023-11-05 19:23 来源：…责任编辑：…". So a line is cut at its key
words and at its bars; what no key word claims is its residue, and a line with much residue is no imprint.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from pathlib import Path

from ciie.capturing.captures import Imprint, SourceLine
from ciie.model.values import PartialDate, partial_date
from ciie.text.dates import find_dates
from ciie.text.languages import ANY_LANGUAGE, EAST_ASIAN, HAN, month_names
from ciie.text.patterns import Pattern, any_of, read_patterns

# In characters, and in words beside the imprint: a line that says more is text. Chosen, not measured.
LONGEST = 240
MOST_RESIDUE_WORDS = 4
_WORD = re.compile(rf"(?:(?![{EAST_ASIAN}])[^\W\d_]|[’'])+")
FILE = Path(__file__).with_name("imprint_patterns.yml")


class ImprintWord(StrEnum):
    """What a word of an imprint line announces, or that it says nothing that is missed."""

    SOURCE = "source"
    AUTHOR = "author"
    EDITOR = "editor"
    DATE = "date"
    UPDATED = "updated"
    SPENT = "spent"
    BUTTON = "button"


_BY = re.compile(
    r"^[-–—\s(（\[]*(?:(?:(?:reportage|texte?|articolo|testo|reportaje|texto|reportagem|bericht)\s+(?:par|von|di|de|por|by)|by)"
    r"|(?-i:Von|Par|Por|Di|De|Oleh|Od|Автор))(?:\s*[:：])?\s+(?=[^\W\d_])",
    re.I,
)
_BARS = re.compile(r"\s*[|｜·•／]\s*|\s{2,}|\s+[-–—/]\s+|[()（）\[\]【】《》]")
_PLACE = re.compile(r"\s+in\s+[A-Z][\w’' -]+(?:,\s*[A-Z][\w’' -]+)*$")
_AND = re.compile(r"\s*(?:,|，|、|;|；|&|\band\b|\s+与\s+|\s+和\s+|/)\s*")
_NAME = re.compile(r"[^\W\d_][\w'’.·•-]*(?:\s+[^\W\d_][\w'’.·-]*){0,4}")
# Counters of a page that follow a name: 某报 点击数.
_SPENT_BEHIND = re.compile(r"\s+(?:点击|浏览|阅读|评论|分享)[数量次率]?$")
# A day written with dots begins with the day of the month, and so does one with dashes beside a clock of 24 hours; else
# it does where the month cannot come first.
_DAY_FIRST = re.compile(
    r"(?<![\d./-])(?:(?P<d>\d{1,2})\.(?P<m>0?[1-9]|1[0-2])\.(?P<y>20\d\d)"
    r"|(?P<e>1[3-9]|2\d|3[01])(?P<mark>[/-])(?P<n>0?[1-9]|1[0-2])(?P=mark)(?P<z>20\d\d)"
    r"|(?P<f>0?[1-9]|1[0-2])-(?P<o>0?[1-9]|1[0-2])-(?P<x>20\d\d)(?=[\s,|]{1,3}\d{1,2}:\d\d(?!(?::\d\d)?\s?[ap]\.?m)))(?!\d)",
    re.I,
)
# Of 5/11/2023 the language of the line tells which number is the day; English is written both ways.
_EITHER_DAY = re.compile(r"(?<![\d./])(?P<d>0?[1-9]|1[0-2])/(?P<m>0?[1-9]|1[0-2])/(?P<y>20\d\d)(?!\d)")
_DAYS_COME_FIRST = re.compile(
    r"\b(?:veröffentlicht|aktualisiert|erstellt|stand|publi[ée]e?|mis(?:e)?\s+à\s+jour|publicad[oa]|actualizad[oa]|fecha"
    r"|pubblicat[oa]|aggiornat[oa]|atualizad[oa]|gepubliceerd|opublikowan[oey]|dodano|đăng|ngày|опубликовано|дата)\b",
    re.I,
)
# The month's name between year and day, or day and year: 2021-November-11, 08-Nov-2020.
_NAMED_MONTH = re.compile(
    r"\b(?:(?P<y>20\d\d)-(?P<m>[A-Z][a-z]{2,8})-(?P<d>\d{1,2})|(?P<e>\d{1,2})-(?P<n>[A-Z][a-z]{2,8})-(?P<z>20\d\d))\b"
)
# Numbers in an address are no date that the page prints.
_WEB = re.compile(r"https?://\S+")
_ADDRESS = re.compile(r"\S+@\S+|https?://\S+|\b[\w-]+(?:\.[\w-]+)*\.(?:com|cn|net|org)\b")
# What stands before and behind the names of a byline: "Xinhua writer A. Muster", "A. Muster Print".
_CALLED = re.compile(
    r"^(?:[A-Z]\w+\s+)?(?:staff\s+)?(?:writers?|reporters?|correspondents?|journalists?)\s+(?=[A-Z])|\s+Print$"
)


_TIME = r"(?:\d{1,2}[:：]\d{2}(?:[:：]\d{2})?\s*(?:[ap]\.?m\.?\b)?|\d{1,2}\s*[ap]m\b)"
_ZONE = (
    r"(?:\s*(?:\(?(?:UTC|GMT|BJT|SGT|HKT|CST|EST|EDT|PST|ET)\)?(?:[+-]\d{1,2}(?::?\d{2})?)?|Beijing "
    r"time)\b|Z|[+-]\d{2}:?\d{2}\b)?"
)
_WEEKDAY_BEFORE = r"(?:\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?[.,]*\s+)?"
_PARTICLE = re.compile(r"(?:de|del|della|di|da|la|le|van|von|al|el|bin|ibn)[\s-]")
_CLOCK = re.compile(_TIME)
# A person beside a date, where no word says so: "Anna Muster 2 hours ago", "한모 기자", "Anna Muster, Reporter".
_BESIDE_A_DATE = re.compile(
    r"(?P<name>[A-Z][\w’'-]+(?:\s[A-Z][\w’'.-]*){1,2})\s+\d+\s+(?:minute|hour|day|week|month|year)s?\s+ago"
    r"|(?P<korean>[\uac00-\ud7a3]{2,4})\s*(?:기자|특파원)|(?P<only>[A-Z][a-z]+\s[A-Z][a-z]+)(?=\s*$)"
)
_TIME_BEFORE = re.compile(rf"(?:{_TIME}{_ZONE}[\s,，|]*)?{_WEEKDAY_BEFORE}$", re.I)
_TIME_AFTER = re.compile(rf"[T\s,，|]*(?:(?:at|on)\s+)?{_TIME}(?:\.\d+)?{_ZONE}", re.I)


@dataclass(frozen=True, slots=True)
class Stamp:
    """A date printed in full: characters `start` to `end` of a line, its time of day included."""

    date: PartialDate
    start: int
    end: int


def find_stamps(text: str) -> Iterator[Stamp]:
    """Finds the dates that are printed in full, such as 2023-11-16 10:22:54 or Nov. 5, 2023.

    Args:
        text: A line of a page.

    Yields:
        The dates from left to right, each with its time of day; a day that does not exist is left out, and so are
        several days together.
    """
    text = _WEB.sub(lambda match: " " * len(match.group()), text)
    text = _DAY_FIRST.sub(_year_first, _NAMED_MONTH.sub(_with_number, text))
    for found in find_dates(text, ANY_LANGUAGE):
        # A month is a date of publication in Chinese only; in an English line it is part of a name.
        is_full = found.year is not None and (len(found.days) == 1 or "月" in text[found.start : found.end])
        date = partial_date(found.year or 0, found.month, *found.days) if is_full and len(found.days) < 2 else None
        if date is not None:
            before = _TIME_BEFORE.search(text, max(0, found.start - 40), found.start)
            after = _TIME_AFTER.match(text, found.end)
            yield Stamp(date, before.start() if before else found.start, after.end() if after else found.end)


def _year_first(match: re.Match[str]) -> str:
    """The same day as ISO writes it, in as many characters."""
    found = {name: value for name, value in match.groupdict().items() if value}
    year, month, date = (next(found[name] for name in names if name in found) for names in ("yzx", "mno", "def"))
    return f"{year}-{month}-{date}"


def _with_number(match: re.Match[str]) -> str:
    """The same day with the number of its month, in as many characters."""
    found = match.groupdict()
    month = month_names("en").get(str(found["m"] or found["n"]).lower())
    day = f"{found['y'] or found['z']}-{month:02}-{found['d'] or found['e']}" if month else match.group()
    return day.ljust(len(match.group()))


def first_date(text: str) -> PartialDate | None:
    """The first full date of `text`, such as an attribute of a page's head.

    Args:
        text: A line, or a value of a page's head.

    Returns:
        A day or, in Chinese only, a month; None where no date has its year.
    """
    return next((stamp.date for stamp in find_stamps(text)), None)


def imprint_patterns() -> tuple[Pattern, ...]:
    """The patterns of imprint_patterns.yml, in the order of the file."""
    return read_patterns(FILE, ImprintWord, None, (("HANS", HAN), ("HAN", f"[{HAN}]")))


def parse_imprint(line: str) -> Imprint | None:
    """What `line` says of its article's publication; None where it says nothing or says much besides."""
    if len(line) > LONGEST:
        return None
    line = _any(ImprintWord.BUTTON).sub(" ", line)
    line = _EITHER_DAY.sub(_year_first, line) if _DAYS_COME_FIRST.search(line) else line
    stamps = list(find_stamps(line))
    keys = list(_keys().finditer(line))
    by = _BY.match(line)
    if not (stamps or keys or by):
        return None
    parts = _ImprintParts()
    for field, text in _segments(line, keys, by):
        parts.take(field, text, list(find_stamps(text)))
    imprint = parts.imprint()
    # 10/11/2024 is one of two days; the line is an imprint all the same.
    says = imprint.sources or imprint.authors or imprint.editors or (keys and _EITHER_DAY.search(line))
    if not (stamps or says):
        return None
    words = len(_WORD.findall(imprint.residue)) + len(re.findall(f"[{EAST_ASIAN}]", imprint.residue)) // 2
    return imprint if words <= MOST_RESIDUE_WORDS else None


def split_headline(lines: list[SourceLine]) -> list[SourceLine]:
    """The lines, one of the first cut in two where headline and imprint share it; a breadcrumb before it is cut off."""
    for index, line in enumerate(lines[:6]):
        parts = None if parse_imprint(line.text) is not None else _split_line(line.text)
        if parts is None:
            continue
        *crumbs, head = re.split(r"\s*(?:>|»|›)\s*", parts[0])
        trail = [replace(line, text=" > ".join(crumbs) + " >")] if crumbs else []
        return [*lines[:index], *trail, replace(line, text=head), replace(line, text=parts[1]), *lines[index + 1 :]]
    return lines


def _split_line(line: str) -> tuple[str, str] | None:
    """A headline and the imprint behind it on one line, apart; None where the line is not made of the two."""
    if len(line) > LONGEST + LONGEST:
        return None
    for key in _keys().finditer(line):
        head, tail = _without_stamp(line[: key.start()].strip(" |·•-–—"), line[key.start() :])
        imprint = parse_imprint(tail)
        if imprint is not None and len(head) >= 8 and not imprint.residue and (imprint.published or imprint.sources):
            return head, tail
    dated = _IN_BRACKETS.search(line)
    if dated is not None and dated.start() >= 8:
        return line[: dated.start()].strip(), dated["day"]
    head, tail = _without_stamp(line, "")
    return (head, tail) if len(head) >= 8 and _CLOCK.search(tail) else None


# A day in brackets at the end of a headline: 輸入博が閉幕(2020/11/11).
_IN_BRACKETS = re.compile(r"\s*[(（](?P<day>20\d\d[/.年-]\d{1,2}[/.月-]\d{1,2}日?)[)）]\s*$")


def _without_stamp(head: str, tail: str) -> tuple[str, str]:
    """A headline without the date at its end, which goes before what follows it."""
    stamp = next(reversed(list(find_stamps(head))), None)
    if stamp is None or stamp.end < len(head.rstrip(" |·•-–—")):
        return head, tail
    return head[: stamp.start].strip(" |·•-–—"), f"{head[stamp.start :]} {tail}".strip()


def split_names(text: str) -> tuple[str, ...]:
    """The names of people that `text` lists, capitals put right, places and addresses left out.

    Args:
        text: What stands behind "By" or its like.

    Returns:
        Each name once, in the order of the text; none where nothing looks like a name.
    """
    text = _PLACE.sub("", _CALLED.sub("", _ADDRESS.sub("", text).strip()).strip(" .。|()（）[]【】"))
    spaced = re.sub(rf"(?<=[{HAN}])\s+(?=[{HAN}])", "、", text)
    if re.fullmatch(rf"[{HAN}]、[{HAN}]{{1,2}}", spaced):
        spaced = spaced.replace("、", "")
    names = (_PLACE.sub("", part).strip(" .-–—:：'’") for part in _AND.split(spaced))
    named = (name for name in names if _NAME.fullmatch(name) and _has_capital(name) and 1 < len(name) <= 60)
    return tuple(dict.fromkeys(map(_cased, named)))


@cache
def _keys() -> re.Pattern[str]:
    """What finds a key word; the group that matched is the field that it announces."""
    keys = [known for known in imprint_patterns() if known.does not in {ImprintWord.SPENT, ImprintWord.BUTTON}]
    return re.compile("|".join(f"(?P<{key.does}>{key.expression.pattern})" for key in keys), re.I)


@cache
def _any(does: ImprintWord) -> re.Pattern[str]:
    return re.compile(any_of(known for known in imprint_patterns() if known.does == does), re.I)


def _has_capital(name: str) -> bool:
    """True of a name that begins with a capital, or in letters that know none; "revised policy" is no name."""
    return not name[0].islower() or _PARTICLE.match(name) is not None


def _cased(name: str) -> str:
    """A name printed in capitals as a name is written: LI Linxu and ZHONG NAN as Li Linxu and Zhong Nan."""
    return " ".join(word.title() if word.isupper() and len(word) > 1 else word for word in name.split())


def _segments(
    line: str, keys: list[re.Match[str]], by: re.Match[str] | None
) -> Iterator[tuple[ImprintWord | None, str]]:
    """The line cut at its key words, each piece with the field that its key word announces."""
    edges = [key.start() for key in keys] + [len(line)]
    start = by.end() if by else 0
    if start < edges[0]:
        yield (ImprintWord.AUTHOR if by else None), line[start : edges[0]]
    for key, end in zip(keys, edges[1:], strict=True):
        yield ImprintWord(str(key.lastgroup)), line[key.end() : end]


class _ImprintParts:
    """Gathers an imprint from the pieces of its line."""

    def __init__(self) -> None:
        self.dates: dict[ImprintWord, list[PartialDate]] = {ImprintWord.DATE: [], ImprintWord.UPDATED: []}
        self.names: dict[ImprintWord, list[str]] = {
            ImprintWord.SOURCE: [],
            ImprintWord.AUTHOR: [],
            ImprintWord.EDITOR: [],
        }
        self.residue: list[str] = []

    def take(self, field: ImprintWord | None, text: str, stamps: list[Stamp]) -> None:
        """Adds one piece: its dates, then what stands first in it as the field's value, the rest by its look."""
        dated = ImprintWord.UPDATED if field is ImprintWord.UPDATED else ImprintWord.DATE
        self.dates[dated] += [stamp.date for stamp in stamps]
        for stamp in reversed(stamps):
            text = f"{text[: stamp.start]} | {text[stamp.end :]}"
        pieces = [piece.strip(" :：,，;；-–—.。") for piece in _BARS.split(text)]
        pieces = [piece for piece in pieces if piece and _any(ImprintWord.SPENT).sub("", piece)]
        if field in self.names and pieces:
            value = _SPENT_BEHIND.sub("", pieces.pop(0))
            self.names[field] += [value] if field is ImprintWord.SOURCE else split_names(value)
        for piece in pieces:
            person = _BESIDE_A_DATE.fullmatch(piece) if stamps else None
            if person is not None and not self.names[ImprintWord.AUTHOR]:
                self.names[ImprintWord.AUTHOR] += split_names(person["name"] or person["korean"] or person["only"])
                continue
            by = _BY.match(piece)
            names = split_names(piece[by.end() :]) if by is not None else ()
            self.names[ImprintWord.AUTHOR] += names
            # A sentence may begin with the word that stands before a name: "De beurs" in Dutch.
            self.residue += [] if names else [piece]

    def imprint(self) -> Imprint:
        """The line as gathered."""
        return Imprint(
            published=tuple(self.dates[ImprintWord.DATE]),
            updated=tuple(self.dates[ImprintWord.UPDATED]),
            sources=tuple(self.names[ImprintWord.SOURCE]),
            authors=tuple(dict.fromkeys(self.names[ImprintWord.AUTHOR])),
            editors=tuple(dict.fromkeys(self.names[ImprintWord.EDITOR])),
            residue=" | ".join(self.residue),
        )
