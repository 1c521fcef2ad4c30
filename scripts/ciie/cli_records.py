"""The commands for records and the vocabulary. No module prints but this and `cli`."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TextIO

import click

from ciie import pipeline
from ciie.editing.change_report import render_changes
from ciie.editing.fixes import fix_acceptances
from ciie.editing.lists import Changed
from ciie.editing.moves import remove_entry, remove_record, rename_record
from ciie.editing.renames import merge_entries, rename_entry
from ciie.editing.template import render_schema
from ciie.model.library import Collected, Withdrawal
from ciie.model.problems import NEEDLESS, WrongUseError
from ciie.model.values import KINDS, PartialDate, latest_day, parse_date
from ciie.processes import without_collector
from ciie.text.problem_reports import Form, render, rules_address

CLEAN, PROBLEMS = 0, 1
ARTICLES = Path("articles")
folder_option = partial(click.option, type=Path, metavar="DIR", callback=pipeline.named_folder)
source_option = partial(folder_option, callback=pipeline.existing_folder)
form_option = partial(click.option, "--format", "form", default="text")


def today() -> dt.date:
    """The latest day that it is anywhere."""
    return latest_day(dt.datetime.now(dt.UTC))


def _in_list(context: click.Context, argument: click.Parameter, names: Sequence[str], most: int) -> Sequence[str]:
    """The names that a command was given, with the list that they are of; records, where none is named."""
    if len(names) == most:
        return names
    # No record is called as a list is: behind a list, a name is missing.
    if len(names) == most - 1 and names[0] not in KINDS:
        return (Collected.RECORDS.value, *names)
    raise click.UsageError(f"write {argument.metavar}, as in the examples of the help", context)


def _day(text: str) -> PartialDate:
    if (date := parse_date(text)) is None:
        raise click.BadParameter(f"{text!r} is no date; write it as 2026-11-26")
    return date


@click.command()
@click.argument("name", required=False, help="The record's name: date, outlet and a few words.")
@folder_option("--into", show_default="the folder of the year", help="The folder to write to.")
@folder_option("--articles", default=ARTICLES, help="The folder of records, whose vocabulary is used.")
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


@click.command()
@click.argument(
    "paths", metavar="[PATH]...", nargs=-1, help="Report only problems in these files or folders (all are read)."
)
@source_option("--articles", default=ARTICLES, help="The folder of records.")
@form_option(
    type=click.Choice(Form, case_sensitive=False),
    help="Text for people, github for annotations, markdown for a summary, json for programs.",
)
@click.option(
    "--base", metavar="BASE", show_default="the later one in git",
    help="The records before the change, as a folder or a revision of git: of two records of one article, the one that "
    "BASE lacks is reported. What a folder BASE has unchanged comes last, and is no annotation.",
)  # fmt: skip
@click.option("--fix", is_flag=True, help="Fix what has only one correct fix, and say what was fixed.")
@without_collector()
def check(paths: Sequence[str], articles: Path, form: Form, base: str | None, *, fix: bool) -> int:
    """Report every problem in records and vocabulary.

    Each problem is one line, path:line:column: rule: what is wrong; what to write instead. Errors come first, then
    warnings. docs/contributing/rules.md explains each rule.

    --fix fixes what has only one correct fix (former ids, names for ids, commas and words in numbers, words for units,
    the order of keys and of lists, quotes around titles, full-width digits, trailing spaces) and adds outlets, people
    and organisations that the vocabulary lacks, for you to complete; it drops accepted warnings that are no longer
    given. It says what it did, then checks. It never touches the digest.

    Exit status: 0 nothing stops publication, 1 errors, 2 wrong use.

    \b
    Examples:
      ciie check
      ciie check articles/2023
      ciie check --fix
      ciie check --format json
    """
    chosen = pipeline.chosen(paths, articles)
    told = sys.stdout if form is Form.TEXT else sys.stderr
    if fix:
        _print_fixes(pipeline.fix_records(articles, lambda path: pipeline.is_among(path, chosen)), told)
    age = pipeline.Ages(articles, base, lambda path: bool(chosen) and pipeline.is_among(path, chosen))
    library = pipeline.part_of(pipeline.read_collection(articles, today(), age), articles, chosen)
    needless = [found for found in library.problems if found.rule == NEEDLESS]
    if fix and needless:
        _print_fixes(fix_acceptances(needless), told)
        library = pipeline.part_of(pipeline.read_collection(articles, today(), age), articles, chosen)
    is_changed = partial(pipeline.is_changed, articles=articles, base=base)
    print(render(library, library.problems, form, rules_address(), is_changed))
    return PROBLEMS if library.errors else CLEAN


@click.command()
@click.argument(
    "base", default="main", help="A folder of records, or a revision of git, to compare with (default: main)."
)
@source_option("--articles", default=ARTICLES, help="The folder of records.")
@form_option(
    type=click.Choice([Form.TEXT, Form.MARKDOWN, Form.JSON], case_sensitive=False),
    help="Text for people, markdown for a comment or a summary, json for programs.",
)
def diff(base: str, articles: Path, form: Form) -> int:
    """Report what a change does to the collection and its site.

    Shows records, figures and entries of the vocabulary before and now, each figure with the sentence of the digest
    that states it; where sources begin or cease to differ; what is lost; which pages change; and what to look at twice:
    values far from others, records that look alike, addresses that stop working.

    \b
    Examples:
      ciie diff
      ciie diff HEAD~3
      ciie diff ../other/articles
    """
    print(render_changes(pipeline.compare_with(base, articles, today()), form))
    return CLEAN


@click.command()
@click.argument("names", metavar="[LIST] OLD NEW", nargs=-1, callback=partial(_in_list, most=3))
@source_option("--articles", default=ARTICLES, help="The folder of records.")
def rename(names: Sequence[str], articles: Path) -> int:
    """Give a record or an entry another id.

    Without LIST, OLD is a record; with it, an entry of that list of the vocabulary, such as topics. Every record and
    entry that refers to OLD is rewritten, and its old address leads to the new one. A record gets the date of its new
    name if it had that of the old one, and its file moves to the folder of that year.

    \b
    Examples:
      ciie rename topics ftz free-trade-zones
      ciie rename 2023-11-16-stdaily-platform 2023-11-17-stdaily-platform
    """
    list_, old, new = names
    if list_ == Collected.RECORDS:
        return _print_changes(rename_record(articles, old, new))
    return _print_changes(rename_entry(articles, list_, old, new))


@click.command()
@click.argument("list_", metavar="LIST")
@click.argument("gone", metavar="FROM")
@click.argument("into")
@source_option("--articles", default=ARTICLES, help="The folder of records.")
def merge(list_: str, gone: str, into: str, articles: Path) -> int:
    """Join two entries of the vocabulary.

    FROM and INTO are ids of one LIST, such as topics. INTO gets the names of FROM; every record and entry that refers
    to FROM is rewritten, and its old address leads to INTO.

    \b
    Example:
      ciie merge organisations acme-group acme
    """
    return _print_changes(merge_entries(articles, list_, gone, into))


@click.command()
@click.argument("names", metavar="[LIST] NAME", nargs=-1, callback=partial(_in_list, most=2))
@click.option("--reason", required=True, metavar="TEXT", help="Why, in a sentence that readers see.")
@click.option("--date", "day", type=_day, metavar="DAY", help="The day of the withdrawal, such as 2026-11-26.")
@source_option("--articles", default=ARTICLES, help="The folder of records.")
def remove(names: Sequence[str], reason: str, day: PartialDate | None, articles: Path) -> int:
    """Withdraw a record or an unused entry.

    Without LIST, NAME is a record; with it, an entry of that list of the vocabulary that nothing uses. A record is
    deleted, and so are the relations of other records to it. Its address stays and says that it was withdrawn, and
    why: articles/withdrawn.yml keeps the id and the reason. Nothing on the site counts it any more.

    \b
    Examples:
      ciie remove 2023-11-16-stdaily-platform --reason "The outlet withdrew the article." --date 2026-11-26
      ciie remove topics ftz --reason "No article is about it."
    """
    list_, name = names
    if list_ not in {*Collected}:
        raise WrongUseError(f'"{list_}" is no list to remove from; name one of {", ".join(Collected)}')
    notice = Withdrawal(name, reason, Collected(list_), day)
    if notice.list is Collected.RECORDS:
        return _print_changes(remove_record(articles, name, notice))
    return _print_changes(remove_entry(articles, pipeline.read_collection(articles, today()), notice))


@click.command()
@folder_option("--articles", default=ARTICLES, help="The folder of records, whose vocabulary is used.")
def schema(articles: Path) -> int:
    """Print the JSON Schema of a record's front matter.

    With it, a text editor completes keys and ids as you type; docs/contributing/editors.md shows how.

    \b
    Example:
      ciie schema > record.schema.json
    """
    if articles != ARTICLES and not articles.is_dir():
        raise WrongUseError(f"there is no folder {articles}; name one with --articles")
    print(render_schema(pipeline.read_keys(articles)), end="")
    return CLEAN


COMMANDS = (new, check, diff, rename, merge, remove, schema)


def _print_changes(done: Changed) -> int:
    for path, changes in done:
        for each in changes:
            print(f"{path}:{each.line}: {each.what}")
    return CLEAN


def _print_fixes(done: Changed, output: TextIO) -> None:
    for path, fixes in done:
        for fix in fixes:
            print(f"{path}:{fix.line}: fixed: {fix.what}", file=output)
