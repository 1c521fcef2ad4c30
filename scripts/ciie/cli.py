"""The command `ciie`. The only module that prints, and the only one that ends the program."""

from __future__ import annotations

import argparse
import datetime as dt
import io
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeAlias

from ciie import pipeline
from ciie.errors import CiieError, WrongUseError
from ciie.problems import Problem
from ciie.report import Form, count, render

CLEAN, PROBLEMS, WRONG_USE = 0, 1, 2
Command = Callable[[argparse.Namespace], int]
_Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command; 0 clean, 1 problems in the content, 2 wrong use or a broken environment."""
    options = _parser().parse_args(arguments)
    command: Command = options.command
    if isinstance(sys.stdout, io.TextIOWrapper):
        # File names may hold bytes that are no text, and a terminal may know no Chinese.
        sys.stdout.reconfigure(errors="backslashreplace")
    try:
        status = command(options)
        sys.stdout.flush()
        return status
    except BrokenPipeError:
        # Python flushes once more when it ends; there is nobody left to read it.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return WRONG_USE
    except (CiieError, OSError) as error:
        print(f"ciie: {error}", file=sys.stderr)
        return WRONG_USE
    except KeyboardInterrupt:
        print("ciie: stopped", file=sys.stderr)
        return WRONG_USE


def check(options: argparse.Namespace) -> int:
    """Prints every problem of every record and of the whole set."""
    library = pipeline.read_collection(options.articles, _today())
    problems = _among(library.problems, options.paths)
    print(render(library, problems, Form(options.format)))
    return PROBLEMS if any(found.is_error for found in problems) else CLEAN


def pages(options: argparse.Namespace) -> int:
    """Writes the generated pages, where there is no error."""
    made = pipeline.make_pages(options.articles, options.docs, _today())
    if made.outcome is None:
        print(render(made.library, made.library.errors, Form.TEXT))
        return PROBLEMS
    done = made.outcome
    print(f"{done.written:,} pages written, {done.unchanged:,} unchanged, {done.removed:,} removed in {options.docs}")
    return CLEAN


def build(options: argparse.Namespace) -> int:
    """Checks the records and builds the site."""
    library = pipeline.read_collection(options.articles, _today())
    if library.errors:
        print(render(library, library.errors, Form.TEXT))
        return PROBLEMS
    _say(f"{count(library, library.problems)}; building {options.site}")
    from ciie import site  # noqa: PLC0415, MkDocs takes 0.3 s to import

    site.build(library, options.docs, options.site)
    print(f"{len(library.records):,} articles published in {options.site}")
    return CLEAN


def serve(options: argparse.Namespace) -> int:
    """Shows the site on a local port and builds it again when a record changes."""
    from ciie import site  # noqa: PLC0415, as above

    site.serve(options.port)
    return CLEAN


def _among(problems: Sequence[Problem], paths: Sequence[str]) -> list[Problem]:
    """The problems of the files and folders `paths`; of everything where none is named."""
    for path in paths:
        if not Path(path).exists():
            raise WrongUseError(f"there is no {path}; name a record, a folder, or nothing for all of them")
    chosen = [Path(path).resolve() for path in paths]
    if not chosen:
        return list(problems)
    return [found for found in problems if any(Path(found.path).resolve().is_relative_to(p) for p in chosen)]


def _today() -> dt.date:
    return dt.datetime.now(dt.UTC).astimezone().date()


def _say(text: str) -> None:
    if sys.stderr.isatty():
        print(text, file=sys.stderr)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="ciie",
        description="Checks records of press coverage of the China International Import Expo and builds their site.",
        epilog="Each command explains itself: ciie check --help",
    )
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    _check_options(commands)
    _pages_options(commands)
    _build_options(commands)
    _serve_options(commands)
    return parser


def _command(commands: _Commands, name: str, run: Command, purpose: str, epilog: str) -> argparse.ArgumentParser:
    text = f"{purpose[0].upper()}{purpose[1:]}."
    parser = commands.add_parser(
        name, help=purpose, description=text, epilog=epilog, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.set_defaults(command=run)
    return parser


def _articles_option(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--articles",
        type=Path,
        default=Path("articles"),
        metavar="DIR",
        help="the folder of records (default: articles)",
    )


def _docs_option(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--docs", type=Path, default=Path("docs"), metavar="DIR", help="the folder of pages (default: docs)"
    )


def _check_options(commands: _Commands) -> None:
    epilog = (
        "Each problem is one line, path:line: rule: what is wrong; what to write instead.\n"
        "Exit status: 0 nothing that stops publication, 1 errors, 2 wrong use.\n\n"
        "Examples:\n  ciie check\n  ciie check articles/2023\n  ciie check --format json"
    )
    parser = _command(commands, "check", check, "name every problem of every record and of the whole set", epilog)
    parser.add_argument(
        "paths", nargs="*", metavar="PATH", help="show only the problems of these files or folders (all are read)"
    )
    _articles_option(parser)
    parser.add_argument(
        "--format", choices=[form.value for form in Form], default=Form.TEXT.value, metavar="FORM",
        help="text for people (default), github for annotations, json for programs",
    )  # fmt: skip


def _pages_options(commands: _Commands) -> None:
    epilog = "Only what changed is written, pages no longer needed are removed, nothing else in docs is touched."
    parser = _command(commands, "pages", pages, "write the Markdown pages that the site is made of", epilog)
    _articles_option(parser)
    _docs_option(parser)


def _build_options(commands: _Commands) -> None:
    epilog = "A record with an error, or a build that fails, leaves the old site as it is."
    parser = _command(commands, "build", build, "check the records and build the finished site", epilog)
    _articles_option(parser)
    _docs_option(parser)
    parser.add_argument(
        "--site", type=Path, default=Path("site"), metavar="DIR", help="where the site goes (default: site)"
    )


def _serve_options(commands: _Commands) -> None:
    epilog = "Stop it with Ctrl-C."
    parser = _command(commands, "serve", serve, "show the site here, rebuilt when a record changes", epilog)
    parser.add_argument("--port", type=_port, default=8000, help="the local port (default: 8000)")


def _port(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 65535:
        raise argparse.ArgumentTypeError(f"{text!r} is no port; give a number from 1 to 65535, such as 8000")
    return int(text)
