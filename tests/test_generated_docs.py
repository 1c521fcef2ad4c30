"""What is made from the program and committed: the rules, the template and the link to the form for a new record.

RENEW=1 writes them anew, for review as a diff.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from urllib.parse import parse_qs, quote, urlsplit

import pytest
import yaml

from ciie.__main__ import ciie
from ciie.editing.template import (
    EXAMPLES,
    VOCABULARY_PAGE,
    new_file_address,
    render_rules,
    render_template,
    render_template_page,
    render_vocabulary_page,
)
from ciie.model import records
from ciie.model.problems import RULES, RULES_PAGE
from ciie.model.values import KINDS
from ciie.model.vocabulary import Vocabulary
from ciie.pipeline import PROJECT
from ciie.reading.keys import lists_of
from ciie.reading.record_schema import keys_of
from ciie.reading.vocabulary import COMMON, entry_keys, read_vocabulary

KEYS = keys_of(Vocabulary())
TEMPLATE_PAGE = "docs/contributing/template.md"
FORM = re.compile(r"(?m)^\[form\]: (.*)$")


def examples() -> dict[str, str]:
    """For each rule the first line of a broken folder that names it."""
    lines = [
        line
        for path in sorted((Path(__file__).parent / "broken").glob("*/expected.txt"))
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    return {rule: next((line for line in lines if f": {rule}: " in line), "") for rule in RULES}


def form_link() -> str:
    """CONTRIBUTING.md with the link that its keys ask for; relative, as the repository's address is not known."""
    text = (PROJECT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    return FORM.sub(lambda _: f"[form]: {new_file_address('../..', 'main', KEYS)}", text)


@pytest.mark.parametrize(
    ("path", "wanted"),
    [
        (RULES_PAGE, render_rules(RULES.values(), examples())),
        (TEMPLATE_PAGE, render_template_page(KEYS)),
        (VOCABULARY_PAGE, render_vocabulary_page()),
        ("CONTRIBUTING.md", form_link()),
    ],
    ids=["rules", "template", "vocabulary", "form"],
)
def test_page_is_as_the_program_makes_it(path: str, wanted: str) -> None:
    """Rules, template, vocabulary and form say what the program does; none is out of date."""
    if os.environ.get("RENEW"):
        (PROJECT / path).write_text(wanted, encoding="utf-8")

    assert (PROJECT / path).read_text(encoding="utf-8") == wanted


def test_every_rule_has_its_heading() -> None:
    """The link of a message, the page with the rule's name behind #, leads to a heading."""
    headings = re.findall(r"^### (.*)$", (PROJECT / RULES_PAGE).read_text(encoding="utf-8"), re.M)

    assert headings == list(RULES)


def test_template_explains_every_key() -> None:
    """Each key that editors write, and each key within it, is explained; so is every value of a closed list."""
    text = render_template(KEYS)
    names = [name for key in KEYS if not key.is_made for name in (key.name, *(inner.name for inner in key.type.keys))]
    values = {value for key in KEYS for value in key.type.options} - {records.Rights.UNREVIEWED}

    assert [name for name in names if not re.search(rf"^#  *{name}: .", text, re.M)] == []
    assert [value for value in values if value not in text] == []


def test_form_is_short_enough_for_a_host() -> None:
    """The address of the filled form, also encoded within another, is one that hosts take, and holds the template."""
    address = new_file_address("https://github.com/some-organisation/some-repository", "main", KEYS)

    assert len(quote(address)) < 8000
    assert parse_qs(urlsplit(address).query)["value"] == [render_template(KEYS, is_brief=True)]


def test_issue_form_has_the_fields_of_a_record() -> None:
    """The form for those without git asks for keys of a record, and requires what a record requires."""
    form = yaml.safe_load((PROJECT / ".github/ISSUE_TEMPLATE/suggest-an-article.yml").read_text(encoding="utf-8"))
    fields = {field["id"]: field for field in form["body"] if "id" in field}
    required = {name for name, field in fields.items() if field.get("validations", {}).get("required")}

    assert set(fields) <= {key.name for key in KEYS}
    assert required == {key.name for key in KEYS if key.required}
    assert fields["genre"]["attributes"]["options"] == [genre.value for genre in records.Genre]


def test_guides_name_commands_that_exist() -> None:
    """Each `ciie` command of the guides is one that the program has."""
    guides = [PROJECT / "CONTRIBUTING.md", PROJECT / "docs/contribute.md", *PROJECT.glob("docs/contributing/*.md")]
    named = {name for path in guides for name in re.findall(r"\bciie ([a-z]+)\b", path.read_text(encoding="utf-8"))}

    assert named <= set(ciie.commands)
    assert {"new", "check", "diff", "schema"} <= named


def test_each_way_in_takes_at_most_five_steps() -> None:
    """CONTRIBUTING.md describes three ways, none of them in more than five steps."""
    text = (PROJECT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    sections = dict(re.findall(r"^## (.*)\n((?:(?!## ).*\n)*)", text, re.M))
    steps = {name: len(re.findall(r"^\d\. ", body, re.M)) for name, body in sections.items()}

    assert {name: count for name, count in steps.items() if count} == {
        "In the browser": 5,
        "At the command line": 5,
        "Without git": 1,
    }


def test_examples_of_entries_pass_check(tmp_path: Path) -> None:
    """The examples on the page of the vocabulary are entries without a fault, once their country is there."""
    for kind, example in EXAMPLES.items():
        country = "- {id: de, name: Germany, kind: country}\n" if kind == "places" else ""
        (tmp_path / f"{kind}.yml").write_text(example + country, encoding="utf-8")

    assert read_vocabulary(tmp_path, "vocabulary").problems == ()
    assert list(EXAMPLES) == list(KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_every_key_and_value_is_on_the_page_of_the_vocabulary(kind: str) -> None:
    """The page explains each key of a list, and each of its fixed values."""
    page = (PROJECT / "docs" / "contributing" / "vocabulary.md").read_text(encoding="utf-8")
    section = page.partition(f"## {kind}.yml")[2].partition("\n## ")[0]
    for key in entry_keys(kind, lists_of(Vocabulary())):
        assert f"| `{key.name}` |" in (page if key in COMMON else section)
        for value in (key.type.item or key.type).options:
            assert f"`{value}`" in section
