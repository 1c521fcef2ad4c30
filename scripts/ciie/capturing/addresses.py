"""What the address of a page says: of which site it is, when the page appeared, and whose copy it is.

The forms are data (address_patterns.yml).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from urllib.parse import SplitResult, unquote, urljoin, urlsplit

from ciie.capturing.captures import SourceLine
from ciie.model.values import ANNOUNCED, PartialDate, parse_url, partial_date
from ciie.text.patterns import Pattern, read_patterns

FILE = Path(__file__).with_name("address_patterns.yml")
# An address that is pasted with a page stands in its first or last lines.
EDGE_LINES = 3
_HOST_PREFIX = re.compile(
    r"^(?:www\d?|m|wap|mobile|amp|app|beta|new|m?cdn\d*|en|english|news|paper|special|expo|arabic|french|german|deutsch"
    r"|russian|japanese"
    r"|spanish|big5|espanol|portuguese|korean|italian|persian|croatian|filipino|swahili|taiwan)\."
)
_MONTHS = "janfebmaraprmayjunjulaugsepoctnovdec"
# What stands before the code of a country in the names of sites.
_SUFFIXES = frozenset({"com", "co", "org", "net", "gov", "edu", "ac", "or", "ne", "go"})
_ADDRESS_LINE = re.compile(
    r"(?:(?:original|source|page)?\s*(?:link|article|url|address|source|web\s?site)|原文(?:链接|連結|地址)?|链接|来源|网址|quelle|fuente"
    r"|fonte|источник|出典)?\s*[:：]?\s*<?(https?://[^\s<>]+)>?",
    re.I,
)


class AddressWord(StrEnum):
    """What a pattern finds in an address."""

    DAY = "day"
    MONTH = "month"
    ARCHIVE = "archive"
    PROXY = "proxy"
    PAPER = "paper"
    AGENCY = "agency"


@dataclass(frozen=True, slots=True)
class PageAddress:
    """Where a page stands: its own address, and that of the archived copy which was saved."""

    url: str
    archive: str | None = None


def address_patterns() -> tuple[Pattern, ...]:
    """The patterns of address_patterns.yml, in the order of the file."""
    return read_patterns(FILE, AddressWord)


def address_of_line(text: str) -> str | None:
    """The address that a line consists of, perhaps behind a word such as "Link:".

    Args:
        text: A line of a capture.

    Returns:
        An http or https address as the line writes it; None where the line says more, or has none.
    """
    match = _ADDRESS_LINE.fullmatch(text)
    return match[1] if match is not None and parse_url(match[1]) else None


def stated_addresses(lines: Sequence[SourceLine]) -> tuple[tuple[str, str], ...]:
    """The addresses among the first and last lines of a capture, each with the line it is."""
    edges = lines if len(lines) <= 2 * EDGE_LINES else (*lines[:EDGE_LINES], *lines[-EDGE_LINES:])
    found = ((address_of_line(line.text), line.number) for line in edges)
    return tuple((address, f"line {number}") for address, number in found if address is not None)


def page_address(address: str) -> PageAddress:
    """The original's address behind that of an archive, a cache, a proxy or a translator.

    Args:
        address: An http or https address.

    Returns:
        The original's address, and `address` itself as that of the archive where one keeps a copy under it; `address`
        alone where no pattern of address_patterns.yml knows it.
    """
    for pattern in address_patterns():
        match = pattern.expression.search(address) if pattern.does in {AddressWord.ARCHIVE, AddressWord.PROXY} else None
        if match is None:
            continue
        if pattern.does == AddressWord.ARCHIVE:
            url = _with_scheme(match["url"])
            return PageAddress(url, address) if parse_url(url) else PageAddress(address)
        host = match["site"]
        host = host if "." in host else host.replace("--", "\0").replace("-", ".").replace("\0", "-")
        return PageAddress(f"https://{host}{address[match.end() :]}")
    return PageAddress(address)


def joined(base: str, address: str) -> str:
    """`address` as a page at `base` means it; `address` itself where one of the two is no address."""
    try:
        return urljoin(base, address)
    except ValueError:  # a bracket is never closed
        return address


def _parts(address: str) -> SplitResult:
    """The parts of `address`, all empty where it is none."""
    try:
        return urlsplit(address)
    except ValueError:  # a bracket is never closed
        return urlsplit("")


def address_date(address: str) -> PartialDate | None:
    """The day or month that the address gives for its page, not before the expo was announced.

    Args:
        address: The address of a page, or of an archive's copy of it.

    Returns:
        The first that a pattern finds in its path or query, in the order of address_patterns.yml; None where none does.
    """
    for pattern in address_patterns():
        if pattern.does not in {AddressWord.DAY, AddressWord.MONTH}:
            continue
        match = pattern.expression.search(_parts(page_address(address).url)._replace(scheme="", netloc="").geturl())
        date = _date(match) if match is not None else None
        if date is not None and date.last >= ANNOUNCED:
            return date
    return None


def named_paper(address: str) -> str | None:
    """The name of the paper whose page a reader of many papers shows at `address`.

    Args:
        address: The address of a page.

    Returns:
        The paper's name with blanks for hyphens and the capitals of the address; None where it is no such page.
    """
    return _named(address, AddressWord.PAPER)


def named_agency(address: str) -> str | None:
    """The name of the agency whose texts a site keeps in the folder of `address`.

    Args:
        address: The address of a page.

    Returns:
        The name as the address writes it; None where no folder is called so.
    """
    return _named(address, AddressWord.AGENCY)


def host_of(address: str) -> str:
    """The host of an address.

    Args:
        address: An address, with or without its scheme.

    Returns:
        The host in small letters, without user, port and "www."; empty for none.
    """
    host = _parts(address if "//" in address else f"//{address}").netloc.lower().split("@")[-1].split(":")[0]
    return host.removeprefix("www.")


def site_of(address: str) -> str:
    """The host of an address without the prefixes that mobile and English editions have.

    Args:
        address: An address, with or without its scheme.

    Returns:
        The host in small letters, without a port: "muster.cn" of "https://en.muster.cn:80/a"; empty for no host.
    """
    host = host_of(address)
    shorter = _HOST_PREFIX.sub("", host)
    while shorter != host and shorter.count(".") >= 1:
        host, shorter = shorter, _HOST_PREFIX.sub("", shorter)
    return host


def site_id(address: str) -> str:
    """An id made of the site's own name: "muster-news" of muster-news.co.uk.

    Args:
        address: An address, with or without its scheme.

    Returns:
        Small letters, digits and hyphens; empty where the address has no host, or one without a dot.
    """
    labels = site_of(address).split(".")[:-1]
    while len(labels) > 1 and labels[-1] in _SUFFIXES:
        labels.pop()
    return re.sub(r"[^a-z0-9]+", "-", "-".join(labels)).strip("-")


def _named(address: str, word: AddressWord) -> str | None:
    patterns = (pattern for pattern in address_patterns() if pattern.does == word)
    match = next(filter(None, (pattern.expression.search(address) for pattern in patterns)), None)
    return match["name"].replace("-", " ") if match is not None else None


def _with_scheme(url: str) -> str:
    bare = re.sub(r"^https?:/{1,2}", "", unquote(url) if "%2F" in url else url)
    return f"{'http' if url.startswith('http:') else 'https'}://{bare}"


def _date(match: re.Match[str]) -> PartialDate | None:
    found = match.groupdict()
    month = found["m"]
    number = int(month) if month.isdigit() else _MONTHS.index(month[:3].lower()) // 3 + 1
    year = int(found["y"])
    return partial_date(year + 2000 * (year < 100), number, int(found["d"]) if found.get("d") else None)
