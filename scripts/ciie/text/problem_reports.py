"""Problems as text for people, as annotations for GitHub, as Markdown for a summary, or as JSON for programs."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Sequence
from dataclasses import asdict
from enum import StrEnum

from ciie.model.library import Library
from ciie.model.problems import RULES_PAGE, Problem, Severity
from ciie.text.markdown import escape
from ciie.text.number_words import with_noun

# A summary holds at most 1 MiB (GitHub Docs, "Workflow commands for GitHub Actions", job summaries).
MOST_IN_SUMMARY = 500


class Form(StrEnum):
    """How problems are printed."""

    TEXT = "text"
    GITHUB = "github"
    MARKDOWN = "markdown"
    JSON = "json"


def render(
    library: Library,
    problems: Sequence[Problem],
    form: Form,
    rules: str = RULES_PAGE,
    is_own: Callable[[str], bool] = lambda path: True,
) -> str:
    """The problems in a form.

    Args:
        library: What was checked.
        problems: Its problems.
        form: Text, annotations, Markdown or JSON.
        rules: The path or address of the page that explains each rule under a heading of its name.
        is_own: Whether the change that is checked touches the file at a path. Problems of such files come first, and
            only they are annotations.

    Returns:
        Errors before warnings, with their count at the end (JSON: under "counts").
    """
    problems = sorted(problems, key=lambda found: (not found.is_error, not is_own(found.path)))
    if form is Form.JSON:
        return _json(library, problems, rules)
    if form is Form.MARKDOWN:
        return _markdown(library, problems, rules)
    if form is Form.GITHUB:
        lines = [_github_line(found, rules) for found in problems if is_own(found.path)]
        lines += _elsewhere([found for found in problems if not is_own(found.path)])
    else:
        lines = [*map(_text_line, problems), *_entry_lines(problems), *_rule_lines(problems, rules)]
    return "\n".join([*lines, count(library, problems)])


def count(library: Library, problems: Sequence[Problem]) -> str:
    """One line: how many problems in how many records.

    Args:
        library: The library that was read.
        problems: The problems to count, of the library or of a part of it.

    Returns:
        Such as "12 records, 1 error, 2 warnings".
    """
    records = with_noun(library.files, "record")
    if not problems:
        return f"{records}, no problems"
    errors = sum(found.is_error for found in problems)
    parts = [with_noun(errors, "error")] if errors else []
    parts += [with_noun(len(problems) - errors, "warning")] if errors < len(problems) else []
    return f"{records}, {', '.join(parts)}"


def on_one_line(text: str) -> str:
    """`text` with control characters spelt out, and no command of GitHub Actions in it.

    A runner obeys ``::command::`` at the start of a line, and ``##[command]`` anywhere in one (actions/runner,
    ActionCommand.cs: TryParseV2 and TryParse).

    Args:
        text: A text from a record, which may be hostile.

    Returns:
        The text without a line end.
    """
    shown = "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)
    return shown.replace("##[", "# #[")


def _text_line(found: Problem) -> str:
    kind = "" if found.is_error else "warning: "
    line = on_one_line(f"{_place(found)}: {found.rule}: {kind}{found.message}; {found.hint}")
    return f"./{line}" if line.lstrip().startswith("::") else line


def _entry_lines(problems: Sequence[Problem]) -> list[str]:
    """The entries that problems of several new names ask for, under the file that each belongs to."""
    entries = [entry for found in problems if len(found.missing) > 1 for entry in found.missing]
    kinds = sorted({entry.kind for entry in entries})
    return [
        line
        for kind in kinds
        for line in (
            f"  add to vocabulary/{kind}.yml:",
            *dict.fromkeys(on_one_line(entry.line) for entry in entries if entry.kind == kind),
        )
    ]


def _rule_lines(problems: Sequence[Problem], rules: str) -> list[str]:
    """Where the rules that were broken are explained, each once."""
    return [f"  see {rules}#{rule}" for rule in dict.fromkeys(found.rule for found in problems)]


def _github_line(found: Problem, rules: str) -> str:
    place = f"file={_property(found.path)},line={found.line},col={found.column},title={_property(found.rule)}"
    kind = "error" if found.severity is Severity.ERROR else "warning"
    message = _data(on_one_line(f"{found.message}; {found.hint}"))
    entries = "".join(f"%0A{_data(line)}" for line in _entry_lines([found]))
    return f"::{kind} {place}::{message}{entries}%0A{_data(f'{rules}#{found.rule}')}"


def _elsewhere(problems: Sequence[Problem]) -> list[str]:
    """How many problems the files have that the change does not touch: an annotation where some are errors."""
    errors = sum(found.is_error for found in problems)
    told = "in files that the change does not touch; the summary lists them"
    if errors:
        return [f"::error title=elsewhere::{with_noun(errors, 'error')} {told}"]
    return [f"{with_noun(len(problems), 'warning')} {told}"] if problems else []


def _markdown(library: Library, problems: Sequence[Problem], rules: str) -> str:
    lines = [
        f"- {'Error' if found.is_error else 'Warning'} in {escape(on_one_line(_place(found)))}: "
        f"{escape(on_one_line(f'{found.message}; {found.hint}'))} ([{found.rule}]({rules}#{found.rule}))"
        for found in problems[:MOST_IN_SUMMARY]
    ]
    rest = [f"- … and {len(problems) - MOST_IN_SUMMARY:,} more"] if len(problems) > MOST_IN_SUMMARY else []
    return "\n".join([*lines, *rest, *([""] if lines else []), f"{count(library, problems)}."])


def _json(library: Library, problems: Sequence[Problem], rules: str) -> str:
    errors = sum(found.is_error for found in problems)
    counts = {"records": library.files, "errors": errors, "warnings": len(problems) - errors}
    rows = [{**_facts(found), "severity": found.severity.value, "help": f"{rules}#{found.rule}"} for found in problems]
    # File names may hold bytes that are no text, which only ASCII can carry to any output.
    written = json.dumps({"counts": counts, "problems": rows}, ensure_ascii=True, indent=2)
    return written.replace("##[", "\\u0023#[")


def _facts(found: Problem) -> dict[str, object]:
    return {name: value for name, value in asdict(found).items() if name not in {"fix", "missing"}}


def _place(found: Problem) -> str:
    return f"{found.path}:{found.line}:{found.column}"


def _data(text: str) -> str:
    """Escapes a workflow command's message (GitHub Actions, toolkit/core command.ts: escapeData)."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    """Escapes a workflow command's property (GitHub Actions, toolkit/core command.ts: escapeProperty)."""
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def rules_address() -> str:
    """Where the rules are explained.

    Returns:
        The page's address on the repository's host, where REPOSITORY_URL names that, else its path in this folder.
    """
    repository = os.environ.get("REPOSITORY_URL", "").rstrip("/")
    return f"{repository}/blob/HEAD/{RULES_PAGE}" if repository else RULES_PAGE
