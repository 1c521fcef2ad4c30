"""The types of values, each declared once: how it is read, its JSON Schema, its noun in messages, and an example."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from typing import Any
from urllib.parse import quote

from ciie.model.kinds import Explained
from ciie.model.problems import Reading, fault, miswritten, quoted
from ciie.model.records import EditionSpan, parse_span
from ciie.model.suggestions import choices, joined
from ciie.model.values import LONGEST_NAME, WEB_ADDRESS, PartialDate, kebab, parse_date, parse_url
from ciie.reading.keys import Shape, ValueType, text
from ciie.reading.yaml_trees import Node, Scalar
from ciie.text.languages import language_code

LONGEST_ID = 120


@dataclass(frozen=True, slots=True)
class _Fault:
    """How a text is refused that is not of the form asked for: what it is not, and what to do."""

    rule: str
    noun: str
    hint: str


def _parsed(parse: Callable[[str], Any], shape: Shape, example: str, otherwise: _Fault) -> ValueType:
    """What `parse` makes of a text of `shape`; where it gives None, the fault `otherwise`."""
    as_text = text()

    def convert(node: Node) -> Reading[Any]:
        reading = as_text(node)
        value = parse(reading.value) if reading.value is not None else None
        if reading.value is None or value is not None:
            return Reading(value, reading.problems if reading.value is None else ())
        return fault(node.place, otherwise.rule, f"{quoted(reading.value)} is not {otherwise.noun}", otherwise.hint)

    return ValueType(convert, shape, example)


def _formed(form: str, example: str, otherwise: _Fault) -> ValueType:
    """A text of the form `form`, a regular expression, as it is written."""
    fits = re.compile(form, re.ASCII).fullmatch
    shape = {"type": "string", "pattern": f"^{form}$"}
    return _parsed(lambda value: value if fits(value) else None, shape, example, otherwise)


def _before(special: Callable[[Scalar], Reading[Any] | None], usual: ValueType) -> ValueType:
    """`usual`, but for texts of which `special` knows more than that they are wrong."""

    def convert(node: Node) -> Reading[Any]:
        known = special(node) if isinstance(node, Scalar) else None
        return usual(node) if known is None else known

    return replace(usual, convert=convert)


_LEAP_DAY = r"(?:(?:19|20)(?:0[48]|[2468][048]|[13579][26])|2000)-02-29"
_DAY = (
    r"\d{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\d|30)|02-(?:0[1-9]|1\d|2[0-8]))"
)
_DATES = (rf"(?:{_DAY}|{_LEAP_DAY})", r"\d{4}-(?:0[1-9]|1[0-2])", r"\d{4}")
_OUR_TIMES = "(?=19|20)"


def date(spans: bool = False) -> ValueType:
    """A `PartialDate`, a day, month or year from 1900 to 2099; with `spans`, also two of one kind joined by a slash."""
    hint = "write a date that exists, as 2023-11-05, 2023-11 or 2023"
    hint += ", or two of them as 2023-11-05/2023-11-10" if spans else ""

    def parse(value: str) -> PartialDate | None:
        return parse_date(value) if spans or "/" not in value else None

    forms = (f"{_OUR_TIMES}{form}(?:/{_OUR_TIMES}{form})?" if spans else f"{_OUR_TIMES}{form}" for form in _DATES)
    shape = {"type": ["string", "integer"], "minimum": 1900, "maximum": 2099, "pattern": f"^(?:{'|'.join(forms)})$"}
    return _parsed(parse, shape, "2023-11-05", _Fault("bad-date", "a date", hint))


_NUMBER = re.compile(r"^-?\d{1,18}(?:\.\d{1,9})?(?:[eE]\+?\d{1,2})?$", re.ASCII)
# A number with commas, and what stands behind it that does not change its value.
_WITH_WORD = re.compile(
    r"(?P<number>\d{1,6}(?:\.\d{1,6})?) ?(?P<word>thousand|million|billion|trillion|[万亿])", re.ASCII
)
_POWERS = {"thousand": 3, "万": 4, "million": 6, "亿": 8, "billion": 9, "trillion": 12}
_WITH_COMMAS = re.compile(r"(?P<number>\d{1,3}(?:,\d{3}){1,5}(?:\.\d{1,9})?)(?P<rest>\s*[+%~]?)", re.ASCII)
_ELSEWHERE = "the unit and other words go elsewhere"


def number() -> ValueType:
    """A `Decimal`; one that is written with commas, or as 78.41 billion, is a fault, and is read as what it means."""

    def parse(value: str) -> Decimal | None:
        return Decimal(value) if _NUMBER.fullmatch(value) and value != "-0" else None

    def with_commas(node: Scalar) -> Reading[Decimal] | None:
        words = _WITH_WORD.fullmatch(node.text)
        if words is not None:
            meant = f"{words['number']}e{_POWERS[words['word']]}"
            return Reading(Decimal(meant), (miswritten(node.place, f"{node.text} has a word", meant),))
        match = _WITH_COMMAS.fullmatch(node.text)
        if match is None:
            return None
        plain = match["number"].replace(",", "")
        if match["rest"]:
            message = f"{quoted(node.text)} is not a number"
            return fault(node.place, "bad-number", message, f"write {plain}; {_ELSEWHERE}")
        found = miswritten(node.place, f"the number {node.text} has commas", plain)
        return Reading(Decimal(plain), (found,))

    shape = {"type": ["number", "string"], "pattern": _NUMBER.pattern}
    otherwise = _Fault("bad-number", "a number", f"write digits, such as 3486, 0.5 or 78.41e9; {_ELSEWHERE}")
    return _before(with_commas, _parsed(parse, shape, "3486", otherwise))


# Words for the units that the vocabulary writes in signs.
_SIGNS = {
    "m2": ("square metre", "square metres", "square meter", "square meters", "sq m", "sqm", "m²", "㎡", "平方米"),
    "USD": ("us dollar", "us dollars", "u.s. dollars", "us$", "美元"),
    "CNY": ("yuan", "rmb", "renminbi", "人民币"),
    "%": ("percent", "per cent"),
}
_SIGN_OF = {word: sign for sign, words in _SIGNS.items() for word in words}


def unit() -> ValueType:
    """The unit of a figure; a word for a sign is a fault, and is read as the sign."""

    def in_words(node: Scalar) -> Reading[str] | None:
        sign = _SIGN_OF.get(node.text.casefold())
        if sign is None:
            return None
        message = f"the unit {quoted(node.text)} is written {sign} here"
        return Reading(sign, (miswritten(node.place, message, sign),))

    return _before(in_words, text(80))


_ORDINAL = re.compile(r"^[1-9]\d?$", re.ASCII)


def ordinal() -> ValueType:
    """A whole number from 1 to 99."""
    shape = {"type": ["integer", "string"], "minimum": 1, "maximum": 99, "pattern": _ORDINAL.pattern}
    otherwise = _Fault("bad-number", "a number", "write 6")
    return _parsed(lambda value: int(value) if _ORDINAL.fullmatch(value) else None, shape, "6", otherwise)


# Names that pages of the site have beside those of records and entries: indexes, their parts, and years of articles.
PAGE_NAMES = r"(?:index|by-country|by-kind|by-letter)(?:-\d+)?(?:-part-\d+)?|group-[a-z]+|\d{4}-part-\d+"


def identifier(longest: int = LONGEST_NAME) -> ValueType:
    """An id in kebab case."""

    def hint(words: str) -> str:
        return f"write {kebab(words) or 'small letters and digits joined by single hyphens'}"

    shape = {"type": ["string", "integer"], "minimum": 0}
    return _id("[a-z0-9]+(?:-[a-z0-9]+)*", longest, shape, "free-trade-zones", hint)


def record_identifier() -> ValueType:
    """The id of a record; it begins with the year of its date at least, so that no year's page can have it."""
    example = "2023-11-05-shine-old-words"
    form, shape = r"\d{4}(?:-\d{2}){0,2}(?:-[a-z0-9]+)+", {"type": "string"}
    return _id(form, LONGEST_ID, shape, example, lambda _: f"write date, outlet and a few words: {example}")


def _id(form: str, longest: int, shape: Shape, example: str, hint: Callable[[str], str]) -> ValueType:
    form, as_text = f"^(?!(?:{PAGE_NAMES})$){form}$", text()
    fits = re.compile(form).match

    def convert(node: Node) -> Reading[str]:
        reading = as_text(node)
        if reading.value is None or (fits(reading.value) and len(reading.value) <= longest):
            return reading
        if re.fullmatch(PAGE_NAMES, reading.value):
            message = f"{quoted(reading.value)} is the name of another page of the site"
            return fault(node.place, "bad-id", message, "choose another id")
        return fault(node.place, "bad-id", f"{quoted(reading.value)} is not an id", hint(reading.value))

    return ValueType(convert, {**shape, "maxLength": longest, "pattern": form}, example)


def wikidata() -> ValueType:
    """The number of a Wikidata item."""
    return _formed(r"Q\d{1,10}", "Q42", _Fault("bad-id", "an id", "write the number of a Wikidata item, such as Q42"))


def media_topic() -> ValueType:
    """The code of an IPTC Media Topic."""
    example = "medtop:20000373"
    return _formed(r"medtop:\d{8}", example, _Fault("bad-id", "an id", f"write a code such as {example}"))


def draft_note() -> ValueType:
    """What `ciie import` notes of the text of a draft."""
    otherwise = _Fault("bad-draft", "a note of ciie import", "put it back as ciie import wrote it")
    return _formed(r"(?:[A-Za-z0-9_-]{4}){0,48}\.[A-Za-z0-9_-]{8}", "AAAA.AAAAAAAA", otherwise)


def language() -> ValueType:
    """A language code (BCP 47) such as en or zh-Hant."""

    def by_name(node: Scalar) -> Reading[str] | None:
        code = language_code(node.text)
        if code is None:
            return None
        return Reading(code, (miswritten(node.place, f"{quoted(node.text)} is not a code", code),))

    otherwise = _Fault("bad-language", "a language code", "write a code: en, zh, zh-Hant, fr")
    return _before(by_name, _formed("[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*", "en", otherwise))


_WITHOUT_SCHEME = re.compile(r"[A-Za-z0-9-]+\.[A-Za-z0-9.-]+(?:/|$)")


def url() -> ValueType:
    """A full http or https address, without user name, blanks or quotation marks."""

    def meant(node: Scalar) -> Reading[str] | None:
        plain = _plain_address(node.text)
        if plain not in {None, node.text}:
            message = f"{quoted(node.text)} has characters that an address has only in their plain form"
            return Reading(plain, (miswritten(node.place, message, plain or ""),))
        full = parse_url(f"https://{node.text}") if _WITHOUT_SCHEME.match(node.text) else None
        reading: Reading[str] = usual(node)
        if full is None or not reading.problems:
            return None
        hint = f"write the full address, such as {full}"
        return Reading(full, (replace(miswritten(node.place, reading.problems[0].message, full), hint=hint),))

    shape = {"type": "string", "pattern": f"^{WEB_ADDRESS}$"}
    otherwise = _Fault("bad-url", "a full web address", "copy the full address from the browser: https://…")
    usual = _parsed(parse_url, shape, '"https://…"', otherwise)
    return _before(meant, usual)


_ADDRESS = re.compile(r"(https?://)([^\s/?#:@\\]+)(\S*)", re.I)


def _plain_address(text: str) -> str | None:
    """An address as browsers send it: its host in ASCII, some characters escaped; None where it is none."""
    found = _ADDRESS.fullmatch(text)
    if found is None:
        return None
    try:
        host = found[2] if found[2].isascii() else found[2].encode("idna").decode()
    except UnicodeError:
        return None
    # Letters of two scripts in one host pass for another host.
    if len({unicodedata.name(letter, "").partition(" ")[0] for letter in found[2] if letter.isalpha()}) > 1:
        return None
    return parse_url(found[1] + host + re.sub(r"""[<>"'`{}|\\^]""", lambda match: quote(match.group()), found[3]))


# Words for the choices that say how exact a number is.
_SAID = {
    **dict.fromkeys(("more than", "above", "exceeding"), "over"),
    **dict.fromkeys(("less than", "fewer than", "below", "up to"), "under"),
    **dict.fromkeys(("almost", "close to"), "nearly"),
    **dict.fromkeys(("around", "approximately"), "about"),
    **dict.fromkeys(("at least", "no fewer than", "no less than"), "at-least"),
}


def choice(options: type[StrEnum], unsaid: Collection[StrEnum] = ()) -> ValueType:
    """A member of the closed list `options`; hints propose none of `unsaid`."""
    allowed = [option.value for option in options]
    proposed = [option.value for option in options if option not in unsaid]
    as_text = text()

    def convert(node: Node) -> Reading[StrEnum]:
        reading = as_text(node)
        if reading.value is None or reading.value in allowed:
            return Reading(options(reading.value) if reading.value else None, reading.problems)
        meant = reading.value.casefold()
        meant = _SAID.get(meant, meant)
        if meant in allowed:
            found = miswritten(node.place, f"{quoted(reading.value)} is written {meant} here", meant)
            return Reading(options(meant), (found,))
        message = f"{quoted(reading.value)} is not one of the allowed values"
        return fault(node.place, "unknown-choice", message, choices(reading.value, proposed))

    meanings = tuple(option.meaning for option in options if isinstance(option, Explained))
    return ValueType(convert, {"enum": allowed}, proposed[0], options=tuple(allowed), meanings=meanings)


# The first edition was held in 2018, and one every year since.
_YEAR_BEFORE = 2017


def edition(known: Iterable[str]) -> ValueType:
    """An `EditionSpan` whose ordinals are all among `known`: one of them, or two of them as 1-5."""
    ordinals = sorted(known, key=lambda name: (len(name), name))
    allowed = sorted(int(ordinal) for ordinal in ordinals if ordinal.isdigit())
    spans = (f"{first}(?:-(?:{'|'.join(str(last) for last in allowed if last >= first)}))?" for first in allowed)
    shape = {"anyOf": [{"enum": allowed or [0]}, {"type": "string", "pattern": f"^(?:{'|'.join(spans)})$"}]}
    told = "write the number of the expo, such as 6, or a span such as 1-5; not its year"
    parse = _parsed(parse_span, shape, "6", _Fault("bad-edition", "an edition", told))

    def convert(node: Node) -> Reading[EditionSpan]:
        if isinstance(node, Scalar) and (held := _ordinal_of(node.text)) in ordinals:
            message = f"{node.text} is a year, not the number of an edition"
            return Reading(EditionSpan(int(held), int(held)), (miswritten(node.place, message, held),))
        reading: Reading[EditionSpan] = parse(node)
        unknown = [str(n) for n in reading.value.ordinals if str(n) not in ordinals] if reading.value else []
        if not unknown:
            return reading
        message = f"edition {unknown[0]} is not in vocabulary/editions.yml"
        advice = f"write {joined(ordinals)}, or add it there" if ordinals else "add it there"
        return fault(node.place, "unknown-id", message, f"{advice}:  {_edition_line(int(unknown[0]))}")

    return replace(parse, convert=convert)


def _edition_line(number: int) -> str:
    """The entry of an edition as a line to paste, with the usual days of the expo."""
    end = {1: "st", 2: "nd", 3: "rd"}.get(number % 10 if number // 10 != 1 else 0, "th")
    days = f"opens: {_YEAR_BEFORE + number}-11-05, closes: {_YEAR_BEFORE + number}-11-10"
    return f'- {{id: "{number}", name: {number}{end} CIIE, ordinal: {number}, {days}}}'


def _ordinal_of(year: str) -> str:
    """The ordinal of the expo that was held in `year`; empty where it is no year. The first was in 2018."""
    return str(int(year) - _YEAR_BEFORE) if re.fullmatch(r"20\d\d", year, re.ASCII) else ""
