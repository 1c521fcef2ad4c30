"""A server for a built site, and visits to it that let nothing leave this machine."""

from __future__ import annotations

import functools
import gzip
import http.server
import io
import threading
import time
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page

from support.project import PROJECT

SWITCHES = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
# The site has the search's modules in bundles; the server has them one by one too, for tests that ask a single one.
MODULES = PROJECT / "docs" / "assets" / "search"

# So long that the styles are there before the article, and a piece is painted before the next.
_BEFORE_ARTICLE_S = 0.25
_BETWEEN_PIECES_S = 0.03


class serving:  # noqa: N801, used like a function
    """Serves a folder on a free local port within a `with`; gives its address.

    Browsers may keep files `max_age` s. A page comes in `pieces`: what is before its article, then the rest bit by bit.
    Programs and style sheets come compressed, as hosts send them, where that `is_packing`.
    """

    def __init__(self, folder: Path, max_age: int = 0, pieces: int = 0, *, is_packing: bool = False) -> None:
        kind = type("_Served", (_Quiet,), {"max_age": max_age, "pieces": pieces, "is_packing": is_packing})
        handler = functools.partial(kind, directory=str(folder))
        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)

    def __enter__(self) -> str:
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{self._server.server_port}"

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()


class Visit:
    """A reader's visit to the site at `base`, with what went wrong in `faults`.

    For a moment after the first `route` of a page, Chromium still lets requests pass. Where `is_watched`, a page has a
    route from the start, which catches nothing, so that those added later catch every request.
    """

    def __init__(self, browser: Browser, base: str) -> None:
        self.base = base
        self.faults: list[str] = []
        self.is_watched = False
        self._browser = browser
        self._contexts: list[BrowserContext] = []

    def open(self, path: str, **options: object) -> Page:
        """A new page at `path`; `options` are those of a browser context."""
        context = self._browser.new_context(**options)  # type: ignore[arg-type]
        self._contexts.append(context)
        page = context.new_page()
        page.on("request", lambda request: self._expect_here(request.url))
        page.on("pageerror", lambda error: self.faults.append(f"{path}: {error}"))
        page.on("console", lambda message: self._expect_calm(path, message.type, message.text))
        if self.is_watched:
            page.route("about:none", lambda route: route.abort())
        page.on("dialog", lambda dialog: self.faults.append(f"{path}: dialog {dialog.message}"))
        page.goto(self.base + path)
        return page

    def close(self) -> None:
        """Closes every page."""
        for context in self._contexts:
            context.close()

    def _expect_here(self, url: str) -> None:
        if not url.startswith((self.base, "data:", "blob:")):
            self.faults.append(f"request to {url}")

    def _expect_calm(self, path: str, kind: str, text: str) -> None:
        if kind in {"error", "warning"}:
            self.faults.append(f"{path}: {kind}: {text}")


class _Quiet(http.server.SimpleHTTPRequestHandler):
    max_age = 0
    pieces = 0
    is_packing = False

    def send_head(self) -> Any:
        """Sends what stands before the content of a file, and gives that content, compressed where it is to be."""
        path = Path(self.translate_path(self.path))
        if not (self.is_packing and path.suffix in {".css", ".js"} and path.is_file()):
            return super().send_head()
        packed = gzip.compress(path.read_bytes(), 6)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(packed)))
        self.end_headers()
        return io.BytesIO(packed)

    def translate_path(self, path: str) -> str:
        """A file of the served folder, or a module of the search that lies in none of it."""
        found = Path(super().translate_path(path))
        module = MODULES / found.name
        return str(module if found.parent.parts[-2:] == ("assets", "search") and module.is_file() else found)

    def copyfile(self, source: Any, outputfile: Any) -> None:
        """Sends a file; a page in pieces, so that what has come is shown before the next one."""
        content = source.read()
        start = content.find(b"<article")
        if self.pieces and start > 0:
            outputfile.write(content[:start])
            time.sleep(_BEFORE_ARTICLE_S)
            size = -(-(len(content) - start) // self.pieces)
            for at in range(start, len(content), size):
                outputfile.write(content[at : at + size])
                time.sleep(_BETWEEN_PIECES_S)
        else:
            outputfile.write(content)

    def end_headers(self) -> None:
        """Says how long a browser may keep the file, where that is said at all."""
        if self.max_age:
            self.send_header("Cache-Control", f"max-age={self.max_age}")
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002, the name is the base class's
        """Says nothing."""
