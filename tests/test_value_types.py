"""Keys and what may stand under them."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ciie.model.problems import RULES, Reading
from ciie.model.records import EditionSpan
from ciie.reading import value_types
from ciie.reading.keys import Key, ValueType, many, mapping, read_pairs, text
from ciie.reading.references import listed
from ciie.reading.yaml_trees import Scalar
from support.samples import IDS, date, node
from support.texts import marked_texts


class Colour(StrEnum):
    RED = "red"
    DARK_BLUE = "dark-blue"


TYPES: dict[str, ValueType] = {
    "text": text(),
    "date": value_types.date(),
    "span": value_types.date(spans=True),
    "number": value_types.number(),
    "unit": value_types.unit(),
    "ordinal": value_types.ordinal(),
    "identifier": value_types.identifier(),
    "language": value_types.language(),
    "url": value_types.url(),
    "choice": value_types.choice(Colour),
    "listed": listed("topics", IDS),
    "edition": value_types.edition(["5", "6", "7"]),
    "many": many(value_types.identifier()),
}
KEYS = (
    Key("title", text(), "the headline", required=True),
    Key("value", value_types.number(), "a number", required=True),
    Key("note", text(), "a note"),
)


def rules(reading: Reading[Any]) -> list[str]:
    """The rules that a reading breaks, in order."""
    return [found.rule for found in reading.problems]


def read(name: str, text: str) -> Reading[Any]:
    """What the converter `name` makes of a text at line 3, column 8."""
    return TYPES[name](Scalar(text, (3, 8)))


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("text", " A   title\n of two lines ", "A title of two lines"),
        ("text", "x" * 400, "x" * 400),
        ("date", "2023-11", date("2023-11")),
        ("span", "2023-11-05/2023-11-10", date("2023-11-05/2023-11-10")),
        ("number", "3486", Decimal(3486)),
        ("number", "0", Decimal(0)),
        ("number", "-2.3", Decimal("-2.3")),
        ("number", "78.41e9", Decimal(78_410_000_000)),
        ("number", "1E+2", Decimal(100)),
        ("number", "9" * 18, Decimal("9" * 18)),
        ("number", "0.123456789", Decimal("0.123456789")),
        ("ordinal", "1", 1),
        ("ordinal", "99", 99),
        ("identifier", "free-trade-zones", "free-trade-zones"),
        ("identifier", "6", "6"),
        ("identifier", "x" * 80, "x" * 80),
        ("language", "en", "en"),
        ("language", "zh-Hant-TW", "zh-Hant-TW"),
        ("url", "https://www.shine.cn/a_b/?c=1#d", "https://www.shine.cn/a_b/?c=1#d"),
        ("url", "http://localhost:8000/", "http://localhost:8000/"),
        ("url", "http://localhost:65535/", "http://localhost:65535/"),
        ("choice", "dark-blue", Colour.DARK_BLUE),
        ("listed", "deals", "deals"),
        ("edition", "6", EditionSpan(6, 6)),
        ("edition", "5-7", EditionSpan(5, 7)),
        ("edition", "5-5", EditionSpan(5, 5)),
    ],
)
def test_value_that_is_allowed(name: str, text: str, value: object) -> None:
    """A text that keeps to the rules of its key is read as what it means."""
    assert read(name, text) == Reading(value)


@pytest.mark.parametrize(
    ("name", "text", "rule"),
    [
        ("text", "", "empty-value"),
        ("text", " \n ", "empty-value"),
        ("text", "x" * 401, "too-long"),
        ("text", "a\u202eb", "control-character"),
        ("text", "a\0b", "control-character"),
        ("text", "\u200b", "control-character"),
        ("date", "2024-02-30", "bad-date"),
        ("date", "2023-11-05/2023-11-10", "bad-date"),
        ("date", "2100-01-01", "bad-date"),
        ("date", "9999", "bad-date"),
        ("span", "2023-11-05/9999-12-31", "bad-date"),
        ("span", "2023-11-10/2023-11-05", "bad-date"),
        ("number", "-0", "bad-number"),
        ("number", "nan", "bad-number"),
        ("number", "inf", "bad-number"),
        ("number", "1e309", "bad-number"),
        ("number", "9" * 19, "bad-number"),
        ("number", "0.1234567891", "bad-number"),
        ("number", "1_000", "bad-number"),
        ("number", "７８", "bad-number"),
        ("number", "9" * 5000, "too-long"),
        ("ordinal", "0", "bad-number"),
        ("ordinal", "100", "bad-number"),
        ("ordinal", "1-2", "bad-number"),
        ("ordinal", "06", "bad-number"),
        ("identifier", "Free", "bad-id"),
        ("identifier", "a--b", "bad-id"),
        ("identifier", "-a", "bad-id"),
        ("identifier", "a-", "bad-id"),
        ("identifier", "a_b", "bad-id"),
        ("identifier", "进博会", "bad-id"),
        ("identifier", "x" * 81, "bad-id"),
        ("identifier", "../a", "bad-id"),
        ("identifier", "a.b", "bad-id"),
        ("identifier", "a/b", "bad-id"),
        ("identifier", "index", "bad-id"),
        ("identifier", "by-kind-2", "bad-id"),
        ("identifier", "2023-part-2", "bad-id"),
        ("language", "EN", "bad-language"),
        ("language", "englisch", "bad-language"),
        ("language", "en_GB", "bad-language"),
        ("url", "ftp://shine.cn/", "bad-url"),
        ("url", "javascript:alert(1)", "bad-url"),
        ("url", "https://user@shine.cn/", "bad-url"),
        ("url", "https://shine.cn@example.org", "bad-url"),
        ("url", "https:///a", "bad-url"),
        ("url", "http://localhost:65536/", "bad-url"),
        ("url", "http://localhost:0/", "bad-url"),
        ("url", "https://[::1", "bad-url"),
        ("url", "https://shine.cn/a b", "bad-url"),
        ("url", "https://shine.cn\\@evil.example/", "bad-url"),
        ("url", "https://\u2024/", "bad-url"),
        ("url", "https://shіne.cn/", "bad-url"),
        ("choice", "Reed", "unknown-choice"),
        ("listed", "helth", "unknown-id"),
        ("edition", "sixth", "bad-edition"),
        ("edition", "0", "bad-edition"),
        ("edition", "7-5", "bad-edition"),
        ("edition", "100", "bad-edition"),
        ("edition", "2033", "bad-edition"),
        ("edition", "4-6", "unknown-id"),
        ("edition", "6-8", "unknown-id"),
        ("edition", "9", "unknown-id"),
    ],
)
def test_value_that_is_not_allowed(name: str, text: str, rule: str) -> None:
    """A text that breaks a rule of its key is one fault of that rule at its place, and no value."""
    reading = read(name, text)

    assert reading.value is None
    assert [(found.rule, found.line, found.column) for found in reading.problems] == [(rule, 3, 8)]


@pytest.mark.parametrize("name", sorted(TYPES))
def test_example_of_a_type_is_one(name: str) -> None:
    """What a template shows for a type is read without a fault; of an address it shows the beginning alone."""
    example = TYPES[name].example

    assert rules(TYPES[name](node(example))) == (["bad-url"] if name == "url" else [])


@pytest.mark.parametrize("name", sorted(TYPES))
@pytest.mark.parametrize("text", ["[[a]]", "{a: b}", "a: {b: c}"])
def test_value_of_another_shape(name: str, text: str) -> None:
    """Where a text or a list of texts is asked for, anything else is a fault of its type."""
    assert rules(TYPES[name](node(text))) == ["wrong-type"]


@pytest.mark.parametrize(
    ("name", "text", "hint"),
    [
        ("date", "5 November", "write a date that exists, as 2023-11-05, 2023-11 or 2023"),
        (
            "span",
            "November",
            "write a date that exists, as 2023-11-05, 2023-11 or 2023, or two of them as 2023-11-05/2023-11-10",
        ),
        (
            "listed",
            "deels",
            "did you mean deals? If not, add it to vocabulary/topics.yml:  "
            '- {id: deels, name: Deels, group: expo, meaning: "What it covers."}',
        ),
        (
            "listed",
            "zzz",
            'add it to vocabulary/topics.yml:  - {id: zzz, name: Zzz, group: expo, meaning: "What it covers."}',
        ),
        ("listed", "成交", "write deals, the id of Deals"),
        ("choice", "dark-bleu", "did you mean dark-blue?"),
        ("choice", "green", "write red or dark-blue"),
        ("choice", "RED", "write red"),
        (
            "edition",
            "8",
            "write 5, 6 or 7, or add it there:  "
            '- {id: "8", name: 8th CIIE, ordinal: 8, opens: 2025-11-05, closes: 2025-11-10}',
        ),
        (
            "number",
            "3,486 companies",
            "write digits, such as 3486, 0.5 or 78.41e9; the unit and other words go elsewhere",
        ),
        ("number", "500,000", "write 500000"),
        ("url", "www.shine.cn/a", "write the full address, such as https://www.shine.cn/a"),
        ("url", "shine", "copy the full address from the browser: https://…"),
        ("edition", "2023", "write 6"),
        ("edition", "sixth", "write the number of the expo, such as 6, or a span such as 1-5; not its year"),
        ("identifier", "Free Trade_Zones", "write free-trade-zones"),
        ("identifier", "进博会", "write small letters and digits joined by single hyphens"),
    ],
)
def test_hint_at_what_to_write(name: str, text: str, hint: str) -> None:
    """A value outside a closed list is answered with the nearest one, or with the list."""
    assert read(name, text).problems[0].hint == hint


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("number", "500,000", Decimal(500000)),
        ("number", "1,234,567.5", Decimal("1234567.5")),
        ("choice", "Red", Colour.RED),
        ("language", "Chinese", "zh"),
        ("number", "78.41 billion", Decimal("78.41e9")),
        ("unit", "square metres", "m2"),
        ("unit", "US dollars", "USD"),
        ("number", "36.6万", Decimal(366000)),
        ("url", "www.shine.cn", "https://www.shine.cn"),
        ("url", "https://b\u00fccher.example/a", "https://xn--bcher-kva.example/a"),
        ("url", "https://shine.cn/it's|a", "https://shine.cn/it%27s%7Ca"),
        ("edition", "2023", EditionSpan(6, 6)),
        ("listed", "DEALS", "deals"),
        ("listed", "成交", "deals"),
    ],
)
def test_value_with_one_meaning(name: str, text: str, value: object) -> None:
    """What is written wrongly and can mean one thing only is a fault, and is read as that, for what depends on it."""
    reading = read(name, text)

    assert reading.value == value
    assert len(reading.problems) == 1


@pytest.mark.parametrize(
    ("text", "value", "broken"),
    [
        ("[a, b]", ("a", "b"), []),
        ("[B, a, c]", ("a", "c"), ["bad-id"]),
        ("[a, c, B]", ("a", "c"), ["bad-id"]),
        ("[B, a, C]", ("a",), ["bad-id", "bad-id"]),
        ("[a, a, b]", ("a", "b"), ["repeated-item"]),
        ("[b, a, a]", ("b", "a"), ["repeated-item"]),
        ("[[a], b]", ("b",), ["wrong-type"]),
        ("[]", None, ["empty-value"]),
        ("a", ("a",), ["wrong-type"]),
        ("A", None, ["wrong-type"]),
        ("a, b", None, ["wrong-type"]),
    ],
)
def test_many(text: str, value: tuple[str, ...] | None, broken: list[str]) -> None:
    """A list is read item by item: a fault in the first or the last leaves the others."""
    reading = TYPES["many"](node(text))

    assert (reading.value, rules(reading)) == (value, broken)


@pytest.mark.parametrize(
    ("convert", "count", "broken"),
    [
        (many(value_types.identifier(), most=3), 3, []),
        (many(value_types.identifier(), most=3), 4, ["too-long"]),
        (TYPES["many"], 200, []),
        (TYPES["many"], 201, ["too-long"]),
    ],
)
def test_many_at_its_longest(convert: ValueType, count: int, broken: list[str]) -> None:
    """A list may have as many items as its key allows, two hundred where it says nothing, and no more."""
    listed = node("[" + ", ".join(f"a{n}" for n in range(count)) + "]")

    assert rules(convert(listed)) == broken


TWICE = "did you mean title? It is already on line 1; put everything there, and delete this key"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("{title: a, value: 1}", []),
        ("{tilte: a, title: b, value: 1}", [("unknown-key", TWICE)]),
        ("{title: b, value: 1, tilte: a}", [("unknown-key", TWICE)]),
        ("{title: a}", [("missing-key", "add value: …  (a number)")]),
        (
            "{note: a}",
            [
                ("missing-key", "add title: …  (the headline)"),
                ("missing-key", "add value: …  (a number)"),
            ],
        ),
        (
            "{title: a, value: x}",
            [("bad-number", "write digits, such as 3486, 0.5 or 78.41e9; the unit and other words go elsewhere")],
        ),
        ("{title: a, b c, value: 1}", [("yaml-syntax", 'write it in quotes: "a, b c"')]),
        ("{title: a, value: 500,000}", [("other-words", "write 500000")]),
        ("{value: 3,000+, title: a}", [("bad-number", "write 3000; the unit and other words go elsewhere")]),
        ("[a]", [("wrong-type", "write it as {key: value, …}")]),
        ("a", [("wrong-type", "write it as {key: value, …}")]),
    ],
)
def test_read_pairs(text: str, found: list[tuple[str, str]]) -> None:
    """An unknown key, a missing one and a value with a fault are named, each with what to do."""
    assert [(problem.rule, problem.hint) for problem in read_pairs(node(text), KEYS).problems] == found


def test_read_pairs_keeps_what_is_right() -> None:
    """Keys with a fault are left out of the values and keep their lines; the others are there."""
    entry = read_pairs(node("title: a\nvalue: x\nnote: b\n"), KEYS).value

    assert entry is not None
    assert entry.values == {"title": "a", "note": "b"}
    assert {name: place[0] for name, place in entry.places.items()} == {"title": 1, "value": 2, "note": 3}
    assert entry.place == (1, 1)


@pytest.mark.parametrize(("text", "built"), [("{title: a, value: 1}", "a1"), ("{title: a, value: x}", None)])
def test_mapping_is_built_only_when_complete(text: str, built: str | None) -> None:
    """Nothing is made of a mapping in which a required key has a fault."""
    convert = mapping(KEYS, lambda entry: f"{entry.values['title']}{entry.values['value']}")

    assert convert(node(text)).value == built


@given(st.sampled_from(sorted(TYPES)), marked_texts | st.text() | st.from_regex(r"[0-9a-z:/.e+-]{0,30}"))
def test_value_of_any_text(name: str, text: str) -> None:
    """Whatever stands under a key, it has a value or a fault that can be acted on."""
    reading = read(name, text)

    assert reading.value is not None or reading.problems
    assert len(reading.problems) < 2
    assert all(found.rule in RULES and found.message.isprintable() and found.hint for found in reading.problems)
