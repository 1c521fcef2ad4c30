"""Problems as text for people, as annotations for GitHub, or as JSON for programs."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from enum import StrEnum

from ciie.library import Library
from ciie.problems import Problem
from ciie.rules import Severity


class Form(StrEnum):
    """How problems are printed."""

    TEXT = "text"
    GITHUB = "github"
    JSON = "json"


def render(library: Library, problems: Sequence[Problem], form: Form) -> str:
    """`problems` of `library` in `form`, with their count at the end (JSON: under "counts")."""
    if form is Form.JSON:
        return _json(library, problems)
    line = _github_line if form is Form.GITHUB else _text_line
    return "\n".join([*map(line, problems), count(library, problems)])


def count(library: Library, problems: Sequence[Problem]) -> str:
    """One line: how many problems in how many records."""
    records = _number(library.files, "record")
    if not problems:
        return f"{records}, no problems"
    errors = sum(found.is_error for found in problems)
    parts = [_number(errors, "error")] if errors else []
    parts += [_number(len(problems) - errors, "warning")] if errors < len(problems) else []
    return f"{records}, {', '.join(parts)}"


def _number(value: int, noun: str) -> str:
    return f"{value:,} {noun}{'' if value == 1 else 's'}"


def _text_line(found: Problem) -> str:
    kind = "" if found.is_error else "warning: "
    return _on_one_line(f"{found.path}:{found.line}:{found.column}: {found.rule}: {kind}{found.message}; {found.hint}")


def _github_line(found: Problem) -> str:
    place = f"file={_property(found.path)},line={found.line},col={found.column},title={_property(found.rule)}"
    kind = "error" if found.severity is Severity.ERROR else "warning"
    return f"::{kind} {place}::{_data(_on_one_line(f'{found.message}; {found.hint}'))}"


def _json(library: Library, problems: Sequence[Problem]) -> str:
    errors = sum(found.is_error for found in problems)
    counts = {"records": library.files, "errors": errors, "warnings": len(problems) - errors}
    rows = [{**asdict(found), "severity": found.severity.value} for found in problems]
    # File names may hold bytes that are no text, which only ASCII can carry to any output.
    return json.dumps({"counts": counts, "problems": rows}, ensure_ascii=True, indent=2)


def _on_one_line(text: str) -> str:
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)


def _data(text: str) -> str:
    """Escapes a workflow command's message (GitHub Actions, toolkit/core command.ts: escapeData)."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    """Escapes a workflow command's property (GitHub Actions, toolkit/core command.ts: escapeProperty)."""
    return _data(text).replace(":", "%3A").replace(",", "%2C")
