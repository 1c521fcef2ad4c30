"""The annotated template of a record: every key with its meaning, its allowed values, and when to leave it out.

Made from the same table of keys that records are read by, so it cannot differ from what `ciie check` accepts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from textwrap import wrap
from typing import Any
from urllib.parse import quote, urlencode

from ciie.reading.frontmatter import FENCE
from ciie.reading.keys import Key

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
        is_brief: Whether to leave out where ids are listed and when to omit a key.
    """
    lines = [FENCE, *_comment(_INTRODUCTION), ""]
    for key in (each for each in keys if not each.is_made):
        lines += [*_explained(key, is_brief), *_written(key, (filled or {}).get(key.name)), ""]
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
    """The meaning of `key`, where its values come from, whether it is required and when to omit it."""
    source = _source(key.convert.shape)
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
    """
    query = urlencode({"filename": NEW_NAME, "value": render_template(keys, is_brief=True)}, quote_via=quote)
    return f"{repository}/new/{branch}/articles?{query}"


def _explained(key: Key, is_brief: bool) -> Iterator[str]:
    say = _say if is_brief else explain
    yield from _comment(f"{key.name}: {say(key)}")
    for inner in key.convert.keys:
        yield from _comment(f"  {inner.name}: {say(inner)}")


def _say(key: Key) -> str:
    return f"{key.meaning}.{' Required.' if key.required else ''}"


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
