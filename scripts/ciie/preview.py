"""The site on a port of this machine, made again after each change, with the problems of the records in a bar on top.

A process of its own answers, so that pages come at once while a site is made, and none waits for a broken record to
be mended: the last good site stays. The two processes share a folder, with the site and what there is to tell of it.
"""

from __future__ import annotations

import datetime as dt
import errno
import json
import os
import signal
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from html import escape
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from itertools import chain
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import urlsplit

from ciie.cache import files_in, states
from ciie.model.library import Library
from ciie.model.problems import CiieError, EnvironmentFaultError, Problem
from ciie.model.values import latest_day
from ciie.pipeline import GENERATED, PROJECT, read_collection
from ciie.processes import without_collector
from ciie.site_folder import end_with_parent
from ciie.text.problem_reports import count

HOST = "127.0.0.1"
_HERE = {HOST, "localhost"}
_TOLD, _SITE = "told.json", "site"
_SCRIPT, _STYLE, _NEWS = "/-preview/preview.js", "/-preview/preview.css", "/-preview/news"
# Seconds between two looks at the files; between two looks for news; and until a browser that waits asks again.
_PAUSE, _SHORT_PAUSE, _WAIT = 0.2, 0.05, 20
# Builds the site of a library, with the hand-written pages of a folder, in the place of another.
Build = Callable[[Library, Path, Path], None]
_BLANK = '<!doctype html>\n<html lang="en">\n<head><title>Preview</title></head>\n<body>\n</body>\n</html>\n'
_FILES = {_SCRIPT: "text/javascript", _STYLE: "text/css"}


@dataclass(frozen=True)
class Workshop:
    """What the site is made of: the folder of records, that of hand-written pages, and what builds it."""

    articles: Path
    docs: Path
    build: Build


def serve(source: Workshop, port: int, tell: Callable[[str], None]) -> None:
    """Shows the site of `source` until it is stopped.

    Args:
        source: What the site is made of, and how.
        port: The port of this machine; no other machine can ask.
        tell: Is given a line to print at the start and after each change.

    Raises:
        EnvironmentFaultError: The port cannot be had; nothing was built.
    """
    os.environ["SITE_URL"] = f"http://localhost:{port}/"  # the page of what is not found has its links from here
    with TemporaryDirectory(prefix="ciie-") as name:
        folder = Path(name)
        with _listen(port, folder) as server:
            _write(folder, 0, _bar("The site is being built. This page shows it as soon as it is there."))
            answering = get_context("fork").Process(target=_answer, args=(server,), daemon=True)
            answering.start()
        try:
            tell(f"http://{HOST}:{port}/ shows the site; Ctrl-C stops it")
            for number, _ in enumerate(_changes(source, answering.is_alive), start=1):
                bar, line = _make(source, folder)
                _write(folder, number, bar)
                tell(line)
        finally:
            answering.terminate()
            answering.join()
    raise EnvironmentFaultError("the process that answers has ended; start again")


def _listen(port: int, folder: Path) -> ThreadingHTTPServer:
    try:
        server = ThreadingHTTPServer((HOST, port), partial(_Answer, directory=str(folder / _SITE)))
    except OSError as error:
        taken = f"port {port} is taken; stop what uses it, or name another: ciie serve --port {port % 65535 + 1}"
        refused = f"port {port} cannot be used ({error.strerror}); name another, such as ciie serve --port 8000"
        raise EnvironmentFaultError(taken if error.errno == errno.EADDRINUSE else refused) from None
    return server


def _answer(server: ThreadingHTTPServer) -> None:
    end_with_parent()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the other process ends this one
    server.serve_forever()


def _changes(source: Workshop, is_alive: Callable[[], bool]) -> Iterator[None]:
    """Comes back at the start and after every change of a file that the site is made of."""
    seen: object = None
    while is_alive():
        now = list(_states(source))
        if now != seen:
            seen = now
            yield
        else:
            time.sleep(_PAUSE)


def _states(source: Workshop) -> Iterator[tuple[str, int, int]]:
    """Every file that the site is made of, with what changes when it is written."""
    generated = {source.docs / name for name in GENERATED}
    written = files_in(source.docs, generated.__contains__)
    return states(chain([PROJECT / "mkdocs.yml"], files_in(source.articles), written))


@without_collector()
def _make(source: Workshop, folder: Path) -> tuple[str, str]:
    """Makes the site in `folder` where there is no fault; the bar for the browser, and a line for the terminal."""
    try:
        library = read_collection(source.articles, latest_day(dt.datetime.now(dt.UTC)))
        if not library.errors:
            source.build(library, source.docs, folder / _SITE)
    except CiieError as error:
        return _bar(str(error)), str(error)
    except Exception as error:  # noqa: BLE001, the next change may heal it
        fault = f"The program failed: {type(error).__name__}: {error}"
        return _bar(fault), fault
    return _bar_of(library.errors), count(library, library.errors)


def _bar_of(errors: Sequence[Problem]) -> str:
    """What is wrong, and that the page below is older; nothing where all is well."""
    places = ((f"{found.path}:{found.line}", f"{found.message}; {found.hint}") for found in errors)
    items = "".join(f"<li><code>{escape(place)}</code>: {escape(said)}</li>" for place, said in places)
    note = "The site below is the last one without errors. Correct these, and it is made again:"
    return _bar(note, f"<ul>{items}</ul>") if items else ""


def _bar(note: str, items: str = "") -> str:
    return f'<div class="preview-bar" role="alert"><p>{escape(note)}</p>{items}</div>'


def _write(folder: Path, number: int, bar: str) -> None:
    new = folder / f"{_TOLD}.new"
    new.write_text(json.dumps([str(number), bar]), encoding="utf-8")
    new.replace(folder / _TOLD)


class _Answer(SimpleHTTPRequestHandler):
    """Answers with the files of the site; pages have the bar and load again after a change."""

    @property
    def _folder(self) -> Path:
        return Path(self.directory)

    def parse_request(self) -> bool:
        """Refuses what came here by another name than this machine's: a page on the web that was led here."""
        if not super().parse_request():
            return False
        if self.headers.get("Host", "").partition(":")[0].lower() not in _HERE:
            self.send_error(HTTPStatus.FORBIDDEN)
            return False
        return True

    def do_GET(self) -> None:
        """Answers with a page, or with any other file as it is."""
        address = urlsplit(self.path)
        path = Path(self.translate_path(self.path))
        if address.path in _FILES:
            self._send(
                HTTPStatus.OK, _FILES[address.path], Path(__file__).with_name(path.name).read_text(encoding="utf-8")
            )
        elif address.path == _NEWS:
            has_news = self._wait_for_news(address.query)
            self._send(HTTPStatus.OK if has_news else HTTPStatus.NO_CONTENT, "text/plain", "")
        elif not self._folder.is_dir():
            self._send(HTTPStatus.SERVICE_UNAVAILABLE, "text/html", self._page(_BLANK))
        elif path.is_dir() and not address.path.endswith("/"):
            super().do_GET()  # leads on to the folder
        else:
            self._send_file(path / "index.html" if path.is_dir() else path)

    def end_headers(self) -> None:
        """Has a browser ask again each time."""
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002, the base class's name
        """Says nothing; what is asked for is of no interest."""

    def _send_file(self, path: Path) -> None:
        is_there = path.is_file()
        page = path if is_there else self._folder / "404.html"
        if page.suffix != ".html":
            super().do_GET()
            return
        status = HTTPStatus.OK if is_there else HTTPStatus.NOT_FOUND
        self._send(status, "text/html", self._page(page.read_text(encoding="utf-8")))

    def _told(self) -> tuple[str, str]:
        number, bar = json.loads((self._folder.parent / _TOLD).read_text(encoding="utf-8"))
        return number, bar

    def _wait_for_news(self, number: str) -> bool:
        until = time.monotonic() + _WAIT
        while self._told()[0] == number:
            if time.monotonic() > until:
                return False
            time.sleep(_SHORT_PAUSE)
        return True

    def _page(self, text: str) -> str:
        number, bar = self._told()
        head, end, body = text.partition("</head>")
        tag, close, rest = body.partition("<body")
        attributes, angle, content = rest.partition(">")
        ours = f'<link rel="stylesheet" href="{_STYLE}"><script defer data-number="{number}" src="{_SCRIPT}"></script>'
        return "".join([head, ours, end, tag, close, attributes, angle, bar, content])

    def _send(self, status: HTTPStatus, kind: str, text: str) -> None:
        content = text.encode("utf-8")
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)
