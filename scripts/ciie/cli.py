"""The command `ciie`. The only module that prints, and the only one that ends the program."""

from __future__ import annotations

import argparse
import datetime as dt
import io
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TextIO

from ciie import pipeline
from ciie.arguments import Command, parser
from ciie.editing.changes import render_changes
from ciie.editing.template import render_schema
from ciie.model.problems import RULES_PAGE, CiieError, WrongUseError
from ciie.model.records import Rights
from ciie.model.values import latest_day
from ciie.reading.report import Form, count, on_one_line, render

CLEAN, PROBLEMS, WRONG_USE = 0, 1, 2
ARTICLES = Path("articles")


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command; 0 clean, 1 problems in the content, 2 wrong use or a broken environment."""
    options = parser(_COMMANDS).parse_args(arguments)
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
        print(f"ciie: {on_one_line(str(error))}", file=sys.stderr)
        return WRONG_USE
    except KeyboardInterrupt:
        print("ciie: stopped", file=sys.stderr)
        return WRONG_USE


def import_captures(options: argparse.Namespace) -> int:
    """Makes a draft record from each capture and prints what was found in it."""
    from ciie.importing import capture_files, import_report, imports  # noqa: PLC0415, what they import takes 0.2 s

    library = pipeline.read_collection(_articles_to_compare(options.articles), _today())
    into = options.into or options.articles or ARTICLES
    to = imports.Destination(into, by_year=options.into is None, rights=Rights(options.rights))
    is_data, failed = options.format == Form.JSON, False
    between = "[\n"
    pasted = sys.stdin.buffer.read(capture_files.LARGEST_BYTES + 1) if capture_files.PASTED in options.captures else b""
    for imported in imports.import_captures(options.captures, library, to, pasted):
        failed = failed or bool(imported.problems)
        if is_data:
            print(between, import_report.render_json(imported), sep="", end="")
            between = ",\n"
        else:
            print(import_report.render_text(imported), file=sys.stderr if imported.problems else sys.stdout)
    if is_data:
        print("\n]")
    return PROBLEMS if failed else CLEAN


def _articles_to_compare(articles: Path | None) -> Path:
    """The library that captures are compared with: the one named, or the one here, or the project's."""
    if articles is not None:
        return articles
    return ARTICLES if ARTICLES.is_dir() else pipeline.PROJECT / ARTICLES


def new(options: argparse.Namespace) -> int:
    """Prints the template of a record, or writes it to a file that is named."""
    if options.name is None and options.into is None:
        print(pipeline.new_record(options.articles), end="")
        return CLEAN
    if options.name is None:
        raise WrongUseError("--into needs a name too, such as 2023-11-16-stdaily-platform-of-opening-up")
    print(f"{pipeline.write_new_record(options.articles, options.name, options.into)}: fill it in, then run ciie check")
    return CLEAN


def check(options: argparse.Namespace) -> int:
    """Prints every problem of the records and the vocabulary; with --fix, first fixes what has only one correct fix."""
    chosen, form = _chosen(options.paths), Form(options.format)
    if options.fix:
        _fix(options.articles, chosen, sys.stdout if form is Form.TEXT else sys.stderr)
    age = pipeline.Ages(options.articles, options.base, lambda path: bool(chosen) and _is_among(path, chosen))
    library = pipeline.read_collection(options.articles, _today(), age)
    problems = [found for found in library.problems if _is_among(found.path, chosen)]
    print(render(library, problems, form, _rules_address()))
    return PROBLEMS if any(found.is_error for found in problems) else CLEAN


def diff(options: argparse.Namespace) -> int:
    """Prints what changed from another state of the collection."""
    print(render_changes(pipeline.compare_with(options.base, options.articles, _today())))
    return CLEAN


def schema(options: argparse.Namespace) -> int:
    """Prints the JSON Schema of a record's front matter, with the ids of the vocabulary."""
    print(render_schema(pipeline.read_keys(options.articles)), end="")
    return CLEAN


def pages(options: argparse.Namespace) -> int:
    """Writes the generated pages, where there is no error."""
    made = pipeline.make_pages(options.articles, options.docs, _today())
    if made.outcome is None:
        print(render(made.library, made.library.errors, Form.TEXT, _rules_address()))
        return PROBLEMS
    done = made.outcome
    print(f"{done.written:,} pages written, {done.unchanged:,} unchanged, {done.removed:,} removed in {options.docs}")
    return CLEAN


def build(options: argparse.Namespace) -> int:
    """Checks the records and builds the site."""
    library = pipeline.read_collection(options.articles, _today())
    if library.errors:
        print(render(library, library.errors, Form.TEXT, _rules_address()))
        return PROBLEMS
    _say(f"{count(library, library.problems)}; building {options.site}")
    from ciie import site, site_folder  # noqa: PLC0415, MkDocs takes 0.3 s to import

    site_folder.check_target(options.site, (pipeline.PROJECT, options.articles, options.docs))
    site.build(library, options.docs, options.site)
    print(f"{len(library.records):,} articles published in {options.site}")
    return CLEAN


def serve(options: argparse.Namespace) -> int:
    """Shows the site on a local port and builds it again when a record changes."""
    from ciie import site  # noqa: PLC0415, as above

    site.serve(options.port)
    return CLEAN


def _chosen(paths: Sequence[str]) -> list[Path]:
    for path in paths:
        if not Path(path).exists():
            raise WrongUseError(f"{path} does not exist; name a record or a folder, or nothing for all of them")
    return [Path(path).resolve() for path in paths]


def _is_among(path: str, chosen: Sequence[Path]) -> bool:
    """True of the files and folders `chosen` and what is in them; of everything where none is."""
    return not chosen or any(Path(path).resolve().is_relative_to(each) for each in chosen)


def _fix(articles: Path, chosen: Sequence[Path], output: TextIO) -> None:
    fixed = pipeline.fix_records(articles, lambda path: _is_among(path, chosen))
    for path, fixes in fixed:
        for fix in fixes:
            print(f"{path}:{fix.line}: fixed: {fix.what}", file=output)


def _rules_address() -> str:
    """Where the rules are explained: on the repository's host where that is known, else in this folder."""
    repository = os.environ.get("REPOSITORY_URL", "").rstrip("/")
    return f"{repository}/blob/HEAD/{RULES_PAGE}" if repository else RULES_PAGE


def _today() -> dt.date:
    return latest_day(dt.datetime.now(dt.UTC))


def _say(text: str) -> None:
    if sys.stderr.isatty():
        print(text, file=sys.stderr)


_COMMANDS: dict[str, Command] = {
    "import": import_captures,
    "new": new,
    "check": check,
    "diff": diff,
    "schema": schema,
    "pages": pages,
    "build": build,
    "serve": serve,
}
