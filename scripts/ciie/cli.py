"""The command `ciie`. The only module that prints, and the only one that ends the program."""

from __future__ import annotations

import datetime as dt
import io
import os
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TextIO

import click

from ciie import pipeline
from ciie.editing.changes import render_changes
from ciie.editing.fixes import fix_acceptances
from ciie.editing.renames import Changed, merge_entries, rename_entry
from ciie.editing.template import render_schema
from ciie.model.problems import NEEDLESS, CiieError, WrongUseError
from ciie.model.records import Rights
from ciie.model.values import latest_day
from ciie.reading.report import Form, count, on_one_line, render

CLEAN, PROBLEMS, WRONG_USE = 0, 1, 2
ARTICLES = Path("articles")
SUGGESTION = ".github/ISSUE_TEMPLATE/suggest-an-article.yml"

_folder = partial(click.option, type=Path, metavar="DIR")
_form = partial(click.option, "--format", "form", default="text")


class _InOrder(click.Group):
    """A group whose help lists the commands in the order of the work, from a capture to the site."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command; 0 clean, 1 problems in the content, 2 wrong use or a broken environment."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        # File names may hold bytes that are no text, and a terminal may know no Chinese.
        sys.stdout.reconfigure(errors="backslashreplace")
    try:
        # `ciie.main` of click would answer Ctrl-C and a closed pipe in its own way.
        with ciie.make_context("ciie", list(sys.argv[1:] if arguments is None else arguments)) as context:
            status: int = ciie.invoke(context)
        sys.stdout.flush()
        return status
    except click.exceptions.Exit as done:
        return done.exit_code
    except click.UsageError as error:
        print(_wrong_use(error), file=sys.stderr)
        return WRONG_USE
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


def _wrong_use(error: click.UsageError) -> str:
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        return error.message
    command = error.ctx.command_path if error.ctx else "ciie"
    return f"{command}: {on_one_line(error.format_message())} (help: {command} --help)"


def _port(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 65535:
        raise click.BadParameter(f"{text!r} is not a port; write a number from 1 to 65535, such as 8000.")
    return int(text)


@click.group(
    cls=_InOrder,
    epilog="For help on a command: ciie check --help",
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 120, "show_default": True},
)
def ciie() -> None:
    """Check records of press coverage of the China International Import Expo and build their site."""


@ciie.command("import")
@click.argument(
    "captures", metavar="CAPTURE...", nargs=-1, required=True, help="Text, HTML or PDF files, or - for standard input."
)
@_folder("--into", show_default="the folder of the year in articles", help="Where to write the drafts.")
@click.option(
    "--rights", type=click.Choice([*map(str, Rights)]), default="unreviewed", metavar="RIGHTS",
    help="Why the full text may be published: licensed, permission or public-domain.",
)  # fmt: skip
@_folder("--articles", help="The folder of records to compare with (default: articles).")
@click.option("--issue", is_flag=True, help="The files are issues made with the form to suggest an article.")
@_form(type=click.Choice([Form.TEXT, Form.JSON], case_sensitive=False), help="Text for people, json for programs.")
def import_captures(  # noqa: PLR0913, PLR0917, one argument an option
    captures: Sequence[str], into: Path | None, rights: str, articles: Path | None, issue: bool, form: Form
) -> int:
    """Make a draft record from each saved news page.

    A capture is a page saved as text, HTML or PDF; - reads one from standard input. Nothing is fetched or overwritten.
    The draft has `rights: unreviewed`, which `ciie check` refuses until an editor decides. The report says what to
    check, and the draft marks uncertain points in comments. Several captures get one line each, and a list at the end
    of what is left to do in each draft; one that cannot be read does not keep the others from theirs.

    Exit status: 0 every capture has a draft, 1 some have none (one line each on standard error), 2 wrong use.

    \b
    Examples:
      ciie import page.html
      ciie import captures/*.txt --rights permission --into drafts
      ciie import - --format json < page.txt
      ciie import --issue issue.md
    """
    from ciie.capturing import capture_files  # noqa: PLC0415, what they import takes 0.2 s
    from ciie.importing import batches, import_report, imports, issue_forms  # noqa: PLC0415, as above

    # Captures are compared with the library that is named, or the one here, or the project's.
    compared = articles or (ARTICLES if ARTICLES.is_dir() else pipeline.PROJECT / ARTICLES)
    library = pipeline.read_collection(compared, _today())
    to = imports.Destination(into or articles or ARTICLES, by_year=into is None, rights=Rights(rights))
    is_data, between = form is Form.JSON, "[\n"
    done: list[batches.Work] = []
    pasted = sys.stdin.buffer.read(capture_files.LARGEST_BYTES + 1) if capture_files.PASTED in captures else b""
    if issue:
        labels = issue_forms.form_labels(pipeline.PROJECT / SUGGESTION)
        every = imports.import_forms(captures, library, to, labels)
    else:
        every = imports.import_captures(captures, library, to, pasted)
    for imported in every:
        done.append(batches.work_of(imported))
        if is_data:
            print(between, import_report.render_json(imported), sep="", end="")
            between = ",\n"
            continue
        said = import_report.render_text(imported) if len(captures) == 1 else batches.render_line(done[-1])
        print(said, file=sys.stderr if imported.problems else sys.stdout)
    if is_data:
        print("\n]")
    elif len(captures) > 1:
        print(batches.render_batch(done))
    return PROBLEMS if any(work.draft is None for work in done) else CLEAN


@ciie.command()
@click.argument("name", required=False, help="The record's name: date, outlet and a few words.")
@_folder("--into", show_default="the folder of the year", help="The folder to write to.")
@_folder("--articles", default=ARTICLES, help="The folder of records, whose vocabulary is used.")
def new(name: str | None, into: Path | None, articles: Path) -> int:
    """Make an empty record with every key explained.

    Without NAME, print the template. With NAME, write it to a file of that name in the folder of its year, with date
    and outlet filled in; an outlet that the vocabulary lacks is left to you. An existing file is never overwritten.

    \b
    Examples:
      ciie new
      ciie new 2023-11-16-stdaily-platform-of-opening-up
      ciie new --into drafts 2023-11-16-stdaily-platform
    """
    if name is None and into is None:
        print(pipeline.new_record(articles), end="")
        return CLEAN
    if name is None:
        raise WrongUseError("--into needs a name too, such as 2023-11-16-stdaily-platform-of-opening-up")
    print(f"{pipeline.write_new_record(articles, name, into)}: fill it in, then run ciie check")
    return CLEAN


@ciie.command()
@click.argument(
    "paths", metavar="[PATH]...", nargs=-1, help="Report only problems in these files or folders (all are read)."
)
@_folder("--articles", default=ARTICLES, help="The folder of records.")
@_form(
    type=click.Choice(Form, case_sensitive=False),
    help="Text for people, github for annotations, markdown for a summary, json for programs.",
)
@click.option(
    "--base", metavar="BASE", show_default="the one that git says came later",
    help="The records before the change, as a folder or a revision of git: of two records of one article, the one that "
    "BASE lacks is reported. What a folder BASE has unchanged comes last, and is no annotation.",
)  # fmt: skip
@click.option("--fix", is_flag=True, help="Fix what has only one correct fix, and say what was fixed.")
def check(paths: Sequence[str], articles: Path, form: Form, base: str | None, *, fix: bool) -> int:
    """Report every problem in records and vocabulary.

    Each problem is one line, path:line:column: rule: what is wrong; what to write instead. Errors come first, then
    warnings. docs/contributing/rules.md explains each rule.

    --fix fixes what has only one correct fix (former ids, names for ids, commas in numbers, the order of keys and of
    lists, quotes around titles, full-width digits, trailing spaces) and adds outlets and organisations that the
    vocabulary lacks, for you to complete; it drops accepted warnings that are no longer given. It says what it did,
    then checks. It never touches the digest.

    Exit status: 0 nothing stops publication, 1 errors, 2 wrong use.

    \b
    Examples:
      ciie check
      ciie check articles/2023
      ciie check --fix
      ciie check --format json
    """
    chosen = pipeline.chosen(paths)
    told = sys.stdout if form is Form.TEXT else sys.stderr
    if fix:
        _print_fixes(pipeline.fix_records(articles, lambda path: pipeline.is_among(path, chosen)), told)
    age = pipeline.Ages(articles, base, lambda path: bool(chosen) and pipeline.is_among(path, chosen))
    library = pipeline.read_collection(articles, _today(), age)
    needless = [found for found in library.problems if found.rule == NEEDLESS and pipeline.is_among(found.path, chosen)]
    if fix and needless:
        _print_fixes(fix_acceptances(needless), told)
        library = pipeline.read_collection(articles, _today(), age)
    problems = [found for found in library.problems if pipeline.is_among(found.path, chosen)]
    is_changed = partial(pipeline.is_changed, articles=articles, base=base)
    print(render(library, problems, form, pipeline.rules_address(), is_changed))
    return PROBLEMS if any(found.is_error for found in problems) else CLEAN


@ciie.command()
@click.argument(
    "base", default="main", help="A folder of records, or a revision of git, to compare with (default: main)."
)
@_folder("--articles", default=ARTICLES, help="The folder of records.")
def diff(base: str, articles: Path) -> int:
    """Report what a change does to the collection and its site.

    Lists, as Markdown, the records, figures, vocabulary entries and pages that are added, changed or removed, figures
    that differ from other records, and records that look alike.

    \b
    Examples:
      ciie diff
      ciie diff HEAD~3
      ciie diff ../other/articles
    """
    print(render_changes(pipeline.compare_with(base, articles, _today())))
    return CLEAN


@ciie.command()
@click.argument("list_", metavar="LIST")
@click.argument("old")
@click.argument("new")
@_folder("--articles", default=ARTICLES, help="The folder of records.")
def rename(list_: str, old: str, new: str, articles: Path) -> int:
    """Give the entry OLD of a vocabulary LIST, such as topics, the id NEW.

    Rewrites every record and entry that refers to it; its old address leads to the new one.
    """
    return _print_fixes(rename_entry(articles, list_, old, new))


@ciie.command()
@click.argument("list_", metavar="LIST")
@click.argument("gone", metavar="FROM")
@click.argument("into")
@_folder("--articles", default=ARTICLES, help="The folder of records.")
def merge(list_: str, gone: str, into: str, articles: Path) -> int:
    """Join the entry FROM of a vocabulary LIST with the entry INTO, which gets its names and old address."""
    return _print_fixes(merge_entries(articles, list_, gone, into))


@ciie.command()
@_folder("--articles", default=ARTICLES, help="The folder of records, whose vocabulary is used.")
def schema(articles: Path) -> int:
    """Print the JSON Schema of a record's front matter.

    With it, a text editor completes keys and ids as you type; docs/contributing/editors.md shows how.

    \b
    Example:
      ciie schema > record.schema.json
    """
    print(render_schema(pipeline.read_keys(articles)), end="")
    return CLEAN


@ciie.command()
@_folder("--articles", default=ARTICLES, help="The folder of records.")
@_folder("--docs", default="docs", help="The folder of pages.")
def pages(articles: Path, docs: Path) -> int:
    """Write the Markdown pages of the site.

    Writes only pages that changed, removes those no longer needed, and touches nothing else in docs.
    """
    made = pipeline.make_pages(articles, docs, _today())
    if made.outcome is None:
        print(render(made.library, made.library.errors, Form.TEXT, pipeline.rules_address()))
        return PROBLEMS
    done = made.outcome
    print(f"{done.written:,} pages written, {done.unchanged:,} unchanged, {done.removed:,} removed in {docs}")
    return CLEAN


@ciie.command()
@_folder("--articles", default=ARTICLES, help="The folder of records.")
@_folder("--docs", default="docs", help="The folder of pages.")
@_folder("--site", "target", default="site", help="Where to write the site.")
def build(articles: Path, docs: Path, target: Path) -> int:
    """Check the records and build the site.

    The old site is replaced once the build succeeds; an error in a record leaves it as it is.
    """
    library = pipeline.read_collection(articles, _today())
    if library.errors:
        print(render(library, library.errors, Form.TEXT, pipeline.rules_address()))
        return PROBLEMS
    if sys.stderr.isatty():
        print(f"{count(library, library.problems)}; building {target}", file=sys.stderr)
    from ciie import site, site_folder  # noqa: PLC0415, MkDocs takes 0.3 s to import

    site_folder.check_target(target, (pipeline.PROJECT, articles, docs))
    site.build(library, docs, target)
    print(f"{len(library.records):,} articles published in {target}")
    return CLEAN


@ciie.command()
@click.option("--port", type=_port, default="8000", metavar="PORT", help="The local port.")
def serve(port: int) -> int:
    """Serve the site locally and rebuild it after a change. Stop it with Ctrl-C."""
    from ciie import site  # noqa: PLC0415, as above

    site.serve(port)
    return CLEAN


def _print_fixes(done: Changed, output: TextIO | None = None) -> int:
    for path, fixes in done:
        for fix in fixes:
            print(f"{path}:{fix.line}: fixed: {fix.what}", file=output)
    return CLEAN


def _today() -> dt.date:
    return latest_day(dt.datetime.now(dt.UTC))
