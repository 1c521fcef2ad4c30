"""Tables of patterns, each pattern with the texts that it matches and those it does not."""

from __future__ import annotations

import re
from enum import StrEnum
from pathlib import Path

import pytest

from ciie.capturing.addresses import AddressWord, address_patterns
from ciie.capturing.datelines import Opens, dateline_patterns, find_dateline
from ciie.capturing.imprints import ImprintWord, imprint_patterns
from ciie.capturing.labels import Does, layout_patterns
from ciie.importing.expo_words import ExpoWord, expo_patterns
from ciie.model.problems import EnvironmentFaultError
from ciie.text.patterns import Pattern, read_patterns
from ciie.text.quantities import NumberWords, Side, find_quantities, number_patterns
from support.import_samples import OTHER, PARAGRAPH, THIRD

PATTERNS = (
    *layout_patterns(),
    *imprint_patterns(),
    *dateline_patterns(),
    *address_patterns(),
    *expo_patterns(),
    *number_patterns(),
)
EXAMPLES = [(pattern, example) for pattern in PATTERNS for example in pattern.examples]
OTHERS = [(pattern, example) for pattern in PATTERNS for example in pattern.counterexamples]
NO_FIGURES = [example for pattern, example in EXAMPLES if pattern.does == NumberWords.NO_FIGURE]


def finds(pattern: Pattern, text: str) -> bool:
    """Whether `pattern` is found where its table looks for it: beside the [number], anywhere, or as the whole line."""
    if isinstance(pattern.does, NumberWords):
        before, after = re.split(r"\[.*?\]", text, maxsplit=1)
        blank = r"\s*" if pattern.does is NumberWords.QUALIFIER else ""
        words = f"(?:{pattern.expression.pattern})"
        found = re.search(f"{words}{blank}$", before, re.I), re.match(f"{blank}{words}", after, re.I)
        return found[pattern.where == Side.BEHIND] is not None
    if isinstance(pattern.does, ImprintWord | AddressWord | ExpoWord):
        return pattern.expression.search(text) is not None
    if isinstance(pattern.does, Opens):
        opened, match = find_dateline(text), pattern.expression.match(text)
        return opened is not None and match is not None and match.group() == opened.words
    return pattern.match(text) is not None


@pytest.mark.parametrize(("pattern", "example"), EXAMPLES, ids=lambda value: str(getattr(value, "name", value))[:40])
def test_pattern_matches_each_example(pattern: Pattern, example: str) -> None:
    """Every pattern matches the texts it is there for."""
    assert finds(pattern, example)


@pytest.mark.parametrize(("pattern", "example"), OTHERS, ids=lambda value: str(getattr(value, "name", value))[:40])
def test_pattern_matches_no_counterexample(pattern: Pattern, example: str) -> None:
    """No pattern matches the texts that look like its own and are not."""
    assert not finds(pattern, example)


@pytest.mark.parametrize("example", NO_FIGURES)
def test_number_with_words_that_keep_it_from_counting(example: str) -> None:
    """A number beside such words is no quantity."""
    start = example.index("[")

    found = find_quantities(re.sub(r"[\[\]]", "", example))

    assert [quantity for quantity in found if quantity.number == start] == []


def test_pattern_leaves_paragraphs_alone() -> None:
    """No pattern for a whole line matches a plain paragraph, in English or Chinese."""
    texts = (PARAGRAPH, OTHER, THIRD, "第六届进博会开幕，参展商来自一百多个国家和地区，现场十分热闹，合唱团唱了一天。")

    assert [(pattern.name, text) for pattern in layout_patterns() for text in texts if pattern.match(text)] == []


def test_mistake_in_a_table_of_patterns(tmp_path: Path) -> None:
    """A pattern that is no regular expression is a fault with a message, not a traceback."""
    broken = tmp_path / "line_patterns.yml"
    broken.write_text("- {name: x, does: cut, pattern: '(', example: [x]}\n", encoding="utf-8")

    with pytest.raises(EnvironmentFaultError, match=r"line_patterns\.yml cannot be used"):
        read_patterns(broken, Does)


@pytest.mark.parametrize(
    ("patterns", "kinds"),
    [
        (layout_patterns(), Does),
        (imprint_patterns(), ImprintWord),
        (dateline_patterns(), Opens),
        (address_patterns(), AddressWord),
        (expo_patterns(), ExpoWord),
        (number_patterns(), NumberWords),
    ],
    ids=["layout", "imprint", "dateline", "address", "expo", "number"],
)
def test_table_has_a_pattern_for_all_that_one_can_do(patterns: tuple[Pattern, ...], kinds: type[StrEnum]) -> None:
    """Each kind of pattern is there."""
    assert {pattern.does for pattern in patterns} == set(kinds)
