"""What may stand under a key: converters, each of which takes a node and gives a value, or faults to act on."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from enum import StrEnum
from functools import cache
from typing import Any
from urllib.parse import urlsplit

from babel import Locale

from ciie.model.problems import LONGEST_QUOTE, Problem, Reading, choices, fault, joined, miswritten, problem, quoted
from ciie.model.records import EditionSpan
from ciie.model.values import PartialDate, parse_date
from ciie.reading import shapes
from ciie.reading.files import find_forbidden, forbidden
from ciie.reading.keys import Converter, Entry, Key, read_pairs
from ciie.reading.yaml_trees import Items, Node, Scalar, describe, in_quotes

LONGEST_TEXT = 400
_YEAR_BEFORE = 2017
LONGEST_NAME = 80
_PAGE_NAME = re.compile(shapes.PAGE_NAMES)
_NUMBER = re.compile(r"-?\d{1,18}(?:\.\d{1,9})?(?:[eE][+]?\d{1,2})?", re.ASCII)
# A number with commas, and what stands behind it that does not change its value.
_WITH_COMMAS = re.compile(r"(?P<number>\d{1,3}(?:,\d{3}){1,5}(?:\.\d{1,9})?)(?P<rest>\s*[+%~]?)", re.ASCII)
_SPAN = re.compile(r"([1-9]\d?)(?:-([1-9]\d?))?", re.ASCII)
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_NOUNS = {
    "bad-date": "a date",
    "bad-number": "a number",
    "bad-edition": "an edition",
    "bad-url": "a full web address",
    "bad-language": "a language code",
    "bad-id": "an id",
    "bad-draft": "a note of ciie import",
    "unknown-choice": "one of the allowed values",
}
_WITHOUT_SCHEME = re.compile(r"[A-Za-z0-9-]+\.[A-Za-z0-9.-]+(?:/|$)")
_HOST = re.compile(shapes.HOST)
_SEEN = re.compile(shapes.TEXT_PATTERN)


def text(longest: int = LONGEST_TEXT) -> Converter:
    """A text of one line, runs of blanks folded into one."""

    def convert(node: Node) -> Reading[str]:
        if not isinstance(node, Scalar):
            return fault(node.place, "wrong-type", f"this is {describe(node)}", "write one text, in double quotes")
        index = find_forbidden(node.text)
        if index is not None:
            return forbidden(node.text[index], node.place)
        value = " ".join(node.text.split())
        if not _SEEN.search(value):
            return fault(node.place, "empty-value", "there is no value here", "write one, or delete the key")
        if len(value) > longest:
            message = f"{quoted(value)} has {len(value):,} characters"
            return fault(node.place, "too-long", message, f"shorten it to {longest}")
        if node.is_cut:
            hint = f"write it in quotes: {in_quotes(value)}"
            return Reading(value, (problem(node.place, "yaml-syntax", "YAML ends this value at its comma", hint),))
        return Reading(value)

    return Converter(convert, shapes.text(longest))


def parsed(rule: str, parse: Callable[[str], Any], hint: str, shape: Mapping[str, Any] | None = None) -> Converter:
    """What `parse` makes of a text of `shape`; where it gives None, a fault of `rule` with `hint`."""
    as_text = text()

    def convert(node: Node) -> Reading[Any]:
        reading = as_text(node)
        if reading.value is None:
            return reading
        value = parse(reading.value)
        if value is None:
            return fault(node.place, rule, f"{quoted(reading.value)} is not {_NOUNS[rule]}", hint)
        return Reading(value)

    return Converter(convert, shape or as_text.shape)


def date(spans: bool = False) -> Converter:
    """A `PartialDate`; with `spans`, also two days joined by a slash."""
    hint = "write a date that exists, as 2023-11-05, 2023-11 or 2023"
    hint += ", or two of them as 2023-11-05/2023-11-10" if spans else ""

    def parse(value: str) -> PartialDate | None:
        return parse_date(value) if spans or "/" not in value else None

    return parsed("bad-date", parse, hint, shapes.date(spans))


def number() -> Converter:
    """A `Decimal`; one that is written with commas is a fault, and is read without them."""

    def parse(value: str) -> Decimal | None:
        return Decimal(value) if _NUMBER.fullmatch(value) and value != "-0" else None

    hint = "write digits, such as 3486, 0.5 or 78.41e9; the unit and other words go elsewhere"
    convert = parsed("bad-number", parse, hint, shapes.NUMBER)

    def convert_commas(node: Node) -> Reading[Decimal]:
        match = _WITH_COMMAS.fullmatch(node.text) if isinstance(node, Scalar) else None
        if not isinstance(node, Scalar) or match is None:
            return convert(node)
        plain = match["number"].replace(",", "")
        if match["rest"]:
            message = f"{quoted(node.text)} is not a number"
            return fault(node.place, "bad-number", message, f"write {plain}; the unit and other words go elsewhere")
        found = miswritten(node.place, "bad-number", f"the number {node.text} has commas", plain)
        return Reading(Decimal(plain), (found,))

    return Converter(convert_commas, shapes.NUMBER)


def ordinal() -> Converter:
    """A whole number from 1 to 99."""
    return parsed("bad-number", _parse_ordinal, "write 6", shapes.ORDINAL)


def identifier() -> Converter:
    """An id in kebab case, at most 80 characters."""
    return _id(
        shapes.IDENTIFIER, lambda words: f"write {kebab(words) or 'small letters and digits joined by single hyphens'}"
    )


def record_identifier() -> Converter:
    """The id of a record, which begins with a date."""
    return _id(shapes.RECORD_IDENTIFIER, lambda _: "write date, outlet and a few words: 2023-11-05-shine-old-words")


def _id(shape: Mapping[str, Any], hint: Callable[[str], str]) -> Converter:
    form, as_text = re.compile(shape["pattern"]), text()

    def convert(node: Node) -> Reading[str]:
        reading = as_text(node)
        if reading.value is None or (form.match(reading.value) and len(reading.value) <= shape["maxLength"]):
            return reading
        if _PAGE_NAME.fullmatch(reading.value):
            message = f"{quoted(reading.value)} is the name of another page of the site"
            return fault(node.place, "bad-id", message, "choose another id")
        return fault(node.place, "bad-id", f"{quoted(reading.value)} is not an id", hint(reading.value))

    return Converter(convert, shape)


def kebab(words: str) -> str:
    """`words` as an id: small letters and digits joined by single hyphens; empty where they have none."""
    return "-".join(re.findall(r"[a-z0-9]+", words.lower()))[:LONGEST_NAME].rstrip("-")


def language() -> Converter:
    """A language code (BCP 47) such as en or zh-Hant."""
    hint = "write a code: en, zh, zh-Hant, fr"
    convert = parsed("bad-language", lambda v: v if _LANGUAGE.fullmatch(v) else None, hint, shapes.LANGUAGE)

    def convert_name(node: Node) -> Reading[str]:
        code = _language_codes().get(node.text.casefold()) if isinstance(node, Scalar) else None
        if not isinstance(node, Scalar) or code is None:
            return convert(node)
        return Reading(code, (miswritten(node.place, "bad-language", f"{quoted(node.text)} is not a code", code),))

    return Converter(convert_name, shapes.LANGUAGE)


@cache
def _language_codes() -> Mapping[str, str]:
    """The code of each language, by its English name."""
    return {name.casefold(): code for code, name in Locale("en").languages.items() if len(code) == 2}


def url() -> Converter:
    """A full http or https address, without user name, blanks or quotation marks."""
    convert = parsed("bad-url", parse_url, "copy the full address from the browser: https://…", shapes.URL)

    def convert_short(node: Node) -> Reading[str]:
        reading: Reading[str] = convert(node)
        if isinstance(node, Scalar) and reading.problems and _WITHOUT_SCHEME.match(node.text):
            full = parse_url(f"https://{node.text}")
            found = replace(reading.problems[0], hint=f"write the full address, such as {full}")
            return Reading(None, (found,)) if full else reading
        return reading

    return Converter(convert_short, shapes.URL)


def parse_url(value: str) -> str | None:
    """`value` where it is a full http or https address that is safe to link to, else None."""
    try:
        parts = urlsplit(value)
    except ValueError:
        return None
    plain = not re.search(r"""[\s<>"'`{}|\\^]""", value)
    return value if plain and parts.scheme in {"http", "https"} and _HOST.fullmatch(parts.netloc) else None


def choice(options: type[StrEnum], unsaid: Collection[StrEnum] = ()) -> Converter:
    """A member of the closed list `options`; hints propose none of `unsaid`."""
    allowed = [option.value for option in options]
    proposed = [option.value for option in options if option not in unsaid]
    as_text = text()

    def convert(node: Node) -> Reading[StrEnum]:
        reading = as_text(node)
        if reading.value is None or reading.value in allowed:
            return Reading(options(reading.value) if reading.value else None, reading.problems)
        meant = reading.value.casefold()
        if meant in allowed:
            found = miswritten(node.place, "unknown-choice", f"{quoted(reading.value)} has capitals", meant)
            return Reading(options(meant), (found,))
        message = f"{quoted(reading.value)} is not one of the allowed values"
        return fault(node.place, "unknown-choice", message, choices(reading.value, proposed))

    return Converter(convert, {"enum": allowed})


def edition(known: Iterable[str]) -> Converter:
    """An `EditionSpan` whose ordinals are all among `known`."""
    ordinals = sorted(known, key=lambda name: (len(name), name))
    hint = "write the number of the expo, such as 6, or a span such as 1-5; not its year"
    parse = parsed("bad-edition", _parse_span, hint)

    def convert(node: Node) -> Reading[EditionSpan]:
        if isinstance(node, Scalar) and (held := _ordinal_of(node.text)) in ordinals:
            message = f"{node.text} is a year, not the number of an edition"
            return Reading(EditionSpan(int(held), int(held)), (miswritten(node.place, "bad-edition", message, held),))
        reading: Reading[EditionSpan] = parse(node)
        unknown = [str(n) for n in reading.value.ordinals if str(n) not in ordinals] if reading.value else []
        if not unknown:
            return reading
        message = f"edition {unknown[0]} is not in vocabulary/editions.yml"
        hint = f"write {joined(ordinals)}, or add it there" if ordinals else "add it there"
        return fault(node.place, "unknown-id", message, hint)

    return Converter(convert, shapes.edition(ordinals))


def _ordinal_of(text: str) -> str:
    """The ordinal of the expo that was held in the year `text`; empty where it is no year. The first was in 2018."""
    return str(int(text) - _YEAR_BEFORE) if re.fullmatch(r"20\d\d", text, re.ASCII) else ""


def _parse_ordinal(value: str) -> int | None:
    return int(value) if _SPAN.fullmatch(value) and value.isdigit() else None


def _parse_span(value: str) -> EditionSpan | None:
    match = _SPAN.fullmatch(value)
    if match is None:
        return None
    first, last = int(match[1]), int(match[2] or match[1])
    return EditionSpan(first, last) if first <= last else None


def many(item: Converter, most: int = 200) -> Converter:
    """A tuple of what `item` reads; items with a fault are left out, an item that stands twice is a fault."""

    def convert(node: Node) -> Reading[tuple[Any, ...]]:
        if not isinstance(node, Items):
            is_short = isinstance(node, Scalar) and node.text.isprintable() and len(node.text) <= LONGEST_QUOTE
            example = f"[{node.text}]" if isinstance(node, Scalar) and is_short else "[one, two]"
            return fault(node.place, "wrong-type", f"this is {describe(node)}", f"write it as a list: {example}")
        if not node.items:
            return fault(node.place, "empty-value", "this list is empty", "add an item or delete the key")
        if len(node.items) > most:
            return fault(node.place, "too-long", f"this list has {len(node.items)} items", f"keep to {most}")
        values: list[Any] = []
        problems: list[Problem] = []
        for child in node.items:
            reading = item(child)
            is_new = reading.value is None or reading.value not in values
            problems += reading.problems if is_new else [_repeated(child.place, reading.problems)]
            values += [reading.value] if is_new and reading.value is not None else []
        return Reading(tuple(values), tuple(problems))

    return Converter(convert, shapes.many(item.shape, most), item.keys)


def _repeated(place: tuple[int, int], problems: Sequence[Problem]) -> Problem:
    """The fault of an item that the list has already, also where it is written as something else."""
    if not problems:
        return problem(place, "repeated-item", "this item is listed twice", "delete one of the two")
    return replace(problems[0], hint="delete this item; the list already has it", fix="")


def mapping(keys: Sequence[Key], build: Callable[[Entry], Any]) -> Converter:
    """What `build` makes of a mapping read by `keys`; nothing where a required key has a fault."""
    required = [key.name for key in keys if key.required]

    def convert(node: Node) -> Reading[Any]:
        reading = read_pairs(node, keys)
        if reading.value is None or any(name not in reading.value.values for name in required):
            return Reading(None, reading.problems)
        return Reading(build(reading.value), reading.problems)

    return Converter(
        convert, shapes.mapping((key.name, key.convert.shape, key.meaning, key.required) for key in keys), tuple(keys)
    )
