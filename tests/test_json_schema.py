"""The JSON Schema of front matter and `ciie check` give one verdict."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from ciie.editing.template import render_schema
from ciie.reading.frontmatter import parse_yaml
from ciie.reading.keys import Key
from ciie.reading.library import read_library
from ciie.reading.record_schema import keys_of
from ciie.reading.vocabulary import read_vocabulary
from support.samples import VOCABULARY
from test_broken import CASES, HERE, TODAY

KEYS = {key.name: key for key in keys_of(VOCABULARY)}
SCHEMA = json.loads(render_schema(tuple(KEYS.values())))
# The rules that a schema can hold; the others compare keys with each other, with the body or with other records.
SAYABLE = {
    *("unknown-key", "missing-key", "wrong-type", "empty-value", "too-long", "repeated-item", "unknown-choice"),
    *(
        "bad-date",
        "bad-number",
        "bad-edition",
        "bad-url",
        "bad-language",
        "bad-id",
        "bad-draft",
        "unknown-id",
        "other-words",
    ),
}
SCALARS = (
    *("a", "A long text: no", '"quoted"', '""', '" "', "[]", "[a]", "{}", "{id: a}", "true", "no", "-1", "0", "6"),
    *(
        "06",
        "1-5",
        "5-1",
        "5-6",
        "6-6",
        "6-99",
        "2023",
        "1899",
        "1900",
        "2099",
        "2100",
        "9999-12-31",
        "2023-11",
        "2023-13",
        "2023-00",
        "2023-11-05",
    ),
    *("2023-11-31", "2023-02-29", "2024-02-29", "2100-02-28", '"2023-11-05"', "2023-11-5", "05/11/2023"),
    *("2023-11-05/2023-11-10", "2023-11/2023-12", "3486", "3,486", "78.41e9", "1e-3", "0.5", "NaN", "many", "100"),
    *("en", "zh-Hant", "EN", "English", "https://example.org/a?b=c#d", "http://a", "https://", "ftp://a.b", "a.b/c"),
    *("https://user@a.b/", "https://a b/", "javascript:alert(1)", "news", "News", "digest", "unreviewed", "machine"),
    *("beginning", "Whole", "{unlisted-figure: a rank}", "{bad-date: a rank}"),
    *("deals", "opening-up", "shine", "sanofi", "paul-hudson", "cn", "exhibitors", "companies", "x" * 80, "x" * 401),
    *(
        "[sanofi]",
        "[deals]",
        "[deals, deals]",
        "[deals, opening-up]",
        "[shine, xinhua]",
        "[cn, fr]",
        "[nowhere]",
        "[[cn]]",
    ),
    *("[{id: paul-hudson}]", "[{id: paul-hudson, role: CEO}]", "[{role: CEO}]", "[{id: paul-hudson, rol: CEO}]"),
    "[{measure: exhibitors, value: 3486, unit: companies}]",
    "[{measure: exhibitors, value: 3486, unit: companies, qualifier: over, edition: 5-6, status: final, as: x}]",
    *("[{measure: exhibitors, value: many, unit: companies}]", "[{measure: exhibitors, value: 3486}]"),
    *("[{date: 2023-11-05, what: opens}]", "[{date: 2023-11-05/2023-11-10, what: opens}]", "[{date: soon, what: x}]"),
    *("[{id: 2023-11-05-shine-x, kind: same-story}]", "[{id: 2023-11-05-shine-x, kind: same}]", "[A-b]", "[a-b, a-c]"),
    *("[index]", "[2023]", "[2023-part-2]", "[2023-11-05-shine-x, 2023-shine-y]", "[by-kind]", '["2023-11"]'),
    *("AAAA.AAAAAAAA", "AAA.AAAAAAAA"),
    *('"\\u200d"', '"\\u0301 \\ufe0f"', '"e\\u0301"'),
)


# An editor takes 06 for the number 6; the check wants the ordinal as it stands in the vocabulary.
AT_ODDS = {"edition": {"06": (True, False)}}


class Core(yaml.SafeLoader):
    """Reads YAML as editors do, by the core schema of YAML 1.2: dates and `no` are texts."""


Core.yaml_implicit_resolvers = {}
for tag, pattern, first in (
    ("bool", r"true|True|TRUE|false|False|FALSE", "tTfF"),
    ("null", r"~|null|Null|NULL|", "~nN\0"),
    ("int", r"[-+]?[0-9]+", "-+0123456789"),
    ("float", r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?", "-+.0123456789"),
):
    Core.add_implicit_resolver(
        f"tag:yaml.org,2002:{tag}", re.compile(f"^(?:{pattern})$"), list(first.replace("\0", ""))
    )


def by_schema(value: Any, schema: dict[str, Any]) -> bool:
    """True where `schema` takes `value`."""
    return jsonschema.Draft7Validator(schema).is_valid(value)


def by_check(key: Key, text: str) -> bool:
    """True where the check finds nothing in a value that a schema could find."""
    node = parse_yaml(text).value
    assert node is not None
    return not {found.rule for found in key.type(node).problems} & SAYABLE


def test_schema_is_one() -> None:
    """The schema is well-formed, and has every key."""
    jsonschema.Draft7Validator.check_schema(SCHEMA)

    assert list(SCHEMA["properties"]) == list(KEYS)
    assert SCHEMA["required"] == [key.name for key in KEYS.values() if key.required]
    assert not SCHEMA["additionalProperties"]


@pytest.mark.parametrize("name", KEYS)
def test_schema_and_check_agree_on_a_value(name: str) -> None:
    """Whatever stands under a key, both take it or both refuse it."""
    verdicts = {
        text: (by_schema(yaml.load(text, Loader=Core), SCHEMA["properties"][name]), by_check(KEYS[name], text))
        for text in SCALARS
    }

    assert {text: found for text, found in verdicts.items() if len(set(found)) > 1} == AT_ODDS.get(name, {})
    assert {True, False} <= {found[1] for found in verdicts.values()}


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.name)
def test_schema_and_check_agree_on_broken_records(case: Path) -> None:
    """Of each broken record the schema says what the check says of its keys, where its YAML can be read at all."""
    articles = case / "articles"
    lists = articles / "vocabulary" if (articles / "vocabulary").is_dir() else HERE / "small" / "vocabulary"
    schema = json.loads(render_schema(keys_of(read_vocabulary(lists, "vocabulary").value)))  # type: ignore[arg-type]
    library = read_library(articles, "articles", TODAY, fallback=HERE / "small" / "vocabulary")
    for path in articles.rglob("*.md"):
        rules = {found.rule for found in library.problems if found.path.endswith(path.name)}
        front = front_matter(path)
        if front is not None and not any(rule.startswith("yaml") for rule in rules) and "repeated-key" not in rules:
            assert by_schema(front, schema) == (not rules & SAYABLE)


def front_matter(path: Path) -> dict[str, Any] | None:
    """The front matter of a record as an editor reads it; None where there is none."""
    parts = path.read_bytes().decode("utf-8", "replace").split("---\n", 2)
    try:
        found = yaml.load(parts[1], Loader=Core) if len(parts) == 3 else None
    except yaml.YAMLError:
        return None
    return found if isinstance(found, dict) else None


def test_real_records_are_right_by_the_schema(project: Path) -> None:
    """Every record of the collection is right by the schema of its vocabulary."""
    vocabulary = read_vocabulary(project / "articles" / "vocabulary", "vocabulary").value
    schema = json.loads(render_schema(keys_of(vocabulary)))  # type: ignore[arg-type]
    records = sorted((project / "articles").glob("2*/*.md"))

    assert records
    assert [path.name for path in records if not by_schema(front_matter(path), schema)] == []
