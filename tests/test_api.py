"""The collection as static JSON files."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from referencing import Registry, Resource

from ciie.deriving.derivation import derive
from ciie.deriving.knowledge import Knowledge
from ciie.exports.api import LONGEST_PAGE, ROOT, api_files
from ciie.exports.tables import all_rows
from ciie.model.records import Rights
from ciie.pipeline import read_collection
from support.project import FIVE
from support.samples import SIXTH, TODAY, event, figure, knowledge, record
from support.texts import SELDOM, marked_texts

BASE = "https://example.org/ciie/"


def files_of(of: Knowledge, base: str = BASE) -> dict[str, Any]:
    """What each file holds, by its path in the folder of the API."""
    return {
        each.path.removeprefix(f"{ROOT}/"): json.loads(each.content) for each in api_files(of, all_rows(of, base), base)
    }


@pytest.fixture(scope="module")
def five() -> dict[str, Any]:
    return files_of(derive(read_collection(FIVE, TODAY)))


def many() -> dict[str, Any]:
    """A page and one more of records and claims."""
    return files_of(knowledge(*(record(f"2023-11-16-shine-{n}", body=f"Report {n}.", figures=(figure(edition=SIXTH),))
                                for n in range(LONGEST_PAGE + 1))))  # fmt: skip


def schemas(files: Mapping[str, Any]) -> Mapping[str, Any]:
    return {path: each for path, each in files.items() if path.startswith("schemas/")}


def validators(files: Mapping[str, Any]) -> list[tuple[re.Pattern[str], jsonschema.Draft202012Validator]]:
    """For each path of the description the schema of what it gives; a page of a list before what varies there too."""
    registry: Registry[Any] = Registry().with_resources(
        (f"{kind}{path.removeprefix('schemas/')}", Resource.from_contents(each))
        for path, each in schemas(files).items()
        for kind in ("", "schemas/")
    )
    found = []
    for path, operations in files["openapi.json"]["paths"].items():
        pattern = re.compile(re.sub(r"\\{\w+\\}", "[^/]+", re.escape(path.removeprefix("/"))))
        answer = operations["get"]["responses"]["200"]["content"]["application/json"]["schema"]
        found.append((pattern, jsonschema.Draft202012Validator(answer, registry=registry)))
    return found


@pytest.mark.parametrize("made", ["five", "many"])
def test_every_file_is_as_described(five: dict[str, Any], made: str) -> None:
    """Each file is on one path of the description, and is what the schema of that path says."""
    files = five if made == "five" else many()
    known = validators(files)
    for path, held in files.items():
        if path == "openapi.json" or path.startswith("schemas/"):
            continue
        (validator,) = [each for pattern, each in known if pattern.fullmatch(path)]
        validator.validate(held)


def test_schemas_describe_every_key(five: dict[str, Any]) -> None:
    """A key that an object has is in its schema, so that the description is whole."""
    whole = five["schemas/WholeRecord.json"]["properties"]
    claim = five["schemas/Figure.json"]["properties"]
    files = [held for path, held in five.items() if re.fullmatch(r"records/2.*\.json", path)]

    assert len(files) == 5
    assert all(list(held) == list(whole) for held in files)
    assert all(list(each) == list(claim) for held in files for each in held["figures"])


def test_schemas_are_schemas(five: dict[str, Any]) -> None:
    """Each is right by the rules of JSON Schema, and what it refers to is there."""
    for path, schema in schemas(five).items():
        jsonschema.Draft202012Validator.check_schema(schema)
        for name in re.findall(r'"\$ref": "([^"]+)"', json.dumps(schema)):
            assert f"schemas/{name}" in five, path


def test_description_is_of_openapi(five: dict[str, Any]) -> None:
    """Every operation has a name of its own, and every part of a path that varies is explained."""
    description = five["openapi.json"]
    operations = [each["get"] for each in description["paths"].values()]
    named = description["components"]["parameters"]

    assert description["openapi"] == "3.1.0"
    assert {"title", "version"} <= description["info"].keys()
    assert len({each["operationId"] for each in operations}) == len(operations)
    for path, each in description["paths"].items():
        told = [named[one["$ref"].rsplit("/", 1)[1]]["name"] for one in each["get"]["parameters"]]
        assert told == re.findall(r"{(\w+)}", path)
        assert each["get"]["responses"]["200"]["description"]


def addresses(held: Any) -> list[str]:
    """The addresses of other files in what a file holds."""
    if isinstance(held, list):
        return [each for one in held for each in addresses(one)]
    if not isinstance(held, dict):
        return [held] if isinstance(held, str) and held.startswith(f"{BASE}{ROOT}/") else []
    return [each for one in held.values() for each in addresses(one)]


def test_addresses_lead_to_files() -> None:
    """Whatever address of the API a file gives, there is that file."""
    files = many()
    found = [each for held in files.values() for each in addresses(held)]

    assert len(found) > LONGEST_PAGE
    assert [each for each in found if each.removeprefix(f"{BASE}{ROOT}/") not in files] == []


@pytest.mark.parametrize("name", ["records", "figures/exhibitors"])
def test_long_list_is_split(name: str) -> None:
    """No file holds more objects than a page takes; following the addresses gives each once."""
    files = many()
    first, second = files[f"{name}.json"], files[f"{name}/pages/2.json"]

    assert first["next"] == f"{BASE}{ROOT}/{name}/pages/2.json"
    assert (len(first["items"]), len(second["items"]), second["next"]) == (LONGEST_PAGE, 1, None)
    assert first["total"] == second["total"] == LONGEST_PAGE + 1
    told = {(each.get("id"), each.get("record")) for each in [*first["items"], *second["items"]]}
    assert len(told) == LONGEST_PAGE + 1


def test_list_that_fills_one_page_is_not_split() -> None:
    """As many objects as a page takes are one page, and none at all are an empty one."""
    files = files_of(knowledge(*(record(f"2023-11-16-shine-{n}", body=f"{n}.") for n in range(LONGEST_PAGE))))

    assert files["records.json"]["next"] is None
    assert "records/pages/2.json" not in files
    assert files_of(knowledge())["records.json"] == {"total": 0, "next": None, "items": []}


def test_deals_of_the_sixth_expo(five: dict[str, Any]) -> None:
    """The sixth edition has the 78.41 billion dollars, with the record that states them."""
    (deals,) = [each for each in five["editions/6.json"]["figures"] if each["measure"] == "intended-deals"]

    assert (deals["value"], deals["unit"]) == (78.41e9, "USD")
    assert deals["record"] in {each["id"] for each in five["records.json"]["items"]}


@pytest.mark.parametrize(
    ("rights", "is_open"),
    [(Rights.DIGEST, True), (Rights.PUBLIC_DOMAIN, True), (Rights.LICENSED, False), (Rights.PERMISSION, False)],
)
def test_text_is_passed_on_where_that_is_allowed(rights: Rights, is_open: bool) -> None:
    """A digest and a text in the public domain come along; a text that we alone may publish does not."""
    (one,) = [held for path, held in files_of(knowledge(record(rights=rights))).items() if path.startswith("records/")]

    assert (one["text"] is not None) == is_open


def test_same_knowledge_gives_the_same_files() -> None:
    """A second run gives what the first one gave."""
    assert many() == many()


def test_without_the_address_of_the_site() -> None:
    """Where the site's address is not known, files have theirs below the site."""
    assert files_of(knowledge(record()), "")["index.json"]["files"]["records"] == f"{ROOT}/records.json"


@SELDOM
@given(marked_texts)
def test_hostile_text_comes_back(text: str) -> None:
    """Whatever a record says, its file says the same."""
    told = replace(event(), what=text)
    files = files_of(knowledge(record("a", title=text, summary=text, body=text, events=(told,))))

    assert [files["records/a.json"][key] for key in ("title", "summary", "text")] == [text] * 3
    assert files["records/a.json"]["events"][0]["what"] == text
