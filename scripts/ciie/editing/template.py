"""The annotated template of a record: every key with its meaning, its allowed values, and when to leave it out.

Made from the same table of keys that records are read by, so it cannot differ from what `ciie check` accepts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from textwrap import wrap
from typing import Any
from urllib.parse import quote, urlencode

from ciie.reading.frontmatter import FENCE
from ciie.reading.keys import Key

WIDTH = 80
NEW_NAME = "YEAR/YEAR-MONTH-DAY-outlet-a-few-words.md"
# A list of the vocabulary that is longer than this is named and not written out.
MOST_CHOICES = 30
_INTRODUCTION = (
    "Fill in the keys that are required. Take the # away from the others that you need. Delete all that is left of "
    "the lines with #: they only explain."
)
_BODY = (
    "Below the next line goes the digest: the facts of the source in your own words, and who claims what. It states "
    "every figure, name and date that is listed above."
)
_PAGE_HEAD = (
    "---\ntitle: Template of a record\n"
    "description: Every key of a record, what it means, and when to leave it out.\n---"
)
_PAGE_LEAD = (
    "A record is a file that begins so. `ciie new` gives the same text with the ids that there are. Where a key takes "
    "ids, they stand in the file of `articles/vocabulary/` that is named; an entry that is missing there is added in "
    "the same pull request."
)


def render_template(keys: Sequence[Key], filled: dict[str, str] | None = None) -> str:
    """A record to fill in: keys in their order, explained in comments; `filled` has values that are known already."""
    lines = [FENCE, *_comment(_INTRODUCTION), ""]
    for key in keys:
        lines += [*_explained(key), *_written(key, (filled or {}).get(key.name)), ""]
    return "\n".join([*lines, *_comment(_BODY), FENCE, "", ""])


def render_template_page(keys: Sequence[Key]) -> str:
    """The template as a page of the site, to read and to copy."""
    return (
        "\n\n".join(
            [_PAGE_HEAD, "# Template of a record", _PAGE_LEAD, f"```yaml\n{render_template(keys).strip()}\n```"]
        )
        + "\n"
    )


def explain(key: Key) -> str:
    """The meaning of `key`, where its values come from, whether it is required and when to leave it out."""
    source = _source(key.convert.shape)
    parts = [
        f"{key.meaning}{f' ({source})' if source and source not in key.meaning else ''}.",
        "Required." if key.required else "",
        f"Leave it out {key.without}." if key.without else "",
    ]
    return " ".join(part for part in parts if part)


def new_file_address(repository: str, branch: str, keys: Sequence[Key]) -> str:
    """The address of the host's form for a new file in `repository`, filled with the template of `keys`.

    GitHub fills the form from `filename` and `value`; hosts refuse addresses of more than about 8,000 characters.
    """
    query = urlencode({"filename": NEW_NAME, "value": render_template(keys)}, quote_via=quote)
    return f"{repository}/new/{branch}/articles?{query}"


def _explained(key: Key) -> Iterator[str]:
    yield from _comment(f"{key.name}: {explain(key)}")
    for inner in key.convert.keys:
        yield from _comment(f"  {inner.name}: {explain(inner)}")


def _written(key: Key, value: str | None) -> list[str]:
    """The key with its value: as it goes into the file where it is required, else behind #."""
    if value is not None or key.required:
        return [f"{key.name}: {value or key.example}".rstrip()]
    joint = "" if key.example.startswith("\n") else " "
    return [f"# {line}" for line in f"{key.name}:{joint}{key.example}".split("\n")]


def _comment(text: str) -> list[str]:
    lead = re.match(r" *", text)
    indent = f"# {lead.group() if lead else ''}"
    return wrap(text.strip(), WIDTH, initial_indent=indent, subsequent_indent=f"{indent}  ", break_on_hyphens=False)


def _source(shape: Any) -> str:
    """Which list of the vocabulary the ids of `shape` come from, and its ids; empty where they come from none."""
    ids = shape.get("enum", ()) if "$comment" in shape else ()
    comment = f"one of: {', '.join(ids)}" if 0 < len(ids) <= MOST_CHOICES else str(shape.get("$comment", ""))
    options = [shape["items"]] if "items" in shape else shape.get("anyOf", [])
    return comment or next((found for found in map(_source, options) if found), "")
