"""The page of the vocabulary: for each list the keys of an entry, what they mean and which values they take."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ciie.reading.entry_keys import COMMON, entry_keys
from ciie.reading.keys import Key
from ciie.reading.references import lists_of
from ciie.words.markdown import blocks, escape, heading, table
from ciie.words.terms import KINDS, Vocabulary

VOCABULARY_PAGE = "docs/contributing/vocabulary.md"
_HEAD = (
    "---\ntitle: The vocabulary\n"
    "description: The seven controlled vocabularies that records use, and every key of their entries.\n---"
)
_LEAD = (
    "Records may only use what `articles/vocabulary/` lists. It has seven files, each a list of entries. [For "
    "editors](editors.md#the-vocabulary) shows how to add and rename an entry."
)
_SAYS = {
    "topics": "What an article is about.",
    "measures": "What a figure counts.",
    "organisations": "Companies, authorities, associations and other bodies.",
    "people": "People whom articles name or quote.",
    "places": "Countries and places. The id of a country is its ISO 3166 code in small letters, such as `cn`.",
    "outlets": "Who publishes the sources.",
    "editions": "The expo, one entry for each time it is held.",
}


def render_vocabulary_page() -> str:
    """The page as Markdown, made from the keys that the lists are read by."""
    common = blocks(heading(2, "Every entry"), "These keys are the same in all lists.", _table(COMMON))
    return blocks(_HEAD, heading(1, "The vocabulary"), _LEAD, common, *map(_section, KINDS)) + "\n"


def _section(kind: str) -> str:
    own = [key for key in entry_keys(kind, lists_of(Vocabulary())) if key not in COMMON]
    return blocks(heading(2, f"{kind}.yml"), _SAYS[kind], _table(own))


def _table(keys: Sequence[Key]) -> str:
    rows = [
        [f"`{key.name}`", "yes" if key.required else "", escape(key.meaning), _values(key.convert.shape)]
        for key in keys
    ]
    return table(["Key", "Required", "Meaning", "Values"], rows)


def _values(shape: Mapping[str, Any]) -> str:
    """Which values a key of `shape` takes, in a few words; empty for any text."""
    if "items" in shape:
        inner = _values(shape["items"])
        return f"a list: {inner}" if inner else "a list of texts"
    listed = escape(str(shape.get("$comment", "")))
    return listed or ", ".join(f"`{value}`" for value in shape.get("enum", ()))
