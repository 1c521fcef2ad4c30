"""The finished site: MkDocs, run aside and swapped in whole. It, `mkdocs_pages` and `theme` alone know MkDocs."""

from __future__ import annotations

import logging
import os
import re
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from functools import partial
from html import unescape
from pathlib import Path

from jinja2 import Environment
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, MkDocsException
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import CountHandler, get_build_date

from ciie.deriving.derivation import derive
from ciie.deriving.facts import changed
from ciie.deriving.knowledge import Knowledge
from ciie.editing.template import new_file_address, render_schema
from ciie.exports.downloads import fill_in_sizes, write_downloads
from ciie.exports.feeds import feeds
from ciie.exports.structured_data import structured_data
from ciie.mkdocs_pages import KnowledgePage, render_pages, trail
from ciie.model.library import Library, Remember, afresh
from ciie.model.problems import CiieError, EnvironmentFaultError
from ciie.model.values import latest_day
from ciie.model.vocabulary import Vocabulary
from ciie.pipeline import GENERATED, PROJECT, generated_files, make_pages
from ciie.processes import Beside
from ciie.reading.record_schema import keys_of
from ciie.search.index import write_index
from ciie.search.programs import PROGRAMS_FOLDER, Programs, keep_generation, programs_in, without_blanks
from ciie.search.site_pages import Guide
from ciie.site_folder import Aside, aside_of, check_target
from ciie.site_gate import check_site
from ciie.text.number_words import with_noun
from ciie.text.problem_reports import Form, render
from ciie.theme import MOVED, SHELL, STYLE, UNUSED, Shells, policy_for, preview_policy, slim
from ciie.views.addresses import record_path
from ciie.views.publish import is_generated, texts_of
from ciie.views.rows import placed

CONFIGURATION = PROJECT / "mkdocs.yml"
# What the site is made of; set by `build`, whose pages are in place already when MkDocs starts.
KNOWLEDGE = "knowledge"
# What pages are, for search engines, by their files.
_DATA = "data"
# The pages that have feeds, by their files.
_FEEDS = "feeds"
# What writes the files made beside the pages, or waits for the process that does.
_FILES = "files"
# Pages that a search finds beside those of records and entries: the menu's, years and months, other orders of lists,
# and the guides of those who contribute.
_GUIDE = re.compile(r"(timeline/\d{4}(-\d\d)?|contributing/[a-z]+)\.md")
SCHEMA_PATH = "contribute/record.schema.json"
# The programs of the search: the template asks for their files by their version.
_PROGRAMS = "search_programs"
# The pages in the menu, by their files: each has a menu of its own, in which it is marked.
_MENU = "menu"
# Where plain `mkdocs build` makes its site.
_ASIDE = "aside"
# What it leaves there; MkDocs tells of an error, but not in which build.
_LEFT = ExitStack()
# What remembers what earlier builds have made.
_REMEMBER = "remember"
# The generated pages, by their files, where they are not in the folder of pages.
_TEXTS = "texts"
# What gives the pages that a search may find to the process that writes these files while others make the pages.
_BESIDE = "beside"


def build(library: Library, docs: Path, site: Path, *, is_checked: bool = False, remember: Remember = afresh) -> None:
    """Builds the site of `library` aside, with the hand-written pages of `docs`, and puts it in place of `site`.

    A build that fails leaves `site` as it was, and so does one whose finished files are found wrong where they are
    checked. What `remember` has from earlier builds is not made again.
    """
    os.environ["NO_MKDOCS_2_WARNING"] = "1"
    with aside_of(site.resolve()) as aside:
        shutil.copytree(docs, aside.folder / "docs", ignore=_generated_parts(docs))
        _run(aside, placed(derive(library, remember)), remember)
        if is_checked:
            check_site(aside.site, library.records, _written(docs))
        _publish(aside)


def on_pre_build(config: MkDocsConfig) -> None:
    """Generates the pages before MkDocs looks for files, for plain `mkdocs build` and `mkdocs serve`.

    Such a build is made aside too: MkDocs would empty the folder of the site before it knows that it can fill it.
    """
    if KNOWLEDGE in config.extra:
        return
    articles = Path(config.config_file_path).parent / "articles"
    try:
        target = check_target(Path(config.site_dir), (articles.parent, articles, Path(config.docs_dir)))
        made = make_pages(articles, Path(config.docs_dir), latest_day(datetime.now(UTC)))
        if made.knowledge is None:
            raise Abort(render(made.library, made.library.errors, Form.TEXT))
        config.extra[_ASIDE] = _LEFT.enter_context(aside_of(target))
    except CiieError as error:
        raise Abort(str(error)) from None
    config.extra[KNOWLEDGE] = made.knowledge
    config.site_dir = str(config.extra[_ASIDE].site)


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Fills in, on hand-written pages, where the repository is and where its form for a new record is."""
    if isinstance(page, KnowledgePage):
        return markdown
    repository = str(config.extra.get("repository") or "").rstrip("/")
    form = new_file_address(repository, str(config.extra.get("branch", "main")), keys_of(Vocabulary()))
    return markdown.replace("{{ new_record }}", form).replace("{{ repository }}", repository)


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Makes the programs of the search, whose version the template names; refuses a date that MkDocs cannot read."""
    try:
        get_build_date()
    except (ValueError, OverflowError, OSError):
        raise Abort("SOURCE_DATE_EPOCH is no number of seconds since 1970; correct it or unset it") from None
    if _PROGRAMS not in config.extra:
        config.extra[_PROGRAMS] = programs_in(Path(config.docs_dir, PROGRAMS_FOLDER))
    return config


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    """Gives the template of pages the means to state their content security policy."""
    is_preview = str(config.site_url).startswith(f"http://{config.dev_addr}/")
    env.filters["policy"] = preview_policy if is_preview else policy_for
    env.globals["shell"] = Shells(env).render
    env.globals["trail"] = partial(trail, files)
    env.globals["collection"] = _collection(config.extra.get(KNOWLEDGE))
    env.globals["style"] = next((file.src_uri for file in files if STYLE.fullmatch(file.src_uri)), "")
    return env


def _collection(knowledge: Knowledge | None) -> Mapping[str, str]:
    """What the foot of each page says of the whole: how many articles, and the date of the newest and of the site.

    The date of the site is that of its sources, where whoever builds it states that: https://reproducible-builds.org.
    """
    records = knowledge.records if knowledge else ()
    newest = records[0].date.text if records else ""
    changed = get_build_date() if os.environ.get("SOURCE_DATE_EPOCH") else ""
    return {"articles": with_noun(len(records), "article"), "newest": newest, "changed": changed}


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Gives every generated page one that renders it our way; leaves out what lies among them by chance."""
    _replace_modules(files, config)
    _shrink_styles(files, config)
    for path, text in config.extra.pop(_TEXTS, {}).items():
        files.append(File.generated(config, path, content=text))
    for file in [file for file in files if _is_ours(file.src_uri)]:
        if not is_generated(_beginning(file)):
            files.remove(file)
        elif file.is_documentation_page():
            KnowledgePage(None, file, config)
    return files


def _replace_modules(files: Files, config: MkDocsConfig) -> None:
    """Puts the programs of the search in the place of the modules that they are made of."""
    programs: Programs = config.extra.get(_PROGRAMS, Programs("", {}))
    for file in [file for file in files if file.src_uri.startswith(f"{PROGRAMS_FOLDER}/")]:
        files.remove(file)
    for name, text in programs.files.items():
        files.append(File.generated(config, f"{PROGRAMS_FOLDER}/{programs.version}/{name}", content=text))


def _shrink_styles(files: Files, config: MkDocsConfig) -> None:
    """Leaves out the files of the theme that no page loads, and what no page needs of those that it does load."""
    programs: Programs = config.extra.get(_PROGRAMS, Programs("", {}))
    ours = [file for file in files if file.src_uri in config.extra_css]
    for file in ours:
        file.content_string = without_blanks(file.content_string)
    used = "".join([*programs.files.values(), *(file.content_string for file in ours)])
    for file in list(files):
        if UNUSED.fullmatch(file.src_uri):
            files.remove(file)
        elif STYLE.fullmatch(file.src_uri):
            file.content_string = slim(file.content_string, used)


def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
    """Calls the home page "Home" in the menu, its own title being too long; and notes what else a search may find."""
    if nav.homepage is not None:
        nav.homepage.title = "Home"
    render_pages(files, config.extra.get(_REMEMBER, afresh))
    config.extra[_MENU] = frozenset(page.file.src_uri for page in nav.pages)
    _date_pages(config.extra[KNOWLEDGE], files)
    others = sorted(uri for uri in files.src_uris if _GUIDE.fullmatch(uri))
    guides = [
        page for page in (*nav.pages, *(files.src_uris[uri].page for uri in others)) if page and not page.is_homepage
    ]
    read = [(page, _guide(page, config)) for page in guides]
    found = [guide for page, guide in read if "moved" not in page.meta]
    give = config.extra.get(_BESIDE)
    config.extra[_FILES] = give(found) if give else partial(_write_files, config, found)
    config.extra[_DATA] = structured_data(config.extra[KNOWLEDGE], str(config.site_url or ""))
    config.extra[_FEEDS] = frozenset(feed.path for feed in feeds(config.extra[KNOWLEDGE]))
    return nav


def _date_pages(knowledge: Knowledge, files: Files) -> None:
    """Dates pages by the records: an article's page by its last correction or its date, home by the newest article.

    No other page has a date; that of the build, which MkDocs gives, says nothing about a page.
    """
    dates = {record_path(record): changed(record) for record in knowledge.records}
    days = {path: date for path, date in dates.items() if date.first == date.last}
    days["index.md"] = knowledge.records[0].date
    for file in files.documentation_pages():
        if file.page is not None:
            file.page.update_date = days[file.src_uri].first.isoformat() if file.src_uri in days else ""


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Has a generated page that is not in the menu filled into the shell of its folder; adds what its head says."""
    if isinstance(page, KnowledgePage) and page.file.src_uri not in config.extra[_MENU]:
        page.meta["template"] = MOVED if "moved" in page.meta else SHELL
    page.meta["feed"] = page.file.src_uri in config.extra[_FEEDS]
    page.meta["data"] = config.extra[_DATA].get(page.file.src_uri, "")
    return html


def on_post_build(config: MkDocsConfig) -> None:
    """Waits for the files made beside the pages, and adds the JSON Schema of records."""
    config.extra[_FILES]()
    fill_in_sizes(Path(config.site_dir))
    knowledge: Knowledge = config.extra[KNOWLEDGE]
    schema = Path(config.site_dir, SCHEMA_PATH)
    schema.parent.mkdir(exist_ok=True)
    schema.write_text(render_schema(keys_of(knowledge.vocabulary)), encoding="utf-8")
    aside: Aside | None = config.extra.get(_ASIDE)
    if aside is not None and not _was_warned():
        _publish(aside)
    _LEFT.close()


def on_build_error(error: Exception) -> None:
    """Removes what a plain `mkdocs build` that failed has made so far."""
    _LEFT.close()


def _publish(aside: Aside) -> None:
    keep_generation(aside.target, aside.site)
    aside.publish()


def _write_files(config: MkDocsConfig, guides: Iterable[Guide]) -> None:
    """Writes what is made beside the pages: the search index, and the files for other programs."""
    knowledge, site, remember = config.extra[KNOWLEDGE], Path(config.site_dir), config.extra.get(_REMEMBER, afresh)
    write_index(knowledge, guides, site, config.extra[_PROGRAMS].version, remember)
    write_downloads(knowledge, str(config.site_url or ""), site, remember)


def _guide(page: Page, config: MkDocsConfig) -> Guide:
    """What is searched of a guide: what its front matter says it is about."""
    page.read_source(config)
    return Guide(page.file.src_uri, unescape(str(page.title)), unescape(str(page.meta.get("description", ""))))


def _written(docs: Path) -> list[str]:
    """The addresses of the hand-written pages, and of the one for all that is not there."""
    return ["404.html", *(path.stem for path in docs.glob("*.md") if path.stem != "index")]


def _was_warned() -> bool:
    """True where MkDocs is going to fail because it was told to be strict; it says so only when all is done."""
    return any(each.get_counts() for each in logging.getLogger("mkdocs").handlers if isinstance(each, CountHandler))


def _beginning(file: File) -> str:
    """The first characters of a file, as far as they are text."""
    if file.abs_src_path is None:
        return str(file.content_string)[:200]
    with Path(file.abs_src_path).open("rb") as source:
        return source.read(200).decode("utf-8", errors="replace")


def _is_ours(uri: str) -> bool:
    return uri == "index.md" or uri.split("/", 1)[0] in GENERATED


def _generated_parts(docs: Path) -> Callable[[str, list[str]], list[str]]:
    """What `docs` holds of earlier runs: generated folders and a generated home page are not copied."""

    def ignore(folder: str, names: list[str]) -> list[str]:
        return [name for name in names if Path(folder) == docs and name in {*GENERATED, "index.md"}]

    return ignore


def _run(aside: Aside, knowledge: Knowledge, remember: Remember) -> None:
    with _kept() as told:
        try:
            config = load_config(
                str(CONFIGURATION), docs_dir=str(aside.folder / "docs"), site_dir=str(aside.site), strict=True
            )
            config.extra[KNOWLEDGE] = knowledge
            config.extra[_REMEMBER] = remember
            config.extra[_PROGRAMS] = programs_in(Path(config.docs_dir, PROGRAMS_FOLDER))
            with Beside[Guide]() as beside:
                config.extra[_BESIDE] = beside.start(partial(_write_files, config))
                config.extra[_TEXTS] = texts_of(generated_files(knowledge, remember))
                mkdocs_build(config)
        except (MkDocsException, LookupError, OSError) as error:
            raise EnvironmentFaultError(f"MkDocs could not build the site: {'; '.join(told) or error}") from error


@contextmanager
def _kept() -> Iterator[list[str]]:
    """What MkDocs warns of within the block, which is shown nowhere else; each warning keeps it from building."""
    logger, told, handler = logging.getLogger("mkdocs"), list[str](), logging.Handler(logging.WARNING)
    handler.emit = lambda record: told.append(record.getMessage())  # type: ignore[method-assign]
    logger.addHandler(handler)
    try:
        yield told
    finally:
        logger.removeHandler(handler)
