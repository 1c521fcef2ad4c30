"""The last check before a site is published: what the finished files hold, whoever wrote them.

It knows nothing of how records are read, escaped or rendered, so that a fault in any of these does not reach a reader.
"""

from __future__ import annotations

import csv
import io
import json
import posixpath
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote

from lxml import etree

from ciie.model.problems import EnvironmentFaultError
from ciie.model.records import Record

# Schemes that a link may have; what a page loads by itself is on the site.
_SCHEMES = frozenset({"", "http", "https", "mailto"})
# What the theme and our pages are made of; nothing that runs, loads or takes over a page is in the list.
_ELEMENTS = frozenset(Path(__file__).with_name("site_elements.txt").read_text(encoding="ascii").split())
_find_handlers = etree.XPath("//@*[starts-with(name(), 'on')] | //@style | //@srcdoc | //@ping | //@formaction")
_find_scripts = etree.XPath("//script[not(@src)][not(@type) or not(contains(@type, 'json'))]")
_find_loaded = etree.XPath(
    "//script/@src | //img/@src | //img/@srcset | //source/@src | //use/@href | //form/@action | //input/@src"
    " | //link[not(@rel='canonical' or @rel='alternate' or @rel='license')]/@href"
)
_find_links = etree.XPath("//a/@href")
_find_ids = etree.XPath("//@id")
_find_policies = etree.XPath("//meta[@http-equiv='Content-Security-Policy']")
_find_digests = etree.XPath("//*[@class='digest']")
# The way from a page to the site's first folder, in the theme's script: the one thing in which pages' scripts differ.
_WAY = re.compile(r'URL\("[./]*"')
# What stands before a colon in a link that has no scheme.
_NO_SCHEME = re.compile("[/?#.]")
_FORMULA = re.compile(r"[=+@\t\r]|-(?!\d)")
_MOST_SHOWN = 10


@dataclass(frozen=True)
class _Pages:
    """What the pages of a site have and name, by their addresses."""

    anchors: dict[str, frozenset[str]] = field(default_factory=dict)
    links: dict[str, tuple[str, ...]] = field(default_factory=dict)


def check_site(site: Path, records: Sequence[Record], written: Iterable[str]) -> None:
    """Refuses a finished site that could harm or mislead a reader.

    Args:
        site: Its folder.
        records: What it must have a page of, each with all its passages.
        written: The addresses of pages that no record has a part in, "about/" or "404.html": what runs on them may run.

    Raises:
        EnvironmentFaultError: Something is in it that may not be, or is not in it that must be; it names the first ten.
    """
    faults = list(_faults(site, {record.id: record for record in records}, tuple(written)))
    if faults:
        more = [f"and {len(faults) - _MOST_SHOWN:,} more"] if len(faults) > _MOST_SHOWN else []
        told = "\n  ".join([*faults[:_MOST_SHOWN], *more])
        raise EnvironmentFaultError(
            f"the finished site was not published, since it is not as it must be; please report this:\n  {told}"
        )


def _faults(site: Path, records: Mapping[str, Record], written: tuple[str, ...]) -> Iterator[str]:
    scripts = frozenset(script for way in written for script in _scripts(_parse(site / _file_of(way))))
    pages = _Pages()
    for path in sorted(site.rglob("*")):
        way = path.relative_to(site).as_posix()
        if path.is_symlink() or not (path.is_file() or path.is_dir()):
            yield f"{way} is no plain file"
        elif path.suffix == ".html":
            yield from (f"{way} {what}" for what in _check_page(path, way, scripts, pages))
        elif path.suffix in _KINDS and path.is_file():
            yield from (f"{way} {what}" for what in _check_file(path))
    yield from _dead_links(pages, site)
    yield from _missing(site, records)


def _file_of(way: str) -> str:
    """The file that has the address `way`."""
    return way if way.endswith(".html") else posixpath.join(way, "index.html")


def _parse(path: Path) -> etree._Element:
    return etree.fromstring(path.read_bytes(), etree.HTMLParser(encoding="utf-8", huge_tree=True))


def _check_page(path: Path, way: str, scripts: frozenset[str], pages: _Pages) -> Iterator[str]:
    page = _parse(path)
    odd = {str(each.tag).lower() for each in page.iter(etree.Element)} - _ELEMENTS
    yield from (f"has the element {name}" for name in sorted(odd))
    yield from (f"has the attribute {each.attrname}" for each in _find_handlers(page))
    yield from (f"runs {script[:60]!r}" for script in _scripts(page) if script not in scripts)
    yield from (f"loads {address}" for address in _find_loaded(page) if _scheme(address))
    if len(_find_policies(page)) != 1:
        yield "does not state one content security policy"
    address = "/" + way.removesuffix("index.html")
    pages.anchors[address] = frozenset(_find_ids(page))
    links = tuple(dict.fromkeys(_find_links(page)))
    yield from (f"links to {link}" for link in links if _scheme(link) not in _SCHEMES)
    pages.links[address] = tuple(link for link in links if not _scheme(link))


def _scheme(link: str) -> str:
    """The scheme of a link in small letters, blanks left out as a browser does; "//" where it has a host alone."""
    before, colon, _ = "".join(link.split()).partition(":")
    if before.startswith(("//", "\\", "/\\")):
        return "//"
    return before.lower() if colon and not _NO_SCHEME.search(before) else ""


def _scripts(page: etree._Element) -> Iterator[str]:
    return (_WAY.sub('URL("."', each.text or "") for each in _find_scripts(page))


def _dead_links(pages: _Pages, site: Path) -> Iterator[str]:
    known: dict[str, bool] = {}
    for page, links in pages.links.items():
        name = page.lstrip("/") + ("index.html" if page.endswith("/") else "")
        # A missing page may be asked for in any folder: its links begin at the host, and the shortest leads home.
        home = min((link.rstrip(".") for link in links if link.startswith("/")), key=len, default="/")
        for link in links:
            to, _, anchor = link.partition("#")
            way = _way(page, to.partition("?")[0])
            way = f"/{way.removeprefix(home)}" if link.startswith("/") else way
            if way in pages.anchors:
                if anchor and unquote(anchor) not in pages.anchors[way] and not anchor.startswith(":~:"):
                    yield f"{name} links to {link}, which has no such place"
            elif not known.setdefault(way, (site / way.lstrip("/")).is_file()):
                yield f"{name} links to {link}, which is not there"


def _way(page: str, link: str) -> str:
    """The address from the site's first folder of what `link` on a page names."""
    if not link:
        return page
    way = posixpath.normpath(posixpath.join(posixpath.dirname(page), unquote(link)))
    return f"{way}/" if link.endswith(("/", ".")) and way != "/" else way


def _missing(site: Path, records: Mapping[str, Record]) -> Iterator[str]:
    for name, record in records.items():
        path = site / "articles" / name / "index.html"
        found = _find_digests(_parse(path)) if path.is_file() else []
        if len(found) != 1:
            yield f"articles/{name}/ is not there, or has not one text"
            continue
        rest = _folded("".join(found[0].itertext()))
        for passage in record.passages:
            _, words, rest = rest.partition(_folded(passage.text))
            if not words and passage.text:
                yield f"articles/{name}/ lacks {passage.text[:60]!r}, or has it elsewhere"
                break


def _folded(text: str) -> str:
    return "".join(text.split())


def _check_file(path: Path) -> Iterator[str]:
    try:
        yield from _KINDS[path.suffix](path.read_bytes())
    except (ValueError, etree.XMLSyntaxError, csv.Error) as error:
        yield f"cannot be read: {error}"


def _check_xml(data: bytes) -> Iterator[str]:
    tree = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))
    yield from (f"has the attribute {each.attrname}" for each in _find_handlers(tree))
    for element in tree.iter(etree.Element):
        if etree.QName(element).localname in {"script", "foreignObject", "iframe"}:
            yield f"has the element {etree.QName(element).localname}"


def _check_json(data: bytes) -> Iterator[str]:
    json.loads(data)
    yield from ()


def _check_table(data: bytes) -> Iterator[str]:
    for row in csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True):
        yield from (f"has the cell {cell[:60]!r}, a formula" for cell in row if _FORMULA.match(cell))


def _check_calendar(data: bytes) -> Iterator[str]:
    lines = data.decode("utf-8").split("\r\n")
    names = [line for line in lines if line.startswith(("BEGIN:", "END:"))]
    if not names or names[0] != "BEGIN:VCALENDAR" or names[-1] != "END:VCALENDAR" or lines[-1]:
        yield "is no calendar"
    if names.count("BEGIN:VEVENT") != names.count("END:VEVENT"):
        yield "has an event without an end"


_KINDS: Mapping[str, Callable[[bytes], Iterator[str]]] = {
    ".svg": _check_xml,
    ".xml": _check_xml,
    ".json": _check_json,
    ".csv": _check_table,
    ".ics": _check_calendar,
}
