"""The values that a key allows, as JSON Schema (draft 7), for text editors: the same rules that `schema` reads by.

An editor parses YAML 1.2, which makes a number of 2023 and a text of no, while records are read as texts: so a
shape allows each type that a text may have been taken for, and its pattern judges those that stayed texts.
Some rules no shape can say: which dates a span may join, or that two ids are one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

FORM = r"(?:[A-Za-z0-9_-]{4}){0,48}\.[A-Za-z0-9_-]{8}"
Shape = Mapping[str, Any]
# What tells a free text from texts of a form: it only has to hold something that is seen, which joiners, variation
# selectors and accents alone are not.
TEXT_PATTERN = r"[^\s\u0300-\u036f\u200c\u200d\ufe00-\ufe0f]"
HOST = r"[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?(?::\d{1,5})?"
_LEAP_DAY = r"(?:(?:19|20)(?:0[48]|[2468][048]|[13579][26])|2000)-02-29"
_DAY = (
    r"\d{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\d|30)|02-(?:0[1-9]|1\d|2[0-8]))"
)
_DATES = (rf"(?:{_DAY}|{_LEAP_DAY})", r"\d{4}-(?:0[1-9]|1[0-2])", r"\d{4}")
_SINCE_1900 = r"(?!0|1[0-8])"
NUMBER: Shape = {"type": ["number", "string"], "pattern": r"^-?\d{1,18}(?:\.\d{1,9})?(?:[eE]\+?\d{1,2})?$"}
ORDINAL: Shape = {"type": ["integer", "string"], "minimum": 1, "maximum": 99, "pattern": r"^[1-9]\d?$"}
# Names that pages of the site have beside those of records and entries: indexes, their parts, and years of articles.
PAGE_NAMES = r"(?:index|by-country|by-kind|by-letter)(?:-\d+(?:-part-\d+)?)?|\d{4}-part-\d+"
IDENTIFIER: Shape = {
    "type": ["string", "integer"],
    "minimum": 0,
    "maxLength": 80,
    "pattern": f"^(?!(?:{PAGE_NAMES})$)[a-z0-9]+(?:-[a-z0-9]+)*$",
}
# A record's id begins with the year of its date at least, so that no year's page can have it.
RECORD_IDENTIFIER: Shape = {
    "type": "string",
    "maxLength": 120,
    "pattern": f"^(?!(?:{PAGE_NAMES})$)\\d{{4}}(?:-\\d{{2}}){{0,2}}(?:-[a-z0-9]+)+$",
}
FINGERPRINT: Shape = {"type": "string", "pattern": f"^{FORM}$"}
LANGUAGE: Shape = {"type": "string", "pattern": "^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$"}
URL: Shape = {
    "type": "string",
    "pattern": rf"""^[Hh][Tt][Tt][Pp][Ss]?://{HOST}(?:[/?#][^\s<>"'`{{}}|\\^]*)?$""",
}


def text(longest: int) -> Shape:
    """A text of one line with at least one character that is seen."""
    return {"type": ["string", "number", "boolean"], "maxLength": longest, "pattern": TEXT_PATTERN}


def date(spans: bool) -> Shape:
    """A day, month or year since 1900; with `spans`, also two of one kind joined by a slash."""
    forms = (f"{_SINCE_1900}{form}(?:/{_SINCE_1900}{form})?" if spans else f"{_SINCE_1900}{form}" for form in _DATES)
    return {"type": ["string", "integer"], "minimum": 1900, "maximum": 9999, "pattern": f"^(?:{'|'.join(forms)})$"}


def listed(files: str, ids: Collection[str]) -> Shape:
    """One of `ids`, which are those of the vocabulary's `files`."""
    where = f"an id from {files}"
    return {"enum": sorted(ids), "$comment": where} if ids else {"type": "string", "$comment": where}


def edition(ordinals: Collection[str]) -> Shape:
    """One of `ordinals`, or two of them as 1-5."""
    known = sorted(int(ordinal) for ordinal in ordinals if ordinal.isdigit())
    spans = (f"{first}(?:-(?:{'|'.join(str(last) for last in known if last >= first)}))?" for first in known)
    return {"anyOf": [{"enum": known or [0]}, {"type": "string", "pattern": f"^(?:{'|'.join(spans)})$"}]}


def many(item: Shape, most: int) -> Shape:
    """A list of one to `most` items, none of them twice."""
    return {"type": "array", "items": item, "minItems": 1, "maxItems": most, "uniqueItems": True}


def mapping(keys: Iterable[tuple[str, Shape, str, bool]]) -> Shape:
    """A mapping of `keys`, each with its name, shape and meaning, and whether it must be there."""
    rows = list(keys)
    return {
        "type": "object",
        "properties": {name: {**shape, "description": meaning} for name, shape, meaning, _ in rows},
        "required": [name for name, _, _, required in rows if required],
        "additionalProperties": False,
    }
