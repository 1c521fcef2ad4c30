"""The front matter of a record as JSON Schema, for editors that complete and check keys while one types."""

from __future__ import annotations

import json
from collections.abc import Sequence

from ciie.reading.keys import Key
from ciie.words import shapes

# The dialect that yaml-language-server reads in every version.
DIALECT = "http://json-schema.org/draft-07/schema#"


def render_schema(keys: Sequence[Key]) -> str:
    """The schema of front matter that has `keys`, as JSON; the same keys give the same text."""
    rows = ((key.name, key.convert.shape, _meaning(key), key.required) for key in keys)
    head = {"$schema": DIALECT, "title": "Front matter of a record"}
    return json.dumps({**head, **shapes.mapping(rows)}, ensure_ascii=False, indent=2) + "\n"


def _meaning(key: Key) -> str:
    return f"{key.meaning}; omit it {key.without}" if key.without else key.meaning
