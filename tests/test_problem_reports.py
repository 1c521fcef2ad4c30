"""Problems as text, as annotations and as JSON."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ciie.model.problems import RULES, Problem
from ciie.text.problem_reports import Form, count, render
from support.samples import library, problem, record

HOSTILE = st.text() | st.lists(
    st.sampled_from(["\n", "\r", "\x1b[31m", "%0A", "%", "::error::x", "::", ",", ":", "##[error]", "\u202e", "a"])
).map("".join)
PROBLEMS = st.builds(
    Problem, HOSTILE, st.integers(1, 99), st.integers(1, 99), st.sampled_from(sorted(RULES)), HOSTILE, HOSTILE
)
HELP = "docs/contributing/rules.md#"
SEE = f"%0A{HELP}bad-date"
COMMAND = re.compile(r"::(?:error|warning) file=[^,:\r\n]*,line=\d+,col=\d+,title=[a-z0-9-]+::[^\r\n]*")


def lines(form: Form, *problems: Problem) -> list[str]:
    """The report of problems in a form, by line."""
    return render(library(record(), problems=problems), problems, form).split("\n")


def test_text() -> None:
    """A problem is one line that editors and terminals can follow, and the count comes last."""
    assert lines(Form.TEXT, problem(), problem("unused-entry")) == [
        'articles/2023/a.md:3:7: bad-date: "x" is wrong; write y',
        'articles/2023/a.md:3:7: unused-entry: warning: "x" is wrong; write y',
        "  see docs/contributing/rules.md#bad-date",
        "  see docs/contributing/rules.md#unused-entry",
        "1 record, 1 error, 1 warning",
    ]


def test_github() -> None:
    """A problem is an annotation in its file at its place."""
    assert lines(Form.GITHUB, problem(), problem("unused-entry")) == [
        '::error file=articles/2023/a.md,line=3,col=7,title=bad-date::"x" is wrong; write y%0A' + HELP + "bad-date",
        '::warning file=articles/2023/a.md,line=3,col=7,title=unused-entry::"x" is wrong; write y%0A'
        + HELP
        + "unused-entry",
        "1 record, 1 error, 1 warning",
    ]


def test_json() -> None:
    """Programs get the counts and each problem with its severity."""
    found = json.loads(render(library(record()), [problem(), problem("unused-entry")], Form.JSON))

    assert found["counts"] == {"records": 1, "errors": 1, "warnings": 1}
    assert found["problems"][0] == {
        "path": "articles/2023/a.md",
        "line": 3,
        "column": 7,
        "rule": "bad-date",
        "message": '"x" is wrong',
        "hint": "write y",
        "severity": "error",
        "help": "docs/contributing/rules.md#bad-date",
    }


@pytest.mark.parametrize(
    ("records", "rules", "line"),
    [
        (0, [], "0 records, no problems"),
        (1, [], "1 record, no problems"),
        (2, ["bad-date"], "2 records, 1 error"),
        (2, ["bad-date"] * 2, "2 records, 2 errors"),
        (2, ["unused-entry"], "2 records, 1 warning"),
        (2, ["bad-date", "unused-entry", "image"], "2 records, 1 error, 2 warnings"),
        (1, ["bad-date"] * 1000, "1 record, 1,000 errors"),
    ],
)
def test_count(records: int, rules: list[str], line: str) -> None:
    """The last line says how many problems there are in how many records."""
    whole = library(*(record(f"2023-11-16-shine-{n}") for n in range(records)))

    assert count(whole, [problem(rule) for rule in rules]) == line


@pytest.mark.parametrize(
    ("path", "message", "line"),
    [
        (
            "a,line=1::b.md",
            "x",
            "::error file=a%2Cline=1%3A%3Ab.md,line=3,col=7,title=bad-date::x; write y" + SEE,
        ),
        (
            "a%2Cb.md",
            "100 %0A",
            "::error file=a%252Cb.md,line=3,col=7,title=bad-date::100 %250A; write y" + SEE,
        ),
        (
            "a\n::stop-commands::x",
            "y",
            "::error file=a%0A%3A%3Astop-commands%3A%3Ax,line=3,col=7,title=bad-date::y; write y" + SEE,
        ),
    ],
)
def test_github_with_what_commands_are_made_of(path: str, message: str, line: str) -> None:
    """Commas, colons, per cent signs and line ends of an article's text stay text."""
    assert lines(Form.GITHUB, problem(path=path, message=message))[0] == line


@given(PROBLEMS)
def test_github_of_any_text(found: Problem) -> None:
    """Whatever an article holds, an annotation is one line with the properties that it should have."""
    line, last = re.split(r"\r\n|\r|\n", render(library(), [found], Form.GITHUB))

    assert COMMAND.fullmatch(line)
    assert last.startswith("0 records, 1 ")


@given(PROBLEMS)
def test_text_of_any_text(found: Problem) -> None:
    """Whatever an article holds, each line can be printed and there is one for each problem and the count."""
    report = lines(Form.TEXT, found)

    assert len(report) == 3
    assert all(line.isprintable() for line in report)


@given(PROBLEMS)
def test_json_of_any_text(found: Problem) -> None:
    """Whatever an article holds, a program reads back what was found."""
    (row,) = json.loads(render(library(), [found], Form.JSON))["problems"]

    assert Problem(**{key: value for key, value in row.items() if key not in {"severity", "help"}}) == found


def test_json_of_a_file_name_that_is_no_text() -> None:
    """A file name that is no UTF-8 can be written wherever ASCII can."""
    assert render(library(), [problem(path="\udcff.md")], Form.JSON).isascii()


def test_errors_stand_before_warnings() -> None:
    """Errors, which have to be mended, come first in every form; each kind stays in the order of its files."""
    found = [problem("unused-entry", path="a"), problem(path="b"), problem("image", path="c"), problem(path="d")]

    assert [line[0] for line in lines(Form.TEXT, *found)[:4]] == ["b", "d", "a", "c"]
    assert [row["path"] for row in json.loads(render(library(), found, Form.JSON))["problems"]] == ["b", "d", "a", "c"]


def test_rules_are_linked_where_they_are_explained() -> None:
    """A known repository makes the links of messages addresses."""
    report = render(library(), [problem()], Form.GITHUB, "https://host.example/rules.md")

    assert report.split("\n")[0].endswith("%0Ahttps://host.example/rules.md#bad-date")


def test_markdown() -> None:
    """A summary lists problems with links to their rules, escaped, and ends with the count."""
    assert lines(Form.MARKDOWN, problem(message="<b> is `wrong`"), problem("unused-entry")) == [
        "- Error in articles/2023/a.md:3:7: &lt;b&gt; is \\`wrong\\`; write y "
        "([bad-date](docs/contributing/rules.md#bad-date))",
        '- Warning in articles/2023/a.md:3:7: "x" is wrong; write y '
        "([unused-entry](docs/contributing/rules.md#unused-entry))",
        "",
        "1 record, 1 error, 1 warning.",
    ]


def test_markdown_of_many_problems() -> None:
    """A summary counts what is too much to list."""
    report = lines(Form.MARKDOWN, *[problem()] * 501)

    assert len([line for line in report if line.startswith("- Error")]) == 500
    assert report[-3:] == ["- … and 1 more", "", "1 record, 501 errors."]


@pytest.mark.parametrize("form", [Form.TEXT, Form.MARKDOWN, Form.JSON])
def test_file_name_that_is_a_command(form: Form) -> None:
    """Not even a file name at a line's beginning is taken for a command."""
    report = render(library(), [problem(path="::error::##[debug]")], form)

    assert not re.search(r"^\s*::|##\[", report, re.M)


@given(PROBLEMS, st.sampled_from(Form))
def test_no_form_holds_a_command_of_an_article(found: Problem, form: Form) -> None:
    """Whatever an article holds, a runner sees no command in a report but the annotation itself."""
    report = render(library(), [found], form)
    seen = [line for line in re.split(r"[\r\n]", report) if line.lstrip().startswith("::") or "##[" in line]

    assert len(seen) == (1 if form is Form.GITHUB else 0)
