"""A record's keys for people and programs: the annotated template, the JSON Schema, the pages of rules and vocabulary.

Made from the same table of keys that records are read by, so they cannot differ from what `ciie check` accepts.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from textwrap import wrap
from urllib.parse import quote, urlencode

from ciie.model.problems import Rule, Severity, WrongUseError, quoted
from ciie.model.values import KINDS, parse_date
from ciie.model.vocabulary import Vocabulary
from ciie.reading.frontmatter import FENCE
from ciie.reading.keys import Key, ValueType, lists_of, shape_of
from ciie.reading.records import find_date
from ciie.reading.value_types import LONGEST_ID, PAGE_NAMES
from ciie.reading.vocabulary import COMMON, entry_keys
from ciie.text.markdown import blocks, escape, heading, table

WIDTH = 80
NEW_NAME = "YEAR/YEAR-MONTH-DAY-outlet-a-few-words.md"
# A longer list of the vocabulary is named and not written out.
MOST_CHOICES = 30
_INTRODUCTION = (
    "Fill in the required keys. Remove the # before the other keys that you need. Then delete all lines that still "
    "begin with #."
)
_BODY = (
    "Write the digest below the next line: the facts of the source in your own words, and who claims what. It states "
    "every figure, name and date listed above."
)
_PAGE_HEAD = (
    "---\ntitle: Template of a record\ndescription: Every key of a record, what it means, and when to omit it.\n---"
)
_PAGE_LEAD = (
    "Every record begins like this. The lines between the two `---` are its front matter; the digest below them is its "
    "body. `ciie new` prints the same text with the ids that there are. If a key takes ids, its comment names the file "
    "in `articles/vocabulary/` that has them; add a missing entry [in the same pull "
    "request](editors.md#two-files-in-one-pull-request)."
)


def render_template(keys: Sequence[Key], filled: Mapping[str, str] | None = None, is_brief: bool = False) -> str:
    """A record to fill in, with each key explained in comments.

    Args:
        keys: The keys, in their order.
        filled: Values to write already, by key.
        is_brief: Whether to leave out rare keys, where ids are listed, and when to omit a key.

    Returns:
        The text of a record's file, with an empty body.
    """
    lines = [FENCE, *_comment(_INTRODUCTION), ""]
    for key in (each for each in keys if not (each.is_made or (is_brief and each.is_rare))):
        lines += [*_explained(key, is_brief), *_written(key, (filled or {}).get(key.name)), ""]
    return "\n".join([*lines, *_comment(_BODY), FENCE, "", ""])


def render_template_page(keys: Sequence[Key]) -> str:
    """The template as a page of the site, to read and to copy."""
    code = f"```yaml\n{render_template(keys).strip()}\n```"
    return blocks(_PAGE_HEAD, "# Template of a record", _PAGE_LEAD, code) + "\n"


def write_new_record(articles: Path, name: str, into: Path | None, keys: Sequence[Key]) -> Path:
    """Writes the template of a new record.

    Args:
        articles: The folder of records.
        name: The record's name: date, outlet and a few words, as date-outlet-words.
        into: The folder to write to; None for the folder of the record's year in `articles`.
        keys: The keys of the template.

    Returns:
        The path of the new file.

    Raises:
        WrongUseError: `name` is not written like that, or the file exists.
    """
    name = name.removesuffix(".md")
    filled = _told_by(name, next(key for key in keys if key.name == "source"))
    path = (into or articles / filled["date"][:4]) / f"{name}.md"
    if path.exists():
        raise WrongUseError(f"{path} already exists; edit it, or choose another name")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(render_template(keys, filled), encoding="utf-8", newline="\n")
    return path


def _told_by(name: str, source: Key) -> dict[str, str]:
    """The date that a record's name tells, and its outlet where the vocabulary has it."""
    found = date_of_name(name)
    words = name.removeprefix(f"{found}-")
    outlets = sorted(source.type.options, key=len, reverse=True)
    outlet = next((each for each in outlets if words.startswith(f"{each}-")), None)
    return {"date": found} if outlet is None else {"date": found, "source": outlet}


def date_of_name(name: str) -> str:
    """The date that the name of a record begins with.

    Args:
        name: The name, as date-outlet-words.

    Returns:
        The date, as records write it.

    Raises:
        WrongUseError: The name is not written like that.
    """
    date = find_date(name)
    if date is not None and parse_date(date) is None:
        raise WrongUseError(f"{date} is no date; begin the name with the day of publication, such as 2023-11-16")
    is_whole = "-" in name.removeprefix(f"{date}-") and not re.fullmatch(PAGE_NAMES, name)
    if date is None or len(name) > LONGEST_ID or not is_whole:
        raise WrongUseError(
            f"{quoted(name)} is not date-outlet-words, such as 2023-11-16-stdaily-platform-of-opening-up"
        )
    return date


def explain(key: Key) -> str:
    """The meaning of `key`, where its values come from, whether it is required and when to omit it."""
    source = _source(key.type)
    parts = [
        f"{key.meaning}{f' ({source})' if source and source not in key.meaning else ''}.",
        "Required." if key.required else "",
        f"Omit it {key.without}." if key.without else "",
    ]
    return " ".join(part for part in parts if part)


def new_file_address(repository: str, branch: str, keys: Sequence[Key]) -> str:
    """The address of the host's form for a new file in `repository`, filled with the template of `keys`.

    GitHub fills the form from `filename` and `value`. Hosts refuse addresses of more than 8,192 characters, and whoever
    is not signed in is sent on from an address that has this one encoded in it, which is a third longer.

    Args:
        repository: The repository's address, without a slash at its end.
        branch: The branch that the file is proposed to.
        keys: The keys of a record.

    Returns:
        The address, in which everything is percent-encoded.
    """
    query = urlencode({"filename": NEW_NAME, "value": render_template(keys, is_brief=True)}, quote_via=quote)
    return f"{repository}/new/{branch}/articles?{query}"


def _explained(key: Key, is_brief: bool) -> Iterator[str]:
    say = _say if is_brief else explain
    yield from _comment(f"{key.name}: {say(key)}")
    for inner in key.type.keys:
        yield from _comment(f"  {inner.name}: {say(inner)}")


def _say(key: Key) -> str:
    return f"{key.meaning}.{' Required.' if key.required else ''}"


def _written(key: Key, value: str | None) -> list[str]:
    """The key with its value: as it goes into the file where it is required, else behind #."""
    if value is not None or key.required:
        return [f"{key.name}: {value or key.shown}".rstrip()]
    joint = "" if key.shown.startswith("\n") else " "
    return [f"# {line}" for line in f"{key.name}:{joint}{key.shown}".split("\n")]


def _comment(text: str) -> list[str]:
    lead = re.match(r" *", text)
    indent = f"# {lead.group() if lead else ''}"
    return wrap(text.strip(), WIDTH, initial_indent=indent, subsequent_indent=f"{indent}  ", break_on_hyphens=False)


def _source(held: ValueType) -> str:
    """Which list of the vocabulary the ids of `held` come from, and its ids; empty where they come from none."""
    inner = held.item or held
    is_short = 0 < len(inner.options) <= MOST_CHOICES
    return f"one of: {', '.join(inner.options)}" if inner.source and is_short else inner.source


# The dialect that yaml-language-server reads in every version.
DIALECT = "http://json-schema.org/draft-07/schema#"


def render_schema(keys: Sequence[Key]) -> str:
    """The schema of front matter that has `keys`, as JSON; the same keys give the same text.

    Args:
        keys: The keys, in their order.

    Returns:
        A JSON Schema of draft 7, indented, with a newline at its end.
    """
    head = {"$schema": DIALECT, "title": "Front matter of a record"}
    return json.dumps({**head, **shape_of(keys, _meaning)}, ensure_ascii=False, indent=2) + "\n"


def _meaning(key: Key) -> str:
    return f"{key.meaning}; omit it {key.without}" if key.without else key.meaning


_RULES_LEAD = (
    "What `ciie check` requires of records and of the vocabulary, and an example of what it says if a rule is broken. "
    "**Errors** stop publication. **Warnings** do not: the site is right, but could be better. If a warning does not "
    'matter in a record, accept it there and say why: `accepted: {unlisted-figure: "500 is part of a name"}`. The '
    "front matter of a record is the part between the two `---` lines, its body the digest below them."
)


def render_rules(rules: Iterable[Rule], examples: Mapping[str, str]) -> str:
    """The page as Markdown, errors before warnings; `examples` has a line of `ciie check` for a rule, by its name."""
    by_severity: dict[Severity, list[Rule]] = {severity: [] for severity in Severity}
    for rule in rules:
        by_severity[rule.severity].append(rule)
    sections = [
        blocks(heading(2, f"{severity.value.capitalize()}s"), *(_rule_section(rule, examples) for rule in found))
        for severity, found in by_severity.items()
    ]
    head = "---\ntitle: Rules\ndescription: What the check of records requires, rule by rule.\n---"
    return blocks(head, heading(1, "Rules"), _RULES_LEAD, *sections) + "\n"


def _rule_section(rule: Rule, examples: Mapping[str, str]) -> str:
    example = examples.get(rule.name)
    shown = f"`` {example} ``" if example else ""
    return blocks(heading(3, rule.name), escape(rule.meaning), shown)


VOCABULARY_PAGE = "docs/contributing/vocabulary.md"
_HEAD = (
    "---\ntitle: The vocabulary\n"
    "description: The seven controlled vocabularies that records use, and every key of their entries.\n---"
)
_VOCABULARY_LEAD = (
    "Records may only use what `articles/vocabulary/` lists. It has seven files, each a list of entries sorted by "
    "id. If no list has an id, `ciie check` prints an entry to paste. `ciie check --fix` adds outlets, people and "
    "organisations, and sorts the lists. [For editors](editors.md#the-vocabulary) shows how to add and rename an entry."
)
_SAYS = {
    "topics": "What an article is about.",
    "measures": "What a figure counts. The check holds it to its measure: unit, editions, subject, least value.",
    "organisations": "Companies, authorities, associations and other bodies.",
    "people": "People whom articles name or quote.",
    "places": "Countries and places. All countries and territories are listed already.",
    "outlets": "Who publishes the sources.",
    "editions": "The expo, one entry for each time it is held.",
}
EXAMPLES = {
    "topics": """- id: green-trade
  name: Green trade
  zh: 绿色贸易
  group: policy
  meaning: Trade in what saves energy and spares the climate.
  signs: [green trade, low-carbon + goods, 绿色贸易]
""",
    "measures": """- id: food-exhibitors
  name: Exhibitors of food
  meaning: Companies that show food or drinks at an edition.
  units: [companies, exhibitors]
  of: [edition]
  rank: detail
  group: exhibitors
  signs: [food + exhibitors, food + companies]
  unless: [restaurants]
  least: 10
""",
    "organisations": """- id: example-works
  name: Example Works
  aliases: [Example Works Co.]
  kind: company
  country: de
  about: Makes machines.
""",
    "people": """- id: erika-muster
  name: Erika Muster
  kind: executive
  country: de
  about: Head of Example Works.
""",
    "places": """- id: bavaria
  name: Bavaria
  aliases: [Free State of Bavaria]
  demonyms: [Bavarian]
  kind: state
  country: de
""",
    "outlets": """- id: example-daily
  name: Example Daily
  kind: press
  ownership: private
  country: de
  language: de
  home: https://daily.example/
  about: Newspaper of a town.
""",
    "editions": """- id: "9"
  name: 9th CIIE
  ordinal: 9
  opens: 2026-11-05
  closes: 2026-11-10
  ceremony: 2026-11-04
""",
}


def render_vocabulary_page() -> str:
    """The page as Markdown, made from the keys that the lists are read by."""
    common = blocks(heading(2, "Every entry"), "These keys are the same in all lists.", _table(COMMON))
    return blocks(_HEAD, heading(1, "The vocabulary"), _VOCABULARY_LEAD, common, *map(_list_section, KINDS)) + "\n"


def _list_section(kind: str) -> str:
    own = [key for key in entry_keys(kind, lists_of(Vocabulary())) if key not in COMMON]
    explained = [_explained_values(key) for key in own if (key.type.item or key.type).meanings]
    example = f"An example:\n\n```yaml\n{EXAMPLES[kind]}```"
    return blocks(heading(2, f"{kind}.yml"), _SAYS[kind], _table(own), *explained, example)


def _explained_values(key: Key) -> str:
    """What each value of a key means."""
    held = key.type.item or key.type
    rows = [[f"`{value}`", escape(meaning)] for value, meaning in zip(held.options, held.meanings, strict=True)]
    return table([f"`{key.name}`", "Meaning"], rows)


def _table(keys: Sequence[Key]) -> str:
    rows = [[f"`{key.name}`", "yes" if key.required else "", escape(key.meaning), _values(key.type)] for key in keys]
    return table(["Key", "Required", "Meaning", "Values"], rows)


def _values(held: ValueType) -> str:
    """Which values a key takes, in a few words; empty for any text."""
    if held.item is not None:
        inner = _values(held.item)
        return f"a list: {inner}" if inner else "a list of texts"
    return escape(held.source) or ("see below" if held.meanings else ", ".join(f"`{value}`" for value in held.options))
