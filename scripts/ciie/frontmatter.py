"""A record's text split into front matter and body, by its own rules and not by a pattern.

python-frontmatter splits at the first line of hyphens wherever it stands; a record's front matter begins
in line 1 and ends at the first line that is exactly three hyphens.
"""

from __future__ import annotations

from dataclasses import dataclass

from ciie.nodes import Pairs, parse_yaml
from ciie.problems import Reading, fault

FENCE = "---"
LARGEST_BYTES = 64 * 1024


@dataclass(frozen=True, slots=True)
class Split:
    """A record's two halves.

    Attributes:
        keys: The front matter.
        body: The Markdown behind it.
        body_line: The line of the file that the body begins in; the last one where there is no body.
    """

    keys: Pairs
    body: str
    body_line: int


def split(text: str) -> Reading[Split]:
    """The front matter and body of a record's `text`, with every fault of the front matter's YAML."""
    lines = text.split("\n")
    if lines[0].rstrip() != FENCE:
        hint = "make --- the very first line, then the keys, then --- again"
        return fault((1, 1), "no-front-matter", "the file does not begin with a line ---", hint)
    end = next((index for index, line in enumerate(lines[1:], 1) if line.rstrip() == FENCE), None)
    if end is None:
        hint = "put a line --- after the last key"
        return fault((1, 1), "no-front-matter", "the front matter is never closed", hint)
    block = "\n".join(lines[1:end])
    if len(block.encode()) > LARGEST_BYTES:
        message = f"the front matter is over {LARGEST_BYTES:,} bytes long"
        return fault((2, 1), "too-large", message, "is the closing line --- missing?")
    reading = parse_yaml(block, first_line=2)
    if reading.value is None:
        return Reading(None, reading.problems)
    if not isinstance(reading.value, Pairs):
        return fault((2, 1), "wrong-type", "the front matter is not a list of keys", "write  key: value  lines")
    return Reading(Split(reading.value, "\n".join(lines[end + 1 :]), min(end + 2, len(lines))), reading.problems)
