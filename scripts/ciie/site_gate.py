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
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from urllib.parse import unquote
from zipfile import BadZipFile, ZipFile

from lxml import etree

from ciie.model.problems import EnvironmentFaultError
from ciie.model.records import Record
from ciie.processes import map_in_processes
from ciie.site_folder import MARK
from ciie.text.patterns import read_own

# Schemes that a link may have; what a page loads by itself is on the site.
_SCHEMES = frozenset({"", "http", "https", "mailto"})
_ALLOWED = read_own(Path(__file__).with_name("site_allowed.yml"))
_HTML, _SVG, _BOOK = (
    {key: frozenset(names.split()) for key, names in _ALLOWED[kind].items()} for kind in ("html", "svg", "book")
)
_ENDINGS = frozenset(_ALLOWED["endings"].split())
_find_scripts = etree.XPath("//script[not(@src)][not(@type) or not(contains(@type, 'json'))]")
_find_loaded = etree.XPath(
    "//@src | //@action | //link[not(@rel='canonical' or @rel='alternate' or @rel='license')]/@href"
)
_find_links = etree.XPath("//a/@href")
_find_addresses = etree.XPath("//@href")
_find_ids = etree.XPath("//@id")
_find_orders = etree.XPath("//meta[@http-equiv]")
_find_digests = etree.XPath("//*[@class='digest']")
# The way from a page to the site's first folder, in the theme's script: the one thing in which pages' scripts differ.
_WAY = re.compile(r'URL\("[./]*"')
# What a browser passes over in an address, and what a scheme is made of.
_PASSED_OVER = re.compile(r"[\x00-\x20]+")
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
# Where a page leads on to by itself.
_ONWARD = re.compile(r"0; url=(.*)")
_FORMULA = re.compile(r"[=+@\t\r]|-(?!\d)")
_MOST_SHOWN = 10


@dataclass(frozen=True)
class _Page:
    """A page: its address, what is wrong with it, the places in it, and what it leads to within the site."""

    address: str
    faults: tuple[str, ...]
    anchors: frozenset[str]
    links: tuple[str, ...]


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
    paths = [path for path in sorted(site.rglob("*")) if path.is_symlink() or not path.is_dir()]
    pages: dict[str, _Page] = {}
    for page, faults in map_in_processes(lambda path: _look_at(path, site, scripts), paths):
        yield from faults
        if page is not None:
            pages[page.address] = page
    yield from _dead_links(pages, site)
    for missing in map_in_processes(partial(_missing, site), [*records.items()]):
        yield from missing


def _look_at(path: Path, site: Path, scripts: frozenset[str]) -> tuple[_Page | None, list[str]]:
    """A file of the site as a page, where it is one, and what is wrong with it."""
    way = path.relative_to(site).as_posix()
    if path.suffix != ".html" or path.is_symlink():
        return None, [f"{way} {what}" for what in _check_file(path)]
    page = _read_page(_parse(path), "/" + way.removesuffix("index.html"), scripts)
    return page, [f"{way} {what}" for what in page.faults]


def _file_of(way: str) -> str:
    """The file that has the address `way`."""
    return way if way.endswith(".html") else posixpath.join(way, "index.html")


def _parse(path: Path) -> etree._Element:
    return etree.fromstring(path.read_bytes(), etree.HTMLParser(encoding="utf-8", huge_tree=True))


def _read_page(page: etree._Element, address: str, scripts: frozenset[str]) -> _Page:
    links = tuple(dict.fromkeys(_find_links(page)))
    faults = (
        *_odd(page, _HTML),
        *(f"runs {script[:60]!r}" for script in _scripts(page) if script not in scripts),
        *(f"loads {loaded}" for loaded in _find_loaded(page) if _scheme(loaded)),
        *_check_orders(page),
        *(f"links to {link}" for link in links if _scheme(link) not in _SCHEMES),
    )
    within = tuple(link for link in links if not _scheme(link))
    return _Page(address, faults, frozenset(_find_ids(page)), within)


def _odd(tree: etree._Element, allowed: Mapping[str, frozenset[str]]) -> Iterator[str]:
    """The elements and attributes that are not `allowed`, each once."""
    elements = list(tree.iter(etree.Element))
    names = {etree.QName(each).localname.lower() for each in elements}
    attributes = {name for each in elements for name in each.attrib if not name.startswith(("aria-", "data-"))}
    yield from (f"has the element {name}" for name in sorted(names - allowed["elements"]))
    yield from (f"has the attribute {name}" for name in sorted(attributes - allowed["attributes"]))


def _check_orders(page: etree._Element) -> Iterator[str]:
    """What a page tells the browser to do: keep to one policy, and at most go on to another page of the site."""
    told = [(str(each.get("http-equiv")).lower(), each.get("content", "")) for each in _find_orders(page)]
    if [name for name, _ in told].count("content-security-policy") != 1:
        yield "does not state one content security policy"
    for name, content in told:
        onward = _ONWARD.fullmatch(content) if name == "refresh" else None
        if name != "content-security-policy" and (onward is None or _scheme(onward[1])):
            yield f"tells the browser {name}: {content}"


def _scheme(link: str) -> str:
    """The scheme of a link in small letters, "//" where it has a host alone, nothing where it leads within the site."""
    shown = _PASSED_OVER.sub("", link).replace("\\", "/")
    found = _SCHEME.match(shown)
    return "//" if shown.startswith("//") else found[1].lower() if found else ""


def _scripts(page: etree._Element) -> Iterator[str]:
    return (_WAY.sub('URL("."', each.text or "") for each in _find_scripts(page))


def _dead_links(pages: Mapping[str, _Page], site: Path) -> Iterator[str]:
    known: dict[str, bool] = {}
    for page in pages.values():
        name = _file_of(page.address.lstrip("/"))
        # A missing page may be asked for in any folder: its links begin at the host, and the shortest leads home.
        home = min((link.rstrip(".") for link in page.links if link.startswith("/")), key=len, default="/")
        for link in page.links:
            to, _, anchor = link.partition("#")
            way = _way(page.address, to.partition("?")[0])
            way = f"/{way.removeprefix(home)}" if link.startswith("/") else way
            if way in pages:
                if anchor and unquote(anchor) not in pages[way].anchors:
                    yield f"{name} links to {link}, which has no such place"
            elif not known.setdefault(way, (site / way.lstrip("/")).is_file()):
                yield f"{name} links to {link}, which is not there"


def _way(page: str, link: str) -> str:
    """The address from the site's first folder of what `link` on a page names."""
    if not link:
        return page
    way = posixpath.normpath(posixpath.join(posixpath.dirname(page), unquote(link)))
    return f"{way}/" if link.endswith(("/", ".")) and way != "/" else way


def _missing(site: Path, named: tuple[str, Record]) -> list[str]:
    """What the page of a record lacks."""
    name, record = named
    path = site / "articles" / name / "index.html"
    found = _find_digests(_parse(path)) if path.is_file() else []
    if len(found) != 1:
        return [f"articles/{name}/ is not there, or has not one text"]
    rest = _folded("".join(found[0].itertext()))
    # An empty cell, or a link without words, is a passage too.
    for passage in filter(lambda passage: _folded(passage.text), record.passages):
        _, words, rest = rest.partition(_folded(passage.text))
        if not words:
            return [f"articles/{name}/ lacks {passage.text[:60]!r}, or has it elsewhere"]
    return []


def _folded(text: str) -> str:
    return "".join(text.split())


def _check_file(path: Path) -> Iterator[str]:
    if path.is_symlink() or not path.is_file():
        yield "is no plain file"
    elif path.suffix not in _ENDINGS and path.name != MARK:
        yield "is of a kind that no site has"
    elif path.suffix in _KINDS:
        try:
            yield from _KINDS[path.suffix](path.read_bytes())
        except (ValueError, etree.XMLSyntaxError, csv.Error, BadZipFile) as error:
            yield f"cannot be read: {error}"


def _check_xml(data: bytes) -> Iterator[str]:
    tree = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))
    if any(isinstance(each, etree._ProcessingInstruction) for each in tree.itersiblings(preceding=True)):
        yield "names a style sheet"


def _check_picture(data: bytes) -> Iterator[str]:
    yield from _check_xml(data)
    tree = etree.fromstring(data)
    yield from _odd(tree, _SVG)
    styles = "".join(each.text or "" for each in tree.iter("{*}style"))
    yield from (f"has {what} in its styles" for what in ("@import", "url(") if what in styles.lower())


def _check_json(data: bytes) -> Iterator[str]:
    json.loads(data)
    return iter(())


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


def _check_book(data: bytes) -> Iterator[str]:
    with ZipFile(io.BytesIO(data)) as packed:
        for name in packed.namelist():
            if name.endswith((".xhtml", ".opf", ".xml")):
                yield from (f"has {name}, which {what}" for what in _check_part(packed.read(name)))
            elif name not in {"mimetype", "EPUB/book.css"}:
                yield f"has {name}, which no reading pack has"


def _check_part(data: bytes) -> Iterator[str]:
    yield from _check_xml(data)
    tree = etree.fromstring(data)
    if tree.tag == "{http://www.w3.org/1999/xhtml}html":
        yield from _odd(tree, _BOOK)
    yield from (f"links to {link}" for link in _find_addresses(tree) if _scheme(link) not in _SCHEMES)


_KINDS: Mapping[str, Callable[[bytes], Iterator[str]]] = {
    ".svg": _check_picture,
    ".xml": _check_xml,
    ".json": _check_json,
    ".csv": _check_table,
    ".ics": _check_calendar,
    ".epub": _check_book,
}
