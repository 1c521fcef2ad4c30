"""The commands and options of the command line, and their help."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TypeAlias

from ciie.model.records import Rights
from ciie.reading.report import Form

Command = Callable[[argparse.Namespace], int]
_Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"


def parser(commands: Mapping[str, Command]) -> argparse.ArgumentParser:
    """The parser of the command `ciie`, which sets `command` to the one of `commands` that was named."""
    whole = argparse.ArgumentParser(
        prog="ciie",
        description="Check records of press coverage of the China International Import Expo and build their site.",
        epilog="For help on a command: ciie check --help",
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
        "A capture is a page saved as text, HTML or PDF; - reads one from standard input. Nothing is fetched or\n"
        "overwritten. The draft has `rights: unreviewed`, which `ciie check` refuses until an editor decides. The\n"
        "report says what to check, and the draft marks uncertain points in comments.\n"
        "Exit status: 0 every capture has a draft, 1 some have none (one line each on standard error), 2 wrong use.\n"
        "\nExamples:\n  ciie import page.html\n  ciie import captures/*.txt --rights permission --into drafts\n"
        "  ciie import - --format json < page.txt"
    )
    parser = _command(commands, "import", "make a draft record from each saved news page", epilog)
    parser.add_argument(
        "captures", nargs="+", metavar="CAPTURE", help="a text, HTML or PDF file, or - for standard input"
    )
    parser.add_argument(
        "--into",
        type=Path,
        metavar="DIR",
        help="where to write the drafts (default: the folder of the year in articles)",
    )
    parser.add_argument(
        "--rights", choices=[ground.value for ground in Rights], default=Rights.UNREVIEWED.value, metavar="RIGHTS",
        help="why the full text may be published: licensed, permission or public-domain (default: unreviewed)",
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
        "Without NAME, print the template. With NAME, write it to a file of that name in the folder of its year, with\n"
        "date and outlet filled in. An existing file is never overwritten.\n\n"
        "Examples:\n  ciie new\n  ciie new 2023-11-16-stdaily-platform-of-opening-up\n  ciie new --into drafts "
        "2023-11-16-stdaily-platform"
    )
    parser = _command(commands, "new", "make an empty record with every key explained", epilog)
    parser.add_argument("name", nargs="?", metavar="NAME", help="the record's name: date, outlet and a few words")
    parser.add_argument(
        "--into", type=Path, metavar="DIR", help="the folder to write to (default: the folder of the year)"
    )
    _folder(parser, "--articles", "articles", "the folder of records, whose vocabulary is used")
    return parser


def _check(commands: _Commands) -> argparse.ArgumentParser:
    epilog = (
        "Each problem is one line, path:line:column: rule: what is wrong; what to write instead.\n"
        "Errors come first, then warnings. docs/contributing/rules.md explains each rule.\n"
        "--fix fixes what has only one correct fix (former ids, names for ids, commas in numbers, the order of keys,\n"
        "quotes around titles, full-width digits, trailing spaces), says what it did, then checks.\n"
        "It never touches the digest.\n"
        "Exit status: 0 nothing stops publication, 1 errors, 2 wrong use.\n\n"
        "Examples:\n  ciie check\n  ciie check articles/2023\n  ciie check --fix\n  ciie check --format json"
    )
    parser = _command(commands, "check", "report every problem in records and vocabulary", epilog)
    parser.add_argument(
        "paths", nargs="*", metavar="PATH", help="report only problems in these files or folders (all are read)"
    )
    _folder(parser, "--articles", "articles", "the folder of records")
    parser.add_argument(
        "--format", choices=[form.value for form in Form], default=Form.TEXT.value, metavar="FORM",
        help="text for people (default), github for annotations, markdown for a summary, json for programs",
    )  # fmt: skip
    parser.add_argument(
        "--base", metavar="BASE",
        help="the records before the change, as a folder or a revision of git: of two records of one article, the one "
        "that BASE lacks is reported (default: the one that git says came later)",
    )  # fmt: skip
    parser.add_argument("--fix", action="store_true", help="fix what has only one correct fix, and say what was fixed")
    return parser


def _diff(commands: _Commands) -> argparse.ArgumentParser:
    epilog = (
        "Lists, as Markdown, the records, figures, vocabulary entries and pages that are added, changed or removed,\n"
        "figures that differ from other records, and records that look alike.\n\n"
        "Examples:\n  ciie diff\n  ciie diff HEAD~3\n  ciie diff ../other/articles"
    )
    parser = _command(commands, "diff", "report what a change does to the collection and its site", epilog)
    parser.add_argument(
        "base", nargs="?", default="main", metavar="BASE",
        help="what to compare with: a folder of records, or a revision of git (default: main)",
    )  # fmt: skip
    _folder(parser, "--articles", "articles", "the folder of records")
    return parser


def _schema(commands: _Commands) -> argparse.ArgumentParser:
    epilog = (
        "With it, a text editor completes keys and ids as you type; docs/contributing/editors.md shows how.\n"
        "\nExample:\n  ciie schema > record.schema.json"
    )
    parser = _command(commands, "schema", "print the JSON Schema of a record's front matter", epilog)
    _folder(parser, "--articles", "articles", "the folder of records, whose vocabulary is used")
    return parser


def _pages(commands: _Commands) -> argparse.ArgumentParser:
    epilog = "Writes only pages that changed, removes those no longer needed, and touches nothing else in docs."
    parser = _command(commands, "pages", "write the Markdown pages of the site", epilog)
    _folder(parser, "--articles", "articles", "the folder of records")
    _folder(parser, "--docs", "docs", "the folder of pages")
    return parser


def _build(commands: _Commands) -> argparse.ArgumentParser:
    epilog = "The old site is replaced once the build succeeds; an error in a record leaves it as it is."
    parser = _command(commands, "build", "check the records and build the site", epilog)
    _folder(parser, "--articles", "articles", "the folder of records")
    _folder(parser, "--docs", "docs", "the folder of pages")
    _folder(parser, "--site", "site", "where to write the site")
    return parser


def _serve(commands: _Commands) -> argparse.ArgumentParser:
    parser = _command(commands, "serve", "serve the site locally and rebuild it after a change", "Stop it with Ctrl-C.")
    parser.add_argument("--port", type=_port, default=8000, help="the local port (default: 8000)")
    return parser


def _port(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 65535:
        raise argparse.ArgumentTypeError(f"{text!r} is not a port; write a number from 1 to 65535, such as 8000")
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
