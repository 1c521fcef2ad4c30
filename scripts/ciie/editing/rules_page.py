"""The page of rules: a heading for each rule, what it requires, and the message if it is broken."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ciie.words.markdown import blocks, escape, heading
from ciie.words.rules import Rule, Severity

_LEAD = (
    "What `ciie check` requires of records and of the vocabulary, and an example of what it says if a rule is broken. "
    "**Errors** stop publication. **Warnings** do not: the site is right, but could be better. The front matter of a "
    "record is the part between the two `---` lines, its body the digest below them."
)


def render_rules(rules: Iterable[Rule], examples: Mapping[str, str]) -> str:
    """The page as Markdown, errors before warnings; `examples` has a line of `ciie check` for a rule, by its name."""
    by_severity: dict[Severity, list[Rule]] = {severity: [] for severity in Severity}
    for rule in rules:
        by_severity[rule.severity].append(rule)
    sections = [
        blocks(heading(2, f"{severity.value.capitalize()}s"), *(_section(rule, examples) for rule in found))
        for severity, found in by_severity.items()
    ]
    head = "---\ntitle: Rules\ndescription: What the check of records requires, rule by rule.\n---"
    return blocks(head, heading(1, "Rules"), _LEAD, *sections) + "\n"


def _section(rule: Rule, examples: Mapping[str, str]) -> str:
    example = examples.get(rule.name)
    shown = f"`` {example} ``" if example else ""
    return blocks(heading(3, rule.name), escape(rule.meaning), shown)
