"""Measures how the processor time of hostile files grows with their size.

    PYTHONPATH=tests python -m bench.hostile_growth [NAME...]

Each file is read, checked and, where it is accepted, made into the page of a record. Prints seconds of processor time
for a quarter, a half and all of the largest text of a kind that is read and for a megabyte, which is refused, the
exponent between the first and the third (1.0 is linear, 2.0 quadratic), and the size of that text. What takes over a
fifth of a second and grows with more than 1.1 is marked, and so is what takes over two seconds.
"""

from __future__ import annotations

import math
import sys
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

import yaml

from bench.growth import SHARES, keep_still, largest, row, seconds
from ciie.reading import bodies, frontmatter
from ciie.reading.files import LARGEST_FILE_BYTES, decode
from ciie.reading.frontmatter import split
from ciie.reading.records import ReadingContext, read_record, reading_context
from ciie.reading.vocabulary import read_vocabulary
from ciie.text.names import names_of
from ciie.views.digests import digest
from support.project import PROJECT
from support.rendering import ours
from support.samples import RECORD_PATH, RECORD_TEXT, TODAY

_HEAD = RECORD_TEXT.rsplit("---\n", 1)[0]
# What a file holds beside the text that is made for it.
_ROOM = 400


def _filled(unit: str) -> Callable[[int], str]:
    return lambda size: unit * (size // len(unit.encode()))


def _stairs(size: int) -> str:
    """A list that is indented ever deeper."""
    depth = int(math.sqrt(size))
    return "".join(f"{' ' * (2 * n)}- a\n" for n in range(depth))


def _wrapped(mark: str, end: str = "") -> Callable[[int], str]:
    return lambda size: mark * (size // 2 // len(mark)) + "a" + (end or mark) * (size // 2 // len(end or mark))


def _keys(size: int) -> str:
    return "".join(f"k{n}: a\n" for n in range(size // 10))


# In the body: what Markdown, the finders of numbers, dates, names and sentences read.
BODIES: Mapping[str, Callable[[int], str]] = {
    **{
        repr(unit): _filled(unit)
        for unit in yaml.safe_load(Path(__file__).with_name("hostile_units.yml").read_text(encoding="utf-8"))
    },
    "a list ever deeper": _stairs,
    "emphasis in emphasis": _wrapped("**"),
    "brackets in brackets": _wrapped("[", "]"),
    "a table of many columns": lambda size: "|a" * (size // 4) + "|\n" + "|-" * (size // 4) + "|\n",
}
# In the front matter, of which there may be far less.
HEADS: Mapping[str, Callable[[int], str]] = {
    "keys": _keys,
    **{
        f"summary: {unit!r}": (lambda size, unit=unit: f'summary: "{unit * (size // len(unit))}"\n')  # type: ignore[misc]
        for unit in ("a", "a: ", "- ", "{", "[", "\\\\", "中")
    },
    **{
        f"{key}: [{unit!r}…]": (lambda size, key=key, unit=unit: f"{key}: [{unit * (size // len(unit))}]\n")  # type: ignore[misc]
        for key in ("authors", "organisations", "figures")
        for unit in ("a, ", "[", "{a: b}, ", '"a", ')
    },
    "figures": lambda size: "figures:\n" + "  - {measure: a, value: 1, unit: b}\n" * (size // 35),
    "events": lambda size: "events:\n" + "  - {date: 2023-11-05, what: a}\n" * (size // 33),
    "comments": lambda size: "# a\n" * (size // 4),
}


def main(chosen: list[str]) -> None:
    """Prints a line for each kind of file."""
    context = reading_context(names_of(read_vocabulary(PROJECT / "articles/vocabulary", "").value), TODAY)  # type: ignore[arg-type]
    _read(RECORD_TEXT, context)
    keep_still()
    for name, make in {**_named("body", BODIES), **_named("head", HEADS)}.items():
        if not chosen or any(each in name for each in chosen):
            limit = bodies.LARGEST_BYTES if name.startswith("body") else frontmatter.LARGEST_BYTES
            most = largest(lambda size, make=make: _fits(make(size), context), limit - _ROOM)  # type: ignore[misc]
            sizes = (*(int(most * share) for share in SHARES), LARGEST_FILE_BYTES - _ROOM)
            texts = [make(size) for size in sizes]
            print(row(name, [seconds(partial(_read, text, context)) for text in texts], f"{most:7,} bytes"), flush=True)


def _named(part: str, makers: Mapping[str, Callable[[int], str]]) -> dict[str, Callable[[int], str]]:
    """What makes a whole file with much in this part of it, by name."""
    before, behind = ("---\n\n", "") if part == "body" else ("", "---\n\nA.\n")

    def whole(make: Callable[[int], str], size: int) -> str:
        return f"{_HEAD}{before}{make(size)}{behind}"

    return {f"{part} {name}": partial(whole, make) for name, make in makers.items()}


def _fits(text: str, context: ReadingContext) -> bool:
    """True where nothing of `text` is refused for its size alone."""
    halves = split(text)
    if halves.value is not None and len(halves.value.body) > _ROOM:
        return not bodies.check_size(halves.value.body, halves.value.body_line)
    problems = read_record(RECORD_PATH, text, context).problems
    return not any(problem.rule in {"too-large", "too-long"} for problem in problems)


def _read(text: str, context: ReadingContext) -> None:
    decoded = decode(text.encode()).value
    if decoded is not None:
        reading = read_record(RECORD_PATH, decoded, context)
        if reading.value is not None and not any(problem.is_error for problem in reading.problems):
            ours(digest(reading.value.body))


if __name__ == "__main__":
    main(sys.argv[1:])
