"""The command line's commands and options, and the help that each prints."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TypeAlias

from ciie.reading.report import Form
from ciie.words.model import Rights

Command = Callable[[argparse.Namespace], int]
_Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"


def parser(commands: Mapping[str, Command]) -> argparse.ArgumentParser:
    """The parser of the command `ciie`, which sets `command` to the one of `commands` that was named."""
    whole = argparse.ArgumentParser(
        prog="ciie",
        description="Checks records of press coverage of the China International Import Expo and builds their site.",
        epilog="Each command explains itself: ciie check --help",
    )
    parsers = whole.add_subparsers(title="commands", required=True, metavar="COMMAND")
    for name, add in _OPTIONS.items():
        add(parsers).set_defaults(command=commands[name])
    return whole


def _command(commands: _Commands, name: str, purpose: str, epilog: str) -> argparse.ArgumentParser:
    text = f"{purpose[0].upper()}{purpose[1:]}."
    return commands.add_parser(
        name, help=purpose, description=text, epilog=epilog, formatter_class=argparse.RawDescriptionHelpFormatter
    )


def _folder(parser: argparse.ArgumentParser, option: str, default: str, meaning: str) -> None:
    parser.add_argument(option, type=Path, default=Path(default), metavar="DIR", help=f"{meaning} (default: {default})")


def _import(commands: _Commands) -> argparse.ArgumentParser:
    epilog = (
        "A capture is a page saved as text, HTML or PDF; - reads one from standard input. Nothing is overwritten,\n"
        "and nothing is fetched. The draft has `rights: unreviewed`, which `ciie check` refuses, until an editor has\n"
        "decided. What to look at stands in the report and, as comments, in the draft.\n"
        "Exit status: 0 every capture has its draft, 1 some have none (one line each on standard error), 2 wrong use.\n"
        "\nExamples:\n  ciie import page.html\n  ciie import captures/*.txt --rights permission --into drafts\n"
        "  ciie import - --format json < page.txt"
    )
    parser = _command(commands, "import", "make a draft record of each saved or pasted news page", epilog)
    parser.add_argument(
        "captures", nargs="+", metavar="CAPTURE", help="a text, HTML or PDF file, or - for standard input"
    )
    parser.add_argument(
        "--into", type=Path, metavar="DIR", help="where the drafts go (default: the year's folder in articles)"
    )
    parser.add_argument(
        "--rights", choices=[ground.value for ground in Rights], default=Rights.UNREVIEWED.value, metavar="RIGHTS",
        help="the ground to publish the full text on: licensed, permission or public-domain (default: unreviewed)",
    )  # fmt: skip
    parser.add_argument(
        "--articles", type=Path, metavar="DIR", help="the folder of records to compare with (default: articles)"
    )
    parser.add_argument(
        "--format", choices=[Form.TEXT.value, Form.JSON.value], default=Form.TEXT.value, metavar="FORM",
        help="text for people (default), json for programs",
    )  # fmt: skip
    return parser


def _new(commands: _Commands) -> argparse.ArgumentParser:
    epilog = (
        "Without NAME the template is printed. With NAME it is written to a file of that name in the folder of its\n"
        "year, with date and outlet filled in; a file that is there already is left alone.\n\n"
        "Examples:\n  ciie new\n  ciie new 2023-11-16-stdaily-platform-of-opening-up\n  ciie new --into drafts "
        "2023-11-16-stdaily-platform"
    )
    parser = _command(commands, "new", "give an empty record with every key explained", epilog)
    parser.add_argument("name", nargs="?", metavar="NAME", help="the record's name: date, outlet and a few words")
    parser.add_argument("--into", type=Path, metavar="DIR", help="the folder to write to (default: the year's)")
    _folder(parser, "--articles", "articles", "the folder of records, whose vocabulary is offered")
    return parser


def _check(commands: _Commands) -> argparse.ArgumentParser:
    epilog = (
        "Each problem is one line, path:line:column: rule: what is wrong; what to write instead.\n"
        "Errors come first, then warnings. docs/contributing/rules.md explains each rule.\n"
        "--fix mends what has one safe answer (order of keys, quotes around titles, full-width digits, blanks at the\n"
        "end of lines), says what it did, and then checks; the digest below the keys is never touched.\n"
        "Exit status: 0 nothing that stops publication, 1 errors, 2 wrong use.\n\n"
        "Examples:\n  ciie check\n  ciie check articles/2023\n  ciie check --fix\n  ciie check --format json"
    )
    parser = _command(commands, "check", "name every problem of every record and of the whole set", epilog)
    parser.add_argument(
        "paths", nargs="*", metavar="PATH", help="show only the problems of these files or folders (all are read)"
    )
    _folder(parser, "--articles", "articles", "the folder of records")
    parser.add_argument(
        "--format", choices=[form.value for form in Form], default=Form.TEXT.value, metavar="FORM",
        help="text for people (default), github for annotations, markdown for a summary, json for programs",
    )  # fmt: skip
    parser.add_argument(
        "--base", metavar="BASE",
        help="the records as they were before, a folder or a revision of git: of two that are the same, the one it "
        "lacks is at fault (default: the one that came later by git)",
    )  # fmt: skip
    parser.add_argument("--fix", action="store_true", help="mend what has one safe answer, and say what was mended")
    return parser


def _diff(commands: _Commands) -> argparse.ArgumentParser:
    epilog = (
        "Names in Markdown the records, figures, entries of the vocabulary and pages that were added, changed or\n"
        "removed, figures that differ from other records, and records that look alike.\n\n"
        "Examples:\n  ciie diff\n  ciie diff HEAD~3\n  ciie diff ../other/articles"
    )
    parser = _command(commands, "diff", "say what a change does to the collection and its site", epilog)
    parser.add_argument(
        "base", nargs="?", default="main", metavar="BASE",
        help="what to compare with: a folder of records, or a revision of git (default: main)",
    )  # fmt: skip
    _folder(parser, "--articles", "articles", "the folder of records")
    return parser


def _schema(commands: _Commands) -> argparse.ArgumentParser:
    epilog = (
        "Editors that know JSON Schema complete keys and ids while you type; docs/contributing/editors.md shows how.\n"
        "\nExample:\n  ciie schema > record.schema.json"
    )
    parser = _command(commands, "schema", "print the JSON Schema of a record's front matter", epilog)
    _folder(parser, "--articles", "articles", "the folder of records, whose vocabulary is offered")
    return parser


def _pages(commands: _Commands) -> argparse.ArgumentParser:
    epilog = "Only what changed is written, pages no longer needed are removed, nothing else in docs is touched."
    parser = _command(commands, "pages", "write the Markdown pages that the site is made of", epilog)
    _folder(parser, "--articles", "articles", "the folder of records")
    _folder(parser, "--docs", "docs", "the folder of pages")
    return parser


def _build(commands: _Commands) -> argparse.ArgumentParser:
    epilog = "A record with an error, or a build that fails, leaves the old site as it is."
    parser = _command(commands, "build", "check the records and build the finished site", epilog)
    _folder(parser, "--articles", "articles", "the folder of records")
    _folder(parser, "--docs", "docs", "the folder of pages")
    _folder(parser, "--site", "site", "where the site goes")
    return parser


def _serve(commands: _Commands) -> argparse.ArgumentParser:
    parser = _command(commands, "serve", "show the site here, rebuilt when a record changes", "Stop it with Ctrl-C.")
    parser.add_argument("--port", type=_port, default=8000, help="the local port (default: 8000)")
    return parser


def _port(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 65535:
        raise argparse.ArgumentTypeError(f"{text!r} is no port; give a number from 1 to 65535, such as 8000")
    return int(text)


_OPTIONS: Mapping[str, Callable[[_Commands], argparse.ArgumentParser]] = {
    "import": _import,
    "new": _new,
    "check": _check,
    "diff": _diff,
    "schema": _schema,
    "pages": _pages,
    "build": _build,
    "serve": _serve,
}
