"""Asks the addresses that records and outlets give whether they still answer; prints those that do not, in Markdown.

Usage: check_links.py ARTICLES [UNCHECKED], where UNCHECKED lists hosts that are not asked, each with the reason.
Exit status 0 whatever it finds: a source that is gone is no fault of the records.
"""

from __future__ import annotations

import datetime as dt
import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import quote, urlsplit, urlunsplit
from urllib.request import Request, urlopen

from ciie.model.library import Library
from ciie.pipeline import read_collection
from ciie.text.markdown import escape, items, link

AT_ONCE = 8
SECONDS = 20
# Some hosts refuse programs that do not say what they are.
AGENT = "Mozilla/5.0 (compatible; link check of a knowledge base)"
# What an address may hold unescaped, and the sign that begins an escape.
SAFE = "/%:@!$&'()*+,;=-._~?[]"
# A page that is gone says so with one of these; other answers may be a host's mood.
GONE = {404, 410}


def main(arguments: list[str]) -> None:
    """Prints the addresses that do not answer, or nothing."""
    unchecked = read_unchecked(Path(arguments[1])) if len(arguments) > 1 else {}
    library = read_collection(Path(arguments[0]), dt.datetime.now(dt.UTC).date())
    report = render(ask_all(addresses(library), unchecked))
    if report:
        print(report)


def read_unchecked(path: Path) -> dict[str, str]:
    """Hosts that are not asked, and why; a line is a host, a blank and the reason, or a comment behind #."""
    lines = (line.strip() for line in path.read_text(encoding="utf-8").splitlines())
    pairs = (line.split(maxsplit=1) for line in lines if line and not line.startswith("#"))
    return {pair[0]: pair[1] for pair in pairs}


def addresses(library: Library) -> dict[str, list[str]]:
    """Every address of a record or an outlet, with the files that give it."""
    found: dict[str, list[str]] = defaultdict(list)
    for record in library.records:
        if record.url:
            found[record.url].append(record.path)
    for outlet in library.vocabulary.outlets.values():
        if outlet.home:
            found[outlet.home].append("vocabulary/outlets.yml")
    return dict(found)


def ask_all(asked: Mapping[str, list[str]], unchecked: Mapping[str, str]) -> list[tuple[str, str, list[str]]]:
    """Each address that does not answer, what happened instead, and the files that give it."""
    open_ones = [url for url in sorted(asked) if urlsplit(url).hostname not in unchecked]
    with ThreadPoolExecutor(AT_ONCE) as executor:
        answers = list(executor.map(ask, open_ones))
    return [(url, answer, asked[url]) for url, answer in zip(open_ones, answers, strict=True) if answer]


def ask(url: str) -> str:
    """What is wrong with `url`; empty where it answers."""
    try:
        request = Request(as_ascii(url), headers={"User-Agent": AGENT, "Accept": "*/*"})
        with urlopen(request, timeout=SECONDS):
            return ""
    except HTTPError as error:
        return f"gone ({error.code})" if error.code in GONE else f"answers with {error.code}"
    # Whatever one host answers, the report on the others must be made.
    except Exception as error:  # noqa: BLE001
        return f"does not answer ({getattr(error, 'reason', None) or str(error) or type(error).__name__})"


def as_ascii(url: str) -> str:
    """`url` as it is sent: the host in its ASCII form, other characters escaped; what is escaped already stays."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    host = host if host.isascii() else host.encode("idna").decode("ascii")
    port = f":{parts.port}" if parts.port else ""
    path, query = quote(parts.path, safe=SAFE), quote(parts.query, safe=SAFE)
    return urlunsplit((parts.scheme, f"{host}{port}", path, query, ""))


def render(found: Iterable[tuple[str, str, list[str]]]) -> str:
    """The report in Markdown; empty where nothing was found."""
    lines = [f"{link(url, url)}: {escape(answer)}, in {escape(', '.join(files))}" for url, answer, files in found]
    if not lines:
        return ""
    lead = "These addresses did not answer the weekly check. Where one is gone for good, look for where it moved to."
    return f"{lead}\n\n{items(lines)}"


if __name__ == "__main__":
    main(sys.argv[1:])
