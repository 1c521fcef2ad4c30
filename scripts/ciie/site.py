"""The finished site: MkDocs, run aside and swapped in whole. It, `mkdocs_pages` and `theme` alone know MkDocs."""

from __future__ import annotations

import logging
import os
import re
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache, partial
from html import unescape
from pathlib import Path

from jinja2 import Environment
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, MkDocsException
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import CountHandler, get_build_date

from ciie.deriving.derivation import derive, facts_digest
from ciie.deriving.knowledge import Knowledge
from ciie.editing.template import new_file_address, render_schema
from ciie.exports.downloads import fill_in_sizes, write_downloads
from ciie.mkdocs_pages import SHOWN, KnowledgePage, StandIn, render_pages, trail
from ciie.model.library import NOTHING_KEPT, Library
from ciie.model.problems import CiieError, EnvironmentFaultError
from ciie.model.values import latest_day
from ciie.model.vocabulary import Vocabulary
from ciie.pipeline import GENERATED, PROJECT, article_files, frame_of, generated_files, make_pages
from ciie.processes import Beside
from ciie.reading.record_schema import keys_of
from ciie.search.index import write_index
from ciie.search.programs import PROGRAMS_FOLDER, Programs, keep_generation, programs_in
from ciie.search.site_pages import Guide
from ciie.site_folder import Aside, aside_of, check_target
from ciie.site_gate import check_site
from ciie.standing import Earlier, Heads, Makers, Plan, SiteNote, alike_site, heads_of, note_of, plan
from ciie.text.problem_reports import Form, render
from ciie.theme import MOVED, NOTHING, SHELL, STYLE, Shells, policy_for, preview_policy, replace_modules, shrink_styles
from ciie.views.publish import is_generated, take
from ciie.views.rows import placed

CONFIGURATION = PROJECT / "mkdocs.yml"
# What the site is made of; set by `build`, whose pages are in place already when MkDocs starts.
KNOWLEDGE = "knowledge"
# What the heads of pages say.
_HEADS = "heads"
# What is shown of each generated page elsewhere, by its file.
_SHOWN = "shown"
# What writes the search index, and the files for other programs, or waits for the process that does.
_INDEX, _DOWNLOADS = "index", "downloads"
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
# What earlier builds have kept.
_KEPT = "kept"
# What is made of the generated files, where they are not in the folder of pages, and what is taken; what plans that.
_PLAN, _BEGIN = "plan", "begin"
# What gives the pages that a search may find to the process that writes the index.
_GIVE_GUIDES = "guides"


def build(
    library: Library, docs: Path, site: Path, *, is_checked: bool = False, earlier: Earlier | None = None
) -> SiteNote:
    """Builds the site of `library` aside, with the hand-written pages of `docs`, and puts it in place of `site`.

    A build that fails leaves `site` as it was, and so does one whose finished files are found wrong where they are
    checked. What is the same as in `earlier` builds is not made again. Returns what is known of the new site.
    """
    earlier = earlier or Earlier()
    os.environ["NO_MKDOCS_2_WARNING"] = "1"
    with aside_of(site.resolve()) as aside:
        shutil.copytree(docs, aside.folder / "docs", ignore=_generated_parts(docs))
        note = _run(aside, placed(derive(library, earlier.kept.remember)), earlier)
        if is_checked:
            check_site(aside.site, library.records, _written(docs))
        _publish(aside)
    return note


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
    # The day of the sources, where whoever builds the site states it: https://reproducible-builds.org.
    env.globals["changed"] = get_build_date() if os.environ.get("SOURCE_DATE_EPOCH") else ""
    env.globals["style"] = next((file.src_uri for file in files if STYLE.fullmatch(file.src_uri)), "")
    return env


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Gives every generated page one that renders it our way; leaves out what lies among them by chance."""
    programs: Programs = config.extra.get(_PROGRAMS, Programs("", {}))
    replace_modules(files, programs, config)
    shrink_styles(files, programs, config)
    planned: Plan | None = config.extra[_BEGIN]() if _BEGIN in config.extra else None
    config.extra[_PLAN] = planned
    if planned is not None:
        _add_planned(planned, files, config)
    taken = planned.kept if planned else {}
    for file in [file for file in files if _is_ours(file.src_uri) and file.src_uri not in taken]:
        if not is_generated(_beginning(file)):
            files.remove(file)
        elif file.is_documentation_page():
            KnowledgePage(None, file, config)
    return files


def _add_planned(planned: Plan, files: Files, config: MkDocsConfig) -> None:
    """Adds to `files` what is made and what is taken, in one order; what is taken is put into the site."""
    for path in planned.note["pages"]:
        is_taken, is_page = path in planned.kept, path.endswith(".md")
        # MkDocs is to list a page that is taken, and to leave any other file alone.
        inclusion = InclusionLevel.EXCLUDED if is_taken and not is_page else InclusionLevel.UNDEFINED
        file = File.generated(config, path, content=planned.texts.get(path, ""), inclusion=inclusion)
        files.append(file)
        if is_taken and is_page:
            StandIn(file, config, planned.kept[path])
    taken = [files.src_uris[path].dest_uri for path in planned.kept]
    if planned.standing is not None:
        take(planned.standing.folder, Path(config.site_dir), taken)


def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
    """Calls the home page "Home" in the menu, its own title being too long; and notes what else a search may find."""
    if nav.homepage is not None:
        nav.homepage.title = "Home"
    render_pages(files)
    config.extra[_MENU] = frozenset(page.file.src_uri for page in nav.pages)
    heads: Heads = config.extra.setdefault(_HEADS, heads_of(config.extra[KNOWLEDGE], str(config.site_url or "")))
    for file in files.documentation_pages():
        if file.page is not None:
            # No other page has a date; that of the build, which MkDocs gives, says nothing about a page.
            file.page.update_date = heads.dates.get(file.src_uri, "")
    others = sorted(uri for uri in files.src_uris if _GUIDE.fullmatch(uri))
    guides = [
        page for page in (*nav.pages, *(files.src_uris[uri].page for uri in others)) if page and not page.is_homepage
    ]
    read = [(page, _guide(page, config)) for page in guides]
    found = [guide for page, guide in read if "moved" not in page.meta]
    give = config.extra.get(_GIVE_GUIDES)
    config.extra[_INDEX] = give(found) if give else partial(_write_index, config, found)
    return nav


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Has a generated page that is not in the menu filled into the shell of its folder; adds what its head says."""
    path = page.file.src_uri
    if isinstance(page, KnowledgePage):
        config.extra.setdefault(_SHOWN, {})[path] = {key: page.meta[key] for key in SHOWN if key in page.meta}
    if isinstance(page, StandIn):
        page.meta["template"] = NOTHING
    elif isinstance(page, KnowledgePage) and path not in config.extra[_MENU]:
        page.meta["template"] = MOVED if "moved" in page.meta else SHELL
    page.meta["feed"] = path in config.extra[_HEADS].feeds
    page.meta["data"] = config.extra[_HEADS].data.get(path, "")
    return html


def on_post_build(config: MkDocsConfig) -> None:
    """Waits for the files made beside the pages, and adds the JSON Schema of records."""
    config.extra[_INDEX]()
    config.extra.setdefault(_DOWNLOADS, partial(_write_downloads, config))()
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


def _write_index(config: MkDocsConfig, guides: Iterable[Guide]) -> None:
    """Writes the search index."""
    kept, version = config.extra.get(_KEPT, NOTHING_KEPT), config.extra[_PROGRAMS].version
    write_index(config.extra[KNOWLEDGE], guides, Path(config.site_dir), version, kept)


def _write_downloads(config: MkDocsConfig, _: Iterable[Guide] = ()) -> tuple[str, ...]:
    """Writes the files for other programs; their paths."""
    kept = config.extra.get(_KEPT, NOTHING_KEPT)
    return write_downloads(config.extra[KNOWLEDGE], str(config.site_url or ""), Path(config.site_dir), kept)


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


def _run(aside: Aside, knowledge: Knowledge, earlier: Earlier) -> SiteNote:
    """Has MkDocs make the site; what is known of it then."""
    with _warnings() as told:
        try:
            config = load_config(
                str(CONFIGURATION), docs_dir=str(aside.folder / "docs"), site_dir=str(aside.site), strict=True
            )
            extra = config.extra
            extra[KNOWLEDGE] = knowledge
            extra[_PROGRAMS] = programs_in(Path(config.docs_dir, PROGRAMS_FOLDER))
            extra[_HEADS] = heads_of(knowledge, str(config.site_url or ""))
            with Beside[Guide, None]() as index, Beside[Guide, tuple[str, ...]]() as downloads:
                extra[_BEGIN] = partial(_begin, config, earlier, index, downloads)
                mkdocs_build(config)
                planned: Plan = extra[_PLAN]
                return {**planned.note, "shown": extra[_SHOWN], "downloads": extra[_DOWNLOADS]()}
        except (MkDocsException, LookupError, OSError) as error:
            raise EnvironmentFaultError(f"MkDocs could not build the site: {'; '.join(told) or error}") from error


def _begin(
    config: MkDocsConfig, earlier: Earlier, index: Beside[Guide, None], downloads: Beside[Guide, tuple[str, ...]]
) -> Plan:
    """Plans the site, and begins what is written beside its pages, once MkDocs has emptied the folder."""
    extra, knowledge = config.extra, config.extra[KNOWLEDGE]
    note = note_of(knowledge, facts_digest(knowledge), frame_of(Path(config.docs_dir)))
    extra[_KEPT] = replace(earlier.kept, alike=alike_site(note, earlier.standing))
    extra[_GIVE_GUIDES] = index.start(partial(_write_index, config))
    extra[_DOWNLOADS] = cache(downloads.start(partial(_write_downloads, config))(()))
    every = partial(generated_files, knowledge, earlier.kept.remember)
    return plan(note, extra[_HEADS], earlier.standing, Makers(every, partial(article_files, knowledge)))


@contextmanager
def _warnings() -> Iterator[list[str]]:
    """What MkDocs warns of within the block, which is shown nowhere else; each warning keeps it from building."""
    logger, told, handler = logging.getLogger("mkdocs"), list[str](), logging.Handler(logging.WARNING)
    handler.emit = lambda record: told.append(record.getMessage())  # type: ignore[method-assign]
    logger.addHandler(handler)
    try:
        yield told
    finally:
        logger.removeHandler(handler)
