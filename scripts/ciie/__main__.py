"""The command `ciie`, and those of its commands that make drafts and the site. The module that ends the program."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import click

from ciie import pipeline
from ciie.cache import memory
from ciie.cli_records import ARTICLES, CLEAN, COMMANDS, PROBLEMS, folder_option, form_option, source_option, today
from ciie.model.library import Library
from ciie.model.problems import CiieError
from ciie.model.records import Rights
from ciie.processes import without_collector
from ciie.standing import Earlier, Standing
from ciie.text.problem_reports import Form, count, on_one_line, render, rules_address

WRONG_USE = 2
SUGGESTION = ".github/ISSUE_TEMPLATE/suggest-an-article.yml"


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
        print(f"ciie: {on_one_line(_told(error))}", file=sys.stderr)
        return WRONG_USE
    except KeyboardInterrupt:
        print("ciie: stopped", file=sys.stderr)
        return WRONG_USE


def _wrong_use(error: click.UsageError) -> str:
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        return error.message
    command = error.ctx.command_path if error.ctx else "ciie"
    return f"{command}: {on_one_line(error.format_message())} (help: {command} --help)"


def _told(error: Exception) -> str:
    """What went wrong, and what to do: of a file that the system refuses, its name and why."""
    if isinstance(error, OSError) and error.filename is not None and error.strerror:
        return f"{error.filename} cannot be used ({error.strerror}); check its name, and who may read and write it"
    return str(error)


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
@folder_option("--into", show_default="the folder of the year in articles", help="Where to write the drafts.")
@click.option(
    "--rights", type=click.Choice([*map(str, Rights)]), default="unreviewed", metavar="RIGHTS",
    help="Why the text may be published: digest, licensed, permission or public-domain; unreviewed if you do not know.",
)  # fmt: skip
@source_option("--articles", help="The folder of records to compare with (default: articles).")
@click.option("--issue", is_flag=True, help="The files are issues made with the form to suggest an article.")
@form_option(
    type=click.Choice([Form.TEXT, Form.JSON], case_sensitive=False), help="Text for people, json for programs."
)
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
    from ciie.importing import import_report, imports, issue_forms  # noqa: PLC0415, as above

    # Captures are compared with the library that is named, or the one here, or the project's.
    compared = articles or (ARTICLES if ARTICLES.is_dir() else pipeline.PROJECT / ARTICLES)
    library = pipeline.read_collection(compared, today())
    to = imports.Destination(into or articles or ARTICLES, by_year=into is None, rights=Rights(rights))
    is_data, between = form is Form.JSON, "[\n"
    done: list[import_report.Work] = []
    pasted = sys.stdin.buffer.read(capture_files.LARGEST_BYTES + 1) if capture_files.PASTED in captures else b""
    if issue:
        labels = issue_forms.form_labels(pipeline.PROJECT / SUGGESTION)
        every = imports.import_forms(captures, library, to, labels)
    else:
        every = imports.import_captures(captures, library, to, pasted)
    for imported in every:
        done.append(import_report.work_of(imported))
        if is_data:
            print(between, import_report.render_json(imported), sep="", end="")
            between = ",\n"
            continue
        said = import_report.render_text(imported) if len(captures) == 1 else import_report.render_line(done[-1])
        print(said, file=sys.stderr if imported.problems else sys.stdout)
    if is_data:
        print("\n]")
    elif len(captures) > 1:
        print(import_report.render_batch(done))
    return PROBLEMS if any(work.draft is None for work in done) else CLEAN


for _command in COMMANDS:
    ciie.add_command(_command)


@ciie.command()
@source_option("--articles", default=ARTICLES, help="The folder of records.")
@folder_option("--docs", default="docs", help="The folder of pages.")
@without_collector()
def pages(articles: Path, docs: Path) -> int:
    """Write the Markdown pages of the site.

    Writes only pages that changed, removes those no longer needed, and touches nothing else in docs.
    """
    pipeline.check_docs(articles, docs)
    made = pipeline.make_pages(articles, docs, today())
    if made.outcome is None:
        print(render(made.library, made.library.errors, Form.TEXT, rules_address()))
        return PROBLEMS
    done = made.outcome
    print(f"{done.written:,} pages written, {done.unchanged:,} unchanged, {done.removed:,} removed in {docs}")
    return CLEAN


@ciie.command()
@source_option("--articles", default=ARTICLES, help="The folder of records.")
@source_option("--docs", default="docs", help="The folder of pages.")
@folder_option("--site", "target", default="site", help="Where to write the site.")
@click.option("--verify", is_flag=True, help="Check the finished files too before they replace the old site.")
@click.option("--keep-going", is_flag=True, help="Leave out records with errors, and publish the others.")
@without_collector()
def build(articles: Path, docs: Path, target: Path, *, verify: bool, keep_going: bool) -> int:
    """Check the records and build the site.

    The old site is replaced once the build succeeds; an error in a record leaves it as it is, unless --keep-going is
    given. What did not change since the last build is not made again; --verify makes everything. The folder .ciie-cache
    may be deleted at any time.
    """
    from ciie.site_folder import check_target  # noqa: PLC0415, not every system on which `check` works has its locks

    pipeline.check_docs(articles, docs, is_site=True)
    # Before anything looks into the target, which may be a whole disk.
    check_target(target, (pipeline.PROJECT, articles, docs))
    made_of = pipeline.sources(articles, docs)
    known = None if verify else made_of.recall_site(target)
    standing = Standing(target, *known) if known else None
    if standing and standing.made_of == made_of.digest:
        print(f"nothing has changed: {standing.note['articles']:,} articles are published in {target}")
        return CLEAN
    library = pipeline.read_collection(articles, today())
    errors = library.errors
    if errors:
        print(render(library, errors, Form.TEXT, rules_address()))
        library = pipeline.without_faulty(library, articles) if keep_going else library
    if library.errors or not library.records:
        return PROBLEMS
    if sys.stderr.isatty():
        print(f"{count(library, library.problems)}; building {target}", file=sys.stderr)
    from ciie import site  # noqa: PLC0415, MkDocs takes 0.3 s to import

    earlier = Earlier() if verify else Earlier(memory(articles), standing)
    note = site.build(library, docs, target, is_checked=verify, earlier=earlier)
    print(f"{len(library.records):,} articles published in {target}")
    if errors:
        return PROBLEMS
    made_of.keep_site(target, note)
    return CLEAN


@ciie.command()
@source_option("--articles", default=ARTICLES, help="The folder of records.")
@source_option("--docs", default="docs", help="The folder of pages.")
@click.option("--port", type=_port, default="8000", metavar="PORT", help="The port, on this machine alone.")
def serve(articles: Path, docs: Path, port: int) -> int:
    """Serve the site locally and rebuild it after a change. Stop it with Ctrl-C.

    While a record has an error, you see the last site without one, and the errors in a bar on top.
    """
    from ciie import preview, site  # noqa: PLC0415, as above

    pipeline.check_docs(articles, docs, is_site=True)
    standing: Standing | None = None

    def build_site(library: Library, written: Path, folder: Path) -> None:
        nonlocal standing
        note = site.build(library, written, folder, earlier=Earlier(memory(articles), standing))
        standing = Standing(folder, b"", note)

    preview.serve(preview.Workshop(articles, docs, build_site), port, partial(print, flush=True))
    return CLEAN


if __name__ == "__main__":
    sys.exit(main())
