"""The built site as files: what is there, where its links lead, and what may never be in it."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections import Counter
from datetime import UTC, datetime
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

import frontmatter
import pytest
from lxml import html
from mkdocs.config import load_config
from mkdocs.structure.files import get_files

from ciie.site import on_files
from ciie.site_folder import MARK
from support.project import FIVE, PROJECT, build, build_once, ciie, copy_project

pytestmark = pytest.mark.site
RECORDS = sorted(FIVE.glob("2*/*.md"))
HOSTILE = Path(__file__).parent / "hostile"


class Outline(HTMLParser):
    """The ids, links and loaded addresses of one page, and every tag with its attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.links: list[str] = []
        self.loads: list[str] = []
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self.tags.append((tag, values))
        self.ids |= {values["id"]} if "id" in values else set()
        self.links += [values["href"]] if tag == "a" and "href" in values else []
        self.loads += [values["src"]] if "src" in values else []
        self.loads += [values["href"]] if tag == "link" and values.get("rel") in {"stylesheet", "icon"} else []


def outlines(site: Path) -> dict[str, Outline]:
    """Every page of `site` by its path from the root, as a browser asks for it."""
    pages = {}
    for path in sorted(site.rglob("*.html")):
        way = "/" + path.relative_to(site).as_posix()
        pages[way.removesuffix("index.html")] = Outline(path.read_text(encoding="utf-8"))
    return pages


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[str, Outline]:
    return outlines(site)


def dead_links(site: Path, pages: dict[str, Outline]) -> list[str]:
    """Links and pictures within the site that lead to no page, no anchor of it and no file."""
    dead = []
    for path, page in pages.items():
        for link in [*page.links, *page.loads] if path != "/404.html" else ():
            target = urlsplit(urljoin(path, link))
            if target.scheme in {"http", "https", "mailto"} or (site / unquote(target.path).lstrip("/")).is_file():
                continue
            found = pages.get(unquote(target.path))
            if found is None or (target.fragment and unquote(target.fragment) not in found.ids | {"__top"}):
                dead.append(f"{path} -> {link}")
    return dead


def files(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


@pytest.mark.parametrize("record", RECORDS, ids=lambda path: path.stem)
def test_record_has_a_page_that_links_to_its_original(record: Path, pages: dict[str, Outline]) -> None:
    """Each record's page links to the address of its source and to the record for editing."""
    page = pages[f"/articles/{record.stem}/"]

    assert frontmatter.load(str(record))["url"] in page.links
    assert any(link.endswith(f"/edit/main/articles/{record.parent.name}/{record.name}") for link in page.links)


def test_every_topic_of_a_record_has_a_page_that_links_back(pages: dict[str, Outline]) -> None:
    """A topic's page lists the records that carry it."""
    for record in RECORDS:
        topics: Any = frontmatter.load(str(record))["topics"]
        for topic in topics:
            assert f"../../articles/{record.stem}/" in pages[f"/topics/{topic}/"].links


@pytest.mark.parametrize(
    "path",
    ["/", "/articles/", "/topics/", "/timeline/", "/timeline/2023/", "/timeline/2023-11/", "/editions/6/", "/figures/",
     "/figures/exhibitors/", "/organisations/", "/people/", "/places/", "/sources/", "/about/", "/contribute/",
     "/timeline/editions/", "/timeline/edition-6/", "/timeline/topics/", "/timeline/topics/deals/",
     "/timeline/promises/", "/stories/", "/coverage/", "/coverage/edition-6/", "/coverage/6/deals/",
     "/organisations/by-kind/", "/people/by-country/", "/places/by-letter/"],
)  # fmt: skip
def test_page_of_the_design_exists(path: str, pages: dict[str, Outline]) -> None:
    """The addresses that readers may rely on lead to pages."""
    assert path in pages


def test_every_link_within_the_site_leads_to_a_page_and_an_anchor(site: Path, pages: dict[str, Outline]) -> None:
    """No link of the site is dead, anchors included, and no picture is missing."""
    assert dead_links(site, pages) == []


def test_no_page_loads_anything_from_another_host(pages: dict[str, Outline]) -> None:
    """Scripts, styles and pictures come from the site itself."""
    assert [load for page in pages.values() for load in page.loads if urlsplit(load).netloc] == []


def test_field_that_opens_a_list_is_one_for_text(pages: dict[str, Outline]) -> None:
    """HTML allows no list below a field of the type for searches."""
    fields = {(path, each.get("type")) for path, page in pages.items() for _, each in page.tags
              if each.get("role") == "combobox"}  # fmt: skip

    assert {kind for _, kind in fields} == {"text"}


def test_every_page_has_a_title_and_a_description_of_its_own(site: Path) -> None:
    """Those of moved pages apart, which only lead on."""
    texts = [path.read_text(encoding="utf-8") for path in site.rglob("*.html")]
    heads = [html.fromstring(text).find("head") for text in texts if 'http-equiv="refresh"' not in text]
    for told in ("title/text()", "meta[@name='description']/@content"):
        found = Counter(head.xpath(f"string({told})") for head in heads)
        assert [text for text, number in found.items() if number > 1 or len(text) < 20] == []


def test_what_folds_away_has_no_anchor(site: Path) -> None:
    """A link never leads to what a browser does not show."""
    pages = {path: html.parse(path) for path in site.rglob("*.html")}

    assert [str(path) for path, page in pages.items() if page.xpath("//details//*[@id]")] == []


def test_menu_holds_no_article(site: Path) -> None:
    """The menu does not grow with the number of articles."""
    text = (site / "about" / "index.html").read_text(encoding="utf-8")

    assert not re.search(r'href="[^"]*articles/2', text)


def test_generated_page_of_a_record_carries_date_source_and_topics(tmp_path: Path) -> None:
    """The Markdown page of a record states date, source and topics in its front matter."""
    done = ciie("pages", "--articles", FIVE, "--docs", tmp_path)
    page = frontmatter.load(str(tmp_path / "articles" / f"{RECORDS[-1].stem}.md"))
    topics: Any = page["topics"]

    assert done.returncode == 0, done.stdout + done.stderr
    assert (page["date"], page["source"]) == ("2023-11-16", "stdaily")
    assert "opening-up" in topics


def test_plain_mkdocs_build_makes_the_same_site(site: Path, tmp_path: Path) -> None:
    """`mkdocs build --strict` in a fresh checkout gives the bytes that `ciie build` gives."""
    copy_project(tmp_path)

    done = subprocess.run([sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet"], cwd=tmp_path,
                          capture_output=True, text=True, check=False)  # fmt: skip

    assert done.returncode == 0, done.stderr
    assert files(tmp_path / "site") == files(site)


def test_site_at_an_address_tells_it_to_programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An article's page has its date or that of its correction, home the newest's; a shared page has a picture."""
    monkeypatch.setenv("SITE_URL", "https://press.example/")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")

    articles = Path(shutil.copytree(FIVE, tmp_path / "articles"))
    corrected = next(path for path in articles.rglob("2*.md") if path.name == RECORDS[0].name)
    text = corrected.read_text(encoding="utf-8")
    notice = 'corrections: [{date: 2024-01-05, what: "Exhibitors were 3,486."}]'
    corrected.write_text(text.replace("\n---\n", f"\n{notice}\n---\n", 1), encoding="utf-8")

    build(articles, tmp_path / "site")

    listed = (tmp_path / "site" / "sitemap.xml").read_text(encoding="utf-8")
    dates = dict(re.findall(r"<loc>https://press.example/(\S*?)</loc>\s*<lastmod>(.*?)</lastmod>", listed))
    days = {f"articles/{record.stem}/": str(frontmatter.load(str(record))["date"]) for record in RECORDS}
    assert dates == {"": max(days.values()), **days, f"articles/{corrected.stem}/": "2024-01-05"}
    packed = (tmp_path / "site" / "sitemap.xml.gz").read_bytes()
    assert datetime.fromtimestamp(int.from_bytes(packed[4:8], "little"), UTC).date().isoformat() == max(dates.values())

    # On other pages it would be all that a later build changes.
    says = [path for path in (tmp_path / "site").rglob("*.html") if "Last changed on 1970-01-02" in path.read_text()]
    assert says == [tmp_path / "site" / "index.html"]

    home = Outline((tmp_path / "site" / "index.html").read_text(encoding="utf-8"))
    told = {each["property"]: each["content"] for tag, each in home.tags if tag == "meta" and "property" in each}
    picture = (tmp_path / "site" / told["og:image"].removeprefix("https://press.example/")).read_bytes()
    size = [str(int.from_bytes(picture[at : at + 4], "big")) for at in (16, 20)]
    assert size == [told["og:image:width"], told["og:image:height"]]


@pytest.mark.parametrize("name", ["articles/mine.md", "figures/mine.svg", "timeline/mine.ics", "stories/mine.html"])
def test_file_among_the_generated_ones_is_not_published(tmp_path: Path, name: str) -> None:
    """What lies in a generated folder and was not generated is left out of the site."""
    mine = tmp_path / "docs" / name
    mine.parent.mkdir(parents=True)
    mine.write_text("<script>mine()</script>", encoding="utf-8")
    config = load_config(str(PROJECT / "mkdocs.yml"), docs_dir=str(tmp_path / "docs"))

    left = on_files(get_files(config), config)

    assert left.get_file_from_path(name) is None


def test_record_with_an_error_leaves_the_old_site(tmp_path: Path) -> None:
    """Where a record has an error nothing is built, and what was published stays as it was."""
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "2023-11-16-stdaily-broken.md").write_text("no front matter", encoding="utf-8")
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "index.html").write_text("old", encoding="utf-8")
    (tmp_path / "site" / MARK).touch()

    done = ciie("build", "--articles", tmp_path / "articles", "--site", tmp_path / "site")

    assert done.returncode == 1
    assert "no-front-matter" in done.stdout
    assert files(tmp_path / "site") == {MARK: b"", "index.html": b"old"}


def test_record_with_an_error_is_left_out(tmp_path: Path) -> None:
    """With --keep-going the others are published, again and again until it is mended."""
    articles = Path(shutil.copytree(FIVE, tmp_path / "articles"))
    (articles / "2023" / "2023-11-16-stdaily-broken.md").write_text("no front matter", encoding="utf-8")

    command = ("build", "--keep-going", "--articles", articles, "--site", tmp_path / "site")
    done = [ciie(*command), ciie(*command)]

    assert [each.returncode for each in done] == [1, 1]
    assert all("no-front-matter" in each.stdout and "5 articles published" in each.stdout for each in done)
    assert len([*(tmp_path / "site/articles").glob("2*/index.html")]) == 5


@pytest.fixture(scope="module")
def hostile_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_once(HOSTILE, tmp_path_factory)


@pytest.fixture(scope="module")
def hostile_pages(hostile_site: Path) -> dict[str, Outline]:
    return outlines(hostile_site)


def test_hostile_records_bring_no_tag_handler_or_address_of_their_own(hostile_pages: dict[str, Outline]) -> None:
    """Whatever a record's texts hold, no page has a handler, a script of theirs or a script address."""
    tags = [(tag, values) for page in hostile_pages.values() for tag, values in page.tags]
    handlers = [(tag, name) for tag, values in tags for name in values if name.startswith("on")]
    addresses = [v for _, values in tags for n, v in values.items() if n in {"href", "src", "action"}]

    assert handlers == []
    assert [a for a in addresses if re.match(r"\s*(javascript|data|vbscript|file):", a, re.I)] == []
    assert {tag for tag, _ in tags} & {"iframe", "object", "embed", "base", "frame", "applet"} == set()
    assert [values for tag, values in tags if tag == "script" and "evil" in str(values)] == []


def test_hostile_records_break_no_link(hostile_site: Path, hostile_pages: dict[str, Outline]) -> None:
    """A hostile title or name breaks no link of the site."""
    assert dead_links(hostile_site, hostile_pages) == []


def test_hostile_titles_stand_on_the_page_as_they_were_written(tmp_path: Path) -> None:
    """A title that looks like HTML is shown, character by character, and not honoured or dropped."""
    done = ciie("pages", "--articles", HOSTILE, "--docs", tmp_path)
    texts = [path.read_text(encoding="utf-8") for path in (tmp_path / "articles").glob("2023-*.md")]

    assert done.returncode == 0, done.stdout
    assert not [text for text in texts if "<script" in text or "<img" in text]
    assert any("&lt;script&gt;alert" in text for text in texts)


def test_page_on_contributing_leads_to_the_filled_form(site: Path) -> None:
    """The form for a new record and the one for suggestions are those of the repository that mkdocs.yml names."""
    links = Outline((site / "contribute" / "index.html").read_text(encoding="utf-8")).links
    repository = "https://github.com/OWNER/REPOSITORY"

    assert any(
        link.startswith(f"{repository}/new/main/articles?filename=YEAR%2F") and "topics" in link for link in links
    )
    assert f"{repository}/issues/new?template=suggest-an-article.yml" in links


def test_every_page_leads_to_the_form_for_mistakes(site: Path) -> None:
    """A reader who finds a mistake can report it from the page that it is on."""
    form = "https://github.com/OWNER/REPOSITORY/issues/new?template=report-a-mistake.yml"
    pages = [
        path for path in site.rglob("index.html") if 'http-equiv="refresh"' not in path.read_text(encoding="utf-8")
    ]

    assert [path for path in pages if form not in Outline(path.read_text(encoding="utf-8")).links] == []


def test_schema_of_records_is_on_the_site(site: Path) -> None:
    """Editors find the JSON Schema of records, with the ids of the vocabulary, at an address of its own."""
    schema = json.loads((site / "contribute" / "record.schema.json").read_text(encoding="utf-8"))

    assert "opening-up" in schema["properties"]["topics"]["items"]["enum"]


@pytest.mark.parametrize(
    ("path", "above", "marked"),
    [
        ("/articles/2023-11-16-stdaily-platform-of-high-standard-opening-up/", ["Home", "Articles"], "Articles"),
        ("/editions/6/", ["Home", "Editions"], "Editions"),
        ("/timeline/promises/", ["Home", "Timeline"], "Promises"),
        ("/about/", ["Home"], "About"),
        ("/", [], None),
    ],
)
def test_reader_sees_where_a_page_is(site: Path, path: str, above: list[str], marked: str | None) -> None:
    """The pages above it stand before its title, and its place in the menu is marked."""
    page = html.fromstring((site / path.strip("/") / "index.html").read_bytes())

    assert page.xpath("//nav[@aria-label='Breadcrumb']//a/text()") == above
    assert page.xpath("//nav[@aria-label='Menu']//a[@aria-current]/text()") == ([marked] if marked else [])
