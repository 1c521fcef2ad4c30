"""The patterns of layout_patterns.yml, each with the lines it matches and those it does not."""

from __future__ import annotations

from pathlib import Path

import pytest

from ciie.importing import line_labels
from ciie.importing.line_labels import Does, Pattern, layout_patterns
from ciie.words.errors import EnvironmentFaultError
from test_layouts import OTHER, PARAGRAPH, THIRD

EXAMPLES = [(pattern, example) for pattern in layout_patterns() for example in pattern.examples]
OTHERS = [(pattern, example) for pattern in layout_patterns() for example in pattern.counterexamples]


@pytest.mark.parametrize(("pattern", "example"), EXAMPLES, ids=lambda value: str(getattr(value, "name", value))[:40])
def test_pattern_matches_each_example(pattern: Pattern, example: str) -> None:
    """Every pattern matches the lines it is there for."""
    assert pattern.match(example)


@pytest.mark.parametrize(("pattern", "example"), OTHERS, ids=lambda value: str(getattr(value, "name", value))[:40])
def test_pattern_matches_no_counterexample(pattern: Pattern, example: str) -> None:
    """No pattern matches the lines that look like its own and are not."""
    assert not pattern.match(example)


def test_pattern_leaves_paragraphs_alone() -> None:
    """No pattern matches a plain paragraph, in English or Chinese."""
    texts = (PARAGRAPH, OTHER, THIRD, "第六届进博会开幕，参展商来自一百多个国家和地区，现场十分热闹，合唱团唱了一天。")

    assert [(pattern.name, text) for pattern in layout_patterns() for text in texts if pattern.match(text)] == []


def test_mistake_in_the_file_of_patterns(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A pattern that is no regular expression is a fault with a message, not a traceback."""
    broken = tmp_path / "layout_patterns.yml"
    broken.write_text("- {name: x, where: head, does: cut, pattern: '(', example: [x]}\n", encoding="utf-8")
    monkeypatch.setattr(line_labels, "FILE", broken)
    layout_patterns.cache_clear()

    with pytest.raises(EnvironmentFaultError, match=r"layout_patterns\.yml cannot be used"):
        layout_patterns()
    layout_patterns.cache_clear()


def test_patterns_have_a_name_for_what_they_do() -> None:
    """Each kind of pattern is there."""
    assert {pattern.does for pattern in layout_patterns()} == set(Does)
